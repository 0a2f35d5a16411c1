"""One submission by several rule sets: each report as alone, every fact with those that want it, and what differs."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from certify.reporting.side_by_side.shapes import SideBySideReport
from certify.rules.home import VARIABLE, criteria_home
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import DERIVED
from tests.running.calling import Called, clean, inside
from tests.running.submissions import PERSONAL, entry, ready, text

RULESETS = ("shandong-2024", "chongqing-2023")
BOTH = ",".join(RULESETS)
HOME = Path(__file__).parents[2]
PAGE = HOME / "docs" / "side-by-side.md"
FULL_TIME = "mediators.employment"
PART_TIME = {"mediators__0__employment": "part_time"}


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    return written(tmp_path)


def written(folder: Path, name: str = "a", content: Any = None, **changes: Any) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text(content or ready(name, **changes)), encoding="utf-8")
    return path


def judged(file: Path, *options: str | Path, rules: str = BOTH) -> dict[str, Any]:
    called = clean(inside("check", file, "--rules", rules, "--format", "json", *options))
    found: dict[str, Any] = json.loads(called.stdout)
    assert found["report"] == "certify-side-by-side/1"
    return found


def fact(report: dict[str, Any], path: str) -> dict[str, Any]:
    found: dict[str, Any]
    (found,) = (one for one in report["facts"] if one["fact"] == path)
    return found


def verdicts(report: dict[str, Any], path: str) -> dict[str, str | None]:
    return {side["ruleset"]: side["verdict"] for side in fact(report, path)["sides"]}


def checks_of(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {check["id"]: check for criterion in report["criteria"] for check in criterion["checks"]}


def test_each_report_is_that_of_the_rule_set_alone(submission: Path) -> None:
    found = judged(submission)
    for rules, report, side in zip(RULESETS, found["reports"], found["sides"], strict=True):
        alone = json.loads(inside("check", submission, "--rules", rules, "--format", "json").stdout)
        # Alone, a rule set of another province than the organization's is warned about.
        assert report == {**alone, "problems": []}
        assert {one["field"] for one in alone["problems"]} <= {"organization.jurisdiction"}
        assert side == {"ruleset": alone["ruleset"], "outcome": alone["outcome"], "score": alone["score"]}


def test_one_rule_set_is_the_report_of_ever(submission: Path) -> None:
    assert inside("check", submission, "--rules", RULESETS[0]).stdout == inside("check", submission).stdout


def test_the_order_is_that_of_the_call(submission: Path) -> None:
    found = judged(submission, rules=",".join(reversed(RULESETS)))
    assert [side["ruleset"]["id"] for side in found["sides"]] == list(reversed(RULESETS))


def test_every_fact_that_a_rule_set_reads_is_told_with_its_verdict(submission: Path) -> None:
    found = judged(submission)
    for id_, report in zip(RULESETS, found["reports"], strict=True):
        shown = checks_of(report)
        uses = {
            (use["id"], one["fact"]): use
            for one in found["facts"]
            for side in one["sides"]
            if side["ruleset"] == id_
            for use in side["uses"]
        }
        for check in find_ruleset(id_).checks():
            # A list is told by what is read of its rows; the type decides a scope and is always known.
            read = [path for path in check.facts if not any(other.startswith(f"{path}.") for other in check.facts)]
            for path in read:
                if not path.startswith(f"{DERIVED}.") and path != "organization.type":
                    assert uses[check.id, path]["verdict"] == shown[check.id]["declared"]


@pytest.mark.parametrize(
    ("kind", "changes", "expected"),
    [
        ("township", {}, ("met", "met")),
        ("township", PART_TIME, ("not_met", "not_met")),
        ("social_org", {}, ("met", "not_applicable")),
        ("social_org", PART_TIME, ("not_met", "not_applicable")),
    ],
)
def test_a_full_time_mediator_is_asked_of_all_in_shandong_and_of_townships_in_chongqing(
    tmp_path: Path, kind: str, changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    found = judged(written(tmp_path, organization__type=kind, **changes))
    assert verdicts(found, FULL_TIME) == dict(zip(RULESETS, expected, strict=True))
    assert fact(found, FULL_TIME)["differs"] is (len(set(expected)) > 1)


@pytest.mark.parametrize(
    ("changes", "answered"),
    [
        ({}, "yes"),
        ({"mediators__1__trainings": None}, "partly"),
        ({"mediators__0__trainings": None, "mediators__1__trainings": None}, "no"),
        ({"mediators": []}, "yes"),
        ({"mediators": None}, "no"),
    ],
)
def test_whether_a_fact_is_answered_in_all_rows(tmp_path: Path, changes: dict[str, Any], answered: str) -> None:
    found = judged(written(tmp_path, **changes))
    assert fact(found, "mediators.trainings.organizer")["answered"] == answered


def test_a_side_is_not_blamed_for_what_hangs_on_another_fact(tmp_path: Path) -> None:
    # The trainings of the second mediator are not told: whether that one is active is.
    found = judged(written(tmp_path, mediators__1__trainings=None))
    assert verdicts(found, "mediators.active") == dict.fromkeys(RULESETS, "met")
    (side,) = (one for one in fact(found, "mediators.active")["sides"] if one["ruleset"] == RULESETS[0])
    assert {use["id"]: use["hangs"] for use in side["uses"]} | {"A1-1.a": True, "A1-5.a": False} == {
        use["id"]: use["hangs"] for use in side["uses"]
    }


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 3),
        (PART_TIME, 1),
        ({"organization__type": "social_org", **PART_TIME}, 1),
        ({"premises": None, **PART_TIME}, 1),
        ({"organization__type": "nothing"}, 4),
    ],
)
def test_the_exit_status_is_the_worst(tmp_path: Path, changes: dict[str, Any], status: int) -> None:
    file = written(tmp_path, **changes)
    statuses = [inside("check", file, "--rules", rules).returncode for rules in RULESETS]
    assert inside("check", file, "--rules", BOTH).returncode == status
    assert status in statuses
    order = (0, 3, 1, 4)
    assert order.index(status) == max(order.index(one) for one in statuses)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (f"{RULESETS[0]},", ["第 2 处"]),
        (f",{RULESETS[0]}", ["第 1 处"]),
        (f"{RULESETS[0]},{RULESETS[0]}", [f"{RULESETS[0]} 写了 2 次"]),
        (f"{RULESETS[0]},{RULESETS[0]}@1.0.0", [f"{RULESETS[0]} 写了 2 次"]),
        (f"nope,,{RULESETS[0]},{RULESETS[0]},shandong-2042", ["nope", "第 2 处", "2 次", "shandong-2042", "是否应为"]),
        (f"{RULESETS[0]}，nope", ["nope"]),
        (",", ["第 1 处", "第 2 处"]),
    ],
)
def test_everything_that_is_wrong_with_the_rules_is_said(submission: Path, rules: str, said: list[str]) -> None:
    for command in (("check", submission), ("form", "-o", submission.with_name("f.xlsx"))):
        called = clean(inside(*command, "--rules", rules))
        assert called.returncode == 2
        assert called.stdout == ""
        assert all(part in called.stderr for part in said), called.stderr


def test_the_returned_form_is_for_all_rule_sets(tmp_path: Path) -> None:
    file, target = written(tmp_path, **PART_TIME), tmp_path / "back.xlsx"
    called = clean(inside("check", file, "--rules", BOTH, "-o", target))
    assert (called.returncode, called.stderr) == (1, "")
    rows = CalamineWorkbook.from_path(target).get_sheet_by_name("退回整改").to_python()
    said = "\n".join(str(cell) for row in rows for cell in row)
    assert all(word in said for word in ("A1-1.a", "CQ-STAFF-1.a", "CQ-LINK-1.a", *RULESETS))
    assert said.count("红色格须整改") == 1
    # What goes back reads as what came in.
    before, after = judged(file), judged(target)
    assert [fact["sides"] for fact in after["facts"]] == [fact["sides"] for fact in before["facts"]]
    assert [side["outcome"] for side in after["sides"]] == [side["outcome"] for side in before["sides"]]


def test_what_is_wrong_is_told_once_in_the_returned_form(tmp_path: Path) -> None:
    file, target = written(tmp_path, cases__accepted="x"), tmp_path / "back.xlsx"
    assert clean(inside("check", file, "--rules", BOTH, "-o", target)).returncode == 4
    rows = CalamineWorkbook.from_path(target).get_sheet_by_name("退回整改").to_python()
    found = [row for row in rows if "受理" in str(row)]
    assert len(found) == 1


def reviewed(folder: Path, *checks: str) -> Path:
    path = folder / "r.yaml"
    path.write_text(text({"organization": "a", "entries": [entry(check) for check in checks]}), encoding="utf-8")
    return path


def test_an_entry_goes_to_the_rule_set_that_has_its_sub_check(submission: Path) -> None:
    found = judged(submission, "--review", reviewed(submission.parent, "B1-1.b", "CQ-STAFF-2.b"))
    shandong, chongqing = (checks_of(report) for report in found["reports"])
    assert found["track"] == "verified"
    assert shandong["B1-1.b"]["verified"] == chongqing["CQ-STAFF-2.b"]["verified"] == "met"
    assert {check["id"] for checks in (shandong, chongqing) for check in checks.values() if check["entry"]} == {
        "B1-1.b",
        "CQ-STAFF-2.b",
    }


def test_an_entry_that_no_rule_set_has_is_an_error(submission: Path) -> None:
    review = reviewed(submission.parent, "B1-1.b", "HI-6-3.a")
    called = clean(inside("check", submission, "--rules", BOTH, "--format", "json", "--review", review))
    assert called.returncode == 4
    found = json.loads(called.stdout)
    assert [problem["where"].partition(":")[0] for problem in found["problems"]] == ["r.yaml"]
    assert {side["outcome"] for side in found["sides"]} == {"invalid"}
    assert found["facts"] == []


def everything(file: Path, rules: str = BOTH) -> dict[tuple[str, str], Called]:
    return {
        (form, lang): clean(inside("check", file, "--rules", rules, "--format", form, "--lang", lang))
        for form in ("text", "json", "md", "html")
        for lang in ("zh", "en")
    }


@pytest.mark.parametrize("changes", [{}, {"organization__type": "nothing"}], ids=["judged", "invalid"])
def test_all_formats_say_the_same_twice_and_name_nobody(tmp_path: Path, changes: dict[str, Any]) -> None:
    file = written(tmp_path, **changes)
    once, again = everything(file), everything(file)
    for key, called in once.items():
        assert called.stdout == again[key].stdout
        assert called.stderr == ""
        assert not [word for word in PERSONAL if word in called.stdout]
        for rules in RULESETS:
            assert rules in called.stdout


def test_the_page_is_one_file_whose_links_lead_somewhere(submission: Path) -> None:
    page = inside("check", submission, "--rules", BOTH, "--format", "html").stdout
    anchors = re.findall(r'\bid="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    links = re.findall(r'href="([^"]+)"', page)
    assert links
    assert {link for link in links if link.removeprefix("#") not in anchors} == set()
    assert not re.search(r"(src|href)=.https?:", page)
    assert page.count("<main") == page.count("</main>") == 1
    assert page.count("<h1") == 1


def test_headings_of_the_reports_stand_below_those_of_the_comparison(submission: Path) -> None:
    said = inside("check", submission, "--rules", BOTH, "--format", "md").stdout
    assert len(re.findall(r"^# ", said, re.MULTILINE)) == 1


def test_the_schema_is_that_of_the_report(submission: Path) -> None:
    schema = json.loads(inside("schema", "side-by-side-report").stdout)
    assert schema["title"] == SideBySideReport.__name__
    assert set(schema["required"]) <= set(judged(submission))


def test_all_rule_sets_at_once(submission: Path) -> None:
    every = "shandong-2024,hainan-2023,chongqing-2023,sichuan-2023,henan-2023"
    found = judged(submission, rules=every)
    assert [side["ruleset"]["id"] for side in found["sides"]] == every.split(",")
    outcomes = {side["outcome"] for side in found["sides"] if side["ruleset"]["purpose"] == "monitoring"}
    assert outcomes <= {"ready", "not_ready", "incomplete", "not_applicable"}


@pytest.mark.parametrize("rules", [*RULESETS, BOTH])
@pytest.mark.parametrize("jurisdiction", ["370102", "500101"])
def test_a_unit_of_any_province_is_known(tmp_path: Path, rules: str, jurisdiction: str) -> None:
    file = written(tmp_path, content=ready("a", jurisdiction))
    found = json.loads(inside("check", file, "--rules", rules, "--format", "json").stdout)
    elsewhere = rules != BOTH and (jurisdiction == "370102") != rules.startswith("shandong")
    assert [one["field"] for one in found["problems"]] == ["organization.jurisdiction"] * elsewhere
    assert (
        found["organization"]["jurisdiction_label"]
        == {"370102": "济南市历下区", "500101": "重庆市万州区"}[jurisdiction]
    )


@pytest.mark.parametrize("rules", [*RULESETS, BOTH])
def test_a_name_is_looked_for_in_the_region_of_the_rules(tmp_path: Path, rules: str) -> None:
    file = written(tmp_path, content=ready("a", "历下区"))
    found = json.loads(inside("check", file, "--rules", rules, "--format", "json").stdout)
    (problem,) = found["problems"]
    assert problem["level"] == "warning"
    assert ("370102" in problem["fix"] + problem["message"]) is (RULESETS[0] in rules)


def test_evidence_may_be_for_the_sub_checks_of_any_rule_set(tmp_path: Path) -> None:
    evidence = [{"id": "E1", "kind": "photo", "ref": "门牌", "covers": ["B1-1.b", "CQ-ROSTER-1.a"]}]
    found = judged(written(tmp_path, evidence=evidence))
    shandong, chongqing = (checks_of(report) for report in found["reports"])
    assert [one["id"] for one in shandong["B1-1.b"]["attached"]] == ["E1"]
    assert [one["id"] for one in chongqing["CQ-ROSTER-1.a"]["attached"]] == ["E1"]


POLICY = """format: certify-policy/1
ruleset: shandong-2024@1.0.0
title: 示例通知
issued_by: 示例省人力资源和社会保障厅
issued_on: 2025-01-02
readings:
  A2-5.linkage: {value}
