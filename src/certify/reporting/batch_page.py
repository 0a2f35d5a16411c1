"""The batch report as one web page: what is wrong, organizations by clauses, coverage and its gaps.

The rows of the matrix are put together here as strings, every text escaped; a template would take far longer. Optional
end tags and quotes are left out of them, and a clause that is met has no class: that halves the page of a large batch.
"""

import base64
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TypeAlias

from markupsafe import Markup

from certify.judging.score import percentage
from certify.language import Lang, Text, joined
from certify.reporting.batch_shapes import (
    BatchReport,
    CountShape,
    InvalidRow,
    OrganizationRow,
    RateShape,
    UnitRow,
)
from certify.reporting.shapes import ProblemShape, ScoreShape
from certify.reporting.templating import chooser, html_environment
from certify.rules.ruleset import Criterion, RuleSet
from certify.wording.reasons import CAUSES
from certify.wording.terms import MARKS, OUTCOME_NAMES, VERDICTS

ROWS_LISTED = 300
CANDIDATES_SHOWN = 5
WARNINGS_SHOWN = 5
PROBLEMS_SHOWN = 3
DIGEST_SHOWN = 12
NOTHING = "—"
OPEN = ("missing", "needs_review")
TRACKS = {"declared": Text("自评", "declared"), "verified": Text("审核", "verified")}
DECISIONS = {"recognized": Text("已认定", "recognized"), "not_recognized": Text("未获认定", "not recognized")}
# The verdicts' classes in the matrix, and the looks of outcomes and of gaps.
_CLASSES = {"met": "", "not_met": "n", "missing": "m", "needs_review": "r", "not_applicable": "x"}
_TONES = {"recommendable": "met", "ready": "met", "incomplete": "needs_review"}
# Reviewed organizations before those that only assessed themselves.
_OUTCOMES = ("recommendable", "incomplete", "not_recommendable", "ready", "not_ready")

_Say: TypeAlias = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column before those of the clauses: its name for sorting, its head, its width in pixels (0: what is left)."""

    key: str
    label: str
    width: int


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that stand beside each other under one head."""

    label: str
    criteria: tuple[Criterion, ...]


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
class Share:
    """Covered units of all, with the width of the bar for those covered before the batch and for those added."""

    of: int
    among: int
    width: str
    more: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Coverage of one kind of unit at the three points in time."""

    total: int
    before: Share
    recognized: Share
    after: Share

    @property
    def gaps(self) -> int:
        """How many are not covered after the decisions."""
        return self.total - self.after.of


@dataclass(frozen=True, slots=True)
class Near:
    """A candidate of an uncovered unit, with its row in the matrix."""

    row: int
    name: str
    outcome: str
    tone: str
    unmet: str
    open: int
    recommended: bool
    barred: bool
    decision: str


@dataclass(frozen=True, slots=True)
class Gap:
    """An uncovered unit with its best candidates, how many more there are, and files that could not be read."""

    unit: UnitRow
    candidates: list[Near]
    more: int
    unreadable: list[str]


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
        first=len(_columns(report, rules, lang)),
        listed=ROWS_LISTED,
    )
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    context = _context(report, rules, lang)
    return environment.get_template("batch.html.j2").render(context, script=Markup(script), script_digest=digest)  # noqa: S704 - the template's own script


def _json(data: object) -> Markup:
    """Return data as JSON that cannot end the script it stands in."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))  # noqa: S704 - escaped


def _said(terms: Mapping[str, Text], lang: Lang) -> dict[str, str]:
    return {key: term.to(lang) for key, term in terms.items()}


def _said_marks(lang: Lang) -> dict[str, list[str]]:
    """Return the mark and the word of every verdict by its class in the matrix."""
    return {_CLASSES[verdict]: [MARKS[verdict], word.to(lang)] for verdict, word in VERDICTS.items()}


def _context(report: BatchReport, rules: RuleSet, lang: Lang) -> dict[str, object]:
    say = chooser(lang)
    columns = _columns(report, rules, lang)
    return {
        "report": report,
        "rules": rules,
        "t": say,
        "lang": lang,
        "marks": MARKS,
        "classes": _CLASSES,
        "verdicts": _said(VERDICTS, lang),
        "short": _short,
        "columns": columns,
        "listed": ROWS_LISTED,
        "tiers": [
            (label, len(dimensions), sum(len(group.criteria) for group in dimensions), dimensions)
            for label, dimensions in _tiers(rules, lang)
        ],
        "rows": Markup(_Matrix(report, rules, lang).rows(len(columns))),  # noqa: S704 - every text in it is escaped
        "tiles": list(_tiles(report, say, lang)),
        "filters": _filters(report, lang),
        "faulty": [_faulty(row, report) for row in report.invalid],
        "problems": _errors_first(report.problems),
        "city_level": sum(row.unit_kind == "city" for row in report.organizations),
        "reaches": list(_reaches(report, say)),
        "cities": [(city, _reach(city.counties), _reach(city.zones)) for city in report.cities],
        "gaps": list(_gaps(report, lang)),
        "gap_cities": _options((unit.city for unit in report.units if unit.gap_cause), {}),
        "gap_causes": _options((unit.gap_cause or "" for unit in report.units), _said(CAUSES, lang)),
        "tallies": _tallies(report, rules),
        "readings": list(_readings(report, rules, lang)),
    }


