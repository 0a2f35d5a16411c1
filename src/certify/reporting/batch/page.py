"""The batch report as one web page: what is wrong, organizations by clauses, coverage and its gaps."""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from certify.judging.outcomes import OPEN
from certify.judging.score import percentage
from certify.language import Lang
from certify.reporting.batch.gaps import gaps, reach, reaches
from certify.reporting.batch.matrix import Matrix, columns, tiers_of
from certify.reporting.batch.shapes import BatchReport, InvalidRow, OrganizationRow
from certify.reporting.batch.words import CLASSES, DECISIONS, TRACKS, Say, said
from certify.reporting.pages import TONES
from certify.reporting.shapes import ProblemShape
from certify.reporting.templating import chooser, html_environment
from certify.rules.ruleset import Criterion, RuleSet
from certify.wording.reasons import CAUSES
from certify.wording.terms import OUTCOME_NAMES, VERDICTS, marks

ROWS_LISTED = 300
PROBLEMS_SHOWN = 3
# Reviewed organizations before those that only assessed themselves.
_OUTCOMES = ("recommendable", "incomplete", "not_recommendable", "ready", "not_ready")


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of the summary with the view that it opens."""

    figure: int
    label: str
    tone: str
    target: str


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter with how many it finds."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How a clause stands over all organizations: verdicts counted, with the widths of its bar."""

    criterion: Criterion
    counts: Mapping[str, int]
    widths: Mapping[str, str]

    @property
    def open(self) -> int:
        """How many leave it open."""
        return sum(self.counts[verdict] for verdict in OPEN)


@dataclass(frozen=True, slots=True)
class Faulty:
    """A submission that was not judged: where its organization belongs and its problems, errors first."""

    row: InvalidRow
    unit: str
    shown: list[ProblemShape]
    rest: list[ProblemShape]


