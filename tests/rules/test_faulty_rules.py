"""Every fault that a rule set can have, by its code and in its place; `§` marks where it is expected."""

from collections.abc import Sequence

import pytest
from pydantic import BaseModel

from certify.rules.duty_file import DutiesFile
from certify.rules.model_faults import _PATTERNS
from certify.rules.ruleset_file import RuleSetFile
from certify.rules.vocabulary import VocabularyFile
from certify.wording.problem_words import PROBLEMS
from tests.rules.conftest import HERE, RULES_TEXT, altered, rules_told

FOLDER = pytest.TempPathFactory
EMBLEM = "{fact: signage.emblem_displayed, is: true}"
FUNDING = "{any_of: [{fact: funding.amount_cny, more_than: 0}, {fact: funding.document, given: true}]}"
ACTIVE = "where: {fact: mediators.active, is: true}"
A_CHECK = "      - id: B1-1.a\n        kind: judgement\n"
C_CHECK = "      - id: B1-1.c\n        kind: evidence\n"
NEW_CLAUSE = """  - §id: B0-1
    tier: base
    dimension: B1
    title: {zh: 甲, en: a}
    clause: 甲
    text: 甲
    checks: []
"""
FAULTS = [
    # Facts
    ("condition_no_fact", "{fact: signage.sign_text,", "{fact: §signage.sign_txt,"),
    ("condition_no_fact", "same_text_as: {fact: organization.name}", "same_text_as: {fact: §organization.nam}"),
    ("condition_no_fact", "shows: [organization.name,", "shows: [§organization.nam,"),
    ("condition_no_fact", "when: {fact: derived.name_in_pattern,", "when: {fact: §derived.name_in_patern,"),
    ("condition_no_fact", "guard: {fact: cases.accepted,", "guard: {fact: §cases.acepted,"),
    ("condition_no_fact", "ratio: {of: [cases.agreed]", "ratio: {of: [§cases.agree]"),
    ("condition_no_fact", "{fact: organization.leader_role, is:", "{fact: §organization.leader, is:"),
    ("condition_no_fact", "some: mediators\n", "some: §mediator\n"),
    ("condition_scope", EMBLEM, "{fact: §mediators.active, is: true}"),
    ("condition_scope", "each: mediators\n", "each: §mediators.trainings\n"),
    ("condition_where_optional", ACTIVE, "where: §{fact: mediators.on_court_platform, is: true}"),
    ("condition_not_a_list", "{some: online.channels, satisfies:", "{some: §organization.name, satisfies:"),
    # Operators and what they compare with
    ("condition_operator", EMBLEM, "§{fact: signage.emblem_displayed, iss: true}"),
    ("condition_two_operators", EMBLEM, "§{fact: signage.emblem_displayed, is: true, stated: true}"),
    ("condition_operator", EMBLEM, "§{fact: signage.emblem_displayed, is: true, iss: true}"),
    ("condition_operator", EMBLEM, "§{fact: signage.emblem_displayed}"),
    ("condition_operator_type", EMBLEM, "{fact: signage.emblem_displayed, at_least: §1}"),
    ("condition_operator_type", "{fact: equipment.computers, at_least: 1}", "{fact: equipment.computers, is: §1}"),
    (
        "condition_operator_type",
        "{fact: equipment.computers, at_least: 1}",
        "{fact: equipment.computers, given: §true}",
    ),
    ("condition_operator_type", "{fact: mediators.certificate, given: true}", "{fact: mediators.active, given: §true}"),
    ("condition_not_a_count", "among: [cases.accepted]", "among: [§organization.name]"),
    ("condition_operand", "{fact: equipment.computers, at_least: 1}", '{fact: equipment.computers, at_least: §"1"}'),
    ("condition_operand", "{fact: equipment.computers, at_least: 1}", "{fact: equipment.computers, at_least: §true}"),
    ("condition_operand", "{fact: equipment.computers, at_least: 1}", "{fact: equipment.computers, at_least: §1.5}"),
    ("condition_operand", EMBLEM, '{fact: signage.emblem_displayed, is: §"true"}'),
    ("condition_operand", EMBLEM, "{fact: signage.emblem_displayed, is: §yes}"),
    ("condition_operand", "within: period", "within: §month"),
    ("condition_operand", "at_least: {fact: assessment.as_of}", "at_least: §2025"),
    ("condition_operand", "one_of: [dedicated, designated_shared]", "one_of: §[]"),
    ("condition_operand", FUNDING, "{any_of: §x}"),
    ("condition_operand", FUNDING, "{any_of: §[]}"),
    ("condition_types_differ", "at_least: {fact: assessment.as_of}", "at_least: §{fact: organization.name}"),
    ("condition_no_choice", "one_of: [dedicated, designated_shared]", "one_of: [dedicated, §designated]"),
    ("condition_no_choice", "is: township_deputy_in_charge", "is: §township_deputy"),
    ("condition_no_choice", "is: township_deputy_in_charge", "is: §乡镇（街道）分管领导"),
    # Forms
    ("condition_form", EMBLEM, "§maybe"),
    ("condition_form", EMBLEM, "§missing"),
    ("condition_form", EMBLEM, "§[a]"),
    ("condition_form", EMBLEM, "§{none_of: []}"),
    ("condition_form", EMBLEM, "§{each: mediators}"),
    ("condition_form", "ratio: {of: [cases.agreed], among: [cases.accepted]}", "ratio: §cases.agreed"),
    ("condition_choose", "- {otherwise: needs_review}", "- §{otherwis: needs_review}"),
    ("condition_choose", "- {otherwise: needs_review}", "- §{when: met, then: met}"),
    ("condition_extra", "          cases:\n", "          §case:\n"),
    ("condition_extra", EMBLEM, "{some: incentives, §with: met}"),
    ("condition_extra", "among: [cases.accepted]}", "among: [cases.accepted], §over: [x]}"),
    ("condition_no_reading", "reading: B1-2.a2_paper", "reading: §B1-2.a3_paper"),
    ("condition_reading_cases", "  advisory: {fact: postings.procedure,", "  §advisor: {fact: postings.procedure,"),
    # Clauses and sub-checks
    ("clause_without_check", "  - id: B1-1\n", NEW_CLAUSE + "  - id: B1-1\n"),
    ("quote_not_in_clause", "quote: 按规定悬挂劳动人事争议调解标识", "quote: §按规定悬挂调解标识"),
    ("quote_in_marks", "quote: 按规定悬挂劳动人事争议调解标识", "quote: §“按规定悬挂劳动人事争议调解标识”"),
    ("duplicate_id", "- id: B1-1.b\n", "- id: §B1-1.a\n"),
    ("duplicate_id", "- id: SD-T-TOWN-2\n", "- id: §SD-T-TOWN-1\n"),
    ("check_id", "- id: B1-1.b\n", "- id: §B1-9.b\n"),
    ("rule_and_kind", A_CHECK, A_CHECK.replace("id", "§id", 1) + f"        rule: {EMBLEM}\n"),
    ("rule_and_kind", C_CHECK, C_CHECK.replace("id", "§id", 1).replace("evidence", "judgement")),
    ("not_applicable_unexplained", C_CHECK, C_CHECK.replace("id", "§id", 1) + f"        guard: {EMBLEM}\n"),
    ("not_listed", "tier: base", "tier: §basis"),
    ("not_listed", "dimension: B1\n", "dimension: §B9\n"),
    ("not_listed", "scope: [township]", "scope: [§townships]"),
    (
        "reading_default",
        "    title: {zh: 统计期, en: Period}\n    default: batch_declared",
        "    §title: {zh: 统计期, en: Period}\n    default: x",
    ),
    ("ruleset_misplaced", "\nid: shandong-2024\n", "\nid: §shandong-2025\n"),
    ("ruleset_misplaced", "\nid: shandong-2024\nversion: 1.0.0\n", "\nid: §shandong-2024\nversion: 1.0.1\n"),
    # Keys and types
    ("criteria_missing", "format: certify-ruleset/1", "§format: certify-ruleset/1", "purpose: recognition\n", ""),
    ("criteria_missing", "title: {zh: 名称与标识, en: Name and emblem}", "title: §{zh: 名称与标识}"),
    ("criteria_missing", "      - id: B1-1.a\n", "      - §id: B1-1.a\n", "        depends_on: organization\n", ""),
    ("criteria_unknown", "purpose: recognition\n", "purpose: recognition\n§purposes: x\n"),
    ("criteria_unknown", C_CHECK, C_CHECK + "        §weight: 5\n"),
    ("criteria_unknown", "title: {zh: 名称与标识, en:", "title: {zh: 名称与标识, §fr: x, en:"),
    ("criteria_type", "purpose: recognition", "purpose: §advice"),
    ("criteria_type", "format: certify-ruleset/1", "format: §certify-ruleset/2"),
    ("criteria_type", "\nversion: 1.0.0", "\nversion: §1"),
    ("criteria_type", "issued_on: 2024-08-20", "issued_on: §2024-8-20"),
    ("criteria_type", C_CHECK, C_CHECK.replace("kind: evidence", "kind: §proof")),
    ("criteria_type", C_CHECK, C_CHECK.replace("id: B1-1.c", "id: §1")),
    ("criteria_type", "evidence: [{zh: 门牌照片, en: photo of the sign}]", "evidence: §[]"),
    ("criteria_type", "scope: [township]", "scope: §township"),
    ("criteria_type", "depends_on: organization", "depends_on: §nobody"),
    ("criteria_type", "advisory: true", "advisory: §yes"),
    # The file itself
    ("duplicate_key", C_CHECK, C_CHECK + "        §kind: evidence\n"),
    ("yaml_anchor", EMBLEM, "§&a " + EMBLEM),
    ("yaml_tag", "purpose: recognition", "purpose: §!x recognition"),
    ("yaml_second_document", "\nid: shandong-2024\n", "\n§---\nid: shandong-2024\n"),
]
# One fault of each of these kinds, or in each of these places, which do not touch each other.
CONDITIONS = [
    next(fault for fault in FAULTS if fault[0] == code)
    for code in (
        "condition_no_fact",
        "condition_where_optional",
        "condition_operator",
        "condition_no_choice",
        "condition_choose",
        "condition_no_reading",
        "quote_not_in_clause",
        "duplicate_id",
        "not_listed",
        "reading_default",
    )
]
KEYS = [
    next(fault for fault in FAULTS if fault[1] == old and fault[0].startswith("criteria_"))
    for old in (C_CHECK, "purpose: recognition", "\nversion: 1.0.0", "scope: [township]", "advisory: true")
]
MISPLACED = [
    (
        "criteria_unknown",
        "    title: {zh: 成功率的计算口径,",
        "    §titel: x\n    title: {zh: 成功率的计算口径,",
    ),
    ("criteria_type", "    compared: true\n", "    compared: §yes\n"),
    (
        "reading_default",
        "    title: {zh: 成功率的计算口径, en: How the success rate is counted}\n    default: decided",
        "    §title: {zh: 成功率的计算口径, en: How the success rate is counted}\n    default: x",
    ),
]


