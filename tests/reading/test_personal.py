"""What is personal is never repeated, whatever is wrong with it; numbers of phones and cards are masked anywhere."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from certify.problems import Problem, excerpt
from certify.wording.problems import fix, message
from tests.reading.conftest import MEDIATOR, WORDS, YAML_HEADER, document, read, read_more, read_tree

HIDDEN = "张机密鲁调0987"
PERSONAL = [path for path, field in WORDS.by_path.items() if field.personal]
SHAPES: list[Any] = [[HIDDEN], [[HIDDEN]], {HIDDEN: 1}, {"a": HIDDEN}, {"a": [HIDDEN]}, [{HIDDEN: HIDDEN}], HIDDEN]
PHONE, CARD, CARD_X = "13812345678", "370102199001011234", "37010219900101123X"


def everything(problems: Iterable[Problem]) -> str:
    """Return all that a report says of problems."""
    said = [text for one in problems for lang in ("zh", "en") for text in (message(one, lang), fix(one, lang))]
    return "\n".join([*said, *(f"{one.field} {one.where}" for one in problems)])


def test_the_personal_fields_are_these() -> None:
    assert PERSONAL == ["assessment.prepared_by", "mediators.name", "mediators.certificate.number"]


@pytest.mark.parametrize("path", PERSONAL)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_personal_value_of_the_wrong_shape_is_not_repeated(tmp_path: Path, path: str, shape: Any) -> None:
    tree = document(path, shape) | {"cases": {"accepted": "x"}}
    reading = read_tree(tmp_path, tree)
    assert len(reading.problems) == (1 if shape == HIDDEN else 2)
    assert HIDDEN not in everything(reading.problems)


@pytest.mark.parametrize(
    "text",
    [
        f"mediators: [{{{MEDIATOR}, certificate: {HIDDEN}}}]",
        f"mediators: [{{{MEDIATOR}, certificate: [{HIDDEN}]}}]",
        f"mediators: [{{{MEDIATOR}, certificate: {{number: [{HIDDEN}], issued_on: x}}}}]",
        f"mediators: [{HIDDEN}]",
        f"mediators: {HIDDEN}",
        f"mediators: {{{HIDDEN}: {{id: a}}}}",
        f"mediators: [{{{MEDIATOR}, name: {HIDDEN}}}, {{{MEDIATOR}, name: {HIDDEN}}}]",
        f"mediators: [{{{MEDIATOR}, name: {HIDDEN}, left_on: 2025-01-01}}]",
        f"mediators: [{{{MEDIATOR}, name: '{HIDDEN}}}]",
        f"mediators: [{{{MEDIATOR}, name: {HIDDEN}: x}}]",
        f"mediators: [{{{MEDIATOR}, name: &{HIDDEN} x}}]",
        f"mediators: [{{{MEDIATOR}, name: !{HIDDEN} x}}]",
        f"mediators: [{{{MEDIATOR}, name: {HIDDEN * 4000}}}]",
        pytest.param(
            f"mediators: [{{{MEDIATOR}, name: {{{HIDDEN}: 1, {HIDDEN}: 2}}}}]",
            id="doubled-below-name",
        ),
    ],
    ids=lambda text: text[:60],
)
def test_a_personal_value_in_the_wrong_place_is_not_repeated(tmp_path: Path, text: str) -> None:
    problems = read_more(tmp_path, text).problems
    assert problems
    assert HIDDEN not in everything(problems)


def test_a_broken_file_repeats_nothing_of_itself(tmp_path: Path) -> None:
    text = json.dumps(document("mediators.name", HIDDEN), ensure_ascii=False)
    for end in range(len(text) - 40, len(text)):
        assert HIDDEN not in everything(read(tmp_path, text[:end], "s.json").problems)


@pytest.mark.parametrize("number", [PHONE, CARD, CARD_X, "１３８１２３４５６７８", "8613812345678", f"电话{PHONE}转1"])
@pytest.mark.parametrize("path", ["premises.reception", "cases.accepted", "postings.duties", "roster.updated_on"])
def test_a_long_number_in_another_field_is_masked(tmp_path: Path, path: str, number: str) -> None:
    said = everything(read_tree(tmp_path, document(path, f"{number}x")).problems)
    assert "***" in said
    assert number[-8:-2] not in said


@pytest.mark.parametrize("number", ["138-1234-5678", "138 1234 5678", "+86 138 1234 5678", "0531-88881234"])
def test_a_phone_number_in_groups_is_masked(tmp_path: Path, number: str) -> None:
    assert number not in everything(read_tree(tmp_path, document("cases.accepted", number)).problems)


@pytest.mark.parametrize(
    "text",
    [
        f"evidence: [{{id: E1, covers: [{PHONE}]}}]",
        f"evidence: [{{id: '{CARD}'}}, {{id: '{CARD}'}}]",
        f"cases: {{accepted: {PHONE}件人}}",
    ],
)
def test_a_long_number_is_masked_wherever_text_is_repeated(tmp_path: Path, text: str) -> None:
    problems = read_more(tmp_path, text).problems
    assert problems
    assert PHONE not in everything(problems)
    assert CARD not in everything(problems)


def test_a_long_number_as_a_jurisdiction_is_masked(tmp_path: Path) -> None:
    reading = read(tmp_path, YAML_HEADER.replace('"370102"', f'"{PHONE}"'), units=("370102",))
    assert [problem.code for problem in reading.problems] == ["unknown_unit"]
    assert PHONE not in everything(reading.problems)


@pytest.mark.parametrize("text", [f"'{PHONE}': 1", f"cases: {{'{CARD}': 1}}", f"'{'x' * 900}': 1"], ids=len)
def test_a_field_name_is_cut_and_masked_in_words(tmp_path: Path, text: str) -> None:
    (problem,) = read_more(tmp_path, text).problems
    for said in (message(problem, "zh"), message(problem, "en")):
        assert PHONE not in said
        assert CARD not in said
        assert len(said) < 120


@pytest.mark.parametrize("text", [f"'{PHONE}': 1", f"'{'x' * 900}': 1"], ids=["phone", "long"])
def test_a_field_name_is_cut_and_masked_in_the_report_too(tmp_path: Path, text: str) -> None:
    (problem,) = read_more(tmp_path, text).problems
    assert PHONE not in problem.field
    assert len(problem.field) < 120


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("370102", "370102"),
        ("1234567890", "1234567890"),
        (PHONE, "***"),
        (f"a {CARD_X}，b", "a ***，b"),
        ("  a \n b ", "a b"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("[/red]{found}", "[/red]{found}"),
    ],
)
def test_an_excerpt_is_short_and_without_long_numbers(text: str, shown: str) -> None:
    assert excerpt(text) == shown


@pytest.mark.parametrize("name", ["张三丰的电话号码", "张三丰", "zhang san", "a" * 31, PHONE, "370102-1990 1"])
@pytest.mark.parametrize("block", ["{}: 1", "cases: {{{}: 1}}", "mediators: [{{id: a, {}: 1}}]"])
def test_what_is_no_name_of_a_field_is_not_repeated(tmp_path: Path, name: str, block: str) -> None:
    problems = read_more(tmp_path, block.format(json.dumps(name, ensure_ascii=False))).problems
    assert "unknown_field" in [problem.code for problem in problems]
    assert name not in everything(problems)


@pytest.mark.parametrize("name", ["acepted", "Agreed", "accepted_cases", "x", "cases.accepted", "受理"])
def test_what_looks_like_a_name_of_a_field_is_shown(tmp_path: Path, name: str) -> None:
    (problem,) = read_more(tmp_path, f"cases: {{{name}: 1}}").problems
    assert problem.params["found"] == name


def test_a_ledger_without_heads_repeats_no_cell(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("1,2025-01-01,,张三丰,13812345678\n", encoding="utf-8")
    problems = read_more(tmp_path, "ledger: {file: l.csv}").problems
    said = everything(problems)
    assert "张三丰" not in said
    assert {problem.code for problem in problems} == {"unknown_column", "column_missing"}
    assert "第 4 列" in said
    assert "column 4" in said
