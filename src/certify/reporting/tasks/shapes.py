"""The public shape of reports on duties, `certify-tasks/1`. Names are kept; what is new is added."""

from dataclasses import dataclass
from typing import Literal

from certify.reporting.shapes import ProblemShape


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCountsShape:
    """Items counted: by what is reported (the seven states add up to `items`), and by how they stand to their deadlines.

    `unnamed` and `extra` stand outside all other figures: what the text charges to nobody by name and nobody has reported,
    and what was reported by those who do not owe it.
    """

    items: int
    done: int
    ongoing: int
    in_progress: int
    not_started: int
    no_report: int
    refused: int
    clashing: int
    overdue: int
    open: int
    warning: int
    late: int
    doubtful: int
    without_evidence: int
    unnamed: int
    extra: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDocumentShape:
    """Which document the duties are from; `horizon` is the time of the whole and no deadline of a single duty."""

    id: str
    title: str
    number: str
    name: str
    issued_by: str
    issued_on: str
    horizon: str
    digest: str
    tasks: int
    notes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEntryShape:
    """What a body reported: where it stands, and what it says."""

    status: str
    done_on: str | None
    updated_on: str
    note: str
    obstacles: str
    next_step: str
    evidence: list[str]
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskItemShape:
    """A duty as one body of one city has it, and in one year where it is wanted every year.

    `city` is empty at the province, `body` where a city or the province reports as a whole, for the bodies `speaks_for`.
    `role` is owed, unnamed (the text names nobody) or extra (reported by one who does not owe it). `days_late` is how many
    days after the later bound it was done, or is not done yet. `wrong` are the places of rows that are not counted,
    `reported_later` says that something was updated after the day, `taken_back` is where it was said to be done before.
    """

    city: str
    body: str
    year: int | None
    role: Literal["owed", "unnamed", "extra"]
    speaks_for: list[str]
    status: str
    timing: str
    due_earliest: str | None
    due_latest: str | None
    days_late: int | None
    without_evidence: bool
    wrong: list[str]
    reported_later: bool
    taken_back: str | None
    entry: TaskEntryShape | None
    earlier: list[TaskEntryShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskShape:
    """One duty in the words of its document, and every item of it. `name` is its title, else how its words begin."""

    id: str
    name: str
    section: str
    measure: str
    title: str
    clause: str
    text: str
    owners: list[str]
    bodies: list[str]
    deadline: str | None
    due_earliest: str | None
    due_latest: str | None
    ongoing: bool
    yearly: str | None
    notes: list[str]
    counts: TaskCountsShape
    items: list[TaskItemShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGroupShape:
    """The items of one city or one kind of body; `names` are what the text and the ledgers call it."""

    names: list[str]
    counts: TaskCountsShape


@dataclass(frozen=True, slots=True, kw_only=True)
class LateTaskShape:
    """An item that is overdue, between the bounds of its deadline, or was done after one of them."""

    task: str
    name: str
    city: str
    body: str
    year: int | None
    status: str
    timing: str
    due_earliest: str
    due_latest: str
    done_on: str | None
    days_late: int | None
    wrong: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFileShape:
    """A progress file, and how many of its entries are counted."""

    file: str
    digest: str
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksReport:
    """The report of `certify tasks report`.

    `cities` and `bodies` are those asked for, as they were read; empty where all are shown. `as_of_where` is the row that
    the day comes from, `updated_later` how many entries were updated after it. `silent_cities` have handed in nothing.
    `late` is what is late on the day, the worst first.
    """

    report: Literal["certify-tasks/1"] = "certify-tasks/1"
    certify_version: str
    lang: str
    document: TaskDocumentShape
    as_of: str
    as_of_from: Literal["given", "files", "document"]
    as_of_where: str | None
    updated_later: int
    cities: list[str]
    bodies: list[str]
    silent_cities: list[str]
    files: list[TaskFileShape]
    counts: TaskCountsShape
    late: list[LateTaskShape]
    by_city: list[TaskGroupShape]
    by_body: list[TaskGroupShape]
    tasks: list[TaskShape]
    problems: list[ProblemShape]
