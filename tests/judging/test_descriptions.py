"""Conditions in words: what belongs together is told as such, in both languages; and conditions without readings."""

import pytest

from certify.cli.chosen_rules import newest_rulesets
from certify.documents.tree import Document, MappingNode
from certify.documents.yaml import parse_yaml
from certify.judging.descriptions import Describer
from certify.judging.evaluate import Readings
from certify.judging.in_force import in_force
from certify.judging.outline import Outliner
from certify.judging.possible_outcomes import possible_outcomes
from certify.reading.cases import read_cases
from certify.rules.condition_parser import ConditionParser
from certify.rules.conditions import ByReading, Condition, facts_of, readings_of
from certify.rules.load import find_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary

WORDS = vocabulary()
RULESETS = [find_ruleset(reference) for reference in newest_rulesets()]
READINGS = {"K.one": ("a", "b")}


def condition(text: str) -> Condition:
    for name in ("agreed", "failed", "pending"):
        text = text.replace(name.upper(), f"{{fact: cases.{name}, at_least: 1}}")
    root, problems = parse_yaml(f"c: {text}\n", "c.yaml")
    assert not problems
    assert isinstance(root, MappingNode)
    parser = ConditionParser(Document("c.yaml", root, ()), WORDS, READINGS)
    parsed = parser.parse(root.entries["c"][1])
    assert parser.problems == []
    return parsed


def said(text: str, value: str = "a") -> tuple[str, str]:
    words = Describer(WORDS, Readings.make({"K.one": value})).describe(condition(text))
    return words.zh, words.en


NESTED = (
    "{choose: [{when: AGREED, then: {choose: [{when: FAILED, then: met}, {otherwise: not_met}]}}, {otherwise: met}]}"
)
ACTIVE = "{all_of: [{some: mediators, where: {fact: mediators.active, is: VALUE}}, AGREED]}"
RATE = "{ratio: {of: [cases.agreed, cases.failed], among: [cases.accepted]}, at_least_percent: 65, when_none: needs_review}"


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        (
            "{all_of: [AGREED, {any_of: [FAILED, PENDING]}]}",
            "“达成协议”至少1件，并且（“未达成协议”至少1件，或者“未结”至少1件）",
        ),
        (
            "{any_of: [AGREED, {all_of: [FAILED, PENDING]}]}",
            "“达成协议”至少1件，或者（“未达成协议”至少1件，并且“未结”至少1件）",
        ),
        (
            "{all_of: [AGREED, {all_of: [FAILED, PENDING]}]}",
            "“达成协议”至少1件，并且“未达成协议”至少1件，并且“未结”至少1件",
        ),
        (NESTED, "“达成协议”至少1件的：（“未达成协议”至少1件的：达标；其他情况：不达标）；其他情况：达标"),
        (ACTIVE.replace("VALUE", "true"), "（“调解员”至少有一条：“是否在岗”为“是”），并且“达成协议”至少1件"),
        (
            "{choose: [{when: AGREED, then: {some: mediators, where: {fact: mediators.active, is: true}}}, {otherwise: met}]}",
            "“达成协议”至少1件的：（“调解员”至少有一条：“是否在岗”为“是”）；其他情况：达标",
        ),
        (RATE, "（达成协议＋未达成协议）÷受理不低于65%；分母为0时由审核人判断"),
    ],
)
def test_what_belongs_together_stands_in_brackets(text: str, zh: str) -> None:
    found = said(text)
    assert found[0] == zh
    assert found[0].count("（") == found[1].count("(")


def test_brackets_are_set_around_the_case_in_force() -> None:
    text = "{all_of: [AGREED, {reading: K.one, cases: {a: met, b: {any_of: [FAILED, PENDING]}}}]}"
    assert said(text, "a")[0] == "“达成协议”至少1件，并且达标"
    assert said(text, "b")[0] == "“达成协议”至少1件，并且（“未达成协议”至少1件，或者“未结”至少1件）"


@pytest.mark.parametrize("rules", RULESETS, ids=lambda rules: rules.reference)
def test_a_condition_in_force_has_no_readings_and_says_the_same(rules: RuleSet) -> None:
    default = Readings.make(rules.default_readings())
    for check in rules.checks():
        for one in (check.guard, check.rule):
            if one is None:
                continue
            for readings in (default, *(default.but(key, value) for key, value in _others(rules))):
                plain = in_force(one, readings)
                assert readings_of(plain) == ()
                assert set(facts_of(plain)) <= set(facts_of(one))
                described = [Describer(WORDS, which).describe(of) for which, of in ((readings, one), (readings, plain))]
                assert described[0] == described[1]


