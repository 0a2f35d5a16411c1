"""A fact of the vocabulary explained: what it is, how it is written, and which rules use it."""

from collections.abc import Iterable, Iterator

from certify.judging.uses import facts_deciding
from certify.language import Lang, Text
from certify.reporting.rules.report import named
from certify.reporting.rules.shapes import FactShape, NamedShape, UseShape
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import Field, FieldType, Vocabulary

COMPUTED = Text("由程序从其他事实计算，不用填写", "worked out from other facts, never filled in")
TYPES: dict[FieldType, Text] = {
    "text": Text("文字", "text"),
    "bool": Text("是或否（true、false）", "yes or no (true, false)"),
    "int": Text("0 或正整数", "0 or a whole number"),
    "decimal": Text("0 或正数", "0 or a number"),
    "date": Text("日期，如 2025-08-20", "a date such as 2025-08-20"),
    "enum": Text("选一项", "one of the choices"),
    "doc": Text("文件名称或文号，没有就填 false", "the title or number of a document, or false for none"),
    "set": Text("列表，可选多项，没有就写 []", "a list of choices, or [] for none"),
    "record": Text("一组字段", "a group of fields"),
    "records": Text("列表，一条一组字段，没有就写 []", "a list of groups of fields, or [] for none"),
    "counts": Text("名称和数量", "names with counts"),
}


def fact_shape(field: Field, rulesets: Iterable[RuleSet], vocabulary: Vocabulary, lang: Lang) -> FactShape:
    """Return what a fact is, and its uses in the rule sets."""
    within = vocabulary.records_above(field.path)
    return FactShape(
        fact=field.path,
        label=field.full_label.to(lang),
        question=field.question.to(lang) if field.question else "",
        help=field.help.to(lang) if field.help else "",
        type=field.type,
        written_as=(COMPUTED if field in vocabulary.derived else TYPES[field.type]).to(lang),
        unit=field.unit.to(lang) if field.unit else "",
        example=field.example,
        required=field.required,
        options=named(field.options, lang),
        fields=[NamedShape(key=below.path, label=below.label.to(lang)) for below in field.fields],
        within=NamedShape(key=within, label=vocabulary.by_path[within].label.to(lang)) if within else None,
        used_by=[
            UseShape(ruleset=rules.reference, title=rules.title.to(lang), ids=ids)
            for rules in rulesets
            if (ids := list(_users(field, rules)))
        ],
    )


def _users(field: Field, rules: RuleSet) -> Iterator[str]:
    for check in rules.checks():
        if any(_touches(field, path) for path in (*facts_deciding(check), *check.shows)):
            yield check.id
    for rule in rules.type_rules:
        if any(_touches(field, path) for path in facts_deciding(rule)):
            yield rule.id


def _touches(field: Field, path: str) -> bool:
    """Return whether a rule that reads `path` reads the field, or something within it."""
    return path == field.path or path.startswith(f"{field.path}.")
