"""Conclusions under every alternative to the public sensitivity report."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from certify import __version__
from certify.language import Lang, joined
from certify.masking import without_numbers
from certify.problems import Problem
from certify.programme.candidate import Unreadable
from certify.programme.conclusion import Changed, ChangedUnit, Conclusion, changed, changed_units, only_in_clauses
from certify.programme.coverage import counts
from certify.reading.batch import Batch
from certify.reporting.common_shapes import problem_shape, ruleset_shape
from certify.reporting.sensitivity.shapes import (
    AlternativeShape,
    HangingShape,
    HangsOnShape,
    MovedShape,
    MovedUnitShape,
    MoveShape,
    NotComputedShape,
    ReadingShape,
    ReviewAgainShape,
    SensitiveBatchShape,
    SensitivityReport,
    TotalsShape,
)
from certify.rules.ruleset import Reading
from certify.wording.causes import sets_said
from certify.wording.purposes import outcome_names


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What a batch comes to under the readings in force, and under each other value of one reading: by key and value."""

    in_force: Conclusion
    others: Mapping[tuple[str, str], Conclusion]


class SensitivityReporter:
    """Makes the sensitivity report of one batch in one language."""

    def __init__(self, batch: Batch, lang: Lang) -> None:
        """Take the batch and the words."""
        self.batch = batch
        self.lang: Lang = lang
        self.outcomes = {key: text.to(lang) for key, text in outcome_names(batch.rules.purpose).items()}

    def report(
        self, found: Alternatives, unreadable: Sequence[Unreadable], problems: Sequence[Problem]
    ) -> SensitivityReport:
        """Return the report: readings in the order of the rule set, organizations in that of their files."""
        batch = self.batch
        readings = [self.reading(reading, found) for reading in batch.rules.readings]
        return SensitivityReport(
            certify_version=__version__,
            lang=self.lang,
            batch=SensitiveBatchShape(
                id=batch.id, title=batch.title, digest=batch.digest, suggested=batch.recommendations is None
            ),
            ruleset=ruleset_shape(batch.rules, self.lang),
            files=len(found.in_force.standings) + len(unreadable),
            judged=len(found.in_force.standings),
            unreadable=[one.file for one in unreadable],
            totals=_totals(found.in_force),
            readings=readings,
            hanging=list(self.hanging(readings)),
            problems=[problem_shape(problem, self.lang) for problem in problems],
        )

    def reading(self, reading: Reading, found: Alternatives) -> ReadingShape:
        """Return one reading with its alternatives."""
        in_force = self.batch.rules.readings_in_force()[reading.key]
        return ReadingShape(
            key=reading.key,
            title=reading.title.to(self.lang),
            in_force=in_force,
            in_force_label=reading.values[in_force].to(self.lang),
            default=reading.default,
            default_label=reading.values[reading.default].to(self.lang),
            alternatives=[
                self.alternative(reading, value, found.in_force, found.others[reading.key, value])
                for value in reading.values
                if value != in_force
            ],
            not_computed=[
                NotComputedShape(value=value, reason=reason.to(self.lang))
                for value, reason in reading.not_computed.items()
            ],
        )

    def alternative(self, reading: Reading, value: str, before: Conclusion, after: Conclusion) -> AlternativeShape:
        """Return what one alternative changes."""
        organizations, units = changed(before, after, self.batch.rules), changed_units(before, after)
        return AlternativeShape(
            value=value,
            label=reading.values[value].to(self.lang),
            default=value == reading.default,
            changes=bool(organizations or units),
            moves=list(self.moves(organizations)),
            organizations=[self.moved(one) for one in organizations],
            units=[_moved_unit(one) for one in units],
            totals=_totals(after),
            clauses_only=only_in_clauses(before, after),
            review_again=list(_again(after)),
        )

    def moves(self, organizations: Sequence[Changed]) -> Iterator[MoveShape]:
        """Yield from which outcome to which organizations go, the most frequent first."""
        pairs = ((one.before.candidate.outcome, one.after.candidate.outcome) for one in organizations if one.outcome)
        for (before, after), count in sorted(Counter(pairs).items(), key=lambda pair: (-pair[1], pair[0])):
            labels = {"before_label": self.outcomes[before], "after_label": self.outcomes[after]}
            yield MoveShape(before=before, after=after, **labels, count=count)

    def moved(self, one: Changed) -> MovedShape:
        """Return an organization that comes to something else."""
        candidate = one.before.candidate
        unit = self.batch.units[candidate.jurisdiction]
        sets = [[cause.step.after[0] for cause in chosen] for chosen in one.causes.sets]
        shown = one.causes.explaining() or one.causes.shifted
        return MovedShape(
            file=candidate.file,
            id=candidate.id,
            name=without_numbers(candidate.name),
            jurisdiction=candidate.jurisdiction,
            unit_label=unit.label.to(self.lang),
            track=candidate.track,
            before=candidate.outcome,
            after=one.after.candidate.outcome,
            recommended_before=one.before.put_forward,
            recommended_after=one.after.put_forward,
            checks=[name for cause in shown for name in cause.step.after],
            explanations=sets,
            explanation=sets_said(sets, self.lang) or joined([cause.step.after[0] for cause in shown], self.lang),
        )

    def hanging(self, readings: Sequence[ReadingShape]) -> Iterator[HangingShape]:
        """Yield every organization whose outcome hangs on a reading, with all that it hangs on."""
        found: dict[str, tuple[MovedShape, list[HangsOnShape]]] = {}
        for reading in readings:
            for other in reading.alternatives:
                for one in other.organizations:
                    if one.before != one.after:
                        on = found.setdefault(one.file, (one, []))[1]
                        on.append(self.hangs_on(reading, other, one.after))
        for file, (one, on) in sorted(found.items()):
            yield HangingShape(
                file=file,
                id=one.id,
                name=one.name,
                unit_label=one.unit_label,
                outcome=one.before,
                outcome_label=self.outcomes[one.before],
                on=on,
            )

    def hangs_on(self, reading: ReadingShape, other: AlternativeShape, after: str) -> HangsOnShape:
        """Return one value under which an organization comes to another outcome."""
        return HangsOnShape(
            key=reading.key,
            title=reading.title,
            value=other.value,
            label=other.label,
            after=after,
            after_label=self.outcomes[after],
        )


def _totals(found: Conclusion) -> TotalsShape:
    return TotalsShape(
        recommended=sum(one.put_forward for one in found.standings),
        counties=counts(found.units, "county").if_recognized,
        zones=counts(found.units, "zone").if_recognized,
    )


def _moved_unit(one: ChangedUnit) -> MovedUnitShape:
    return MovedUnitShape(
        id=one.unit.id,
        city=one.unit.city,
        name=one.unit.name,
        kind=one.unit.kind,
        recommended_before=list(one.recommended[0]),
        recommended_after=list(one.recommended[1]),
        covered_if_recognized_before=one.if_recognized[0],
        covered_if_recognized_after=one.if_recognized[1],
    )


def _again(after: Conclusion) -> Iterator[ReviewAgainShape]:
    for file, one in after.outcomes.items():
        if one.again:
            name = without_numbers(one.candidate.name)
            yield ReviewAgainShape(file=file, id=one.candidate.id, name=name, checks=list(one.again))
