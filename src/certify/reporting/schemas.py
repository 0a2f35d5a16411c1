"""JSON Schemas of what certify reads and writes, made from the vocabulary and the report shapes."""

from typing import Any

from certify.language import Lang
from certify.reading.forms import form_fields
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.compare.shapes import CompareReport
from certify.reporting.coverage.shapes import CoverageReport
from certify.reporting.impact.shapes import RulesImpactReport
from certify.reporting.monitoring.shapes import MonitoringReport
from certify.reporting.rules.case_report import CasesReport
from certify.reporting.rules.lint_report import LintReport
from certify.reporting.rules.shapes import ExplainReport, RulesListReport, RulesReport
from certify.reporting.rules_diff.shapes import RulesDiffReport
from certify.reporting.ruleset_schema import ruleset_schema
from certify.reporting.sensitivity.shapes import SensitivityReport
from certify.reporting.shapes import CheckReport, adapter
from certify.reporting.side_by_side.shapes import SideBySideReport
from certify.reporting.tasks.shapes import TasksReport
from certify.reporting.what_if.shapes import WhatIfReport
from certify.rules.duty_file import DutiesFile
from certify.rules.vocabulary import Field, vocabulary

DRAFT = "https://json-schema.org/draft/2020-12/schema"
REPORTS: dict[str, type] = {
    "report": CheckReport,
    "side-by-side-report": SideBySideReport,
    "batch-report": BatchReport,
    "batch-monitoring-report": MonitoringReport,
    "coverage-report": CoverageReport,
    "what-if-report": WhatIfReport,
    "lint-report": LintReport,
    "tasks-report": TasksReport,
    "compare-report": CompareReport,
    "sensitivity-report": SensitivityReport,
    "explain-report": ExplainReport,
    "rules-report": RulesReport,
    "rules-list-report": RulesListReport,
    "rules-test-report": CasesReport,
    "rules-diff-report": RulesDiffReport,
    "rules-impact-report": RulesImpactReport,
}
NAMES = ("submission", "review", "batch", "policy", "ruleset", "duties", "progress", *REPORTS)


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
        case "policy":
            return _document(form_fields("policy_form").fields, "certify policy", lang)
        case "ruleset":
            return {"$schema": DRAFT, **ruleset_schema(vocabulary(), lang)}
        case "duties":
            return {"$schema": DRAFT, **DutiesFile.model_json_schema()}
        case "progress":
            return _document(form_fields("progress_form").fields, "certify progress", lang)
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


def _type(field: Field, lang: Lang) -> dict[str, Any]:  # noqa: C901, PLR0912 - one case a type
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
        case "texts":
            return {"type": "object", "additionalProperties": {"type": ["string", "boolean"]}}
        case "records":
            return {"type": "array", "items": _record(field.fields, lang)}
        case "record":
            record = _record(field.fields, lang)
            return {"anyOf": [record, {"const": False}, {"type": "null"}]} if field.none_allowed else record
