"""The rectification notice: what one organization must put right or supply, to print and stamp."""

from certify.facts import Facts
from certify.judging.deciding import deciding_findings
from certify.judging.explain import Explainer
from certify.judging.judge import Judgement
from certify.judging.outcomes import Verdict
from certify.problems import Problem
from certify.reading.batch import Batch
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


def render_return(
    reporter: CheckReporter, header: Facts, file: str, batch: Batch, problems: tuple[Problem, ...]
) -> str:
    """Return the notice that sends back a submission with errors, each with its place and how to mend it."""
    return (
        html_environment()
        .get_template("return.html.j2")
        .render(
            t=chooser(reporter.lang),
            lang=reporter.lang,
            batch=batch.title,
            organization=reporter.organization(header),
            file=file,
            problems=[reporter.problem(problem) for problem in problems],
            version=reporter.version,
        )
    )
