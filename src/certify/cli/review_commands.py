"""The commands of `certify review`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from certify.cli.options import Lang, LangOption

review_app = typer.Typer(help="审核 / reviews", no_args_is_help=True, rich_markup_mode=None)


class By(StrEnum):
    """What a workbook of a review is split by."""

    ORGANIZATION = "organization"
    CITY = "city"


@review_app.command("form")
def review_form(
    path: Annotated[Path, typer.Argument(metavar="BATCH", help="批次文件或所在文件夹 / a batch file or its folder")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="写入文件，默认 审核表.xlsx / file to write")
    ] = None,
    organization: Annotated[
        list[str] | None, typer.Option("--organization", metavar="ID", help="只列这些组织，可以几次 / only these")
    ] = None,
    split: Annotated[
        Path | None,
        typer.Option("--split", metavar="DIR", help="分成几个工作簿，写入文件夹 / several workbooks, into DIR"),
    ] = None,
    by: Annotated[
        By | None,
        typer.Option(
            "--by", help="按什么分：organization 每家（默认）、city 每市，与 --split 同用 / one for each, with --split"
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="列出全部子项，已审的带出结论 / every sub-check, with the entries that stand")
    ] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """生成审核表工作簿，列出要由人判断的子项 / write the workbook in which reviewers enter their conclusions."""
    from certify.cli.review import run_form  # noqa: PLC0415

    raise typer.Exit(
        run_form(path, output, organization or [], split, by.value if by else None, every=every, lang=lang.value)
    )


@review_app.command("import")
def review_import(
    workbooks: Annotated[list[Path], typer.Argument(metavar="WORKBOOK...", help="填好的审核表 / filled workbooks")],
    path: Annotated[Path, typer.Option("--batch", metavar="BATCH", help="批次文件或所在文件夹 / the batch")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只说明会写入什么 / only tell what would be written")
    ] = False,
    lang: LangOption = Lang.ZH,
) -> None:
    """把填好的审核表追加到审核文件 / add what reviewers entered to the review files."""
    from certify.cli.review import run_import  # noqa: PLC0415

    raise typer.Exit(run_import(workbooks, path, lang.value, dry_run=dry_run))
