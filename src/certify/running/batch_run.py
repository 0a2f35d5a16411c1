"""A whole batch: every submission accounted for, then all reports written as one."""

import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from certify.documents.files import on_disk, shown_name
from certify.language import Lang
from certify.problems import Problem, excerpt
from certify.programme.acts import problems_of_acts
from certify.programme.candidate import Candidate, Unreadable
from certify.programme.coverage import coverage
from certify.programme.standing import Standing, standings
from certify.reading.batch import Batch
from certify.reading.batch_folder import lone_reviews, submission_files
from certify.reading.places import aliases_digest
from certify.reading.review import review_beside
from certify.reporting.batch.notice import standing_text
from certify.reporting.batch.notice_fields import NoticeFields
from certify.reporting.batch.page import render_index
from certify.reporting.batch.recommendation_table import render_table, table_rows
from certify.reporting.batch.report import BatchReporter
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.batch.workbook import render_batch_workbook
from certify.reporting.shapes import to_json
from certify.reporting.word.documents import WordDocuments
from certify.rules.vocabulary import vocabulary
from certify.running.answering import Lost
from certify.running.cache import Kept
from certify.running.engine_digest import engine_digest
from certify.running.notices import tell_standings
from certify.running.page_names import page_stems
from certify.running.pool import run
from certify.running.staging import KEPT, MARK, staged, writing
from certify.running.work import NOTICES, PAGES, Done, Task, Wanted, Worker, serve

Outcomes: TypeAlias = dict[str, Candidate | Unreadable]

INDEX = "index.html"
TABLE = "推荐汇总表.csv"
WORKBOOK = "汇总表.xlsx"
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
) -> BatchReport:
    """Judge every submission of a batch and write its reports to `output`; `progress(done, all)` is called as it goes.

    Raises `ForeignFolderError` where `output` holds something else, `WorkersError` where no worker process can be
    started, and `AccountingError` where a file was lost.
    """
    files, unread = submission_files(batch, batch_file, output.resolve())
    with staged(output) as staging:
        for folder in (NOTICES, PAGES) if options.pages else (NOTICES,):
            with writing():
                (staging / folder).mkdir()
        kept = Kept(output, staging)
        made = _outcomes(batch, files, kept, staging, options, progress)
        _account([_name(batch, path) for path in files], made.outcomes)
        found = (*problems, *unread, *_lone(batch), *_documents(batch, made.documents))
        report, places = _conclude(batch, made.outcomes, found, options.lang)
        with writing():
            tell_standings(staging, batch, places, _unreadable(made.outcomes), options.lang)
            _write(staging, INDEX, render_index(report, batch.rules, options.lang).encode())
            rows = list(table_rows(batch, vocabulary(), places, options.lang))
            _write(staging, TABLE, render_table(rows, options.lang))
            if options.workbook:
                _write(staging, WORKBOOK, render_batch_workbook(report, batch.rules, options.lang))
            if options.word is not None:
                _write_word(staging, options.word, batch, report, places, rows, made.fields, options.lang)
            _write(staging, MARK, to_json(report, indent=1))
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
    return "\n".join((*digests, options.lang, str(options.pages), str(options.word is not None)))


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
    batch: Batch, files: list[Path], kept: Kept, staging: Path, options: Options, progress: Callable[[int, int], None]
) -> _Made:
    """Return the outcome of every file by its name, from an earlier run where nothing changed."""
    made = _Made({}, set(), {})

    def take(task: Task, done: Done) -> None:
        made.outcomes[task.file] = _held(done.outcome)
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
                problem = Problem("error", "judging_failed", f"{task.file}:1:1", params={"reason": done.reason})
                yield task, Done(lost.unreadable(task, {}, (problem,), "program"), (), (), lasting=False)
            else:
                assert isinstance(done, Done)
                yield task, done


def _held(outcome: Candidate | Unreadable) -> Candidate | Unreadable:
    return outcome.interned() if isinstance(outcome, Candidate) else outcome


def _account(files: list[str], outcomes: Outcomes) -> None:
    if sorted(files) != sorted(outcomes):
        raise AccountingError(f"{len(files)} submission files in, {len(outcomes)} out")


def _conclude(
    batch: Batch, outcomes: Outcomes, problems: tuple[Problem, ...], lang: Lang
) -> tuple[BatchReport, list[Standing]]:
    candidates = [one for one in outcomes.values() if isinstance(one, Candidate)]
    unreadable = _unreadable(outcomes)
    places = standings(batch, candidates, unreadable)
    units = coverage(batch, places, unreadable)
    found = (*problems, *problems_of_acts(batch, places, unreadable), *_empty(batch, outcomes))
    report = BatchReporter(batch, vocabulary(), lang).report(places, units, unreadable, found)
    return report, places


def _unreadable(outcomes: Outcomes) -> list[Unreadable]:
    """Return what could not be judged, in the order of the files."""
    return sorted((one for one in outcomes.values() if isinstance(one, Unreadable)), key=lambda one: one.file)


def _lone(batch: Batch) -> Iterator[Problem]:
    for path in lone_reviews(batch):
        yield Problem("error", "review_without_submission", f"{_name(batch, path)}:1:1")


def _documents(batch: Batch, named: Collection[Path]) -> Iterator[Problem]:
    """Yield the documents among the submissions that nobody names: some organization may have meant one as its own."""
    for path in sorted(batch.submissions.iterdir()):
        if path.suffix.lower() in DOCUMENTS and not path.name.startswith((".", "~$")) and path not in named:
            name = _name(batch, path)
            yield Problem("warning", "submission_in_document", f"{name}:1:1", params={"found": excerpt(name)})


def _empty(batch: Batch, outcomes: Outcomes) -> Iterator[Problem]:
    """Yield what makes a report mean less than it seems to: no submission, or no recognized organization on record."""
    if not batch.register:
        yield Problem("warning", "no_register", "batch.yaml:1:1")
    if not outcomes:
        yield Problem("warning", "no_submissions", f"{shown_name(batch.submissions)}:1:1")


def _write(staging: Path, name: str, content: bytes) -> None:
    (staging / on_disk(name)).write_bytes(content)


def _write_word(
    staging: Path,
    word: WordDocuments,
    batch: Batch,
    report: BatchReport,
    places: Sequence[Standing],
    rows: Sequence[Sequence[str]],
    fields: Mapping[str, NoticeFields],
    lang: Lang,
) -> None:
    """Write the lists and the notices as Word documents, from the templates in use."""
    for name, content in word.documents(report, rows, batch.decisions):
        _write(staging, name, content)
    for place in places:
        notice, found = place.candidate.notice, fields.get(place.candidate.file)
        if notice and found is not None:
            name = notice.removesuffix(".html") + ".docx"
            _write(staging, name, word.notice(found, standing_text(place.bars, lang)))
