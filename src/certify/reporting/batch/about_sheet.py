"""The last sheet of a batch's workbook: the batch, the versions, what marks mean, the clauses, the readings in force."""

from collections.abc import Iterator
from typing import TypeAlias

from certify.language import Lang
from certify.reporting.batch.organization_sheets import chosen_word, verdict_words
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.table_sheet import Looks, cell_text, height
from certify.reporting.templating import chooser
from certify.reporting.workbook_style import Book, Page, set_paper
from certify.rules.ruleset import RuleSet
from certify.wording.purposes import PURPOSES
from certify.wording.readings import CHOSEN

_WIDTHS = (26, 40, 70)
Line: TypeAlias = tuple[str | int, ...]


def write_about(book: Book, looks: Looks, report: BatchReport, rules: RuleSet, lang: Lang) -> None:
    """Add the sheet to a workbook: sections of lines of up to three cells, each under its head."""
    page = book.add_worksheet(chooser(lang)("说明", "About"))
    for number, width in enumerate(_WIDTHS):
        page.set_column(number, number, width)
    row = 0
    for head, lines in _sections(report, rules, lang):
        page.write_string(row, 0, head, looks["title"])
        for line in lines:
            row += 1
            _write_line(page, looks, row, line)
        row += 2
    set_paper(page, lang, None, wide=True)


def _sections(report: BatchReport, rules: RuleSet, lang: Lang) -> Iterator[tuple[str, Iterator[Line]]]:
    say = chooser(lang)
    yield say("批次", "The batch"), _batch(report, lang)
    yield say("数量", "Figures"), _figures(report, lang)
    yield say("版本与摘要", "Versions and digests"), _versions(report, lang)
    yield say("图例", "Marks"), _marks(lang)
    yield say("条款", "Clauses"), _clauses(rules, lang)
    yield say("执行的口径", "Readings in force"), _readings(report, rules, lang)


def _write_line(page: Page, looks: Looks, row: int, line: Line) -> None:
    page.set_row(row, height(line, _WIDTHS))
    for column, cell in enumerate(line):
        if isinstance(cell, str):
            page.write_string(row, column, cell_text(cell), looks["text"])
        else:
            page.write_number(row, column, cell, looks["count"])


def _batch(report: BatchReport, lang: Lang) -> Iterator[Line]:
    say, batch = chooser(lang), report.batch
    yield say("批次编号", "Id"), batch.id
    yield say("名称", "Title"), batch.title
    yield say("统计期", "Period"), say(" 至 ", " to ").join((batch.period["start"], batch.period["end"]))
    yield say("基准日", "As of"), batch.as_of
    yield say("批次开始日", "Opens on"), batch.opens_on
    yield say("推荐截止日", "Recommend by"), batch.recommend_by
    yield say("认定截止日", "Recognize by"), batch.recognize_by
    yield say("每个单位最少推荐（家）", "Fewest a unit"), batch.per_unit["min"]
    yield say("每个单位最多推荐（家）", "Most a unit"), batch.per_unit["max"]
    chosen = chosen_word(report, say)
    source = (
        say("市级没有推荐记录，由程序建议", "no recommendations on record: suggested by the program")
        if report.suggested
        else say("市级的推荐记录", "as the cities recorded")
    )
    yield say("“推荐”的来源", "Where it comes from"), chosen, source


def _figures(report: BatchReport, lang: Lang) -> Iterator[Line]:
    say = chooser(lang)
    yield say("自评表（份）", "Submissions"), report.files
    yield say("已评判（份）", "Judged"), len(report.organizations)
    yield say("材料有误（份）", "Invalid"), len(report.invalid)
    yield chosen_word(report, say), sum(one.recommended for one in report.organizations)
    recognized = sum(one.decision == "recognized" for one in report.organizations)
    yield say("决定记录中已认定", "Recognized on record"), recognized
    listed = report.coverage.zones_listed
    yield say("单位名单含开发区", "Zones are listed"), say("是", "yes") if listed else say("否", "no")


def _versions(report: BatchReport, lang: Lang) -> Iterator[Line]:
    say, rules = chooser(lang), report.ruleset
    yield say("程序", "Program"), f"certify {report.certify_version}"
    yield say("报告格式", "Report"), report.report
    yield say("规则", "Rules"), f"{rules.id}@{rules.version}", rules.title
    yield say("规则来源", "Source"), rules.source
    yield say("规则施行日", "In force since"), rules.effective_since
    yield say("规则用途", "Purpose"), PURPOSES[rules.purpose].to(lang)
    yield say("规则摘要", "Digest of the rules"), rules.digest
    for one in rules.readings_chosen:
        yield CHOSEN.to(lang), one.title, one.text
    yield say("批次摘要", "Digest of the batch"), report.batch.digest


def _marks(lang: Lang) -> Iterator[Line]:
    for words in verdict_words(lang).values():
        mark, word = words.split("\n")
        yield mark, word


def _clauses(rules: RuleSet, lang: Lang) -> Iterator[Line]:
    for criterion in rules.criteria:
        yield f"{criterion.id}　{criterion.clause}", criterion.title.to(lang), criterion.text


def _readings(report: BatchReport, rules: RuleSet, lang: Lang) -> Iterator[Line]:
    for reading in rules.readings:
        value = report.ruleset.readings.get(reading.key, reading.default)
        label = reading.values[value].to(lang) if value in reading.values else value
        yield f"{reading.key} = {value}", reading.title.to(lang), label
