"""The workbook that reviewers fill in: a row for each sub-check that waits for a person, made to filter and fill down."""

import io
from collections.abc import Iterator, Sequence

from certify.forms.answers import Answers
from certify.language import Lang, Text
from certify.reading.review_workbook import ABOUT, FORMAT, SUBMISSION
from certify.reporting.form.state import Form
from certify.reporting.review.guide import write_guide
from certify.reporting.review.rows import ReviewedOrganization, ReviewPlan, UnreadSubmission
from certify.reporting.review.sheet import ReviewSheet
from certify.reporting.table_sheet import Cell, Column, Group, Looks, Table, write_table
from certify.reporting.templating import chooser
from certify.reporting.workbook_style import Book, Styles, new_book
from certify.reporting.xml_text import xml_text
from certify.wording.reasons import FAULTS

# Above so many rows every city has a sheet of its own, and no sheet is longer: a screen filters it at once, and it can
# be read again.
MOST_ROWS_A_SHEET = 20_000
# What a workbook may hold and still be read again within the bounds of our reader.
MOST_ROWS_A_BOOK = 60_000
REVIEW = Text("审核", "Review")
_UNREAD = Text("未列入", "Not listed")
_TITLE = Text("审核表", "Review")
_LONGEST_NAME = 24
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def render_review(plan: ReviewPlan, lang: Lang) -> bytes:
    """Return the workbook of a review, the same bytes for the same content."""
    out = io.BytesIO()
    book = new_book(out, _TITLE.to(lang))
    form = Form(book, lang, Styles(book, lang), Answers(), {}, {}, {})
    sheets = list(_sheets(plan, lang))
    pages = [book.add_worksheet(name) for name, _ in sheets]
    guide = book.add_worksheet(_guide_name(lang))
    for page, (_, organizations) in zip(pages, sheets, strict=True):
        ReviewSheet(form.styles, page, plan, lang).write(organizations)
    write_guide(form, guide, plan)
    if plan.unread:
        write_table(book, Looks(book, lang), xml_text(plan.title), _unread_table(plan.unread, lang), lang)
    _write_about(book, plan, lang)
    book.close()
    return out.getvalue()


def _guide_name(lang: Lang) -> str:
    return "填写说明" if lang == "zh" else "Guide"


def _sheets(plan: ReviewPlan, lang: Lang) -> Iterator[tuple[str, Sequence[ReviewedOrganization]]]:
    """Yield the sheets by name: one, or where that would be too long one a city, in parts where a city is."""
    if plan.rows <= MOST_ROWS_A_SHEET:
        yield REVIEW.to(lang), plan.organizations
        return
    cities: dict[str, list[ReviewedOrganization]] = {}
    for one in plan.organizations:
        cities.setdefault(one.city, []).append(one)
    for city, organizations in cities.items():
        name = f"{REVIEW.to(lang)} {xml_text(city).translate(_NOT_IN_A_NAME).strip()[:_LONGEST_NAME]}".strip()
        for number, part in enumerate(_parts(organizations), 1):
            yield name if number == 1 else f"{name} {number}", part


def _parts(organizations: Sequence[ReviewedOrganization]) -> Iterator[list[ReviewedOrganization]]:
    part: list[ReviewedOrganization] = []
    rows = 0
    for one in organizations:
        if part and rows + len(one.rows) > MOST_ROWS_A_SHEET:
            yield part
            part, rows = [], 0
        part.append(one)
        rows += len(one.rows)
    yield part


def _unread_table(unread: Sequence[UnreadSubmission], lang: Lang) -> Table:
    """Return the submissions that have no rows, with how many errors each has."""
    say = chooser(lang)
    columns = (
        Column(say("自评表文件", "File"), 40),
        Column(say("组织编号", "Organization id"), 16),
        Column(say("组织名称", "Organization"), 34),
        Column(say("错误数", "Errors"), 8, "figure"),
        Column(say("由谁改正", "Who mends it"), 24),
    )
    note = say(
        "这些自评表或审核文件有错误，没有评判，也没有列入审核；改正后重新生成审核表。各处错误见 certify batch 的报告",
        "These have errors, were not judged and have no rows. Make the workbook anew once they are mended; certify batch"
        " reports every error",
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for one in unread:
            yield [one.file, one.id, one.name, one.errors, FAULTS[one.fault].to(lang)]

    return Table(_UNREAD.to(lang), note, (Group("", columns),), 1, rows())


def _write_about(book: Book, plan: ReviewPlan, lang: Lang) -> None:
    """Write what this workbook was made from, for the reader."""
    page = book.add_worksheet(ABOUT)
    page.very_hidden()
    rows: list[tuple[str, ...]] = [
        ("format", FORMAT),
        ("lang", lang),
        ("batch", plan.batch),
        ("ruleset", plan.rules.reference),
        ("digest", plan.rules.digest),
        ("unread", _UNREAD.to(lang)),
    ]
    rows += [(SUBMISSION, one.id, one.file, one.digest) for one in plan.organizations]
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            page.write_string(row, column, xml_text(text))
