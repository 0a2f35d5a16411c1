"""The first sheet of a returned form: what is to be put right or supplied, each with a link to its cell."""

from dataclasses import dataclass

from certify.forms.answers import Slot
from certify.language import Text
from certify.reporting.form.state import Form
from certify.reporting.plain_sheet import PlainSheet
from certify.reporting.workbook_style import Page, set_paper

RETURNED = Text("退回整改", "To put right")
_WIDTHS = (6.0, 26.0, 10.0, 46.0, 46.0, 14.0)
_HEADS = (
    Text("序号", "No."),
    Text("位置（点击前往）", "Place (click to go there)"),
    Text("条款", "Clause"),
    Text("问题", "What is wrong"),
    Text("怎样改", "How to mend it"),
    Text("由谁办", "By whom"),
)


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One thing to put right or supply; `slot` is its place in the form, where it has one."""

    slot: Slot | None
    clause: str
    what: str
    fix: str
    who: str


@dataclass(frozen=True, slots=True)
class ReturnSummary:
    """The first sheet of a returned form: a title, words that lead in, and what is to be done."""

    title: str
    lead: str
    lines: tuple[ReturnLine, ...]


def write_return(form: Form, page: Page, summary: ReturnSummary) -> None:
    """Write what a returned form must have put right, each with a link to its cell."""
    rows = PlainSheet(form, page, _WIDTHS)
    rows.line(summary.title, "title")
    rows.line(summary.lead)
    head_row = rows.row
    rows.cells(tuple(head.to(form.lang) for head in _HEADS), "head")
    for number, line in enumerate(summary.lines, 1):
        place = form.places.get(line.slot) if line.slot else None
        where = f"{place.mark.place}  {place.label}" if place else ""
        texts = (str(number), where, line.clause, line.what, line.fix, line.who)
        rows.cells(texts, "boxed", link=place.link if place else "")
    page.freeze_panes(head_row + 1, 0)
    page.set_tab_color("#B3261E")
    set_paper(page, form.lang, (head_row, head_row), wide=True)
