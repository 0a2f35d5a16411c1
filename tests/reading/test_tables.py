"""CSV tables beside a batch: encodings, heads, rows, and every problem by line and column."""

from datetime import date
from pathlib import Path

import pytest

from certify.documents.bounds import MOST_PROBLEMS
from certify.reading.forms import table_columns
from certify.reading.tables import Table, read_table
from tests.documents.conftest import told

HEAD = "organization,decision,on,by,note\n"
ROW = "a,recognized,2025-11-20,省厅,\n"
DAY = date(2025, 11, 20)
READ = {"organization": "a", "decision": "recognized", "on": DAY, "by": "省厅"}


def table(folder: Path, text: str | bytes, columns: str = "decisions") -> Table:
    path = folder / "t.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path, table_columns(columns))


@pytest.mark.parametrize(
    "raw",
    [
        (HEAD + ROW).encode(),
        b"\xef\xbb\xbf" + (HEAD + ROW).encode(),
        (HEAD + ROW).encode("gb18030"),
        (HEAD + ROW).encode("gbk"),
        (HEAD + ROW).replace("\n", "\r\n").encode(),
        (HEAD + ROW).replace("\n", "\r").encode(),
        (HEAD + ROW).rstrip("\n").encode(),
        (HEAD + "\n, ,,\n" + ROW).encode(),
        (HEAD + '"a"," recognized ","2025-11-20","省厅",""\n').encode(),
    ],
    ids=["utf-8", "mark", "gb18030", "gbk", "crlf", "cr", "no-last-break", "empty-rows", "quotes"],
)
def test_a_table_is_read_however_it_was_saved(tmp_path: Path, raw: bytes) -> None:
    found = table(tmp_path, raw)
    assert found.problems == ()
    assert [row for _, row in found.rows] == [READ]
    assert tuple(found.columns) == ("organization", "decision", "on", "by", "note")


@pytest.mark.parametrize(
    "head",
    [
        "组织编号,决定,决定日期,决定机关,说明",
        "Organization id,Decision,Date,Authority,Note",
        " ORGANIZATION , DECISION,On,ＢＹ,note",
        "note,by,on,decision,organization",
    ],
)
def test_heads_are_known_by_name_and_label_in_any_order(tmp_path: Path, head: str) -> None:
    cells = ROW.strip().split(",")
    row = ",".join(reversed(cells) if head.startswith("note") else cells)
    assert [row for _, row in table(tmp_path, f"{head}\n{row}\n").rows] == [READ]


@pytest.mark.parametrize(
    ("written", "value"), [("认定", "recognized"), ("不予认定", "not_recognized"), ("Recognized", "recognized")]
)
@pytest.mark.parametrize(
    "day", ["2025-11-20", "2025-11-20 00:00:00", "2025/11/20", "2025.11.20", "2025年11月20日", "20251120"]
)
def test_cells_are_read_by_the_type_of_their_column(tmp_path: Path, written: str, value: str, day: str) -> None:
    ((line, row),) = table(tmp_path, f"{HEAD}a,{written},{day},省厅,\n").rows
    assert (line, row["decision"], row["on"]) == (2, value, DAY)


@pytest.mark.parametrize(
    ("text", "problems", "levels"),
    [
        ("organization,decision,on\n" + ROW, ["column_missing 1:1", "too_many_cells 2:4"], ["error", "error"]),
        ("note\n", ["column_missing 1:1"] * 4, ["error"] * 4),
        ("", ["column_missing 1:1"] * 4, ["error"] * 4),
        ("organization,decision,on,by,by\n" + ROW, ["column_twice 1:5"], ["error"]),
        ("organization,decision,on,by,决定机关\n" + ROW, ["column_twice 1:5"], ["error"]),
        ("organization,decision,on,by,remark\n" + ROW, ["unknown_column 1:5"], ["warning"]),
        ("organization,decision,on,by,\n" + ROW, [], []),
        ("organization,decision,on,by,,\n" + ROW.strip() + ",x\n", ["too_many_cells 2:6"], ["error"]),
        (HEAD + "a,recognized\n", ["required 2:3", "required 2:4"], ["error"] * 2),
        (HEAD + ",,,,x\n", ["required 2:1", "required 2:2", "required 2:3", "required 2:4"], ["error"] * 4),
        (HEAD + ROW + "b,maybe,2025-02-30,x,\n", ["unknown_choice 3:2", "no_such_date 3:3"], ["error"] * 2),
        (HEAD + "\n\n" + "b,recognized,昨天,x,\n", ["not_a_date 4:3"], ["error"]),
        (HEAD + ROW + 'b,"recog"nized,2025-11-20,x\n', ["csv_syntax 3:1"], ["error"]),
        (HEAD + ROW + 'b,"recognized', ["csv_syntax 3:1"], ["error"]),
        *((HEAD.replace(",", mark) + ROW, ["csv_separator 1:1"], ["error"]) for mark in (";", "	", "；", "|")),
        (b"\x89PNG\r\n\x1a\n\x00", ["table_not_text 1:1"], ["error"]),
        (b"\xff\xfea\x00", ["wrong_encoding 1:1"], ["error"]),
        (b"\x81", ["table_not_text 1:1"], ["error"]),
    ],
)
def test_what_is_wrong_with_a_table_is_told_by_line_and_column(
    tmp_path: Path, text: str | bytes, problems: list[str], levels: list[str]
) -> None:
    found = table(tmp_path, text)
    assert told(found.problems) == problems
    assert [problem.level for problem in found.problems] == levels


