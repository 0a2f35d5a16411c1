"""A submission file to facts, with every problem of the file in one reading."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from certify.documents.files import read_bytes
from certify.documents.load import load_document
from certify.documents.tree import Document, texts_of
from certify.facts import Facts, Record, Submission, Value, records
from certify.problems import Level, Problem, excerpt, has_errors
from certify.reading.contradictions import contradictions
from certify.reading.form import MOST_PROBLEMS, Form, Sink
from certify.reading.ledger import file_below, ledger_figures, read_ledger
from certify.reading.units import Unit
from certify.reading.values import normal
from certify.rules.vocabulary import Vocabulary

# The only date that may lie ahead.
MAY_LIE_AHEAD = "mediators.certificate.valid_until"
# What a reference looks like that names a file: 档案室3号柜 is none, photos/门牌.jpg is one.
_FILE_NAME = re.compile(r"^(?!\w+://).*\.[A-Za-z0-9]{2,5}$")
_JURISDICTION = re.compile(r"jurisdiction[\"']?\s*[:：]\s*[\"']?([\w:-]+)")
ABSENT = "absent"
THERE = "there"
IDENTIFIERS = ("organization.id", "organization.jurisdiction")


@dataclass(frozen=True, slots=True)
class SubmissionReading:
    """What came of reading one file: the submission where there is no error, and every problem.

    `header` holds the facts that could be read of `organization` and `assessment`, also of an invalid file.
    `looked_at` are the files beside it that were looked for, each with what was found (see `file_state`).
    """

    name: str
    digest: str
    submission: Submission | None
    header: Facts
    problems: tuple[Problem, ...]
    document: Document | None = None
    looked_at: tuple[tuple[str, str], ...] = ()

    def place(self, path: str) -> str:
        """Return where a field stands in the file."""
        return f"{self.name}:1:1" if self.document is None else self.document.place(self.document.find(path))


@cache
def submission_form(vocabulary: Vocabulary) -> Form:
    """Return the compiled form of the vocabulary."""
    return Form(vocabulary.fields)


def read_submission(
    path: Path,
    vocabulary: Vocabulary,
    checks: Collection[str],
    units: Mapping[str, Unit],
    *,
    name: str | None = None,
    unknown_unit: Level = "warning",
) -> SubmissionReading:
    """Read the submission at `path`.

    `checks` are the sub-checks that evidence may cover, `units` the units by the ids that a jurisdiction may have (none
    given: not checked); one that is not among them is a problem of level `unknown_unit`. Places are told as `name`, by default the
    file's own name.
    """
    raw, document = load_document(path, name)
    facts, sink = submission_form(vocabulary).read(document)
    looked_at: tuple[tuple[str, str], ...] = ()
    declared: Record = {}
    if document.root is not None:
        for identifier in IDENTIFIERS:
            if identifier in facts:
                facts[identifier] = normal(str(facts[identifier]))
        _later_than_as_of(facts, sink)
        declared, looked_at = _ledger(facts, sink, path.parent)
        _contradictions(facts, sink, vocabulary)
        _covered(facts, sink, checks)
        looked_at += _evidence(facts, sink, path.parent)
        _jurisdiction(facts, sink, units, unknown_unit)
    problems = tuple(sorted((*document.problems, *sink.problems), key=_place))
    digest = "sha256:" + hashlib.sha256(raw).hexdigest() if raw else ""
    header = {key: value for key, value in facts.items() if key.startswith(("organization.", "assessment."))}
    submission = None if has_errors(list(problems)) else Submission(document.name, digest, facts, declared)
    return SubmissionReading(document.name, digest, submission, header, problems, document, looked_at)


def _later_than_as_of(facts: Record, sink: Sink) -> None:
    as_of = facts.get("assessment.as_of")
    if not isinstance(as_of, date):
        return
    for day, field, path, node in sink.dates:
        if field.path in (MAY_LIE_AHEAD, "assessment.period.end"):
            continue
        if day > as_of:
            found = day.isoformat()
            sink.fault(node, path, "later_than_as_of", label=field.label, found=found, as_of=as_of.isoformat())


def _contradictions(facts: Facts, sink: Sink, vocabulary: Vocabulary) -> None:
    for found in contradictions(facts):
        labels = tuple(vocabulary.by_path[_plain(name)].label for name in found.fields)
        params = {"labels": labels, "figures": found.figures}
        note = sink.fault if found.level == "error" else sink.warn
        note(sink.document.find(found.fields[0]), found.fields[0], found.code, **params)


def _plain(path: str) -> str:
    return ".".join(step.partition("[")[0] for step in path.split("."))


def _covered(facts: Facts, sink: Sink, checks: Collection[str]) -> None:
    seen: set[object] = set()
    for index, record in enumerate(records(facts, "evidence")):
        for position, item in texts_of(sink.document.find(f"evidence[{index}].covers")):
            name = item.text.strip()
            if name and name not in checks and len(sink.problems) <= MOST_PROBLEMS:
                path = f"evidence[{index}].covers[{position}]"
                sink.fault(item, path, "unknown_check", found=excerpt(name), suggestion=sink.nearest(name, checks))
        if record.get("id") in seen:
            path = f"evidence[{index}].id"
            sink.warn(sink.document.find(path), path, "evidence_twice", found=excerpt(str(record["id"])))
        seen.add(record.get("id", index))


def _ledger(facts: Record, sink: Sink, folder: Path) -> tuple[Record, tuple[tuple[str, str], ...]]:
    """Put the figures of the ledger in place of the declared ones; return the declared ones that differ."""
    name = facts.get("ledger.file")
    if not isinstance(name, str):
        return {}, ()
    path = file_below(folder, name)
    if path is None:
        sink.fault(sink.document.find("ledger.file"), "ledger.file", "ledger_not_there", found=excerpt(name))
        return {}, ((name, ABSENT),)
    looked_at = ((name, file_state(folder, name, content=True)),)
    as_of = facts.get("assessment.as_of")
    table = read_ledger(path, path.name, as_of if isinstance(as_of, date) else None)
    sink.problems += table.problems
    start, end = facts.get("assessment.period.start"), facts.get("assessment.period.end")
    if has_errors(list(table.problems)) or not isinstance(start, date) or not isinstance(end, date):
        return {}, looked_at
    figures, blank = ledger_figures(table, (start, end))
    declared = {
        name: facts[name] for name in (*figures, *blank) if name in facts and _differ(facts[name], figures.get(name))
    }
    facts.update(figures)
    for path_left_open in blank:
        facts.pop(path_left_open, None)
    facts.setdefault("ledger.electronic", True)
    return declared, looked_at


def _differ(declared: Value, computed: Value | None) -> bool:
    if isinstance(declared, tuple) and isinstance(computed, tuple):
        return set(declared) != set(computed)
    return declared != computed


def _evidence(facts: Facts, sink: Sink, folder: Path) -> tuple[tuple[str, str], ...]:
    """Look for the evidence files that are named, and return which were there."""
    looked_at: dict[str, str] = {}
    for index, record in enumerate(records(facts, "evidence")):
        reference = record.get("ref")
        if not isinstance(reference, str) or not _FILE_NAME.search(reference):
            continue
        looked_at[reference] = file_state(folder, reference)
        if looked_at[reference] == ABSENT:
            path = f"evidence[{index}].ref"
            sink.warn(sink.document.find(path), path, "evidence_not_there")
    return tuple(looked_at.items())


def _place(problem: Problem) -> tuple[bool, bool, str, int, int]:
    name, line, column = problem.where.rsplit(":", 2)
    return (
        problem.code == "more_problems",
        problem.field == "ledger.file" or name.endswith(".csv"),
        name,
        int(line),
        int(column),
    )


def file_state(folder: Path, reference: str, *, content: bool = False) -> str:
    """Return whether a file stands below the submission's folder, or the digest of its content.

    Nothing outside the folder is looked at.
    """
    path = file_below(folder, reference)
    if path is None:
        return ABSENT
    return hashlib.sha256(path.read_bytes()).hexdigest() if content else THERE


def _jurisdiction(facts: Facts, sink: Sink, units: Mapping[str, Unit], level: Level) -> None:
    found = facts.get("organization.jurisdiction")
    if found is None or not units or found in units:
        return
    path = "organization.jurisdiction"
    where = sink.document.place(sink.document.find(path))
    # A name is no code, but says which one is meant; a code that is off by a digit could be any.
    named = [id_ for id_, unit in units.items() if found in (unit.name, unit.label.zh)]
    params = {"found": excerpt(str(found)), "suggestion": " / ".join(named)}
    sink.problems.append(Problem(level, "unknown_unit", where, path, params))


def unit_in_text(path: Path, units: Collection[str]) -> str:
    """Return the unit that a file which cannot be parsed names as its jurisdiction, where exactly one stands there."""
    raw = read_bytes(path, path.name)
    text = "" if isinstance(raw, Problem) else raw.decode("utf-8", errors="replace")
    found = {match[1] for match in _JURISDICTION.finditer(text)} & set(units)
    return found.pop() if len(found) == 1 else ""
