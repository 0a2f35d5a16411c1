"""The blank ledger of duties: every task of a document, to be filled in by a body or a city, as a workbook or CSV."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from certify.language import Lang, Text
from certify.reading.progress import progress_columns
from certify.reporting.workbook_style import Page, Styles, new_book, row_height, set_paper, text_lines
from certify.reporting.xml_text import xml_text
from certify.rules.duties import DutyDocument
from certify.rules.vocabulary import Field
from certify.wording import tasks as words
from certify.workbooks.grid import column_letters

# The columns in the order in which they are filled in, with their widths; the first ones say what the task is.
# More than this width in all would be too small to read on a page.
_GIVEN = {"task": 9.5, "text": 34.0, "owners": 13.0, "deadline": 9.0}
_ASKED = {
    "city": 7.5,
    "body": 9.5,
    "year": 5.5,
    "status": 9.0,
    "done_on": 11.0,
    "note": 14.0,
    "obstacles": 9.0,
    "next_step": 9.5,
    "evidence": 9.0,
    "updated_on": 11.0,
}
_HEADS = 3
# What is given is in smaller letters than widths and heights are counted in.
_FINER = 11 / 9
_SMALL_LINE = 12.7
_PADDING = 6.0
_TALLEST = 409.0
_ROWS_BELOW = 200
# Columns of days.
_DATES = ("done_on", "updated_on")
_HOW = Text(
    "怎么填：浅黄色各列由填报单位填写，灰色各列是原文，不用改。“进展状态”从下拉中选；选“已完成”的要填完成日期；每行有内容的都要填“更新日期”和市或填报单位。"
    "几家单位分别填报同一任务的，复制该行。佐证材料有几份的用分号隔开。没有开展、没有内容的行留空即可。",
    "How to fill it in: the yellow columns are yours, the grey ones are the text. Choose the status from its list; what is "
    "done takes the day it was done on; every row that says anything takes the day of the update, and a city or a body. Copy "
    "a row where several bodies report on one task. Part several papers by semicolons. Leave empty what there is nothing to say of.",
)
_YEARLY = Text(
    "每年一次的要求（任务 {tasks}）另有一行，必须在“年度”写明是哪一年的；这些任务的另一行不写年度，说的是其余内容。",
    "What is wanted every year (tasks {tasks}) has a row of its own and takes its year there; the other row of such a task has none.",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in a blank ledger already; none of it need."""

    city: str = ""
    body: str = ""
    year: int | None = None


def form_rows(document: DutyDocument, filled: Filled) -> list[dict[str, str]]:
    """Return the rows of a blank ledger: one a task, and one more for what a task wants every year, with the year if given."""
    rows: list[dict[str, str]] = []
    for duty in document.duties:
        about = {"task": duty.id, "owners": "\n".join(duty.owners), "city": filled.city, "body": filled.body}
        rows.append({**about, "text": duty.text, "deadline": duty.deadline.text if duty.deadline else ""})
        if duty.yearly is not None:
            year = "" if filled.year is None else str(filled.year)
            day = duty.yearly.by if filled.year is None else duty.yearly.due(filled.year).latest.isoformat()
            owing = {"owners": "\n".join(body.name for body in duty.yearly.bodies)}
            rows.append({**about, **owing, "text": duty.yearly.text, "deadline": day, "year": year})
    return rows


def render_form_csv(document: DutyDocument, lang: Lang, filled: Filled) -> bytes:
    """Return the blank ledger as CSV in UTF-8 with a byte order mark, as Excel wants it."""
    out = io.StringIO()
    writer = csv.writer(out)
    columns = _columns()
    writer.writerow([field.label.to(lang) for field in columns])
    for row in form_rows(document, filled):
        writer.writerow([row.get(field.name, "") for field in columns])
    return out.getvalue().encode("utf-8-sig")


def render_form_workbook(document: DutyDocument, lang: Lang, filled: Filled) -> bytes:
    """Return the blank ledger as a workbook, the same bytes for the same document."""
    out = io.BytesIO()
    title = f"{words.TITLE.to(lang)} · {document.title.to(lang)}"
    book = new_book(out, title)
    page = book.add_worksheet(words.TITLE.to(lang))
    styles = Styles(book, lang)
    _Sheet(page, styles, document, lang).write(title, form_rows(document, filled))
    book.close()
    return out.getvalue()


