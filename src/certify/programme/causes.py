"""Which sub-checks make the outcome of a submission another one, where other rules or readings are applied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from certify.judging.outcomes import Verdict
from certify.programme.candidate import Candidate
from certify.rules.migration import Step
from certify.rules.ruleset import RuleSet

# What a verdict or an outcome amounts to whatever its track and the purpose of the rules: the worst is last.
Class: TypeAlias = Literal["fulfilled", "open", "failed"]
CLASSES: tuple[Class, ...] = ("fulfilled", "open", "failed")
Verdicts: TypeAlias = tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """Sub-checks that come to something else: what became of them, and their verdicts before and after.

    There are no verdicts of sub-checks that one of the rule sets does not have.
    """

    step: Step
    before: Verdicts
    after: Verdicts


@dataclass(frozen=True, slots=True)
class Causes:
    """What comes to something else, and each smallest set of it that makes the outcome amount to another (`sets`)."""

    shifted: tuple[Cause, ...]
    sets: tuple[tuple[Cause, ...], ...]

    def explaining(self) -> tuple[Cause, ...]:
        """Return what stands in some set, each once, in the order of the rules."""
        named = {cause for chosen in self.sets for cause in chosen}
        return tuple(cause for cause in self.shifted if cause in named)


class Judged(Protocol):
    """What came of one submission: its track, and the verdicts on the sub-checks in the order of the rules."""

    @property
    def candidate(self) -> Candidate:
        """The submission summed up."""

    @property
    def verdicts(self) -> Verdicts:
        """The verdicts."""


class Deciding:
    """Finds causes between two rule sets; `steps` lead from the sub-checks of the one to those of the other."""

    def __init__(self, before: RuleSet, after: RuleSet, steps: Sequence[Step]) -> None:
        """Take the rule sets."""
        self.steps = steps
        self.sides = (_Side(before), _Side(after))

    def causes(self, before: Judged, after: Judged) -> Causes:
        """Return what makes the second outcome another one than the first."""
        one, two = (side.of(judged) for side, judged in zip(self.sides, (before, after), strict=True))
        found = [
            (
                Cause(step, one.verdicts(step.before), two.verdicts(step.after)),
                one.state(step.before),
                two.state(step.after),
            )
            for step in self.steps
        ]
        sets = smallest([(old, new) for _, old, new in found])
        return Causes(
            tuple(cause for cause, old, new in found if old != new),
            tuple(tuple(found[place][0] for place in chosen) for chosen in sets),
        )


def smallest(parts: Sequence[tuple[Class, Class]]) -> list[tuple[int, ...]]:
    """Return the smallest sets of parts, by their places, that taken as they are after lead to what all come to after.

    Together parts come to the worst of them. Whatever is worse before than all are after must be taken; where then
    nothing comes to what all come to, one more that does must be taken too, whichever.
    """
    before, after = (_worst(side) for side in (iter(old for old, _ in parts), iter(new for _, new in parts)))
    if before == after:
        return []
    needed = tuple(place for place, (old, _) in enumerate(parts) if CLASSES.index(old) > CLASSES.index(after))
    mixed = _worst(new if place in needed else old for place, (old, new) in enumerate(parts))
    if mixed == after:
        return [needed]
    others = (place for place, (_, new) in enumerate(parts) if new == after and place not in needed)
    return [tuple(sorted((*needed, place))) for place in others]


def _worst(classes: Iterator[Class]) -> Class:
    return max(classes, key=CLASSES.index, default="fulfilled")


class _Side:
    """One of the rule sets: where each sub-check stands in its order, and which of them decide."""

    def __init__(self, rules: RuleSet) -> None:
        self.places = {check.id: place for place, check in enumerate(rules.checks())}
        self.advisory = {check.id for check in rules.checks() if check.advisory is not None}

    def of(self, judged: Judged) -> "_States":
        return _States(self, judged.verdicts, judged.candidate.track)


@dataclass(frozen=True, slots=True)
class _States:
    side: _Side
    judged: Verdicts
    track: str

    def verdicts(self, ids: Sequence[str]) -> Verdicts:
        return tuple(self.judged[self.side.places[name]] for name in ids)

    def state(self, ids: Sequence[str]) -> Class:
        """Return what some sub-checks come to; what is merely advice, or not there, keeps nothing back."""
        deciding = [name for name in ids if name not in self.side.advisory]
        return _worst(_STATES[self.track].get(verdict, "fulfilled") for verdict in self.verdicts(deciding))


_STATES: Mapping[str, Mapping[Verdict, Class]] = {
    # What a reviewer has still to look at keeps no self-assessment back.
    "declared": {Verdict.NOT_MET: "failed", Verdict.MISSING: "open"},
    "verified": {Verdict.NOT_MET: "failed", Verdict.MISSING: "open", Verdict.NEEDS_REVIEW: "open"},
}
