"""The door: a workbook from a stranger, by its path, to its cells or the one problem with it."""

from array import array
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from certify.problems import Problem, no_file
from certify.workbooks.bounds import MEGABYTE, MOST_FILE_BYTES, SECONDS_PER_FILE
from certify.workbooks.frames import LETTERS
from certify.workbooks.grid import Cell, CellMark, Sheet, Workbook
from certify.workbooks.reader import READER, Reader
from certify.workbooks.words import KINDS, REASONS

_KINDS = {letter: kind for kind, letter in LETTERS.items()}


def read_workbook(path: Path, name: str, reader: Reader = READER) -> Workbook | Problem:
    """Return the cells of a workbook, whatever the ending of its name; `name` is what places in it are told by."""
    raw = _bytes(path, name)
    if isinstance(raw, Problem):
        return raw
    found = reader.read(raw)
    if found == "workbook_too_slow":
        return Problem("error", "workbook_too_slow", f"{name}:1:1", params={"most": f"{SECONDS_PER_FILE:g}"})
    if isinstance(found, str):
        return Problem("error", "workbook_crashed", f"{name}:1:1")
    if "code" in found:
        return _problem(found, name)
    return Workbook(name, tuple(_sheet(*sheet) for sheet in found["sheets"]))


def _bytes(path: Path, name: str) -> bytes | Problem:
    """Return the bytes of a file, or why it cannot be one of these."""
    try:
        if not path.is_file():
            return Problem("error", "file_unreadable", f"{name}:1:1", params={"reason": no_file(path)})
        with path.open("rb") as file:
            raw = file.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        return Problem("error", "file_unreadable", f"{name}:1:1", params={"reason": error.strerror or str(error)})
    if len(raw) > MOST_FILE_BYTES:
        return Problem("error", "file_too_large", f"{name}:1:1", params={"most": MOST_FILE_BYTES // MEGABYTE})
    return raw or Problem("error", "file_empty", f"{name}:1:1")


def _problem(found: Mapping[str, Any], name: str) -> Problem:
    params = dict(found["params"])
    if "kind" in params:
        params["kind"] = KINDS[params["kind"]]
    if "reason" in params:
        params["reason"] = REASONS[params["reason"]]
    place = CellMark(*found["cell"]).place if found["cell"] else "1:1"
    return Problem("error", found["code"], f"{name}:{place}", params=params)


def _sheet(name: str, rows: str, columns: str, kinds: str, texts: list[str]) -> Sheet:
    places = zip(_numbers(rows), _numbers(columns), strict=True)
    cells = map(Cell, map(_KINDS.__getitem__, kinds), texts)
    return Sheet(name, dict(zip(places, cells, strict=True)))


def _numbers(packed: str) -> "array[int]":
    return array("H", b64decode(packed))
