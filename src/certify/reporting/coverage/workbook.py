"""The coverage report as a workbook: to filter, to sort and to print, with every figure of the JSON."""

import io
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from certify.language import Lang
from certify.reporting.coverage.shapes import (
    BatchOfCoverage,
    CoverageReport,
)
from certify.reporting.coverage.table_parts import count_cells, units_named, yes
from certify.reporting.coverage.tables import Tables
from certify.reporting.coverage.words import KINDS, Shown
from certify.reporting.table_sheet import Cell, Looks, cell_text, height, write_table
from certify.reporting.workbook_style import Book, Page, new_book, set_paper
from certify.wording.readings import CHOSEN

_LINE_WIDTHS = (30, 16, 16, 16, 16, 16, 16)
_LONG_WIDTHS = (30, 60, 60)
Line: TypeAlias = tuple[Cell, ...]
Section: TypeAlias = tuple[str, list[Line]]


def render_coverage_workbook(report: CoverageReport, lang: Lang) -> bytes:
    """Return the workbook, the same bytes for the same report."""
    out = io.BytesIO()
    made = _Sheets(Shown(report, lang))
    book = new_book(out, made.title)
    looks = Looks(book, lang)
    say = made.say
    _write_sections(book, looks, say("总览", "Overview"), _LINE_WIDTHS, made.overview(), lang)
    for table in Tables(made.shown).all():
        write_table(book, looks, made.title, table, lang)
    _write_sections(book, looks, say("说明", "About"), _LONG_WIDTHS, made.about(), lang)
    book.close()
    return out.getvalue()


def _write_sections(
    book: Book, looks: Looks, name: str, widths: Sequence[float], sections: Iterator[Section], lang: Lang
) -> None:
    """Add a sheet of sections of lines, each under its head."""
    page = book.add_worksheet(name)
    for number, width in enumerate(widths):
        page.set_column(number, number, width)
    row = 0
    for head, lines in sections:
        page.write_string(row, 0, cell_text(head), looks["title"])
        for line in lines:
            row += 1
            _write_line(page, looks, row, line, widths)
        row += 2
    set_paper(page, lang, None, wide=True)


def _write_line(page: Page, looks: Looks, row: int, line: Line, widths: Sequence[float]) -> None:
    page.set_row(row, height(line, widths))
    for column, cell in enumerate(line):
        if isinstance(cell, str):
            page.write_string(row, column, cell_text(cell), looks["text"])
        elif cell is None:
            page.write_blank(row, column, None, looks["text"])
        else:
            page.write_number(row, column, cell, looks["percent" if isinstance(cell, float) else "count"])


