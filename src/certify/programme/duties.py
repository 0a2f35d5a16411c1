"""Where every duty stands on a day, by city and body: done, under way, not begun, not reported; in time or late.

One rule for each question:

- Who owes: in every city asked for, and at the province, the bodies that the text names there; where the text names none
  at all, the city or the province as a whole. Whoever reports besides is shown apart. A city that reports as a whole speaks
  for the bodies that the text names as a group (各级…, 各市县…), and for none that it names singly. Words that name nobody
  (相关部门) are met by any report of a body that is not named besides, and are charged to nobody.
- What counts: of the entries of one body on one duty the one updated last; the earlier ones stay as its history. Entries
  of that day that contradict each other leave the item open, and so do rows that are wrong where there is no other.
- What was not known yet: of an entry updated after the day only what was done by the day counts.
- When it is due: `Due` has two days. Up to the first, that day included, nothing is due; up to the second it is a
  warning; after it, overdue. What never ends (持续推进), or has no deadline, is never overdue.
- What is wanted every year is an item of its own for every year since the document was issued, up to the year of the day.
  It is reported with its year; an entry without one is on the rest of the duty.
- Done late stays late. Done between the two days is in time by the one reading of the deadline and late by the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from certify.programme.duty_entries import Reported, done_before
from certify.programme.duty_reports import Report, State, slots_of
from certify.reading.progress import Progress
from certify.reading.progress_check import first_year
from certify.rules.body_names import is_named_for
from certify.rules.duties import Body, Due, Duty, DutyDocument

Role: TypeAlias = Literal["owed", "unnamed", "extra"]
Timing: TypeAlias = Literal[
    "none", "ongoing", "not_due", "warning", "overdue", "open", "in_time", "doubtful", "late", "unnamed", "extra"
]


@dataclass(frozen=True, slots=True)
class Item:
    """A duty as one body of one city has it, and for a yearly duty in one year.

    `city` is empty at the province, `body` where a city or the province reports as a whole, on behalf of `speaks_for`.
    `role` says whether it is owed, charged to nobody since the text names none, or reported without being owed. `entry` is
    what counts, `earlier` what was reported before it, the latest first. `wrong` are the places of rows that are refused or
    contradict each other; `later` says that something was updated after the day.
    """

    duty: str
    city: str
    body: str
    year: int | None
    role: Role
    state: State
    timing: Timing
    due: Due | None
    entry: Progress | None
    earlier: tuple[Progress, ...]
    wrong: tuple[str, ...] = ()
    speaks_for: tuple[str, ...] = ()
    later: bool = False

    @property
    def lacks_evidence(self) -> bool:
        """Whether it is said to be done and nothing is named that shows it."""
        return self.entry is not None and self.state == "done" and not self.entry.evidence

    @property
    def taken_back(self) -> Progress | None:
        """The entry that said that it was done, where it is not any more."""
        return done_before((self.entry, *self.earlier)) if self.entry else None


def items_of(
    document: DutyDocument,
    reported: Reported,
    as_of: date,
    cities: Sequence[str] = (),
    places: Sequence[str] = (),
) -> tuple[Item, ...]:
    """Return every item of a document on a day, in the order of the duties, the cities and the bodies.

    `cities` are those asked for, an empty name being the province, and then the only ones; by default all that report, in
    the order of `places`, and the province.
    """
    slots = slots_of(reported, as_of)
    reporting = reporting_cities(reported, places)
    nothing = not cities and not slots
    found: list[Item] = []
    for duty in document.duties:
        named = any(body.level == "province" for body in duty.bodies)
        provincial = nothing or named or "" in reporting
        looked_at = cities or (("",) if provincial else ()) + tuple(city for city in reporting if city)
        for city in looked_at:
            there = slots.get((duty.id, city), {})
            found += _items(duty, document, city, there, as_of, everywhere=nothing)
    return tuple(found)


def reporting_cities(reported: Reported, places: Sequence[str]) -> tuple[str, ...]:
    """Return the cities that report, the province first, in the order of `places`, then those that it does not hold."""
    order = {place: number for number, place in enumerate(places)}
    handed_in = {one.whose.city for one in (*reported.entries, *reported.clashing)}
    handed_in |= {row.whose.city for row in reported.refused}
    return tuple(sorted(handed_in, key=lambda city: (city != "", order.get(city, len(order)), city)))


def _items(
    duty: Duty,
    document: DutyDocument,
    city: str,
    reports: Mapping[int | None, Sequence[Report]],
    as_of: date,
    *,
    everywhere: bool,
) -> Iterator[Item]:
    """Yield the items of a city: of the duty itself, and of every year where it is a yearly one."""
    ongoing = duty.deadline is not None and duty.deadline.due is None
    due = duty.deadline.due if duty.deadline else None
    slots: list[_Slot] = [_Slot(duty, city, None, duty.bodies, due, as_of, ongoing=ongoing)]
    if duty.yearly is not None:
        slots += [
            _Slot(duty, city, year, duty.yearly.bodies, duty.yearly.due(year), as_of, ongoing=False)
            for year in range(first_year(duty, document), as_of.year + 1)
        ]
    for slot in slots:
        yield from slot.items(reports.get(slot.year, ()), everywhere=everywhere)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A duty in one city, and for a yearly one in one year, with the bodies that the text names."""

    duty: Duty
    city: str
    year: int | None
    bodies: tuple[Body, ...]
    due: Due | None
    as_of: date
    ongoing: bool

    def items(self, reports: Sequence[Report], *, everywhere: bool) -> Iterator[Item]:
        """Yield the items: what is owed in the order of the text, then what is reported besides."""
        whole = next((one for one in reports if not one.body), None)
        speaking = whole is not None and whole.state != "no_report"
        used: list[Report] = []
        spoken_for: list[str] = []
        for body in self.bodies:
            if not everywhere and not is_named_for(body, self.city):
                continue
            own = [one for one in reports if one.under == body.name and (one.body == body.name or _says(one))]
            used += own
            if own:
                yield from (self.item(one, "owed") for one in own)
            elif speaking and body.group:
                spoken_for.append(body.name)
            else:
                yield self.silent(body.name, "unnamed" if body.collective else "owed")
        if not self.bodies:
            own = [one for one in reports if one.under and _says(one)]
            used += own
            yield from (self.item(one, "owed") for one in own)
            if whole is None and not own:
                yield self.silent("", "owed")
        if whole is not None:
            owed = bool(spoken_for) or not self.bodies
            if owed or speaking:
                yield self.item(whole, "owed" if owed else "extra", tuple(spoken_for))
        answered = {id(one) for one in used}
        others = [one for one in reports if one.body and id(one) not in answered and _says(one)]
        yield from (self.item(one, "extra") for one in sorted(others, key=lambda one: one.body))

    def silent(self, body: str, role: Role) -> Item:
        """Return the item of a body that has not reported."""
        return self.item(Report(body, body, "no_report", None, (), (), later=False), role)

    def item(self, report: Report, role: Role, speaks_for: tuple[str, ...] = ()) -> Item:
        """Return what a body reports as an item."""
        return Item(
            duty=self.duty.id,
            city=self.city,
            body=report.body,
            year=self.year,
            role=role,
            state=report.state,
            timing=self.timing(report) if role == "owed" else role,
            due=self.due,
            entry=report.entry,
            earlier=report.earlier,
            wrong=report.wrong,
            speaks_for=speaks_for,
            later=report.later,
        )

    def timing(self, report: Report) -> Timing:
        """Return how what is owed stands to its deadline; of what nobody can read it is open."""
        if self.ongoing:
            return "ongoing"
        timing = timing_of(self.due, report.entry.done_on if report.entry else None, self.as_of)
        unread = report.state in ("refused", "clashing") and timing in ("warning", "overdue")
        return "open" if unread else timing


def _says(report: Report) -> bool:
    return report.state != "no_report"


def timing_of(due: Due | None, done_on: date | None, as_of: date) -> Timing:
    """Return how what was done on a day, or is not done (none), stands to its deadline on the day looked at."""
    if due is None:
        return "none"
    if done_on is None:
        return "not_due" if as_of <= due.earliest else "warning" if as_of <= due.latest else "overdue"
    return "in_time" if done_on <= due.earliest else "doubtful" if done_on <= due.latest else "late"
