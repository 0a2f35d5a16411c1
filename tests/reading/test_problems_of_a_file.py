"""All problems of a file in one run: unknown fields at every level, in order of place, whatever the order of keys."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from certify.documents.bounds import MOST_PROBLEMS
from tests.reading.conftest import (
    MEDIATOR,
    WORDS,
    YAML_HEADER,
    document,
    full,
    placed,
    read,
    read_more,
    read_tree,
    value_at,
    wrong,
)


@pytest.mark.parametrize(
    ("text", "field", "place", "suggestion"),
    [
        ("organisation: {}", "organisation", "3:1", "organization"),
        ("case: {}", "case", "3:1", "cases"),
        ("cases: {acepted: 1}", "cases.acepted", "3:9", "accepted"),
        ("cases: {Agreed: 1}", "cases.Agreed", "3:9", "agreed"),
        ("rules_in_force: {archive: {}}", "rules_in_force.archive", "3:18", "archives"),
        ("links: {court: {enable: true}}", "links.court.enable", "3:17", "enabled"),
        (f"mediators: [{{{MEDIATOR}, actve: true}}]", "mediators[0].actve", "3:58", "active"),
        (f"mediators: [{{{MEDIATOR}, certificate: {{no: 1}}}}]", "mediators[0].certificate.no", "3:72", ""),
        (
            f"mediators: [{{{MEDIATOR}, trainings: [{{organizer: hrss, hour: 1}}]}}]",
            "mediators[0].trainings[0].hour",
            "3:88",
            "hours",
        ),
        ("'': 1", "", "3:1", ""),
        ("cases: {中文: 1}", "cases.***", "3:9", ""),
        ("derived: {}", "derived", "3:1", ""),
        ("cases.accepted: 1", "cases.accepted", "3:1", ""),
    ],
)
def test_an_unknown_field_with_the_nearest_known_one(
    tmp_path: Path, text: str, field: str, place: str, suggestion: str
) -> None:
    (problem,) = read_more(tmp_path, text).problems
    assert (problem.code, problem.field) == ("unknown_field", field)
    assert problem.where == f"s.yaml:{place}"
    assert problem.params["suggestion"] == suggestion or not suggestion


@pytest.mark.parametrize("text", ["案件: {}", "assessment: {统计期: {}}"])
def test_an_unknown_field_in_chinese_is_named(tmp_path: Path, text: str) -> None:
    problems = read(tmp_path, text).problems
    assert {"案件", "统计期"} & {problem.params.get("found") for problem in problems}


def test_no_more_problems_are_told_than_anybody_reads(tmp_path: Path) -> None:
    problems = read(tmp_path, "".join(f"k{number}: 1\n" for number in range(600))).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert [problem.code for problem in problems].count("more_problems") == 1


def test_no_more_contradictions_are_told_than_anybody_reads(tmp_path: Path) -> None:
    text = f"mediators: [{', '.join([f'{{{MEDIATOR}}}'] * 600)}]"
    assert len(read_more(tmp_path, text).problems) <= MOST_PROBLEMS + 1


MANY = (
    YAML_HEADER
    + """cases: {accepted: 十, agreed: -1, failed: 65%}
premises:
  reception: x
  floor: 30
roster: {updated_on: 2026-01-01}
mediators:
  - {id: a, employment: full_time}
  - {id: a, employment: full_time, active: true, left_on: 2025-02-30}
evidence:
  - {id: E1, covers: [B1-1.x], ref: 不在.jpg}
