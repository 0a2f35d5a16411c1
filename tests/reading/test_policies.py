"""Readings that a batch file or a policy file chooses by name: which are in force, who chose them, what is wrong."""

from pathlib import Path

import pytest

from certify.problems import Problem
from certify.reading.batch import Batch
from certify.reading.policy import Policy, read_policy
from certify.rules.load import find_ruleset
from tests.documents.conftest import told, worded
from tests.reading.conftest import read_a_batch

RULES = find_ruleset("shandong-2024@1.0.0")
RATE, PAPER = "A1-8.denominator", "B1-2.a2_paper"
POLICY = {
    "format": "certify-policy/1",
    "ruleset": "shandong-2024@1.0.0",
    "title": "口径通知",
    "issued_by": "某省人社厅",
    "issued_on": "2025-01-02",
    "readings": "{A1-8.denominator: closed_all, B1-2.a2_paper: required}",
}
BY_POLICY = "政策文件《口径通知》（某省人社厅，2025-01-02）"


def text_of(**changes: str) -> str:
    return "".join(f"{name}: {value}\n" for name, value in (POLICY | changes).items() if value)


def policy(folder: Path, **changes: str) -> tuple[Policy | None, tuple[Problem, ...]]:
    path = folder / "policy.yaml"
    path.write_text(text_of(**changes), encoding="utf-8")
    found, problems = read_policy(path)
    worded(problems)
    return found, problems


def batch(folder: Path, policy: str = "", /, **fields: str) -> tuple[Batch | None, tuple[Problem, ...]]:
    return read_a_batch(folder, {"policy.yaml": policy} if policy else {}, **fields)


def test_without_a_choice_every_reading_is_the_default(tmp_path: Path) -> None:
    found, problems = batch(tmp_path)
    assert found is not None
    assert problems == ()
    assert found.rules.readings_in_force() == RULES.default_readings()
    assert found.rules.chosen == ()


def test_a_batch_chooses_by_name_or_by_words(tmp_path: Path) -> None:
    found, problems = batch(
        tmp_path, readings="{A1-8.denominator: closed_all, B2-6.used: true, B2-2.sharing: 须为专用}"
    )
    assert problems == ()
    assert found is not None
    chosen = {RATE: "closed_all", "B2-6.used": "true", "B2-2.sharing": "exclusive"}
    assert found.rules.readings_in_force() == RULES.default_readings() | chosen
    assert {one.key: one.by.zh for one in found.rules.chosen} == dict.fromkeys(chosen, "批次文件（第五批）")


def test_a_reading_chosen_as_it_is_by_default_is_kept_and_departs_from_nothing(tmp_path: Path) -> None:
    found, _ = batch(tmp_path, readings="{A1-8.denominator: decided}")
    assert found is not None
    assert [(one.key, one.value) for one in found.rules.chosen] == [("A1-8.denominator", "decided")]
    assert found.rules.departures() == ()


@pytest.mark.parametrize(("key", "shown"), [("张三", "***"), ("13800138000", "***"), ("A1-9.what", "A1-9.what")])
def test_a_key_that_is_none_is_shown_only_where_it_looks_like_one(tmp_path: Path, key: str, shown: str) -> None:
    _, problems = batch(tmp_path, readings=f"{{'{key}': x}}")
    (found,) = [problem for problem in problems if problem.code == "unknown_reading"]
    assert found.params["found"] == shown
    assert key == shown or key not in str(found)


def test_a_policy_and_a_batch_choose_together(tmp_path: Path) -> None:
    found, problems = batch(
        tmp_path, text_of(), policy="policy.yaml", readings="{A2-5.linkage: used, A1-8.denominator: closed_all}"
    )
    assert problems == ()
    assert found is not None
    assert {one.key: one.by.zh for one in found.rules.chosen} == {
        RATE: BY_POLICY,
        PAPER: BY_POLICY,
        "A2-5.linkage": "批次文件（第五批）",
    }


