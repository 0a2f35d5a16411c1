"""Lines held on disk until all of them are there, since thousands of them would fill the memory."""

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self


class LineStore:
    """Lines by name, in a file of `folder` that goes when the block ends."""

    def __init__(self, folder: Path) -> None:
        """Begin with no line."""
        self._file = TemporaryFile(dir=folder)  # noqa: SIM115 - closed with the store
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, name: str, line: bytes) -> None:
        """Keep a line."""
        self._file.seek(self._end)
        self._file.write(line)
        self._places[name] = (self._end, len(line))
        self._end += len(line)

    def lines(self) -> Iterator[bytes]:
        """Yield every line, names in order."""
        for _, (start, length) in sorted(self._places.items()):
            self._file.seek(start)
            yield self._file.read(length)


class LinesBefore:
    """The lines of an earlier file by their digests: one that was altered is not among them."""

    def __init__(self, path: Path) -> None:
        """Look through the file at `path`, where there is one."""
        self._path = path
        self._places: dict[str, tuple[int, int]] = {}
        with contextlib.suppress(OSError):
            # Anything can stand there, a pipe that never ends too.
            if path.is_file():
                with path.open("rb") as file:
                    self._look_through(file)

    def _look_through(self, lines: Iterator[bytes]) -> None:
        start = 0
        for line in lines:
            self._places[digest_of_line(line)] = (start, len(line))
            start += len(line)

    def find(self, digest: str) -> bytes | None:
        """Return the line with that digest."""
        place = self._places.get(digest)
        if place is None:
            return None
        with self._path.open("rb") as file:
            file.seek(place[0])
            return file.read(place[1])


def digest_of_line(line: bytes) -> str:
    """Return what names a line by its content."""
    return hashlib.sha256(line).hexdigest()
