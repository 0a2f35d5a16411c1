"""A folder of reports that appears whole: written beside its place, then moved there in one step."""

import contextlib
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "batch.json"
SIGNATURE = b'"report": "certify-batch/'


class ForeignFolderError(Exception):
    """The place of the reports holds something that is not an earlier report."""


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Give a fresh folder to write to; when the block ends without error it takes the place of `output`.

    An earlier report there is replaced whole. Raises `ForeignFolderError` where `output` holds anything else.
    """
    output = output.resolve()
    _restore(output)
    if output.exists() and (not is_report(output) or Path.cwd().is_relative_to(output)):
        raise ForeignFolderError(str(output))
    output.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(dir=output.parent, prefix=f".{output.name}."))
    try:
        staging.chmod(0o755)
        yield staging
        _replace(output, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def is_report(folder: Path) -> bool:
    """Return whether a folder is empty or holds an earlier report."""
    if not folder.is_dir():
        return False
    mark = folder / MARK
    if mark.is_file():
        with mark.open("rb") as file:
            return SIGNATURE in file.read(200)
    return not any(folder.iterdir())


def _replace(output: Path, staging: Path) -> None:
    _flush(staging)
    if not output.exists():
        staging.rename(output)
        return
    old = Path(tempfile.mkdtemp(dir=output.parent, prefix=_old_prefix(output)))
    output.rename(old / output.name)
    try:
        staging.rename(output)
    except OSError:
        (old / output.name).rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _old_prefix(output: Path) -> str:
    return f".{output.name}.old."


def _restore(output: Path) -> None:
    """Put back the report that a run killed between two moves had set aside, and clear away what others left."""
    for old in sorted(output.parent.glob(f"{glob.escape(_old_prefix(output))}*")):
        kept = old / output.name
        if kept.is_dir() and not output.exists():
            kept.rename(output)
        shutil.rmtree(old, ignore_errors=True)


def _flush(folder: Path) -> None:
    """Ask the system to put what was written on disk before the folder is moved."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
