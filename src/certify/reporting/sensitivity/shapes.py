"""The public shape of sensitivity reports, `certify-sensitivity/1`. Names are kept; what is new is added."""

from dataclasses import dataclass
from typing import Literal

from certify.reporting.shapes import ProblemShape, RuleSetShape


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveBatchShape:
    """The batch, and whether its recommendations are the program's own, which follow the readings."""

    id: str
    title: str
    digest: str
    suggested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveShape:
    """How many organizations go from one outcome to another."""

    before: str
    after: str
    before_label: str
    after_label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedShape:
    """An organization whose outcome is another, or that only one of the two readings recommends.

    `checks` are the sub-checks that make it so, or, where the outcome is the same, those that come to something else.
    Each list in `explanations` is a smallest set of them that makes the outcome another one; `explanation` says so.
    """

    file: str
    id: str
    name: str
    jurisdiction: str
    unit_label: str
    track: str
    before: str
    after: str
    recommended_before: bool
    recommended_after: bool
    checks: list[str]
    explanations: list[list[str]]
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedUnitShape:
    """A unit in which others are recommended, or that would be covered under one of the two readings alone."""

    id: str
    city: str
    name: str
    kind: str
    recommended_before: list[str]
    recommended_after: list[str]
    covered_if_recognized_before: bool
    covered_if_recognized_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAgainShape:
    """An organization with reviewers' entries on sub-checks that come to another verdict by what was declared.

    The entries count as they stand; they were made with the reading in force in mind.
    """

    file: str
    id: str
    name: str
    checks: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsShape:
    """What a batch comes to: organizations recommended, and units covered if all of these are recognized."""

    recommended: int
    counties: int
    zones: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternativeShape:
    """What would be otherwise under another value of one reading; `clauses_only` counts outcomes that stay."""

    value: str
    label: str
    default: bool
    changes: bool
    moves: list[MoveShape]
    organizations: list[MovedShape]
    units: list[MovedUnitShape]
    totals: TotalsShape
    clauses_only: int
    review_again: list[ReviewAgainShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotComputedShape:
    """A value that no submission can be judged under, with the reason."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingShape:
    """One reading: its value in force, and what each other value would change."""

    key: str
    title: str
    in_force: str
    in_force_label: str
    default: str
    default_label: str
    alternatives: list[AlternativeShape]
    not_computed: list[NotComputedShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class HangsOnShape:
    """A value of a reading under which an organization comes to another outcome."""

    key: str
    title: str
    value: str
    label: str
    after: str
    after_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HangingShape:
    """An organization whose outcome hangs on a reading."""

    file: str
    id: str
    name: str
    unit_label: str
    outcome: str
    outcome_label: str
    on: list[HangsOnShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityReport:
    """The report of `certify sensitivity`: every reading changed alone, against the readings in force."""

    report: Literal["certify-sensitivity/1"] = "certify-sensitivity/1"
    certify_version: str
    lang: str
    batch: SensitiveBatchShape
    ruleset: RuleSetShape
    files: int
    judged: int
    unreadable: list[str]
    totals: TotalsShape
    readings: list[ReadingShape]
    hanging: list[HangingShape]
    problems: list[ProblemShape]
