"""The closed language of conditions, as frozen data: what a rule set can say about facts, and no more.

Conditions are compared by identity, so that what is computed from one can be kept beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Decision = Literal["met", "not_met", "needs_review", "not_applicable"]
Span = Literal["period", "year"]
Operator = Literal[
    "is",
    "one_of",
    "given",
    "stated",
    "at_least",
    "more_than",
    "equals",
    "same_text_as",
    "includes",
    "count_at_least",
    "within",
]


@dataclass(frozen=True, slots=True)
class FactValue:
    """The value of another fact, as something to compare with."""

    fact: str


@dataclass(frozen=True, slots=True)
class SumOf:
    """The sum of whole-number facts, as something to compare with."""

    facts: tuple[str, ...]


Operand: TypeAlias = bool | int | str | tuple[str, ...] | FactValue | SumOf


@dataclass(frozen=True, slots=True, eq=False)
class Test:
    """One fact against one operand."""

    fact: str
    operator: Operator
    operand: Operand


@dataclass(frozen=True, slots=True, eq=False)
class AllOf:
    """The least of its parts."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf:
    """The greatest of its parts."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Some:
    """The greatest outcome of `satisfies` over the records that `where` picks; none picked: not met."""

    records: str
    where: "Condition | None"
    satisfies: "Condition | None"


@dataclass(frozen=True, slots=True, eq=False)
class Each:
    """The least outcome of `satisfies` over the records that `where` picks; none picked: not met."""

    records: str
    where: "Condition | None"
    satisfies: "Condition"


@dataclass(frozen=True, slots=True, eq=False)
class Choose:
    """The branch of the first condition that holds, else `otherwise`."""

    branches: tuple[tuple["Condition", "Condition"], ...]
    otherwise: "Condition"


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """The sum of `of` at least `at_least_percent` hundredths of the sum of `among`; `when_none` where that is 0."""

    of: tuple[str, ...]
    among: tuple[str, ...]
    at_least_percent: int
    when_none: Decision


@dataclass(frozen=True, slots=True, eq=False)
class ByReading:
    """The case of the reading that is in force for `key`."""

    key: str
    cases: Mapping[str, "Condition"]


@dataclass(frozen=True, slots=True, eq=False)
class Fixed:
    """An outcome that no fact changes."""

    outcome: Decision


Condition: TypeAlias = Test | AllOf | AnyOf | Some | Each | Choose | Ratio | ByReading | Fixed


def facts_of(condition: Condition | None) -> tuple[str, ...]:
    """Return the paths of all facts that a condition reads, each once, in the order of reading."""
    return tuple(dict.fromkeys(_facts(condition)))


def _facts(condition: Condition | None) -> list[str]:
    match condition:
        case None | Fixed():
            return []
        case Test(fact, _, FactValue(other)):
            return [fact, other]
        case Test(fact, _, SumOf(others)):
            return [fact, *others]
        case Test(fact):
            return [fact]
        case AllOf(parts) | AnyOf(parts):
            return [fact for part in parts for fact in _facts(part)]
        case Some(records, where, satisfies) | Each(records, where, satisfies):
            return [records, *_facts(where), *_facts(satisfies)]
        case Choose(branches, otherwise):
            return [fact for pair in branches for part in pair for fact in _facts(part)] + _facts(otherwise)
        case Ratio(of, among):
            return [*of, *among]
        case ByReading(_, cases):
            return [fact for case in cases.values() for fact in _facts(case)]


def spans_of(condition: Condition | None) -> tuple[Span, ...]:
    """Return the spans of time that a condition compares dates with, each once."""
    return tuple(dict.fromkeys(_spans(condition)))


def _spans(condition: Condition | None) -> list[Span]:
    match condition:
        case Test(_, "within", operand):
            return ["year" if operand == "year" else "period"]
        case AllOf(parts) | AnyOf(parts):
            return [span for part in parts for span in _spans(part)]
        case Some(_, where, satisfies) | Each(_, where, satisfies):
            return _spans(where) + _spans(satisfies)
        case Choose(branches, otherwise):
            return [span for pair in branches for part in pair for span in _spans(part)] + _spans(otherwise)
        case ByReading(_, cases):
            return [span for case in cases.values() for span in _spans(case)]
        case _:
            return []


def compared_texts_of(condition: Condition | None) -> tuple[str, ...]:
    """Return the paths of all texts that a condition compares with one another, each once."""
    return tuple(dict.fromkeys(_compared_texts(condition)))


def _compared_texts(condition: Condition | None) -> list[str]:
    match condition:
        case Test(fact, "same_text_as", FactValue(other)):
            return [fact, other]
        case AllOf(parts) | AnyOf(parts):
            return [path for part in parts for path in _compared_texts(part)]
        case Some(_, where, satisfies) | Each(_, where, satisfies):
            return _compared_texts(where) + _compared_texts(satisfies)
        case Choose(branches, otherwise):
            return [path for pair in branches for part in pair for path in _compared_texts(part)] + _compared_texts(
                otherwise
            )
        case ByReading(_, cases):
            return [path for case in cases.values() for path in _compared_texts(case)]
        case _:
            return []


def readings_of(condition: Condition | None) -> tuple[str, ...]:
    """Return the keys of all readings that a condition depends on, each once."""
    return tuple(dict.fromkeys(_readings(condition)))


def _readings(condition: Condition | None) -> list[str]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return [key for part in parts for key in _readings(part)]
        case Some(_, where, satisfies) | Each(_, where, satisfies):
            return _readings(where) + _readings(satisfies)
        case Choose(branches, otherwise):
            return [key for pair in branches for part in pair for key in _readings(part)] + _readings(otherwise)
        case ByReading(key, cases):
            return [key, *(inner for case in cases.values() for inner in _readings(case))]
        case _:
            return []
