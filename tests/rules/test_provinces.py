"""The rule sets for monitoring: what they have in common, and where one organization fares differently under them."""

import re
from pathlib import Path
from typing import Any

import pytest

from certify.facts import Submission
from certify.judging.judge import Judgement, Track, judge, outcome_of
from certify.judging.outcomes import Verdict
from certify.language import Text
from certify.reading.cases import case_facts, read_cases
from certify.reading.sink import Sink
from certify.rules.conditions import facts_of, readings_of
from certify.rules.files import plain
from certify.rules.home import criteria_home
from certify.rules.left_out import left_out
from certify.rules.load import available_rulesets, find_ruleset
from certify.rules.ruleset import Check, Criterion, RuleSet
from certify.rules.vocabulary import vocabulary
from tests.documents.conftest import parsed

MONITORING = [find_ruleset(name) for name in ("hainan-2023", "chongqing-2023", "sichuan-2023", "henan-2023")]
CRITERIA = [criterion for rules in MONITORING for criterion in rules.criteria]
CHECKS = [check for rules in MONITORING for check in rules.checks()]
CHINESE = re.compile("[\u4e00-\u9fff]")
BINDING = {
    *(f"HI-6-{n}.a" for n in range(1, 7)),
    *("HI-PUB-1.a", "HI-JC-1.a", "HI-JC-1.b"),
    *("CQ-CENTER-1.a", "CQ-LINK-1.a", "CQ-STAFF-1.a", "CQ-STAFF-2.a", "CQ-STAFF-2.b"),
    *("SC-LAW-1.a", "SC-LINK-1.a", "SC-TRAIN-2.a", "SC-TRAIN-2.b"),
}
LISTED = Path(__file__).parents[3] / "shared" / "domain" / "data" / "other-provinces.yaml"
PART_TIME_ONLY = """
mediators:
  - {id: M1, employment: part_time, active: true, certificate: false, profession: lawyer, trainings: []}
"""


def judged(name: str, facts: str) -> Judgement:
    document = parsed(facts)
    sink = Sink(document)
    submission = Submission("case.yaml", "", case_facts(document.root, vocabulary(), sink), {})
    assert not sink.problems
    return judge(submission, find_ruleset(name))


def verdicts(judgement: Judgement) -> dict[str, str]:
    return {result.check.id: result.declared.value for result in judgement.checks()}


@pytest.mark.skipif(not LISTED.exists(), reason="the domain data lie beside the repository only in development")
def test_every_statement_that_can_be_a_criterion_is_one_or_is_left_out() -> None:
    known = {one.id: (one.clause, one.text) for one in CRITERIA}
    known |= {one.id: (one.clause.removeprefix("主文 "), one.text) for one in find_ruleset("shandong-2024").type_rules}
    # The program gives an id to criteria and to rules by type, not to what it leaves out.
    others = {(one.clause.removeprefix("主文 "), one.quote) for one in left_out()}
    listed: Any = plain(parsed(LISTED.read_bytes()).root)
    for province in listed.values():
        for one in province["criteria"]:
            clause, quote = str(one["cl"]), one["q"]
            said = known.pop(one["id"], (clause, quote) if (clause, quote) in others else ("", ""))
            # What is a goal is quoted with its year, of which the list gives the words on organizations only.
            assert said[0] == clause, one["id"]
            assert quote in said[1], one["id"]
    assert known == {}


@pytest.mark.parametrize("rules", MONITORING, ids=lambda rules: rules.id)
def test_a_rule_set_for_monitoring(rules: RuleSet) -> None:
    assert rules.purpose == "monitoring"
    assert rules.id == f"{rules.region}-2023"
    assert (criteria_home() / "regions" / f"{rules.region}.csv").is_file()
    assert rules.effective_from == rules.source.issued_on
    assert not rules.type_rules


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)
def test_a_clause_is_advice_where_nothing_in_it_binds(criterion: Criterion) -> None:
    letters = "abcdefgh"
    assert [check.id for check in criterion.checks] == [
        f"{criterion.id}.{letters[n]}" for n in range(len(criterion.checks))
    ]
    assert criterion.advisory == (criterion.tier == "advisory")
    for check in criterion.checks:
        assert (check.id in BINDING) == (check.advisory is None), check.id


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_sub_check_is_worded_in_both_languages(check: Check) -> None:
    assert check.kind == "auto" or check.review is not None
    texts = [check.title, check.remedy, check.review, check.not_applicable_because, check.advisory]
    for text in [*texts, *check.evidence, *(flag.text for flag in check.flags)]:
        assert text is None or worded(text)


