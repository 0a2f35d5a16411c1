"""A folder of reports that appears whole: written beside its place, then moved there in one step.

A run writes in a folder of its own beside `output`, which it marks and locks: what a killed run left is known by its
mark, and that nobody holds the lock any more. With the reports goes a list of their files: what else stands in a folder
of reports belongs to somebody, and stops a run.
"""

import contextlib
import glob
import json
import os
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from certify.documents.files import shown_name

if sys.platform != "win32":
    import fcntl


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report folder: the file that marks it, and what stands at its head."""

    mark: str
    signature: bytes


BATCH = Kind("batch.json", b'"report": "certify-batch')
COVERAGE = Kind("coverage.json", b'"report": "certify-coverage/')
MARK = BATCH.mark
# Within the folder of a run: its mark, the reports as they are written, the earlier ones set aside.
RUN = ".certify-run"
NEW, OLD = "new", "old"
# Within the reports: the list of their files, and what is kept for the next run, which comes and goes.
FILES = ".files.json"
KEPT = ".kept.json"
# What systems and office programs leave in any folder they show.
_LEFT = (".DS_Store", "Thumbs.db", "desktop.ini", ".directory")
_OFFICE = ("~$", ".~lock.")


class ForeignFolderError(Exception):
    """The place of the reports is not that of an earlier report, or holds `files` that no report wrote."""

    def __init__(self, folder: Path, files: Collection[str] = ()) -> None:
        """Take the folder and the names of the files as messages tell them."""
        super().__init__(shown_name(str(folder)))
        self.files = tuple(files)


class UnwritableError(Exception):
    """The reports cannot be written; its cause is the system's error."""


@contextmanager
def writing() -> Iterator[None]:
    """Tell the system's errors in the block as errors of writing, apart from those of reading."""
    try:
        yield
    except OSError as error:
        raise UnwritableError(str(error)) from error


@contextmanager
def staged(output: Path, kind: Kind = BATCH) -> Iterator[Path]:
    """Give a fresh folder to write to; when the block ends without error it takes the place of `output`.

    An earlier report there is replaced whole. Raises `ForeignFolderError` where `output` holds anything else, be it one
    file among an earlier report's, and `UnwritableError` where the system does not let it.
    """
    output = output.resolve()
    with writing():
        _clear(output)
        if output.exists() and (not is_report(output, kind) or Path.cwd().is_relative_to(output)):
            raise ForeignFolderError(output)
        _refuse_strangers(output, output)
        output.parent.mkdir(parents=True, exist_ok=True)
        home = Path(tempfile.mkdtemp(dir=output.parent, prefix=_prefix(output)))
    held: IO[bytes] | None = None
    try:
        with writing():
            held = _hold(home)
            (home / NEW).mkdir()
            (home / NEW).chmod(0o755)
        yield home / NEW
        with writing():
            _replace(output, home)
    finally:
        if held is not None:
            held.close()
        _leave(output, home)


def is_report(folder: Path, kind: Kind = BATCH) -> bool:
    """Return whether a folder is empty or holds an earlier report of that kind."""
    if not folder.is_dir():
        return False
    mark = folder / kind.mark
    if mark.is_file():
        with mark.open("rb") as file:
            return kind.signature in file.read(200)
    return not any(folder.iterdir())


def _replace(output: Path, home: Path) -> None:
    _write_list(home / NEW)
    _flush(home / NEW)
    if output.exists():
        output.rename(home / OLD)
        # Somebody may have put a file there since the run began; if so, the earlier report is put back.
        _refuse_strangers(home / OLD, output)
    (home / NEW).rename(output)


def _write_list(folder: Path) -> None:
    """Write the list of the reports' files, a line each."""
    names = sorted(_named(name) for name in _within(folder))
    lines = ",\n".join(json.dumps(name, ensure_ascii=False) for name in names if name not in (KEPT, FILES))
    (folder / FILES).write_text(f"[{lines}]\n", encoding="utf-8", newline="\n")


def _refuse_strangers(folder: Path, output: Path) -> None:
    """Raise `ForeignFolderError` where a folder of reports, which stood at `output`, holds what no report wrote."""
    if folder.is_dir():
        known = {MARK, KEPT, FILES, *_listed(folder / FILES)}
        found = [name for name in _within(folder, known) if _named(name) not in known and not _is_left(name)]
        if found:
            raise ForeignFolderError(output, [shown_name(name) for name in sorted(found)])


def _listed(file: Path) -> list[str]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        names = json.loads(file.read_bytes()) if file.is_file() else []
        if isinstance(names, list):
            return [name for name in names if isinstance(name, str)]
    return []


def _is_left(name: str) -> bool:
    """Return whether a file is one that a system or an office program left: nobody misses it."""
    last = name.rpartition("/")[2]
    return last in _LEFT or last.startswith(_OFFICE)


def _within(top: Path, known: Collection[str] | None = None) -> Iterator[str]:
    """Yield the path of every file below a folder, and of every folder with a slash after it.

    Where `known` paths are given, no other folder is looked into: it stands for all that is in it.
    """
    for here, folders, files in os.walk(top, onerror=_raise):
        above = here[len(str(top)) :].lstrip(os.sep).replace(os.sep, "/")
        before = f"{above}/" if above else ""
        yield from (f"{before}{name}" for name in files)
        yield from (f"{before}{name}/" for name in folders)
        if known is not None:
            folders[:] = [name for name in folders if _named(f"{before}{name}/") in known]


def _raise(error: OSError) -> None:
    raise error


def _named(path: str) -> str:
    """Return a path as the list of files has it: some systems spell a letter with an accent in two characters."""
    return path if path.isascii() else unicodedata.normalize("NFC", shown_name(path))


def _prefix(output: Path) -> str:
    return f".{output.name}."


def _clear(output: Path) -> None:
    """Clear away what killed runs left of this output, and put back the report that one had set aside."""
    for home in sorted(output.parent.glob(f"{glob.escape(_prefix(output))}*")):
        if _abandoned(home):
            _leave(output, home)


def _leave(output: Path, home: Path) -> None:
    """Remove the folder of a run, but first put back the report that it set aside and did not replace."""
    if (home / OLD).is_dir() and not output.exists():
        (home / OLD).rename(output)
    shutil.rmtree(home, ignore_errors=True)


def _hold(home: Path) -> IO[bytes] | None:
    """Mark the folder of a run and lock the mark, for as long as the file is open.

    The mark is locked before it gets its name, so that nobody finds it without its lock. A file system without locks
    gets no mark: what a killed run leaves there stays.
    """
    if sys.platform == "win32":
        # An open file cannot be removed there: that it is open is the lock.
        return (home / RUN).open("xb")
    held = (home / f"{RUN}.draft").open("xb")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        return None
    Path(held.name).replace(home / RUN)
    return held


def _abandoned(home: Path) -> bool:
    """Return whether a folder is that of a run which is over; of any other folder nothing is known."""
    mark = home / RUN
    try:
        if sys.platform == "win32":
            mark.unlink()
            return True
        with mark.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return os.path.samestat(os.fstat(file.fileno()), mark.stat())
    except OSError:
        return False


def _flush(folder: Path) -> None:
    """Ask the system to put what was written on disk before the folder is moved."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
