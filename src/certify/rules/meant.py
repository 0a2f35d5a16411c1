"""Which of several words was meant, by the words themselves or by what they stand for: 乡镇 for `township`."""

from collections.abc import Mapping

from certify.language import Text
from certify.spelling import folded, nearest

# A single character stands in too many labels.
SHORTEST = 2


def meant(found: str, labelled: Mapping[str, Text]) -> str:
    """Return the key that is nearest to `found`, itself or by its label, or an empty string where none is near.

    Of several labels that hold what was found, the shortest is meant.
    """
    near = nearest(found, labelled)
    if near:
        return near
    keys: dict[str, str] = {}
    for key, text in labelled.items():
        for label in (text.zh, text.en):
            keys.setdefault(folded(label), key)
    sought = folded(found)
    holding = [label for label in keys if len(sought) >= SHORTEST and sought in label]
    label = min(holding, key=len, default="") or nearest(sought, keys)
    return keys.get(label, "")
