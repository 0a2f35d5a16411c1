"""Submissions in workbooks among the others: judged alike, by any number of workers, whatever becomes of one of them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from certify.running import batch_run, pool
from certify.running.answering import Lost
from certify.running.work import Worker
from certify.workbooks.reader import Reader
from tests.forms.making import form_of
from tests.running.calling import Folder, clean, tree
from tests.running.submissions import ready, review, text

Outcomes = Iterator[tuple[Any, Any]]


def submit(folder: Folder, name: str, source: Path, **changes: Any) -> Path:
    """Put in a workbook, filled in without fault but for the changes."""
    plain = source / f"{name}.json"
    plain.write_text(json.dumps(ready(name, **changes), ensure_ascii=False), encoding="utf-8")
    return form_of(plain, folder.submissions / f"{name}.xlsx", "zh")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a batch of one submission as text and three as workbooks, one of them half a file."""
    found = Folder(tmp_path / "batch")
    found.submit("plain")
    submit(found, "book", tmp_path, jurisdiction="370103")
    (found.submissions / "book.review.yaml").write_text(text(review("book")), encoding="utf-8")
    submit(found, "short", tmp_path, jurisdiction="370104", signage__emblem_displayed=False)
    whole = submit(found, "half", tmp_path, jurisdiction="370105").read_bytes()
    (found.submissions / "half.xlsx").write_bytes(whole[: len(whole) // 2])
    return found


@pytest.mark.parametrize("workers", ["1", "3"])
def test_workbooks_are_judged_among_the_others(folder: Folder, workers: str) -> None:
    assert clean(folder.run("--workers", workers)).returncode == 4
    rows = folder.rows()
    assert {name: (row["track"], row["outcome"]) for name, row in rows.items()} == {
        "plain.yaml": ("declared", "ready"),
        "book.xlsx": ("verified", "recommendable"),
        "short.xlsx": ("declared", "not_ready"),
    }
    assert all((folder.out / row["page"]).is_file() for row in rows.values())
    (row,) = folder.report()["invalid"]
    assert (row["file"], row["fault"]) == ("half.xlsx", "submission")
    assert "损坏" in row["problems"][0]["message"]
    assert (folder.out / row["notice"]).is_file()


def test_a_workbook_judged_once_is_kept_by_its_bytes(folder: Folder, tmp_path: Path) -> None:
    clean(folder.run())
    before, page = tree(folder.out), (folder.out / "organizations" / "book.html").stat().st_ino
    clean(folder.run())
    assert tree(folder.out) == before
    assert (folder.out / "organizations" / "book.html").stat().st_ino == page
    # The file that was half there arrives whole, and another is filled in anew.
    submit(folder, "half", tmp_path, jurisdiction="370105")
    submit(folder, "short", tmp_path, jurisdiction="370104")
    assert clean(folder.run()).returncode == 0
    assert folder.rows()["half.xlsx"]["outcome"] == folder.rows()["short.xlsx"]["outcome"] == "ready"


def here(items: Iterable[Any], _serve: object, setup: tuple[Any, ...], *_: Any, **__: Any) -> Outcomes:
    """Be a pool whose work is done in this process."""
    worker = Worker(*setup)
    for item in items:
        yield item, worker.do(item)


@pytest.mark.parametrize(
    ("code", "said"), [("workbook_crashed", "读取这份工作簿时程序中止"), ("workbook_too_slow", "已中止")]
)
def test_a_reader_that_was_killed_is_told_and_tried_again_in_the_next_run(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, code: str, said: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(batch_run, "run", here)
        patched.setattr(Reader, "read", lambda *_: code)
        assert clean(folder.run()).returncode == 4
    rows = {row["file"]: row for row in folder.report()["invalid"]}
    assert set(rows) == {"book.xlsx", "short.xlsx", "half.xlsx"}
    assert all(said in row["problems"][0]["message"] for row in rows.values())
    clean(folder.run())
    assert set(folder.rows()) == {"plain.yaml", "book.xlsx", "short.xlsx"}


def test_a_worker_lost_over_a_workbook_is_told_with_what_to_do(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(items: Iterable[Any], *rest: Any, **named: Any) -> Outcomes:
        for item, outcome in pool.run(items, *rest, **named):
            yield item, Lost("exit status -9") if item.file == "book.xlsx" else outcome

    monkeypatch.setattr(batch_run, "run", dying)
    called = clean(folder.run())
    assert called.returncode == 4
    assert "book.xlsx" in called.stdout
    row = next(row for row in folder.report()["invalid"] if row["file"] == "book.xlsx")
    assert row["fault"] == "program"
    assert "exit status -9" in row["problems"][0]["message"]
    assert row["problems"][0]["fix"]
    assert row["notice"] == ""
