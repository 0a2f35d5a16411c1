"""BR-1, BR-3, BR-4, BR-5, BR-6: who may be put forward at all, and what is only flagged."""

from datetime import date, timedelta

import pytest

from certify.programme.standing import standings
from tests.programme.making import (
    CITY,
    DECIDE_BY,
    ELSEWHERE,
    OPENING,
    OWN,
    ZONE,
    A,
    B,
    alone,
    batch,
    candidate,
    codes,
    decision,
    failing,
    incomplete,
    recommendation,
    registered,
    stand,
    unreadable,
)

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "eligible"),
    [(OPENING - DAY, False), (OPENING, False), (OPENING + DAY, True)],
    ids=["the day before", "on the day", "the day after"],
)
def test_a_unit_recognized_up_to_the_opening_date_is_closed(on: date, *, eligible: bool) -> None:
    found = alone(batch(register=(registered("old", A, on),)), candidate("new", A))
    assert found.eligible is eligible
    assert (("BR-1", "unit_covered") in codes(found)) is not eligible
    assert found.recommended is eligible


def test_an_ended_recognition_leaves_its_unit_open() -> None:
    found = alone(batch(register=(registered("old", A, OPENING - DAY, ended=True),)), candidate("new", A))
    assert found.eligible
    assert found.recommended


def test_a_recognition_in_force_closes_the_unit_beside_an_ended_one() -> None:
    register = (registered("gone", A, OPENING - DAY, ended=True), registered("here", A, OPENING - DAY))
    assert not alone(batch(register=register), candidate("new", A)).eligible


def test_a_recognition_elsewhere_closes_nothing() -> None:
    assert alone(batch(register=(registered("old", B),)), candidate("new", A)).eligible


def test_an_organization_whose_own_recognition_has_ended_may_come_again() -> None:
    assert alone(batch(register=(registered("again", A, ended=True),)), candidate("again", A)).eligible


def test_a_zone_is_a_unit_like_a_county() -> None:
    assert alone(batch(), candidate("zone", ZONE)).recommended
    found = alone(batch(register=(registered("old", ZONE),)), candidate("zone", ZONE))
    assert codes(found) == [("BR-1", "unit_covered")]


def test_a_body_of_the_city_itself_takes_no_county_s_place() -> None:
    found = alone(batch(register=(registered("old", OWN),)), candidate("centre", OWN))
    assert not found.eligible
    assert not found.recommended
    assert found.rank is None
    assert codes(found) == [("BR-1", "city_level")]


@pytest.mark.parametrize(("jurisdiction", "eligible"), [(A, True), (B, False), (ELSEWHERE, False)])
def test_only_units_allotted_a_quota_may_recommend(jurisdiction: str, *, eligible: bool) -> None:
    found = alone(batch(quota_units=(A,)), candidate("a", jurisdiction))
    assert found.eligible is eligible
    assert (("BR-3", "unit_without_quota") in codes(found)) is not eligible


def test_an_empty_list_of_allotted_units_allots_none() -> None:
    assert not alone(batch(quota_units=()), candidate()).eligible


def test_a_recognized_organization_is_not_put_forward_again() -> None:
    # It moved to another unit, so that only BR-4 speaks against it.
    found = alone(batch(register=(registered("a", ELSEWHERE),)), candidate("a", A))
    assert codes(found) == [("BR-4", "already_recognized")]
    assert not found.eligible


def test_of_two_equal_submissions_the_first_file_counts() -> None:
    twice = [candidate("x", file="b.yaml", content="same"), candidate("x", file="a.yaml", content="same")]
    found = stand(batch(), twice)
    assert found["a"].eligible
    assert found["a"].recommended
    assert codes(found["b"]) == [("BR-4", "submitted_twice")]
    assert found["b"].reasons[0].params == {"first": "a.yaml"}
    assert not found["b"].recommended
    assert [one.duplicate for one in found.values()] == [True, True]


def test_of_two_different_submissions_neither_counts() -> None:
    found = stand(batch(), [candidate("x", file="a.yaml", content="1"), candidate("x", file="b.yaml", content="2")])
    for one in found.values():
        assert codes(one) == [("BR-4", "submitted_twice_differently")]
        assert one.reasons[0].params == {"count": 2}
        assert (one.eligible, one.recommended, one.rank) == (False, False, None)


def test_two_organizations_of_one_name_are_two_organizations() -> None:
    found = stand(batch(), [candidate("x", name="同名"), candidate("y", name="同名")])
    assert [one.duplicate for one in found.values()] == [False, False]


@pytest.mark.parametrize(
    "period",
    [("2024-01-01", "2025-10-31"), ("2025-01-01", "2025-10-30"), ("2024-01-01", "2024-12-31")],
)
def test_another_period_is_refused(period: tuple[str, str]) -> None:
    found = alone(batch(), candidate(period_start=period[0], period_end=period[1]))
    assert codes(found) == [("BR-6", "other_period")]
    assert not found.eligible


