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

from certify.documents.files import on_disk
from certify.programme.candidate import Candidate, Unreadable
from certify.reading.submission import ABSENT, THERE, file_state
from certify.reporting.batch.notice import without_standing
from certify.running.intake import Task
from certify.running.kept_shape import has_shape, is_of
from certify.running.line_store import LinesBefore, digest_of_line
from certify.running.run_record import RUN_FILE
from certify.running.staging import KEPT
from certify.running.work import Done

SEAL = "seal"
_OUTCOMES: dict[object, type[Candidate | Unreadable]] = {"candidate": Candidate, "unreadable": Unreadable}


class Kept:
    """The results kept in an output folder, and those to keep from now on."""

    def __init__(self, output: Path, staging: Path) -> None:
        """Read what is kept in `output`; pages taken over are put into `staging`."""
        self.output = output
        self.staging = staging
        self.before = _read(output / KEPT)
        self.records = LinesBefore(output / RUN_FILE)
        self.now: dict[str, str] = {}

    def find(self, task: Task) -> Done | None:
        """Return the kept result of a task with its pages in place, or nothing where anything is not as it was."""
        entry = self.before.get(task.key)
        if not isinstance(entry, dict):
            return None
        try:
            found = _done(entry, task, self._record(entry))
            if found is None or not _unchanged(task, found) or not self._take(entry["digests"]):
                return None
        except (KeyError, TypeError, ValueError, RecursionError, OSError):
            return None
        self.now[task.key] = _line(entry)
        return found

    def keep(self, task: Task, done: Done) -> None:
        """Keep a result for the next run, unless it might be another one then."""
        if not done.lasting:
            return
        digests = {name: _digest(self.staging / on_disk(name)) for name in done.written}
        kind = "candidate" if isinstance(done.outcome, Candidate) else "unreadable"
        self.now[task.key] = _line(
            {
                "kind": kind,
                "outcome": asdict(done.outcome),
                "looked_at": [list(pair) for pair in done.looked_at],
                "digests": digests,
                "fields": done.fields,
                "record": digest_of_line(done.record),
            }
        )

    def write(self, path: Path) -> None:
        """Write the results to a file, a line each, keys in order."""
        with path.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as file:
            for number, (key, line) in enumerate(sorted(self.now.items())):
                file.write(f'{"," if number else "{"}"{key}":{line}\n')
            file.write("}\n" if self.now else "{}\n")

    def _record(self, entry: Mapping[str, Any]) -> bytes | None:
        """Return what the record of the earlier run keeps of a result; one that could not be judged is recorded anew."""
        kept = entry["record"]
        return b"" if kept == digest_of_line(b"") else self.records.find(kept)

    def _take(self, digests: Mapping[str, str]) -> bool:
        """Put earlier pages into the staged reports; false where one is gone or was altered."""
        for name, digest in digests.items():
            source = self.output / on_disk(name)
            if not source.is_file() or _digest(source) != digest:
                return False
        for name in digests:
            source, target = (folder / on_disk(name) for folder in (self.output, self.staging))
            target.unlink(missing_ok=True)
            try:
                os.link(source, target)
            except OSError:
                shutil.copyfile(source, target)
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
        # Anything can stand there, a pipe that never ends too.
        content = json.loads(path.read_bytes()) if path.is_file() else None
        if isinstance(content, dict):
            return content
    return {}


def _digest(path: Path) -> str:
    """Return the digest of a page without what is said in it of the standing, which is written anew in every run."""
    return hashlib.sha256(without_standing(path.read_bytes())).hexdigest()


def _done(entry: Mapping[str, Any], task: Task, record: bytes | None) -> Done | None:
    """Return the result of an entry, or nothing where it is not one of this very task."""
    if entry[SEAL] != _seal({name: value for name, value in entry.items() if name != SEAL}):
        return None
    shape = _OUTCOMES.get(entry["kind"])
    digests, looked_at = entry["digests"], entry["looked_at"]
    if record is None or shape is None or not has_shape(entry["outcome"], shape):
        return None
    if not is_of(digests, dict[str, str]) or not is_of(looked_at, list[list[str]]):
        return None
    fields = entry["fields"]
    if fields is not None and not isinstance(fields, dict):
        return None
    beside = tuple((name, state) for name, state in looked_at)
    done = Done(shape(**entry["outcome"]), tuple(digests), beside, fields=fields, record=record)
    pages = {done.outcome.notice, done.outcome.page if isinstance(done.outcome, Candidate) else ""} - {""}
    own = (done.outcome.file, done.outcome.key) == (task.file, task.key)
    # A name from the file is one that is read, linked and removed: none but the task's own pages are believed.
    return done if own and pages <= digests.keys() <= task.pages() else None


def _unchanged(task: Task, done: Done) -> bool:
    """Return whether the files beside the submission are as they were."""
    folder = task.path.parent
    return all(
        file_state(folder, name, content=state not in (ABSENT, THERE)) == state for name, state in done.looked_at
    )
