"""What fills the Word documents of a batch: the fields that a template can name, with a sample of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from certify.language import Lang
from certify.masking import without_numbers
from certify.reading.acts import Decision
from certify.reporting.batch.notice_fields import NoticeFields
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.common_shapes import chosen_line

# The columns of the recommendation table by name.
COLUMNS = (
    "number",
    "city",
    "unit",
    "name",
    "type",
    "head",
    "persons",
    "cases",
    "rate",
    "base",
    "advanced",
    "not_applicable",
    "open",
    "sensitive",
    "opinion",
)
_DIGITS = "〇一二三四五六七八九"
_BATCH = {
    "id": "1",
    "title": "…",
    "period": {"start": "2025-01-01", "end": "2025-10-31"},
    "as_of": "2025-10-31",
    "opens_on": "2025-01-01",
    "recommend_by": "2025-10-31",
    "recognize_by": "2025-11-30",
}
_RULES = dict.fromkeys(("reference", "digest", "title", "number", "readings"), "…")
TABLE_SAMPLE: Mapping[str, object] = {
    "batch": _BATCH,
    "rules": _RULES,
    "version": "…",
    "suggested": "1",
    "count": 1,
    "rows": [dict.fromkeys(COLUMNS, "…")],
}
LIST_SAMPLE: Mapping[str, object] = {
    "batch": _BATCH,
    "rules": _RULES,
    "version": "…",
    "count": 1,
    "cities": [
        {
            "number": "一",
            "name": "…",
            "count": 1,
            "organizations": [dict.fromkeys(("number", "id", "name", "unit", "type", "on", "by", "note"), "…")],
        }
    ],
}
_ROW = dict.fromkeys(("check", "clause", "quote", "note", "found", "todo", "who", "evidence"), "…")
NOTICE_SAMPLE: Mapping[str, object] = {
    "batch": {"title": "…"},
    "organization": dict.fromkeys(("id", "name", "type", "unit"), "…"),
    "period": {"start": "2025-01-01", "end": "2025-10-31"},
    "as_of": "2025-10-31",
    "outcome": "…",
    "standing": "…",
    "rules": {**_RULES, "issued_by": "…", "purpose": "…"},
    "version": "…",
    "repairs": [_ROW],
    "answers": [_ROW],
}


def table_values(report: BatchReport, rows: Iterable[Sequence[str]]) -> dict[str, Any]:
    """Return what fills the recommendation table; `rows` have its columns in their order."""
    named = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return {**_common(report), "suggested": report.suggested, "count": len(named), "rows": named}


def list_values(report: BatchReport, decisions: Iterable[Decision], lang: Lang) -> dict[str, Any]:
    """Return what fills the list of organizations whose recognition is on record, by city in the order of the units.

    Of one whose submission could not be judged the list says what is known.
    """
    about = _known(report)
    by_city: dict[str, list[dict[str, str]]] = defaultdict(list)
    for decision in decisions:
        if decision.recognized:
            city, row = about.get(decision.organization, ("", {"name": "", "unit": "", "type": ""}))
            by_city[city].append({**row, "id": decision.organization, **_act(decision)})
    order = list(dict.fromkeys(unit.city for unit in report.units))
    ordered = sorted(by_city.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
    cities = [_city(place, city, rows, lang) for place, (city, rows) in enumerate(ordered, 1)]
    return {**_common(report), "count": sum(len(rows) for rows in by_city.values()), "cities": cities}


def notice_values(fields: NoticeFields, standing: str) -> dict[str, Any]:
    """Return what fills a notice; `standing` says what keeps the organization out of the batch, if anything."""
    return {**fields, "standing": standing}


def numeral(number: int) -> str:
    """Return a number below a hundred as a list of the Chinese kind counts."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _known(report: BatchReport) -> dict[str, tuple[str, dict[str, str]]]:
    """Return the city of every organization of the batch, with what is known of it; the first file counts."""
    units = {unit.id: unit for unit in report.units}
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for judged in report.organizations:
        row = {"name": judged.name, "unit": judged.unit, "type": judged.type_label}
        found.setdefault(judged.id, (judged.city, row))
    for invalid in report.invalid:
        unit = units.get(invalid.jurisdiction)
        row = {"name": invalid.name, "unit": unit.name if unit else "", "type": ""}
        found.setdefault(invalid.id, (unit.city if unit else "", row))
    return found


def _act(decision: Decision) -> dict[str, str]:
    by, note = without_numbers(decision.by), without_numbers(decision.note)
    return {"on": decision.on.isoformat(), "by": by, "note": note}


def _city(place: int, city: str, rows: Sequence[Mapping[str, str]], lang: Lang) -> dict[str, Any]:
    unknown = "所属市不明" if lang == "zh" else "City not known"
    return {
        "number": numeral(place) if lang == "zh" else str(place),
        "name": city or unknown,
        "count": len(rows),
        "organizations": [{"number": str(number), **row} for number, row in enumerate(rows, 1)],
    }


def _common(report: BatchReport) -> dict[str, Any]:
    batch, rules = report.batch, report.ruleset
    return {
        "batch": {
            "id": batch.id,
            "title": batch.title,
            "period": dict(batch.period),
            "as_of": batch.as_of,
            "opens_on": batch.opens_on,
            "recommend_by": batch.recommend_by,
            "recognize_by": batch.recognize_by,
        },
        "rules": {
            "reference": f"{rules.id}@{rules.version}",
            "digest": rules.digest,
            "title": rules.title,
            "number": rules.source,
            "readings": chosen_line(rules, "en" if report.lang == "en" else "zh"),
        },
        "version": report.certify_version,
    }
