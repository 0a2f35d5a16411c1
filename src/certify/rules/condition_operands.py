"""What stands within the forms of conditions: facts, the operators that each takes, and the values they compare with."""

from collections.abc import Mapping
from typing import get_args

from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode
from certify.language import Text
from certify.problems import Problem, excerpt
from certify.rules.conditions import Condition, Decision, FactValue, Fixed, Operand, Operator, SumOf
from certify.rules.files import plain
from certify.rules.meant import meant
from certify.rules.model_faults import found_text
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
_WHOLE = 100
_LISTED = Text("列表，至少一项，如 [a, b]", "a list of at least one, for example [a, b]")
_PERCENT = Text("0 到 100 的整数，如 65", "a whole number from 0 to 100, for example 65")
_YES_NO = Text("true 或者 false，不加引号", "true or false, without quotes")
_COUNT = Text("0 或正整数，不加引号，如 1", "0 or a whole number without quotes, for example 1")
_FACT = Text("另一项事实，如 {fact: …}", "another fact, for example {fact: …}")
NOWHERE = Fixed("not_met")


def operators_of(field: Field) -> tuple[Operator, ...]:
    """Return the operators that a fact takes; what can be none takes some only where none is an answer."""
    if field.type == "record" and not field.none_allowed:
        return ()
    return tuple(operator for operator, types in OPERATORS.items() if field.type in types)


class OperandReader:
    """Reads facts and operands of one document; `problems` collects every mistake."""

    def __init__(self, document: Document, vocabulary: Vocabulary, readings: Mapping[str, tuple[str, ...]]) -> None:
        """Take the words that conditions may use: the facts, and the readings with their values."""
        self.document = document
        self.vocabulary = vocabulary
        self.readings = readings
        self.problems: list[Problem] = []

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
                    self._bad(node, _LISTED)
                choices = [self._choice(item, field) for item in items]
                return tuple(choice for choice in choices if choice is not None)
            case "within":
                return node.text if isinstance(node, Scalar) and node.text in SPANS else self._bad(node, SPANS)
            case "equals" | "same_text_as":
                return self._reference(node, field, scope) if isinstance(node, MappingNode) else self._bad(node, _FACT)
            case "at_least" | "more_than" | "count_at_least":
                if isinstance(node, MappingNode) and operator == "at_least":
                    return self._reference(node, field, scope)
                return self._typed(node, int) if field.type != "date" else self._bad(node, _FACT)

    def _reference(self, node: MappingNode, field: Field, scope: str) -> Operand | None:
        if "sum" in node.entries and field.type == "int":
            self._only(node, "sum")
            return SumOf(tuple(self._numbers(node, "sum", scope)))
        self._only(node, "fact")
        other = self._fact(value_of(node, "fact") or node, scope)
        if other is None:
            return None
        texts = ("text", "doc")
        if other.type != field.type and not (other.type in texts and field.type in texts):
            self._fault(node, "condition_types_differ", one=field.path, other=other.path)
            return None
        return FactValue(other.path)

    def _percent(self, node: MappingNode) -> int:
        below = value_of(node, "at_least_percent")
        value = plain(below)
        # A boolean is a number to Python.
        if type(value) is int and 0 <= value <= _WHOLE:
            return value
        self._bad(below or node, _PERCENT)
        return 0

    def _decision(self, node: MappingNode, key: str) -> Decision:
        below = value_of(node, key)
        text = below.text if isinstance(below, Scalar) else ""
        if text in DECISIONS:
            return text
        self._bad(below or node, DECISIONS, nearest(text, DECISIONS))
        return "not_met"

    def _fact(self, node: Node | None, scope: str) -> Field | None:
        path = node.text if isinstance(node, Scalar) else ""
        field = self.vocabulary.by_path.get(path)
        if field is None:
            self._fault(node, "condition_no_fact", found=path, suggestion=fact_meant(path, self.vocabulary))
            return None
        if self.vocabulary.records_above(path) not in ("", scope):
            self._fault(node, "condition_scope", found=path, list=self.vocabulary.records_above(path))
            return None
        return field

    def _lists(self) -> tuple[str, ...]:
        return tuple(path for path, field in self.vocabulary.by_path.items() if field.type == "records")

    def _numbers(self, node: MappingNode, key: str, scope: str) -> list[str]:
        found: list[str] = []
        for item in self._list(node, key):
            field = self._fact(item, scope)
            if field is not None and field.type != "int":
                self._fault(item, "condition_not_a_count", found=field.path)
            elif field is not None:
                found.append(field.path)
        return found

    def _choice(self, node: Node | None, field: Field) -> str | None:
        text = node.text if isinstance(node, Scalar) else ""
        if text in field.options:
            return text
        near = meant(text, field.options)
        self._fault(node, "condition_no_choice", found=text, suggestion=near, accepted=field.options)
        return None

    def _typed(self, node: Node | None, kind: type[bool] | type[int]) -> bool | int | None:
        value = plain(node)
        if type(value) is kind:
            return value
        self._bad(node, _YES_NO if kind is bool else _COUNT)
        return None

    def _bad(self, node: Node | None, wanted: Text | tuple[str, ...], near: str = "") -> Operand | None:
        self._fault(node, "condition_operand", found=found_text(node), wanted=wanted, suggestion=near)
        return None

    def _list(self, node: MappingNode, key: str) -> list[Node]:
        below = value_of(node, key)
        if isinstance(below, SequenceNode) and below.items:
            return below.items
        self._bad(below or node, _LISTED)
        return []

    def _only(self, node: MappingNode, *allowed: str) -> None:
        """Tell every key that does not belong to a form; one that is misspelt is read as the one that was meant."""
        for key, (scalar, below) in list(node.entries.items()):
            if key not in allowed:
                near = nearest(key, [one for one in allowed if one not in node.entries])
                self._fault(scalar, "condition_extra", found=key, suggestion=near, accepted=allowed)
                if near:
                    node.entries[near] = (scalar, below)

    def _fault(self, node: Node | None, code: str, **params: object) -> Condition:
        shown = {name: excerpt(value) if isinstance(value, str) else value for name, value in params.items()}
        self.problems.append(Problem("error", code, self.document.place(node), params=shown))
        return NOWHERE


def value_of(node: MappingNode, key: str) -> Node | None:
    """Return what stands below a key, nothing where it does not stand."""
    entry = node.entries.get(key)
    return None if entry is None else entry[1]


def fact_meant(path: str, vocabulary: Vocabulary) -> str:
    """Return the fact that a path, or the label of a fact, was meant for; empty where none is near."""
    near = nearest(path, vocabulary.by_path)
    return near or meant(path, {name: field.label for name, field in vocabulary.by_path.items()})
