"""What is known of an organization: a submission's facts by name, each answered or absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Value: TypeAlias = bool | int | str | date | Decimal | tuple[str, ...] | list["Record"]
# Flat names lead to values (`certificate.number`); an unanswered fact is absent. A doc is its text or False.
Record: TypeAlias = dict[str, Value]
Facts: TypeAlias = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a ledger, by its number as it may be shown and its row."""

    number: str
    row: int


@dataclass(frozen=True, slots=True)
class CaseFigure:
    """A figure of a ledger by its name in the vocabulary, and the first of the cases that it counts."""

    fact: str
    value: int
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class CaseLedger:
    """Which cases stand behind the figures of a ledger: its file, its rows, and those accepted in the period."""

    file: str
    rows: int
    in_period: int
    figures: tuple[CaseFigure, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """A self-assessment that could be read without error.

    `facts` are by flat name from the top. `declared` holds the figures that a case ledger replaced, as the
    organization gave them, `ledger` the cases behind the figures. `digest` names the bytes of the file.
    """

    name: str
    digest: str
    facts: Facts
    declared: Facts
    ledger: CaseLedger | None = None

    @property
    def id(self) -> str:
        """The organization's id."""
        return str(self.facts["organization.id"])

    @property
    def organization(self) -> str:
        """The organization's name."""
        return str(self.facts["organization.name"])

    @property
    def type(self) -> str:
        """The organization's type."""
        return str(self.facts["organization.type"])

    @property
    def jurisdiction(self) -> str:
        """The id of the coverage unit that the organization belongs to."""
        return str(self.facts["organization.jurisdiction"])

    @property
    def as_of(self) -> date:
        """The day that states are judged on."""
        return _day(self.facts["assessment.as_of"])

    @property
    def period(self) -> tuple[date, date]:
        """First and last day of the period that flows are counted in."""
        return _day(self.facts["assessment.period.start"]), _day(self.facts["assessment.period.end"])


@dataclass(frozen=True, slots=True)
class Entry:
    """A reviewer's entry on a sub-check: what a person saw and decided."""

    check: str
    outcome: str
    reviewer: str
    on: date
    note: str
    evidence: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True)
class Review:
    """All entries of a review file in its order; the last one for a sub-check counts."""

    name: str
    digest: str
    entries: tuple[Entry, ...]

    def latest(self) -> dict[str, Entry]:
        """Return the entry that counts for each sub-check that has one."""
        return {entry.check: entry for entry in self.entries}


def records(facts: Facts, name: str) -> list[Record]:
    """Return the records of a list fact, none where it is unanswered."""
    value = facts.get(name)
    return value if isinstance(value, list) else []


def _day(value: Value) -> date:
    assert isinstance(value, date)
    return value
