"""The check report as one self-contained web page and as Markdown: the same content in the same order."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from certify.language import Lang, Text
from certify.reporting.common_shapes import is_advice, purpose_of
from certify.reporting.shapes import (
    ActionShape,
    CheckReport,
    CheckShape,
    CriterionShape,
    ReadingResultShape,
    ScoreShape,
)
from certify.reporting.templating import chooser, environment, native
from certify.wording.purposes import ADVICE, ADVISED, ADVISORY, outcome_text, statement
from certify.wording.terms import DECLARED_SHARE, KINDS, TOTAL, TRACKS, VERDICTS, marks

# The look of an outcome is that of the verdict it comes from.
# How an outcome looks; what is not named looks failed.
TONES = {"ready": "met", "recommendable": "met", "incomplete": "needs_review", "not_applicable": "not_applicable"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>|~#&$]")
# GitHub's Markdown makes links of bare addresses, whatever is escaped in them; an empty comment parts these marks.
_LINKED = re.compile(r"(:)(//)|(www)(\.)|()(@)", re.IGNORECASE)
_NOTHING = "<!-- -->"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do, with its sub-check and the clause that holds it."""

    action: ActionShape
    criterion: CriterionShape
    check: CheckShape


@dataclass(frozen=True, slots=True)
class Advice:
    """An advisory sub-check that is not met or open, with its clause."""

    criterion: CriterionShape
    check: CheckShape


@dataclass(frozen=True, slots=True)
class Todo:
    """The things to do by section; in `apart` stands what changes no clause's verdict now."""

    repairs: list[Item]
    answers: list[Item]
    reviews: list[Item]
    apart: list[Item]


@dataclass(frozen=True, slots=True)
class Dimension:
    """The clauses of one dimension."""

    label: str
    criteria: list[CriterionShape]


