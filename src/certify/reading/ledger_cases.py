"""Which cases of a ledger stand behind its figures: from a rate back to rows and case numbers."""

from collections.abc import Sequence
from datetime import date
from itertools import islice

from certify.facts import Case, CaseFigure, CaseLedger, Value
from certify.problems import excerpt
from certify.reading.tables import Table

OUTCOMES = ("agreed", "failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending")
# So many cases of a ledger are named; where there are more, what keeps a rate down comes before what was agreed.
MOST_CASES = 1000
_FIRST = ("failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending", "carried_in", "agreed")


def within(days: Sequence[Value | None], period: tuple[date, date]) -> list[bool]:
    """Return for each row whether its day lies in the period."""
    start, end = period
    return [isinstance(day, date) and start <= day <= end for day in days]


def carried_in(table: Table, period: tuple[date, date]) -> list[bool] | None:
    """Return for each row whether its case was carried into the period; none where the closing dates are not there."""
    if "closed_on" not in table.columns:
        return None
    start, end = period
    values = table.values
    return [
        isinstance(accepted, date)
        and accepted < start
        and (outcome == "pending" or (isinstance(closed, date) and start <= closed <= end))
        for accepted, closed, outcome in zip(values["accepted_on"], values["closed_on"], values["outcome"], strict=True)
    ]


def ledger_cases(table: Table, period: tuple[date, date]) -> CaseLedger:
    """Return the cases that stand behind the figures of a ledger without errors."""
    inside = within(table.values["accepted_on"], period)
    rows: dict[str, list[int]] = {outcome: [] for outcome in OUTCOMES}
    for at, (counted, outcome) in enumerate(zip(inside, table.values["outcome"], strict=True)):
        if counted:
            rows[str(outcome)].append(at)
    carried = carried_in(table, period)
    if carried is not None:
        rows["carried_in"] = [at for at, is_one in enumerate(carried) if is_one]
    named: dict[str, tuple[Case, ...]] = {}
    room = MOST_CASES
    for name in _FIRST:
        named[name] = tuple(_case(table, at) for at in islice(rows.get(name, ()), room))
        room -= len(named[name])
    figures = tuple(CaseFigure(f"cases.{name}", len(found), named[name]) for name, found in rows.items())
    return CaseLedger(table.name, len(inside), sum(inside), figures)


def _case(table: Table, at: int) -> Case:
    return Case(excerpt(str(table.values["case_number"][at])), table.stands(table.lines[at])[1])
