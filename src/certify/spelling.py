"""How words are compared: in compatibility form, without case and white space; and which one was meant."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def normal(text: str) -> str:
    """Return text in compatibility form (full-width digits become plain ones), trimmed."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def folded(text: str) -> str:
    """Return text as names are compared: compatibility form, no case, no white space."""
    return "".join(normal(text).casefold().split())


def nearest(found: str, accepted: Iterable[str]) -> str:
    """Return the accepted word nearest to `found`, or an empty string where none is near."""
    words = {word.casefold(): word for word in accepted}
    close = get_close_matches(found.casefold().strip(), list(words), n=1, cutoff=0.6)
    return words[close[0]] if close else ""
