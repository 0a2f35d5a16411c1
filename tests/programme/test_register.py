"""The register is what its events make of it, day by day."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.programme.register import Register, covering, register_of
from certify.reading.register import Event, EventKind, read_events

HEAD = "id,event,on,name,jurisdiction,batch,into\n"
UNITS = ("370102", "370103", "370104")
FIRST = "J1,认定,2022-05-20,示例甲中心,370102,第一批,\nJ2,认定,2023-01-10,示例乙中心,370103,第二批,\n"


def read(folder: Path, rows: str, head: str = HEAD) -> tuple[Register, list[str]]:
    path = folder / "register.csv"
    path.write_text(head + rows, encoding="utf-8")
    events, problems = read_events(path, UNITS)
    register, faults = register_of(events)
    return register, [f"{one.code} {one.where.partition(':')[2]}" for one in (*problems, *faults)]


def units(register: Register, day: str) -> dict[str, list[str]]:
    entries = register.at(date.fromisoformat(day))
    return {unit: [one.id for one in found] for unit, found in covering(entries).items()}


def test_a_recognition_holds_from_its_day(tmp_path: Path) -> None:
    register, told = read(tmp_path, FIRST)
    assert not told
    assert units(register, "2022-05-19") == {}
    assert units(register, "2022-05-20") == {"370102": ["J1"]}
    assert units(register, "2023-01-10") == {"370102": ["J1"], "370103": ["J2"]}


@pytest.mark.parametrize(
    ("row", "then"),
    [
        ("J1,更名,2024-03-01,示例新名中心,,,", {"370102": ["J1"], "370103": ["J2"]}),
        ("J1,迁移,2024-03-01,,370104,,", {"370104": ["J1"], "370103": ["J2"]}),
        ("J1,合并,2024-03-01,,,,J2", {"370103": ["J2"]}),
        ("J1,终止,2024-03-01,,,,", {"370103": ["J2"]}),
        ("J1,终止,2024-03-01,,,,\nJ1,恢复,2024-04-01,,,,", {"370102": ["J1"], "370103": ["J2"]}),
        ("J1,终止,2024-03-01,,,,\nJ1,认定,2024-04-01,示例甲中心,370104,第五批,", {"370104": ["J1"], "370103": ["J2"]}),
    ],
)
def test_what_happens_later_is_added(row: str, then: dict[str, list[str]], tmp_path: Path) -> None:
    register, told = read(tmp_path, FIRST + row + "\n")
    assert not told
    assert units(register, "2024-02-29") == {"370102": ["J1"], "370103": ["J2"]}
    assert units(register, "2024-04-01") == then


def test_former_names_and_units_are_kept(tmp_path: Path) -> None:
    register, _ = read(tmp_path, FIRST + "J1,更名,2024-03-01,新名,,,\nJ1,迁移,2024-03-02,,370104,,\n")
    entry = register.at(date(2024, 12, 31))["J1"]
    assert (entry.name, entry.former_names) == ("新名", ("示例甲中心",))
    assert (entry.unit, entry.former_units) == ("370104", ("370102",))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("J9,更名,2024-03-01,新名,,,", "register_unknown"),
        ("J1,更名,2024-03-01,,,,", "register_wants"),
        ("J1,迁移,2024-03-01,,,,", "register_wants"),
        ("J1,迁移,2024-03-01,,999999,,", "unit_not_listed"),
        ("J1,合并,2024-03-01,,,,J9", "register_into_unknown"),
        ("J1,合并,2024-03-01,,,,J1", "register_into_unknown"),
        ("J1,恢复,2024-03-01,,,,", "register_not_ended"),
        ("J1,终止,2020-03-01,,,,", "register_unknown"),
        ("J1,认定,2024-03-01,示例甲中心,370102,第四批,", "registered_twice"),
        ("J1,撤并,2024-03-01,,,,", "unknown_choice"),
        ("J1,终止,,,,,", "register_wants"),
    ],
)
def test_what_cannot_be_is_told_at_its_row(row: str, told: str, tmp_path: Path) -> None:
    register, found = read(tmp_path, FIRST + row + "\n")
    assert [one.partition(" ")[0] for one in found] == [told]
    assert units(register, "2025-01-01") == {"370102": ["J1"], "370103": ["J2"]}


def test_a_plain_list_is_a_register(tmp_path: Path) -> None:
    rows = "J1,示例甲,370102,第一批,2022-05-20,有效\nJ2,示例乙,370103,第二批,2023-01-10,终止\n"
    register, told = read(tmp_path, rows, "id,name,jurisdiction,batch,recognized_on,status\n")
    assert not told
    assert units(register, "2025-01-01") == {"370102": ["J1"]}
    assert not register.at(date(2025, 1, 1))["J2"].holds


KINDS: list[EventKind] = ["recognized", "renamed", "moved", "merged", "ended", "restored"]
EVENTS = st.lists(
    st.builds(
        Event,
        st.sampled_from(KINDS),
        st.sampled_from(["J1", "J2", "J3"]),
        st.dates(date(2022, 1, 1), date(2022, 1, 9)),
        st.just("示例"),
        st.sampled_from(UNITS),
        st.just(""),
        st.sampled_from(["J1", "J2"]),
        st.just("r.csv:2:1"),
    ),
    max_size=12,
)


@given(EVENTS)
def test_every_event_is_kept_or_told_and_days_do_not_reach_back(events: list[Event]) -> None:
    register, told = register_of(events)
    assert len(register.events) + len(told) == len(events)
    for day in register.days():
        until = Register(tuple(event for event in register.events if event.on <= day))
        assert register.at(day) == until.at(date.max)
