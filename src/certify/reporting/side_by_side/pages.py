"""The side-by-side report as one self-contained web page and as Markdown: the comparison first, then each report."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from certify.language import Lang, Text
from certify.reporting.pages import TONES, markdown, report_within, web
from certify.reporting.pages import render_markdown as render_check
from certify.reporting.shapes import CheckReport, ScoreShape
from certify.reporting.side_by_side.rows import agreeing, differing, reports_shown
from certify.reporting.side_by_side.shapes import SideBySideReport, SideShape
from certify.reporting.templating import chooser
from certify.wording import side_by_side as words
from certify.wording.purposes import PURPOSES, outcome_text
from certify.wording.terms import TOTAL, TRACKS, VERDICTS, marks

_HEADING = re.compile(r"^#+ ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule set comes to, in words: its scores by tier, the total last, and where its report begins."""

    side: SideShape
    outcome: str
    purpose: str
    tone: str
    scores: list[tuple[str, ScoreShape]]
    at: str


def render_html(report: SideBySideReport, tiers: Sequence[Mapping[str, Text]], lang: Lang) -> str:
    """Return the report as one web page that needs no other file; `tiers` are the words for those of each rule set."""
    parts = [(_at(one), report_within(one, named, lang, _at(one))) for one, named in reports_shown(report, tiers)]
    return web().get_template("side_by_side.html.j2").render(_context(report, tiers, lang), parts=parts)


def render_markdown(report: SideBySideReport, tiers: Sequence[Mapping[str, Text]], lang: Lang) -> str:
    """Return the report as Markdown; the headings of each report stand one level lower than where it stands alone."""
    parts = [_HEADING.sub(r"#\g<0>", render_check(one, named, lang)) for one, named in reports_shown(report, tiers)]
    return markdown().get_template("side_by_side.md.j2").render(_context(report, tiers, lang), parts=parts)


def _at(report: CheckReport) -> str:
    """Return what the anchors of a report begin with."""
    return f"{report.ruleset.id}." if report.ruleset else "report."


def _context(report: SideBySideReport, tiers: Sequence[Mapping[str, Text]], lang: Lang) -> dict[str, object]:
    return {
        "report": report,
        "t": chooser(lang),
        "lang": lang,
        "marks": marks(lang),
        "verdicts": {key: text.to(lang) for key, text in VERDICTS.items()},
        "track": TRACKS[report.track].to(lang),
        "outcomes": _outcomes(report, tiers, lang),
        "differing": differing(report),
        "sections": list(agreeing(report, lang)),
        "answered": {key: text.to(lang) for key, text in words.ANSWERED.items()},
        "words": {name: text.to(lang) for name, text in vars(words).items() if isinstance(text, Text)},
    }


def _outcomes(report: SideBySideReport, tiers: Sequence[Mapping[str, Text]], lang: Lang) -> list[Outcome]:
    return [
        Outcome(
            side,
            outcome_text(side.outcome, side.ruleset.purpose, lang),
            PURPOSES[side.ruleset.purpose].to(lang),
            TONES.get(side.outcome, "not_met"),
            [(named.get(tier, TOTAL).to(lang), score) for tier, score in side.score.items()],
            f"{side.ruleset.id}.",
        )
        for side, named in zip(report.sides, tiers, strict=True)
    ]
