"""The rule sets that somebody asks for by one or more references, `ID[@VERSION]` or a policy file, with commas between."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from certify.cli.output import UsageError
from certify.language import Lang, Text, joined
from certify.problems import Problem
from certify.rules.load import UnknownRuleSetError, available_rulesets
from certify.rules.ruleset import RuleSet
from certify.running.rule_choice import policy_file, rules_and_readings

_BETWEEN = Text("；", "; ")


def several(text: str | None) -> bool:
    """Return whether a text asks for more than one rule set."""
    return text is not None and len(_parts(text)) > 1


def policy_files(text: str | None) -> list[Path]:
    """Return the policy files among what a text asks for."""
    found = (policy_file(part.strip()) for part in _parts(text or ""))
    return [path for path in found if path is not None]


def rulesets_of(text: str, lang: Lang) -> tuple[tuple[RuleSet, ...], tuple[Problem, ...]]:
    """Return the rule sets that a text asks for, in its order, and the problems of the policy files among them.

    A policy file with errors leads to no rule set. Raises `UsageError` with everything that is wrong with the text: what
    names none, and what stands twice.
    """
    references = [part.strip() for part in _parts(text)]
    found: list[RuleSet] = []
    problems: list[Problem] = []
    wrong: list[str] = []
    for place, reference in enumerate(references, 1):
        if not reference and len(references) > 1:
            wrong.append(Text(f"第 {place} 处没有写规则", f"entry {place} names no rule set").to(lang))
            continue
        try:
            rules, faults = rules_and_readings(reference)
        except UnknownRuleSetError as error:
            wrong.append(unknown_rules(error, lang))
            continue
        problems += faults
        found += [] if rules is None else [rules]
    wrong += _twice(found, lang)
    if wrong:
        raise UsageError(_BETWEEN.to(lang).join(wrong))
    return tuple(found), tuple(problems)


def _parts(text: str) -> list[str]:
    return text.replace("，", ",").split(",")


def _twice(found: list[RuleSet], lang: Lang) -> Iterator[str]:
    for id_, count in Counter(rules.id for rules in found).items():
        if count > 1:
            yield Text(
                f"规则 {id_} 写了 {count} 次，每套只写一次",
                f"{id_} is named {count} times; name each rule set once",
            ).to(lang)


def unknown_rules(error: UnknownRuleSetError, lang: Lang) -> str:
    """Return what is said to somebody who asks for a rule set that does not exist."""
    listed = joined(available_rulesets(), lang)
    near, named = error.suggestion, error.wanted
    hint = Text(f"是否应为 {near}？" if near else "", f"did you mean {near}? " if near else "")
    return Text(f"没有规则 {named}。{hint.zh}现有：{listed}", f"no rule set {named}; {hint.en}available: {listed}").to(
        lang
    )
