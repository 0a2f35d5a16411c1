"""The program called as a user calls it, and batches in folders for it to judge."""

import io
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

from certify.cli.app import main
from tests.running.submissions import Content, ready, review, text

BATCH: Content = {
    "id": "batch-5",
    "title": "第五批（示例）",
    "ruleset": "shandong-2024@1.0.0",
    "period": {"start": "2025-01-01", "end": "2025-10-31"},
    "as_of": "2025-10-31",
    "opens_on": "2025-01-01",
    "recommend_by": "2025-10-31",
    "recognize_by": "2025-11-30",
}
# What would change the program's ways.
SETTINGS = ("CERTIFY_", "PYTHONHASHSEED", "PYTHONIOENCODING", "PYTHONUTF8", "LC_", "NO_COLOR", "COLUMNS")
STATUSES = (0, 1, 2, 3, 4)
Called = subprocess.CompletedProcess[str]
Tree = dict[str, bytes]


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of this process without the program's settings, then changed."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    return {**plain, "LANG": "C.UTF-8", **changes}


def certify(*arguments: str | Path, cwd: Path | None = None, timeout: float = 60, **changes: str) -> Called:
    """Call the program in a process of its own; the environment takes `changes`."""
    return subprocess.run(
        [sys.executable, "-m", "certify", *map(str, arguments)],
        cwd=cwd,
        env=environment(**changes),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def inside(*arguments: str | Path, **changes: str) -> Called:
    """Call the program within this process, which is many times faster and the same but for how workers start."""
    words = [str(argument) for argument in arguments]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(sys, "argv", ["certify", *words]))
        stack.enter_context(mock.patch.dict(os.environ, environment(**changes), clear=True))
        stack.enter_context(_quick_workers())
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        try:
            main()
            status: Any = 0
        except SystemExit as ended:
            status = ended.code
    said = []
    for stream in (out, err):
        stream.flush()
        stream.seek(0)
        said.append(stream.read())
    return subprocess.CompletedProcess(words, int(status or 0), *said)


@contextmanager
def _quick_workers() -> Iterator[None]:
    """Let workers start from a server that has the program loaded, where the system can do that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        yield
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["certify.running.work"])
    with mock.patch.object(multiprocessing, "get_context", return_value=context):
        yield


def tree(folder: Path) -> Tree:
    """Return the bytes of every file below a folder, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Folder:
    """A batch in a folder: `submissions/`, a batch file, tables beside it, and its reports in `out/`."""

    def __init__(self, home: Path, **fields: Any) -> None:
        """Write a batch file with `fields` besides the usual ones, or take the batch that is there."""
        self.home = home
        self.out = home / "out"
        self.submissions = home / "submissions"
        if not home.exists() or not any(home.iterdir()):
            self.submissions.mkdir(parents=True)
            self.write(**fields)

    def write(self, **fields: Any) -> None:
        """Write the batch file anew."""
        (self.home / "batch.yaml").write_text(text({**BATCH, **fields}), encoding="utf-8")

    def table(self, name: str, *rows: str) -> None:
        """Write a table beside the batch file, its heads the first row."""
        (self.home / f"{name}.csv").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")

    def submit(self, name: str, content: Content | None = None, reviewed: Content | None = None) -> Path:
        """Put in a submission, by default one without fault, with its review where there is one."""
        path = self.submissions / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(content or ready(name)), encoding="utf-8")
        if reviewed is not None:
            path.with_name(f"{path.stem}.review.yaml").write_text(text(reviewed), encoding="utf-8")
        return path

    def recommendable(self, name: str, jurisdiction: str = "370102", **changes: Any) -> Path:
        """Put in a submission with the review that makes it recommendable."""
        return self.submit(name, ready(name, jurisdiction, **changes), review(name))

    def command(self, *options: str | Path) -> list[str | Path]:
        """Return the arguments that judge the batch, with one worker unless the options say otherwise."""
        file = self.home if (self.home / "batch.yaml").exists() else self.home / "batch.json"
        workers = () if "--workers" in options else ("--workers", "1")
        output = () if "-o" in options else ("-o", self.out)
        return ["batch", file, *output, *workers, *options]

    def run(self, *options: str | Path) -> Called:
        """Judge the batch within this process."""
        return inside(*self.command(*options))

    def call(self, *options: str | Path, cwd: Path | None = None, timeout: float = 60, **changes: str) -> Called:
        """Judge the batch in a process of its own."""
        return certify(*self.command(*options), cwd=cwd, timeout=timeout, **changes)

    def report(self) -> dict[str, Any]:
        """Return the report that was written."""
        return read(self.out / "batch.json")

    def rows(self) -> dict[str, dict[str, Any]]:
        """Return the judged submissions of the report by file."""
        return {row["file"]: row for row in self.report()["organizations"]}


def read(path: Path) -> dict[str, Any]:
    """Return a JSON file."""
    found: dict[str, Any] = json.loads(path.read_bytes())
    return found


def codes(row: Mapping[str, Any]) -> list[str]:
    """Return the codes of the reasons of a row."""
    return [reason["code"] for reason in row["reasons"]]


def clean(called: Called) -> Called:
    """Return the call after checking that it ended as the contract says, not in a fault of the program."""
    assert called.returncode in STATUSES, called.stderr
    assert "Traceback" not in called.stderr, called.stderr
    return called
