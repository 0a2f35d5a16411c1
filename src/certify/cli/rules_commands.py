"""The commands of `certify rules`."""

from pathlib import Path
from typing import Annotated

import typer

from certify.cli.options import DEFAULT_RULES, Lang, LangOption

rules_app = typer.Typer(help="规则 / the rule sets", no_args_is_help=True, rich_markup_mode=None)


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
