"""The report on duties as a workbook: to filter, to sort and to print, with every figure of the JSON."""

import io
from collections.abc import Iterator, Sequence

from certify.language import Lang
from certify.reporting.table_sheet import Cell, Column, Group, Looks, Table, write_table
from certify.reporting.tasks.pages import Line, counted_lines, day_from, line, namer, outcome, remarks, until
from certify.reporting.tasks.shapes import TasksReport
from certify.reporting.templating import chooser
from certify.reporting.workbook_style import new_book
from certify.wording import tasks as words
from certify.wording.terms import LEVELS

_LOOK_OF_TIMING = {
    "overdue": "not_met",
    "warning": "missing",
    "late": "missing",
    "doubtful": "missing",
    "open": "missing",
}


def render_tasks_workbook(report: TasksReport, lang: Lang) -> bytes:
    """Return the workbook, the same bytes for the same report."""
    out = io.BytesIO()
    title = f"{words.TITLE.to(lang)} · {report.document.title}"
    book = new_book(out, title)
    looks = Looks(book, lang)
    for table in _Tables(report, lang).all():
        write_table(book, looks, title, table, lang)
    book.close()
    return out.getvalue()


class _Tables:
    """Makes the tables of one report."""

    def __init__(self, report: TasksReport, lang: Lang) -> None:
        self.report = report
        self.lang: Lang = lang
        self.say = chooser(lang)
        self.who = namer(report, lang)
        self.note = outcome(report, lang)

    def all(self) -> Iterator[Table]:
        """Yield the sheets in their order."""
        say, report, lang = self.say, self.report, self.lang
        yield self.ledger()
        yield self.late()
        yield self.counted(say("按任务", "By task"), [line(f"{one.id} {one.name}", one.counts) for one in report.tasks])
        yield self.counted(say("按市", "By city"), counted_lines(report.by_city, words.OWN_LEVEL, lang))
        yield self.counted(say("按单位", "By body"), counted_lines(report.by_body, words.WHOLE, lang))
        yield self.texts()
        yield self.problems()
        yield self.about()

    def ledger(self) -> Table:
        """A row an item: the whole ledger."""
        say = self.say
        columns = (
            Column(say("编号", "Id"), 11),
            Column(say("任务", "Task"), 24),
            Column(say("单位", "Who"), 20),
            Column(say("年度", "Year"), 6, "count"),
            Column(say("进展状态", "Status"), 9, "center"),
            Column(say("完成日期", "Done on"), 11, "center"),
            Column(say("期限", "Due"), 11, "center"),
            Column(say("时限情况", "Standing"), 10, "center"),
            Column(say("晚（天）", "Days late"), 7, "figure"),
            Column(say("进展情况", "Note"), 26),
            Column(say("佐证、问题、说明", "Evidence, obstacles, remarks"), 30),
            Column(say("更新日期", "Updated on"), 11, "center"),
        )
        looks: dict[Cell, str] = {words.TIMINGS[key].to(self.lang): look for key, look in _LOOK_OF_TIMING.items()}
        return Table(say("台账", "Ledger"), self.note, (Group("", columns),), 3, self._items(), looks=looks)

    def _items(self) -> Iterator[Sequence[Cell]]:
        no_evidence = words.NO_EVIDENCE.to(self.lang)
        for task in self.report.tasks:
            for item in task.items:
                entry = item.entry
                yield (
                    task.id,
                    task.name,
                    self.who(item),
                    item.year,
                    words.STATES[item.status].to(self.lang),
                    (entry.done_on if entry else None) or "",
                    until(item, self.lang),
                    words.TIMINGS[item.timing].to(self.lang),
                    item.days_late,
                    entry.note if entry else "",
                    "\n".join((*([no_evidence] if item.without_evidence else []), *remarks(item, self.lang))),
                    entry.updated_on if entry else "",
                )

    def late(self) -> Table:
        """A row for everything that is late on the day, the worst first."""
        say = self.say
        columns = (
            Column(say("时限情况", "Standing"), 11, "center"),
            Column(say("编号", "Id"), 11),
            Column(say("任务", "Task"), 40),
            Column(say("单位", "Who"), 30),
            Column(say("进展状态", "Status"), 10, "center"),
            Column(say("较早期限", "Earlier bound"), 11, "center"),
            Column(say("较晚期限", "Later bound"), 11, "center"),
            Column(say("完成日期", "Done on"), 11, "center"),
            Column(say("晚（天）", "Days late"), 8, "figure"),
        )
        rows: Iterator[Sequence[Cell]] = (
            (
                words.TIMINGS[one.timing].to(self.lang),
                one.task,
                one.name,
                self.who(one),
                words.STATES[one.status].to(self.lang),
                one.due_earliest,
                one.due_latest,
                one.done_on or "",
                one.days_late,
            )
            for one in self.report.late
        )
        return Table(say("逾期和临界", "Late"), self.note, (Group("", columns),), 2, rows)

    def counted(self, name: str, lines: Sequence[Line]) -> Table:
        """A row a task, city or body with its counts, and one for all."""
        heads = tuple(Column(label.to(self.lang), 9, "figure") for label in words.COUNTED.values())
        whole = line(self.say("合计", "In all"), self.report.counts)
        rows: Iterator[Sequence[Cell]] = ((one.name, *one.counts.values()) for one in (*lines, whole))
        return Table(name, self.note, (Group("", (Column(name, 44), *heads)),), 1, rows)

    def texts(self) -> Table:
        """A row a task in the words of the document."""
        say = self.say
        columns = (
            Column(say("编号", "Id"), 11),
            Column(say("出处", "Clause"), 16),
            Column(say("任务原文", "Text"), 80),
            Column(say("责任单位（原文）", "Bodies (source)"), 30),
            Column(say("时限（原文）", "Deadline (source)"), 14),
            Column(say("说明", "Notes"), 36),
        )
        nobody = words.NOBODY.to(self.lang)
        rows: Iterator[Sequence[Cell]] = (
            (
                one.id,
                one.clause,
                one.text,
                "\n".join(one.owners) or nobody,
                "\n".join(filter(None, (one.deadline, one.yearly))),
                "\n".join(one.notes),
            )
            for one in self.report.tasks
        )
        return Table(say("任务原文", "Texts"), self.report.document.number, (Group("", columns),), 1, rows)

    def problems(self) -> Table:
        """A row for every problem of the files."""
        say = self.say
        columns = (
            Column(say("级别", "Level"), 8, "center"),
            Column(say("位置", "Place"), 34),
            Column(say("问题", "Problem"), 60),
            Column(say("怎么改", "What to do"), 50),
        )
        rows: Iterator[Sequence[Cell]] = (
            (LEVELS[one.level].to(self.lang), one.where, one.message, one.fix) for one in self.report.problems
        )
        return Table(say("问题", "Problems"), self.note, (Group("", columns),), 1, rows)

    def about(self) -> Table:
        """What the report was made from, and how it is read."""
        say, report, document = self.say, self.report, self.report.document
        listed = [
            (say("依据", "Source"), f"{document.issued_by} {document.name} {document.number} {document.issued_on}"),
            (words.HORIZON.to(self.lang), document.horizon),
            (say("基准日", "As of"), report.as_of),
            *((say("基准日", "As of"), said) for said in day_from(report, self.lang)),
            (say("任务清单摘要", "Digest of the tasks"), document.digest),
            *((say("台账文件", "Progress file"), f"{one.file} · {one.entries} · {one.digest}") for one in report.files),
            *((say("说明", "Note"), note) for note in document.notes),
            *((say("怎么读", "How to read it"), rule.to(self.lang)) for rule in words.RULES),
            *((words.TIMINGS[key].to(self.lang), said.to(self.lang)) for key, said in words.EXPLAINED.items()),
            (say("程序", "Program"), f"certify {report.certify_version} · {report.report}"),
        ]
        columns = (Column(say("事项", "Item"), 30), Column(say("内容", "Content"), 110))
        return Table(say("说明", "About"), self.note, (Group("", columns),), 1, listed)