@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)
def test_a_note_is_worded_in_both_languages(criterion: Criterion) -> None:
    assert worded(criterion.title)
    assert criterion.note is None or worded(criterion.note)


def worded(text: Text) -> bool:
    return bool(CHINESE.search(text.zh)) and bool(re.search("[A-Za-z]{3}", text.en))


@pytest.mark.parametrize("rules", MONITORING, ids=lambda rules: rules.id)
def test_every_reading_has_its_default_first_and_is_used(rules: RuleSet) -> None:
    used = {key for check in rules.checks() for key in (*readings_of(check.rule), *readings_of(check.guard))}
    assert used == {reading.key for reading in rules.readings}
    assert all(next(iter(reading.values)) == reading.default for reading in rules.readings)


@pytest.mark.parametrize("rules", MONITORING, ids=lambda rules: rules.id)
def test_every_other_value_of_a_reading_has_a_case(rules: RuleSet) -> None:
    shown = {pair for case in read_cases(rules).cases for pair in case.readings.items()}
    assert {(one.key, value) for one in rules.readings for value in one.values if value != one.default} <= shown


def test_what_decides_is_never_derived_nor_personal() -> None:
    words = vocabulary()
    for check in CHECKS:
        for path in (*facts_of(check.guard), *facts_of(check.rule)):
            assert not path.startswith("derived."), check.id
            assert not words.by_path[path].personal, check.id


def test_a_fact_asked_for_only_where_it_is_wanted_is_wanted_somewhere() -> None:
    wanted = {path for name in available_rulesets() for check in find_ruleset(name).checks() for path in check.facts}
    for field in vocabulary().by_path.values():
        if field.only_where_wanted and not field.fields:
            assert field.path in wanted, field.path


def test_nothing_of_the_first_rule_set_is_asked_only_where_it_is_wanted() -> None:
    words = vocabulary()
    for check in find_ruleset("shandong-2024").checks():
        assert not [path for path in check.facts if words.by_path[path].only_where_wanted], check.id


@pytest.mark.parametrize(
    ("type_", "shandong", "chongqing"),
    [
        ("township", "not_met", "not_met"),
        ("enterprise_committee", "not_met", "not_applicable"),
        ("chamber", "not_met", "not_applicable"),
    ],
)
def test_a_full_time_mediator_is_asked_of_all_there_and_of_townships_here(
    type_: str, shandong: str, chongqing: str
) -> None:
    facts = f"organization: {{type: {type_}}}\n{PART_TIME_ONLY}"
    assert verdicts(judged("shandong-2024", facts))["A1-1.a"] == shandong
    assert verdicts(judged("chongqing-2023", facts))["CQ-STAFF-1.a"] == chongqing


def test_a_certificate_is_asked_for_in_one_province_only() -> None:
    assert verdicts(judged("shandong-2024", PART_TIME_ONLY))["A1-1.d"] == "not_met"
    assert verdicts(judged("chongqing-2023", PART_TIME_ONLY))["CQ-STAFF-2.a"] == "met"
    assert verdicts(judged("hainan-2023", PART_TIME_ONLY))["HI-6-3.a"] == "met"


def test_equipment_is_listed_in_one_province_and_merely_there_in_another() -> None:
    facts = "equipment: {computers: 1, printers: 0, copiers: 0}"
    shandong = verdicts(judged("shandong-2024", facts))
    assert (shandong["B2-2.c"], shandong["B2-2.d"], shandong["B2-2.e"]) == ("met", "not_met", "not_met")
    assert verdicts(judged("hainan-2023", facts))["HI-6-2.a"] == "met"


