"""The public shape of side-by-side reports, `certify-side-by-side/1`. Names are kept; what is new is added."""

from dataclasses import dataclass
from typing import Literal

from certify.reporting.shapes import CheckReport, OrganizationShape, PeriodShape, ProblemShape, RuleSetShape, ScoreShape


@dataclass(frozen=True, slots=True, kw_only=True)
class SideShape:
    """What one rule set comes to."""

    ruleset: RuleSetShape
    outcome: str
    score: dict[str, ScoreShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseShape:
    """A sub-check or a rule by type that reads a fact.

    `decides` is whether its verdict can follow from the fact, which is else only shown beside it. One that does not
    count is advisory or a rule by type and enters no outcome. `hangs` is whether its declared verdict hangs on the fact:
    it waits for it, or would be another one by another answer; told where several rule sets decide by the fact.
    """

    id: str
    title: str
    verdict: str
    decides: bool
    counts: bool
    hangs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SideUseShape:
    """What one rule set wants a fact for; `verdict` is what the sub-checks that hang on it come to together."""

    ruleset: str
    verdict: str | None
    uses: list[UseShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactShape:
    """A fact that at least one rule set wants; one that stands in a list may be answered in some of its rows only.

    `differs` is whether rule sets that decide by it come to different verdicts.
    """

    fact: str
    label: str
    answered: Literal["yes", "partly", "no"]
    differs: bool
    sides: list[SideUseShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySideReport:
    """The report of `certify check` by several rule sets.

    Sides and reports are in the order in which the rule sets were named. There are no facts where the input has errors:
    nothing was judged. `problems` are those that all reports tell.
    """

    report: Literal["certify-side-by-side/1"] = "certify-side-by-side/1"
    certify_version: str
    lang: str
    file: str
    digest: str
    review_file: str | None
    review_digest: str | None
    organization: OrganizationShape
    period: PeriodShape
    as_of: str | None
    track: str
    sides: list[SideShape]
    facts: list[FactShape]
    problems: list[ProblemShape]
    reports: list[CheckReport]
