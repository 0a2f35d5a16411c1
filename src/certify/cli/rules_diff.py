"""`certify rules diff`: two rule sets or versions compared, kept ones or drafts."""

from pathlib import Path

from certify.cli.output import UsageError, complain, deliver, prepare_streams
from certify.cli.rendering import Pages, rendered
from certify.cli.rule_references import unknown_rules
from certify.cli.targets import must_exist, plain_format_of, spare
from certify.language import Lang
from certify.reading.policy import is_policy
from certify.reporting.rules_diff.report import DiffReporter
from certify.reporting.rules_diff.shapes import RulesDiffReport
from certify.rules.difference import difference
from certify.rules.drafts import is_draft, kept_or_draft
from certify.rules.files import FaultyCriteriaError
from certify.rules.load import UnknownRuleSetError, find_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary
from certify.running.rule_choice import rules_and_readings


def run(before: str, after: str, form: str | None, output: Path | None, lang: Lang) -> int:
    """Compare two rule sets and deliver the report."""
    prepare_streams()
    try:
        chosen = plain_format_of(form, output, lang)
        spare(output, drafts(before, after), lang)
        old, new = chosen_rules(before, lang), chosen_rules(after, lang)
        report = DiffReporter(
            difference(old, new, find_ruleset), named(before, old, after, new), vocabulary(), lang
        ).report()
        deliver(rendered(report, chosen, lang, output, _pages), output, lang, for_machines=chosen != "text")
    except UsageError as error:
        complain(str(error))
        return 2
    return 0


def named(before: str, old: RuleSet, after: str, new: RuleSet) -> tuple[str, str]:
    """Return what two rule sets are called in a report: by their references, those of files by the files."""
    first, second = (given if is_draft(given) else rules.reference for given, rules in ((before, old), (after, new)))
    return first, second


def drafts(*references: str) -> list[Path]:
    """Return the files among references to rule sets."""
    return [Path(reference) for reference in references if is_draft(reference)]


def chosen_rules(reference: str, lang: Lang) -> RuleSet:
    """Return the rule set `ID[@VERSION]` or that of a file.

    Raises `UsageError` where there is none, and `FaultyCriteriaError` where it has mistakes.
    """
    for file in drafts(reference):
        must_exist(file, lang)
    try:
        if is_draft(reference) and is_policy(Path(reference)):
            return _of_policy(reference)
        return kept_or_draft(reference)
    except UnknownRuleSetError as error:
        raise UsageError(unknown_rules(error, lang)) from error


def _of_policy(reference: str) -> RuleSet:
    """Return the rule set of a policy file under the readings that it chooses."""
    rules, problems = rules_and_readings(reference)
    if rules is None:
        raise FaultyCriteriaError([problem for problem in problems if problem.level == "error"])
    return rules


def _pages() -> Pages[RulesDiffReport]:
    from certify.reporting.rules_diff import pages  # noqa: PLC0415 - templates take time to load

    return pages