def test_another_policy_makes_another_batch(tmp_path: Path) -> None:
    one, _ = batch(tmp_path, text_of(), policy="policy.yaml")
    other, _ = batch(tmp_path, text_of(note="x"), policy="policy.yaml")
    assert one is not None
    assert other is not None
    assert one.digest != other.digest


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"readings": "{A1-8.denominatr: accepted}"}, ["unknown_reading 9:12"]),
        ({"readings": "{A1-8.denominator: accept}"}, ["unknown_reading_value 9:30"]),
        ({"readings": "{period: previous_full_year}"}, ["reading_not_computed 9:20"]),
        ({"readings": "{period: }"}, ["empty_entry 9:12"]),
        ({"readings": "{period: [a]}"}, ["expected_value 9:20"]),
        ({"readings": "closed_all"}, ["expected_mapping 9:11"]),
        ({"policy": "none.yaml"}, ["file_not_there 9:9"]),
        (
            {"readings": "{x: y, period: y, B2-4.per_case: z}"},
            ["unknown_reading 9:12", "unknown_reading_value 9:26", "unknown_reading_value 9:44"],
        ),
    ],
)
def test_a_choice_that_cannot_be_made_is_told_in_its_place(
    tmp_path: Path, fields: dict[str, str], wrong: list[str]
) -> None:
    found, problems = batch(tmp_path, **fields)
    assert told(problems) == wrong
    assert found is None


def test_what_is_wrong_is_told_with_what_is_accepted(tmp_path: Path) -> None:
    _, problems = batch(
        tmp_path, readings="{A1-8.denominatr: a, A1-8.denominator: acepted, period: previous_full_year}"
    )
    key, value, never = ("".join(worded([problem])) for problem in problems)
    assert "是否应为“A1-8.denominator”" in key
    assert "是否应为“accepted”" in value
    assert "达成÷受理" in value
    assert "自评表只填一个统计期的数字" in never


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"format": "certify-policy/2"}, ["unknown_choice 1:9"]),
        ({"ruleset": "shandong-2024@9.9.9"}, ["unknown_ruleset 2:10"]),
        ({"title": ""}, ["required 1:1"]),
        ({"issued_on": "x", "readings": "{x: y}"}, ["not_a_date 5:12", "unknown_reading 6:12"]),
        ({"readings": ""}, ["required 1:1"]),
        ({"reading": "{}"}, ["unknown_field 7:1"]),
    ],
)
def test_what_is_wrong_with_a_policy_is_told_in_its_place(
    tmp_path: Path, changes: dict[str, str], wrong: list[str]
) -> None:
    found, problems = policy(tmp_path, **changes)
    assert found is None
    assert told(problems) == wrong
    whole, problems = batch(tmp_path, text_of(**changes), policy="policy.yaml")
    assert whole is None
    assert [problem.where for problem in problems] == [f"policy.yaml:{place.split()[1]}" for place in wrong]


def test_a_batch_and_its_policy_must_agree(tmp_path: Path) -> None:
    found, problems = batch(tmp_path, text_of(), policy="policy.yaml", readings="{A1-8.denominator: accepted}")
    assert found is None
    assert told(problems) == ["reading_chosen_twice 10:30"]
    assert "policy.yaml:6:30" in "".join(worded(problems))
    # The default, said aloud, is a choice as well.
    _, problems = batch(tmp_path, text_of(), policy="policy.yaml", readings="{A1-8.denominator: decided}")
    assert told(problems) == ["reading_chosen_twice 10:30"]


def test_a_policy_of_other_rules_is_none_for_the_batch(tmp_path: Path) -> None:
    hainan = find_ruleset("hainan-2023")
    reading = hainan.readings[0]
    other = text_of(ruleset=hainan.reference, readings=f"{{{reading.key}: {reading.default}}}")
    found, problems = batch(tmp_path, other, policy="policy.yaml")
    assert found is None
    assert told(problems) == ["policy_of_other_rules 9:9"]
    assert hainan.reference in "".join(worded(problems))


def test_rules_without_their_version_are_taken_with_a_warning(tmp_path: Path) -> None:
    found, problems = batch(tmp_path, ruleset="shandong-2024")
    assert found is not None
    assert [(problem.level, problem.code) for problem in problems] == [("warning", "ruleset_unpinned")]
    assert f"请写成 {found.rules.reference}" in "".join(worded(problems))
