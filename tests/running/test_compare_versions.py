"""Runs by two versions of a rule set compared: a sub-check that only changed its id is the same, its entries too."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.rules.versions import Change, Criteria, copied, move, with_threshold, without
from tests.running.calling import Folder, clean, inside
from tests.running.submissions import ready, review

FIRST, SECOND = "shandong-2024@1.0.0", "shandong-2024@1.1.0"
RENAMED: tuple[Change, ...] = (copied("B1-1.c", "B1-1.d"), without("B1-1.c"))


def reviewed(name: str, ruleset: str, met: str = "met") -> dict[str, Any]:
    content = review(name)
    for entry in content["entries"]:
        if entry["check"] == "B1-1.c":
            entry["check"], entry["outcome"] = ("B1-1.c" if ruleset == FIRST else "B1-1.d"), met
    return content


def compared(tmp_path: Path, *changes: Change, after: str = "met") -> dict[str, Any]:
    criteria = Criteria(tmp_path / "criteria")
    criteria.put()
    criteria.put(*RENAMED, *changes, version="1.1.0", succeeds=FIRST, moves=[move("B1-1.c", "B1-1.d")])
    for version, met in ((FIRST, "met"), (SECOND, after)):
        folder = Folder(tmp_path / version, ruleset=version)
        seventy = ready("a", assessment__ruleset=version, cases__agreed=7, cases__failed=3, reported__agreed=7)
        folder.submit("a", seventy, reviewed("a", version, met))
        clean(inside(*folder.command(), CERTIFY_CRITERIA=str(criteria.home)))
    runs = [tmp_path / version / "out" for version in (FIRST, SECOND)]
    called = clean(inside("compare", *runs, "--format", "json", CERTIFY_CRITERIA=str(criteria.home)))
    assert called.returncode == 0, called.stderr
    return json.loads(called.stdout)  # type: ignore[no-any-return]


def test_another_id_is_no_change(tmp_path: Path) -> None:
    report = compared(tmp_path)
    assert (report["organizations"], report["summary"]["same"]) == ([], 1)


def test_entries_count_under_the_other_rules_by_their_id_there(tmp_path: Path) -> None:
    (one,) = compared(tmp_path, with_threshold(75))["organizations"]
    assert one["explanations"] == [["rules"]]
    assert [(check["id"], check["explanations"]) for check in one["checks"]] == [("A1-8.a", [["rules"]])]
    assert one["changed"] == ["rules"]
    assert one["entries"] == []


@pytest.mark.parametrize("changes", [(), (with_threshold(60),)])
def test_a_changed_entry_is_the_review_s_under_either_id(tmp_path: Path, changes: tuple[Change, ...]) -> None:
    (one,) = compared(tmp_path, *changes, after="not_met")["organizations"]
    assert one["explanations"] == [["review"]]
    assert [(check["id"], check["before"], check["after"]) for check in one["checks"]] == [("B1-1.d", "met", "not_met")]
    assert [(entry["check"], entry["decides"]) for entry in one["entries"]] == [("B1-1.d", True)]


def test_a_part_of_a_split_is_not_what_bore_its_id(tmp_path: Path) -> None:
    criteria = Criteria(tmp_path / "criteria")
    criteria.put()
    split = move("B1-1.c", "B1-1.c B1-1.d")
    criteria.put(copied("B1-1.c", "B1-1.d"), version="1.1.0", succeeds=FIRST, moves=[split])
    for version in (FIRST, SECOND):
        folder = Folder(tmp_path / version, ruleset=version)
        folder.submit("a", ready("a", assessment__ruleset=version), review("a"))
        clean(inside(*folder.command(), CERTIFY_CRITERIA=str(criteria.home)))
    runs = [tmp_path / version / "out" for version in (FIRST, SECOND)]
    report = json.loads(clean(inside("compare", *runs, "--format", "json", CERTIFY_CRITERIA=str(criteria.home))).stdout)
    assert report["problems"] == []
    (one,) = report["organizations"]
    assert {check["id"]: (check["before"] is None, check["after"] is None) for check in one["checks"]} == {
        "B1-1.c@1.0.0": (False, True),
        "B1-1.c": (True, False),
        "B1-1.d": (True, False),
    }
