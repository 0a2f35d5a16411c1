"""What other rules would change in a batch: who gains, who loses, who becomes open, and the sub-checks that do it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from certify.programme.candidate import Candidate
from certify.programme.causes import Causes, Class, Deciding
from certify.programme.conclusion import Conclusion
from certify.programme.coverage import UnitCoverage
from certify.programme.standing import Standing
from certify.reading.units import Unit

Turn: TypeAlias = Literal["gained", "lost", "opened", "placed"]
TURNS: tuple[Turn, ...] = ("gained", "lost", "opened", "placed")
_CLASSES: Mapping[str, Class] = {
    "ready": "fulfilled",
    "recommendable": "fulfilled",
    "incomplete": "open",
    "not_ready": "failed",
    "not_recommendable": "failed",
    # What nothing binds falls short of nothing.
    "not_applicable": "fulfilled",
}
_TURN_TO: Mapping[Class, Turn] = {"fulfilled": "gained", "open": "opened", "failed": "lost"}


@dataclass(frozen=True, slots=True)
class OrganizationImpact:
    """A submission of which the outcome turned, or only whether it would be put forward (`placed`)."""

    before: Standing
    after: Standing
    turn: Turn
    causes: Causes


@dataclass(frozen=True, slots=True)
class UnitImpact:
    """A unit that would be covered or not, if the recommended are recognized, or for which others are recommended."""

    unit: Unit
    covered_before: bool
    covered_after: bool
    recommended_before: tuple[str, ...]
    recommended_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What other rules would change; `shifted` counts submissions of which only sub-checks come to something else."""

    judged: int
    organizations: tuple[OrganizationImpact, ...]
    shifted: int
    units: tuple[UnitImpact, ...]


def class_of(candidate: Candidate) -> Class:
    """Return what an outcome amounts to."""
    return _CLASSES[candidate.outcome]


def impact(before: Conclusion, after: Conclusion, deciding: Deciding) -> Impact:
    """Compare what a batch comes to under two rule sets; `deciding` finds the sub-checks that do it."""
    turned: list[OrganizationImpact] = []
    shifted = 0
    for one, two in zip(before.standings, after.standings, strict=True):
        file = one.candidate.file
        causes = deciding.causes(before.outcomes[file], after.outcomes[file])
        turn = _turn(one, two)
        if turn is not None:
            turned.append(OrganizationImpact(one, two, turn, causes))
        elif causes.shifted:
            shifted += 1
    ordered = sorted(turned, key=lambda found: (TURNS.index(found.turn), found.before.candidate.file))
    return Impact(len(before.standings), tuple(ordered), shifted, tuple(_units(before.units, after.units)))


def _turn(before: Standing, after: Standing) -> Turn | None:
    old, new = class_of(before.candidate), class_of(after.candidate)
    if old != new:
        return _TURN_TO[new]
    return "placed" if before.put_forward != after.put_forward else None


def _units(before: Sequence[UnitCoverage], after: Sequence[UnitCoverage]) -> Iterator[UnitImpact]:
    for one, two in zip(before, after, strict=True):
        old, new = _recommended(one), _recommended(two)
        if one.if_recognized != two.if_recognized or old != new:
            yield UnitImpact(one.unit, one.if_recognized, two.if_recognized, old, new)


def _recommended(unit: UnitCoverage) -> tuple[str, ...]:
    return tuple(sorted(one.candidate.id for one in unit.candidates if one.put_forward))
