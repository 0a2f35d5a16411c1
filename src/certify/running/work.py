"""One submission of a batch: read, judged, its pages written, summed up. This is what a worker process does."""

import gc
from dataclasses import asdict, dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath

from certify.documents.files import on_disk, shown_name
from certify.facts import Facts, Review, records
from certify.judging.judge import CheckResult, Judgement, judge
from certify.judging.outcomes import OPEN, Verdict
from certify.judging.share import Share, shares
from certify.judging.traces import Trace, traces
from certify.language import Lang, Text, joined
from certify.masking import without_numbers
from certify.problems import Problem, has_errors
from certify.programme.candidate import Candidate, Fault, Unreadable
from certify.reading.batch import Batch
from certify.reading.formats import is_readable, unreadable_format
from certify.reading.review import read_review
from certify.reading.submission import SubmissionReading, read_submission, unit_in_text
from certify.reporting.batch.notice import render_notice, render_return
from certify.reporting.batch.notice_fields import NoticeFields, notice_fields
from certify.reporting.check_report import CheckReporter
from certify.reporting.common_shapes import problem_shape
from certify.reporting.pages import render_html
from certify.rules.vocabulary import vocabulary
from certify.running.answering import answer

PAGES = "organizations"
NOTICES = "notices"
# What may be otherwise in the next run, though the files are the same: a busy machine, a disk that failed.
PASSING = ("file_unreadable", "workbook_crashed", "workbook_too_slow")


