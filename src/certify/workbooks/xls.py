"""An .xls made safe: its values written anew, in a container of our own."""

import io
import struct

import olefile  # type: ignore[import-untyped]

from certify.workbooks import biff
from certify.workbooks.bounds import MOST_SHEETS
from certify.workbooks.container import contained
from certify.workbooks.extent import Extent, sheet_names
from certify.workbooks.safe import SafeBook, SafeSheet
from certify.workbooks.unreadable import UnreadableError, damaged, other_kind
from certify.workbooks.xls_sheet import SheetValues, values_of

_ENCRYPTED = ("encryptedpackage", "encryptioninfo", "\x06dataspaces")
_MACROS = ("_vba_project", "_vba_project_cur", "vba", "macros")
_OTHER_OFFICE = (("worddocument", "docx"), ("powerpoint document", "pptx"))
_FILEPASS, _BOUNDSHEET, _SST = 0x002F, 0x0085, 0x00FC
# What the library needs of the workbook itself: first day, formats, texts. BIFF8 has one encoding.
_KEPT = (0x0022, 0x041E, 0x00E0, _SST)
_WORKSHEET, _MACRO_SHEET, _MODULE = 0, 1, 6
_LEAST_TEXT = 3


def make_safe(raw: bytes) -> SafeBook:
    """Check a workbook and build the one to be read in its place."""
    stream = _stream(raw)
    if biff.version(stream) != biff.BIFF8:
        raise UnreadableError("workbook_old_format")
    kept, bounds = _globals(stream)
    names = sheet_names([name for _, name in bounds])
    extent = Extent()
    values = [values_of(name, stream, at, extent) for name, (at, _) in zip(names, bounds, strict=True)]
    sheets = [SafeSheet(name, n, one.cells) for n, (name, one) in enumerate(zip(names, values, strict=True))]
    return SafeBook(contained("Workbook", _rebuilt(kept, values)), sheets)


def _stream(raw: bytes) -> bytes:
    """Return the stream of the workbook, refusing what is encrypted, has macros or is another file."""
    try:
        with olefile.OleFileIO(io.BytesIO(raw)) as container:
            paths = [[step.lower() for step in path] for path in container.listdir(storages=True)]
            _refuse(paths)
            found: bytes = container.openstream("Workbook").read()
    except UnreadableError:
        raise
    except Exception:  # noqa: BLE001 - whatever a container that lies brings about
        raise damaged("ole") from None
    return found


def _refuse(paths: list[list[str]]) -> None:
    tops = {path[0] for path in paths}
    if tops & set(_ENCRYPTED):
        raise UnreadableError("workbook_encrypted")
    for name, kind in _OTHER_OFFICE:
        if name in tops:
            raise other_kind(kind)
    if any(step in _MACROS for path in paths for step in path):
        raise UnreadableError("workbook_macros")
    if "workbook" not in tops:
        raise UnreadableError("workbook_old_format") if "book" in tops else other_kind("ole")


def _globals(stream: bytes) -> tuple[list[bytes], list[tuple[int, str]]]:
    """Return the records that are kept, and where each worksheet begins, with its name."""
    kept: list[bytes] = []
    bounds: list[tuple[int, str]] = []
    for record in biff.substream(stream, 0):
        if record.kind == _FILEPASS:
            raise UnreadableError("workbook_encrypted")
        if record.kind == _BOUNDSHEET:
            bounds += _sheet(record)
        elif record.kind in _KEPT:
            if record.kind == _SST:
                _check_texts(record)
            kept.append(record.packed())
        if len(bounds) > MOST_SHEETS:
            break
    return kept, bounds


def _sheet(record: biff.Record) -> list[tuple[int, str]]:
    """Return a worksheet's beginning and name; nothing for a chart."""
    if len(record.body) < 8:  # noqa: PLR2004 - position, state, kind, length and flags of the name
        raise damaged("records")
    at, _, kind, length = struct.unpack_from("<LBBB", record.body)
    if kind in (_MACRO_SHEET, _MODULE):
        raise UnreadableError("workbook_macros")
    if kind != _WORKSHEET:
        return []
    return [(at, biff.text_of(record.body, [], length, 7).replace("\x00", ""))]


def _check_texts(record: biff.Record) -> None:
    """Refuse a number of texts that the table has no room for: the library would make room at once."""
    count = int.from_bytes(record.body[4:8], "little")
    if len(record.body) < 8 or count * _LEAST_TEXT > len(record.body) + sum(map(len, record.more)):  # noqa: PLR2004
        raise damaged("records")


def _rebuilt(kept: list[bytes], values: list[SheetValues]) -> bytes:
    """Return a stream of the kept records and the sheets' values, with the sheets named by number."""
    book, sheet, end = (biff.Record(kind, body, []).packed() for kind, body in _FRAMES)
    entries = [_entry(0, n) for n in range(len(values))]
    head = len(book) + sum(map(len, kept)) + sum(map(len, entries)) + len(end)
    sheets = [b"".join((sheet, *one.packed, end)) for one in values]
    at = head
    for n, one in enumerate(sheets):
        entries[n] = _entry(at, n)
        at += len(one)
    return b"".join((book, *kept, *entries, end, *sheets))


_FRAMES = (
    (biff.BOF, struct.pack("<HHHHLL", biff.BIFF8, 0x0005, 0, 0, 0, 0)),
    (biff.BOF, struct.pack("<HHHHLL", biff.BIFF8, 0x0010, 0, 0, 0, 0)),
    (biff.EOF, b""),
)


def _entry(at: int, number: int) -> bytes:
    name = f"s{number:02}".encode("ascii")
    return biff.Record(_BOUNDSHEET, struct.pack("<LBBBB", at, 0, _WORKSHEET, len(name), 0) + name, []).packed()
