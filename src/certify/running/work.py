"""One submission of a batch: taken in, judged, its pages written, summed up. This is what a worker process does."""

import gc
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from certify.documents.files import on_disk
from certify.judging.judge import Judgement, judge
from certify.judging.traces import Trace, traces
from certify.language import Lang, Text
from certify.problems import Problem
from certify.programme.candidate import Candidate, Unreadable
from certify.reading.batch import Batch
from certify.reporting.batch.notice import render_notice, render_return
from certify.reporting.batch.notice_fields import NoticeFields, notice_fields
from certify.reporting.check_report import CheckReporter
from certify.reporting.pages import render_html
from certify.rules.vocabulary import vocabulary
from certify.running.answering import answer
from certify.running.intake import NOTICES, PAGES, Intake, Task, take_in
from certify.running.run_record import judged_line
from certify.running.summary import Summary

# What may be otherwise in the next run, though the files are the same: a busy machine, a disk that failed, a rule set
# that was put in since.
PASSING = ("file_unreadable", "workbook_crashed", "workbook_too_slow", "unknown_check")


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task, the files written for it, and the files beside the submission that were looked for.

    One that is not `lasting` may come out otherwise in the next run, from the same files. `fields` are what its notice
    says, and `traces` what may be recognized in other submissions; each is there where it was wanted. `record` is what
    a run keeps of one that was judged, where its reports are written.
    """

    outcome: Candidate | Unreadable
    written: tuple[str, ...]
    looked_at: tuple[tuple[str, str], ...]
    lasting: bool = True
    fields: NoticeFields | None = None
    traces: tuple[Trace, ...] = ()
    record: bytes = b""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is made of each submission besides its verdicts; none of it changes one.

    `staging` is the folder that pages and notices are written to: where it is none, nothing is written. `fields` are
    those of notices in Word; with a `key`, traces are kept that are hashed with it.
    """

    staging: Path | None = None
    pages: bool = False
    fields: bool = False
    key: bytes = b""


def serve(connection: Connection, batch: Batch, lang: Lang, wanted: Wanted) -> None:
    """Answer tasks."""
    worker = Worker(batch, lang, wanted)
    settle()
    answer(connection, worker.do)


def settle() -> None:
    """Let the collector leave what was loaded for good, and come by rarely: trees and facts have no cycles."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)


class Worker:
    """Judges the submissions of one batch, one after another."""

    def __init__(self, batch: Batch, lang: Lang, wanted: Wanted) -> None:
        """Take the batch, the language, and what is wanted."""
        self.batch = batch
        self.lang: Lang = lang
        self.wanted = wanted
        self.checks = frozenset(check.id for check in batch.rules.checks())
        self.summary = Summary(batch, lang)
        self.reporter = CheckReporter(vocabulary(), lang, partial(_unit_label, batch))
        self.tiers = dict(batch.rules.tiers)

    def do(self, task: Task) -> Done:
        """Judge one submission."""
        taken = take_in(task, self.batch, self.checks)
        if taken.fault is not None:
            return self.returned(taken)
        submission = taken.reading.submission
        assert submission is not None
        judgement = judge(submission, self.batch.rules, taken.review)
        problems = (*taken.problems, *self.summary.remarks(judgement))
        fields = notice_fields(judgement, self.reporter, self.batch.title) if self.wanted.staging else None
        written = self.write(task, judgement, problems, fields)
        candidate = self.summary.candidate(task, judgement, problems, **written)
        looked_at = taken.reading.looked_at
        kept = fields if self.wanted.fields else None
        found = traces(judgement.submission, self.wanted.key) if self.wanted.key else ()
        record = judged_line(candidate, judgement, looked_at, vocabulary()) if self.wanted.staging else b""
        return Done(candidate, tuple(written.values()), looked_at, _lasting(problems), kept, found, record)

    def lost(self, task: Task, reason: str) -> Done:
        """Return what came of a submission over which a worker was lost."""
        return Done(self.summary.lost(task, reason), (), (), lasting=False)

    def returned(self, taken: Intake) -> Done:
        """Return a submission that cannot be judged, with the notice that sends it back for its own problems.

        Where its review is at fault the organization has nothing to mend: it gets no notice.
        """
        outcome, task, reading = self.summary.unread(taken), taken.task, taken.reading
        looked_at, lasting = reading.looked_at, _lasting(taken.problems)
        if taken.fault == "review" or self.wanted.staging is None:
            return Done(outcome, (), looked_at, lasting)
        name = f"{NOTICES}/{task.stem}.html"
        self.put(name, render_return(self.reporter, reading.header, task.file, self.batch, reading.problems))
        return Done(replace(outcome, notice=name), (name,), looked_at, lasting)

    def write(
        self, task: Task, judgement: Judgement, problems: tuple[Problem, ...], fields: NoticeFields | None
    ) -> dict[str, str]:
        """Write the organization's page and, where it falls short, its notice; return their names."""
        written: dict[str, str] = {}
        if self.wanted.pages:
            report = self.reporter.report(judgement, problems)
            written["page"] = f"{PAGES}/{task.stem}.html"
            self.put(written["page"], render_html(report, self.tiers, self.lang, batch=self.batch.title))
        if fields is not None:
            written["notice"] = f"{NOTICES}/{task.stem}.html"
            self.put(written["notice"], render_notice(fields, self.lang))
        return written

    def put(self, name: str, content: str) -> None:
        """Write one file of the staged reports."""
        assert self.wanted.staging is not None
        (self.wanted.staging / on_disk(name)).write_bytes(content.encode())


def _lasting(problems: tuple[Problem, ...]) -> bool:
    return all(problem.code not in PASSING for problem in problems)


def _unit_label(batch: Batch, unit: str) -> Text | None:
    found = batch.units.get(unit)
    return found.label if found else None
