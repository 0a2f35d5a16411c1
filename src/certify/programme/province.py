"""The province's view on a day: which units are covered, since when, why the others are not, and what is still open.

Batches stand in the order of their opening; acts and events after the day do not exist yet.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from certify.programme.acts import units_of_acts
from certify.programme.candidate import Candidate, Unreadable
from certify.programme.coverage import KINDS, Cause, UnitCoverage, coverage
from certify.programme.register import Entry, Register, covering
from certify.programme.standing import Standing, standings
from certify.reading.acts import Decision
from certify.reading.batch import Batch
from certify.reading.units import Unit, areas

# Causes under which a unit may still be covered by what is on its way.
MAY_COME: frozenset[Cause] = frozenset(
    {"awaiting_recognition", "not_recommended", "candidate_open", "review_unreadable", "unreadable"}
)


@dataclass(frozen=True, slots=True)
class JudgedBatch:
    """A batch with what came of every file in it."""

    batch: Batch
    candidates: tuple[Candidate, ...]
    unreadable: tuple[Unreadable, ...]


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch as it stands on the day."""

    batch: Batch
    standings: tuple[Standing, ...]
    unreadable: tuple[Unreadable, ...]
    units: Mapping[str, UnitCoverage]


@dataclass(frozen=True, slots=True)
class Holder:
    """A recognized organization that covers a unit, from the register or by a decision that is not in it yet."""

    id: str
    name: str
    since: date
    batch: str
    registered: bool


@dataclass(frozen=True, slots=True)
class UnitView:
    """One unit on the day; units that are the same area under other names (`also`) are one with it.

    `history` says for each point of the history whether it was covered. `batch` is the batch that `cause` and
    `candidates` come from, and `current` whether it is the latest; `may_come` is whether it could still be covered by
    what is on its way.
    """

    unit: Unit
    also: tuple[str, ...]
    holders: tuple[Holder, ...]
    history: tuple[bool, ...]
    cause: Cause | None
    batch: str
    candidates: tuple[Standing, ...]
    unreadable: tuple[Unreadable, ...]
    current: bool = False

    @property
    def covered(self) -> bool:
        """Whether at least one recognized organization holds the unit."""
        return bool(self.holders)

    @property
    def may_come(self) -> bool:
        """Whether what is on its way could cover it."""
        # What is open in a batch that a later one has followed is not on its way any more; a decision may still come.
        return self.cause == "awaiting_recognition" or (self.current and self.cause in MAY_COME)


@dataclass(frozen=True, slots=True)
class Point:
    """A day of the history: `batch` is the batch that it concludes, empty for the beginning and the day asked for."""

    day: date
    batch: str


@dataclass(frozen=True, slots=True)
class Province:
    """Everything on the day: units in the order of their list, batches in the order of their opening."""

    as_of: date
    units: tuple[UnitView, ...]
    points: tuple[Point, ...]
    batches: tuple[BatchView, ...]
    register: Register
    entries: Mapping[str, Entry]


def province(batches: Sequence[JudgedBatch], register: Register, units: Mapping[str, Unit], as_of: date) -> Province:
    """Return the province's view on `as_of`."""
    begun = sorted(
        (one for one in batches if one.batch.opens_on <= as_of), key=lambda one: (one.batch.opens_on, one.batch.id)
    )
    views = tuple(_view(one, as_of) for one in begun)
    entries = register.at(as_of)
    points = tuple(_points(views, as_of))
    states = [_holders(views, register, units, point.day) for point in points]
    listed = [area for area in areas(units) if units[area[0]].kind in KINDS]
    found = tuple(_unit(units[area[0]], area, views, states, entries) for area in listed)
    return Province(as_of, found, points, views, register, entries)


def latest_day(batches: Sequence[Batch], register: Register) -> date:
    """Return the latest day that anything in the input speaks of: what is asked for where no day is given."""
    days = register.days()
    for batch in batches:
        days += [batch.as_of, *(one.on for one in batch.decisions), *(one.on for one in batch.recommendations or ())]
    return max(days)


