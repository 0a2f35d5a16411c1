"""Kept results: used only where nothing has changed, harmless to delete, never worth more than the files they stand for.

What shows it everywhere: the reports of a run that may use kept results are those of a run that may not.
"""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from certify.rules.home import criteria_home
from tests.running.calling import Folder, Tree, clean, tree
from tests.running.submissions import entry, ready, review, text

KEPT = ".kept.json"
PAGE = "organizations/b.html"


def reports(folder: Path) -> Tree:
    """Return the reports without what is kept for the next run."""
    return {name: content for name, content in tree(folder).items() if name != KEPT}


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a batch that was judged once: `a` is recommendable, `b` fails a clause and names a file not there."""
    folder = Folder(tmp_path_factory.mktemp("once"), register="register.csv", units="units.csv")
    folder.table("register", "id,name,jurisdiction,recognized_on", "old,旧,370103,2024-01-01")
    folder.table("units", "id,city,name,kind", "370102,济南市,历下区,county", "370103,济南市,市中区,county")
    folder.recommendable("a")
    evidence = [{"id": "E1", "kind": "photo", "ref": "photos/door.jpg", "covers": []}]
    falling_short = ready("b", "370103", signage__emblem_displayed=False, evidence=evidence)
    folder.submit("b", falling_short, review("b", leave_out=("B1-1.c",)))
    assert clean(folder.run()).returncode == 0
    return folder.home


@pytest.fixture
def folder(run_once: Path, tmp_path: Path) -> Folder:
    """Return a copy of the batch with its reports, which are not links to the first one's."""
    return Folder(Path(shutil.copytree(run_once, tmp_path / "batch")))


def both(folder: Folder, *options: str, **changes: Any) -> tuple[Tree, Tree]:
    """Run with kept results and without, in processes of their own where these need settings; return both reports."""
    fresh = folder.home / "fresh"
    run = partial(folder.call, **changes) if changes else folder.run
    kept, anew = clean(run(*options)), clean(run("--no-cache", "-o", fresh, *options))
    assert kept.returncode == anew.returncode
    return reports(folder.out), reports(fresh)


def in_place(folder: Folder) -> int:
    """Return what tells a page apart from one written anew."""
    return (folder.out / PAGE).stat().st_ino


def test_a_second_run_gives_the_same_bytes_and_takes_over_the_pages(folder: Folder) -> None:
    before, page = tree(folder.out), in_place(folder)
    clean(folder.run())
    assert tree(folder.out) == before
    assert in_place(folder) == page


def submission(folder: Folder) -> None:
    folder.submit("b", ready("b", "370103", signage__emblem_displayed=False, cases__carried_in=1))


def review_changed(folder: Folder) -> None:
    reviewed = review("b", leave_out=("B1-1.c",))
    reviewed["entries"].append(entry("B1-1.a", "not_met", note="名称不规范"))
    (folder.submissions / "b.review.yaml").write_text(text(reviewed), encoding="utf-8")


def review_removed(folder: Folder) -> None:
    (folder.submissions / "b.review.yaml").unlink()


def submission_renamed(folder: Folder) -> None:
    (folder.submissions / "a.yaml").rename(folder.submissions / "c.yaml")


def submission_removed(folder: Folder) -> None:
    (folder.submissions / "a.yaml").unlink()


def deadline(folder: Folder) -> None:
    folder.write(register="register.csv", units="units.csv", opens_on="2023-01-01", recommend_by="2025-10-19")


def title(folder: Folder) -> None:
    folder.write(register="register.csv", units="units.csv", title="换了名称的批次")


def register(folder: Folder) -> None:
    folder.table("register", "id,name,jurisdiction,recognized_on", "old,旧,370102,2024-01-01")


def unit_name(folder: Folder) -> None:
    folder.table("units", "id,city,name,kind", "370102,济南市,历下新区,county", "370103,济南市,市中区,county")


