"""The shape of a rule-set file. Conditions are left to the condition parser."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator
from pydantic import Field as Attribute

from certify.rules.files import Shape, Words
from certify.rules.ruleset import Body, Kind, Purpose


def _day(text: str) -> str:
    """Check that a day of the calendar is meant."""
    date.fromisoformat(text)
    return text


# The list of units of a rule set that names none: that of the first province.
DEFAULT_REGION = "shandong"
Identifier = Annotated[str, Attribute(pattern=r"^[A-Za-z][A-Za-z0-9._-]*$")]
Version = Annotated[str, Attribute(pattern=r"^\d+\.\d+\.\d+$")]
Day = Annotated[str, Attribute(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
ConditionNode = Annotated[Any, Attribute(description="a condition: see docs/conditions.md")]


class SourceFile(Shape):
    """The document that the rule set puts into data."""

    number: str
    title: str
    issued_by: str
    issued_on: Day


class EffectiveFile(Shape):
    """Since when, and until when, the rule set applies."""

    since: Day
    until: Day | None = None


class ReadingFile(Shape):
    """One reading with the values it can take."""

    title: Words
    default: str
    compared: bool = False
    values: dict[str, Words]
    not_computed: dict[str, Words] = Attribute(default_factory=dict)


class FlagFile(Shape):
    """A remark with the condition under which it is shown."""

    when: ConditionNode
    text: Words


class CheckFile(Shape):
    """One sub-check."""

    id: Identifier
    kind: Kind
    title: Words
    quote: str
    advisory: Words | None = None
    guard: ConditionNode = None
    not_applicable_because: Words | None = None
    rule: ConditionNode = None
    shows: list[str] = Attribute(default_factory=list)
    flags: list[FlagFile] = Attribute(default_factory=list)
    evidence: list[Words] = Attribute(min_length=1)
    review: Words | None = None
    remedy: Words
    depends_on: Body


class CriterionFile(Shape):
    """One clause."""

    id: Identifier
    tier: str
    dimension: str
    title: Words
    clause: str
    text: str
    scope: Annotated[list[str], Attribute(min_length=1)] | None = None
    note: Words | None = None
    checks: list[CheckFile]


class TypeRuleFile(Shape):
    """One rule for organizations of certain types."""

    id: Identifier
    title: Words
    clause: str
    text: str
    scope: list[str] = Attribute(min_length=1)
    advisory: bool = False
    rule: ConditionNode
    remedy: Words
    depends_on: Body


class MoveFile(Shape):
    """What became of sub-checks of the earlier version: none in `from` are new, none in `to` retired."""

    before: list[Identifier] = Attribute(alias="from")
    after: list[Identifier] = Attribute(alias="to")
    because: Words


class SuccessionFile(Shape):
    """The earlier version, and the ids that are not simply the same in both."""

    ruleset: Annotated[str, Attribute(pattern=r"^[A-Za-z][A-Za-z0-9._-]*@\d+\.\d+\.\d+$")]
    migration: list[MoveFile] = Attribute(default_factory=list)


class RetiredFile(Shape):
    """One criterion or sub-check that no longer stands, kept to be explained."""

    id: Identifier
    title: Words
    clause: str
    text: str
    until: Annotated[str, Attribute(pattern=r"^([A-Za-z][A-Za-z0-9._-]*@)?\d+\.\d+\.\d+$")]
    because: Words
    replaced_by: list[Identifier] = Attribute(default_factory=list)


class RuleSetFile(Shape):
    """A rule-set file."""

    format: Literal["certify-ruleset/1"]
    id: Identifier
    version: Version
    title: Words
    purpose: Purpose
    region: Identifier = DEFAULT_REGION
    effective: EffectiveFile
    source: SourceFile
    tiers: dict[str, Words]
    dimensions: dict[str, Words]
    readings: dict[str, ReadingFile] = Attribute(default_factory=dict)
    criteria: list[CriterionFile] = Attribute(min_length=1)
    type_rules: list[TypeRuleFile] = Attribute(default_factory=list)
    succeeds: SuccessionFile | None = None
    retired: list[RetiredFile] = Attribute(default_factory=list)
