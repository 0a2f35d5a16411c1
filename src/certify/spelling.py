"""Did you mean: the nearest of the accepted words."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(found: str, accepted: Iterable[str]) -> str:
    """Return the accepted word nearest to `found`, or an empty string where none is near."""
    words = {word.casefold(): word for word in accepted}
    close = get_close_matches(found.casefold().strip(), list(words), n=1, cutoff=0.6)
    return words[close[0]] if close else ""
