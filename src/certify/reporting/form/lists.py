"""The lists of a form: whether there is anything to list, the heads, and rows."""

from dataclasses import dataclass, replace

from certify.forms.answers import Slot, Written
from certify.forms.plan import Column, Listing
from certify.language import Lang, Text
from certify.reporting.form.entry import PERSONAL, REQUIRED, Entry, entry_of, type_hint, words
from certify.reporting.form.sheet import ANSWER, CLAUSE, QUESTION, FormSheet, empty_cell, empty_range
from certify.reporting.workbook_style import row_height
from certify.workbooks.grid import column_letters

_ROWS_TO_SPARE = 10
LIST_ROW = 20.0
NUMBER = Text("序号", "No.")
_ANY = Text("有没有{label}？", "{label}: is there any?")


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the rows of a list stand, from 0, and whether the list is answered."""

    first: int
    last: int
    answered: bool


def question_of(listing: Listing, lang: Lang) -> str:
    """Return what asks whether there is anything to list."""
    question = listing.field.question
    return question.to(lang) if question else _ANY.to(lang).format(label=listing.field.label.to(lang))


class ListWriter:
    """Writes one list into a sheet, from its next row on."""

    def __init__(self, sheet: FormSheet, listing: Listing, least: int) -> None:
        """Take the list with the rows given for it; at least `least` rows are drawn."""
        self.sheet = sheet
        self.form = sheet.form
        self.listing = listing
        self.given = self.form.answers.rows.get(listing.path, [])
        self.count = max(least, len(self.given) + _ROWS_TO_SPARE if self.given else 0)
        self.entries = [column_entry(column, self.form.lang) for column in listing.columns]
        self.last_column = QUESTION + len(listing.columns) - 1

    @property
    def extent(self) -> Extent:
        """Where its rows come to stand: what asks or leads stands in the next row, then hints and heads."""
        first = self.sheet.row + 3
        return Extent(first, first + self.count - 1, self.answered)

    @property
    def answered(self) -> bool:
        """Whether there is an answer to it: a row, or whether there is any."""
        asked = self.form.single(self.listing.asked)
        return filled(asked) or any(filled(cell) for row in self.given for cell in row.values())

    @property
    def empty(self) -> str:
        """The condition that nothing is answered, for the row that asks."""
        extent = self.extent
        rows = empty_range((extent.first, QUESTION), (extent.last, self.last_column))
        return f"AND({empty_cell(self.sheet.row, ANSWER)},{rows})"

    def ask(self) -> None:
        """Write the cell that asks whether there is anything to list, and its key."""
        listing, sheet = self.listing, self.sheet
        sheet.key(listing.asked)
        entry = entry_of(listing.field, self.form.lang, "presence")
        slots = (Slot(listing.asked), Slot(listing.path))
        sheet.answer(ANSWER, entry, slots, self.form.single(listing.asked), "answer")
        sheet.check(ANSWER, entry, None)

    def rows(self, below: int = 0) -> None:
        """Write what the columns take, their heads, and the rows; checks go on for `below` rows more."""
        self._hints()
        self._heads()
        first = self.sheet.row
        for at, (column, entry) in enumerate(zip(self.listing.columns, self.entries, strict=True), QUESTION):
            self.sheet.check(at, entry, self._source(column, entry), first + self.count - 1 + below)
        for number in range(self.count):
            self._record(number)
        for at, entry in enumerate(self.entries, QUESTION):
            if entry.required:
                self._demand(first, at)

    def _hints(self) -> None:
        lang = self.form.lang
        texts = [
            _column_hint(column, entry, lang) for column, entry in zip(self.listing.columns, self.entries, strict=True)
        ]
        for column, text in enumerate(texts, QUESTION):
            self.sheet.span(column, column, text, "hint")
        self.sheet.end_row(self._height(texts))

    def _heads(self) -> None:
        lang, sheet, listing = self.form.lang, self.sheet, self.listing
        sheet.key(listing.heads)
        sheet.span(CLAUSE, CLAUSE, NUMBER.to(lang), "column")
        labels = [column.label.to(lang) for column in listing.columns]
        for column, (label, entry) in enumerate(zip(labels, self.entries, strict=True), QUESTION):
            slots = (Slot(listing.path), Slot(listing.heads)) if column == QUESTION and not listing.asked else ()
            sheet.head(column, label, slots, *(["required"] if entry.required else []))
        sheet.end_row(self._height([label + "MM" for label in labels]))

    def _height(self, texts: list[str]) -> float:
        return row_height(*((text, self.sheet.widths[at]) for at, text in enumerate(texts, QUESTION)))

    def _demand(self, first: int, column: int) -> None:
        """Colour a required cell that is empty in a row that has begun."""
        row, letters = first + 1, column_letters(column + 1)
        begun = f"COUNTA($C{row}:${column_letters(self.last_column + 1)}{row})>0"
        rule = {
            "type": "formula",
            "criteria": f"=AND({begun},LEN(TRIM({letters}{row}))=0)",
            "format": self.form.styles.mark("required"),
        }
        self.sheet.page.conditional_format(first, column, first + self.count - 1, column, rule)

    def _record(self, number: int) -> None:
        sheet, path = self.sheet, self.listing.path
        given = self.given[number] if number < len(self.given) else {}
        sheet.page.write_number(sheet.row, CLAUSE, number + 1, self.form.styles("row", "center", "small"))
        texts = []
        for column, (head, entry) in enumerate(zip(self.listing.columns, self.entries, strict=True), QUESTION):
            slots = (Slot(path, number, head.name), *((Slot(path, number),) if column == QUESTION else ()))
            texts.append(
                sheet.answer(column, entry, slots, given.get(head.name), "row", label=self._label(number, head))
            )
        # Whole rows are unlocked, or a locked sheet lets none of them be deleted. Empty ones may grow when filled.
        height = max(LIST_ROW, self._height(texts)) if given else None
        sheet.page.set_row(sheet.row, height, self.form.styles("free"))
        sheet.row += 1

    def _label(self, number: int, head: Column) -> str:
        lang = self.form.lang
        name = self.listing.field.label.to(lang)
        return (
            f"{name}（{number + 1}）·{head.label.to(lang)}"
            if lang == "zh"
            else f"{name} ({number + 1}): {head.label.en}"
        )

    def _source(self, column: Column, entry: Entry) -> str | None:
        """Return the range that a column's choices stand in: for the rows of another list, its identifiers."""
        listing = self.listing
        if not listing.parent or column.name != listing.parent_id:
            return self.form.source(column.field.path, entry)
        name = "rows_" + column.field.path.replace(".", "_")
        self.form.book.define_name(name, f"={self.form.identifiers[column.field.path]}")
        return name


def column_entry(column: Column, lang: Lang) -> Entry:
    """Return what the cells of a list's column take."""
    entry = entry_of(column.field, lang, "presence" if column.answers else None, asks=True)
    return replace(entry, label=column.label.to(lang), required=column.field.required and not column.answers)


def _column_hint(column: Column, entry: Entry, lang: Lang) -> str:
    unit = column.field.unit.to(lang) if column.field.unit else ""
    if column.field.personal:
        return PERSONAL.to(lang)
    kind = unit or ("" if entry.kind == "text" else type_hint(entry.kind, lang))
    return words(REQUIRED.to(lang) if entry.required else "", kind, lang=lang)


def filled(written: Written | None) -> bool:
    """Return whether a cell holds an answer."""
    return written is not None and written.cell is not None and bool(written.cell.text.strip())
