"""Monitored submissions to the public report."""

from collections import Counter
from collections.abc import Iterator, Sequence

from certify import __version__
from certify.language import Lang
from certify.masking import without_numbers
from certify.problems import Problem
from certify.programme.candidate import Unreadable
from certify.programme.coverage import KINDS
from certify.programme.monitoring import Monitored
from certify.reading.batch import Batch
from certify.reporting.batch.report import invalid_row
from certify.reporting.common_shapes import problem_shape, ruleset_shape, score_shapes
from certify.reporting.monitoring.shapes import (
    CityTally,
    ClauseTally,
    MonitoredBatchShape,
    MonitoredRow,
    MonitoringReport,
    RemarkShape,
)
from certify.reporting.shapes import ProblemShape
from certify.rules.vocabulary import Vocabulary
from certify.wording.reasons import reason_text


class MonitoringReporter:
    """Makes the report of one batch in one language."""

    def __init__(self, batch: Batch, vocabulary: Vocabulary, lang: Lang) -> None:
        """Take the batch and the words."""
        self.batch = batch
        self.lang: Lang = lang
        self.types = vocabulary.by_path["organization.type"].options
        self.clauses = [criterion.id for criterion in batch.rules.criteria]

    def report(
        self, monitored: Sequence[Monitored], unreadable: Sequence[Unreadable], problems: Sequence[Problem]
    ) -> MonitoringReport:
        """Return the report; every submission file stands in it once, under organizations or under invalid."""
        rows = [self.row(one) for one in monitored]
        counted = [row for row in rows if row.counts]
        return MonitoringReport(
            certify_version=__version__,
            lang=self.lang,
            batch=self.about(),
            ruleset=ruleset_shape(self.batch.rules, self.lang),
            organizations=rows,
            clauses=list(self.tallies(counted)),
            cities=list(self.cities(counted)),
            invalid=[invalid_row(one, self.lang) for one in unreadable],
            files=len(rows) + len(unreadable),
            problems=[problem_shape(problem, self.lang) for problem in problems],
        )

    def about(self) -> MonitoredBatchShape:
        """Return the batch as its file defines it."""
        batch = self.batch
        return MonitoredBatchShape(
            id=batch.id,
            title=batch.title,
            period={"start": batch.period[0].isoformat(), "end": batch.period[1].isoformat()},
            as_of=batch.as_of.isoformat(),
            digest=batch.digest,
        )

    def row(self, one: Monitored) -> MonitoredRow:
        """Return one judged submission."""
        candidate = one.candidate
        unit = self.batch.units[candidate.jurisdiction]
        return MonitoredRow(
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
            counts=one.counts,
            remarks=[
                RemarkShape(code=reason.code, text=reason_text(reason, self.lang))
                for reason in (*one.bars, *one.remarks)
            ],
            score=score_shapes(self.batch.rules, candidate.clauses()),
            clauses=dict(zip(self.clauses, candidate.clauses(), strict=True)),
            declared=dict(zip(self.clauses, candidate.declared, strict=True)),
            unmet=candidate.unmet,
            open=candidate.open,
            reading_sensitive=candidate.sensitive,
            page=candidate.page,
            notice=candidate.notice,
            problems=[ProblemShape(**problem) for problem in candidate.problems],
        )

    def tallies(self, rows: Sequence[MonitoredRow]) -> Iterator[ClauseTally]:
        """Yield how each clause stands, in the order of the rule set."""
        for criterion in self.batch.rules.criteria:
            counts = Counter(row.clauses[criterion.id] for row in rows)
            yield ClauseTally(
                id=criterion.id,
                tier=self.batch.rules.tiers[criterion.tier].to(self.lang),
                title=criterion.title.to(self.lang),
                clause=criterion.clause,
                advisory=criterion.advisory,
                met=counts["met"],
                needs_review=counts["needs_review"],
                missing=counts["missing"],
                not_met=counts["not_met"],
                not_applicable=counts["not_applicable"],
            )

    def cities(self, rows: Sequence[MonitoredRow]) -> Iterator[CityTally]:
        """Yield the cities in the order of the list of units, each with its organizations by outcome."""
        units = [unit for unit in self.batch.units.values() if unit.kind in KINDS]
        heard = {row.jurisdiction for row in rows}
        for city in dict.fromkeys(unit.city for unit in self.batch.units.values()):
            here = [row for row in rows if row.city == city]
            outcomes = Counter(row.outcome for row in here)
            own = [unit.id for unit in units if unit.city == city]
            yield CityTally(
                city=city,
                organizations=len(here),
                ready=outcomes["ready"],
                incomplete=outcomes["incomplete"],
                not_ready=outcomes["not_ready"],
                not_applicable=outcomes["not_applicable"],
                units=len(own),
                units_heard_of=sum(unit in heard for unit in own),
            )
