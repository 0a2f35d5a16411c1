"""The share that a rule compares with a percentage, as its two figures."""

from dataclasses import dataclass
from typing import Any

from certify.facts import Facts
from certify.judging.evaluate import Readings
from certify.judging.score import percentage
from certify.rules.conditions import ByReading, Condition, Ratio


@dataclass(frozen=True, slots=True)
class Share:
    """A numerator and a denominator."""

    of: int
    among: int
    at_least_percent: int

    @property
    def percent(self) -> str | None:
        """The share in percent, cut to two decimals; none where the denominator is 0."""
        return percentage(self.of, self.among)

    @property
    def surplus(self) -> tuple[int, int]:
        """How far the share lies above the required percentage, as a fraction of hundredths: numerator, denominator."""
        return 100 * self.of - self.at_least_percent * self.among, self.among


def shares(rule: Condition | None, readings: Readings, facts: Facts) -> Share | None:
    """Return the share of a rule that is one under the readings in force; none where a figure is unanswered."""
    match rule:
        case ByReading(key, cases):
            return shares(cases[readings.of(key)], readings, facts)
        case Ratio(of, among, percent):
            figures: list[Any] = [facts.get(name) for name in (*of, *among)]
            if any(figure is None for figure in figures):
                return None
            return Share(sum(figures[: len(of)]), sum(figures[len(of) :]), percent)
        case _:
            return None
