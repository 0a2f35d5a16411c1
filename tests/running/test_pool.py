"""The pool of workers: whatever a process does, every item has exactly one outcome."""

import multiprocessing
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from certify.running import pool
from certify.running.answering import Lost
from certify.running.pool import WorkersError, run
from tests.running.serving import broken, never, second_time_lucky, serve, size, slow, stuck

# Longer than a process takes to start on a busy machine.
PATIENCE = 4.0
Outcomes = list[tuple[Any, Any]]


def outcomes(items: list[Any], workers: int, seconds: float = 60) -> Outcomes:
    """Return every item with its outcome, in the order of the answers."""
    return list(run(items, serve, (10,), workers, seconds=seconds))


def answered(found: Outcomes) -> list[tuple[int, int]]:
    return sorted((item, outcome) for item, outcome in found if not isinstance(outcome, Lost))


def lost(found: Outcomes) -> list[tuple[Any, str]]:
    return [(item, outcome.reason) for item, outcome in found if isinstance(outcome, Lost)]


def tenfold(*items: int) -> list[tuple[int, int]]:
    return [(item, item * 10) for item in items]


@pytest.mark.parametrize(("count", "workers"), [(0, 3), (1, 1), (1, 4), (3, 8), (50, 2)])
def test_every_item_is_answered_once(count: int, workers: int) -> None:
    assert sorted(outcomes(list(range(count)), workers)) == tenfold(*range(count))


def test_one_worker_answers_in_order() -> None:
    assert outcomes(list(range(30)), 1) == tenfold(*range(30))


@pytest.mark.parametrize(
    ("word", "status"),
    [("exit", "exit status 7"), ("kill", "exit status -9"), ("raise", "exit status 3")],
)
def test_a_worker_that_ends_at_once_loses_that_item_and_no_other(word: str, status: str) -> None:
    found = outcomes([word, *range(10)], 1)
    assert lost(found) == [(word, status)]
    assert answered(found) == tenfold(*range(10))


def test_a_worker_that_ends_over_the_last_item_loses_only_that() -> None:
    found = outcomes([*range(10), "exit"], 1)
    assert answered(found)[:6] == tenfold(*range(6))
    assert ("exit", "exit status 7") in lost(found)
    assert len(found) == 11


def test_a_worker_that_hangs_loses_the_item_it_was_at_and_no_other() -> None:
    found = outcomes([0, 1, "hang", 3, 4, 5], 1, seconds=PATIENCE)
    assert lost(found) == [("hang", f"no answer in {PATIENCE:g} s")]
    assert answered(found) == tenfold(0, 1, 3, 4, 5)


def test_slowness_over_many_items_is_no_hanging() -> None:
    items = list(range(12))
    assert list(run(items, slow, (0.4,), 1, seconds=PATIENCE)) == [(item, item) for item in items]


@pytest.mark.parametrize("workers", [1, 2])
def test_many_crashes_are_as_many_losses(workers: int) -> None:
    found = outcomes(["exit"] * 5, workers)
    assert lost(found) == [("exit", "exit status 7")] * 5


def test_every_item_has_one_outcome_among_many_crashes() -> None:
    items: list[int | str] = [word for number in range(10) for word in (number, "exit")]
    found = outcomes(items, 2)
    assert sorted(str(item) for item, _ in found) == sorted(str(item) for item in items)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_workers_that_cannot_start_are_given_up_and_nothing_is_lost_over_it(workers: int) -> None:
    found: Outcomes = []
    with pytest.raises(WorkersError, match="exit status 9"):
        found.extend(run(range(1000), never, (), workers))
    assert found == []


def test_a_fault_while_starting_is_told_without_data() -> None:
    with pytest.raises(WorkersError, match=r"ValueError, serving\.py:\d+") as told:
        list(run([1], broken, (), 1))
    assert "3701" not in str(told.value)


