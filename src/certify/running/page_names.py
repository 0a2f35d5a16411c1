"""The names of pages and notices: like the submission's own, safe on every system, never two the same."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_UNSAFE = re.compile(r"[^\w.-]+")
# A name on disk may have 255 bytes on most systems; what is added to it must find room.
LONGEST = 150
# How much of a digest is added to a name that cannot stand alone: more where that is not enough.
_DIGITS = (0, 8, 16, 64)


def page_stems(names: Sequence[str]) -> dict[str, str]:
    """Return the stem of the pages of every submission by its name in the reports."""
    plain = {name: _plain(name) for name in names}
    added = {name: 0 if stem and len(stem.encode()) <= LONGEST else 1 for name, stem in plain.items()}
    while True:
        found = {name: _with_digest(name, stem, _DIGITS[added[name]]) for name, stem in plain.items()}
        count = Counter(map(_folded, found.values()))
        same = [name for name, stem in found.items() if count[_folded(stem)] > 1]
        if not same:
            return found
        for name in same:
            added[name] = min(added[name] + 1, len(_DIGITS) - 1)


def _plain(name: str) -> str:
    return _UNSAFE.sub("_", name.rpartition(".")[0].replace("/", "__")).strip("._")


def _with_digest(name: str, stem: str, digits: int) -> str:
    if not digits:
        return stem
    short = stem.encode()[:LONGEST].decode(errors="ignore")
    return f"{short}-{hashlib.sha256(name.encode()).hexdigest()[:digits]}"


def _folded(stem: str) -> str:
    """Return what systems that do not tell capitals, or two spellings of one letter, apart take a name for."""
    return unicodedata.normalize("NFC", stem).casefold()
