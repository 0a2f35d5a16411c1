"""The child: whatever becomes of it, one file is lost at most, and the next is read by a fresh one."""

import os
import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from certify.problems import Problem
from certify.workbooks.load import read_workbook
from certify.workbooks.reader import Reader
from tests.workbooks.conftest import told
from tests.workbooks.making import one_sheet, record, row, shared_table, sheet, texts, value, xls, xlsx

GOOD = one_sheet(row(1, value("A1", 1)))
BAD_CHILDREN = {
    "dies": "raise SystemExit(3)",
    "aborts": "import os; os.abort()",
    "babbles": "import sys; sys.stdout.write('x' * 100)",
    "ends early": "import sys; sys.stdout.buffer.write(b'\\x09\\x00\\x00\\x00{')",
}


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.xlsx"
    path.write_bytes(GOOD)
    return path


@pytest.mark.parametrize("code", BAD_CHILDREN.values(), ids=BAD_CHILDREN.keys())
def test_a_child_that_dies_is_one_problem(good: Path, code: str) -> None:
    reader = Reader(command=python(code))
    assert told(read_workbook(good, "f", reader)) == "workbook_crashed 1:1"
    assert reader.child is None


def test_a_child_that_cannot_be_started_is_one_problem(good: Path) -> None:
    assert told(read_workbook(good, "f", Reader(command=("/no/such/program",)))) == "workbook_crashed 1:1"


def test_a_child_that_hangs_is_stopped(good: Path) -> None:
    reader = Reader(seconds=0.3, command=python("import time; time.sleep(60)"))
    found = read_workbook(good, "f", reader)
    assert told(found) == "workbook_too_slow 1:1"
    assert reader.child is None


def test_a_child_lives_on_for_many_files(good: Path) -> None:
    reader = Reader()
    read_workbook(good, "f", reader)
    assert reader.child is not None
    first = reader.child.pid
    for _ in range(20):
        read_workbook(good, "f", reader)
    assert reader.child.pid == first
    reader.close()
    assert told(read_workbook(good, "f", reader)) == {"表1": ["A1 number 1"]}
    reader.close()


def test_a_child_killed_between_files_is_replaced(good: Path) -> None:
    reader = Reader()
    read_workbook(good, "f", reader)
    assert reader.child is not None
    reader.child.kill()
    assert told(read_workbook(good, "f", reader)) == {"表1": ["A1 number 1"]}
    reader.close()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_a_file_that_fills_the_memory_is_lost_alone(tmp_path: Path, good: Path) -> None:
    shown = [record(0xFD, struct.pack("<HHHL", n // 250, n % 250, 0, 0)) for n in range(100_000)]
    path = tmp_path / "f.xls"
    path.write_bytes(xls(*shown, globals_=shared_table("字" * 4_000)))
    assert told(read_workbook(path, "f")) == "workbook_crashed 1:1"
    assert told(read_workbook(good, "f")) == {"表1": ["A1 number 1"]}


def test_several_threads_share_a_child(good: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: told(read_workbook(good, f"f{n}")), range(40)))
    assert found == [{"表1": ["A1 number 1"]}] * 40


def _read_in_worker(path: str) -> Any:
    return told(read_workbook(Path(path), "f"))


@pytest.mark.parametrize(
    "how", ["spawn", pytest.param("fork", marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here"))]
)
def test_daemonic_workers_have_children_of_their_own(good: Path, how: str) -> None:
    read_workbook(good, "f")
    with get_context(how).Pool(2) as pool:
        assert pool.map(_read_in_worker, [str(good)] * 6) == [{"表1": ["A1 number 1"]}] * 6


def test_a_module_beside_the_files_is_not_imported(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (good.parent / "json.py").write_text("raise SystemExit('taken')", encoding="utf-8")
    monkeypatch.chdir(good.parent)
    reader = Reader()
    assert told(read_workbook(Path(good.name), "f", reader)) == {"表1": ["A1 number 1"]}
    reader.close()


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    assert told(read_workbook(tmp_path, "f")) == "file_unreadable 1:1"
    assert told(read_workbook(tmp_path / "none.xlsx", "f")) == "file_unreadable 1:1"


def test_the_kind_of_a_foreign_file_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "f.xls"
    path.write_bytes(b"<html>")
    found = read_workbook(path, "f")
    assert isinstance(found, Problem)
    assert "HTML" in str(found.params["kind"])


@pytest.mark.slow
def test_a_large_ledger_is_read_whole(tmp_path: Path) -> None:
    rows = "".join(
        row(n, *(value(f"{column}{n}", n, "s" if column < "I" else "") for column in "ABCDEFGHIJKLMNOP"))
        for n in range(1, 50_001)
    )
    path = tmp_path / "f.xlsx"
    path.write_bytes(xlsx(sheet(rows), shared=texts(*(f"<t>案件{n}</t>" for n in range(50_001)))))
    found = read_workbook(path, "f")
    assert not isinstance(found, Problem)
    cells = found.sheets[0].cells
    assert len(cells) == 800_000
    assert (cells[50_000, 1].text, cells[50_000, 16].text) == ("案件50000", "50000")
