"""Coverage: before, if, after; counties apart from zones; the one cause of every gap. BR-8 among it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.programme.acts import problems_of_acts, units_of_acts
from certify.programme.candidate import Candidate, Unreadable
from certify.programme.coverage import Count, UnitCoverage, counts, coverage
from certify.programme.standing import standings
from certify.reading.batch import Batch
from certify.reading.units import default_units
from tests.programme.making import (
    CITY,
    ELSEWHERE,
    OPENING,
    OTHER_CITY,
    OWN,
    UNITS,
    ZONE,
    A,
    B,
    C,
    alone,
    batch,
    candidate,
    decision,
    failing,
    incomplete,
    recommendation,
    registered,
    unreadable,
)

DAY = timedelta(days=1)


def cover(found: Batch, listed: Sequence[Candidate] = (), broken: Sequence[Unreadable] = ()) -> dict[str, UnitCoverage]:
    """Return the coverage of every unit by its id."""
    return {one.unit.id: one for one in coverage(found, standings(found, listed, broken), broken)}


def state(one: UnitCoverage) -> tuple[bool, bool, bool, str | None]:
    return one.before, one.if_recognized, one.after, one.cause


BARRED = candidate("barred", A, ruleset="henan-2020")
REFUSED = decision("a", recognized=False)


@pytest.mark.parametrize(
    ("found", "listed", "broken", "cause"),
    [
        (batch(), [], [], "no_candidate"),
        (batch(), [candidate("elsewhere", B)], [], "no_candidate"),
        (batch(), [], [unreadable("broken", B)], "no_candidate"),
        (batch(), [], [unreadable("broken", A)], "unreadable"),
        (batch(), [incomplete("a")], [], "candidate_open"),
        (batch(), [candidate("a", track="declared", outcome="ready")], [], "candidate_open"),
        (batch(), [failing("a", 1)], [], "candidate_near"),
        (batch(), [failing("a", 2)], [], "candidate_near"),
        (batch(), [failing("a", 3)], [], "candidate_far"),
        (batch(), [], [replace(unreadable(), fault="review")], "review_unreadable"),
        (batch(), [], [replace(unreadable(), fault="review"), unreadable("b")], "unreadable"),
        (batch(), [candidate("a")], [unreadable("a", A)], "candidate_barred"),
        (batch(recommendations=(recommendation("barred"),)), [BARRED], [], "candidate_barred"),
        (batch(), [BARRED], [], "candidate_barred"),
        (batch(quota_units=(B,)), [candidate("a")], [], "candidate_barred"),
        (batch(quota_cities={CITY: 0}), [candidate("a")], [], "candidate_barred"),
        (batch(recommendations=()), [candidate("a")], [], "not_recommended"),
        (batch(), [candidate("a")], [], "awaiting_recognition"),
        (batch(recommendations=(recommendation("a", override="唯一"),)), [failing("a", 9)], [], "awaiting_recognition"),
        (batch(decisions=(REFUSED,)), [candidate("a")], [], "not_recognized"),
        (batch(register=(registered("old", A, ended=True),)), [], [], "recognition_ended"),
        # The furthest on its way counts.
        (batch(), [failing("a", 9), failing("b", 1)], [], "candidate_near"),
        (batch(), [failing("a", 1), incomplete("b")], [], "candidate_open"),
        (batch(), [incomplete("a"), candidate("b")], [], "awaiting_recognition"),
        (batch(decisions=(REFUSED,)), [candidate("a"), candidate("b")], [], "awaiting_recognition"),
        (batch(), [BARRED, failing("b", 1)], [unreadable()], "candidate_near"),
        (batch(), [BARRED], [unreadable()], "candidate_barred"),
        (batch(register=(registered("old", A, ended=True),)), [], [unreadable()], "unreadable"),
        (batch(register=(registered("old", A, ended=True),)), [failing("a", 3)], [], "candidate_far"),
    ],
)
def test_the_cause_of_a_gap(found: Batch, listed: list[Candidate], broken: list[Unreadable], cause: str) -> None:
    assert cover(found, listed, broken)[A].cause == cause


def test_clauses_are_counted_on_the_track_that_was_judged() -> None:
    one = candidate("a", clauses=["met"] * 26, outcome="not_recommendable")
    one = candidate("a", declared=["met"] * 26, verified=["not_met"] * 3 + ["met"] * 23, outcome=one.outcome)
    assert cover(batch(), [one])[A].cause == "candidate_far"


@pytest.mark.parametrize(
    ("found", "listed", "expected"),
    [
        (batch(), [], (False, False, False, "no_candidate")),
        (batch(register=(registered("o", on=OPENING),)), [], (True, True, True, None)),
        (batch(register=(registered("o", on=OPENING + DAY),)), [], (False, True, True, None)),
        (batch(register=(registered("o", on=OPENING, ended=True),)), [], (False, False, False, "recognition_ended")),
        (batch(), [candidate("a")], (False, True, False, "awaiting_recognition")),
        (batch(decisions=(decision("a"),)), [candidate("a")], (False, True, True, None)),
        (
            batch(decisions=(decision("a", recognized=False),)),
            [candidate("a")],
            (False, False, False, "not_recognized"),
        ),
        (batch(), [incomplete("a")], (False, False, False, "candidate_open")),
    ],
    ids=["nobody", "on the opening date", "a day later", "ended", "recommended", "recognized", "refused", "open"],
)
def test_before_if_and_after(
    found: Batch, listed: list[Candidate], expected: tuple[bool, bool, bool, str | None]
) -> None:
    assert state(cover(found, listed)[A]) == expected
    assert state(cover(found, listed)[B]) == (False, False, False, "no_candidate")


def test_one_recognized_of_two_covers_the_unit() -> None:
    acts = (decision("a", recognized=False), decision("b"))
    assert state(cover(batch(decisions=acts), [candidate("a"), candidate("b")])[A]) == (False, True, True, None)


def test_a_unit_whose_candidate_was_refused_is_open_in_the_next_batch() -> None:
    refused = cover(batch(decisions=(REFUSED,)), [candidate("a")])[A]
    assert refused.after is False
    later = batch(opens_on=OPENING + 300 * DAY)
    assert alone(later, candidate("a")).eligible
    assert cover(later)[A].before is False


def test_a_unit_whose_candidate_was_recognized_is_closed_in_the_next_batch() -> None:
    later = batch(opens_on=OPENING + 300 * DAY, register=(registered("a", A, OPENING + 299 * DAY),))
    assert not alone(later, candidate("b")).eligible
    assert cover(later)[A].before is True


def test_a_body_of_the_city_covers_no_county_and_the_city_is_no_gap() -> None:
    found = cover(batch(register=(registered("old", OWN),), decisions=(decision("a"),)), [candidate("a", OWN)])
    assert found[OWN].cause is None
    assert [one.after for id_, one in found.items() if id_ != OWN] == [False] * (len(UNITS) - 1)


def test_counties_and_zones_are_counted_apart_and_cities_not_at_all() -> None:
    listed = [candidate("a", A), candidate("z", ZONE), candidate("o", OWN), candidate("e", ELSEWHERE)]
    acts = (decision("a"), decision("o"))
    found = list(cover(batch(decisions=acts, register=(registered("old", C),)), listed).values())
    assert counts(found, "county") == Count(total=4, before=1, if_recognized=3, after=2)
    assert counts(found, "zone") == Count(total=1, before=0, if_recognized=1, after=0)
    assert counts(found, "county", CITY) == Count(3, 1, 2, 2)
    assert counts(found, "county", OTHER_CITY) == Count(1, 0, 1, 0)
    assert counts(found, "zone", OTHER_CITY) == Count(0, 0, 0, 0)


def test_totals_are_the_units_of_the_list_and_covered_with_gaps_are_all() -> None:
    units = default_units()
    listed = [candidate("a", "370102"), candidate("b", "370103", outcome="incomplete"), candidate("o", "370100")]
    found = list(cover(batch(units=units, decisions=(decision("a"),)), listed).values())
    assert [one.unit.id for one in found] == list(units)
    counties = counts(found, "county")
    gaps = [one for one in found if one.cause is not None]
    assert counties.total == 136
    assert counts(found, "zone") == Count(0, 0, 0, 0)
    assert counties.after + len(gaps) == counties.total
    assert all(one.unit.kind == "county" for one in gaps)
    by_city = [counts(found, "county", city) for city in {one.unit.city for one in found}]
    assert sum(one.total for one in by_city) == 136
    assert sum(one.after for one in by_city) == counties.after


def test_every_unit_is_either_covered_or_a_gap_with_one_cause() -> None:
    listed = [candidate("a", A), incomplete("b", B), failing("z", 4, ZONE), candidate("o", OWN)]
    for one in cover(batch(decisions=(decision("a"),)), listed, [unreadable("e", ELSEWHERE)]).values():
        assert (one.cause is None) is (one.after or one.unit.kind == "city")


def test_candidates_of_a_unit_are_listed_by_rank_the_barred_last() -> None:
    listed = [candidate("a", ruleset="henan-2020"), failing("b", 1), candidate("c"), incomplete("d")]
    assert [one.candidate.id for one in cover(batch(), listed)[A].candidates] == ["c", "d", "b", "a"]


@pytest.mark.parametrize(
    ("found", "listed"),
    [
        (batch(register=(registered("o", on=OPENING + DAY),)), []),
        (batch(recommendations=(), decisions=(decision("a"),)), [candidate("a")]),
    ],
    ids=["registered after the opening date", "recognized without a recommendation"],
)
def test_after_is_never_more_than_if_all_were_recognized(found: Batch, listed: list[Candidate]) -> None:
    one = cover(found, listed)[A]
    assert one.if_recognized >= one.after


def two_files(one: str, other: str) -> list[Candidate]:
    """Return two files of one organization, which name their units."""
    return [candidate("a1", one, id="a"), candidate("a2", other, id="a", content="another")]


def test_one_recognition_never_covers_two_units() -> None:
    acts = batch(decisions=(decision("a"),))
    found = cover(acts, two_files(A, B))
    assert [found[unit].after for unit in (A, B)] == [False, False]
    assert [found[unit].if_recognized for unit in (A, B)] == [False, False]
    places = standings(acts, two_files(A, B))
    problems = list(problems_of_acts(acts, places, []))
    assert [(one.level, one.code) for one in problems] == [("error", "recognized_in_which_unit")]
    assert [one.zh for one in problems[0].params["units"]] == [UNITS[A].label.zh, UNITS[B].label.zh]  # type: ignore[attr-defined]


def test_two_files_that_name_one_unit_leave_the_recognition_there() -> None:
    acts = batch(decisions=(decision("a"),))
    assert cover(acts, two_files(A, A))[A].after
    assert not list(problems_of_acts(acts, standings(acts, two_files(A, A)), []))


def test_an_unreadable_file_names_a_unit_too() -> None:
    acts, broken = batch(decisions=(decision("a"),)), [unreadable("a", B)]
    found = cover(acts, [candidate("a", A)], broken)
    assert [found[unit].after for unit in (A, B)] == [False, False]
    nowhere = cover(acts, [candidate("a", A)], [unreadable("a", "999999")])
    assert nowhere[A].after


def test_the_register_says_which_unit_a_recognition_covers() -> None:
    acts = batch(decisions=(decision("a"),), register=(registered("a", C, OPENING + DAY),))
    found = cover(acts, two_files(A, B))
    assert [found[unit].after for unit in (A, B, C)] == [False, False, True]
    assert units_of_acts(acts, standings(acts, two_files(A, B)), []) == ({"a": C}, ())


PLACES = st.sampled_from([*UNITS, "999999"])
NAMES = st.sampled_from("abc")


@given(
    files=st.lists(st.tuples(NAMES, st.sampled_from(list(UNITS)), st.booleans()), max_size=6),
    broken=st.lists(st.tuples(NAMES, PLACES), max_size=4),
    decided=st.lists(st.tuples(NAMES, st.booleans()), unique_by=lambda one: one[0]),
    register=st.lists(st.tuples(NAMES, st.sampled_from(list(UNITS)), st.booleans()), unique_by=lambda one: one[0]),
    recommended=st.none() | st.lists(NAMES, unique=True),
)
def test_units_newly_covered_are_never_more_than_acts(
    files: list[tuple[str, str, bool]],
    broken: list[tuple[str, str]],
    decided: list[tuple[str, bool]],
    register: list[tuple[str, str, bool]],
    recommended: list[str] | None,
) -> None:
    listed = [
        candidate(f"f{number}", unit, id=name, content="same" if same else str(number))
        for number, (name, unit, same) in enumerate(files)
    ]
    unread = [replace(unreadable(name, unit), file=f"u{number}.yaml") for number, (name, unit) in enumerate(broken)]
    found = batch(
        decisions=tuple(decision(name, recognized=yes) for name, yes in decided),
        register=tuple(registered(name, unit, OPENING + DAY, ended=ended) for name, unit, ended in register),
        recommendations=None if recommended is None else tuple(map(recommendation, recommended)),
    )
    units = cover(found, listed, unread)
    on_register = {unit for _, unit, ended in register if not ended}
    new = [one for one in units.values() if one.after and one.unit.id not in on_register]
    assert len(new) <= sum(yes for _, yes in decided)
    for one in units.values():
        assert one.if_recognized >= one.after >= one.before
        assert (one.cause is None) is (one.after or one.unit.kind == "city")
        if one.unit.kind == "city":
            assert not one.if_recognized


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, True), ({"ruleset": "henan-2020"}, False), ({"period_end": "2025-09-30"}, False)],
)
def test_only_who_may_be_put_forward_counts_as_recommended(changes: dict[str, str], *, expected: bool) -> None:
    one = cover(batch(recommendations=(recommendation("a"),)), [candidate("a", A, **changes)])[A]
    assert one.if_recognized is expected
    assert one.cause == ("awaiting_recognition" if expected else "candidate_barred")
    assert one.candidates[0].recommended
