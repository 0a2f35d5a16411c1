"""The commands of `certify tasks`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from certify.cli.options import Lang, LangOption

tasks_app = typer.Typer(
    help="重点任务落实进度台账 / the ledger of key tasks", no_args_is_help=True, rich_markup_mode=None
)
CityOption = Annotated[
    list[str] | None, typer.Option("--city", help="市或本级，可多次 / a city, or 本级; may be repeated")
]
BodyOption = Annotated[list[str] | None, typer.Option("--body", help="单位，可多次 / a body; may be repeated")]
TasksOption = Annotated[
    str, typer.Option("--tasks", metavar="ID", help="任务清单，见 certify tasks list / which tasks")
]


class TasksFormat(StrEnum):
    """The format of a report on tasks."""

    TEXT = "text"
    JSON = "json"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"


@tasks_app.command("list")
def tasks_list(lang: LangOption = Lang.ZH) -> None:
    """列出各份任务清单 / list the documents with their tasks."""
    from certify.cli.tasks import list_documents  # noqa: PLC0415

    raise typer.Exit(list_documents(lang.value))


@tasks_app.command("show")
def tasks_show(
    name: Annotated[str, typer.Argument(metavar="ID", help="任务清单或一项任务 / a list of tasks, or one task")],
    lang: LangOption = Lang.ZH,
) -> None:
    """显示一份清单或一项任务 / show tasks in their own words."""
    from certify.cli.tasks import show  # noqa: PLC0415

    raise typer.Exit(show(name, lang.value))


@tasks_app.command("form")
def tasks_form(
    tasks: TasksOption,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="写入文件（.xlsx .csv），默认 进度台账.xlsx / file to write")
    ] = None,
    city: Annotated[str | None, typer.Option("--city", help="先填上市 / the city, filled in already")] = None,
    body: Annotated[str | None, typer.Option("--body", help="先填上填报单位 / the body, filled in already")] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", min=2000, max=2100, help="每年一次的任务是哪一年的 / the year of yearly tasks"),
    ] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """生成空白进度台账 / write a blank ledger to fill in."""
    from certify.cli.tasks import form  # noqa: PLC0415

    raise typer.Exit(form(tasks, output, city, body, year, lang.value))


@tasks_app.command("report")
def tasks_report(
    tasks: TasksOption,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PROGRESS]...",
            help="进度台账（.xlsx .xls .ods .csv .yaml .json）或文件夹 / progress files or folders",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="基准日，默认为台账中最晚的日期 / by default the latest date given"
        ),
    ] = None,
    city: CityOption = None,
    body: BodyOption = None,
    all_cities: Annotated[
        bool,
        typer.Option("--all-cities", help="没有交台账的市也按应报统计 / charge the cities that handed in nothing too"),
    ] = False,
    form: Annotated[TasksFormat | None, typer.Option("--format", help="输出格式 / format of the report")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写入文件 / write to a file")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """汇总各市各单位的进度台账 / put progress files together: done, due, overdue."""
    from certify.cli.tasks import report  # noqa: PLC0415

    chosen = form.value if form else None
    asked = (city or [], body or [])
    raise typer.Exit(
        report(tasks, files or [], as_of, *asked, all_cities=all_cities, form=chosen, output=output, lang=lang.value)
    )
