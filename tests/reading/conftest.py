"""What the tests of reading share: submissions made from the vocabulary, read from a file, problems worded."""

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from certify.facts import Facts
from certify.problems import Problem
from certify.reading.batch import Batch, read_batch
from certify.reading.submission import SubmissionReading, read_submission
from certify.reading.units import default_units
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import Field, vocabulary
from tests.documents.conftest import worded

WORDS = vocabulary()
RULES = find_ruleset("shandong-2024")
CHECKS = frozenset(check.id for check in RULES.checks())
HEADER: dict[str, Any] = {
    "organization": {"id": "01", "name": "示例镇劳动人事争议调解中心", "type": "township", "jurisdiction": "370102"},
    "assessment": {"period": {"start": "2025-01-01", "end": "2025-10-31"}, "as_of": "2025-10-31"},
}
YAML_HEADER = """organization: {id: "01", name: 示例镇, type: township, jurisdiction: "370102"}
assessment: {period: {start: 2025-01-01, end: 2025-10-31}, as_of: 2025-10-31}
"""
SAMPLES: dict[str, Any] = {
    "text": "文字",
    "bool": True,
    "int": 1,
    "decimal": "1.50",
    "date": "2025-06-01",
    "doc": "文件〔2024〕1号",
}
BATCH = {
    "id": "b-5",
    "title": "第五批",
    "ruleset": "shandong-2024@1.0.0",
    "period": "{start: 2025-01-01, end: 2025-10-31}",
    "as_of": "2025-10-31",
    "opens_on": "2025-01-01",
    "recommend_by": "2025-10-31",
    "recognize_by": "2025-11-30",
}
MEDIATOR = "id: a, employment: full_time, active: true"


def read(folder: Path, text: str, name: str = "s.yaml", units: tuple[str, ...] = ()) -> SubmissionReading:
    """Read a submission of that content and put each of its problems into words."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    reading = read_submission(path, WORDS, CHECKS, {unit: default_units()[unit] for unit in units})
    worded(reading.problems)
    return reading


def read_more(folder: Path, text: str) -> SubmissionReading:
    """Read a submission that begins with a header of two lines."""
    return read(folder, YAML_HEADER + text)


def read_tree(folder: Path, tree: dict[str, Any]) -> SubmissionReading:
    """Read a submission given as plain values."""
    return read(folder, json.dumps(tree, ensure_ascii=False), "s.json")


def given(reading: SubmissionReading) -> Facts:
    """Return the facts beside the header; the submission must be without error."""
    assert reading.submission is not None, reading.problems
    header = ("organization.", "assessment.")
    return {name: value for name, value in reading.submission.facts.items() if not name.startswith(header)}


def wrong(reading: SubmissionReading) -> list[str]:
    """Return every problem as `code field`."""
    return [f"{problem.code} {problem.field}".strip() for problem in reading.problems]


def placed(reading: SubmissionReading) -> list[str]:
    """Return every problem as `code line:column`."""
    return [f"{problem.code} {problem.where.partition(':')[2]}" for problem in reading.problems]


def sample(field: Field) -> Any:
    """Return a value of the field's type; a record with everything answered."""
    match field.type:
        case "enum":
            return next(iter(field.options))
        case "set":
            return [next(iter(field.options), "B1-1.a")]
        case "record":
            return {below.name: sample(below) for below in field.fields}
        case "records":
            return [{below.name: sample(below) for below in field.fields}]
        case _:
            return SAMPLES[field.type]


def least(field: Field) -> dict[str, Any]:
    """Return a record of a list with only what is required."""
    return {below.name: sample(below) for below in field.fields if below.required}


def document(path: str = "", value: object = None) -> dict[str, Any]:
    """Return a submission with the header and, at `path`, a value; lists on the way have one record."""
    tree = copy.deepcopy(HEADER)
    if not path:
        return tree
    at: dict[str, Any] = tree
    steps = path.split(".")
    for number, step in enumerate(steps[:-1], 1):
        field = WORDS.by_path[".".join(steps[:number])]
        if field.type == "records":
            record = least(field)
            at[step] = [record]
            at = record
        else:
            at = at.setdefault(step, {})
    at[steps[-1]] = value
    return tree


def value_at(facts: Facts, path: str) -> Any:
    """Return the value at a dotted path, through the first record of each list on the way; None where unanswered."""
    above = WORDS.records_above(path)
    if not above:
        return facts.get(path)
    listed = value_at(facts, above)
    return listed[0].get(path.removeprefix(f"{above}.")) if listed else None


def full() -> dict[str, Any]:
    """Return a submission that answers every field without contradiction."""
    tree = {field.name: sample(field) for field in WORDS.fields}
    tree["organization"]["jurisdiction"] = "370102"
    tree["assessment"]["period"] = {"start": "2025-01-01", "end": "2025-10-31"}
    tree["assessment"]["as_of"] = "2025-10-31"
    tree["cases"]["accepted"] = 6
    del tree["mediators"][0]["left_on"]
    del tree["ledger"]["file"]
    return tree


def read_a_batch(
    folder: Path, files: Mapping[str, str] | None = None, /, **fields: str
) -> tuple[Batch | None, tuple[Problem, ...]]:
    """Read a batch whose fields are the usual ones but for those given; an empty text leaves a field out."""
    whole = BATCH | fields
    text = "".join(f"{name}: {value}\n" for name, value in whole.items() if value)
    for name, content in {"batch.yaml": text, **(files or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    batch, problems = read_batch(folder / "batch.yaml")
    worded(problems)
    return batch, problems
