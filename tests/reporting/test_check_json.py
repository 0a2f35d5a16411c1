"""`certify check --format json` against the contract, to the letter."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.reporting.asking import Report, asked, checks, report
from tests.running.calling import clean, inside
from tests.running.submissions import RULES, a_check, entry, ready, review

TOP = {
    "report",
    "certify_version",
    "ruleset",
    "organization",
    "period",
    "as_of",
    "track",
    "outcome",
    "score",
    "criteria",
    "type_conformance",
    "problems",
}
SCORE = {"met", "needs_review", "missing", "not_met", "not_applicable", "applicable", "percent", "percent_at_most"}
VERDICTS = {"met", "not_met", "missing", "needs_review", "not_applicable"}
ORDER = ("not_met", "missing", "needs_review", "met")
FALLING_SHORT = ready("a", signage__emblem_displayed=False, feedback=None, cases__accepted=None)


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report(tmp_path_factory.mktemp("declared"), ready("a"))


@pytest.fixture(scope="module")
def verified(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report(tmp_path_factory.mktemp("verified"), ready("a"), review("a", leave_out=(a_check("judgement"),)))


@pytest.fixture(scope="module")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report(tmp_path_factory.mktemp("failing"), FALLING_SHORT)


@pytest.fixture(scope="module")
def invalid(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report(tmp_path_factory.mktemp("invalid"), ready("a", cases__agreed=99, postings__procedure="大概"))


@pytest.fixture(params=["declared", "verified", "failing"])
def judged(request: pytest.FixtureRequest) -> Report:
    found: Report = request.getfixturevalue(request.param)
    return found


def test_the_names_of_the_contract_are_there(judged: Report) -> None:
    assert judged.keys() >= TOP
    assert judged["report"] == "certify-check/1"
    assert judged["ruleset"].keys() >= {"id", "version", "digest", "readings"}
    assert judged["organization"].keys() >= {"id", "name", "type", "jurisdiction"}
    assert judged["period"] == {"start": "2025-01-01", "end": "2025-10-31"}
    assert judged["as_of"] == "2025-10-31"


def test_rules_are_named_with_version_digest_and_readings(judged: Report) -> None:
    rules = judged["ruleset"]
    assert (rules["id"], rules["version"]) == ("shandong-2024", "1.0.0")
    assert re.fullmatch("sha256:[0-9a-f]{64}", rules["digest"])
    assert rules["readings"] == RULES.default_readings()
    assert rules["readings"]["A1-8.denominator"] == "decided"


def test_every_clause_and_sub_check_is_there_in_order(judged: Report) -> None:
    assert [clause["id"] for clause in judged["criteria"]] == [clause.id for clause in RULES.criteria]
    assert list(checks(judged)) == [check.id for check in RULES.checks()]
    for found, clause in zip(judged["criteria"], RULES.criteria, strict=True):
        assert found.keys() >= {"id", "tier", "clause", "text", "verdict", "checks"}
        assert (found["tier"], found["clause"], found["text"]) == (clause.tier, clause.clause, clause.text)
    for found in checks(judged).values():
        names = {"id", "kind", "declared", "verified", "reason", "remedy", "reading_sensitive"}
        assert found.keys() >= names
        assert found["kind"] in {"auto", "evidence", "judgement"}
        assert {found["declared"], found["verified"]} <= VERDICTS


def test_a_clause_is_the_least_of_its_sub_checks_on_the_track_asked_for(judged: Report) -> None:
    for clause in judged["criteria"]:
        found = {check[judged["track"]] for check in clause["checks"]} - {"not_applicable"}
        expected = next((verdict for verdict in ORDER if verdict in found), "not_applicable")
        assert clause["verdict"] == expected


def test_scores_count_the_clauses_of_each_tier_and_of_all(judged: Report) -> None:
    assert list(judged["score"]) == ["base", "advanced", "total"]
    for tier, score in judged["score"].items():
        assert score.keys() == SCORE
        found = [clause["verdict"] for clause in judged["criteria"] if tier in ("total", clause["tier"])]
        assert {name: score[name] for name in VERDICTS} == {name: found.count(name) for name in VERDICTS}
        assert score["applicable"] == len(found) - score["not_applicable"]


def test_the_track_is_the_declared_one_without_a_review(declared: Report, verified: Report) -> None:
    assert (declared["track"], declared["outcome"]) == ("declared", "ready")
    assert (verified["track"], verified["outcome"]) == ("verified", "incomplete")


def test_every_sub_check_has_both_verdicts_whatever_the_track(declared: Report, verified: Report) -> None:
    assert [one["declared"] for one in checks(declared).values()] == [
        one["declared"] for one in checks(verified).values()
    ]
    confirmed = checks(verified)[a_check("evidence")]
    assert (confirmed["declared"], confirmed["verified"]) == ("met", "met")
    unseen = checks(declared)[a_check("evidence")]
    assert (unseen["declared"], unseen["verified"]) == ("met", "needs_review")


def test_reasons_are_said_and_remedies_where_something_is_to_be_done(judged: Report) -> None:
    for one in checks(judged).values():
        assert one["reason"]
        assert bool(one["remedy"]) is (one[judged["track"]] not in ("met", "not_applicable"))


def test_rules_for_the_type_are_apart(judged: Report) -> None:
    assert [rule["id"] for rule in judged["type_conformance"]] == [rule.id for rule in RULES.type_rules]
    for rule in judged["type_conformance"]:
        assert rule.keys() >= {"id", "verdict", "advisory", "reason"}
        assert (rule["verdict"] == "not_applicable") is not rule["id"].startswith("SD-T-TOWN")


def test_readings_under_which_the_verdict_would_differ_are_listed(tmp_path: Path) -> None:
    # flip_withdrawn of the test vectors
    figures = {"accepted": 40, "agreed": 24, "failed": 12, "withdrawn_settled": 3, "pending": 1}
    changes: dict[str, Any] = {f"cases__{name}": value for name, value in figures.items()}
    found = checks(report(tmp_path, ready("a", **changes)))["A1-8.a"]
    assert found["declared"] == "met"
    assert found["reading_sensitive"] == ["closed_all", "accepted"]


def test_an_invalid_submission_has_problems_and_nothing_judged(invalid: Report) -> None:
    assert invalid.keys() >= TOP
    assert (invalid["outcome"], invalid["criteria"], invalid["type_conformance"]) == ("invalid", [], [])
    assert invalid["organization"]["id"] == "a"
    assert invalid["period"] == {"start": "2025-01-01", "end": "2025-10-31"}
    fields = {problem["field"] for problem in invalid["problems"] if problem["level"] == "error"}
    assert {"cases.accepted", "postings.procedure"} <= fields


def test_problems_have_level_place_field_message_and_fix(invalid: Report) -> None:
    for problem in invalid["problems"]:
        assert problem.keys() == {"level", "where", "field", "message", "fix"}
        assert problem["level"] in {"error", "warning"}
        assert re.fullmatch(r"submission\.yaml:\d+:\d+", problem["where"])
        assert problem["message"]
        assert problem["fix"]


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("a.yaml", "organization:\n\tid: x\n", "a.yaml:2:1"),
        ("a.json", '{"organization": {,}}', "a.json:1:19"),
        ("a.yaml", "", "a.yaml:1:1"),
        ("a.xlsx", "", "a.xlsx:1:1"),
    ],
)
def test_a_file_that_cannot_be_parsed_is_reported_in_the_same_shape(
    tmp_path: Path, name: str, content: str, where: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    called = clean(inside("check", tmp_path / name, "--format", "json"))
    assert called.returncode == 4
    assert f'"where": "{where}"' in called.stdout
    assert '"outcome": "invalid"' in called.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_format_says_the_outcome_and_every_problem(tmp_path: Path, lang: str, form: str) -> None:
    content = ready("a", cases__agreed=99, postings__procedure="大概")
    assert asked(tmp_path, content, form, lang=lang).count("submission.yaml:") >= 2


def test_the_review_that_counts_is_the_last_and_says_who_and_when(tmp_path: Path) -> None:
    check = a_check("judgement")
    entries = [entry(check, "not_met", note="先前"), entry(check, "met", reviewer="评查员乙", note="后来")]
    found = checks(report(tmp_path, ready("a"), {"organization": "a", "entries": entries}))[check]
    assert found["verified"] == "met"
    assert "评查员乙（2025-10-20）" in found["reason"]
    assert "后来" in found["reason"]
    assert "先前" not in found["reason"]


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_what_could_not_be_read_is_not_told_as_none(tmp_path: Path, form: str) -> None:
    assert "None" not in asked(tmp_path, ready("a", assessment__as_of="2025-10-32"), form)
