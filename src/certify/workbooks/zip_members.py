"""The members of a zip that a stranger made: every one counted, inflated within bounds and compared with its entry."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from certify.workbooks.bounds import MEGABYTE, MOST_INFLATED_BYTES, MOST_MEMBERS, MOST_RATIO, SMALL_BYTES
from certify.workbooks.unreadable import UnreadableError, damaged

_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_ENCRYPTED = 0x1 | 0x40
# What zipfile raises over directories that lie.
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, struct.error, zlib.error, NotImplementedError, OverflowError)
_BROKEN_TOO = (ValueError, OSError, EOFError, IndexError)


@dataclass(slots=True)
class Members:
    """The members' bytes; names are looked up as the programs that write workbooks compare them: in any case."""

    content: dict[str, bytes] = field(default_factory=dict)

    def get(self, name: str) -> bytes | None:
        """Return a member, if it is there."""
        return self.content.get(name.lower())

    def take(self, name: str) -> bytes:
        """Return a member and let go of it."""
        return self.content.pop(name.lower())

    def any_below(self, *folders: str) -> bool:
        """Return whether there is anything in one of these folders."""
        return any(name.startswith(folders) for name in self.content)


def read_members(raw: bytes) -> Members:
    """Inflate a zip whole."""
    found = Members()
    left = MOST_INFLATED_BYTES
    for info in _directory(raw):
        name = _clean_name(info.orig_filename)
        if name in found.content:
            raise damaged("twice")
        content = _inflated(raw, info, left)
        left -= len(content)
        found.content[name] = content
    return found


def _directory(raw: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
    except (*_BROKEN, *_BROKEN_TOO):
        raise damaged("zip") from None
    if len(entries) > MOST_MEMBERS:
        raise UnreadableError("workbook_too_many_members", most=MOST_MEMBERS)
    if any(info.flag_bits & _ENCRYPTED for info in entries):
        raise UnreadableError("workbook_encrypted")
    if sum(info.file_size for info in entries) > MOST_INFLATED_BYTES:
        raise _too_large()
    return entries


def _clean_name(name: str) -> str:
    """Return a name with slashes as they should be; some old programs write them the other way round."""
    clean = name.replace("\\", "/").lower()
    steps = clean.removesuffix("/").split("/")
    if ":" in clean or not clean.isprintable() or any(step in ("", ".", "..") for step in steps):
        raise damaged("names")
    return clean


def _inflated(raw: bytes, info: zipfile.ZipInfo, left: int) -> bytes:
    packed = _packed(raw, info)
    if info.compress_type == zipfile.ZIP_STORED:
        content = bytes(packed)
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        content = _deflated(packed, min(info.file_size, left))
    else:
        raise damaged("method")
    if len(content) > left:
        raise _too_large()
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise damaged("members")
    if len(content) > SMALL_BYTES and len(content) > MOST_RATIO * len(packed):
        raise UnreadableError("workbook_inflates", most=MOST_RATIO)
    return content


def _packed(raw: bytes, info: zipfile.ZipInfo) -> memoryview:
    """Return the packed bytes of a member, where its own header agrees with the directory."""
    try:
        signature, _, flags, method, *_, name_length, extra_length = _LOCAL.unpack_from(raw, info.header_offset)
    except struct.error:
        raise damaged("zip") from None
    start = info.header_offset + _LOCAL.size + name_length + extra_length
    if signature != _LOCAL_SIGNATURE or method != info.compress_type or start + info.compress_size > len(raw):
        raise damaged("members")
    if flags & _ENCRYPTED:
        raise UnreadableError("workbook_encrypted")
    name = raw[info.header_offset + _LOCAL.size :][:name_length]
    if name != info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace"):
        raise damaged("members")
    return memoryview(raw)[start : start + info.compress_size]


def _deflated(packed: memoryview, most: int) -> bytes:
    """Inflate no further than one byte beyond what is accepted."""
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = machine.decompress(packed, most + 1)
        if len(content) <= most and not machine.eof:
            # An end that was not read yet, or none: then the file was cut.
            content += machine.decompress(machine.unconsumed_tail, 1)
    except zlib.error:
        raise damaged("members") from None
    if len(content) > most or not machine.eof or machine.unused_data:
        raise damaged("members")
    return content


def _too_large() -> UnreadableError:
    return UnreadableError("workbook_too_large", most=MOST_INFLATED_BYTES // MEGABYTE)
