"""The province's view on a day: only what had happened by then, and each unit covered or a gap for one reason."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.programme.candidate import Candidate, Unreadable
from certify.programme.province import JudgedBatch, Province, UnitView, province
from certify.programme.register import Register, register_of
from certify.reading.batch import Batch
from certify.reading.register import Event

from .making import (
    DEADLINE,
    DECIDE_BY,
    UNITS,
    ZONE,
    A,
    B,
    batch,
    candidate,
    decision,
    failing,
    incomplete,
    recommendation,
    unreadable,
)

AFTER = date(2025, 12, 31)


def register(*events: tuple[str, str, date, str]) -> Register:
    listed = [Event(kind, name, on, "示例", unit, "", "", "r.csv:2:1") for kind, name, on, unit in events]  # type: ignore[arg-type]
    found, problems = register_of(listed)
    assert not problems
    return found


def view(
    *candidates: Candidate,
    day: date = AFTER,
    known: Register | None = None,
    unread: tuple[Unreadable, ...] = (),
    units: Any = UNITS,
    **changes: Any,
) -> Province:
    judged = JudgedBatch(batch(**changes), candidates, unread)
    return province([judged], known or Register(()), units, day)


def unit(found: Province, id_: str) -> UnitView:
    return next(one for one in found.units if one.unit.id == id_)


def test_a_recognition_covers_from_its_day() -> None:
    given_: dict[str, Any] = {
        "decisions": (decision("a", on=date(2025, 11, 20)),),
        "recommendations": (recommendation("a"),),
    }
    assert not unit(view(candidate(), day=date(2025, 11, 19), **given_), A).covered
    assert unit(view(candidate(), day=date(2025, 11, 20), **given_), A).covered


def test_what_is_handed_in_after_the_day_is_not_there_yet() -> None:
    assert unit(view(candidate(), day=date(2025, 10, 30)), A).cause == "no_candidate"
    assert unit(view(candidate(), day=DEADLINE), A).cause != "no_candidate"


def test_a_second_recognition_after_an_end_counts() -> None:
    known = register(("recognized", "a", date(2020, 1, 1), A), ("ended", "a", date(2023, 1, 1), ""))
    found = view(candidate(), known=known, decisions=(decision("a"),), recommendations=(recommendation("a"),))
    assert [holder.since for holder in unit(found, A).holders] == [DECIDE_BY]


def test_an_end_after_the_recognition_is_the_last_word() -> None:
    known = register(("recognized", "a", DECIDE_BY, A), ("ended", "a", date(2025, 12, 15), ""))
    found = view(candidate(), known=known, decisions=(decision("a"),), recommendations=(recommendation("a"),))
    assert not unit(found, A).covered


def test_a_unit_whose_organization_moved_away_is_no_unit_without_candidates() -> None:
    known = register(("recognized", "j", date(2020, 1, 1), A), ("moved", "j", date(2024, 1, 1), B))
    found = view(known=known)
    assert unit(found, A).cause == "recognition_ended"
    assert unit(found, B).covered


def test_what_is_open_in_a_batch_that_another_has_followed_is_not_on_its_way() -> None:
    later = batch(id="batch-6", opens_on=date(2025, 12, 1), recommend_by=AFTER, recognize_by=date(2026, 1, 31))
    first = JudgedBatch(batch(), (incomplete("a"),), ())
    assert unit(province([first], Register(()), UNITS, AFTER), A).may_come
    assert not unit(province([first, JudgedBatch(later, (), ())], Register(()), UNITS, AFTER), A).may_come


def test_units_of_the_same_area_are_one() -> None:
    units = UNITS | {ZONE: replace(UNITS[ZONE], same_area_as=A)}
    known = register(("recognized", "j", date(2020, 1, 1), ZONE))
    found = view(known=known, units=units)
    assert ZONE not in [one.unit.id for one in found.units]
    assert unit(found, A).covered
    assert unit(found, A).also == (ZONE,)


ONES = st.sampled_from(
    [
        candidate("a", A),
        candidate("b", A),
        incomplete("c", B),
        failing("d", 1, B),
        failing("e", 9, A),
        candidate("f", ZONE),
    ]
)


@given(
    st.lists(ONES, unique_by=lambda one: one.id),
    st.lists(st.sampled_from("abcdf"), unique=True),
    st.dates(date(2024, 12, 1), date(2026, 1, 31)),
    st.sampled_from([(), (unreadable("x", B),)]),
)
def test_each_unit_is_covered_or_a_gap_for_one_reason(
    candidates: list[Candidate], decided: list[str], day: date, unread: tuple[Unreadable, ...]
) -> None:
    whole: Batch = batch(
        decisions=tuple(decision(name) for name in decided), recommendations=tuple(map(recommendation, decided))
    )
    found = province([JudgedBatch(whole, tuple(candidates), unread)], Register(()), UNITS, day)
    assert [one.unit.id for one in found.units] == [one.id for one in UNITS.values() if one.kind != "city"]
    for one in found.units:
        assert one.covered == (one.cause is None)
        assert one.history[-1] == one.covered
        assert not (one.covered and day < DECIDE_BY)


@pytest.mark.parametrize("day", [date(2024, 12, 31), DEADLINE, DECIDE_BY, AFTER])
def test_the_order_of_batches_changes_nothing(day: date) -> None:
    first = JudgedBatch(batch(id="b4", opens_on=date(2024, 1, 1)), (candidate("a"),), ())
    second = JudgedBatch(batch(), (incomplete("c", B),), ())
    one, two = (province(order, Register(()), UNITS, day) for order in ([first, second], [second, first]))
    assert one == two
