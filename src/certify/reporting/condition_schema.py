"""The JSON Schema of conditions: each form with its keys, each fact with the operators and the values that it takes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from certify.language import Lang, Text
from certify.rules.condition_operands import operators_of
from certify.rules.conditions import Operator
from certify.rules.vocabulary import Field, FieldType, Vocabulary
from certify.wording import ruleset_keys as words

_CONDITION = {"$ref": "#/$defs/condition"}
_DECISION = {"$ref": "#/$defs/decision"}
_FLAG = {"type": "boolean"}
_COUNT = {"type": "integer", "minimum": 0}
_COUNTS = {"$ref": "#/$defs/counts"}
_OF_CHOICES = ("one_of", "includes")
# With what the fact of each type is compared where it is compared with another.
_ALIKE: Mapping[FieldType, tuple[FieldType, ...]] = {
    "int": ("int",),
    "decimal": ("decimal",),
    "date": ("date",),
    "text": ("text", "doc"),
    "doc": ("text", "doc"),
}


def worded(said: words.Words, lang: Lang) -> dict[str, Any]:
    """Return the title and the description of a part of a schema."""
    return {"title": said[0].to(lang), "description": said[1].to(lang)}


def constants(listed: Mapping[str, Text], lang: Lang) -> dict[str, Any]:
    """Return the schema of one of several words, each with what it means."""
    return {"oneOf": [{"const": key, "description": text.to(lang)} for key, text in listed.items()]}


def condition_schemas(vocabulary: Vocabulary, lang: Lang) -> dict[str, Any]:
    """Return the definitions that conditions are made of; `condition` is any of them, `fact` any path."""
    return _Writer(vocabulary, lang).definitions()


class _Writer:
    def __init__(self, vocabulary: Vocabulary, lang: Lang) -> None:
        self.fields = list(vocabulary.by_path.values())
        self.lang = lang

    def definitions(self) -> dict[str, Any]:
        forms = {"fact": self.test(), **self.groups(), **self.quantified(), **self.others()}
        condition = {
            **worded(words.CONDITION, self.lang),
            "anyOf": [_DECISION, *({"$ref": f"#/$defs/{name}_condition"} for name in forms)],
        }
        return {
            "condition": condition,
            "decision": constants(words.DECISIONS, self.lang),
            **{f"{name}_condition": {**worded(words.FORMS[name], self.lang), **form} for name, form in forms.items()},
            "fact": self.facts(self.fields),
            "counts": {"type": "array", "minItems": 1, "items": self.facts(self.of_types("int"))},
        }

    def part(self, name: str, shape: Mapping[str, Any]) -> dict[str, Any]:
        return {"description": words.PARTS[name].to(self.lang), **shape}

    def groups(self) -> dict[str, Any]:
        listed = {"type": "array", "minItems": 1, "items": _CONDITION}
        return {name: _object({name: listed}, (name,)) for name in ("all_of", "any_of")}

    def quantified(self) -> dict[str, Any]:
        inner = {name: self.part(name, _CONDITION) for name in ("where", "satisfies")}
        lists = self.facts(self.of_types("records"))
        return {
            "some": _object({"some": lists, **inner}, ("some",)),
            "each": _object({"each": lists, **inner}, ("each", "satisfies")),
        }

    def others(self) -> dict[str, Any]:
        branch = _object({name: self.part(name, _CONDITION) for name in ("when", "then")}, ("when", "then"))
        last = _object({"otherwise": self.part("otherwise", _CONDITION)}, ("otherwise",))
        choose = {
            "type": "array",
            "minItems": 2,
            "items": {"anyOf": [branch, last]},
            "contains": {"required": ["otherwise"]},
            "maxContains": 1,
        }
        ratio = _object({name: self.part(name, _COUNTS) for name in ("of", "among")}, ("of", "among"))
        percent = self.part("at_least_percent", {"type": "integer", "minimum": 0, "maximum": 100})
        none = self.part("when_none", _DECISION)
        cases = self.part("cases", {"type": "object", "minProperties": 1, "additionalProperties": _CONDITION})
        share = {"ratio": ratio, "at_least_percent": percent, "when_none": none}
        return {
            "choose": _object({"choose": choose}, ("choose",)),
            "ratio": _object(share, tuple(share)),
            "reading": _object({"reading": {"type": "string"}, "cases": cases}, ("reading", "cases")),
        }

    def test(self) -> dict[str, Any]:
        """Return the schema of a fact against a value: the fact decides which operators and which values there are."""
        operators = {name: {"description": words.OPERATORS[name].to(self.lang)} for name in get_args(Operator)}
        return {
            **_object({"fact": {"$ref": "#/$defs/fact"}, **operators}, ("fact",)),
            "minProperties": 2,
            "maxProperties": 2,
            "allOf": list(self.kinds()),
        }

    def kinds(self) -> Iterator[dict[str, Any]]:
        """Yield, for the facts that take the same operators and values, what may stand beside them."""
        alike: dict[tuple[object, ...], list[Field]] = {}
        for field in self.fields:
            takes_none = field.type == "record" and field.none_allowed
            alike.setdefault((field.type, takes_none, *field.options), []).append(field)
        for fields in alike.values():
            operands = self.operands(fields[0])
            yield {
                "if": {"properties": {"fact": {"enum": [field.path for field in fields]}}, "required": ["fact"]},
                "then": {"propertyNames": {"enum": ["fact", *operands]}, "properties": operands},
            }

    def operands(self, field: Field) -> dict[str, Any]:
        # The choices of an open list are not known here.
        named = [name for name in operators_of(field) if field.options or name not in _OF_CHOICES]
        return {name: self.operand(name, field) for name in named}

    def operand(self, operator: Operator, field: Field) -> dict[str, Any]:
        match operator:
            case "given" | "stated":
                return _FLAG
            case "is" if field.type == "bool":
                return _FLAG
            case "is":
                return constants(field.options, self.lang)
            case "one_of" | "includes":
                return {"type": "array", "minItems": 1, "items": constants(field.options, self.lang)}
            case "within":
                return constants(words.SPANS, self.lang)
            case "equals" | "same_text_as":
                return self.reference(field)
            case "more_than" | "count_at_least":
                return _COUNT
            case "at_least" if field.type == "date":
                return self.reference(field)
            case "at_least":
                total = _object({"sum": self.part("sum", _COUNTS)}, ("sum",))
                return {"anyOf": [_COUNT, self.reference(field), *([total] if field.type == "int" else [])]}

    def reference(self, field: Field) -> dict[str, Any]:
        """Return the schema of another fact to compare with."""
        return _object({"fact": self.facts(self.of_types(*_ALIKE[field.type]))}, ("fact",))

    def of_types(self, *types: FieldType) -> list[Field]:
        return [field for field in self.fields if field.type in types]

    def facts(self, fields: Iterable[Field]) -> dict[str, Any]:
        """Return the schema of one of several facts; editors show `enumDescriptions`, validators pass over them."""
        listed = list(fields)
        return {
            **worded(words.FACT, self.lang),
            "enum": [field.path for field in listed],
            "enumDescriptions": [field.full_label.to(self.lang) for field in listed],
        }


def _object(properties: Mapping[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }
