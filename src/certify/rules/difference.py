"""In what two rule sets differ, part by part, and how much each difference weighs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from certify.rules.changes import Change, Weight, heaviest
from certify.rules.migration import Find, Relation, Step, migration
from certify.rules.part_changes import (
    check_changes,
    criterion_changes,
    head_changes,
    reading_changes,
    type_rule_changes,
)
from certify.rules.ruleset import Check, Criterion, Reading, RuleSet, TypeRule

Part = TypeVar("Part", Criterion, Reading, TypeRule)


@dataclass(frozen=True, slots=True, eq=False)
class Pair(Generic[Part]):
    """A part of both rule sets with what changed in it; where one side has no such, it is new or retired."""

    before: Part | None
    after: Part | None
    changes: tuple[Change, ...]

    @property
    def weight(self) -> Weight | None:
        """How much it weighs; none where nothing differs. A reading of one value decides nothing, new or retired."""
        if self.before is not None and self.after is not None:
            return _weight(self.changes)
        alone = self.before or self.after
        return "clarifying" if isinstance(alone, Reading) and len(alone.values) == 1 else "substantive"


@dataclass(frozen=True, slots=True, eq=False)
class CheckDifference:
    """Sub-checks that took each other's place; `changes` is empty where they are not the same one."""

    step: Step
    before: tuple[Check, ...]
    after: tuple[Check, ...]
    changes: tuple[Change, ...]

    @property
    def weight(self) -> Weight | None:
        """How much it weighs; none where nothing differs."""
        return _weight(self.changes) if self.step.kind == "same" else "substantive"


@dataclass(frozen=True, slots=True, eq=False)
class CriterionDifference:
    """A criterion with the sub-checks that stand in it, and those that stood in it last."""

    pair: Pair[Criterion]
    checks: tuple[CheckDifference, ...]

    @property
    def weight(self) -> Weight | None:
        """The weight of the weightiest difference within it; none where nothing differs."""
        return heaviest((self.pair.weight, *(check.weight for check in self.checks)))


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Everything that two rule sets hold, compared; what is the same has no changes."""

    before: RuleSet
    after: RuleSet
    relation: Relation
    head: tuple[Change, ...]
    readings: tuple[Pair[Reading], ...]
    criteria: tuple[CriterionDifference, ...]
    type_rules: tuple[Pair[TypeRule], ...]

    @property
    def weight(self) -> Weight | None:
        """The weight of the weightiest difference; none where there is none."""
        readings = heaviest(pair.weight for pair in self.readings)
        rules = heaviest(pair.weight for pair in self.type_rules)
        criteria = heaviest(criterion.weight for criterion in self.criteria)
        return heaviest((_weight(self.head), readings, criteria, rules))

    def checks(self) -> Iterator[CheckDifference]:
        """Yield what became of every sub-check."""
        for criterion in self.criteria:
            yield from criterion.checks

    def carried(self) -> dict[str, str]:
        """Return the later id of every sub-check that is the same and by which no verdict can differ, by its earlier id."""
        return {
            found.before[0].id: found.after[0].id
            for found in self.checks()
            if found.step.kind == "same" and found.weight != "substantive"
        }


def _weight(changes: Iterable[Change]) -> Weight | None:
    return heaviest(change.weight for change in changes)


def difference(before: RuleSet, after: RuleSet, find: Find) -> Difference:
    """Compare two rule sets; `find` gives the versions between them by `id@version`."""
    found = migration(before, after, find)
    alike = found.relation != "none"
    return Difference(
        before,
        after,
        found.relation,
        tuple(head_changes(before, after)),
        tuple(_pairs(before.readings, after.readings, _key, reading_changes, alike=alike)),
        tuple(_Criteria(before, after, found.steps, alike=alike).compared()),
        tuple(_pairs(before.type_rules, after.type_rules, _id, type_rule_changes, alike=alike)),
    )


class _Criteria:
    def __init__(self, before: RuleSet, after: RuleSet, steps: Sequence[Step], *, alike: bool) -> None:
        self.before = before
        self.after = after
        self.steps = steps
        self.old_checks = {check.id: check for check in before.checks()}
        self.new_checks = {check.id: check for check in after.checks()}
        self.old_above = {check.id: criterion for criterion in before.criteria for check in criterion.checks}
        self.new_above = {check.id: criterion for criterion in after.criteria for check in criterion.checks}
        self.earlier = dict(self._earlier()) if alike else {}
        self.later = {old.id: new_id for new_id, old in self.earlier.items()}

    def _earlier(self) -> Iterator[tuple[str, Criterion]]:
        """Yield each criterion's earlier self: that of its id, else the one that all its sub-checks come from."""
        olds = {criterion.id: criterion for criterion in self.before.criteria}
        news = {criterion.id for criterion in self.after.criteria}
        taken: set[str] = set()
        for criterion in self.after.criteria:
            if criterion.id in olds:
                yield criterion.id, olds[criterion.id]
                continue
            origins = {
                self.old_above[name].id
                for step in self.steps
                if step.kind == "same" and self.new_above[step.after[0]] is criterion
                for name in step.before
            }
            if len(origins) == 1 and not origins & (news | taken):
                taken |= origins
                yield criterion.id, olds[origins.pop()]

    def compared(self) -> Iterator[CriterionDifference]:
        for criterion in self.after.criteria:
            old = self.earlier.get(criterion.id)
            checks = tuple(self.check(step) for step in self.steps if self.place(step) == (criterion.id, None))
            yield CriterionDifference(Pair(old, criterion, tuple(self.changes(old, criterion))), checks)
        for criterion in self.before.criteria:
            if criterion.id not in self.later:
                checks = tuple(self.check(step) for step in self.steps if self.place(step) == (None, criterion.id))
                yield CriterionDifference(Pair(criterion, None, ()), checks)

    def place(self, step: Step) -> tuple[str | None, str | None]:
        """Return the later criterion that a step belongs to, or the retired one."""
        if step.after:
            return self.new_above[step.after[0]].id, None
        old = self.old_above[step.before[0]].id
        return (self.later[old], None) if old in self.later else (None, old)

    def check(self, step: Step) -> CheckDifference:
        before = tuple(self.old_checks[name] for name in step.before)
        after = tuple(self.new_checks[name] for name in step.after)
        changes = tuple(self.check_changes(before[0], after[0])) if step.kind == "same" else ()
        return CheckDifference(step, before, after, changes)

    def check_changes(self, before: Check, after: Check) -> Iterator[Change]:
        old, new = self.old_above[before.id], self.new_above[after.id]
        if self.later.get(old.id) != new.id:
            yield Change("criterion", "substantive", old.id, new.id)
        yield from check_changes(before, after, self.before, self.after)

    def changes(self, old: Criterion | None, new: Criterion) -> Iterator[Change]:
        return iter(()) if old is None else criterion_changes(old, new)


def _pairs(
    before: Sequence[Part],
    after: Sequence[Part],
    key: Callable[[Part], str],
    changes: Callable[[Part, Part], Iterable[Change]],
    *,
    alike: bool,
) -> Iterator[Pair[Part]]:
    """Yield the parts of both sides, equal keys together, what is retired last; nothing together that is not `alike`."""
    olds = {key(part): part for part in before} if alike else {}
    for part in after:
        old = olds.pop(key(part), None)
        yield Pair(old, part, () if old is None else tuple(changes(old, part)))
    for part in olds.values() if alike else before:
        yield Pair(part, None, ())


def _key(reading: Reading) -> str:
    return reading.key


def _id(rule: TypeRule) -> str:
    return rule.id
