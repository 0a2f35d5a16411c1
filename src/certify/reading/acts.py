"""What authorities have done, as tables beside a batch: the register, the cities' recommendations, the decisions."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from certify.facts import Record
from certify.problems import Problem, excerpt
from certify.reading.tables import Table


@dataclass(frozen=True, slots=True)
class Registered:
    """A recognized organization of the register; `ended` where the recognition is no longer in force."""

    id: str
    name: str
    jurisdiction: str
    batch: str
    recognized_on: date
    ended: bool
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The province's act on an organization."""

    organization: str
    recognized: bool
    on: date
    by: str
    note: str
    where: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A city's act: it recommends an organization, with a reason where it is not recommendable."""

    organization: str
    on: date
    by: str
    override: str
    where: str


def registered(table: Table, units: Collection[str], problems: list[Problem]) -> Iterator[Registered]:
    """Yield the rows of a register that are whole, and note those that stand twice or name no unit of the list."""
    seen: set[object] = set()
    for line, row in table.rows:
        if not {"id", "name", "jurisdiction", "recognized_on"} <= row.keys():
            continue
        where = table.place(line, 1)
        if row["id"] in seen:
            problems.append(Problem("error", "registered_twice", where, params={"found": excerpt(str(row["id"]))}))
        seen.add(row["id"])
        if row["jurisdiction"] not in units:
            problems.append(Problem("error", "unit_not_listed", where, params={"found": row["jurisdiction"]}))
        yield Registered(
            str(row["id"]),
            str(row["name"]),
            str(row["jurisdiction"]),
            str(row.get("batch", "")),
            day(row, "recognized_on"),
            row.get("status") == "ended",
            day(row, "ended_on") if "ended_on" in row else None,
        )


def decisions(table: Table, problems: list[Problem]) -> Iterator[Decision]:
    """Yield the decisions of a table that are whole; a second one on an organization is an error and left out."""
    seen: set[str] = set()
    for line, row in table.rows:
        if not {"organization", "decision", "on", "by"} <= row.keys():
            continue
        name, where = str(row["organization"]), table.place(line, 1)
        if name in seen:
            problems.append(Problem("error", "decided_twice", where, params={"found": name}))
            continue
        seen.add(name)
        recognized = row["decision"] == "recognized"
        yield Decision(name, recognized, day(row, "on"), str(row["by"]), str(row.get("note", "")), where)


def recommendations(table: Table, problems: list[Problem]) -> Iterator[Recommendation]:
    """Yield the recommendations of a table that are whole, and note an organization that stands twice."""
    seen: set[object] = set()
    for line, row in table.rows:
        where = table.place(line, 1)
        if row.get("organization") in seen:
            params = {"found": excerpt(str(row["organization"]))}
            problems.append(Problem("error", "recommended_twice", where, params=params))
        seen.add(row.get("organization", line))
        if {"organization", "on", "by"} <= row.keys():
            override = str(row.get("override", ""))
            yield Recommendation(str(row["organization"]), day(row, "on"), str(row["by"]), override, where)


def day(facts: Record, name: str) -> date:
    """Return a date that is known to be there."""
    value = facts[name]
    assert isinstance(value, date)
    return value
