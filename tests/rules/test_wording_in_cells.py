"""Words where a problem stands in a cell of a form: none of YAML, choices by their labels; and words for files."""

from typing import Any

import pytest

from certify.language import Lang, Text
from certify.problems import Problem, in_cell
from certify.wording.problem_words import FIXES_IN_CELLS, PROBLEMS
from certify.wording.problems import fix, message

CELL = "表.xlsx:3 人员!D14"
LINE = "s.yaml:3:4"
CHOICES = {"full_time": Text("专职", "full-time"), "part_time": Text("兼职", "part-time")}
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def problem(code: str, where: str, **params: Any) -> Problem:
    return Problem("error", code, where, params={"label": Text("甲", "a"), "found": "x", **params})


@pytest.mark.parametrize(
    ("where", "is_cell"),
    [(CELL, True), ("a.xlsx:台账!AB1", True), (LINE, False), ("a!B2.yaml:3:4", False), ("a.xlsx", False)],
)
def test_a_cell_is_known_by_its_place(where: str, is_cell: bool) -> None:  # noqa: FBT001 - what is expected
    assert in_cell(where) is is_cell


@pytest.mark.parametrize("code", sorted(FIXES_IN_CELLS))
def test_a_fix_in_a_cell_says_nothing_of_yaml(code: str) -> None:
    assert code in PROBLEMS
    for lang in LANGUAGES:
        said = fix(problem(code, CELL), lang)
        assert said
        assert not any(word in said for word in ("true", "false", "YAML", ":", "{"))
        assert said != fix(problem(code, LINE), lang)


@pytest.mark.parametrize("code", ["unknown_choice", "unclear_choice", "required"])
def test_choices_stand_by_their_labels_in_a_cell(code: str) -> None:
    one = {"word": "专", "accepted": CHOICES, "suggestion": "full_time"}
    in_form, in_file = (problem(code, where, **one) for where in (CELL, LINE))
    assert "full_time" not in fix(in_form, "zh") + message(in_form, "zh") + fix(in_form, "en")
    assert fix(in_form, "zh").startswith("是否应为“专职”？")
    assert fix(in_form, "zh").endswith("专职、兼职")
    assert fix(in_file, "zh").startswith("是否应为“full_time”？")
    assert fix(in_file, "zh").endswith("full_time（专职）、part_time（兼职）")


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("file_unreadable", "folder", "这是文件夹"),
        ("file_unreadable", "not a regular file", "不是普通文件"),
        ("file_unreadable", "dangling link", "是链接，指向的文件不存在"),
        ("file_unreadable", "Permission denied", "没有读取权限"),
        ("file_unreadable", "Something else", "Something else"),
        ("not_text", "binary", "二进制文件"),
    ],
)
def test_what_a_file_is_instead_is_said_in_words(code: str, name: str, said: str) -> None:
    assert said in message(problem(code, LINE, reason=name, kind=name), "zh")


def test_a_table_that_is_no_text_is_not_told_to_become_yaml() -> None:
    said = fix(problem("table_not_text", LINE), "zh")
    assert "CSV" in said
    assert "YAML" not in said
