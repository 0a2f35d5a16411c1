"""A register file to its events: a list of recognized organizations, a table of events, or both in one.

A row without an event is a recognition; its status says where it has ended since.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias, cast

from certify.facts import Record
from certify.problems import Problem, excerpt
from certify.reading.forms import table_columns
from certify.reading.tables import Table, read_table

EventKind: TypeAlias = Literal["recognized", "renamed", "moved", "merged", "ended", "restored"]
WANTED: dict[EventKind, tuple[str, ...]] = {
    "recognized": ("name", "jurisdiction"),
    "renamed": ("name",),
    "moved": ("jurisdiction",),
    "merged": ("into",),
    "ended": (),
    "restored": (),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the register: what happened to an organization on a day, and where the row stands.

    `name` goes with recognized and renamed, `unit` with recognized and moved, `batch` with recognized, `into` (an
    organization's id) with merged.
    """

    kind: EventKind
    organization: str
    on: date
    name: str
    unit: str
    batch: str
    into: str
    where: str


def read_events(path: Path, units: Collection[str], name: str | None = None) -> tuple[list[Event], list[Problem]]:
    """Read a register; rows that lack what their event wants, or name no unit of the list, are told and left out."""
    table = read_table(path, table_columns("events"), name)
    problems = list(table.problems)
    return [event for line, row in table.rows for event in _events(table, line, row, units, problems)], problems


def _events(table: Table, line: int, row: Record, units: Collection[str], problems: list[Problem]) -> Iterator[Event]:
    where = table.place(line, 1)
    kind = cast("EventKind", row.get("event", "recognized"))
    on = row.get("on", row.get("recognized_on"))
    lacking = [name for name in WANTED[kind] if name not in row]
    if not isinstance(on, date):
        lacking.insert(0, "on")
    unit = str(row.get("jurisdiction", ""))
    if lacking:
        labels = {field.name: field.label for field in table_columns("events")}
        problems += [Problem("error", "register_wants", where, params={"label": labels[name]}) for name in lacking]
        return
    if unit and "jurisdiction" in WANTED[kind] and unit not in units:
        problems.append(Problem("error", "unit_not_listed", where, params={"found": excerpt(unit)}))
        return
    assert isinstance(on, date)
    words = [str(row.get(key, "")) for key in ("name", "batch", "into")]
    organization = str(row["id"])
    yield Event(kind, organization, on, words[0], unit, words[1], words[2], where)
    if kind == "recognized" and row.get("status") == "ended":
        # Old lists say that a recognition has ended, and not when: it then counts on no day.
        ended = row.get("ended_on", on)
        assert isinstance(ended, date)
        yield Event("ended", organization, ended, "", "", "", "", where)
