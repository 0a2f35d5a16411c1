"""The sheet of a form made from another one that lists what stood there and belongs to no question."""

from collections.abc import Sequence
from typing import TypeAlias

from certify.language import Text
from certify.reporting.form.state import Form
from certify.reporting.plain_sheet import PlainSheet
from certify.reporting.table_sheet import cell_text
from certify.reporting.workbook_style import Page, set_paper
from certify.workbooks.grid import Cell, CellMark

UnreadCells: TypeAlias = Sequence[tuple[CellMark, Cell]]

NOT_READ = Text("未读内容", "Not read")
_TITLE = Text("没有读取的内容", "What was not read")
_LEAD = Text(
    "原来的文件里，下列格子不在任何问题的填写位置，内容照抄在此，不参加评判。需要的请填到对应的页，本页不用改。",
    "In the file these cells belong to no question. They are copied here and play no part in the judgement. Enter what is"
    " needed where it belongs; nothing on this sheet is read.",
)
_MORE = Text("另有 {count} 格没有列出，请看原来的文件。", "{count} more cells are not listed; see the file itself.")
_HEADS = (Text("原来的工作表", "Sheet"), Text("格", "Cell"), Text("内容", "What stood there"))
_WIDTHS = (28.0, 10.0, 90.0)
# Where there is more, a sheet was copied into the form that stands elsewhere as well.
_MOST = 5000


def write_unread(form: Form, page: Page, unread: UnreadCells) -> None:
    """Write cells with their places, whatever they hold as text."""
    lang = form.lang
    rows = PlainSheet(form, page, _WIDTHS)
    rows.line(_TITLE.to(lang), "title")
    rows.line(_LEAD.to(lang))
    head_row = rows.row
    rows.cells(tuple(head.to(lang) for head in _HEADS), "head")
    for mark, cell in unread[:_MOST]:
        rows.cells((mark.sheet, mark.place.rpartition("!")[2], cell_text(cell.text)), "boxed", "text")
    if len(unread) > _MOST:
        rows.line(_MORE.to(lang).format(count=len(unread) - _MOST))
    page.freeze_panes(head_row + 1, 0)
    page.set_tab_color("#9C6B00")
    page.ignore_errors({"number_stored_as_text": f"A1:D{rows.row + 1}"})
    set_paper(page, lang, (head_row, head_row), wide=True)
