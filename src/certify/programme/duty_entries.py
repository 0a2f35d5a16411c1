"""Entries of several files put together: what stands twice, what contradicts itself on one day, what is taken back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from certify.problems import Problem
from certify.reading.progress import Progress, Refused


@dataclass(frozen=True, slots=True)
class Reported:
    """Everything that was reported: what counts, what contradicts itself, and the rows that are wrong."""

    entries: tuple[Progress, ...] = ()
    clashing: tuple[Progress, ...] = ()
    refused: tuple[Refused, ...] = ()


def joined_entries(entries: Iterable[Progress], refused: Iterable[Refused] = ()) -> tuple[Reported, list[Problem]]:
    """Return what was reported, and what is wrong.

    Entries on one item, updated on one day, must agree on status and day: where they do not, none of them counts, since
    nothing says which is right. Where they agree the last one counts, with a warning; so it does where something was done
    and later is not.
    """
    groups: dict[object, list[Progress]] = {}
    for entry in entries:
        groups.setdefault((entry.whose.slot, entry.updated_on), []).append(entry)
    counted: list[Progress] = []
    clashing: list[Progress] = []
    problems: list[Problem] = []
    for group in groups.values():
        clash = len({(entry.status, entry.done_on) for entry in group}) > 1
        (clashing if clash else counted).extend(group)
        for entry in group[1:]:
            code = "progress_contradicts" if clash else "progress_twice"
            params = {"found": entry.whose.duty, "on": entry.updated_on, "first": group[0].where}
            problems.append(Problem("error" if clash else "warning", code, entry.where, "task", params))
    problems += _taken_back(counted)
    return Reported(tuple(counted), tuple(clashing), tuple(refused)), problems


def _taken_back(entries: Iterable[Progress]) -> list[Problem]:
    """Return a warning for every item that was done and later is not."""
    groups: dict[object, list[Progress]] = {}
    for entry in entries:
        groups.setdefault(entry.whose.slot, []).append(entry)
    problems = []
    for group in groups.values():
        history = latest_first(group)
        done = done_before(history)
        if done is not None:
            params = {"found": done.whose.duty, "first": done.where}
            problems.append(Problem("warning", "progress_undone", history[0].where, "status", params))
    return problems


def latest_first(entries: Iterable[Progress]) -> list[Progress]:
    """Return entries, the one updated last first; of one day the one further down."""
    return sorted(entries, key=lambda entry: entry.updated_on)[::-1]


def done_before(history: Sequence[Progress]) -> Progress | None:
    """Return the entry that says done where the latest does not, none otherwise."""
    if not history or history[0].status == "done":
        return None
    return next((entry for entry in history if entry.status == "done"), None)
