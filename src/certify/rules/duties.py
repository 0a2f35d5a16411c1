"""The duties that a document gives to governments (重点任务), in its own words: what, by whom, by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from certify.language import Text
from certify.rules.duty_file import Level
from certify.rules.ruleset import Source


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of a document and the clause they stand in."""

    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A responsible body as the text names it; `level` is empty where the name fits the province and its cities.

    `group` is one that stands for the body of every place (各级…, 各市县…), `collective` one that names nobody (相关部门).
    """

    name: str
    level: Level | None
    group: bool = False
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The first and the last day that a deadline can mean, each of them still in time."""

    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline in the words of the text; without days it is one that never ends (持续推进)."""

    text: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class Yearly:
    """What a duty wants every year: months and days as `MM-DD`, both included; `bodies` are those that owe it."""

    text: str
    since: str | None
    by: str
    bodies: tuple[Body, ...]

    def due(self, year: int) -> Due:
        """Return the day of a year that it is due on."""
        day = date.fromisoformat(f"{year:04}-{self.by}")
        return Due(day, day)

    def begins(self, year: int) -> date:
        """Return the first day of a year on which it can be done."""
        return date.fromisoformat(f"{year:04}-{self.since or '01-01'}")


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty. `owners` are the words on who is responsible, `bodies` the bodies named in them; none where none are."""

    id: str
    section: str
    measure: str
    title: str
    clause: str
    text: str
    owners: tuple[str, ...]
    bodies: tuple[Body, ...]
    deadline: Deadline | None
    yearly: Yearly | None
    notes: tuple[Text, ...]


@dataclass(frozen=True)
class DutyDocument:
    """The duties of one document. `horizon` is the time of the whole, which is no deadline of a single duty."""

    id: str
    title: Text
    area: str
    region: str
    source: Source
    horizon: Clause
    ledger: Clause | None
    notes: tuple[Text, ...]
    duties: tuple[Duty, ...]
    digest: str

    @cached_property
    def by_id(self) -> Mapping[str, Duty]:
        """The duties by id."""
        return {duty.id: duty for duty in self.duties}


@dataclass(frozen=True, slots=True)
class BodyNames:
    """The usual names of bodies, all of them folded.

    `kinds` leads from a name to its kind, `levels` from a word before a name to the last characters of the places that it
    is said of, `every` are the words said of all, `several` leads from a name to the kinds that it takes in.
    """

    kinds: Mapping[str, str]
    levels: Mapping[str, frozenset[str]]
    every: frozenset[str]
    several: Mapping[str, frozenset[str]]
