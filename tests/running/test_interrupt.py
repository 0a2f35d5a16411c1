"""Ctrl-C at any moment: no traceback, exit status 130, no workers left, nothing half-written."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running.calling import Folder, clean, environment, tree
from tests.running.submissions import ready

pytestmark = pytest.mark.skipif(os.name == "nt", reason="interrupts come otherwise there")
PATIENCE = 60.0


def staging(folder: Folder) -> list[Path]:
    return list(folder.home.glob(".out.*"))


def starting(folder: Folder) -> bool:
    """Return whether workers are being started."""
    return any(home.glob("setup-*") for home in staging(folder))


def judging(folder: Folder) -> bool:
    """Return whether a worker has written a page."""
    return any(any(home.glob("new/organizations/*.html")) for home in staging(folder))


def group(process: subprocess.Popen[bytes]) -> list[str]:
    """Return the processes of the group that a process leads."""
    found = subprocess.run(["ps", "-o", "pid=", "-g", str(process.pid)], capture_output=True, text=True, check=False)
    return found.stdout.split()


@pytest.mark.parametrize("moment", [starting, judging])
def test_an_interrupt_ends_the_run_and_its_workers_and_leaves_the_old_report(
    tmp_path: Path, moment: Callable[[Folder], bool]
) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a")
    assert clean(folder.run()).returncode == 0
    before = tree(folder.out)
    for number in range(600):
        folder.submit(f"org-{number}", ready(f"org-{number}"))
    command = [sys.executable, "-m", "certify", *map(str, folder.command("--no-cache", "--workers", "2"))]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        until = time.monotonic() + PATIENCE
        while not moment(folder):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.002)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert said[0] == b""
    assert said[1] in (b"", "certify: 已中断 / interrupted\n".encode())
    # The last helpers of Python's own notice a moment later that nobody is left.
    until = time.monotonic() + PATIENCE
    while group(process) and time.monotonic() < until:
        time.sleep(0.1)
    assert group(process) == []
    assert staging(folder) == []
    assert tree(folder.out) == before


def test_workers_that_cannot_start_are_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a")
    assert clean(folder.run()).returncode == 0
    before = tree(folder.out)
    monkeypatch.setattr("certify.running.pool._Worker", refused)
    for lang, said in (("zh", "工作进程无法启动"), ("en", "worker processes cannot start")):
        called = clean(folder.run("--no-cache", "--lang", lang))
        assert called.returncode == 2
        assert said in called.stderr
        assert called.stdout == ""
    assert tree(folder.out) == before
    assert staging(folder) == []


def refused(*_: object) -> None:
    raise BlockingIOError(11, "Resource temporarily unavailable")