def test_a_serving_judge_is_a_professional_in_one_province_and_for_a_reviewer_in_another() -> None:
    facts = "mediators: [{id: M1, employment: part_time, active: true, profession: judge}]"
    assert verdicts(judged("shandong-2024", facts))["A1-2.a"] == "met"
    assert verdicts(judged("chongqing-2023", facts))["CQ-STAFF-3.a"] == "needs_review"


def test_notices_bind_in_one_province_and_are_advice_in_another() -> None:
    facts = "agreements: {made: 2}\nperformance: {notices_issued: 1}"
    assert verdicts(judged("shandong-2024", facts))["A2-5.b"] == "not_met"
    for name, clause in (("chongqing-2023", "CQ-PERF-2"), ("henan-2023", "HA-PERF-1")):
        judgement = judged(name, facts)
        (result,) = (one for one in judgement.clauses if one.criterion.id == clause)
        assert (result.declared.value, result.criterion.advisory) == ("not_met", True)
        assert judgement.outcome != "not_ready"


def test_to_guide_to_the_court_is_enough_in_one_province_only() -> None:
    facts = "agreements: {made: 2}\nconfirmation_guidance: {guided: 2, arbitration_review: 0}"
    assert verdicts(judged("chongqing-2023", facts))["CQ-LINK-1.a"] == "met"
    assert verdicts(judged("sichuan-2023", facts))["SC-LINK-1.a"] == "not_met"


def test_hours_of_training_count_in_one_province_only() -> None:
    facts = """
mediators:
  - id: M1
    employment: full_time
    active: true
    trainings: [{organizer: hrss, kind: induction, hours: 8, date: 2025-03-01, passed: true}]
"""
    shandong = verdicts(judged("shandong-2024", facts))
    assert (shandong["A1-5.a"], shandong["A1-5.b"]) == ("met", "met")
    sichuan = judged("sichuan-2023", facts)
    assert verdicts(sichuan)["SC-TRAIN-1.a"] == "not_met"
    assert "SC-TRAIN-1.a" not in {result.check.id for result in sichuan.deciding()}


def test_a_goal_is_never_quoted_without_its_year() -> None:
    goals = [criterion for criterion in CRITERIA if criterion.tier == "target"]
    assert len(goals) == 6
    assert all(criterion.text.startswith("到2027年，基本实现") for criterion in goals)


def test_no_advice_rests_on_a_permission() -> None:
    permissions = re.compile("可|有条件的")
    assert not [check.id for check in CHECKS if check.advisory is not None and permissions.search(check.quote)]


@pytest.mark.parametrize("rules", MONITORING, ids=lambda rules: rules.id)
@pytest.mark.parametrize("track", ["declared", "verified"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_nobody_is_ever_recommended_for_anything(rules: RuleSet, track: Track, verdict: Verdict) -> None:
    assert outcome_of([verdict], track, rules.purpose) in ("ready", "not_ready", "incomplete", "not_applicable")


def test_the_page_on_provinces_says_what_is_judged() -> None:
    page = (Path(__file__).parents[2] / "docs" / "provinces.md").read_text(encoding="utf-8")
    facts = page.partition("```yaml\n")[2].partition("```")[0]
    found: dict[str, str] = {}
    for name in ("shandong-2024", *(rules.id for rules in MONITORING)):
        rules = find_ruleset(name)
        checks = list(rules.checks())
        advisory = sum(check.advisory is not None for check in checks)
        assert f"| `{name}` | {len(rules.criteria)} | {len(checks)} | {advisory} | {rules.purpose} |" in page
        found |= verdicts(judged(name, facts))
    said = re.findall(r"([A-Z][A-Z0-9-]*\.[a-k]) (met|not_met|needs_review|missing|not_applicable)\b", page)
    assert len(said) == 15
    assert {check: found[check] for check, _ in said} == dict(said)
