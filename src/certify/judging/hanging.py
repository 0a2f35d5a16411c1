"""Whether the verdict on a sub-check hangs on a fact: it waits for it, or would be another one by another answer."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from certify.facts import Facts, Record, Value
from certify.judging.asking import wanted_facts
from certify.judging.evaluate import Readings, compile_condition
from certify.judging.judge import CheckResult
from certify.judging.outcomes import NOT_MET, Mask, Verdict
from certify.rules.conditions import Condition
from certify.rules.ruleset import Check
from certify.rules.vocabulary import Field

# A figure that no threshold lies above, and a text that is like no other.
_MANY, _SOME_TEXT = 10**9, "\N{HORIZONTAL ELLIPSIS}"
_EXTREMES: Mapping[str, tuple[Value, ...]] = {
    "bool": (True, False),
    "doc": (_SOME_TEXT, False),
    "text": (_SOME_TEXT,),
    "int": (0, _MANY),
    "decimal": (Decimal(0), Decimal(_MANY)),
    "date": (date.min, date.max),
    "record": (True, False),
    "records": ([],),
}
_POSITION = re.compile(r"\[\d+\]")


def hangs_on(result: CheckResult, field: Field, facts: Facts, readings: Readings) -> bool:
    """Return whether the declared verdict hangs on the fact of a field, with all others as they are.

    In a list all its rows are answered alike. Of figures, dates and texts the extremes are tried.
    """
    if result.declared is Verdict.MISSING:
        return field.path in {_POSITION.sub("", path) for path in wanted_facts(result.check, facts, readings)}
    now = _masks(result.check, facts, readings)
    # What is required is always answered: nothing is judged without it.
    answers = _answers(field) if field.required else (None, *_answers(field))
    others = (_with(facts, field.path, value) for value in answers)
    return any(_masks(result.check, other, readings) != now for other in others)


def _masks(check: Check, facts: Facts, readings: Readings) -> tuple[Mask, ...]:
    """Return the possible outcomes of the guard, and of the rule where that does not rule it out."""
    guard = _mask(check.guard, facts, readings)
    return (guard,) if guard == NOT_MET else (guard, _mask(check.rule, facts, readings))


def _mask(condition: Condition | None, facts: Facts, readings: Readings) -> Mask:
    return 0 if condition is None else compile_condition(condition, readings)(facts, facts)


def _answers(field: Field) -> tuple[Value, ...]:
    if field.type == "enum":
        return tuple(field.options)
    if field.type == "set":
        return ((), *((choice,) for choice in field.options), tuple(field.options))
    return _EXTREMES.get(field.type, ())


def _with(record: Facts, path: str, value: Value | None) -> Record:
    """Return facts with a fact answered otherwise, or not at all, in every row of a list that it stands in."""
    found: Record = {}
    within = False
    for name, given in record.items():
        if isinstance(given, list) and path.startswith(f"{name}."):
            found[name] = [_with(entry, path.removeprefix(f"{name}."), value) for entry in given]
            within = True
        elif name != path and not name.startswith(f"{path}."):
            found[name] = given
    return found if within or value is None else {**found, path: value}
