"""Choices by key, by label and nearly so; sets, records and lists of records."""

from pathlib import Path
from typing import Any

import pytest

from certify.facts import records
from tests.reading.conftest import MEDIATOR, WORDS, document, given, placed, read_more, read_tree, value_at, wrong

ENUMS = [field for field in WORDS.by_path.values() if field.type == "enum" and not field.path.startswith("derived.")]
CLOSED_SETS = [
    field
    for field in WORDS.by_path.values()
    if field.type == "set" and not field.open and not field.path.startswith("derived.")
]


def spelled(text: str) -> list[str]:
    """Return a choice as people write it: with blanks, in capitals, in full-width letters."""
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    return [text, f" {text} ", text.upper(), wide]


@pytest.mark.parametrize("field", ENUMS, ids=lambda field: field.path)
def test_every_choice_is_known_by_its_key_and_both_labels(tmp_path: Path, field: Any) -> None:
    for key, label in field.options.items():
        for text in (*spelled(key), *spelled(label.zh), *spelled(label.en)):
            reading = read_tree(tmp_path, document(field.path, text))
            assert reading.problems == (), text
            assert reading.submission is not None
            assert value_at(reading.submission.facts, field.path) == key


@pytest.mark.parametrize("field", CLOSED_SETS, ids=lambda field: field.path)
def test_a_set_takes_choices_by_key_and_label_each_once(tmp_path: Path, field: Any) -> None:
    items = [word for key, label in field.options.items() for word in (key, label.zh, label.en)]
    reading = read_tree(tmp_path, document(field.path, items))
    assert reading.problems == ()
    assert given(reading)[field.path] == tuple(field.options)


@pytest.mark.parametrize(
    ("path", "text", "suggestion"),
    [
        ("premises.reception", "dedicate", "dedicated"),
        ("premises.reception", "DESIGNATED-SHARED", "designated_shared"),
        ("premises.reception", "专用的", "dedicated"),
        ("premises.reception", "false", ""),
        ("organization.type", "townhip", "township"),
        ("organization.type", "乡镇(街道)调解中心", "township"),
        ("mediators.employment", "fulltime", "full_time"),
        ("mediators.profession", "xyz", ""),
    ],
)
def test_no_choice_but_nearly_one(tmp_path: Path, path: str, text: str, suggestion: str) -> None:
    reading = read_tree(tmp_path, document(path, text))
    (problem,) = reading.problems
    assert problem.code == "unknown_choice"
    assert problem.params["suggestion"] == suggestion
    assert problem.params["accepted"] == WORDS.by_path[path].options


def test_an_open_set_takes_other_names_and_knows_its_own_by_label(tmp_path: Path) -> None:
    items = ["案号", "Cause", "amount", "承办人", " 承办人 "]
    reading = read_tree(tmp_path, document("ledger.columns", items))
    assert given(reading)["ledger.columns"] == ("case_number", "cause", "amount", "承办人")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("funding: {sources: fiscal}", ["expected_list 3:20"]),
        ("funding: {sources: 无}", ["expected_list 3:20"]),
        ("funding: {sources: {fiscal: true}}", ["expected_list 3:20"]),
        (
            "funding: {sources: [fiscal, '', x, [union]]}",
            ["empty_entry 3:29", "unknown_choice 3:33", "expected_value 3:36"],
        ),
        ("mediators: 无", ["expected_list 3:12"]),
        ("mediators: {id: a}", ["expected_list 3:12"]),
        ("mediators: [a]", ["expected_mapping 3:13"]),
        ("mediators:\n  -\n", ["empty_entry 4:4"]),
        ("mediators: [[]]", ["expected_mapping 3:13"]),
        ("postings: true", ["expected_mapping 3:11"]),
        ("postings: []", ["expected_mapping 3:11"]),
        ("cases: [{accepted: 1}]", ["expected_mapping 3:8"]),
        ("cases: {accepted: [1]}", ["expected_value 3:19"]),
        ("cases: {accepted: {a: 1}}", ["expected_value 3:19"]),
        ("links: {court: true}", ["expected_mapping 3:16"]),
    ],
)
def test_what_has_the_wrong_shape_is_told_where_it_stands(tmp_path: Path, text: str, problems: list[str]) -> None:
    assert placed(read_more(tmp_path, text)) == problems


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("false", {"certificate": False}),
        ("无", {"certificate": False}),
        ("'否'", {"certificate": False}),
        ("", {}),
        ("null", {}),
        ("{}", {}),
        ("{number: , issued_on: ''}", {}),
        ("{number: 0012}", {"certificate": True, "certificate.number": "0012"}),
    ],
)
def test_a_certificate_is_given_none_or_unanswered(tmp_path: Path, written: str, found: dict[str, object]) -> None:
    reading = read_more(tmp_path, f"mediators: [{{{MEDIATOR}, certificate: {written}}}]")
    (record,) = records(given(reading), "mediators")
    assert {name: value for name, value in record.items() if name.startswith("certificate")} == found


@pytest.mark.parametrize("written", ["true", "有", "鲁12345", "[]", "[{number: 1}]"])
def test_a_certificate_is_nothing_else(tmp_path: Path, written: str) -> None:
    reading = read_more(tmp_path, f"mediators: [{{{MEDIATOR}, certificate: {written}}}]")
    assert wrong(reading) == ["expected_mapping_or_none mediators[0].certificate"]


def test_only_a_record_that_says_so_can_be_none(tmp_path: Path) -> None:
    assert wrong(read_more(tmp_path, "links: {court: false}\npostings: 无\n")) == [
        "expected_mapping links.court",
        "expected_mapping postings",
    ]


def test_records_keep_their_order_and_nest(tmp_path: Path) -> None:
    text = f"""mediators:
  - {{{MEDIATOR}, trainings: [{{organizer: hrss, hours: 24}}, {{organizer: 工会}}]}}
  - {{id: b, employment: 兼职, active: 否, trainings: []}}
"""
    first, second = records(given(read_more(tmp_path, text)), "mediators")
    assert [one["organizer"] for one in records(first, "trainings")] == ["hrss", "union"]
    assert second == {"id": "b", "employment": "part_time", "active": False, "trainings": []}
