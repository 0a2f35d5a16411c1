"""The facts of a side-by-side report as its pages show them: those on which verdicts differ first, like ones in one row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from certify.language import Lang, Text
from certify.reporting.shapes import CheckReport
from certify.reporting.side_by_side.shapes import FactShape, SideBySideReport, SideUseShape
from certify.wording import side_by_side as words
from certify.wording.filling import filled


@dataclass(frozen=True, slots=True)
class Row:
    """Facts that the same sub-checks want; a side of each rule set in their order, none where it wants none of them."""

    facts: list[FactShape]
    sides: list[SideUseShape | None]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading; where only one rule set wants them its place among the rule sets is `only`."""

    title: str
    rows: list[Row]
    only: int | None = None

    @property
    def count(self) -> int:
        """How many facts there are."""
        return sum(len(row.facts) for row in self.rows)


def reports_shown(
    report: SideBySideReport, tiers: Sequence[Mapping[str, Text]]
) -> list[tuple[CheckReport, Mapping[str, Text]]]:
    """Return the reports to show whole, with the words for their tiers: of an input with errors, the same in all, one."""
    if not report.facts:
        return [(report.reports[0], {})]
    return list(zip(report.reports, tiers, strict=True))


def differing(report: SideBySideReport) -> list[Row]:
    """Return the facts on which the rule sets come to different verdicts."""
    return _rows(report, (fact for fact in report.facts if fact.differs))


def agreeing(report: SideBySideReport, lang: Lang) -> Iterator[Section]:
    """Yield the other facts: those that several rule sets want, then those of each alone."""
    shared = (fact for fact in report.facts if len(fact.sides) > 1 and not fact.differs)
    yield from _section(Section(words.SHARED.to(lang), _rows(report, shared)))
    for place, side in enumerate(report.sides):
        own = (fact for fact in report.facts if [one.ruleset for one in fact.sides] == [side.ruleset.id])
        title = filled(words.ONLY, {"ruleset": side.ruleset.id}, lang)
        yield from _section(Section(title, _rows(report, own), place))


def _section(section: Section) -> Iterator[Section]:
    if section.rows:
        yield section


def _rows(report: SideBySideReport, facts: Iterable[FactShape]) -> list[Row]:
    """Return facts in rows, those that the same sub-checks want in the same way and that are answered alike in one."""
    rows: list[Row] = []
    for fact in facts:
        like = next((row for row in rows if _alike(row.facts[0], fact)), None)
        if like is not None:
            like.facts.append(fact)
            continue
        found = {side.ruleset: side for side in fact.sides}
        rows.append(Row([fact], [found.get(side.ruleset.id) for side in report.sides]))
    return rows


def _alike(one: FactShape, two: FactShape) -> bool:
    return one.sides == two.sides and one.answered == two.answered
