"""A sheet without questions: words over its whole width, and rows of cells."""

from certify.reporting.form.state import Form
from certify.reporting.workbook_style import Page, row_height
from certify.reporting.xml_text import xml_text

# The first cell of a sheet that holds no answers says so; its column is hidden, as on the sheets with keys.
UNREAD = "#unread"
FIRST = 1


class PlainSheet:
    """A sheet of words and tables, filled row by row; `widths` are those of the columns from B on."""

    def __init__(self, form: Form, page: Page, widths: tuple[float, ...]) -> None:
        """Set the widths of its columns and say that it holds no answers."""
        self.form = form
        self.page = page
        self.widths = widths
        self.last = FIRST + len(widths) - 1
        self.row = 0
        page.hide_gridlines(2)
        page.set_column(0, 0, 3, None, {"hidden": True})
        page.write_string(0, 0, UNREAD)
        for column, width in enumerate(widths, FIRST):
            page.set_column(column, column, width)

    def next(self, height: float) -> None:
        """Set the height of this row and go on below it."""
        self.page.set_row(self.row, height)
        self.row += 1

    def span(self, first: int, last: int, text: str, *looks: str) -> None:
        """Write words over columns of this row."""
        self.page.merge_range(self.row, first, self.row, last, "", self.form.styles(*looks))
        self.page.write_string(self.row, first, xml_text(text), self.form.styles(*looks))

    def line(self, text: str, *looks: str) -> None:
        """Write words over the whole width."""
        self.span(FIRST, self.last, text, "plain", *looks)
        lines = 2 if set(looks) & {"title", "subtitle"} else 1
        self.next(row_height((text, sum(self.widths)), least=lines))

    def numbered(self, number: int, text: str) -> None:
        """Write words with a number before them."""
        self.page.write_string(self.row, FIRST, f"{number}.", self.form.styles("center"))
        self.span(FIRST + 1, self.last, text, "plain")
        self.next(row_height((text, sum(self.widths[1:]))))

    def swatch(self, look: str, text: str) -> None:
        """Write what the colour of a look means."""
        self.page.write_blank(self.row, FIRST, None, self.form.styles("boxed", look))
        self.page.write_string(self.row, FIRST + 1, text, self.form.styles("indent"))
        self.next(row_height((text, self.widths[1])))

    def cells(self, texts: tuple[str, ...], *looks: str, link: str = "") -> None:
        """Write a row of cells; the second leads to `link`, where there is one."""
        styles = self.form.styles
        for column, text in enumerate(texts, FIRST):
            if link and column == FIRST + 1:
                self.page.write_url(self.row, column, link, styles(*looks, "link"), text)
            else:
                self.page.write_string(self.row, column, xml_text(text), styles(*looks))
        self.next(row_height(*zip(texts, self.widths, strict=True)))
