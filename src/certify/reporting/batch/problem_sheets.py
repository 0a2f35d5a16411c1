"""The sheets of what does not agree in a batch: differences, submissions with errors, warnings."""

from collections.abc import Iterable, Iterator, Sequence

from certify.language import Lang
from certify.reporting.batch.organization_sheets import changed
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.batch.words import said
from certify.reporting.shapes import ProblemShape
from certify.reporting.table_sheet import Cell, Column, Group, Table
from certify.reporting.templating import chooser
from certify.rules.ruleset import RuleSet
from certify.wording.terms import LEVELS, VERDICTS


def differences_table(report: BatchReport, rules: RuleSet, lang: Lang) -> Table:
    """Return where the review overturned the self-assessment or confirmed a failure, and where a reading decides."""
    say, verdicts = chooser(lang), said(VERDICTS, lang)
    titles = {criterion.id: criterion.title.to(lang) for criterion in rules.criteria}
    columns = (
        Column(say("编号", "Id"), 14),
        Column(say("组织名称", "Organization"), 32),
        Column(say("差异", "Difference"), 14, "center"),
        Column(say("条款", "Clause"), 9, "center"),
        Column(say("内容", "About"), 40),
        Column(say("自评", "Declared"), 10, "center"),
        Column(say("审核", "Reviewed"), 10, "center"),
    )
    review, reading = say("审核与自评不同", "review"), say("口径敏感", "reading")

    def rows() -> Iterator[Sequence[Cell]]:
        for one in report.organizations:
            who = [one.id, one.name]
            for clause, was, now in changed(one):
                if "not_met" in (was, now):
                    yield [*who, review, clause, titles.get(clause, ""), verdicts[was], verdicts[now]]
            for text in one.reading_sensitive:
                yield [*who, reading, "", text, "", ""]

    note = say(
        "列出审核与自评之间涉及不达标的改变（其余改变见“理由”表）；口径敏感：换一种口径，结论会不同",
        "Changes by the review that involve a failed clause; sub-checks whose verdict hangs on a reading",
    )
    return Table(say("差异", "Differences"), note, (Group("", columns),), 2, rows())


def invalid_table(report: BatchReport, lang: Lang) -> Table:
    """Return every problem of every submission that could not be judged."""
    say = chooser(lang)
    units = {unit.id: f"{unit.city} {unit.name}" for unit in report.units}
    columns = (
        Column(say("自评表文件", "File"), 26),
        Column(say("编号", "Id"), 12),
        Column(say("组织名称", "Organization"), 24),
        Column(say("单位代码", "Unit code"), 9),
        Column(say("单位", "Unit"), 15),
        Column(say("由谁改正", "Who mends it"), 14),
        *_problem_columns(lang),
        Column(say("退回通知", "Notice"), 22),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for one in report.invalid:
            unit = units.get(one.jurisdiction, "")
            who = [one.file, one.id, one.name, one.jurisdiction, unit, one.fault_text]
            for problem in _problems(one.problems, lang):
                yield [*who, *problem, one.notice]

    note = say("这些材料没有评判；一处问题一行", "These were not judged; a row for each problem")
    return Table(say("材料有误", "Invalid"), note, (Group("", columns),), 1, rows())


def warnings_table(report: BatchReport, lang: Lang) -> Table:
    """Return the problems of the batch file and its tables, and the warnings on what was judged."""
    say = chooser(lang)
    columns = (
        Column(say("编号", "Id"), 14),
        Column(say("组织名称", "Organization"), 30),
        *_problem_columns(lang),
    )
    whole = say("（批次文件）", "(the batch)")

    def rows() -> Iterator[Sequence[Cell]]:
        for problem in _problems(report.problems, lang):
            yield ["", whole, *problem]
        for one in report.organizations:
            for problem in _problems(one.problems, lang):
                yield [one.id, one.name, *problem]

    note = say(
        "提醒不影响评判；错误须改正批次文件或附表", "Warnings change no verdict; errors are of the batch's own files"
    )
    return Table(say("提醒", "Warnings"), note, (Group("", columns),), 2, rows())


def _problem_columns(lang: Lang) -> tuple[Column, ...]:
    say = chooser(lang)
    return (
        Column(say("级别", "Level"), 6, "center"),
        Column(say("位置", "Place"), 26),
        Column(say("字段", "Field"), 16),
        Column(say("问题", "Problem"), 36),
        Column(say("改法", "How to mend it"), 30),
    )


def _problems(problems: Iterable[ProblemShape], lang: Lang) -> Iterator[list[Cell]]:
    levels = said(LEVELS, lang)
    for problem in problems:
        yield [levels[problem.level], problem.where, problem.field, problem.message, problem.fix]
