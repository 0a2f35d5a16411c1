"""Rule sets in words: the list of them, one as a whole, one criterion or sub-check explained."""

from collections.abc import Iterator, Sequence

from certify.judging.descriptions import Describer
from certify.judging.evaluate import Readings
from certify.language import Lang, Text
from certify.reporting.rules_words import fact_lines, reading_lines
from certify.rules.conditions import Condition, readings_of
from certify.rules.ruleset import Check, Criterion, Reading, RuleSet, TypeRule
from certify.rules.vocabulary import Vocabulary
from certify.wording.terms import BODIES, KINDS

INDENT = "    "


def list_text(rulesets: Sequence[RuleSet], lang: Lang) -> str:
    """Return one line a rule set."""
    lines = []
    for rules in rulesets:
        clauses, checks = len(rules.criteria), len(list(rules.checks()))
        counted = f"{clauses} 条 {checks} 个子项" if lang == "zh" else f"{clauses} clauses, {checks} sub-checks"
        since = f"{rules.effective_from} 起" if lang == "zh" else f"since {rules.effective_from}"
        lines.append(
            f"{rules.reference}  {rules.title.to(lang)}  {rules.source.number}  {counted}  {since}  {rules.digest}"
        )
    return "".join(f"{line}\n" for line in lines)


