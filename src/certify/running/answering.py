"""What a worker process does whatever its work: take its setup, answer items, tell of faults without anybody's data."""

import contextlib
import pickle
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any


@dataclass(frozen=True, slots=True)
class Ready:
    """What a worker says first: it has started and takes items."""


@dataclass(frozen=True, slots=True)
class Unable:
    """What a worker says last where it cannot go on."""

    reason: str


@dataclass(frozen=True, slots=True)
class Lost:
    """What stands for the outcome of an item at which a worker failed, died or hung."""

    reason: str


def begin(connection: Connection, serve: Callable[..., None], setup: Path) -> None:
    """Be a worker process: `serve` with the setup that was written to a file."""
    # An interrupt is for the process that started this one, and that ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        serve(connection, *pickle.loads(setup.read_bytes()))  # noqa: S301 - written by the process that started this one
    except Exception as error:  # noqa: BLE001 - the last resort: told, never printed with what it was about
        with contextlib.suppress(OSError):
            connection.send(Unable(told(error)))


def answer(connection: Connection, do: Callable[[Any], object]) -> None:
    """Say that items can come, and answer each with what `do` makes of it, until nobody is there to hear it."""
    with contextlib.suppress(EOFError, ConnectionError):
        connection.send(Ready())
        while True:
            connection.send(_outcome(do, connection.recv()))


def _outcome(do: Callable[[Any], object], item: object) -> object:
    try:
        return do(item)
    except Exception as error:  # noqa: BLE001 - a fault at one item is told in its place; the others are not affected
        return Lost(told(error))


def told(error: Exception) -> str:
    """Return an error by its kind and its place in the program, without its words, which may hold data."""
    said = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    return f"{type(error).__name__}{said}, {_place(error.__traceback__)}"


def _place(trace: TracebackType | None) -> str:
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
