"""What is wrong with an input, as data: the words for it stand in `certify.wording`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Literal

Level = Literal["error", "warning"]

LONGEST_EXCERPT = 40
# A phone has 11 digits, an identity card 18: a run that long is never echoed.
_LONG_NUMBER = re.compile(r"(?:\d[ -]?){10,}[\dXx]")


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


def excerpt(found: str, longest: int = LONGEST_EXCERPT) -> str:
    """Return what was found, short enough for a message and without long numbers, which may be a person's."""
    text = _LONG_NUMBER.sub("***", " ".join(found[: longest * 4].split()))
    return text if len(text) <= longest else text[: longest - 1] + "…"


def shown_key(key: str) -> str:
    """Return a field name for a message: only what looks like one, since anything can stand in its place."""
    return excerpt(key) if key.isascii() and key.isidentifier() else "***"
