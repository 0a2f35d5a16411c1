"""The coverage part of the batch page: bars of covered units, and every gap with its candidates."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from certify.judging.outcomes import OPEN
from certify.judging.score import percentage
from certify.language import Lang
from certify.reporting.batch.shapes import BatchReport, CountShape, OrganizationRow, UnitRow
from certify.reporting.batch.words import DECISIONS, Say
from certify.reporting.pages import TONES
from certify.wording.terms import OUTCOME_NAMES

CANDIDATES_SHOWN = 5


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


def reaches(report: BatchReport, say: Say) -> Iterator[tuple[str, Reach]]:
    """Yield the coverage of counties and, where zones are listed, of zones."""
    yield say("县（市、区）", "Counties"), reach(report.coverage.counties)
    if report.coverage.zones_listed:
        yield say("市辖开发区", "Zones"), reach(report.coverage.zones)


def reach(count: CountShape) -> Reach:
    """Return counted units with the widths of their bars."""
    first = count.covered_before
    points = (first, count.covered_if_recognized, count.covered_after)
    return Reach(count.total, *[_share(of, count.total, first) for of in points])


def _share(of: int, among: int, base: int) -> Share:
    """Return covered units with the widths of what was covered at first and of what is added."""
    first = min(of, base)
    return Share(of, among, percentage(first, among) or "0", percentage(of - first, among) or "0")


def gaps(report: BatchReport, lang: Lang) -> Iterator[Gap]:
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
        TONES.get(row.outcome, "not_met"),
        " ".join(clause for clause, verdict in row.clauses.items() if verdict == "not_met"),
        sum(verdicts.count(verdict) for verdict in OPEN),
        row.recommended,
        not row.eligible,
        DECISIONS[row.decision].to(lang) if row.decision else "",
    )