def _short(digest: str) -> str:
    """Return a digest cut to its first digits."""
    name, colon, digits = digest.partition(":")
    return f"{name}{colon}{digits[:DIGEST_SHOWN]}…" if len(digits) > DIGEST_SHOWN else digest


def _columns(report: BatchReport, rules: RuleSet, lang: Lang) -> list[Column]:
    """Return the columns before those of the clauses."""
    say = chooser(lang)
    wide = lang == "en"
    return [
        Column("name", say("组织", "Organization"), 0),
        Column("unit", say("所属单位", "Unit"), 84),
        Column("outcome", say("结论", "Outcome"), 112 if wide else 76),
        Column("rank", say("单位内排序", "Rank in unit"), 44),
        Column(
            "rec", say("建议推荐", "Suggested") if report.suggested else say("推荐", "Recommended"), 104 if wide else 64
        ),
        *(Column(f"tier-{tier}", label.to(lang), 66 if wide else 48) for tier, label in rules.tiers.items()),
        Column("rate", say("调解成功率", "Success rate"), 66),
        Column("flags", say("标记", "Flags"), 76 if wide else 66),
    ]


def _tiers(rules: RuleSet, lang: Lang) -> Iterator[tuple[str, list[Group]]]:
    """Yield every tier with its clauses by dimension."""
    for tier, within in groupby(rules.criteria, key=lambda criterion: criterion.tier):
        found = groupby(within, key=lambda criterion: criterion.dimension)
        groups = [Group(f"{name} {rules.dimensions[name].to(lang)}", tuple(criteria)) for name, criteria in found]
        yield rules.tiers[tier].to(lang), groups


