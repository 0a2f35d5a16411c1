"""The case ledger beside a submission: its figures, which are judged instead of the declared ones.

The statements are those of the specification of submissions (section 5). A figure is computed only where the columns it
needs are in the ledger. Of the two personal columns only presence is read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from certify.facts import Record, Value
from certify.problems import Problem
from certify.reading.forms import form_fields
from certify.reading.tables import Table, read_table
from certify.rules.vocabulary import Field

# The ledger's names of the six columns that a clause asks for; one is named otherwise in the vocabulary.
COLUMNS = {
    "party_identity": "party_identity",
    "party_contact": "party_contact",
    "case_number": "case_number",
    "cause": "cause",
    "amount_cny": "amount",
    "outcome": "outcome",
}
OUTCOMES = ("agreed", "failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending")
SIGNED = ("signed_by_both", "signed_by_mediator", "sealed")


def file_below(folder: Path, name: str) -> Path | None:
    """Return the file that a submission in `folder` names; none where it is not there or lies outside the folder."""
    named = PurePath(name)
    if named.is_absolute() or ".." in named.parts:
        return None
    try:
        path = (folder / named).resolve()
        return path if path.is_file() and path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):
        return None


def read_ledger(path: Path, name: str, as_of: date | None) -> Table:
    """Read a ledger, with every problem of its rows; a date may not be later than `as_of`."""
    return checked_ledger(read_table(path, ledger_columns(), name), as_of)


def ledger_columns() -> tuple[Field, ...]:
    """Return the columns that a ledger may have."""
    return form_fields("ledger_form").by_path["ledger"].fields


def checked_ledger(table: Table, as_of: date | None) -> Table:
    """Return a ledger with the problems that only its rows together, or two cells of a row, show."""
    return replace(table, problems=(*table.problems, *_Faults(table, as_of).find()))


def ledger_figures(table: Table, period: tuple[date, date]) -> tuple[Record, frozenset[str]]:
    """Return the figures of a ledger by their names in the vocabulary, and those it leaves unanswered."""
    everything = [row for _, row in table.rows]
    rows = [row for row in everything if _within(row.get("accepted_on"), period)]
    has = frozenset(table.columns)
    figures: Record = {}
    figures.update(_cases(rows))
    if "closed_on" in has:
        figures["cases.carried_in"] = sum(_carried_in(row, period) for row in everything)
    figures["archive.files_due"] = sum(row["outcome"] != "pending" for row in rows)
    if "archived_on" in has:
        archived = [row for row in rows if row["outcome"] != "pending" and "archived_on" in row]
        figures["archive.files_archived"] = len(archived)
    blank = set(_agreements(rows, has, figures))
    if "commissioned_by" in has:
        counted = Counter(row.get("commissioned_by") for row in rows)
        figures["commissioned.arbitration_cases"] = counted["arbitration"]
        figures["commissioned.court_cases"] = counted["court"]
    figures["ledger.entries"] = len(rows)
    if "closed_on" in has:
        blank |= _latest(figures, "ledger.last_case_event_on", rows, ("accepted_on", "closed_on"))
    if "updated_on" in has:
        blank |= _latest(figures, "ledger.last_entry_on", rows, ("updated_on",))
    filled = [COLUMNS[column] for column in COLUMNS if column in has and _is_filled(everything, column)]
    figures["ledger.columns"] = tuple(filled)
    return figures, frozenset(blank)


def _cases(rows: list[Record]) -> Iterator[tuple[str, Value]]:
    counted = Counter(row["outcome"] for row in rows)
    yield "cases.accepted", len(rows)
    for outcome in OUTCOMES:
        yield f"cases.{outcome}", counted[outcome]


def _agreements(rows: list[Record], has: frozenset[str], figures: Record) -> Iterator[str]:
    """Count agreements and what each bears; yield the figures that a blank cell leaves unanswered."""
    if "agreement_no" not in has:
        return
    made = [row for row in rows if "agreement_no" in row]
    figures["agreements.made"] = len(made)
    names = {column: f"agreements.{column}" for column in SIGNED} | {"notice_issued": "performance.notices_issued"}
    for column, name in names.items():
        if column not in has:
            continue
        if all(column in row for row in made):
            figures[name] = sum(row[column] is True for row in made)
        else:
            yield name


def _latest(figures: Record, name: str, rows: Iterable[Record], columns: tuple[str, ...]) -> set[str]:
    """Put in the latest of the dates; return the figure's name where no date is given, which leaves it unanswered."""
    days = [row[column] for row in rows for column in columns if column in row]
    dates = [day for day in days if isinstance(day, date)]
    if not dates:
        return {name}
    figures[name] = max(dates)
    return set()


def _within(day: Value | None, period: tuple[date, date]) -> bool:
    return isinstance(day, date) and period[0] <= day <= period[1]


def _carried_in(row: Record, period: tuple[date, date]) -> bool:
    accepted = row["accepted_on"]
    assert isinstance(accepted, date)
    return accepted < period[0] and (row["outcome"] == "pending" or _within(row.get("closed_on"), period))


def _is_filled(rows: list[Record], column: str) -> bool:
    return not rows or any(column in row for row in rows)


class _Faults:
    """What is wrong with rows that can each be read: dates and outcomes that contradict each other, doubled numbers."""

    def __init__(self, table: Table, as_of: date | None) -> None:
        self.table = table
        self.as_of = as_of
        self.fields = {field.name: field for field in ledger_columns()}

    def find(self) -> Iterator[Problem]:
        first: dict[object, int] = {}
        for line, row in self.table.rows:
            yield from self.dates(line, row)
            yield from self.closing(line, row)
            number = row.get("case_number")
            if number is not None and number in first:
                yield self.fault(line, "case_number", "case_twice", first=first[number])
            first.setdefault(number, line)

    def dates(self, line: int, row: Record) -> Iterator[Problem]:
        for column, field in self.fields.items():
            day = row.get(column)
            if field.type == "date" and isinstance(day, date) and self.as_of is not None and day > self.as_of:
                params = {"label": field.label, "found": day.isoformat(), "as_of": self.as_of.isoformat()}
                yield self.fault(line, column, "later_than_as_of", **params)

    def closing(self, line: int, row: Record) -> Iterator[Problem]:
        accepted, closed, outcome = row.get("accepted_on"), row.get("closed_on"), row.get("outcome")
        if isinstance(accepted, date) and isinstance(closed, date) and closed < accepted:
            params = {"found": closed.isoformat(), "accepted": accepted.isoformat()}
            yield self.fault(line, "closed_on", "closed_before_accepted", **params)
        if outcome == "pending" and closed is not None:
            yield self.fault(line, "closed_on", "pending_but_closed")
        if outcome not in (None, "pending") and closed is None and "closed_on" in self.table.columns:
            yield self.fault(line, "closed_on", "closed_without_date")

    def fault(self, line: int, column: str, code: str, **params: object) -> Problem:
        where = self.table.place(line, self.table.columns[column])
        return Problem("error", code, where, "ledger.file", params)
