"""A supervised pool of worker processes: one that dies or hangs loses the item it was at, and no other."""

import contextlib
import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
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
        self.held: deque[Item] = deque()
        self.since = time.monotonic()
        self.ended = False

    def send(self, item: Item) -> None:
        if not self.held:
            self.since = time.monotonic()
        self.held.append(item)
        # Where the process is gone its last answers are read first; their end tells that it is.
        with contextlib.suppress(OSError):
            self.connection.send(item)

    def stop(self) -> None:
        self.connection.close()
        self.process.join(timeout=1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def run(
    items: Iterable[Item],
    serve: Callable[..., None],
    setup: tuple[Any, ...],
    workers: int,
    *,
    seconds: float = SECONDS_PER_ITEM,
) -> Iterator[tuple[Item, Any]]:
    """Yield every item with its outcome as it is done, `Lost` where a worker was lost over it.

    `serve(connection, *setup)` runs in each process: it receives items and sends their outcomes back in the same
    order, until the connection closes. Processes are spawned, so that `serve` and `setup` can be pickled; the first
    ones start when there is a first item.
    """
    context = multiprocessing.get_context("spawn")
    waiting = _Waiting(items)
    crew: list[_Worker[Item]] = []
    try:
        while waiting.more() or any(worker.held for worker in crew):
            if not crew:
                crew = [_Worker(context, serve, setup) for _ in range(workers)]
            for worker in crew:
                while len(worker.held) < AHEAD and not worker.ended and waiting.more():
                    worker.send(waiting.take())
            yield from _receive(crew, seconds)
            for position, worker in enumerate(crew):
                reason = _lost(worker, seconds)
                if reason:
                    if worker.held:
                        yield worker.held.popleft(), Lost(reason)
                    waiting.give_back(worker.held)
                    worker.process.kill()
                    worker.stop()
                    crew[position] = _Worker(context, serve, setup)
    finally:
        for worker in crew:
            worker.stop()


class _Waiting(Generic[Item]):
    """The items not yet sent: those given back by lost workers first, then the rest as they come."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = iter(items)
        self.ahead: deque[Item] = deque()

    def more(self) -> bool:
        if not self.ahead:
            self.ahead.extend(islice(self.items, 1))
        return bool(self.ahead)

    def take(self) -> Item:
        return self.ahead.popleft()

    def give_back(self, items: Iterable[Item]) -> None:
        self.ahead.extendleft(reversed(list(items)))


def _receive(crew: list[_Worker[Item]], seconds: float) -> Iterator[tuple[Item, Any]]:
    by_connection = {worker.connection: worker for worker in crew if worker.held and not worker.ended}
    for ready in wait(list(by_connection), timeout=min(1.0, seconds)):
        assert isinstance(ready, Connection)
        worker = by_connection[ready]
        try:
            outcome = ready.recv()
        except (EOFError, OSError):
            worker.ended = True
            continue
        worker.since = time.monotonic()
        yield worker.held.popleft(), outcome


def _lost(worker: _Worker[Item], seconds: float) -> str:
    """Return why a worker is lost, empty where it is well."""
    if worker.ended:
        worker.process.join(timeout=1)
        return f"exit status {worker.process.exitcode}"
    if worker.held and time.monotonic() - worker.since > seconds:
        return f"no answer in {seconds:g} s"
    return ""
