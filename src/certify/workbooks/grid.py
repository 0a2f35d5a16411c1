"""A workbook as its cells: every value as text with its kind, every cell with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

# text       as written
# number     its shortest decimal writing (13, 0.65); exact unless it has more digits than a number in a cell can hold
# digits     a number of more than 15 digits: what was typed cannot be known any more
# bool       true or false
# date       2024-08-20, with the time behind a space where it has one
# error      #REF! and the like
# stale      a formula whose result was never computed
Kind = Literal["text", "number", "digits", "bool", "date", "error", "stale"]

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its filled cells by (row, column), both counted from 1."""

    name: str
    cells: Mapping[tuple[int, int], Cell]

    def text(self, row: int, column: int) -> str:
        """Return the trimmed text of a cell, empty where nothing stands in it."""
        cell = self.cells.get((row, column))
        return "" if cell is None else cell.text.strip()


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook in their order, hidden ones included."""

    name: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of that name, where there is one."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


@dataclass(frozen=True, slots=True)
class CellMark:
    """The place of a cell in a workbook."""

    sheet: str
    row: int
    column: int

    @property
    def place(self) -> str:
        """The sheet and the cell as people name them: `2 制度机制!D14`."""
        return f"{self.sheet}!{column_letters(self.column)}{self.row}"


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
