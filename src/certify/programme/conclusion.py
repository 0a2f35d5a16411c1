"""What a batch comes to under one set of rules and readings, and how two of these differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from certify.judging.outcomes import Verdict
from certify.problems import Problem
from certify.programme.candidate import Candidate, Unreadable
from certify.programme.causes import Causes, Deciding
from certify.programme.coverage import UnitCoverage
from certify.programme.standing import Standing
from certify.reading.units import Unit
from certify.rules.migration import Step
from certify.rules.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one submission under one variant.

    `verdicts` are those on the sub-checks on the track judged, in the order of the variant's rules. `lapsed` are the
    sub-checks of the batch's rules on which a reviewer's entry counts for nothing under the variant's. `again` are the sub-checks on which a reviewer's entry counts although what was declared comes to another verdict
    than under the first variant: it was made with that one in mind.
    """

    candidate: Candidate
    verdicts: tuple[Verdict, ...]
    lapsed: tuple[str, ...]
    again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a batch comes to under one variant: its outcomes by file, where each stands, and every unit's coverage.

    The batch rules are those of the batch as it is: that a self-assessment names the rules which the batch pins keeps
    nobody out under others.
    """

    outcomes: Mapping[str, Outcome]
    standings: tuple[Standing, ...]
    units: tuple[UnitCoverage, ...]


@dataclass(frozen=True, slots=True)
class Conclusions:
    """A conclusion for each variant, in their order; what could not be read is the same under all of them.

    `problems` are folders that were not read.
    """

    each: tuple[Conclusion, ...]
    unreadable: tuple[Unreadable, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One submission whose outcome differs, or that one conclusion recommends and the other does not."""

    before: Standing
    after: Standing
    causes: Causes

    @property
    def outcome(self) -> bool:
        """Whether the outcome differs."""
        return self.before.candidate.outcome != self.after.candidate.outcome


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    """One unit in which others are recommended, or that would be covered under one conclusion alone."""

    unit: Unit
    recommended: tuple[tuple[str, ...], tuple[str, ...]]
    if_recognized: tuple[bool, bool]


def changed(before: Conclusion, after: Conclusion, rules: RuleSet) -> list[Changed]:
    """Return what differs between two conclusions by the same rules, read differently, in the order of the files."""
    deciding = Deciding(rules, rules, [Step("same", (check.id,), (check.id,)) for check in rules.checks()])
    found = []
    for one, two in zip(before.standings, after.standings, strict=True):
        if (one.candidate.outcome, one.put_forward) != (two.candidate.outcome, two.put_forward):
            file = one.candidate.file
            found.append(Changed(one, two, deciding.causes(before.outcomes[file], after.outcomes[file])))
    return found


def changed_units(before: Conclusion, after: Conclusion) -> list[ChangedUnit]:
    """Return the units that differ between two conclusions on the same list of units, in its order."""
    found = []
    for one, two in zip(before.units, after.units, strict=True):
        recommended = (tuple(_put_forward(one)), tuple(_put_forward(two)))
        if recommended[0] != recommended[1] or one.if_recognized != two.if_recognized:
            found.append(ChangedUnit(one.unit, recommended, (one.if_recognized, two.if_recognized)))
    return found


def _put_forward(unit: UnitCoverage) -> Iterator[str]:
    yield from sorted(one.candidate.id for one in unit.candidates if one.put_forward)


def only_in_clauses(before: Conclusion, after: Conclusion) -> int:
    """Return how many submissions come to the same outcome by other verdicts on their clauses."""
    pairs = [(one.candidate, after.outcomes[file].candidate) for file, one in before.outcomes.items()]
    return sum(one.outcome == two.outcome and one.clauses() != two.clauses() for one, two in pairs)
