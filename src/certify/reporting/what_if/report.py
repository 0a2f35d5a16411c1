"""Two judgements, before and under assumptions, to the public what-if report."""

from collections.abc import Iterator, Mapping
from typing import Any

from certify.facts import Value
from certify.judging.judge import Judgement
from certify.judging.repairs import Part, repairs, states_of
from certify.masking import Mask
from certify.reading.assume import Assumed, Assumption
from certify.reporting.check_report import CheckReporter
from certify.reporting.shapes import CheckReport, CheckShape
from certify.reporting.what_if.shapes import (
    AssumptionShape,
    CheckChangeShape,
    ClauseChangeShape,
    PartShape,
    RepairSetShape,
    RepairShape,
    SideShape,
    WhatIfReport,
)
from certify.rules.vocabulary import Field
from certify.wording.filling import filled, value_text
from certify.wording.what_if import ENTRIES, MARK, NONE, SOME


class WhatIfReporter:
    """Makes what-if reports in the language of a reporter of checks."""

    def __init__(self, reporter: CheckReporter) -> None:
        """Take what words judgements."""
        self.reporter = reporter
        self.lang = reporter.lang

    def report(
        self, was: CheckReport, before: Judgement, assumed: Assumed, after: Judgement | None, *, nearest: bool
    ) -> WhatIfReport:
        """Return the report; `was` is that of the submission as it is, `after` none where the assumptions contradict."""
        now = None if after is None else self.reporter.report(after, ())
        return WhatIfReport(
            **self._about(was),
            assumptions=[self._assumption(one, before, after or before) for one in assumed.assumptions],
            before=_side(was),
            after=_UNJUDGED if now is None else _side(now),
            clauses=[] if now is None else list(_clauses(was, now)),
            checks=[] if now is None else list(_checks(was, now)),
            remaining=[] if after is None or now is None else [_set(after, now)],
            nearest=[_set(before, was)] if nearest else None,
            problems=[*was.problems, *(self.reporter.problem(one) for one in assumed.problems)],
        )

    def invalid(self, report: CheckReport) -> WhatIfReport:
        """Return the report on a submission that cannot be judged, of which nothing can be assumed."""
        return WhatIfReport(
            **self._about(report),
            assumptions=[],
            before=_UNJUDGED,
            after=_UNJUDGED,
            clauses=[],
            checks=[],
            remaining=[],
            nearest=None,
            problems=report.problems,
        )

    def _about(self, report: CheckReport) -> dict[str, Any]:
        """Return what a check report says of whom it is about, under the mark."""
        kept = {name: getattr(report, name) for name in _HEADING}
        return {"mark": MARK.to(self.lang), **kept}

    def _assumption(self, one: Assumption, before: Judgement, after: Judgement) -> AssumptionShape:
        return AssumptionShape(
            fact=one.path,
            label=one.field.full_label.to(self.lang),
            before=self._value(one.field, one.before, self.reporter.mask(before.submission)),
            after=self._value(one.field, one.after, self.reporter.mask(after.submission)),
            computed=one.computed,
        )

    def _value(self, field: Field, value: Value | None, mask: Mask) -> str:
        """Return a value in words; of a list and of a record only how many there are, and whether there is one."""
        if isinstance(value, list):
            return filled(ENTRIES, {"count": len(value)}, self.lang)
        if field.type == "record" and isinstance(value, bool):
            return (SOME if value else NONE).to(self.lang)
        return value_text(field, value, self.lang, mask)


_HEADING = (
    "certify_version",
    "lang",
    "file",
    "digest",
    "review_file",
    "review_digest",
    "ruleset",
    "organization",
    "period",
    "as_of",
    "track",
)
_UNJUDGED = SideShape(outcome="invalid", score={})


def _side(report: CheckReport) -> SideShape:
    return SideShape(outcome=report.outcome, score=report.score)


def _clauses(was: CheckReport, now: CheckReport) -> Iterator[ClauseChangeShape]:
    for one, two in zip(was.criteria, now.criteria, strict=True):
        if one.verdict != two.verdict:
            yield ClauseChangeShape(id=one.id, title=one.title, before=one.verdict, after=two.verdict)


def _checks(was: CheckReport, now: CheckReport) -> Iterator[CheckChangeShape]:
    for one, two in zip(_all(was), _all(now), strict=True):
        before, after = (one.declared, two.declared) if was.track == "declared" else (one.verified, two.verified)
        if before != after:
            yield CheckChangeShape(
                id=one.id,
                title=one.title,
                before=before,
                after=after,
                reason_before=one.reason,
                reason_after=two.reason,
            )


def _all(report: CheckReport) -> Iterator[CheckShape]:
    for criterion in report.criteria:
        yield from criterion.checks


def _set(judgement: Judgement, report: CheckReport) -> RepairSetShape:
    """Return the smallest set of repairs of a judgement."""
    found = repairs(states_of(judgement))
    shapes = {check.id: check for check in _all(report)}
    return RepairSetShape(failed=_part(found.failed, shapes), open=_part(found.open, shapes))


def _part(part: Part, shapes: Mapping[str, CheckShape]) -> PartShape:
    others = {str(body): [_repair(shapes[check]) for check in checks] for body, checks in part.others.items()}
    return PartShape(count=len(part), own=[_repair(shapes[check]) for check in part.own], others=others)


def _repair(check: CheckShape) -> RepairShape:
    return RepairShape(
        check=check.id,
        title=check.title,
        verdict=check.verified,
        depends_on=check.depends_on,
        depends_on_label=check.depends_on_label,
        remedy=check.remedy,
    )
