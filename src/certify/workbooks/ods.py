"""An .ods made safe: looked through, and put alone into a container of our own."""

from certify.workbooks.ods_content import look_through
from certify.workbooks.plain_zip import zipped
from certify.workbooks.safe import SafeBook
from certify.workbooks.unreadable import UnreadableError, damaged, other_kind
from certify.workbooks.zip_members import Members

_KIND = b"application/vnd.oasis.opendocument."
_SPREADSHEETS = ("spreadsheet", "spreadsheet-template")
_MACRO_FOLDERS = ("basic/", "scripts/")
# The library drops these; it keeps the characters that they stand for.
_SPACING = ((b"<text:line-break/>", b"\n"), (b"<text:tab/>", b"\t"))


def is_opendocument(members: Members) -> bool:
    """Return whether a zip is some OpenDocument file."""
    return (members.get("mimetype") or b"").startswith(_KIND)


def make_safe(members: Members) -> SafeBook:
    """Check a workbook and build the one to be read in its place."""
    kind = (members.get("mimetype") or b"").removeprefix(_KIND).decode("ascii", "replace").strip()
    if kind not in _SPREADSHEETS:
        raise other_kind("docx" if kind.startswith("text") else "pptx" if kind.startswith("pres") else "odf")
    if members.get("encrypted-package") is not None or b"encryption-data" in (
        members.get("meta-inf/manifest.xml") or b""
    ):
        raise UnreadableError("workbook_encrypted")
    if members.any_below(*_MACRO_FOLDERS):
        raise UnreadableError("workbook_macros")
    content = members.get("content.xml")
    if content is None:
        raise damaged("members")
    sheets = look_through(content)
    for markup, character in _SPACING:
        content = content.replace(markup, character)
    return SafeBook(zipped(_members(content)), sheets)


def _members(content: bytes) -> list[tuple[str, bytes]]:
    manifest = b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return [("mimetype", _KIND + b"spreadsheet"), ("META-INF/manifest.xml", manifest), ("content.xml", content)]
