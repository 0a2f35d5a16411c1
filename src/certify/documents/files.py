"""Bytes of a file to text: bounded in size, in a known encoding, without control characters."""

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from certify.problems import Problem, no_file

MOST_BYTES = 2 * 1024 * 1024
BYTES_PER_MEGABYTE = 1024 * 1024

_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x1f\x8b", "gzip"),
)
_STRAY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes(code for code in range(0x20) if code not in b"\t\n\r") + b"\x7f"
# The first byte of U+0080 to U+009F is also that of harmless letters, and rare: the text itself is looked at then.
_SUSPECT = (b"\xc2", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
# The two YAML parsers disagree on whether these end a line; pasted text holds them by accident.
_ODD_BREAKS = ("\x85", "\u2028", "\u2029")


# How Python keeps the bytes of a name that are no text, and the kinds of characters that are not seen.
_FIRST_STRAY_BYTE, _LAST_STRAY_BYTE = 0xDC80, 0xDCFF
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_LAST_OF_FOUR = 0xFFFF
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's bytes, and its text where it could be decoded; `problem` says why not."""

    raw: bytes
    text: str
    problem: Problem | None


def read_bytes(path: Path, name: str, most: int = MOST_BYTES) -> bytes | Problem:
    """Return the bytes of `path`, or the problem: it cannot be opened or holds more than `most` bytes."""
    try:
        if not path.is_file():
            return Problem("error", "file_unreadable", f"{name}:1:1", params={"reason": no_file(path)})
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except OSError as error:
        return Problem("error", "file_unreadable", f"{name}:1:1", params={"reason": error.strerror or str(error)})
    if len(raw) > most:
        return Problem("error", "file_too_large", f"{name}:1:1", params={"most": most // BYTES_PER_MEGABYTE})
    return raw


def shown_name(path: Path | str) -> str:
    r"""Return a path, or the last part of one, as reports tell it; the escapes in it say what it is on disk.

    Names are bytes in UTF-8 wherever the system does not say otherwise: a byte that is none is told as `\xff`, a character
    that would not be seen, or would spoil a line, as `\u000a`.
    """
    name = path.name if isinstance(path, Path) else path
    text = name if name.isascii() else _in_utf8(name)
    return text if text.isprintable() and "\\" not in text else "".join(map(_shown_character, text))


def _in_utf8(name: str) -> str:
    """Return a name as UTF-8 gives it, whatever the system takes names to be in."""
    try:
        return os.fsencode(name).decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return name


def _shown_character(character: str) -> str:
    code = ord(character)
    if _FIRST_STRAY_BYTE <= code <= _LAST_STRAY_BYTE:
        return f"\\x{code & 0xFF:02x}"
    if character == "\\":
        return "\\\\"
    if unicodedata.category(character) in _UNSEEN:
        return f"\\u{code:04x}" if code <= _LAST_OF_FOUR else f"\\U{code:08x}"
    return character


def on_disk(name: str) -> str:
    """Return a name that stands in a file as paths take it: UTF-8 on disk, whatever encoding the system has for names."""
    return os.fsdecode(name.encode("utf-8", "surrogateescape"))


def decode(raw: bytes, name: str) -> SourceText:
    """Decode UTF-8 bytes, naming the kind of file or encoding where they are something else."""
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            return SourceText(raw, "", Problem("error", "not_text", f"{name}:1:1", params={"kind": kind}))
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return SourceText(raw, "", _encoding_problem(raw, error.start, name))
    suspect = len(raw.translate(None, _CONTROL_BYTES)) < len(raw) or any(bad in raw for bad in _SUSPECT)
    stray = _STRAY.search(text) if suspect else None
    if stray is not None:
        return SourceText(raw, "", _control_problem(text, stray.start(), name))
    if not text or text.isspace():
        return SourceText(raw, "", Problem("error", "file_empty", f"{name}:1:1"))
    for odd in _ODD_BREAKS:
        if odd in text:
            text = text.replace(odd, " ")
    return SourceText(raw, text, None)


def stray_character(text: str) -> str:
    """Return the first character that no text should hold (a control character, half a surrogate pair), as U+….

    Escapes in quoted strings bring in what the bytes of a file do not show.
    """
    if text.isprintable():
        return ""
    found = _STRAY.search(text)
    return "" if found is None else f"U+{ord(found[0]):04X}"


def line_of(text: str) -> int:
    """Return the line of the first character that no text should hold."""
    found = _STRAY.search(text)
    return 1 if found is None else len(_LINE_END.findall(text, 0, found.start())) + 1


def _control_problem(text: str, at: int, name: str) -> Problem:
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return Problem("error", "control_character", f"{name}:{line}:{column}", params={"found": f"U+{ord(text[at]):04X}"})


def _encoding_problem(raw: bytes, start: int, name: str) -> Problem:
    before = raw[:start].decode("utf-8").removeprefix("\ufeff")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        kind = "UTF-16"
    else:
        try:
            raw.decode("gb18030")
        except UnicodeDecodeError:
            kind = ""
        else:
            kind = "" if b"\x00" in raw else "GBK / GB18030"
    code = "wrong_encoding" if kind else "not_text"
    return Problem("error", code, f"{name}:{line}:{column}", params={"kind": kind or "binary"})
