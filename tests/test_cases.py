"""Every case of the case files of every rule set, and that no sub-check lacks a case for an outcome it can have."""

import pytest

from certify.cli.chosen_rules import newest_rulesets
from certify.judging.case_results import outcomes_without_case, run_case
from certify.reading.cases import CaseReading, read_cases
from certify.rules.load import find_ruleset
from certify.rules.ruleset import RuleSet
from certify.wording.problems import line

# The case files of a rule set go with its newest version.
NEWEST = {rules.id: rules for rules in map(find_ruleset, newest_rulesets())}
READ = {name: read_cases(rules) for name, rules in NEWEST.items()}


@pytest.fixture(params=sorted(NEWEST))
def rules(request: pytest.FixtureRequest) -> RuleSet:
    return NEWEST[request.param]


@pytest.fixture
def read(rules: RuleSet) -> CaseReading:
    return READ[rules.id]


def test_no_case_file_has_a_mistake(read: CaseReading) -> None:
    assert "".join(line(problem, "en") for problem in read.problems) == ""


def test_every_case_is_judged_as_it_says(rules: RuleSet, read: CaseReading) -> None:
    assert len(read.cases) > 20
    results = [run_case(case, rules) for case in read.cases]
    assert {result.case.where: result.differences for result in results if result.differences} == {}


def test_every_outcome_of_every_sub_check_has_a_case(rules: RuleSet, read: CaseReading) -> None:
    assert {check.id: lacking for check, lacking in outcomes_without_case(rules, read.cases)} == {}
