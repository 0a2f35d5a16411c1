"""The public shape of what-if reports, `certify-what-if/1`. Names are kept; what is new is added."""

from dataclasses import dataclass
from typing import Literal

from certify.reporting.shapes import OrganizationShape, PeriodShape, ProblemShape, RuleSetShape, ScoreShape


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionShape:
    """One assumed fact; `computed` is whether its value before was counted from the case ledger."""

    fact: str
    label: str
    before: str
    after: str
    computed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SideShape:
    """The verdict before or under the assumptions; `invalid` with no score where nothing could be judged."""

    outcome: str
    score: dict[str, ScoreShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChangeShape:
    """A clause whose verdict the assumptions change."""

    id: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckChangeShape:
    """A sub-check whose verdict the assumptions change, with the reason on both sides."""

    id: str
    title: str
    before: str
    after: str
    reason_before: str
    reason_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairShape:
    """One sub-check that must come to be met, with its verdict now and how."""

    check: str
    title: str
    verdict: str
    depends_on: str
    depends_on_label: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShape:
    """Repairs of one sort: what the organization can do itself, and what hangs on another body, by that body."""

    count: int
    own: list[RepairShape]
    others: dict[str, list[RepairShape]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairSetShape:
    """A smallest set of repairs that makes the organization recommendable: what failed apart from what is open."""

    failed: PartShape
    open: PartShape


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfReport:
    """The report of `certify what-if`.

    `remaining` are the smallest sets of repairs that are left under the assumptions, `nearest` those without them, where
    they were asked for; an empty list of a set says that nothing is lacking.
    """

    report: Literal["certify-what-if/1"] = "certify-what-if/1"
    assumed: Literal[True] = True
    mark: str
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
    assumptions: list[AssumptionShape]
    before: SideShape
    after: SideShape
    clauses: list[ClauseChangeShape]
    checks: list[CheckChangeShape]
    remaining: list[RepairSetShape]
    nearest: list[RepairSetShape] | None
    problems: list[ProblemShape]
