"""Results of an earlier run, kept beside the reports: used only where everything they depend on is the same.

The key of a result is the digest of the submission, its review, the batch, the rules and the program. Files beside the
submission that were looked for are looked for again, and a page is taken over only where its bytes are those that were
written. The file can be deleted at any time.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from certify.programme.candidate import Candidate, Unreadable
from certify.reading.submission import ABSENT, THERE, file_state
from certify.running.work import Done, Task

NAME = ".kept.json"
SEAL = "seal"


class Kept:
    """The results kept in an output folder, and those to keep from now on."""

    def __init__(self, output: Path, staging: Path) -> None:
        """Read what is kept in `output`; pages taken over are put into `staging`."""
        self.output = output
        self.staging = staging
        self.before = _read(output / NAME)
        self.now: dict[str, str] = {}

    def find(self, task: Task) -> Done | None:
        """Return the kept result of a task with its pages in place, or nothing where anything is not as it was."""
        entry = self.before.get(task.key)
        if entry is None:
            return None
        try:
            if entry[SEAL] != _seal({name: value for name, value in entry.items() if name != SEAL}):
                return None
            found = _done(entry)
            folder = task.path.parent
            same = all(
                file_state(folder, name, content=state not in (ABSENT, THERE)) == state
                for name, state in found.looked_at
            )
            if not same or found.outcome.file != task.file or not self._take(entry["digests"]):
                return None
        except (AttributeError, KeyError, TypeError, ValueError, OSError):
            return None
        self.now[task.key] = _line(entry)
        return found

    def keep(self, task: Task, done: Done) -> None:
        """Keep a result for the next run."""
        digests = {name: _digest(self.staging / name) for name in done.written}
        kind = "candidate" if isinstance(done.outcome, Candidate) else "unreadable"
        self.now[task.key] = _line(
            {
                "kind": kind,
                "outcome": asdict(done.outcome),
                "looked_at": [list(pair) for pair in done.looked_at],
                "digests": digests,
            }
        )

    def write(self, path: Path) -> None:
        """Write the results to a file, a line each, keys in order."""
        with path.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            for number, (key, line) in enumerate(sorted(self.now.items())):
                file.write(f'{"," if number else "{"}"{key}":{line}\n')
            file.write("}\n" if self.now else "{}\n")

    def _take(self, digests: Mapping[str, str]) -> bool:
        """Put earlier pages into the staged reports; false where one is gone or was altered."""
        for name, digest in digests.items():
            source = self.output / name
            if not source.is_file() or _digest(source) != digest:
                return False
        for name in digests:
            target = self.staging / name
            target.unlink(missing_ok=True)
            try:
                os.link(self.output / name, target)
            except OSError:
                shutil.copyfile(self.output / name, target)
        return True


def _line(entry: Mapping[str, Any]) -> str:
    content = {name: value for name, value in entry.items() if name != SEAL}
    sealed = {**content, SEAL: _seal(content)}
    return json.dumps(sealed, ensure_ascii=False, separators=(",", ":"))


def _seal(content: Mapping[str, Any]) -> str:
    """Return the digest of an entry: one that was edited or spoilt does not carry its own."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _read(path: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError, RecursionError):
        content = json.loads(path.read_bytes())
        if isinstance(content, dict):
            return content
    return {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _done(entry: Mapping[str, Any]) -> Done:
    outcome = Candidate(**entry["outcome"]) if entry["kind"] == "candidate" else Unreadable(**entry["outcome"])
    looked_at = tuple((str(name), str(state)) for name, state in entry["looked_at"])
    return Done(outcome, tuple(entry["digests"]), looked_at)
