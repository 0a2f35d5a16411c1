"""The form as a workbook for Excel and WPS: empty, with answers in it, or returned with what is to be put right."""

import io
from collections.abc import Mapping, Sequence

from certify.forms.answers import Answers, Note, Slot
from certify.forms.plan import FormPlan, Listing, SheetPlan
from certify.language import Lang
from certify.reporting.form.guide import GUIDE, write_guide
from certify.reporting.form.list_sheet import write_list_sheet
from certify.reporting.form.questions import write_questions
from certify.reporting.form.refused import without_refused
from certify.reporting.form.return_sheet import RETURNED, ReturnSummary, write_return
from certify.reporting.form.state import Form, Tally
from certify.reporting.form.unread_sheet import NOT_READ, UnreadCells, write_unread
from certify.reporting.plain_sheet import UNREAD
from certify.reporting.workbook_style import Book, Page, Styles, new_book
from certify.rules.ruleset import RuleSet
from certify.workbooks.grid import column_letters

FORMAT = "certify-form/1"
IDENTITY_SHEET = "_certify"
CHOICES_SHEET = "_lists"
# More sub-checks than this are named by their clauses, and more clauses than this not at all.
_MOST_CHECKS = 2
_MOST_CLAUSES = 3


def render_form(
    plan: FormPlan,
    lang: Lang,
    answers: Answers | None = None,
    notes: Sequence[Note] = (),
    summary: ReturnSummary | None = None,
    unread: UnreadCells = (),
) -> bytes:
    """Return the workbook of a form, the same bytes for the same content.

    A note or a line of the summary on a slot that the form does not have is told without a place: a note is then left
    out, so that whoever returns a form names it in the summary too. A cell that no answer can be told from is left empty
    with a note; `unread` are cells that belong to no question and are listed on a sheet of their own.
    """
    taken, refused = without_refused(answers or Answers(), plan, lang)
    out = io.BytesIO()
    book = new_book(out, GUIDE.to(lang))
    form = Form(book, lang, Styles(book, lang), taken, _by_slot((*notes, *refused)), _tabs(plan, lang), _served(plan))
    front = book.add_worksheet(RETURNED.to(lang)) if summary else None
    guide = book.add_worksheet(GUIDE.to(lang))
    pages = [book.add_worksheet(sheet.name.to(lang)) for sheet in plan.sheets]
    tallies = [_write(form, page, plan, sheet) for page, sheet in zip(pages, plan.sheets, strict=True)]
    write_guide(form, guide, plan, tallies)
    if front is not None and summary is not None:
        write_return(form, front, summary)
    if unread:
        write_unread(form, book.add_worksheet(NOT_READ.to(lang)), unread)
    _write_choices(form)
    _write_identity(book, plan, lang)
    book.close()
    return out.getvalue()


def _write(form: Form, page: Page, plan: FormPlan, sheet: SheetPlan) -> Tally | None:
    match sheet.items:
        case (Listing() as listing,):
            return write_list_sheet(form, page, sheet.title.to(form.lang), listing)
        case _:
            return write_questions(form, page, plan, sheet)


def _write_choices(form: Form) -> None:
    """Write the choices that are too long for a cell's own list, a column each under the name of its range."""
    if not form.sources:
        return
    page = form.book.add_worksheet(CHOICES_SHEET)
    page.very_hidden()
    page.write_string(0, 0, UNREAD)
    for column, (name, choices) in enumerate(form.sources.items(), 1):
        for row, choice in enumerate(choices):
            page.write_string(row, column, choice)
        letters = column_letters(column + 1)
        form.book.define_name(name, f"={CHOICES_SHEET}!${letters}$1:${letters}${len(choices)}")


def _write_identity(book: Book, plan: FormPlan, lang: Lang) -> None:
    """Write what form this is, for the reader."""
    page = book.add_worksheet(IDENTITY_SHEET)
    page.very_hidden()
    rows = (
        ("format", FORMAT),
        ("lang", lang),
        ("rulesets", " ".join(rules.reference for rules in plan.rulesets)),
        ("digests", " ".join(rules.digest for rules in plan.rulesets)),
        ("vocabulary", plan.vocabulary.digest),
    )
    for row, (key, value) in enumerate(rows):
        page.write_string(row, 0, key)
        page.write_string(row, 1, value)


def _by_slot(notes: Sequence[Note]) -> Mapping[Slot, list[Note]]:
    found: dict[Slot, list[Note]] = {}
    for note in notes:
        found.setdefault(note.slot, []).append(note)
    return found


def _tabs(plan: FormPlan, lang: Lang) -> dict[str, str]:
    return {
        item.path: sheet.name.to(lang) for sheet in plan.sheets for item in sheet.items if isinstance(item, Listing)
    }


def _served(plan: FormPlan) -> dict[str, tuple[str, ...]]:
    """Return which sub-checks each field serves, or which clauses where there are many; a list serves what its fields do."""
    checks: dict[str, dict[str, str]] = {}
    for rules in plan.rulesets:
        for fact, check, criterion in _facts(rules):
            steps = fact.split(".")
            for length in range(1, len(steps) + 1):
                checks.setdefault(".".join(steps[:length]), {})[check] = criterion
    return {path: _short(found) for path, found in checks.items()}


def _short(checks: Mapping[str, str]) -> tuple[str, ...]:
    if len(checks) <= _MOST_CHECKS:
        return tuple(checks)
    clauses = tuple(dict.fromkeys(checks.values()))
    return clauses if len(clauses) <= _MOST_CLAUSES else (*clauses[:_MOST_CLAUSES], "…")


def _facts(rules: RuleSet) -> list[tuple[str, str, str]]:
    return [
        (fact, check.id, criterion.id)
        for criterion in rules.criteria
        for check in criterion.checks
        for fact in check.facts
    ]
