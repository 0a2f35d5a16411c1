"""The returned form (退回整改表): what was sent in, with what is wrong and unmet marked where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from certify.forms.answers import Answers, Note, Slot
from certify.forms.plan import FormPlan
from certify.forms.slots import Slots
from certify.language import Lang, Text
from certify.reporting.form.return_sheet import ReturnLine, ReturnSummary
from certify.reporting.form.unread_sheet import UnreadCells
from certify.reporting.form.workbook import render_form
from certify.reporting.shapes import CheckReport, CheckShape
from certify.rules.conditions import facts_of
from certify.rules.ruleset import RuleSet

TITLE = Text("退回整改表", "Returned for correction")
ORGANIZATION = Text("本组织", "the organization")
_INVALID = Text(
    "{count} 处填写有错，全部改正后才能评判。改好后仍交本文件。",
    "{count} entries are wrong; nothing can be judged before they are corrected. Send this file again.",
)
_JUDGED = Text(
    "按 {rules} 评判：未达标 {unmet} 项，待补充 {open} 项。红色格须整改，黄色格须补填。改好后仍交本文件。",
    "Judged by {rules}: {unmet} not met, {open} to be supplied. Red cells need correcting, amber ones filling in. "
    "Send this file again.",
)
MARKED = {"not_met": True, "missing": False}


@dataclass(frozen=True, slots=True)
class _Mark:
    """One thing to tell, with every place that it concerns."""

    slots: tuple[Slot, ...]
    line: ReturnLine
    fault: bool


def render_returned(
    report: CheckReport,
    rules: RuleSet | None,
    plan: FormPlan,
    answers: Answers,
    lang: Lang,
    unread: UnreadCells = (),
) -> bytes:
    """Return the workbook that goes back to the organization; corrected, it reads as a submission."""
    slots = Slots(plan, answers)
    marks = [*_problems(report, slots, lang), *(_checks(report, rules, slots) if rules else ())]
    notes = [Note(slot, f"{one.line.what}\n{one.line.fix}".strip(), one.fault) for one in marks for slot in one.slots]
    summary = ReturnSummary(TITLE.to(lang), _lead(report, marks, lang), tuple(one.line for one in marks))
    return render_form(plan, lang, answers, notes, summary, unread)


def _lead(report: CheckReport, marks: list[_Mark], lang: Lang) -> str:
    if report.outcome == "invalid" or report.ruleset is None:
        wrong = sum(problem.level == "error" for problem in report.problems)
        return _INVALID.to(lang).format(count=wrong)
    unmet = sum(one.fault for one in marks if one.line.clause)
    open_ = sum(not one.fault for one in marks if one.line.clause)
    reference = f"{report.ruleset.title}（{report.ruleset.id}@{report.ruleset.version}）"
    return _JUDGED.to(lang).format(rules=reference, unmet=unmet, open=open_)


def _problems(report: CheckReport, slots: Slots, lang: Lang) -> Iterator[_Mark]:
    for problem in report.problems:
        slot = slots.at(problem.where, report.file) or slots.of(problem.field)
        where = "" if slot is not None else f"{problem.where} "
        line = ReturnLine(slot, "", f"{where}{problem.message}", problem.fix, ORGANIZATION.to(lang))
        yield _Mark((slot,) if slot else (), line, problem.level == "error")


def _checks(report: CheckReport, rules: RuleSet, slots: Slots) -> Iterator[_Mark]:
    """Yield the sub-checks that are not met or wait for a fact, in the order in which they matter."""
    shapes = {check.id: check for criterion in report.criteria for check in criterion.checks}
    paths = {check.id: facts_of(check.rule) for check in rules.checks()}
    for action in report.actions:
        check = shapes[action.check]
        verdict = check.verified if report.track == "verified" else check.declared
        if verdict in MARKED:
            wanted = [one.fact for one in check.wanted] if verdict == "missing" else list(paths[check.id])
            found = tuple(dict.fromkeys(slot for path in wanted if (slot := slots.of(path)) is not None))
            yield _Mark(found, _line(check, found), MARKED[verdict])


def _line(check: CheckShape, slots: tuple[Slot, ...]) -> ReturnLine:
    what = f"{check.title}：{check.reason}"
    return ReturnLine(slots[0] if slots else None, check.id, what, check.remedy, check.depends_on_label)
