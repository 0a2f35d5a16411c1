"""Which unanswered facts an open sub-check waits for: all that can still change its outcome, and no others.

The walk down a condition takes along what its outcomes come to further up, one *use* for every way in which the rest of
the rule may turn out. A fact is asked for where two of its answers come to different ends in some use.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from certify.facts import Facts, Record
from certify.judging.evaluate import Readings, compile_condition, getter
from certify.judging.outcomes import BOTH, EITHER_OF, MET, NOT_APPLICABLE, NOT_MET, SINGLE, Mask
from certify.rules.conditions import (
    AllOf,
    AnyOf,
    ByReading,
    Choose,
    Condition,
    Each,
    FactValue,
    Fixed,
    Ratio,
    Some,
    Test,
    facts_of,
)
from certify.rules.ruleset import Check

# What each single outcome, in the order of SINGLE, comes to in the end.
Use: TypeAlias = tuple[Mask, ...]
Uses: TypeAlias = frozenset[Use]
Table: TypeAlias = tuple[tuple[Mask, ...], ...]
Branches: TypeAlias = tuple[tuple[Condition, Condition], ...]
_AS_IT_IS = frozenset([SINGLE])
_BY_PERSON = Fixed("needs_review")
_OUT_OF_PLACE = Fixed("not_applicable")


def wanted_facts(check: Check, facts: Facts, readings: Readings) -> list[str]:
    """Return the paths of the unanswered facts that can change the outcome of a sub-check, in the order of its rule."""
    asker = _Asker(facts, readings)
    rule = check.rule or _BY_PERSON
    if check.guard is None:
        found = asker.ask(rule, _AS_IT_IS, _TOP)
    else:
        found = asker.of_branches(((check.guard, rule),), _OUT_OF_PLACE, _AS_IT_IS, _TOP)
    return _uppermost(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a condition looks: the list and the record in it, and the path of that record; none of these at the top."""

    scope: str = ""
    record: Record | None = None
    at: str = ""

    def path(self, name: str) -> str:
        """Return the path of a fact with the position of the record it stands in (`mediators[1].certificate`)."""
        return self.at + name.removeprefix(self.scope) if self.holds(name) else name

    def holds(self, name: str) -> bool:
        """Return whether a fact stands in the record."""
        return bool(self.scope) and name.startswith(f"{self.scope}.")


_TOP = _Place()


