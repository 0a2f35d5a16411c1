"""Where duties stand on a day: the two bounds of a deadline, what never ends, what is wanted every year, who owes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.programme import duties
from certify.programme.duties import Item, timing_of
from certify.programme.duty_entries import Reported, joined_entries
from certify.reading.progress import Progress, Refused, Whose
from certify.rules.body_names import is_named_for
from certify.rules.duties import Due, DutyDocument
from certify.rules.duty_load import find_duties, find_duty

TWO = Due(date(2024, 12, 31), date(2025, 12, 31))
ONE = Due(date(2023, 12, 31), date(2023, 12, 31))
HAINAN, HENAN, SHANDONG = (find_duties(name) for name in ("hainan-2023", "henan-2023", "shandong-2024"))


def day(text: str) -> date:
    return date.fromisoformat(text)


def entry(duty: str, city: str = "", body: str = "", year: int | None = None, **changes: Any) -> Progress:
    """Return an entry of a body, which answers for what the text names by that name there, and else for nothing."""
    named = {one.name for one in find_duty(duty)[1].bodies if is_named_for(one, city)}
    under = changes.pop("under", body if body in named else "")
    plain = Progress(
        whose=Whose(duty, city, body, body, under, year),
        status="in_progress",
        done_on=None,
        updated_on=day("2025-06-30"),
        note="",
        obstacles="",
        next_step="",
        evidence=(),
        where="甲.csv:2:1",
    )
    return replace(plain, **changes)


def done(duty: str, on: str, city: str = "", body: str = "", **changes: Any) -> Progress:
    return entry(duty, city, body, status="done", done_on=day(on), **changes)


def items_of(document: DutyDocument, entries: Sequence[Progress], *rest: Any, **more: Any) -> tuple[Item, ...]:
    return duties.items_of(document, Reported(tuple(entries)), *rest, **more)


def of(items: tuple[Item, ...], duty: str) -> list[tuple[str, str, int | None, str, str]]:
    return [(item.city, item.body, item.year, item.state, item.timing) for item in items if item.duty == duty]


TIMINGS = [
    (None, None, "2030-01-01", "none"),
    (None, "2024-01-01", "2030-01-01", "none"),
    (TWO, None, "2024-12-31", "not_due"),
    (TWO, None, "2025-01-01", "warning"),
    (TWO, None, "2025-12-31", "warning"),
    (TWO, None, "2026-01-01", "overdue"),
    (TWO, "2024-12-31", "2026-01-01", "in_time"),
    (TWO, "2025-01-01", "2026-01-01", "doubtful"),
    (TWO, "2025-12-31", "2026-01-01", "doubtful"),
    (TWO, "2026-01-01", "2026-01-01", "late"),
    (ONE, None, "2023-12-31", "not_due"),
    (ONE, None, "2024-01-01", "overdue"),
    (ONE, "2023-12-31", "2024-01-01", "in_time"),
    (ONE, "2024-01-01", "2024-01-01", "late"),
]


@pytest.mark.parametrize(("due", "done_on", "as_of", "timing"), TIMINGS)
def test_how_a_day_stands_to_a_deadline(due: Due | None, done_on: str | None, as_of: str, timing: str) -> None:
    assert timing_of(due, day(done_on) if done_on else None, day(as_of)) == timing


@given(st.dates(), st.integers(0, 500), st.dates(), st.integers(0, 500))
def test_what_is_not_done_only_gets_worse_and_what_is_done_does_not_change(
    earliest: date, more: int, as_of: date, later: int
) -> None:
    try:
        due, then = Due(earliest, earliest + timedelta(more)), as_of + timedelta(later)
    except OverflowError:
        return
    order = ("not_due", "warning", "overdue")
    assert order.index(timing_of(due, None, as_of)) <= order.index(timing_of(due, None, then))
    assert timing_of(due, as_of, as_of) == timing_of(due, as_of, then)


def test_with_no_report_at_all_every_duty_has_an_item_that_says_so() -> None:
    for document in (HAINAN, HENAN, SHANDONG):
        items = items_of(document, (), day("2026-01-01"))
        assert {item.duty for item in items} == {duty.id for duty in document.duties}
        assert {item.state for item in items} == {"no_report"}


@pytest.mark.parametrize("as_of", ["2024-06-01", "2026-01-01", "2090-01-01"])
def test_what_never_ends_is_never_overdue(as_of: str) -> None:
    ongoing = {duty.id for duty in HAINAN.duties if duty.deadline and duty.deadline.due is None}
    assert len(ongoing) == 14
    found = [item for item in items_of(HAINAN, (), day(as_of)) if item.duty in ongoing]
    assert {item.timing for item in found} == {"ongoing"}


def test_what_is_overdue_on_the_first_day_after_the_later_bound() -> None:
    for as_of, timing in (("2025-12-31", "warning"), ("2026-01-01", "overdue")):
        found = {item.duty for item in items_of(HAINAN, (), day(as_of)) if item.timing == timing}
        assert found == {"HI-D-2.2", "HI-D-2.3", "HI-D-3.3", "HI-D-3.4"}


BODY = "省总工会"
REPORT = "HA-D-24"
YEARLY = [
    # The day itself is in time, the one after is not, and an entry without a year says nothing of any year.
    ([], "2023-12-20", [(2023, "no_report", "not_due")]),
    ([], "2023-12-21", [(2023, "no_report", "overdue")]),
    ([done(REPORT, "2023-12-20", body=BODY, year=2023)], "2025-12-21", [(2023, "done", "in_time"), (2024, "no_report", "overdue"), (2025, "no_report", "overdue")]),
    ([done(REPORT, "2025-12-21", body=BODY, year=2025, updated_on=day("2025-12-21"))], "2025-12-21", [(2023, "no_report", "overdue"), (2024, "no_report", "overdue"), (2025, "done", "late")]),
    ([done(REPORT, "2024-12-19", body=BODY)], "2024-12-31", [(2023, "no_report", "overdue"), (2024, "no_report", "overdue")]),
    ([entry(REPORT, body=BODY, year=2025)], "2025-12-20", [(2023, "no_report", "overdue"), (2024, "no_report", "overdue"), (2025, "in_progress", "not_due")]),
]  # fmt: skip


@pytest.mark.parametrize(("entries", "as_of", "years"), YEARLY)
def test_what_is_wanted_every_year(entries: list[Progress], as_of: str, years: list[tuple[int, str, str]]) -> None:
    entries = [replace(one, updated_on=min(one.updated_on, day(as_of))) for one in entries]
    found = of(items_of(HENAN, entries, day(as_of)), REPORT)
    assert [row[2:] for row in found if row[1] == BODY and row[2] is not None] == years
    assert next(row for row in found if row[1] == BODY)[4] == "none"


def test_a_month_that_was_over_when_the_document_was_issued_is_not_wanted() -> None:
    found = {item.year for item in items_of(HENAN, (), day("2025-06-01")) if item.duty == "HA-D-01"}
    assert found == {None, 2024, 2025}


def test_the_entry_updated_last_counts_and_the_others_stay() -> None:
    first = entry("HI-D-1.2", body="各级人力资源社会保障部门", updated_on=day("2025-01-01"), status="not_started")
    last = done("HI-D-1.2", "2025-02-01", body="各级人力资源社会保障部门", updated_on=day("2025-03-01"))
    for entries in ((first, last), (last, first)):
        item = next(one for one in items_of(HAINAN, entries, day("2025-12-31")) if one.duty == "HI-D-1.2")
        assert (item.entry, item.earlier) == (last, (first,))


def test_of_what_was_reported_after_a_day_only_what_was_done_by_it_counts() -> None:
    later = done("HI-D-1.2", "2025-02-01", body="各级人力资源社会保障部门", updated_on=day("2025-03-01"))
    for on, state in (("2025-01-31", "no_report"), ("2025-02-01", "done")):
        item = next(one for one in items_of(HAINAN, [later], day(on)) if one.duty == "HI-D-1.2")
        assert (item.state, item.later) == (state, True)
    under_way = entry("HI-D-1.2", body="各级人力资源社会保障部门", updated_on=day("2025-03-01"))
    item = next(one for one in items_of(HAINAN, [under_way], day("2025-02-28")) if one.duty == "HI-D-1.2")
    assert (item.state, item.later, item.entry) == ("no_report", True, None)
    # What is taken back later was not done then either.
    back = replace(under_way, updated_on=day("2025-04-01"))
    item = next(one for one in items_of(HAINAN, [later, back], day("2025-02-28")) if one.duty == "HI-D-1.2")
    assert item.state == "no_report"
    assert of(items_of(HAINAN, [later], day("2025-02-28")), "HI-D-1.2") == [
        ("", "各级人力资源社会保障部门", None, "done", "ongoing")
    ]


def test_who_owes_in_a_city() -> None:
    named = "各市县人力资源社会保障部门"
    reported = entry("HI-D-2.2", "海口市", named)
    items = items_of(HAINAN, [reported], day("2025-06-30"), places=("海口市",))
    # The bodies of the province are looked at too, where the text names them; a city owes nothing that it is not named for.
    assert of(items, "HI-D-2.2") == [
        ("海口市", named, None, "in_progress", "warning"),
        ("海口市", "司法行政部门", None, "no_report", "warning"),
    ]
    assert [row[:2] for row in of(items, "HI-D-1.3")] == [("", "省人力资源社会保障厅"), ("", "省高级人民法院")]
    assert ("海口市", "各市县相关部门", None, "no_report", "unnamed") in of(items, "HI-D-2.3")


def test_the_cities_asked_for_are_the_only_ones_and_are_there_without_a_report() -> None:
    reported = entry("HI-D-1.2", "海口市", "各级人力资源社会保障部门")
    items = items_of(HAINAN, [reported], day("2025-06-30"), ("三亚市",))
    assert {item.city for item in items} == {"三亚市"}
    assert of(items, "HI-D-1.3") == []


def test_a_city_that_reports_as_a_whole_speaks_for_its_bodies() -> None:
    whole = entry("HI-D-1.1", "海口市")
    union = entry("HI-D-1.1", "海口市", "总工会")
    other = entry("HI-D-1.1", "海口市", "团市委")
    assert [row[1] for row in of(items_of(HAINAN, [whole], day("2025-06-30"), ("海口市",)), "HI-D-1.1")] == [""]
    both = items_of(HAINAN, [whole, union, other], day("2025-06-30"), ("海口市",))
    assert [row[1] for row in of(both, "HI-D-1.1")] == ["总工会", "", "团市委"]


def test_a_duty_of_nobody_is_owed_by_the_city_as_a_whole() -> None:
    assert of(items_of(SHANDONG, (), day("2025-06-30"), ("济南市",)), "SD-D-06") == [
        ("济南市", "", None, "no_report", "none")
    ]


def test_cities_stand_in_the_order_of_the_province() -> None:
    entries = [entry("SD-D-06", city) for city in ("甲区", "青岛市", "济南市")]
    items = items_of(SHANDONG, entries, day("2025-06-30"), places=("济南市", "青岛市"))
    assert [row[0] for row in of(items, "SD-D-06")] == ["济南市", "青岛市", "甲区"]


def test_evidence_is_wanted_of_what_is_done_alone() -> None:
    bare = done("SD-D-12", "2025-01-01", "济南市")
    found = {
        status: items_of(SHANDONG, [one], day("2025-06-30"), ("济南市",))[-1].lacks_evidence
        for status, one in {
            "bare": bare,
            "shown": replace(bare, evidence=("文件",)),
            "under way": entry("SD-D-12", "济南市"),
        }.items()
    }
    assert found == {"bare": True, "shown": False, "under way": False}


def test_entries_that_contradict_each_other_on_one_day_are_not_counted() -> None:
    one = done("SD-D-01", "2025-01-01", "济南市", "工会")
    other = replace(one, status="in_progress", done_on=None, where="乙.csv:3:1")
    earlier = replace(other, updated_on=day("2025-01-01"))
    reported, problems = joined_entries([earlier, one, other])
    assert (reported.entries, reported.clashing) == ((earlier,), (one, other))
    assert [(problem.level, problem.code, problem.where) for problem in problems] == [
        ("error", "progress_contradicts", "乙.csv:3:1")
    ]


def test_entries_that_agree_are_told_and_the_later_one_counts() -> None:
    one = done("SD-D-01", "2025-01-01", "济南市", "工会")
    other = replace(one, note="后一处", where="乙.csv:3:1")
    reported, problems = joined_entries([one, other])
    assert [problem.code for problem in problems] == ["progress_twice"]
    item = items_of(SHANDONG, reported.entries, day("2025-06-30"), ("济南市",))[0]
    assert item.entry == other


@given(st.lists(st.tuples(st.sampled_from([duty.id for duty in HAINAN.duties]), st.sampled_from(["", "海口市", "三亚市"]), st.sampled_from(["", "总工会", "团委"]), st.booleans(), st.integers(0, 900)), max_size=12))  # fmt: skip
def test_every_entry_is_in_one_item_and_states_add_up(rows: list[tuple[str, str, str, bool, int]]) -> None:
    entries = [
        entry(duty, city, body, updated_on=day("2024-01-01") + timedelta(ago)) if not finished else
        done(duty, "2024-01-01", city, body, updated_on=day("2024-01-01") + timedelta(ago))
        for duty, city, body, finished, ago in rows
    ]  # fmt: skip
    as_of = day("2026-12-31")
    items = items_of(HAINAN, entries, as_of)
    kept = [one for item in items for one in (*([item.entry] if item.entry else []), *item.earlier)]
    assert sorted(map(repr, kept)) == sorted(map(repr, entries))
    assert len({(item.duty, item.city, item.body, item.year) for item in items}) == len(items)
    # Where only the province reports, what is the cities' alone is nobody's yet.
    assert {duty.id for duty in HAINAN.duties} - {item.duty for item in items} <= {"HI-D-2.2"}


def test_nothing_depends_on_the_order_of_entries_of_different_days() -> None:
    entries = [entry("HI-D-1.1", "海口市", "总工会", updated_on=day("2025-01-01") + timedelta(n)) for n in range(4)]
    assert items_of(HAINAN, entries, day("2026-01-01")) == items_of(HAINAN, entries[::-1], day("2026-01-01"))


def roles(items: tuple[Item, ...], duty: str) -> list[tuple[str, str, str, str]]:
    return [(item.city, item.body, item.role, item.state) for item in items if item.duty == duty]


LOCAL = "各市县人力资源社会保障部门"


def test_a_contradiction_on_the_latest_day_leaves_the_item_open_whatever_was_before() -> None:
    before = done("HI-D-2.2", "2024-11-01", "海口市", LOCAL, updated_on=day("2024-12-05"))
    one = done("HI-D-2.2", "2024-12-01", "海口市", LOCAL, updated_on=day("2025-01-05"), where="甲.csv:3:1")
    other = entry("HI-D-2.2", "海口市", LOCAL, updated_on=day("2025-01-05"), where="乙.csv:3:1")
    reported, _ = joined_entries([before, one, other])
    for on, timing in (("2025-06-30", "open"), ("2026-01-01", "open")):
        item = next(i for i in duties.items_of(HAINAN, reported, day(on), ("海口市",)) if i.body == LOCAL)
        assert (item.state, item.timing, item.entry, item.wrong) == (
            "clashing",
            timing,
            None,
            ("甲.csv:3:1", "乙.csv:3:1"),
        )
        assert item.earlier == (before,)
    later, _ = joined_entries([before, one, other, replace(one, updated_on=day("2025-02-01"))])
    item = next(i for i in duties.items_of(HAINAN, later, day("2026-01-01"), ("海口市",)) if i.body == LOCAL)
    assert (item.state, item.timing) == ("done", "in_time")


def test_a_row_that_is_wrong_is_not_no_report() -> None:
    whose = Whose("HI-D-2.2", "海口市", LOCAL, LOCAL, LOCAL, None)
    reported = Reported(refused=(Refused(whose, None, "甲.csv:9:1"),))
    for on, timing in (("2024-12-31", "not_due"), ("2026-01-01", "open")):
        item = next(i for i in duties.items_of(HAINAN, reported, day(on), ("海口市",)) if i.body == LOCAL)
        assert (item.state, item.timing, item.wrong) == ("refused", timing, ("甲.csv:9:1",))
    # Where another entry can be read that counts, and the place is kept.
    both = Reported((entry("HI-D-2.2", "海口市", LOCAL),), (), reported.refused)
    item = next(i for i in duties.items_of(HAINAN, both, day("2025-12-31"), ("海口市",)) if i.body == LOCAL)
    assert (item.state, item.wrong) == ("in_progress", ("甲.csv:9:1",))


def test_words_that_name_nobody_are_charged_to_nobody_and_met_by_anybody() -> None:
    named = ("各市县相关部门", "unnamed", "no_report")
    assert ("海口市", *named) in roles(items_of(HAINAN, (), day("2026-01-01"), ("海口市",)), "HI-D-2.3")
    some = entry("HI-D-2.3", "海口市", "住建局", under="各市县相关部门")
    found = items_of(HAINAN, [some], day("2026-01-01"), ("海口市",))
    assert roles(found, "HI-D-2.3") == [("海口市", "住建局", "owed", "in_progress")]


def test_whoever_is_not_responsible_is_shown_apart_and_owes_no_year() -> None:
    other = done(REPORT, "2024-12-19", "", "省人力资源社会保障厅", year=2024)
    found = [item for item in items_of(HENAN, [other], day("2025-12-31")) if item.body == other.whose.body]
    assert [(item.year, item.role, item.state) for item in found if item.duty == REPORT] == [
        (None, "owed", "no_report"),
        (2024, "extra", "done"),
    ]


def test_a_whole_report_speaks_for_groups_in_its_own_year_alone() -> None:
    whole = entry(REPORT, "", "")
    own = done(REPORT, "2025-12-19", "", BODY, year=2025, updated_on=day("2025-12-19"))
    found = items_of(HENAN, [whole, own], day("2025-12-31"))
    # Bodies of the province are named singly.
    assert ("", BODY, "owed", "no_report") in roles(found, REPORT)
    assert ("", "", "extra", "in_progress") in roles(found, REPORT)
    city = items_of(HAINAN, [entry("HI-D-2.2", "海口市")], day("2025-12-31"), ("海口市",))
    (spoken,) = [item for item in city if item.duty == "HI-D-2.2"]
    assert (spoken.role, spoken.speaks_for) == ("owed", (LOCAL, "司法行政部门"))


def test_what_was_done_and_is_taken_back_is_told_with_both_places() -> None:
    first = done("HI-D-2.2", "2024-12-01", "海口市", LOCAL, updated_on=day("2025-01-05"), where="甲.csv:2:1")
    then = entry("HI-D-2.2", "海口市", LOCAL, updated_on=day("2025-06-05"), where="乙.csv:2:1")
    reported, problems = joined_entries([then, first])
    assert [(one.code, one.where, one.params["first"]) for one in problems] == [
        ("progress_undone", "乙.csv:2:1", "甲.csv:2:1")
    ]
    item = next(i for i in items_of(HAINAN, reported.entries, day("2025-12-31"), ("海口市",)) if i.body == LOCAL)
    assert (item.state, item.taken_back) == ("in_progress", first)


def test_a_city_under_a_document_of_the_province_owes_nothing() -> None:
    found = items_of(HENAN, [entry("HA-D-02", "郑州市", "市总工会")], day("2025-12-31"))
    assert roles(found, "HA-D-02")[-1] == ("郑州市", "市总工会", "extra", "in_progress")
    assert {item.role for item in found if item.city} == {"extra"}
