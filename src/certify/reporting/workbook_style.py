"""How workbooks look: fonts, colours, sheets of paper, and the heights that wrapped text needs."""

import math
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, BinaryIO, TypeAlias

from xlsxwriter.format import Format as _Format  # type: ignore[import-untyped]
from xlsxwriter.workbook import Workbook as _Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet as _Worksheet  # type: ignore[import-untyped]

from certify.language import Lang, Text
from certify.reporting.xml_text import xml_text

Book: TypeAlias = _Workbook
Page: TypeAlias = _Worksheet
Look: TypeAlias = _Format

# A workbook says when it was made. Ours says the same always: equal content is equal bytes.
_CREATED = datetime(2024, 8, 20)  # noqa: DTZ001 - a workbook's times have no zone
_LONGEST_TITLE = 200
# Both stand in Excel and in WPS; where they are missing a program takes its own font of the script.
_FONT = Text("微软雅黑", "Arial")
_LINE = 15.5
_PADDING = 6.0
# What a line loses where a word does not fit, and to letters that are wider than most.
_LOSS = 1.06
_LETTER = 0.92
_MARGIN = 0.5
_A4 = 9
_TALLEST_ROW = 409.0

_BORDER = {"border": 1, "border_color": "#8A94A0"}
LOOKS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "plain": {},
        "title": {"bold": True, "font_size": 15, "font_color": "#1F3A5F"},
        "subtitle": {"bold": True, "font_size": 12, "font_color": "#1F3A5F"},
        "tally": {"bold": True, "align": "right", "font_color": "#9C3B00"},
        "bold": {"bold": True},
        "small": {"font_size": 9, "font_color": "#4A5560"},
        "center": {"align": "center"},
        "indent": {"indent": 1},
        "boxed": _BORDER,
        "head": {**_BORDER, "bold": True, "align": "center", "bg_color": "#1F3A5F", "font_color": "#FFFFFF"},
        "column": {**_BORDER, "bold": True, "align": "center", "bg_color": "#DCE6F1"},
        "hint": {"font_size": 9, "align": "center", "font_color": "#4A5560", "bottom": 1, "bottom_color": "#8A94A0"},
        "clause": {**_BORDER, "bg_color": "#DCE6F1"},
        "note": {**_BORDER, "font_size": 9, "font_color": "#4A5560", "bg_color": "#F3F5F7"},
        "link": {"font_color": "#0B5CAD", "underline": 1},
        "status": {**_BORDER, "align": "center", "bold": True, "font_color": "#9C3B00"},
        "answer": {**_BORDER, "locked": False, "bg_color": "#FFF8D6"},
        "row": {**_BORDER, "locked": False},
        "free": {"locked": False},
        "line": {"text_wrap": False},
        "required": {"bg_color": "#FFDDB3"},
        "filled": {"bg_color": "#FFFFFF"},
        "fault": {"bg_color": "#F7B9B4", "border": 2, "border_color": "#B3261E"},
        "doubt": {"bg_color": "#FFE08A", "border": 2, "border_color": "#9C6B00"},
        "text": {"num_format": "@"},
        "date": {"num_format": "yyyy-mm-dd", "align": "center"},
        "figure": {"align": "right"},
    }
)


def new_book(out: BinaryIO, title: str) -> Book:
    """Return a new workbook that is written to `out` when it is closed, the same bytes for the same content."""
    book = _Workbook(out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"title": xml_text(title)[:_LONGEST_TITLE], "created": _CREATED})
    return book


class Styles:
    """The formats of one workbook, made of named looks once and kept."""

    def __init__(self, book: Book, lang: Lang) -> None:
        """Make the formats in `book`."""
        self.book = book
        self.font = _FONT.to(lang)
        self.made: dict[tuple[str, ...], Look] = {}

    def __call__(self, *looks: str) -> Look:
        """Return the format of `looks`, of which a later one wins."""
        if looks not in self.made:
            properties: dict[str, Any] = {
                "font_name": self.font,
                "font_size": 10,
                "text_wrap": True,
                "valign": "vcenter",
            }
            for look in looks:
                properties |= LOOKS[look]
            self.made[looks] = self.book.add_format(properties)
        return self.made[looks]

    def mark(self, look: str) -> Look:
        """Return a format with nothing but the fill of a look, for a condition to lay over another."""
        key = ("mark", look)
        if key not in self.made:
            self.made[key] = self.book.add_format({"bg_color": LOOKS[look]["bg_color"]})
        return self.made[key]


def text_width(text: str) -> float:
    """Return how wide a text is on one line, in widths of a figure: a Chinese character takes two."""
    return sum(2.0 if unicodedata.east_asian_width(character) in "WFA" else _LETTER for character in text)


def text_lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of that width; spreadsheet programs do not tell in merged cells."""
    return sum(max(1, math.ceil(text_width(part) * _LOSS / width)) for part in text.split("\n"))


def row_height(*cells: tuple[str, float], least: int = 1) -> float:
    """Return the height of a row from its texts, each with the width of its column."""
    lines = max(least, *(text_lines(text, width) for text, width in cells))
    return min(_TALLEST_ROW, lines * _LINE + _PADDING)


def set_paper(page: Page, lang: Lang, heads: tuple[int, int] | None, *, wide: bool) -> None:
    """Set a sheet up for A4: one page wide, its heads on every page, its name above and the page number below."""
    page.set_paper(_A4)
    if wide:
        page.set_landscape()
    else:
        page.set_portrait()
    page.fit_to_pages(1, 0)
    page.set_margins(left=_MARGIN, right=_MARGIN, top=0.7, bottom=0.7)
    page.set_header("&C&A")
    page.set_footer("&C第 &P 页，共 &N 页" if lang == "zh" else "&CPage &P of &N")
    if heads is not None:
        page.repeat_rows(*heads)
