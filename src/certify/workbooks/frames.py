"""Messages over a pipe: their length, then their bytes; and how a cell's kind is written in them."""

import struct
from typing import IO

from certify.workbooks.grid import Kind

_LENGTH = struct.Struct("<L")
LETTERS: dict[Kind, str] = {
    "text": "t",
    "number": "n",
    "digits": "g",
    "bool": "b",
    "date": "d",
    "error": "e",
    "stale": "s",
}
LONGEST = 1024 * 1024 * 1024


def write_frame(pipe: IO[bytes], content: bytes) -> None:
    """Send a message."""
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """Return the next message; none where the other side is gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        return None
    content = pipe.read(length)
    return content if len(content) == length else None
