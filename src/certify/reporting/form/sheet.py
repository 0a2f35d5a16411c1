"""One sheet of a form while it is written: rows of words, cells for answers, what was remarked on them, what is open."""

from typing import Any

from certify.forms.answers import Slot, Written
from certify.forms.collect import BAND
from certify.language import Lang, Text
from certify.reporting.form.answer import validation, write_answer
from certify.reporting.form.entry import Entry
from certify.reporting.form.state import Form, Place, Tally
from certify.reporting.workbook_style import Page, row_height
from certify.reporting.xml_text import xml_text
from certify.workbooks.grid import CellMark, column_letters

KEY, CLAUSE, QUESTION, ANSWER, HELP, STATUS = range(6)
OPEN = Text("未填", "open")
REQUIRED_OPEN = Text("必填", "required")
_FINISHED = Text("本页已填完", "Nothing open on this sheet")
_LEFT = Text('"本页还有 "&{count}&" 项未填"', '"Open on this sheet: "&{count}')
# The key of a row that asks nothing; it ends a list above it.
_WORDS_ONLY = "#"
# The author that a comment names.
_AUTHOR = "certify"
_COMMENT_WIDTH = 300
_COMMENT_COLUMNS = 38
_COMMENT_LINE = 1.35
# What the answers on a question sheet may be done to although its words are locked.
ALLOWED = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter")