class _Matrix:
    """Writes the rows of the matrix; whatever repeats is made once."""

    def __init__(self, report: BatchReport, rules: RuleSet, lang: Lang) -> None:
        """Take the batch, its rules and the language."""
        self.report = report
        self.lang: Lang = lang
        self.tiers = tuple(rules.tiers)
        self.clauses = [criterion.id for criterion in rules.criteria]
        self.holders = {check.id: criterion.id for criterion in rules.criteria for check in criterion.checks}
        self.cells = {
            verdict: f"<td class={name}>{MARKS[verdict]}" if name else f"<td>{MARKS[verdict]}"
            for verdict, name in _CLASSES.items()
        }
        self.outcomes = _said(OUTCOME_NAMES, lang)
        self.tracks = _said(TRACKS, lang)
        self.decisions = _said(DECISIONS, lang)
        say = chooser(lang)
        self.say = say
        self.notice = say("整改通知", "Notice")
        self.recommended = say("建议", "suggested") if report.suggested else say("推荐", "recommended")
        self.city_level = say("市本级", "city level")

    def rows(self, before: int) -> str:
        """Return the bodies of all organizations, each with its row and the row of its details."""
        width = before + len(self.clauses)
        organizations = enumerate(self.report.organizations, 1)
        return "".join(f"{self.row(number, one)}{self.details(one, width)}\n" for number, one in organizations)

    def row(self, number: int, one: OrganizationRow) -> str:
        """Return the row of one organization; its data are type, outcome, track and unit for the filters."""
        scores = "".join(f"<td>{_fraction(one.score.get(tier))}" for tier in self.tiers)
        clauses = one.clauses
        return (
            f'<tbody id=r{number} data-k="{one.type} {one.outcome} {one.track} {escape(one.jurisdiction)}">'
            f"<tr><th scope=row>{self.links(one)}"
            f"<td>{escape(one.city)}<br>{self.city_level if one.unit_kind == 'city' else escape(one.unit)}"
            f"<td><b>{self.outcomes[one.outcome]}</b><br>{self.tracks[one.track]}"
            f"<td>{one.rank or NOTHING}<td>{self.acts(one)}{scores}<td>{_rate(one.rate)}<td>{self.flags(one)}"
            + "".join([self.cells[clauses[clause]] for clause in self.clauses])
        )

    def links(self, one: OrganizationRow) -> str:
        """Return the name with the links to the organization's page and notice, and its id."""
        name = f'<a href="{escape(one.page)}">{escape(one.name)}</a>' if one.page else escape(one.name)
        notice = f' · <a href="{escape(one.notice)}">{self.notice}</a>' if one.notice else ""
        return f"{name}<small>{escape(one.id)}{notice}</small>"

    def acts(self, one: OrganizationRow) -> str:
        """Return whether it is recommended and what was decided."""
        said = [f"<b>{self.recommended}</b>"] if one.recommended else []
        if one.decision is not None:
            said.append(self.decisions[one.decision])
        return "<br>".join(said)

    def flags(self, one: OrganizationRow) -> str:
        """Return what stands out about a submission; the reasons stand in its details."""
        say = self.say
        found = (
            (not one.eligible, say("不能列入", "barred")),
            (one.duplicate, say("重复", "duplicate")),
            (one.late, say("逾期", "late")),
            (bool(one.reading_sensitive), say("口径敏感", "readings")),
            (bool(one.problems), say(f"提醒{len(one.problems)}", f"warnings {len(one.problems)}")),
        )
        return "".join([f"<i>{word}</i>" for holds, word in found if holds])

    def details(self, one: OrganizationRow, width: int) -> str:
        """Return the row that opens under an organization: reasons, open points, warnings."""
        parts = [f"<tr class=d><td colspan={width}><div><p>{escape(one.type_label)} · <code>{escape(one.file)}</code>"]
        if one.reasons:
            items = "".join([f"<li>{escape(reason.text)} · {escape(reason.rule)}" for reason in one.reasons])
            parts.append(f"<ul>{items}</ul>")
        parts += self.checks("u", self.say("不达标子项", "Not met"), one.unmet)
        parts += self.checks("o", self.say("未填、待审核子项", "Unanswered or for review"), one.open)
        parts += self.changed(one)
        parts += self.sensitive(one)
        parts += self.warnings(one)
        return "".join(parts)

    def checks(self, name: str, label: str, checks: Sequence[str]) -> Iterator[str]:
        """Yield a line of sub-checks, those of one clause as one word: the first id, then what differs."""
        if not checks:
            return
        words = []
        for clause, found in groupby(checks, key=self.holders.__getitem__):
            first, *rest = found
            words.append("/".join([first, *[check.removeprefix(f"{clause}.") for check in rest]]))
        yield f"<p class={name}><b>{label}</b> {' '.join(words)}"

    def changed(self, one: OrganizationRow) -> Iterator[str]:
        """Yield where the review overturned what was declared, or confirmed what was declared as failed."""
        if one.declared == one.clauses:
            return
        found = [
            f"{clause} {MARKS[one.declared[clause]]}→{MARKS[verdict]}"
            for clause, verdict in one.clauses.items()
            if verdict != (was := one.declared[clause]) and "not_met" in (verdict, was)
        ]
        if found:
            label = self.say("审核与自评不同", "Review against self-assessment")
            yield f"<p><b>{label}</b> {joined(found, self.lang)}"

    def sensitive(self, one: OrganizationRow) -> Iterator[str]:
        """Yield the sub-checks whose verdict hangs on a reading, with the readings in words."""
        if one.reading_sensitive:
            label = self.say("口径敏感：按以下口径结论不同", "Verdict differs under other readings")
            yield f"<p><b>{label}</b> {escape(self.say('；', '; ').join(one.reading_sensitive))}"

    def warnings(self, one: OrganizationRow) -> Iterator[str]:
        """Yield the warnings, the first few with their places."""
        if not one.problems:
            return
        yield f"<p><b>{self.say('提醒', 'Warnings')} {len(one.problems)}</b><ul>"
        for problem in one.problems[:WARNINGS_SHOWN]:
            place = problem.where.removeprefix(f"{one.file}:")
            fix = f" <span>{escape(problem.fix)}</span>" if problem.fix else ""
            yield f"<li><code>{escape(place)}</code> {escape(problem.message)}{fix}"
        if len(one.problems) > WARNINGS_SHOWN:
            yield f"<li>{self.say('其余见评判报告', 'the others stand in the report')}"
        yield "</ul>"


def _fraction(score: ScoreShape | None) -> str:
    return NOTHING if score is None else f"{score.met}/{score.applicable}"


def _rate(rate: RateShape) -> str:
    """Return the success rate as its fraction and its share."""
    if rate.of is None or rate.among is None:
        return NOTHING
    share = f"<br>{rate.percent}%" if rate.percent is not None else ""
    return f"{rate.of}/{rate.among}{share}"