def _columns() -> tuple[Field, ...]:
    by_name = {field.name: field for field in progress_columns()}
    return tuple(by_name[name] for name in (*_GIVEN, *_ASKED))


class _Sheet:
    """Writes the one sheet of a blank ledger."""

    def __init__(self, page: Page, styles: Styles, document: DutyDocument, lang: Lang) -> None:
        self.page = page
        self.styles = styles
        self.document = document
        self.lang = lang
        self.columns = _columns()
        self.widths = [*_GIVEN.values(), *_ASKED.values()]

    def write(self, title: str, rows: Sequence[dict[str, str]]) -> None:
        """Write title, guide, heads and rows, and what the cells take."""
        for column, (field, width) in enumerate(zip(self.columns, self.widths, strict=True)):
            self.page.set_column(column, column, width, self.styles(*self.looks(field)))
        self.above(0, f"{title}（{self.document.source.number}）", "title")
        self.above(1, self.guide(), "small")
        # A bracket begins a line of its own rather than leave its last character there.
        heads = [field.label.to(self.lang).replace("（", "\n（") for field in self.columns]
        for column, head in enumerate(heads):
            self.page.write_string(_HEADS - 1, column, head, self.styles("column"))
        self.page.set_row(_HEADS - 1, row_height(*zip(heads, self.widths, strict=True)))
        for number, row in enumerate(rows, _HEADS):
            self.row(number, row)
        last = _HEADS + len(rows) - 1
        self.checks(last + _ROWS_BELOW)
        self.page.autofilter(_HEADS - 1, 0, last, len(self.columns) - 1)
        self.page.freeze_panes(_HEADS, 1)
        set_paper(self.page, self.lang, (_HEADS - 1, _HEADS - 1), wide=True)

    def above(self, row: int, text: str, *looks: str) -> None:
        """Write words over the whole width."""
        style = self.styles("plain", *looks)
        self.page.merge_range(row, 0, row, len(self.columns) - 1, "", style)
        self.page.write_string(row, 0, xml_text(text), style)
        self.page.set_row(row, row_height((text, sum(self.widths)), least=2))

    def guide(self) -> str:
        """Return how the ledger is filled in."""
        yearly = [duty.id for duty in self.document.duties if duty.yearly is not None]
        more = _YEARLY.to(self.lang).format(tasks=" ".join(yearly)) if yearly else ""
        return _HOW.to(self.lang) + more

    def looks(self, field: Field) -> tuple[str, ...]:
        """Return how the cells of a column look: what is given is grey, what is asked yellow."""
        if field.name in _GIVEN:
            return ("note",)
        return ("answer", "date") if field.name in _DATES else ("answer", "text")

    def row(self, number: int, row: dict[str, str]) -> None:
        """Write a task, as high as its words need."""
        texts = [row.get(field.name, "") for field in self.columns]
        for column, (field, text) in enumerate(zip(self.columns, texts, strict=True)):
            if text:
                self.page.write_string(number, column, xml_text(text), self.styles(*self.looks(field)))
            else:
                self.page.write_blank(number, column, None, self.styles(*self.looks(field)))
        cells = list(zip(texts, self.widths, strict=True))
        given, asked = cells[: len(_GIVEN)], cells[len(_GIVEN) :]
        small = max(text_lines(text, width * _FINER) for text, width in given) * _SMALL_LINE + _PADDING
        self.page.set_row(number, min(_TALLEST, max(small, row_height(*asked, least=2))))

    def checks(self, last: int) -> None:
        """Offer the choices of the status, and take dates alone where days are asked for."""
        for column, field in enumerate(self.columns):
            check: dict[str, Any] = {}
            if field.options:
                check = {"validate": "list", "source": [label.to(self.lang) for label in field.options.values()]}
            elif field.name in _DATES:
                letters = column_letters(column + 1)
                # Text that is a date is read as well as a date is.
                check = {
                    "validate": "custom",
                    "value": f"=OR(ISNUMBER({letters}{_HEADS + 1}),LEN({letters}{_HEADS + 1})>=8)",
                }
            if check:
                self.page.data_validation(_HEADS, column, last, column, {**check, "error_type": "warning"})
