"""Rule sets to compare: one that is kept, by its name, or a draft, by its file."""

from pathlib import Path

from certify.documents.load import load_document
from certify.rules.files import FaultyCriteriaError
from certify.rules.home import criteria_home
from certify.rules.load import examine_ruleset, find_ruleset
from certify.rules.migration import earlier_versions
from certify.rules.ruleset import RuleSet
from certify.rules.succession_check import succession_problems
from certify.rules.vocabulary import vocabulary

ENDINGS = (".yaml", ".yml")


def is_draft(reference: str) -> bool:
    """Return whether a reference names a file and not a rule set that is kept."""
    return reference.lower().endswith(ENDINGS)


def kept_or_draft(reference: str) -> RuleSet:
    """Return the rule set `ID[@VERSION]`, or the one in a file, fit to be compared with its earlier versions.

    Raises `UnknownRuleSetError`, or `FaultyCriteriaError` with the mistakes of the rule set, of what it says of the
    version before it, or of what that one says.
    """
    if not is_draft(reference):
        rules = find_ruleset(reference)
        _require_sound(rules, _file_of(rules))
    else:
        file = Path(reference)
        examined = examine_ruleset(file, vocabulary())
        if examined.rules is None:
            raise FaultyCriteriaError(examined.problems)
        rules = examined.rules
        _require_sound(rules, file)
    for earlier in earlier_versions(rules, find_ruleset):
        _require_sound(earlier, _file_of(earlier))
    return rules


def _file_of(rules: RuleSet) -> Path:
    return criteria_home() / rules.id / f"{rules.version}.yaml"


def _require_sound(rules: RuleSet, file: Path) -> None:
    if rules.succeeds is None and not rules.retired:
        return
    _, document = load_document(file, f"{file.parent.name}/{file.name}")
    problems = succession_problems(document, rules)
    if problems:
        raise FaultyCriteriaError(problems)
