"""The Jinja environment of every page: everything escaped, nothing undefined, comment marks that CSS does not use."""

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from certify.language import Lang


def environment(*, autoescape: bool) -> Environment:
    """Return an environment over the templates of this package."""
    return Environment(
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


@cache
def html_environment() -> Environment:
    """Return the environment of web pages."""
    return environment(autoescape=True)


def chooser(lang: Lang) -> Callable[[str, str], str]:
    """Return the function that picks the wording of the language."""
    return lambda zh, en: zh if lang == "zh" else en
