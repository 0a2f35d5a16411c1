"""What the tables of the coverage workbook are made with."""

from collections.abc import Sequence

from certify.language import Lang, joined
from certify.reporting.coverage.shapes import CountOfUnits, UnitShape
from certify.reporting.coverage.words import KIND_OF_ONE, Shown
from certify.reporting.table_sheet import Cell, Column, Group


class TableMaker:
    """Makes tables of one report."""

    def __init__(self, shown: Shown) -> None:
        """Take the report."""
        self.shown = shown
        self.report = shown.report
        self.lang: Lang = shown.lang
        self.say = shown.say

    def note(self) -> str:
        """Return what stands above every table."""
        return f"{self.say('截至', 'As of')} {self.report.as_of}"

    def kind(self, unit: UnitShape) -> str:
        """Return the kind of a unit."""
        return KIND_OF_ONE[unit.kind].to(self.lang) if unit.kind in KIND_OF_ONE else unit.kind

    def lines(self, parts: Sequence[str]) -> str:
        """Return parts as the lines of one cell."""
        return "\n".join(parts)


def units_named(shown: Shown, ids: Sequence[str]) -> str:
    """Return units by name and id, as a list."""
    return joined([f"{shown.label_of(id_)} {id_}" for id_ in ids], shown.lang)


def yes(shown: Shown, value: bool) -> str:  # noqa: FBT001 - a value to be said
    """Return yes or no in the language of the report."""
    return shown.say("是", "yes") if value else shown.say("否", "no")


def count_cells(count: CountOfUnits) -> tuple[Cell, ...]:
    """Return counted units as cells."""
    percents = (_percent(count.percent), _percent(count.percent_at_most))
    return count.total, count.covered, count.gap, count.at_most, *percents


def _percent(value: str | None) -> float | None:
    return None if value is None else float(value)


def one_group(*columns: Column) -> tuple[Group, ...]:
    """Return columns as one group without a head of its own."""
    return (Group("", columns),)
