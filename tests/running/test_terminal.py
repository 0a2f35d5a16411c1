"""What a terminal sees, and what a pipe or a file sees instead: colours, progress, encodings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running.calling import Folder, certify, clean, environment
from tests.running.submissions import ready, text

pty = pytest.importorskip("pty")
ESCAPE = "\x1b["


def on_terminal(stream: str, *arguments: str | Path, **changes: str) -> str:
    """Call the program with one of its streams on a terminal, and return what stands there."""
    ours, theirs = pty.openpty()
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: theirs}
    command = [sys.executable, "-m", "certify", *map(str, arguments)]
    with subprocess.Popen(command, env=environment(TERM="xterm", **changes), **streams) as process:
        os.close(theirs)
        found = b""
        while True:
            try:
                read = os.read(ours, 65536)
            except OSError:
                break
            if not read:
                break
            found += read
        process.wait(60)
    os.close(ours)
    return found.decode()


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(text(ready("a", signage__emblem_displayed=False)), encoding="utf-8")
    return path


@pytest.mark.parametrize(("settings", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_a_terminal_has_colours_unless_they_are_unwanted(
    submission: Path, settings: dict[str, str], *, coloured: bool
) -> None:
    found = on_terminal("stdout", "check", submission, **settings)
    assert (ESCAPE in found) is coloured
    assert "示例a劳动人事争议调解中心" in found


def test_a_pipe_has_no_colours_and_neither_has_a_file(submission: Path, tmp_path: Path) -> None:
    assert ESCAPE not in clean(certify("check", submission, FORCE_COLOR="1", TERM="xterm")).stdout
    assert ESCAPE not in on_terminal("stdout", "check", submission, "-o", tmp_path / "report.txt")
    assert ESCAPE not in (tmp_path / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["json", "md", "html"])
def test_only_the_text_report_is_ever_coloured(submission: Path, form: str) -> None:
    assert ESCAPE not in on_terminal("stdout", "check", submission, "--format", form)


def test_progress_is_shown_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    for number in range(3):
        folder.submit(f"org-{number}")
    assert "评判" in on_terminal("stderr", *folder.command("--no-cache"))
    called = clean(folder.call("--no-cache"))
    assert called.stderr == ""
    assert ESCAPE not in called.stdout


@pytest.mark.parametrize(("encoding", "lang"), [("gbk", "zh"), ("ascii", "zh"), ("cp1252", "en")])
def test_no_console_encoding_stops_a_report(submission: Path, encoding: str, lang: str) -> None:
    called = clean(certify("check", submission, "--lang", lang, PYTHONIOENCODING=encoding))
    assert called.returncode == 1
    assert called.stderr == ""
    assert len(called.stdout.splitlines()) > 20


def test_a_gbk_console_shows_every_mark(submission: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "certify", "check", str(submission)],
        env=environment(PYTHONIOENCODING="gbk"),
        capture_output=True,
        check=False,
    )
    shown = found.stdout.decode("gbk")
    assert shown.replace("\r\n", "\n") == clean(certify("check", submission)).stdout
    assert {"×", "√", "○"} <= set(shown)


def test_a_gbk_console_shows_what_came_of_a_batch(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch", title="批次🤝")
    folder.submit("a")
    (folder.submissions / "坏🤝.yaml").write_text("x: [", encoding="utf-8")
    called = clean(folder.call(PYTHONIOENCODING="gbk"))
    assert called.returncode == 4
    assert called.stderr == ""


def test_a_reader_that_has_read_enough_is_no_fault(submission: Path) -> None:
    command = f'"{sys.executable}" -m certify check "{submission}" --format html | head -c 10; exit ${{PIPESTATUS[0]}}'
    found = subprocess.run(["bash", "-c", command], env=environment(), capture_output=True, check=False)
    assert found.stderr == b""
    assert found.returncode in (0, 1)