class _Sheets:
    """Makes the sheets of one report."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        self.report = shown.report
        self.lang: Lang = shown.lang
        self.say = shown.say
        public = self.say("（公开版）", " (public version)") if self.report.public else ""
        self.title = self.say("全省覆盖情况", "Coverage of the province") + public

    # 总览

    def overview(self) -> Iterator[Section]:
        """Yield the sections of the first sheet: figures, what they hang on, the history, the batches."""
        say, report = self.say, self.report
        yield (
            f"{self.title} · {say('截至', 'as of')} {report.as_of}",
            [
                (
                    say("类别", "Kind"),
                    say("总数", "All"),
                    say("已覆盖", "Covered"),
                    say("未覆盖", "Uncovered"),
                    say("最多可到", "At most"),
                    say("覆盖率（%）", "Covered (%)"),
                    say("最多可到（%）", "At most (%)"),
                ),
                (KINDS["county"].to(self.lang), *count_cells(report.counties)),
                (KINDS["zone"].to(self.lang), *count_cells(report.zones)),
                (
                    say("单位名单含开发区", "Zones are listed"),
                    yes(self.shown, report.zones_listed),
                ),
            ],
        )
        hangs = report.interval
        yield (
            say("最多可到取决于", "What the most hangs on"),
            [
                (say("单位", "Units"), hangs.units),
                (say("推荐或认定决定", "Recommendations or decisions"), hangs.decisions),
                (say("待补充或审核事项", "Items to answer or review"), hangs.open_items),
                (say("材料要改正的单位", "Units whose files are to be corrected"), hangs.unreadable),
            ],
        )
        yield say("认定名录", "Register"), [
            (say("组织", "Organizations"), report.register.get("organizations", 0)),
            (say("认定有效", "In force"), report.register.get("in_force", 0)),
        ]  # fmt: skip
        yield say("历次变化", "History"), list(self._points())
        yield say("批次", "Batches"), list(self._batches())

    def _points(self) -> Iterator[Line]:
        say = self.say
        yield (
            say("时点", "Point"),
            say("日期", "Day"),
            KINDS["county"].to(self.lang),
            KINDS["zone"].to(self.lang),
            say("新增", "Gained"),
            say("失去", "Lost"),
        )
        for point in self.report.points:
            yield point.label, point.day, point.counties, point.zones, len(point.gained), len(point.lost)

    def _batches(self) -> Iterator[Line]:
        say, batches = self.say, self.report.batches
        figures: tuple[tuple[str, tuple[Cell, ...]], ...] = (
            (say("编号", "Id"), tuple(one.id for one in batches)),
            (say("名称", "Title"), tuple(one.title for one in batches)),
            (say("规则", "Rules"), tuple(one.ruleset for one in batches)),
            (CHOSEN.to(self.lang), tuple(self._chosen(one) for one in batches)),
            (say("开始日", "Opens on"), tuple(one.opens_on for one in batches)),
            (say("推荐截止", "Recommend by"), tuple(one.recommend_by for one in batches)),
            (say("认定截止", "Recognize by"), tuple(one.recognize_by for one in batches)),
            (say("材料（份）", "Files"), tuple(one.files for one in batches)),
            (say("候选组织（家）", "Candidates"), tuple(one.candidates for one in batches)),
            (say("不能评判（份）", "Not judged"), tuple(one.unreadable for one in batches)),
            (say("推荐（家）", "Recommended"), tuple(one.recommended for one in batches)),
            (say("推荐的来源", "Where that comes from"), tuple(self._source(one) for one in batches)),
            (say("认定（家）", "Recognized"), tuple(one.recognized for one in batches)),
            (say("未获认定（家）", "Not recognized"), tuple(one.not_recognized for one in batches)),
            (say("逾期（份）", "Late"), tuple(one.late for one in batches)),
        )
        # A batch a column; what does not fit beside the others stands below them.
        wide = len(_LINE_WIDTHS) - 1
        for first in range(0, len(batches), wide):
            for head, cells in figures:
                yield head, *cells[first : first + wide]

    def _chosen(self, batch: BatchOfCoverage) -> str:
        return "\n".join(one.text for one in batch.readings_chosen) or self.say("（默认）", "(defaults)")

    def _source(self, batch: BatchOfCoverage) -> str:
        if batch.suggested:
            return self.say("程序建议", "suggested by the program")
        return self.say("市级记录", "recorded by the cities")

    # 说明

    def about(self) -> Iterator[Section]:
        """Yield the sections of the last sheet: versions, what causes mean, gains and losses by name."""
        say, report = self.say, self.report
        versions: list[Line] = [
            (say("程序", "Program"), f"certify {report.certify_version}"),
            (say("报告格式", "Report"), report.report),
            (say("基准日", "As of"), report.as_of),
            (say("公开版", "Public version"), yes(self.shown, report.public)),
        ]
        versions += [(one.id, one.ruleset, one.ruleset_digest) for one in report.batches]
        yield say("版本与摘要", "Versions and digests"), versions
        yield (
            say("空白的原因（每个单位只列一个）", "Causes of gaps (one a unit)"),
            [(cause, text) for cause, text in report.causes.items()],
        )
        yield (
            say("历次新增和失去的单位", "Units gained and lost"),
            [
                (
                    f"{point.day} {point.label}",
                    f"{say('新增', 'gained')} {len(point.gained)} {units_named(self.shown, point.gained)}",
                    f"{say('失去', 'lost')} {len(point.lost)} {units_named(self.shown, point.lost)}",
                )
                for point in report.points
            ],
        )
        said = (
            say("已覆盖＋未覆盖＝总数；“最多可到”把在途的推荐、认定、补充、审核和材料改正都算成办成。",
                "Covered and uncovered make up all. At most counts what is on its way as done."),
            say("覆盖以省级认定为准，认定由省里决定；自评、推荐和程序的建议都不是认定。",
                "Recognition alone covers a unit, and the province decides it."),
        )  # fmt: skip
        yield say("怎么读", "How to read it"), [(line,) for line in said]
