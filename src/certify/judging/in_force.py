"""A condition as it stands under the readings in force, without the cases of the others."""

from certify.judging.evaluate import Readings
from certify.rules.conditions import AllOf, AnyOf, ByReading, Choose, Condition, Each, Fixed, Ratio, Some, Test


def in_force(condition: Condition, readings: Readings) -> Condition:
    """Return a condition in which every choice by reading is replaced by the case in force."""

    def inner(part: Condition) -> Condition:
        return in_force(part, readings)

    match condition:
        case Test() | Ratio() | Fixed():
            return condition
        case AllOf(parts):
            return AllOf(tuple(inner(part) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(inner(part) for part in parts))
        case Some(records, where, satisfies):
            return Some(records, where and inner(where), satisfies and inner(satisfies))
        case Each(records, where, satisfies):
            return Each(records, where and inner(where), inner(satisfies))
        case Choose(branches, otherwise):
            return Choose(tuple((inner(when), inner(then)) for when, then in branches), inner(otherwise))
        case ByReading(key, cases):
            return inner(cases[readings.of(key)])
