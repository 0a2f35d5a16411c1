"""Which kinds of files are read as submissions."""

from pathlib import Path

from certify.problems import Problem

TEXTS = (".yaml", ".yml", ".json")
WORKBOOKS = (".xlsx", ".xls", ".ods")
ENDINGS = (*TEXTS, *WORKBOOKS)


def is_readable(path: Path) -> bool:
    """Return whether the ending of a file is one that is read."""
    return path.suffix.lower() in ENDINGS


def is_workbook(path: Path) -> bool:
    """Return whether the ending of a file is that of a workbook."""
    return path.suffix.lower() in WORKBOOKS


def unreadable_format(name: str) -> Problem:
    """Return the problem of a file that is not read."""
    suffix = Path(name).suffix.lower()
    return Problem("error", "format_unknown", f"{name}:1:1", params={"kind": suffix, "found": suffix or name})
