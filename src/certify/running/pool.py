"""A supervised pool of worker processes: one that dies or hangs loses the item it was at, and no other."""

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from certify.running.answering import Lost, Ready, Unable, begin

if sys.platform != "win32":
    from multiprocessing import resource_tracker

Item = TypeVar("Item")
# Far beyond what any readable file takes, and any start: bounds on hanging, not on slowness.
SECONDS_PER_ITEM = 60.0
SECONDS_TO_START = 120.0
# How many items a worker holds: it never waits for the next, and few are sent again where it dies.
AHEAD = 4
# How many starts in a row may fail before no more are made.
STARTS = 3


class WorkersError(OSError):
    """The system starts no worker processes; its text is why the last one did not start."""


def run(
    items: Iterable[Item],
    serve: Callable[..., None],
    setup: tuple[Any, ...],
    workers: int,
    *,
    folder: Path | None = None,
    seconds: float = SECONDS_PER_ITEM,
    to_start: float = SECONDS_TO_START,
) -> Generator[tuple[Item, Any], None, None]:
    """Yield every item with its outcome as it is done, `Lost` where a worker was lost over it.

    `serve(connection, *setup)` runs in each process: it says that it is ready, receives items and sends their outcomes
    back in the same order, until the connection closes. Processes are spawned, so that `serve` and `setup` can be
    pickled; the first ones start when there is a first item. The setup is written to a file in `folder`, by default
    the system's: what is given to a process as it starts goes through a pipe, which may block for ever where it dies.
    Raises `WorkersError` where no worker can be started.
    """
    waiting = _Waiting(items)
    if not waiting.more():
        return
    with _written(setup, folder) as path:
        crew: _Crew[Item] = _Crew(serve, path, workers, seconds, to_start)
        try:
            while waiting.more() or crew.busy():
                crew.fill()
                crew.send(waiting)
                yield from crew.receive()
                yield from crew.replace_lost(waiting)
        finally:
            crew.end()


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


class _Worker(Generic[Item]):
    """One process with its connection, and the items it holds in the order of sending."""

    def __init__(self, context: Any, serve: Callable[..., None], setup: Path) -> None:  # noqa: ANN401 - multiprocessing's context
        self.connection: Connection
        self.connection, other = context.Pipe()
        self.process: BaseProcess = context.Process(target=begin, args=(other, serve, setup), daemon=True)
        try:
            with _interrupts_held():
                self.process.start()
        except BaseException:
            self.connection.close()
            raise
        finally:
            other.close()
        self.held: deque[Item] = deque()
        self.since = time.monotonic()
        self.ready = False
        self.ended = False
        self.reason = ""

    def send(self, item: Item) -> None:
        if not self.held:
            self.since = time.monotonic()
        self.held.append(item)
        # Where the process is gone its last answers are read first; their end tells that it is.
        with contextlib.suppress(OSError):
            self.connection.send(item)

    def receive(self) -> object:
        """Return what the process says next; that it has ended is said by it or by the end of its words."""
        try:
            said: object = self.connection.recv()
        except (EOFError, OSError):
            self.ended = True
            return None
        self.since = time.monotonic()
        self.ready = self.ready or isinstance(said, Ready)
        if isinstance(said, Unable):
            self.ended, self.reason = True, said.reason
        return said

    def lost(self, seconds: float, to_start: float) -> str:
        """Return why the worker is lost, empty where it is well."""
        if self.ended:
            self.process.join(timeout=1)
            return self.reason or f"exit status {self.process.exitcode}"
        limit = seconds if self.ready else to_start
        if (self.held or not self.ready) and time.monotonic() - self.since > limit:
            return f"no answer in {limit:g} s"
        return ""

    def end(self) -> None:
        """Let the process end; one that is still at something, which is of no use to anyone any more, is killed."""
        if self.held or not self.ready:
            self.process.kill()
        self.connection.close()

    def bury(self) -> None:
        """Wait for the end of the process, not for long."""
        self.process.join(timeout=1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class _Crew(Generic[Item]):
    """The workers at work, as many as are wanted or as can be started."""

    def __init__(self, serve: Callable[..., None], setup: Path, wanted: int, seconds: float, to_start: float) -> None:
        self.context = multiprocessing.get_context("spawn")
        self.serve = serve
        self.setup = setup
        self.wanted = wanted
        self.seconds = seconds
        self.to_start = to_start
        self.workers: list[_Worker[Item]] = []
        self.failed = 0

    def busy(self) -> bool:
        return any(worker.held for worker in self.workers)

    def fill(self) -> None:
        """Start the workers that are wanting."""
        while len(self.workers) < self.wanted:
            try:
                self.workers.append(_Worker(self.context, self.serve, self.setup))
            except OSError as error:
                self.not_started(error.strerror or type(error).__name__)

    def not_started(self, reason: str) -> None:
        """Count a start that failed: after a few in a row those that live go on alone, and without any it is over."""
        self.failed += 1
        if self.failed >= STARTS:
            self.wanted = len(self.workers)
            if not self.workers:
                raise WorkersError(reason)

    def send(self, waiting: _Waiting[Item]) -> None:
        for worker in self.workers:
            while worker.ready and not worker.ended and len(worker.held) < AHEAD and waiting.more():
                worker.send(waiting.take())

    def receive(self) -> Iterator[tuple[Item, Any]]:
        """Yield what has come in, after waiting for it a little."""
        by_connection = {
            worker.connection: worker
            for worker in self.workers
            if not worker.ended and (worker.held or not worker.ready)
        }
        for heard in wait(list(by_connection), timeout=min(1.0, self.seconds)):
            assert isinstance(heard, Connection)
            worker = by_connection[heard]
            said = worker.receive()
            if isinstance(said, Ready):
                self.failed = 0
            elif not worker.ended:
                yield worker.held.popleft(), said

    def replace_lost(self, waiting: _Waiting[Item]) -> Iterator[tuple[Item, Any]]:
        """Yield the items over which workers were lost; what else these held goes back, and others take their places."""
        for worker in [*self.workers]:
            reason = worker.lost(self.seconds, self.to_start)
            if not reason:
                continue
            self.workers.remove(worker)
            worker.process.kill()
            worker.end()
            worker.bury()
            if not worker.ready:
                self.not_started(reason)
                continue
            if worker.held:
                yield worker.held.popleft(), Lost(reason)
            waiting.give_back(worker.held)

    def end(self) -> None:
        for worker in self.workers:
            worker.end()
        for worker in self.workers:
            worker.bury()


@contextmanager
def _written(setup: tuple[Any, ...], folder: Path | None) -> Iterator[Path]:
    """Write what every worker needs to a file, for as long as the block lasts."""
    handle, name = tempfile.mkstemp(prefix="setup-", dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            pickle.dump(setup, file)
        yield path
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let no interrupt of the terminal reach a process that starts in the block, not even before it can ignore it.

    It takes over which signals are held; those that come meanwhile reach this process after the block.
    """
    if sys.platform == "win32":
        yield
        return
    # Starting it later would end the holding.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
