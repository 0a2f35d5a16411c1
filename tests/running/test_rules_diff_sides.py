"""What the sides of a comparison of rule sets are called, that every part is counted, and policies as sides."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.rules.versions import Change, Criteria, with_check, with_default
from tests.running.calling import Called, Folder, clean, inside

FIRST, SECOND = "shandong-2024@1.0.0", "shandong-2024@1.1.0"
POLICY = """format: certify-policy/1
title: 《关于统一口径的通知》
issued_by: 示例厅
issued_on: 2025-01-01
ruleset: shandong-2024@1.0.0
readings:
  B2-4.per_case: required
"""


def diff(criteria: Criteria, *sides: str | Path, form: str = "json", lang: str = "zh") -> Called:
    options = ("--format", form, "--lang", lang)
    called = clean(inside("rules", "diff", *sides, *options, CERTIFY_CRITERIA=str(criteria.home)))
    assert called.returncode == 0, called.stderr
    return called


def reported(criteria: Criteria, *sides: str | Path, lang: str = "zh") -> dict[str, Any]:
    return json.loads(diff(criteria, *sides, lang=lang).stdout)  # type: ignore[no-any-return]


@pytest.fixture
def criteria(tmp_path: Path) -> Criteria:
    made = Criteria(tmp_path / "criteria")
    made.put()
    return made


def test_the_same_rule_set_is_said_to_be_the_same(criteria: Criteria) -> None:
    assert "同一套规则" in reported(criteria, FIRST, FIRST)["relation_label"]


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_a_draft_is_named_by_its_file(criteria: Criteria, tmp_path: Path, form: str) -> None:
    other = Criteria(tmp_path / "drafts")
    other.put(with_default("B2-4.per_case", "required"))
    draft = other.home / "shandong-2024" / "1.0.0.yaml"
    report = reported(criteria, FIRST, draft)
    assert (report["before_name"], report["after_name"]) == (FIRST, str(draft))
    assert "同一个版本号" in report["relation_label"]
    assert "1.0.0.yaml" in "".join(diff(criteria, FIRST, draft, form=form).stdout.split())


def test_every_part_is_counted(criteria: Criteria) -> None:
    def more(content: dict[str, Any]) -> None:
        content["title"]["zh"] = "另一个题目"
        content["criteria"][0]["text"] += "甲"

    criteria.put(more, with_default("B2-4.per_case", "required"), version="1.1.0", succeeds=FIRST)
    parts = reported(criteria, FIRST, SECOND)["counts"]["parts"]
    assert parts["head"]["editorial"] == 1
    assert parts["readings"]["substantive"] == 1
    assert parts["criteria"]["clarifying"] == 1
    assert parts["checks"]["substantive"] >= 1


ENGLISH: Change = with_check("B1-1.c", remedy={"zh": "示例", "en": "Something else altogether"})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_changed_in_english_only_is_shown_in_english(criteria: Criteria, lang: str) -> None:
    criteria.put(with_check("B1-1.c", remedy={"zh": "示例", "en": "Something"}))
    criteria.put(ENGLISH, version="1.1.0", succeeds=FIRST)
    (one,) = reported(criteria, FIRST, SECOND, lang=lang)["criteria"]
    (change,) = one["checks"][0]["changes"]
    assert (change["before"], change["after"]) == (["Something"], ["Something else altogether"])
    assert ("只改英文" in change["label"]) == (lang == "zh")


def test_a_policy_is_a_side_under_its_readings(criteria: Criteria, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY, encoding="utf-8")
    report = reported(criteria, FIRST, policy)
    changed = [check for one in report["criteria"] for check in one["checks"]]
    assert changed
    assert {change["aspect"] for check in changed for change in check["changes"]} == {"reading.B2-4.per_case"}
    (chosen,) = report["after"]["readings_chosen"]
    assert chosen["by"] == "政策文件《关于统一口径的通知》（示例厅，2025-01-01）"
    policy.write_text(POLICY.replace("示例厅", "13800138000"), encoding="utf-8")
    (chosen,) = reported(criteria, FIRST, policy)["after"]["readings_chosen"]
    assert chosen["by"] == "政策文件《关于统一口径的通知》（***，2025-01-01）"


def test_a_policy_with_mistakes_is_told_where_they_are(criteria: Criteria, tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY.replace("required", "nonsense"), encoding="utf-8")
    called = clean(inside("rules", "diff", FIRST, policy, CERTIFY_CRITERIA=str(criteria.home)))
    assert called.returncode != 0
    assert "policy.yaml:7:" in called.stderr


def test_a_folder_for_a_policy_is_told_at_its_place_and_in_order(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    (folder.home / "policies").mkdir()
    folder.write(policy="policies", as_of="2025-13-01", quota={"cities": {"不存在的市": 1}})
    called = clean(folder.run())
    places = [line.partition(" ")[0] for line in called.stderr.splitlines() if line.startswith(("batch.yaml", "/"))]
    lines = [int(place.rstrip(":：").split(":")[1]) for place in places if "batch.yaml" in place]
    assert lines == sorted(lines)
    assert "policies" in called.stderr
    assert called.returncode == 4
