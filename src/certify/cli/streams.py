"""Standard output and standard error that no command has to mind: what cannot be written is passed over and told once."""

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_CLOSED = (errno.EPIPE, errno.EINVAL) if sys.platform == "win32" else (errno.EPIPE,)


class _Stream(io.FileIO):
    """A stream of the process; after the first error of writing everything is swallowed, and `failure` says why."""

    failure: OSError | None = None

    def write(self, content: "ReadableBuffer", /) -> int:
        """Write, or pass over what can no longer be written."""
        if self.failure is None:
            try:
                return super().write(content) or 0
            except OSError as error:
                self.failure = error
        return memoryview(content).nbytes


def guard_streams() -> None:
    """Let no reader that has gone away and no full disk end a command half-way."""
    if sys.stdout is None or sys.stderr is None:
        # Closed by the caller: nobody wants to read it.
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the process
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    sys.stdout, sys.stderr = _guarded(sys.stdout), _guarded(sys.stderr)


def output_failure() -> OSError | None:
    """Return why standard output could not be written; that whoever read it has read enough is no failure."""
    stream = _raw(sys.stdout)
    sys.stdout.flush()
    failure = stream.failure if isinstance(stream, _Stream) else None
    return None if failure is None or failure.errno in _CLOSED else failure


def _raw(stream: object) -> object:
    """Return what a text stream writes to in the end, past the buffer where it has one."""
    buffer = getattr(stream, "buffer", None)
    return getattr(buffer, "raw", buffer)


def _guarded(stream: TextIO) -> TextIO:
    """Return a text stream that writes where `stream` does; one that is no file of the system stays."""
    raw = _raw(stream)
    if not isinstance(stream, io.TextIOWrapper) or not isinstance(raw, io.FileIO) or isinstance(raw, _Stream):
        return stream
    return io.TextIOWrapper(
        io.BufferedWriter(_Stream(raw.fileno(), "wb", closefd=False)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
