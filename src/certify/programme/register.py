"""The register of recognized organizations (认定名录): dated events that are added and never rewritten.

What holds on a day is what the events up to that day make of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from certify.problems import Problem
from certify.reading.register import Event


@dataclass(frozen=True, slots=True)
class Entry:
    """An organization of the register as it stands on a day; `ended_on` is none while the recognition holds."""

    id: str
    name: str
    unit: str
    batch: str
    recognized_on: date
    ended_on: date | None
    former_names: tuple[str, ...] = ()
    former_units: tuple[str, ...] = ()
    into: str = ""

    @property
    def holds(self) -> bool:
        """Whether the recognition is in force."""
        return self.ended_on is None


@dataclass(frozen=True, slots=True)
class Register:
    """All events in the order of their days, those of one day as they stand in the file."""

    events: tuple[Event, ...]

    def at(self, day: date) -> dict[str, Entry]:
        """Return every organization recognized up to a day, that day included, by its id."""
        entries: dict[str, Entry] = {}
        for event in self.events:
            if event.on <= day:
                _apply(entries, event)
        return entries

    def days(self) -> list[date]:
        """Return the days on which anything happened, in order."""
        return sorted({event.on for event in self.events})


def register_of(events: Iterable[Event]) -> tuple[Register, tuple[Problem, ...]]:
    """Put events in order and return them with what cannot be; an event that cannot be is left out."""
    entries: dict[str, Entry] = {}
    kept: list[Event] = []
    problems: list[Problem] = []
    for event in sorted(events, key=lambda one: one.on):
        fault = _fault(entries, event)
        if fault:
            problems.append(Problem("error", fault, event.where, params={"found": event.organization}))
        else:
            _apply(entries, event)
            kept.append(event)
    return Register(tuple(kept)), tuple(problems)


def covering(entries: Mapping[str, Entry]) -> dict[str, list[Entry]]:
    """Return the organizations whose recognition is in force, by their units."""
    found: dict[str, list[Entry]] = {}
    for entry in entries.values():
        if entry.holds:
            found.setdefault(entry.unit, []).append(entry)
    return found


def _fault(entries: Mapping[str, Entry], event: Event) -> str:
    """Return why an event cannot be, empty where it can."""
    entry = entries.get(event.organization)
    if event.kind == "recognized":
        return "registered_twice" if entry is not None and entry.holds else ""
    if entry is None:
        return "register_unknown"
    if event.kind == "restored":
        return "register_not_ended" if entry.holds else ""
    if not entry.holds:
        return "register_ended"
    if event.kind == "merged":
        into = entries.get(event.into)
        if event.into == event.organization or into is None or not into.holds:
            return "register_into_unknown"
    return ""


def _apply(entries: dict[str, Entry], event: Event) -> None:
    if event.kind == "recognized":
        entries[event.organization] = Entry(event.organization, event.name, event.unit, event.batch, event.on, None)
        return
    entry = entries[event.organization]
    match event.kind:
        case "renamed":
            entry = replace(entry, name=event.name, former_names=(*entry.former_names, entry.name))
        case "moved":
            entry = replace(entry, unit=event.unit, former_units=(*entry.former_units, entry.unit))
        case "merged":
            entry = replace(entry, ended_on=event.on, into=event.into)
        case "ended":
            entry = replace(entry, ended_on=event.on)
        case "restored":
            entry = replace(entry, ended_on=None, into="")
    entries[event.organization] = entry
