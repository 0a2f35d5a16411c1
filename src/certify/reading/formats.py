"""Which kinds of files are read as submissions."""

from pathlib import Path

from certify.problems import Problem

ENDINGS = (".yaml", ".yml", ".json")
WORKBOOKS = (".xlsx", ".xls", ".ods")


def is_readable(path: Path) -> bool:
    """Return whether the ending of a file is one that this version reads."""
    return path.suffix.lower() in ENDINGS


def unreadable_format(name: str) -> Problem:
    """Return the problem of a file that this version does not read."""
    suffix = Path(name).suffix.lower()
    code = "workbook_not_read" if suffix in WORKBOOKS else "format_unknown"
    return Problem("error", code, f"{name}:1:1", params={"kind": suffix, "found": suffix or name})
