"""Facts for property tests: any selection of answers, of every type, at the values where outcomes turn."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from certify.facts import Record, Submission
from certify.rules.vocabulary import Field, vocabulary

AS_OF = date(2025, 10, 31)
HEADER: Record = {
    "organization.id": "case",
    "organization.name": "示例镇劳动人事争议调解中心",
    "organization.type": "township",
    "organization.jurisdiction": "370102",
    "assessment.period.start": date(2025, 1, 1),
    "assessment.period.end": AS_OF,
    "assessment.as_of": AS_OF,
}
DAYS = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 6, 1), AS_OF, date(2026, 1, 1))
COUNTS = (0, 1, 2, 3, 7, 13, 20)


def values(field: Field) -> st.SearchStrategy[Any]:
    """Return answers to a field."""
    match field.type:
        case "bool":
            return st.booleans()
        case "int":
            return st.sampled_from(COUNTS)
        case "decimal":
            return st.sampled_from([Decimal(0), Decimal("0.01"), Decimal(500)])
        case "date":
            return st.sampled_from(DAYS)
        case "doc":
            return st.sampled_from([False, "文件一", "示例镇劳动人事争议调解中心"])
        case "enum":
            return st.sampled_from(sorted(field.options))
        case "set":
            return st.lists(st.sampled_from(sorted(field.options) or ["x"]), unique=True, max_size=7).map(tuple)
        case "records":
            return st.lists(records(field), max_size=3)
        case _:
            return st.just("文字")


def leaves(field: Field, prefix: str = "") -> list[tuple[str, Field]]:
    """Return the flat names of the fields of a record, those of records in it included."""
    found: list[tuple[str, Field]] = []
    for below in field.fields:
        name = f"{prefix}{below.name}"
        if below.type == "record":
            found += leaves(below, f"{name}.")
            if below.none_allowed:
                found.append((name, below))
        else:
            found.append((name, below))
    return found


@st.composite
def records(draw: st.DrawFn, field: Field) -> Record:
    """Return one record of a list: what is required is there, the rest may be."""
    record: Record = {}
    for name, below in leaves(field):
        if below.type == "record":
            continue
        if below.required or draw(st.integers(0, 3)):
            record[name] = draw(values(below))
    for name, below in leaves(field):
        if below.type == "record":
            inner = [key for key in record if key.startswith(f"{name}.")]
            if draw(st.integers(0, 4)) == 0:
                for key in inner:
                    del record[key]
                record[name] = False
            elif inner:
                record[name] = True
    return record


TOP = [
    pair
    for field in vocabulary().fields
    if field.name not in ("organization", "assessment", "evidence")
    for pair in (
        [(field.name, field)] if field.type == "records" else [(f"{field.name}.{n}", f) for n, f in leaves(field)]
    )
]


@st.composite
def facts(draw: st.DrawFn) -> Record:
    """Return facts in which any may be unanswered."""
    found = dict(HEADER)
    density = draw(st.integers(1, 6))
    for name, field in TOP:
        if draw(st.integers(0, density)):
            found[name] = draw(values(field))
    return found


def submission(found: Record) -> Submission:
    """Return a submission of these facts."""
    return Submission("case.yaml", "", found, {})
