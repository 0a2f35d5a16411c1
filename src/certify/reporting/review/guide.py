"""The guide of a review workbook: how one conclusion is entered, and how the same one for many organizations."""

from certify.language import Text
from certify.reporting.common_shapes import chosen_lines, ruleset_shape
from certify.reporting.form.state import Form
from certify.reporting.plain_sheet import PlainSheet
from certify.reporting.review.rows import ReviewPlan
from certify.reporting.workbook_style import Page, set_paper

_WIDTHS = (6.0, 60.0, 24.0)
_TITLE = Text("审核表填写说明", "How to fill in the review")
_WHAT = Text(
    "一行是一家组织的一个子项。左边是组织填报的内容和条文，右边黄色的五列由审核人填写。",
    "A row is one sub-check of one organization. What was declared stands to the left; the five yellow columns to the"
    " right are the reviewer's.",
)
_HOW = Text("怎样填", "How to fill it in")
_STEPS = (
    Text(
        "“结论”从下拉中选：符合、不符合、待核。待核和空白都不写入审核文件，可以以后再填。",
        "Choose a conclusion: met, not met, to be checked. The last one and an empty cell write nothing; they can be filled"
        " in later.",
    ),
    Text(
        "选了符合或不符合，“审核人”和“审核日期”必须填写，缺的格子显示橙色。",
        "Where it is met or not met, reviewer and date are needed; a cell that lacks them turns orange.",
    ),
    Text(
        "“说明”：不符合的，请写明原因，组织会在整改通知里看到；“判定方式”是数据判定的，改判必须写明理由。",
        "Note: give the reason where it is not met, the organization reads it in its notice. Where the kind is “decided by"
        " data” a note is required.",
    ),
    Text(
        "“审核材料”写看了哪些材料，几份之间用顿号或分号隔开，可以不填。",
        "Evidence seen: what was looked at, parted by commas or semicolons; it may stay empty.",
    ),
    Text(
        "除审核人姓名外不写个人信息，更不写身份证号、电话号码。",
        "Write no personal data but the reviewer's name: no identity or telephone numbers.",
    ),
)
_MANY = Text("一次填许多家", "Many organizations at once")
_MANY_STEPS = (
    Text(
        "点表头“子项”的筛选箭头，只留一个子项；需要的话再筛“单位”或“自评”。",
        "Filter the column Sub-check to one; where wanted also by unit or by what was declared.",
    ),
    Text(
        "逐家看“填报内容”和材料，把要单独处理的先筛掉，或者先填上别的结论。",
        "Look through what was declared. Filter out those to be treated apart, or give them their conclusion first.",
    ),
    Text(
        "在筛选出的第一行填好结论、审核人、审核日期，然后选中这三列从第一行到最后一行，按 Ctrl+D 向下填充：只填筛选出的行。"
        "不要用拖动填充日期，拖动会逐日递增。",
        "Fill in conclusion, reviewer and date in the first row that is shown, select these columns down to the last row, and"
        " press Ctrl+D: only rows that are shown are filled. Do not drag dates, which would count them up.",
    ),
    Text(
        "清除筛选，再按“结论”筛一遍，核对有没有多填、漏填。",
        "Clear the filter, then filter by conclusion to see that nothing was filled too much or left out.",
    ),
)
_CARE = Text("请注意", "Please note")
_CARE_STEPS = (
    Text(
        "可以排序、筛选、隐藏行，也可以粘贴别处的行；隐藏的行照样导入。",
        "Rows may be sorted, filtered, hidden and pasted; hidden rows are imported as well.",
    ),
    Text(
        "不要改动“组织编号”“子项”“自评表文件”三列，凭它们认出是哪一条；不要合并单元格，不要改表头，不要删除工作表。",
        "Leave organization id, sub-check and file as they are, rows are known by them. Do not merge cells, rename heads or"
        " delete sheets.",
    ),
    Text(
        "以前的审核记录不会被覆盖：新的结论写在后面，以最后一条为准。重复导入同一份表，不会写两次。",
        "Entries made before are never overwritten: new ones are added, and the last one counts. Importing the same workbook"
        " twice changes nothing.",
    ),
    Text(
        "填好保存后导入：certify review import 审核表.xlsx --batch 批次文件夹；先加 --dry-run，只看结果不写入。",
        "Save it, then run certify review import FILE.xlsx --batch BATCH; with --dry-run first, it only tells what it would"
        " write.",
    ),
)
_COLOURS = (
    ("answer", Text("由审核人填写，填好后变白", "The reviewer's; turns white when filled")),
    ("required", Text("缺审核人、日期或理由", "Reviewer, date or reason is missing")),
    ("fault", Text("不符合", "Not met")),
    ("doubt", Text("待核", "To be checked")),
)
_FACTS = Text("本表", "This workbook")
_COUNTS = Text(
    "批次：{title}（{batch}）。规则：{rules}。组织 {organizations} 家，{rows} 行；未列入 {unread} 份。",
    "Batch: {title} ({batch}). Rule set: {rules}. {organizations} organizations, {rows} rows; {unread} not listed.",
)


def write_guide(form: Form, page: Page, plan: ReviewPlan) -> None:
    """Write how a review is filled in, and what this one holds."""
    guide = PlainSheet(form, page, _WIDTHS)
    lang = form.lang
    guide.line(_TITLE.to(lang), "title")
    guide.line(_WHAT.to(lang))
    for head, steps in ((_HOW, _STEPS), (_MANY, _MANY_STEPS), (_CARE, _CARE_STEPS)):
        guide.line(head.to(lang), "subtitle")
        for number, step in enumerate(steps, 1):
            guide.numbered(number, step.to(lang))
    for look, text in _COLOURS:
        guide.swatch(look, text.to(lang))
    guide.line(_FACTS.to(lang), "subtitle")
    counts = {"title": plan.title, "batch": plan.batch, "rules": plan.rules.reference, "rows": plan.rows}
    counts |= {"organizations": len(plan.organizations), "unread": len(plan.unread)}
    guide.line(_COUNTS.to(lang).format(**counts))
    for line in chosen_lines(ruleset_shape(plan.rules, lang), lang):
        guide.line(line)
    set_paper(page, lang, None, wide=False)
