"""Every case of the case files, and that no sub-check lacks a case for an outcome it can have."""

import pytest

from certify.judging.judge import judge
from certify.rules.load import find_ruleset
from certify.rules.ruleset import Check
from tests.case_files import Case, cases
from tests.possible_outcomes import possible_outcomes

RULES = find_ruleset("shandong-2024")
ALL = list(cases("shandong-2024"))


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.check}-{case.name}")
def test_a_case(case: Case) -> None:
    known = {reading.key: reading.values for reading in RULES.readings}
    assert all(value in known[key] for key, value in case.readings.items()), case.where
    judgement = judge(case.submission, RULES, readings=case.readings)
    result = next(result for result in judgement.checks() if result.check.id == case.check)
    assert result.declared == case.expect, case.where
    if case.verified is not None:
        assert result.verified == case.verified, case.where
    if case.under:
        found = {value: verdict.value for _, value, verdict in result.readings}
        assert found == dict(case.under), case.where


@pytest.mark.parametrize("check", list(RULES.checks()), ids=lambda check: check.id)
def test_every_outcome_of_a_check_has_a_case(check: Check) -> None:
    shown = {case.expect for case in ALL if case.check == check.id and not case.readings}
    assert shown == possible_outcomes(check, RULES)


def test_no_case_is_of_an_unknown_check() -> None:
    assert {case.check for case in ALL} <= {check.id for check in RULES.checks()}
