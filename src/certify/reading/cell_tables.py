"""Tables that stand in workbooks: read like any other, their problems told by sheet and cell."""

from collections.abc import Callable
from pathlib import Path
from typing import Self

from certify.facts import Value
from certify.forms.tree import cell_fault
from certify.problems import Problem
from certify.reading.tables import Table, TableReader, cell_reader, no_table
from certify.reading.values import UnreadableError
from certify.rules.vocabulary import Field
from certify.workbooks.grid import Cell, CellMark, Kind, Sheet, Workbook
from certify.workbooks.load import read_workbook


def read_table_workbook(path: Path, columns: tuple[Field, ...], name: str) -> Table:
    """Read a table from a workbook of its own: the first sheet whose heads are those of the table, else the first."""
    opened = read_workbook(path, name)
    if isinstance(opened, Problem):
        return no_table(name, opened)
    read = [_sheet_table(sheet, opened, columns) for sheet in opened.sheets if sheet.cells]
    if not read:
        return no_table(name, Problem("error", "file_empty", f"{name}:1:1"))
    return max(read, key=lambda table: len(table.columns))


def _sheet_table(sheet: Sheet, workbook: Workbook, columns: tuple[Field, ...]) -> Table:
    def place(line: int, column: int) -> str:
        return f"{workbook.name}:{CellMark(sheet.name, line, column).place}"

    width = max(column for _, column in sheet.cells)
    rows: dict[int, list[str]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, [""] * width)[column - 1] = cell_text(cell)
    return CellTableReader(workbook.name, columns, place).read(sorted(rows.items()))


# Cells that can be read as any text can.
_PLAIN = frozenset({"text", "number", "bool"})


class CellText(str):
    """The text of a cell, trimmed, that still knows what kind of cell it was: a date is another than the same text."""

    __slots__ = ("kind",)

    kind: Kind

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CellText) and self.kind == other.kind and str(self) == str(other)

    def __hash__(self) -> int:
        return hash((self.kind, str(self)))

    def strip(self, chars: str | None = None) -> Self:  # noqa: ARG002 - as of any text
        """Return it as it is: it was trimmed when it was made."""
        return self


class CellTableReader(TableReader):
    """Reads a table from cells, which may hold what no text can be."""

    def reader(self, field: Field) -> Callable[[str], Value]:
        """Return what reads a cell of a column."""
        convert = cell_reader(field)

        def read(text: str) -> Value:
            code = cell_fault(text.kind, field) if isinstance(text, CellText) else ""
            if code:
                raise UnreadableError(code)
            return convert(str(text))

        return read


def cell_text(cell: Cell | None) -> str:
    """Return the text of a cell, with its kind where that may matter; of one that has none, something that is not blank."""
    if cell is None:
        return ""
    if cell.kind in _PLAIN:
        return cell.text.strip()
    text = CellText(cell.text.strip() or ("?" if cell.kind in ("error", "stale") else ""))
    text.kind = cell.kind
    return text
