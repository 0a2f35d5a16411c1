"""Which units are covered: before a batch, if its recommended organizations are recognized, and after the decisions.

Counties and development zones are counted apart; a city's own bodies cover no county.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from certify.programme.acts import units_of_acts
from certify.programme.candidate import Unreadable
from certify.programme.standing import RECOMMENDABLE, Standing, covered_before
from certify.reading.batch import Batch
from certify.reading.units import Unit

Cause: TypeAlias = Literal[
    "no_candidate",
    "unreadable",
    "review_unreadable",
    "candidate_open",
    "candidate_near",
    "candidate_far",
    "candidate_barred",
    "not_recommended",
    "awaiting_recognition",
    "not_recognized",
    "recognition_ended",
]
# A candidate with at most so many clauses failed is near (docs/decisions.md).
NEAR = 2
KINDS = {"county": "counties", "zone": "zones"}


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """One unit of the list; `cause` says why it is still a gap, and is none where it is covered or no gap counts."""

    unit: Unit
    before: bool
    if_recognized: bool
    after: bool
    candidates: tuple[Standing, ...]
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class Count:
    """Units counted."""

    total: int
    before: int
    if_recognized: int
    after: int


def coverage(batch: Batch, standings: Sequence[Standing], unreadable: Iterable[Unreadable]) -> list[UnitCoverage]:
    """Return the coverage of every unit of the batch's list, in its order."""
    before = covered_before(batch)
    by_unit: dict[str, list[Standing]] = defaultdict(list)
    for standing in standings:
        by_unit[standing.candidate.jurisdiction].append(standing)
    later = {entry.jurisdiction for entry in batch.register if not entry.ended}
    ended = {entry.jurisdiction for entry in batch.register if entry.ended}
    listed = list(unreadable)
    unread: dict[str, list[Unreadable]] = defaultdict(list)
    for one in listed:
        unread[one.jurisdiction].append(one)
    acts, _ = units_of_acts(batch, standings, listed)
    # An act of the province counts, also where the submission it rests on cannot be read here.
    recognized = set(acts.values()) | later
    found = []
    for unit in batch.units.values():
        candidates = sorted(by_unit[unit.id], key=lambda one: (one.rank is None, one.rank or 0, one.candidate.file))
        # A city's own bodies cover no county, and a city is no unit to be covered.
        counted = unit.kind in KINDS
        after = counted and unit.id in recognized
        cause = None if after or not counted else _cause(batch, candidates, unread[unit.id], ended=unit.id in ended)
        covered = counted and unit.id in before
        hoped = counted and any(one.put_forward and one.decision != "not_recognized" for one in candidates)
        found.append(UnitCoverage(unit, covered, after or covered or hoped, after, tuple(candidates), cause))
    return found


def _cause(batch: Batch, candidates: list[Standing], unread: list[Unreadable], *, ended: bool) -> Cause:
    """Return the one reason why a unit is a gap, the furthest on its way counting."""
    if any(one.put_forward and one.decision is None for one in candidates):
        return "awaiting_recognition"
    if any(one.decision == "not_recognized" for one in candidates):
        return "not_recognized"
    eligible = [one for one in candidates if one.eligible]
    if eligible:
        return _of_candidates(batch, eligible)
    if candidates:
        return "candidate_barred"
    if unread:
        return "review_unreadable" if all(one.fault == "review" for one in unread) else "unreadable"
    return "recognition_ended" if ended else "no_candidate"


def _of_candidates(batch: Batch, eligible: list[Standing]) -> Cause:
    if any(one.candidate.outcome == RECOMMENDABLE for one in eligible):
        return "candidate_barred" if batch.recommendations is None else "not_recommended"
    failed = [one.candidate.clauses().count("not_met") for one in eligible]
    fewest = min(failed)
    if fewest == 0:
        return "candidate_open"
    return "candidate_near" if fewest <= NEAR else "candidate_far"


def counts(units: Sequence[UnitCoverage], kind: str, city: str | None = None) -> Count:
    """Count the units of a kind, of one city or of all."""
    chosen = [one for one in units if one.unit.kind == kind and city in (None, one.unit.city)]
    return Count(
        len(chosen),
        sum(one.before for one in chosen),
        sum(one.if_recognized for one in chosen),
        sum(one.after for one in chosen),
    )
