"""Random submissions over the whole vocabulary, and the same submissions as forms."""

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from certify.documents.load import load_document
from certify.forms.plan import FormPlan, plan_form
from certify.language import Lang
from certify.reading.forms import ledger_field
from certify.reading.prefill import answers_of
from certify.reporting.form.workbook import render_form
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import Field, vocabulary

START, END = date(2025, 1, 1), date(2025, 10, 31)


def plan() -> FormPlan:
    """The form of the Shandong rules."""
    return plan_form((find_ruleset("shandong-2024"),), vocabulary(), ledger_field())


def whole_plan() -> FormPlan:
    """The form of the Shandong rules with a place for the facts that only others want."""
    return plan_form((find_ruleset("shandong-2024"),), vocabulary(), ledger_field(), vocabulary().by_path)


def form_of(source: Path, target: Path, lang: Lang, drawn: FormPlan | None = None) -> Path:
    """Write the submission at `source` as a form, as a clerk would fill it in."""
    _, document = load_document(source)
    asked = drawn or plan()
    target.write_bytes(render_form(asked, lang, answers_of(document, asked, lang)))
    return target


def random_submission(seed: int) -> str:
    """A submission with about two thirds of everything answered, without contradictions, as JSON."""
    rng = random.Random(seed)
    found = {field.name: value for field in vocabulary().fields if (value := _answer(field, rng)) is not None}
    found["assessment"] = {"period": {"start": str(START), "end": str(END)}, "as_of": str(END)}
    found.setdefault("organization", {"name": "示例调解委员会", "type": "township"})
    found["organization"] |= {"id": f"370102-{seed:03d}", "jurisdiction": "370102"}
    found["cases"] = _cases(rng)
    found["agreements"] = (
        {"made": 20, "signed_by_both": rng.randint(18, 20), "sealed": 20} if rng.random() < 0.7 else {}
    )
    if "guided" in (found.get("confirmation_guidance") or {}):
        found["confirmation_guidance"]["guided"] %= 20
    for block, less, more in (
        ("confirmation_guidance", "arbitration_review", "guided"),
        ("archive", "files_archived", "files_due"),
        ("feedback", "answered", "received"),
        ("performance", "performed", "due"),
    ):
        given = found.get(block, {})
        if isinstance(given, dict) and less in given and more in given:
            given[less] = min(given[less], given[more])
    if isinstance(found.get("ledger"), dict):
        found["ledger"].pop("file", None)
    for number, mediator in enumerate(found.get("mediators") or []):
        mediator["id"] = f"T{number:02d}"
        mediator.pop("left_on", None)
    for number, evidence in enumerate(found.get("evidence") or []):
        evidence |= {"id": f"E{number:02d}", "covers": rng.sample(["B1-1.a", "B1-2.b", "A1-8.a"], rng.randint(0, 3))}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _cases(rng: random.Random) -> dict[str, int]:
    agreed, failed, pending = rng.randint(0, 60), rng.randint(0, 30), rng.randint(0, 5)
    parts = {"agreed": agreed, "failed": failed, "pending": pending}
    rest = {"withdrawn_settled": 0, "withdrawn_other": rng.randint(0, 3), "transferred": 0}
    figures = parts | rest
    return {"accepted": sum(figures.values())} | figures


TEXTS = ("示例文字", "370102001234567", "=1+1", "００１２", "2025-3", "1e5", " 前后有空格 ", "true story")


def _answer(field: Field, rng: random.Random) -> Any:
    if not field.required and rng.random() < 0.33:
        return None
    if field.type == "record" and field.none_allowed and rng.random() < 0.3:
        return False
    if field.fields:
        # A form has no row that says nothing.
        rows = [row for _ in range(rng.choice((0, 1, 3))) if (row := _record(field, rng))]
        return rows if field.type == "records" else _record(field, rng)
    options = list(field.options)
    values: dict[str, Any] = {
        "set": rng.sample(options, rng.randint(0, len(options))),
        "enum": rng.choice(options or [""]),
        "bool": rng.random() < 0.5,
        "int": rng.choice((0, 1, 7, 132)),
        "decimal": rng.choice((0, "24", "0.5", "80000.55")),
        "date": str(START + timedelta(days=rng.randint(0, 300))),
        "doc": rng.choice((False, "《工作规则》（示例）第3条", "示例〔2025〕3号")),
        "text": rng.choice(TEXTS),
    }
    return values[field.type]


def _record(field: Field, rng: random.Random) -> dict[str, Any]:
    return {one.name: value for one in field.fields if (value := _answer(one, rng)) is not None}
