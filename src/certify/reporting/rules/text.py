"""Rule sets for a terminal: what was asked about, one rule set as a whole, the list of them."""

from rich.console import Console

from certify.language import Lang, joined
from certify.reporting.rules.check_text import tell_check, tell_facts, tell_rule, tell_value
from certify.reporting.rules.explained import with_cases
from certify.reporting.rules.phrases import citation, counted, document, in_force, listed, named, state
from certify.reporting.rules.shapes import (
    CheckShape,
    CriterionShape,
    DutyShape,
    ExplainReport,
    FactShape,
    FoundShape,
    HeadShape,
    ReadingShape,
    RetiredShape,
    RulesListReport,
    RulesReport,
    TypeRuleShape,
)
from certify.reporting.rules.teller import Teller
from certify.reporting.rules.tiers import by_tier
from certify.reporting.terminal import WIDTH, printed
from certify.wording import explaining as words
from certify.wording.tasks import HORIZON
from certify.wording.terms import marks

# So many types of organizations are named in an overview.
MOST_TYPES = 2


def explain_text(report: ExplainReport, lang: Lang, *, colour: bool = False, width: int = WIDTH) -> str:
    """Return everything that was found, one after the other."""

    def write(console: Console) -> None:
        teller = Teller(console, lang)
        for number, found in enumerate(report.found):
            if number:
                teller.gap()
            _found(found, teller)
        _listed(report, teller)
        if with_cases(report):
            teller.gap()
            teller.say(words.CASE_HEADER.to(lang))

    return printed(write, colour=colour, width=width)


def rules_text(report: RulesReport, lang: Lang, *, colour: bool = False, width: int = WIDTH) -> str:
    """Return a rule set as an overview: its clauses with their sub-checks, the rules by type, the readings."""
    return printed(lambda console: _overview(report, Teller(console, lang)), colour=colour, width=width)


def list_text(report: RulesListReport, lang: Lang, *, colour: bool = False, width: int = WIDTH) -> str:
    """Return the list of rule sets."""

    def write(console: Console) -> None:
        teller = Teller(console, lang)
        for number, head in enumerate(report.rulesets):
            if number:
                teller.gap()
            _head(head, teller)

    return printed(write, colour=colour, width=width)


def _head(head: HeadShape, teller: Teller) -> None:
    lang = teller.lang
    draft = teller.t(f"（{words.DRAFT.zh}）", f" ({words.DRAFT.en})") if not head.issued else ""
    teller.head(f"{head.id}@{head.version}  {head.title}{draft}")
    teller.told(words.PURPOSE, head.purpose_label, 2)
    teller.told(words.DOCUMENT, document(head, lang), 2)
    teller.told(words.ISSUED_BY, f"{head.source.issued_by}{teller.t('，', ', ')}{head.source.issued_on}", 2)
    teller.told(words.SINCE, in_force(head, lang), 2)
    teller.told(words.COUNTED, counted(head, lang), 2)
    teller.told(words.DIGEST, head.digest, 2)


def _overview(report: RulesReport, teller: Teller) -> None:
    _head(report.ruleset, teller)
    for tier, dimensions in by_tier(report):
        teller.gap()
        teller.head(tier)
        for criterion in (one for _, criteria in dimensions for one in criteria):
            _clause(criterion, teller)
    if report.type_rules:
        teller.gap()
        teller.head(words.TYPE_RULES.to(teller.lang))
        for rule in report.type_rules:
            teller.say(f"{rule.id} {rule.clause} {rule.title}", 2)
    if report.readings:
        teller.gap()
        teller.head(words.READINGS.to(teller.lang))
        for reading in report.readings:
            values = [f"{one.value}{teller.t('（', ' (')}{one.label}{teller.t('）', ')')}" for one in reading.values]
            teller.say(f"{reading.key} {reading.title}{teller.colon}{teller.t('；', '; ').join(values)}", 2)
    if report.retired:
        teller.gap()
        teller.head(words.RETIRED.to(teller.lang))
        for entry in report.retired:
            teller.say(f"{entry.id} {entry.title}{teller.colon}{entry.because}", 2)


def _clause(one: CriterionShape, teller: Teller) -> None:
    teller.say(f"{one.id} {one.clause} {one.text}", 2)
    for check in one.checks:
        advisory = teller.t("，提示", ", advice") if check.advisory else ""
        teller.say(
            f"{check.id} {check.title}{teller.t('［', ' [')}{check.kind_label}{advisory}{teller.t('］', ']')}"
            + _types(check, teller),
            6,
        )


def _types(check: CheckShape, teller: Teller) -> str:
    """Return for which types a sub-check is; many are only counted."""
    count = len(check.scope)
    if not count:
        return ""
    said = listed(check.scope, teller.lang)
    zh, en = (f" {count} 类组织", f"{count} types") if count > MOST_TYPES else (said, said)
    return teller.t(f"（只涉及{zh}）", f" (only {en})")


def _found(found: FoundShape, teller: Teller) -> None:
    head = found.ruleset
    if found.fact is not None:
        _fact(found.fact, teller)
    if found.duty is not None:
        _duty(found.duty, teller)
    if head is None:
        return
    if found.criterion is not None:
        _criterion(found.criterion, head, teller)
    if found.type_rule is not None:
        _type_rule(found.type_rule, head, teller)
    if found.reading is not None:
        _reading(found.reading, head, teller)
    if found.retired is not None:
        _retired(found.retired, head, teller)


