"""The commands and their options. Each command's work is imported only when it runs."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from certify import __version__
from certify.cli.usage import said

USAGE = 2
INTERRUPTED = 130


class Lang(StrEnum):
    """The language of everything that a user reads."""

    ZH = "zh"
    EN = "en"


class Format(StrEnum):
    """The format of a check report."""

    TEXT = "text"
    JSON = "json"
    MD = "md"
    HTML = "html"


class SchemaName(StrEnum):
    """What there is a JSON Schema of."""

    SUBMISSION = "submission"
    REVIEW = "review"
    BATCH = "batch"
    RULESET = "ruleset"
    REPORT = "report"
    BATCH_REPORT = "batch-report"


app = typer.Typer(
    name="certify",
    help="对照公布的标准评判劳动人事争议调解组织。Judges labour-dispute mediation organizations against published standards.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

rules_app = typer.Typer(help="规则 / the rule sets", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(rules_app, name="rules")

DEFAULT_RULES = "shandong-2024"
LangOption = Annotated[Lang, typer.Option("--lang", envvar="CERTIFY_LANG", help="语言 / language: zh, en")]


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's callback
    if wanted:
        typer.echo(f"certify {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 / version")
    ] = False,
    lang: Annotated[Lang | None, typer.Option("--lang", help="语言 / language: zh, en")] = None,
) -> None:
    """对照公布的标准评判劳动人事争议调解组织。"""
    if lang is not None:
        os.environ["CERTIFY_LANG"] = lang.value


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="自评表（.yaml .yml .json）/ a submission")],
    rules: Annotated[str | None, typer.Option("--rules", metavar="ID[@VERSION]", help="规则 / rule set")] = None,
    review: Annotated[
        Path | None, typer.Option("--review", help="审核文件，给出则按审核结果评判 / review file")
    ] = None,
    units: Annotated[
        Path | None, typer.Option("--units", help="单位名单 CSV，如批次的 units.csv / list of units")
    ] = None,
    form: Annotated[Format | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """评判一份自评表 / judge one submission."""
    from certify.cli.check import run  # noqa: PLC0415

    raise typer.Exit(run(file, rules, review, units, form.value if form else None, output, lang.value))


@app.command()
def batch(
    path: Annotated[Path, typer.Argument(metavar="BATCH", help="批次文件或所在文件夹 / a batch file or its folder")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="报告文件夹，默认 reports/<批次编号> / folder of the reports")
    ] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="进程数 / worker processes")] = None,
    pages: Annotated[
        bool, typer.Option("--pages/--no-pages", help="每家组织一页 / a page for each organization")
    ] = True,
    cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="沿用未变动材料的结果 / use results of unchanged files")
    ] = True,
    lang: LangOption = Lang.ZH,
) -> None:
    """评判一个批次并写出全部报告 / judge a batch and write its reports."""
    from certify.cli.batch import run  # noqa: PLC0415

    raise typer.Exit(run(path, output, workers, pages=pages, keep=cache, lang=lang.value))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="ID", help="条款或子项编号，如 RULESET:ID / a criterion or sub-check")],
    rules: Annotated[str, typer.Option("--rules", metavar="ID[@VERSION]", help="规则 / rule set")] = DEFAULT_RULES,
    lang: LangOption = Lang.ZH,
) -> None:
    """说明一个条款或子项 / explain one criterion or sub-check."""
    from certify.cli.rules import explain as run  # noqa: PLC0415

    raise typer.Exit(run(name, rules, lang.value))


@rules_app.command("list")
def rules_list(lang: LangOption = Lang.ZH) -> None:
    """列出全部规则 / list the rule sets."""
    from certify.cli.rules import list_rules  # noqa: PLC0415

    raise typer.Exit(list_rules(lang.value))


@rules_app.command("show")
def rules_show(
    reference: Annotated[str, typer.Argument(metavar="ID[@VERSION]", help="规则 / rule set")] = DEFAULT_RULES,
    lang: LangOption = Lang.ZH,
) -> None:
    """显示一套规则 / show one rule set."""
    from certify.cli.rules import show_rules  # noqa: PLC0415

    raise typer.Exit(show_rules(reference, lang.value))


@rules_app.command("lint")
def rules_lint(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="规则文件，默认全部 / rule-set files, default all")
    ] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """检查规则文件 / check rule-set files."""
    from certify.cli.rules import lint  # noqa: PLC0415

    raise typer.Exit(lint(files or [], lang.value))


@app.command()
def schema(
    name: Annotated[
        SchemaName, typer.Argument(metavar="NAME", help="submission review batch ruleset report batch-report")
    ],
    lang: LangOption = Lang.ZH,
) -> None:
    """输出 JSON Schema / print a JSON Schema."""
    from certify.cli.schema import run  # noqa: PLC0415

    raise typer.Exit(run(name.value, lang.value))


def main() -> None:
    """Run the command line and leave with the exit status of the contract, never with a traceback."""
    sys.exit(_run())


def _run() -> int:
    try:
        return app(standalone_mode=False) or 0
    except typer.TyperException as error:
        message = error.format_message()
        if not message.startswith("Usage:"):
            message = f"certify: {said(message)}（certify --help）"
        sys.stderr.write(f"{message}\n")
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("certify: 已中断 / interrupted\n")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has read enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of the program, told without anybody's data
        from certify.cli.faults import report_fault  # noqa: PLC0415 - only where there is one

        return report_fault(error)
