"""The submissions of a batch as a reviewer meets them: what waits for a person, and which entries stand already."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from certify.documents.files import shown_name
from certify.facts import Entry, Facts, Review, Submission
from certify.judging.deciding import deciding_findings
from certify.judging.derived import derive
from certify.judging.explain import Explainer
from certify.judging.judge import CheckResult, Judgement, judge
from certify.judging.outcomes import Verdict
from certify.language import Lang, Text
from certify.masking import Mask, without_numbers
from certify.problems import Problem
from certify.programme.candidate import Fault
from certify.reading.batch import Batch
from certify.reading.batch_folder import submission_files
from certify.reading.formats import is_readable, unreadable_format
from certify.reading.review import read_review, review_beside
from certify.reading.review_workbook import evidence_items
from certify.reading.submission import SubmissionReading, read_submission
from certify.reporting.check_report import CheckReporter
from certify.reporting.review.rows import CheckRow, EntryRow, ReviewedOrganization, UnreadSubmission
from certify.rules.ruleset import Check
from certify.rules.vocabulary import TYPE_FACT, vocabulary
from certify.running.answering import Lost, answer
from certify.running.pool import run
from certify.spelling import normal
from certify.wording.findings import sentences
from certify.wording.reasons import why_not_applicable

# A worker takes a second to start; so many submissions take it less.
_FILES_A_WORKER = 40
_BETWEEN_EVIDENCE = "；"
_HINT = Text("提示：", "Note: ")
_LIST_MARK = Text("：", ": ")
# Two entries with the same marks say the same.
EntryMark = tuple[str, str, str, str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One submission of a batch: what a reviewer sees of it, or why it cannot be judged.

    `standing` holds the marks of the entries that stand in its review file, in their order, each as it is written and
    as a workbook may show it. `review_problems` are the errors of the review file.
    """

    file: str
    path: Path
    id: str
    digest: str
    organization: ReviewedOrganization | None
    unread: UnreadSubmission | None
    not_applicable: frozenset[str]
    standing: tuple[tuple[EntryMark, EntryMark], ...]
    review_problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    file: str
    path: Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a survey is for: the language, whether rows are wanted, and whether of every sub-check."""

    lang: Lang
    rows: bool
    every: bool = False


def survey(batch: Batch, batch_file: Path, wanted: Wanted) -> tuple[list[Surveyed], list[Problem]]:
    """Return every submission of a batch in the order of the files, and the folders that were not read."""
    files, unread = submission_files(batch, batch_file, batch.folder / ".no-reports")
    names = {path: shown_name(path.relative_to(batch.submissions).as_posix()) for path in files}
    tasks = [_Task(name, path) for path, name in names.items()]
    workers = min(os.cpu_count() or 1, len(tasks) // _FILES_A_WORKER + 1)
    found: dict[str, Surveyed] = {}
    for task, done in run(iter(tasks), serve, (batch, wanted), workers):
        found[task.file] = _lost(task) if isinstance(done, Lost) else done
    return [found[task.file] for task in tasks], unread


def serve(connection: Connection, batch: Batch, wanted: Wanted) -> None:
    """Answer tasks until the connection closes."""
    answer(connection, _Surveyor(batch, wanted).look_at)


def entry_mark(check: str, outcome: str, reviewer: str, on: str, note: str, evidence: tuple[str, ...]) -> EntryMark:
    """Return what an entry says, evidence parted as a cell parts it."""
    return check, outcome, reviewer, on, note, tuple(item for one in evidence for item in evidence_items(one))


def _lost(task: _Task) -> Surveyed:
    return _unread(task, None, 1, "program", ())


def _unread(
    task: _Task, reading: SubmissionReading | None, errors: int, fault: Fault, problems: tuple[Problem, ...]
) -> Surveyed:
    header = reading.header if reading else {}
    id_, name = (str(header.get(f"organization.{key}", "")) for key in ("id", "name"))
    digest = reading.digest if reading else ""
    unread = UnreadSubmission(task.file, id_, name, errors, fault)
    return Surveyed(task.file, task.path, normal(id_), digest, None, unread, frozenset(), (), problems)


class _Surveyor:
    """Looks at the submissions of one batch, one after another."""

    def __init__(self, batch: Batch, wanted: Wanted) -> None:
        self.batch = batch
        self.wanted = wanted
        self.checks = frozenset(check.id for check in batch.rules.checks())
        self.reporter = CheckReporter(vocabulary(), wanted.lang, _no_label)

    def look_at(self, task: _Task) -> Surveyed:
        """Read and judge one submission with its review."""
        if not is_readable(task.path):
            reading = SubmissionReading(task.file, "", None, {}, (unreadable_format(task.file),))
        else:
            reading = read_submission(
                task.path, vocabulary(), self.checks, self.batch.units, name=task.file, unknown_unit="error"
            )
        review, wrong = self.review(task, reading)
        if reading.submission is None:
            errors = sum(problem.level == "error" for problem in reading.problems)
            return _unread(task, reading, errors, "submission", wrong)
        if wrong:
            return _unread(task, reading, len(wrong), "review", wrong)
        return self.judged(task, reading.submission, review)

    def review(self, task: _Task, reading: SubmissionReading) -> tuple[Review | None, tuple[Problem, ...]]:
        """Return the review beside a submission with its errors."""
        path = review_beside(task.path)
        if not os.path.lexists(path):
            return None, ()
        known = reading.header.get("organization.id")
        name = shown_name(path.relative_to(self.batch.submissions).as_posix())
        review, problems = read_review(path, self.batch.rules, None if known is None else str(known), name=name)
        return review, tuple(problem for problem in problems if problem.level == "error")

    def judged(self, task: _Task, submission: Submission, review: Review | None) -> Surveyed:
        """Return what a reviewer sees of a submission."""
        judgement = judge(submission, self.batch.rules, review)
        mask = self.reporter.mask(submission)
        unit = self.batch.units[submission.jurisdiction]
        rows = tuple(self.rows(judgement, mask)) if self.wanted.rows else ()
        entries = review.entries if review else ()
        return Surveyed(
            task.file,
            task.path,
            submission.id,
            submission.digest,
            ReviewedOrganization(
                task.file,
                submission.id,
                self.reporter.organization(submission.facts).name or "",
                unit.city,
                unit.label.to(self.wanted.lang),
                submission.digest,
                rows,
            ),
            None,
            frozenset(one.check.id for one in judgement.checks() if one.declared is Verdict.NOT_APPLICABLE),
            tuple((_mark(entry), self.masked(entry, mask)) for entry in entries),
            (),
        )

    def rows(self, judgement: Judgement, mask: Mask) -> Iterator[CheckRow]:
        """Yield the rows of an organization."""
        facts = {**judgement.submission.facts, **derive(judgement.submission.facts)}
        explainer = Explainer(vocabulary(), facts, judgement.readings)
        for result in judgement.checks():
            if self.wanted.every or result.verified is Verdict.NEEDS_REVIEW:
                attached = self.attached(result.check, judgement.submission.facts, mask)
                shown = "\n".join(self.shown(result, explainer, mask))
                yield CheckRow(result.check.id, result.declared.value, shown, attached, self.entry(result.entry, mask))

    def shown(self, result: CheckResult, explainer: Explainer, mask: Mask) -> Iterator[str]:
        """Yield what was declared: the facts beside the sub-check, those that decide it, remarks."""
        lang, check = self.wanted.lang, result.check
        if result.declared is Verdict.NOT_APPLICABLE:
            because = why_not_applicable(check, str(explainer.facts[TYPE_FACT]))
            if because:
                yield because.to(lang)
            return
        for figure in self.reporter.shown(check.shows, explainer.facts, mask):
            yield f"{figure.label}{_LIST_MARK.to(lang)}{figure.value}"
        said = sentences(deciding_findings(result, explainer), lang, mask)
        if said:
            yield said
        for flag in check.flags:
            if explainer.verdict(flag.when) is Verdict.MET:
                yield f"{_HINT.to(lang)}{flag.text.to(lang)}"

    def attached(self, check: Check, facts: Facts, mask: Mask) -> str:
        """Return the evidence that the organization names for a sub-check, a piece a line."""
        pieces = self.reporter.attached(check.id, facts, mask)
        return "\n".join(" ".join(filter(None, (one.id, one.kind, one.ref))) for one in pieces)

    def entry(self, entry: Entry | None, mask: Mask) -> EntryRow | None:
        """Return the entry that stands, as a workbook may show it."""
        if entry is None:
            return None
        evidence = _BETWEEN_EVIDENCE.join(mask(one) for one in entry.evidence)
        reviewer = without_numbers(entry.reviewer)
        return EntryRow(entry.outcome, reviewer, entry.on.isoformat(), mask(entry.note), evidence)

    def masked(self, entry: Entry, mask: Mask) -> EntryMark:
        """Return the marks of an entry as a workbook shows it."""
        shown = self.entry(entry, mask)
        assert shown is not None
        evidence = evidence_items(shown.evidence)
        return entry_mark(entry.check, shown.outcome, shown.reviewer, shown.on, shown.note, evidence)


def _mark(entry: Entry) -> EntryMark:
    return entry_mark(entry.check, entry.outcome, entry.reviewer, entry.on.isoformat(), entry.note, entry.evidence)


def _no_label(_unit: str) -> Text | None:
    return None
