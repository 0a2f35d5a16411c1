"""The sheets of a form that ask questions: clauses in their words, and below each what it is judged by."""

from certify.forms.answers import Slot
from certify.forms.plan import Choices, Clause, FormPlan, Listing, Question, SheetPlan
from certify.language import Lang, Text
from certify.reporting.form.entry import YES, Entry, entry_of, for_forms, hints, words
from certify.reporting.form.lists import ListWriter, filled, question_of
from certify.reporting.form.sheet import (
    ALLOWED,
    ANSWER,
    CLAUSE,
    HELP,
    OPEN,
    QUESTION,
    REQUIRED_OPEN,
    STATUS,
    FormSheet,
    empty_cell,
    empty_range,
)
from certify.reporting.form.state import Form, Tally
from certify.reporting.workbook_style import Page, row_height, set_paper
from certify.rules.ruleset import Criterion
from certify.rules.vocabulary import Field
from certify.wording.purposes import ADVISORY
from certify.workbooks.grid import column_letters

_WIDTHS = (8.5, 38.0, 28.0, 34.0, 7.5)
_ROW = 20.0
_ROWS_OF_LIST = 6
_HEADS = (
    Text("条款", "Clause"),
    Text("问题", "Question"),
    Text("填写", "Answer"),
    Text("单位和说明", "Unit and notes"),
    Text("状态", "Status"),
)
_CITED = Text("{clause}：{text}", "{clause}: {text}")
_READ = Text("读法：{note}", "How it is read: {note}")
_JUDGED = Text("其中 {checks} 由审核人查看材料、现场判断。", "A reviewer decides {checks}, from documents and on site.")
_ELSEWHERE = Text(
    "本条还根据“{tab}”评判，请在那一页填写。", "This clause is also judged by the sheet {tab}; fill it in there."
)
_UNDER = Text(
    "本条还根据 {clauses} 下填写的情况评判，不重复填写。",
    "This clause is also judged by what is filled in under {clauses}; nothing is asked twice.",
)
_NOTHING = Text(
    "本条由审核人查看材料和现场判断，不需填写。",
    "A reviewer decides this clause from documents and on site; nothing to fill in.",
)
_HELP = Text("{label}：{help}", "{label}: {help}")
_EACH = Text("逐项选“是”或“否”", "yes or no for each")
_NONE_OF_THESE = Text("以上都没有", "None of these")
_NONE_HINT = Text("都没有的，只在这一行选“是”", "If there is none at all, choose yes in this row only")
_OTHERS = Text("其他（用、隔开）", "Others, with commas between")


def write_questions(form: Form, page: Page, plan: FormPlan, sheet: SheetPlan) -> Tally:
    """Write a sheet of questions; its words are locked without a password, its answers are not."""
    writer = _Questions(form, page, plan)
    for item in sheet.items:
        match item:
            case Clause():
                writer.clause(item)
            case Question():
                writer.question(item)
            case Choices():
                writer.choices(item)
            case Listing():
                writer.listing(item)
    return writer.finish(sheet.title.to(form.lang))


