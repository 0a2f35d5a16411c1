"""What holds of every judgement, whatever was answered."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certify.facts import Record
from certify.judging.deciding import deciding_findings, wanted
from certify.judging.evaluate import Readings
from certify.judging.explain import Explainer
from certify.judging.judge import CheckResult, judge
from certify.judging.outcomes import Verdict
from certify.reporting.check_report import CheckReporter
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary
from tests.judging.strategies import HEADER, TOP, facts, submission, values

RULES = find_ruleset("shandong-2024")
OPEN = (Verdict.MISSING, Verdict.NEEDS_REVIEW)
relaxed = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
# More of these never hurts: (fact, and whether the guard or comparison of another sub-check also reads it).
BETTER = (
    "equipment.computers",
    "equipment.printers",
    "equipment.copiers",
    "negotiation.awareness_events",
    "negotiation.employers_assisted",
    "negotiation.cases_guided",
    "commissioned.arbitration_cases",
    "commissioned.court_cases",
    "funding.amount_cny",
)
RANK = {Verdict.NOT_MET: 0, Verdict.MISSING: 1, Verdict.NEEDS_REVIEW: 2, Verdict.MET: 3}


def results(found: Record, **readings: str) -> dict[str, CheckResult]:
    return {result.check.id: result for result in judge(submission(found), RULES, readings=readings).checks()}


@relaxed
@given(facts(), st.data())
def test_removing_an_answer_leaves_a_sub_check_or_opens_it(found: Record, data: st.DataObject) -> None:
    answered = [name for name, _ in TOP if name in found]
    if not answered:
        return
    gone = data.draw(st.sampled_from(answered))
    before, after = results(found), results({name: value for name, value in found.items() if name != gone})
    for check, result in after.items():
        assert result.declared in (before[check].declared, *OPEN), (check, gone)


@relaxed
@given(facts(), st.data())
def test_answering_an_open_fact_never_overturns_what_was_decided(found: Record, data: st.DataObject) -> None:
    unanswered = [(name, field) for name, field in TOP if name not in found and not name.endswith("certificate")]
    if not unanswered:
        return
    name, field = data.draw(st.sampled_from(unanswered))
    before, after = results(found), results({**found, name: data.draw(values(field))})
    for check, result in before.items():
        if result.declared is not Verdict.MISSING:
            assert after[check].declared is result.declared, (check, name)


@relaxed
@given(facts(), st.sampled_from(BETTER), st.integers(1, 5))
def test_a_better_figure_never_worsens_a_verdict(found: Record, name: str, more: int) -> None:
    if name not in found:
        return
    before = results(found)
    after = results({**found, name: found[name] + more})  # type: ignore[operator]
    for check, result in before.items():
        if Verdict.NOT_APPLICABLE not in (result.declared, after[check].declared):
            assert RANK[after[check].declared] >= RANK[result.declared], check


@relaxed
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 5))
def test_one_more_agreement_never_worsens_the_rate(agreed: int, failed: int, pending: int) -> None:
    def rate(agreed: int, failed: int) -> Verdict:
        figures: dict[str, Any] = {
            "accepted": agreed + failed + pending,
            "agreed": agreed,
            "failed": failed,
            "pending": pending,
        }
        found = {f"cases.{name}": value for name, value in figures.items()} | HEADER
        return next(one.declared for name, one in results(found).items() if one.readings)

    if failed:
        assert (
            RANK[rate(agreed + 1, failed - 1)] >= RANK[rate(agreed, failed)] or rate(agreed, failed) == "not_applicable"
        )


@relaxed
@given(facts(), st.integers(0, 10**6))
def test_the_order_of_facts_and_of_records_changes_nothing(found: Record, seed: int) -> None:
    names = list(found)
    random.Random(seed).shuffle(names)
    shuffled: Record = {}
    for name in names:
        value = found[name]
        shuffled[name] = random.Random(seed).sample(value, len(value)) if isinstance(value, list) else value
    before, after = results(found), results(shuffled)
    assert {check: one.declared for check, one in before.items()} == {
        check: one.declared for check, one in after.items()
    }


@relaxed
@given(facts())
def test_every_sub_check_is_explained_and_every_missing_one_names_what_is_wanted(found: Record) -> None:
    explainer = Explainer(vocabulary(), found, Readings.make(RULES.default_readings()))
    for check, result in results(found).items():
        findings = deciding_findings(result, explainer)
        if result.declared is Verdict.MISSING:
            assert wanted(result, explainer), check
        if result.declared is Verdict.NOT_MET:
            assert findings, check


@relaxed
@given(facts(), st.sampled_from(["zh", "en"]))
def test_every_report_can_be_worded(found: Record, lang: Any) -> None:
    reporter = CheckReporter(vocabulary(), lang, lambda _: None)
    report = reporter.report(judge(submission(found), RULES), ())
    for criterion in report.criteria:
        for check in criterion.checks:
            assert check.reason or check.kind != "auto", check.id
            assert lang == "en" or "None" not in check.reason, check.reason
            assert "{" not in check.reason, check.reason


@pytest.mark.parametrize(
    "reading", [reading for reading in RULES.readings if len(reading.values) > 1], ids=lambda r: r.key
)
def test_every_computed_reading_is_judged(reading: Any) -> None:
    for value in reading.values:
        assert len(results(HEADER, **{reading.key: value})) == len(list(RULES.checks()))
