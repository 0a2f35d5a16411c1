"""How words are compared: in compatibility form, without case and white space; and which one was meant."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

# Marks that Chinese input writes, by what the formats of files know; the compatibility form has the others.
_HALF = {"“": '"', "”": '"', "‘": "'", "’": "'", "【": "[", "】": "]", "。": ".", "、": ",", "—": "-", "–": "-"}
_NAME_WITH_COLON = re.compile(r"\s*[A-Za-z_]\w*\s*(：)")


def normal(text: str) -> str:
    """Return text in compatibility form (full-width digits become plain ones), trimmed."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def folded(text: str) -> str:
    """Return text as names are compared: compatibility form, no case, no white space."""
    return "".join(normal(text).casefold().split())


def half_width(text: str) -> str:
    """Return text with every full-width mark, digit, letter and space as the half-width one."""
    return unicodedata.normalize("NFKC", "".join(_HALF.get(mark, mark) for mark in text))


def wide_mark(text: str) -> str:
    """Return the first full-width mark of what is plain but for such marks, or the colon of a name; else nothing."""
    named = _NAME_WITH_COLON.match(text)
    if named is not None:
        return named[1]
    return next((mark for mark in text if not mark.isascii()), "") if half_width(text).isascii() else ""


def nearest(found: str, accepted: Iterable[str]) -> str:
    """Return the accepted word nearest to `found`, or an empty string where none is near."""
    words = {word.casefold(): word for word in accepted}
    close = get_close_matches(found.casefold().strip(), list(words), n=1, cutoff=0.6)
    return words[close[0]] if close else ""
