"""An answer put into its cell, and the dropdown or check that the cell has."""

from datetime import date, datetime
from typing import Any

from certify.language import Lang, Text
from certify.reporting.form.entry import NO, NONE, SOME, YES, Entry, type_hint
from certify.reporting.workbook_style import Look, Page
from certify.reporting.xml_text import xml_text
from certify.workbooks.grid import Cell

EARLIEST = date(1900, 1, 1)
LATEST = date(2999, 12, 31)
# What Excel takes.
LONGEST_MESSAGE = 255
LONGEST_TITLE = 32
LONGEST_CELL = 32767
_CHECK_TITLE = Text("请核对", "Please check")
_CHECK = Text("这一格应填：{hint}。仍要照写，选“是”。", "Wanted here: {hint}. To keep it as written, choose Yes.")


def validation(entry: Entry, source: str | None, lang: Lang) -> dict[str, Any]:
    """Return the check of a cell, which warns and never refuses: what was pasted must be able to stay.

    `source` names a range with the choices where they are too long, or may change.
    """
    check: dict[str, Any] = {
        "validate": "any",
        "input_title": shortened(entry.label, LONGEST_TITLE),
        "input_message": shortened(entry.hint or type_hint(entry.kind, lang), LONGEST_MESSAGE),
        "error_type": "warning",
        "error_title": _CHECK_TITLE.to(lang),
        "error_message": _CHECK.to(lang).format(hint=type_hint(entry.kind, lang)),
    }
    if source is not None:
        return check | {"validate": "list", "value": f"={source}"}
    if entry.choices:
        return check | {"validate": "list", "value": list(entry.choices)}
    if entry.kind in ("int", "decimal"):
        number = "integer" if entry.kind == "int" else "decimal"
        return check | {"validate": number, "criteria": ">=", "value": 0}
    if entry.kind == "date":
        return check | {"validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST}
    return check


def shortened(text: str, longest: int) -> str:
    """Return a text of at most `longest` characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def write_answer(page: Page, row: int, column: int, cell: Cell | None, entry: Entry, look: Look, lang: Lang) -> str:
    """Write what was answered, a wrong answer as it was written; return what the cell shows. Never writes a formula."""
    value = shown(cell, entry, lang)
    if value == "":
        page.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    elif isinstance(value, str):
        page.write_string(row, column, value, look)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value, look)
    else:
        page.write_number(row, column, value, look)
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def shown(cell: Cell | None, entry: Entry, lang: Lang) -> str | float | datetime:
    """Return the value that a cell gets, such that it is read as what it was.

    A number stays one where the entry is none of text, and no date, which its cell would make of it; a date where the
    entry is one, or its cell would make a number of it.
    """
    if cell is None:
        return ""
    if cell.kind == "bool":
        return _truth(cell.text == "true", entry, lang)
    if cell.kind == "number" and entry.kind not in ("text", "doc", "set", "date"):
        return float(cell.text)
    if cell.kind == "date" and entry.kind == "date":
        return _moment(cell.text)
    return xml_text(cell.text)[:LONGEST_CELL]


def _truth(value: bool, entry: Entry, lang: Lang) -> str | bool:  # noqa: FBT001 - a cell's value
    if entry.kind == "bool":
        return (YES if value else NO).to(lang)
    if entry.kind == "presence":
        return (SOME if value else NONE).to(lang)
    if entry.kind == "doc" and not value:
        return NONE.to(lang)
    # As a text it would be an answer.
    return value


def _moment(text: str) -> str | datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if EARLIEST <= moment.date() <= LATEST else text