def test_workers_that_hang_while_starting_are_given_up() -> None:
    begun = time.monotonic()
    with pytest.raises(WorkersError, match=r"no answer in 0\.5 s"):
        list(run([1], stuck, (), 1, to_start=0.5))
    assert time.monotonic() - begun < 30


def test_a_start_that_fails_once_or_twice_costs_nothing(tmp_path: Path) -> None:
    assert list(run([1, 2, 3], second_time_lucky, (tmp_path,), 1)) == [(1, 1), (2, 2), (3, 3)]


def test_those_that_can_start_go_on_without_those_that_cannot() -> None:
    context = multiprocessing.get_context("spawn")
    real, started = pool._Worker, []

    def starting(*given: Any) -> Any:
        started.append(1)
        if len(started) > 1:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return real(*given)

    with mock.patch.object(pool, "_Worker", starting), mock.patch.object(multiprocessing, "get_context") as found:
        found.return_value = context
        assert sorted(run([1, 2, 3], serve, (10,), 4)) == tenfold(1, 2, 3)


def test_processes_that_the_system_refuses_are_no_fault_of_the_program() -> None:
    refused = BlockingIOError(11, "Resource temporarily unavailable")
    with (
        mock.patch.object(pool, "_Worker", side_effect=refused),
        pytest.raises(WorkersError, match="Resource temporarily unavailable"),
    ):
        list(run([1], serve, (10,), 4))


@pytest.mark.parametrize("work", [never, size])
def test_a_setup_larger_than_any_pipe_never_hangs(work: Callable[..., None], tmp_path: Path) -> None:
    running = run([1], work, (b"x" * 5_000_000,), 1, folder=tmp_path)
    if work is never:
        with pytest.raises(WorkersError):
            list(running)
    else:
        assert list(running) == [(1, 5_000_000)]
    assert list(tmp_path.iterdir()) == []


def test_a_fault_at_an_item_is_told_by_kind_and_place_and_the_worker_goes_on() -> None:
    found = outcomes([1, "fault", 2, "full", 3], 1)
    assert answered(found) == tenfold(1, 2, 3)
    (_, fault), (_, full) = lost(found)
    assert fault.startswith("ValueError, serving.py:")
    assert full.startswith("OSError: No space left on device, serving.py:")
    assert "3701" not in fault
    assert "secret" not in full


def test_an_outcome_that_cannot_be_sent_loses_its_item_only() -> None:
    found = outcomes([1, "unsendable", 2], 1)
    assert answered(found) == tenfold(1, 2)
    assert [item for item, _ in lost(found)] == ["unsendable"]


@pytest.mark.skipif(os.name == "nt", reason="interrupts come otherwise there")
def test_an_interrupt_is_nothing_to_a_worker() -> None:
    assert outcomes(["interrupt", 2], 1) == [("interrupt", 1), (2, 20)]


def test_leaving_the_loop_early_ends_the_workers() -> None:
    running = run(range(100), serve, (10,), 2)
    next(running)
    running.close()
    with pytest.raises(StopIteration):
        next(running)


def test_items_are_taken_only_as_workers_have_room_for_them() -> None:
    taken: list[int] = []

    def items() -> Any:
        for item in range(1000):
            taken.append(item)
            yield item

    running = run(items(), serve, (10,), 1)
    next(running)
    assert len(taken) < 20
    running.close()


def test_what_a_worker_answered_before_it_died_counts() -> None:
    found: Outcomes = []
    for item, outcome in run([0, 1, 2, "exit", 4, 5], serve, (10,), 1):
        found.append((item, outcome))
        # Meanwhile the worker answers the next two and dies over the third.
        time.sleep(1 if len(found) == 1 else 0)
    assert lost(found) == [("exit", "exit status 7")]
    assert answered(found) == tenfold(0, 1, 2, 4, 5)


def test_a_worker_that_dies_while_it_answers_loses_that_item_only() -> None:
    found = outcomes([1, 2, "half"], 1)
    assert [item for item, _ in lost(found)] == ["half"]
    assert answered(found) == tenfold(1, 2)
