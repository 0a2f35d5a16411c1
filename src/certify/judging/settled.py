"""What no answer can change in a rule set: rules of one outcome, premises and remarks that hold always or never."""

from collections.abc import Iterator, Mapping
from itertools import chain, product
from typing import Literal, TypeAlias

from certify.facts import Facts
from certify.judging.evaluate import Readings, compile_condition
from certify.judging.outcomes import MASKS, MET, SINGLE, Mask
from certify.rules.conditions import AllOf, AnyOf, ByReading, Choose, Condition, Test, facts_of, readings_of
from certify.rules.ruleset import Check, RuleSet
from certify.rules.vocabulary import TYPE_FACT, Vocabulary

Settled = Literal["rule_settled", "always_holds", "never_holds"]
Answer: TypeAlias = str | bool | None
# More ways to answer than these are not gone through.
MOST_WAYS = 4096
_NAMES = {mask: name for name, mask in MASKS.items()}


def settled(check: Check, rules: RuleSet, words: Vocabulary) -> Iterator[tuple[Settled, str, str]]:
    """Yield what is settled in a sub-check whatever is answered and however it is read.

    Each as its code, the part of the sub-check (`rule`, `guard`, `flags[0].when`), and the only outcome, else empty.
    """
    types = check.scope or tuple(words.by_path[TYPE_FACT].options)
    outcomes = 0 if check.rule is None else _possible(check.rule, rules, words, types)
    if outcomes in SINGLE:
        yield "rule_settled", "rule", _NAMES[outcomes]
    premises = [] if check.premise is None else [("guard", check.premise)]
    flags = [(f"flags[{n}].when", flag.when) for n, flag in enumerate(check.flags)]
    for step, condition in (*premises, *flags):
        found = _possible(condition, rules, words, types)
        if found == MET:
            yield "always_holds", step, ""
        elif not found & MET:
            yield "never_holds", step, ""


def _possible(condition: Condition, rules: RuleSet, words: Vocabulary, types: tuple[str, ...]) -> Mask:
    """Return every outcome that some answers of organizations of those types lead to, under any reading.

    Lists stand unanswered, which is met or not met; answers that exclude each other may add an outcome.
    """
    ways: dict[str, list[Answer]] = {TYPE_FACT: list(types), **_answers(condition, words)}
    mask = 0
    for readings in all_readings(condition, rules):
        evaluate = compile_condition(condition, readings)
        for values in product(*ways.values()):
            facts: Facts = {path: value for path, value in zip(ways, values, strict=True) if value is not None}
            mask |= evaluate(facts, facts)
    return mask


def _answers(condition: Condition, words: Vocabulary) -> Mapping[str, list[Answer]]:
    """Return the answers to go through of each fact that a condition asks for and that has few: yes or no, a choice."""
    ways: dict[str, list[Answer]] = {}
    # That such a fact is not answered is an answer too.
    stated = set(_stated(condition))
    number = len(words.by_path[TYPE_FACT].options)
    for path in facts_of(condition):
        field = words.by_path[path]
        if path == TYPE_FACT or words.records_above(path):
            continue
        answers: list[Answer] = [True, False] if field.type == "bool" else list(field.options)
        if path in stated:
            answers.append(None)
        if field.type in ("bool", "enum") and number * len(answers) <= MOST_WAYS:
            ways[path] = answers
            number *= len(answers)
    return ways


def _stated(condition: Condition | None) -> Iterator[str]:
    match condition:
        case Test(fact, "stated"):
            yield fact
        case AllOf(parts) | AnyOf(parts):
            yield from chain.from_iterable(map(_stated, parts))
        case Choose(branches, otherwise):
            yield from chain.from_iterable(map(_stated, (*chain(*branches), otherwise)))
        case ByReading(_, cases):
            yield from chain.from_iterable(map(_stated, cases.values()))
        case _:
            return


def all_readings(condition: Condition, rules: RuleSet) -> Iterator[Readings]:
    """Yield the readings in force for every choice among those that a condition depends on."""
    open_to = {reading.key: reading.values for reading in rules.readings if reading.key in readings_of(condition)}
    for chosen in product(*open_to.values()):
        yield Readings.make({**rules.default_readings(), **dict(zip(open_to, chosen, strict=True))})
