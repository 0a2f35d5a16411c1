"""What became of every sub-check from one rule set to another: the migration maps of the versions between them, composed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise, starmap
from typing import Literal

from certify.language import Text
from certify.rules.ruleset import RuleSet
from certify.rules.succession import Move

StepKind = Literal["same", "split", "merged", "regrouped", "new", "retired"]
Relation = Literal["succession", "ids", "none"]
Find = Callable[[str], RuleSet]
# What a step is when it is read backwards: what was split comes together again.
_BACKWARDS: dict[StepKind, StepKind] = {"split": "merged", "merged": "split", "new": "retired", "retired": "new"}


@dataclass(frozen=True, slots=True)
class Step:
    """Sub-checks of the one rule set and those of the other that stand in their place, by id.

    `same` is one that may bear another id; `regrouped` are several that cannot be told apart, or one that lost or took
    in something on the way. `because` holds the reasons of all versions on the way.
    """

    kind: StepKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    because: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Migration:
    """The steps from one rule set to another, every sub-check of both in exactly one of them.

    They follow from the maps of versions (`succession`), or from equal ids alone (`ids`); where the rule sets belong
    to different provinces nothing is the same (`none`).
    """

    relation: Relation
    steps: tuple[Step, ...]


def migration(before: RuleSet, after: RuleSet, find: Find) -> Migration:
    """Return what became of every sub-check; `find` gives the versions between by `id@version`.

    Where `before` is the later version, its maps are read backwards.
    """
    if before.region != after.region:
        return Migration("none", _ordered(_unlike(before, after), before, after))
    forwards = _along(_versions(after, before, find))
    if forwards is not None:
        return Migration("succession", _ordered(forwards, before, after))
    backwards = _along(_versions(before, after, find))
    if backwards is not None:
        return Migration("succession", _ordered(map(_reversed, backwards), before, after))
    return Migration("ids", _ordered(_by_ids(before, after), before, after))


def earlier_versions(rules: RuleSet, find: Find) -> Iterator[RuleSet]:
    """Yield the versions that a rule set goes back to, the latest first; `find` raises where one does not exist."""
    seen = {rules.reference}
    while rules.succeeds is not None and rules.succeeds.ruleset not in seen:
        rules = find(rules.succeeds.ruleset)
        seen.add(rules.reference)
        yield rules


def kind_of(move: Move) -> StepKind:
    """Return what a move of a migration map is by how many ids it names on each side."""
    return _kind(len(move.before), len(move.after))


def steps_of(before: RuleSet, after: RuleSet) -> list[Step]:
    """Return the steps from a version to the one that directly succeeds it."""
    moves = after.succeeds.moves if after.succeeds is not None else ()
    left = {name for move in moves for name in move.before}
    taken = {name for move in moves for name in move.after}
    named = [Step(kind_of(move), move.before, move.after, (move.because,)) for move in moves]
    olds = [check.id for check in before.checks() if check.id not in left]
    news = [check.id for check in after.checks() if check.id not in taken]
    return [*named, *_paired(olds, news)]


def _versions(later: RuleSet, earlier: RuleSet, find: Find) -> list[RuleSet] | None:
    """Return the versions from `earlier` to `later`, or nothing where the one does not go back to the other."""
    found = [later]
    for rules in earlier_versions(later, find):
        found.append(rules)
        if (rules.reference, rules.digest) == (earlier.reference, earlier.digest):
            return found[::-1]
    return None


def _along(versions: list[RuleSet] | None) -> list[Step] | None:
    return None if versions is None else reduce(composed, starmap(steps_of, pairwise(versions)))


def composed(first: Iterable[Step], second: Iterable[Step]) -> list[Step]:
    """Return the steps that two lists of steps amount to, one after the other."""
    firsts, seconds = list(first), list(second)
    by_middle = {name: step for step in seconds for name in step.before}
    made = [step for step in seconds if step.kind == "new"]
    left = firsts
    while left:
        group, left = [left[0]], left[1:]
        following: list[Step] = []
        grown = True
        while grown:
            wanted = [by_middle[name] for step in group for name in step.after if name in by_middle]
            following = list(dict.fromkeys(wanted))
            middle = {name for step in following for name in step.before}
            joining = [step for step in left if middle & set(step.after)]
            group, left = [*group, *joining], [step for step in left if step not in joining]
            grown = bool(joining)
        step = _joined(group, following)
        if step.before or step.after:
            made.append(step)
    return made


def _joined(group: list[Step], following: list[Step]) -> Step:
    """Return the one step of steps that hang together: what is plain stays plain, everything else is regrouped."""
    before = tuple(name for step in group for name in step.before)
    after = tuple(name for step in following for name in step.after)
    parts = [*group, *following]
    kind = _kind(len(before), len(after))
    plain = {step.kind for step in parts} <= {"same", kind}
    told = plain or kind in ("new", "retired")
    return Step(
        kind if told else "regrouped", before, after, tuple(reason for step in parts for reason in step.because)
    )


def _kind(before: int, after: int) -> StepKind:
    if not before:
        return "new"
    if not after:
        return "retired"
    if before > 1 and after > 1:
        return "regrouped"
    return "split" if after > 1 else "merged" if before > 1 else "same"


def _reversed(step: Step) -> Step:
    return Step(_BACKWARDS.get(step.kind, step.kind), step.after, step.before, step.because)


def _by_ids(before: RuleSet, after: RuleSet) -> list[Step]:
    return _paired([check.id for check in before.checks()], [check.id for check in after.checks()])


def _unlike(before: RuleSet, after: RuleSet) -> list[Step]:
    retired = [Step("retired", (check.id,), ()) for check in before.checks()]
    return [*retired, *(Step("new", (), (check.id,)) for check in after.checks())]


def _paired(olds: list[str], news: list[str]) -> list[Step]:
    """Return the steps of ids of which equal ones are the same."""
    same = [Step("same", (name,), (name,)) for name in news if name in olds]
    new = [Step("new", (), (name,)) for name in news if name not in olds]
    return [*same, *new, *(Step("retired", (name,), ()) for name in olds if name not in news)]


def _ordered(steps: Iterable[Step], before: RuleSet, after: RuleSet) -> tuple[Step, ...]:
    """Return steps in the order of the later rule set, then, for what is retired, of the earlier."""
    olds = {check.id: place for place, check in enumerate(before.checks())}
    news = {check.id: place for place, check in enumerate(after.checks())}

    def order(step: Step) -> tuple[int, int]:
        return min((news[name] for name in step.after), default=len(news)), min(
            (olds[name] for name in step.before), default=-1
        )

    return tuple(sorted(steps, key=order))
