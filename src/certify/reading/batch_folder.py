"""The files of a batch's folder: every submission to judge, and the reviews that stand alone."""

import os
from collections.abc import Iterator
from pathlib import Path

from certify.problems import Problem
from certify.reading.batch import Batch
from certify.reading.review import SUFFIX

SUBMISSION_ENDINGS = (".yaml", ".yml", ".json", ".xlsx", ".xls", ".ods")


def submission_files(batch: Batch, batch_file: Path, output: Path) -> tuple[list[Path], list[Problem]]:
    """Return every submission file of a batch in the order of names, folders included, and folders that were not read.

    Hidden files, and reports in `output`, are passed over.
    """
    found: list[Path] = []
    unread: list[Problem] = []

    def note(folder: Path, reason: str) -> None:
        name = folder.relative_to(batch.submissions).as_posix()
        unread.append(Problem("error", "folder_not_read", f"{name}:1:1", params={"found": name, "reason": reason}))

    def failed(error: OSError) -> None:
        note(Path(error.filename), error.strerror or "")

    for folder, names, files in os.walk(batch.submissions, onerror=failed):
        here = Path(folder)
        for name in names:
            if (here / name).is_symlink():
                note(here / name, "link")
        names[:] = sorted(name for name in names if not name.startswith(".") and (here / name).resolve() != output)
        for name in sorted(files):
            path = here / name
            if name.startswith(".") or name.endswith(SUFFIX) or path == batch_file:
                continue
            if path.suffix.lower() in SUBMISSION_ENDINGS:
                found.append(path)
    return found, unread


def lone_reviews(batch: Batch) -> Iterator[Path]:
    """Yield the review files that stand beside no submission."""
    for folder, names, files in os.walk(batch.submissions):
        names.sort()
        stems = {Path(name).stem for name in files if not name.endswith(SUFFIX) and _is_submission(name)}
        for name in sorted(files):
            if name.endswith(SUFFIX) and name.removesuffix(SUFFIX) not in stems:
                yield Path(folder) / name


def _is_submission(name: str) -> bool:
    return name.lower().endswith(SUBMISSION_ENDINGS)
