"""Condition nodes of a rule-set file to conditions, refusing with file and line all that does not fit the vocabulary."""

from collections.abc import Mapping
from typing import get_args

from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode
from certify.problems import Problem, excerpt
from certify.rules.conditions import (
    AllOf,
    AnyOf,
    ByReading,
    Choose,
    Condition,
    Decision,
    Each,
    FactValue,
    Fixed,
    Operand,
    Operator,
    Ratio,
    Some,
    SumOf,
    Test,
    facts_of,
)
from certify.rules.files import plain
from certify.rules.vocabulary import Field, FieldType, Vocabulary
from certify.spelling import nearest

# What a date may lie in: the period, or the calendar year of the as-of date.
SPANS = ("period", "year")
OPERATORS: Mapping[Operator, tuple[FieldType, ...]] = {
    "is": ("bool", "enum"),
    "one_of": ("enum",),
    "given": ("text", "doc", "date", "record"),
    "stated": ("text", "bool", "int", "decimal", "date", "enum", "doc"),
    "at_least": ("int", "decimal", "date"),
    "more_than": ("int", "decimal"),
    "equals": ("int",),
    "same_text_as": ("text", "doc"),
    "includes": ("set",),
    "count_at_least": ("set",),
    "within": ("date",),
}
DECISIONS: tuple[Decision, ...] = get_args(Decision)
_FORMS = ("fact", "all_of", "any_of", "some", "each", "choose", "ratio", "reading")
_WHOLE = 100
_NOWHERE = Fixed("not_met")


