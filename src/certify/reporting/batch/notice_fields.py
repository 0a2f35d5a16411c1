"""What a rectification notice says, as plain values: a worker finds them out, and they can be stored and sent."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from certify.judging.deciding import deciding_findings
from certify.judging.explain import Explainer
from certify.judging.judge import Judgement
from certify.judging.outcomes import Verdict
from certify.reporting.check_report import CheckReporter
from certify.reporting.common_shapes import chosen_line, ruleset_shape
from certify.reporting.templating import chooser
from certify.rules.ruleset import Check, Criterion
from certify.wording.purposes import outcome_text
from certify.wording.terms import BODIES

# Nothing but mappings, lists and strings.
NoticeFields: TypeAlias = Mapping[str, Any]


def notice_fields(judgement: Judgement, reporter: CheckReporter, batch: str) -> NoticeFields | None:
    """Return the fields of the notice; none where the organization has nothing to put right or supply."""
    repairs: list[dict[str, str]] = []
    answers: list[dict[str, str]] = []
    explainer = Explainer(reporter.vocabulary, judgement.submission.facts, judgement.readings)
    for clause in judgement.clauses:
        for result in (one for one in clause.checks if one.check.advisory is None):
            verdict = result.on(judgement.track)
            if verdict in (Verdict.NOT_MET, Verdict.MISSING):
                found = reporter.reason(result, deciding_findings(result, explainer), judgement)
                rows = repairs if verdict is Verdict.NOT_MET else answers
                rows.append(_row(clause.criterion, result.check, found, reporter))
    if not repairs and not answers:
        return None
    return {**_head(judgement, reporter, batch), "repairs": repairs, "answers": answers}


def _row(criterion: Criterion, check: Check, found: str, reporter: CheckReporter) -> dict[str, str]:
    lang = reporter.lang
    return {
        "check": check.id,
        "clause": criterion.clause,
        "quote": check.quote,
        "note": criterion.note.to(lang) if criterion.note else "",
        "found": found,
        "todo": check.remedy.to(lang),
        "who": BODIES[check.depends_on].to(lang),
        "evidence": chooser(lang)("；", "; ").join(item.to(lang) for item in check.evidence),
    }


def _head(judgement: Judgement, reporter: CheckReporter, batch: str) -> dict[str, Any]:
    submission, rules = judgement.submission, judgement.rules
    organization = reporter.organization(submission.facts)
    start, end = submission.period
    return {
        "batch": {"title": batch},
        "organization": {
            "id": organization.id or "",
            "name": organization.name or "",
            "type": organization.type_label or "",
            "unit": organization.jurisdiction_label or organization.jurisdiction or "",
        },
        "period": {"start": start.isoformat(), "end": end.isoformat()},
        "as_of": submission.as_of.isoformat(),
        "outcome": outcome_text(judgement.outcome, judgement.rules.purpose, reporter.lang),
        "rules": {
            "reference": rules.reference,
            "purpose": rules.purpose,
            "digest": rules.digest,
            "title": rules.source.title,
            "number": rules.source.number,
            "issued_by": rules.source.issued_by,
            "readings": chosen_line(ruleset_shape(rules, reporter.lang), reporter.lang),
        },
        "version": reporter.version,
    }
