"""The outcomes that a sub-check can have, read off its conditions."""

from certify.judging.evaluate import Readings
from certify.judging.outcomes import Verdict
from certify.rules.conditions import AllOf, AnyOf, ByReading, Choose, Condition, Each, Fixed, Ratio, Some, Test
from certify.rules.ruleset import Check


def possible_outcomes(check: Check, readings: Readings) -> frozenset[Verdict]:
    """Return every verdict that some facts lead to under the readings."""
    found = {"needs_review"} if check.rule is None else _outcomes(check.rule, readings)
    # Whatever can go two ways is open where nobody says which; the organization's type is always said.
    open_ended = len(found) > 1 or (check.premise is not None and found != {"not_applicable"})
    if check.guard is not None:
        found = found | {"not_applicable"}
    return frozenset(Verdict(name) for name in (found | {"missing"} if open_ended else found))


def _outcomes(condition: Condition, readings: Readings) -> set[str]:
    match condition:
        case Test():
            return {"met", "not_met"}
        case AllOf(parts) | AnyOf(parts):
            return set().union(*(_outcomes(part, readings) for part in parts))
        case Some(_, _, satisfies) | Each(_, _, satisfies):
            return {"not_met"} | ({"met"} if satisfies is None else _outcomes(satisfies, readings))
        case Choose(branches, otherwise):
            return set().union(*(_outcomes(then, readings) for _, then in branches), _outcomes(otherwise, readings))
        case Ratio(when_none=when_none):
            return {"met", "not_met", when_none}
        case ByReading(key, cases):
            return _outcomes(cases[readings.of(key)], readings)
        case Fixed(outcome):
            return {outcome}
