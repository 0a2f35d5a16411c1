"""How many clauses are met, per tier and in all; shares are cut, never rounded, and shown with their fraction."""

from collections.abc import Iterable
from dataclasses import dataclass

from certify.judging.judge import Judgement, Track
from certify.judging.outcomes import Verdict

HUNDREDTHS = 10_000
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Score:
    """Clauses counted by verdict."""

    met: int
    needs_review: int
    missing: int
    not_met: int
    not_applicable: int

    @property
    def applicable(self) -> int:
        """All clauses but those that do not apply."""
        return self.met + self.needs_review + self.missing + self.not_met

    @property
    def percent(self) -> str | None:
        """The share of the applicable clauses that is met; none where nothing applies."""
        return percentage(self.met, self.applicable)

    @property
    def percent_at_most(self) -> str | None:
        """The share that can still be met; none where nothing applies."""
        return percentage(self.applicable - self.not_met, self.applicable)


def percentage(part: int, whole: int) -> str | None:
    """Return part of whole in hundredths of a percent, cut; none where the whole is 0."""
    if not whole:
        return None
    cut = part * HUNDREDTHS // whole
    return f"{cut // 100}.{cut % 100:02d}"


def score(verdicts: Iterable[Verdict]) -> Score:
    """Count verdicts."""
    listed = list(verdicts)
    return Score(
        listed.count(Verdict.MET),
        listed.count(Verdict.NEEDS_REVIEW),
        listed.count(Verdict.MISSING),
        listed.count(Verdict.NOT_MET),
        listed.count(Verdict.NOT_APPLICABLE),
    )


def scores(judgement: Judgement, track: Track | None = None) -> dict[str, Score]:
    """Return the score of each tier, and of all clauses under `total`, on the track asked for or on `track`."""
    chosen = track or judgement.track
    found = {
        tier: score(clause.on(chosen) for clause in judgement.clauses if clause.criterion.tier == tier)
        for tier in judgement.rules.tiers
    }
    return {**found, TOTAL: score(clause.on(chosen) for clause in judgement.clauses)}
