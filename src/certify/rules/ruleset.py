"""A rule set as frozen data: criteria with their sub-checks, rules by organization type, readings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from certify.language import Text
from certify.rules.conditions import Condition, facts_of
from certify.rules.succession import Retired, Succession

Purpose = Literal["recognition", "monitoring"]
Kind = Literal["auto", "evidence", "judgement"]
Body = Literal["organization", "hrss", "arbitration", "court", "local_government", "training_body"]


@dataclass(frozen=True, slots=True, eq=False)
class Flag:
    """A remark shown beside a sub-check where `when` holds; it decides nothing."""

    when: Condition
    text: Text


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """A sub-check: the fragment of the clause it stands for, and how facts or persons decide it.

    `rule` is absent for a judgement, which only a person decides. Where `guard` is false the sub-check is not
    applicable: the organization's type lies outside `scope` (empty: every type), or the `premise` of the text does not
    hold, for the reason `not_applicable_because`. `shows` are facts printed beside it that never decide. One that is
    `advisory`, for the reason given, is judged and shown and decides nothing.
    """

    id: str
    kind: Kind
    title: Text
    quote: str
    scope: tuple[str, ...]
    advisory: Text | None
    guard: Condition | None
    premise: Condition | None
    not_applicable_because: Text | None
    rule: Condition | None
    shows: tuple[str, ...]
    flags: tuple[Flag, ...]
    evidence: tuple[Text, ...]
    review: Text | None
    remedy: Text
    depends_on: Body

    @property
    def facts(self) -> tuple[str, ...]:
        """The paths of all facts that decide it or are shown with it."""
        return tuple(dict.fromkeys((*facts_of(self.guard), *facts_of(self.rule), *self.shows)))


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """A clause of the source with the sub-checks it is split into; `note` says how it is read where that needs words."""

    id: str
    tier: str
    dimension: str
    title: Text
    clause: str
    text: str
    note: Text | None
    checks: tuple[Check, ...]

    @property
    def advisory(self) -> bool:
        """Whether nothing in it can fail anyone: it then enters neither the outcome nor the score."""
        return all(check.advisory is not None for check in self.checks)


@dataclass(frozen=True, slots=True, eq=False)
class TypeRule:
    """What the source asks of organizations of the types in `scope`, outside the criteria."""

    id: str
    title: Text
    clause: str
    text: str
    scope: tuple[str, ...]
    advisory: bool
    rule: Condition
    remedy: Text
    depends_on: Body


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A point that the source leaves open: the values it can be read by, the default first.

    `compared` readings are judged under every value. `not_computed` are alternatives that the facts cannot decide,
    with the reason.
    """

    key: str
    title: Text
    default: str
    values: Mapping[str, Text]
    compared: bool
    not_computed: Mapping[str, Text]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The document that a rule set puts into data."""

    number: str
    title: str
    issued_by: str
    issued_on: str


@dataclass(frozen=True, slots=True)
class ChosenReading:
    """The value of a reading that somebody chose, and who did."""

    key: str
    value: str
    by: Text


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """One version of one rule set; `digest` names its content.

    `purpose` is what its source is for: where it describes no recognition, nobody is recommended under it. `region`
    names the list of the units that its organizations belong to. `succeeds` says what became of the version before it,
    and `retired` keeps what no longer stands. `chosen` are the readings that somebody chose, be it the default.
    """

    id: str
    version: str
    title: Text
    purpose: Purpose
    region: str
    effective_from: str
    effective_until: str | None
    source: Source
    tiers: Mapping[str, Text]
    dimensions: Mapping[str, Text]
    readings: tuple[Reading, ...]
    criteria: tuple[Criterion, ...]
    type_rules: tuple[TypeRule, ...]
    succeeds: Succession | None
    retired: tuple[Retired, ...]
    digest: str
    chosen: tuple[ChosenReading, ...] = ()

    @property
    def reference(self) -> str:
        """The id with the version, as a batch pins it."""
        return f"{self.id}@{self.version}"

    def checks(self) -> Iterator[Check]:
        """Yield every sub-check in order."""
        for criterion in self.criteria:
            yield from criterion.checks

    def default_readings(self) -> dict[str, str]:
        """Return the default of every reading."""
        return {reading.key: reading.default for reading in self.readings}

    def readings_in_force(self) -> dict[str, str]:
        """Return the value of every reading by which the rules are applied: the one chosen, else the default."""
        return {**self.default_readings(), **{one.key: one.value for one in self.chosen}}

    def under(self, chosen: Iterable[ChosenReading]) -> "RuleSet":
        """Return the same rules under readings that are chosen, in their order.

        A choice of what is the default is kept too: it still holds under a version that has another.
        """
        order = list(self.default_readings())
        return replace(self, chosen=tuple(sorted(chosen, key=lambda one: order.index(one.key))))

    def departures(self) -> tuple[ChosenReading, ...]:
        """Return the choices by which something other than the default is in force."""
        defaults = self.default_readings()
        return tuple(one for one in self.chosen if one.value != defaults[one.key])
