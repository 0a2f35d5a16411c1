"""Review files: every error and warning of contract.md, and what is kept of the entries."""

from datetime import date
from pathlib import Path

import pytest

from certify.facts import Review
from certify.judging.judge import judge
from certify.problems import Problem
from certify.reading.review import read_review, review_beside
from certify.rules.load import find_ruleset
from certify.wording.problems import fix
from tests.documents.conftest import told
from tests.reading.conftest import HEADER, RULES, read_tree

AUTO = next(check.id for check in RULES.checks() if check.kind == "auto")


def entry(**given: str) -> str:
    """Return one entry of a review, complete but for what is given otherwise; an empty word leaves a key out."""
    whole = {"check": "B1-1.b", "outcome": "met", "reviewer": "甲", "on": "2025-10-20"} | given
    return f"  - {{{', '.join(f'{key}: {value}' for key, value in whole.items() if value)}}}\n"


def reviewed(folder: Path, text: str, organization: str | None = "01") -> tuple[Review | None, tuple[Problem, ...]]:
    path = folder / "s.review.yaml"
    path.write_text(text, encoding="utf-8")
    return read_review(path, RULES, organization)


def review(*entries: str) -> str:
    return "organization: '01'\nentries:\n" + "".join(entries)


def test_entries_are_kept_in_order_and_the_last_one_counts(tmp_path: Path) -> None:
    text = review(
        entry(),
        entry(check="A1-8.a", outcome="not_met", note="查台账", evidence="[E1, E2]", on="2025/10/21"),
        entry(outcome="不符合", reviewer="乙"),
    )
    found, problems = reviewed(tmp_path, text)
    assert problems == ()
    assert found is not None
    assert [(one.check, one.outcome, one.reviewer) for one in found.entries] == [
        ("B1-1.b", "met", "甲"),
        ("A1-8.a", "not_met", "甲"),
        ("B1-1.b", "not_met", "乙"),
    ]
    assert found.entries[1].on == date(2025, 10, 21)
    assert (found.entries[1].note, found.entries[1].evidence) == ("查台账", ("E1", "E2"))
    assert [one.where for one in found.entries] == ["s.review.yaml:3:13", "s.review.yaml:4:13", "s.review.yaml:5:13"]
    assert found.latest()["B1-1.b"] is found.entries[2]
    assert found.digest.startswith("sha256:")


def test_a_review_without_an_entry_is_a_review(tmp_path: Path) -> None:
    found, problems = reviewed(tmp_path, "organization: '01'\nentries: []\n")
    assert problems == ()
    assert found is not None
    assert found.entries == ()


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("organization: '02'\nentries: []\n", ["review_of_another 1:15"]),
        ("entries: []\n", ["required 1:1"]),
        ("organization: '01'\n", ["required 1:1"]),
        ("organization: '01'\nentries:\n", ["required 2:1"]),
        ("organization: '01'\nentries: {}\n", ["required 2:10"]),
        ("organization: '01'\nentries: B1-1.b\n", ["expected_list 2:10"]),
        ("organization: '01'\nentry: []\n", ["unknown_field 2:1", "required 1:1"]),
        (review(entry(check="B1-1")), ["review_of_clause 3:13"]),
        (review(entry(check="B1-1.x")), ["unknown_check 3:13"]),
        (review(entry(check="SD-T-TOWN-1")), ["unknown_check 3:13"]),
        (review(entry(check="")), ["required 3:5"]),
        (review(entry(outcome="maybe")), ["unknown_choice 3:30"]),
        (review(entry(outcome="needs_review")), ["unknown_choice 3:30"]),
        (review(entry(outcome="not_applicable")), ["unknown_choice 3:30"]),
        (review(entry(outcome="")), ["required 3:5"]),
        (review(entry(reviewer="")), ["required 3:5"]),
        (review(entry(reviewer="' '")), ["required 3:45"]),
        (review(entry(on="")), ["required 3:5"]),
        (review(entry(on="2025-10-40")), ["no_such_date 3:52"]),
        (review(entry(on="昨天")), ["not_a_date 3:52"]),
        (review(entry(check=AUTO)), ["review_note_needed 3:13"]),
        (review(entry(check=AUTO, note="' '")), ["review_note_needed 3:13"]),
        (review(entry(evidence="E1")), ["expected_list 3:74"]),
        (review(entry(notes="x")), ["unknown_field 3:64"]),
        (review("  -\n", entry()), ["empty_entry 3:4"]),
        (review("  - B1-1.b\n"), ["expected_mapping 3:5"]),
        (review(entry(), entry(check="x", outcome="y")), ["unknown_choice 4:25", "unknown_check 4:13"]),
        ("- a\n", ["expected_mapping 1:1"]),
        ("organization: [\n", ["yaml_open_bracket 1:16"]),
        ("", ["file_empty 1:1"]),
        ("# 只有注释\n", ["file_empty 1:1"]),
    ],
)
def test_what_is_wrong_with_a_review_is_told_in_its_place(tmp_path: Path, text: str, problems: list[str]) -> None:
    found, wrong = reviewed(tmp_path, text)
    assert found is None
    assert told(wrong) == problems


