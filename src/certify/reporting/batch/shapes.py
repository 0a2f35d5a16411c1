"""The public shape of batch reports, `certify-batch/1`. Names are kept; what is new is added."""

from dataclasses import dataclass
from typing import Literal

from certify.reporting.shapes import ProblemShape, RuleSetShape, ScoreShape


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchShape:
    """The batch as its file defines it."""

    id: str
    title: str
    period: dict[str, str]
    as_of: str
    opens_on: str
    recommend_by: str
    recognize_by: str
    per_unit: dict[str, int]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonShape:
    """Why an organization stands where it stands: the batch rule, a code to script against, the words."""

    rule: str
    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RateShape:
    """The success rate as its figures; the share cut to two decimals."""

    of: int | None
    among: int | None
    percent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationRow:
    """One judged submission. `clauses` are the verdicts on the track judged, by clause id."""

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
    eligible: bool
    recommended: bool
    rank: int | None
    late: bool
    duplicate: bool
    decision: str | None
    reasons: list[ReasonShape]
    score: dict[str, ScoreShape]
    clauses: dict[str, str]
    declared: dict[str, str]
    unmet: list[str]
    open: list[str]
    rate: RateShape
    reading_sensitive: list[str]
    page: str
    notice: str
    problems: list[ProblemShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidRow:
    """One submission that could not be judged.

    `fault` says who mends it (submission: the organization, review: the reviewer, program: the maintainers), and
    `fault_text` says so in words.
    """

    file: str
    id: str
    name: str
    jurisdiction: str
    notice: str
    fault: str
    fault_text: str
    problems: list[ProblemShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One coverage unit."""

    id: str
    city: str
    name: str
    kind: str
    covered_before: bool
    covered_if_recognized: bool
    covered_after: bool
    candidates: list[str]
    gap_cause: str | None
    gap_cause_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountShape:
    """Units of one kind counted."""

    total: int
    covered_before: int
    covered_if_recognized: int
    covered_after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageShape:
    """Coverage of counties and zones, which are counted apart; `zones_listed` is false where the list has no zone."""

    counties: CountShape
    zones: CountShape
    zones_listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CityRow:
    """Coverage of one city."""

    city: str
    counties: CountShape
    zones: CountShape
    organizations: int
    recommended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReport:
    """The report of `certify batch`."""

    report: Literal["certify-batch/1"] = "certify-batch/1"
    certify_version: str
    lang: str
    batch: BatchShape
    ruleset: RuleSetShape
    suggested: bool
    organizations: list[OrganizationRow]
    units: list[UnitRow]
    coverage: CoverageShape
    cities: list[CityRow]
    invalid: list[InvalidRow]
    files: int
    problems: list[ProblemShape]
