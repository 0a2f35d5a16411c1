"""An .xlsx made safe: what the library opens is a workbook of our own with the stranger's sheets, checked, in it."""

import re

from certify.workbooks import xml_events
from certify.workbooks.bounds import MOST_TEXT_BYTES
from certify.workbooks.extent import Extent
from certify.workbooks.grid import Cell
from certify.workbooks.plain_zip import zipped
from certify.workbooks.safe import SafeBook, SafeSheet
from certify.workbooks.unreadable import UnreadableError
from certify.workbooks.xlsx_parts import BookParts, find_parts
from certify.workbooks.xlsx_sheet import SheetNotes, look_through, shared_text_sizes, shown_text
from certify.workbooks.zip_members import Members

_DANGEROUS = (b"<!DOCTYPE", b"<!ENTITY")
# The library refuses a whole workbook over an error that it has no name for.
_KNOWN_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TEXTS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"


def make_safe(members: Members) -> SafeBook:
    """Check a workbook and build the one to be read in its place."""
    parts = find_parts(members)
    if any(
        name.endswith((".xml", ".rels")) and any(bad in content for bad in _DANGEROUS)
        for name, content in members.content.items()
    ):
        raise UnreadableError("workbook_dtd")
    if b"macroenabled" in (members.get("[content_types].xml") or b"").lower():
        raise UnreadableError("workbook_macros")
    texts = members.take(parts.texts) if parts.texts else b""
    styles = members.take(parts.styles) if parts.styles else b""
    if styles:
        xml_events.check(styles)
    extent = Extent()
    notes = [look_through(name, members.take(path), extent) for name, path in parts.sheets]
    if texts:
        _bound_texts(texts, notes, extent)
    sheets = _safe_sheets(parts, notes)
    return SafeBook(_packed(notes, texts, styles, since_1904=parts.since_1904), sheets)


def _safe_sheets(parts: BookParts, notes: list[SheetNotes]) -> list[SafeSheet]:
    """Return the sheets; the library is asked for those with anything in them, by their order in our own workbook."""
    found, at = [], 0
    for (name, _), note in zip(parts.sheets, notes, strict=True):
        found.append(SafeSheet(name, at if note.filled else None, note.cells))
        at += bool(note.filled)
    return found


def _bound_texts(texts: bytes, notes: list[SheetNotes], extent: Extent) -> None:
    """Bound what is shown: a text is stored once and may be shown a million times."""
    xml_events.check(texts)
    # A comment could hide where a text begins.
    longest = len(texts) if b"<!" in texts else max(map(len, texts.split(b"<si")))
    if longest * sum(note.shared for note in notes) <= MOST_TEXT_BYTES:
        return
    sizes = shared_text_sizes(texts)
    for note in notes:
        extent.add_text(shown_text(note.content, sizes))


def _packed(notes: list[SheetNotes], texts: bytes, styles: bytes, *, since_1904: bool) -> bytes:
    filled = [note for note in notes if note.filled]
    wholes = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(len(filled))]
    wholes += [("sharedStrings", "sharedStrings.xml")] if texts else []
    wholes += [("styles", "styles.xml")] if styles else []
    members = [
        ("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode()),
        ("_rels/.rels", _relationships([("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", _workbook(len(filled), since_1904=since_1904)),
        ("xl/_rels/workbook.xml.rels", _relationships(wholes)),
    ]
    members += [(_TEXTS, texts)] if texts else []
    members += [(_STYLES, styles)] if styles else []
    for n, note in enumerate(filled):
        members.append((f"xl/worksheets/sheet{n}.xml", _with_known_errors(note)))
        note.content = b""
    return zipped(members)


def _relationships(wholes: list[tuple[str, str]]) -> bytes:
    rows = (
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(wholes)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'.encode()


def _workbook(sheets: int, *, since_1904: bool) -> bytes:
    rows = "".join(f'<sheet name="s{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in range(sheets))
    dates = '<workbookPr date1904="1"/>' if since_1904 else ""
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{dates}<sheets>{rows}</sheets></workbook>'.encode()


def _with_known_errors(note: SheetNotes) -> bytes:
    """Return a sheet with errors of newer programs replaced by one that the library knows; we know which they are."""
    content = note.content
    for text in {cell.text for cell in note.cells.values() if _is_unknown(cell)}:
        content = re.sub(rb"(<(?:\w+:)?v>\s*)" + re.escape(text.encode()) + rb"(\s*</)", rb"\1#N/A\2", content)
    return content


def _is_unknown(cell: Cell) -> bool:
    return cell.kind == "error" and cell.text not in _KNOWN_ERRORS
