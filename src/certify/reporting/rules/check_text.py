"""A sub-check explained in a terminal: what it wants and why, its readings, its cases."""

from certify.language import Text, joined
from certify.reporting.rules.phrases import changed, listed, outcomes, state
from certify.reporting.rules.shapes import CheckShape, LineShape, ReadingShape, ReadingValueShape, UsedFactShape
from certify.reporting.rules.teller import INDENT, Teller
from certify.wording import explaining as words
from certify.wording.terms import VERDICTS, marks


def tell_check(check: CheckShape, teller: Teller) -> None:
    """Print all about a sub-check."""
    lang = teller.lang
    teller.head(f"{check.id} {check.title}{teller.t('［', ' [')}{check.kind_label}{teller.t('］', ']')}")
    teller.told(words.QUOTE, f"“{check.quote}”")
    teller.told(words.SCOPE, listed(check.scope, lang))
    teller.told(words.ADVISORY, check.advisory)
    teller.told(words.PREMISE, check.premise)
    teller.told(words.NOT_APPLICABLE, check.not_applicable_because)
    tell_rule(words.RULE, check.rule or words.BY_PERSON.to(lang), check.rule_lines, teller, INDENT)
    teller.told(words.DECLARED_OUTCOMES if check.declared_only else words.OUTCOMES, outcomes(check, lang))
    tell_facts(check.facts, teller, INDENT)
    for flag in check.flags:
        where = f"{words.SHOWN_WHERE.to(lang)}{teller.colon}{flag.when}"
        teller.told(words.FLAG, f"{flag.text}{teller.t(f'（{where}）', f' ({where})')}")
    teller.told(words.EVIDENCE, joined(check.evidence, lang))
    teller.told(words.REVIEW, check.review)
    teller.told(words.REMEDY, check.remedy)
    teller.told(words.WHO, check.depends_on_label)
    for reading in check.readings:
        _reading(reading, teller)
    _examples(check, teller)


def tell_rule(label: Text, sentence: str, lines: list[LineShape], teller: Teller, indent: int) -> None:
    """Print a rule: a nested one as a list, any other as a sentence."""
    if not lines:
        teller.told(label, sentence, indent)
        return
    teller.markup(f"[dim]{label.to(teller.lang)}{teller.colon}[/dim]", indent)
    for line in lines:
        teller.say(f"- {line.text}", indent + INDENT + 2 * line.depth)


def tell_facts(facts: list[UsedFactShape], teller: Teller, indent: int) -> None:
    """Print the facts of a rule, those of each role below its name."""
    for role, label in words.ROLES.items():
        of_role = [fact for fact in facts if fact.role == role]
        if of_role:
            teller.markup(f"[dim]{label.to(teller.lang)}{teller.colon}[/dim]", indent)
        for fact in of_role:
            teller.say(f"{fact.fact}  {fact.label}", indent + INDENT)


def _reading(reading: ReadingShape, teller: Teller) -> None:
    aside = teller.t(f"（{words.COMPARED.zh}）", f" ({words.COMPARED.en})") if reading.compared else ""
    teller.told(words.READING, f"{reading.key} {reading.title}{aside}")
    for value in reading.values:
        tell_value(value, teller)


def tell_value(value: ReadingValueShape, teller: Teller, *, whole: bool = False) -> None:
    """Print a value of a reading with what it makes of a rule; that in force only where the `whole` is told."""
    lang = teller.lang
    mark = state(value, lang)
    aside = teller.t(f"（{mark}）", f" ({mark})") if mark else ""
    teller.say(f"{value.value}{aside}{teller.colon}{value.label}", INDENT * 2)
    if value.computed and (whole or not value.in_force):
        label = words.RULE if value.in_force else words.INSTEAD
        tell_rule(label, value.rule or words.BY_PERSON.to(lang), value.rule_lines, teller, INDENT * 3)
    teller.told(words.NOT_APPLICABLE, value.not_applicable_because, INDENT * 3)
    if value.effect is not None:
        teller.told(words.FOR_INSTANCE, changed(value.effect, lang), INDENT * 3)


def _examples(check: CheckShape, teller: Teller) -> None:
    if not check.examples:
        return
    teller.markup(f"[dim]{words.EXAMPLES.to(teller.lang)}{teller.colon}[/dim]", INDENT)
    for example in check.examples:
        mark = marks(teller.lang)[example.outcome]
        outcome = VERDICTS[example.outcome].to(teller.lang)
        teller.say(f"{mark} {outcome}{teller.colon}{example.name}", INDENT * 2)
        if example.facts:
            teller.verbatim(example.facts, INDENT * 3)
        else:
            teller.say(words.NOTHING_GIVEN.to(teller.lang), INDENT * 3)
