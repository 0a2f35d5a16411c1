"""What cities and the province have recorded: recommendations and decisions, right and wrong, as the report tells it."""

from pathlib import Path
from typing import Any

import pytest

from tests.running.calling import Folder, clean, codes
from tests.running.submissions import PERIOD, ready, review, text

RECOMMENDED = "organization,on,by,override"
DECIDED = "organization,decision,on,by,note"
A, B, C = "370102", "370103", "370104"


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a batch with every kind of act in it."""
    folder = Folder(tmp_path_factory.mktemp("acts"), recommendations="recommendations.csv", decisions="decisions.csv")
    for name in ("a1", "a2", "a3"):
        folder.recommendable(name, A)
    folder.recommendable("b1", B)
    for name in ("b2", "c1"):
        folder.submit(name, ready(name, B if name == "b2" else C, signage__emblem_displayed=False))
    (folder.submissions / "broken.yaml").write_text("organization: {id: broken", encoding="utf-8")
    folder.table(
        "recommendations",
        RECOMMENDED,
        *(f"{name},2025-10-20,济南市局," for name in ("a1", "a2", "a3")),
        "b1,2025-11-05,济南市局,",
        "b2,2025-10-20,济南市局,",
        "c1,2025-10-20,济南市局,全区唯一",
        "ghost,2025-10-20,济南市局,",
        ",2025-10-20,济南市局,",
        "a9,no day,济南市局,",
    )
    folder.table(
        "decisions",
        DECIDED,
        "a1,recognized,2025-11-30,省厅,",
        "a2,not_recognized,2025-11-30,省厅,名额所限",
        "b1,recognized,2025-12-05,省厅,",
        "ghost,recognized,2025-11-30,省厅,",
        "a1,not_recognized,2025-11-30,省厅,",
        "b2,perhaps,2025-11-30,省厅,",
    )
    called = clean(folder.run())
    assert called.returncode == 4
    return folder


def problems(folder: Folder, where: str) -> list[tuple[str, str]]:
    """Return level and message of the batch's problems at places that begin with `where`."""
    found = folder.report()["problems"]
    return [(one["level"], one["message"]) for one in found if one["where"].startswith(where)]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("recommendations.csv:8:", "ghost"),
        ("recommendations.csv:6:", "b2"),
        ("recommendations.csv:9:", "必须填写"),
        ("recommendations.csv:10:", "no day"),
        ("decisions.csv:5:", "ghost"),
        ("decisions.csv:6:", "a1"),
        ("decisions.csv:7:", "perhaps"),
    ],
    ids=[
        "recommended but not in the batch",
        "not recommendable and without a reason",
        "recommendation of nobody",
        "recommended on no day",
        "decided but not in the batch",
        "decided twice",
        "an unknown decision",
    ],
)
def test_a_wrong_act_is_an_error_at_its_row(judged: Folder, where: str, words: str) -> None:
    assert [(level, words in message) for level, message in problems(judged, where)] == [("error", True)]


def test_three_recommended_in_a_unit_are_an_error(judged: Folder) -> None:
    found = [message for _, message in problems(judged, "recommendations.csv") if "历下区" in message]
    assert len(found) == 1
    assert "3" in found[0]
    assert "2" in found[0]


@pytest.mark.parametrize(
    ("name", "recommended", "reasons", "decision"),
    [
        ("a1", True, [], "recognized"),
        ("a2", True, [], "not_recognized"),
        ("a3", True, [], None),
        ("b1", True, ["decided_late", "recommended_late"], "recognized"),
        ("b2", True, ["not_reviewed", "override_missing"], None),
        ("c1", True, ["not_reviewed", "overridden"], None),
    ],
)
def test_acts_stand_in_the_row_of_their_organization(
    judged: Folder, name: str, reasons: list[str], decision: str | None, *, recommended: bool
) -> None:
    row = judged.rows()[f"{name}.yaml"]
    assert (row["recommended"], codes(row), row["decision"]) == (recommended, reasons, decision)


def test_the_report_says_that_nothing_was_suggested(judged: Folder) -> None:
    assert judged.report()["suggested"] is False


