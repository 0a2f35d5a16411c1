"""`certify what-if`: the verdict under assumed facts, marked as such in every format, and no way into a batch."""

import json
from pathlib import Path
from typing import Any

import pytest

from certify.judging.outcomes import Verdict
from tests.running.calling import Called, Folder, clean, inside
from tests.running.submissions import PERSONAL, RULES, Content, ready, review, text

MARK, ENGLISH = "假设测算", "what-if, assumed facts"
Report = dict[str, Any]


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    return written(tmp_path / "a.yaml", ready("a", equipment__computers=0))


def written(path: Path, content: Content) -> Path:
    path.write_text(text(content), encoding="utf-8")
    return path


def asked(*arguments: str | Path) -> tuple[Called, Report]:
    called = clean(inside("what-if", *arguments, "--format", "json"))
    found: Report = json.loads(called.stdout)
    return called, found


def test_the_verdict_before_and_under_the_assumption_stands_with_what_changes(submission: Path) -> None:
    called, found = asked(submission, "--set", "equipment.computers=2")
    assert (found["report"], found["assumed"], found["mark"]) == ("certify-what-if/1", True, MARK)
    assert (found["before"]["outcome"], found["after"]["outcome"]) == ("not_ready", "ready")
    assert called.returncode == 0
    (assumption,) = found["assumptions"]
    assert (assumption["fact"], assumption["computed"]) == ("equipment.computers", False)
    assert (assumption["before"], assumption["after"]) == ("0台", "2台")
    (change,) = found["checks"]
    assert (change["before"], change["after"]) == ("not_met", "met")
    assert [one["after"] for one in found["clauses"]] == ["needs_review"] or found["clauses"][0]["after"] == "met"
    assert found["remaining"][0]["failed"]["count"] == 0
    assert found["nearest"] is None


def test_the_report_of_what_is_judged_equals_that_of_a_submission_with_the_facts_as_assumed(tmp_path: Path) -> None:
    first = written(tmp_path / "a.yaml", ready("a"))
    second = written(tmp_path / "b.yaml", ready("a", cases__agreed=3, cases__failed=7, agreements__made=None))
    _, found = asked(first, "--set", "cases.agreed=3", "--set", "cases.failed=7", "--set", "agreements.made=")
    plain = json.loads(clean(inside("check", second, "--format", "json")).stdout)
    assert found["after"] == {"outcome": plain["outcome"], "score": plain["score"]}


def test_a_review_counts_under_assumptions_too(tmp_path: Path) -> None:
    path = written(tmp_path / "a.yaml", ready("a", commissioned__court_cases=0))
    reviewed = written(tmp_path / "a.review.yaml", review("a"))
    called, found = asked(path, "--review", reviewed, "--nearest", "--set", "commissioned.court_cases=1")
    assert (found["before"]["outcome"], found["after"]["outcome"]) == ("not_recommendable", "recommendable")
    assert called.returncode == 0
    (nearest,), (remaining,) = found["nearest"], found["remaining"]
    assert (nearest["failed"]["count"], nearest["failed"]["own"], nearest["open"]["count"]) == (1, [], 0)
    assert [one["depends_on"] for one in nearest["failed"]["others"]["court"]] == ["court"]
    assert remaining["failed"]["count"] == remaining["open"]["count"] == 0


def test_nearest_alone_assumes_nothing(submission: Path) -> None:
    called, found = asked(submission, "--nearest")
    assert called.returncode == 1
    assert found["assumptions"] == []
    assert found["before"] == found["after"]
    (nearest,) = found["nearest"]
    assert [one["verdict"] for one in nearest["failed"]["own"]] == ["not_met"]
    waiting = {check.id for check in RULES.checks() if check.kind != "auto"}
    listed = [*nearest["open"]["own"], *(one for part in nearest["open"]["others"].values() for one in part)]
    assert {one["check"] for one in listed} | {nearest["failed"]["own"][0]["check"]} == waiting
    assert {one["verdict"] for one in listed} == {Verdict.NEEDS_REVIEW}


@pytest.mark.parametrize("form", ["text", "md", "html"])
@pytest.mark.parametrize(("lang", "mark"), [("zh", MARK), ("en", ENGLISH)])
@pytest.mark.parametrize("assumption", ["equipment.computers=2", "cases.agreed=99", "nothing=1"])
def test_every_format_bears_the_mark_at_its_top_and_at_every_heading(
    submission: Path, form: str, lang: str, mark: str, assumption: str
) -> None:
    called = clean(inside("what-if", submission, "--set", assumption, "--nearest", "--format", form, "--lang", lang))
    lines = called.stdout.splitlines()
    if form == "text":
        assert mark in "".join(lines[:3])
        heads = [line for line in lines if line.startswith(("【", "("))]
    elif form == "md":
        assert mark in lines[0]
        heads = [line for line in lines if line.startswith("#")]
    else:
        assert f"<title>{mark}" in called.stdout
        assert mark in called.stdout.partition("<body>")[2][:200]
        heads = [line for line in lines if line.startswith("<h2>")]
    assert heads
    assert all(mark in line for line in heads)
    assert mark in "".join(lines[-6:])
    assert (MARK in called.stdout) == (lang == "zh")


