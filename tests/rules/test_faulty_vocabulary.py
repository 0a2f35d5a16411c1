"""Every fault that a vocabulary can have, by its code and in its place; `§` marks where it is expected."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.documents.yaml import parse_yaml
from certify.rules.files import plain
from certify.rules.vocabulary import read_vocabulary
from tests.rules.conftest import WORDS_TEXT, altered, words_told
from tests.rules.mutating import VALUES, mutated, steps_of

WORDS = plain(parse_yaml(WORDS_TEXT, "x")[0])
TOWNSHIP = "      township:\n        type: text\n"
FAULTS = [
    ("vocabulary_no_choices", "choices: organization_type", "choices: §organisation_type"),
    ("vocabulary_no_choices", "choices: subcheck\n        open: true\n", "choices: §subchecks\n        open: true\n"),
    ("vocabulary_name", TOWNSHIP, TOWNSHIP.replace("type:", "§type:").replace("township:", "town.ship:")),
    ("vocabulary_choices", TOWNSHIP, TOWNSHIP.replace("type:", "§type:") + "        choices: room\n"),
    ("vocabulary_choices", "type: enum\n        choices: organization_type", "§type: enum"),
    ("vocabulary_fields", "  signage:\n    type: record", "  signage:\n    §type: text"),
    ("vocabulary_fields", TOWNSHIP, TOWNSHIP.replace("type: text", "§type: record")),
    ("vocabulary_fields", TOWNSHIP, TOWNSHIP.replace("type:", "§type:") + "        shape: rule_document\n"),
    (
        "vocabulary_no_shape",
        "shape: rule_document, label: {zh: 争议预防制度",
        "shape: §rule_doc, label: {zh: 争议预防制度",
    ),
    ("criteria_type", TOWNSHIP, TOWNSHIP.replace("text", "§string")),
    ("criteria_type", TOWNSHIP, TOWNSHIP + "        required: §yes\n"),
    ("criteria_type", "format: certify-vocabulary/1", "format: §certify-vocabulary/2"),
    ("criteria_unknown", TOWNSHIP, TOWNSHIP + "        §mandatory: true\n"),
    ("criteria_unknown", "\nfields:\n", "\n§field: {}\nfields:\n"),
    ("criteria_missing", "label: {zh: 所在乡镇（街道）, en: Township}", "label: §{zh: 所在乡镇（街道）}"),
    ("criteria_missing", TOWNSHIP + "        label:", "      township:\n        §type: text\n        help:"),
    ("duplicate_key", TOWNSHIP, TOWNSHIP + "        §type: text\n"),
    ("yaml_anchor", "choices: organization_type", "choices: §*x"),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0]}-{fault[2].strip()[-24:]}")
def test_a_fault_is_refused_in_its_place(tmp_path: Path, fault: tuple[str, str, str]) -> None:
    code, old, new = fault
    text, places = altered(WORDS_TEXT, (old, new))
    if code == "criteria_missing" and "help:" in new:
        text = text.replace(
            "        help: {zh: 市、县级调解组织可以不填。, en: A city or county organization may leave this empty.}\n",
            "",
        )
    assert words_told(tmp_path, text) == [f"{code} {places[0]}"]


def test_the_vocabulary_as_it_stands_has_no_fault(tmp_path: Path) -> None:
    assert words_told(tmp_path, WORDS_TEXT) == []


def test_faults_are_all_told_at_once(tmp_path: Path) -> None:
    changes = [(old, new) for code, old, new in FAULTS if code in ("vocabulary_no_choices", "vocabulary_no_shape")]
    text, places = altered(WORDS_TEXT, *changes)
    assert sorted(one.partition(" ")[2] for one in words_told(tmp_path, text)) == sorted(places)
    assert len(places) == 3


def test_faults_of_both_stages_are_told_at_once(tmp_path: Path) -> None:
    kinds = ("vocabulary_no_choices", "criteria_unknown", "criteria_type", "vocabulary_no_shape")
    chosen = [next(fault for fault in FAULTS if fault[0] == kind) for kind in kinds]
    text, places = altered(WORDS_TEXT, *((old, new) for _, old, new in chosen))
    told = words_told(tmp_path, text)
    assert sorted(one.partition(" ")[0] for one in told) == sorted(kinds)
    assert {one.partition(" ")[2] for one in told} == set(places)


def test_layout_and_comments_do_not_change_the_digest(tmp_path: Path) -> None:
    path = tmp_path / "vocabulary.yaml"
    digests = []
    for text in (WORDS_TEXT, "# x\n" + WORDS_TEXT, WORDS_TEXT.replace("Township}", "Town}")):
        path.write_text(text, encoding="utf-8")
        digests.append(read_vocabulary(path).digest)
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(
    ("path", "above"),
    [
        ("organization.name", ""),
        ("mediators", ""),
        ("mediators.certificate.number", "mediators"),
        ("mediators.trainings", "mediators"),
        ("mediators.trainings.date", "mediators.trainings"),
        ("online.channels.kind", "online.channels"),
        ("derived.left_in_period", ""),
    ],
)
def test_the_list_that_a_fact_lies_in(path: str, above: str, tmp_path: Path) -> None:
    target = tmp_path / "vocabulary.yaml"
    target.write_text(WORDS_TEXT, encoding="utf-8")
    assert read_vocabulary(target).records_above(path) == above


@given(st.sampled_from(list(steps_of(WORDS))), st.sampled_from(["delete", "rename", "replace"]), VALUES)
@settings(max_examples=40, deadline=None)
def test_no_change_stops_the_reader(
    tmp_path_factory: pytest.TempPathFactory, steps: tuple[Any, ...], how: str, value: Any
) -> None:
    changed = mutated(WORDS, steps, how, value)
    text = json.dumps(changed, ensure_ascii=False, indent=1)
    for one in words_told(tmp_path_factory.mktemp("words"), text):
        line = int(one.rpartition(" ")[2].partition(":")[0])
        assert 1 <= line <= text.count("\n") + 1
