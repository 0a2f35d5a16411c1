"""Conditions to functions from facts to the set of possible outcomes, each unanswered fact ranging over its type.

A function takes the facts of the submission and those of the record it looks at (the same at the top).
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, assert_never

from certify.facts import Facts
from certify.judging.outcomes import BOTH, EITHER, EITHER_OF, MASKS, MET, NOT_MET, Mask
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
    SumOf,
    Test,
)

Evaluate: TypeAlias = Callable[[Facts, Facts], Mask]
Get: TypeAlias = Callable[[Facts, Facts], Any]
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Readings:
    """The value in force of every reading, as pairs in the order of their keys."""

    chosen: tuple[tuple[str, str], ...]

    @classmethod
    def make(cls, values: Mapping[str, str]) -> "Readings":
        """Return the readings of a mapping."""
        return cls(tuple(sorted(values.items())))

    def of(self, key: str) -> str:
        """Return the value of one reading."""
        return dict(self.chosen)[key]

    def but(self, key: str, value: str) -> "Readings":
        """Return the same readings with one of them changed."""
        return Readings.make({**dict(self.chosen), key: value})


@cache
def compile_condition(condition: Condition, readings: Readings, scope: str = "") -> Evaluate:
    """Return the function of a condition under the readings in force; `scope` is the list whose record it looks at."""
    match condition:
        case Test():
            return _test(condition, scope)
        case AllOf(parts):
            return _fold([compile_condition(part, readings, scope) for part in parts], BOTH, MET)
        case AnyOf(parts):
            return _fold([compile_condition(part, readings, scope) for part in parts], EITHER_OF, NOT_MET)
        case Some():
            return _some(condition, readings, scope)
        case Each():
            return _each(condition, readings, scope)
        case Choose():
            return _choose(condition, readings, scope)
        case Ratio():
            return _ratio(condition, scope)
        case ByReading(key, cases):
            return compile_condition(cases[readings.of(key)], readings, scope)
        case Fixed(outcome):
            mask = MASKS[outcome]
            return lambda _facts, _record: mask
        case _:
            assert_never(condition)


def getter(path: str, scope: str) -> Get:
    """Return what looks up a fact: in the record where it belongs to the list `scope`, else at the top."""
    if scope and path.startswith(scope + "."):
        name = path.removeprefix(scope + ".")
        return lambda _facts, record: record.get(name)
    return lambda facts, _record: facts.get(path)


def same_text(first: str, second: str) -> bool:
    """Return whether two texts are equal in compatibility form and without white space."""
    return compared_form(first) == compared_form(second)


def compared_form(text: str) -> str:
    """Return what of a text counts where it is compared: its compatibility form without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _fold(parts: list[Evaluate], table: tuple[tuple[Mask, ...], ...], neutral: Mask) -> Evaluate:
    def evaluate(facts: Facts, record: Facts) -> Mask:
        mask = parts[0](facts, record) if parts else neutral
        for part in parts[1:]:
            mask = table[mask][part(facts, record)]
        return mask

    return evaluate


def _test(test: Test, scope: str) -> Evaluate:
    get = getter(test.fact, scope)
    match test.operand:
        case FactValue(other):
            return _compared(test, get, getter(other, scope))
        case SumOf(names):
            return _at_least_sum(get, [getter(name, scope) for name in names])
        case _:
            return _fixed_test(test, get)


def _fixed_test(test: Test, get: Get) -> Evaluate:  # noqa: C901 - one case an operator
    operand: Any = test.operand
    match test.operator:
        case "stated":
            return lambda facts, record: MET if (get(facts, record) is not None) is operand else NOT_MET
        case "within":
            return _within(get) if operand == "period" else _in_year(get)
        case "given":
            return _decided(get, lambda value: (value is not False) is operand)
        case "is":
            return _decided(get, lambda value: value == operand)
        case "one_of":
            return _decided(get, lambda value: value in operand)
        case "includes":
            wanted = frozenset(operand)
            return _decided(get, wanted.issubset)
        case "count_at_least":
            return _decided(get, lambda value: len(value) >= operand)
        case "more_than":
            # A count or an amount is never negative, so that 0 is reached without an answer.
            return _decided(get, lambda value: value > operand, MET if operand < 0 else EITHER)
        case "at_least":
            unanswered = MET if operand <= 0 else EITHER
            return _decided(get, lambda value: value >= operand, unanswered)
        case "equals" | "same_text_as":
            raise AssertionError(test.operator)
        case _:
            assert_never(test.operator)


def _decided(get: Get, holds: Callable[[Any], bool], unanswered: Mask = EITHER) -> Evaluate:
    def evaluate(facts: Facts, record: Facts) -> Mask:
        value = get(facts, record)
        if value is None:
            return unanswered
        return MET if holds(value) else NOT_MET

    return evaluate


def _within(get: Get) -> Evaluate:
    def evaluate(facts: Facts, record: Facts) -> Mask:
        value: Any = get(facts, record)
        if value is None:
            return EITHER
        start: Any = facts["assessment.period.start"]
        end: Any = facts["assessment.period.end"]
        return MET if start <= value <= end else NOT_MET

    return evaluate