def test_a_row_with_a_bad_cell_is_left_out_whole(tmp_path: Path) -> None:
    found = table(tmp_path, HEAD + "a,maybe,2025-11-20,x,\n" + ROW)
    assert found.rows == ((3, READ),)


def test_rows_before_a_broken_one_are_kept(tmp_path: Path) -> None:
    assert table(tmp_path, HEAD + ROW + 'b,"x').rows == ((2, READ),)


def test_a_row_longer_than_the_heads_keeps_its_columns(tmp_path: Path) -> None:
    assert table(tmp_path, HEAD + ROW.strip() + "备注,,,\n").rows == ((2, READ | {"note": "备注"}),)


def test_an_unknown_head_is_told_with_the_nearest_known_one(tmp_path: Path) -> None:
    (problem,) = table(tmp_path, "organization,decision,on,by,nots\n" + ROW).problems
    assert problem.params["suggestion"] == "note"


def test_a_table_that_is_absent_or_too_large_is_one_problem(tmp_path: Path) -> None:
    assert told(read_table(tmp_path / "no.csv", table_columns("units")).problems) == ["file_unreadable 1:1"]
    with (tmp_path / "big.csv").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert told(read_table(tmp_path / "big.csv", table_columns("units")).problems) == ["file_too_large 1:1"]


def test_a_row_is_told_by_the_line_it_begins_in(tmp_path: Path) -> None:
    assert table(tmp_path, HEAD + ROW.strip() + '"x\ny\nz"\n').rows[0][0] == 2


def test_an_open_quote_is_told_where_the_row_begins(tmp_path: Path) -> None:
    assert told(table(tmp_path, HEAD + 'a,"x\n' + ROW * 5).problems) == ["csv_syntax 2:1"]


def test_a_filled_cell_beyond_the_heads_is_told(tmp_path: Path) -> None:
    assert table(tmp_path, HEAD + "a,recognized,2025-11-20,某厅,某处,说明\n").problems


def test_a_cell_that_is_too_long_is_told_so(tmp_path: Path) -> None:
    assert told(table(tmp_path, HEAD + ROW.strip() + "x" * 140_000 + "\n").problems) == ["csv_cell_too_long 2:1"]


def test_no_more_problems_are_told_than_anybody_reads(tmp_path: Path) -> None:
    problems = table(tmp_path, HEAD + "a,x,2025-11-20,y,\n" * 600).problems
    assert [problem.code for problem in problems] == ["unknown_choice"] * MOST_PROBLEMS + ["more_problems"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + ROW.strip() + "\x1b[31m\n", "2:5"),
        ("\x01" + HEAD, "1:1"),
        (HEAD + ROW + 'b,"x\ny",2025-\x0711-20,省厅,\n', "3:3"),
        (HEAD + ROW * 3 + 'b,"rec"og,\x07\n', "5:1"),
    ],
)
def test_a_control_character_in_a_table_is_told_in_its_cell(tmp_path: Path, text: str, place: str) -> None:
    assert told(table(tmp_path, text).problems) == [f"control_character {place}"]


def test_a_title_above_the_heads_is_passed_over(tmp_path: Path) -> None:
    found = table(tmp_path, "2025年决定,,,,\n,,,,\n" + HEAD + ROW)
    assert [line for line, _ in found.rows] == [4]
    assert not found.problems


def test_why_a_table_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    (tmp_path / "folder").mkdir()
    for name, reason in (("link", "dangling link"), ("folder", "folder"), ("no.csv", "no such file")):
        (problem,) = read_table(tmp_path / name, table_columns("units")).problems
        assert problem.params["reason"] == reason


def test_an_unknown_head_is_told_with_the_nearest_label(tmp_path: Path) -> None:
    (problem,) = table(tmp_path, "organization,decision,on,by,remarks,决定机构\n" + ROW).problems[-1:]
    assert problem.params["suggestion"] == "决定机关"
