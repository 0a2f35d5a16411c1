"""The cases of a sub-check as examples: one an outcome, and one that shows what another reading changes."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from certify.judging.judge import judge
from certify.judging.outcomes import Verdict
from certify.reading.cases import Case
from certify.reporting.rules.shapes import EffectShape, ExampleShape
from certify.rules.ruleset import RuleSet

# An open sub-check teaches least, so that it comes last.
ORDER = (Verdict.MET, Verdict.NOT_MET, Verdict.NEEDS_REVIEW, Verdict.NOT_APPLICABLE, Verdict.MISSING)
MOST = 4
# Facts of more lines are no short example.
SHORT = 8


class Examples:
    """The cases of one rule set by sub-check."""

    def __init__(self, rules: RuleSet, cases: Iterable[Case]) -> None:
        """Take a rule set and the cases that lie with it."""
        self.rules = rules
        ordered = sorted(cases, key=lambda case: case.check)
        self.cases: Mapping[str, Sequence[Case]] = {
            check: list(found) for check, found in groupby(ordered, key=lambda case: case.check)
        }
        self.count = len(ordered)

    def of(self, check: str) -> list[ExampleShape]:
        """Return an example of each outcome, at most `MOST`, each the first that is short enough to be read."""
        found = []
        judged = [(case, self.verdict(case, {})) for case in self.cases.get(check, ()) if not case.readings]
        for outcome in ORDER:
            fitting = [case for case, verdict in judged if verdict is outcome]
            if fitting:
                case = _readable(fitting)
                found.append(ExampleShape(name=case.name, outcome=outcome, facts=case.written))
        return found[:MOST]

    def effect(self, check: str, key: str, value: str) -> EffectShape | None:
        """Return a case that is decided otherwise under another value of a reading, `None` where there is none.

        One that was written for the value comes first, then one that is met under one value and not met under the other.
        """
        turned: dict[int, list[tuple[Case, Verdict, Verdict]]] = {}
        for case in self.cases.get(check, ()):
            written = case.readings == {key: value}
            before, after = self.verdict(case, {}), self.verdict(case, {key: value})
            if before is not after:
                turned.setdefault(_unclear(before, after) - written * len(ORDER), []).append((case, before, after))
        if not turned:
            return None
        best = turned[min(turned)]
        chosen = _readable([case for case, _, _ in best])
        _, before, after = next(entry for entry in best if entry[0] is chosen)
        return EffectShape(name=chosen.name, facts=chosen.written, in_force=before, outcome=after)

    def verdict(self, case: Case, readings: Mapping[str, str]) -> Verdict:
        """Return the declared verdict on the sub-check of a case."""
        judgement = judge(case.submission, self.rules, readings=readings)
        return next(result.declared for result in judgement.checks() if result.check.id == case.check)


def _unclear(before: Verdict, after: Verdict) -> int:
    """Return how little a turn from one verdict to another teaches: least where it ends in an open one."""
    return max(1, ORDER.index(before), ORDER.index(after))


def _readable(cases: Sequence[Case]) -> Case:
    """Return the first case whose facts are short, else the shortest."""
    lines = {id(case): case.written.count("\n") for case in cases}
    return next((case for case in cases if lines[id(case)] <= SHORT), min(cases, key=lambda case: lines[id(case)]))
