"""The rectification notice: what one organization must put right or supply, to print and stamp."""

from certify.judging.derived import derive
from certify.judging.explain import Explainer
from certify.judging.judge import Judgement
from certify.judging.outcomes import Verdict
from certify.reporting.check_report import CheckReporter
from certify.reporting.templating import chooser, html_environment
from certify.wording.terms import OUTCOMES

SHORT = (Verdict.NOT_MET, Verdict.MISSING)


def render_notice(judgement: Judgement, reporter: CheckReporter, batch: str) -> str:
    """Return the notice as a web page; empty where the organization has nothing to put right or supply."""
    results = [
        (clause.criterion, result)
        for clause in judgement.clauses
        for result in clause.checks
        if result.on(judgement.track) in SHORT
    ]
    if not results:
        return ""
    submission = judgement.submission
    facts = {**submission.facts, **derive(submission.facts)}
    explainer = Explainer(reporter.vocabulary, facts, judgement.readings)
    rows = [(criterion, result, reporter.check(result, judgement, explainer)) for criterion, result in results]
    lang = reporter.lang
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
            repairs=[(criterion, check) for criterion, result, check in rows if result.on(judgement.track) is SHORT[0]],
            answers=[(criterion, check) for criterion, result, check in rows if result.on(judgement.track) is SHORT[1]],
            version=reporter.version,
        )
    )
