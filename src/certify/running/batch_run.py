"""A whole batch: every submission accounted for, then all reports written as one."""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from certify.documents.files import on_disk, shown_name
from certify.language import Lang
from certify.problems import Problem, excerpt
from certify.programme.candidate import Candidate, Unreadable
from certify.reading.batch import Batch
from certify.reading.batch_folder import lone_reviews, submission_files
from certify.reading.places import aliases_digest
from certify.reading.review import review_beside
from certify.reporting.batch.notice_fields import NoticeFields
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.monitoring.shapes import MonitoringReport
from certify.reporting.word.documents import WordDocuments
from certify.rules.vocabulary import vocabulary
from certify.running.answering import Lost
from certify.running.batch_reports import Judged, write_reports
from certify.running.cache import Kept
from certify.running.engine_digest import engine_digest
from certify.running.intake import NOTICES, PAGES, Task
from certify.running.line_store import LineStore
from certify.running.page_names import page_stems
from certify.running.pool import run
from certify.running.run_record import unread_line
from certify.running.staging import KEPT, staged, writing
from certify.running.work import Done, Wanted, Worker, serve

Outcomes: TypeAlias = dict[str, Candidate | Unreadable]

# What organizations send in place of the form.
DOCUMENTS = (".doc", ".docx", ".wps", ".et", ".xlsm", ".xlsb", ".pdf", ".rtf")


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch is run; none of it changes a verdict."""

    lang: Lang
    workers: int
    pages: bool
    keep: bool
    workbook: bool = True
    word: WordDocuments | None = None


class AccountingError(Exception):
    """Submission files went in that did not come out: a fault of the program, never of an input."""


def run_batch(
    batch: Batch,
    batch_file: Path,
    output: Path,
    problems: tuple[Problem, ...],
    options: Options,
    progress: Callable[[int, int], None],
) -> BatchReport | MonitoringReport:
    """Judge every submission of a batch and write its reports to `output`; `progress(done, all)` is called as it goes.

    Raises `ForeignFolderError` where `output` holds something else, `WorkersError` where no worker process can be
    started, and `AccountingError` where a file was lost.
    """
    files, unread = submission_files(batch, batch_file, output.resolve())
    with staged(output) as staging, LineStore(staging) as records:
        for folder in (NOTICES, PAGES) if options.pages else (NOTICES,):
            with writing():
                (staging / folder).mkdir()
        kept = Kept(output, staging)
        made = _outcomes(batch, files, kept, records, staging, options, progress)
        _account([_name(batch, path) for path in files], made.outcomes)
        found = (*problems, *unread, *_lone(batch), *_documents(batch, made.documents))
        judged_all = Judged(batch, made.outcomes, made.fields, found)
        with writing():
            report = write_reports(
                staging, judged_all, records.lines(), options.lang, workbook=options.workbook, word=options.word
            )
            if options.keep:
                kept.write(staging / KEPT)
    return report


def _name(batch: Batch, path: Path) -> str:
    """Return the name of a file in the reports."""
    return shown_name(path.relative_to(batch.submissions).as_posix())


def tasks_of(batch: Batch, files: list[Path], options: Options) -> Iterator[Task]:
    """Yield the task of every submission file, with its key where results are kept."""
    common = _common_key(batch, options) if options.keep else ""
    names = [_name(batch, path) for path in files]
    stems = page_stems(names)
    for path, file in zip(files, names, strict=True):
        review = review_beside(path)
        key = _key(f"{common}\n{file}\n{stems[file]}\n", path, review) if options.keep else ""
        # One that is there and cannot be read is no missing one: without its review nobody is judged.
        yield Task(file, path, review if os.path.lexists(review) else None, stems[file], key)


def _common_key(batch: Batch, options: Options) -> str:
    """Return what the results of all submissions depend on."""
    digests = (engine_digest(), batch.digest, batch.rules.digest, vocabulary().digest, aliases_digest())
    readings = (f"{key}={value}" for key, value in sorted(batch.rules.readings_in_force().items()))
    return "\n".join((*digests, *readings, options.lang, str(options.pages), str(options.word is not None)))


def _key(common: str, *files: Path) -> str:
    """Return the digest of everything that a result depends on."""
    digest = hashlib.sha256(common.encode())
    for path in files:
        digest.update(_file_digest(path))
    return digest.hexdigest()


def _file_digest(path: Path) -> bytes:
    if not os.path.lexists(path):
        return b"none"
    try:
        # A pipe may never end, nor may a device.
        if not path.is_file():
            return b"no file"
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        return str(error.errno).encode()


@dataclass(frozen=True, slots=True)
class _Made:
    """What came of all files: the outcome of each, documents that submissions name as evidence, fields of notices."""

    outcomes: Outcomes
    documents: set[Path]
    fields: dict[str, NoticeFields]


def _outcomes(
    batch: Batch,
    files: list[Path],
    kept: Kept,
    records: LineStore,
    staging: Path,
    options: Options,
    progress: Callable[[int, int], None],
) -> _Made:
    """Return the outcome of every file by its name, from an earlier run where nothing changed.

    What the record of the run keeps of each goes to `records`.
    """
    made = _Made({}, set(), {})

    def take(task: Task, done: Done) -> None:
        made.outcomes[task.file] = _held(done.outcome)
        records.put(task.file, done.record or _unread(task, done))
        beside = (name for name, _ in done.looked_at if name.lower().endswith(DOCUMENTS))
        made.documents.update(task.path.parent / on_disk(name) for name in beside)
        if done.fields is not None:
            made.fields[task.file] = done.fields

    def waiting() -> Iterator[Task]:
        for task in tasks_of(batch, files, options):
            found = kept.find(task) if options.keep else None
            if found is None:
                yield task
            else:
                take(task, found)

    wanted = Wanted(staging, options.pages, options.word is not None)
    for task, done in judged(batch, waiting(), options, wanted, len(files)):
        take(task, done)
        if options.keep:
            kept.keep(task, done)
        progress(len(made.outcomes), len(files))
    return made


def judged(
    batch: Batch, tasks: Iterator[Task], options: Options, wanted: Wanted, count: int
) -> Iterator[tuple[Task, Done]]:
    """Yield every task with what came of it; where a worker was lost over it, that it could not be judged."""
    lost = Worker(batch, options.lang, wanted)
    folder = wanted.staging.parent if wanted.staging else None
    # Closed before the folder that the workers write to goes.
    with closing(
        run(tasks, serve, (batch, options.lang, wanted), min(options.workers, max(1, count)), folder=folder)
    ) as answers:
        for task, done in answers:
            if isinstance(done, Lost):
                yield task, lost.lost(task, done.reason)
            else:
                assert isinstance(done, Done)
                yield task, done


def _unread(task: Task, done: Done) -> bytes:
    """Return what the record of the run keeps of a submission that could not be judged."""
    assert isinstance(done.outcome, Unreadable)
    submission, review = (_digest(path) for path in (task.path, task.review))
    return unread_line(done.outcome, submission, review, done.looked_at)


def _digest(path: Path | None) -> str:
    return "" if path is None else f"sha256:{_file_digest(path).hex()}"


def _held(outcome: Candidate | Unreadable) -> Candidate | Unreadable:
    return outcome.interned() if isinstance(outcome, Candidate) else outcome


def _account(files: list[str], outcomes: Outcomes) -> None:
    if sorted(files) != sorted(outcomes):
        raise AccountingError(f"{len(files)} submission files in, {len(outcomes)} out")


def _lone(batch: Batch) -> Iterator[Problem]:
    for path in lone_reviews(batch):
        yield Problem("error", "review_without_submission", f"{_name(batch, path)}:1:1")


def _documents(batch: Batch, named: Collection[Path]) -> Iterator[Problem]:
    """Yield the documents among the submissions that nobody names: some organization may have meant one as its own."""
    for path in sorted(batch.submissions.iterdir()):
        if path.suffix.lower() in DOCUMENTS and not path.name.startswith((".", "~$")) and path not in named:
            name = _name(batch, path)
            yield Problem("warning", "submission_in_document", f"{name}:1:1", params={"found": excerpt(name)})
