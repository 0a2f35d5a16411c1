"""Reading column by column gives what reading cell by cell gives, problems included."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.facts import Value
from certify.reading.columns import ColumnReader, Refused
from certify.reading.forms import ledger_field
from certify.reading.ledger import read_ledger
from certify.reading.tables import ROWS_AT_ONCE, cell_reader, read_table
from certify.reading.values import WORDS_FOR_NONE, NothingSaidError, UnreadableError
from certify.rules.vocabulary import Field

COLUMNS = ledger_field().fields
CELLS = [
    *(
        "",
        " ",
        "\u3000",
        "无",
        "否",
        "是",
        "没有",
        "不适用",
        "无锡人",
        "不明",
        "—",
        "——————",
        "/",
        "N/A",
        "ｎ／ａ",
        "暂无",
    ),
    *(
        "张三",
        "x",
        "abcdef",
        "2025-01-01",
        "2025/2/30",
        "3.5",
        "-3",
        "1",
        "0",
        "达成协议",
        "撤回",
        "法院",
        "√",
        "対",
        "ー",
        "²",
    ),
    *("false", "FALSE ", " None", "nonesuch", "调字1号 ", "１２", "１２３４５６７", "_______", "……", "。", "ab", "無"),
    *sorted(WORDS_FOR_NONE),
]


def one_by_one(field: Field, cell: str) -> Value | str | None:
    """Return what a cell is read as, the code of its problem where it is none."""
    word = cell.strip()
    if not word:
        return "!required" if field.required else None
    try:
        return cell_reader(field)(word)
    except NothingSaidError:
        return None
    except UnreadableError as error:
        return f"!{error.code}"


def as_columns(field: Field, cells: list[str]) -> list[Value | str | None]:
    reader = ColumnReader(field, cell_reader(field))
    return [
        f"!{read.error.code if read.error else 'required'}" if isinstance(read, Refused) else read
        for read in reader.read(cells)
    ]


@pytest.mark.parametrize("field", COLUMNS, ids=lambda field: field.name)
def test_a_column_is_read_as_its_cells(field: Field) -> None:
    assert as_columns(field, CELLS) == [one_by_one(field, cell) for cell in CELLS]


@settings(deadline=None)
@given(cells=st.lists(st.text(max_size=9)), field=st.sampled_from(COLUMNS))
def test_any_column_is_read_as_its_cells(cells: list[str], field: Field) -> None:
    assert as_columns(field, cells) == [one_by_one(field, cell) for cell in cells]


HEAD = "案号,受理日期,处理结果,案由\n"


@pytest.mark.parametrize("at", [1, ROWS_AT_ONCE - 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1, 2 * ROWS_AT_ONCE + 7])
@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("x,2025-02-30,未结,", "no_such_date", 2),
        (",2025-02-01,未结,", "required", 1),
        ("x,2025-02-01,未结,,y", "too_many_cells", 5),
        ("x,2025-02-01", "required", 3),
        ('x,2025-02-01,未结,"', "csv_syntax", 1),
    ],
)
def test_a_problem_is_told_at_its_line_wherever_it_stands(
    tmp_path: Path, at: int, row: str, code: str, column: int
) -> None:
    rows = [f"{number},2025-01-01,未结," for number in range(2 * ROWS_AT_ONCE + 9)]
    rows[at] = row
    (tmp_path / "l.csv").write_text(HEAD + "\n".join(rows), encoding="utf-8")
    read = read_table(tmp_path / "l.csv", COLUMNS)
    assert [(problem.code, problem.where) for problem in read.problems] == [(code, f"l.csv:{at + 2}:{column}")]
    assert len(read.lines) == (at if code == "csv_syntax" else len(rows) - 1)


@pytest.mark.parametrize("at", [1, ROWS_AT_ONCE + 5])
def test_rows_over_several_lines_keep_their_lines(tmp_path: Path, at: int) -> None:
    rows = [f"{number},2025-01-01,未结," for number in range(2 * ROWS_AT_ONCE)]
    rows[at] = f'{at},2025-01-01,未结,"工资\n和\r\n赔偿"'
    rows[at + 3] = "x,2025-01-01,y,"
    (tmp_path / "l.csv").write_text(HEAD + "\n".join(rows), encoding="utf-8", newline="")
    read = read_table(tmp_path / "l.csv", COLUMNS)
    assert [problem.where for problem in read.problems] == [f"l.csv:{at + 7}:3"]
    assert (read.lines[at], read.lines[at + 1]) == (at + 2, at + 5)
    assert read.values["cause"][at] == "工资\n和\r\n赔偿"


def test_problems_are_told_row_by_row(tmp_path: Path) -> None:
    rng = random.Random(7)
    cells = (["1", ""], ["2025-01-01", "x"], ["未结", "y"], ["", "a"])
    rows = [[rng.choice(choices) for choices in cells] for _ in range(100)]
    (tmp_path / "l.csv").write_text(HEAD + "\n".join(map(",".join, rows)), encoding="utf-8")
    read = read_table(tmp_path / "l.csv", COLUMNS)
    expected = [
        f"l.csv:{line}:{column}"
        for line, row in enumerate(rows, 2)
        if any(row)
        for column, (cell, choices) in enumerate(zip(row, cells, strict=True), 1)
        if cell == choices[1] and column < 4
    ]
    assert [problem.where for problem in read.problems] == expected


def test_a_ledger_of_fifty_thousand_rows_is_read(tmp_path: Path) -> None:
    rows = (f"调字{number}号,2025-01-01,未结,工资\n" for number in range(50_000))
    (tmp_path / "l.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    read = read_ledger(tmp_path / "l.csv", "l.csv", date(2025, 10, 31))
    assert (len(read.lines), read.problems) == (50_000, ())
    assert read.rows[-1] == (
        50_001,
        {"case_number": "调字49999号", "accepted_on": date(2025, 1, 1), "outcome": "pending", "cause": "工资"},
    )
