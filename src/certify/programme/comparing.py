"""Two runs compared: whose verdicts differ, and what explains it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from certify.judging.attribution import DATES, Attribution, Grounds, Sets, Told, attribution
from certify.programme.recorded import Recorded, RecordedRun, pairs

GroundsOf = Callable[[Recorded, RecordedRun], Grounds]


@dataclass(frozen=True, slots=True)
class Explained:
    """One organization whose verdicts differ; `outcome` are the sets of factors that explain its outcome.

    Where it could be judged in one run only there are no `grounds` and no `attribution`. It is `tied` where submission
    and date cannot be told apart, and not `reproduced` where what was recorded does not come out again.
    """

    before: Recorded
    after: Recorded
    outcome: Sets
    grounds: tuple[Grounds, Grounds] | None = None
    attribution: Attribution | None = None
    tied: bool = False
    reproduced: bool = True

    @property
    def moved(self) -> bool:
        """Whether the outcome itself differs."""
        return self.before.outcome != self.after.outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs: whose verdicts differ, how many are the same in both, and who is in one of them only.

    `unread` could be judged in neither.
    """

    before: RecordedRun
    after: RecordedRun
    explained: tuple[Explained, ...]
    same: int
    unread: int
    only_before: tuple[Recorded, ...]
    only_after: tuple[Recorded, ...]


def compared(before: RecordedRun, after: RecordedRun, grounds_of: GroundsOf) -> Comparison:
    """Compare two runs; `grounds_of` gives what a recorded verdict rests on, and is asked only where verdicts differ."""
    both, only_before, only_after = [], [], []
    for one, two in pairs(before.submissions, after.submissions):
        if one is None or two is None:
            only_before += [one] if one else []
            only_after += [two] if two else []
        else:
            both.append((one, two))
    differing = [(one, two) for one, two in both if (one.outcome, one.verdicts) != (two.outcome, two.verdicts)]
    unread = sum(not (one.judged or two.judged) for one, two in both)
    return Comparison(
        before,
        after,
        tuple(_explained(one, two, (before, after), grounds_of) for one, two in differing),
        len(both) - len(differing) - unread,
        unread,
        tuple(only_before),
        tuple(only_after),
    )


def _explained(one: Recorded, two: Recorded, runs: tuple[RecordedRun, RecordedRun], grounds_of: GroundsOf) -> Explained:
    if not (one.judged and two.judged):
        return Explained(one, two, _unread(one, two, runs))
    first, second = grounds_of(one, runs[0]), grounds_of(two, runs[1])
    tied = (one.ledger or two.ledger) and _period(first) != _period(second)
    found = attribution(first, second, tied=tied)
    came_out = [(side.outcome, dict(side.checks)) for side in (found.before, found.after)]
    if came_out != [(side.outcome, side.verdicts) for side in (one, two)]:
        return Explained(one, two, (), reproduced=False)
    tied = tied and {"submission", "date"} <= set(found.changed)
    return Explained(one, two, found.outcome, (first, second), found, tied)


def _period(grounds: Grounds) -> list[object]:
    return [grounds.facts[name] for name in DATES[:2]]


def _unread(one: Recorded, two: Recorded, runs: tuple[RecordedRun, RecordedRun]) -> Sets:
    """Return what explains that an input could be judged in one run only: the file that has the fault, where it changed.

    The same file may be refused under other rules; where these are the same too, nothing recorded explains it.
    """
    faulty = two if one.judged else one
    changed: Iterable[tuple[Told, bool]] = (
        # Until it is mended nobody can say whether its facts or its dates are others.
        ("unread", faulty.fault == "submission" and one.submission != two.submission),
        ("review", faulty.fault == "review" and one.review != two.review),
        ("rules", faulty.fault != "program" and runs[0].rules.digest != runs[1].rules.digest),
    )
    return next(((((factor,),)) for factor, differs in changed if differs), ())
