"""The commands of `certify register`."""

from pathlib import Path
from typing import Annotated

import typer

from certify.cli.options import Lang, LangOption

register_app = typer.Typer(
    help="认定名录 / the register of recognized organizations", no_args_is_help=True, rich_markup_mode=None
)


RegisterFile = Annotated[Path, typer.Argument(metavar="REGISTER", help="认定名录 CSV / the register")]
UnitsOption = Annotated[Path | None, typer.Option("--units", help="单位名单 CSV / list of units")]


@register_app.command("show")
def register_show(
    file: RegisterFile,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="基准日 / on which day")] = None,
    units: UnitsOption = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """显示某日的名录 / show the register as it stands on a day."""
    from certify.cli.register import show  # noqa: PLC0415

    raise typer.Exit(show(file, as_of, units, lang.value))


@register_app.command("check")
def register_check(file: RegisterFile, units: UnitsOption = None, lang: LangOption = Lang.ZH) -> None:
    """检查名录 / tell everything that is wrong with the register."""
    from certify.cli.register import check as run  # noqa: PLC0415

    raise typer.Exit(run(file, units, lang.value))


@register_app.command("add")
def register_add(
    file: RegisterFile,
    organization: Annotated[str, typer.Option("--organization", metavar="ID", help="组织编号 / the organization's id")],
    event: Annotated[
        str,
        typer.Option("--event", help="认定 更名 迁移 合并 终止 恢复 / recognized renamed moved merged ended restored"),
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="日期 / the day")],
    name: Annotated[str, typer.Option("--name", help="名称（认定、更名）/ its name")] = "",
    jurisdiction: Annotated[str, typer.Option("--jurisdiction", help="单位代码（认定、迁移）/ its unit")] = "",
    batch: Annotated[str, typer.Option("--batch", help="批次 / the batch")] = "",
    into: Annotated[str, typer.Option("--into", metavar="ID", help="并入的组织 / what it was merged into")] = "",
    by: Annotated[str, typer.Option("--by", help="决定机关 / the authority")] = "",
    note: Annotated[str, typer.Option("--note", help="说明 / a note")] = "",
    units: UnitsOption = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """登记一条变更，只增不改 / add one event; what stands there is never rewritten."""
    from certify.cli.register import add  # noqa: PLC0415

    row = {"id": organization, "event": event, "on": on, "name": name, "jurisdiction": jurisdiction}
    raise typer.Exit(add(file, row | {"batch": batch, "into": into, "by": by, "note": note}, units, lang.value))


@register_app.command("take")
def register_take(
    batch: Annotated[Path, typer.Argument(metavar="BATCH", help="批次文件或所在文件夹 / a batch")],
    file: RegisterFile,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="进程数 / worker processes")] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """把批次的认定决定登记进名录 / take the recognitions of a batch into the register."""
    from certify.cli.register import take  # noqa: PLC0415

    raise typer.Exit(take(batch, file, workers, lang.value))