class RulesText:
    """Words about one rule set in one language."""

    def __init__(self, rules: RuleSet, vocabulary: Vocabulary, lang: Lang) -> None:
        """Take the rules and the words."""
        self.rules = rules
        self.vocabulary = vocabulary
        self.lang: Lang = lang
        self.describer = Describer(vocabulary, Readings.make(rules.default_readings()))

    def t(self, zh: str, en: str) -> str:
        """Return the wording of the language."""
        return zh if self.lang == "zh" else en

    def whole(self) -> str:
        """Return the whole rule set: its clauses with their sub-checks, the rules by type, the readings."""
        rules = self.rules
        lines = [
            f"{rules.reference}  {rules.title.to(self.lang)}",
            f"{rules.source.issued_by}《{rules.source.title}》{rules.source.number} {rules.source.issued_on}",
            rules.digest,
        ]
        for tier, label in rules.tiers.items():
            lines += ["", label.to(self.lang)]
            for criterion in rules.criteria:
                if criterion.tier == tier:
                    lines.append(f"  {criterion.id} {criterion.clause} {criterion.text}")
                    lines += [
                        f"      {check.id} {check.title.to(self.lang)} [{self.kind(check)}]"
                        for check in criterion.checks
                    ]
        if rules.type_rules:
            lines += ["", self.t("按组织类型的要求（不计入条款）", "By type of organization (outside the clauses)")]
            lines += [f"  {rule.id} {rule.clause} {rule.title.to(self.lang)}" for rule in rules.type_rules]
        lines += ["", self.t("口径（第一个为默认）", "Readings (the first is the default)")]
        lines += [
            f"  {reading.key} {reading.title.to(self.lang)}：{self.values(reading)}" for reading in rules.readings
        ]
        return "".join(f"{line}\n" for line in lines)

    def kind(self, check: Check) -> str:
        """Return how a sub-check is decided."""
        return KINDS[check.kind].to(self.lang)

    def values(self, reading: Reading) -> str:
        """Return the values of a reading, the default first."""
        names = [reading.default, *(name for name in reading.values if name != reading.default)]
        said = [f"{name}（{reading.values[name].to(self.lang)}）" for name in names]
        said += [f"{name}（{self.t('无法由自评表计算', 'not computed')}）" for name in reading.not_computed]
        return self.t("；", "; ").join(said)

    def explain(self, name: str) -> str | None:
        """Return what a criterion, a sub-check or a rule by type asks for, or what a fact or a reading is.

        There is nothing where there is none of that name.
        """
        for criterion in self.rules.criteria:
            if criterion.id == name:
                return "".join(f"{line}\n" for line in self.criterion(criterion))
            for check in criterion.checks:
                if check.id == name:
                    lines = [*self.heading(criterion), *self.check(check)]
                    return "".join(f"{line}\n" for line in lines)
        for rule in self.rules.type_rules:
            if rule.id == name:
                return "".join(f"{line}\n" for line in self.type_rule(rule))
        said = self.word(name)
        return None if said is None else "".join(f"{line}\n" for line in said)

    def word(self, name: str) -> Iterator[str] | None:
        """Return the lines on a fact or a reading, where there is one of that name."""
        for reading in self.rules.readings:
            if reading.key == name:
                return reading_lines(reading, self.rules, self.lang)
        field = self.vocabulary.by_path.get(name)
        return None if field is None else fact_lines(field, self.rules, self.vocabulary, self.lang)

    def names(self) -> list[str]:
        """Return every id that can be explained."""
        names = [
            name for criterion in self.rules.criteria for name in (criterion.id, *(one.id for one in criterion.checks))
        ]
        names += [rule.id for rule in self.rules.type_rules]
        return [*names, *(reading.key for reading in self.rules.readings), *self.vocabulary.by_path]

    def heading(self, criterion: Criterion) -> Iterator[str]:
        """Yield what a clause says and where."""
        tier = self.rules.tiers[criterion.tier].to(self.lang)
        dimension = self.rules.dimensions[criterion.dimension].to(self.lang)
        yield f"{criterion.id} {criterion.title.to(self.lang)}（{tier} · {dimension}）"
        yield f"{self.t('条文', 'Words')}：{criterion.text}"
        yield f"{self.t('出处', 'Source')}：{self.rules.source.number} {criterion.clause}（{self.rules.reference}）"

    def criterion(self, criterion: Criterion) -> Iterator[str]:
        """Yield all about a clause."""
        yield from self.heading(criterion)
        for check in criterion.checks:
            yield ""
            yield from self.check(check)

    def check(self, check: Check) -> Iterator[str]:
        """Yield all about a sub-check."""
        yield f"{check.id} {check.title.to(self.lang)}［{self.kind(check)}］"
        yield f"{INDENT}{self.t('对应原文', 'Quoted words')}：“{check.quote}”"
        yield from self.facts(check.facts)
        if check.guard is not None and check.not_applicable_because is not None:
            needs = self.requirement(check.guard)
            yield f"{INDENT}{self.t('适用前提', 'Applies where')}：{needs}（{self.t('否则不适用', 'else not applicable')}：{check.not_applicable_because.to(self.lang)}）"
        if check.rule is not None:
            yield f"{INDENT}{self.t('达标要求', 'Met where')}：{self.requirement(check.rule)}"
        else:
            yield f"{INDENT}{self.t('由审核人判断，自评数据不决定结果', 'A reviewer decides; what is declared does not')}"
        if check.review is not None:
            yield f"{INDENT}{self.t('审核看什么', 'The reviewer looks at')}：{check.review.to(self.lang)}"
        yield f"{INDENT}{self.t('佐证材料', 'Evidence')}：{self.listed(check.evidence)}"
        yield f"{INDENT}{self.t('如何整改', 'To put right')}：{check.remedy.to(self.lang)}"
        yield f"{INDENT}{self.t('由谁办', 'Who')}：{BODIES[check.depends_on].to(self.lang)}"
        keys = dict.fromkeys((*readings_of(check.guard), *readings_of(check.rule)))
        for reading in self.rules.readings:
            if reading.key in keys:
                yield f"{INDENT}{self.t('口径', 'Reading')} {reading.key}：{self.values(reading)}"

    def facts(self, paths: tuple[str, ...]) -> Iterator[str]:
        """Yield the facts that decide a sub-check or are shown with it."""
        for path in paths:
            field = self.vocabulary.by_path[path]
            yield f"{INDENT}{self.t('事实', 'Fact')} {path}：{field.full_label.to(self.lang)}"

    def type_rule(self, rule: TypeRule) -> Iterator[str]:
        """Yield all about a rule by type."""
        types = self.vocabulary.by_path["organization.type"].options
        advisory = self.t("（提示性，不能使任何组织不达标）", " (advisory)") if rule.advisory else ""
        yield f"{rule.id} {rule.title.to(self.lang)}{advisory}"
        yield f"{self.t('原文', 'Words')}：{rule.text}"
        yield f"{self.t('出处', 'Source')}：{self.rules.source.number} {rule.clause}（{self.rules.reference}）"
        yield f"{self.t('适用类型', 'Concerns')}：{self.listed([types[name] for name in rule.scope])}"
        needs = self.requirement(rule.rule)
        yield f"{self.t('要求', 'Met where')}：{needs or self.t('由审核人判断', 'a reviewer decides')}"
        yield f"{self.t('如何整改', 'To put right')}：{rule.remedy.to(self.lang)}"
        yield self.t(
            "按类型的要求只作报告，不计入条款", "Rules by type are reported and never counted among the clauses"
        )

    def requirement(self, condition: Condition) -> str:
        """Return a condition in words."""
        return self.describer.describe(condition).to(self.lang)

    def listed(self, texts: Sequence[Text]) -> str:
        """Return texts as a list."""
        return self.t("、", ", ").join(text.to(self.lang) for text in texts)
