"""Unanswered is not none: null, blank text and an empty record answer nothing, an empty list and zero do."""

from pathlib import Path
from typing import Any

import pytest

from certify.rules.vocabulary import Field
from tests.reading.conftest import (
    CHECKS,
    HEADER,
    WORDS,
    document,
    given,
    placed,
    read,
    read_more,
    read_tree,
    value_at,
    wrong,
)

FIELDS = [field for field in WORDS.by_path.values() if not field.path.startswith("derived.")]
OPTIONAL = [field for field in FIELDS if not any(below.required for below in field.walk()) or field.type == "records"]
REQUIRED = [field for field in FIELDS if field.required]
EMPTY = {"null": None, "empty": "", "blank": " \t", "wide-blank": "\u3000", "no-break-blank": "\u00a0"}


def path_of(field: Field) -> str:
    return field.path


@pytest.mark.parametrize("empty", EMPTY.values(), ids=EMPTY)
def test_an_empty_field_of_any_type_is_unanswered(tmp_path: Path, empty: str | None) -> None:
    for field in OPTIONAL:
        reading = read_tree(tmp_path, document(field.path, empty))
        assert reading.problems == (), field.path
        assert reading.submission is not None
        assert value_at(reading.submission.facts, field.path) is None, field.path


@pytest.mark.parametrize("kind", ["record", "records"])
def test_an_empty_record_is_unanswered(tmp_path: Path, kind: str) -> None:
    for field in (field for field in OPTIONAL if field.type == kind):
        reading = read_tree(tmp_path, document(field.path, {}))
        assert reading.problems == (), field.path
        assert reading.submission is not None
        assert value_at(reading.submission.facts, field.path) is None, field.path


@pytest.mark.parametrize("kind", ["text", "bool", "int", "decimal", "date", "enum", "doc", "set"])
def test_empty_braces_are_unanswered_wherever_they_stand(tmp_path: Path, kind: str) -> None:
    field = next(field for field in OPTIONAL if field.type == kind)
    assert read_tree(tmp_path, document(field.path, {})).problems == ()


@pytest.mark.parametrize("written", ["\u3000", "\u00a0", "\u2003"])
@pytest.mark.parametrize("path", ["signage.sign_text", "funding.document", "roster.updated_on", "cases.accepted"])
def test_a_wide_blank_without_quotes_is_unanswered(tmp_path: Path, path: str, written: str) -> None:
    block, _, name = path.partition(".")
    assert given(read_more(tmp_path, f"{block}:\n  {name}: {written}\n")) == {}


def test_an_empty_list_is_an_answer(tmp_path: Path) -> None:
    for field in (field for field in OPTIONAL if field.type in ("set", "records")):
        reading = read_tree(tmp_path, document(field.path, []))
        assert reading.submission is not None, field.path
        assert value_at(reading.submission.facts, field.path) == ([] if field.type == "records" else ())


@pytest.mark.parametrize(
    ("path", "value"), [("cases.carried_in", 0), ("postings.duties", False), ("signage.sign_text", False)]
)
def test_zero_and_no_are_answers(tmp_path: Path, path: str, value: Any) -> None:
    assert given(read_tree(tmp_path, document(path, value))) == {path: value}


@pytest.mark.parametrize("field", REQUIRED, ids=path_of)
@pytest.mark.parametrize("empty", [None, "", "absent"])
def test_what_is_required_must_be_answered(tmp_path: Path, field: Field, empty: str | None) -> None:
    tree = document(field.path, empty)
    if empty == "absent":
        remove(tree, field.path.split("."))
    reading = read_tree(tmp_path, tree)
    assert reading.submission is None
    (problem,) = reading.problems
    assert problem.code == "required"
    assert problem.field.replace("[0]", "") == field.path
    assert problem.params["label"] == field.label


def remove(tree: dict[str, Any], steps: list[str]) -> None:
    at: Any = tree
    for step in steps[:-1]:
        at = at[step][0] if isinstance(at[step], list) else at[step]
    del at[steps[-1]]


def test_what_is_required_is_told_once_each_at_the_nearest_place(tmp_path: Path) -> None:
    text = """mediators:
  - {id: a, employment: full_time, active: true}
  - {id: b, active: true}
  - id: c
    employment:
    active: true
    trainings:
      - {kind: induction}
outreach:
  - {}
"""
    assert placed(read_more(tmp_path, text)) == [
        "required 5:5",
        "required 7:5",
        "required 10:9",
        "required 12:5",
        "required 12:5",
    ]


def test_a_value_that_is_wrong_is_not_told_to_be_absent_as_well(tmp_path: Path) -> None:
    tree = document("organization.type", "x")
    tree["assessment"]["as_of"] = ["2025-10-31"]
    assert wrong(read_tree(tmp_path, tree)) == ["unknown_choice organization.type", "expected_value assessment.as_of"]


@pytest.mark.parametrize("text", ["{}", '{"organization": null}', '{"organization": {}, "assessment": {}}'])
def test_of_nothing_everything_required_is_told(tmp_path: Path, text: str) -> None:
    leaves = [field.path for field in REQUIRED if field.path.startswith(("organization.", "assessment."))]
    assert sorted(problem.field for problem in read(tmp_path, text, "s.json").problems) == sorted(leaves)


@pytest.mark.parametrize(("text", "place"), [("null\n", "1:1"), ("[]\n", "1:1"), ("x\n", "1:1"), ("---\n", "2:1")])
def test_a_file_that_is_no_record_is_told_so(tmp_path: Path, text: str, place: str) -> None:
    assert placed(read(tmp_path, text)) == [f"expected_mapping {place}"]


def test_a_file_of_comments_alone_is_no_submission(tmp_path: Path) -> None:
    assert read(tmp_path, "# 只有注释\n").submission is None


def test_the_header_is_the_least_that_can_be_judged(tmp_path: Path) -> None:
    reading = read_tree(tmp_path, HEADER)
    assert reading.submission is not None
    assert given(reading) == {}
    assert CHECKS
