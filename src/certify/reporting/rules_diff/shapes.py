"""The public shape of comparisons of rule sets, `certify-rules-diff/1`. Names are kept; what is new is added."""

from dataclasses import dataclass
from typing import Literal

from certify.reporting.shapes import RuleSetShape
from certify.rules.changes import Weight
from certify.rules.migration import Relation, StepKind

PartKind = Literal["same", "new", "retired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShape:
    """One change: which aspect of the part, how much it weighs, and the words before and after, a line each."""

    aspect: str
    label: str
    weight: Weight
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubCheckShape:
    """A sub-check with its words: what it quotes, and what it asks for."""

    id: str
    title: str
    quote: str
    asks: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckChangeShape:
    """What became of sub-checks; where they are `same`, `changes` says in what they differ."""

    kind: StepKind
    weight: Weight
    before: list[SubCheckShape]
    after: list[SubCheckShape]
    because: list[str]
    changes: list[ChangeShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionChangeShape:
    """A criterion in which something differs; an id is empty where there is no such criterion on that side."""

    before: str
    after: str
    title: str
    kind: PartKind
    weight: Weight
    changes: list[ChangeShape]
    checks: list[CheckChangeShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChangeShape:
    """A reading, or a rule by type of organization, in which something differs."""

    id: str
    title: str
    kind: PartKind
    weight: Weight
    changes: list[ChangeShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffCountsShape:
    """Parts counted by the weight of what differs in them, and sub-checks by what became of them too.

    `unchanged` and `weights` are of sub-checks; `parts` holds the same of every sort of part. Of the head only what
    differs is counted.
    """

    unchanged: int
    weights: dict[Weight, int]
    steps: dict[StepKind, int]
    parts: dict[str, dict[Weight | Literal["unchanged"], int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesDiffReport:
    """The report of `certify rules diff`: only what differs is listed.

    `before_name` and `after_name` name the rule sets as they were asked for: a draft by its file.
    """

    report: Literal["certify-rules-diff/1"] = "certify-rules-diff/1"
    certify_version: str
    lang: str
    before: RuleSetShape
    after: RuleSetShape
    before_name: str
    after_name: str
    relation: Relation
    relation_label: str
    weight: Weight | None
    counts: DiffCountsShape
    head: list[ChangeShape]
    readings: list[PartChangeShape]
    criteria: list[CriterionChangeShape]
    type_rules: list[PartChangeShape]
