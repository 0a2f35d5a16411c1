"""The commands of `certify rules`."""

from pathlib import Path
from typing import Annotated

import typer

from certify.cli.options import DEFAULT_RULES, Lang, LangOption, PlainFormat, ShortFormat

rules_app = typer.Typer(help="规则 / the rule sets", no_args_is_help=True, rich_markup_mode=None)


@rules_app.command("list")
def rules_list(
    form: Annotated[ShortFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """列出全部规则 / list the rule sets."""
    from certify.cli.rules import list_rules  # noqa: PLC0415

    raise typer.Exit(list_rules(form.value if form else None, lang.value))


@rules_app.command("show")
def rules_show(
    reference: Annotated[str, typer.Argument(metavar="ID[@VERSION]", help="规则 / rule set")] = DEFAULT_RULES,
    form: Annotated[PlainFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """显示一套规则 / show one rule set."""
    from certify.cli.rules import show_rules  # noqa: PLC0415

    raise typer.Exit(show_rules(reference, form.value if form else None, output, lang.value))


@rules_app.command("lint")
def rules_lint(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE|ID[@VERSION]]...",
            help="规则文件、其文件夹或规则编号，默认全部 / rule-set files, their folders or ids, default all",
        ),
    ] = None,
    form: Annotated[ShortFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """检查规则文件 / check rule-set files."""
    from certify.cli.rules_lint import run  # noqa: PLC0415

    raise typer.Exit(run(files or [], form.value if form else None, output, lang.value))


@rules_app.command("new")
def rules_new(
    name: Annotated[str, typer.Argument(metavar="ID", help="新规则的编号 / id of the new rule set")],
    like: Annotated[
        str | None,
        typer.Option(
            "--like",
            metavar="ID[@VERSION]",
            help="仿照哪套规则；与 ID 相同即立新版本 / like which; the same: its next version",
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """写出规则初稿和判例，不覆盖已有文件 / start a rule set or its next version."""
    from certify.cli.rules_new import run  # noqa: PLC0415

    raise typer.Exit(run(name, like, output, lang.value))


@rules_app.command("issue")
def rules_issue(
    reference: Annotated[str, typer.Argument(metavar="ID[@VERSION]", help="规则 / rule set")],
    lang: LangOption = Lang.ZH,
) -> None:
    """发布一个版本：记下内容摘要，此后不再改动 / put a version on record."""
    from certify.cli.rules_issue import run  # noqa: PLC0415

    raise typer.Exit(run(reference, lang.value))


@rules_app.command("test")
def rules_test(
    references: Annotated[
        list[str] | None, typer.Argument(metavar="[ID[@VERSION]]...", help="规则，默认全部 / rule sets, default all")
    ] = None,
    check: Annotated[
        str | None, typer.Option("--check", metavar="ID", help="只看一个条款或子项 / one criterion or sub-check only")
    ] = None,
    form: Annotated[ShortFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """用判例核对规则 / run the cases of rule sets."""
    from certify.cli.rules_test import run  # noqa: PLC0415

    raise typer.Exit(run(references or [], check, form.value if form else None, output, lang.value))


@rules_app.command("diff")
def rules_diff(
    before: Annotated[str, typer.Argument(metavar="A", help="前：ID[@VERSION] 或规则文件 / a rule set or a file")],
    after: Annotated[str, typer.Argument(metavar="B", help="后：ID[@VERSION] 或规则文件 / a rule set or a file")],
    form: Annotated[PlainFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """对照两套规则或两个版本 / compare two rule sets or versions."""
    from certify.cli.rules_diff import run  # noqa: PLC0415

    raise typer.Exit(run(before, after, form.value if form else None, output, lang.value))


@rules_app.command("impact")
def rules_impact(
    before: Annotated[str, typer.Argument(metavar="A", help="前：ID[@VERSION] 或规则文件 / a rule set or a file")],
    after: Annotated[str, typer.Argument(metavar="B", help="后：ID[@VERSION] 或规则文件 / a rule set or a file")],
    batches: Annotated[
        list[Path],
        typer.Option("--batch", metavar="BATCH", help="批次文件或所在文件夹，可多次 / a batch; may be repeated"),
    ],
    form: Annotated[PlainFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="进程数 / worker processes")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """测算改用另一套规则会改变哪些结论，不改动任何结果 / what other rules would change; nothing is changed."""
    from certify.cli.rules_impact import run  # noqa: PLC0415

    raise typer.Exit(run(before, after, batches, workers, form.value if form else None, output, lang.value))
