"""How many clauses are met, per tier and in all; shares are cut, never rounded, and shown with their fraction."""

from collections.abc import Sequence
from dataclasses import dataclass

from certify.judging.outcomes import Verdict
from certify.rules.ruleset import RuleSet

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


def score(verdicts: Sequence[str]) -> Score:
    """Count verdicts."""
    return Score(
        verdicts.count(Verdict.MET),
        verdicts.count(Verdict.NEEDS_REVIEW),
        verdicts.count(Verdict.MISSING),
        verdicts.count(Verdict.NOT_MET),
        verdicts.count(Verdict.NOT_APPLICABLE),
    )


def scores(rules: RuleSet, verdicts: Sequence[str]) -> dict[str, Score]:
    """Return the score of each tier, and of all clauses under `total`; `verdicts` are in the order of the clauses.

    Advisory clauses are not counted, nor is a tier that holds no others.
    """
    by_tier: dict[str, list[str]] = {tier: [] for tier in rules.tiers}
    for criterion, verdict in zip(rules.criteria, verdicts, strict=True):
        if not criterion.advisory:
            by_tier[criterion.tier].append(verdict)
    by_tier = {tier: listed for tier, listed in by_tier.items() if listed}
    counted = [verdict for listed in by_tier.values() for verdict in listed]
    return {**{tier: score(listed) for tier, listed in by_tier.items()}, TOTAL: score(counted)}