@dataclass(frozen=True, slots=True)
class Tier:
    """The clauses of one tier by dimension."""

    label: str
    dimensions: list[Dimension]

    @property
    def count(self) -> int:
        """How many clauses the tier has."""
        return sum(len(dimension.criteria) for dimension in self.dimensions)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One sub-check under every compared value of one reading."""

    check: CheckShape
    results: list[ReadingResultShape]
    differing: list[ReadingResultShape]

    @property
    def chosen(self) -> bool:
        """Whether a reading is in force that is not the default."""
        return any(result.in_force and not result.default for result in self.results)


def render_html(report: CheckReport, tiers: Mapping[str, Text], lang: Lang, batch: str = "") -> str:
    """Return the report as one web page that needs no other file; in a batch it leads back to the index."""
    return web().get_template("check.html.j2").render(_context(report, tiers, lang), batch=batch, at="")


def report_within(report: CheckReport, tiers: Mapping[str, Text], lang: Lang, at: str) -> Markup:
    """Return the report as a part of a page of several; its anchors begin with `at`."""
    written = web().get_template("check_report.html.j2").render(_context(report, tiers, lang), batch="", at=at)
    # The template escapes every value.
    return Markup(written)  # noqa: S704


def render_markdown(report: CheckReport, tiers: Mapping[str, Text], lang: Lang) -> str:
    """Return the report as Markdown with tables."""
    return markdown().get_template("check.md.j2").render(_context(report, tiers, lang))


@cache
def web() -> Environment:
    """Return the environment of web pages: every value is escaped, dates stay whole, fields break after dots."""
    made = environment(autoescape=True)
    made.filters |= {"dated": dated, "dotted": dotted}
    return made


@cache
def markdown() -> Environment:
    """Return the environment of Markdown, whose templates escape by hand."""
    made = environment(autoescape=False)
    made.filters |= {"md": escaped, "code": code}
    return made


@pass_context
def dated(context: Context, text: str) -> Markup:
    """Return text for a web page in which no date is broken over two lines and Chinese is marked as such."""
    # The text is escaped first; what is put around its dates is fixed.
    return Markup(_DATE.sub(r'<span class="nowrap">\g<0></span>', str(native(text, context["lang"]))))  # noqa: S704


def dotted(path: str) -> Markup:
    """Return the path of a field for a web page, to be broken after its dots."""
    return Markup(str(escape(path)).replace(".", ".<wbr>"))  # noqa: S704


def escaped(text: str) -> str:
    """Return text on one line in which no character means anything to Markdown, and no address becomes a link."""
    plain = _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))
    return _LINKED.sub(lambda found: _NOTHING.join(part for part in found.groups() if part is not None), plain)


def code(text: str) -> str:
    """Return text as code, or escaped where code could not hold it."""
    plain = text and text == " ".join(text.split()) and not set(text) & {"`", "|"}
    return f"`{text}`" if plain else escaped(text)


def _context(report: CheckReport, tiers: Mapping[str, Text], lang: Lang) -> dict[str, object]:
    held = {check.id: (criterion, check) for criterion in report.criteria for check in criterion.checks}
    todo = _todo(Item(action, *held[action.check]) for action in report.actions)
    return {
        "report": report,
        "t": chooser(lang),
        "lang": lang,
        "marks": marks(lang),
        "low": DECLARED_SHARE.to(lang),
        "verdicts": _said(VERDICTS, lang),
        "kinds": _said(KINDS, lang),
        "outcome": outcome_text(report.outcome, purpose_of(report), lang),
        "statement": statement(report.outcome, report.track, purpose_of(report), lang),
        "advice": [Advice(criterion, check) for criterion, check in held.values() if is_advice(report, check)],
        "advice_is": ADVICE.to(lang),
        "advised": ADVISED.to(lang),
        "advisory": ADVISORY.to(lang),
        "track": TRACKS[report.track].to(lang),
        "tone": TONES.get(report.outcome, "not_met"),
        "scores": _scores(report, tiers, lang),
        "tiers": list(_tiers(report.criteria, tiers, lang)),
        "todo": todo,
        "acts": {action.check: action.act for action in report.actions},
        "comparisons": list(_comparisons(report, {id_: check for id_, (_, check) in held.items()})),
        "type_rules": [rule for rule in report.type_conformance if rule.verdict != "not_applicable"],
        "errors": [problem for problem in report.problems if problem.level == "error"],
        "warnings": [problem for problem in report.problems if problem.level == "warning"],
        "on_track": lambda check: check.declared if report.track == "declared" else check.verified,
    }


def _said(terms: Mapping[str, Text], lang: Lang) -> dict[str, str]:
    return {key: term.to(lang) for key, term in terms.items()}


def _scores(report: CheckReport, tiers: Mapping[str, Text], lang: Lang) -> list[tuple[str, ScoreShape]]:
    return [(tiers.get(tier, TOTAL).to(lang), score) for tier, score in report.score.items()]


def _tiers(criteria: list[CriterionShape], tiers: Mapping[str, Text], lang: Lang) -> Iterator[Tier]:
    for tier in dict.fromkeys(criterion.tier for criterion in criteria):
        within = [criterion for criterion in criteria if criterion.tier == tier]
        dimensions = groupby(within, key=lambda criterion: criterion.dimension)
        label = tiers[tier].to(lang) if tier in tiers else tier
        yield Tier(label, [Dimension(dimension, list(found)) for dimension, found in dimensions])


def _todo(items: Iterable[Item]) -> Todo:
    todo = Todo([], [], [], [])
    sections = {"repair": todo.repairs, "answer": todo.answers, "review": todo.reviews}
    for item in items:
        (sections[item.action.act] if item.action.decides else todo.apart).append(item)
    return todo


def _comparisons(report: CheckReport, checks: Mapping[str, CheckShape]) -> Iterator[Comparison]:
    for (check, _), found in groupby(report.readings_compared, key=lambda result: (result.check, result.key)):
        results = list(found)
        sensitive = checks[check].reading_sensitive
        yield Comparison(checks[check], results, [result for result in results if result.reading in sensitive])
