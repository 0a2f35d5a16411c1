"""Submission files of every bad kind: each is told of in its place, and none takes another one down or away."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from certify.documents.files import shown_name
from tests.running.calling import Folder, clean
from tests.running.submissions import ready, review, text

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
GOOD = text(ready("good"))
BAD: dict[str, bytes] = {
    "broken.yaml": b"organization: {id: x",
    "empty.yaml": b"",
    "blank.yml": b" \n\n",
    "null.yaml": b"null\n",
    "list.yaml": b"- 1\n- 2\n",
    "word.yaml": b"hello\n",
    "anchor.yaml": b"a: &a 1\nb: *a\n",
    "twice.yaml": b"organization: {id: a}\norganization: {id: b}\n",
    "two.yaml": b"organization: {id: a}\n---\norganization: {id: b}\n",
    "deep.yaml": b"[" * 5000,
    "gbk.yaml": GOOD.encode("gb18030"),
    "utf16.yaml": GOOD.encode("utf-16"),
    "binary.yaml": bytes(range(256)),
    "nul.yaml": b"organization: {id: \x00}\n",
    "large.yaml": b"#" * (3 * 1024 * 1024),
    "book.xlsx": b"PK\x03\x04 no workbook",
    "book.xls": b"\xd0\xcf\x11\xe0 no workbook",
    "book.ods": b"",
    "syntax.json": b'{"organization": {"id": "x",}}',
    "deep.json": b"[" * 5000,
    "text.json": b'"text"',
    "UPPER.YAML": b"organization: {id: x",
    "contradiction.yaml": text(ready("contradiction", cases__agreed=99)).encode(),
    "unit.yaml": text(ready("unit", "999999")).encode(),
    "unknown-field.yaml": text(ready("field", organisation={"id": "x"})).encode(),
    "空 格　全角.yaml": b"x",
    "new\nline.yaml": b"x",
    "emoji-🤝.yaml": b"x",
    "'quote\".yaml": b"x",
    "a&b<c>.yaml": b"x",
    "deep/er/broken.yaml": b"x",
    "deep/er/also.json": b"",
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a batch of bad files with one good one, judged."""
    folder = Folder(tmp_path_factory.mktemp("bad"))
    folder.submit("good")
    for name, content in BAD.items():
        path = folder.submissions / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder.submissions / "loop.yaml").symlink_to("loop.yaml")
    (folder.submissions / "dangling.yaml").symlink_to("nowhere.yaml")
    (folder.submissions / "folder.yaml").mkdir()
    (folder.submissions / "folder.yaml" / "inside.yaml").write_text("x", encoding="utf-8")
    called = clean(folder.run("--workers", "2"))
    assert called.returncode == 4
    return folder


EXPECTED = {*map(shown_name, BAD), "loop.yaml", "dangling.yaml", "folder.yaml/inside.yaml"}


def test_every_file_is_judged_or_named_as_invalid(judged: Folder) -> None:
    report = judged.report()
    assert {row["file"] for row in report["organizations"]} == {"good.yaml"}
    assert sorted(row["file"] for row in report["invalid"]) == sorted(EXPECTED)
    assert report["files"] == len(EXPECTED) + 1


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_invalid_file_has_an_error_with_its_place_and_a_fix(judged: Folder, name: str) -> None:
    row = next(row for row in judged.report()["invalid"] if row["file"] == name)
    errors = [problem for problem in row["problems"] if problem["level"] == "error"]
    assert errors
    for problem in errors:
        file, line, column = problem["where"].rsplit(":", 2)
        assert file == name
        assert int(line) >= 1
        assert int(column) >= 1
        assert problem["message"]
        assert problem["fix"]


def test_the_terminal_names_every_invalid_file(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("good")
    for name in ("one", "two"):
        (folder.submissions / f"{name}.yaml").write_text("x: [", encoding="utf-8")
    called = clean(folder.run())
    assert [line for line in called.stdout.splitlines() if line.startswith("× ")] == [
        f"× {name}.yaml：方括号或花括号没有配对，或者中间缺逗号" for name in ("one", "two")
    ]


@pytest.mark.parametrize(
    ("name", "counted"),
    [(".hidden.yaml", 0), (".git/config.yaml", 0), ("notes.txt", 0), ("photo.jpg", 0), ("a.review.yaml", 0)],
)
def test_other_files_are_no_submissions(tmp_path: Path, name: str, counted: int) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a")
    path = folder.submissions / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text({"organization": "a", "entries": []}), encoding="utf-8")
    assert clean(folder.run()).returncode == 0
    assert folder.report()["files"] == 1 + counted


