"""The schema of rule-set files: kept in the repository as it is, explains every key, and takes what the reader takes."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped] # has none

from certify.documents.load import load_document, parse_document
from certify.language import Lang
from certify.reporting.schemas import schema
from certify.rules.condition_operands import DECISIONS, OPERATORS, SPANS
from certify.rules.files import plain
from certify.rules.load import is_version
from certify.rules.vocabulary import vocabulary
from certify.wording import ruleset_keys as words
from certify.wording.terms import KINDS
from tests.rules.conftest import HOME, RULES_TEXT, altered, rules_told
from tests.rules.mutating import PLACES, SOUND, SOUND_FILE, VALUES, mutated
from tests.rules.test_faulty_rules import FAULTS, pairs

FILE = HOME / "ruleset.schema.json"
FILES = sorted(path for path in HOME.glob("*/*.yaml") if is_version(path.stem))
# What only the reader sees: ids against each other, quotations against clauses, what one place says against another.
BEYOND = {
    "condition_scope",
    "condition_where_optional",
    "condition_no_reading",
    "condition_reading_cases",
    "clause_without_check",
    "quote_not_in_clause",
    "quote_in_marks",
    "duplicate_id",
    "check_id",
    "not_listed",
    "reading_default",
    "ruleset_misplaced",
    "duplicate_key",
    "yaml_anchor",
    "yaml_tag",
    "yaml_second_document",
}


@cache
def validator(lang: Lang = "zh") -> Any:
    return Draft202012Validator(schema("ruleset", lang))


def test_the_schema_in_the_repository_is_current() -> None:
    written = json.dumps(schema("ruleset", "zh"), ensure_ascii=False, indent=2) + "\n"
    assert FILE.read_text(encoding="utf-8") == written, "certify schema ruleset > criteria/ruleset.schema.json"


def test_the_schema_is_one() -> None:
    for lang in ("zh", "en"):
        Draft202012Validator.check_schema(schema("ruleset", lang))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_the_rule_sets_of_the_repository_fit(path: Path) -> None:
    content = plain(load_document(path)[1].root)
    assert [error.json_path for error in validator().iter_errors(content)] == []


@cache
def issued() -> Any:
    return plain(parse_document(RULES_TEXT.encode(), "x.yaml").root)


def altered_parts(changes: list[tuple[str, str]]) -> Any:
    """Return the rule set with some changes, of its clauses only those that differ."""
    content: Any = plain(parse_document(altered(RULES_TEXT, *changes)[0].encode(), "x.yaml").root)
    # As text: true is 1 to Python.
    kept = {json.dumps(one) for one in issued()["criteria"]}
    return {**content, "criteria": [one for one in content["criteria"] if json.dumps(one) not in kept]}


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault[0] not in BEYOND], ids=lambda fault: fault[0])
def test_what_the_reader_refuses_by_its_form_does_not_fit(fault: tuple[str, ...]) -> None:
    assert not validator().is_valid(altered_parts(pairs(fault[1:])))


def test_a_part_of_a_rule_set_fits() -> None:
    assert validator().is_valid(altered_parts([("tier: base", "tier: x")]))


def places(node: Any, at: str = "$") -> list[tuple[str, Any]]:
    """Return every part of a schema that stands for a key, with its place."""
    found: list[tuple[str, Any]] = []
    if isinstance(node, dict):
        for key, below in node.items():
            if key == "properties" and at.count(".then") == 0 and at.count(".if") == 0:
                found += [(f"{at}.{name}", part) for name, part in below.items()]
            found += places(below, f"{at}.{key}")
    elif isinstance(node, list):
        for number, below in enumerate(node):
            found += places(below, f"{at}[{number}]")
    return found


def test_every_key_is_explained_in_both_languages() -> None:
    for lang in ("zh", "en"):
        for at, part in places(schema("ruleset", lang)):
            explained = "description" in part or part.get("$ref") or at.rpartition(".")[2] in words.FORMS
            assert explained, at
    chinese, english = (dict(places(schema("ruleset", lang))) for lang in ("zh", "en"))
    assert chinese.keys() == english.keys()


def test_no_words_of_keys_lie_unused() -> None:
    made = {name: shape for name, shape in schema("ruleset", "en")["$defs"].items() if name in words.KEYS}
    made["RuleSetFile"] = schema("ruleset", "en")
    assert words.KEYS.keys() == made.keys()
    for name, shape in made.items():
        assert words.KEYS[name].keys() - {""} == shape["properties"].keys()


def test_the_words_of_conditions_are_those_of_the_language() -> None:
    assert set(words.OPERATORS) == set(OPERATORS)
    assert tuple(words.SPANS) == SPANS
    assert set(words.DECISIONS) == set(DECISIONS)
    assert words.KINDS.keys() == KINDS.keys()


def test_facts_are_completed_with_their_labels() -> None:
    fact = schema("ruleset", "zh")["$defs"]["fact"]
    assert fact["enum"] == list(vocabulary().by_path)
    labels = dict(zip(fact["enum"], fact["enumDescriptions"], strict=True))
    assert labels["cases.accepted"] == vocabulary().by_path["cases.accepted"].full_label.zh


@given(st.sampled_from(PLACES), st.sampled_from(["delete", "rename", "replace"]), VALUES)
@settings(max_examples=60, deadline=None)
def test_the_schema_refuses_nothing_that_the_reader_takes(
    tmp_path_factory: pytest.TempPathFactory, steps: tuple[Any, ...], how: str, value: Any
) -> None:
    if value is None or (type(value) is int and value < 0):
        # Nobody writes null for what is left out, nor compares with less than nothing.
        return
    content = mutated(SOUND, steps, how, value)
    if not rules_told(tmp_path_factory.mktemp("rules"), json.dumps(content, ensure_ascii=False), SOUND_FILE):
        assert [error.json_path for error in validator().iter_errors(content)] == []
