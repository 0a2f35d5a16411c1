"""The verdict algebra: four outcomes, sets of possible outcomes, and the one verdict that a set amounts to.

A condition over facts that are not all answered has a *set* of possible outcomes, one for every way to answer. The
set is decided where it has one member; otherwise a fact is missing. Sets are bit masks, so that combining two of them
is one look-up.
"""

from enum import StrEnum
from typing import TypeAlias

Mask: TypeAlias = int

NOT_MET: Mask = 1
NEEDS_REVIEW: Mask = 2
MET: Mask = 4
NOT_APPLICABLE: Mask = 8
EITHER: Mask = NOT_MET | MET
SINGLE = (NOT_MET, NEEDS_REVIEW, MET, NOT_APPLICABLE)


class Verdict(StrEnum):
    """The verdict on a sub-check or a clause."""

    NOT_MET = "not_met"
    MISSING = "missing"
    NEEDS_REVIEW = "needs_review"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"


# Neither met nor failed as yet.
OPEN = (Verdict.MISSING, Verdict.NEEDS_REVIEW)
MASKS = {
    "not_met": NOT_MET,
    "needs_review": NEEDS_REVIEW,
    "met": MET,
    "not_applicable": NOT_APPLICABLE,
}
# What a set of possible outcomes amounts to.
VERDICTS = tuple(
    {
        NOT_MET: Verdict.NOT_MET,
        NEEDS_REVIEW: Verdict.NEEDS_REVIEW,
        MET: Verdict.MET,
        NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
    }.get(mask, Verdict.MISSING)
    for mask in range(16)
)

_LEAST_FIRST = (Verdict.NOT_MET, Verdict.MISSING, Verdict.NEEDS_REVIEW, Verdict.MET, Verdict.NOT_APPLICABLE)
_GREATEST_LAST = (Verdict.NOT_APPLICABLE, Verdict.NOT_MET, Verdict.MISSING, Verdict.NEEDS_REVIEW, Verdict.MET)
_RANK_ANY = {verdict: rank for rank, verdict in enumerate(_GREATEST_LAST)}


def least(verdicts: list[Verdict]) -> Verdict:
    """Return the conjunction: the least verdict, not-applicable ones aside; not applicable where all are."""
    for verdict in _LEAST_FIRST:
        if verdict in verdicts:
            return verdict
    return Verdict.NOT_APPLICABLE


def greatest(verdicts: list[Verdict]) -> Verdict:
    """Return the disjunction: the greatest verdict, not-applicable ones aside; not applicable where all are."""
    return max(verdicts, key=_RANK_ANY.__getitem__, default=Verdict.NOT_APPLICABLE)


def _members(mask: Mask) -> list[Mask]:
    return [single for single in SINGLE if mask & single]


def _table(order: tuple[Verdict, ...], *, take_last: bool) -> tuple[tuple[Mask, ...], ...]:
    """Return the table of a connective over sets: the outcomes of all pairs of members."""

    def one(first: Mask, second: Mask) -> Mask:
        ranked = sorted((first, second), key=lambda single: order.index(VERDICTS[single]))
        return ranked[-1] if take_last else ranked[0]

    def sets(first: Mask, second: Mask) -> Mask:
        found = 0
        for a in _members(first):
            for b in _members(second):
                found |= one(a, b)
        return found

    return tuple(tuple(sets(first, second) for second in range(16)) for first in range(16))


BOTH = _table(_LEAST_FIRST, take_last=False)
EITHER_OF = _table(_GREATEST_LAST, take_last=True)
