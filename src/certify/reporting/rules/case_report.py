"""The report of `certify rules test`, `certify-rules-test/1`: which cases of rule sets pass, and which are lacking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from certify import __version__
from certify.judging.case_results import CaseResult, outcomes_without_case, run_case
from certify.judging.deciding import deciding_findings
from certify.judging.explain import Explainer
from certify.language import Lang
from certify.reading.cases import CaseReading
from certify.reporting.check_report import CheckReporter
from certify.reporting.common_shapes import problem_shape
from certify.reporting.shapes import ProblemShape
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceShape:
    """A verdict that is not the expected one, of a track (declared, verified) or under the value of a reading."""

    of: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedCaseShape:
    """A case that differs from what the engine concludes, with the engine's reason."""

    check: str
    title: str
    name: str
    where: str
    differences: list[DifferenceShape]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LackingShape:
    """A sub-check with the outcomes that it can have and no case shows."""

    check: str
    title: str
    outcomes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetCasesShape:
    """The cases of one rule set; those in which something is wrong are told in `problems` and not counted."""

    id: str
    version: str
    digest: str
    title: str
    cases: int
    passed: int
    failed: list[FailedCaseShape]
    lacking: list[LackingShape]
    problems: list[ProblemShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesReport:
    """The report of `certify rules test`."""

    report: Literal["certify-rules-test/1"] = "certify-rules-test/1"
    certify_version: str
    lang: str
    rulesets: list[RuleSetCasesShape]


def cases_report(
    read: Iterable[tuple[RuleSet, CaseReading]], checks: Sequence[str], words: Vocabulary, lang: Lang
) -> CasesReport:
    """Run the cases of rule sets, all of them or only those of the sub-checks named."""
    reporter = CheckReporter(words, lang, lambda _: None)
    shapes = [_ruleset(rules, cases, checks, reporter) for rules, cases in read]
    return CasesReport(certify_version=__version__, lang=lang, rulesets=shapes)


def _ruleset(rules: RuleSet, read: CaseReading, checks: Sequence[str], reporter: CheckReporter) -> RuleSetCasesShape:
    lang = reporter.lang
    results = [run_case(case, rules) for case in read.cases if not checks or case.check in checks]
    failed = [_failed(result, reporter) for result in results if result.differences]
    return RuleSetCasesShape(
        id=rules.id,
        version=rules.version,
        digest=rules.digest,
        title=rules.title.to(lang),
        cases=len(results),
        passed=len(results) - len(failed),
        failed=failed,
        lacking=[
            LackingShape(check=check.id, title=check.title.to(lang), outcomes=list(map(str, verdicts)))
            for check, verdicts in outcomes_without_case(rules, read.cases)
            if not checks or check.id in checks
        ],
        problems=[problem_shape(problem, lang) for problem in read.problems],
    )


def _failed(ran: CaseResult, reporter: CheckReporter) -> FailedCaseShape:
    judgement = ran.judgement
    explainer = Explainer(reporter.vocabulary, judgement.submission.facts, judgement.readings)
    return FailedCaseShape(
        check=ran.case.check,
        title=ran.result.check.title.to(reporter.lang),
        name=ran.case.name,
        where=ran.case.where,
        differences=[DifferenceShape(of=one.of, expected=one.expected, found=one.found) for one in ran.differences],
        reason=reporter.reason(ran.result, deciding_findings(ran.result, explainer), judgement),
    )
