"""Rule sets for monitoring: judged like any other, and no report of theirs speaks of recommending or recognizing."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from certify.rules.load import available_rulesets, find_ruleset
from tests.running.calling import Called, Folder, clean, inside
from tests.running.submissions import text

MONITORING = [name for name in available_rulesets() if find_ruleset(name).purpose == "monitoring"]
UNITS = {"chongqing": "500103", "hainan": "460105", "sichuan": "510104", "henan": "410102"}
FORBIDDEN = re.compile(r"推荐|认定|评查|得分|recommend|recogni[sz]", re.IGNORECASE)
HEADER = {"period": {"start": "2025-01-01", "end": "2025-10-31"}, "as_of": "2025-10-31"}


def submission(name: str, unit: str, **blocks: Any) -> dict[str, Any]:
    who = {"id": name, "name": f"示例{name}调解中心", "type": "township", "jurisdiction": unit}
    return {"organization": who, "assessment": HEADER, **blocks}


def batch(home: Path, reference: str, **fields: Any) -> Folder:
    (home / "submissions").mkdir(parents=True)
    content = {"id": "m-1", "title": "工作监测（示例）", "ruleset": reference, **HEADER, **fields}
    (home / "batch.yaml").write_text(text(content), encoding="utf-8")
    return Folder(home)


def everything_said(folder: Path) -> dict[str, str]:
    said = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.suffix in (".html", ".json", ".jsonl", ".csv")
    }
    for path in folder.rglob("*.xlsx"):
        book = CalamineWorkbook.from_path(path)
        rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
        said[path.name] = "\n".join(str(cell) for row in rows for cell in row)
    return said


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("reference", MONITORING)
def test_no_report_of_a_batch_speaks_of_acts(tmp_path: Path, reference: str, lang: str) -> None:
    unit = UNITS[find_ruleset(reference).region]
    folder = batch(tmp_path / "batch", reference)
    one = submission("a", unit, mediators=[{"id": "M1", "employment": "part_time", "active": True}])
    folder.submit("a", one, {"organization": "a", "entries": []})
    folder.submit("b", submission("b", unit))
    (folder.submissions / "c.yaml").write_text("organization: [", encoding="utf-8")
    called = clean(folder.run("--lang", lang))
    assert called.returncode == 4
    said = everything_said(folder.out)
    assert {"index.html", "batch.json", "汇总表.xlsx"} <= said.keys()
    said["on the terminal"] = called.stdout + called.stderr
    for name, content in said.items():
        assert not FORBIDDEN.search(content), (name, FORBIDDEN.search(content))
    report = folder.report()
    assert report["report"] == "certify-batch-monitoring/1"
    assert {row["file"] for row in report["organizations"]} == {"a.yaml", "b.yaml"}
    assert [row["file"] for row in report["invalid"]] == ["c.yaml"]
    assert {row["outcome"] for row in report["organizations"]} <= {"ready", "not_ready", "incomplete", "not_applicable"}


@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("reference", MONITORING)
def test_no_check_speaks_of_acts(tmp_path: Path, reference: str, form: str, lang: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text(submission("a", UNITS[find_ruleset(reference).region])), encoding="utf-8")
    review = tmp_path / "a.review.yaml"
    review.write_text(text({"organization": "a", "entries": []}), encoding="utf-8")
    options: tuple[tuple[str | Path, ...], ...] = ((), ("--review", review))
    for more in options:
        called = clean(inside("check", path, "--rules", reference, "--format", form, "--lang", lang, *more))
        assert called.stdout
        assert not FORBIDDEN.search(called.stdout), FORBIDDEN.search(called.stdout)


def checked(path: Path, reference: str) -> tuple[int, dict[str, Any]]:
    called = clean(inside("check", path, "--rules", reference, "--format", "json"))
    return called.returncode, json.loads(called.stdout)


def test_what_is_advisory_is_shown_and_fails_nobody(tmp_path: Path) -> None:
    full = {"id": "M1", "employment": "full_time", "active": True}
    path = tmp_path / "a.yaml"
    content = submission(
        "a",
        UNITS["chongqing"],
        mediators=[full],
        agreements={"made": 2},
        performance={"notices_issued": 0},
        roster={"maintained": False},
        confirmation_guidance={"guided": 2},
    )
    path.write_text(text(content), encoding="utf-8")
    status, report = checked(path, "chongqing-2023")
    clauses = {one["id"]: one for one in report["criteria"]}
    failed = [one["id"] for one in report["criteria"] if one["verdict"] == "not_met"]
    assert failed
    assert all(clauses[one]["advisory"] and clauses[one]["checks"][0]["advisory"] for one in failed)
    assert (status, report["outcome"]) == (0, "ready")
    assert report["score"]["total"]["not_met"] == 0
    assert report["score"]["total"]["applicable"] == sum(
        not one["advisory"] and one["verdict"] != "not_applicable" for one in report["criteria"]
    )
    assert not [one for one in report["actions"] if clauses[one["check"].rpartition(".")[0]]["advisory"]]


def test_what_is_asked_of_other_types_does_not_apply(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text(submission("a", UNITS["chongqing"])), encoding="utf-8")
    _, report = checked(path, "chongqing-2023")
    center = next(one for one in report["criteria"] if one["id"] == "CQ-CENTER-1")
    assert center["verdict"] == "not_applicable"
    assert center["checks"][0]["reason"] == "不涉及这类组织"


def test_days_of_acts_have_no_place_in_monitoring(tmp_path: Path) -> None:
    folder = batch(tmp_path / "batch", MONITORING[0], recommend_by="2025-10-31", quota={"units": []})
    called = clean(folder.run())
    assert called.returncode == 0
    problems = folder.report()["problems"]
    assert {(one["level"], one["field"]) for one in problems} >= {("warning", "recommend_by"), ("warning", "quota")}


def test_one_for_another_period_or_sent_twice_does_not_count(tmp_path: Path) -> None:
    folder = batch(tmp_path / "batch", "chongqing-2023@1.0.0")
    other = submission("a", UNITS["chongqing"])
    other["assessment"] = {"period": {"start": "2024-01-01", "end": "2024-12-31"}, "as_of": "2025-10-31"}
    folder.submit("a", other)
    folder.submit("b", submission("b", UNITS["chongqing"]))
    folder.submit("b2", submission("b", UNITS["chongqing"], roster={"maintained": True}))
    clean(folder.run())
    report = folder.report()
    assert {row["file"]: row["counts"] for row in report["organizations"]} == {
        "a.yaml": False,
        "b.yaml": False,
        "b2.yaml": False,
    }
    assert sum(city["organizations"] for city in report["cities"]) == 0
    assert report["clauses"][0]["missing"] + report["clauses"][0]["not_met"] == 0


def test_where_nothing_binds_the_type_nobody_is_called_good(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text(submission("a", UNITS["henan"])), encoding="utf-8")
    status, report = checked(path, "henan-2023")
    assert (status, report["outcome"]) == (0, "not_applicable")
    assert report["score"]["total"]["applicable"] == 0
    called = clean(inside("check", path, "--rules", "henan-2023"))
    assert "没有对这类组织的硬性要求" in called.stdout
    assert "没有发现未落实" not in called.stdout


def test_a_notice_says_that_a_submission_does_not_count(tmp_path: Path) -> None:
    folder = batch(tmp_path / "batch", "chongqing-2023@1.0.0")
    other = submission("a", UNITS["chongqing"], mediators=[])
    other["assessment"] = {"period": {"start": "2024-01-01", "end": "2024-12-31"}, "as_of": "2025-10-31"}
    folder.submit("a", other)
    clean(folder.run())
    notice = (folder.out / "notices" / "a.html").read_text(encoding="utf-8")
    assert "没有计入本批次的数字" in notice
    assert "整改通知" not in notice


@pytest.mark.parametrize(
    ("as_of", "unit", "codes"),
    [
        ("2025-10-31", "500103", []),
        ("2025-10-31", "460105", ["organization.jurisdiction"]),
        ("2023-12-21", "500103", ["assessment.as_of"]),
        ("2023-12-22", "500103", []),
    ],
)
def test_what_does_not_fit_the_rules_is_warned_about(tmp_path: Path, as_of: str, unit: str, codes: list[str]) -> None:
    content = submission("a", unit)
    content["assessment"] = {"period": {"start": "2023-01-01", "end": as_of}, "as_of": as_of}
    path = tmp_path / "a.yaml"
    path.write_text(text(content), encoding="utf-8")
    _, report = checked(path, "chongqing-2023")
    assert [one["field"] for one in report["problems"]] == codes


@pytest.mark.parametrize(("command", "status"), [("coverage", 4), ("batch", 2)])
def test_what_monitoring_has_nothing_for_is_said(tmp_path: Path, command: str, status: int) -> None:
    folder = batch(tmp_path / "batch", MONITORING[0])
    more = ["--word"] if command == "batch" else []
    called: Called = clean(inside(command, folder.home, "-o", tmp_path / "out", *more))
    assert called.returncode == status
    assert "工作监测" in called.stderr
    assert not (tmp_path / "out").exists()
