"""Which units are covered: before a batch, if its recommended organizations are recognized, and after the decisions.

Counties and development zones are counted apart; a city's own bodies cover no county.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from certify.programme.candidate import Unreadable
from certify.programme.standing import RECOMMENDABLE, Standing, covered_before
from certify.reading.batch import Batch
from certify.reading.units import Unit

Cause: TypeAlias = Literal[
    "no_candidate",
    "unreadable",
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
    unread: dict[str, set[str]] = defaultdict(set)
    for one in unreadable:
        unread[one.jurisdiction].add(one.id)
    # An act of the province counts, also where the submission it rests on cannot be read here.
    acts = {decision.organization for decision in batch.decisions if decision.recognized}
    found = []
    for unit in batch.units.values():
        candidates = sorted(by_unit[unit.id], key=lambda one: (one.rank is None, one.rank or 0, one.candidate.file))
        recognized = any(one.decision == "recognized" for one in candidates) or bool(acts & unread[unit.id])
        after = unit.id in later or recognized
        cause = None
        if not after and unit.kind in KINDS:
            cause = _cause(batch, candidates, unreadable=bool(unread[unit.id]), ended=unit.id in ended)
        found.append(
            UnitCoverage(
                unit,
                unit.id in before,
                after or unit.id in before or any(one.recommended for one in candidates),
                after,
                tuple(candidates),
                cause,
            )
        )
    return found


def _cause(batch: Batch, candidates: list[Standing], *, unreadable: bool, ended: bool) -> Cause:
    """Return the one reason why a unit is a gap, the furthest on its way counting."""
    awaiting = [one for one in candidates if one.recommended and one.decision is None]
    if awaiting:
        return "awaiting_recognition"
    if any(one.decision == "not_recognized" for one in candidates):
        return "not_recognized"
    eligible = [one for one in candidates if one.eligible]
    if eligible:
        return _of_candidates(batch, eligible)
    if candidates:
        return "candidate_barred"
    if unreadable:
        return "unreadable"
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