def test_no_report_says_who_a_person_is(submission: Path) -> None:
    for form in ("text", "md", "html", "json"):
        said = inside("what-if", submission, "--set", "mediators[0].name=范进", "--nearest", "--format", form).stdout
        for name in (*PERSONAL, "范进"):
            assert name not in said


@pytest.mark.parametrize("name", ["a.json", "a.what-if.json"])
def test_a_what_if_report_in_a_batch_is_refused_as_a_submission(tmp_path: Path, name: str) -> None:
    folder = Folder(tmp_path / "batch")
    path = folder.recommendable("b")
    options = ("what-if", path, "--set", "equipment.computers=2", "-o")
    assert clean(inside(*options, folder.submissions / name)).returncode == 2
    clean(inside(*options, tmp_path / name))
    (tmp_path / name).rename(folder.submissions / name)
    assert clean(folder.run()).returncode == 4
    found = folder.report()
    assert [one["file"] for one in found["organizations"]] == ["b.yaml"]
    assert [one["file"] for one in found["invalid"]] == [name]


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_no_format_of_the_report_reads_as_a_submission(tmp_path: Path, submission: Path, form: str) -> None:
    said = inside("what-if", submission, "--set", "equipment.computers=2", "--format", form).stdout
    for ending in ("yaml", "json"):
        copied = tmp_path / f"copied.{ending}"
        copied.write_text(said, encoding="utf-8")
        called = clean(inside("check", copied, "--format", "json"))
        assert called.returncode == 4
        assert json.loads(called.stdout)["outcome"] == "invalid"


@pytest.mark.parametrize(
    "mark", [{"assumed": True}, {"report": "certify-what-if/1"}, {"mark": MARK}, {"assumptions": []}]
)
def test_a_submission_that_carries_a_mark_of_what_if_is_refused(tmp_path: Path, mark: Content) -> None:
    path = written(tmp_path / "a.yaml", {**mark, **ready("a")})
    assert clean(inside("check", path)).returncode == 4
    called, found = asked(path, "--nearest")
    assert called.returncode == 4
    assert (found["before"]["outcome"], found["assumed"]) == ("invalid", True)


@pytest.mark.parametrize("name", ["w.yaml", "w.yml", "w.xlsx", "w.csv", "w.ods"])
def test_no_what_if_is_written_to_a_file_of_the_kinds_that_are_read(submission: Path, name: str) -> None:
    called = clean(inside("what-if", submission, "--nearest", "-o", submission.with_name(name)))
    assert (called.returncode, called.stdout) == (2, "")
    assert not submission.with_name(name).exists()


def test_what_if_is_not_written_over_its_inputs(tmp_path: Path) -> None:
    path = written(tmp_path / "a.json", ready("a"))
    before = path.read_bytes()
    assert clean(inside("what-if", path, "--nearest", "-o", path)).returncode == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "said"),
    [((), "--set"), (("--set", "cases.agreed=8", "--rules", "none"), "none"), (("--nearest", "--review", "no"), "no")],
)
def test_a_call_that_asks_nothing_or_names_what_is_not_there_is_told(
    submission: Path, options: tuple[str, ...], said: str
) -> None:
    called = clean(inside("what-if", submission, *options))
    assert (called.returncode, called.stdout) == (2, "")
    assert said in called.stderr


def test_a_folder_is_refused(submission: Path) -> None:
    assert clean(inside("what-if", submission.parent, "--nearest")).returncode == 2


def test_assumptions_that_contradict_are_errors_and_nothing_is_concluded(submission: Path) -> None:
    called, found = asked(submission, "--set", "cases.agreed=70")
    assert called.returncode == 4
    assert (found["after"]["outcome"], found["after"]["score"], found["remaining"]) == ("invalid", {}, [])
    assert found["before"]["outcome"] == "not_ready"
    errors = [one for one in found["problems"] if one["level"] == "error"]
    assert [one["field"] for one in errors] == ["cases.accepted"]
    assert "72" in errors[0]["message"]


def test_an_assumed_ledger_figure_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text("case_number,accepted_on,closed_on,outcome\n1,2025-01-01,2025-01-02,agreed\n")
    path = written(tmp_path / "a.yaml", ready("a", ledger__file="l.csv", archive__files_archived=0))
    _, found = asked(path, "--set", "cases.agreed=0", "--set", "cases.failed=1")
    assert [one["computed"] for one in found["assumptions"]] == [True, True]
    said = inside("what-if", path, "--set", "cases.agreed=0", "--set", "cases.failed=1").stdout
    assert said.count("台账算出") == 2
