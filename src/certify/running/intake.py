"""One submission of a batch taken in: the file and the review beside it, read once, before anything is concluded."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from certify.documents.files import shown_name
from certify.facts import Review
from certify.problems import Problem, has_errors
from certify.programme.candidate import Fault
from certify.reading.batch import Batch
from certify.reading.formats import is_readable, unreadable_format
from certify.reading.review import read_review
from certify.reading.submission import SubmissionReading, read_submission
from certify.rules.vocabulary import vocabulary

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

    def pages(self) -> frozenset[str]:
        """Return the names that files written for this submission may have."""
        return frozenset((f"{PAGES}/{self.stem}.html", f"{NOTICES}/{self.stem}.html", f"{NOTICES}/{self.stem}.docx"))


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read of a submission and of its review; `problems` are those of both."""

    task: Task
    reading: SubmissionReading
    review: Review | None
    problems: tuple[Problem, ...]

    @property
    def fault(self) -> Fault | None:
        """Who has to mend what was read before it can be judged: nobody, or for the submission or its review."""
        if self.reading.submission is None:
            return "submission"
        return "review" if has_errors(list(self.problems)) else None


def take_in(task: Task, batch: Batch, checks: Collection[str]) -> Intake:
    """Read a submission and its review; `checks` are the sub-checks that evidence may be named for."""
    if not is_readable(task.path):
        problem = unreadable_format(task.file)
        return Intake(task, SubmissionReading(task.file, "", None, {}, (problem,)), None, (problem,))
    reading = read_submission(task.path, vocabulary(), checks, batch.units, name=task.file, unknown_unit="error")
    review, problems = _review(task, batch, reading)
    return Intake(task, reading, review, (*reading.problems, *problems))


def _review(task: Task, batch: Batch, reading: SubmissionReading) -> tuple[Review | None, tuple[Problem, ...]]:
    """Read the review beside a submission, where there is one."""
    if task.review is None:
        return None, ()
    name = str(PurePosixPath(task.file).with_name(shown_name(task.review)))
    organization = reading.header.get("organization.id")
    return read_review(task.review, batch.rules, None if organization is None else str(organization), name=name)
