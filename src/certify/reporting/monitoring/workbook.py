"""The results of monitoring as a workbook: organizations by clause, how the requirements stand, what is wrong."""

import io
from collections.abc import Iterator, Sequence

from certify.language import Lang, joined
from certify.reporting.batch.organization_sheets import verdict_words
from certify.reporting.monitoring.page import groups_of, track_of
from certify.reporting.monitoring.shapes import MonitoringReport
from certify.reporting.table_sheet import Cell, Column, Group, Looks, Table, write_table
from certify.reporting.templating import chooser
from certify.reporting.workbook_style import new_book
from certify.rules.ruleset import RuleSet
from certify.wording.purposes import ADVISORY, outcome_names, statement
from certify.wording.terms import LEVELS, VERDICTS

_CLAUSE_WIDTH = 9.0
CITY_OUTCOMES = ("ready", "incomplete", "not_ready", "not_applicable")
_COUNTED = ("not_met", "missing", "needs_review", "met", "not_applicable")


def render_monitoring_workbook(report: MonitoringReport, rules: RuleSet, lang: Lang) -> bytes:
    """Return the workbook, the same bytes for the same report."""
    out = io.BytesIO()
    title = report.batch.title
    book = new_book(out, title)
    looks = Looks(book, lang)
    for table in (
        _organizations(report, rules, lang),
        _requirements(report, lang),
        _cities(report, lang),
        _problems(report, lang),
    ):
        write_table(book, looks, title, table, lang)
    book.close()
    return out.getvalue()


def _organizations(report: MonitoringReport, rules: RuleSet, lang: Lang) -> Table:
    say, words = chooser(lang), verdict_words(lang)
    outcomes = {key: word.to(lang) for key, word in outcome_names("monitoring").items()}
    advice = ADVISORY.to(lang)
    groups = (
        Group(
            "",
            (
                Column(say("编号", "Id"), 12),
                Column(say("组织名称", "Organization"), 26),
                Column(say("类型", "Type"), 14),
                Column(say("市", "City"), 9),
                Column(say("单位", "Unit"), 11),
                Column(say("结论", "Outcome"), 9, "center"),
                Column(say("计入", "Counted"), 6, "center"),
                Column(say("说明", "Remarks"), 26),
            ),
        ),
        *(
            Group(
                group.label,
                tuple(
                    Column(f"{one.id}\n{advice}" if one.advisory else one.id, _CLAUSE_WIDTH) for one in group.criteria
                ),
            )
            for group in groups_of(rules, lang)
        ),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for one in report.organizations:
            yield [
                one.id,
                one.name,
                one.type_label,
                one.city,
                one.unit,
                outcomes[one.outcome],
                say("是", "yes") if one.counts else say("否", "no"),
                "\n".join(remark.text for remark in one.remarks),
                *[words[one.clauses[criterion.id]] for criterion in rules.criteria],
            ]

    looks: dict[Cell, str] = {word: verdict for verdict, word in words.items()}
    note = statement("", track_of(report), "monitoring", lang)
    return Table(say("组织", "Organizations"), note, groups, 2, rows(), looks=looks)


def _requirements(report: MonitoringReport, lang: Lang) -> Table:
    say = chooser(lang)
    columns = (
        Column(say("编号", "Id"), 12),
        Column(say("要求", "Requirement"), 40),
        Column(say("出处", "Clause"), 20),
        Column(say("性质", "Sort"), 8, "center"),
        *(Column(VERDICTS[key].to(lang), 9, "figure") for key in _COUNTED),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for one in report.clauses:
            sort = ADVISORY.to(lang) if one.advisory else one.tier
            figures = (one.not_met, one.missing, one.needs_review, one.met, one.not_applicable)
            yield [one.id, one.title, one.clause, sort, *figures]

    note = say("只统计计入的组织", "Only organizations that count")
    return Table(say("要求", "Requirements"), note, (Group("", columns),), 2, rows())


def _cities(report: MonitoringReport, lang: Lang) -> Table:
    say = chooser(lang)
    names = outcome_names("monitoring")
    columns = (
        Column(say("市", "City"), 16),
        Column(say("组织", "Organizations"), 10, "figure"),
        *(Column(names[key].to(lang), 12, "figure") for key in CITY_OUTCOMES),
        Column(say("县（市、区）、开发区", "Units"), 12, "figure"),
        Column(say("其中有填报", "with a submission"), 12, "figure"),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for one in report.cities:
            outcomes = (one.ready, one.incomplete, one.not_ready, one.not_applicable)
            yield [one.city, one.organizations, *outcomes, one.units, one.units_heard_of]

    return Table(say("各市", "Cities"), "", (Group("", columns),), 1, rows())


def _problems(report: MonitoringReport, lang: Lang) -> Table:
    say = chooser(lang)
    columns = (
        Column(say("文件", "File"), 26),
        Column(say("组织", "Organization"), 24),
        Column(say("程度", "Level"), 7, "center"),
        Column(say("位置", "Place"), 24),
        Column(say("字段", "Field"), 24),
        Column(say("问题", "Problem"), 44),
        Column(say("怎么改", "What to do"), 44),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        told = [(row.file, joined([row.id, row.name], lang), row.problems) for row in report.invalid]
        told += [(row.file, joined([row.id, row.name], lang), row.problems) for row in report.organizations]
        told.append((say("批次文件和文件夹", "The batch and its folder"), "", report.problems))
        for file, who, problems in told:
            for one in problems:
                yield [file, who, LEVELS[one.level].to(lang), one.where, one.field, one.message, one.fix]

    return Table(say("问题", "Problems"), "", (Group("", columns),), 1, rows())
