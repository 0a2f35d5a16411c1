"""The rules as they are issued: complete, true to the source, and only of facts that exist."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from certify.judging.derived import DERIVED as DERIVATIONS
from certify.language import Text
from certify.rules.conditions import facts_of, readings_of
from certify.rules.load import available_rulesets, find_ruleset
from certify.rules.vocabulary import Field, vocabulary

WORDS = vocabulary()
RULES = find_ruleset("shandong-2024")
CHECKS = list(RULES.checks())
DOMAIN = Path(__file__).parents[3] / "shared" / "domain"
SOURCE = DOMAIN / "sources" / "shandong-2024-98.txt"
CLAUSES = DOMAIN / "data" / "shandong-clauses.json"
SUBMISSION = DOMAIN / "submission.md"
needs_sources = pytest.mark.skipif(
    not SOURCE.exists(), reason="the sources lie beside the repository only in development"
)
CHINESE = re.compile("[\u4e00-\u9fff]")


def tight(text: str) -> str:
    return "".join(text.split())


def test_there_are_26_clauses_in_71_sub_checks() -> None:
    assert Counter(criterion.tier for criterion in RULES.criteria) == {"base": 10, "advanced": 16}
    assert Counter(check.kind for check in CHECKS) == {"auto": 22, "evidence": 39, "judgement": 10}
    assert len(CHECKS) == 71
    assert Counter(criterion.dimension for criterion in RULES.criteria) == {"B1": 4, "B2": 6, "A1": 8, "A2": 8}
    assert "shandong-2024@1.0.0" in available_rulesets()


@pytest.mark.parametrize("criterion", RULES.criteria, ids=lambda criterion: criterion.id)
def test_a_clause_and_its_sub_checks(criterion: object) -> None:
    clause = next(one for one in RULES.criteria if one is criterion)
    letters = "abcdefghijklmnopqrstuvwxyz"
    assert [check.id for check in clause.checks] == [f"{clause.id}.{letters[n]}" for n in range(len(clause.checks))]
    for check in clause.checks:
        assert check.quote in clause.text
        assert (check.rule is None) == (check.kind == "judgement")
        assert (check.guard is None) or check.not_applicable_because is not None
        assert check.kind == "auto" or check.review is not None, check.id


@needs_sources
def test_every_clause_stands_in_the_source_to_the_letter() -> None:
    source = tight(SOURCE.read_text(encoding="utf-8"))
    for text in [*(criterion.text for criterion in RULES.criteria), *(rule.text for rule in RULES.type_rules)]:
        assert tight(text) in source, text
    for check in CHECKS:
        assert tight(check.quote) in source, check.id
    assert RULES.source.number in source
    assert tight(RULES.source.title) in source


@needs_sources
def test_the_clauses_are_those_of_the_domain_data() -> None:
    listed = json.loads(CLAUSES.read_text(encoding="utf-8"))
    tiers = {(tight(entry["text"]).strip("。；"), entry["tier"]) for entry in listed}
    assert {(tight(criterion.text), criterion.tier) for criterion in RULES.criteria} == tiers


def test_every_fact_of_a_rule_is_in_the_vocabulary() -> None:
    conditions = [part for check in CHECKS for part in (check.guard, check.rule, *(flag.when for flag in check.flags))]
    facts = {
        path for condition in [*conditions, *(rule.rule for rule in RULES.type_rules)] for path in facts_of(condition)
    }
    shown = {path for check in CHECKS for path in check.shows}
    assert len(facts) > 50
    assert facts | shown <= WORDS.by_path.keys()


def test_what_decides_is_never_derived_nor_personal() -> None:
    for check in CHECKS:
        for path in (*facts_of(check.guard), *facts_of(check.rule)):
            assert not path.startswith("derived."), check.id
            assert path == "mediators.certificate.number" or not WORDS.by_path[path].personal, check.id


def test_every_reading_has_its_default_first_and_is_used() -> None:
    used = {key for check in CHECKS for key in (*readings_of(check.rule), *readings_of(check.guard))}
    for reading in RULES.readings:
        assert next(iter(reading.values)) == reading.default, reading.key
        assert reading.key in used or len(reading.values) == 1, reading.key
    assert used <= {reading.key for reading in RULES.readings}
    assert [reading.key for reading in RULES.readings if reading.compared] == ["A1-8.denominator"]


@needs_sources
def test_the_readings_are_those_of_the_specification() -> None:
    section = SUBMISSION.read_text(encoding="utf-8").partition("### Readings registry")[2]
    rows = re.findall(r"^\| ([\w.-]+) \| (\w+)[^|]* \| (.+?) \|$", section, re.MULTILINE)
    listed = {
        key: (default, {re.split(r"[ (]", one)[0] for one in others.split(", ")}) for key, default, others in rows
    }
    found = {one.key: (one.default, ({*one.values, *one.not_computed} - {one.default})) for one in RULES.readings}
    assert found == {key: value for key, value in listed.items() if key != "key"}


def test_the_derived_facts_are_those_that_are_computed() -> None:
    assert {field.name for field in WORDS.derived} == set(DERIVATIONS)
    assert {field.path for field in WORDS.derived} == {f"derived.{name}" for name in DERIVATIONS}


def wordings(field: Field) -> list[tuple[str, Text | None]]:
    labels = [(f"{field.path} choice {key}", label) for key, label in field.options.items()]
    return [(f"{field.path} {name}", getattr(field, name)) for name in ("label", "question", "help", "unit")] + labels


def test_every_field_is_worded_in_both_languages() -> None:
    for field in WORDS.by_path.values():
        for where, text in wordings(field):
            assert text is None or (text.zh.strip() and text.en.strip()), where
            assert text is None or where.endswith("unit") or CHINESE.search(text.zh), where
        is_asked = field.type not in ("record", "records") and not field.path.startswith("derived.")
        assert (field.question is not None) == is_asked, field.path


def test_every_rule_is_worded_in_both_languages() -> None:
    for check in CHECKS:
        texts = [check.title, check.remedy, check.review, check.not_applicable_because]
        for text in [*texts, *check.evidence, *(flag.text for flag in check.flags)]:
            assert text is None or (CHINESE.search(text.zh) and text.en.strip()), check.id


@needs_sources
def test_the_fields_are_those_of_the_specification() -> None:
    section = SUBMISSION.read_text(encoding="utf-8").partition("## 2.")[0]
    blocks = re.findall(r"^\| `(\w+)(?:\[\])?` \| (.+) \|$", section, re.MULTILINE)
    # Other rule sets add facts of their own, which no form for this one asks for.
    assert [name for name, _ in blocks] == [field.name for field in WORDS.fields if not field.only_where_wanted]
    for name, row in blocks:
        named = set(re.findall(r"[a-z_0-9]+", " ".join(re.findall(r"`([^`]+)`", row))))
        for field in WORDS.by_path[name].fields:
            assert field.name in named or field.only_where_wanted, field.path


@needs_sources
@pytest.mark.parametrize(
    ("begins", "path"),
    [
        ("`profession`:", "mediators.profession"),
        ("`organizer`:", "mediators.trainings.organizer"),
        ("`leader_role`:", "organization.leader_role"),
        ("`source` of a mediator:", "mediators.source"),
        ("`kind` of a training:", "mediators.trainings.kind"),
    ],
)
def test_the_choices_are_those_of_the_specification(begins: str, path: str) -> None:
    lines = SUBMISSION.read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if line.startswith(begins)]
    assert list(WORDS.by_path[path].options) == re.findall(r"`([^`]+)`", line)[-1].split()
