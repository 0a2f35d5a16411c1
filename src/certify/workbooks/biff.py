"""BIFF8, the records of an .xls: cut apart, and the few kinds of values in them decoded."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from certify.workbooks.unreadable import damaged

BOF = 0x0809
EOF = 0x000A
CONTINUE = 0x003C
BIFF8 = 0x0600
_HEAD = struct.Struct("<HH")
_WIDE = 0x01


@dataclass(slots=True)
class Record:
    """A record, with the pieces that continue it."""

    kind: int
    body: bytes
    more: list[bytes]

    def packed(self) -> bytes:
        """Return the record as it stands in a stream."""
        pieces = [(self.kind, self.body), *((CONTINUE, piece) for piece in self.more)]
        return b"".join(_HEAD.pack(kind, len(body)) + body for kind, body in pieces)


def substream(stream: bytes, start: int) -> Iterator[Record]:
    """Yield the records of one substream: without its beginning and end, and without charts that lie in it."""
    records = _records(stream, start)
    first = next(records, None)
    if first is None or first.kind != BOF:
        raise damaged("records")
    depth = 1
    for record in records:
        if record.kind == BOF:
            depth += 1
        elif record.kind == EOF:
            depth -= 1
            if not depth:
                return
        elif depth == 1:
            yield record
    raise damaged("records")


def version(stream: bytes) -> int:
    """Return which BIFF a stream begins with; 0 where it does not begin like one."""
    first = next(_records(stream, 0), None)
    if first is None or first.kind != BOF or len(first.body) < _HEAD.size:
        return 0
    return int.from_bytes(first.body[:2], "little")


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """Yield records, each with what continues it, to the end of the stream."""
    begun: Record | None = None
    while at + _HEAD.size <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        at += _HEAD.size
        body = stream[at : at + length]
        if len(body) < length:
            raise damaged("records")
        at += length
        if kind == CONTINUE and begun is not None:
            begun.more.append(body)
            continue
        if begun is not None:
            yield begun
        begun = Record(kind, body, [])
    if begun is not None:
        yield begun


def text_of(body: bytes, more: list[bytes], length: int, at: int) -> str:
    """Return a text of `length` characters whose flags stand at `at`; each further piece begins with flags anew."""
    text, pieces = "", [body[at:], *more]
    for piece in pieces:
        if len(text) >= length or not piece:
            break
        left = length - len(text)
        if piece[0] & _WIDE:
            # Halves of pairs may be cut apart; they are joined below.
            text += piece[1 : 1 + 2 * left].decode("utf-16-le", "surrogatepass")
        else:
            text += piece[1 : 1 + left].decode("latin-1")
    if len(text) < length:
        raise damaged("records")
    return text
