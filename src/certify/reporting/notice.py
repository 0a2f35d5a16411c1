"""The rectification notice: what one organization must put right or supply, to print and stamp."""

from certify.judging.deciding import deciding_findings
from certify.judging.explain import Explainer
from certify.judging.judge import Judgement
from certify.judging.outcomes import Verdict
from certify.reporting.check_report import CheckReporter
from certify.reporting.templating import chooser, html_environment
from certify.rules.ruleset import Check, Criterion
from certify.wording.terms import BODIES, OUTCOMES

SHORT = (Verdict.NOT_MET, Verdict.MISSING)


def render_notice(judgement: Judgement, reporter: CheckReporter, batch: str) -> str:
    """Return the notice as a web page; empty where the organization has nothing to put right or supply."""
    rows: dict[Verdict, list[tuple[Criterion, Check, str]]] = {verdict: [] for verdict in SHORT}
    explainer = Explainer(reporter.vocabulary, judgement.submission.facts, judgement.readings)
    for clause in judgement.clauses:
        for result in clause.checks:
            verdict = result.on(judgement.track)
            if verdict in rows:
                reason = reporter.reason(result, deciding_findings(result, explainer), judgement)
                rows[verdict].append((clause.criterion, result.check, reason))
    if not any(rows.values()):
        return ""
    submission, lang = judgement.submission, reporter.lang
    return (
        html_environment()
        .get_template("notice.html.j2")
        .render(
            t=chooser(lang),
            lang=lang,
            batch=batch,
            organization=reporter.organization(submission.facts),
            period=submission.period,
            as_of=submission.as_of,
            outcome=OUTCOMES[judgement.outcome].to(lang),
            rules=judgement.rules,
            bodies=BODIES,
            repairs=rows[Verdict.NOT_MET],
            answers=rows[Verdict.MISSING],
            version=reporter.version,
        )
    )
