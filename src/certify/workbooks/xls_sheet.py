"""A sheet of an .xls written anew: its values alone, formulas by their results, errors kept aside."""

import struct
from dataclasses import dataclass, field

from certify.workbooks.biff import Record, substream, text_of
from certify.workbooks.extent import Box, Extent
from certify.workbooks.grid import Cell
from certify.workbooks.unreadable import damaged

NUMBER, LABEL, RSTRING, BOOLERR, RK, MULRK, LABELSST = 0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00BD, 0x00FD
FORMULA, STRING = 0x0006, 0x0207
# The least length of each.
_PLAIN = {NUMBER: 14, LABEL: 9, RSTRING: 9, BOOLERR: 8, RK: 10, LABELSST: 10}
_PLACE = struct.Struct("<HH")
_FORMULA = struct.Struct("<HHH8sH")
_MULRK_FRAME = 6
_RK = 6
_NO_NUMBER = b"\xff\xff"
_TEXT, _BOOL, _ERROR, _EMPTY = 0, 1, 2, 3
# To be computed when the file is opened: the result beside it means nothing.
_OPEN = 0x02
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


@dataclass(slots=True)
class SheetValues:
    """The records for the library, and the cells that it is not asked for."""

    packed: list[bytes] = field(default_factory=list)
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)


def values_of(sheet: str, stream: bytes, start: int, extent: Extent) -> SheetValues:
    """Return the values of the sheet whose substream begins at `start`."""
    reading = _Sheet(Box(sheet, extent))
    for record in substream(stream, start):
        reading.take(record)
    reading.box.close()
    return reading.values


class _Sheet:
    def __init__(self, box: Box) -> None:
        self.box = box
        self.values = SheetValues()
        self.awaiting: tuple[int, int] | None = None

    def take(self, record: Record) -> None:
        if record.kind in _PLAIN:
            self.plain(record)
        elif record.kind == MULRK:
            self.several(record)
        elif record.kind == FORMULA:
            self.formula(record)
        elif record.kind == STRING and self.awaiting is not None:
            length = int.from_bytes(record.body[:2], "little")
            self.know(self.awaiting, Cell("text", text_of(record.body, record.more, length, 2)))
            self.awaiting = None

    def plain(self, record: Record) -> None:
        if len(record.body) < _PLAIN[record.kind]:
            raise damaged("records")
        place = self.place(record.body)
        if record.kind == BOOLERR and record.body[7]:
            self.know(place, Cell("error", ERRORS.get(record.body[6], "#N/A")))
            return
        # A text with formats within begins like one without.
        record.kind = LABEL if record.kind == RSTRING else record.kind
        self.values.packed.append(record.packed())

    def several(self, record: Record) -> None:
        numbers, rest = divmod(len(record.body) - _MULRK_FRAME, _RK)
        if numbers < 1 or rest:
            raise damaged("records")
        row, column = self.place(record.body)
        last = int.from_bytes(record.body[-2:], "little") + 1
        if last != column + numbers - 1:
            raise damaged("records")
        self.box.add_block((row, row), (column, last))
        self.values.packed.append(record.packed())

    def formula(self, record: Record) -> None:
        if len(record.body) < _FORMULA.size:
            raise damaged("records")
        row, column, style, result, flags = _FORMULA.unpack_from(record.body)
        place = self.place(record.body)
        self.awaiting = None
        if not result.endswith(_NO_NUMBER):
            self.values.packed.append(Record(NUMBER, record.body[:6] + result, []).packed())
        elif result[0] == _TEXT:
            self.awaiting = place
        elif result[0] == _BOOL:
            body = struct.pack("<HHHBB", row, column, style, result[2], 0)
            self.values.packed.append(Record(BOOLERR, body, []).packed())
        elif result[0] == _ERROR:
            self.know(place, Cell("error", ERRORS.get(result[2], "#N/A")))
        elif result[0] == _EMPTY and flags & _OPEN:
            self.know(place, Cell("stale", ""))

    def place(self, body: bytes) -> tuple[int, int]:
        row, column = _PLACE.unpack_from(body)
        self.box.add(row + 1, column + 1)
        return row + 1, column + 1

    def know(self, place: tuple[int, int], cell: Cell) -> None:
        if cell.text or cell.kind == "stale":
            self.values.cells[place] = cell
