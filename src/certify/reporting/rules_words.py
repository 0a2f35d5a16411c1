"""What a rule set asks about: a fact, or a point that the source leaves open, explained with the sub-checks that use it."""

from collections.abc import Iterator

from certify.language import Lang, Text, joined
from certify.rules.conditions import facts_of, readings_of
from certify.rules.ruleset import Reading, RuleSet
from certify.rules.vocabulary import Field, FieldType, Vocabulary

INDENT = "    "
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


def fact_lines(field: Field, rules: RuleSet, vocabulary: Vocabulary, lang: Lang) -> Iterator[str]:
    """Yield what a fact is, how it is written, and the sub-checks and rules that use it."""
    yield f"{field.path} {field.full_label.to(lang)}"
    told = (
        (Text("问题", "Question"), field.question),
        (Text("说明", "Help"), field.help),
        (Text("填法", "Written as"), TYPES[field.type]),
        (Text("单位", "Unit"), field.unit),
        (Text("示例", "Example"), Text(field.example, field.example) if field.example else None),
        (Text("必填", "Required"), Text("是", "yes") if field.required else None),
    )
    yield from (_line(name, text.to(lang), lang) for name, text in told if text is not None)
    for key, label in field.options.items():
        yield _line(Text("选项", "Choice"), f"{key} {label.to(lang)}", lang)
    for below in field.fields:
        yield _line(Text("字段", "Field"), f"{below.path} {below.label.to(lang)}", lang)
    used = [check.id for check in rules.checks() if any(_touches(field, path) for path in check.facts)]
    used += [rule.id for rule in rules.type_rules if any(_touches(field, path) for path in facts_of(rule.rule))]
    yield _used(used, lang)
    above = vocabulary.records_above(field.path)
    if above:
        yield _line(Text("所在列表", "In the list"), f"{above} {vocabulary.by_path[above].label.to(lang)}", lang)


def reading_lines(reading: Reading, rules: RuleSet, lang: Lang) -> Iterator[str]:
    """Yield what a reading decides, the values it may have, and the sub-checks that depend on it."""
    yield f"{reading.key} {reading.title.to(lang)}"
    for value, label in reading.values.items():
        default = Text("（默认）", " (the default)").to(lang) if value == reading.default else ""
        yield _line(Text("取值", "Value"), f"{value}{default} {label.to(lang)}", lang)
    for value, label in reading.not_computed.items():
        yield _line(Text("无法由自评表计算", "Not computed"), f"{value} {label.to(lang)}", lang)
    yield _used(
        [check.id for check in rules.checks() if reading.key in (*readings_of(check.guard), *readings_of(check.rule))],
        lang,
    )


def _touches(field: Field, path: str) -> bool:
    """Return whether a rule that reads `path` reads the field, or something within it."""
    return path == field.path or path.startswith(f"{field.path}.")


def _used(names: list[str], lang: Lang) -> str:
    nobody = Text("没有子项用到", "no sub-check").to(lang)
    return _line(Text("用于", "Used by"), joined(names, lang) or nobody, lang)


def _line(name: Text, said: str, lang: Lang) -> str:
    return f"{INDENT}{name.to(lang)}{'：' if lang == 'zh' else ': '}{said}"