def _others(rules: RuleSet) -> list[tuple[str, str]]:
    return [(one.key, value) for one in rules.readings for value in one.values if value != one.default]


@pytest.mark.parametrize("rules", RULESETS, ids=lambda rules: rules.reference)
def test_no_case_shows_an_outcome_that_is_held_impossible(rules: RuleSet) -> None:
    checks = {check.id: check for check in rules.checks()}
    default = rules.default_readings()
    for case in read_cases(rules).cases:
        readings = Readings.make({**default, **case.readings})
        assert case.expect in possible_outcomes(checks[case.check], readings), case.where


def test_a_reading_at_the_top_is_replaced() -> None:
    one = condition("{reading: K.one, cases: {a: AGREED, b: met}}")
    assert isinstance(one, ByReading)
    assert in_force(one, Readings.make({"K.one": "a"})) is one.cases["a"]


GIVEN = [
    f"{{fact: rules_in_force.{name}.document, given: true}}"
    for name in ("archives", "follow_up", "intake_registration")
]


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        (
            f"{{any_of: [{', '.join(GIVEN)}]}}",
            "有下列之一：“档案管理制度·制度文件”、“回访反馈制度·制度文件”、“调解登记制度·制度文件”",
        ),
        (f"{{any_of: [{', '.join(GIVEN[:2])}]}}", "有“档案管理制度·制度文件”，或者有“回访反馈制度·制度文件”"),
        (
            f"{{all_of: [{', '.join(GIVEN)}, AGREED]}}",
            "（下列各项都有：“档案管理制度·制度文件”、“回访反馈制度·制度文件”、“调解登记制度·制度文件”），并且“达成协议”至少1件",
        ),
        (
            "{fact: premises.reception, one_of: [dedicated, designated_shared]}",
            "“接待场所”为“专用”或“有固定场所，与其他服务功能共用”",
        ),
        ("{fact: premises.reception, is: designated_shared}", "“接待场所”为“有固定场所，与其他服务功能共用”"),
    ],
)
def test_what_is_asked_alike_is_a_list_and_choices_that_hold_a_comma_are_quoted(text: str, zh: str) -> None:
    assert said(text)[0] == zh


def outline(text: str) -> list[str]:
    outliner = Outliner(Describer(WORDS, Readings.make({"K.one": "a"})))
    return ["  " * line.depth + line.text.zh for line in outliner.lines(condition(text))]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("{all_of: [AGREED, FAILED, PENDING]}", []),
        ("{all_of: [AGREED, {all_of: [FAILED, PENDING]}]}", []),
        (RATE, []),
        (
            "{all_of: [AGREED, {any_of: [FAILED, PENDING]}]}",
            ["下列各项都要满足：", "  “达成协议”至少1件", "  “未达成协议”至少1件，或者“未结”至少1件"],
        ),
        (NESTED, ["“达成协议”至少1件的：", "  “未达成协议”至少1件的：达标；其他情况：不达标", "其他情况：达标"]),
        (
            f"{{all_of: [PENDING, {NESTED}]}}",
            [
                "下列各项都要满足：",
                "  “未结”至少1件",
                "  分情况：",
                "    “达成协议”至少1件的：",
                "      “未达成协议”至少1件的：达标；其他情况：不达标",
                "    其他情况：达标",
            ],
        ),
    ],
)
def test_a_nested_condition_is_a_list_within_a_list(text: str, lines: list[str]) -> None:
    assert outline(text) == lines


@pytest.mark.parametrize("rules", RULESETS, ids=lambda rules: rules.reference)
def test_an_outline_has_every_fact_that_the_sentence_has(rules: RuleSet) -> None:
    describer = Describer(WORDS, Readings.make(rules.default_readings()))
    for check in rules.checks():
        lines = Outliner(describer).lines(check.rule) if check.rule else ()
        if check.rule is None or not lines:
            continue
        told = "".join(line.text.zh for line in lines)
        for path in facts_of(in_force(check.rule, describer.readings)):
            assert WORDS.by_path[path].full_label.zh in told, check.id
