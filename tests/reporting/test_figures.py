"""Percentages are cut, and what is to be done stands in the order in which it matters."""

from pathlib import Path
from typing import Any

import pytest

from certify.judging.score import percentage
from tests.reporting.asking import Report, asked, checks, report
from tests.running.submissions import RULES, a_check, ready, review

NAMES = ("accepted", "agreed", "failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending")


def cases(*figures: int) -> dict[str, Any]:
    """Return the changes that give the figures of the cases, and what must agree with them."""
    found = {f"cases__{name}": figure for name, figure in zip(NAMES, figures, strict=True)}
    return {**found, "reported__accepted": figures[0], "reported__agreed": figures[1], "agreements": None}


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (37, 57, "64.91"),
        (8, 26, "30.76"),
        (2, 3, "66.66"),
        (1, 3, "33.33"),
        (129, 199, "64.82"),
        (13, 20, "65.00"),
        (26, 26, "100.00"),
        (25, 26, "96.15"),
        (9999, 10000, "99.99"),
        (99_999, 100_000, "99.99"),
        (999_999_999, 1_000_000_000, "99.99"),
        (1, 100_000, "0.00"),
        (0, 7, "0.00"),
        (0, 0, None),
        (7, 700, "1.00"),
        (29, 100, "29.00"),
    ],
)
def test_a_percentage_is_cut_and_never_rounded(part: int, whole: int, said: str | None) -> None:
    assert percentage(part, whole) == said


@pytest.mark.parametrize(
    ("figures", "fraction", "percent", "verdict"),
    [
        ((57, 37, 20, 0, 0, 0, 0), "37", "64.91", "not_met"),
        ((20, 13, 7, 0, 0, 0, 0), "13", "65.00", "met"),
        ((199, 129, 70, 0, 0, 0, 0), "129", "64.82", "not_met"),
        ((20, 11, 6, 3, 0, 0, 0), "11", "64.70", "not_met"),
    ],
    ids=["rounds_to_65", "exact65", "half_up_trap", "settled"],
)
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_the_success_rate_is_said_with_its_fraction(
    tmp_path: Path, form: str, figures: tuple[int, ...], fraction: str, percent: str, verdict: str
) -> None:
    content = ready("a", **cases(*figures))
    assert checks(report(tmp_path, content))["A1-8.a"]["declared"] == verdict
    said = asked(tmp_path, content, form)
    assert f"{percent}%" in said
    assert f"{fraction}/" in said or f"{fraction}÷" in said


def test_the_share_of_a_score_is_cut_too(tmp_path: Path) -> None:
    content = ready("a", online_flow=None, links=None, commissioned=None, ledger=None, outreach=None)
    for score in report(tmp_path, content, {"organization": "a", "entries": []})["score"].values():
        assert score["percent"] == percentage(score["met"], score["applicable"])
        assert score["percent_at_most"] == percentage(score["applicable"] - score["not_met"], score["applicable"])


def test_100_percent_is_said_only_where_every_clause_is_met(tmp_path: Path) -> None:
    whole = report(tmp_path, ready("a"), review("a"))
    assert {score["percent"] for score in whole["score"].values()} == {"100.00"}
    assert whole["outcome"] == "recommendable"
    lacking = report(tmp_path, ready("a"), review("a", leave_out=(a_check("judgement"),)))
    assert lacking["score"]["base"]["percent"] == "90.00"
    assert lacking["score"]["total"]["percent"] == "96.15"
    assert lacking["score"]["total"]["percent_at_most"] == "100.00"
    assert lacking["score"]["advanced"]["percent"] == "100.00"


def test_the_declared_track_ends_at_17_of_26(tmp_path: Path) -> None:
    found = report(tmp_path, ready("a"))
    assert (found["score"]["total"]["met"], found["score"]["total"]["percent"]) == (17, "65.38")
    assert found["score"]["total"]["percent_at_most"] == "100.00"


def test_what_does_not_apply_leaves_the_share(tmp_path: Path) -> None:
    content = ready("a", **cases(0, 0, 0, 0, 0, 0, 0), archive=None, reported=None)
    score = report(tmp_path, content)["score"]["total"]
    assert score["not_applicable"] > 0
    assert score["applicable"] + score["not_applicable"] == len(RULES.criteria)


def kinds(found: Report) -> list[tuple[str, bool]]:
    return [(action["act"], action["decides"]) for action in found["actions"]]


@pytest.fixture(
    params=[None, review("a", leave_out=(a_check("judgement"), "B1-1.c", "B1-2.a"))], ids=["self", "review"]
)
def mixed(request: pytest.FixtureRequest, tmp_path: Path) -> Report:
    """Return a report with things to repair, to answer and to review, some of them in clauses that have failed."""
    content = ready("a", signage__emblem_displayed=False, postings__duties=False, feedback=None, roster=None)
    return report(tmp_path, content, request.param)


def test_repairs_come_first_then_answers_then_reviews(mixed: Report) -> None:
    ranks = {"repair": 0, "answer": 1, "review": 2}
    deciding = [act for act, decides in kinds(mixed) if decides]
    assert deciding == sorted(deciding, key=ranks.__getitem__)
    assert set(deciding) >= {"repair", "answer"}


def test_what_decides_nothing_comes_last(mixed: Report) -> None:
    flags = [decides for _, decides in kinds(mixed)]
    assert flags == sorted(flags, reverse=True)
    failed = {clause["id"] for clause in mixed["criteria"] if clause["verdict"] == "not_met"}
    for action in mixed["actions"]:
        in_failed = action["check"].rpartition(".")[0] in failed
        assert action["decides"] is (action["act"] == "repair" or not in_failed)


def test_everything_open_or_failed_is_to_be_done_and_nothing_else(mixed: Report) -> None:
    acts = {"not_met": "repair", "missing": "answer", "needs_review": "review"}
    expected = {
        (id_, acts[check[mixed["track"]]]) for id_, check in checks(mixed).items() if check[mixed["track"]] in acts
    }
    found = [(action["check"], action["act"]) for action in mixed["actions"]]
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_only_reviewers_can_do_what_only_they_decide(mixed: Report) -> None:
    for action in mixed["actions"]:
        kind = checks(mixed)[action["check"]]["kind"]
        by_reviewer = action["act"] == "review" and (kind == "judgement" or mixed["track"] == "verified")
        assert action["who"] == ("reviewer" if by_reviewer else "organization")