def test_a_review_without_a_submission_is_an_error(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a")
    (folder.submissions / "typo.review.yaml").write_text("x", encoding="utf-8")
    assert clean(folder.run()).returncode == 4
    errors = [problem["where"] for problem in folder.report()["problems"] if problem["level"] == "error"]
    assert errors == ["typo.review.yaml:1:1"]


def test_a_batch_without_submissions_is_reported_with_a_warning(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    assert clean(folder.run()).returncode == 0
    assert folder.report()["files"] == 0
    assert "文件夹里没有自评表" in [problem["message"] for problem in folder.report()["problems"]]
    assert {problem["level"] for problem in folder.report()["problems"]} == {"warning"}


@NOT_ROOT
def test_a_file_that_may_not_be_read_is_invalid(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("good")
    folder.submit("closed").chmod(0)
    assert clean(folder.run()).returncode == 4
    assert [row["file"] for row in folder.report()["invalid"]] == ["closed.yaml"]


@NOT_ROOT
def test_a_folder_that_may_not_be_read_is_told_of(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("good")
    closed = folder.submit("city/closed").parent
    closed.chmod(0)
    try:
        assert clean(folder.run()).returncode == 4
    finally:
        closed.chmod(0o755)


def test_a_linked_folder_of_submissions_is_read_or_told_of(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("good")
    elsewhere = Folder(tmp_path / "elsewhere")
    elsewhere.submit("linked")
    (folder.submissions / "city").symlink_to(elsewhere.submissions)
    clean(folder.run())
    assert folder.report()["files"] == 2 or folder.report()["problems"]


def odd_name(folder: Folder) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(folder.submissions) + b"/\xff\xfe.yaml"))).write_text("x", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("the system takes no such names")


def pipe(folder: Folder) -> None:
    os.mkfifo(folder.submissions / "pipe.yaml")


def device(folder: Folder) -> None:
    (folder.submissions / "zero.yaml").symlink_to("/dev/zero")


@pytest.mark.parametrize(
    "put_in", [odd_name, pytest.param(pipe, marks=pytest.mark.slow), pytest.param(device, marks=pytest.mark.slow)]
)
def test_one_strange_file_does_not_stop_the_batch(tmp_path: Path, put_in: Callable[[Folder], None]) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("good")
    put_in(folder)
    # What could hang is judged in a process that can be given up.
    called = folder.run() if put_in is odd_name else folder.call(timeout=30)
    assert clean(called).returncode == 4
    assert len(folder.report()["invalid"]) == 1


def test_half_a_character_does_not_stop_the_batch(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("good")
    half = text(ready("half", organization__name="@", cases__agreed=99)).replace("@", "\\ud800")
    (folder.submissions / "half.json").write_text(half, encoding="utf-8")
    assert clean(folder.run()).returncode == 4
    assert [row["file"] for row in folder.report()["invalid"]] == ["half.json"]


def broken_link(path: Path) -> None:
    path.symlink_to("nowhere.yaml")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def a_folder(path: Path) -> None:
    path.mkdir()


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize("put_in", [broken_link, circle, a_folder, a_pipe])
def test_a_review_that_is_there_and_cannot_be_read_is_never_passed_over(
    tmp_path: Path, put_in: Callable[[Path], None]
) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a")
    put_in(folder.submissions / "a.review.yaml")
    called = clean(folder.call(timeout=30))
    assert called.returncode == 4
    (row,) = folder.report()["invalid"]
    assert (row["file"], row["fault"]) == ("a.yaml", "review")
    assert row["problems"][0]["where"] == "a.review.yaml:1:1"
    # One that can be read again later is read again.
    path = folder.submissions / "a.review.yaml"
    path.rmdir() if path.is_dir() else path.unlink()
    path.write_text(text(review("a")), encoding="utf-8")
    assert clean(folder.run()).returncode == 0
    assert folder.rows()["a.yaml"]["track"] == "verified"


@pytest.mark.parametrize("name", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_what_an_office_program_keeps_beside_an_open_file_is_no_submission(tmp_path: Path, name: str) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a")
    (folder.submissions / name).write_bytes(b"\x05user")
    assert clean(folder.run()).returncode == 0
    assert folder.report()["files"] == 1


def test_a_workbook_with_macros_by_its_name_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a")
    (folder.submissions / "b.xlsm").write_bytes(b"PK")
    clean(folder.run())
    assert "b.xlsm:1:1" in [problem["where"] for problem in folder.report()["problems"]]
