"""Review workbooks filled in as a person would, by writing their cells anew."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from certify.workbooks.grid import Workbook as Grid
from certify.workbooks.load import read_workbook
from tests.running.calling import Called, Folder, inside

HEAD_ROW = 3
Cells = dict[tuple[int, int], Any]
Sheets = dict[str, Cells]
ENTRY = {"结论": "符合", "审核人": "评查员甲", "审核日期": datetime(2025, 10, 20)}  # noqa: DTZ001 - a cell's day


class Formula(str):
    """A formula whose result nobody computed."""

    __slots__ = ()


def grid(path: Path) -> Grid:
    """Return the cells of a workbook."""
    found = read_workbook(path, path.name)
    assert isinstance(found, Grid)
    return found


class Filled:
    """The cells of a review workbook, changed by organization, sub-check and head, then written as another workbook."""

    def __init__(self, form: Path) -> None:
        """Read the workbook that the program wrote."""
        self.sheets: Sheets = {
            sheet.name: {at: cell.text for at, cell in sheet.cells.items()} for sheet in grid(form).sheets
        }
        self.main = next(iter(self.sheets.values()))

    @property
    def heads(self) -> dict[str, int]:
        """The columns of the main sheet by their heads."""
        return {text: column for (row, column), text in self.main.items() if row == HEAD_ROW}

    @property
    def rows(self) -> dict[tuple[str, str], int]:
        """The rows of the main sheet by organization and sub-check."""
        one, two = self.heads["组织编号"], self.heads["子项"]
        numbers = sorted({row for row, _ in self.main if row > HEAD_ROW})
        return {(self.main[row, one], self.main[row, two]): row for row in numbers}

    def column(self, head: str) -> dict[tuple[str, str], Any]:
        """Return what stands in a column, by organization and sub-check."""
        return {key: self.main.get((row, self.heads[head])) for key, row in self.rows.items()}

    def enter(self, organization: str, check: str, entry: Mapping[str, Any] | None = None, **changes: Any) -> int:
        """Fill in one row; return its number."""
        row = self.rows[organization, check]
        for head, value in {**(ENTRY if entry is None else entry), **changes}.items():
            if value is None:
                self.main.pop((row, self.heads[head]), None)
            else:
                self.main[row, self.heads[head]] = value
        return row

    def enter_all(self, **changes: Any) -> None:
        """Fill in every row the same way; a note is given where data decide."""
        kind = self.heads["判定方式"]
        for (organization, check), row in self.rows.items():
            noted = {"说明": "查台账"} if self.main[row, kind] == "数据判定" else {}
            self.enter(organization, check, **{**noted, **changes})

    def save(self, path: Path, change: Callable[[Sheets], None] | None = None, *, hidden: bool = False) -> Path:
        """Write the workbook; every day as a day, every formula without its result."""
        if change is not None:
            change(self.sheets)
        book = Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, cells in self.sheets.items():
            page = book.add_worksheet(name)
            for row in {row for row, _ in cells if row > HEAD_ROW} if hidden else ():
                page.set_row(row - 1, None, None, {"hidden": True})
            for (row, column), value in cells.items():
                if isinstance(value, datetime):
                    page.write_datetime(row - 1, column - 1, value, day)
                elif isinstance(value, Formula):
                    page.write_formula(row - 1, column - 1, str(value), None, "")
                else:
                    page.write(row - 1, column - 1, value)
        book.close()
        return path


def form(batch: Folder, *options: str | Path, name: str = "form.xlsx") -> Filled:
    """Make the review workbook of a batch and return it to be filled in."""
    path = batch.home / name
    called = inside("review", "form", batch.home, "-o", path, *options)
    assert path.exists(), called.stderr
    return Filled(path)


def take(batch: Folder, *workbooks: Path, dry_run: bool = False, lang: str = "zh") -> Called:
    """Import workbooks into a batch."""
    options = ("--dry-run",) if dry_run else ()
    return inside("review", "import", *workbooks, "--batch", batch.home, *options, "--lang", lang)
