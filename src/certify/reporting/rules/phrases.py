"""Phrases of the reports on rule sets that are put together from several parts."""

from certify.language import Lang, joined
from certify.reporting.rules.shapes import CheckShape, EffectShape, HeadShape, NamedShape, ReadingValueShape
from certify.wording import explaining as words
from certify.wording.terms import VERDICTS


def listed(entries: list[NamedShape], lang: Lang) -> str:
    """Return labels as a list."""
    return joined([entry.label for entry in entries], lang)


def counted(head: HeadShape, lang: Lang) -> str:
    """Return how much a rule set asks."""
    zh = f"{head.criteria} 条、{head.checks} 个子项、{head.readings} 个口径、{head.cases} 个判例"
    en = f"{head.criteria} clauses, {head.checks} sub-checks, {head.readings} readings, {head.cases} cases"
    if head.type_rules:
        zh += f"，另有 {head.type_rules} 条按组织类型的要求"
        en += f", and {head.type_rules} rules by type of organization"
    return zh if lang == "zh" else en


def in_force(head: HeadShape, lang: Lang) -> str:
    """Return since when, and until when, a rule set applies."""
    since, until = head.effective_since, head.effective_until
    if lang == "zh":
        return f"{since} 至 {until}" if until else f"{since} 起"
    return f"{since} to {until}" if until else f"since {since}"


def citation(head: HeadShape, clause: str, lang: Lang) -> str:
    """Return where a clause stands, and in which rule set."""
    reference = named(head, lang)
    said = f"{head.source.number} {clause}"
    return f"{said}（{reference}）" if lang == "zh" else f"{said} ({reference})"


def named(head: HeadShape, lang: Lang) -> str:
    """Return the id and the version of a rule set, and that it is a draft where it is one."""
    said = f"{head.id}@{head.version}"
    if head.issued:
        return said
    return f"{said}，{words.DRAFT.zh}" if lang == "zh" else f"{said}, {words.DRAFT.en}"


def document(head: HeadShape, lang: Lang) -> str:
    """Return the document of a rule set."""
    said = f"《{head.source.title}》"
    return f"{said}（{head.source.number}）" if lang == "zh" else f"{said} ({head.source.number})"


def outcomes(check: CheckShape, lang: Lang) -> str:
    """Return the verdicts that a sub-check can have, and what becomes of a met one that has to be confirmed."""
    said = joined([VERDICTS[name].to(lang) for name in check.outcomes], lang)
    if not check.declared_only:
        return said
    return f"{said}；{words.UNTIL_CONFIRMED.zh}" if lang == "zh" else f"{said}; {words.UNTIL_CONFIRMED.en}"


def state(value: ReadingValueShape, lang: Lang) -> str:
    """Return what a value of a reading is: the default, in force in its place, or none that can be chosen."""
    if not value.computed:
        return words.NOT_COMPUTED.to(lang)
    said = [words.DEFAULT] if value.default else []
    said += [words.IN_FORCE] if value.in_force and not value.default else []
    return joined([text.to(lang) for text in said], lang)


def changed(effect: EffectShape, lang: Lang) -> str:
    """Return what another value of a reading makes of a case."""
    before, after = VERDICTS[effect.in_force].to(lang), VERDICTS[effect.outcome].to(lang)
    if lang == "zh":
        return f"判例“{effect.name}”，按现用口径{before}，改用这一口径则{after}"
    return f"the case “{effect.name}” is {before} under the reading in force and {after} under this one"
