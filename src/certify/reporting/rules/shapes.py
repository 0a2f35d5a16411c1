"""The public shapes of rule sets explained, `certify-explain/1` and `certify-rules/1`: the data, and the data in words."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["decides", "other_reading", "shown"]
What = Literal["criterion", "check", "type_rule", "reading", "fact", "retired", "duty"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShape:
    """The document that a rule set puts into data."""

    number: str
    title: str
    issued_by: str
    issued_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadShape:
    """Which rule set, in which version, for what, since when, and how much it asks."""

    id: str
    version: str
    digest: str
    issued: bool
    title: str
    purpose: str
    purpose_label: str
    effective_since: str
    effective_until: str | None
    source: SourceShape
    criteria: int
    checks: int
    type_rules: int
    readings: int
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedShape:
    """A key with its label."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedFactShape:
    """A fact that decides a sub-check, decides it only under other readings, or is only shown beside it."""

    fact: str
    label: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShape:
    """A line of a rule told as a list, and how many lists it lies within."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagShape:
    """A remark, and where it is shown; it decides nothing."""

    when: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleShape:
    """A case: its facts as YAML, and the verdict on the sub-check under the readings in force."""

    name: str
    outcome: str
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectShape:
    """A case on which a value of a reading and the one in force lead to different verdicts."""

    name: str
    facts: str
    in_force: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingValueShape:
    """A value that a reading can have; `rule` is what it makes of the sub-check, empty where no sub-check is told.

    One that is not `computed` cannot be chosen: the facts do not decide it, for the reason in `label`. `effect` is a
    case of the sub-check that it decides otherwise than the value in force, where the case files hold one. The value
    in force is the default, where no policy file chooses another. `not_applicable_because` is there where the
    sub-check can be not applicable under this value and not under the one in force.
    """

    value: str
    label: str
    default: bool
    in_force: bool
    computed: bool
    not_applicable_because: str
    rule: str
    rule_lines: list[LineShape]
    effect: EffectShape | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOfShape:
    """A sub-check or a rule by type that depends on a reading, with what each value makes of it."""

    id: str
    title: str
    values: list[ReadingValueShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingShape:
    """A point that the source leaves open, and the sub-checks that depend on it; `read_by` where it was asked about."""

    key: str
    title: str
    compared: bool
    values: list[ReadingValueShape]
    used_by: list[str]
    read_by: list[ReadOfShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckShape:
    """A sub-check: what it wants and why. `rule` is empty where only a person decides, `scope` where all types count.

    `rule_lines` is a nested rule line by line, empty for others. `not_applicable_because` is told where that can be the
    outcome under the readings in force, `declared_only` where the outcomes are those of the self-assessment alone.
    """

    id: str
    kind: str
    kind_label: str
    title: str
    quote: str
    scope: list[NamedShape]
    advisory: str
    premise: str
    not_applicable_because: str
    rule: str
    rule_lines: list[LineShape]
    facts: list[UsedFactShape]
    flags: list[FlagShape]
    evidence: list[str]
    review: str
    remedy: str
    depends_on: str
    depends_on_label: str
    readings: list[ReadingShape]
    outcomes: list[str]
    declared_only: bool
    examples: list[ExampleShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionShape:
    """A clause with its sub-checks, or with the one that was asked for."""

    id: str
    tier: str
    tier_label: str
    dimension: str
    dimension_label: str
    title: str
    clause: str
    text: str
    note: str
    advisory: bool
    checks: list[CheckShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRuleShape:
    """What the source asks of organizations of certain types, outside the criteria."""

    id: str
    title: str
    clause: str
    text: str
    scope: list[NamedShape]
    advisory: bool
    rule: str
    rule_lines: list[LineShape]
    facts: list[UsedFactShape]
    remedy: str
    depends_on: str
    depends_on_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetiredShape:
    """A criterion or a sub-check that no longer stands: until which version it did, why, and what replaces it."""

    id: str
    title: str
    clause: str
    text: str
    until: str
    because: str
    replaced_by: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseShape:
    """The sub-checks and the rules by type of one rule set that use a fact."""

    ruleset: str
    title: str
    ids: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactShape:
    """A fact of the vocabulary: what it is, how it is written, and who asks for it. `within` is the list that it is in."""

    fact: str
    label: str
    question: str
    help: str
    type: str
    written_as: str
    unit: str
    example: str
    required: bool
    options: list[NamedShape]
    fields: list[NamedShape]
    within: NamedShape | None
    used_by: list[UseShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyShape:
    """A duty of a government in the words of its document: by whom, by when, and for how long the whole is meant."""

    id: str
    title: str
    text: str
    document: NamedShape
    citation: str
    owners: str
    bodies: list[str]
    deadline: str
    yearly: str
    notes: list[str]
    horizon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedShape:
    """An id that begins with what was asked for, or whose title or label holds it."""

    id: str
    label: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundShape:
    """One thing of the name asked for; exactly the part that `what` names is there.

    A fact and a duty belong to no rule set.
    """

    what: What
    ruleset: HeadShape | None
    criterion: CriterionShape | None = None
    type_rule: TypeRuleShape | None = None
    reading: ReadingShape | None = None
    retired: RetiredShape | None = None
    fact: FactShape | None = None
    duty: DutyShape | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainReport:
    """The report of `certify explain`: everything that has the id asked for, else the ids that it may stand for."""

    report: Literal["certify-explain/1"] = "certify-explain/1"
    certify_version: str
    lang: str
    asked: str
    found: list[FoundShape]
    listed: list[ListedShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesReport:
    """The report of `certify rules show`: a rule set as a whole."""

    report: Literal["certify-rules/1"] = "certify-rules/1"
    certify_version: str
    lang: str
    ruleset: HeadShape
    tiers: list[NamedShape]
    dimensions: list[NamedShape]
    criteria: list[CriterionShape]
    type_rules: list[TypeRuleShape]
    readings: list[ReadingShape]
    retired: list[RetiredShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesListReport:
    """The report of `certify rules list`."""

    report: Literal["certify-rules-list/1"] = "certify-rules-list/1"
    certify_version: str
    lang: str
    rulesets: list[HeadShape]
