"""Progress files (重点任务落实进度台账) of cities and departments: YAML, JSON, CSV or a workbook, read to entries."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias, cast

from certify.documents.load import load_document
from certify.facts import Record, records
from certify.problems import Problem, excerpt, has_errors
from certify.reading.cell_tables import read_table_workbook
from certify.reading.form import Form
from certify.reading.formats import ENDINGS, TEXTS, is_workbook
from certify.reading.forms import form_fields
from certify.reading.tables import Table, read_table
from certify.rules.duties import DutyDocument
from certify.rules.vocabulary import Field
from certify.spelling import folded
from certify.workbooks.bounds import MOST_ROWS

ENTRIES = "entries"
TABLE = ".csv"
# Hidden files, and what office programs keep beside a file that is open.
_PASSED_OVER = (".", "~$")
# What every entry of a YAML file has where it does not say otherwise.
COMMON = ("city", "body", "year", "updated_on")
# What every entry that says anything has; in a blank form both are empty.
NEEDED = ("status", "updated_on")
_SAID = ("status", "done_on", "note", "obstacles", "next_step", "evidence")
_BETWEEN_EVIDENCE = re.compile(r"[;；\n]+")
Status: TypeAlias = Literal["not_started", "in_progress", "ongoing", "done"]


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it stands in a file; `place` leads from a field to where it stands."""

    record: Record
    place: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ProgressFile:
    """A progress file: its rows that could be read, and every problem so far. `digest` names its bytes.

    `refused` are rows that could not be read, with what they say of whose they are. Of a table cells can be merged.
    """

    name: str
    digest: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    refused: tuple[Row, ...] = ()
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Whose:
    """Which item an entry is on: a duty, as one body of one city has it, and for a yearly duty in one year.

    `city` is empty at the province, `body` where a city or the province reports as a whole. `key` is the same for all
    names of one body. `under` is the body in the text that it answers for, empty where it answers for none.
    """

    duty: str
    city: str
    body: str
    key: str
    under: str
    year: int | None

    @property
    def slot(self) -> tuple[str, str, str, int | None]:
        """What is the same for all entries on one item."""
        return self.duty, self.city, self.key, self.year


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not counted since something in it is wrong; `updated_on` is none where it does not tell."""

    whose: Whose
    updated_on: date | None
    where: str


@dataclass(frozen=True, slots=True)
class Progress:
    """What a body or a city reports on a duty. `done_on` is there where it is done, and only there."""

    whose: Whose
    status: Status
    done_on: date | None
    updated_on: date
    note: str
    obstacles: str
    next_step: str
    evidence: tuple[str, ...]
    where: str


def progress_fields() -> tuple[Field, ...]:
    """Return the fields of an entry."""
    return form_fields("progress_form").by_path[ENTRIES].fields


@cache
def progress_columns() -> tuple[Field, ...]:
    """Return the columns of a table of entries: several papers stand in one cell."""
    return tuple(replace(field, type="text") if field.type == "set" else field for field in progress_fields())


def progress_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read, for a folder every progress file in it and in its folders, in the order of names."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.suffix.lower() in (TABLE, *ENDINGS) and one.is_file())
            found += sorted(one for one in inside if not one.name.startswith(_PASSED_OVER))
        else:
            found.append(path)
    return found


def read_progress(path: Path, name: str, document: DutyDocument) -> ProgressFile:
    """Read a progress file on the duties of a document; which duty each row is on is not looked at yet."""
    suffix = path.suffix.lower()
    if suffix in TEXTS:
        return _from_form(path, name, document)
    if suffix == TABLE or is_workbook(path):
        read = read_table_workbook if is_workbook(path) else read_table
        return _from_table(lambda columns: read(path, columns, name), _digest(path))
    problem = Problem("error", "progress_format", f"{name}:1:1", params={"found": suffix or name})
    return ProgressFile(name, "", (), (problem,))


def _digest(path: Path) -> str:
    try:
        return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        # Why it cannot be read is told by whoever tries to.
        return ""


def _from_table(read: Callable[[tuple[Field, ...]], Table], digest: str) -> ProgressFile:
    """Return a table as a progress file; where a column is missing that every entry needs, or stands twice, no row is read."""
    table = read(progress_columns())
    if any(problem.code == "column_twice" for problem in table.problems):
        return ProgressFile(table.name, digest, (), table.problems)
    if len(table.lines) > MOST_ROWS:
        problem = Problem("error", "progress_too_long", table.place(1, 1), params={"most": MOST_ROWS})
        return ProgressFile(table.name, digest, (), (problem,))
    lacking = [field for field in progress_columns() if field.name in NEEDED and field.name not in table.columns]
    if not lacking or not table.lines:
        refused = _refused(table, read) if has_errors(list(table.problems)) else ()
        problems = tuple(map(_without_task, table.problems))
        return ProgressFile(table.name, digest, tuple(_of_table(table)), problems, refused, is_table=True)
    missing = [
        Problem("error", "column_missing", table.place(1, 1), params={"label": field.label, "name": field.name})
        for field in lacking
    ]
    return ProgressFile(table.name, digest, (), (*table.problems, *missing))


def _without_task(problem: Problem) -> Problem:
    """Return a problem, with more to say of it where a row has no task: merged cells hold their words in the first row alone."""
    label = next(field.label for field in progress_fields() if field.required)
    without = problem.code == "required" and problem.params.get("label") == label
    return replace(problem, code="progress_no_task", params={}) if without else problem


def _refused(table: Table, read: Callable[[tuple[Field, ...]], Table]) -> tuple[Row, ...]:
    """Return the rows that were left out, read once more as text: whose they are can be told all the same."""
    again = read(tuple(replace(field, type="text") for field in progress_columns()))
    kept = set(table.lines)
    return tuple(row for line, row in zip(again.lines, _of_table(again), strict=True) if line not in kept)


def _of_table(table: Table) -> Iterator[Row]:
    for line, record in table.rows:

        def place(name: str, line: int = line) -> str:
            return table.place(line, table.columns.get(name, 1))

        papers = _BETWEEN_EVIDENCE.split(str(record.get("evidence", "")))
        evidence = tuple(paper.strip() for paper in papers if paper.strip())
        yield Row(record | {"evidence": evidence}, place)


@cache
def _form() -> Form:
    return Form(form_fields("progress_form").fields)


def _from_form(path: Path, name: str, document: DutyDocument) -> ProgressFile:
    raw, tree = load_document(path, name)
    digest = "sha256:" + hashlib.sha256(raw).hexdigest() if raw else ""
    facts, sink = _form().read(tree)
    rows: list[Row] = []
    refused: list[Row] = []
    wanted = facts.get("tasks")
    if wanted is not None and folded(str(wanted)) != folded(document.id):
        sink.fault(tree.find("tasks"), "tasks", "progress_other_tasks", found=excerpt(str(wanted)), wanted=document.id)
        return ProgressFile(name, digest, (), (*tree.problems, *sink.problems))
    common = {key: facts[key] for key in COMMON if key in facts}
    wrong = (problem.field for problem in sink.problems if problem.level == "error")
    wrong_entries = {field.partition(".")[0] for field in wrong}
    for index, record in enumerate(records(facts, ENTRIES)):
        at = f"{ENTRIES}[{index}]"

        def place(field: str, at: str = at) -> str:
            return tree.place(tree.find(f"{at}.{field}"))

        # As in a table, an entry with an error is left out whole: half of it could mislead.
        (refused if at in wrong_entries else rows).append(Row(common | record, place))
    return ProgressFile(name, digest, tuple(rows), (*tree.problems, *sink.problems), tuple(refused))


def says_something(row: Row) -> bool:
    """Return whether a row says anything: in a form that nobody has filled in the tasks stand there already."""
    return any(row.record.get(name) for name in _SAID)


def progress_of(row: Row, whose: Whose) -> Progress:
    """Return the entry of a row in which nothing is wrong."""
    record = row.record
    done_on, updated_on, evidence = (record.get(key) for key in ("done_on", "updated_on", "evidence"))
    assert isinstance(updated_on, date)
    return Progress(
        whose=whose,
        status=cast("Status", record["status"]),
        done_on=done_on if isinstance(done_on, date) else None,
        updated_on=updated_on,
        note=str(record.get("note", "")),
        obstacles=str(record.get("obstacles", "")),
        next_step=str(record.get("next_step", "")),
        evidence=evidence if isinstance(evidence, tuple) else (),
        where=row.place("task"),
    )
