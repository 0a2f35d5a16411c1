"""Everything that has an id, in the rule sets at hand: what `certify explain` tells."""

from collections.abc import Iterator, Sequence

from certify import __version__
from certify.language import Lang
from certify.reporting.rules.duties import duty_shape
from certify.reporting.rules.facts import fact_shape
from certify.reporting.rules.report import RulesReporter
from certify.reporting.rules.shapes import ExplainReport, FoundShape
from certify.rules.duties import DutyDocument
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import Vocabulary


def ids_of(rules: RuleSet) -> tuple[str, ...]:
    """Return every id of a rule set: of criteria and sub-checks, rules by type, readings, and what is retired."""
    clauses = (one for criterion in rules.criteria for one in (criterion.id, *(check.id for check in criterion.checks)))
    retired = (entry.id for entry in rules.retired)
    return (*clauses, *(rule.id for rule in rules.type_rules), *(one.key for one in rules.readings), *retired)


def explained(
    name: str,
    reporters: Sequence[RulesReporter],
    using: Sequence[RuleSet],
    vocabulary: Vocabulary,
    lang: Lang,
    *,
    duties: Sequence[DutyDocument] = (),
) -> ExplainReport:
    """Return all that has the id `name`; `using` are the rule sets whose use of a fact is told."""
    found = [one for reporter in reporters for one in _found(name, reporter)]
    field = vocabulary.by_path.get(name)
    if field is not None:
        fact = fact_shape(field, using, vocabulary, lang)
        found.append(FoundShape(what="fact", ruleset=None, fact=fact))
    for document in duties:
        if name in document.by_id:
            duty = duty_shape(document, document.by_id[name], lang)
            found.append(FoundShape(what="duty", ruleset=None, duty=duty))
    return ExplainReport(certify_version=__version__, lang=lang, asked=name, found=found, listed=[])


def with_cases(report: ExplainReport) -> bool:
    """Return whether a report shows cases, which say less than a submission does."""
    criteria = (found.criterion for found in report.found if found.criterion is not None)
    return any(check.examples for criterion in criteria for check in criterion.checks)


def _found(name: str, reporter: RulesReporter) -> Iterator[FoundShape]:
    rules, head = reporter.rules, reporter.head()
    for criterion in rules.criteria:
        if criterion.id == name:
            yield FoundShape(what="criterion", ruleset=head, criterion=reporter.criterion(criterion))
        elif any(check.id == name for check in criterion.checks):
            yield FoundShape(what="check", ruleset=head, criterion=reporter.criterion(criterion, name))
    for rule in rules.type_rules:
        if rule.id == name:
            yield FoundShape(what="type_rule", ruleset=head, type_rule=reporter.type_rule(rule))
    for reading in rules.readings:
        if reading.key == name:
            yield FoundShape(what="reading", ruleset=head, reading=reporter.reading_in_full(reading))
    for entry in rules.retired:
        if entry.id == name:
            yield FoundShape(what="retired", ruleset=head, retired=reporter.retired(entry))
