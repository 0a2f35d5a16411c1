"""A sheet that is one table: title and heads that stay in sight, rows to filter, made to print on A4."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, TypeAlias

from certify.language import Lang, Text
from certify.reporting.workbook_style import Book, Look, Page, set_paper, text_lines
from certify.reporting.xml_text import xml_text

Cell: TypeAlias = str | int | float | None
# What Excel takes in a cell.
LONGEST = 32767
_FONT = Text("宋体", "Arial")
_LINE = 12.5
_PADDING = 4.0
_MOST_LINES = 32
# Beyond so many characters a text fills the highest row anyway.
_MEASURED = 4000
# Widths count figures of 11 points; the text is smaller.
_FINER = 1.15
_EDGE = {"border": 1, "border_color": "#808080"}
# Fills are light, so that a black-and-white print loses nothing: every cell says in words or marks what it is.
_LOOKS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "title": {"bold": True, "font_size": 14, "text_wrap": False},
        "note": {"font_color": "#404040", "text_wrap": False},
        "group": {**_EDGE, "bold": True, "align": "center", "bg_color": "#D9E2EC"},
        "head": {**_EDGE, "bold": True, "align": "center", "bg_color": "#E8EDF3"},
        "text": _EDGE,
        "center": {**_EDGE, "align": "center"},
        "figure": {**_EDGE, "align": "right", "num_format": "0"},
        "count": {**_EDGE, "align": "left", "num_format": "0"},
        "percent": {**_EDGE, "align": "right", "num_format": "0.00"},
        "met": {**_EDGE, "align": "center", "font_size": 8},
        "not_met": {**_EDGE, "align": "center", "font_size": 8, "bold": True, "bg_color": "#F8D9D5"},
        "missing": {**_EDGE, "align": "center", "font_size": 8, "bg_color": "#FCE8C8"},
        "needs_review": {**_EDGE, "align": "center", "font_size": 8, "bg_color": "#FFF6D0"},
        "not_applicable": {**_EDGE, "align": "center", "font_size": 8, "bg_color": "#EEEEEE"},
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in figures, how its cells look."""

    head: str
    width: float
    look: str = "text"


@dataclass(frozen=True, slots=True)
class Group:
    """Columns beside each other under one head; without a label they have none."""

    label: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the name of its sheet, what stands above it, its columns, how many of them stay in sight, its rows.

    `lines` is the height of every row, so that rows can be sorted; without it each row is as high as its texts need.
    Where `looks` names the look of a text, every cell of that text has it.
    """

    name: str
    note: str
    groups: tuple[Group, ...]
    held: int
    rows: Iterable[Sequence[Cell]]
    lines: int | None = None
    looks: Mapping[Cell, str] = field(default_factory=dict)


class Looks:
    """The formats of one workbook by name."""

    def __init__(self, book: Book, lang: Lang) -> None:
        """Make them in `book`."""
        plain = {"font_name": _FONT.to(lang), "font_size": 9, "text_wrap": True, "valign": "vcenter"}
        self.made: dict[str, Look] = {name: book.add_format({**plain, **look}) for name, look in _LOOKS.items()}

    def __getitem__(self, name: str) -> Look:
        """Return the format of a name."""
        return self.made[name]


def cell_text(text: str) -> str:
    """Return text as a cell takes it."""
    return xml_text(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def write_table(book: Book, looks: Looks, title: str, table: Table, lang: Lang) -> None:
    """Add a sheet with a table to a workbook."""
    page = book.add_worksheet(table.name)
    columns = [column for group in table.groups for column in group.columns]
    page.write_string(0, 0, cell_text(f"{title} · {table.name}"), looks["title"])
    page.write_string(1, 0, cell_text(table.note), looks["note"])
    head = _write_heads(page, looks, table.groups)
    last = _write_rows(page, looks, columns, table, head + 1)
    for number, column in enumerate(columns):
        page.set_column(number, number, column.width)
    # With no row at all the filter stands over the heads and one empty row.
    page.autofilter(head, 0, max(last, head + 1), len(columns) - 1)
    page.freeze_panes(head + 1, table.held)
    set_paper(page, lang, (0, head), wide=True)


def _write_heads(page: Page, looks: Looks, groups: Sequence[Group]) -> int:
    """Write the heads, in two rows where columns are grouped, and return the row that the filter stands on."""
    grouped = any(group.label for group in groups)
    head, place = (3 if grouped else 2), 0
    columns = [column for group in groups for column in group.columns]
    page.set_row(head, height([column.head for column in columns], [column.width for column in columns]))
    for group in groups:
        last = place + len(group.columns) - 1
        if group.label and last > place:
            page.merge_range(head - 1, place, head - 1, last, group.label, looks["group"])
        elif group.label:
            page.write_string(head - 1, place, group.label, looks["group"])
        for column in group.columns:
            page.write_string(head, place, column.head, looks["head"])
            place += 1
    return head


def _write_rows(page: Page, looks: Looks, columns: Sequence[Column], table: Table, first: int) -> int:
    """Write the rows from `first` on and return the last one; text is written as text, whatever it looks like."""
    usual = [looks[column.look] for column in columns]
    special = {text: looks[look] for text, look in table.looks.items()}
    widths = [column.width for column in columns]
    same = table.lines * _LINE + _PADDING if table.lines else None
    row = first - 1
    for row, cells in enumerate(table.rows, first):
        page.set_row(row, same or height(cells, widths))
        for number, (cell, look) in enumerate(zip(cells, usual, strict=True)):
            if isinstance(cell, str):
                page.write_string(row, number, cell_text(cell), special.get(cell, look))
            elif cell is None:
                page.write_blank(row, number, None, look)
            else:
                page.write_number(row, number, cell, look)
    return row


def height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return the height of a row that its texts need: a spreadsheet program need not find out when it opens the file."""
    lines = 1
    for cell, width in zip(cells, widths, strict=False):
        # Most cells are too short for a second line, whatever their letters.
        if isinstance(cell, str) and (2 * len(cell) > width or "\n" in cell):
            lines = max(lines, text_lines(cell[:_MEASURED], width * _FINER))
    return min(lines, _MOST_LINES) * _LINE + _PADDING
