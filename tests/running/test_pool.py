"""The pool of workers: whatever a process does, every item has exactly one outcome."""

from collections.abc import Sequence
from typing import Any

import pytest

from certify.running.pool import Lost, run
from tests.running.serving import never, serve, slow


def outcomes(items: Sequence[Any], workers: int, seconds: float = 60) -> dict[int, Any]:
    """Return the outcome of every item by its index, each of which must come once."""
    found: dict[int, Any] = {}
    for index, outcome in run(items, serve, (10,), workers, seconds=seconds):
        assert index not in found
        found[index] = outcome
    assert sorted(found) == list(range(len(items)))
    return found


def lost(found: dict[int, Any]) -> dict[int, str]:
    return {index: outcome.reason for index, outcome in sorted(found.items()) if isinstance(outcome, Lost)}


@pytest.mark.parametrize(("count", "workers"), [(0, 3), (1, 1), (1, 4), (3, 8), (50, 2)])
def test_every_item_is_answered_once(count: int, workers: int) -> None:
    assert outcomes(range(count), workers) == {index: index * 10 for index in range(count)}


@pytest.mark.parametrize(
    ("word", "status"),
    [("exit", "exit status 7"), ("kill", "exit status -9"), ("raise", "exit status 3")],
)
@pytest.mark.parametrize("at", [0, 3, 9], ids=["first", "within", "last"])
def test_a_worker_that_ends_loses_the_item_it_was_at_and_no_other(word: str, status: str, at: int) -> None:
    items: list[int | str] = list(range(10))
    items[at] = word
    found = outcomes(items, 1)
    assert lost(found) == {at: status}
    assert all(found[index] == index * 10 for index in range(10) if index != at)


def test_a_worker_that_hangs_loses_the_item_it_was_at_and_no_other() -> None:
    found = outcomes([0, 1, "hang", 3, 4, 5], 1, seconds=1)
    assert lost(found) == {2: "no answer in 1 s"}
    assert [found[index] for index in (0, 1, 3, 4, 5)] == [0, 10, 30, 40, 50]


def test_slowness_over_many_items_is_no_hanging() -> None:
    assert len(list(run(range(6), slow, (0.4,), 1, seconds=1.5))) == 6


@pytest.mark.parametrize("workers", [1, 2])
def test_many_crashes_are_many_losses_and_nothing_else(workers: int) -> None:
    items: list[int | str] = [word for number in range(6) for word in (number, "exit")]
    found = outcomes(items, workers)
    assert list(lost(found)) == [1, 3, 5, 7, 9, 11]
    assert [found[index] for index in (0, 2, 4)] == [0, 10, 20]


def test_workers_that_cannot_start_lose_everything_and_come_to_an_end() -> None:
    found = dict(run([1, 2, 3], never, (), 2))
    assert lost(found) == dict.fromkeys(range(3), "exit status 9")


def test_leaving_the_loop_early_ends_the_workers() -> None:
    running = run(range(100), serve, (10,), 2)
    next(running)
    running.close()  # type: ignore[attr-defined]
    with pytest.raises(StopIteration):
        next(running)


@pytest.mark.xfail(strict=True, raises=OSError, reason="a message that ends halfway is an OSError that nobody catches")
def test_a_worker_that_dies_while_it_answers_loses_that_item_only() -> None:
    found = outcomes([0, "half", 2], 1)
    assert list(lost(found)) == [1]
    assert [found[0], found[2]] == [0, 20]