class _Questions(FormSheet):
    def __init__(self, form: Form, page: Page, plan: FormPlan) -> None:
        super().__init__(form, page, _WIDTHS)
        self.plan = plan
        self.blocks: tuple[str, ...] = ()
        self.total = 0
        self.unanswered = 0
        page.set_default_row(_ROW)
        page.hide_gridlines(2)
        self.row = 2
        for column, head in enumerate(_HEADS, CLAUSE):
            self.span(column, column, head.to(form.lang), "head")
        self.end_row(row_height(("", 1)))

    def finish(self, title: str) -> Tally:
        lang = self.form.lang
        column = f"'{self.name}'!${column_letters(STATUS + 1)}:${column_letters(STATUS + 1)}"
        open_ = "+".join(f'COUNTIF({column},"{word.to(lang)}")' for word in (OPEN, REQUIRED_OPEN))
        tally = Tally(self.total, self.unanswered, open_)
        last = self.row
        self.title(title, tally, HELP)
        self.whiten_filled()
        self.page.freeze_panes(3, 0)
        self.page.protect("", dict.fromkeys(ALLOWED, True))
        self.page.print_area(1, CLAUSE, last - 1, STATUS)
        set_paper(self.page, lang, (2, 2), wide=False)
        return tally

    def clause(self, item: Clause) -> None:
        """Write the words of a clause, and where else its facts stand."""
        criterion, lang = item.criterion, self.form.lang
        self.blocks = ()
        advice = f"  [{ADVISORY.to(lang)}]" if criterion.advisory else ""
        title = f"{criterion.id}  {criterion.title.to(lang)}{advice}"
        text = "\n" + _CITED.to(lang).format(clause=criterion.clause, text=criterion.text)
        if criterion.note:
            text += "\n" + _READ.to(lang).format(note=criterion.note.to(lang))
        judged = _judged(criterion)
        if judged:
            text += "\n" + _JUDGED.to(lang).format(checks=words(*judged, lang=lang))
        self.rich(CLAUSE, STATUS, title, text, "clause")
        self.end_row(row_height((title + text, self.width(CLAUSE, STATUS))))
        for field in item.elsewhere:
            self.elsewhere(self.form.tabs[field.path])
        if item.under:
            self.band(
                _UNDER.to(lang).format(clauses=words(*(_named(one, lang) for one in item.under), lang=lang)), "note"
            )
        if not item.asks and not item.elsewhere and not item.under:
            self.band(_NOTHING.to(lang), "note")

    def elsewhere(self, tab: str) -> None:
        text = _ELSEWHERE.to(self.form.lang).format(tab=tab)
        self.span(CLAUSE, STATUS, "", "note", "link")
        self.page.write_url(self.row, CLAUSE, f"internal:'{tab}'!C3", self.form.styles("note", "link"), text)
        self.end_row(row_height((text, self.width(CLAUSE, STATUS))))

    def question(self, item: Question) -> None:
        """Write a row for one answer."""
        field, lang = item.field, self.form.lang
        self.explain(field)
        self.key(item.key)
        entry = entry_of(field, lang)
        written = self.form.single(item.key)
        look = ("answer", "required") if field.required else ("answer",)
        label = field.full_label.to(lang)
        shown = self.answer(ANSWER, entry, (Slot(item.key),), written, *look, label=label)
        self.check(ANSWER, entry, self.form.source(field.path, entry))
        self.count(empty_cell(self.row, ANSWER), answered=filled(written), required=field.required)
        question = field.question.to(lang) if field.question else ""
        self.words(field, label, question, hints(field, entry.kind, lang), shown)

    def explain(self, field: Field) -> None:
        """Write what the blocks that a field lies in say about all their fields, once."""
        steps = field.path.split(".")
        blocks = tuple(".".join(steps[: n + 1]) for n in range(len(steps) - 1))
        for path in blocks:
            block = self.plan.vocabulary.by_path[path]
            if path not in self.blocks and block.help:
                self.band(self.helped(block), "note")
        self.blocks = blocks

    def helped(self, field: Field) -> str:
        lang = self.form.lang
        return _HELP.to(lang).format(label=field.full_label.to(lang), help=for_forms(field.help, lang))

    def words(self, field: Field, label: str, question: str, hint: str, shown: str = "") -> None:
        """Write the words of a row about its answer: the sub-checks it serves, the question, the hints."""
        clauses = "\n".join(self.form.clauses.get(field.path, ()))
        self.span(CLAUSE, CLAUSE, clauses, "boxed", "center", "small")
        self.rich(QUESTION, QUESTION, label, "\n" + question if question else "", "boxed")
        self.span(HELP, HELP, hint, "boxed", "small")
        texts = (clauses, f"{label}\n{question}", shown, hint)
        self.end_row(row_height(*zip(texts, self.widths[1:], strict=False), least=2))

    def rich(self, first: int, last: int, bold: str, text: str, *looks: str) -> None:
        """Write words of which the first are bold, over columns of this row."""
        self.span(first, last, bold, *looks, "bold")
        if text:
            styles = self.form.styles
            self.page.write_rich_string(self.row, first, styles("bold"), bold, styles("plain"), text, styles(*looks))

    def count(self, empty: str, *, answered: bool, required: bool = False) -> None:
        """Count one more question, whose state stands in this row."""
        self.total += 1
        self.unanswered += not answered
        self.status(empty, filled=answered, required=required)

    def choices(self, item: Choices) -> None:
        """Write the rows of a set: one a choice, one for none of them, one for others where it is open."""
        field, lang = item.field, self.form.lang
        self.explain(field)
        question = field.question.to(lang) if field.question else ""
        help_ = for_forms(field.help, lang)
        lead = "\n" + "\n".join(part for part in (question, help_) if part)
        label = field.full_label.to(lang)
        self.rich(CLAUSE, STATUS, label, lead, "note")
        self.end_row(row_height((label + lead, self.width(CLAUSE, STATUS))))
        rows = [(item.key(choice), text.to(lang), "") for choice, text in field.options.items()]
        rows.append((item.key(""), _NONE_OF_THESE.to(lang), _NONE_HINT.to(lang)))
        if item.other:
            rows.append((item.other, _OTHERS.to(lang), ""))
        last = (self.row + len(rows) - 1, ANSWER)
        answered = any(filled(self.form.single(key)) for key, _, _ in rows)
        for number, (key, text, hint) in enumerate(rows):
            if not number:
                self.count(empty_range((self.row, ANSWER), last), answered=answered)
            self.choice(field, key, text, hint if number else _EACH.to(lang), first=not number)

    def choice(self, field: Field, key: str, text: str, hint: str, *, first: bool) -> None:
        lang = self.form.lang
        self.key(key)
        entry = entry_of(field, lang, "set" if key.endswith("+") else "bool")
        if key.endswith("="):
            entry = Entry("bool", text, hint, (YES.to(lang),))
        slots = (Slot(key), Slot(field.path)) if first else (Slot(key),)
        label = f"{field.full_label.to(lang)} · {text}"
        shown = self.answer(ANSWER, entry, slots, self.form.single(key), "answer", label=label)
        self.check(ANSWER, entry, None)
        self.span(
            CLAUSE,
            CLAUSE,
            "\n".join(self.form.clauses.get(field.path, ())) if first else "",
            "boxed",
            "center",
            "small",
        )
        self.span(QUESTION, QUESTION, text, "boxed", "indent")
        self.span(HELP, HELP, hint, "boxed", "small")
        if not first:
            self.span(STATUS, STATUS, "", "status")
        self.end_row(row_height((text, _WIDTHS[1]), (shown, _WIDTHS[2]), (hint, _WIDTHS[3])))

    def listing(self, item: Listing) -> None:
        """Write a short list among the questions."""
        writer = ListWriter(self, item, _ROWS_OF_LIST)
        self.explain(item.field)
        lang = self.form.lang
        self.count(writer.empty, answered=writer.answered)
        writer.ask()
        self.words(
            item.field, item.field.full_label.to(lang), question_of(item, lang), for_forms(item.field.help, lang)
        )
        writer.rows()


def _named(criterion: Criterion, lang: Lang) -> str:
    return f"{criterion.id} {criterion.title.to(lang)}"


def _judged(criterion: Criterion) -> list[str]:
    return [check.id for check in criterion.checks if check.kind == "judgement"]
