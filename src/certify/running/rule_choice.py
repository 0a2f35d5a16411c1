"""The rules that a user asks for: a rule set by its id, or a policy file, which names one and says how it is read."""

from pathlib import Path

from certify.problems import Problem
from certify.reading.policy import read_policy
from certify.rules.load import find_ruleset
from certify.rules.ruleset import RuleSet

_ENDINGS = (".yaml", ".yml", ".json")


def policy_file(reference: str | None) -> Path | None:
    """Return the policy file that a reference names, none where it is the id of a rule set: no id ends as a file does."""
    return Path(reference) if reference is not None and reference.lower().endswith(_ENDINGS) else None


def rules_and_readings(reference: str) -> tuple[RuleSet | None, tuple[Problem, ...]]:
    """Return the rule set `ID[@VERSION]`, or that of a policy file under its readings, with the problems of the file.

    It is `None` where the policy file has an error. Raises `UnknownRuleSetError` where no rule set has that id.
    """
    path = policy_file(reference)
    if path is None:
        return find_ruleset(reference), ()
    policy, problems = read_policy(path)
    return None if policy is None else policy.rules.under(policy.chosen()), problems