class ConditionParser:
    """Parses the conditions of one document; `problems` collects every mistake."""

    def __init__(self, document: Document, vocabulary: Vocabulary, readings: Mapping[str, tuple[str, ...]]) -> None:
        """Take the words that conditions may use: the facts, and the readings with their values."""
        self.document = document
        self.vocabulary = vocabulary
        self.readings = readings
        self.problems: list[Problem] = []

    def parse(self, node: Node | None, scope: str = "") -> Condition:
        """Parse a condition; `scope` is the list whose records it looks at, empty at the top."""
        if isinstance(node, Scalar) and node.text in DECISIONS:
            return Fixed(node.text)
        if not isinstance(node, MappingNode):
            return self._fault(node, "condition_form", found=node.text if isinstance(node, Scalar) else "")
        form = next((key for key in _FORMS if key in node.entries), "")
        match form:
            case "fact":
                return self._test(node, scope)
            case "all_of" | "any_of":
                self._only(node, form)
                parts = tuple(self.parse(part, scope) for part in self._list(node, form))
                return AllOf(parts) if form == "all_of" else AnyOf(parts)
            case "some" | "each":
                return self._quantified(node, form, scope)
            case "choose":
                return self._choose(node, scope)
            case "ratio":
                return self._ratio(node, scope)
            case "reading":
                return self._by_reading(node, scope)
            case _:
                return self._fault(node, "condition_form", found=", ".join(node.entries))

    def _test(self, node: MappingNode, scope: str) -> Condition:
        field = self._fact(_value(node, "fact"), scope)
        operators = [key for key in node.entries if key != "fact"]
        if len(operators) != 1 or operators[0] not in OPERATORS:
            near = nearest(operators[0], OPERATORS) if operators else ""
            return self._fault(node, "condition_operator", found=", ".join(operators), suggestion=near)
        operator: Operator = operators[0]  # type: ignore[assignment]
        if field is None:
            return _NOWHERE
        operand_node = _value(node, operator)
        if field.type not in OPERATORS[operator] or (field.type == "record" and not field.none_allowed):
            return self._fault(operand_node, "condition_operator_type", operator=operator, type=field.type)
        operand = self._operand(operand_node, operator, field, scope)
        return _NOWHERE if operand is None else Test(field.path, operator, operand)

    def _operand(self, node: Node | None, operator: Operator, field: Field, scope: str) -> Operand | None:
        match operator:
            case "given" | "stated":
                return self._typed(node, bool)
            case "is" if field.type == "bool":
                return self._typed(node, bool)
            case "is":
                return self._choice(node, field)
            case "one_of" | "includes":
                items = node.items if isinstance(node, SequenceNode) else []
                if not items:
                    self._fault(node, "condition_operand", wanted="[…]")
                choices = [self._choice(item, field) for item in items]
                return tuple(choice for choice in choices if choice is not None)
            case "within":
                return (
                    node.text if isinstance(node, Scalar) and node.text in SPANS else self._bad(node, ", ".join(SPANS))
                )
            case "equals" | "same_text_as":
                return self._reference(node, field, scope) if isinstance(node, MappingNode) else self._bad(node, "fact")
            case "at_least" | "more_than" | "count_at_least":
                if isinstance(node, MappingNode) and operator == "at_least":
                    return self._reference(node, field, scope)
                return self._typed(node, int) if field.type != "date" else self._bad(node, "fact")

    def _reference(self, node: MappingNode, field: Field, scope: str) -> Operand | None:
        if "sum" in node.entries and field.type == "int":
            self._only(node, "sum")
            return SumOf(tuple(self._numbers(node, "sum", scope)))
        self._only(node, "fact")
        other = self._fact(_value(node, "fact"), scope)
        if other is None:
            return None
        texts = ("text", "doc")
        if other.type != field.type and not (other.type in texts and field.type in texts):
            self._fault(node, "condition_types_differ", one=field.type, other=other.type)
            return None
        return FactValue(other.path)

    def _quantified(self, node: MappingNode, form: str, scope: str) -> Condition:
        self._only(node, form, "where", "satisfies")
        field = self._fact(_value(node, form), scope)
        if field is None:
            return _NOWHERE
        if field.type != "records":
            return self._fault(_value(node, form), "condition_not_a_list", found=field.path)
        where = self._where(node, field)
        below = _value(node, "satisfies")
        satisfies = None if below is None else self.parse(below, field.path)
        if form == "some":
            return Some(field.path, where, satisfies)
        return (
            self._fault(node, "condition_form", found=form) if satisfies is None else Each(field.path, where, satisfies)
        )

    def _where(self, node: MappingNode, field: Field) -> Condition | None:
        """Parse what picks the records: it may ask only what every record answers, so that it is always decided."""
        below = _value(node, "where")
        if below is None:
            return None
        parser = ConditionParser(self.document, self.vocabulary, self.readings)
        where = parser.parse(below, field.path)
        self.problems += parser.problems
        for path in facts_of(where):
            if not self.vocabulary.by_path[path].required:
                self._fault(below, "condition_where_optional", found=path)
        return where

    def _choose(self, node: MappingNode, scope: str) -> Condition:
        self._only(node, "choose")
        entries = self._list(node, "choose")
        branches: list[tuple[Condition, Condition]] = []
        for entry in entries[:-1]:
            if not isinstance(entry, MappingNode) or set(entry.entries) != {"when", "then"}:
                return self._fault(entry, "condition_choose")
            branches.append((self.parse(_value(entry, "when"), scope), self.parse(_value(entry, "then"), scope)))
        last = entries[-1] if entries else None
        if not isinstance(last, MappingNode) or set(last.entries) != {"otherwise"} or not branches:
            return self._fault(last or node, "condition_choose")
        return Choose(tuple(branches), self.parse(_value(last, "otherwise"), scope))

    def _ratio(self, node: MappingNode, scope: str) -> Condition:
        self._only(node, "ratio", "at_least_percent", "when_none")
        inner = _value(node, "ratio")
        if not isinstance(inner, MappingNode):
            return self._fault(inner or node, "condition_form", found="ratio")
        self._only(inner, "of", "among")
        percent = self._typed(_value(node, "at_least_percent"), int)
        none = self.parse(_value(node, "when_none"), scope)
        if percent is None or not 0 <= percent <= _WHOLE or not isinstance(none, Fixed):
            return self._fault(node, "condition_operand", wanted="at_least_percent, when_none")
        of = tuple(self._numbers(inner, "of", scope))
        among = tuple(self._numbers(inner, "among", scope))
        return Ratio(of, among, percent, none.outcome)

    def _by_reading(self, node: MappingNode, scope: str) -> Condition:
        self._only(node, "reading", "cases")
        key = _value(node, "reading")
        name = key.text if isinstance(key, Scalar) else ""
        cases = _value(node, "cases")
        if name not in self.readings or not isinstance(cases, MappingNode):
            near = nearest(name, self.readings)
            return self._fault(key or node, "condition_no_reading", found=name, suggestion=near)
        values = self.readings[name]
        if set(cases.entries) != set(values):
            return self._fault(
                cases, "condition_reading_cases", found=", ".join(cases.entries), wanted=", ".join(values)
            )
        return ByReading(name, {value: self.parse(cases.entries[value][1], scope) for value in values})

    def _fact(self, node: Node | None, scope: str) -> Field | None:
        path = node.text if isinstance(node, Scalar) else ""
        field = self.vocabulary.by_path.get(path)
        if field is None:
            near = nearest(path, self.vocabulary.by_path)
            self._fault(node, "condition_no_fact", found=path, suggestion=near)
            return None
        if self.vocabulary.records_above(path) not in ("", scope):
            self._fault(node, "condition_scope", found=path, list=self.vocabulary.records_above(path))
            return None
        return field

    def _numbers(self, node: MappingNode, key: str, scope: str) -> list[str]:
        found: list[str] = []
        for item in self._list(node, key):
            field = self._fact(item, scope)
            if field is not None and field.type != "int":
                self._fault(item, "condition_operator_type", operator=key, type=field.type)
            elif field is not None:
                found.append(field.path)
        return found

    def _choice(self, node: Node | None, field: Field) -> str | None:
        text = node.text if isinstance(node, Scalar) else ""
        if text in field.options:
            return text
        near = nearest(text, field.options)
        self._fault(node, "condition_no_choice", found=text, suggestion=near, accepted=tuple(field.options))
        return None

    def _typed(self, node: Node | None, kind: type[bool] | type[int]) -> bool | int | None:
        value = plain(node)
        if type(value) is kind:
            return value
        self._fault(node, "condition_operand", wanted="true, false" if kind is bool else "0, 1, 2 …")
        return None

    def _bad(self, node: Node | None, wanted: str) -> Operand | None:
        self._fault(node, "condition_operand", wanted=wanted)
        return None

    def _list(self, node: MappingNode, key: str) -> list[Node]:
        below = _value(node, key)
        if isinstance(below, SequenceNode) and below.items:
            return below.items
        self._fault(below or node, "condition_operand", wanted="[…]")
        return []

    def _only(self, node: MappingNode, *allowed: str) -> None:
        for key, (scalar, _) in node.entries.items():
            if key not in allowed:
                self._fault(scalar, "condition_extra", found=key, accepted=allowed)

    def _fault(self, node: Node | None, code: str, **params: object) -> Condition:
        shown = {name: excerpt(value) if isinstance(value, str) else value for name, value in params.items()}
        self.problems.append(Problem("error", code, self.document.place(node), params=shown))
        return _NOWHERE


def _value(node: MappingNode, key: str) -> Node | None:
    entry = node.entries.get(key)
    return None if entry is None else entry[1]
