"""Whatever people do to a form, every filled cell is read or told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from certify.forms.collect import collect
from certify.problems import Problem
from certify.reading import workbook as reading
from certify.reading.workbook import read_form, reading_plan
from certify.rules.vocabulary import vocabulary
from certify.workbooks.grid import Cell, Sheet, Workbook
from certify.workbooks.load import read_workbook

from .making import form_of, plan, random_submission

Cells = dict[tuple[int, int], Cell]
KEY, ANSWER, BESIDE = 1, 4, 7


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    folder = tmp_path_factory.mktemp("form")
    source = folder / "twin.json"
    source.write_text(random_submission(3), encoding="utf-8")
    opened = read_workbook(form_of(source, folder / "f.xlsx", "zh"), "f.xlsx")
    assert isinstance(opened, Workbook)
    return opened


def changed(workbook: Workbook, name: str, change: Callable[[Cells], None]) -> Workbook:
    sheets = []
    for sheet in workbook.sheets:
        cells = dict(sheet.cells)
        if name in sheet.name:
            change(cells)
        sheets.append(Sheet(sheet.name, cells))
    return Workbook(workbook.name, tuple(sheets))


def told(workbook: Workbook) -> list[str]:
    return [f"{one.level} {one.code} {one.where.partition(':')[2]}" for one in collected(workbook)]


def collected(workbook: Workbook) -> list[Problem]:
    return collect(workbook, reading_plan(vocabulary()), plan()).problems


def row_of(workbook: Workbook, name: str, key: str) -> int:
    sheet = next(one for one in workbook.sheets if name in one.name)
    return next(row for (row, column), cell in sheet.cells.items() if column == KEY and cell.text == key)


def put(row: int, column: int, text: str = "示例") -> Callable[[Cells], None]:
    return lambda cells: cells.__setitem__((row, column), Cell("text", text))


def test_a_form_that_nobody_has_spoilt_has_nothing_to_tell(filled: Workbook) -> None:
    assert told(filled) == []


def test_what_stands_beside_a_question_is_told(filled: Workbook) -> None:
    row = row_of(filled, "专业程度", "cases.agreed")
    assert told(changed(filled, "专业程度", put(row, BESIDE))) == [f"warning stray_answer 4 专业程度!G{row}"]


def test_what_stands_over_the_words_of_a_clause_is_told(filled: Workbook) -> None:
    sheet = next(one for one in filled.sheets if "专业程度" in one.name)
    row = next(row for (row, column), cell in sheet.cells.items() if column == KEY and cell.text == "#band")
    assert told(changed(filled, "专业程度", put(row, ANSWER))) == [f"warning stray_answer 4 专业程度!D{row}"]


@pytest.mark.parametrize(("column", "level"), [(3, "warning"), (4, "error"), (5, "warning")])
def test_what_stands_in_a_row_without_a_key_is_told(filled: Workbook, column: int, level: str) -> None:
    row = row_of(filled, "专业程度", "cases.agreed")

    def inserted(cells: Cells) -> None:
        for at in [at for at in cells if at[0] == row]:
            del cells[at]
        put(row, column)(cells)

    found = told(changed(filled, "专业程度", inserted))
    assert f"{level} stray_answer 4 专业程度!{'ABCDE'[column - 1]}{row}" in found


@pytest.mark.parametrize("text", ["7", "某人", "t01"])
def test_a_row_of_a_list_with_something_in_the_column_of_keys_is_no_key(filled: Workbook, text: str) -> None:
    row = row_of(filled, "名册", "mediators[]") + 1
    found = collect(changed(filled, "名册", put(row, KEY, text)), reading_plan(vocabulary()), plan())
    assert [one.code for one in found.problems] == ["stray_answer"]
    assert len(found.answers.rows["mediators"]) == len(
        collect(filled, reading_plan(vocabulary())).answers.rows["mediators"]
    )
    assert text not in str(found.problems[0].params)


@pytest.mark.parametrize("count", [0, 2])
def test_a_sheet_whose_answers_cannot_be_found_is_an_error(filled: Workbook, count: int) -> None:
    def heads(cells: Cells) -> None:
        del cells[1, ANSWER]
        for column in range(count):
            put(1, ANSWER + column, "answer")(cells)

    found = collect(changed(filled, "专业程度", heads), reading_plan(vocabulary()), plan())
    assert [one.code for one in found.problems] == ["form_rows_missing", "form_no_answer_column"]
    assert len(found.unread) > 50


def test_a_sheet_of_the_form_that_lost_its_marks_is_an_error(filled: Workbook) -> None:
    found = told(changed(filled, "专业程度", put(1, KEY, "说明")))
    assert "error sheet_not_read 4 专业程度!A1" in found


def test_a_column_put_in_before_the_keys_changes_nothing(filled: Workbook) -> None:
    def shift(cells: Cells) -> None:
        moved = {(row, column + 1): cell for (row, column), cell in cells.items()}
        cells.clear()
        cells.update(moved)

    before = collect(filled, reading_plan(vocabulary())).answers
    after = collect(changed(filled, "专业程度", shift), reading_plan(vocabulary())).answers
    assert {key: one.cell for key, one in before.single.items()} == {key: one.cell for key, one in after.single.items()}


@pytest.mark.parametrize("head", ["专兼职（必填）", "*专兼职", "专兼职："])
def test_heads_bear_marks_and_notes(filled: Workbook, head: str) -> None:
    sheet = next(one for one in filled.sheets if "名册" in one.name)
    row = row_of(filled, "名册", "mediators[]")
    column = next(at for (line, at), cell in sheet.cells.items() if line == row and cell.text.startswith("专兼职"))
    assert told(changed(filled, "名册", put(row, column, head))) == []


def test_problems_are_bounded(filled: Workbook) -> None:
    def side(cells: Cells) -> None:
        for row in range(3, 5000):
            put(row, 40)(cells)

    found = collected(changed(filled, "专业程度", side))
    assert len(found) <= 501
    assert found[-1].code == "more_problems"


def read(workbook: Workbook, monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    path.write_bytes(b"x")
    monkeypatch.setattr(reading, "read_workbook", lambda *_: workbook)
    form = read_form(path, vocabulary(), "f.xlsx")
    return [problem.code for problem in (*form.document.problems, *(form.ledger.problems if form.ledger else ()))]


@pytest.mark.parametrize(
    ("said", "cases", "codes"),
    [
        ("", 0, []),
        ("无", 0, []),
        ("有", 0, []),
        ("√", 2, []),
        ("", 2, []),
        ("无", 2, ["none_but_listed"]),
        ("也许", 2, ["not_yes_no"]),
    ],
)
def test_the_sheet_of_cases(
    filled: Workbook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, cases: int, codes: list[str]
) -> None:
    heads = row_of(filled, "台账", "ledger[]")
    asked = row_of(filled, "台账", "ledger?")

    def fill(cells: Cells) -> None:
        cells.pop((asked, ANSWER), None)
        if said:
            put(asked, ANSWER, said)(cells)
        for number in range(1, cases + 1):
            for column, text in ((3, f"{number}号"), (4, "2025-03-01"), (5, "2025-03-09"), (8, "达成协议")):
                put(heads + number, column, text)(cells)

    assert read(changed(filled, "台账", fill), monkeypatch, tmp_path / "f.xlsx") == codes


def test_trainings_of_nobody_are_told_without_a_name(
    filled: Workbook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = row_of(filled, "培训", "mediators.trainings[]") + 40
    workbook = changed(filled, "培训", lambda cells: (put(row, 3, "张晓明")(cells), put(row, 4, "人社部门")(cells)))  # type: ignore[arg-type]
    path = tmp_path / "f.xlsx"
    path.write_bytes(b"x")
    monkeypatch.setattr(reading, "read_workbook", lambda *_: workbook)
    (problem,) = read_form(path, vocabulary(), "f.xlsx").document.problems
    assert problem.code == "row_of_nothing"
    assert "张晓明" not in str(problem.params)
