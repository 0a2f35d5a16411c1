"""A submission file to facts, with every problem of the file in one reading."""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from functools import cache
from pathlib import Path

from certify.documents.bounds import MOST_PROBLEMS
from certify.documents.files import read_bytes, shown_name
from certify.documents.load import load_document
from certify.documents.tree import Document, paths_of, texts_of
from certify.facts import CaseLedger, Facts, Record, Submission, Value, records
from certify.forms.answers import Answers
from certify.problems import Level, Problem, excerpt, has_errors, place_order
from certify.reading.contradictions import contradictions
from certify.reading.form import Form
from certify.reading.formats import is_workbook
from certify.reading.ledger import checked_ledger, file_below, ledger_figures, read_ledger
from certify.reading.ledger_cases import ledger_cases
from certify.reading.ledger_warnings import ledger_warnings
from certify.reading.places import default_aliases, match_place, place_problem
from certify.reading.sink import Sink
from certify.reading.tables import MOST_BYTES, Table
from certify.reading.units import Unit
from certify.reading.workbook import FormReading, read_form
from certify.rules.load import is_check_of_any_ruleset
from certify.rules.vocabulary import Vocabulary
from certify.spelling import normal
from certify.workbooks.grid import Cell, CellMark

# The only date that may lie ahead.
MAY_LIE_AHEAD = "mediators.certificate.valid_until"
# What a reference looks like that names a file: 档案室3号柜 is none, photos/门牌.jpg is one.
_FILE_NAME = re.compile(r"^(?!\w+://).*\.[A-Za-z0-9]{2,5}$")
_JURISDICTION = re.compile(r"jurisdiction[\"']?\s*[:：]\s*[\"']?([\w:-]+)")
ABSENT = "absent"
THERE = "there"
UNREADABLE = "unreadable"
IDENTIFIERS = ("organization.id", "organization.jurisdiction")


@dataclass(frozen=True, slots=True)
class SubmissionReading:
    """What came of reading one file: the submission where there is no error, and every problem.

    `header` holds the facts that could be read of `organization` and `assessment`, also of an invalid file.
    `answers` are the cells of a workbook as they were written, `unread` those that belong to no question. `looked_at` are the files beside it that were looked for, each with what was found (see `file_state`).
    """

    name: str
    digest: str
    submission: Submission | None
    header: Facts
    problems: tuple[Problem, ...]
    document: Document | None = None
    looked_at: tuple[tuple[str, str], ...] = ()
    answers: Answers = attribute(default_factory=Answers)
    unread: tuple[tuple[CellMark, Cell], ...] = ()

    @property
    def has_answers(self) -> bool:
        """Whether anything of the file could be read as a submission, right or wrong."""
        return self.document is not None and self.document.root is not None

    @property
    def given(self) -> frozenset[str]:
        """The paths of the fields that have an answer, right or wrong."""
        return frozenset() if self.document is None else frozenset(paths_of(self.document.root))

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
    elsewhere: Callable[[str], bool] | None = None,
) -> SubmissionReading:
    """Read the submission at `path`.

    `checks` are the sub-checks that evidence is named for; it may cover those of any other rule set as well. `units` are
    the units by the ids that a jurisdiction may have (none given: not checked); one that is neither among them nor
    `elsewhere` is a problem of level `unknown_unit`. Places are told as `name`, by default the file's own name.
    """
    shown = shown_name(path) if name is None else name
    opened = read_form(path, vocabulary, shown) if is_workbook(path) else _text_file(path, shown)
    document = opened.document
    facts, sink = submission_form(vocabulary).read(document)
    _once(sink)
    looked_at: tuple[tuple[str, str], ...] = ()
    declared: Record = {}
    cases: CaseLedger | None = None
    if document.root is not None:
        for identifier in IDENTIFIERS:
            if identifier in facts:
                facts[identifier] = normal(str(facts[identifier]))
        note_late_dates(facts, sink)
        table, looked_at = _ledger(facts, sink, path.parent, opened.ledger)
        if table is not None:
            declared, cases = _computed(facts, sink, table)
        note_contradictions(facts, sink, vocabulary)
        _covered(facts, sink, checks)
        looked_at += _evidence(facts, sink, path.parent)
        _jurisdiction(facts, sink, units, unknown_unit, elsewhere)
    problems = tuple(sorted((*document.problems, *sink.problems), key=lambda problem: _order(problem, shown)))
    header = {key: value for key, value in facts.items() if key.startswith(("organization.", "assessment."))}
    submission = None if has_errors(list(problems)) else Submission(shown, opened.digest, facts, declared, cases)
    return SubmissionReading(
        shown, opened.digest, submission, header, problems, document, looked_at, opened.answers, opened.unread
    )


def _text_file(path: Path, name: str) -> FormReading:
    raw, document = load_document(path, name)
    digest = "sha256:" + hashlib.sha256(raw).hexdigest() if raw else ""
    return FormReading(digest, document, Answers(), None)


def _once(sink: Sink) -> None:
    """Leave out that something required is absent where the document has already told what is wrong with it."""
    told = {problem.where for problem in sink.document.problems if problem.level == "error"}
    if told:
        sink.problems = [one for one in sink.problems if one.code != "required" or one.where not in told]


