"""Every file that went in comes out: where one was lost, nothing is written and the fault is told."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from certify.reading.batch import read_batch
from certify.running import batch_run, pool
from certify.running.answering import Lost
from certify.running.batch_run import AccountingError, Options, run_batch
from tests.running.calling import Folder, clean, tree

Outcomes = Iterator[tuple[Any, Any]]
REAL = pool.run


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    found = Folder(tmp_path / "batch")
    for name in "abc":
        found.submit(name)
    clean(found.run())
    return found


def judge(folder: Folder) -> list[tuple[int, int]]:
    """Judge a batch by the function behind the command, and return the progress that was told."""
    file = folder.home / "batch.yaml"
    batch, problems = read_batch(file)
    assert batch is not None
    told: list[tuple[int, int]] = []
    run_batch(batch, file, folder.out, problems, Options("zh", 1, False, False), lambda *both: told.append(both))  # noqa: FBT003 - as the shape has it
    return told


def losing(items: Iterable[Any], *rest: Any, **named: Any) -> Outcomes:
    """Be a pool that loses the second outcome."""
    for number, outcome in enumerate(REAL(items, *rest, **named)):
        if number != 1:
            yield outcome


def stopping(items: Iterable[Any], *rest: Any, **named: Any) -> Outcomes:
    """Be a pool that stops after the first outcome."""
    yield next(REAL(items, *rest, **named))


@pytest.mark.parametrize("faulty", [losing, stopping])
def test_an_outcome_lost_on_the_way_stops_the_run_and_leaves_the_old_report(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, faulty: Callable[..., Outcomes]
) -> None:
    before = tree(folder.out)
    monkeypatch.setattr(batch_run, "run", faulty)
    with pytest.raises(AccountingError, match="3 submission files in"):
        judge(folder)
    assert tree(folder.out) == before
    assert sorted(path.name for path in folder.home.iterdir()) == ["batch.yaml", "out", "submissions"]


def test_the_command_tells_the_fault_and_leaves_the_old_report(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(folder.out)
    monkeypatch.setattr(batch_run, "run", losing)
    called = folder.run("--no-cache")
    assert called.returncode not in (0, 1, 2, 3, 4)
    assert "AccountingError" in called.stderr
    assert "Traceback" not in called.stderr
    assert called.stdout == ""
    assert tree(folder.out) == before


def test_a_worker_lost_over_a_file_makes_that_file_invalid(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(items: Iterable[Any], *rest: Any, **named: Any) -> Outcomes:
        for item, outcome in REAL(items, *rest, **named):
            yield item, Lost("exit status -11") if item.file == "b.yaml" else outcome

    monkeypatch.setattr(batch_run, "run", dying)
    assert clean(folder.run("--no-cache")).returncode == 4
    report = folder.report()
    assert [row["file"] for row in report["organizations"]] == ["a.yaml", "c.yaml"]
    assert [row["file"] for row in report["invalid"]] == ["b.yaml"]
    problem = report["invalid"][0]["problems"][0]
    assert "exit status -11" in problem["message"]
    assert problem["fix"]


def test_what_a_lost_worker_left_behind_is_not_kept(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(items: Iterable[Any], *rest: Any, **named: Any) -> Outcomes:
        for item, _ in REAL(items, *rest, **named):
            yield item, Lost("exit status -11")

    before = tree(folder.out)
    (folder.out / ".kept.json").unlink()
    with monkeypatch.context() as patched:
        patched.setattr(batch_run, "run", dying)
        assert clean(folder.run()).returncode == 4
    assert clean(folder.run()).returncode == 0
    assert tree(folder.out) == before


def test_progress_is_told_up_to_the_last_file(folder: Folder) -> None:
    assert judge(folder) == [(1, 3), (2, 3), (3, 3)]
