"""Names of files that are long, alike, or no text: each file is told under a name of its own, and none stops a batch."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.running.page_names import LONGEST, page_stems
from tests.running.calling import Folder, clean, read, tree
from tests.running.submissions import ready, review, text

SPACED, JOINED = "a b.yaml", "a_b.yaml"
# What any system takes as a name, with room for an ending.
MOST_BYTES = 240


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "batch")


def put(folder: Folder, name: bytes, content: str) -> Path:
    """Put a file into the submissions under a name of bytes."""
    path = Path(os.fsdecode(os.fsencode(folder.submissions) + b"/" + name))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("the system takes no such names")
    return path


def sound(stems: dict[str, str]) -> bool:
    """Return whether all stems differ on any system, are files' names, and are not too long."""
    folded = {unicodedata.normalize("NFC", stem).casefold() for stem in stems.values()}
    return len(folded) == len(stems) and all(
        stem and "/" not in stem and not stem.startswith(".") and len(stem.encode()) <= MOST_BYTES
        for stem in stems.values()
    )


def test_a_plain_name_stays_as_it_is() -> None:
    assert page_stems(["济南/历下.yaml", "b.xlsx"]) == {"济南/历下.yaml": "济南__历下", "b.xlsx": "b"}


def test_a_name_with_a_digest_never_meets_a_plain_one() -> None:
    numbered = page_stems([SPACED, JOINED])[SPACED]
    taken = f"{numbered}.yaml"
    again = page_stems([taken, f"{page_stems([SPACED, JOINED, taken])[SPACED]}.yaml", SPACED, JOINED])
    assert sound(again)
    assert len(again) == 4


@pytest.mark.parametrize("name", ["深" * 300, "/".join(["很深的文件夹"] * 40), "x" * LONGEST, "x" * (LONGEST + 1)])
def test_long_names_are_cut_and_told_apart(name: str) -> None:
    stems = page_stems([f"{name}1.yaml", f"{name}2.yaml", f"{name}.yaml"])
    assert sound(stems)


def test_spellings_of_one_letter_are_one_name_to_some_systems() -> None:
    stems = page_stems(["caf\u00e9.yaml", "cafe\u0301.yaml", "CAFÉ.yaml"])
    assert sound(stems)


@given(st.lists(st.text(alphabet="aA /._-é\u0301ßſ深\\", max_size=12).map("{}.yaml".format), unique=True, max_size=12))
def test_no_two_pages_have_one_name(names: list[str]) -> None:
    assert sound(page_stems(names))


def test_names_that_are_no_text_are_told_each_in_its_own_way(folder: Folder) -> None:
    folder.submit("good")
    names = (b"x\xff.yaml", b"x\xfe.yaml", b"\xe6\x9d/inside.yaml", b"x\\xff.yaml", b"bad\xff.json")
    for number, name in enumerate(names):
        content = "x: [" if name.startswith(b"bad") else text(ready(f"编号{number}", f"37010{number + 2}"))
        put(folder, name, content)
    put(folder, b"lone\xff.review.yaml", "x")
    put(folder, b"scan\xff.pdf", "x")
    called = clean(folder.run("--workers", "2"))
    assert called.returncode == 4
    report = folder.report()
    assert {row["file"] for row in report["organizations"]} == {
        "good.yaml", "x\\xff.yaml", "x\\xfe.yaml", "\\xe6\\x9d/inside.yaml", "x\\\\xff.yaml",
    }  # fmt: skip
    assert [row["file"] for row in report["invalid"]] == ["bad\\xff.json"]
    assert {"lone\\xff.review.yaml:1:1", "scan\\xff.pdf:1:1"} <= {one["where"] for one in report["problems"]}
    for row in report["organizations"]:
        assert row["name"] in (folder.out / row["page"]).read_text(encoding="utf-8")
    before = tree(folder.out)
    clean(folder.run())
    assert tree(folder.out) == before


def test_a_review_is_found_under_a_name_that_is_no_text(folder: Folder) -> None:
    put(folder, b"\xff.yaml", text(ready("a")))
    put(folder, b"\xff.review.yaml", text(review("a")))
    clean(folder.run())
    assert folder.rows()["\\xff.yaml"]["track"] == "verified"


def test_no_sign_of_a_name_reaches_the_terminal_raw(folder: Folder) -> None:
    put(folder, b"\x1b[2J\x07bad.yaml", "x: [")
    put(folder, b"\x1b]0;title\x07.review.yaml", "x")
    put(folder, "\u202eyaml.exe.yaml".encode(), "x: [")
    called = clean(folder.run())
    assert called.returncode == 4
    for said in (called.stdout, called.stderr):
        assert not set(said) & {"\x1b", "\x07", "\u202e"}
    assert "× \\u001b[2J\\u0007bad.yaml" in called.stdout


@pytest.mark.parametrize("name", ["x" * 250, "深" * 83])
def test_a_name_too_long_for_a_review_beside_it_is_judged(folder: Folder, name: str) -> None:
    folder.submit(name, ready("a"))
    assert clean(folder.run()).returncode == 0
    assert list(folder.rows()) == [f"{name}.yaml"]


def test_a_path_longer_than_any_name_is_judged(folder: Folder) -> None:
    deep = "/".join(["很深很深很深的文件夹"] * 12)
    folder.submit(f"{deep}/a", ready("a", signage__emblem_displayed=False))
    folder.submit(f"{deep}/b", ready("b", "370103"))
    assert clean(folder.run()).returncode == 0
    pages = {row["page"] for row in folder.rows().values()}
    assert len(pages) == 2
    assert all((folder.out / page).is_file() for page in pages)


@pytest.mark.parametrize("table", ["register", "units", "submissions"])
def test_a_table_under_a_name_that_no_file_can_have_is_told(folder: Folder, table: str) -> None:
    folder.write(**{table: "x" * 5000})
    called = clean(folder.run())
    assert called.returncode == 4
    assert "batch.yaml:" in called.stderr
    assert not folder.out.exists()


def test_a_page_is_named_alike_whoever_stands_beside_it(folder: Folder) -> None:
    """A submission that takes the name which another one has with its digest."""
    folder.submit("a b", ready("first"))
    folder.submit("a_b", ready("second", "370103"))
    clean(folder.run())
    taken = Path(folder.rows()[SPACED]["page"]).stem
    folder.submit(taken, ready("third", "370104"))
    clean(folder.run())
    pages = {row["page"]: row["name"] for row in folder.rows().values()}
    assert len(pages) == 3
    for page, name in pages.items():
        assert name in (folder.out / page).read_text(encoding="utf-8")
    assert read(folder.out / "batch.json")["files"] == 3
