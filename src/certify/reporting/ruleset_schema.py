"""The JSON Schema of rule-set files, for editors: it completes and explains every key, the conditions included."""

from collections.abc import Mapping
from typing import Any

from certify.language import Lang, Text
from certify.reporting.condition_schema import condition_schemas, constants, worded
from certify.rules.ruleset_file import RuleSetFile
from certify.rules.vocabulary import TYPE_FACT, Vocabulary
from certify.wording import ruleset_keys as words
from certify.wording.purposes import PURPOSES
from certify.wording.terms import BODIES, KINDS

# What stands in keys of these names, wherever they are: one of a list, each with its words.
_LISTED: Mapping[str, Mapping[Any, Text]] = {
    "kind": {
        key: Text(f"{one.zh}：{words.KINDS[key].zh}", f"{one.en}: {words.KINDS[key].en}") for key, one in KINDS.items()
    },
    "purpose": PURPOSES,
    "depends_on": BODIES,
}
# What one key of a model asks of another.
_TOGETHER: Mapping[str, list[dict[str, Any]]] = {
    "CheckFile": [
        {
            "if": {"properties": {"kind": {"const": "judgement"}}, "required": ["kind"]},
            "then": {"not": {"required": ["rule"]}},
            "else": {"required": ["rule"]},
        },
        {"if": {"required": ["guard"]}, "then": {"required": ["not_applicable_because"]}},
    ],
}
_CONDITIONS = ("guard", "rule", "when")


def ruleset_schema(vocabulary: Vocabulary, lang: Lang) -> dict[str, Any]:
    """Return the schema of rule-set files over the facts of a vocabulary, explained in `lang`."""
    made = RuleSetFile.model_json_schema()
    shapes = {**made.pop("$defs"), RuleSetFile.__name__: made}
    told = {name: _model(name, shape, lang) for name, shape in shapes.items()}
    top = told.pop(RuleSetFile.__name__)
    types = constants(vocabulary.by_path[TYPE_FACT].options, lang)
    return {**top, "$defs": {**told, "type": types, **condition_schemas(vocabulary, lang)}}


def _model(name: str, shape: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    """Return the schema of one model with the words of its keys, in place of pydantic's own."""
    keys = words.KEYS[name]
    return {
        **worded(keys[""], lang),
        "type": "object",
        "properties": {key: _key(key, below, keys[key], lang) for key, below in shape["properties"].items()},
        "required": shape.get("required", []),
        "additionalProperties": False,
        **({"allOf": _TOGETHER[name]} if name in _TOGETHER else {}),
    }


def _key(name: str, below: Mapping[str, Any], said: words.Words, lang: Lang) -> dict[str, Any]:
    if name in _CONDITIONS:
        return {**worded(said, lang), "$ref": "#/$defs/condition"}
    if name in _LISTED:
        return {**worded(said, lang), **constants(_LISTED[name], lang)}
    shape = {key: value for key, value in _present(below).items() if key not in ("title", "description", "default")}
    if name == "scope":
        shape["items"] = {"$ref": "#/$defs/type"}
    if name == "shows":
        shape["items"] = {"$ref": "#/$defs/fact"}
    return {**worded(said, lang), **shape}


def _present(below: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what stands in a key that can be left out: nobody writes null."""
    options = [option for option in below.get("anyOf", []) if option != {"type": "null"}]
    return options[0] if len(options) == 1 else below