agreements: {made: 3, sealed: 4}
"""
)


def test_all_problems_of_a_file_are_told_in_the_order_of_places(tmp_path: Path) -> None:
    assert placed(read(tmp_path, MANY)) == [
        "not_a_count 3:19",
        "negative 3:30",
        "percent_for_count 3:42",
        "unknown_choice 5:14",
        "unknown_field 6:3",
        "later_than_as_of 7:22",
        "required 9:5",
        "mediator_twice 10:10",
        "no_such_date 10:59",
        "unknown_check 12:23",
        "evidence_not_there 12:37",
        "exceeds 13:31",
    ]


def test_a_doubled_key_is_told_in_its_place(tmp_path: Path) -> None:
    assert placed(read_more(tmp_path, "x: 1\nroster: {}\nroster: {}\n")) == ["unknown_field 3:1", "duplicate_key 5:1"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"mediators: [null, {{{MEDIATOR}}}, {{{MEDIATOR}}}]", "mediator_twice mediators[2].id"),
        ("evidence: [null, {id: E1, covers: [B9]}]", "unknown_check evidence[1].covers[0]"),
        ("evidence: [{id: E1, covers: [B1-1.a, B1-1.a, B9]}]", "unknown_check evidence[0].covers[2]"),
        ("evidence: [{id: E1, covers: ['', B9]}]", "unknown_check evidence[0].covers[1]"),
        ("evidence: [x, {id: E1, ref: 不在.jpg}]", "evidence_not_there evidence[1].ref"),
    ],
)
def test_an_item_left_out_does_not_shift_the_places_behind_it(tmp_path: Path, text: str, problem: str) -> None:
    assert problem in wrong(read_more(tmp_path, text))


def test_a_file_that_answers_everything_is_read_whole(tmp_path: Path) -> None:
    reading = read_tree(tmp_path, full())
    assert reading.problems == ()
    assert reading.submission is not None
    left_out = {"mediators.left_on", "ledger.file"}
    for field in WORDS.by_path.values():
        if field.type != "record" and not field.path.startswith("derived.") and field.path not in left_out:
            assert value_at(reading.submission.facts, field.path) is not None, field.path


def test_yaml_and_json_give_the_same_facts(tmp_path: Path) -> None:
    tree = full()
    json_twin = read_tree(tmp_path, tree)
    for flow in (True, False):
        yaml = YAML(typ="safe", pure=True)
        yaml.default_flow_style = flow
        with (tmp_path / "s.yaml").open("w", encoding="utf-8") as file:
            yaml.dump(tree, file)
        twin = read(tmp_path, (tmp_path / "s.yaml").read_text(encoding="utf-8"))
        assert twin.submission is not None
        assert json_twin.submission is not None
        assert twin.submission.facts == json_twin.submission.facts
        assert twin.digest != json_twin.digest


def test_yaml_and_json_have_the_same_problems(tmp_path: Path) -> None:
    tree = document("cases.accepted", "十")
    tree["mediators"] = [{"id": "a"}, None, {"id": "a", "x": []}]
    yaml = read(tmp_path, json.dumps(tree, indent=1), "s.yaml")
    assert placed(yaml) == placed(read(tmp_path, json.dumps(tree, indent=1), "s.json"))
    assert len(yaml.problems) == 8


def shuffled(value: Any, rng: random.Random) -> Any:
    """Return a tree with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        rng.shuffle(keys)
        return {key: shuffled(value[key], rng) for key in keys}
    return [shuffled(item, rng) for item in value] if isinstance(value, list) else value


@settings(max_examples=25, deadline=None, derandomize=True)
@drawn(st.randoms(use_true_random=False))
def test_the_order_of_keys_changes_nothing(tmp_path_factory: pytest.TempPathFactory, rng: random.Random) -> None:
    folder = tmp_path_factory.mktemp("order")
    one, other = read_tree(folder, full()), read_tree(folder, shuffled(full(), rng))
    assert one.submission is not None
    assert other.submission is not None
    assert one.submission.facts == other.submission.facts


@settings(max_examples=25, deadline=None, derandomize=True)
@drawn(st.randoms(use_true_random=False))
def test_the_order_of_keys_changes_no_problem(tmp_path_factory: pytest.TempPathFactory, rng: random.Random) -> None:
    folder = tmp_path_factory.mktemp("order")
    tree = full() | {"cases": {"accepted": 1, "agreed": 2, "failed": "x"}, "conduct": {"y": 1}, "mediators": [{}, {}]}
    assert sorted(wrong(read_tree(folder, tree))) == sorted(wrong(read_tree(folder, shuffled(tree, rng))))


def test_a_broken_file_has_no_facts_and_still_a_digest(tmp_path: Path) -> None:
    reading = read(tmp_path, "a: [\n")
    assert (reading.submission, dict(reading.header)) == (None, {})
    assert reading.digest.startswith("sha256:")
    assert reading.place("organization.id") == "s.yaml:1:1"


def test_the_header_of_an_invalid_file_is_known(tmp_path: Path) -> None:
    reading = read_more(tmp_path, "cases: {accepted: x}")
    assert reading.submission is None
    assert reading.header["organization.name"] == "示例镇"
    assert reading.place("cases.accepted") == "s.yaml:3:19"
