"""Which rule sets a command is about: those named, or of each the one that its bare id names."""

from collections.abc import Sequence

from certify.cli.output import UsageError
from certify.cli.rule_references import unknown_rules
from certify.language import Lang
from certify.rules.load import UnknownRuleSetError, available_rulesets, find_ruleset, full_reference
from certify.rules.ruleset import RuleSet


def newest_rulesets() -> list[str]:
    """Return `id@version` of the newest issued version of every rule set, of one never issued the newest, ids in order."""
    ids = dict.fromkeys(reference.partition("@")[0] for reference in available_rulesets())
    return [full_reference(name) for name in ids]


def chosen_rulesets(references: Sequence[str], lang: Lang) -> list[RuleSet]:
    """Return the rule sets named, each once, or all that there are; raise `UsageError` where there is none of a name."""
    try:
        found = [find_ruleset(reference) for reference in references or newest_rulesets()]
    except UnknownRuleSetError as error:
        raise UsageError(unknown_rules(error, lang)) from error
    return list({rules.reference: rules for rules in found}.values())
