"""What the workers of the pool's tests do; spawned processes import it."""

import os
import struct
import time
from multiprocessing.connection import Connection


def serve(connection: Connection, factor: int) -> None:
    """Answer numbers times `factor`; words make the process die, hang or break."""
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        connection.send(_answer(item, factor, connection))


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
        case "half":
            os.write(connection.fileno(), struct.pack("!i", 1000) + b"only the beginning")
            os._exit(7)
    assert isinstance(item, int)
    return item * factor


def never(_connection: Connection) -> None:
    """End at once: a program that cannot even start."""
    os._exit(9)


def slow(connection: Connection, seconds: float) -> None:
    """Answer every item with itself, after a while."""
    while True:
        try:
            item = connection.recv()
        except EOFError:
            return
        time.sleep(seconds)
        connection.send(item)
