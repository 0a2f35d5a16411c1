"""What of a submission can be recognized in another: kept as keyed hashes, so that nobody's number or name goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, TypeAlias

from certify.facts import Facts, Record, Submission, records
from certify.spelling import folded

TraceKind: TypeAlias = Literal[
    "certificate", "full_time_mediator", "case_number", "evidence", "studio", "organization_name", "figures"
]
FIGURES = ("accepted", "agreed", "failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending")
# Fewer cases than this are alike by chance.
LEAST_CASES = 10
_BYTES = 16


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that should stand in one organization only; `mark` tells nothing without the key."""

    kind: TraceKind
    mark: bytes
    place: str


def traces(submission: Submission, key: bytes) -> tuple[Trace, ...]:
    """Return the traces of a submission, hashed with `key`."""
    return tuple(Trace(kind, _mark(kind, value, key), place) for kind, value, place in _values(submission))


def _mark(kind: TraceKind, value: str, key: bytes) -> bytes:
    return blake2b(f"{kind}\n{value}".encode(), key=key, digest_size=_BYTES).digest()


def _values(submission: Submission) -> Iterator[tuple[TraceKind, str, str]]:
    facts = submission.facts
    yield "organization_name", folded(submission.organization), "organization.name"
    for index, mediator in enumerate(records(facts, "mediators")):
        yield from _of_mediator(mediator, f"mediators[{index}]")
    for index, studio in enumerate(records(facts, "brand_studios")):
        if "name" in studio:
            yield "studio", folded(str(studio["name"])), f"brand_studios[{index}].name"
    for index, evidence in enumerate(records(facts, "evidence")):
        if "sha256" in evidence:
            yield "evidence", folded(str(evidence["sha256"])), f"evidence[{index}].sha256"
    yield from _figures(facts)
    yield from _cases(submission)


def _of_mediator(mediator: Record, place: str) -> Iterator[tuple[TraceKind, str, str]]:
    number, name = mediator.get("certificate.number"), mediator.get("name")
    if isinstance(number, str):
        yield "certificate", folded(number), f"{place}.certificate.number"
    if isinstance(name, str) and mediator.get("employment") == "full_time" and mediator.get("active") is True:
        yield "full_time_mediator", folded(name), f"{place}.name"


def _figures(facts: Facts) -> Iterator[tuple[TraceKind, str, str]]:
    """Yield all figures of cases together, where all are given and there are enough cases."""
    found = [facts.get(f"cases.{name}") for name in FIGURES]
    accepted = found[0]
    if isinstance(accepted, int) and accepted >= LEAST_CASES and None not in found:
        yield "figures", " ".join(str(figure) for figure in found), "cases"


def _cases(submission: Submission) -> Iterator[tuple[TraceKind, str, str]]:
    if submission.ledger is None:
        return
    # A case stands behind several figures.
    cases = dict.fromkeys(case for figure in submission.ledger.figures for case in figure.cases)
    for case in cases:
        yield "case_number", folded(case.number), f"{submission.ledger.file}:{case.row}"
