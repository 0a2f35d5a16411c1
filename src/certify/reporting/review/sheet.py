"""A sheet of a review: what was declared to the left, what the reviewer enters to the right."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from certify.language import Lang, Text
from certify.reading.review_workbook import ENTERED, review_columns
from certify.reporting.form.answer import EARLIEST, LATEST
from certify.reporting.review.rows import CheckRow, EntryRow, ReviewedOrganization, ReviewPlan
from certify.reporting.table_sheet import cell_text
from certify.reporting.workbook_style import Page, Styles, row_height, set_paper
from certify.rules.vocabulary import Field
from certify.wording.purposes import ADVISORY
from certify.wording.terms import KINDS, VERDICTS
from certify.workbooks.grid import column_letters

_TITLE, _HINT, HEAD = range(3)
_A3 = 8
# So many empty rows below take the same checks: rows may be pasted there.
_SPARE = 50
_TALLEST = 145.0
# A line more or less: beyond that texts are cut, and shown in full by the cell itself.
_MEASURED = 600
WIDTHS = {
    "organization": 13.0,
    "name": 22.0,
    "unit": 13.0,
    "check": 8.0,
    "title": 16.0,
    "clause": 16.0,
    "text": 34.0,
    "kind": 9.0,
    "declared": 8.0,
    "shown": 40.0,
    "attached": 24.0,
    "points": 40.0,
    "outcome": 10.0,
    "reviewer": 11.0,
    "on": 12.0,
    "note": 30.0,
    "evidence": 20.0,
    "file": 22.0,
}
_CENTRED = ("check", "kind", "declared")
# These stay in sight.
_HELD = ("organization", "name", "unit", "check")
_HINT_TEXT = Text(
    "只填黄色的列；一次填许多家：先按“子项”筛选，再选中一列按 Ctrl+D 向下填充。填法见“填写说明”。",
    "Fill in the yellow columns only. For many organizations at once filter by sub-check, then fill down with Ctrl+D. See"
    " the guide.",
)
_RULES_TEXT = Text("批次 {batch} · 规则 {rules}", "batch {batch} · rule set {rules}")
_WANTED = Text("佐证：", "Evidence: ")
_CHECK_TITLE = Text("请核对", "Please check")
_CHOOSE = Text("请选：{choices}。仍要照写，选“是”。", "Choose one of: {choices}. To keep it as written, choose Yes.")
_DAY = Text(
    "这一格填日期，如 2025-10-20。仍要照写，选“是”。", "A date is wanted, such as 2025-10-20. To keep it, choose Yes."
)


class ReviewSheet:
    """Writes one sheet of a review."""

    def __init__(self, styles: Styles, page: Page, plan: ReviewPlan, lang: Lang) -> None:
        """Take the formats, the sheet, and what is reviewed."""
        self.styles = styles
        self.page = page
        self.plan = plan
        self.lang: Lang = lang
        self.columns = review_columns()
        self.at = {column.name: number for number, column in enumerate(self.columns)}
        self.words = {name: label.to(lang) for name, label in self.field("outcome").options.items()}
        self.looks = {column.name: styles(*_looks(column)) for column in self.columns}

    def field(self, name: str) -> Field:
        """Return a column by its name."""
        return self.columns[self.at[name]]

    @cached_property
    def fixed(self) -> dict[str, tuple[dict[str, str], float]]:
        """What the rules say of each sub-check, which is the same in every row, with the height that it takes."""
        found = {}
        for criterion in self.plan.rules.criteria:
            for check in criterion.checks:
                wanted = ("；" if self.lang == "zh" else "; ").join(item.to(self.lang) for item in check.evidence)
                points = [check.review.to(self.lang)] if check.review else []
                points += [_WANTED.to(self.lang) + wanted] if wanted else []
                texts = {
                    "check": check.id,
                    "title": check.title.to(self.lang) + (f" [{ADVISORY.to(self.lang)}]" if check.advisory else ""),
                    "clause": f"{criterion.id} {criterion.title.to(self.lang)}",
                    "text": f"{criterion.text}（{criterion.clause}）",
                    "kind": KINDS[check.kind].to(self.lang),
                    "points": "\n".join(points),
                }
                found[check.id] = (texts, self.height(texts))
        return found

    def height(self, texts: dict[str, str]) -> float:
        """Return the height that the texts of a row ask for."""
        long = [
            (text[:_MEASURED], WIDTHS[name])
            for name, text in texts.items()
            if "\n" in text or 2 * len(text) > WIDTHS[name]
        ]
        return row_height(*long, ("", 1.0))

    def write(self, organizations: Sequence[ReviewedOrganization]) -> None:
        """Write the heads and the rows, and lay the checks over them."""
        self.heads()
        row = HEAD
        for one in organizations:
            for check in one.rows:
                row += 1
                self.row(row, one, check)
        self.checks(row + _SPARE)
        self.page.autofilter(HEAD, 0, max(row, HEAD + 1), len(self.columns) - 1)
        self.page.freeze_panes(HEAD + 1, len(_HELD))
        self.page.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(self.columns))}{row + _SPARE}"})
        self.page.set_zoom(90)
        set_paper(self.page, self.lang, (HEAD, HEAD), wide=True)
        self.page.set_paper(_A3)

    def heads(self) -> None:
        """Write what the sheet is and the heads of its columns."""
        page, styles = self.page, self.styles
        about = _RULES_TEXT.to(self.lang).format(batch=self.plan.batch, rules=self.plan.rules.reference)
        title = "审核表" if self.lang == "zh" else "Review"
        page.write_string(_TITLE, 0, cell_text(f"{title} · {self.plan.title}"), styles("title", "line"))
        page.write_string(_HINT, 0, cell_text(f"{_HINT_TEXT.to(self.lang)}  {about}"), styles("small", "line"))
        page.set_row(_TITLE, 26)
        page.set_row(HEAD, 34)
        for number, column in enumerate(self.columns):
            page.set_column(
                number, number, WIDTHS[column.name], styles(*_looks(column)) if self.takes(column) else None
            )
            if self.takes(column):
                # What is above the heads takes no answers.
                page.write_blank(_TITLE, number, None, styles("plain"))
                page.write_blank(_HINT, number, None, styles("plain"))
            page.write_string(
                HEAD, number, column.label.to(self.lang), styles("head" if self.takes(column) else "column")
            )

    def takes(self, column: Field) -> bool:
        """Return whether a reviewer fills in a column."""
        return column.name in ENTERED

    def row(self, row: int, one: ReviewedOrganization, check: CheckRow) -> None:
        """Write one row: ids and words as text, whatever they look like."""
        fixed, height = self.fixed[check.check]
        own = {"name": one.name, "shown": check.shown, "attached": check.attached}
        texts = {**fixed, **own, "organization": one.id, "unit": one.unit, "file": one.file}
        texts["declared"] = VERDICTS[check.declared].to(self.lang)
        for name, text in texts.items():
            self.page.write_string(row, self.at[name], cell_text(text), self.looks[name])
        note = {"note": check.entry.note} if check.entry else {}
        self.page.set_row(row, min(_TALLEST, max(height, self.height(own | note))))
        self.entry(row, check.entry)

    def entry(self, row: int, entry: EntryRow | None) -> None:
        """Write the entry that stands, or the cells for one."""
        if entry is None:
            for name in ENTERED:
                self.page.write_blank(row, self.at[name], None, self.looks[name])
            return
        texts = {"outcome": self.words[entry.outcome], "reviewer": entry.reviewer, "note": entry.note}
        for name, text in (*texts.items(), ("evidence", entry.evidence)):
            if text:
                self.page.write_string(row, self.at[name], cell_text(text), self.looks[name])
            else:
                self.page.write_blank(row, self.at[name], None, self.looks[name])
        self.page.write_datetime(row, self.at["on"], datetime.fromisoformat(entry.on), self.looks["on"])

    def checks(self, last: int) -> None:
        """Lay the dropdown, the check of dates and the colours over the columns, down to a last row."""
        choices = list(self.words.values())
        between = "、" if self.lang == "zh" else ", "
        self.check("outcome", last, {"validate": "list", "value": choices}, _CHOOSE, choices=between.join(choices))
        days = {"validate": "date", "criteria": "between", "minimum": EARLIEST, "maximum": LATEST}
        self.check("on", last, days, _DAY)
        outcome = f"${column_letters(self.at['outcome'] + 1)}{HEAD + 2}"
        decided = f'OR({outcome}="{self.words["met"]}",{outcome}="{self.words["not_met"]}")'
        for name in ("reviewer", "on"):
            here = f"{column_letters(self.at[name] + 1)}{HEAD + 2}"
            self.colour(name, last, f"=AND({decided},LEN(TRIM({here}))=0)", "required")
        kind = f"${column_letters(self.at['kind'] + 1)}{HEAD + 2}"
        note = f"{column_letters(self.at['note'] + 1)}{HEAD + 2}"
        wanted = f'OR({outcome}="{self.words["not_met"]}",AND({decided},{kind}="{KINDS["auto"].to(self.lang)}"))'
        self.colour("note", last, f"=AND({wanted},LEN(TRIM({note}))=0)", "required")
        self.colour("outcome", last, f'={outcome}="{self.words["not_met"]}"', "fault")
        self.colour("outcome", last, f'={outcome}="{self.words["pending"]}"', "doubt")
        for name in ENTERED:
            here = f"{column_letters(self.at[name] + 1)}{HEAD + 2}"
            self.colour(name, last, f"=LEN(TRIM({here}))>0", "filled")

    def check(self, name: str, last: int, rule: dict[str, Any], message: Text, **said: str) -> None:
        """Lay a check on a column, which warns and never refuses: what was pasted must be able to stay."""
        words = {
            "error_type": "warning",
            "error_title": _CHECK_TITLE.to(self.lang),
            "error_message": message.to(self.lang).format(**said),
        }
        self.page.data_validation(HEAD + 1, self.at[name], last, self.at[name], rule | words)

    def colour(self, name: str, last: int, formula: str, look: str) -> None:
        """Colour the cells of a column for which a formula holds; the first colour laid is the one that shows."""
        rule = {"type": "formula", "criteria": formula, "format": self.styles.mark(look), "stop_if_true": True}
        self.page.conditional_format(HEAD + 1, self.at[name], last, self.at[name], rule)


def _looks(column: Field) -> tuple[str, ...]:
    """Return how the cells of a column look."""
    if column.name in ENTERED:
        return ("answer", "date") if column.type == "date" else ("answer", "text", *_centre(column, ("outcome",)))
    if column.name in ("organization", "check", "file"):
        return ("boxed", "text", *_centre(column, _CENTRED))
    return ("boxed", *_centre(column, _CENTRED))


def _centre(column: Field, names: Sequence[str]) -> tuple[str, ...]:
    return ("center",) if column.name in names else ()
