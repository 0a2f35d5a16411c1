"""A rule set to the public shapes: every criterion, sub-check, rule by type and reading, put into words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from certify import __version__
from certify.judging.descriptions import Describer
from certify.judging.evaluate import Readings
from certify.judging.in_force import in_force
from certify.judging.outcomes import Verdict
from certify.judging.outline import Outliner
from certify.judging.possible_outcomes import possible_outcomes
from certify.language import Lang, Text
from certify.reporting.rules.examples import ORDER, Examples
from certify.reporting.rules.shapes import (
    CheckShape,
    CriterionShape,
    FlagShape,
    HeadShape,
    LineShape,
    NamedShape,
    ReadingShape,
    ReadingValueShape,
    ReadOfShape,
    RetiredShape,
    Role,
    RulesListReport,
    RulesReport,
    SourceShape,
    TypeRuleShape,
    UsedFactShape,
)
from certify.rules.conditions import Condition, facts_of, readings_of
from certify.rules.ruleset import Check, Criterion, Reading, RuleSet, TypeRule
from certify.rules.succession import Retired
from certify.rules.vocabulary import TYPE_FACT, Vocabulary
from certify.wording.purposes import PURPOSES
from certify.wording.terms import BODIES, KINDS


class RulesReporter:
    """Puts one rule set into words of one language."""

    def __init__(self, rules: RuleSet, examples: Examples, vocabulary: Vocabulary, lang: Lang, *, issued: bool) -> None:
        """Take the rule set, whether it is issued, the cases that serve as examples, and the words."""
        self.rules = rules
        self.issued = issued
        self.examples = examples
        self.vocabulary = vocabulary
        self.lang: Lang = lang
        self.readings = Readings.make(rules.readings_in_force())

    def report(self) -> RulesReport:
        """Return the whole rule set."""
        rules = self.rules
        return RulesReport(
            certify_version=__version__,
            lang=self.lang,
            ruleset=self.head(),
            tiers=named(rules.tiers, self.lang),
            dimensions=named(rules.dimensions, self.lang),
            criteria=[self.criterion(criterion) for criterion in rules.criteria],
            type_rules=[self.type_rule(rule) for rule in rules.type_rules],
            readings=[self.reading(reading) for reading in rules.readings],
            retired=[self.retired(entry) for entry in rules.retired],
        )

    def head(self) -> HeadShape:
        """Return which rule set it is."""
        rules, source = self.rules, self.rules.source
        return HeadShape(
            id=rules.id,
            version=rules.version,
            digest=rules.digest,
            issued=self.issued,
            title=rules.title.to(self.lang),
            purpose=rules.purpose,
            purpose_label=PURPOSES[rules.purpose].to(self.lang),
            effective_since=rules.effective_from,
            effective_until=rules.effective_until,
            source=SourceShape(
                number=source.number, title=source.title, issued_by=source.issued_by, issued_on=source.issued_on
            ),
            criteria=len(rules.criteria),
            checks=len(list(rules.checks())),
            type_rules=len(rules.type_rules),
            readings=len(rules.readings),
            cases=self.examples.count,
        )

    def criterion(self, criterion: Criterion, only: str = "") -> CriterionShape:
        """Return a clause with all of its sub-checks, or with the one named."""
        return CriterionShape(
            id=criterion.id,
            tier=criterion.tier,
            tier_label=self.rules.tiers[criterion.tier].to(self.lang),
            dimension=criterion.dimension,
            dimension_label=self.rules.dimensions[criterion.dimension].to(self.lang),
            title=criterion.title.to(self.lang),
            clause=criterion.clause,
            text=criterion.text,
            note=self.said(criterion.note),
            advisory=criterion.advisory,
            checks=[self.check(check) for check in criterion.checks if only in ("", check.id)],
        )

    def check(self, check: Check) -> CheckShape:
        """Return a sub-check."""
        describer = Describer(self.vocabulary, self.readings)
        outcomes = possible_outcomes(check, self.readings)
        return CheckShape(
            id=check.id,
            kind=check.kind,
            kind_label=KINDS[check.kind].to(self.lang),
            title=check.title.to(self.lang),
            quote=check.quote,
            scope=self.types(check.scope),
            advisory=self.said(check.advisory),
            premise=describer.describe(check.premise).to(self.lang) if check.premise else "",
            not_applicable_because=self.why_not(check, self.readings),
            rule=describer.describe(check.rule).to(self.lang) if check.rule else "",
            rule_lines=self.lines(check.rule, self.readings),
            facts=self.facts((check.premise, check.rule), check.shows),
            flags=[
                FlagShape(when=describer.describe(flag.when).to(self.lang), text=flag.text.to(self.lang))
                for flag in check.flags
            ],
            evidence=[item.to(self.lang) for item in check.evidence],
            review=self.said(check.review),
            remedy=check.remedy.to(self.lang),
            depends_on=check.depends_on,
            depends_on_label=BODIES[check.depends_on].to(self.lang),
            readings=[self.reading(reading, check) for reading in self.rules.readings if reading.key in _keys(check)],
            outcomes=[str(outcome) for outcome in ORDER if outcome in outcomes],
            declared_only=check.kind == "evidence" and Verdict.MET in outcomes,
            examples=self.examples.of(check.id),
        )

    def type_rule(self, rule: TypeRule) -> TypeRuleShape:
        """Return a rule by type of organization."""
        return TypeRuleShape(
            id=rule.id,
            title=rule.title.to(self.lang),
            clause=rule.clause,
            text=rule.text,
            scope=self.types(rule.scope),
            advisory=rule.advisory,
            rule=Describer(self.vocabulary, self.readings).describe(rule.rule).to(self.lang),
            rule_lines=self.lines(rule.rule, self.readings),
            facts=self.facts((rule.rule,), ()),
            remedy=rule.remedy.to(self.lang),
            depends_on=rule.depends_on,
            depends_on_label=BODIES[rule.depends_on].to(self.lang),
        )

    def reading(self, reading: Reading, check: Check | None = None) -> ReadingShape:
        """Return a reading, with what each value makes of a sub-check where one is given."""
        return ReadingShape(
            key=reading.key,
            title=reading.title.to(self.lang),
            compared=reading.compared,
            values=self.values(reading, check),
            used_by=[one.id for one in users(self.rules, reading)],
            read_by=[],
        )

    def reading_in_full(self, reading: Reading) -> ReadingShape:
        """Return a reading with what each value makes of everything that depends on it."""
        read_by = [
            ReadOfShape(id=one.id, title=one.title.to(self.lang), values=self.values(reading, one))
            for one in users(self.rules, reading)
        ]
        return replace(self.reading(reading), read_by=read_by)

    def values(self, reading: Reading, rule: Check | TypeRule | None) -> list[ReadingValueShape]:
        """Return the values of a reading, the default first and last those that are not computed."""
        values = {reading.default: reading.values[reading.default], **reading.values}
        not_computed = [_not_computed(value, label.to(self.lang)) for value, label in reading.not_computed.items()]
        return [*(self.value(reading, value, label, rule) for value, label in values.items()), *not_computed]

    def value(self, reading: Reading, value: str, label: Text, rule: Check | TypeRule | None) -> ReadingValueShape:
        """Return a value that a reading can have."""
        in_force, readings = value == self.readings.of(reading.key), self.readings.but(reading.key, value)
        check = rule if isinstance(rule, Check) else None
        because = "" if check is None or self.why_not(check, self.readings) else self.why_not(check, readings)
        return ReadingValueShape(
            value=value,
            label=label.to(self.lang),
            default=value == reading.default,
            in_force=in_force,
            computed=True,
            not_applicable_because=because,
            rule=self.under(rule, readings) if rule else "",
            rule_lines=self.lines(rule.rule, readings) if rule else [],
            effect=None if in_force or check is None else self.examples.effect(check.id, reading.key, value),
        )

    def under(self, rule: Check | TypeRule, readings: Readings) -> str:
        """Return what is wanted under given readings: the premise, where that hangs on them, and the rule."""
        describer = Describer(self.vocabulary, readings)
        said = describer.describe(rule.rule).to(self.lang) if rule.rule else ""
        if isinstance(rule, TypeRule) or rule.premise is None or not readings_of(rule.premise):
            return said
        premise = describer.describe(rule.premise).to(self.lang)
        return f"（适用前提：{premise}）{said}" if self.lang == "zh" else f"(applies where {premise}) {said}".strip()

    def lines(self, condition: Condition | None, readings: Readings) -> list[LineShape]:
        """Return a nested condition line by line, nothing of one that a sentence tells."""
        outline = Outliner(Describer(self.vocabulary, readings)).lines(condition) if condition else ()
        return [LineShape(depth=line.depth, text=line.text.to(self.lang)) for line in outline]

    def why_not(self, check: Check, readings: Readings) -> str:
        """Return why a sub-check is not applicable, nothing where under these readings it always is."""
        possible = Verdict.NOT_APPLICABLE in possible_outcomes(check, readings)
        return self.said(check.not_applicable_because) if possible else ""

    def retired(self, entry: Retired) -> RetiredShape:
        """Return what no longer stands."""
        return RetiredShape(
            id=entry.id,
            title=entry.title.to(self.lang),
            clause=entry.clause,
            text=entry.text,
            until=entry.until,
            because=entry.because.to(self.lang),
            replaced_by=list(entry.replaced_by),
        )

    def said(self, text: Text | None) -> str:
        """Return a text, empty where there is none."""
        return text.to(self.lang) if text else ""

    def types(self, scope: Sequence[str]) -> list[NamedShape]:
        """Return types of organizations with their labels."""
        return named({name: self.vocabulary.by_path[TYPE_FACT].options[name] for name in scope}, self.lang)

    def facts(self, conditions: Sequence[Condition | None], shown: Sequence[str]) -> list[UsedFactShape]:
        """Return the facts of conditions, then those that are only shown, each once and with its part."""
        given = [condition for condition in conditions if condition is not None]
        paths: dict[Role, list[str]] = {
            "decides": [path for one in given for path in facts_of(in_force(one, self.readings))],
            "other_reading": [path for one in given for path in facts_of(one)],
            "shown": list(shown),
        }
        roles: dict[str, Role] = {}
        for role, listed in paths.items():
            for path in listed:
                roles.setdefault(path, role)
        return [
            UsedFactShape(fact=path, label=self.vocabulary.by_path[path].full_label.to(self.lang), role=role)
            for path, role in roles.items()
        ]


def list_report(reporters: Iterable[RulesReporter], lang: Lang) -> RulesListReport:
    """Return the list of rule sets."""
    return RulesListReport(certify_version=__version__, lang=lang, rulesets=[one.head() for one in reporters])


def named(labels: Mapping[str, Text], lang: Lang) -> list[NamedShape]:
    """Return keys with their labels."""
    return [NamedShape(key=key, label=label.to(lang)) for key, label in labels.items()]


def users(rules: RuleSet, reading: Reading) -> Iterator[Check | TypeRule]:
    """Yield the sub-checks and the rules by type that depend on a reading."""
    yield from (check for check in rules.checks() if reading.key in _keys(check))
    yield from (rule for rule in rules.type_rules if reading.key in readings_of(rule.rule))


def _not_computed(value: str, label: str) -> ReadingValueShape:
    return ReadingValueShape(
        value=value,
        label=label,
        default=False,
        in_force=False,
        computed=False,
        not_applicable_because="",
        rule="",
        rule_lines=[],
        effect=None,
    )


def _keys(check: Check) -> set[str]:
    return {
        *readings_of(check.guard),
        *readings_of(check.rule),
        *(key for flag in check.flags for key in readings_of(flag.when)),
    }
