"""What a careful colleague says of a rule set that can be used: parts unused, persons without instructions, odd order."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from certify.documents.tree import Document
from certify.judging.possible_outcomes import possible_outcomes
from certify.judging.settled import all_readings, settled
from certify.problems import Problem, excerpt
from certify.rules.conditions import Condition, facts_of, readings_of
from certify.rules.parts import Part
from certify.rules.ruleset import Check, Criterion, RuleSet
from certify.rules.vocabulary import TYPE_FACT, Vocabulary


def advice(document: Document, rules: RuleSet, words: Vocabulary) -> list[Problem]:
    """Return warnings on a rule set, each at its place in the document that it was read from."""
    return [
        Problem("warning", code, document.place(part.node), part.at, params)
        for code, part, params in _Adviser(Part(document.root), rules, words).found()
    ]


Found = Iterator[tuple[str, Part, dict[str, object]]]


class _Adviser:
    def __init__(self, root: Part, rules: RuleSet, words: Vocabulary) -> None:
        self.root = root
        self.rules = rules
        self.words = words

    def found(self) -> Found:
        yield from self.dates()
        yield from self.unused()
        for n, criterion in enumerate(self.rules.criteria):
            part = self.root.of("criteria").items()[n]
            yield from self.scope(part)
            yield from _order(criterion, part)
            for check, below in zip(criterion.checks, part.of("checks").items(), strict=True):
                yield from self.check(check, below)

    def dates(self) -> Found:
        rules, effective = self.rules, self.root.of("effective")
        if rules.effective_until is not None and rules.effective_until < rules.effective_from:
            yield "until_before_since", effective.of("until"), {}
        if rules.effective_from < rules.source.issued_on:
            yield "since_before_issue", effective.of("since"), {"issued": rules.source.issued_on}

    def unused(self) -> Found:
        rules = self.rules
        for key, used, listed in (
            ("tiers", {criterion.tier for criterion in rules.criteria}, rules.tiers),
            ("dimensions", {criterion.dimension for criterion in rules.criteria}, rules.dimensions),
        ):
            for name in listed:
                if name not in used:
                    yield "listed_unused", self.root.of(key).of(name), {"found": excerpt(name)}
        asked = set(chain.from_iterable(map(readings_of, self.conditions())))
        for reading in rules.readings:
            part = self.root.of("readings").of(reading.key)
            if len(reading.values) > 1 and reading.key not in asked:
                yield "unused_reading", part, {"found": excerpt(reading.key)}
            if reading.compared and len(reading.values) == 1:
                yield "nothing_to_compare", part.of("compared"), {"found": excerpt(reading.key)}

    def conditions(self) -> Iterator[Condition | None]:
        for check in self.rules.checks():
            yield from (check.guard, check.rule, *(flag.when for flag in check.flags))
        for rule in self.rules.type_rules:
            yield rule.rule

    def scope(self, part: Part) -> Found:
        listed = part.of("scope")
        seen: set[str] = set()
        for item in listed.items():
            if item.text in seen:
                yield "scope_repeated", item, {"found": excerpt(item.text or "")}
            seen.add(item.text or "")
        if seen == set(self.words.by_path[TYPE_FACT].options):
            yield "scope_of_all", listed, {}

    def check(self, check: Check, part: Part) -> Found:
        if check.review is None and check.kind != "auto":
            yield "review_missing", part, {"found": check.id}
        explained = check.not_applicable_because is not None
        can_be = self.can_be_not_applicable(check)
        if explained and check.premise is None and not can_be:
            yield "explained_for_nothing", part.of("not_applicable_because"), {"found": check.id}
        if not explained and can_be:
            yield "unexplained_not_applicable", part, {"found": check.id}
        if check.premise is not None and set(facts_of(check.premise)) == {TYPE_FACT}:
            yield "guard_of_type", part.of("guard"), {"found": check.id}
        for n, path in enumerate(check.shows):
            if path in check.shows[:n]:
                yield "shown_twice", part.of("shows").items()[n], {"found": path}
        for code, step, outcome in settled(check, self.rules, self.words):
            yield code, _at(part, step), {"found": check.id, "outcome": outcome}

    def can_be_not_applicable(self, check: Check) -> bool:
        """Return whether the rule itself, whatever its guard, can say that a sub-check does not apply."""
        if check.rule is None:
            return False
        bare = replace(check, guard=None, premise=None)
        return any("not_applicable" in possible_outcomes(bare, way) for way in all_readings(check.rule, self.rules))


def _at(part: Part, step: str) -> Part:
    """Return the part of a sub-check that a step like `rule` or `flags[0].when` leads to."""
    key, _, index = step.removesuffix("].when").partition("[")
    return part.of(key).items()[int(index)].of("when") if index else part.of(key)


def _order(criterion: Criterion, part: Part) -> Found:
    """Yield each sub-check whose letter does not come after that of the one before it: a, b, c."""
    letters = [check.id.rpartition(".")[2] for check in criterion.checks]
    if any(len(letter) != 1 for letter in letters):
        return
    before = ""
    for letter, below in zip(letters, part.of("checks").items(), strict=True):
        if letter < before:
            yield "checks_out_of_order", below.of("id"), {"found": excerpt(below.of("id").text or "")}
        before = letter
