"""The results of a batch as a workbook, 汇总表.xlsx: to filter, to sort and to print."""

import io
from collections.abc import Iterator

from certify.language import Lang
from certify.reporting.batch.about_sheet import write_about
from certify.reporting.batch.organization_sheets import clauses_table, files_table, reasons_table, scores_table
from certify.reporting.batch.problem_sheets import differences_table, invalid_table, warnings_table
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.batch.unit_sheets import cities_table, gaps_table, units_table
from certify.reporting.table_sheet import Looks, Table, write_table
from certify.reporting.workbook_style import new_book
from certify.rules.ruleset import RuleSet


def render_batch_workbook(report: BatchReport, rules: RuleSet, lang: Lang) -> bytes:
    """Return the workbook of a batch, the same bytes for the same report."""
    out = io.BytesIO()
    title = report.batch.title
    book = new_book(out, title)
    looks = Looks(book, lang)
    for table in _tables(report, rules, lang):
        write_table(book, looks, title, table, lang)
    write_about(book, looks, report, rules, lang)
    book.close()
    return out.getvalue()


def _tables(report: BatchReport, rules: RuleSet, lang: Lang) -> Iterator[Table]:
    yield clauses_table(report, rules, lang)
    yield scores_table(report, rules, lang)
    yield reasons_table(report, lang)
    yield units_table(report, lang)
    yield cities_table(report, lang)
    yield gaps_table(report, lang)
    yield differences_table(report, rules, lang)
    yield invalid_table(report, lang)
    yield warnings_table(report, lang)
    yield files_table(report, lang)
