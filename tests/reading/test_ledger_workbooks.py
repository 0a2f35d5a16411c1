"""Ledgers in workbooks: sheets that go on from one another, cells beside the table, days with a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from certify.reading.submission import SubmissionReading
from certify.wording.problems import fix, message
from tests.reading.conftest import given, read_more

HEADS = ["案号", "受理日期", "结案日期", "处理结果", "协议书编号"]
Rows = Sequence[Sequence[Any]]


def case(number: int, **changes: Any) -> list[Any]:
    values = {
        "案号": f"调〔2025〕{number}号",
        "受理日期": "2025-03-01",
        "结案日期": "2025-03-09",
        "处理结果": "达成协议",
        "协议书编号": f"X{number}",
    }
    return list((values | changes).values())


def ledger(folder: Path, sheets: Mapping[str, Rows]) -> SubmissionReading:
    book = Workbook(str(folder / "l.xlsx"))
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    page.write_datetime(at, column, cell, moment)
                else:
                    page.write(at, column, cell)
    book.close()
    return read_more(folder, "ledger: {file: l.xlsx}\n")


def told(reading: SubmissionReading) -> list[str]:
    return [f"{one.level} {one.code} {one.where.removeprefix('l.xlsx:')}" for one in reading.problems]


def test_a_sheet_a_month_is_one_ledger(tmp_path: Path) -> None:
    reading = ledger(
        tmp_path,
        {
            "1月": [HEADS, case(1), case(2)],
            "2月": [["一月台账"], HEADS, case(3)],
            "3月": [HEADS],
            "4月": [HEADS, case(4), [], case(5)],
            "5月": [],
        },
    )
    assert told(reading) == []
    facts = given(reading)
    assert (facts["cases.accepted"], facts["agreements.made"], facts["ledger.entries"]) == (5, 5, 5)


def test_the_cases_behind_a_figure_are_told_by_the_row_on_their_sheet(tmp_path: Path) -> None:
    submission = ledger(tmp_path, {"1月": [HEADS, case(1), case(2)], "2月": [HEADS, case(3)]}).submission
    assert submission is not None
    assert submission.ledger is not None
    (agreed,) = (figure for figure in submission.ledger.figures if figure.fact == "cases.agreed")
    assert [one.row for one in agreed.cases] == [2, 3, 2]


def test_columns_may_stand_in_another_order_on_each_sheet(tmp_path: Path) -> None:
    wrong = case(2, 处理结果="未结")
    reading = ledger(tmp_path, {"1月": [HEADS, case(1)], "2月": [HEADS[::-1], case(3)[::-1], wrong[::-1]]})
    assert told(reading) == ["error pending_but_closed 2月!C3"]


def test_a_number_that_stands_on_two_sheets_is_told_with_sheet_and_row(tmp_path: Path) -> None:
    reading = ledger(tmp_path, {"1月": [HEADS, case(1), case(2)], "2月": [HEADS, case(3), case(2), case(3)]})
    assert told(reading) == ["error case_twice_on_sheets 2月!A3", "error case_twice 2月!A4"]
    said = [message(problem, "zh") for problem in reading.problems]
    assert said == ["案号与工作表“1月”第 3 行重复", "案号与第 2 行重复"]


def test_a_faulty_cell_is_told_by_its_sheet(tmp_path: Path) -> None:
    bad = case(2, 受理日期="昨天")
    assert told(ledger(tmp_path, {"1月": [HEADS, case(1)], "2月": [HEADS, bad]})) == ["error not_a_date 2月!B2"]


def test_other_sheets_are_told_and_not_read(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "说明": [["填表说明"]],
        "台账": [HEADS, case(1)],
        "汇总": [["案由", "件数"], ["报酬", 3]],
    }
    reading = ledger(tmp_path, sheets)
    assert told(reading) == ["warning sheet_not_read 汇总!A1", "warning sheet_not_read 说明!A1"]
    assert given(reading)["cases.accepted"] == 1


def test_a_month_with_a_head_misspelt_is_not_lost(tmp_path: Path) -> None:
    odd = ["案号", "受理日期", "结案日期", "怎么样了", "协议书编号"]
    reading = ledger(tmp_path, {"1月": [HEADS, case(1)], "2月": [odd, case(2)]})
    assert told(reading) == ["error column_missing 2月!A1", "warning unknown_column 2月!D1"]


def test_sheets_of_one_ledger_have_the_same_columns(tmp_path: Path) -> None:
    reading = ledger(tmp_path, {"1月": [HEADS, case(1)], "2月": [["台账"], HEADS[:4], case(2)[:4]]})
    assert told(reading) == ["error sheet_column_missing 2月!A2"]
    assert "协议书编号" in message(reading.problems[0], "zh")
    assert told(ledger(tmp_path, {"1月": [HEADS, case(1)], "2月": [HEADS[:4]]})) == []


def test_a_cell_beside_the_table_is_told(tmp_path: Path) -> None:
    reading = ledger(tmp_path, {"台账": [HEADS, case(1), [*case(2), "", "补录"]]})
    assert told(reading) == ["error too_many_cells 台账!G3"]
    assert "双引号" not in fix(reading.problems[0], "zh")


@pytest.mark.parametrize(
    "day",
    [
        datetime(2025, 3, 1, 9, 30),  # noqa: DTZ001 - a cell's moment
        "2025-03-01 09:30:00",
        "2025-03-01T09:30",
        "2025/3/1 9:30",
        "2025年3月1日 9：30",
    ],
    ids=str,
)
def test_of_a_moment_the_day_counts(tmp_path: Path, day: str | datetime) -> None:
    facts = given(ledger(tmp_path, {"台账": [HEADS, case(1, 受理日期=day)]}))
    assert facts["cases.accepted"] == 1
