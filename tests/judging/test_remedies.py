"""What a remedy may demand: nothing that has to be done in a period that is over."""

import pytest

from certify.rules.conditions import facts_of
from certify.rules.load import find_ruleset
from certify.rules.ruleset import Check

# What has to have taken place in the period.
FLOWS = {
    "outreach",
    "negotiation.awareness_events",
    "negotiation.employers_assisted",
    "commissioned.arbitration_cases",
    "commissioned.court_cases",
    "platforms",
}
CHECKS = [check for check in find_ruleset("shandong-2024").checks() if FLOWS & {*facts_of(check.rule)}]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_remedy_says_that_a_period_that_is_over_can_only_be_entered_as_it_was(check: Check) -> None:
    assert "补登" in check.remedy.zh
    assert "已过" in check.remedy.zh or "过去" in check.remedy.zh
    assert "the period is over" in check.remedy.en or "for the past" in check.remedy.en


def test_there_are_such_remedies() -> None:
    assert len(CHECKS) == 7
