"""What alone explains that two judgements differ: which of their grounds, taken from the second, suffice."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Literal, TypeAlias, TypeVar

from certify.facts import Facts, Review, Submission
from certify.judging.judge import judge
from certify.rules.ruleset import RuleSet

Factor: TypeAlias = Literal["rules", "submission", "review", "date"]
# `unread`: a self-assessment that has errors, of which nobody can say what in it is the date's.
Told: TypeAlias = Factor | Literal["unread"]
Part = TypeVar("Part", bound=Hashable)
Sets: TypeAlias = tuple[tuple[Told, ...], ...]
FACTORS: tuple[Factor, ...] = ("rules", "submission", "review", "date")
# The only facts that are the date's; all others are the submission's.
DATES = ("assessment.period.start", "assessment.period.end", "assessment.as_of")


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that a judgement rests on; without a review the declared track is judged.

    `ids` are the clauses and sub-checks of the rules that go by another id in the review and in what comes out, by the id
    that the rules give them: two judgements are compared by one set of ids.
    """

    rules: RuleSet
    readings: Mapping[str, str]
    facts: Facts
    review: Review | None
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The outcome, and the verdicts on clauses and sub-checks by id, on the track judged."""

    outcome: str
    clauses: Mapping[str, str]
    checks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What a clause or sub-check came to before and after, none where the rules have no such, and what explains it."""

    id: str
    before: str | None
    after: str | None
    sets: Sets


@dataclass(frozen=True, slots=True)
class Attribution:
    """Which factors changed, what came out on both sides, what explains the outcome, and every verdict that changed.

    Each set of factors is minimal: they, taken from the second judgement together, lead to what came out there, and no
    fewer of them do. Where nothing changed there is no set.
    """

    changed: tuple[Factor, ...]
    before: Verdicts
    after: Verdicts
    outcome: Sets
    clauses: tuple[Change, ...]
    checks: tuple[Change, ...]


def verdicts_of(grounds: Grounds) -> Verdicts:
    """Judge, and return what came out on the track judged."""
    ids, own = grounds.ids, {common: name for name, common in grounds.ids.items()}
    review = grounds.review
    if review is not None:
        review = replace(
            review, entries=tuple(replace(one, check=own.get(one.check, one.check)) for one in review.entries)
        )
    found = judge(Submission("", "", grounds.facts, {}), grounds.rules, review, grounds.readings)
    return Verdicts(
        found.outcome,
        {ids.get(one.criterion.id, one.criterion.id): one.on(found.track).value for one in found.clauses},
        {ids.get(one.check.id, one.check.id): one.on(found.track).value for one in found.checks()},
    )


def changed_factors(first: Grounds, second: Grounds) -> tuple[Factor, ...]:
    """Return in which factors two judgements differ; of a review only what it decides counts."""
    return tuple(factor for factor in FACTORS if _of(first, factor) != _of(second, factor))


def _of(grounds: Grounds, factor: Factor) -> object:
    match factor:
        case "rules":
            return grounds.rules.reference, grounds.rules.digest, dict(grounds.readings)
        case "submission":
            return {name: value for name, value in grounds.facts.items() if name not in DATES}
        case "review":
            return None if grounds.review is None else {one.check: one.outcome for one in grounds.review.entries}
        case "date":
            return {name: grounds.facts[name] for name in DATES}


def attribution(first: Grounds, second: Grounds, *, tied: bool) -> Attribution:
    """Return what explains that the second judgement came out as it did.

    Where they are `tied` the submission and the date are switched together only: figures counted in a period do not
    say what they would be in another.
    """
    changed = changed_factors(first, second)
    groups = _groups(changed, tied=tied)
    results = {
        chosen: verdicts_of(mixed(first, second, frozenset(factor for group in chosen for factor in group)))
        for chosen in _subsets(groups)
    }
    before, after = results[()], results[tuple(groups)]

    def sets(value: Callable[[Verdicts], str | None]) -> Sets:
        if value(before) == value(after):
            return ()
        explaining = minimal(groups, lambda chosen: value(results[chosen]) == value(after))
        return tuple(tuple(factor for group in chosen for factor in group) for chosen in explaining)

    def of_clause(name: str) -> Change:
        return Change(
            name, before.clauses.get(name), after.clauses.get(name), sets(lambda found: found.clauses.get(name))
        )

    def of_check(name: str) -> Change:
        return Change(name, before.checks.get(name), after.checks.get(name), sets(lambda found: found.checks.get(name)))

    return Attribution(
        changed,
        before,
        after,
        sets(lambda found: found.outcome),
        tuple(map(of_clause, _differing(before.clauses, after.clauses))),
        tuple(map(of_check, _differing(before.checks, after.checks))),
    )


def mixed(first: Grounds, second: Grounds, switched: frozenset[Factor]) -> Grounds:
    """Return the grounds of the first judgement with the `switched` factors taken from the second."""
    side = {factor: second if factor in switched else first for factor in FACTORS}
    dates = {name: side["date"].facts[name] for name in DATES}
    return replace(side["rules"], facts={**side["submission"].facts, **dates}, review=side["review"].review)


def minimal(parts: Sequence[Part], explains: Callable[[tuple[Part, ...]], bool]) -> list[tuple[Part, ...]]:
    """Return the subsets that explain and of which no proper subset does, smaller ones first."""
    found: list[tuple[Part, ...]] = []
    for chosen in _subsets(parts):
        if not any(set(one) <= set(chosen) for one in found) and explains(chosen):
            found.append(chosen)
    return found


def _subsets(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    for count in range(len(parts) + 1):
        yield from combinations(parts, count)


def _groups(changed: tuple[Factor, ...], *, tied: bool) -> list[tuple[Factor, ...]]:
    together: tuple[Factor, ...] = ("submission", "date")
    if tied and set(together) <= set(changed):
        return [*((factor,) for factor in changed if factor not in together), together]
    return [(factor,) for factor in changed]


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]
