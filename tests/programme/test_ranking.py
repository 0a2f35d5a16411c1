"""BR-7: the rank within a unit, and that the order of the input changes nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.programme.candidate import Candidate
from certify.programme.standing import standings
from certify.reading.batch import Batch
from tests.programme.making import (
    CITY,
    OWN,
    UNITS,
    ZONE,
    A,
    B,
    C,
    batch,
    candidate,
    failing,
    incomplete,
    rate,
    recommendation,
    stand,
)

UNREVIEWED = {"track": "declared", "last_review_on": ""}
NO_CASES = {"of": None, "among": None, "surplus": None}


def ranked(*listed: Candidate) -> list[str]:
    """Return the names of candidates of one unit by rank."""
    found = stand(batch(), listed)
    return sorted(found, key=lambda name: found[name].rank or 0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (candidate("z", open_judgements=0), candidate("a", open_judgements=1)),
        (candidate("z", open_judgements=0, **rate(65, 100)), candidate("a", open_judgements=1, **rate(100, 100))),
        (candidate("z", **rate(9, 10)), candidate("a", **rate(8, 10))),
        # 66.67 against 66.00 percent; rounded to whole percents they would be 67 and 66, as floats near ties fail.
        (candidate("z", **rate(2, 3)), candidate("a", **rate(66, 100))),
        (candidate("z", **rate(333_333_333_333_334, 500_000_000_000_000)), candidate("a", **rate(2, 3))),
        (candidate("z", **rate(2, 3)), candidate("a", **rate(333_333_333_333_333, 500_000_000_000_000))),
        # The margin counts, not by how many cases it is passed.
        (candidate("z", **rate(1, 1)), candidate("a", **rate(999, 1000))),
        (candidate("z", **rate(13, 20)), candidate("a", **NO_CASES)),
        (candidate("z", **rate(0, 20)), candidate("a", **NO_CASES)),
        (candidate("z", **rate(13, 20)), candidate("a", of=0, among=0, surplus=0)),
        (candidate("a"), candidate("b")),
        (candidate("a", **NO_CASES), candidate("b", **NO_CASES)),
        (candidate("a", **rate(2, 3)), candidate("b", **rate(4, 6))),
        (candidate("z"), incomplete("a", open_judgements=0)),
        (candidate("z", outcome="ready", **UNREVIEWED), incomplete("a")),
        (incomplete("z"), failing("a", 1)),
        (incomplete("z"), candidate("a", outcome="not_ready", **UNREVIEWED)),
        (candidate("z", open_judgements=9, **rate(1, 2)), candidate("a", outcome="ready", **UNREVIEWED)),
    ],
    ids=[
        "fewer open judgements",
        "open judgements before the margin",
        "the higher margin",
        "two thirds before 66 of 100",
        "just above two thirds",
        "just below two thirds",
        "one of one",
        "any rate before no cases",
        "a bad rate before no cases",
        "nothing closed counts as no rate",
        "the id",
        "the id without cases",
        "the id where fractions are equal",
        "recommendable before incomplete",
        "ready before incomplete",
        "incomplete before failed",
        "incomplete before not ready",
        "recommendable before ready",
    ],
)
def test_the_first_of_two(first: Candidate, second: Candidate) -> None:
    assert ranked(first, second) == ranked(second, first) == [first.id, second.id]


def test_ranks_count_from_one_in_every_unit() -> None:
    found = stand(batch(), [candidate("a", A), candidate("b", B), candidate("c", A), candidate("d", B)])
    assert [found[name].rank for name in "abcd"] == [1, 1, 2, 2]


def test_a_margin_is_the_exact_distance_from_the_percentage_asked_for() -> None:
    one, two = rate(2, 3), rate(66, 100)
    assert Fraction(one["surplus"], one["among"]) == Fraction(5, 3)
    assert Fraction(two["surplus"], two["among"]) == 1


MIXED = [
    candidate("a", A),
    candidate("b", A, **rate(2, 3)),
    candidate("c", A, **rate(66, 100)),
    candidate("d", B, **NO_CASES),
    candidate("same", B, file="e1.yaml", content="1"),
    candidate("same", B, file="e2.yaml", content="1"),
    candidate("twice", C, file="f1.yaml", content="1"),
    candidate("twice", C, file="f2.yaml", content="2"),
    failing("g", 2, ZONE),
    incomplete("h", ZONE, open_judgements=3),
    candidate("i", OWN),
    candidate("j", C, ruleset="henan-2020"),
    candidate("k", C, as_of="2025-11-01"),
]


PLANS = [
    batch(),
    batch(quota_cities={CITY: 1}),
    batch(quota_cities={CITY: 2}, most=1),
    batch(recommendations=(recommendation("g", override="唯一"), recommendation("a"))),
]


@given(st.permutations(MIXED), st.sampled_from(PLANS))
def test_the_order_of_the_input_changes_nothing(listed: list[Candidate], found: Batch) -> None:
    assert standings(found, listed) == standings(found, MIXED)


@given(st.lists(st.sampled_from(MIXED), unique_by=lambda one: one.file), st.integers(0, 3), st.integers(0, 3))
def test_suggestions_stay_within_every_bound(listed: list[Candidate], quota: int, most: int) -> None:
    found = standings(batch(quota_cities={CITY: quota}, most=most), listed)
    chosen = [one.candidate.jurisdiction for one in found if one.recommended]
    assert len(set(chosen)) <= quota
    assert all(chosen.count(unit) <= most for unit in UNITS)
    assert all(one.eligible and one.candidate.outcome == "recommendable" for one in found if one.recommended)
    assert [one.candidate.file for one in found] == sorted(one.file for one in listed)
    assert all((one.rank is not None) is one.eligible for one in found)
