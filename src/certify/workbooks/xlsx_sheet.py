"""A sheet of an .xlsx, looked through before the library sees it: how far it reaches, its errors, what was not computed."""

import re
from dataclasses import dataclass, field

from certify.workbooks import xml_events
from certify.workbooks.bounds import MOST_COLUMNS
from certify.workbooks.extent import Box, Extent
from certify.workbooks.grid import Cell, column_letters
from certify.workbooks.unreadable import damaged
from certify.workbooks.xlsx_plain import count_plain

_COLUMNS = {column_letters(n): n for n in range(1, MOST_COLUMNS + 1)}
_LONGEST_ROW = 7
_LONGEST_COLUMN = 3
_LETTERS = 26
_NO_CELL = ""


@dataclass(slots=True)
class SheetNotes:
    """What the library is not asked for, by place; how many cells show shared texts; the part it is to read."""

    content: bytes
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    filled: int = 0
    shared: int = 0


def look_through(sheet: str, content: bytes, extent: Extent) -> SheetNotes:
    """Count and check the cells of a sheet."""
    box = Box(sheet, extent)
    plain = count_plain(content, box)
    if plain is None:
        return _Sheet(Box(sheet, extent)).notes(content)
    box.close()
    shared, stale = plain
    return SheetNotes(content, stale, box.cells, shared)


class _Sheet:
    """The state of looking through: the row and the cell that were begun."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.handlers = {
            "row": self.row,
            "c": self.cell,
            "v": self.value,
            "is": self.inline,
            "f": self.formula,
        }
        self.parser = xml_events.new_parser()
        self.at_row = 0
        self.row_text = ""
        self.at_column = 0
        self.kind = _NO_CELL
        self.has_formula = False
        self.has_value = False
        self.places: set[tuple[int, int]] = set()
        self.heard: list[str] = []
        self.cells: dict[tuple[int, int], Cell] = {}
        self.shared = 0

    def notes(self, content: bytes) -> SheetNotes:
        self.parser.StartElementHandler = self.start
        self.parser.StartCdataSectionHandler = self.cdata
        xml_events.parse(self.parser, content)
        self.finish()
        self.box.close()
        return SheetNotes(content, self.cells, self.box.cells, self.shared)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        handler = self.handlers.get(name)
        if handler is not None:
            handler(attributes)
        elif ":" in name and name.rpartition(":")[2] in self.handlers:
            # The library goes by local names too.
            self.handlers[name] = self.handlers[name.rpartition(":")[2]]
            self.handlers[name](attributes)
        elif self.kind != "inlineStr":
            # Past the cells: what follows has formulas of its own.
            self.finish()

    def row(self, attributes: dict[str, str]) -> None:
        self.finish()
        text = attributes.get("r")
        row = self.at_row + 1 if text is None else _row(text)
        self.at_row = row
        self.row_text = text or str(row)
        self.at_column = 0

    def cell(self, attributes: dict[str, str]) -> None:
        if self.has_formula or self.kind == "e":
            self.finish()
        reference = attributes.get("r")
        if reference is None:
            column = self.at_column + 1
        else:
            column = _COLUMNS.get(reference.removesuffix(self.row_text), 0) or self.column(reference)
        if not self.at_row:
            raise damaged("cells")
        self.at_column = column
        self.kind = attributes.get("t") or "n"
        self.has_formula = self.has_value = False

    def column(self, reference: str) -> int:
        """Return the column of a cell that lies far out or has no proper address."""
        letters = reference.removesuffix(self.row_text)
        if not (reference.endswith(self.row_text) and letters.isascii() and letters.isalpha() and letters.isupper()):
            raise damaged("cells")
        if len(letters) > _LONGEST_COLUMN:
            raise damaged("cells")
        column = 0
        for letter in letters:
            column = column * _LETTERS + ord(letter) - ord("A") + 1
        return column

    def value(self, _: dict[str, str]) -> None:
        self.filled()
        if self.kind == "s":
            self.shared += 1
        elif self.has_formula or self.kind == "e":
            self.parser.CharacterDataHandler = self.heard.append

    def inline(self, _: dict[str, str]) -> None:
        self.filled()
        self.has_formula = False

    def formula(self, _: dict[str, str]) -> None:
        self.has_formula = self.kind != _NO_CELL and not self.has_value

    def filled(self) -> None:
        if self.kind == _NO_CELL:
            # A value outside of any cell.
            raise damaged("cells")
        self.box.add(self.at_row, self.at_column)
        place = (self.at_row, self.at_column)
        if place in self.places:
            # Which of the two counts is anyone's guess.
            raise damaged("cells")
        self.places.add(place)
        self.has_value = True

    def cdata(self) -> None:
        # The library takes such a value for none.
        if self.kind not in (_NO_CELL, "inlineStr"):
            raise damaged("cells")

    def finish(self) -> None:
        """Note the cell that was begun, where the library does not tell what it is."""
        self.parser.CharacterDataHandler = None
        text = "".join(self.heard).strip()
        self.heard.clear()
        place = (self.at_row, self.at_column)
        if self.kind == "e" and self.has_value:
            self.cells[place] = Cell("error", text or "#N/A")
        elif self.has_formula and not text and not (self.kind == "str" and self.has_value):
            # An empty text is a result like any other.
            if not self.has_value:
                self.box.add(*place)
            self.cells[place] = Cell("stale", "")
        self.kind = _NO_CELL
        self.has_formula = False


def _row(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST_ROW or text.startswith("0"):
        raise damaged("cells")
    return int(text)


def shared_text_sizes(content: bytes) -> list[int]:
    """Return how many bytes each shared text takes, with its markup."""
    parser = xml_events.new_parser()
    starts: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            starts.append(parser.CurrentByteIndex)

    parser.StartElementHandler = start
    xml_events.parse(parser, content)
    return [after - before for before, after in zip(starts, [*starts[1:], len(content)], strict=False)]


def shown_text(content: bytes, sizes: list[int]) -> int:
    """Return how many bytes of shared texts a sheet shows."""
    shown = 0
    for found in re.finditer(rb't="s"[^>]*>\s*<(?:\w+:)?v[^>]*>\s*\+?(\d{1,9})', content):
        at = int(found[1])
        shown += sizes[at] if at < len(sizes) else 0
    return shown
