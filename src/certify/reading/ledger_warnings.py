"""What looks odd in a ledger that can be read: warnings for a person to check, which change no figure.

A kind of oddity is told once, at the first row that shows it, with how many rows do and the first of them. Case numbers
may be shown, without long numbers; parties never.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from certify.language import Text
from certify.masking import without_numbers
from certify.problems import Problem, excerpt
from certify.reading.forms import ledger_field
from certify.reading.ledger_cases import carried_in
from certify.reading.tables import Table
from certify.spelling import normal

MOST_SHOWN = 5
MOST_SERIES = 5
# Two numbers are no series.
LEAST_NUMBERS = 3
SIGNATURES = ("signed_by_both", "signed_by_mediator", "sealed")
# The running number is the last one in a case number, the year aside that it may begin with.
_RUNNING = re.compile(r"(.*\D|)(\d{1,18})(\D*)", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d(?=\d\d)")
# With so many figures a number does not begin with a year, and can stand behind one.
_NO_YEAR = range(2, 6)


def ledger_warnings(table: Table, period: tuple[date, date]) -> Iterator[Problem]:
    """Yield what looks odd in the rows of a ledger without errors."""
    yield from _gaps(table)
    odd = _Odd(table, period)
    yield from odd.agreements()
    yield from odd.outside()


class _Odd:
    """Finds rows that look odd, a kind at a time."""

    def __init__(self, table: Table, period: tuple[date, date]) -> None:
        self.table = table
        self.period = period
        self.labels = {column.name: column.label for column in ledger_field().fields}

    def agreements(self) -> Iterator[Problem]:
        """Yield agreed cases without an agreement, and agreements that are unsigned or of cases not agreed."""
        if "agreement_no" not in self.table.columns:
            return
        numbers, outcomes = self.table.values["agreement_no"], self.table.values["outcome"]
        rows = range(len(outcomes))
        lacking = (at for at in rows if outcomes[at] == "agreed" and numbers[at] is None)
        yield from self.told("ledger_agreed_without_number", "agreement_no", lacking)
        other = (at for at in rows if outcomes[at] != "agreed" and numbers[at] is not None)
        yield from self.told("ledger_number_not_agreed", "agreement_no", other)
        for column in SIGNATURES:
            if column in self.table.columns:
                said = self.table.values[column]
                unsigned = (at for at in rows if said[at] is False and numbers[at] is not None)
                yield from self.told("ledger_unsigned", column, unsigned, label=self.labels[column])

    def outside(self) -> Iterator[Problem]:
        """Yield the rows that are counted nowhere: accepted outside the period and not carried into it."""
        start, end = self.period
        carried = carried_in(self.table, self.period)
        accepted = self.table.values["accepted_on"]
        outside = (
            at
            for at, day in enumerate(accepted)
            if isinstance(day, date) and not start <= day <= end and not (carried is not None and carried[at])
        )
        yield from self.told("ledger_outside_period", "accepted_on", outside, start=start, end=end)

    def told(self, code: str, column: str, rows: Iterable[int], **params: object) -> Iterator[Problem]:
        """Yield one warning for all rows of a kind, none where there is no such row."""
        found = list(rows)
        if found:
            where = self.table.place(self.table.lines[found[0]], self.table.columns[column])
            params |= {"count": len(found), "cases": shown_cases(self.table, found)}
            yield Problem("warning", code, where, "ledger.file", params)


def shown_cases(table: Table, rows: list[int]) -> Text:
    """Return the first of the cases in some rows, by their row and their case number."""
    numbers = table.values["case_number"]
    first = [(table.lines[at], excerpt(str(numbers[at]))) for at in rows[:MOST_SHOWN]]
    zh = [f"第 {line} 行 {number}" for line, number in first]
    return _first_of(zh, [f"row {line} {number}" for line, number in first], len(rows))


@dataclass(slots=True)
class _Series:
    """The case numbers that differ in their running number only, each with its row."""

    before: str
    behind: str
    rows: dict[int, int] = field(default_factory=dict)
    width: int = 99

    def add(self, running: str, row: int) -> None:
        """Take a case number; the figures of the shortest one say how many to show."""
        self.rows.setdefault(int(running), row)
        self.width = min(self.width, len(running))

    def spelt(self, number: int) -> str:
        """Return a running number as it is written here."""
        return without_numbers(str(number).zfill(self.width))

    @property
    def missing(self) -> list[int]:
        """The numbers between the smallest and the largest that no case has; none where more are missing than there are."""
        first, last = min(self.rows), max(self.rows)
        count = last - first + 1 - len(self.rows)
        if len(self.rows) < LEAST_NUMBERS or not 0 < count <= len(self.rows):
            return []
        return [number for number in range(first, last + 1) if number not in self.rows]


def _gaps(table: Table) -> Iterator[Problem]:
    """Yield a warning for each series of case numbers with gaps, those with the most cases first, as far as anybody reads."""
    with_gaps = ((series, series.missing) for series in _series(table))
    for series, missing in islice((found for found in with_gaps if found[1]), MOST_SERIES):
        behind_gap = min(number for number in series.rows if number > missing[0])
        where = table.place(table.lines[series.rows[behind_gap]], table.columns["case_number"])
        shown = [series.spelt(number) for number in missing[:MOST_SHOWN]]
        params = {
            "series": excerpt(f"{series.before}…{series.behind}"),
            "first": series.spelt(min(series.rows)),
            "last": series.spelt(max(series.rows)),
            "count": len(missing),
            "missing": _first_of(shown, shown, len(missing)),
        }
        yield Problem("warning", "ledger_gap", where, "ledger.file", params)


def _first_of(zh: list[str], en: list[str], count: int) -> Text:
    """Return the first of so many things in words."""
    more = count > len(zh)
    return Text("、".join(zh) + (" 等" if more else ""), ", ".join(en) + (", …" if more else ""))


def _series(table: Table) -> list[_Series]:
    """Return the series of case numbers, the longest first."""
    found: dict[tuple[str, str], _Series] = {}
    last = _Series("", "")
    for at, text in enumerate(table.values["case_number"]):
        number = str(text)
        running = _goes_on(last, number)
        if not running:
            parts = _RUNNING.fullmatch(normal(number))
            if parts is None:
                continue
            before, running, behind = parts.groups()
            if _YEAR.match(running):
                before, running = before + running[:4], running[4:]
            last = found.setdefault((before, behind), _Series(before, behind))
        last.add(running, at)
    return sorted(found.values(), key=lambda series: -len(series.rows))


def _goes_on(series: _Series, number: str) -> str:
    """Return the running number where a case number can be seen to go on the series; nearly all go on that of the row above."""
    if not (series.before and series.behind and number.startswith(series.before) and number.endswith(series.behind)):
        return ""
    running = number[len(series.before) : -len(series.behind)]
    return running if len(running) in _NO_YEAR and running.isascii() and running.isdigit() else ""