def _in_year(get: Get) -> Evaluate:
    def evaluate(facts: Facts, record: Facts) -> Mask:
        value: Any = get(facts, record)
        if value is None:
            return EITHER
        as_of: Any = facts["assessment.as_of"]
        return MET if value.year == as_of.year else NOT_MET

    return evaluate


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "equals": lambda one, two: one == two,
    "at_least": lambda one, two: one >= two,
    "same_text_as": same_text,
}


def _compared(test: Test, get: Get, other: Get) -> Evaluate:
    holds = _COMPARISONS[test.operator]

    def evaluate(facts: Facts, record: Facts) -> Mask:
        one, two = get(facts, record), other(facts, record)
        if one is False or two is False:
            return NOT_MET
        if one is None or two is None:
            return EITHER
        return MET if holds(one, two) else NOT_MET

    return evaluate


def _at_least_sum(get: Get, parts: list[Get]) -> Evaluate:
    def evaluate(facts: Facts, record: Facts) -> Mask:
        value = get(facts, record)
        given = [part(facts, record) for part in parts]
        least = sum(figure for figure in given if figure is not None)
        open_ended = any(figure is None for figure in given)
        if value is None:
            return MET if least == 0 and not open_ended else EITHER
        if value < least:
            return NOT_MET
        return EITHER if open_ended else MET

    return evaluate


def _picked(condition: Some | Each, readings: Readings, scope: str) -> tuple[Get, Evaluate | None, Evaluate | None]:
    inner = condition.records
    where = None if condition.where is None else compile_condition(condition.where, readings, inner)
    satisfies = None if condition.satisfies is None else compile_condition(condition.satisfies, readings, inner)
    return getter(inner, scope), where, satisfies


def _some(condition: Some, readings: Readings, scope: str) -> Evaluate:
    get, where, satisfies = _picked(condition, readings, scope)

    def evaluate(facts: Facts, record: Facts) -> Mask:
        listed = get(facts, record)
        if listed is None:
            return EITHER
        mask = NOT_MET
        for entry in listed:
            if where is not None and where(facts, entry) != MET:
                continue
            mask = EITHER_OF[mask][MET if satisfies is None else satisfies(facts, entry)]
            if mask == MET:
                return MET
        return mask

    return evaluate


def _each(condition: Each, readings: Readings, scope: str) -> Evaluate:
    get, where, satisfies = _picked(condition, readings, scope)
    assert satisfies is not None

    def evaluate(facts: Facts, record: Facts) -> Mask:
        listed = get(facts, record)
        if listed is None:
            return EITHER
        mask = 0
        for entry in listed:
            if where is None or where(facts, entry) == MET:
                found = satisfies(facts, entry)
                mask = BOTH[mask][found] if mask else found
        return mask or NOT_MET

    return evaluate


def _choose(condition: Choose, readings: Readings, scope: str) -> Evaluate:
    branches = [
        (compile_condition(when, readings, scope), compile_condition(then, readings, scope))
        for when, then in condition.branches
    ]
    otherwise = compile_condition(condition.otherwise, readings, scope)

    def evaluate(facts: Facts, record: Facts) -> Mask:
        mask = 0
        for when, then in branches:
            chosen = when(facts, record)
            if chosen & MET:
                mask |= then(facts, record)
            if chosen == MET:
                return mask
        return mask | otherwise(facts, record)

    return evaluate


def _ratio(condition: Ratio, scope: str) -> Evaluate:
    """Return the comparison of a share with a percentage, in whole numbers: 100*of - percent*among >= 0.

    Where figures are unanswered, the outcomes that some answer leads to are found exactly: the left side is linear,
    so that its extremes lie where each unanswered figure is 0 or grows without bound.
    """
    names = tuple(dict.fromkeys((*condition.among, *condition.of)))
    weights = [
        PERCENT * condition.of.count(name) - condition.at_least_percent * condition.among.count(name) for name in names
    ]
    counted = [name in condition.among for name in names]
    gets = [getter(name, scope) for name in names]
    when_none = MASKS[condition.when_none]

    def evaluate(facts: Facts, record: Facts) -> Mask:
        values = [get(facts, record) for get in gets]
        surplus = sum(weight * value for weight, value in zip(weights, values, strict=True) if value is not None)
        among = sum(value for value, inside in zip(values, counted, strict=True) if value is not None and inside)
        unanswered = [index for index, value in enumerate(values) if value is None]
        if not unanswered:
            if not among:
                return when_none
            return MET if surplus >= 0 else NOT_MET
        can_grow = any(weights[index] > 0 for index in unanswered)
        can_fall = any(weights[index] < 0 for index in unanswered)
        # The least that must stand among the counted for the share to exist: nothing, or one of an unanswered figure.
        steps = [0] if among else [weights[index] for index in unanswered if counted[index]]
        mask = 0 if among else when_none
        if any(can_grow or surplus + step >= 0 for step in steps):
            mask |= MET
        if any(can_fall or surplus + step < 0 for step in steps):
            mask |= NOT_MET
        return mask

    return evaluate
