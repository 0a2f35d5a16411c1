"""The nearest way to having every clause met: the sub-checks that must come to be met, and on whom each hangs.

A repair makes a failed sub-check met; an open one is settled as met. An organization is recommendable where every
applicable clause is met, and a clause where every applicable sub-check of it is: the smallest set of repairs is
therefore everything that is neither met nor inapplicable, and it is the only one. (A reading that lets a share of
clauses do would allow several; rule sets name it among those that cannot be computed.)
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from certify.judging.judge import Judgement
from certify.judging.outcomes import OPEN, Verdict
from certify.rules.ruleset import Body, Criterion, RuleSet

ORGANIZATION: Body = "organization"
Cost: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class State:
    """The verdict on one sub-check, and the body that a repair of it depends on."""

    check: str
    verdict: Verdict
    depends_on: Body


@dataclass(frozen=True, slots=True)
class Part:
    """Repairs of one sort: the organization's own, and those that hang on another body, by that body."""

    own: tuple[str, ...]
    others: Mapping[Body, tuple[str, ...]]

    @property
    def checks(self) -> tuple[str, ...]:
        """All sub-checks, the organization's own first."""
        return (*self.own, *(check for listed in self.others.values() for check in listed))

    def __len__(self) -> int:
        return len(self.checks)


@dataclass(frozen=True, slots=True)
class RepairSet:
    """A smallest set of repairs: what has failed apart from what is open."""

    failed: Part
    open: Part

    @property
    def cost(self) -> Cost:
        """What sets are compared by: the number of failed sub-checks, then that of open ones."""
        return len(self.failed), len(self.open)


def repairs(states: Iterable[State]) -> RepairSet:
    """Return the smallest set of repairs after which every applicable sub-check is met."""
    listed = list(states)
    return RepairSet(_part(listed, (Verdict.NOT_MET,)), _part(listed, OPEN))


def states_of(judgement: Judgement) -> Iterator[State]:
    """Yield the verdicts that a recommendation rests on: the verified ones, also where nobody has reviewed yet."""
    for result in judgement.deciding():
        yield State(result.check.id, result.verified, result.check.depends_on)


def stored_states(
    rules: RuleSet, track: str, unmet: Collection[str], open_: Collection[str], verified: Iterable[str]
) -> Iterator[State]:
    """Yield the verdicts that are kept of a judged submission, as far as repairs need them.

    `unmet` and `open_` are sub-checks on `track`, `verified` the clauses' verdicts. What is open is told as for review,
    and what is neither failed nor open as met. Where nobody has reviewed yet, evidence that was declared is open.
    """
    for criterion, clause in zip(rules.criteria, verified, strict=True):
        confirmed = track != "declared" or clause in (Verdict.MET, Verdict.NOT_APPLICABLE)
        yield from _stored(criterion, unmet, open_, confirmed=confirmed)


def _stored(
    criterion: Criterion, unmet: Collection[str], open_: Collection[str], *, confirmed: bool
) -> Iterator[State]:
    for check in (one for one in criterion.checks if one.advisory is None):
        if check.id in unmet:
            verdict = Verdict.NOT_MET
        elif check.id in open_ or (check.kind == "evidence" and not confirmed):
            verdict = Verdict.NEEDS_REVIEW
        else:
            verdict = Verdict.MET
        yield State(check.id, verdict, check.depends_on)


def _part(states: list[State], verdicts: Collection[Verdict]) -> Part:
    by_body: dict[Body, list[str]] = {}
    for state in states:
        if state.verdict in verdicts:
            by_body.setdefault(state.depends_on, []).append(state.check)
    own = tuple(by_body.pop(ORGANIZATION, ()))
    return Part(own, {body: tuple(checks) for body, checks in by_body.items()})
