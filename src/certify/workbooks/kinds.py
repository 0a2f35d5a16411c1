"""What the bytes of a file are, whatever its name says."""

from certify.workbooks.unreadable import other_kind

_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "empty"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "rar"),
    (b"\x1f\x8b", "rar"),
)
# BIFF 2 to 4, from before there were containers.
_BARE_WORKBOOKS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_WEB_PAGES = ("<!doctype html", "<html", "<head", "<meta", "<table", "<style", "<div", "mime-version:")
_LOOKED_AT = 4096


def kind_of(raw: bytes) -> str:
    """Return `zip`, `ole` or `bare` for what may be a workbook; raise what else it is."""
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            if kind in ("zip", "ole"):
                return kind
            raise other_kind("zip" if kind == "empty" else kind)
    if raw.startswith(_BARE_WORKBOOKS):
        return "bare"
    raise other_kind(_text_kind(raw[:_LOOKED_AT]))


def _text_kind(start: bytes) -> str:
    text = _decoded(start)
    if text is None:
        return "binary"
    beginning = text.lower().lstrip("\ufeff \t\r\n")
    if beginning.startswith("<?xml") and "urn:schemas-microsoft-com:office:spreadsheet" in beginning:
        return "xml2003"
    if beginning.startswith(_WEB_PAGES) or "<html" in beginning:
        return "html"
    return "xml" if beginning.startswith("<?xml") else "text"


def _decoded(start: bytes) -> str | None:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", errors="replace")
    if b"\x00" in start:
        return None
    # The last character may be cut in two.
    for cut in range(4):
        for encoding in ("utf-8", "gb18030"):
            try:
                return start[: len(start) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
