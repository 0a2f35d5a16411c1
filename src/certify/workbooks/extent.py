"""What the sheets of a workbook hold together, counted while they are looked through."""

from certify.workbooks.bounds import (
    LONGEST_SHEET_NAME,
    MEGABYTE,
    MOST_AREA,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_TEXT_BYTES,
)
from certify.workbooks.grid import column_letters
from certify.workbooks.unreadable import UnreadableError, damaged


class Extent:
    """The sums over a workbook, each refused where it passes its bound."""

    def __init__(self) -> None:
        self.cells = 0
        self.area = 0
        self.text = 0

    def add_text(self, size: int) -> None:
        """Count the bytes of texts as often as they are shown."""
        self.text += size
        if self.text > MOST_TEXT_BYTES:
            raise UnreadableError("workbook_too_much_text", most=MOST_TEXT_BYTES // MEGABYTE)


class Box:
    """The filled cells of one sheet: how many, and between which rows and columns."""

    def __init__(self, sheet: str, extent: Extent) -> None:
        self.sheet = sheet
        self.extent = extent
        self.cells = 0
        self.first_row = MOST_ROWS
        self.last_row = 0
        self.first_column = MOST_COLUMNS
        self.last_column = 0

    def add(self, row: int, column: int) -> None:
        """Count a filled cell."""
        if row > MOST_ROWS or column > MOST_COLUMNS:
            raise self.far(row, column)
        self.cells += 1
        # max() and min() take thrice as long, a million times.
        if row > self.last_row:  # noqa: PLR1730
            self.last_row = row
        if row < self.first_row:  # noqa: PLR1730
            self.first_row = row
        if column > self.last_column:  # noqa: PLR1730
            self.last_column = column
        if column < self.first_column:  # noqa: PLR1730
            self.first_column = column

    def add_block(self, rows: tuple[int, int], columns: tuple[int, int]) -> None:
        """Count a cell that is repeated over rows and columns."""
        self.add(rows[0], columns[0])
        self.add(rows[1], columns[1])
        self.cells += (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1) - 2
        if self.cells > MOST_CELLS:
            raise _too_many()

    def close(self) -> None:
        """Add the sheet to the workbook."""
        if not self.cells:
            return
        self.extent.cells += self.cells
        self.extent.area += (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)
        if self.extent.cells > MOST_CELLS or self.extent.area > MOST_AREA:
            raise _too_many()

    def far(self, row: int, column: int) -> UnreadableError:
        """Return that a cell lies beyond the bounds."""
        cell = (self.sheet, row, column)
        return UnreadableError("workbook_far_cell", cell=cell, rows=MOST_ROWS, columns=column_letters(MOST_COLUMNS))


def _too_many() -> UnreadableError:
    return UnreadableError("workbook_too_many_cells", most=MOST_CELLS)


def sheet_names(names: list[str]) -> list[str]:
    """Return the names of sheets with what cannot be printed replaced, refusing too many and the same one twice."""
    if not names:
        raise damaged("sheets")
    if len(names) > MOST_SHEETS:
        raise UnreadableError("workbook_too_many_sheets", most=MOST_SHEETS)
    clean = [
        name if name.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in name) for name in names
    ]
    if any(not name or len(name) > LONGEST_SHEET_NAME for name in clean):
        raise damaged("sheets")
    if len({name.casefold() for name in clean}) < len(clean):
        raise damaged("sheets")
    return clean
