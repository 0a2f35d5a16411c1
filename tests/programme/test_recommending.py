"""BR-2, BR-3, BR-5, BR-6: what the engine suggests within the quotas, and what the city has recorded."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from certify.programme.acts import problems_of_acts
from certify.programme.candidate import Candidate
from certify.programme.standing import standings
from tests.programme.making import (
    CITY,
    DEADLINE,
    ELSEWHERE,
    OTHER_CITY,
    OWN,
    ZONE,
    A,
    B,
    C,
    alone,
    batch,
    candidate,
    codes,
    failing,
    incomplete,
    rate,
    recommendation,
    stand,
)

DAY = timedelta(days=1)


def suggested(found: Mapping[str, object]) -> set[str]:
    return {name for name, one in found.items() if getattr(one, "recommended", False)}


@pytest.mark.parametrize("most", [1, 2, 3])
def test_never_more_than_the_most_are_suggested_in_a_unit(most: int) -> None:
    found = stand(batch(most=most), [candidate(name) for name in "abcde"])
    assert suggested(found) == set("abcde"[:most])
    for name in "abcde"[most:]:
        assert codes(found[name]) == [("BR-2", "beyond_most")]
        assert found[name].reasons[0].params == {"most": most}
        assert found[name].eligible


def test_the_most_counts_by_unit() -> None:
    places = [A, A, A, B, B, ZONE]
    found = stand(batch(), [candidate(name, place) for name, place in zip("abcdef", places, strict=True)])
    assert suggested(found) == set("abdef")


def test_what_cannot_be_put_forward_takes_no_place_in_its_unit() -> None:
    barred = [candidate("a", ruleset="henan-2020"), candidate("b", period_start="2024-01-01")]
    found = stand(batch(), [*barred, failing("c", 1), candidate("y"), candidate("z")])
    assert suggested(found) == {"y", "z"}
    assert [found[name].rank for name in "abcyz"] == [None, None, 3, 1, 2]


def test_nobody_is_suggested_where_nobody_is_recommendable() -> None:
    assert suggested(stand(batch(), [incomplete("a"), failing("b", 1)])) == set()


@pytest.mark.parametrize(
    ("quota", "chosen"),
    [
        ({CITY: 0}, set()),
        ({CITY: 1}, {"best"}),
        ({CITY: 2}, {"best", "second"}),
        ({CITY: 3}, {"best", "second", "third", "fourth"}),
        ({CITY: 9}, {"best", "second", "third", "fourth"}),
        ({OTHER_CITY: 1}, set()),
        ({}, set()),
    ],
    ids=["none", "one", "two", "three", "more than there are units", "another city's", "no city has one"],
)
def test_a_city_s_quota_counts_units_and_the_best_come_first(quota: dict[str, int], chosen: set[str]) -> None:
    listed = [
        candidate("best", B, **rate(10, 10)),
        candidate("second", A, **rate(9, 10)),
        candidate("third", C, **rate(8, 10)),
        candidate("fourth", C, **rate(7, 10)),
    ]
    found = stand(batch(quota_cities=quota), listed)
    assert suggested(found) == chosen
    for name in set(found) - chosen:
        assert codes(found[name]) == [("BR-3", "city_quota_used" if quota.get(CITY) else "city_without_quota")]
        assert found[name].reasons[0].params == {"city": CITY}
        assert found[name].eligible


def test_a_unit_within_its_city_s_quota_still_recommends_no_more_than_the_most() -> None:
    found = stand(batch(quota_cities={CITY: 1}), [candidate(name) for name in "abc"])
    assert suggested(found) == {"a", "b"}
    assert codes(found["c"]) == [("BR-2", "beyond_most")]


def test_cities_have_quotas_of_their_own() -> None:
    listed = [candidate("a", A), candidate("b", B), candidate("e", ELSEWHERE)]
    found = stand(batch(quota_cities={CITY: 1, OTHER_CITY: 1}), listed)
    assert suggested(found) == {"a", "e"}


def test_units_that_are_equal_are_taken_in_the_order_of_their_codes() -> None:
    found = stand(batch(quota_cities={CITY: 1}), [candidate("same-a", C), candidate("same-b", B)])
    assert suggested(found) == {"same-b"}


def test_an_unfit_candidate_takes_none_of_its_city_s_quota() -> None:
    found = stand(batch(quota_cities={CITY: 1}), [failing("a", 1, A), candidate("b", B), candidate("o", OWN)])
    assert suggested(found) == {"b"}


def test_what_the_city_recorded_takes_the_place_of_suggestions() -> None:
    found = stand(batch(recommendations=(recommendation("b"),)), [candidate("a"), candidate("b")])
    assert suggested(found) == {"b"}
    assert codes(found["a"]) == codes(found["b"]) == []


def test_an_empty_list_of_recommendations_recommends_nobody() -> None:
    assert suggested(stand(batch(recommendations=()), [candidate("a")])) == set()


@pytest.mark.parametrize(("on", "late"), [(DEADLINE, False), (DEADLINE + DAY, True)])
def test_a_late_recommendation_is_flagged_and_not_dropped(on: object, *, late: bool) -> None:
    assert isinstance(on, type(DEADLINE))
    found = alone(batch(recommendations=(recommendation("a", on),)), candidate("a"))
    assert found.recommended
    assert found.late is late
    assert (("BR-5", "recommended_late") in codes(found)) is late


@pytest.mark.parametrize("one", [failing("a", 1), incomplete("a")], ids=["failed", "incomplete"])
@pytest.mark.parametrize(("reason", "code"), [("全市唯一", "overridden"), ("", "override_missing")])
def test_recommending_what_is_not_recommendable_needs_a_reason(one: Candidate, reason: str, code: str) -> None:
    found = alone(batch(recommendations=(recommendation("a", override=reason),)), one)
    assert found.recommended
    assert codes(found) == [("BR-6", one.outcome), ("BR-6", code)]
    assert found.reasons[-1].params == {"reason": reason, "by": "市局"}


def test_a_recommendable_organization_needs_no_reason() -> None:
    assert codes(alone(batch(recommendations=(recommendation("a", override="多写了"),)), candidate("a"))) == []


def test_three_recorded_in_a_unit_all_stand_as_recommended() -> None:
    # That they are too many is a problem of the batch: tests/running/test_acts.py.
    recorded = tuple(recommendation(name) for name in "abc")
    found = stand(batch(recommendations=recorded), [candidate(name) for name in "abc"])
    assert suggested(found) == set("abc")


def test_a_recommendation_of_an_organization_that_is_not_there_changes_nothing() -> None:
    assert suggested(stand(batch(recommendations=(recommendation("z"),)), [candidate("a")])) == set()


def test_a_recorded_organization_is_recommended_once_also_where_it_was_submitted_twice() -> None:
    twice = [candidate("x", file="a.yaml", content="same"), candidate("x", file="b.yaml", content="same")]
    assert suggested(stand(batch(recommendations=(recommendation("x"),)), twice)) == {"a"}


@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.parametrize(("count", "few"), [(1, True), (2, False)])
def test_a_unit_with_fewer_than_the_least_is_flagged(*, recorded: bool, count: int, few: bool) -> None:
    listed = [candidate(name) for name in "ab"[:count]]
    acts = tuple(recommendation(name) for name in "ab") if recorded else None
    found = batch(fewest=2, recommendations=acts)
    places = standings(found, listed)
    assert all((("BR-2", "below_fewest") in codes(one)) is few for one in places)
    assert all(one.eligible and one.recommended for one in places)
    told = [one for one in problems_of_acts(found, places, []) if one.code == "too_few_recommended"]
    assert [(one.level, one.params["count"], one.params["fewest"]) for one in told] == [("warning", 1, 2)] * (
        recorded and few
    )


def test_a_unit_that_recommends_nobody_is_a_gap_and_not_flagged() -> None:
    found = batch(fewest=2, recommendations=())
    assert not list(problems_of_acts(found, standings(found, [candidate()]), []))


def test_who_is_barred_takes_no_place_of_the_unit_and_the_city() -> None:
    acts = tuple(recommendation(name) for name in "abc")
    listed = [candidate("a"), candidate("b"), candidate("c", ruleset="henan-2020")]
    found = batch(recommendations=acts, quota_cities={CITY: 1})
    assert [one.code for one in problems_of_acts(found, standings(found, listed), [])] == ["recommended_barred"]
