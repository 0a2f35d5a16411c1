"""`certify rules` and `certify explain`: what the rule sets say."""

import sys
from pathlib import Path

from certify.cli.output import complain, prepare_streams
from certify.language import Lang
from certify.problems import Problem
from certify.reporting.rules_text import RulesText, list_text
from certify.rules.files import FaultyCriteriaError
from certify.rules.home import criteria_home
from certify.rules.load import UnknownRuleSetError, available_rulesets, find_ruleset, read_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import read_vocabulary, vocabulary
from certify.spelling import nearest
from certify.wording import problems as words


def list_rules(lang: Lang) -> int:
    """Print every rule set."""
    prepare_streams()
    sys.stdout.write(list_text([find_ruleset(reference) for reference in available_rulesets()], lang))
    return 0


def show_rules(reference: str, lang: Lang) -> int:
    """Print one rule set as a whole."""
    prepare_streams()
    rules = named(reference, lang)
    if rules is None:
        return 2
    sys.stdout.write(RulesText(rules, vocabulary(), lang).whole())
    return 0


def explain(name: str, reference: str, lang: Lang) -> int:
    """Print what one criterion, sub-check or rule by type asks for, or what a fact or a reading is.

    Its name may be qualified (`RULESET:ID`).
    """
    prepare_streams()
    qualified, _, plain = name.rpartition(":")
    rules = named(qualified or reference, lang)
    if rules is None:
        return 2
    text = RulesText(rules, vocabulary(), lang)
    said = text.explain(plain)
    if said is None:
        near = nearest(plain, text.names())
        hint = (f"是否应为 {near}？" if lang == "zh" else f"; did you mean {near}?") if near else ""
        complain(
            f"{rules.reference} 没有 {plain}。{hint}" if lang == "zh" else f"{rules.reference} has no {plain}{hint}"
        )
        return 2
    sys.stdout.write(said)
    return 0


def named(reference: str, lang: Lang) -> RuleSet | None:
    """Return the rule set of that name, or say that there is none."""
    try:
        return find_ruleset(reference)
    except UnknownRuleSetError as error:
        listed = ("、" if lang == "zh" else ", ").join(error.available)
        complain(
            f"没有规则 {reference}。现有：{listed}" if lang == "zh" else f"no rule set {reference}; available: {listed}"
        )
        return None


def lint(files: list[Path], lang: Lang) -> int:
    """Check rule-set files, by default all of the criteria folder, and print every mistake; 4 where there is one."""
    prepare_streams()
    home = criteria_home()
    try:
        known = read_vocabulary(home / "vocabulary.yaml")
    except FaultyCriteriaError as error:
        report(error.problems, lang)
        return 4
    chosen = files or [path for path in sorted(home.glob("*/*.yaml")) if path.stem.replace(".", "").isdigit()]
    faulty = False
    for path in chosen:
        if not path.is_file():
            complain(f"文件不存在：{path}" if lang == "zh" else f"no such file: {path}")
            return 2
        try:
            rules = read_ruleset(path, known)
            if not files:
                find_ruleset(rules.reference)
        except FaultyCriteriaError as error:
            faulty = True
            report(error.problems, lang)
        else:
            sys.stdout.write(
                f"{path.parent.name}/{path.name}: {'没有错误' if lang == 'zh' else 'no mistakes'} {rules.digest}\n"
            )
    return 4 if faulty else 0


def report(problems: list[Problem], lang: Lang) -> None:
    """Print problems, one a line: place, what is wrong, how to mend it."""
    for problem in problems:
        sys.stdout.write(words.line(problem, lang))
