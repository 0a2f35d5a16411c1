"""What is wrong with an input, as data: the words for it stand in `certify.wording`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import reduce
from pathlib import Path
from typing import Literal

from certify.masking import without_numbers

Level = Literal["error", "warning"]

LONGEST_EXCERPT = 40
_TEXT_PLACE = re.compile(r"(.*):(\d+):(\d+)", re.DOTALL)
# A sheet's name holds no colon; those of a form begin with their number.
_CELL_PLACE = re.compile(r"(.*?):(([0-9]*)[^:]*)!([A-Z]{1,3})(\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: `code` names its wording, `where` its place, `params` what was found and is accepted."""

    level: Level
    code: str
    where: str
    field: str = ""
    params: Mapping[str, object] = attribute(default_factory=dict)


def has_errors(problems: list[Problem]) -> bool:
    """Return whether any of `problems` makes the input unusable."""
    return any(problem.level == "error" for problem in problems)


def place_order(where: str) -> tuple[str, int, str, int, int]:
    """Return what orders places as they stand: the file, the sheet by its number, line or row, and column."""
    text = _TEXT_PLACE.fullmatch(where)
    if text is not None:
        return text[1], 0, "", int(text[2]), int(text[3])
    cell = _CELL_PLACE.fullmatch(where)
    if cell is None:
        return where, 0, "", 0, 0
    number = int(cell[3] or 0)
    column = reduce(lambda found, letter: found * 26 + ord(letter) - ord("A") + 1, cell[4], 0)
    return cell[1], number, cell[2], int(cell[5]), column


def in_cell(where: str) -> bool:
    """Return whether a place is a cell of a workbook."""
    return _TEXT_PLACE.fullmatch(where) is None and _CELL_PLACE.fullmatch(where) is not None


def excerpt(found: str, longest: int = LONGEST_EXCERPT) -> str:
    """Return what was found, short enough for a message and without long numbers, which may be a person's."""
    text = without_numbers(" ".join(found[: longest * 4].split()))
    return text if len(text) <= longest else text[: longest - 1] + "…"


def no_file(path: Path) -> str:
    """Return what stands at a path where no file does; `certify.wording` has words for it."""
    if path.is_dir():
        return "folder"
    if path.exists():
        return "not a regular file"
    return "dangling link" if path.is_symlink() else "no such file"


def shown_key(key: str) -> str:
    """Return a field name for a message: only what looks like one, since anything can stand in its place."""
    return excerpt(key) if key.isascii() and key.isidentifier() else "***"
