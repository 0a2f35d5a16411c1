"""A supervised pool of worker processes: one that dies or hangs loses the item it was at, and no other."""

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Found = TypeVar("Found")
# Far beyond what any readable file takes: a bound on hanging, not on slowness.
SECONDS_PER_ITEM = 60.0
# How many items a worker holds: it never waits for the next, and few are sent again where it dies.
AHEAD = 4


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands for the outcome of an item whose worker died or hung."""

    reason: str


class _Worker(Generic[Item]):
    """One process with its connection, and the items it holds in the order of sending."""

    def __init__(self, context: Any, serve: Callable[..., None], setup: tuple[Any, ...]) -> None:  # noqa: ANN401 - multiprocessing's context
        self.connection: Connection
        self.connection, other = context.Pipe()
        self.process: BaseProcess = context.Process(target=serve, args=(other, *setup), daemon=True)
        self.process.start()
        other.close()
        self.held: list[tuple[int, Item]] = []
        self.since = time.monotonic()
        self.ended = False

    def send(self, index: int, item: Item) -> None:
        if not self.held:
            self.since = time.monotonic()
        self.held.append((index, item))
        self.connection.send((index, item))

    def stop(self) -> None:
        self.connection.close()
        self.process.join(timeout=1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def run(
    items: Sequence[Item],
    serve: Callable[..., None],
    setup: tuple[Any, ...],
    workers: int,
    *,
    seconds: float = SECONDS_PER_ITEM,
) -> Iterator[tuple[int, Any]]:
    """Yield `(index, outcome)` of every item as it is done, `Lost` where a worker was lost over it.

    `serve(connection, *setup)` runs in each process: it receives `(index, item)` and sends `(index, outcome)` back,
    until the connection closes. Processes are spawned, so that `serve` and `setup` can be pickled.
    """
    context = multiprocessing.get_context("spawn")
    waiting = list(enumerate(items))[::-1]
    crew = [_Worker[Item](context, serve, setup) for _ in range(max(1, min(workers, len(items))))] if items else []
    try:
        while waiting or any(worker.held for worker in crew):
            for worker in crew:
                _fill(worker, waiting)
            yield from _receive(crew, seconds)
            for position, worker in enumerate(crew):
                reason = _lost(worker, seconds)
                if reason:
                    if worker.held:
                        index, _ = worker.held.pop(0)
                        yield index, Lost(reason)
                    waiting += worker.held[::-1]
                    worker.held = []
                    worker.process.kill()
                    worker.stop()
                    crew[position] = _Worker(context, serve, setup)
    finally:
        for worker in crew:
            worker.stop()


def _fill(worker: _Worker[Item], waiting: list[tuple[int, Item]]) -> None:
    while waiting and len(worker.held) < AHEAD:
        index, item = waiting.pop()
        try:
            worker.send(index, item)
        except (BrokenPipeError, ConnectionError):
            worker.ended = True
            return


def _receive(crew: list[_Worker[Item]], seconds: float) -> Iterator[tuple[int, Any]]:
    by_connection = {worker.connection: worker for worker in crew if worker.held}
    for ready in wait(list(by_connection), timeout=min(1.0, seconds)):
        assert isinstance(ready, Connection)
        worker = by_connection[ready]
        try:
            index, outcome = ready.recv()
        except (EOFError, ConnectionError):
            worker.ended = True
            continue
        worker.held = [held for held in worker.held if held[0] != index]
        worker.since = time.monotonic()
        yield index, outcome


def _lost(worker: _Worker[Item], seconds: float) -> str:
    """Return why a worker is lost, empty where it is well."""
    if worker.ended:
        worker.process.join(timeout=1)
        return f"exit status {worker.process.exitcode}"
    if worker.held and time.monotonic() - worker.since > seconds:
        return f"no answer in {seconds:g} s"
    return ""
