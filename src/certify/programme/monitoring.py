"""A batch under a rule set for monitoring: what was handed in, and nothing of who is put forward or covered."""

from collections.abc import Iterable
from dataclasses import dataclass

from certify.programme.candidate import Candidate, Unreadable
from certify.programme.standing import BatchRules, Reason
from certify.reading.batch import Batch


@dataclass(frozen=True, slots=True)
class Monitored:
    """One judged submission: why it does not count beside the others, and what is flagged of it.

    One that does not count was judged for another period or under other rules, or is one of several of its organization.
    """

    candidate: Candidate
    bars: tuple[Reason, ...]
    remarks: tuple[Reason, ...]

    @property
    def counts(self) -> bool:
        """Whether it enters the figures."""
        return not self.bars


def monitored(batch: Batch, candidates: Iterable[Candidate], unreadable: Iterable[Unreadable] = ()) -> list[Monitored]:
    """Return every candidate with what is to be said of its papers, in the order of their files."""
    ordered = sorted(candidates, key=lambda candidate: candidate.file)
    rules = BatchRules(batch, ordered, unreadable)
    return [Monitored(one, tuple(rules.papers(one)), tuple(rules.flags(one))) for one in ordered]
