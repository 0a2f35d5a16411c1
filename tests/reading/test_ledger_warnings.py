"""What looks odd in a ledger is told, by row and column, once a kind; no figure depends on it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from certify.reading import ledger_warnings as module
from certify.reading.ledger import ledger_figures, read_ledger
from certify.reading.ledger_warnings import ledger_warnings
from certify.wording.problems import line, message
from tests.reading.conftest import read_more

PERIOD = date(2025, 1, 1), date(2025, 10, 31)
HEAD = "case_number,accepted_on,closed_on,outcome,agreement_no,signed_by_both,signed_by_mediator,sealed"


def told(folder: Path, rows: Sequence[str], head: str = HEAD) -> list[tuple[str, str, str]]:
    """Return the warnings on a ledger as code, place and message."""
    path = folder / "l.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    read = read_ledger(path, "l.csv", PERIOD[1])
    assert not read.problems, read.problems
    found = list(ledger_warnings(read, PERIOD))
    assert all(problem.level == "warning" and line(problem, "en") for problem in found)
    return [(problem.code, problem.where, message(problem, "zh")) for problem in found]


def numbered(*numbers: str) -> list[str]:
    return [f"{number},2025-05-01,,pending,,,," for number in numbers]


def row(number: int, outcome: str, agreement: str = "", *said: str) -> str:
    closed = "" if outcome == "pending" else "2025-05-02"
    return ",".join([f"N-{number}x{number}", "2025-05-01", closed, outcome, agreement, *(*said, "", "", "")[:3]])


@pytest.mark.parametrize(
    ("numbers", "where", "said"),
    [
        (("1", "2", "4"), "l.csv:4:1", "案号“…”从 1 到 4 之间缺 1 个号：3"),
        (("4", "1", "2"), "l.csv:2:1", "案号“…”从 1 到 4 之间缺 1 个号：3"),
        (("调字〔2025〕第12号", "调字〔2025〕第13号", "调字〔2025〕第15号"), "l.csv:4:1", "案号“调字〔2025〕第…号”从 12 到 15 之间缺 1 个号：14"),
        (("LT-001", "LT-002", "LT-005", "LT-006"), "l.csv:4:1", "案号“LT-…”从 001 到 006 之间缺 2 个号：003、004"),
        (("20250001", "20250002", "20250004"), "l.csv:4:1", "案号“2025…”从 0001 到 0004 之间缺 1 个号：0003"),
        (("第１号", "第2号", "第4号"), "l.csv:4:1", "案号“第…号”从 1 到 4 之间缺 1 个号：3"),
        (
            tuple(str(n) for n in range(0, 30, 2)),
            "l.csv:3:1",
            "案号“…”从 0 到 28 之间缺 14 个号：1、3、5、7、9 等",
        ),
    ],
)  # fmt: skip
def test_a_gap_in_the_numbering_is_told(tmp_path: Path, numbers: tuple[str, ...], where: str, said: str) -> None:
    assert told(tmp_path, numbered(*numbers)) == [("ledger_gap", where, said)]


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "2", "3"),
        ("3", "1", "2"),
        ("1", "3"),
        ("1", "2", "9"),
        ("甲", "乙", "丙"),
        ("2024-1", "2025-1", "2026-1"),
        ("20241103", "20250001", "20250002", "20250003"),
        ("甲1号", "乙3号", "丙5号"),
        ("99999999999999999999999991", "99999999999999999999999992", "99999999999999999999999994"),
        (),
    ],
)
def test_no_gap_is_seen_where_there_is_none_or_no_series(tmp_path: Path, numbers: tuple[str, ...]) -> None:
    assert told(tmp_path, numbered(*numbers)) == []


def test_series_are_told_each_and_only_some_of_them(tmp_path: Path) -> None:
    numbers = [f"{kind}字{number:02d}号" for kind in "甲乙丙丁戊己庚" for number in (10, 11, 13)]
    found = told(tmp_path, numbered(*numbers))
    assert [code for code, _, _ in found] == ["ledger_gap"] * module.MOST_SERIES


def test_long_numbers_are_masked_in_a_gap(tmp_path: Path) -> None:
    found = told(tmp_path, numbered("13800001111", "13800001112", "13800001114"))
    assert len(found) == 1
    assert "13800001113" not in found[0][2]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(1, "agreed", "", "是")], [("ledger_agreed_without_number", "l.csv:2:5")]),
        ([row(1, "agreed", "x", "是"), row(2, "agreed")], [("ledger_agreed_without_number", "l.csv:3:5")]),
        ([row(1, "failed", "x", "是")], [("ledger_number_not_agreed", "l.csv:2:5")]),
        ([row(1, "pending", "x")], [("ledger_number_not_agreed", "l.csv:2:5")]),
        ([row(1, "agreed", "x", "否")], [("ledger_unsigned", "l.csv:2:6")]),
        ([row(1, "agreed", "x", "", "否")], [("ledger_unsigned", "l.csv:2:7")]),
        (
            [row(1, "agreed", "x", "否", "否", "否")],
            [("ledger_unsigned", "l.csv:2:6"), ("ledger_unsigned", "l.csv:2:7"), ("ledger_unsigned", "l.csv:2:8")],
        ),
        ([row(1, "failed", "", "否", "否", "否")], []),
        ([row(1, "agreed", "x", "是", "是", "是"), row(2, "failed"), row(3, "pending")], []),
        ([row(1, "agreed", "无")], [("ledger_agreed_without_number", "l.csv:2:5")]),
    ],
)
def test_agreements_that_look_odd(tmp_path: Path, rows: list[str], expected: list[tuple[str, str]]) -> None:
    assert [(code, where) for code, where, _ in told(tmp_path, rows)] == expected


def test_a_kind_is_told_once_with_the_first_rows(tmp_path: Path) -> None:
    found = told(tmp_path, [row(number, "agreed") for number in range(1, 41)])
    assert found == [
        (
            "ledger_agreed_without_number",
            "l.csv:2:5",
            "处理结果是达成协议，没有填协议书编号的有 40 件：第 2 行 N-1x1、第 3 行 N-2x2、第 4 行 N-3x3、第 5 行 N-4x4、第 6 行 N-5x5 等",
        )
    ]


@pytest.mark.parametrize(
    ("accepted", "closed", "outcome", "odd"),
    [
        ("2025-01-01", "2025-01-01", "failed", False),
        ("2025-10-31", "", "pending", False),
        ("2024-12-31", "", "pending", False),
        ("2024-12-31", "2025-01-01", "failed", False),
        ("2024-12-01", "2024-12-31", "failed", True),
        ("2023-12-01", "2023-12-31", "withdrawn_other", True),
    ],
)
def test_rows_outside_the_period(tmp_path: Path, accepted: str, closed: str, outcome: str, odd: bool) -> None:  # noqa: FBT001 - a column of the table
    found = told(tmp_path, [f"N,{accepted},{closed},{outcome},,,,"])
    assert [(code, where) for code, where, _ in found] == [("ledger_outside_period", "l.csv:2:2")] * odd


def test_columns_that_are_not_there_are_not_odd(tmp_path: Path) -> None:
    assert told(tmp_path, ["N,2025-01-01,agreed"], "case_number,accepted_on,outcome") == []


def test_a_submission_is_judged_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(f"{HEAD}\n{row(1, 'agreed')}\n", encoding="utf-8")
    reading = read_more(tmp_path, "ledger: {file: l.csv}\n")
    assert [problem.code for problem in reading.problems] == ["differs", "ledger_agreed_without_number"]
    assert reading.submission is not None


def test_where_a_row_has_an_error_nothing_is_odd(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(f"{HEAD}\n{row(1, 'agreed')}\n{row(2, 'x')}\n", encoding="utf-8")
    reading = read_more(tmp_path, "ledger: {file: l.csv}\n")
    assert [problem.code for problem in reading.problems] == ["unknown_choice"]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["2024-06-01", "2025-01-01", "2025-10-31"]),
        st.sampled_from(["agreed", "failed", "pending", "transferred"]),
        st.sampled_from(["", "x"]),
        st.sampled_from(["", "是", "否"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@over(rows=ROWS, step=st.integers(1, 3))
def test_warnings_change_no_figure(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]], step: int
) -> None:
    path = tmp_path_factory.mktemp("l") / "l.csv"
    lines = [
        f"{at * step},{accepted},{'' if outcome == 'pending' else accepted},{outcome},{number},{said},{said},{said}"
        for at, (accepted, outcome, number, said) in enumerate(rows)
    ]
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    read = read_ledger(path, "l.csv", PERIOD[1])
    before = ledger_figures(read, PERIOD)
    found = list(ledger_warnings(read, PERIOD))
    assert ledger_figures(read, PERIOD) == before
    assert len(found) <= 6 + module.MOST_SERIES
    assert all(problem.level == "warning" for problem in found)
