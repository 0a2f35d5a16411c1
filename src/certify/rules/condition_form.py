"""A condition as a value that is equal for conditions that mean the same whatever the order of their parts."""

from collections.abc import Hashable, Iterator

from certify.rules.conditions import (
    AllOf,
    AnyOf,
    ByReading,
    Choose,
    Condition,
    Each,
    FactValue,
    Fixed,
    Operand,
    Ratio,
    Some,
    SumOf,
    Test,
)


def condition_form(condition: Condition | None) -> Hashable:
    """Return the form of a condition; the branches of a choice keep their order, for the first that holds is taken."""
    match condition:
        case None:
            return None
        case Test(fact, operator, operand):
            return "test", fact, operator, _operand(operand)
        case AllOf() | AnyOf():
            parts = frozenset(condition_form(part) for part in _parts(condition, type(condition)))
            # One part alone is what it is; a part that stands twice changes nothing.
            return next(iter(parts)) if len(parts) == 1 else (type(condition).__name__, parts)
        case Some(records, where, satisfies) | Each(records, where, satisfies):
            return type(condition).__name__, records, condition_form(where), condition_form(satisfies)
        case Choose(branches, otherwise):
            taken = tuple((condition_form(when), condition_form(then)) for when, then in branches)
            return "choose", taken, condition_form(otherwise)
        case Ratio(of, among, percent, when_none):
            return "ratio", tuple(sorted(of)), tuple(sorted(among)), percent, when_none
        case ByReading(key, cases):
            return "reading", key, frozenset((value, condition_form(case)) for value, case in cases.items())
        case Fixed(outcome):
            return "fixed", outcome


def _parts(condition: Condition, kind: type) -> Iterator[Condition]:
    """Yield the parts of a conjunction or of alternatives, those of parts of the same sort in their place."""
    if isinstance(condition, AllOf | AnyOf) and isinstance(condition, kind):
        for part in condition.parts:
            yield from _parts(part, kind)
    else:
        yield condition


def _operand(operand: Operand) -> Hashable:
    match operand:
        case FactValue(fact):
            return "fact", fact
        case SumOf(facts):
            return "sum", tuple(sorted(facts))
        case tuple():
            return frozenset(operand)
        case _:
            # A number is no truth value, though Python takes 1 for True.
            return type(operand).__name__, operand
