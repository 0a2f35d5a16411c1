"""`check -o` writes over nothing that is read, and says what is wrong with a place that it does not take."""

import json
from pathlib import Path

import pytest

from tests.running.calling import Called, Folder, clean, inside
from tests.running.submissions import ready, text

LEDGER = "case_number,accepted_on,closed_on,outcome\n1,2025-01-01,2025-01-02,agreed\n"


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    evidence = [{"id": "E1", "ref": "shot.html"}, {"id": "E2", "ref": "list.txt"}]
    path.write_text(text(ready("a", ledger__file="l.csv", evidence=evidence)), encoding="utf-8")
    (tmp_path / "l.csv").write_text(LEDGER, encoding="utf-8")
    for name in ("shot.html", "list.txt"):
        (tmp_path / name).write_text("evidence", encoding="utf-8")
    return path


def refused(called: Called, *words: str) -> None:
    clean(called)
    assert (called.returncode, called.stdout) == (2, "")
    for word in words:
        assert word in called.stderr


@pytest.mark.parametrize("name", ["shot.html", "list.txt", "l.csv", "./sub/../list.txt"])
def test_a_file_that_the_submission_names_is_not_written_over(submission: Path, name: str) -> None:
    (submission.parent / "sub").mkdir()
    target = submission.parent / name
    before = target.read_bytes()
    refused(inside("check", submission, "--format", "text", "-o", target))
    assert target.read_bytes() == before


def test_a_file_named_by_an_invalid_submission_is_not_written_over_either(submission: Path) -> None:
    wrong = submission.read_text(encoding="utf-8").replace('"signage"', '"signs"')
    submission.write_text(wrong, encoding="utf-8")
    refused(inside("check", submission, "-o", submission.with_name("shot.html")), "输入文件")
    assert submission.with_name("shot.html").read_text(encoding="utf-8") == "evidence"


@pytest.mark.parametrize("ending", [".yaml", ".YML", ".csv", ".xlsx", ".xls", ".ods"])
@pytest.mark.parametrize("there", [False, True])
def test_no_report_is_written_to_a_file_of_the_kinds_that_are_read(
    submission: Path, ending: str, *, there: bool
) -> None:
    target = submission.with_name(f"other{ending}")
    if there:
        target.write_text("x", encoding="utf-8")
    refused(inside("check", submission, "--format", "json", "-o", target), ending)
    assert target.exists() == there


@pytest.mark.parametrize(
    "content", [{"organization": {"id": "b"}, "assessment": {}}, {"organization": "b", "entries": []}]
)
def test_a_submission_or_review_in_json_is_not_written_over(submission: Path, content: object) -> None:
    target = submission.with_name("b.json")
    target.write_text(json.dumps(content), encoding="utf-8")
    refused(inside("check", submission, "-o", target))
    assert json.loads(target.read_bytes()) == content


@pytest.mark.parametrize("name", ["r.json", "r.html", "r.md", "r.txt"])
def test_an_earlier_report_is_replaced(submission: Path, name: str) -> None:
    target = submission.with_name(name)
    for lang in ("zh", "en"):
        clean(inside("check", submission, "-o", target, "--lang", lang))
    assert not [path for path in target.parent.iterdir() if path.name.startswith(".")]
    first = target.read_bytes()
    clean(inside("check", submission, "-o", target, "--lang", "zh"))
    assert target.read_bytes() != first


@pytest.mark.parametrize("name", [".", "sub"])
def test_a_folder_is_told_to_be_one(submission: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (submission.parent / "sub").mkdir()
    monkeypatch.chdir(submission.parent)
    refused(inside("check", submission, "-o", name), "文件夹", "report.html")
    refused(inside("check", submission, "-o", name, "--lang", "en"), "is a folder")


def test_no_report_is_written_among_the_submissions_of_a_batch(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    path = folder.submit("a")
    for name, status in (("rep.json", 2), ("rep.xlsx", 2), ("rep.html", 0)):
        called = clean(inside("check", path, "-o", folder.submissions / name))
        assert called.returncode == status, called.stderr
        assert (folder.submissions / name).exists() is (status == 0)
    assert clean(inside("check", path, "-o", folder.home / "rep.json")).returncode == 0
    (tmp_path / "batch" / "inner" / "deep").mkdir(parents=True)
    assert clean(inside("check", path, "-o", folder.home / "inner" / "deep" / "rep.json")).returncode == 0
