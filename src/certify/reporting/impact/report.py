"""What other rules would change in batches, to the public report."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from certify import __version__
from certify.judging.outcomes import Verdict
from certify.language import Lang
from certify.programme.causes import Cause
from certify.programme.conclusion import Conclusion, Conclusions
from certify.programme.impact import TURNS, Impact, OrganizationImpact, Turn, UnitImpact
from certify.reading.batch import Batch
from certify.reporting.common_shapes import chosen_shape, problem_shape, ruleset_shape
from certify.reporting.impact.shapes import (
    BatchImpactShape,
    CauseShape,
    LapsedShape,
    OrganizationImpactShape,
    RulesImpactReport,
    UnitImpactShape,
)
from certify.reporting.rules_diff.report import relation_said
from certify.reporting.rules_diff.values import ChangeWords
from certify.reporting.shapes import ChosenReadingShape
from certify.rules.difference import Difference
from certify.rules.ruleset import Check, RuleSet
from certify.rules.vocabulary import Vocabulary
from certify.wording.causes import sets_said


class ImpactReporter:
    """Makes reports on what the second of two compared rule sets would change."""

    def __init__(self, found: Difference, vocabulary: Vocabulary, lang: Lang) -> None:
        """Take the comparison and the words."""
        self.found = found
        self.lang: Lang = lang
        self.words = ChangeWords(found.before, found.after, vocabulary, lang)
        self.by_step = {check.step: check for check in found.checks()}

    def report(self, batches: Sequence[BatchImpactShape], names: tuple[str, str]) -> RulesImpactReport:
        """Return the report on batches; `names` are those of the rule sets."""
        return RulesImpactReport(
            certify_version=__version__,
            lang=self.lang,
            before=ruleset_shape(self.found.before, self.lang),
            after=ruleset_shape(self.found.after, self.lang),
            relation=self.found.relation,
            before_name=names[0],
            after_name=names[1],
            relation_label=relation_said(self.found, self.lang),
            turns={turn: sum(batch.turns[turn] for batch in batches) for turn in TURNS},
            batches=list(batches),
        )

    def batch(self, batch: Batch, found: Impact, concluded: Conclusions) -> BatchImpactShape:
        """Return what would change in one batch; `concluded` holds what it comes to before and after."""
        before, after = concluded.each
        turns: Mapping[Turn, int] = Counter(one.turn for one in found.organizations)
        return BatchImpactShape(
            id=batch.id,
            title=batch.title,
            ruleset=batch.rules.reference,
            judged=found.judged,
            unreadable=[one.file for one in concluded.unreadable],
            turns={turn: turns.get(turn, 0) for turn in TURNS},
            shifted=found.shifted,
            readings_before=self.readings(self.found.before),
            readings_after=self.readings(self.found.after),
            lapsed_before=list(self.lapsed(before, batch)),
            lapsed_after=list(self.lapsed(after, batch)),
            organizations=[self.organization(one, batch) for one in found.organizations],
            units=[self.unit(one) for one in found.units],
            problems=[problem_shape(problem, self.lang) for problem in concluded.problems],
        )

    def readings(self, rules: RuleSet) -> list[ChosenReadingShape]:
        """Return the readings in force that were chosen in place of defaults."""
        return [chosen_shape(rules, one, self.lang) for one in rules.departures()]

    def lapsed(self, found: Conclusion, batch: Batch) -> Iterator[LapsedShape]:
        """Yield the sub-checks of the batch's rules on which entries do not count, in the order of the rules."""
        files: dict[str, list[str]] = {}
        for file, outcome in found.outcomes.items():
            for name in outcome.lapsed:
                files.setdefault(name, []).append(file)
        for check in batch.rules.checks():
            if check.id in files:
                yield LapsedShape(check=check.id, title=check.title.to(self.lang), files=files[check.id])

    def organization(self, one: OrganizationImpact, batch: Batch) -> OrganizationImpactShape:
        """Return what would change for one submission."""
        candidate, causes = one.before.candidate, one.causes
        sets = [[_named(cause) for cause in chosen] for chosen in causes.sets]
        unit = batch.units.get(candidate.jurisdiction)
        return OrganizationImpactShape(
            file=candidate.file,
            id=candidate.id,
            name=candidate.name,
            jurisdiction=candidate.jurisdiction,
            unit=unit.label.to(self.lang) if unit else "",
            turn=one.turn,
            outcome_before=candidate.outcome,
            outcome_after=one.after.candidate.outcome,
            put_forward_before=one.before.put_forward,
            put_forward_after=one.after.put_forward,
            explanations=sets,
            explanation=sets_said(sets, self.lang),
            causes=[self.cause(cause) for cause in (causes.shifted if one.turn == "placed" else causes.explaining())],
        )

    def cause(self, cause: Cause) -> CauseShape:
        """Return sub-checks that come to something else."""
        found = self.by_step[cause.step]
        return CauseShape(
            id=_named(cause),
            kind=cause.step.kind,
            before=list(cause.step.before),
            after=list(cause.step.after),
            title=_title(found.after or found.before, self.lang),
            was=_states(found.before, cause.before),
            now=_states(found.after, cause.after),
            changes=self.words.changes(change for change in found.changes if change.weight == "substantive"),
        )

    def unit(self, one: UnitImpact) -> UnitImpactShape:
        """Return what would change for one unit."""
        return UnitImpactShape(
            id=one.unit.id,
            name=one.unit.label.to(self.lang),
            city=one.unit.city,
            covered_before=one.covered_before,
            covered_after=one.covered_after,
            put_forward_before=list(one.recommended_before),
            put_forward_after=list(one.recommended_after),
        )


def _named(cause: Cause) -> str:
    """Return the ids of the sub-checks on both sides, once where they are the same."""
    before, after = " ".join(cause.step.before), " ".join(cause.step.after)
    return before if before == after else " → ".join(part for part in (before, after) if part)


def _title(checks: Sequence[Check], lang: Lang) -> str:
    return " / ".join(dict.fromkeys(check.title.to(lang) for check in checks))


def _states(checks: Sequence[Check], verdicts: Sequence[Verdict]) -> list[str]:
    """Return what sub-checks come to: what is only advice counts for nothing, whatever it says."""
    return [
        verdict.value if check.advisory is None else "advice" for check, verdict in zip(checks, verdicts, strict=True)
    ]
