"""Words that changed for a web page, with what went out and what came in marked."""

import re
from difflib import SequenceMatcher

from markupsafe import Markup

from certify.language import Lang
from certify.reporting.templating import native

# What is compared as a whole: a Latin word, a figure, or one other character.
_PIECE = re.compile(r"[A-Za-z]+|\d+|.", re.DOTALL)
# Below this share of common pieces marks would confuse: the words are others altogether.
_ALIKE = 0.5


def marked(before: str, after: str, lang: Lang) -> tuple[Markup, Markup]:
    """Return both wordings for a page in `lang`, with marks where they have most in common."""
    olds, news = _PIECE.findall(before), _PIECE.findall(after)
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return native(before, lang), native(after, lang)
    steps = matcher.get_opcodes()
    gone = (_part("".join(olds[one:two]), "del" if step != "equal" else "", lang) for step, one, two, _, _ in steps)
    come = (_part("".join(news[one:two]), "ins" if step != "equal" else "", lang) for step, _, _, one, two in steps)
    return Markup("").join(gone), Markup("").join(come)


def _part(text: str, tag: str, lang: Lang) -> Markup:
    if not tag or not text:
        return native(text, lang)
    return Markup(f"<{tag}>%s</{tag}>") % native(text, lang)  # noqa: S704 - the tag is one of two fixed ones
