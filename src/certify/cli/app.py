"""The commands and their options. Each command's work is imported only when it runs."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from certify import __version__
from certify.cli.options import DEFAULT_RULES, Lang, LangOption, PlainFormat, together
from certify.cli.register_commands import register_app
from certify.cli.review_commands import review_app
from certify.cli.rules_commands import rules_app
from certify.cli.streams import guard_streams, output_failure
from certify.cli.tasks_commands import tasks_app
from certify.cli.usage import language, said
from certify.language import Text

USAGE = 2
HELP = Text("（certify --help）", " (certify --help)")
INTERRUPTED = 130


class Format(StrEnum):
    """The format of a check report."""

    TEXT = "text"
    JSON = "json"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"


class CityBody(StrEnum):
    """The bodies that an organization's repairs may hang on."""

    HRSS = "hrss"
    ARBITRATION = "arbitration"
    COURT = "court"
    LOCAL_GOVERNMENT = "local_government"
    TRAINING_BODY = "training_body"


class SchemaName(StrEnum):
    """What there is a JSON Schema of."""

    SUBMISSION = "submission"
    REVIEW = "review"
    BATCH = "batch"
    POLICY = "policy"
    RULESET = "ruleset"
    DUTIES = "duties"
    PROGRESS = "progress"
    REPORT = "report"
    SIDE_BY_SIDE_REPORT = "side-by-side-report"
    BATCH_REPORT = "batch-report"
    BATCH_MONITORING_REPORT = "batch-monitoring-report"
    COVERAGE_REPORT = "coverage-report"
    WHAT_IF_REPORT = "what-if-report"
    LINT_REPORT = "lint-report"
    TASKS_REPORT = "tasks-report"
    COMPARE_REPORT = "compare-report"
    SENSITIVITY_REPORT = "sensitivity-report"
    EXPLAIN_REPORT = "explain-report"
    RULES_REPORT = "rules-report"
    RULES_LIST_REPORT = "rules-list-report"
    RULES_TEST_REPORT = "rules-test-report"
    RULES_DIFF_REPORT = "rules-diff-report"
    RULES_IMPACT_REPORT = "rules-impact-report"


app = typer.Typer(
    name="certify",
    help="对照公布的标准评判劳动人事争议调解组织。Judges labour-dispute mediation organizations against published standards.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(rules_app, name="rules")
app.add_typer(review_app, name="review")
app.add_typer(register_app, name="register")
app.add_typer(tasks_app, name="tasks")


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
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="自评表（.yaml .yml .json .xlsx .xls .ods）/ a submission")
    ],
    rules: Annotated[
        list[str] | None,
        typer.Option("--rules", metavar="ID[@VERSION][,ID…]", help="规则，可以几套并列 / one or more rule sets"),
    ] = None,
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

    raise typer.Exit(run(file, together(rules), review, units, form.value if form else None, output, lang.value))


