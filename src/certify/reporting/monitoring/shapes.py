"""The public shape of monitoring reports, `certify-batch-monitoring/1`: what a batch comes to where nobody is put forward."""

from dataclasses import dataclass
from typing import Literal

from certify.reporting.batch.shapes import InvalidRow
from certify.reporting.shapes import ProblemShape, RuleSetShape, ScoreShape


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoredBatchShape:
    """The batch as its file defines it."""

    id: str
    title: str
    period: dict[str, str]
    as_of: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkShape:
    """What is said of a submission: a code to script against, the words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoredRow:
    """One judged submission. `clauses` are the verdicts on the track judged, by clause id, advisory ones included.

    One that does not count (`counts`), for the reasons in `remarks`, stands here and enters no figure.
    """

    file: str
    id: str
    name: str
    type: str
    type_label: str
    jurisdiction: str
    city: str
    unit: str
    unit_kind: str
    track: str
    outcome: str
    counts: bool
    remarks: list[RemarkShape]
    score: dict[str, ScoreShape]
    clauses: dict[str, str]
    declared: dict[str, str]
    unmet: list[str]
    open: list[str]
    reading_sensitive: list[str]
    page: str
    notice: str
    problems: list[ProblemShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTally:
    """How one clause stands over the organizations that count; `tier` is the name of its tier."""

    id: str
    tier: str
    title: str
    clause: str
    advisory: bool
    met: int
    needs_review: int
    missing: int
    not_met: int
    not_applicable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CityTally:
    """The organizations of one city that count, by outcome; the units that have one, of how many."""

    city: str
    organizations: int
    ready: int
    incomplete: int
    not_ready: int
    not_applicable: int
    units: int
    units_heard_of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringReport:
    """The report of `certify batch` under a rule set for monitoring."""

    report: Literal["certify-batch-monitoring/1"] = "certify-batch-monitoring/1"
    certify_version: str
    lang: str
    batch: MonitoredBatchShape
    ruleset: RuleSetShape
    organizations: list[MonitoredRow]
    clauses: list[ClauseTally]
    cities: list[CityTally]
    invalid: list[InvalidRow]
    files: int
    problems: list[ProblemShape]
