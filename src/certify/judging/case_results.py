"""Cases against the engine: what a case says and what is concluded, and which outcomes no case shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from certify.judging.evaluate import Readings
from certify.judging.judge import CheckResult, Judgement, judge
from certify.judging.outcomes import Verdict
from certify.judging.possible_outcomes import possible_outcomes
from certify.reading.cases import Case
from certify.rules.ruleset import Check, RuleSet


@dataclass(frozen=True, slots=True)
class Difference:
    """A verdict that is not the one expected; `of` is the track, or the value of a compared reading."""

    of: str
    expected: str
    found: Verdict


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What the engine concludes about a case; without differences the case has passed."""

    case: Case
    judgement: Judgement
    result: CheckResult
    differences: tuple[Difference, ...]


def run_case(case: Case, rules: RuleSet) -> CaseResult:
    """Judge the facts of a case and compare."""
    judgement = judge(case.submission, rules, readings=case.readings)
    result = next(result for result in judgement.checks() if result.check.id == case.check)
    return CaseResult(case, judgement, result, tuple(_differences(case, result)))


def _differences(case: Case, result: CheckResult) -> Iterator[Difference]:
    compared = {value: verdict for _, value, verdict in result.readings}
    said = [("declared", case.expect, result.declared), ("verified", case.verified, result.verified)]
    said += [(value, expected, compared[value]) for value, expected in case.under.items()]
    return (Difference(of, expected, found) for of, expected, found in said if expected not in ("", found))


def outcomes_without_case(rules: RuleSet, cases: Iterable[Case]) -> Iterator[tuple[Check, list[Verdict]]]:
    """Yield every sub-check that can have an outcome, under the default readings, which no case of it shows."""
    shown = {(case.check, case.expect) for case in cases if not case.readings}
    readings = Readings.make(rules.default_readings())
    for check in rules.checks():
        possible = possible_outcomes(check, readings)
        lacking = [verdict for verdict in Verdict if verdict in possible and (check.id, verdict) not in shown]
        if lacking:
            yield check, lacking