@app.command("what-if")
def what_if(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="自评表 / a submission")],
    assumptions: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="FACT=VALUE",
            help="假设的事实，可多次，如 cases.agreed=70、mediators[M1].active=否 / an assumed fact; may be repeated",
        ),
    ] = None,
    nearest: Annotated[
        bool, typer.Option("--nearest", help="列出最近的达标途径 / show the nearest way to a recommendation")
    ] = False,
    rules: Annotated[str | None, typer.Option("--rules", metavar="ID[@VERSION]", help="规则 / rule set")] = None,
    review: Annotated[
        Path | None, typer.Option("--review", help="审核文件，给出则按审核结果测算 / review file")
    ] = None,
    form: Annotated[PlainFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """假设测算：某些事实改变后结论如何，不能进入批次 / the verdict under assumed facts; enters no batch."""
    from certify.cli.what_if import run  # noqa: PLC0415

    chosen = form.value if form else None
    raise typer.Exit(run(file, assumptions or [], rules, review, chosen, output, lang.value, nearest=nearest))


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
    workbook: Annotated[
        bool, typer.Option("--workbook/--no-workbook", help="汇总表.xlsx / the results as a workbook")
    ] = True,
    word: Annotated[bool, typer.Option("--word", help="另写 Word 文件 / Word documents as well")] = False,
    templates: Annotated[
        Path | None, typer.Option("--templates", metavar="DIR", help="自备的 Word 模板 / Word templates of your own")
    ] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """评判一个批次并写出全部报告 / judge a batch and write its reports."""
    from certify.cli.batch import run  # noqa: PLC0415

    made = {"pages": pages, "keep": cache, "workbook": workbook, "word": word}
    raise typer.Exit(run(path, output, workers, templates, **made, lang=lang.value))


@app.command()
def compare(
    before: Annotated[
        Path, typer.Argument(metavar="RUN", help="前一次的报告文件夹（certify batch 写出）/ the first run's folder")
    ],
    after: Annotated[Path, typer.Argument(metavar="RUN", help="后一次的报告文件夹 / the second run's folder")],
    form: Annotated[PlainFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """比较两次评判：谁的结论变了，由什么引起 / what differs between two runs, and what explains it."""
    from certify.cli.compare import run  # noqa: PLC0415

    raise typer.Exit(run(before, after, form.value if form else None, output, lang.value))


@app.command()
def sensitivity(
    path: Annotated[Path, typer.Argument(metavar="BATCH", help="批次文件或所在文件夹 / a batch file or its folder")],
    form: Annotated[PlainFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="进程数 / worker processes")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """口径影响测算：换一个口径，谁的结论会变 / what in a batch hangs on how the rules are read."""
    from certify.cli.sensitivity import run  # noqa: PLC0415

    raise typer.Exit(run(path, form.value if form else None, output, workers, lang.value))


@app.command()
def coverage(
    paths: Annotated[list[Path], typer.Argument(metavar="BATCH...", help="批次文件或所在文件夹，可以几个 / batches")],
    register: Annotated[
        Path | None,
        typer.Option("--register", help="认定名录，默认用最近批次的 / the register, by default the latest batch's"),
    ] = None,
    units: Annotated[
        Path | None,
        typer.Option("--units", help="单位名单，默认用最近批次的 / the units, by default the latest batch's"),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="基准日，默认为材料中最晚的日期 / by default the latest date given"
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="报告文件夹，默认 reports/coverage-<日期> / folder of the reports"),
    ] = None,
    city_wide: Annotated[
        list[CityBody] | None,
        typer.Option(
            "--city-wide",
            help="补齐方案中，这一机构一次整改惠及全市，只算一次；可多次 / one act of this body serves a whole city",
        ),
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="公开版，不含审核意见和线索 / without notes and leads")
    ] = False,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="进程数 / worker processes")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """全省（市）覆盖情况和空白单位 / coverage, gaps and what would close them."""
    from certify.cli.coverage import run  # noqa: PLC0415

    bodies = [body.value for body in city_wide or ()]
    raise typer.Exit(run(paths, register, units, as_of, output, workers, bodies, public=public, lang=lang.value))


@app.command()
def form(
    rules: Annotated[
        list[str] | None,
        typer.Option("--rules", metavar="ID[@VERSION][,ID…]", help="规则，可以几套 / one or more rule sets"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="写入文件，默认 自评表.xlsx / file to write")
    ] = None,
    prefill: Annotated[
        Path | None, typer.Option("--prefill", metavar="FILE", help="用以前的自评表预填 / fill it from an earlier one")
    ] = None,
    blank_batch: Annotated[
        Path | None,
        typer.Option(
            "--blank-batch",
            metavar="LIST",
            help="按名单（CSV）每家或每个单位一份，写入 -o 文件夹 / one for each entry of a list, into the folder -o",
        ),
    ] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """生成自评表工作簿 / write the self-assessment as a workbook to fill in."""
    from certify.cli.form import run  # noqa: PLC0415

    raise typer.Exit(run(together(rules) or DEFAULT_RULES, output, prefill, blank_batch, lang.value))


@app.command()
def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="条款、子项、事实或口径，如 cases.agreed / a criterion, sub-check, fact or reading"
        ),
    ],
    rules: Annotated[
        list[str] | None,
        typer.Option(
            "--rules", metavar="ID[@VERSION][,ID…]", help="只在这几套规则里找，默认全部 / rule sets, default all"
        ),
    ] = None,
    form: Annotated[PlainFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """说明一个条款、子项、事实或口径 / explain one criterion, sub-check, fact or reading."""
    from certify.cli.explain import run  # noqa: PLC0415

    raise typer.Exit(run(name, together(rules), form.value if form else None, output, lang.value))


@app.command()
def schema(
    name: Annotated[
        SchemaName,
        typer.Argument(
            metavar="NAME",
            help="名称 / name",
        ),
    ],
    lang: LangOption = Lang.ZH,
) -> None:
    """输出 JSON Schema / print a JSON Schema."""
    from certify.cli.schema import run  # noqa: PLC0415

    raise typer.Exit(run(name.value, lang.value))


def main() -> None:
    """Run the command line and leave with the exit status of the contract, never with a traceback."""
    guard_streams()
    status = _run()
    failure = output_failure()
    if failure is not None:
        unwritten = Text("无法写入标准输出", "cannot write standard output").to(language())
        sys.stderr.write(f"certify: {unwritten}: {failure.strerror}\n")
        status = USAGE
    sys.exit(status)


def _run() -> int:
    try:
        return app(standalone_mode=False) or 0
    except typer.TyperException as error:
        message = error.format_message()
        if not message.startswith("Usage:"):
            message = f"certify: {said(message)}{HELP.to(language())}"
        sys.stderr.write(f"{message}\n")
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("certify: 已中断 / interrupted\n")
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of the program, told without anybody's data
        from certify.cli.faults import report_fault  # noqa: PLC0415 - only where there is one

        return report_fault(error)
