"""What every body reports on every duty, as it is known on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from certify.programme.duty_entries import Reported, latest_first
from certify.reading.progress import Progress, Refused, Status

State: TypeAlias = Status | Literal["no_report", "refused", "clashing"]


@dataclass(frozen=True, slots=True)
class Report:
    """What one body reports on one item, as it is known on a day."""

    body: str
    under: str
    state: State
    entry: Progress | None
    earlier: tuple[Progress, ...]
    wrong: tuple[str, ...]
    later: bool


Slots: TypeAlias = dict[tuple[str, str], dict[int | None, list[Report]]]


def slots_of(reported: Reported, as_of: date) -> Slots:
    """Return what was reported by duty and city, and there by year."""
    entries: dict[tuple[str, str, str, int | None], list[Progress]] = {}
    clashing: dict[tuple[str, str, str, int | None], list[Progress]] = {}
    refused: dict[tuple[str, str, str, int | None], list[Refused]] = {}
    for entry in reported.entries:
        entries.setdefault(entry.whose.slot, []).append(entry)
    for entry in reported.clashing:
        clashing.setdefault(entry.whose.slot, []).append(entry)
    for row in reported.refused:
        refused.setdefault(row.whose.slot, []).append(row)
    slots: Slots = {}
    for slot in dict.fromkeys((*entries, *clashing, *refused)):
        duty, city, _, year = slot
        report = _report(entries.get(slot, []), clashing.get(slot, []), refused.get(slot, []), as_of)
        slots.setdefault((duty, city), {}).setdefault(year, []).append(report)
    return slots


def _report(entries: list[Progress], clashing: list[Progress], refused: list[Refused], as_of: date) -> Report:
    """Return what is known of one item on a day: what was updated later counts only where it was done by then."""
    whose = next(iter([one.whose for one in (*entries, *clashing)] + [row.whose for row in refused]))
    history = latest_first(entry for entry in entries if entry.updated_on <= as_of)
    after = latest_first(entry for entry in (*entries, *clashing) if entry.updated_on > as_of)
    clash = [entry for entry in clashing if entry.updated_on <= as_of]
    wrong = [row.where for row in refused if row.updated_on is None or row.updated_on <= as_of]
    if after and after[0] in entries and after[0].done_on is not None and after[0].done_on <= as_of:
        return Report(whose.body, whose.under, "done", after[0], tuple(history), tuple(wrong), later=True)
    if clash and (not history or max(entry.updated_on for entry in clash) > history[0].updated_on):
        last = max(entry.updated_on for entry in clash)
        places = tuple(entry.where for entry in clash if entry.updated_on == last)
        return Report(whose.body, whose.under, "clashing", None, tuple(history), places, later=bool(after))
    state: State = history[0].status if history else "refused" if wrong else "no_report"
    entry = history[0] if history else None
    return Report(whose.body, whose.under, state, entry, tuple(history[1:]), tuple(wrong), later=bool(after))