"""


def test_a_policy_may_stand_among_the_rules(submission: Path) -> None:
    policy = submission.with_name("policy.yaml")
    policy.write_text(POLICY.format(value="used"), encoding="utf-8")
    found = judged(submission, rules=f"chongqing-2023,{policy}")
    assert [side["ruleset"]["id"] for side in found["sides"]] == ["chongqing-2023", "shandong-2024"]
    assert found["sides"][1]["ruleset"]["readings"]["A2-5.linkage"] == "used"


def test_a_policy_that_is_wrong_stops_the_judging(submission: Path) -> None:
    policy = submission.with_name("policy.yaml")
    policy.write_text(POLICY.format(value="nope"), encoding="utf-8")
    for rules in (f"chongqing-2023,{policy}", f"{policy},{policy}"):
        found = judged(submission, rules=rules)
        assert [problem["where"].partition(":")[0] for problem in found["problems"]][:1] == ["policy.yaml"]
        assert {report["outcome"] for report in found["reports"]} == {"invalid"}
        assert {called.returncode for called in everything(submission, rules).values()} == {4}
    lacking = clean(inside("check", submission, "--rules", f"chongqing-2023,{policy.with_name('nowhere.yaml')}"))
    assert lacking.returncode == 2


def test_rules_that_are_not_asked_for_are_not_loaded(tmp_path: Path) -> None:
    criteria = tmp_path / "criteria"
    shutil.copytree(criteria_home(), criteria)
    (criteria / "draft-2030").mkdir()
    (criteria / "draft-2030" / "1.0.0.yaml").write_text("no rules at all", encoding="utf-8")
    for name, covers, status in (("a", ["B1-1.b", "CQ-ROSTER-1.a"], 0), ("b", ["ZZ-1"], 4)):
        file = written(tmp_path, name, evidence=[{"id": "E1", "covers": covers}])
        assert clean(inside("check", file, **{VARIABLE: str(criteria)})).returncode == status


BLOCK = re.compile(r"```text\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"\$ certify (.*)\n")


def test_what_the_docs_show_is_what_comes_out() -> None:
    said = ""
    blocks = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        command = COMMAND.match(block)
        if command is not None:
            words = [str(HOME / word) if word.startswith("submissions/") else word for word in command[1].split()]
            said = inside(*words).stdout
        assert COMMAND.sub("", block) in said


def test_an_option_given_twice_names_both_rule_sets(submission: Path) -> None:
    options = ("check", submission, "--format", "json", "--rules")
    together = inside(*options, BOTH).stdout
    first, second = BOTH.split(",")
    assert inside(*options, first, "--rules", second).stdout == together


def test_what_hangs_on_a_fact_is_marked_where_there_is_no_bold_type(tmp_path: Path) -> None:
    file = written(tmp_path, **PART_TIME)
    (side,) = (one for one in fact(judged(file), FULL_TIME)["sides"] if one["ruleset"] == "chongqing-2023")
    hanging = {use["id"]: use["hangs"] for use in side["uses"]}
    assert {True, False} == {*hanging.values()}
    said = clean(inside("check", file, "--rules", BOTH)).stdout
    start = said.index(FULL_TIME)
    line = next(line for line in said[start:].splitlines() if "chongqing-2023" in line)
    for name, hangs in hanging.items():
        assert (f"{name}*" in line) is hangs


@pytest.mark.parametrize(("path", "user"), [("organization.type", "CQ-STAFF-1.a"), ("assessment.as_of", "HI-PUB-1.a")])
def test_what_a_rule_rests_on_without_naming_it_is_among_its_facts(submission: Path, path: str, user: str) -> None:
    found = fact(judged(submission, rules=f"{BOTH},hainan-2023"), path)
    assert user in [use["id"] for side in found["sides"] for use in side["uses"] if use["decides"]]
