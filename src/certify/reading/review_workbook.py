"""A filled review workbook to the reviewers' conclusions, every problem told by its cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path

from certify.documents.bounds import MOST_PROBLEMS, note
from certify.facts import Record, Value
from certify.forms.tree import cell_fault
from certify.problems import Level, Problem, excerpt
from certify.reading.field_values import converter, told
from certify.reading.forms import form_fields
from certify.reading.heads import MOST_ABOVE_HEADS, column_of, find_heads
from certify.reading.values import UnreadableError, says_nothing
from certify.rules.ruleset import Check, RuleSet
from certify.rules.vocabulary import Field
from certify.spelling import folded, nearest, normal
from certify.workbooks.grid import Cell, CellMark, Sheet, Workbook
from certify.workbooks.load import read_workbook

FORMAT = "certify-review/1"
ABOUT = "_certify"
UNREAD = "#unread"
# The key of a row of the hidden sheet that names a submission: its id, its file, its digest.
SUBMISSION = "submission"
PENDING = "pending"
# What a reviewer enters; a row with nothing in these is not read at all.
ENTERED = ("outcome", "reviewer", "on", "note", "evidence")
_WHOSE = ("organization", "check", "file")
_NEEDED = frozenset(("organization", "check", "outcome", "reviewer", "on"))
_TOLD = frozenset(("organization", "check", "file", "outcome", "on"))
# A sheet with so many of the heads is meant to be read, even where one that is needed was renamed.
_LIKE_A_REVIEW = 4
_BETWEEN_EVIDENCE = re.compile(r"[、，,；;\n]")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a reviewer concluded in one row; `places` leads from its columns to their cells."""

    organization: str
    file: str
    check: str
    outcome: str
    reviewer: str
    on: date
    note: str
    evidence: tuple[str, ...]
    places: Mapping[str, str]