def _view(judged: JudgedBatch, as_of: date) -> BatchView:
    """Return a batch with what had been handed in and done by the day."""
    batch = judged.batch
    recorded = batch.recommendations
    day = as_of.isoformat()
    candidates = [one for one in judged.candidates if one.as_of <= day]
    known = replace(
        batch,
        register=tuple(one for one in batch.register if one.recognized_on <= as_of),
        decisions=tuple(one for one in batch.decisions if one.on <= as_of),
        recommendations=None if recorded is None else tuple(one for one in recorded if one.on <= as_of),
    )
    places = tuple(standings(known, candidates, judged.unreadable))
    units = {one.unit.id: one for one in coverage(known, places, judged.unreadable)}
    return BatchView(known, places, judged.unreadable, units)


def _points(views: Sequence[BatchView], as_of: date) -> Iterator[Point]:
    """Yield the beginning, the end of every batch that lies behind, and the day itself."""
    last: date | None = None
    if views:
        last = views[0].batch.opens_on
        yield Point(last, "")
    for view in views:
        day = view.batch.recognize_by
        if day < as_of and (last is None or day > last):
            last = day
            yield Point(day, view.batch.id)
    if last is None or as_of > last:
        yield Point(as_of, views[-1].batch.id if views and views[-1].batch.recognize_by == as_of else "")


def _holders(
    views: Sequence[BatchView], register: Register, units: Mapping[str, Unit], day: date
) -> dict[str, list[Holder]]:
    """Return who covers which unit on a day: the register's organizations, then those decided on and not yet in it."""
    entries = register.at(day)
    found: dict[str, list[Holder]] = defaultdict(list)
    for unit, listed in covering(entries).items():
        if unit in units:
            found[unit] += [Holder(one.id, one.name, one.recognized_on, one.batch, registered=True) for one in listed]
    for view in views:
        for decision, unit, name in _recognitions(view):
            if decision.on <= day and _is_news(decision, entries):
                found[unit].append(Holder(decision.organization, name, decision.on, view.batch.id, registered=False))
    return found


def _is_news(decision: Decision, entries: Mapping[str, Entry]) -> bool:
    """Return whether a recognition is one that the register does not know: the first, or one after an end."""
    entry = entries.get(decision.organization)
    return entry is None or (entry.ended_on is not None and decision.on > entry.ended_on)


def _recognitions(view: BatchView) -> Iterator[tuple[Decision, str, str]]:
    """Yield the recognitions of a batch with the unit that each covers and the organization's name."""
    acts, _ = units_of_acts(view.batch, view.standings, view.unreadable)
    names = {one.id: one.name for one in view.unreadable}
    names |= {one.candidate.id: one.candidate.name for one in reversed(view.standings)}
    for decision in view.batch.decisions:
        if decision.recognized and decision.organization in acts:
            yield decision, acts[decision.organization], names.get(decision.organization, "")


def _unit(
    unit: Unit,
    area: tuple[str, ...],
    views: Sequence[BatchView],
    states: Sequence[Mapping[str, list[Holder]]],
    entries: Mapping[str, Entry],
) -> UnitView:
    also = area[1:]
    held = [tuple(holder for one in area for holder in state.get(one, ())) for state in states]
    history = tuple(bool(holders) for holders in held)
    if held and held[-1]:
        return UnitView(unit, also, held[-1], history, None, "", (), ())
    for view in reversed(views):
        found = [view.units[one] for one in area if one in view.units and view.units[one].cause is not None]
        candidates = tuple(candidate for one in found for candidate in one.candidates)
        unread = tuple(one for one in view.unreadable if one.jurisdiction in area)
        if candidates or (found and unread):
            # What has come furthest says most: a unit with candidates before the same area under another name.
            cause = max(found, key=lambda one: bool(one.candidates)).cause
            current = view is views[-1]
            return UnitView(unit, also, (), history, cause, view.batch.id, candidates, unread, current)
    ended = any(_has_left(entry, area) for entry in entries.values())
    return UnitView(unit, also, (), history, "recognition_ended" if ended else "no_candidate", "", (), ())


def _has_left(entry: Entry, area: tuple[str, ...]) -> bool:
    """Return whether an organization was recognized in an area, and is not any more or has moved away."""
    return (entry.unit in area and not entry.holds) or any(unit in area for unit in entry.former_units)
