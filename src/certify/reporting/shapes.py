"""The public shape of check reports, `certify-check/1`. Names are kept; what is new is added."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from certify.rules.ruleset import Purpose


@cache
def adapter(shape: type[Any]) -> TypeAdapter[Any]:
    """Return what turns a shape into JSON, and into its JSON Schema."""
    return TypeAdapter(shape)


def to_json(report: Any, indent: int = 2) -> bytes:  # noqa: ANN401 - any of the shapes
    """Return a report as JSON in UTF-8."""
    shape: Any = type(report)
    return adapter(shape).dump_json(report, indent=indent)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenReadingShape:
    """A reading that was chosen in place of its default, by whom, and all of it in words."""

    key: str
    title: str
    value: str
    label: str
    default: str
    default_label: str
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetShape:
    """Which rules were applied, under which readings; `readings_chosen` are those that are not the default."""

    id: str
    version: str
    digest: str
    title: str
    purpose: Purpose
    source: str
    effective_since: str
    readings: dict[str, str]
    readings_chosen: list[ChosenReadingShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationShape:
    """Whom the report is about, as far as it could be read."""

    id: str | None
    name: str | None
    type: str | None
    type_label: str | None
    jurisdiction: str | None
    jurisdiction_label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodShape:
    """First and last day of the period."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreShape:
    """Clauses counted by verdict; shares cut to two decimals, null where nothing applies."""

    met: int
    needs_review: int
    missing: int
    not_met: int
    not_applicable: int
    applicable: int
    percent: str | None
    percent_at_most: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShape:
    """The reviewer's entry that counts."""

    outcome: str
    reviewer: str
    on: str
    note: str
    evidence: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureShape:
    """A fact shown beside a sub-check that decides nothing."""

    fact: str
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedShape:
    """A fact that an open sub-check waits for, with the question that asks for it."""

    fact: str
    label: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedShape:
    """A piece of evidence that the organization says covers the sub-check."""

    id: str
    kind: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckShape:
    """One sub-check; where it is advisory, `advisory` says why it decides nothing."""

    id: str
    kind: str
    title: str
    quote: str
    advisory: str
    declared: str
    verified: str
    reason: str
    remedy: str
    depends_on: str
    depends_on_label: str
    wanted: list[WantedShape]
    evidence: list[str]
    attached: list[AttachedShape]
    review: str
    entry: EntryShape | None
    shown: list[FigureShape]
    flags: list[str]
    reading_sensitive: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionShape:
    """One clause with its sub-checks; `verdict` belongs to the track of the report.

    One that is advisory enters neither the score nor the outcome; `note` says how the clause is read, where that needs
    words.
    """

    id: str
    tier: str
    dimension: str
    title: str
    clause: str
    text: str
    note: str
    advisory: bool
    verdict: str
    checks: list[CheckShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRuleShape:
    """One rule for the organization's type; none of them is counted."""

    id: str
    title: str
    clause: str
    text: str
    verdict: str
    advisory: bool
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingResultShape:
    """The verdict on a sub-check under one reading, with the share where the rule is one."""

    check: str
    key: str
    reading: str
    label: str
    default: bool
    in_force: bool
    verdict: str
    of: int | None
    among: int | None
    percent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionShape:
    """One thing to do, in the order in which it matters.

    `who` can do it: the organization, or only a reviewer. `decides` is false where the clause has failed already, so
    that this alone changes nothing.
    """

    check: str
    act: Literal["repair", "answer", "review"]
    who: Literal["organization", "reviewer"]
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemShape:
    """One problem of an input."""

    level: str
    where: str
    field: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyShape:
    """A declared figure that differs from the one computed from the ledger, which is judged."""

    field: str
    label: str
    declared: str
    computed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShape:
    """A case of the ledger: its number, without long numbers, and its row."""

    case_number: str
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFigureShape:
    """A figure computed from the ledger with the first of the cases that it counts; `more` are not listed."""

    fact: str
    label: str
    value: int
    cases: list[CaseShape]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerShape:
    """Which cases stand behind the figures of the ledger: its rows, and those accepted in the period."""

    file: str
    rows: int
    in_period: int
    figures: list[CaseFigureShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
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
    ledger: LedgerShape | None = None
    problems: list[ProblemShape]
