"""The province's page: coverage as a tile chart, its gaps, cities, clauses and organizations, in one file."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from certify.judging.score import percentage
from certify.language import Lang, joined
from certify.reporting.coverage.shapes import (
    CityShape,
    ClauseShape,
    CountOfUnits,
    CoverageReport,
    PlanShape,
    PointShape,
    TrackedShape,
)
from certify.reporting.coverage.tiles import Chart
from certify.reporting.coverage.units import Rows
from certify.reporting.coverage.words import (
    DUE,
    KINDS,
    LOOK_OF_CAUSE,
    LOOKS,
    LOST,
    PENDING,
    Look,
    Shown,
    kinds_shown,
)
from certify.reporting.templating import html_environment


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure of a whole with the widths of its bar: what is certain, and what may be added."""

    of: int
    among: int
    width: str
    more: str = "0"


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: how many units look so."""

    look: Look
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a filter with how many units it finds."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Day:
    """A point of the history with a bar for every kind, and links to what was gained and lost."""

    point: PointShape
    bars: list[Bar]
    gained: Markup
    lost: Markup


@dataclass(frozen=True, slots=True)
class Failing:
    """A clause with its bars: what failed and what is open, what was declared met and what was confirmed."""

    clause: ClauseShape
    failed: Bar
    declared: Bar
    confirmed: Bar


@dataclass(frozen=True, slots=True)
class Row:
    """A city with its bars, the causes of its gaps by look, and its plans."""

    city: CityShape
    bars: list[tuple[CountOfUnits, Bar]]
    causes: list[tuple[Look, str, int]]
    cultivate: Markup
    plans: list[tuple[PlanShape, Markup, str]]


@dataclass(frozen=True, slots=True)
class Followed:
    """The organizations of the register: those with a self-assessment, the furthest first, and the others."""

    rows: Markup
    rest: Markup
    submitted: int
    unheard: int
    meeting: int
    failing: int


def render_coverage(report: CoverageReport, lang: Lang) -> str:
    """Return the province's page: one file that needs no other and no network."""
    environment = html_environment()
    shown = Shown(report, lang)
    script = environment.get_template("coverage.js.j2").render(t=shown.say)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    page = environment.get_template("coverage.html.j2")
    return page.render(_context(shown), script=_made(script), script_digest=digest)


def _made(text: str) -> Markup:
    """Mark text as fit for the page: it was put together here, everything in it escaped."""
    return Markup(text)  # noqa: S704


def _context(shown: Shown) -> dict[str, object]:
    report, lang = shown.report, shown.lang
    chart = Chart(shown)
    rows = Rows(shown, chart)
    return {
        "sharing": shown.sharing(),
        "report": report,
        "t": shown.say,
        "lang": lang,
        "reaches": [(KINDS[kind].to(lang), count, _reach(count)) for kind, count in _counts(report)],
        "chart": chart,
        "placed": _made(chart.placed()),
        "flowing": _made(chart.flowing()),
        "legend": list(_legend(shown)),
        "lost": sum(map(shown.lost, report.units)),
        "base": shown.base_point,
        "choices": _choices(shown),
        "kinds": {kind: KINDS[kind].to(lang) for kind in kinds_shown(report)},
        "gap_rows": _made(rows.gaps()),
        "gaps": sum(not unit.covered for unit in report.units),
        "days": [_day(point, report, rows) for point in report.points],
        "cities": [_city(city, shown, rows) for city in report.cities],
        "quota": any(city.quota is not None for city in report.cities),
        "latest": report.batches[-1] if report.batches else None,
        "clauses": [_failing(clause) for clause in _failing_first(report)],
        "due": {key: word.to(lang) for key, word in DUE.items()},
        "pending": {key: word.to(lang) for key, word in PENDING.items()},
        "late": [_made(joined([rows.organization_link(id_) for id_ in one.late], lang)) for one in report.deadlines],
        "titles": shown.titles,
        "followed": _followed(report, rows),
        "leads": [(lead, [_made(rows.organization_link(place.organization)) for place in lead.places]) for lead in report.leads],
        "problems": sorted(report.problems, key=lambda problem: problem.level != "error"),
        "details": _made(rows.cities()),
    }  # fmt: skip


