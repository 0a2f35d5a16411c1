"""What changed in each part of a rule set, aspect by aspect, with its weight."""

from collections.abc import Iterator, Mapping

from certify.language import Text
from certify.rules.changes import Change, Weight, changed, relisted, reworded, same_words
from certify.rules.condition_form import condition_form
from certify.rules.conditions import Condition, readings_of
from certify.rules.ruleset import Check, Criterion, Flag, Reading, RuleSet, TypeRule

Labels = Mapping[str, Text]


def head_changes(before: RuleSet, after: RuleSet) -> Iterator[Change]:
    """Yield what changed in the head of a rule set."""
    yield from reworded("title", "editorial", before.title, after.title)
    yield from changed("purpose", "substantive", before.purpose, after.purpose)
    yield from changed("region", "substantive", before.region, after.region)
    for name in ("number", "title", "issued_by", "issued_on"):
        yield from reworded(f"source.{name}", "clarifying", getattr(before.source, name), getattr(after.source, name))
    yield from changed("effective_from", "clarifying", before.effective_from, after.effective_from)
    yield from changed("effective_until", "clarifying", before.effective_until, after.effective_until)
    yield from _labels("tiers", before.tiers, after.tiers)
    yield from _labels("dimensions", before.dimensions, after.dimensions)


def criterion_changes(before: Criterion, after: Criterion) -> Iterator[Change]:
    """Yield what changed in a criterion apart from its sub-checks."""
    yield from changed("id", "editorial", before.id, after.id)
    yield from changed("tier", "substantive", before.tier, after.tier)
    yield from changed("dimension", "clarifying", before.dimension, after.dimension)
    yield from reworded("title", "editorial", before.title, after.title)
    yield from reworded("clause", "clarifying", before.clause, after.clause)
    yield from reworded("text", "clarifying", before.text, after.text)
    yield from reworded("note", "clarifying", before.note, after.note)


def check_changes(before: Check, after: Check, old: RuleSet, new: RuleSet) -> Iterator[Change]:
    """Yield what changed in a sub-check of the rule set `old` that stands in `new` as well."""
    yield from changed("id", "editorial", before.id, after.id)
    yield from changed("kind", "substantive", before.kind, after.kind)
    yield from changed("scope", "substantive", frozenset(before.scope), frozenset(after.scope))
    yield from _condition("premise", before.premise, after.premise)
    yield from _condition("rule", before.rule, after.rule)
    yield from _defaults(before, after, old, new)
    yield from _advisory(before.advisory, after.advisory)
    yield from reworded(
        "not_applicable_because", "clarifying", before.not_applicable_because, after.not_applicable_because
    )
    yield from reworded("quote", "clarifying", before.quote, after.quote)
    yield from changed("shows", "clarifying", before.shows, after.shows)
    yield from _flags(before.flags, after.flags)
    yield from relisted("evidence", "clarifying", before.evidence, after.evidence)
    yield from reworded("review", "clarifying", before.review, after.review)
    yield from changed("depends_on", "clarifying", before.depends_on, after.depends_on)
    yield from reworded("title", "editorial", before.title, after.title)
    yield from reworded("remedy", "editorial", before.remedy, after.remedy)


def type_rule_changes(before: TypeRule, after: TypeRule) -> Iterator[Change]:
    """Yield what changed in a rule by type of organization."""
    yield from changed("scope", "substantive", frozenset(before.scope), frozenset(after.scope))
    yield from _condition("rule", before.rule, after.rule)
    yield from changed("binding", "substantive", not before.advisory, not after.advisory)
    yield from reworded("clause", "clarifying", before.clause, after.clause)
    yield from reworded("text", "clarifying", before.text, after.text)
    yield from changed("depends_on", "clarifying", before.depends_on, after.depends_on)
    yield from reworded("title", "editorial", before.title, after.title)
    yield from reworded("remedy", "editorial", before.remedy, after.remedy)


def reading_changes(before: Reading, after: Reading) -> Iterator[Change]:
    """Yield what changed in a reading; a value that can be chosen no more, or can be chosen now, is no mere word."""
    if before.default != after.default:
        yield Change("default", "substantive", _default(before), _default(after))
    for value in {**before.values, **after.values}:
        one, two = before.values.get(value), after.values.get(value)
        weight: Weight = "substantive" if one is None or two is None else "clarifying"
        yield from reworded(f"value.{value}", weight, one, two)
    yield from changed("compared", "clarifying", before.compared, after.compared)
    yield from _labels("not_computed", before.not_computed, after.not_computed)
    yield from reworded("title", "editorial", before.title, after.title)


def _condition(aspect: str, before: Condition | None, after: Condition | None) -> Iterator[Change]:
    if condition_form(before) != condition_form(after):
        yield Change(aspect, "substantive", before, after)


def _defaults(before: Check, after: Check, old: RuleSet, new: RuleSet) -> Iterator[Change]:
    """Yield the readings that decide the sub-check in both rule sets and of which another value is in force now."""
    olds, news = old.readings_in_force(), new.readings_in_force()
    used = dict.fromkeys((*readings_of(after.guard), *readings_of(after.rule)))
    for key in used:
        if key in {*readings_of(before.guard), *readings_of(before.rule)}:
            yield from changed(f"reading.{key}", "substantive", olds[key], news[key])


def _advisory(before: Text | None, after: Text | None) -> Iterator[Change]:
    if (before is None) != (after is None):
        yield Change("advisory", "substantive", before, after)
    else:
        yield from reworded("advisory", "clarifying", before, after)


def _flags(before: tuple[Flag, ...], after: tuple[Flag, ...]) -> Iterator[Change]:
    one, two = ([(condition_form(flag.when), flag.text) for flag in flags] for flags in (before, after))
    if one != two:
        same = [when for when, _ in one] == [when for when, _ in two]
        alike = same and all(same_words(old.text, new.text) for old, new in zip(before, after, strict=True))
        yield Change("flags", "editorial" if alike else "clarifying", before, after)


def _labels(aspect: str, before: Labels, after: Labels) -> Iterator[Change]:
    weight: Weight = "clarifying" if aspect == "not_computed" else "editorial"
    for name in {**before, **after}:
        yield from reworded(f"{aspect}.{name}", weight, before.get(name), after.get(name))


def _default(reading: Reading) -> tuple[str, Text]:
    return reading.default, reading.values[reading.default]
