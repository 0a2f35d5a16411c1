"""A report in the format that was asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from certify.cli.output import coloured, columns
from certify.language import Lang
from certify.reporting.shapes import to_json

Report_contra = TypeVar("Report_contra", contravariant=True)
Given = TypeVar("Given")


class Pages(Protocol[Report_contra]):
    """A module that writes one kind of report for people."""

    def render_text(self, report: Report_contra, lang: Lang, /, *, colour: bool, width: int) -> str:
        """Return the report for a terminal."""

    def render_markdown(self, report: Report_contra, lang: Lang, /) -> str:
        """Return the report as Markdown."""

    def render_html(self, report: Report_contra, lang: Lang, /) -> str:
        """Return the report as a page."""


def rendered(report: Given, form: str, lang: Lang, output: Path | None, pages: Callable[[], Pages[Given]]) -> str:
    """Return a report as text, JSON, Markdown or a page; `pages` is loaded only where it is needed."""
    if form == "json":
        return to_json(report).decode() + "\n"
    match form:
        case "md":
            return pages().render_markdown(report, lang)
        case "html":
            return pages().render_html(report, lang)
        case _:
            return pages().render_text(report, lang, colour=output is None and coloured(), width=columns(output))
