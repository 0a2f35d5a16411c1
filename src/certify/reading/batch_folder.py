"""The files of a batch's folder: every submission to judge, and the reviews that stand alone."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from certify.documents.files import shown_name
from certify.problems import Problem
from certify.reading.batch import Batch
from certify.reading.review import SUFFIX

SUBMISSION_ENDINGS = (".yaml", ".yml", ".json", ".xlsx", ".xls", ".ods")
# By what the folder of an earlier report is known, whatever else its name says.
REPORT_FILE = "batch.json"
REPORT_SIGNATURE = b'"report": "certify-batch'
_LONGEST_BEGINNING = 200
# Hidden files, and what Excel and Word keep beside a file that is open.
_PASSED_OVER = (".", "~$")


def submission_files(batch: Batch, batch_file: Path, output: Path) -> tuple[list[Path], list[Problem]]:
    """Return every submission file of a batch in the order of names, folders included, and folders that were not read.

    Hidden files, reports in `output`, and earlier reports elsewhere are passed over.
    """
    found: list[Path] = []
    unread: list[Problem] = []

    def note(folder: Path, reason: str) -> None:
        name = shown_name(folder.relative_to(batch.submissions).as_posix())
        unread.append(Problem("error", "folder_not_read", f"{name}:1:1", params={"found": name, "reason": reason}))

    def failed(error: OSError) -> None:
        note(Path(error.filename), error.strerror or "")

    for here, names, files in _folders(batch.submissions, failed):
        for name in names:
            if (here / name).is_symlink():
                note(here / name, "link")
        names[:] = [name for name in names if (here / name).resolve() != output]
        paths = [here / name for name in files if not name.endswith(SUFFIX) and _is_submission(name)]
        found += [path for path in paths if path != batch_file]
    return found, unread


def lone_reviews(batch: Batch) -> Iterator[Path]:
    """Yield the review files that stand beside no submission."""
    for folder, _, files in _folders(batch.submissions):
        stems = {Path(name).stem for name in files if not name.endswith(SUFFIX) and _is_submission(name)}
        for name in files:
            if name.endswith(SUFFIX) and name.removesuffix(SUFFIX) not in stems:
                yield folder / name


def _folders(top: Path, failed: Callable[[OSError], None] | None = None) -> Iterator[tuple[Path, list[str], list[str]]]:
    """Yield every folder with the names of its folders and files in order: nothing hidden, no earlier report."""
    for folder, names, files in os.walk(top, onerror=failed):
        here = Path(folder)
        names[:] = sorted(name for name in names if not name.startswith(".") and not _is_report(here / name))
        yield here, names, sorted(name for name in files if not name.startswith(_PASSED_OVER))


def _is_report(folder: Path) -> bool:
    try:
        with (folder / REPORT_FILE).open("rb") as file:
            return REPORT_SIGNATURE in file.read(_LONGEST_BEGINNING)
    except OSError:
        return False


def _is_submission(name: str) -> bool:
    return name.lower().endswith(SUBMISSION_ENDINGS)
