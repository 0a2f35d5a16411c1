"""The public shape of comparisons of two runs, `certify-compare/1`. Names are kept; what is new is added."""

from dataclasses import dataclass
from typing import Literal

from certify.reporting.shapes import ProblemShape


@dataclass(frozen=True, slots=True, kw_only=True)
class RunShape:
    """One run: its record, the batch, and the rules and readings that it was judged by.

    `departures` says in words which readings were not the default.
    """

    record: str
    certify_version: str
    batch: str
    title: str
    digest: str
    ruleset: str
    ruleset_digest: str
    readings: dict[str, str]
    departures: list[str]
    submissions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorCountShape:
    """How many outcomes a factor explains alone, and how many only together with others."""

    factor: str
    label: str
    alone: int
    together: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveShape:
    """How many organizations went from one outcome to another."""

    before: str
    before_label: str
    after: str
    after_label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryShape:
    """Submissions counted: the same in both runs, another outcome, other sub-checks only, in one run only.

    What is the `same` was judged, with the same verdicts; `unread` could be judged in neither. `unexplained` outcomes are explained by none of the factors. The factor `unread` stands for self-assessments that have
    errors in one of the runs.
    """

    same: int
    unread: int
    outcome: int
    checks_only: int
    only_before: int
    only_after: int
    unexplained: int
    factors: list[FactorCountShape]
    moves: list[MoveShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingChangeShape:
    """A reading that another value is in force of; null where the rules of that run have no such reading."""

    key: str
    title: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictChangeShape:
    """A clause or sub-check whose verdict differs; null where the rules of that run have no such."""

    id: str
    title: str
    before: str | None
    after: str | None
    explanations: list[list[str]]
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChangeShape:
    """A fact that differs, in words; it `decides` where a sub-check whose verdict differs rests on it."""

    fact: str
    label: str
    before: str
    after: str
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChangeShape:
    """A reviewer's entry that differs; null where that run has none. It `decides` where its sub-check's verdict differs."""

    check: str
    title: str
    before: str | None
    before_on: str | None
    after: str | None
    after_on: str | None
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationChangeShape:
    """An organization whose verdicts differ.

    `changed` are the factors that differ, of rules, submission, review and date. Each list in `explanations` is a
    smallest set of them that explains the outcome; `explanation` says so in words, and `note` why it cannot be split
    further.
    """

    id: str
    name: str
    unit: str
    unit_label: str
    before_file: str
    after_file: str
    before: str
    before_label: str
    after: str
    after_label: str
    changed: list[str]
    explanations: list[list[str]]
    explanation: str
    note: str
    clauses: list[VerdictChangeShape]
    checks: list[VerdictChangeShape]
    facts: list[FactChangeShape]
    entries: list[EntryChangeShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyShape:
    """A submission that is in one of the runs only."""

    file: str
    id: str
    name: str
    unit: str
    unit_label: str
    outcome: str
    outcome_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStateShape:
    """A unit in one run, with the organizations recommended in it."""

    covered_before: bool
    covered_if_recognized: bool
    covered_after: bool
    recommended: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChangeShape:
    """A unit that is covered otherwise, or recommends others; null where that run says nothing of it."""

    id: str
    name: str
    before: UnitStateShape | None
    after: UnitStateShape | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareReport:
    """The report of `certify compare`."""

    report: Literal["certify-compare/1"] = "certify-compare/1"
    certify_version: str
    lang: str
    before: RunShape
    after: RunShape
    summary: SummaryShape
    readings: list[ReadingChangeShape]
    organizations: list[OrganizationChangeShape]
    only_before: list[OnlyShape]
    only_after: list[OnlyShape]
    units: list[UnitChangeShape]
    problems: list[ProblemShape]
