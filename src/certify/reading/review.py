"""A review file to a reviewer's entries."""

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from certify.documents.load import load_document
from certify.documents.tree import Document
from certify.facts import Entry, Record, Review, records
from certify.problems import Problem, excerpt, has_errors
from certify.reading.form import Form
from certify.reading.forms import form_fields
from certify.reading.sink import Sink
from certify.rules.ruleset import Check, RuleSet
from certify.spelling import normal

SUFFIX = ".review.yaml"


def review_beside(submission: Path) -> Path:
    """Return where the review file of a submission stands."""
    return submission.with_name(submission.stem + SUFFIX)


@cache
def _form() -> Form:
    return Form(form_fields("review_form").fields)


def read_review(
    path: Path,
    rules: RuleSet,
    organization: str | None,
    *,
    name: str | None = None,
    others: tuple[RuleSet, ...] = (),
) -> tuple[Review | None, tuple[Problem, ...]]:
    """Read the review at `path` of the organization with that id (`None`: not known, not compared).

    Its entries are on sub-checks of `rules`, or of the `others` that the organization is judged by beside them. The
    review is `None` where there is an error.
    """
    raw, document = load_document(path, name)
    facts, sink = _form().read(document)
    if document.root is not None:
        _same_organization(facts, sink, organization)
        _entries(facts, sink, (rules, *others))
    problems = (*document.problems, *sink.problems)
    if has_errors(list(problems)):
        return None, problems
    entries = tuple(_entry(record, document, index) for index, record in enumerate(records(facts, "entries")))
    return Review(document.name, "sha256:" + hashlib.sha256(raw).hexdigest(), entries), problems


def _same_organization(facts: Record, sink: Sink, organization: str | None) -> None:
    found = facts.get("organization")
    if found is not None and organization is not None and normal(str(found)) != organization:
        node = sink.document.find("organization")
        sink.fault(node, "organization", "review_of_another", found=excerpt(str(found)), wanted=organization)


def _entries(facts: Record, sink: Sink, rulesets: tuple[RuleSet, ...]) -> None:
    checks = _checks(rulesets)
    for index, record in enumerate(records(facts, "entries")):
        name = record.get("check")
        if name is None:
            continue
        path = f"entries[{index}].check"
        check = checks.get(str(name))
        if check is None:
            of_clause = any(criterion.id == name for rules in rulesets for criterion in rules.criteria)
            sink.fault(
                sink.document.find(path),
                path,
                "review_of_clause" if of_clause else "unknown_check",
                found=excerpt(str(name)),
                suggestion="" if of_clause else sink.nearest(str(name), checks),
            )
        elif check.kind == "auto" and not record.get("note"):
            node = sink.document.find(path)
            sink.fault(node, f"entries[{index}].note", "review_note_needed", found=excerpt(str(name)))


@cache
def _checks(rulesets: tuple[RuleSet, ...]) -> Mapping[str, Check]:
    return {check.id: check for rules in rulesets for check in rules.checks()}


def _entry(record: Record, document: Document, index: int) -> Entry:
    on, evidence = record["on"], record.get("evidence", ())
    assert isinstance(on, date)
    assert isinstance(evidence, tuple)
    return Entry(
        str(record["check"]),
        str(record["outcome"]),
        str(record["reviewer"]),
        on,
        str(record.get("note", "")),
        evidence,
        document.place(document.find(f"entries[{index}].check")),
    )