@pytest.mark.parametrize(
    ("ruleset", "eligible"),
    [
        ("", True),
        ("shandong-2024", True),
        ("shandong-2024@1.0.0", True),
        ("shandong-2024@1.1.0", False),
        ("shandong-2024@1.0", False),
        ("henan-2020", False),
        ("henan-2020@1.0.0", False),
    ],
)
def test_a_self_assessment_under_other_rules_is_refused(ruleset: str, *, eligible: bool) -> None:
    found = alone(batch(), candidate(ruleset=ruleset))
    assert found.eligible is eligible
    assert (codes(found) == [("BR-6", "other_rules")]) is not eligible


@pytest.mark.parametrize(
    ("changes", "late"),
    [
        ({}, False),
        ({"last_review_on": "2025-10-31"}, False),
        ({"last_review_on": "2025-11-01"}, True),
        ({"as_of": "2025-11-01"}, True),
        ({"last_review_on": ""}, False),
    ],
)
def test_a_late_assessment_or_review_is_flagged_and_not_dropped(changes: dict[str, str], *, late: bool) -> None:
    found = alone(batch(), candidate(**changes))
    assert found.late is late
    assert (("BR-5", "late") in codes(found)) is late
    assert found.eligible
    assert found.recommended


def test_another_as_of_date_and_another_batch_are_only_flagged() -> None:
    found = alone(batch(), candidate(as_of="2025-10-30", batch="batch-4"))
    assert codes(found) == [("BR-6", "other_batch"), ("BR-6", "other_as_of")]
    assert found.recommended


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (incomplete("a"), "incomplete"),
        (failing("a", 1), "not_recommendable"),
        (candidate("a", track="declared", outcome="ready"), "not_reviewed"),
        (candidate("a", track="declared", outcome="not_ready"), "not_reviewed"),
    ],
    ids=["incomplete", "failed", "ready but not reviewed", "not ready and not reviewed"],
)
def test_what_is_not_recommendable_is_ranked_but_not_suggested(one: object, code: str) -> None:
    assert isinstance(one, type(candidate()))
    found = alone(batch(), one)
    assert codes(found) == [("BR-6", code)]
    assert (found.eligible, found.recommended, found.rank) == (True, False, 1)


def test_every_bar_is_named_at_once() -> None:
    one = candidate("a", A, ruleset="henan-2020", period_start="2024-01-01")
    found = alone(batch(register=(registered("a", A),), quota_units=(B,)), one)
    assert codes(found) == [
        ("BR-1", "unit_covered"),
        ("BR-3", "unit_without_quota"),
        ("BR-4", "already_recognized"),
        ("BR-6", "other_period"),
        ("BR-6", "other_rules"),
    ]


@pytest.mark.parametrize(
    ("recognized", "on", "late"),
    [(True, DECIDE_BY, False), (True, DECIDE_BY + DAY, True), (False, DECIDE_BY + DAY, True)],
)
def test_a_decision_is_recorded_and_flagged_where_late(on: date, *, recognized: bool, late: bool) -> None:
    found = alone(batch(decisions=(decision("a", recognized=recognized, on=on),)), candidate("a"))
    assert found.decision == ("recognized" if recognized else "not_recognized")
    assert (("BR-5", "decided_late") in codes(found)) is late
    assert found.recommended


def test_a_decision_on_another_organization_says_nothing() -> None:
    assert alone(batch(decisions=(decision("b"),)), candidate("a")).decision is None


def test_units_are_named_with_their_city() -> None:
    found = alone(batch(register=(registered("old", A),)), candidate("a", A))
    assert getattr(found.reasons[0].params["unit"], "zh", "") == f"{CITY}历下区"


def test_a_recorded_recommendation_does_not_make_a_barred_candidate_eligible() -> None:
    found = alone(batch(register=(registered("old", A),), recommendations=(recommendation("a"),)), candidate("a"))
    assert (found.eligible, found.recommended) == (False, True)
    assert codes(found)[0] == ("BR-1", "unit_covered")


def test_no_candidate_at_all_gives_no_standing() -> None:
    assert standings(batch(), []) == []


def test_with_a_second_file_that_cannot_be_read_a_person_decides() -> None:
    found = standings(batch(), [candidate("a"), candidate("b", B)], [unreadable("a", B), unreadable("", A)])
    assert codes(found[0]) == [("BR-4", "submitted_unreadable_too")]
    assert found[0].reasons[0].params == {"file": "a.yaml"}
    assert (found[0].eligible, found[0].recommended, found[0].rank, found[0].duplicate) == (False, False, None, True)
    assert found[1].recommended


def test_a_decision_stands_at_the_file_that_counts() -> None:
    twice = [candidate("x", file="b.yaml", content="same"), candidate("x", file="a.yaml", content="same")]
    found = stand(batch(decisions=(decision("x"),)), twice)
    assert [found[name].decision for name in "ab"] == ["recognized", None]
