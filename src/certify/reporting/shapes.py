"""The public shape of check reports, `certify-check/1`. Names are kept; what is new is added."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """The base of every report shape."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RuleSetShape(Shape):
    """Which rules were applied, under which readings."""

    id: str
    version: str
    digest: str
    title: str
    source: str
    effective_since: str
    readings: dict[str, str]


class OrganizationShape(Shape):
    """Whom the report is about, as far as it could be read."""

    id: str | None
    name: str | None
    type: str | None
    type_label: str | None
    jurisdiction: str | None
    jurisdiction_label: str | None


class PeriodShape(Shape):
    """First and last day of the period."""

    start: str | None
    end: str | None


class ScoreShape(Shape):
    """Clauses counted by verdict; shares cut to two decimals, null where nothing applies."""

    met: int
    needs_review: int
    missing: int
    not_met: int
    not_applicable: int
    applicable: int
    percent: str | None
    percent_at_most: str | None


class EntryShape(Shape):
    """The reviewer's entry that counts."""

    outcome: str
    reviewer: str
    on: str
    note: str
    evidence: list[str]


class FigureShape(Shape):
    """A fact shown beside a sub-check that decides nothing."""

    fact: str
    label: str
    value: str


class CheckShape(Shape):
    """One sub-check."""

    id: str
    kind: str
    title: str
    quote: str
    declared: str
    verified: str
    reason: str
    remedy: str
    depends_on: str
    depends_on_label: str
    wanted: list[str]
    evidence: list[str]
    review: str
    entry: EntryShape | None
    shown: list[FigureShape]
    flags: list[str]
    reading_sensitive: list[str]


class CriterionShape(Shape):
    """One clause with its sub-checks; `verdict` belongs to the track of the report."""

    id: str
    tier: str
    dimension: str
    title: str
    clause: str
    text: str
    verdict: str
    checks: list[CheckShape]


class TypeRuleShape(Shape):
    """One rule for the organization's type; none of them is counted."""

    id: str
    title: str
    clause: str
    text: str
    verdict: str
    advisory: bool
    reason: str
    remedy: str


class ReadingResultShape(Shape):
    """The verdict on a sub-check under one reading, with the share where the rule is one."""

    check: str
    key: str
    reading: str
    label: str
    default: bool
    verdict: str
    of: int | None
    among: int | None
    percent: str | None


class ActionShape(Shape):
    """One thing to do, in the order in which it matters.

    `who` can do it: the organization, or only a reviewer. `decides` is false where the clause has failed already, so
    that this alone changes nothing.
    """

    check: str
    act: Literal["repair", "answer", "review"]
    who: Literal["organization", "reviewer"]
    decides: bool


class ProblemShape(Shape):
    """One problem of an input."""

    level: str
    where: str
    field: str
    message: str
    fix: str


class DiscrepancyShape(Shape):
    """A declared figure that differs from the one computed from the ledger, which is judged."""

    field: str
    label: str
    declared: str
    computed: str


class CheckReport(Shape):
    """The report of `certify check`."""

    report: Literal["certify-check/1"] = "certify-check/1"
    certify_version: str
    lang: str
    file: str
    digest: str
    review_file: str | None
    review_digest: str | None
    ruleset: RuleSetShape | None
    organization: OrganizationShape
    period: PeriodShape
    as_of: str | None
    track: str
    outcome: str
    score: dict[str, ScoreShape]
    criteria: list[CriterionShape]
    type_conformance: list[TypeRuleShape]
    readings_compared: list[ReadingResultShape]
    actions: list[ActionShape]
    discrepancies: list[DiscrepancyShape]
    problems: list[ProblemShape]
