"""What the workers of the pool's tests do; spawned processes import it."""

import os
import signal
import struct
import sys
import time
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from certify.running.answering import answer


def serve(connection: Connection, factor: int) -> None:
    """Answer numbers times `factor`; words make the process die, hang or break."""
    answer(connection, partial(_answer, factor=factor, connection=connection))


def _answer(item: int | str, factor: int, connection: Connection) -> int:
    match item:
        case "exit":
            os._exit(7)
        case "kill":
            os.kill(os.getpid(), 9)
        case "hang":
            time.sleep(600)
        case "raise":
            raise SystemExit(3)
        case "fault":
            raise ValueError("身份证号 370102199001011234")
        case "full":
            raise OSError(28, "No space left on device", "/secret/name")
        case "interrupt":
            os.kill(os.getpid(), signal.SIGINT)
            return 1
        case "unsendable":
            return lambda: None  # type: ignore[return-value]
        case "half":
            os.write(connection.fileno(), struct.pack("!i", 1000) + b"only the beginning")
            os._exit(7)
    assert isinstance(item, int)
    return item * factor


def never(_connection: Connection) -> None:
    """End at once: a program that cannot even start."""
    os._exit(9)


def stuck(_connection: Connection) -> None:
    """Start for ever."""
    time.sleep(600)


def broken(_connection: Connection) -> None:
    """Fail while starting, with somebody's data in the error."""
    raise ValueError("身份证号 370102199001011234")


def second_time_lucky(connection: Connection, home: Path) -> None:
    """End at once in the first two processes; answer in all others."""
    for name in ("first", "second"):
        try:
            (home / name).touch(exist_ok=False)
        except FileExistsError:
            continue
        sys.exit(9)
    answer(connection, _itself)


def size(connection: Connection, large: bytes) -> None:
    """Answer every item with the size of the setup."""
    answer(connection, lambda _: len(large))


def _itself(item: object) -> object:
    return item


def slow(connection: Connection, seconds: float) -> None:
    """Answer every item with itself, after a while."""

    def answered(item: object) -> object:
        time.sleep(seconds)
        return item

    answer(connection, answered)