def unit_gone(folder: Folder) -> None:
    folder.table("register", "id,name,jurisdiction,recognized_on")
    folder.table("units", "id,city,name,kind", "370102,济南市,历下区,county")


def evidence_appears(folder: Folder) -> None:
    (folder.submissions / "photos").mkdir()
    (folder.submissions / "photos" / "door.jpg").write_bytes(b"jpg")


@pytest.mark.parametrize(
    "change",
    [
        submission,
        review_changed,
        review_removed,
        submission_renamed,
        submission_removed,
        deadline,
        title,
        register,
        unit_name,
        unit_gone,
        evidence_appears,
    ],
)
def test_what_has_changed_is_judged_anew(folder: Folder, change: Callable[[Folder], None]) -> None:
    before = reports(folder.out)
    change(folder)
    kept, anew = both(folder)
    assert kept == anew
    assert kept != before


def test_a_changed_ledger_is_judged_anew(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    ledger = folder.submissions / "ledger.csv"
    rows = "case_number,accepted_on,closed_on,outcome\n1,2025-03-01,2025-03-02,agreed\n"
    ledger.write_text(rows, encoding="utf-8")
    folder.submit("b", ready("b", ledger__file="ledger.csv"))
    clean(folder.run())
    before = reports(folder.out)
    ledger.write_text(f"{rows}2,2025-03-01,2025-03-02,failed\n", encoding="utf-8")
    kept, anew = both(folder)
    assert kept == anew != before


def test_changed_rules_are_judged_by(folder: Folder, tmp_path: Path) -> None:
    before = reports(folder.out)
    criteria = shutil.copytree(criteria_home(), tmp_path / "criteria", ignore=shutil.ignore_patterns("digests.txt"))
    rules = criteria / "shandong-2024" / "1.0.0.yaml"
    said = "悬挂劳动人事争议调解标识并拍照留存。"
    assert said in rules.read_text(encoding="utf-8")
    rules.write_text(rules.read_text(encoding="utf-8").replace(said, "换了说法。"), encoding="utf-8")
    kept, anew = both(folder, CERTIFY_CRITERIA=str(criteria))
    assert kept == anew != before
    assert "换了说法。" in kept[PAGE].decode()


@pytest.mark.parametrize("options", [("--lang", "en"), ("--no-pages",)])
def test_other_options_give_what_they_ask_for(folder: Folder, options: tuple[str, ...]) -> None:
    before = reports(folder.out)
    kept, anew = both(folder, *options)
    assert kept == anew != before


@pytest.mark.parametrize("name", [PAGE, "notices/b.html"])
def test_a_page_that_was_altered_or_removed_is_made_anew(folder: Folder, name: str) -> None:
    before = tree(folder.out)
    (folder.out / name).write_text("改过", encoding="utf-8")
    clean(folder.run())
    assert tree(folder.out) == before
    (folder.out / name).unlink()
    clean(folder.run())
    assert tree(folder.out) == before


def test_what_is_kept_can_be_deleted_and_the_whole_report_too(folder: Folder) -> None:
    before = tree(folder.out)
    (folder.out / KEPT).unlink()
    clean(folder.run())
    assert tree(folder.out) == before
    shutil.rmtree(folder.out)
    clean(folder.run())
    assert tree(folder.out) == before


def test_without_the_cache_nothing_is_kept_and_nothing_used(folder: Folder) -> None:
    before, page = tree(folder.out), in_place(folder)
    clean(folder.run("--no-cache"))
    assert KEPT not in tree(folder.out)
    assert reports(folder.out) == {name: content for name, content in before.items() if name != KEPT}
    assert in_place(folder) != page


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b"{}"], ids=repr)
def test_a_corrupt_file_of_kept_results_is_made_anew(folder: Folder, content: bytes) -> None:
    before = tree(folder.out)
    (folder.out / KEPT).write_bytes(content)
    assert clean(folder.run()).returncode == 0
    assert tree(folder.out) == before