@dataclass(slots=True)
class Told:
    """What is told of a review: errors and warnings each within the bound, so that many warnings never make an error."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Add a problem; beyond the most of its level say once that there are more."""
        if problem.level == "error":
            note(self.errors, problem)
        elif len(self.warnings) <= MOST_PROBLEMS:
            more = Problem("warning", "more_problems", problem.where, params={"most": MOST_PROBLEMS})
            self.warnings.append(problem if len(self.warnings) < MOST_PROBLEMS else more)

    def fault(self, code: str, where: str, level: Level = "error", /, **params: object) -> None:
        """Add a problem of a kind at a place."""
        self.add(Problem(level, code, where, params=params))

    @property
    def full(self) -> bool:
        """Whether no more errors are told: what would help with them need not be looked for."""
        return len(self.errors) >= MOST_PROBLEMS

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, the errors first."""
        return (*self.errors, *self.warnings)


@dataclass(slots=True)
class ReviewBook:
    """A review workbook: what it was made for, what was concluded in it, how many rows conclude nothing.

    `digests` leads from the id and the file of each submission to the digest that it had when the form was made.
    """

    name: str
    about: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[tuple[str, str], str] = field(default_factory=dict)
    conclusions: list[Conclusion] = field(default_factory=list)
    blank: int = 0
    pending: int = 0
    told: Told = field(default_factory=Told)


def review_columns() -> tuple[Field, ...]:
    """Return the columns of a review workbook."""
    return form_fields("review_workbook").by_path["rows"].fields


def evidence_items(text: str) -> tuple[str, ...]:
    """Return the pieces of evidence that one cell names."""
    return tuple(filter(None, (item.strip() for item in _BETWEEN_EVIDENCE.split(text))))


def read_review_workbook(path: Path, name: str, rules: RuleSet) -> ReviewBook:
    """Read a review workbook; reading never stops at a problem of a row."""
    opened = read_workbook(path, name)
    if isinstance(opened, Problem):
        return _refused(name, opened)
    book = _about(opened)
    if book.told.errors:
        return book
    reader = _BookReader(book, rules)
    found = [reader.sheet(sheet) for sheet in opened.sheets if sheet.name != ABOUT]
    if not any(found):
        book.told.fault("review_book_no_rows", f"{name}:1:1")
    return book


def _refused(name: str, problem: Problem) -> ReviewBook:
    book = ReviewBook(name)
    book.told.add(problem)
    return book


def _about(workbook: Workbook) -> ReviewBook:
    """Return what a workbook says of itself, with the problem of one that is no review workbook."""
    name = workbook.name
    sheet = workbook.sheet(ABOUT)
    if sheet is None:
        return _refused(name, Problem("error", "review_book_not_ours", f"{name}:1:1"))
    about: dict[str, str] = {}
    digests: dict[tuple[str, str], str] = {}
    for row in sorted({row for row, _ in sheet.cells}):
        key, *said = (sheet.text(row, column) for column in range(1, 5))
        if key == SUBMISSION:
            digests[normal(said[0]), said[1]] = said[2]
        else:
            about[key] = said[0]
    if about.get("format") != FORMAT:
        params = {"found": excerpt(about.get("format", "")), "accepted": (FORMAT,)}
        return _refused(name, Problem("error", "review_book_format", f"{name}:1:1", params=params))
    return ReviewBook(name, about, digests)


class _BookReader:
    """Reads the sheets of one workbook into its conclusions."""

    def __init__(self, book: ReviewBook, rules: RuleSet) -> None:
        self.book = book
        self.columns = review_columns()
        self.words = {
            folded(word): one for one in self.columns for word in (*one.aliases, one.label.en, one.label.zh, one.name)
        }
        self.checks: Mapping[str, Check] = {check.id: check for check in rules.checks()}
        self.clauses = frozenset(criterion.id for criterion in rules.criteria)

    def sheet(self, sheet: Sheet) -> bool:
        """Read one sheet; return whether it is one with rows of a review."""
        if not sheet.cells or sheet.text(1, 1) == UNREAD or sheet.name == self.book.about.get("unread"):
            return False
        if not self.is_review(sheet):
            where = f"{self.book.name}:{CellMark(sheet.name, 1, 1).place}"
            self.book.told.fault("review_sheet_not_read", where, "warning", found=excerpt(sheet.name))
            return False
        _SheetReader(self, sheet).read()
        return True

    def is_review(self, sheet: Sheet) -> bool:
        """Return whether a sheet has the heads of a review, or most of them."""
        return any(
            sum(column_of(cell, self.words) is not None for cell in cells) >= _LIKE_A_REVIEW
            for _, cells in islice(_lines(sheet), MOST_ABOVE_HEADS)
        )


class _SheetReader:
    """Reads one sheet: what the form itself wrote is passed over, rows without an entry are counted."""

    def __init__(self, reader: _BookReader, sheet: Sheet) -> None:
        self.reader = reader
        self.book = reader.book
        self.sheet = sheet
        self.convert = {field.name: converter(field) for field in reader.columns}
        self.columns: dict[str, tuple[int, Field]] = {}
        self.sound = True
        self.refused: set[tuple[int, int]] = set()
        self.width = 0

    def read(self) -> None:
        """Read the heads and the rows below them."""
        found = find_heads(_lines(self.sheet), self.reader.words)
        self.heads(found.line, found.heads)
        if not self.columns.keys() >= _NEEDED:
            return
        for line, _ in found.rows:
            self.beside(line)
            if any(self.cell(line, name) for name in ENTERED if name in self.columns):
                self.row(line)
            else:
                self.book.blank += self.cell(line, "check") is not None

    def heads(self, line: int, heads: list[str]) -> None:
        """Match the heads: an unknown one is a warning, a doubled one or the want of a needed one an error."""
        self.width = len(heads)
        for column, head in enumerate(heads, 1):
            field = column_of(head, self.reader.words)
            if field is None:
                if head.strip():
                    near = nearest(head, (one.label.zh for one in self.reader.columns))
                    self.fault("unknown_column", line, column, "warning", found=excerpt(head), suggestion=near)
            elif field.name in self.columns:
                self.fault("column_twice", line, column, label=field.label)
            else:
                self.columns[field.name] = column, field
        for field in self.reader.columns:
            if field.name in _NEEDED and field.name not in self.columns:
                self.fault("column_missing", line, 1, label=field.label, name=field.name)

    def beside(self, line: int) -> None:
        """Say where something stands beside the table; the row is read all the same."""
        beside = next(
            (at for at in range(self.width + 1, self.last_column + 1) if (line, at) in self.sheet.cells), None
        )
        if beside is not None:
            self.fault("stray_answer", line, beside, "warning")

    def cell(self, line: int, name: str) -> Cell | None:
        """Return the cell of a column in a row, where anything stands in it."""
        cell = self.sheet.cells.get((line, self.columns[name][0]))
        return None if cell is None or (not cell.text.strip() and cell.kind == "text") else cell

    def row(self, line: int) -> None:
        """Take the conclusion of a row, where it has one; a row with an error is left out whole."""
        self.sound = True
        record = {
            name: value
            for name in (*ENTERED, *_WHOSE)
            if name in self.columns and (value := self.value(line, name)) is not None
        }
        if "outcome" not in record or record["outcome"] == PENDING:
            self.open(line, record)
            return
        for name in ("organization", "check", "reviewer", "on"):
            column, field = self.columns[name]
            if name not in record and (line, column) not in self.refused:
                self.fault("required", line, column, label=field.label)
        if "check" in record:
            self.check(line, normal(str(record["check"])), noted="note" in record)
        if self.sound:
            self.book.conclusions.append(_conclusion(record, self.places(line)))

    def open(self, line: int, record: Record) -> None:
        """Count a row that concludes nothing; a note in it would get lost unseen."""
        if "outcome" in record:
            self.book.pending += 1
            return
        self.book.blank += 1
        if self.sound and ("note" in record or "evidence" in record):
            self.fault("review_row_no_outcome", line, self.columns["outcome"][0], "warning")

    def value(self, line: int, name: str) -> Value | None:
        """Return what a cell says, none where it says nothing or cannot be read."""
        column, field = self.columns[name]
        cell = self.cell(line, name)
        if cell is None:
            return None
        code = cell_fault(cell.kind, field)
        text = cell.text.strip()
        try:
            if code:
                raise UnreadableError(code)  # noqa: TRY301 - told like any text that cannot be read
            if field.type == "text" and says_nothing(text):
                return None
            return self.convert[name](text)
        except UnreadableError as error:
            self.refused.add((line, column))
            self.fault(error.code, line, column, **({} if self.book.told.full else told(field, text, error)))
            return None

    def check(self, line: int, name: str, *, noted: bool) -> None:
        """Check that a conclusion is about a sub-check, with a note where one is needed."""
        at = self.columns["check"][0]
        check = self.reader.checks.get(name)
        if check is None and name in self.reader.clauses:
            self.fault("review_of_clause", line, at, found=excerpt(name))
        elif check is None:
            near = nearest(name, self.reader.checks) if not self.book.told.full else ""
            self.fault("unknown_check", line, at, found=excerpt(name), suggestion=near)
        elif check.kind == "auto" and not noted:
            column = self.columns.get("note", self.columns["outcome"])[0]
            self.fault("review_row_note_needed", line, column, found=name)

    @cached_property
    def last_column(self) -> int:
        """The last column with anything in it."""
        return max(column for _, column in self.sheet.cells)

    def places(self, line: int) -> dict[str, str]:
        """Return the places of the cells of a row."""
        return {name: self.place(line, column) for name, (column, _) in self.columns.items() if name in _TOLD}

    def place(self, line: int, column: int) -> str:
        """Return a cell as people name it."""
        return f"{self.book.name}:{CellMark(self.sheet.name, line, column).place}"

    def fault(self, code: str, line: int, column: int, level: Level = "error", /, **params: object) -> None:
        """Note a problem at a cell; an error leaves its row out."""
        self.sound = self.sound and level != "error"
        self.book.told.fault(code, self.place(line, column), level, **params)


def _conclusion(record: Record, places: Mapping[str, str]) -> Conclusion:
    on = record["on"]
    assert isinstance(on, date)
    return Conclusion(
        normal(str(record["organization"])),
        str(record.get("file", "")),
        normal(str(record["check"])),
        str(record["outcome"]),
        str(record["reviewer"]),
        on,
        str(record.get("note", "")),
        evidence_items(str(record.get("evidence", ""))),
        places,
    )


def _lines(sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet with their texts, filtered and hidden ones among them."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell.text.strip()
    for row, cells in sorted(rows.items()):
        yield row, [cells.get(column, "") for column in range(1, max(cells) + 1)]