def test_coverage_follows_the_decisions_and_late_ones_count(judged: Folder) -> None:
    units = {unit["id"]: unit for unit in judged.report()["units"]}
    assert [units[id_]["covered_after"] for id_ in (A, B, C)] == [True, True, False]
    assert units[C]["gap_cause"] == "awaiting_recognition"
    counties = judged.report()["coverage"]["counties"]
    assert counties == {"total": 136, "covered_before": 0, "covered_if_recognized": 3, "covered_after": 2}


def test_the_reason_of_the_city_is_said_with_who_gave_it(judged: Folder) -> None:
    said = next(reason["text"] for reason in judged.rows()["c1.yaml"]["reasons"] if reason["code"] == "overridden")
    assert "全区唯一" in said
    assert "济南市局" in said


def one(tmp_path: Path, rows: tuple[str, ...] = (), **fields: Any) -> Folder:
    """Return a batch with one recommendable organization and the recommendations that are given."""
    folder = Folder(tmp_path / "batch", recommendations="recommendations.csv", **fields)
    folder.recommendable("a", A)
    folder.table("recommendations", RECOMMENDED, *rows)
    return folder


def test_recommending_an_organization_twice_is_an_error(tmp_path: Path) -> None:
    folder = one(tmp_path, ("a,2025-10-01,甲局,", "a,2025-10-20,乙局,"))
    assert clean(folder.run()).returncode == 4


@pytest.mark.parametrize(("quota", "status"), [(0, 4), (1, 4), (2, 0)])
def test_recommending_in_more_units_than_the_city_s_quota_is_an_error(tmp_path: Path, quota: int, status: int) -> None:
    rows = ("a,2025-10-20,甲局,", "b,2025-10-20,甲局,")
    folder = one(tmp_path, rows, quota={"cities": {"济南市": quota}})
    folder.recommendable("b", B)
    assert clean(folder.run()).returncode == status


@pytest.mark.parametrize(
    "fields",
    [
        {"register": "register.csv"},
        {"quota": {"units": [B]}},
        {"period": {**PERIOD, "start": "2024-01-01"}},
    ],
    ids=["covered unit", "unit without a quota", "another period"],
)
def test_recommending_what_may_not_be_put_forward_is_an_error(tmp_path: Path, fields: dict[str, Any]) -> None:
    folder = one(tmp_path, ("a,2025-10-20,甲局,",), **fields)
    folder.table("register", "id,name,jurisdiction,recognized_on", f"old,旧,{A},2024-01-01")
    assert clean(folder.run()).returncode == 4


def test_a_recognized_organization_covers_its_unit_also_where_its_submission_cannot_be_read(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch", decisions="decisions.csv")
    folder.submit("a", ready("a", A, cases__agreed=9))
    folder.table("decisions", DECIDED, "a,recognized,2025-11-30,省厅,")
    clean(folder.run())
    assert not [one for one in folder.report()["problems"] if one["level"] == "error"]
    assert next(unit for unit in folder.report()["units"] if unit["id"] == A)["covered_after"]


def test_equal_submissions_under_two_names_count_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    for name in ("first", "second"):
        folder.submit(name, ready("org-1"), review("org-1"))
    clean(folder.run())
    rows = folder.rows()
    assert [rows[f"{name}.yaml"]["recommended"] for name in ("first", "second")] == [True, False]
    assert codes(rows["second.yaml"]) == ["submitted_twice"]
    assert "first.yaml" in rows["second.yaml"]["reasons"][0]["text"]


@pytest.mark.parametrize("differing", ["submission", "review"])
def test_differing_submissions_of_one_organization_are_both_held_back(tmp_path: Path, differing: str) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("first", ready("org-1"), review("org-1"))
    changed = ready("org-1", cases__carried_in=1) if differing == "submission" else ready("org-1")
    reviewed = review("org-1", outcome="not_met") if differing == "review" else review("org-1")
    (folder.submissions / "second.yaml").write_text(text(changed), encoding="utf-8")
    (folder.submissions / "second.review.yaml").write_text(text(reviewed), encoding="utf-8")
    clean(folder.run())
    for row in folder.rows().values():
        assert "submitted_twice_differently" in codes(row)
        assert not row["eligible"]


def test_of_equal_submissions_the_reviewed_one_counts(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("first", ready("org-1"))
    folder.submit("second", ready("org-1"), review("org-1"))
    clean(folder.run())
    assert [folder.rows()[f"{name}.yaml"]["recommended"] for name in ("first", "second")] == [False, True]
