"""Standings and coverage to the public batch report."""

from collections.abc import Iterator, Sequence

from certify import __version__
from certify.judging.score import percentage
from certify.language import Lang
from certify.masking import without_numbers
from certify.problems import Problem
from certify.programme.candidate import Candidate, Unreadable
from certify.programme.coverage import Count, UnitCoverage, counts
from certify.programme.standing import Standing
from certify.reading.batch import Batch
from certify.reporting.batch.shapes import (
    BatchReport,
    BatchShape,
    CityRow,
    CountShape,
    CoverageShape,
    InvalidRow,
    OrganizationRow,
    RateShape,
    ReasonShape,
    UnitRow,
)
from certify.reporting.common_shapes import problem_shape, ruleset_shape, score_shapes
from certify.reporting.shapes import ProblemShape
from certify.rules.vocabulary import Vocabulary
from certify.wording.reasons import CAUSES, FAULTS, reason_text


class BatchReporter:
    """Makes the report of one batch in one language."""

    def __init__(self, batch: Batch, vocabulary: Vocabulary, lang: Lang) -> None:
        """Take the batch and the words."""
        self.batch = batch
        self.lang: Lang = lang
        self.types = vocabulary.by_path["organization.type"].options
        self.clauses = [criterion.id for criterion in batch.rules.criteria]

    def report(
        self,
        standings: Sequence[Standing],
        units: Sequence[UnitCoverage],
        unreadable: Sequence[Unreadable],
        problems: Sequence[Problem],
    ) -> BatchReport:
        """Return the report; every submission file stands in it once, under organizations or under invalid."""
        return BatchReport(
            certify_version=__version__,
            lang=self.lang,
            batch=self.about(),
            ruleset=ruleset_shape(self.batch.rules, self.lang),
            suggested=self.batch.recommendations is None,
            organizations=[self.organization(standing) for standing in standings],
            units=[self.unit(one) for one in units],
            coverage=CoverageShape(
                counties=count_shape(counts(units, "county")),
                zones=count_shape(counts(units, "zone")),
                zones_listed=any(one.unit.kind == "zone" for one in units),
            ),
            cities=list(self.cities(standings, units)),
            invalid=[invalid_row(one, self.lang) for one in unreadable],
            files=len(standings) + len(unreadable),
            problems=[self.problem(problem) for problem in problems],
        )

    def about(self) -> BatchShape:
        """Return the batch as its file defines it."""
        batch = self.batch
        return BatchShape(
            id=batch.id,
            title=batch.title,
            period={"start": batch.period[0].isoformat(), "end": batch.period[1].isoformat()},
            as_of=batch.as_of.isoformat(),
            opens_on=batch.opens_on.isoformat(),
            recommend_by=batch.recommend_by.isoformat(),
            recognize_by=batch.recognize_by.isoformat(),
            per_unit={"min": batch.fewest, "max": batch.most},
            digest=batch.digest,
        )

    def organization(self, standing: Standing) -> OrganizationRow:
        """Return one judged submission."""
        candidate = standing.candidate
        unit = self.batch.units[candidate.jurisdiction]
        return OrganizationRow(
            file=candidate.file,
            id=candidate.id,
            name=without_numbers(candidate.name),
            type=candidate.type,
            type_label=self.types[candidate.type].to(self.lang),
            jurisdiction=candidate.jurisdiction,
            city=unit.city,
            unit=unit.name,
            unit_kind=unit.kind,
            track=candidate.track,
            outcome=candidate.outcome,
            eligible=standing.eligible,
            recommended=standing.recommended,
            rank=standing.rank,
            late=standing.late,
            duplicate=standing.duplicate,
            decision=standing.decision,
            reasons=[
                ReasonShape(rule=reason.rule, code=reason.code, text=reason_text(reason, self.lang))
                for reason in standing.reasons
            ],
            score=score_shapes(self.batch.rules, candidate.clauses()),
            clauses=dict(zip(self.clauses, candidate.clauses(), strict=True)),
            declared=dict(zip(self.clauses, candidate.declared, strict=True)),
            unmet=candidate.unmet,
            open=candidate.open,
            rate=rate_shape(candidate),
            reading_sensitive=candidate.sensitive,
            page=candidate.page,
            notice=candidate.notice,
            problems=[ProblemShape(**problem) for problem in candidate.problems],
        )

    def unit(self, one: UnitCoverage) -> UnitRow:
        """Return one unit."""
        return UnitRow(
            id=one.unit.id,
            city=one.unit.city,
            name=one.unit.name,
            kind=one.unit.kind,
            covered_before=one.before,
            covered_if_recognized=one.if_recognized,
            covered_after=one.after,
            candidates=[standing.candidate.id for standing in one.candidates],
            gap_cause=one.cause,
            gap_cause_text=CAUSES[one.cause].to(self.lang) if one.cause else "",
        )

    def cities(self, standings: Sequence[Standing], units: Sequence[UnitCoverage]) -> Iterator[CityRow]:
        """Yield the coverage of every city in the order of the list of units."""
        for city in dict.fromkeys(one.unit.city for one in units):
            here = [
                standing for standing in standings if self.batch.units[standing.candidate.jurisdiction].city == city
            ]
            yield CityRow(
                city=city,
                counties=count_shape(counts(units, "county", city)),
                zones=count_shape(counts(units, "zone", city)),
                organizations=len(here),
                recommended=sum(standing.recommended for standing in here),
            )

    def problem(self, problem: Problem) -> ProblemShape:
        """Return a problem of the batch file or its tables."""
        return problem_shape(problem, self.lang)


def invalid_row(one: Unreadable, lang: Lang) -> InvalidRow:
    """Return one submission that could not be judged."""
    return InvalidRow(
        file=one.file,
        id=one.id,
        name=without_numbers(one.name),
        jurisdiction=one.jurisdiction,
        notice=one.notice,
        fault=one.fault,
        fault_text=FAULTS[one.fault].to(lang),
        problems=[ProblemShape(**problem) for problem in one.problems],
    )


def count_shape(count: Count) -> CountShape:
    """Return counted units."""
    return CountShape(
        total=count.total,
        covered_before=count.before,
        covered_if_recognized=count.if_recognized,
        covered_after=count.after,
    )


def rate_shape(candidate: Candidate) -> RateShape:
    """Return the success rate of a candidate."""
    of, among = candidate.of, candidate.among
    percent = percentage(of, among) if of is not None and among is not None else None
    return RateShape(of=of, among=among, percent=percent)
