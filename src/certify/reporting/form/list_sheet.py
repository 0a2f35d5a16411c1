"""The sheet of a list that has one of its own: a roster, a ledger, the evidence."""

from certify.forms.plan import Column, Listing
from certify.language import Lang, Text
from certify.reporting.form.entry import Entry, for_forms
from certify.reporting.form.lists import LIST_ROW, ListWriter, column_entry, question_of
from certify.reporting.form.sheet import CLAUSE, HELP, QUESTION, FormSheet
from certify.reporting.form.state import Form, Tally
from certify.reporting.workbook_style import Page, row_height, set_paper, text_width
from certify.workbooks.grid import column_letters

ROWS_OF_LIST = 60
ROWS_OF_TABLE = 300
# Lists with at least so many columns are tables that stand elsewhere already and are pasted in.
_COLUMNS_OF_TABLE = 15
# The checks of a list's own sheet go on for so many rows below those that are drawn.
_ROWS_BELOW = 200
_NARROWEST, _WIDEST = 11, 26
_WIDTHS = {"date": 14.5, "presence": 11, "bool": 11, "int": 11, "decimal": 12, "text": 20, "doc": 24, "set": 18}
_WITHIN = Text(
    "{help}每行先填“{id}”，与“{tab}”中的一致；“无”填在“{tab}”的“{column}”一栏。",
    "{help} Each row begins with the {id} as on the sheet {tab}; that there is none is said there, under {column}.",
)


def write_list_sheet(form: Form, page: Page, title: str, listing: Listing) -> Tally | None:
    """Write the sheet of a list, not locked, so that rows can be pasted and sorted; a list within a list asks nothing."""
    lang = form.lang
    entries = [column_entry(column, lang) for column in listing.columns]
    widths = [_width(column, entry, lang) for column, entry in zip(listing.columns, entries, strict=True)]
    sheet = FormSheet(form, page, (6, *widths))
    page.set_default_row(LIST_ROW)
    for at, (width, entry) in enumerate(zip(widths, entries, strict=True), QUESTION):
        page.set_column(at, at, width, form.styles(*entry.looks))
    sheet.row = 2
    least = ROWS_OF_TABLE if len(listing.columns) >= _COLUMNS_OF_TABLE else ROWS_OF_LIST
    writer = ListWriter(sheet, listing, least)
    extent, empty = writer.extent, writer.empty
    if listing.asked:
        _ask_above(writer)
    else:
        sheet.band(_within(form, listing), "note")
    writer.rows(_ROWS_BELOW)
    for at, column in enumerate(listing.columns, QUESTION):
        letters = column_letters(at + 1)
        form.identifiers.setdefault(
            column.field.path, f"'{sheet.name}'!${letters}${extent.first + 1}:${letters}${extent.last + 1}"
        )
    tally = None
    if listing.asked:
        tally = Tally(1, 0 if extent.answered else 1, f"IF({_on_sheet(empty, sheet.name)},1,0)")
    sheet.title(title, tally, max(HELP, sheet.last - 3))
    sheet.whiten_filled()
    page.freeze_panes(extent.first, QUESTION + 1)
    set_paper(page, lang, (extent.first - 1, extent.first - 1), wide=True)
    return tally


def _ask_above(writer: ListWriter) -> None:
    """Write the row that asks whether there is anything to list, above the heads of a list's own sheet."""
    sheet, listing, lang = writer.sheet, writer.listing, writer.form.lang
    question, help_ = question_of(listing, lang), for_forms(listing.field.help, lang)
    sheet.span(CLAUSE, QUESTION, question, "boxed", "bold")
    writer.ask()
    sheet.span(HELP, sheet.last, help_, "note")
    height = row_height((question, sheet.width(CLAUSE, QUESTION)), (help_, sheet.width(HELP, sheet.last)))
    sheet.end_row(height)


def _within(form: Form, listing: Listing) -> str:
    """Return what stands above a list whose rows belong to those of another."""
    label = listing.field.label.to(form.lang)
    return _WITHIN.to(form.lang).format(
        help=for_forms(listing.field.help, form.lang),
        id=listing.columns[0].label.to(form.lang),
        tab=form.tabs[listing.parent],
        column=f"有无{label}" if form.lang == "zh" else f"{label}: any?",
    )


def _on_sheet(condition: str, tab: str) -> str:
    """Return a condition on cells of a sheet as another sheet writes it."""
    return condition.replace("TRIM(", f"TRIM('{tab}'!").replace("COUNTA(", f"COUNTA('{tab}'!")


def _width(column: Column, entry: Entry, lang: Lang) -> float:
    longest = max((text_width(choice) for choice in entry.choices), default=0)
    wanted = max(_WIDTHS.get(entry.kind, 0), longest + 3, min(text_width(column.label.to(lang)) + 2, 16))
    return min(_WIDEST, max(_NARROWEST, wanted))
