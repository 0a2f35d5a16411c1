"""The shape of a file of duties, `certify-duties/1`, and of the names of bodies, `certify-bodies/1`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic import Field as Attribute

from certify.rules.files import Shape, Words
from certify.rules.ruleset_file import Day, Identifier, SourceFile

# A day of every year is one of a year without a leap day.
_PLAIN_YEAR = "2023"


def _month_and_day(text: str) -> str:
    """Check that there is such a day in every year."""
    date.fromisoformat(f"{_PLAIN_YEAR}-{text}")
    return text


DayOfYear = Annotated[str, Attribute(pattern=r"^\d{2}-\d{2}$"), AfterValidator(_month_and_day)]
Level = Literal["province", "local"]


class BodyFile(Shape):
    """A responsible body as the text names it; `level` where its name says that it is the province's or the cities'.

    `group` where it stands for the body of every place (各级…, 各市县…), `collective` where it names nobody (相关部门).
    """

    name: str
    level: Level | None = None
    group: bool = False
    collective: bool = False


class OwnersFile(Shape):
    """What the text says of who is responsible, word by word, and the bodies named in it."""

    text: list[str] = Attribute(min_length=1)
    bodies: list[BodyFile] = Attribute(min_length=1)


class DueFile(Shape):
    """The first and the last day that a deadline can mean; both are the same where it is clear."""

    earliest: Day
    latest: Day


class DeadlineFile(Shape):
    """A deadline in the words of the text: with its days, or `ongoing` where it sets none and never ends."""

    text: str
    due: DueFile | None = None
    ongoing: bool = False


class YearlyFile(Shape):
    """What a duty wants every year, in the words of the text: by which day, that day included, and since which day.

    `bodies` are those of the duty that owe it, by name; all of them where it is not given.
    """

    text: str
    since: DayOfYear | None = None
    by: DayOfYear
    bodies: list[str] | None = None


class ClauseFile(Shape):
    """Words of the document with the clause they stand in."""

    clause: str
    text: str


class DutyFile(Shape):
    """One duty; `title` and `measure` only where the text has them."""

    id: Identifier
    section: str
    measure: str | None = None
    title: str | None = None
    clause: str
    text: str
    owners: OwnersFile | None = None
    deadline: DeadlineFile | None = None
    yearly: YearlyFile | None = None
    notes: list[Words] = Attribute(default_factory=list)


class DutiesFile(Shape):
    """A file of duties."""

    format: Literal["certify-duties/1"]
    id: Identifier
    title: Words
    area: str
    region: str
    source: SourceFile
    horizon: ClauseFile
    ledger: ClauseFile | None = None
    notes: list[Words] = Attribute(default_factory=list)
    duties: list[DutyFile] = Attribute(min_length=1)


class BodiesFile(Shape):
    """The usual names of bodies by kind, what may stand before them, and the names that take in several kinds."""

    format: Literal["certify-bodies/1"]
    levels: dict[str, list[str]]
    every: list[str]
    kinds: dict[str, list[str]]
    several: dict[str, list[str]] = Attribute(default_factory=dict)
