"""The sheets of an .ods, looked through before the library sees them: how far they reach, errors, what was not computed."""

import re
from dataclasses import dataclass, field

from certify.workbooks import xml_events
from certify.workbooks.extent import Box, Extent, sheet_names
from certify.workbooks.grid import Cell
from certify.workbooks.safe import SafeSheet
from certify.workbooks.unreadable import damaged

_ERROR = re.compile(r"#[A-Z/0!?]+[A-Z0!?]|Err:[0-9]{3}")
_LONGEST_COUNT = 9
_LONGEST_SPACE = 1000
# In these a cell holds what is not its content.
_ASIDE = ("office:annotation", "draw:frame", "draw:custom-shape", "draw:g")


def look_through(content: bytes) -> list[SafeSheet]:
    """Count and check the cells of every sheet."""
    found = _Content()
    parser = found.parser
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    xml_events.parse(parser, content)
    names = sheet_names([sheet.name for sheet in found.sheets])
    for sheet, name in zip(found.sheets, names, strict=True):
        sheet.name = name
    return found.sheets


@dataclass(slots=True)
class _Begun:
    """A cell that was begun: how often it stands there, what it says of itself, and its text so far.

    `drawn` is whether a picture or a shape is anchored in it, whose text the library takes for the cell's.
    """

    columns: int
    kind: str
    stated: str
    computed: bool
    is_error: bool
    at_byte: int
    paragraphs: list[str] = field(default_factory=list)
    drawn: bool = False


class _Content:
    def __init__(self) -> None:
        self.parser = xml_events.new_parser()
        self.extent = Extent()
        self.sheets: list[SafeSheet] = []
        self.box: Box | None = None
        self.depth = 0
        self.rows = (0, 0)
        self.column = 0
        self.cell: _Begun | None = None
        self.aside = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.depth == 0 and name != "office:document-content":
            # Under other prefixes the library would find nothing at all.
            raise damaged("content")
        self.depth += 1
        if self.aside or name in _ASIDE:
            self.begin_aside(name)
            return
        match name:
            case "table:table":
                self.begin_sheet(attributes)
            case "table:table-row":
                self.begin_row(attributes)
            case "table:table-cell" | "table:covered-table-cell":
                self.begin_cell(attributes)
            case "text:p" if self.cell is not None:
                self.cell.paragraphs.append("")
                self.parser.CharacterDataHandler = self.hear
            case "text:s":
                self.hear(" " * min(_count(attributes, "text:c"), _LONGEST_SPACE))
            case "text:tab":
                self.hear("\t")
            case "text:line-break":
                self.hear("\n")

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.aside:
            self.aside -= 1
            return
        match name:
            case "table:table" if self.box is not None:
                self.box.close()
                self.box = None
            case "table:table-cell" | "table:covered-table-cell" if self.cell is not None:
                self.end_cell(self.cell)
            case "text:p":
                self.parser.CharacterDataHandler = None

    def begin_sheet(self, attributes: dict[str, str]) -> None:
        if self.box is not None:
            # A sheet within a cell: what the library makes of it has no place.
            raise damaged("cells")
        name = attributes.get("table:name", "")
        self.sheets.append(SafeSheet(name, len(self.sheets)))
        self.box = Box(name, self.extent)
        self.rows = (0, 0)

    def begin_row(self, attributes: dict[str, str]) -> None:
        if self.cell is not None:
            raise damaged("cells")
        first = self.rows[1] + 1
        self.rows = (first, first - 1 + _count(attributes, "table:number-rows-repeated"))
        self.column = 0

    def begin_cell(self, attributes: dict[str, str]) -> None:
        if self.cell is not None:
            raise damaged("cells")
        self.cell = _Begun(
            _count(attributes, "table:number-columns-repeated"),
            attributes.get("office:value-type", ""),
            attributes.get("office:string-value", ""),
            "table:formula" in attributes,
            attributes.get("calcext:value-type") == "error",
            self.parser.CurrentByteIndex,
        )

    def begin_aside(self, name: str) -> None:
        if name.startswith("table:table"):
            raise damaged("cells")
        self.aside += 1
        self.parser.CharacterDataHandler = None
        if self.cell is not None and name.startswith("draw:"):
            self.cell.drawn = True

    def hear(self, text: str) -> None:
        if self.cell is not None and self.cell.paragraphs:
            self.cell.paragraphs[-1] += text

    def end_cell(self, cell: _Begun) -> None:
        self.cell = None
        self.parser.CharacterDataHandler = None
        first = self.column + 1
        self.column += cell.columns
        text = "\n".join(cell.paragraphs)
        if self.box is None or not (cell.kind or cell.computed or text.strip()):
            return
        if self.rows[0] > self.rows[1] or first > self.column:
            # Repeated no times at all.
            return
        self.box.add_block(self.rows, (first, self.column))
        repeated = (self.rows[1] - self.rows[0] + 1) * cell.columns
        if repeated > 1:
            self.extent.add_text(repeated * (self.parser.CurrentByteIndex - cell.at_byte))
        known = _known(cell, text)
        if known is not None:
            places = ((row, column) for row in _span(self.rows) for column in _span((first, self.column)))
            self.sheets[-1].known.update(dict.fromkeys(places, known))


def _known(cell: _Begun, text: str) -> Cell | None:
    """Return what a cell is where the library does not tell."""
    if cell.is_error or (cell.computed and _ERROR.fullmatch(text.strip())):
        return Cell("error", text.strip())
    if cell.kind == "string" and cell.drawn:
        return Cell("text", cell.stated or text)
    if cell.kind:
        return None
    return Cell("text", text) if text.strip() else Cell("stale", "")


def _span(ends: tuple[int, int]) -> range:
    return range(ends[0], ends[1] + 1)


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit()) or len(text) > _LONGEST_COUNT:
        raise damaged("cells")
    return int(text)
