"""The sensitivity report as Markdown and as one self-contained web page, and what all its forms show."""

from dataclasses import dataclass

from certify.language import Lang, Text
from certify.reporting.pages import markdown, web
from certify.reporting.sensitivity.shapes import AlternativeShape, MovedShape, ReadingShape, SensitivityReport
from certify.reporting.templating import chooser
from certify.wording import sensitivity as words
from certify.wording.purposes import outcome_names
from certify.wording.terms import LEVELS


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another value of a reading, with the reading."""

    reading: ReadingShape
    other: AlternativeShape

    @property
    def outcomes(self) -> int:
        """How many organizations come to another outcome."""
        return sum(move.count for move in self.other.moves)


def alternatives(report: SensitivityReport, *, changing: bool) -> list[Alternative]:
    """Return the alternatives that change something, or those that change nothing."""
    found = (Alternative(reading, other) for reading in report.readings for other in reading.alternatives)
    return [one for one in found if one.other.changes is changing]


def asks_again(report: SensitivityReport) -> bool:
    """Return whether any entry of a reviewer would have to be made again under some alternative."""
    return any(other.review_again for reading in report.readings for other in reading.alternatives)


def moved_text(one: MovedShape, report: SensitivityReport, lang: Lang) -> str:
    """Return from what to what an organization goes, and what that means for its recommendation."""
    names = {key: text.to(lang) for key, text in outcome_names(report.ruleset.purpose).items()}
    said = f"{names[one.before]} → {names[one.after]}" if one.before != one.after else words.SAME_OUTCOME.to(lang)
    if one.recommended_before == one.recommended_after:
        return said
    gained = words.NOW if one.recommended_after else words.NO_LONGER
    return said + chooser(lang)("，", ", ") + gained.to(lang)


def render_markdown(report: SensitivityReport, lang: Lang) -> str:
    """Return the report as Markdown."""
    return markdown().get_template("sensitivity.md.j2").render(_context(report, lang))


def render_html(report: SensitivityReport, lang: Lang) -> str:
    """Return the report as one web page that needs no other file."""
    return web().get_template("sensitivity.html.j2").render(_context(report, lang))


def _context(report: SensitivityReport, lang: Lang) -> dict[str, object]:
    return {
        "report": report,
        "t": chooser(lang),
        "lang": lang,
        "words": {name: text.to(lang) for name, text in vars(words).items() if isinstance(text, Text)},
        "levels": {key: text.to(lang) for key, text in LEVELS.items()},
        "changing": alternatives(report, changing=True),
        "silent": alternatives(report, changing=False),
        "never": [(reading, one) for reading in report.readings for one in reading.not_computed],
        "asks_again": asks_again(report),
        "recommends": report.ruleset.purpose == "recognition",
        "moved": lambda one: moved_text(one, report, lang),
    }