class _Asker:
    """Walks conditions over the facts of one submission, under the readings in force."""

    def __init__(self, facts: Facts, readings: Readings) -> None:
        self.facts = facts
        self.readings = readings

    def ask(self, condition: Condition, uses: Uses, place: _Place) -> Iterator[str]:
        """Yield the facts that a condition waits for, where its outcome matters in some use."""
        if not any(len(_ends(use, self.mask(condition, place))) > 1 for use in uses):
            return
        match condition:
            case Test() | Ratio():
                names = facts_of(condition)
                yield from (place.path(name) for name in names if self.value(name, place) is None)
            case AllOf(parts):
                yield from self.of_parts([(part, place) for part in parts], BOTH, NOT_APPLICABLE, uses)
            case AnyOf(parts):
                yield from self.of_parts([(part, place) for part in parts], EITHER_OF, NOT_APPLICABLE, uses)
            case Some() | Each():
                yield from self.of_records(condition, uses, place)
            case Choose(branches, otherwise):
                yield from self.of_branches(branches, otherwise, uses, place)
            case ByReading(key, cases):
                yield from self.ask(cases[self.readings.of(key)], uses, place)
            case Fixed():
                return

    def mask(self, condition: Condition, place: _Place) -> Mask:
        """Return the possible outcomes of a condition."""
        evaluate = compile_condition(condition, self.readings, place.scope)
        return evaluate(self.facts, self.facts if place.record is None else place.record)

    def value(self, name: str, place: _Place) -> Any:  # noqa: ANN401 - a fact of any type
        """Return a fact's value, none where it is unanswered."""
        return getter(name, place.scope)(self.facts, self.facts if place.record is None else place.record)

    def of_parts(self, parts: list[tuple[Condition, _Place]], table: Table, neutral: Mask, uses: Uses) -> Iterator[str]:
        """Yield what the parts of a connective wait for, each in view of what the others may come to."""
        masks = [self.mask(part, place) for part, place in parts]
        for index, (part, place) in enumerate(parts):
            others = neutral
            # A set combined with itself is itself, so that equal ones count once.
            for mask in {*masks[:index], *masks[index + 1 :]}:
                others = table[others][mask]
            seen = frozenset(_beside(use, table, other) for use in uses for other in _members(others))
            yield from self.ask(part, seen, place)

    def of_records(self, condition: Some | Each, uses: Uses, place: _Place) -> Iterator[str]:
        """Yield what a list waits for: to be given at all, else what its records that count wait for."""
        name, satisfies = condition.records, condition.satisfies
        listed = self.value(name, place)
        if listed is None:
            yield place.path(name)
        elif satisfies is not None:
            places = [_Place(name, entry, f"{place.path(name)}[{index}]") for index, entry in enumerate(listed)]
            parts = [
                (satisfies, each)
                for each in places
                if condition.where is None or self.mask(condition.where, each) == MET
            ]
            some = isinstance(condition, Some)
            # A list of which no record satisfies has failed, whatever else its records come to.
            yield from self.of_parts(parts, EITHER_OF if some else BOTH, NOT_MET if some else NOT_APPLICABLE, uses)

    def of_branches(self, branches: Branches, otherwise: Condition, uses: Uses, place: _Place) -> Iterator[str]:
        """Yield what a choice waits for: its conditions, and the rules of the branches that may be taken."""
        if not branches:
            yield from self.ask(otherwise, uses, place)
            return
        (when, then), rest = branches[0], branches[1:]
        chosen = self.mask(when, place)
        if chosen != MET:
            met, not_met = _members(self.mask(then, place)), _members(self.choice(rest, otherwise, place))
            seen = frozenset(_split(use, one, two) for use in uses for one in met for two in not_met)
            yield from self.ask(when, seen, place)
        if chosen & MET:
            for asker in self.supposing(when, then, place):
                yield from asker.ask(then, uses, place)
        if chosen != MET:
            yield from self.of_branches(rest, otherwise, uses, place)

    def choice(self, branches: Branches, otherwise: Condition, place: _Place) -> Mask:
        """Return the possible outcomes of what is left of a choice."""
        found = 0
        for when, then in branches:
            chosen = self.mask(when, place)
            found |= self.mask(then, place) if chosen & MET else 0
            if chosen == MET:
                return found
        return found | self.mask(otherwise, place)

    def supposing(self, when: Condition, then: Condition, place: _Place) -> Iterator["_Asker"]:
        """Yield askers for the answers to a branch's condition under which its rule can turn out differently.

        Without this a rule on the same figure would count as open where the branch rules out what would meet it.
        """
        match when:
            case Test(fact, "at_least", int(least)) if self.value(fact, place) is None and not place.holds(fact):
                figures = [self.value(name, place) for name in facts_of(then) if not place.holds(name)]
                known = {figure for figure in figures if type(figure) is int and figure >= least}
                for figure in sorted({*known, max(known, default=least) + 1}):
                    yield self.given(fact, figure)
            case Test(fact, "equals", FactValue(other)) if not place.holds(fact) and not place.holds(other):
                one, two = self.value(fact, place), self.value(other, place)
                if (one is None) == (two is None):
                    yield self
                else:
                    yield self.given(other, one) if two is None else self.given(fact, two)
            case _:
                yield self

    def given(self, fact: str, value: Any) -> "_Asker":  # noqa: ANN401 - a fact of any type
        """Return an asker to whom a fact is answered."""
        return _Asker({**self.facts, fact: value}, self.readings)


def _members(mask: Mask) -> list[Mask]:
    return [single for single in SINGLE if mask & single]


def _ends(use: Use, mask: Mask) -> set[Mask]:
    return {end for single, end in zip(SINGLE, use, strict=True) if mask & single}


def _end(use: Use, single: Mask) -> Mask:
    return use[SINGLE.index(single)]


def _beside(use: Use, table: Table, other: Mask) -> Use:
    """Return what the outcomes of one part come to where the other parts come to `other`."""
    return tuple(_end(use, table[single][other]) for single in SINGLE)


def _split(use: Use, met: Mask, not_met: Mask) -> Use:
    """Return what the outcomes of a branch's condition come to, given those of its rule and of what follows."""
    return tuple(_end(use, met if single == MET else not_met) for single in SINGLE)


def _uppermost(paths: Iterable[str]) -> list[str]:
    """Return the paths without those below another: who has no certificate yet has no number of it to give."""
    listed = list(paths)
    return [path for path in listed if not any(path.startswith(f"{other}.") for other in listed)]
