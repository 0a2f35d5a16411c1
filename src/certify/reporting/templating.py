"""The Jinja environment of every page: everything escaped, nothing undefined, comment marks that CSS does not use."""

import re
from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from certify.language import Lang

DIGEST_SHOWN = 12
_SIGN = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
# Chinese with the punctuation and the figures inside it, up to the next Latin word.
_CHINESE = re.compile(f"{_SIGN}(?:[^A-Za-z<>&]*{_SIGN})?")


def environment(*, autoescape: bool) -> Environment:
    """Return an environment over the templates of this package."""
    made = Environment(
        loader=PackageLoader("certify.reporting"),
        autoescape=autoescape,  # noqa: S701 - off for Markdown, which has a filter of its own
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # The usual marks of a comment occur in CSS.
        comment_start_string="<%#",
        comment_end_string="%>",
    )
    made.filters |= {"short": short, "native": _native}
    return made


@cache
def html_environment() -> Environment:
    """Return the environment of web pages."""
    return environment(autoescape=True)


def short(digest: str) -> str:
    """Return a digest cut to its first digits."""
    name, colon, digits = digest.partition(":")
    return f"{name}{colon}{digits[:DIGEST_SHOWN]}…" if len(digits) > DIGEST_SHOWN else digest


def native(text: str, lang: Lang) -> Markup:
    """Return text for a page in `lang`, with the Chinese in it marked as such where the page is in another language."""
    plain = escape(text)
    if lang == "zh":
        return plain
    # The text is escaped first; what is put around it is fixed.
    return Markup(_CHINESE.sub(r'<span lang="zh-CN">\g<0></span>', str(plain)))  # noqa: S704


@pass_context
def _native(context: Context, text: str) -> Markup:
    """Mark the Chinese in text for the page that is being written."""
    return native(text, context["lang"])


def chooser(lang: Lang) -> Callable[[str, str], str]:
    """Return the function that picks the wording of the language."""
    return lambda zh, en: zh if lang == "zh" else en
