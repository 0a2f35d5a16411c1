"""Standard output that cannot be written: a reader that has gone keeps the status, a full disk is told."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running.calling import environment
from tests.running.submissions import ready, text

FULL = Path("/dev/full")
COMMANDS = [
    (["--help"], 0),
    (["--version"], 0),
    (["schema", "report"], 0),
    (["rules", "list"], 0),
    (["rules", "show"], 0),
    (["rules", "lint"], 0),
    (["explain", "A1-8"], 0),
    (["check", "a.yaml"], 1),
    (["check", "a.yaml", "--format", "json"], 1),
    (["check", "a.yaml", "--format", "html"], 1),
    (["batch", ".", "-o", "out", "--workers", "1"], 0),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(text(ready("a", signage__emblem_displayed=False)), encoding="utf-8")
    batch = {
        "id": "b",
        "title": "b",
        "ruleset": "shandong-2024@1.0.0",
        "period": {"start": "2025-01-01", "end": "2025-10-31"},
        "as_of": "2025-10-31",
        "opens_on": "2025-01-01",
        "recommend_by": "2025-10-31",
        "recognize_by": "2025-11-30",
    }
    (tmp_path / "batch.yaml").write_text(text(batch), encoding="utf-8")
    return tmp_path


def call(command: list[str], folder: Path, stdout: int, **changes: str) -> tuple[int, str]:
    """Call the program with that standard output; return its status and what it says on standard error."""
    called = subprocess.run(
        [sys.executable, "-m", "certify", *command],
        cwd=folder,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=environment(**changes),
        timeout=60,
        check=False,
    )
    return called.returncode, called.stderr.decode()


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    """Give the end of a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(("command", "status"), COMMANDS, ids=str)
def test_a_reader_that_has_gone_changes_no_status(
    folder: Path, closed_pipe: int, command: list[str], status: int, unbuffered: str
) -> None:
    assert call(command, folder, closed_pipe, PYTHONUNBUFFERED=unbuffered) == (status, "")


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize(("command", "status"), COMMANDS, ids=str)
def test_a_full_disk_is_told(folder: Path, command: list[str], status: int) -> None:
    assert status in (0, 1)
    with FULL.open("wb") as full:
        code, said = call(command, folder, full.fileno())
    assert code == 2
    assert said.startswith("certify: 无法写入标准输出")
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1
