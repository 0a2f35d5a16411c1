"""What a review workbook shows: organizations with the sub-checks that wait for a person, and those that could not be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from certify.programme.candidate import Fault
from certify.rules.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class EntryRow:
    """The reviewer's entry that stands, as it may be shown."""

    outcome: str
    reviewer: str
    on: str
    note: str
    evidence: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A sub-check of an organization: its declared verdict, what was declared, the evidence, the entry that stands."""

    check: str
    declared: str
    shown: str
    attached: str
    entry: EntryRow | None


@dataclass(frozen=True, slots=True)
class ReviewedOrganization:
    """An organization with its rows; `digest` is that of its submission."""

    file: str
    id: str
    name: str
    city: str
    unit: str
    digest: str
    rows: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True)
class UnreadSubmission:
    """A submission that could not be judged, with the number of errors and the file that has them."""

    file: str
    id: str
    name: str
    errors: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """What one review workbook is made of."""

    batch: str
    title: str
    rules: RuleSet
    organizations: Sequence[ReviewedOrganization]
    unread: Sequence[UnreadSubmission]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(len(one.rows) for one in self.organizations)