def note_late_dates(facts: Facts, sink: Sink) -> None:
    """Note every date that lies after the as-of date and is none that may lie ahead."""
    as_of = facts.get("assessment.as_of")
    if not isinstance(as_of, date):
        return
    for day, field, path, node in sink.dates:
        if field.path in (MAY_LIE_AHEAD, "assessment.period.end"):
            continue
        if day > as_of:
            found = day.isoformat()
            sink.fault(node, path, "later_than_as_of", label=field.label, found=found, as_of=as_of.isoformat())


def note_contradictions(facts: Facts, sink: Sink, vocabulary: Vocabulary) -> None:
    """Note every statement about figures that does not hold, each at the first of its fields."""
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
            if name in checks or len(sink.problems) > MOST_PROBLEMS:
                continue
            if name and not is_check_of_any_ruleset(name):
                path = f"evidence[{index}].covers[{position}]"
                sink.fault(item, path, "unknown_check", found=excerpt(name), suggestion=sink.nearest(name, checks))
        if record.get("id") in seen:
            path = f"evidence[{index}].id"
            sink.warn(sink.document.find(path), path, "evidence_twice", found=excerpt(str(record["id"])))
        seen.add(record.get("id", index))


def _ledger(
    facts: Record, sink: Sink, folder: Path, own: Table | None
) -> tuple[Table | None, tuple[tuple[str, str], ...]]:
    """Return the ledger, where there is one that could be found, and the files that were looked for.

    `own` is the ledger that stands in the submission itself, on a sheet of a workbook.
    """
    name = facts.get("ledger.file")
    as_of = facts.get("assessment.as_of")
    until = as_of if isinstance(as_of, date) else None
    looked_at: tuple[tuple[str, str], ...] = ()
    if isinstance(name, str):
        path = file_below(folder, name)
        if own is not None:
            sink.fault(sink.document.find("ledger.file"), "ledger.file", "ledger_twice", found=excerpt(name))
            return None, ()
        if path is None:
            sink.fault(sink.document.find("ledger.file"), "ledger.file", "ledger_not_there", found=excerpt(name))
            return None, ((name, ABSENT),)
        state = file_state(folder, name, content=True)
        looked_at = ((name, state),)
        if state.startswith(UNREADABLE):
            reason = state.removeprefix(UNREADABLE).strip(": ")
            sink.fault(sink.document.find("ledger.file"), "ledger.file", "file_unreadable", reason=reason)
            return None, looked_at
        return read_ledger(path, shown_name(path), until), looked_at
    return None if own is None else checked_ledger(own, until), ()


def _computed(facts: Record, sink: Sink, table: Table) -> tuple[Record, CaseLedger | None]:
    """Put the figures of a ledger that has no error in place of the declared ones; return those that differ, and its cases."""
    sink.problems += table.problems
    start, end = facts.get("assessment.period.start"), facts.get("assessment.period.end")
    if has_errors(list(table.problems)) or not isinstance(start, date) or not isinstance(end, date):
        return {}, None
    figures, blank = ledger_figures(table, (start, end))
    declared = {
        name: facts[name] for name in (*figures, *blank) if name in facts and _differ(facts[name], figures.get(name))
    }
    facts.update(figures)
    for path_left_open in blank:
        facts.pop(path_left_open, None)
    facts.setdefault("ledger.electronic", True)
    sink.problems += ledger_warnings(table, (start, end))
    return declared, ledger_cases(table, (start, end))


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


def _order(problem: Problem, name: str) -> tuple[object, ...]:
    """Order problems as they stand: those of the submission first, then those of a ledger beside it."""
    place = place_order(problem.where)
    return problem.code == "more_problems", place[0] != name, place


def file_state(folder: Path, reference: str, *, content: bool = False) -> str:
    """Return whether a file stands below the submission's folder, or the digest of its content.

    Nothing outside the folder is looked at. Of a file that is too large to be read, size and beginning are its content;
    one that cannot be opened is unreadable, with the system's reason.
    """
    path = file_below(folder, reference)
    if path is None:
        return ABSENT
    return _content(path) if content else THERE


def _content(path: Path) -> str:
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256(file.read(MOST_BYTES))
            if file.read(1):
                digest.update(str(path.stat().st_size).encode())
    except OSError as error:
        return f"{UNREADABLE}: {error.strerror or ''}"
    return digest.hexdigest()


def _jurisdiction(
    facts: Facts, sink: Sink, units: Mapping[str, Unit], level: Level, elsewhere: Callable[[str], bool] | None
) -> None:
    found = facts.get("organization.jurisdiction")
    if found is None or not units or found in units:
        return
    text = str(found)
    if elsewhere is not None and elsewhere(text):
        return
    path = "organization.jurisdiction"
    where = sink.document.place(sink.document.find(path))
    sink.problems.append(place_problem(text, match_place(text, units, default_aliases()), units, level, where, path))


def unit_in_text(path: Path, units: Collection[str]) -> str:
    """Return the unit that a file which cannot be parsed names as its jurisdiction, where exactly one stands there."""
    raw = read_bytes(path, shown_name(path))
    text = "" if isinstance(raw, Problem) else raw.decode("utf-8", errors="replace")
    found = {match[1] for match in _JURISDICTION.finditer(text)} & set(units)
    return found.pop() if len(found) == 1 else ""
