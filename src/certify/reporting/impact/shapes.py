"""The public shape of reports on what other rules would change, `certify-rules-impact/1`. Names are kept."""

from dataclasses import dataclass
from typing import Literal

from certify.programme.impact import Turn
from certify.reporting.rules_diff.shapes import ChangeShape
from certify.reporting.shapes import ChosenReadingShape, ProblemShape, RuleSetShape
from certify.rules.migration import Relation, StepKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseShape:
    """Sub-checks that come to something else, by their ids under both rule sets, and their verdicts in the same order.

    `id` names the cause in explanations. Those that are merely advisory come to `advice`. `changes` are those by which a
    verdict can differ; there are none where they are not the same sub-check.
    """

    id: str
    kind: StepKind
    before: list[str]
    after: list[str]
    title: str
    was: list[str]
    now: list[str]
    changes: list[ChangeShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationImpactShape:
    """A submission of which the outcome turned, or only whether it would be put forward (`placed`).

    Each list in `explanations` is a smallest set of causes, by their ids, that makes the outcome turn; there is none where
    it did not. `explanation` says so in words.
    """

    file: str
    id: str
    name: str
    jurisdiction: str
    unit: str
    turn: Turn
    outcome_before: str
    outcome_after: str
    put_forward_before: bool
    put_forward_after: bool
    explanations: list[list[str]]
    explanation: str
    causes: list[CauseShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class LapsedShape:
    """A sub-check of the batch's rules on which reviewers' entries do not count, with the submissions that have one."""

    check: str
    title: str
    files: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitImpactShape:
    """A unit that would be covered or not if the recommended are recognized, or for which others are recommended."""

    id: str
    name: str
    city: str
    covered_before: bool
    covered_after: bool
    put_forward_before: list[str]
    put_forward_after: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchImpactShape:
    """What would change in one batch.

    `unreadable` are the files that cannot be judged under any rules; `shifted` counts submissions of which only
    sub-checks come to something else. `lapsed_before` and `lapsed_after` are the reviewers' entries that do not count
    under either rule set. `readings_before` and `readings_after` are the readings in force that were chosen in place of
    defaults.
    """

    id: str
    title: str
    ruleset: str
    judged: int
    unreadable: list[str]
    turns: dict[Turn, int]
    shifted: int
    readings_before: list[ChosenReadingShape]
    readings_after: list[ChosenReadingShape]
    lapsed_before: list[LapsedShape]
    lapsed_after: list[LapsedShape]
    organizations: list[OrganizationImpactShape]
    units: list[UnitImpactShape]
    problems: list[ProblemShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesImpactReport:
    """The report of `certify rules impact`."""

    report: Literal["certify-rules-impact/1"] = "certify-rules-impact/1"
    certify_version: str
    lang: str
    before: RuleSetShape
    after: RuleSetShape
    before_name: str
    after_name: str
    relation: Relation
    relation_label: str
    turns: dict[Turn, int]
    batches: list[BatchImpactShape]