def render_index(report: BatchReport, rules: RuleSet, lang: Lang) -> str:
    """Return the index page of a batch: one file that needs no other and no network."""
    say, environment = chooser(lang), html_environment()
    script = environment.get_template("batch.js.j2").render(
        t=say,
        data=_json(
            {"checks": {check.id: check.title.to(lang) for check in rules.checks()}, "marks": _said_marks(lang)}
        ),
        first=len(columns(report, rules, lang)),
        listed=ROWS_LISTED,
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    context = _context(report, rules, lang)
    return environment.get_template("batch.html.j2").render(context, script=Markup(script), script_digest=digest)  # noqa: S704 - the template's own script


def _json(data: object) -> Markup:
    """Return data as JSON that cannot end the script it stands in."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))  # noqa: S704 - escaped


def _said_marks(lang: Lang) -> dict[str, list[str]]:
    """Return the mark and the word of every verdict by its class in the matrix."""
    shown = marks(lang)
    return {CLASSES[verdict]: [shown[verdict], word.to(lang)] for verdict, word in VERDICTS.items()}


def _context(report: BatchReport, rules: RuleSet, lang: Lang) -> dict[str, object]:
    say = chooser(lang)
    before = columns(report, rules, lang)
    return {
        "report": report,
        "rules": rules,
        "t": say,
        "lang": lang,
        "marks": marks(lang),
        "classes": CLASSES,
        "verdicts": said(VERDICTS, lang),
        "columns": before,
        "listed": ROWS_LISTED,
        "tiers": [
            (label, len(dimensions), sum(len(group.criteria) for group in dimensions), dimensions)
            for label, dimensions in tiers_of(rules, lang)
        ],
        "rows": Markup(Matrix(report, rules, lang).rows(len(before))),  # noqa: S704 - every text in it is escaped
        "tiles": list(_tiles(report, say, lang)),
        "filters": _filters(report, lang),
        "faulty": [_faulty(row, report) for row in report.invalid],
        "problems": _errors_first(report.problems),
        "city_level": sum(row.unit_kind == "city" for row in report.organizations),
        "reaches": list(reaches(report, say)),
        "cities": [(city, reach(city.counties), reach(city.zones)) for city in report.cities],
        "gaps": list(gaps(report, lang)),
        "gap_cities": _options((unit.city for unit in report.units if unit.gap_cause), {}),
        "gap_causes": _options((unit.gap_cause or "" for unit in report.units), said(CAUSES, lang)),
        "tallies": _tallies(report, rules),
        "readings": list(_readings(report, rules, lang)),
    }


def _tiles(report: BatchReport, say: Say, lang: Lang) -> Iterator[Tile]:
    """Yield the figures that a reader looks for first."""
    rows = report.organizations
    outcomes = Counter(row.outcome for row in rows)
    yield Tile(report.files, say("自评表", "submissions"), "plain", "#matrix")
    if report.invalid:
        yield Tile(len(report.invalid), say("材料有误", "invalid"), "not_met", "#problems")
    for outcome in _OUTCOMES:
        if outcomes[outcome] or outcome == _OUTCOMES[0]:
            tone = TONES.get(outcome, "not_met")
            yield Tile(outcomes[outcome], OUTCOME_NAMES[outcome].to(lang), tone, f"#outcome={outcome}")
    recommended = say("建议推荐", "suggested") if report.suggested else say("市级推荐", "recommended by cities")
    yield Tile(sum(row.recommended for row in rows), recommended, "plain", "#rec=1")
    decided = Counter(row.decision for row in rows)
    if decided["recognized"]:
        yield Tile(decided["recognized"], say("省级已认定", "recognized"), "met", "#decision=recognized")
    if decided["not_recognized"]:
        yield Tile(decided["not_recognized"], say("未获认定", "not recognized"), "plain", "#decision=not_recognized")
    unreviewed = sum(row.track == "declared" for row in rows)
    if unreviewed:
        yield Tile(unreviewed, say("尚未审核", "not reviewed"), "needs_review", "#track=declared")
    yield Tile(sum(map(_flagged, rows)), say("有标记", "with flags"), "missing", "#flag=1")
    yield Tile(sum(unit.gap_cause is not None for unit in report.units), say("单位仍未覆盖", "units uncovered"), "plain", "#gaps")  # fmt: skip


def _flagged(row: OrganizationRow) -> bool:
    return not row.eligible or row.late or row.duplicate or bool(row.reading_sensitive) or bool(row.problems)


def _options(values: Iterator[str], labels: Mapping[str, str]) -> list[Option]:
    """Return the choices of a filter in the order of their labels, or in that of their first appearance."""
    counts = Counter(value for value in values if value)
    order = [value for value in labels if value in counts] if labels else list(counts)
    return [Option(value, labels.get(value, value), counts[value]) for value in order]


def _filters(report: BatchReport, lang: Lang) -> dict[str, list[Option]]:
    """Return the choices of the matrix's filters."""
    rows = report.organizations
    cities = {city.city: city.city for city in report.cities}
    types = {row.type: row.type_label for row in sorted(rows, key=lambda row: row.type)}
    return {
        "city": _options((row.city for row in rows), cities),
        "outcome": _options((row.outcome for row in rows), said(OUTCOME_NAMES, lang)),
        "type": _options((row.type for row in rows), types),
        "track": _options((row.track for row in rows), said(TRACKS, lang)),
        "decision": _options((row.decision or "" for row in rows), said(DECISIONS, lang)),
    }


def _errors_first(problems: Sequence[ProblemShape]) -> list[ProblemShape]:
    return sorted(problems, key=lambda problem: problem.level != "error")


def _faulty(row: InvalidRow, report: BatchReport) -> Faulty:
    """Return an invalid submission with the unit it names."""
    unit = next((f"{unit.city} {unit.name}" for unit in report.units if unit.id == row.jurisdiction), row.jurisdiction)
    problems = _errors_first(row.problems)
    return Faulty(row, unit, problems[:PROBLEMS_SHOWN], problems[PROBLEMS_SHOWN:])


def _tallies(report: BatchReport, rules: RuleSet) -> list[Tally]:
    """Return how the clauses stand, the one that fails most first."""
    found = [_tally(criterion, report.organizations) for criterion in rules.criteria]
    return sorted(found, key=lambda tally: (-tally.counts["not_met"], -tally.open))


def _tally(criterion: Criterion, rows: Sequence[OrganizationRow]) -> Tally:
    counts = Counter(row.clauses[criterion.id] for row in rows)
    complete = {verdict: counts[verdict] for verdict in VERDICTS}
    widths = {verdict: percentage(count, len(rows)) or "0" for verdict, count in complete.items()}
    return Tally(criterion, complete, widths)


def _readings(report: BatchReport, rules: RuleSet, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Yield the readings in force: key, what it is about, and how it is read."""
    for reading in rules.readings:
        value = report.ruleset.readings.get(reading.key, reading.default)
        label = reading.values[value].to(lang) if value in reading.values else value
        yield reading.key, reading.title.to(lang), label