def test_every_code_of_a_faulty_rule_set_is_shown_here() -> None:
    kinds = (
        "criteria_",
        "condition_",
        "clause_",
        "check_id",
        "quote_",
        "rule_and",
        "not_applicable_",
        "not_listed",
        "reading_default",
    )
    assert {code for code in PROBLEMS if code.startswith(kinds)} <= {fault[0] for fault in FAULTS}


def short(value: object) -> str:
    return str(value).strip().replace("\n", "/")[-30:]


def pairs(changes: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(changes[::2], changes[1::2], strict=True))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault[0]}-{short(fault[2])}")
def test_a_fault_is_refused_in_its_place(tmp_path_factory: FOLDER, fault: tuple[str, ...]) -> None:
    code, *changes = fault
    text, places = altered(RULES_TEXT, *pairs(changes))
    assert rules_told(tmp_path_factory.mktemp("rules"), text) == [f"{code} {places[0]}"]


@pytest.mark.parametrize("fault", MISPLACED, ids=lambda fault: fault[0])
def test_a_fault_of_a_reading_is_refused_in_its_place(tmp_path_factory: FOLDER, fault: tuple[str, str, str]) -> None:
    code, old, new = fault
    text, places = altered(RULES_TEXT, (old, new))
    assert rules_told(tmp_path_factory.mktemp("rules"), text) == [f"{code} {places[0]}"]


