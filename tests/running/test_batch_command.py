"""`certify batch` from end to end: what it answers, what it writes, and where it writes it."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.running.calling import BATCH, Folder, certify, clean, codes, inside, read, tree
from tests.running.submissions import entry, ready, review, text

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    found = Folder(tmp_path / "batch")
    found.recommendable("a")
    found.submit("b", ready("b", "370103", signage__emblem_displayed=False))
    return found


def test_a_sound_batch_is_reported_and_answered_with_0(folder: Folder) -> None:
    called = clean(folder.call())
    assert called.returncode == 0
    assert called.stderr == ""
    assert called.stdout.splitlines()[0] == BATCH["title"]
    assert called.stdout.splitlines()[-1].endswith("out/index.html")
    found = set(tree(folder.out))
    assert {"batch.json", "index.html", "推荐汇总表.csv", "notices/b.html"} <= found
    assert {"organizations/a.html", "organizations/b.html"} <= found
    assert "notices/a.html" not in found


def test_a_batch_that_someone_fails_in_is_answered_with_0(folder: Folder) -> None:
    (folder.submissions / "a.yaml").unlink()
    (folder.submissions / "a.review.yaml").unlink()
    assert clean(folder.run()).returncode == 0
    assert folder.rows()["b.yaml"]["outcome"] == "not_ready"


def test_an_invalid_submission_is_answered_with_4_and_the_rest_is_judged(folder: Folder) -> None:
    folder.submit("c", ready("c", "999999"))
    assert clean(folder.run()).returncode == 4
    assert set(folder.rows()) == {"a.yaml", "b.yaml"}
    assert [row["file"] for row in folder.report()["invalid"]] == ["c.yaml"]


def test_a_batch_finds_the_review_beside_a_submission(folder: Folder) -> None:
    clean(folder.run())
    rows = folder.rows()
    assert (rows["a.yaml"]["track"], rows["a.yaml"]["outcome"]) == ("verified", "recommendable")
    assert (rows["b.yaml"]["track"], rows["b.yaml"]["outcome"]) == ("declared", "not_ready")


def test_an_empty_review_is_a_review(folder: Folder) -> None:
    folder.submit("b", ready("b", "370103"), {"organization": "b", "entries": []})
    clean(folder.run())
    assert (folder.rows()["b.yaml"]["track"], folder.rows()["b.yaml"]["outcome"]) == ("verified", "incomplete")


@pytest.mark.parametrize(
    "reviewed",
    [
        {"organization": "another", "entries": []},
        {"organization": "a", "entries": [entry("Z9-9.z")]},
        {"organization": "a", "entries": [entry("B1-1")]},
        {"organization": "a", "entries": [entry("B1-1.a", "perhaps")]},
        {"organization": "a", "entries": [entry("A1-8.a")]},
        {"organization": "a", "entries": [{"check": "B1-1.a", "outcome": "met", "on": "2025-10-20"}]},
    ],
    ids=["of another", "unknown check", "a clause", "another outcome", "auto without a note", "nobody"],
)
def test_a_wrong_review_makes_the_submission_invalid(folder: Folder, reviewed: dict[str, Any]) -> None:
    (folder.submissions / "a.review.yaml").write_text(text(reviewed), encoding="utf-8")
    assert clean(folder.run()).returncode == 4
    row = folder.report()["invalid"][0]
    assert row["file"] == "a.yaml"
    assert row["problems"][0]["where"].startswith("a.review.yaml:")


def test_a_review_after_the_deadline_counts_with_a_warning(folder: Folder) -> None:
    folder.submit("a", ready("a"), review("a", on="2025-11-01"))
    assert clean(folder.run()).returncode == 0
    row = folder.rows()["a.yaml"]
    assert (row["outcome"], row["late"], row["recommended"]) == ("recommendable", True, True)
    assert {problem["level"] for problem in row["problems"]} == {"warning"}
    assert codes(row) == ["late"]


@pytest.mark.parametrize("given", ["the folder", "the file", "from within"])
def test_a_batch_is_named_by_its_folder_or_its_file(folder: Folder, given: str) -> None:
    match given:
        case "the folder":
            called = inside("batch", folder.home, "-o", folder.out)
        case "the file":
            called = inside("batch", folder.home / "batch.yaml", "-o", folder.out)
        case _:
            called = certify("batch", ".", "-o", "out", cwd=folder.home)
    assert clean(called).returncode == 0
    assert set(folder.rows()) == {"a.yaml", "b.yaml"}


def test_reports_go_to_a_folder_named_by_the_batch_where_none_is_given(folder: Folder, tmp_path: Path) -> None:
    folder.write(id="../shandong 2025/5")
    called = clean(certify("batch", folder.home, cwd=tmp_path))
    assert called.returncode == 0
    written = list((tmp_path / "reports").iterdir())
    assert len(written) == 1
    assert (written[0] / "batch.json").is_file()


def test_submissions_may_stand_beside_the_batch_file(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    (folder.home / "a.yaml").write_text(text(ready("a")), encoding="utf-8")
    folder.submissions.rmdir()
    folder.out = tmp_path / "out"
    assert clean(folder.run()).returncode == 0
    assert set(folder.rows()) == {"a.yaml"}


@pytest.mark.parametrize("place", ["out", "reports/batch-5", "submissions/out"])
def test_reports_are_no_submissions_of_the_next_run(tmp_path: Path, place: str) -> None:
    folder = Folder(tmp_path / "batch")
    if place.startswith("submissions"):
        folder.submit("a")
    else:
        folder.submissions.rmdir()
        (folder.home / "a.yaml").write_text(text(ready("a")), encoding="utf-8")
    folder.out = folder.home / place
    for _ in range(2):
        assert clean(folder.run()).returncode == 0
        assert folder.report()["files"] == 1


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ("", ["batch.yaml:1:1"]),
        ("id: [1, 2\n", ["batch.yaml:1:5"]),
        pytest.param("- 1\n", ["batch.yaml:1:1"]),
        (text({**BATCH, "as_of": "2025-13-01"}), ["batch.yaml:9:11"]),
        (text({**BATCH, "recommend_by": "2024-10-31"}), ["batch.yaml:10:14"]),
        (text({**BATCH, "ruleset": "henan-2020"}), ["batch.yaml:4:13"]),
        (text({**BATCH, "per_unit": {"min": 3, "max": 2}}), ["batch.yaml:13:14"]),
        (text({**BATCH, "units": "nowhere.csv"}), ["batch.yaml:13:11"]),
        (text({**BATCH, "submissions": "nowhere"}), ["batch.yaml:13:17"]),
        (text({**BATCH, "quota": {"units": ["999999"]}}), ["batch.yaml:15:4"]),
        (text({**BATCH, "quota": {"cities": {"无此市": 1}}}), ["batch.yaml:15:11"]),
        (text({**BATCH, "wieght": 1}), ["batch.yaml:13:2"]),
    ],
)
def test_a_wrong_batch_file_is_answered_with_4_and_places(tmp_path: Path, content: str, places: list[str]) -> None:
    folder = Folder(tmp_path / "batch")
    (folder.home / "batch.yaml").write_text(content, encoding="utf-8")
    called = clean(folder.run())
    assert called.returncode == 4
    assert called.stdout == ""
    assert [line.partition(": ")[0] for line in called.stderr.splitlines()] == places
    assert not folder.out.exists()


def test_a_register_that_is_not_there_is_an_error_at_its_place(folder: Folder) -> None:
    # Without it nobody knows which units are covered: the batch may be refused, never judged as if none were.
    folder.write(register="nowhere.csv")
    called = clean(folder.run())
    assert called.returncode == 4
    assert "batch.yaml:13:14" in called.stderr + called.stdout


@pytest.mark.parametrize("name", ["decisions", "recommendations"])
def test_a_table_that_is_not_there_is_an_error_and_the_batch_is_judged(folder: Folder, name: str) -> None:
    folder.write(**{name: "nowhere.csv"})
    assert clean(folder.run()).returncode == 4
    assert set(folder.rows()) == {"a.yaml", "b.yaml"}
    errors = [problem["field"] for problem in folder.report()["problems"] if problem["level"] == "error"]
    assert errors == [name]


def test_submissions_in_a_file_are_an_error(folder: Folder) -> None:
    folder.write(submissions="batch.yaml")
    assert clean(folder.run()).returncode == 4


@pytest.mark.parametrize("given", ["nowhere", "nowhere.yaml", "batch/submissions"])
def test_a_batch_that_is_not_there_is_answered_with_2(folder: Folder, given: str) -> None:
    called = clean(inside("batch", folder.home.parent / given))
    assert called.returncode == 2
    assert called.stdout == ""
    assert called.stderr.startswith("certify: ")


@pytest.mark.parametrize("workers", ["0", "-1", "many"])
def test_a_wrong_number_of_workers_is_answered_with_2(folder: Folder, workers: str) -> None:
    called = clean(folder.run("--workers", workers))
    assert called.returncode == 2
    assert called.stderr != ""


def test_a_place_that_cannot_be_written_to_is_answered_with_2(folder: Folder) -> None:
    called = clean(folder.run("-o", Path("/proc/certify/out")))
    assert called.returncode == 2
    assert called.stderr.startswith("certify: ")


@NOT_ROOT
def test_a_folder_that_may_not_be_written_to_is_answered_with_2(folder: Folder, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    assert clean(folder.run("-o", closed / "out")).returncode == 2


def test_the_folder_one_stands_in_is_filled_or_refused_but_never_left_half(folder: Folder, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    called = clean(certify("batch", folder.home, "-o", ".", cwd=here))
    assert called.returncode in (0, 2)
    assert (here / "batch.json").exists() is (called.returncode == 0)
    assert bool(called.stderr) is (called.returncode == 2)


def test_without_pages_there_are_notices_and_no_pages(folder: Folder) -> None:
    clean(folder.run("--no-pages"))
    assert not (folder.out / "organizations").exists()
    assert (folder.out / "notices" / "b.html").exists()
    assert {row["page"] for row in folder.rows().values()} == {""}


def test_every_page_and_notice_that_the_report_names_is_there_and_no_other(folder: Folder) -> None:
    clean(folder.run())
    rows = folder.rows().values()
    named = {row[kind] for row in rows for kind in ("page", "notice") if row[kind]}
    assert named == {name for name in tree(folder.out) if "/" in name}


def test_english_is_english(folder: Folder) -> None:
    called = clean(folder.run("--lang", "en"))
    assert "submissions: 2 judged, 0 invalid" in called.stdout
    assert read(folder.out / "batch.json")["lang"] == "en"
    reasons = [reason["text"] for row in folder.rows().values() for reason in row["reasons"]]
    assert reasons
    assert not any(re.search(r"[一-鿿]", said) for said in reasons)