def _tiles(report: BatchReport, say: _Say, lang: Lang) -> Iterator[Tile]:
    """Yield the figures that a reader looks for first."""
    rows = report.organizations
    outcomes = Counter(row.outcome for row in rows)
    yield Tile(report.files, say("自评表", "submissions"), "plain", "#matrix")
    if report.invalid:
        yield Tile(len(report.invalid), say("材料有误", "invalid"), "not_met", "#problems")
    for outcome in _OUTCOMES:
        if outcomes[outcome] or outcome == _OUTCOMES[0]:
            tone = _TONES.get(outcome, "not_met")
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
        "outcome": _options((row.outcome for row in rows), _said(OUTCOME_NAMES, lang)),
        "type": _options((row.type for row in rows), types),
        "track": _options((row.track for row in rows), _said(TRACKS, lang)),
        "decision": _options((row.decision or "" for row in rows), _said(DECISIONS, lang)),
    }


def _errors_first(problems: Sequence[ProblemShape]) -> list[ProblemShape]:
    return sorted(problems, key=lambda problem: problem.level != "error")


def _faulty(row: InvalidRow, report: BatchReport) -> Faulty:
    """Return an invalid submission with the unit it names."""
    unit = next((f"{unit.city} {unit.name}" for unit in report.units if unit.id == row.jurisdiction), row.jurisdiction)
    problems = _errors_first(row.problems)
    return Faulty(row, unit, problems[:PROBLEMS_SHOWN], problems[PROBLEMS_SHOWN:])


def _share(of: int, among: int, base: int) -> Share:
    """Return covered units with the widths of what was covered at first and of what is added."""
    first = min(of, base)
    return Share(of, among, percentage(first, among) or "0", percentage(of - first, among) or "0")


def _reach(count: CountShape) -> Reach:
    first = count.covered_before
    points = (first, count.covered_if_recognized, count.covered_after)
    return Reach(count.total, *[_share(of, count.total, first) for of in points])


def _reaches(report: BatchReport, say: _Say) -> Iterator[tuple[str, Reach]]:
    """Yield the coverage of counties and, where zones are listed, of zones."""
    yield say("县（市、区）", "Counties"), _reach(report.coverage.counties)
    if report.coverage.zones_listed:
        yield say("市辖开发区", "Zones"), _reach(report.coverage.zones)


def _gaps(report: BatchReport, lang: Lang) -> Iterator[Gap]:
    """Yield every uncovered unit in the order of the list."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(report.organizations, 1):
        places[row.jurisdiction, row.id].append(number)
    unreadable: dict[str, list[str]] = defaultdict(list)
    for invalid in report.invalid:
        unreadable[invalid.jurisdiction].append(invalid.file)
    for unit in report.units:
        if unit.gap_cause is None:
            continue
        numbers = [number for id_ in dict.fromkeys(unit.candidates) for number in places[unit.id, id_]]
        shown = [_near(number, report.organizations[number - 1], lang) for number in numbers[:CANDIDATES_SHOWN]]
        yield Gap(unit, shown, len(numbers) - len(shown), unreadable[unit.id])


def _near(number: int, row: OrganizationRow, lang: Lang) -> Near:
    """Return a candidate with the clauses that it fails and how many it leaves open."""
    verdicts = list(row.clauses.values())
    outcome = OUTCOME_NAMES[row.outcome].to(lang)
    return Near(
        number,
        row.name,
        outcome,
        _TONES.get(row.outcome, "not_met"),
        " ".join(clause for clause, verdict in row.clauses.items() if verdict == "not_met"),
        sum(verdicts.count(verdict) for verdict in OPEN),
        row.recommended,
        not row.eligible,
        DECISIONS[row.decision].to(lang) if row.decision else "",
    )


def _tallies(report: BatchReport, rules: RuleSet) -> list[Tally]:
    """Return how the clauses stand, the one that fails most first."""
    found = [_tally(criterion, report.organizations) for criterion in rules.criteria]
    return sorted(found, key=lambda tally: (-tally.counts["not_met"], -tally.open))


def _tally(criterion: Criterion, rows: Sequence[OrganizationRow]) -> Tally:
    counts = Counter(row.clauses[criterion.id] for row in rows)
    complete = {verdict: counts[verdict] for verdict in MARKS}
    widths = {verdict: percentage(count, len(rows)) or "0" for verdict, count in complete.items()}
    return Tally(criterion, complete, widths)


def _readings(report: BatchReport, rules: RuleSet, lang: Lang) -> Iterator[tuple[str, str, str]]:
    """Yield the readings in force: key, what it is about, and how it is read."""
    for reading in rules.readings:
        value = report.ruleset.readings.get(reading.key, reading.default)
        label = reading.values[value].to(lang) if value in reading.values else value
        yield reading.key, reading.title.to(lang), label
