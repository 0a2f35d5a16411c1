"""What free text may hold of persons, masked before it is shown: long numbers, and names given in the same form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

MASKED = "***"
# Dates beside each other, or after a figure, would look like one long number.
_DATE = r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)"
# A telephone number has 11 digits, an identity number 18; blanks and hyphens may part them.
_NUMBER = re.compile(rf"(?P<date>{_DATE})|(?:(?!{_DATE})\d[ \u3000\u00a0\-–]?){{10,}}(?!{_DATE})[\dXxＸ]")
# Below these lengths a name or number would be found in words that have nothing to do with it.
_SHORTEST = 2
_SHORTEST_ASCII = 4


def without_numbers(text: str) -> str:
    """Return text with every number masked that is long enough to be somebody's telephone or identity number."""
    return _NUMBER.sub(lambda found: found["date"] or MASKED, text)


@dataclass(frozen=True)
class Mask:
    """Masks long numbers, and `persons`: the names and numbers that a form gives of persons."""

    persons: frozenset[str] = frozenset()

    def __call__(self, text: str) -> str:
        """Return text as it may be shown."""
        return without_numbers(self._names.sub(MASKED, text) if self._names else text)

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        found = sorted(filter(_telling, self.persons), key=lambda word: (-len(word), word))
        return re.compile("|".join(map(_whole, found))) if found else None


def mask(persons: Iterable[str]) -> Mask:
    """Return the mask for texts of a form that names `persons`."""
    return Mask(frozenset(person.strip() for person in persons))


def _telling(word: str) -> bool:
    return len(word) >= (_SHORTEST_ASCII if word.isascii() else _SHORTEST)


def _whole(word: str) -> str:
    """Return the pattern of a word: Latin letters and digits must end where the word ends."""
    before = r"(?<![0-9A-Za-z])" if word[0].isascii() else ""
    after = r"(?![0-9A-Za-z])" if word[-1].isascii() else ""
    return before + re.escape(word) + after
