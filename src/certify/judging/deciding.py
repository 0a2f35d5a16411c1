"""Which findings decide a sub-check, and which facts one that is open waits for."""

from certify.judging.asking import wanted_facts
from certify.judging.explain import Explainer, Finding
from certify.judging.judge import CheckResult
from certify.judging.outcomes import Verdict


def deciding_findings(result: CheckResult, explainer: Explainer) -> list[Finding]:
    """Return the findings that decide a sub-check or keep it open: of its guard where that is open, else of its rule."""
    check = result.check
    if check.guard is not None and result.declared is not Verdict.NOT_APPLICABLE:
        guard = explainer.verdict(check.guard)
        if guard is Verdict.MISSING:
            return explainer.explain(check.guard)
    return [] if check.rule is None else explainer.explain(check.rule)


def wanted(result: CheckResult, explainer: Explainer) -> list[str]:
    """Return the paths of the facts that an open sub-check is waiting for."""
    if result.declared is not Verdict.MISSING:
        return []
    return wanted_facts(result.check, explainer.facts, explainer.readings)
