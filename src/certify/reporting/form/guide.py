"""The guide of a form: how it is filled in, and how far it is."""

from collections.abc import Sequence

from certify.forms.plan import FormPlan
from certify.language import Text
from certify.reporting.form.state import Form, Tally
from certify.reporting.plain_sheet import FIRST, PlainSheet
from certify.reporting.workbook_style import Page, row_height, set_paper
from certify.workbooks.grid import column_letters

GUIDE = Text("填写说明", "Fill-in guide")
_ASKED, _OPEN = FIRST + 2, FIRST + 3
_WIDTHS = (5.0, 62.0, 14.0, 14.0)
_TITLE = Text("劳动人事争议调解组织自评表", "Self-assessment of a labour dispute mediation organization")
_WHAT = Text(
    "这份表由调解组织如实填写，程序按下列标准逐条对照，指出已达到的、未达到的、还没填的和要由审核人判断的。",
    "The mediation organization fills in this form truthfully. The program compares it with the standard named below,"
    " clause by clause, and says what is met, what is not, what is open and what a reviewer decides.",
)
_STANDARD = Text("《{title}》（{number}），标准编号 {reference}", "{title} ({number}), rule set {reference}")
_HOW = Text("怎样填", "How to fill it in")
_STEPS = (
    Text(
        "只填有颜色的格子和清单里的空行。浅橙色的必填，浅黄色的选填，填好后变白。",
        "Fill in the coloured cells and the empty rows of lists only. Orange ones are required, yellow ones are not;"
        " both turn white when filled.",
    ),
    Text(
        "留空表示没有回答，不表示“没有”。确实没有的，写“无”；数量是零的，写 0；不清楚的先空着。",
        "An empty cell is no answer, and does not mean that there is none. If there is none, say so; for a count write 0;"
        " leave empty what you do not know.",
    ),
    Text(
        "带下拉箭头的，从下拉中选。问文件、门牌、系统的，填名称或文号。",
        "Where there is a dropdown, choose from it. Where a document, sign or system is asked for, give its title or number.",
    ),
    Text(
        "日期写成 2024-08-20。数字只写数字；金额以元为单位，不写“万元”。",
        "Write dates as 2024-08-20. Write figures without words; amounts are in yuan.",
    ),
    Text(
        "清单（如名册、台账）先填“有没有”，再一行填一条，可以从别的表格粘贴。行不够的，在清单中间插入行。不要改动表头。",
        "In a list first say whether there is anything to list, then fill one row each; rows may be pasted. Where rows run"
        " out, insert some in the middle. Leave the heads as they are.",
    ),
    Text(
        "问题页的文字已锁定，以防误改，没有密码：格子改不了的，在“审阅”中“撤消工作表保护”。",
        "The words of the question sheets are locked against slips, without a password (Review, Unprotect Sheet).",
    ),
    Text(
        "红框的格子有错要改，黄框的请核对：点开批注看原因。",
        "A cell framed in red must be put right, one framed in amber checked: its comment says why.",
    ),
)
_PRIVACY = Text(
    "个人信息：当事人信息只看有没有填；姓名、证书编号只看有没有填，以及是否与别的组织相同；都不会印在任何报告里。不要填身份证号。",
    "Personal data: of parties only whether they are named is used; of names and certificate numbers also whether they are"
    " the same as in another organization. None is ever printed. Enter no identity numbers.",
)
_CHECK = Text(
    "填好后保存，运行 certify check 加上文件名，例如：certify check 自评表.xlsx。可以随时运行，没填完也能查。",
    "Save it, then run certify check with the name of the file, for example: certify check form.xlsx. It may be run at any"
    " time, also before everything is filled in.",
)
_SIDE_BY_SIDE = Text(
    "几套标准并列评判，在后面写明：certify check 自评表.xlsx --rules {rules}",
    "To be judged by all of these standards side by side, name them: certify check form.xlsx --rules {rules}",
)
_PROGRESS = Text("各页进度", "Progress")
_HEADS = (Text("表页（点击前往）", "Sheet (click to go there)"), Text("问题数", "Questions"), Text("未填", "Open"))
_TOTAL = Text("合计", "Total")
_COLOURS = (
    ("required", Text("必填", "Required")),
    ("answer", Text("选填", "Optional")),
    ("fault", Text("要改", "To be mended")),
    ("doubt", Text("请核对", "To be checked")),
)


def write_guide(form: Form, page: Page, plan: FormPlan, tallies: Sequence[Tally | None]) -> None:
    """Write how to fill in the form, and how much of each sheet is open."""
    guide = PlainSheet(form, page, _WIDTHS)
    lang = form.lang
    guide.line(_TITLE.to(lang), "title")
    guide.line(_WHAT.to(lang))
    for rules in plan.rulesets:
        guide.line(
            _STANDARD.to(lang).format(
                title=rules.title.to(lang), number=rules.source.number, reference=rules.reference
            ),
            "bold",
        )
    guide.line(_HOW.to(lang), "subtitle")
    for number, step in enumerate(_STEPS, 1):
        guide.numbered(number, step.to(lang))
    for look, text in _COLOURS:
        guide.swatch(look, text.to(lang))
    guide.line(_PRIVACY.to(lang), "bold")
    guide.line(_CHECK.to(lang), "bold")
    if len(plan.rulesets) > 1:
        guide.line(_SIDE_BY_SIDE.to(lang).format(rules=",".join(rules.id for rules in plan.rulesets)), "bold")
    guide.line(_PROGRESS.to(lang), "subtitle")
    _progress(guide, plan, tallies)
    set_paper(page, lang, None, wide=False)


def _progress(guide: PlainSheet, plan: FormPlan, tallies: Sequence[Tally | None]) -> None:
    """Write how many questions each sheet has and how many are open, in all below them."""
    lang, page, styles = guide.form.lang, guide.page, guide.form.styles
    guide.cells(("", *(head.to(lang) for head in _HEADS)), "head")
    first = guide.row + 1
    for number, (sheet, tally) in enumerate(zip(plan.sheets, tallies, strict=True), 1):
        tab = sheet.name.to(lang)
        page.write_number(guide.row, FIRST, number, styles("boxed", "center"))
        page.write_url(guide.row, FIRST + 1, f"internal:'{tab}'!C3", styles("boxed", "link"), tab)
        if tally is None:
            page.write_string(guide.row, _ASKED, "—", styles("boxed", "center"))
            page.write_string(guide.row, _OPEN, "—", styles("boxed", "center"))
        else:
            page.write_number(guide.row, _ASKED, tally.questions, styles("boxed", "center"))
            page.write_formula(guide.row, _OPEN, f"={tally.formula}", styles("status"), tally.unanswered)
        guide.next(row_height(("", 1)))
    guide.span(FIRST, FIRST + 1, _TOTAL.to(lang), "column")
    for column, count in ((_ASKED, _asked(tallies)), (_OPEN, _open(tallies))):
        letters = column_letters(column + 1)
        formula = f"=SUM({letters}{first}:{letters}{guide.row})"
        page.write_formula(guide.row, column, formula, styles("column"), count)
    guide.next(row_height(("", 1)))


def _asked(tallies: Sequence[Tally | None]) -> int:
    return sum(tally.questions for tally in tallies if tally)


def _open(tallies: Sequence[Tally | None]) -> int:
    return sum(tally.unanswered for tally in tallies if tally)
