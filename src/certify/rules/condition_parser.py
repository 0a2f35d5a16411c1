"""Condition nodes of a rule-set file to conditions, refusing with file and line all that does not fit the vocabulary."""

from certify.documents.tree import MappingNode, Node, Scalar
from certify.language import Text
from certify.rules.condition_operands import DECISIONS, NOWHERE, OPERATORS, OperandReader, operators_of, value_of
from certify.rules.conditions import (
    AllOf,
    AnyOf,
    ByReading,
    Choose,
    Condition,
    Each,
    Fixed,
    Operator,
    Ratio,
    Some,
    Test,
    facts_of,
)
from certify.rules.model_faults import found_text
from certify.rules.vocabulary import Field
from certify.spelling import nearest

_FORMS = ("fact", "all_of", "any_of", "some", "each", "choose", "ratio", "reading")
_NOTHING = Text("什么也没有", "nothing")
_EACH = Text("each，没有 satisfies", "each without satisfies")


class ConditionParser(OperandReader):
    """Parses the conditions of one document; `problems` collects every mistake."""

    def parse(self, node: Node | None, scope: str = "") -> Condition:
        """Parse a condition; `scope` is the list whose records it looks at, empty at the top."""
        if isinstance(node, Scalar) and node.text in DECISIONS:
            return Fixed(node.text)
        if not isinstance(node, MappingNode):
            return self._unknown(node, [node.text] if isinstance(node, Scalar) else [])
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
                return self._unknown(node, list(node.entries))

    def _unknown(self, node: Node | None, words: list[str]) -> Condition:
        """Tell that words begin no form: the keys of a group, or what should be a fixed outcome."""
        close = ((word, nearest(word, (*_FORMS, *DECISIONS))) for word in words)
        # A slip rarely touches the first letter: none_of is none for any_of.
        near = next((one for word, one in close if one and one[0] == word[0].lower()), "")
        found = ", ".join(words) or found_text(node)
        return self._fault(node, "condition_form", found=found, suggestion=near)

    def _test(self, node: MappingNode, scope: str) -> Condition:
        field = self._fact(value_of(node, "fact"), scope)
        operators = [key for key in node.entries if key != "fact"]
        accepted = tuple(OPERATORS) if field is None else operators_of(field)
        said = ", ".join(operators) or _NOTHING
        if len(operators) > 1 and set(operators) <= set(OPERATORS):
            return self._fault(node, "condition_two_operators", found=said)
        if len(operators) != 1 or operators[0] not in OPERATORS:
            unknown = next((key for key in operators if key not in OPERATORS), "")
            near = nearest(unknown, OPERATORS)
            return self._fault(node, "condition_operator", found=said, suggestion=near, accepted=accepted)
        operator: Operator = operators[0]  # type: ignore[assignment]
        if field is None:
            return NOWHERE
        operand_node = value_of(node, operator)
        if operator not in accepted:
            return self._fault(
                operand_node, "condition_operator_type", operator=operator, type=field.type, accepted=accepted
            )
        operand = self._operand(operand_node, operator, field, scope)
        return NOWHERE if operand is None else Test(field.path, operator, operand)

    def _quantified(self, node: MappingNode, form: str, scope: str) -> Condition:
        self._only(node, form, "where", "satisfies")
        field = self._fact(value_of(node, form), scope)
        if field is None:
            return NOWHERE
        if field.type != "records":
            return self._fault(value_of(node, form), "condition_not_a_list", found=field.path, accepted=self._lists())
        where = self._where(node, field)
        below = value_of(node, "satisfies")
        satisfies = None if below is None else self.parse(below, field.path)
        if form == "some":
            return Some(field.path, where, satisfies)
        return (
            self._fault(node, "condition_form", found=_EACH)
            if satisfies is None
            else Each(field.path, where, satisfies)
        )

    def _where(self, node: MappingNode, field: Field) -> Condition | None:
        """Parse what picks the records: it may ask only what every record answers, so that it is always decided."""
        below = value_of(node, "where")
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
            if isinstance(entry, MappingNode) and set(entry.entries) == {"when", "then"}:
                branches.append(
                    (self.parse(value_of(entry, "when"), scope), self.parse(value_of(entry, "then"), scope))
                )
            else:
                self._fault(entry, "condition_choose")
        last = entries[-1] if entries else None
        if not isinstance(last, MappingNode) or set(last.entries) != {"otherwise"} or len(entries) == 1:
            return self._fault(last or node, "condition_choose")
        return Choose(tuple(branches), self.parse(value_of(last, "otherwise"), scope))

    def _ratio(self, node: MappingNode, scope: str) -> Condition:
        self._only(node, "ratio", "at_least_percent", "when_none")
        percent = self._percent(node)
        none = self._decision(node, "when_none")
        inner = value_of(node, "ratio")
        if not isinstance(inner, MappingNode):
            return self._fault(inner or node, "condition_form", found="ratio")
        self._only(inner, "of", "among")
        of = tuple(self._numbers(inner, "of", scope))
        return Ratio(of, tuple(self._numbers(inner, "among", scope)), percent, none)

    def _by_reading(self, node: MappingNode, scope: str) -> Condition:
        self._only(node, "reading", "cases")
        key = value_of(node, "reading")
        name = key.text if isinstance(key, Scalar) else ""
        values = self.readings.get(name)
        if values is None:
            self._fault(key or node, "condition_no_reading", found=name, suggestion=nearest(name, self.readings))
        cases = value_of(node, "cases")
        entries = cases.entries if isinstance(cases, MappingNode) else {}
        if not entries or (values is not None and set(entries) != set(values)):
            said = ", ".join(entries) or _NOTHING
            self._fault(cases or node, "condition_reading_cases", found=said, wanted=", ".join(values or ()))
        return ByReading(name, {value: self.parse(below, scope) for value, (_, below) in entries.items()})
