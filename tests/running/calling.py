"""The program called as a user calls it, and batches in folders for it to judge."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
Called = subprocess.CompletedProcess[str]
Tree = dict[str, bytes]


def environment(**changes: str | None) -> dict[str, str]:
    """Return the environment of this process without what would change the program's ways, then changed."""
    dropped = ("CERTIFY_", "PYTHONHASHSEED", "PYTHONIOENCODING", "PYTHONUTF8", "LC_", "NO_COLOR", "COLUMNS")
    plain = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    found = {**plain, "LANG": "C.UTF-8", **changes}
    return {name: value for name, value in found.items() if value is not None}


def certify(*arguments: str | Path, cwd: Path | None = None, timeout: float = 60, **changes: str | None) -> Called:
    """Call the program; the environment takes `changes`."""
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


def tree(folder: Path) -> Tree:
    """Return the bytes of every file below a folder, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Folder:
    """A batch in a folder: `submissions/`, a batch file, tables beside it, and its reports in `out/`."""

    def __init__(self, home: Path, **fields: Any) -> None:
        """Write a batch file with `fields` besides the usual ones."""
        self.home = home
        self.out = home / "out"
        self.submissions = home / "submissions"
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

    def run(self, *options: str | Path, **changes: Any) -> Called:
        """Judge the batch with one worker unless the options say otherwise."""
        workers = () if "--workers" in options else ("--workers", "1")
        output = () if "-o" in options else ("-o", self.out)
        return certify("batch", self.file(), *output, *workers, *options, **changes)

    def file(self) -> Path:
        """Return what the command is given: the folder, or the batch file where that has another name."""
        return self.home if (self.home / "batch.yaml").exists() else self.home / "batch.json"

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
    """Return the call after checking that the program did not break down."""
    assert "Traceback" not in called.stderr, called.stderr
    assert called.returncode in (0, 1, 2, 3, 4)
    return called