@pytest.mark.parametrize(("organization", "same"), [("01", True), (None, True), ("1", False), ("02", False)])
def test_the_organization_is_compared_where_it_is_known(
    tmp_path: Path, organization: str | None, *, same: bool
) -> None:
    text = "organization: ' ０１ '\nentries: []\n"
    assert (reviewed(tmp_path, text, organization)[0] is not None) == same


@pytest.mark.parametrize("kind", ["auto", "evidence", "judgement"])
@pytest.mark.parametrize("note", ["", "现场查看"])
def test_a_note_is_needed_on_what_data_decide(tmp_path: Path, kind: str, note: str) -> None:
    for check in (check for check in RULES.checks() if check.kind == kind):
        found, problems = reviewed(tmp_path, review(entry(check=check.id, note=note)))
        assert (found is None) == (kind == "auto" and not note), check.id
        assert len(problems) == (found is None)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (review("  -\n", entry(check="B1-1")), "review_of_clause 4:13"),
        (review("  - x\n", entry(check=AUTO)), "review_note_needed 4:13"),
    ],
)
def test_an_entry_left_out_does_not_shift_the_places_behind_it(tmp_path: Path, text: str, problem: str) -> None:
    assert problem in told(reviewed(tmp_path, text)[1])


@pytest.mark.parametrize(
    "text",
    ["organization: 13812345678\nentries: []\n", review(entry(check="13812345678"))],
    ids=["organization", "check"],
)
def test_a_long_number_in_a_review_is_masked(tmp_path: Path, text: str) -> None:
    assert "13812345678" not in str(reviewed(tmp_path, text)[1][0].params)


def test_a_clause_in_place_of_a_sub_check_is_told_which_to_name(tmp_path: Path) -> None:
    _, (problem,) = reviewed(tmp_path, review(entry(check="A1-8")))
    assert problem.code == "review_of_clause"
    assert problem.params["suggestion"] == ""
    assert "A1-8.a" in fix(problem, "zh")


def test_an_entry_on_what_is_not_applicable_has_no_effect(tmp_path: Path) -> None:
    submission = read_tree(tmp_path, HEADER | {"cases": {"accepted": 0}}).submission
    found, _ = reviewed(tmp_path, review(entry(check="A1-8.a", note="查台账"), entry()))
    assert submission is not None
    assert found is not None
    assert [one.check for one in judge(submission, RULES, found).ineffective_entries()] == ["A1-8.a"]


@pytest.mark.parametrize(
    ("submission", "beside"),
    [
        ("a.yaml", "a.review.yaml"),
        ("a.json", "a.review.yaml"),
        ("a.b.yml", "a.b.review.yaml"),
        ("甲.xlsx", "甲.review.yaml"),
    ],
)
def test_a_review_stands_beside_its_submission(submission: str, beside: str) -> None:
    assert review_beside(Path("x") / submission) == Path("x") / beside


def test_entries_may_be_on_sub_checks_of_another_rule_set_that_is_judged_by(tmp_path: Path) -> None:
    path = tmp_path / "s.review.yaml"
    path.write_text(review(entry(), entry(check="CQ-STAFF-1.a", note="看聘书")), encoding="utf-8")
    assert [problem.code for problem in read_review(path, RULES, "01")[1]] == ["unknown_check"]
    found, problems = read_review(path, RULES, "01", others=(find_ruleset("chongqing-2023"),))
    assert problems == ()
    assert found is not None
    assert list(found.latest()) == ["B1-1.b", "CQ-STAFF-1.a"]
