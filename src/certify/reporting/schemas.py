"""JSON Schemas of what certify reads and writes, made from the vocabulary and the report shapes."""

from typing import Any

from certify.language import Lang
from certify.reading.forms import form_fields
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.coverage.shapes import CoverageReport
from certify.reporting.shapes import CheckReport, adapter
from certify.reporting.what_if.shapes import WhatIfReport
from certify.rules.ruleset_file import RuleSetFile
from certify.rules.vocabulary import Field, vocabulary

DRAFT = "https://json-schema.org/draft/2020-12/schema"
REPORTS: dict[str, type] = {
    "report": CheckReport,
    "batch-report": BatchReport,
    "coverage-report": CoverageReport,
    "what-if-report": WhatIfReport,
}
NAMES = ("submission", "review", "batch", "ruleset", *REPORTS)


def schema(name: str, lang: Lang) -> dict[str, Any]:
    """Return the schema of one of `NAMES`, explained in `lang`.

    It completes and explains the plain spellings, and lets text stand wherever the reader makes a value of it (是, 13件).
    """
    match name:
        case "submission":
            return _document(vocabulary().fields, "certify submission", lang)
        case "review":
            return _document(form_fields("review_form").fields, "certify review", lang)
        case "batch":
            return _document(form_fields("batch_form").fields, "certify batch", lang)
        case "ruleset":
            return {"$schema": DRAFT, **RuleSetFile.model_json_schema()}
        case _:
            return {"$schema": DRAFT, **adapter(REPORTS[name]).json_schema()}


def _document(fields: tuple[Field, ...], title: str, lang: Lang) -> dict[str, Any]:
    return {"$schema": DRAFT, "title": title, **_record(fields, lang)}


def _record(fields: tuple[Field, ...], lang: Lang) -> dict[str, Any]:
    required = [field.name for field in fields if field.required or _holds_required(field)]
    return {
        "type": "object",
        "properties": {field.name: _field(field, lang) for field in fields},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _holds_required(field: Field) -> bool:
    return field.type == "record" and any(below.required or _holds_required(below) for below in field.fields)


def _field(field: Field, lang: Lang) -> dict[str, Any]:
    said = [text.to(lang) for text in (field.question, field.help) if text is not None]
    shape = {"title": field.label.to(lang), **({"description": "\n".join(said)} if said else {}), **_type(field, lang)}
    if field.required or _holds_required(field):
        return shape
    types = shape.get("type")
    if isinstance(types, str | list):
        shape["type"] = [*([types] if isinstance(types, str) else types), "null"]
    elif "anyOf" in shape and {"type": "null"} not in shape["anyOf"]:
        shape["anyOf"] = [*shape["anyOf"], {"type": "null"}]
    return shape


def _type(field: Field, lang: Lang) -> dict[str, Any]:  # noqa: C901 - one case a type
    match field.type:
        case "text":
            return {"type": "string"}
        case "bool":
            return {"type": ["boolean", "string"]}
        case "int":
            return {"type": ["integer", "string"], "minimum": 0}
        case "decimal":
            return {"type": ["number", "string"], "minimum": 0}
        case "date":
            return {"type": "string", "format": "date"}
        case "doc":
            return {"anyOf": [{"type": "string"}, {"const": False}, {"type": "null"}]}
        case "enum":
            return {"anyOf": [{"enum": list(field.options)}, {"type": "string"}]}
        case "set":
            items: dict[str, Any] = {"type": "string"}
            if not field.open:
                items = {"anyOf": [{"enum": list(field.options)}, {"type": "string"}]}
            return {"type": "array", "items": items}
        case "counts":
            return {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}}
        case "records":
            return {"type": "array", "items": _record(field.fields, lang)}
        case "record":
            record = _record(field.fields, lang)
            return {"anyOf": [record, {"const": False}, {"type": "null"}]} if field.none_allowed else record
