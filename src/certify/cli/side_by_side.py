"""The side-by-side report of `certify check` in one of the formats."""

from certify.language import Lang
from certify.reporting.shapes import to_json
from certify.running.side_by_side import SideBySide


def render(found: SideBySide, form: str, lang: Lang, *, colour: bool, width: int) -> str:
    """Return the report in a format."""
    tiers = [rules.tiers for rules in found.rulesets]
    match form:
        case "json":
            return to_json(found.report).decode() + "\n"
        case "md":
            from certify.reporting.side_by_side.pages import render_markdown  # noqa: PLC0415

            return render_markdown(found.report, tiers, lang)
        case "html":
            from certify.reporting.side_by_side.pages import render_html  # noqa: PLC0415

            return render_html(found.report, tiers, lang)
        case _:
            from certify.reporting.side_by_side.text import render_text  # noqa: PLC0415

            return render_text(found.report, tiers, lang, colour=colour, width=width)
