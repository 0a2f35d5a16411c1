"""Which sub-checks make an outcome another one, in words: the smallest sets that do it."""

from collections.abc import Sequence

from certify.language import Lang, Text, joined
from certify.wording.filling import filled

_T = Text
_TOGETHER = _T("{parts}合在一起", "{parts} together")
_EACH = _T("{parts}各自单独都足以", "each alone: {parts}")
_WITH_ONE = _T("{needed}，再加上{others}中的任何一项", "{needed} with any one of {others}")


def sets_said(sets: Sequence[Sequence[str]], lang: Lang) -> str:
    """Return the smallest sets in a few words: what is in all of them, and that of which any one will do."""
    if not sets:
        return ""
    needed = [part for part in sets[0] if all(part in chosen for chosen in sets)]
    others = [part for chosen in sets for part in chosen if part not in needed]
    if not others:
        said = joined(needed, lang)
        return said if len(needed) == 1 else filled(_TOGETHER, {"parts": said}, lang)
    if not needed:
        return filled(_EACH, {"parts": joined(others, lang)}, lang)
    return filled(_WITH_ONE, {"needed": joined(needed, lang), "others": joined(others, lang)}, lang)
