"""Tables that stand in workbooks: read like any other, their problems told by sheet and cell."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from certify.documents.bounds import note
from certify.facts import Value
from certify.forms.tree import cell_fault
from certify.problems import Problem, excerpt
from certify.reading.tables import Table, TableReader, cell_reader, no_table
from certify.reading.values import UnreadableError
from certify.rules.vocabulary import Field
from certify.workbooks.grid import Cell, CellMark, Kind, Sheet, Workbook
from certify.workbooks.load import read_workbook


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet with its table; `after` is added to its rows, so that no two sheets of a table have a line in common."""

    sheet: str
    table: Table
    head: int
    after: int
    last: int

    @property
    def names(self) -> set[str]:
        """The names of its columns."""
        return set(self.table.columns)


def read_table_workbook(path: Path, columns: tuple[Field, ...], name: str) -> Table:
    """Read a table from a workbook of its own: every sheet with the table's heads, one after the other.

    A table may go on from sheet to sheet, as one by months does; other sheets with anything in them are told. Where none
    has all the heads that are needed, the sheet with the most of them is read, and says which it lacks.
    """
    opened = read_workbook(path, name)
    if isinstance(opened, Problem):
        return no_table(name, opened)
    parts: list[_Part] = []
    for sheet in opened.sheets:
        if any(cell_text(cell) for cell in sheet.cells.values()):
            parts.append(_sheet_table(sheet, opened, columns, parts[-1].last if parts else 0))
    if not parts:
        return no_table(name, Problem("error", "file_empty", f"{name}:1:1"))
    needed = {field.name for field in columns if field.required}
    whole = [part for part in parts if part.names >= needed]
    if not whole:
        return max((part.table for part in parts), key=lambda table: len(table.columns))
    most = max(len(part.names) for part in whole)
    taken = [part for part in parts if part.names >= needed or _is_like(part, needed, most)]
    problems = _problems(parts, taken, columns, name)
    if len(taken) == 1 and not taken[0].after:
        return replace(taken[0].table, problems=problems)
    return _joined(name, taken, columns, problems)


def _is_like(part: _Part, needed: set[str], most: int) -> bool:
    """Return whether a sheet that lacks one needed head is meant to be read: it has at least half of the columns."""
    return len(needed - part.names) == 1 and len(part.names) * 2 >= most


def _problems(parts: list[_Part], taken: list[_Part], columns: tuple[Field, ...], name: str) -> tuple[Problem, ...]:
    """Return the problems of the sheets that are read, in their order, with the sheets that are not.

    Every sheet with rows must have the columns that another has: of half the rows no figure can be told.
    """
    filled = [part for part in taken if part.table.lines]
    known = set().union(*(part.names for part in filled))
    found: list[Problem] = []
    for part in parts:
        if part not in taken:
            where = f"{name}:{CellMark(part.sheet, 1, 1).place}"
            note(found, Problem("warning", "sheet_not_read", where, params={"found": excerpt(part.sheet)}))
            continue
        for problem in part.table.problems:
            note(found, problem)
        for field in columns if part in filled else ():
            if field.name in known - part.names and not field.required:
                where = f"{name}:{CellMark(part.sheet, part.head, 1).place}"
                params = {"label": field.label, "name": field.name}
                note(found, Problem("error", "sheet_column_missing", where, params=params))
    return tuple(found)


def _joined(name: str, parts: list[_Part], columns: tuple[Field, ...], problems: tuple[Problem, ...]) -> Table:
    """Return one table of several sheets, whose columns may stand in another order on each."""
    filled = [part for part in parts if part.table.lines] or parts[:1]
    found = [field.name for field in columns if any(field.name in part.names for part in filled)]
    values: dict[str, list[Value | None]] = {one: [] for one in found}
    for part in filled:
        blank: Sequence[Value | None] = [None] * len(part.table.lines)
        for one, column in values.items():
            column.extend(part.table.values.get(one, blank))
    ends = [part.last for part in parts]

    def part_of(line: int) -> _Part:
        return parts[min(bisect_left(ends, line), len(parts) - 1)]

    def place(line: int, column: int) -> str:
        part = part_of(line)
        return part.table.place(line - part.after, part.table.columns.get(found[column - 1], 1))

    def stands(line: int) -> tuple[str, int]:
        part = part_of(line)
        return part.sheet, line - part.after

    lines = [line + part.after for part in filled for line in part.table.lines]
    at = {one: number for number, one in enumerate(found, 1)}
    return Table(name, at, lines, values, problems, place, stands)


def _sheet_table(sheet: Sheet, workbook: Workbook, columns: tuple[Field, ...], after: int) -> _Part:
    def place(line: int, column: int) -> str:
        return f"{workbook.name}:{CellMark(sheet.name, line, column).place}"

    width = max(column for _, column in sheet.cells)
    rows: dict[int, list[str]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, [""] * width)[column - 1] = cell_text(cell)
    reader = CellTableReader(workbook.name, columns, place)
    table = reader.read(sorted(rows.items()))
    return _Part(sheet.name, table, reader.head_line, after, after + max(rows))


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
