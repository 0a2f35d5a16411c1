"""The returned form (退回整改表): what was sent in, with what is wrong and unmet marked where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from certify.forms.answers import Answers, Note, Slot
from certify.forms.plan import FormPlan
from certify.forms.slots import Slots
from certify.language import Lang, Text
from certify.reporting.common_shapes import chosen_lines
from certify.reporting.form.return_sheet import ReturnLine, ReturnSummary
from certify.reporting.form.unread_sheet import UnreadCells
from certify.reporting.form.workbook import render_form
from certify.reporting.shapes import CheckReport, CheckShape, RuleSetShape
from certify.reporting.templating import chooser
from certify.rules.conditions import facts_of
from certify.rules.ruleset import RuleSet

TITLE = Text("退回整改表", "Returned for correction")
ORGANIZATION = Text("本组织", "the organization")
_INVALID = Text(
    "{count} 处填写有错，全部改正后才能评判。改好后仍交本文件。",
    "{count} entries are wrong; nothing can be judged before they are corrected. Send this file again.",
)
_JUDGED = Text(
    "按 {rules} 评判：未达标 {unmet} 项，待补充 {open} 项。",
    "Judged by {rules}: {unmet} not met, {open} to be supplied.",
)
_HOW = Text(
    "红色格须整改，黄色格须补填。改好后仍交本文件。",
    "Red cells need correcting, amber ones filling in. Send this file again.",
)
MARKED = {"not_met": True, "missing": False}


@dataclass(frozen=True, slots=True)
class _Mark:
    """One thing to tell, with every place that it concerns."""

    slots: tuple[Slot, ...]
    line: ReturnLine
    fault: bool


def render_returned(
    judged: Sequence[tuple[CheckReport, RuleSet | None]],
    plan: FormPlan,
    answers: Answers,
    lang: Lang,
    unread: UnreadCells = (),
) -> bytes:
    """Return the workbook that goes back to the organization; corrected, it reads as a submission.

    `judged` are the reports by one or more rule sets. What is wrong with the input is told once.
    """
    slots = Slots(plan, answers)
    problems = list(_problems([report for report, _ in judged], slots, lang))
    checks = [list(_checks(report, rules, slots)) if rules else [] for report, rules in judged]
    marks = [*problems, *(mark for each in checks for mark in each)]
    notes = [Note(slot, f"{one.line.what}\n{one.line.fix}".strip(), one.fault) for one in marks for slot in one.slots]
    lead = _lead([(report, each) for (report, _), each in zip(judged, checks, strict=True)], lang)
    summary = ReturnSummary(TITLE.to(lang), lead, tuple(one.line for one in marks))
    return render_form(plan, lang, answers, notes, summary, unread)


def _lead(judged: Sequence[tuple[CheckReport, list[_Mark]]], lang: Lang) -> str:
    report, _ = judged[0]
    if report.outcome == "invalid":
        wrong = sum(problem.level == "error" for problem in report.problems)
        return _INVALID.to(lang).format(count=wrong)
    said = [_counted(report.ruleset, marks, lang) for report, marks in judged if report.ruleset]
    return chooser(lang)("", " ").join([*said, _HOW.to(lang)])


def _counted(rules: RuleSetShape, marks: list[_Mark], lang: Lang) -> str:
    """Return how much is not met and how much is open by one rule set."""
    unmet = sum(one.fault for one in marks)
    reference = f"{rules.title}（{rules.id}@{rules.version}）"
    reference = chooser(lang)("；", "; ").join((reference, *chosen_lines(rules, lang)))
    return _JUDGED.to(lang).format(rules=reference, unmet=unmet, open=len(marks) - unmet)


def _problems(reports: Sequence[CheckReport], slots: Slots, lang: Lang) -> Iterator[_Mark]:
    for problem in dict.fromkeys(problem for report in reports for problem in report.problems):
        slot = slots.at(problem.where, reports[0].file) or slots.of(problem.field)
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