def _counts(report: CoverageReport) -> Iterator[tuple[str, CountOfUnits]]:
    for kind in kinds_shown(report):
        yield kind, report.counties if kind == "county" else report.zones


def _reach(count: CountOfUnits) -> Bar:
    return _bar(count.covered, count.total, count.at_most - count.covered)


def _bar(of: int, among: int, more: int = 0) -> Bar:
    """Return a bar; what is more than the whole is cut off."""
    first = min(of, among)
    return Bar(of, among, percentage(first, among) or "0", percentage(min(more, among - first), among) or "0")


def _legend(shown: Shown) -> Iterator[Key]:
    """Yield the looks that occur, in their order."""
    counts = Counter(shown.look(unit).key for unit in shown.report.units)
    for key, look in LOOKS.items():
        if counts[key]:
            yield Key(look, look.name.to(shown.lang), counts[key])


def _choices(shown: Shown) -> dict[str, list[Choice]]:
    """Return the choices of the filters: cities, and states with the causes of gaps."""
    report, say = shown.report, shown.say
    cities = Counter(unit.city for unit in report.units)
    causes = Counter(unit.cause for unit in report.units)
    covered = sum(unit.covered for unit in report.units)
    held = [Choice("on", say("已覆盖", "all covered"), covered)]
    held += [Choice(key.look.key, key.name, key.count) for key in _legend(shown) if key.look.key in ("gained", "below")]
    gaps = [Choice("gap", say("未覆盖", "all uncovered"), len(report.units) - covered)]
    lost = sum(map(shown.lost, report.units))
    gaps += [Choice("lost", LOST.to(shown.lang), lost)] if lost else []
    gaps += [Choice(cause, report.causes.get(cause, cause), causes[cause]) for cause in LOOK_OF_CAUSE if causes[cause]]
    return {"city": [Choice(city, city, count) for city, count in cities.items()], "held": held, "gap": gaps}


def _day(point: PointShape, report: CoverageReport, rows: Rows) -> Day:
    totals = {"county": (point.counties, report.counties.total), "zone": (point.zones, report.zones.total)}
    bars = [_bar(*totals[kind]) for kind in kinds_shown(report)]
    return Day(point, bars, _made(rows.unit_links(point.gained)), _made(rows.unit_links(point.lost)))


def _city(city: CityShape, shown: Shown, rows: Rows) -> Row:
    counts = [city.counties, city.zones][: len(kinds_shown(shown.report))]
    causes = [
        (LOOKS[LOOK_OF_CAUSE[cause]], shown.report.causes.get(cause, cause), city.causes[cause])
        for cause in LOOK_OF_CAUSE
        if city.causes.get(cause)
    ]
    plans = [
        (
            plan,
            _made(joined([rows.organization_link(id_, unit=True) for id_ in plan.candidates], shown.lang)),
            joined([shown.act(act) for act in plan.shared], shown.lang),
        )
        for plan in city.plans
    ]
    return Row(
        city, [(count, _reach(count)) for count in counts], causes, _made(rows.unit_links(city.cultivate)), plans
    )


def _failing_first(report: CoverageReport) -> list[ClauseShape]:
    return sorted(report.clauses, key=lambda clause: (-clause.not_met, -clause.open))


def _failing(clause: ClauseShape) -> Failing:
    return Failing(
        clause,
        _bar(clause.not_met, clause.judged, clause.open),
        _bar(clause.declared_met, clause.judged),
        _bar(clause.confirmed_met, clause.judged),
    )


def failing_first(tracked: Sequence[TrackedShape]) -> list[TrackedShape]:
    """Return organizations of the register with a self-assessment, those that fail most first."""
    heard = [one for one in tracked if one.submission]
    return sorted(heard, key=lambda one: (one.ended_on is not None, -len(one.unmet), -len(one.open)))


def _followed(report: CoverageReport, rows: Rows) -> Followed:
    heard = failing_first(report.tracked)
    unheard = [one for one in report.tracked if not one.submission]
    failing = sum(bool(one.unmet) for one in heard)
    meeting = sum(not one.unmet and not one.open for one in heard)
    return Followed(
        _made(rows.tracked(heard)), _made(rows.unheard(unheard)), len(heard), len(unheard), meeting, failing
    )
