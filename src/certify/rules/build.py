"""A rule-set file without mistakes to the rule set that it stands for."""

from collections.abc import Mapping

from certify.language import Text
from certify.rules.conditions import AllOf, Condition, Test
from certify.rules.files import Words
from certify.rules.ruleset import Check, Criterion, Flag, Reading, RuleSet, Source, TypeRule
from certify.rules.ruleset_file import (
    CheckFile,
    CriterionFile,
    ReadingFile,
    RetiredFile,
    RuleSetFile,
    SuccessionFile,
    TypeRuleFile,
)
from certify.rules.succession import Move, Retired, Succession
from certify.rules.vocabulary import TYPE_FACT


def build_ruleset(file: RuleSetFile, conditions: Mapping[str, Condition], digest: str) -> RuleSet:
    """Return the rule set of a file; `conditions` are its conditions by their paths (`criteria[0].checks[1].rule`)."""
    return RuleSet(
        id=file.id,
        version=file.version,
        title=file.title.text,
        purpose=file.purpose,
        region=file.region,
        effective_from=file.effective.since,
        effective_until=file.effective.until,
        source=Source(**file.source.model_dump()),
        tiers=_texts(file.tiers),
        dimensions=_texts(file.dimensions),
        readings=tuple(_reading(key, entry) for key, entry in file.readings.items()),
        criteria=tuple(_criterion(entry, f"criteria[{n}]", conditions) for n, entry in enumerate(file.criteria)),
        type_rules=tuple(_type_rule(entry, f"type_rules[{n}]", conditions) for n, entry in enumerate(file.type_rules)),
        succeeds=_succession(file.succeeds) if file.succeeds is not None else None,
        retired=tuple(map(_retired, file.retired)),
        digest=digest,
    )


def _texts(words: Mapping[str, Words]) -> dict[str, Text]:
    return {key: one.text for key, one in words.items()}


def _text(words: Words | None) -> Text | None:
    return words.text if words else None


def _reading(key: str, entry: ReadingFile) -> Reading:
    values, others = _texts(entry.values), _texts(entry.not_computed)
    return Reading(key, entry.title.text, entry.default, values, entry.compared, others)


def _criterion(entry: CriterionFile, at: str, conditions: Mapping[str, Condition]) -> Criterion:
    scope = tuple(entry.scope or ())
    return Criterion(
        entry.id,
        entry.tier,
        entry.dimension,
        entry.title.text,
        entry.clause,
        entry.text,
        _text(entry.note),
        tuple(_check(check, scope, f"{at}.checks[{n}]", conditions) for n, check in enumerate(entry.checks)),
    )


def _check(entry: CheckFile, scope: tuple[str, ...], at: str, conditions: Mapping[str, Condition]) -> Check:
    premise = conditions.get(f"{at}.guard")
    return Check(
        id=entry.id,
        kind=entry.kind,
        title=entry.title.text,
        quote=entry.quote,
        scope=scope,
        advisory=_text(entry.advisory),
        guard=_guard(scope, premise),
        premise=premise,
        not_applicable_because=_text(entry.not_applicable_because),
        rule=conditions.get(f"{at}.rule"),
        shows=tuple(entry.shows),
        flags=tuple(Flag(conditions[f"{at}.flags[{n}].when"], flag.text.text) for n, flag in enumerate(entry.flags)),
        evidence=tuple(words.text for words in entry.evidence),
        review=_text(entry.review),
        remedy=entry.remedy.text,
        depends_on=entry.depends_on,
    )


def _type_rule(entry: TypeRuleFile, at: str, conditions: Mapping[str, Condition]) -> TypeRule:
    return TypeRule(
        entry.id,
        entry.title.text,
        entry.clause,
        entry.text,
        tuple(entry.scope),
        entry.advisory,
        conditions[f"{at}.rule"],
        entry.remedy.text,
        entry.depends_on,
    )


def _succession(entry: SuccessionFile) -> Succession:
    moves = (Move(tuple(move.before), tuple(move.after), move.because.text) for move in entry.migration)
    return Succession(entry.ruleset, tuple(moves))


def _retired(entry: RetiredFile) -> Retired:
    return Retired(
        entry.id,
        entry.title.text,
        entry.clause,
        entry.text,
        entry.until,
        entry.because.text,
        tuple(entry.replaced_by),
    )


def _guard(scope: tuple[str, ...], premise: Condition | None) -> Condition | None:
    """Return what must hold for a sub-check to apply: the organization's type first, which is always known."""
    if not scope:
        return premise
    of_type = Test(TYPE_FACT, "one_of", scope)
    return of_type if premise is None else AllOf((of_type, premise))