def _criterion(one: CriterionShape, head: HeadShape, teller: Teller) -> None:
    aside = f"{one.tier_label} · {one.dimension_label}"
    teller.head(f"{one.id} {one.title}{teller.t(f'（{aside}）', f' ({aside})')}")
    teller.told(words.WORDS, one.text, 0)
    teller.told(words.CITATION, citation(head, one.clause, teller.lang), 0)
    teller.told(words.PURPOSE, head.purpose_label, 0)
    teller.told(words.READ_AS, one.note, 0)
    for check in one.checks:
        teller.gap()
        tell_check(check, teller)


def _type_rule(one: TypeRuleShape, head: HeadShape, teller: Teller) -> None:
    teller.head(f"{one.id} {one.title}")
    teller.told(words.WORDS, one.text, 0)
    teller.told(words.CITATION, citation(head, one.clause, teller.lang), 0)
    teller.told(words.SCOPE, listed(one.scope, teller.lang), 0)
    tell_rule(words.RULE, one.rule, one.rule_lines, teller, 0)
    tell_facts(one.facts, teller, 0)
    teller.told(words.REMEDY, one.remedy, 0)
    teller.told(words.WHO, one.depends_on_label, 0)
    if one.advisory:
        teller.say(words.ADVISORY.to(teller.lang))
    teller.say(words.TYPE_RULE.to(teller.lang))


def _reading(one: ReadingShape, head: HeadShape, teller: Teller) -> None:
    teller.head(f"{one.key} {one.title}")
    teller.told(words.RULESET, f"{named(head, teller.lang)} {head.title}")
    for value in one.values:
        mark = state(value, teller.lang)
        aside = teller.t(f"（{mark}）", f" ({mark})") if mark else ""
        teller.told(words.VALUE, f"{value.value}{aside} {value.label}")
    if one.compared:
        teller.say(words.COMPARED.to(teller.lang), 4)
    teller.told(words.USED_BY, joined(one.used_by, teller.lang) or words.NOBODY.to(teller.lang))
    for rule in one.read_by:
        teller.gap()
        teller.head(f"{rule.id} {rule.title}", 4)
        for value in rule.values:
            tell_value(value, teller, whole=True)


def _duty(one: DutyShape, teller: Teller) -> None:
    teller.head(f"{one.id} {one.title}")
    teller.told(words.DOCUMENT, f"{one.document.key} {one.document.label}")
    teller.told(words.WORDS, one.text)
    teller.told(words.CITATION, one.citation)
    teller.told(words.OWNERS, one.owners)
    teller.told(words.THAT_IS, joined(one.bodies, teller.lang))
    teller.told(words.DEADLINE, one.deadline)
    teller.told(words.YEARLY, one.yearly)
    for note in one.notes:
        teller.told(words.NOTE, note)
    teller.told(HORIZON, one.horizon)


def _listed(report: ExplainReport, teller: Teller) -> None:
    """Print the ids that may be meant."""
    if not report.listed:
        return
    teller.head(f"{words.LISTED.to(teller.lang)}{teller.colon}{report.asked}")
    for one in report.listed:
        teller.say(f"{one.id} {one.label}{teller.t(f'（{one.where}）', f' ({one.where})') if one.where else ''}", 2)
    teller.say(words.ASK_AGAIN.to(teller.lang))


def _retired(one: RetiredShape, head: HeadShape, teller: Teller) -> None:
    mark = words.RETIRED.to(teller.lang)
    teller.head(f"{marks(teller.lang)['not_applicable']} {one.id} {one.title}{teller.t(f'（{mark}）', f' ({mark})')}")
    teller.told(words.WORDS, one.text)
    teller.told(words.CITATION, citation(head, one.clause, teller.lang))
    teller.told(words.UNTIL, one.until)
    teller.told(words.BECAUSE, one.because)
    teller.told(words.REPLACED_BY, joined(one.replaced_by, teller.lang) or words.NOTHING.to(teller.lang))


def _fact(one: FactShape, teller: Teller) -> None:
    teller.head(f"{one.fact} {one.label}")
    teller.told(words.QUESTION, one.question)
    teller.told(words.HELP, one.help)
    teller.told(words.WRITTEN_AS, one.written_as)
    teller.told(words.UNIT, one.unit)
    teller.told(words.EXAMPLE, one.example)
    teller.told(words.REQUIRED, words.YES.to(teller.lang) if one.required else "")
    for option in one.options:
        teller.told(words.OPTION, f"{option.key} {option.label}")
    for field in one.fields:
        teller.told(words.FIELD, f"{field.key} {field.label}")
    if one.within is not None:
        teller.told(words.WITHIN, f"{one.within.key} {one.within.label}")
    for use in one.used_by:
        teller.told(words.USED_BY, f"{use.ruleset}{teller.colon}{joined(use.ids, teller.lang)}")
    if not one.used_by:
        teller.told(words.USED_BY, words.NOBODY.to(teller.lang))
