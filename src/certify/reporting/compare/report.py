"""A comparison of two runs to its public shape."""

from collections import Counter
from collections.abc import Iterator, Mapping

from certify import __version__
from certify.judging.attribution import FACTORS, Attribution, Change
from certify.language import Lang, Text
from certify.masking import without_numbers
from certify.problems import Problem
from certify.programme.comparing import Comparison, Explained
from certify.programme.recorded import Recorded, RecordedRun
from certify.reporting.common_shapes import problem_shape
from certify.reporting.compare.differences import fact_changes
from certify.reporting.compare.shapes import (
    CompareReport,
    EntryChangeShape,
    FactChangeShape,
    FactorCountShape,
    MoveShape,
    OnlyShape,
    OrganizationChangeShape,
    ReadingChangeShape,
    RunShape,
    SummaryShape,
    VerdictChangeShape,
)
from certify.reporting.compare.units import unit_changes
from certify.rules.conditions import facts_of
from certify.rules.ruleset import Reading
from certify.rules.vocabulary import Vocabulary
from certify.wording import compare as words
from certify.wording.filling import filled
from certify.wording.purposes import outcome_names
from certify.wording.terms import OUTCOME_NAMES


class CompareReporter:
    """Makes the report of one comparison in one language."""

    def __init__(self, comparison: Comparison, vocabulary: Vocabulary, lang: Lang) -> None:
        """Take what was compared; of what both runs know the second run's words are shown."""
        self.comparison = comparison
        self.vocabulary = vocabulary
        self.lang: Lang = lang
        runs = (comparison.before, comparison.after)
        self.clause_titles = {run.ids.get(one.id, one.id): one.title for run in runs for one in run.rules.criteria}
        self.check_titles = {run.ids.get(one.id, one.id): one.title for run in runs for one in run.rules.checks()}

    def report(self) -> CompareReport:
        """Return the report."""
        comparison = self.comparison
        return CompareReport(
            certify_version=__version__,
            lang=self.lang,
            before=self.run(comparison.before),
            after=self.run(comparison.after),
            summary=self.summary(),
            readings=list(self.readings()),
            organizations=[self.organization(one) for one in comparison.explained],
            only_before=[self.only(one, comparison.before) for one in comparison.only_before],
            only_after=[self.only(one, comparison.after) for one in comparison.only_after],
            units=list(unit_changes(comparison.before.units, comparison.after.units)),
            problems=[problem_shape(problem, self.lang) for problem in self.problems()],
        )

    def run(self, run: RecordedRun) -> RunShape:
        """Return one of the runs."""
        return RunShape(
            record=run.name,
            certify_version=run.certify_version,
            batch=run.batch,
            title=run.title,
            digest=run.digest,
            ruleset=run.rules.reference,
            ruleset_digest=run.rules.digest,
            readings=dict(run.readings),
            departures=[
                filled(
                    words.DEPARTURE,
                    {
                        "title": one.title,
                        "value": one.values[run.readings[one.key]],
                        "default": one.values[one.default],
                    },
                    self.lang,
                )
                for one in run.rules.readings
                if run.readings[one.key] != one.default
            ],
            submissions=len(run.submissions),
        )

    def problems(self) -> Iterator[Problem]:
        """Yield what could not be worked out as it was recorded."""
        for one in self.comparison.explained:
            if not one.reproduced:
                where = f"{self.comparison.after.name}:{one.after.line}:1"
                yield Problem("error", "run_not_reproduced", where, params={"file": one.after.file})

    def summary(self) -> SummaryShape:
        """Return everything counted."""
        comparison = self.comparison
        moved = [one for one in comparison.explained if one.moved]
        return SummaryShape(
            same=comparison.same,
            unread=comparison.unread,
            outcome=len(moved),
            checks_only=len(comparison.explained) - len(moved),
            only_before=len(comparison.only_before),
            only_after=len(comparison.only_after),
            unexplained=sum(not one.outcome for one in moved),
            factors=[
                FactorCountShape(
                    factor=factor,
                    label=words.FACTORS[factor].to(self.lang),
                    alone=sum((factor,) in one.outcome for one in moved),
                    together=sum(any(factor in found and len(found) > 1 for found in one.outcome) for one in moved),
                )
                for factor in (*FACTORS, *(["unread"] if any(("unread",) in one.outcome for one in moved) else []))
            ],
            moves=list(self.moves(moved)),
        )

    def moves(self, moved: list[Explained]) -> Iterator[MoveShape]:
        """Yield from which outcome to which other organizations went."""
        comparison = self.comparison
        counted = Counter((one.before.outcome, one.after.outcome) for one in moved)
        for (before, after), count in sorted(counted.items()):
            yield MoveShape(
                before=before,
                before_label=self.outcome(before, comparison.before),
                after=after,
                after_label=self.outcome(after, comparison.after),
                count=count,
            )

    def outcome(self, outcome: str, run: RecordedRun) -> str:
        """Return the short name of an outcome."""
        return {**OUTCOME_NAMES, **outcome_names(run.rules.purpose)}[outcome].to(self.lang)

    def readings(self) -> Iterator[ReadingChangeShape]:
        """Yield the readings that were in force otherwise."""
        sides = (self.comparison.before, self.comparison.after)
        known = [{reading.key: reading for reading in side.rules.readings} for side in sides]
        for key in {**known[0], **known[1]}:
            before, after = (side.readings.get(key) for side in sides)
            if before != after:
                yield ReadingChangeShape(
                    key=key,
                    title=(known[1].get(key) or known[0][key]).title.to(self.lang),
                    before=self.reading(known[0].get(key), before),
                    after=self.reading(known[1].get(key), after),
                )

    def reading(self, reading: Reading | None, value: str | None) -> str | None:
        """Return the value of a reading in words."""
        return None if reading is None or value is None else reading.values[value].to(self.lang)

    def only(self, one: Recorded, run: RecordedRun) -> OnlyShape:
        """Return a submission that is in one run only."""
        return OnlyShape(
            file=one.file,
            id=one.id,
            name=without_numbers(one.name),
            unit=one.unit,
            unit_label=_unit_label(one, run),
            outcome=one.outcome,
            outcome_label=self.outcome(one.outcome, run),
        )

    def organization(self, one: Explained) -> OrganizationChangeShape:
        """Return an organization whose verdicts differ."""
        found = one.attribution
        return OrganizationChangeShape(
            id=one.after.id or one.before.id,
            name=without_numbers(one.after.name or one.before.name),
            unit=one.after.unit,
            unit_label=_unit_label(one.after, self.comparison.after),
            before_file=one.before.file,
            after_file=one.after.file,
            before=one.before.outcome,
            before_label=self.outcome(one.before.outcome, self.comparison.before),
            after=one.after.outcome,
            after_label=self.outcome(one.after.outcome, self.comparison.after),
            changed=[] if found is None else list(found.changed),
            explanations=[list(factors) for factors in one.outcome],
            explanation=self.explanation(one),
            note=self.note(one),
            clauses=[] if found is None else [self.change(change, self.clause_titles) for change in found.clauses],
            checks=[] if found is None else [self.change(change, self.check_titles) for change in found.checks],
            facts=self.facts(one, found),
            entries=[] if found is None else list(self.entries(one, found)),
        )

    def explanation(self, one: Explained) -> str:
        """Return in words what explains the outcome."""
        if not one.moved:
            return words.SAME_OUTCOME.to(self.lang)
        return words.explanation(one.outcome, self.lang) if one.reproduced else ""

    def note(self, one: Explained) -> str:
        """Return why the explanation cannot be split further, empty where it is whole."""
        if not one.reproduced:
            return words.NOT_REPRODUCED.to(self.lang)
        if one.tied:
            return words.TIED.to(self.lang)
        if one.grounds is not None:
            return ""
        run, faulty = ("after", one.after) if one.before.judged else ("before", one.before)
        params = {"run": words.RUNS[run], "whose": words.FAULTS[faulty.fault]}
        return filled(words.UNREAD if one.outcome else words.UNREAD_SAME, params, self.lang)

    def change(self, change: Change, titles: Mapping[str, Text]) -> VerdictChangeShape:
        """Return a clause or sub-check whose verdict differs."""
        return VerdictChangeShape(
            id=change.id,
            title=titles[change.id].to(self.lang),
            before=change.before,
            after=change.after,
            explanations=[list(factors) for factors in change.sets],
            explanation=words.explanation(change.sets, self.lang),
        )

    def facts(self, one: Explained, found: Attribution | None) -> list[FactChangeShape]:
        """Return the facts that differ; those count on which the sub-checks rest whose verdicts differ."""
        if one.grounds is None or found is None:
            return []
        wanted = {change.id for change in found.checks}
        deciding = {
            path
            for run in (self.comparison.before, self.comparison.after)
            for check in run.rules.checks()
            if run.ids.get(check.id, check.id) in wanted
            for path in (*facts_of(check.guard), *facts_of(check.rule))
        }
        before, after = one.grounds
        return fact_changes(before.facts, after.facts, self.vocabulary, deciding, self.lang)

    def entries(self, one: Explained, found: Attribution) -> Iterator[EntryChangeShape]:
        """Yield the reviewers' entries that differ in what they decide or in their day, in the order of the rules."""
        before, after = (_entries(side) for side in (one.before, one.after))
        changed = {change.id for change in found.checks}
        differing = {check for check in {**before, **after} if before.get(check) != after.get(check)}
        # One on a sub-check that neither rules have decides nothing, and is listed all the same.
        for check in [
            *(name for name in self.check_titles if name in differing),
            *sorted(differing - {*self.check_titles}),
        ]:
            title = self.check_titles.get(check)
            first, second = before.get(check, (None, None)), after.get(check, (None, None))
            yield EntryChangeShape(
                check=check,
                title=title.to(self.lang) if title else "",
                before=first[0],
                before_on=first[1],
                after=second[0],
                after_on=second[1],
                decides=check in changed,
            )


def _entries(one: Recorded) -> Mapping[str, tuple[str, str]]:
    return {check: (outcome, on.isoformat()) for check, outcome, on in one.entries or ()}


def _unit_label(one: Recorded, run: RecordedRun) -> str:
    return run.units[one.unit].name if one.unit in run.units else one.unit