def test_the_rules_as_issued_have_no_fault(tmp_path_factory: FOLDER) -> None:
    assert rules_told(tmp_path_factory.mktemp("rules"), RULES_TEXT) == []
    assert HERE not in RULES_TEXT


@pytest.mark.parametrize("several", [CONDITIONS, KEYS], ids=["conditions", "keys"])
def test_faults_of_one_stage_are_all_told_at_once(tmp_path_factory: FOLDER, several: list[tuple[str, ...]]) -> None:
    text, places = altered(RULES_TEXT, *((fault[1], fault[2]) for fault in several))
    told = rules_told(tmp_path_factory.mktemp("rules"), text)
    assert sorted(one.partition(" ")[2] for one in told) == sorted(places)
    assert sorted(one.partition(" ")[0] for one in told) == sorted(fault[0] for fault in several)


def test_faults_of_both_stages_are_told_at_once(tmp_path_factory: FOLDER) -> None:
    text, _ = altered(RULES_TEXT, ("purpose: recognition", "purpose: advice"), (EMBLEM, "maybe"))
    told = rules_told(tmp_path_factory.mktemp("rules"), text)
    assert sorted(one.partition(" ")[0] for one in told) == ["condition_form", "criteria_type"]


def patterns(node: object) -> set[str]:
    """Return every pattern that stands in a schema."""
    below = list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []
    own = {node["pattern"]} if isinstance(node, dict) and isinstance(node.get("pattern"), str) else set()
    return own.union(*map(patterns, below))


@pytest.mark.parametrize("model", [RuleSetFile, VocabularyFile, DutiesFile])
def test_what_a_pattern_wants_is_said_in_words(model: type[BaseModel]) -> None:
    assert patterns(model.model_json_schema()) <= _PATTERNS.keys()