class FormSheet:
    """A sheet with its next row; `widths` are those of the columns from B on."""

    def __init__(self, form: Form, page: Page, widths: tuple[float, ...]) -> None:
        """Hide the keys and the markers and set the widths."""
        self.form = form
        self.page = page
        self.widths = (0.0, *widths)
        self.last = len(widths)
        self.row = 1
        self.keyed = False
        self.fillable: list[str] = []
        page.set_column(KEY, KEY, 24, None, {"hidden": True})
        for column, width in enumerate(widths, CLAUSE):
            page.set_column(column, column, width)
        page.set_row(0, None, None, {"hidden": True})
        # Codes and numbers of certificates are text, which is no mistake to flag.
        page.ignore_errors({"number_stored_as_text": "C1:Z9999"})
        page.write_string(0, KEY, "#columns")
        page.write_string(0, ANSWER, "answer")

    @property
    def name(self) -> str:
        """The name of its tab."""
        return str(self.page.get_name())

    def key(self, key: str) -> None:
        """Write the key of this row."""
        self.page.write_string(self.row, KEY, key)
        self.keyed = True

    def span(self, first: int, last: int, text: str, *looks: str) -> None:
        """Write words over columns of this row."""
        look = self.form.styles(*looks)
        if first == last:
            self.page.write_string(self.row, first, text, look)
        else:
            self.page.merge_range(self.row, first, self.row, last, text, look)

    def width(self, first: int, last: int) -> float:
        """Return the width of columns together."""
        return sum(self.widths[first : last + 1])

    def band(self, text: str, *looks: str) -> None:
        """Write a row of words over the whole width and go on below it."""
        self.key(BAND)
        self.span(CLAUSE, self.last, text, *looks)
        self.end_row(row_height((text, self.width(CLAUSE, self.last))))

    def end_row(self, height: float) -> None:
        """Set the height of this row and go on below it; a row without an answer is marked as such."""
        if not self.keyed:
            self.key(_WORDS_ONLY)
        self.keyed = False
        self.page.set_row(self.row, height)
        self.row += 1

    def answer(
        self, column: int, entry: Entry, slots: tuple[Slot, ...], written: Written | None, *looks: str, label: str = ""
    ) -> str:
        """Write the cell of an answer with what was remarked on it; return what it shows."""
        form = self.form
        here = CellMark(self.name, self.row + 1, column + 1)
        for slot in slots:
            form.places[slot] = Place(here, label or entry.label)
        marks = self.remarks(column, slots)
        look = form.styles(*looks, *entry.looks, *marks)
        if marks:
            self.keep(column, marks[0])
        elif looks[0] == "answer":
            self.fillable.append(f"{column_letters(here.column)}{here.row}")
        return write_answer(self.page, self.row, column, written.cell if written else None, entry, look, form.lang)

    def keep(self, column: int, look: str) -> None:
        """Keep the colour of a remark from the conditions that are laid on the cell later."""
        rule = {"type": "formula", "criteria": "=TRUE", "format": self.form.styles.mark(look), "stop_if_true": True}
        self.page.conditional_format(self.row, column, self.row, column, rule)

    def head(self, column: int, label: str, slots: tuple[Slot, ...], *looks: str) -> None:
        """Write the head of a list's column, which `slots` stand for where nothing asks about the list as a whole."""
        for slot in slots:
            self.form.places[slot] = Place(CellMark(self.name, self.row + 1, column + 1), label)
        self.span(column, column, label, "column", *looks, *self.remarks(column, slots))

    def remarks(self, column: int, slots: tuple[Slot, ...]) -> tuple[str, ...]:
        """Lay the notes on a cell as a comment; return the look that they ask for."""
        notes = [note for slot in slots for note in self.form.notes.get(slot, ())]
        if not notes:
            return ()
        text = "\n".join(note.text for note in notes)
        height = row_height((text, _COMMENT_COLUMNS), least=2) * _COMMENT_LINE
        options: dict[str, Any] = {"author": _AUTHOR, "width": _COMMENT_WIDTH, "height": height}
        options |= {"font_name": self.form.styles.font, "font_size": 9, "color": "#FFFFE1"}
        self.page.write_comment(self.row, column, xml_text(text), options)
        return ("fault",) if any(note.fault for note in notes) else ("doubt",)

    def check(self, column: int, entry: Entry, source: str | None, last_row: int | None = None) -> None:
        """Lay the check of an entry on a cell of this row, or on the column down to `last_row`."""
        rule = validation(entry, source, self.form.lang)
        self.page.data_validation(self.row, column, self.row if last_row is None else last_row, column, rule)

    def status(self, empty: str, *, filled: bool, required: bool = False) -> None:
        """Write whether this row's question is open, by the condition `empty`."""
        word = (REQUIRED_OPEN if required else OPEN).to(self.form.lang)
        look = self.form.styles("status")
        self.page.write_formula(self.row, STATUS, f'=IF({empty},"{word}","")', look, "" if filled else word)

    def whiten_filled(self) -> None:
        """Turn the cells white that have an answer."""
        if self.fillable:
            rule = {
                "type": "no_blanks",
                "format": self.form.styles.mark("filled"),
                "multi_range": " ".join(self.fillable),
            }
            self.page.conditional_format(self.fillable[0], rule)

    def title(self, title: str, tally: Tally | None, first: int) -> None:
        """Write the second row of the sheet: what it is, and from column `first` on how much of it is open."""
        self.row = 1
        self.span(CLAUSE, first - 1, title, "title")
        self.page.set_row(1, row_height((title * 2, self.width(CLAUSE, first - 1)), least=2))
        if tally is not None:
            self.left(tally, first)

    def left(self, tally: Tally, first: int) -> None:
        """Write how much of the sheet is open, as a formula that follows the answers."""
        lang, look = self.form.lang, self.form.styles("tally")
        finished = _FINISHED.to(lang)
        left = _LEFT.to(lang).format(count=f"({tally.formula})")
        shown = finished if not tally.unanswered else left_words(tally.unanswered, lang)
        self.page.merge_range(1, first, 1, self.last, "", look)
        self.page.write_formula(1, first, f'=IF(({tally.formula})=0,"{finished}",{left})', look, shown)


def left_words(count: int, lang: Lang) -> str:
    """Return what the title row shows for so many open questions."""
    return _LEFT.to(lang).format(count=count).replace('"', "").replace("&", "")


def empty_cell(row: int, column: int) -> str:
    """Return the condition that a cell holds nothing."""
    return f"LEN(TRIM({column_letters(column + 1)}{row + 1}))=0"


def empty_range(first: tuple[int, int], last: tuple[int, int]) -> str:
    """Return the condition that a range of cells holds nothing."""
    return f"COUNTA({_address(first)}:{_address(last)})=0"


def _address(cell: tuple[int, int]) -> str:
    return f"{column_letters(cell[1] + 1)}{cell[0] + 1}"
