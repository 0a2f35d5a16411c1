"""The process that touches the bytes: it may hang, fill its memory or die, and nothing else does.

It is sent files and answers each with JSON: `{"sheets": [...]}`, or `{"code": ...}` and what goes with it.
"""

import contextlib
import gc
import json
import os
import signal
import sys
from base64 import b64encode
from typing import Any, BinaryIO

from certify.workbooks.bounds import MOST_MEMORY_BYTES
from certify.workbooks.frames import read_frame, write_frame
from certify.workbooks.reading import SheetCells, read
from certify.workbooks.unreadable import UnreadableError


def answer(raw: bytes) -> dict[str, Any]:
    """Return what a file holds, or why it is refused."""
    try:
        return {"sheets": [_packed(sheet) for sheet in read(raw)]}
    except UnreadableError as error:
        return {"code": error.code, "params": error.params, "cell": error.cell}


def _packed(sheet: SheetCells) -> list[object]:
    """Return a sheet as its name, the numbers of rows and columns as bytes, letters for kinds, and texts."""
    rows, columns = (b64encode(numbers.tobytes()).decode("ascii") for numbers in (sheet.rows, sheet.columns))
    return [sheet.name, rows, columns, "".join(sheet.kinds), sheet.texts]


def serve(received: BinaryIO, sent: BinaryIO) -> None:
    """Answer until the other side is gone."""
    while (raw := read_frame(received)) is not None:
        found = json.dumps(answer(raw), separators=(",", ":")).encode("ascii")
        write_frame(sent, found)
        del raw, found
        gc.collect()


def main() -> None:
    """Serve on standard input and output, which nothing else here writes to, within bounds of memory."""
    sent = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # An interrupt is for the program that started this; its end closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    # Millions of cells are made and none of them in cycles; the few cycles there are go after each file.
    gc.freeze()
    gc.disable()
    with contextlib.suppress(OSError, MemoryError):
        serve(sys.stdin.buffer, sent)
    # Whatever is left half done is of no use to anyone.
    os._exit(0)


def _bound_memory() -> None:
    """Bound the memory of this process where the platform can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every platform

    for limit, most in ((resource.RLIMIT_AS, MOST_MEMORY_BYTES), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    main()
