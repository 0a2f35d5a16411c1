"""The bytes of a workbook to its cells: checked, rebuilt, then read by the library. Runs in the child alone."""

import io
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import python_calamine

from certify.workbooks import ods, xlsx
from certify.workbooks.frames import LETTERS
from certify.workbooks.grid import Kind
from certify.workbooks.kinds import kind_of
from certify.workbooks.safe import SafeBook, SafeSheet
from certify.workbooks.unreadable import UnreadableError, damaged
from certify.workbooks.values import CONVERTERS
from certify.workbooks.zip_members import read_members


@dataclass(slots=True)
class SheetCells:
    """The filled cells of a sheet as lists side by side, which travel well; of two at one place the later one counts."""

    name: str
    rows: "array[int]" = field(default_factory=lambda: array("H"))
    columns: "array[int]" = field(default_factory=lambda: array("H"))
    kinds: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, row: int, column: int, kind: Kind, text: str) -> None:
        """Add a cell; its kind as a letter."""
        self.rows.append(row)
        self.columns.append(column)
        self.kinds.append(LETTERS[kind])
        self.texts.append(text)


def read(raw: bytes) -> Iterator[SheetCells]:
    """Yield the sheets of a workbook; raise `UnreadableError` before the first one or, seldom, later."""
    book = _safe(raw)
    try:
        opened = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book.content))
        book.content = b""
        for sheet in book.sheets:
            yield _cells(opened, sheet)
    except (python_calamine.CalamineError, ValueError, OverflowError, OSError):
        raise damaged("content") from None


def _safe(raw: bytes) -> SafeBook:
    kind = kind_of(raw)
    if kind == "bare":
        raise UnreadableError("workbook_old_format")
    if kind == "ole":
        from certify.workbooks import xls  # noqa: PLC0415 - few files are of this kind

        return xls.make_safe(raw)
    members = read_members(raw)
    return ods.make_safe(members) if ods.is_opendocument(members) else xlsx.make_safe(members)


def _cells(opened: python_calamine.CalamineWorkbook, sheet: SafeSheet) -> SheetCells:
    found = SheetCells(sheet.name)
    filled = None if sheet.at is None else opened.get_sheet_by_index(sheet.at)
    if filled is not None and filled.start is not None:
        _add_all(found, filled.to_python(skip_empty_area=True), *filled.start)
    for (row, column), cell in sheet.known.items():
        found.add(row, column, cell.kind, cell.text)
    return found


def _add_all(found: SheetCells, values: list[list[Any]], first_row: int, first_column: int) -> None:
    """Add what the library read; the empty texts that it fills a sheet with are no cells."""
    rows, columns, kinds, texts = found.rows, found.columns, found.kinds, found.texts
    for row, across in enumerate(values, first_row + 1):
        for column, value in enumerate(across, first_column + 1):
            if value.__class__ is str and not value:
                continue
            kind, text = CONVERTERS[value.__class__](value)
            rows.append(row)
            columns.append(column)
            kinds.append(LETTERS[kind])
            texts.append(text)
