"""`certify rules test`: what passes, what fails and why, what is lacking, what is wrong with a file."""

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from certify.cli.chosen_rules import newest_rulesets
from tests.rules.conftest import copied
from tests.running.calling import Called, clean, inside

CASES = Path("shandong-2024") / "cases" / "A1-8.yaml"
BOUNDARY = "    expect: met\n    verified: met\n"
# The only case of an outcome that has but one.
LONE = "A1-8.a:\n  - {name: 甲, facts: {cases: {accepted: 20, agreed: 13, failed: 7}}, expect: met}\n"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("home"))


@pytest.fixture
def home(shared: Path) -> Path:
    """Return a copy of the criteria in which the cases of one sub-check may be altered."""
    original = Path(__file__).parents[2] / "criteria" / CASES
    (shared / CASES).write_bytes(original.read_bytes())
    return shared


def altered(home: Path, old: str, new: str) -> None:
    text = (home / CASES).read_text(encoding="utf-8")
    assert old in text
    (home / CASES).write_text(text.replace(old, new, 1), encoding="utf-8")


def ran(home: Path, *arguments: str) -> Called:
    return clean(inside("rules", "test", *arguments, CERTIFY_CRITERIA=str(home)))


def report(home: Path, *arguments: str) -> Any:
    called = ran(home, "--format", "json", *arguments)
    return json.loads(called.stdout)


def test_the_cases_of_every_rule_set_pass() -> None:
    called = clean(inside("rules", "test"))
    assert (called.returncode, called.stderr) == (0, "")
    assert all(reference in called.stdout for reference in newest_rulesets())
    assert "×" not in called.stdout


def test_one_sub_check_only(home: Path) -> None:
    (rules,) = report(home, "--check", "A1-8.a")["rulesets"]
    assert rules["id"] == "shandong-2024"
    assert rules["cases"] == rules["passed"] == 35
    assert report(home, "--check", "A1-8")["rulesets"] == [rules]


def test_a_failing_case_is_told_with_place_both_verdicts_and_the_reason(home: Path) -> None:
    altered(home, BOUNDARY, "    expect: not_met\n    verified: met\n")
    (rules,) = report(home, "shandong-2024", "--check", "A1-8")["rulesets"]
    assert rules["passed"] == rules["cases"] - 1
    (failed,) = rules["failed"]
    assert failed["check"] == "A1-8.a"
    assert failed["where"] == "shandong-2024/cases/A1-8.yaml:8:5"
    assert failed["differences"] == [{"of": "declared", "expected": "not_met", "found": "met"}]
    assert "65.00%" in failed["reason"]
    called = ran(home, "shandong-2024", "--check", "A1-8")
    assert called.returncode == 1
    for said in (failed["name"], failed["where"], "“不达标 not_met”", "“达标 met”", "65.00%"):
        assert said in called.stdout
    assert ran(home, "--check", "A1-8", "--lang", "en").stdout.count("the case says “not met not_met”") == 1


def test_a_case_fails_on_the_verified_track_and_under_a_reading(home: Path) -> None:
    altered(home, BOUNDARY, "    expect: met\n    verified: needs_review\n")
    altered(home, "accepted: met, settled_withdrawal_counts", "accepted: not_met, settled_withdrawal_counts")
    (rules,) = report(home, "--check", "A1-8")["rulesets"]
    assert [one["of"] for one in rules["failed"][0]["differences"]] == ["verified", "accepted"]


def test_outcomes_without_a_case_are_told(home: Path) -> None:
    (home / CASES).write_text(LONE, encoding="utf-8")
    called = ran(home, "--check", "A1-8")
    assert called.returncode == 1
    (lacking,) = report(home, "--check", "A1-8")["rulesets"][0]["lacking"]
    assert set(lacking["outcomes"]) == {"not_met", "missing", "needs_review", "not_applicable"}
    assert "不达标、未填、待审核、不适用" in called.stdout


def test_a_case_file_with_mistakes_is_told_and_the_rest_is_run(home: Path) -> None:
    altered(home, BOUNDARY, "    expect: mett\n    verified: met\n")
    called = ran(home, "shandong-2024")
    assert called.returncode == 4
    assert "shandong-2024/cases/A1-8.yaml:11:13" in called.stdout
    (rules,) = report(home, "shandong-2024")["rulesets"]
    assert rules["passed"] == rules["cases"] == 526
    assert [problem["level"] for problem in rules["problems"]] == ["error"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere-2020",), "shandong-2024"),
        (("shandong-2024@9.0.0",), "shandong-2024@1.0.0"),
        (("--check", "A1-9"), "A1-8"),
        (("chongqing-2023", "--check", "A1-8"), "A1-8"),
    ],
)
def test_what_does_not_exist_is_a_wrong_call(arguments: tuple[str, ...], said: str) -> None:
    called = clean(inside("rules", "test", *arguments))
    assert (called.returncode, called.stdout) == (2, "")
    assert said in called.stderr


def test_the_report_goes_to_a_file_in_the_format_of_its_name(tmp_path: Path) -> None:
    for name in ("a.json", "a.txt"):
        called = clean(inside("rules", "test", "hainan-2023", "-o", tmp_path / name))
        assert (called.returncode, called.stdout) == (0, "")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["report"] == "certify-rules-test/1"
    lines = (tmp_path / "a.txt").read_text(encoding="utf-8").splitlines()
    assert max(map(cell_len, lines)) <= 100
    for name in ("a.md", "a.html", "a.xlsx"):
        assert clean(inside("rules", "test", "-o", tmp_path / name)).returncode == 2
