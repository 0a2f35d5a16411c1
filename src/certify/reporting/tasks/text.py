"""The report on duties for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel

from certify.language import Lang, joined
from certify.reporting.tasks.pages import (
    Line,
    counted_lines,
    day_from,
    namer,
    outcome,
    remarks,
    silent_of,
    silent_words,
    until,
)
from certify.reporting.tasks.shapes import LateTaskShape, TaskItemShape, TaskShape, TasksReport
from certify.reporting.templating import chooser
from certify.reporting.terminal import WIDTH, printed
from certify.reporting.wrapping import wrapped
from certify.wording import tasks as words
from certify.wording.terms import LEVELS

_COLOURS = {"overdue": "red", "open": "yellow", "warning": "yellow", "late": "yellow", "doubtful": "yellow"}
# What a table of a terminal has room for.
_NARROW = tuple(key for key in words.COUNTED if key not in ("late", "doubtful", "without_evidence"))


def render_text(report: TasksReport, lang: Lang, *, colour: bool = False, width: int = WIDTH) -> str:
    """Return the report as text for a terminal of `width` columns, with colours where asked for."""
    return printed(lambda console: _Printer(console, report, lang).print(), colour=colour, width=width)


class _Printer:
    def __init__(self, console: Console, report: TasksReport, lang: Lang) -> None:
        self.console = console
        self.report = report
        self.lang = lang
        self.t = chooser(lang)
        self.colon = self.t("：", ": ")
        self.who = namer(report, lang)

    def say(self, markup: str, indent: int = 0) -> None:
        self.console.print(Padding(wrapped(markup), (0, 0, 0, indent)))

    def section(self, title: str, count: int | None = None) -> None:
        self.console.print()
        tail = "" if count is None else f" {count}"
        self.say(f"[bold]{escape(title)}{tail}[/bold]")

    def print(self) -> None:
        report = self.report
        self.heading()
        self.late()
        self.counts(self.t("按市", "By city"), counted_lines(report.by_city, words.OWN_LEVEL, self.lang))
        self.counts(self.t("按单位", "By body"), counted_lines(report.by_body, words.WHOLE, self.lang))
        self.tasks()
        self.problems()

    def heading(self) -> None:
        document = self.report.document
        lines = [
            f"[bold]{escape(words.TITLE.to(self.lang))}[/bold]  {escape(document.title)}",
            f"{escape(document.number)}  {words.HORIZON.to(self.lang)}{self.colon}{escape(document.horizon)}",
            f"[bold]{escape(outcome(self.report, self.lang))}[/bold]",
        ]
        lines += [escape(said) for said in day_from(self.report, self.lang)]
        if self.report.cities or self.report.bodies:
            only = joined([*self.report.cities, *self.report.bodies], self.lang)
            lines.append(f"{self.t('只看', 'Only')}{self.colon}{escape(only)}")
        self.console.print(Panel(wrapped("\n".join(lines))))

    def late(self) -> None:
        if not self.report.late:
            return
        self.section(self.t("逾期和临界", "Late, and between bounds"), len(self.report.late))
        for (timing, task), found in groupby(self.report.late, key=lambda one: (one.timing, one.task)):
            listed = list(found)
            mark = f"[{_COLOURS[timing]}]{words.MARKS[timing]}{words.TIMINGS[timing].to(self.lang)}[/]"
            self.say(f"{mark} {task} {escape(listed[0].name)}", 1)
            for one in listed:
                self.say(f"[dim]{escape(self.why(one))}[/dim]", 5)

    def why(self, one: LateTaskShape) -> str:
        """Return whose item is late, what was reported, and by how much."""
        days = self.t(f"，晚 {one.days_late} 天", f", {one.days_late} days") if one.days_late else ""
        state = words.STATES[one.status].to(self.lang)
        wrong = f"{self.t('，', ', ')}{words.WRONG.to(self.lang)}{joined(one.wrong, self.lang)}" if one.wrong else ""
        return f"{self.who(one)}{self.colon}{state}{self.t('，期限 ', ', due ')}{until(one, self.lang)}{days}{wrong}"

    def counts(self, title: str, lines: Sequence[Line]) -> None:
        self.section(title)
        for one in lines:
            figures = [f"{words.COUNTED[key].to(self.lang)} {one.counts[key]}" for key in _NARROW if one.counts[key]]
            self.say(f"{escape(one.name)}{self.colon}{joined(figures, self.lang)}", 1)

    def tasks(self) -> None:
        section = ""
        self.section(self.t("各项任务", "Tasks"), len(self.report.tasks))
        for task in self.report.tasks:
            if task.section != section:
                section = task.section
                self.say(f"[bold]{escape(section)}[/bold]", 1)
            self.say(f"{task.id} {escape(task.name)} [dim]{escape(task.deadline or '')}[/dim]", 2)
            for said in self.items(task):
                self.say(said, 5)

    def items(self, task: TaskShape) -> Iterator[str]:
        """Yield the items of a task; those without a report, which are many, put together."""
        if not task.items:
            yield f"[dim]{words.NO_ITEM.to(self.lang)}[/dim]"
        for item in task.items:
            if item.status != "no_report":
                yield self.item(item)
        for silent in silent_of(task, self.lang):
            named = self.t("；", "; ").join(silent.who)
            nobody = (
                f"{self.t('，', ', ')}{words.TIMINGS['unnamed'].to(self.lang)}" if silent.timing == "unnamed" else ""
            )
            said = f"{words.MARKS['no_report']}{silent_words(silent, self.lang)}{nobody}"
            yield f"[dim]{said}{self.colon}{escape(named)}[/dim]"

    def item(self, item: TaskItemShape) -> str:
        entry = item.entry
        parts = [f"{words.MARKS[item.status]}{words.STATES[item.status].to(self.lang)}"]
        parts += [entry.done_on] if entry and entry.done_on else []
        parts += [words.TIMINGS[item.timing].to(self.lang)] if item.timing not in ("none", "ongoing") else []
        parts += [words.NO_EVIDENCE.to(self.lang)] if item.without_evidence else []
        said = [entry.note] if entry and entry.note else []
        said += remarks(item, self.lang)
        note = "".join(f"{self.t('；', '; ')}{escape(one)}" for one in said)
        return f"{escape(self.who(item))}{self.colon}{joined(parts, self.lang)}{note}"

    def problems(self) -> None:
        for level in ("error", "warning"):
            chosen = [one for one in self.report.problems if one.level == level]
            if not chosen:
                continue
            self.section(LEVELS[level].to(self.lang), len(chosen))
            for one in chosen:
                self.say(f"[{'red' if level == 'error' else 'yellow'}]{escape(one.where)}[/]", 1)
                self.say(f"{escape(one.message)}", 3)
                if one.fix:
                    self.say(f"[dim]{escape(one.fix)}[/dim]", 3)
