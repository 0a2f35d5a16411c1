"""One submission of a batch: read, judged, its pages written, summed up. This is what a worker process does."""

import gc
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from certify.facts import Facts, Review, records
from certify.judging.judge import CheckResult, Judgement, judge
from certify.judging.outcomes import Verdict
from certify.judging.share import Share, shares
from certify.language import Lang, Text, joined
from certify.problems import Problem, has_errors
from certify.programme.candidate import Candidate, Unreadable
from certify.reading.batch import Batch
from certify.reading.formats import is_readable, unreadable_format
from certify.reading.review import read_review
from certify.reading.submission import SubmissionReading, read_submission, unit_in_text
from certify.reporting.check_report import CheckReporter
from certify.reporting.notice import render_notice, render_return
from certify.reporting.pages import render_html
from certify.rules.vocabulary import vocabulary
from certify.wording import problems as words

PAGES = "organizations"
NOTICES = "notices"


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


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task, the files written for it, and the files beside the submission that were looked for."""

    outcome: Candidate | Unreadable
    written: tuple[str, ...]
    looked_at: tuple[tuple[str, str], ...]


def serve(connection: Connection, batch: Batch, lang: Lang, staging: Path, pages: bool) -> None:  # noqa: FBT001 - called by position
    """Answer tasks until the connection closes."""
    worker = Worker(batch, lang, staging, pages=pages)
    # Trees and facts have no cycles: let the collector leave what was loaded for good, and come by rarely.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        connection.send(worker.do(task))


class Worker:
    """Judges the submissions of one batch, one after another."""

    def __init__(self, batch: Batch, lang: Lang, staging: Path, *, pages: bool) -> None:
        """Take the batch, the language, the folder that pages are written to, and whether they are wanted."""
        self.batch = batch
        self.lang: Lang = lang
        self.staging = staging
        self.pages = pages
        self.checks = frozenset(check.id for check in batch.rules.checks())
        self.reporter = CheckReporter(vocabulary(), lang, partial(_unit_label, batch))
        self.tiers = dict(batch.rules.tiers)

    def do(self, task: Task) -> Done:
        """Judge one submission."""
        if not is_readable(task.path):
            empty = SubmissionReading(task.file, "", None, {}, ())
            return self.returned(task, empty, (unreadable_format(task.file),))
        reading = read_submission(
            task.path, vocabulary(), self.checks, self.batch.units, name=task.file, unknown_unit="error"
        )
        review, problems = self.review(task, reading)
        if reading.submission is None or has_errors(list(problems)):
            return self.returned(task, reading, problems)
        judgement = judge(reading.submission, self.batch.rules, review)
        problems += tuple(self.remarks(judgement))
        written = self.write(task, judgement, problems)
        candidate = self.candidate(task, judgement, problems, written)
        return Done(candidate, tuple(written.values()), reading.looked_at)

    def returned(self, task: Task, reading: SubmissionReading, problems: tuple[Problem, ...]) -> Done:
        """Return a submission that cannot be judged, with the notice that sends it back."""
        outcome = self.unreadable(task, reading.header, problems)
        name = f"{NOTICES}/{task.stem}.html"
        self.put(name, render_return(self.reporter, reading.header, task.file, self.batch, problems))
        return Done(replace(outcome, notice=name), (name,), reading.looked_at)

    def review(self, task: Task, reading: SubmissionReading) -> tuple[Review | None, tuple[Problem, ...]]:
        """Read the review beside a submission, where there is one, and return all problems so far."""
        if task.review is None:
            return None, reading.problems
        name = str(Path(task.file).with_name(task.review.name).as_posix())
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

    def write(self, task: Task, judgement: Judgement, problems: tuple[Problem, ...]) -> dict[str, str]:
        """Write the organization's page and, where it falls short, its notice; return their names."""
        written: dict[str, str] = {}
        if self.pages:
            report = self.reporter.report(judgement, problems)
            written["page"] = f"{PAGES}/{task.stem}.html"
            self.put(written["page"], render_html(report, self.tiers, self.lang, batch=self.batch.title))
        notice = render_notice(judgement, self.reporter, self.batch.title)
        if notice:
            written["notice"] = f"{NOTICES}/{task.stem}.html"
            self.put(written["notice"], notice)
        return written

    def put(self, name: str, content: str) -> None:
        """Write one file of the staged reports."""
        (self.staging / name).write_bytes(content.encode())

    def problem(self, problem: Problem) -> dict[str, str]:
        """Return a problem in words."""
        return {
            "level": problem.level,
            "where": problem.where,
            "field": problem.field,
            "message": words.message(problem, self.lang),
            "fix": words.fix(problem, self.lang),
        }

    def unreadable(self, task: Task, header: Facts, problems: tuple[Problem, ...]) -> Unreadable:
        """Return what stands for a submission that was not judged."""
        unit = str(header.get("organization.jurisdiction", "")) or unit_in_text(task.path, self.batch.units)
        return Unreadable(
            file=task.file,
            key=task.key,
            id=str(header.get("organization.id", "")),
            name=str(header.get("organization.name", "")),
            jurisdiction=unit,
            problems=[self.problem(problem) for problem in problems],
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
            name=submission.organization,
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
OPEN = (Verdict.MISSING, Verdict.NEEDS_REVIEW)


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