@dataclass(frozen=True, slots=True)
class Task:
    """One submission to judge.

    `file` is its name in the reports, `stem` the name of its pages, `key` the digest of everything that its result
    depends on, empty where no results are kept.
    """

    file: str
    path: Path
    review: Path | None
    stem: str
    key: str

    def pages(self) -> frozenset[str]:
        """Return the names that files written for this submission may have."""
        return frozenset((f"{PAGES}/{self.stem}.html", f"{NOTICES}/{self.stem}.html", f"{NOTICES}/{self.stem}.docx"))


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task, the files written for it, and the files beside the submission that were looked for.

    One that is not `lasting` may come out otherwise in the next run, from the same files. `fields` are what its notice
    says, and `traces` what may be recognized in other submissions; each is there where it was wanted.
    """

    outcome: Candidate | Unreadable
    written: tuple[str, ...]
    looked_at: tuple[tuple[str, str], ...]
    lasting: bool = True
    fields: NoticeFields | None = None
    traces: tuple[Trace, ...] = ()


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
    # Trees and facts have no cycles: let the collector leave what was loaded for good, and come by rarely.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)
    answer(connection, worker.do)


class Worker:
    """Judges the submissions of one batch, one after another."""

    def __init__(self, batch: Batch, lang: Lang, wanted: Wanted) -> None:
        """Take the batch, the language, and what is wanted."""
        self.batch = batch
        self.lang: Lang = lang
        self.wanted = wanted
        self.checks = frozenset(check.id for check in batch.rules.checks())
        self.reporter = CheckReporter(vocabulary(), lang, partial(_unit_label, batch))
        self.tiers = dict(batch.rules.tiers)

    def do(self, task: Task) -> Done:
        """Judge one submission."""
        if not is_readable(task.path):
            return self.returned(task, SubmissionReading(task.file, "", None, {}, (unreadable_format(task.file),)))
        reading = read_submission(
            task.path, vocabulary(), self.checks, self.batch.units, name=task.file, unknown_unit="error"
        )
        review, problems = self.review(task, reading)
        if reading.submission is None:
            return self.returned(task, reading, problems)
        if has_errors(list(problems)):
            # The organization has nothing to mend: it gets no notice.
            outcome = self.unreadable(task, reading.header, problems, "review")
            return Done(outcome, (), reading.looked_at, _lasting(problems))
        judgement = judge(reading.submission, self.batch.rules, review)
        problems += tuple(self.remarks(judgement))
        fields = notice_fields(judgement, self.reporter, self.batch.title) if self.wanted.staging else None
        written = self.write(task, judgement, problems, fields)
        candidate = self.candidate(task, judgement, problems, written)
        kept = fields if self.wanted.fields else None
        found = traces(judgement.submission, self.wanted.key) if self.wanted.key else ()
        return Done(candidate, tuple(written.values()), reading.looked_at, _lasting(problems), kept, found)

    def returned(self, task: Task, reading: SubmissionReading, problems: tuple[Problem, ...] | None = None) -> Done:
        """Return a submission that cannot be judged, with the notice that sends it back for its own problems."""
        found = reading.problems if problems is None else problems
        outcome = self.unreadable(task, reading.header, found)
        if self.wanted.staging is None:
            return Done(outcome, (), reading.looked_at, _lasting(found))
        name = f"{NOTICES}/{task.stem}.html"
        self.put(name, render_return(self.reporter, reading.header, task.file, self.batch, reading.problems))
        return Done(replace(outcome, notice=name), (name,), reading.looked_at, _lasting(found))

    def review(self, task: Task, reading: SubmissionReading) -> tuple[Review | None, tuple[Problem, ...]]:
        """Read the review beside a submission, where there is one, and return all problems so far."""
        if task.review is None:
            return None, reading.problems
        name = str(PurePosixPath(task.file).with_name(shown_name(task.review)))
        organization = reading.header.get("organization.id")
        known = None if organization is None else str(organization)
        review, problems = read_review(task.review, self.batch.rules, known, name=name)
        return review, (*reading.problems, *problems)

    def remarks(self, judgement: Judgement) -> list[Problem]:
        """Return the warnings about a review that only a batch or a judgement shows."""
        found = [
            Problem("warning", "review_without_effect", entry.where, params={"check": entry.check})
            for entry in judgement.ineffective_entries()
        ]
        deadline = self.batch.recommend_by
        late = [entry for entry in judgement.review.entries if entry.on > deadline] if judgement.review else []
        if late:
            checks = list(dict.fromkeys(entry.check for entry in late))
            params = {"checks": checks, "found": max(entry.on for entry in late), "deadline": deadline}
            found.append(Problem("warning", "review_after_deadline", late[0].where, params=params))
        return found

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

    def problem(self, problem: Problem) -> dict[str, str]:
        """Return a problem in words, as it is kept."""
        return asdict(problem_shape(problem, self.lang))

    def unreadable(
        self, task: Task, header: Facts, problems: tuple[Problem, ...], fault: Fault = "submission"
    ) -> Unreadable:
        """Return what stands for a submission that was not judged."""
        unit = str(header.get("organization.jurisdiction", "")) or unit_in_text(task.path, self.batch.units)
        return Unreadable(
            file=task.file,
            key=task.key,
            id=str(header.get("organization.id", "")),
            name=without_numbers(str(header.get("organization.name", ""))),
            jurisdiction=unit,
            problems=[self.problem(problem) for problem in problems],
            fault=fault,
        )

    def candidate(
        self, task: Task, judgement: Judgement, problems: tuple[Problem, ...], written: dict[str, str]
    ) -> Candidate:
        """Sum up a judgement for the batch."""
        submission, track = judgement.submission, judgement.track
        facts = submission.facts
        results = list(judgement.checks())
        decided = [(result.check.id, result.on(track)) for result in results]
        share = _share(judgement, results)
        entries = judgement.review.entries if judgement.review else ()
        return Candidate(
            file=task.file,
            key=task.key,
            id=submission.id,
            name=without_numbers(submission.organization),
            type=submission.type,
            jurisdiction=submission.jurisdiction,
            period_start=submission.period[0].isoformat(),
            period_end=submission.period[1].isoformat(),
            as_of=submission.as_of.isoformat(),
            ruleset=str(facts.get("assessment.ruleset", "")),
            batch=str(facts.get("assessment.batch", "")),
            leader_role=str(facts.get("organization.leader_role", "")),
            full_time=_in_post(facts, "full_time"),
            part_time=_in_post(facts, "part_time"),
            cases={name: _figure(facts, f"cases.{name}") for name in CASES},
            track=track,
            outcome=judgement.outcome,
            declared=[clause.declared.value for clause in judgement.clauses],
            verified=[clause.verified.value for clause in judgement.clauses],
            of=share.of if share else None,
            among=share.among if share else None,
            surplus=share.surplus[0] if share else None,
            unmet=[check for check, verdict in decided if verdict is Verdict.NOT_MET],
            open=[check for check, verdict in decided if verdict in OPEN],
            open_judgements=sum(result.check.kind == "judgement" and result.verified in OPEN for result in results),
            not_applicable=self.not_applicable(judgement),
            sensitive=[self.sensitive(result) for result in results if result.readings and result.sensitive],
            last_review_on=max((entry.on.isoformat() for entry in entries), default=""),
            problems=[self.problem(problem) for problem in problems],
            page=written.get("page", ""),
            notice=written.get("notice", ""),
            content=submission.digest,
            reviewed=judgement.review.digest if judgement.review else "",
        )

    def sensitive(self, result: CheckResult) -> str:
        """Return a sub-check with the readings under which its verdict would differ, in words."""
        labels = {value: label for reading in self.batch.rules.readings for value, label in reading.values.items()}
        said = joined([labels[value].to(self.lang) for value in result.sensitive], self.lang)
        return f"{result.check.id}（{said}）" if self.lang == "zh" else f"{result.check.id} ({said})"

    def not_applicable(self, judgement: Judgement) -> list[list[str]]:
        """Return the clauses that do not apply, each with its reason."""
        found = []
        for clause in judgement.clauses:
            if clause.on(judgement.track) is Verdict.NOT_APPLICABLE:
                because = clause.checks[0].check.not_applicable_because
                found.append([clause.criterion.id, because.to(self.lang) if because else ""])
        return found


CASES = ("accepted", "agreed", "failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending")


def _lasting(problems: tuple[Problem, ...]) -> bool:
    return all(problem.code not in PASSING for problem in problems)


def _unit_label(batch: Batch, unit: str) -> Text | None:
    found = batch.units.get(unit)
    return found.label if found else None


def _share(judgement: Judgement, results: list[CheckResult]) -> Share | None:
    """Return the share of the sub-check whose readings are compared: the success rate."""
    for result in results:
        if result.readings:
            return shares(result.check.rule, judgement.readings, judgement.submission.facts)
    return None


def _in_post(facts: Facts, employment: str) -> int | None:
    if "mediators" not in facts:
        return None
    listed = records(facts, "mediators")
    return sum(one.get("active") is True and one.get("employment") == employment for one in listed)


def _figure(facts: Facts, name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) else None
