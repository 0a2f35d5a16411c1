"""Forms made from what was sent in: nothing that was refused turns into an answer, and nothing that was written is lost."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from python_calamine import CalamineWorkbook

from certify.cli import check as check_command
from certify.cli import form as form_command
from certify.reading import workbook as reading
from certify.reading.submission import SubmissionReading, read_submission
from certify.reading.workbook import reading_plan
from certify.reporting.form.workbook import render_form
from certify.rules.vocabulary import vocabulary
from certify.workbooks.grid import Cell, CellMark, Sheet, Workbook
from certify.workbooks.load import read_workbook
from tests.forms.making import form_of
from tests.running.submissions import ready

Book: TypeAlias = dict[str, dict[tuple[int, int], Cell]]
Spoil: TypeAlias = Callable[[Callable[[Book], object]], Path]


def place_of(book: Book, key: str) -> tuple[str, int]:
    return next((name, row) for name, cells in book.items() for (row, _), cell in cells.items() if cell.text == key)


def put(key: str, cell: Cell) -> Callable[[Book], None]:
    """Return what puts a cell where a question is answered."""

    def change(book: Book) -> None:
        name, row = place_of(book, key)
        book[name][row, 4] = cell

    return change


@pytest.fixture
def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spoil:
    """Return what makes a form without fault but for a change of its cells."""

    def made(change: Callable[[Book], object]) -> Path:
        plain = tmp_path / "a.json"
        plain.write_text(json.dumps(ready("a"), ensure_ascii=False), encoding="utf-8")
        path = form_of(plain, tmp_path / "form.xlsx", "zh")

        def opened(asked: Path, name: str) -> Any:
            found = read_workbook(asked, name)
            if asked != path or not isinstance(found, Workbook):
                return found
            book = {sheet.name: dict(sheet.cells) for sheet in found.sheets}
            change(book)
            return Workbook(found.name, tuple(Sheet(name, cells) for name, cells in book.items()))

        monkeypatch.setattr(reading, "read_workbook", opened)
        return path

    return made


def read(path: Path) -> SubmissionReading:
    return read_submission(path, vocabulary(), frozenset(), {})


def errors(path: Path) -> set[str]:
    return {problem.code for problem in read(path).problems if problem.level == "error"}


def comments(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        found = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/comments")]
    return re.sub("<[^>]*>", "", "".join(found))


def rows(path: Path, sheet: str) -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def sheets(path: Path) -> list[str]:
    return CalamineWorkbook.from_path(path).sheet_names


def remade(path: Path, how: str) -> Path:
    """Return the form made from another one, returned or filled from it."""
    out = path.parent / f"{how}.xlsx"
    if how == "returned":
        check_command.run(path, None, None, None, None, out, "zh")
    else:
        assert form_command.run("shandong-2024", out, path, None, "zh") == 0
    return out


BOTH = pytest.mark.parametrize("how", ["returned", "prefilled"])


@BOTH
@pytest.mark.parametrize(
    ("key", "cell", "found"),
    [
        ("organization.id", Cell("digits", "1234567890123456789"), "123456789012345"),
        ("organization.name", Cell("error", "#REF!"), "#REF!"),
        ("organization.name", Cell("stale", ""), ""),
        ("organization.name", Cell("date", "2025-03-01"), "2025-03-01"),
        ("signage.sign_text", Cell("error", "#N/A"), "#N/A"),
        ("mediators?", Cell("error", "#N/A"), "#N/A"),
    ],
)
def test_what_was_refused_is_asked_again(spoil: Spoil, how: str, key: str, cell: Cell, found: str) -> None:
    path = spoil(put(key, cell))
    assert errors(path)
    out = remade(path, how)
    assert read(out).answers.single[key].cell is None
    assert "请重新填写" in comments(out)
    assert found in comments(out)


@BOTH
def test_what_was_refused_in_a_list_is_asked_again(spoil: Spoil, how: str) -> None:
    def change(book: Book) -> None:
        name, row = place_of(book, "mediators[]")
        book[name][row + 1, 3] = Cell("digits", "370102199001011234")

    path = spoil(change)
    assert "cell_lost_digits" in errors(path)
    out = remade(path, how)
    assert read(out).answers.rows["mediators"][0]["id"].cell is None
    assert errors(out)


@BOTH
@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("organization.name", Cell("bool", "true")),
        ("equipment.computers", Cell("date", "2025-03-01")),
        ("assessment.period.start", Cell("number", "45658")),
    ],
)
def test_a_value_of_another_kind_does_not_become_one_that_fits(spoil: Spoil, how: str, key: str, cell: Cell) -> None:
    path = spoil(put(key, cell))
    before = errors(path)
    assert before
    assert errors(remade(path, how)) == before


@BOTH
def test_what_belongs_to_no_question_is_handed_back(spoil: Spoil, how: str) -> None:
    def change(book: Book) -> None:
        name, row = place_of(book, "mediators[]")
        at = next(at for (line, at), cell in book[name].items() if line == row and "姓名" in cell.text)
        book[name][row, at] = Cell("text", "大名")
        book[name][row + 1, at] = Cell("text", "张三")
        book["我的备注"] = {(2, 2): Cell("text", "=1+1"), (3, 2): Cell("number", "5")}

    path = spoil(change)
    out = remade(path, how)
    found = rows(out, "未读内容")
    assert found[0][0] == "#unread"
    said = [row[1:4] for row in found]
    assert any(row[0] == "6 调解员名册" and row[2] == "张三" for row in said)
    assert ["我的备注", "B2", "=1+1"] in said
    assert ["我的备注", "B3", "5"] in said
    # The sheet is no part of the form, and makes no problem of its own.
    assert not {"sheet_not_read", "stray_answer", "form_column_missing"} & {one.code for one in read(out).problems}


def test_where_all_was_read_there_is_no_sheet_for_the_rest(spoil: Spoil) -> None:
    assert "未读内容" not in sheets(remade(spoil(lambda _: None), "returned"))


def test_what_was_not_read_is_bounded(tmp_path: Path) -> None:
    unread = [(CellMark("甲", row, 2), Cell("text", "长" * 40000 if row == 1 else "x")) for row in range(1, 5100)]
    path = tmp_path / "form.xlsx"
    path.write_bytes(render_form(reading_plan(vocabulary()), "zh", unread=unread))
    assert "另有 99 格" in rows(path, "未读内容")[-1][1]


@pytest.mark.parametrize("name", ["broken.xlsx", "form.xlsx", "broken.yaml"])
def test_nothing_is_returned_where_nothing_was_read(
    tmp_path: Path, spoil: Spoil, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if name == "form.xlsx":

        def lose(book: Book) -> None:
            for cells in book.values():
                for at in [at for at in cells if at[1] == 1 and cells[at].text != "format"]:
                    del cells[at]

        path = spoil(lose)
    else:
        path.write_bytes(b"a: [")
    out = tmp_path / "out.xlsx"
    assert check_command.run(path, None, None, None, None, out, "zh") == 4
    assert not out.exists()
    said = capsys.readouterr()
    assert f"{name}:" in said.err
    assert "没有写" in said.err
    assert form_command.run("shandong-2024", out, path, None, "zh") == 4
    assert not out.exists()


def test_an_incomplete_file_can_fill_a_form(tmp_path: Path) -> None:
    path, out = tmp_path / "a.yaml", tmp_path / "out.xlsx"
    path.write_text("organization:\n  name: 某中心\n", encoding="utf-8")
    assert form_command.run("shandong-2024", out, path, None, "zh") == 0
    found = read(out).answers.single["organization.name"].cell
    assert found is not None
    assert found.text == "某中心"


def test_a_bare_true_in_a_file_is_no_name_in_the_form(tmp_path: Path) -> None:
    path, out = tmp_path / "a.yaml", tmp_path / "out.xlsx"
    path.write_text("organization:\n  name: true\n", encoding="utf-8")
    assert form_command.run("shandong-2024", out, path, None, "zh") == 0
    assert "yes_no_for_text" in {problem.code for problem in read(out).problems}


def test_codes_that_differ_by_case_alone_are_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text("id,name\nAB,甲\nab,乙\n", encoding="utf-8")
    assert form_command.run("shandong-2024", tmp_path / "forms", None, listed, "zh") == 2
    assert "编号重复" in capsys.readouterr().err
    assert not (tmp_path / "forms").exists()
