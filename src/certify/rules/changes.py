"""One change of a rule set and its weight: whether a verdict can differ by it, or what is asked for is only made clearer."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from certify.language import Text

Weight = Literal["substantive", "clarifying", "editorial"]
# The heaviest first.
WEIGHTS: tuple[Weight, ...] = ("substantive", "clarifying", "editorial")
Words = str | Text | None
# Punctuation that no figure is made of, and white space.
_MARKS = re.compile(r"(?<!\d)[.,:\-]|[.,:\-](?!\d)|[;!?()\[\]'\"、。〈〉《》「」『』【】〔〕“”‘’—…·\s]")


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What changed in a part, by the aspect of it: the values before and after, of whatever type the aspect has."""

    aspect: str
    weight: Weight
    before: object
    after: object


def heaviest(weights: Iterable[Weight | None]) -> Weight | None:
    """Return the heaviest of weights, none where nothing differs."""
    found = set(weights)
    return next((weight for weight in WEIGHTS if weight in found), None)


def changed(aspect: str, weight: Weight, before: object, after: object) -> Iterator[Change]:
    """Yield the change of a value, where it is another."""
    if before != after:
        yield Change(aspect, weight, before, after)


def reworded(aspect: str, weight: Weight, before: Words, after: Words) -> Iterator[Change]:
    """Yield the change of words: editorial where only punctuation, blanks or the English differ."""
    if before != after:
        yield Change(aspect, "editorial" if same_words(before, after) else weight, before, after)


def relisted(aspect: str, weight: Weight, before: Sequence[Text], after: Sequence[Text]) -> Iterator[Change]:
    """Yield the change of a list of words, weighed as words are."""
    if tuple(before) != tuple(after):
        alike = len(before) == len(after) and all(map(same_words, before, after))
        yield Change(aspect, "editorial" if alike else weight, tuple(before), tuple(after))


def same_words(before: Words, after: Words) -> bool:
    """Return whether words differ in no more than punctuation, blanks or the English."""
    return before is not None and after is not None and _plain(before) == _plain(after)


def _plain(words: str | Text) -> str:
    text = words.zh if isinstance(words, Text) else words
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))
