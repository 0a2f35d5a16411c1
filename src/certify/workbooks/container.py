"""The container of an .xls (a compound file) around one stream."""

import struct

_SECTOR = 4096
_ENTRY = 128
_ENTRIES_PER_SECTOR = _SECTOR // 4
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NONE = 0xFFFFFFFF
_FAT_SECTORS_IN_HEAD = 109
# The directory, and the room for small streams, which the library wants to be there.
_AHEAD = 2
_SMALL = 64
_ROOT, _STREAM = 5, 2


def contained(name: str, stream: bytes) -> bytes:
    """Return a compound file of large sectors: head, allocation table, directory, small streams (none), stream.

    A stream of at least a sector lies among the sectors; a shorter one, which would lie elsewhere, is filled up.
    """
    size = max(len(stream), _SECTOR)
    data = -(-size // _SECTOR)
    tables = 1
    while tables * _ENTRIES_PER_SECTOR < tables + _AHEAD + data:
        tables += 1
    assert tables <= _FAT_SECTORS_IN_HEAD
    first = tables + _AHEAD
    chain = [_FAT] * tables + [_END] * _AHEAD + [*range(first + 1, first + data), _END]
    chain += [_FREE] * (tables * _ENTRIES_PER_SECTOR - len(chain))
    directory = _entry("Root Entry", _ROOT, 1, tables + 1, _SMALL) + _entry(name, _STREAM, _NONE, first, size)
    pieces = (
        _head(tables),
        struct.pack(f"<{len(chain)}L", *chain),
        directory.ljust(_SECTOR, b"\x00"),
        bytes(_SECTOR),
        stream.ljust(data * _SECTOR, b"\x00"),
    )
    return b"".join(pieces)


def _head(tables: int) -> bytes:
    numbers = [*range(tables), *[_FREE] * (_FAT_SECTORS_IN_HEAD - tables)]
    head = struct.pack(
        "<8s16xHHHHH6xLLL4xLLLLL",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x003E,
        4,
        0xFFFE,
        12,
        6,
        1,
        tables,
        tables,
        _SECTOR,
        _END,
        0,
        _END,
        0,
    )
    return (head + struct.pack(f"<{_FAT_SECTORS_IN_HEAD}L", *numbers)).ljust(_SECTOR, b"\x00")


def _entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    return struct.pack("<64sHBBLLL36xLQ", letters, len(letters) + 2, kind, 1, _NONE, _NONE, child, first, size).ljust(
        _ENTRY, b"\x00"
    )
