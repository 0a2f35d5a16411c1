"""The child seen from outside: started when there is a first file, watched, replaced when it dies."""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from typing import Any, Literal

from certify.workbooks.bounds import SECONDS_PER_FILE
from certify.workbooks.frames import read_frame, write_frame

Lost = Literal["workbook_crashed", "workbook_too_slow"]
_COMMAND = (sys.executable, "-P", "-m", "certify.workbooks.child")


class Reader:
    """One child and the pipe to it; one file at a time."""

    def __init__(self, seconds: float = SECONDS_PER_FILE, command: tuple[str, ...] = _COMMAND) -> None:
        self.seconds = seconds
        self.command = command
        self.child: subprocess.Popen[bytes] | None = None
        self.owner = 0
        self.used = False
        self.late = False
        self.lock = threading.Lock()

    def read(self, raw: bytes) -> dict[str, Any] | Lost:
        """Return the child's answer to a file, or how the child was lost over it.

        A child that had read other files may have died of what they left behind: then a fresh one is asked.
        """
        with self.lock:
            try:
                used = self._start()
                found = self._ask(raw)
                if found == "workbook_crashed" and used:
                    self._start()
                    found = self._ask(raw)
            except OSError:
                return "workbook_crashed"
            return found

    def close(self) -> None:
        """End the child."""
        child, self.child = self.child, None
        if child is None or self.owner != os.getpid():
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _start(self) -> bool:
        """Make sure that there is a child of this very process; return whether it has read before."""
        if self.child is not None and self.owner == os.getpid() and self.child.poll() is None:
            return self.used
        self.close()
        self.owner = os.getpid()
        self.used = False
        self.child = subprocess.Popen(  # noqa: S603 - our own module
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return False

    def _ask(self, raw: bytes) -> dict[str, Any] | Lost:
        child = self.child
        assert child is not None
        assert child.stdin is not None
        assert child.stdout is not None
        self.late = False
        timer = threading.Timer(self.seconds, self._expire, (child,))
        timer.daemon = True
        timer.start()
        content: bytes | None = None
        try:
            with contextlib.suppress(BrokenPipeError):
                write_frame(child.stdin, raw)
                content = read_frame(child.stdout)
            found: dict[str, Any] = {} if content is None else json.loads(content)
        except BaseException:
            # Between a question and its answer nothing else can be asked.
            self.close()
            raise
        finally:
            timer.cancel()
        if not found:
            self.close()
            return "workbook_too_slow" if self.late else "workbook_crashed"
        self.used = True
        return found

    def _expire(self, child: subprocess.Popen[bytes]) -> None:
        self.late = True
        child.kill()


READER = Reader()
atexit.register(READER.close)
