"""The case ledger beside a submission: its figures, which are judged instead of the declared ones.

The statements are those of the specification of submissions (section 5). A figure is computed only where the columns it
needs are in the ledger. Of the two personal columns only presence is read.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, compress
from operator import itemgetter
from pathlib import Path, PurePath
from typing import TypeAlias

from certify.documents.bounds import bounded
from certify.documents.files import on_disk
from certify.facts import Record, Value
from certify.problems import Problem, excerpt
from certify.reading.cell_tables import read_table_workbook
from certify.reading.formats import is_workbook
from certify.reading.forms import ledger_field
from certify.reading.ledger_cases import OUTCOMES, carried_in, within
from certify.reading.tables import Table, read_table

# The ledger's names of the six columns that a clause asks for; one is named otherwise in the vocabulary.
COLUMNS = {
    "party_identity": "party_identity",
    "party_contact": "party_contact",
    "case_number": "case_number",
    "cause": "cause",
    "amount_cny": "amount",
    "outcome": "outcome",
}
# What is counted of agreements, and what it is called.
BORNE = {
    "signed_by_both": "agreements.signed_by_both",
    "signed_by_mediator": "agreements.signed_by_mediator",
    "sealed": "agreements.sealed",
    "notice_issued": "performance.notices_issued",
}
# A row by its position, the column, the problem's code, and what it tells.
_Fault: TypeAlias = tuple[int, str, str, dict[str, object]]


def file_below(folder: Path, name: str) -> Path | None:
    """Return the file that a submission in `folder` names; none where it is not there or lies outside the folder."""
    try:
        named = PurePath(on_disk(name))
        if named.is_absolute() or ".." in named.parts:
            return None
        path = (folder / named).resolve()
        return path if path.is_file() and path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):
        return None


def read_ledger(path: Path, name: str, as_of: date | None) -> Table:
    """Read a ledger, with every problem of its rows; a date may not be later than `as_of`."""
    read = read_table_workbook if is_workbook(path) else read_table
    return checked_ledger(read(path, ledger_field().fields, name), as_of)


def checked_ledger(table: Table, as_of: date | None) -> Table:
    """Return a ledger with the problems that only its rows together, or two cells of a row, show."""
    return replace(table, problems=tuple(bounded(chain(table.problems, _Faults(table, as_of).find()))))


def ledger_figures(table: Table, period: tuple[date, date]) -> tuple[Record, frozenset[str]]:
    """Return the figures of a ledger by their names in the vocabulary, and those it leaves unanswered."""
    figures = _Figures(table, period)
    figures.cases()
    figures.agreements()
    figures.entries()
    return figures.found, frozenset(figures.blank)


class _Figures:
    """Counts the rows of a ledger that were accepted in the period."""

    def __init__(self, table: Table, period: tuple[date, date]) -> None:
        self.table = table
        self.period = period
        self.inside = within(table.values["accepted_on"], period)
        self.found: Record = {}
        self.blank: set[str] = set()

    def column(self, name: str) -> list[Value | None] | None:
        """Return the values of a column in the rows that count, none where the ledger has no such column."""
        return list(compress(self.table.values[name], self.inside)) if name in self.table.columns else None

    def cases(self) -> None:
        """Count the cases, what was archived of them, and who commissioned them."""
        outcomes = self.column("outcome") or []
        counted = Counter(outcomes)
        self.found["cases.accepted"] = len(outcomes)
        self.found |= {f"cases.{outcome}": counted[outcome] for outcome in OUTCOMES}
        carried = carried_in(self.table, self.period)
        if carried is not None:
            self.found["cases.carried_in"] = sum(carried)
        self.found["archive.files_due"] = len(outcomes) - counted["pending"]
        archived = self.column("archived_on")
        if archived is not None:
            filed = (outcome for outcome, day in zip(outcomes, archived, strict=True) if day is not None)
            self.found["archive.files_archived"] = sum(outcome != "pending" for outcome in filed)
        commissioned = self.column("commissioned_by")
        if commissioned is not None:
            by = Counter(commissioned)
            self.found["commissioned.arbitration_cases"] = by["arbitration"]
            self.found["commissioned.court_cases"] = by["court"]

    def agreements(self) -> None:
        """Count agreements and what each bears; a blank cell leaves a figure unanswered."""
        numbers = self.column("agreement_no")
        if numbers is None:
            return
        made = [number is not None for number in numbers]
        self.found["agreements.made"] = sum(made)
        for column, name in BORNE.items():
            said = self.column(column)
            if said is None:
                continue
            counted = Counter(compress(said, made))
            if counted[None]:
                self.blank.add(name)
            else:
                self.found[name] = counted[True]

    def entries(self) -> None:
        """Count the entries, and find the latest ones and the columns that are filled."""
        columns = self.table.columns
        self.found["ledger.entries"] = sum(self.inside)
        if "closed_on" in columns:
            self.latest("ledger.last_case_event_on", "accepted_on", "closed_on")
        if "updated_on" in columns:
            self.latest("ledger.last_entry_on", "updated_on")
        filled = (COLUMNS[column] for column in COLUMNS if column in columns and self.is_filled(column))
        self.found["ledger.columns"] = tuple(filled)

    def latest(self, name: str, *columns: str) -> None:
        """Put in the latest date of some columns; where none is given the figure is unanswered."""
        days = [day for column in columns for day in set(self.column(column) or ()) if isinstance(day, date)]
        if days:
            self.found[name] = max(days)
        else:
            self.blank.add(name)

    def is_filled(self, column: str) -> bool:
        """Return whether any row has something in a column, also outside the period; without a row every column counts."""
        values = self.table.values[column]
        return not values or any(value is not None for value in values)


class _Faults:
    """What is wrong with rows that can each be read: dates and outcomes that contradict each other, doubled numbers."""

    def __init__(self, table: Table, as_of: date | None) -> None:
        self.table = table
        self.as_of = as_of
        self.fields = {field.name: field for field in ledger_field().fields}

    def find(self) -> Iterator[Problem]:
        """Yield every fault, row by row."""
        found = (*self.dates(), *self.closing(), *self.twice())
        for at, column, code, params in sorted(found, key=itemgetter(0)):
            yield self.fault(self.table.lines[at], column, code, **params)

    def dates(self) -> Iterator[_Fault]:
        """Yield the dates that lie ahead."""
        if self.as_of is None:
            return
        for column, field in self.fields.items():
            days = self.table.values.get(column, ()) if field.type == "date" else ()
            # There are far fewer days than rows: only where one lies ahead are the rows looked through.
            late = {day: day.isoformat() for day in set(days) if isinstance(day, date) and day > self.as_of}
            for at, day in enumerate(days if late else ()):
                if isinstance(day, date) and day in late:
                    params: dict[str, object] = {
                        "label": field.label,
                        "found": late[day],
                        "as_of": self.as_of.isoformat(),
                    }
                    yield at, column, "later_than_as_of", params

    def closing(self) -> Iterator[_Fault]:
        """Yield closing dates that the outcome or the day of acceptance contradicts."""
        values = self.table.values
        if not {"accepted_on", "closed_on", "outcome"} <= values.keys():
            return
        rows = zip(values["accepted_on"], values["closed_on"], values["outcome"], strict=True)
        for at, (accepted, closed, outcome) in enumerate(rows):
            if closed is None:
                if outcome != "pending":
                    yield at, "closed_on", "closed_without_date", {}
                continue
            if isinstance(accepted, date) and isinstance(closed, date) and closed < accepted:
                params: dict[str, object] = {"found": closed.isoformat(), "accepted": accepted.isoformat()}
                yield at, "closed_on", "closed_before_accepted", params
            if outcome == "pending":
                yield at, "closed_on", "pending_but_closed", {}

    def twice(self) -> Iterator[_Fault]:
        """Yield the case numbers that stand in a row further up."""
        numbers = self.table.values.get("case_number", ())
        if len(set(numbers)) == len(numbers):
            return
        first: dict[object, int] = {}
        for at, number in enumerate(numbers):
            if first.setdefault(number, at) == at:
                continue
            sheet, row = self.table.stands(self.table.lines[first[number]])
            if sheet == self.table.stands(self.table.lines[at])[0]:
                yield at, "case_number", "case_twice", {"first": row}
            else:
                yield at, "case_number", "case_twice_on_sheets", {"sheet": excerpt(sheet), "first": row}

    def fault(self, line: int, column: str, code: str, **params: object) -> Problem:
        where = self.table.place(line, self.table.columns[column])
        return Problem("error", code, where, "ledger.file", params)
