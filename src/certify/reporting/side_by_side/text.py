"""The side-by-side report for a terminal: the comparison, then the report of each rule set."""

from collections.abc import Mapping, Sequence
from functools import partial

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table

from certify.language import Lang, Text, joined
from certify.reporting.shapes import ScoreShape
from certify.reporting.side_by_side.rows import Row, agreeing, differing, reports_shown
from certify.reporting.side_by_side.shapes import FactShape, SideBySideReport, SideUseShape, UseShape
from certify.reporting.templating import chooser
from certify.reporting.terminal import COLOURS, WIDTH, printed
from certify.reporting.text import render_text as render_check
from certify.reporting.wrapping import wrapped
from certify.wording import side_by_side as words
from certify.wording.purposes import PURPOSES, outcome_text
from certify.wording.terms import TRACKS, VERDICTS, marks


def render_text(
    report: SideBySideReport,
    tiers: Sequence[Mapping[str, Text]],
    lang: Lang,
    *,
    colour: bool = False,
    width: int = WIDTH,
) -> str:
    """Return the report as text for a terminal of `width` columns; `tiers` are the words for those of each rule set.

    An input with errors has the same ones under every rule set and is told once.
    """

    def comparison(console: Console) -> None:
        _Printer(console, report, lang).print()

    parts = [printed(comparison, colour=colour, width=width)]
    for one, named in reports_shown(report, tiers):
        title = f"{one.ruleset.id}@{one.ruleset.version}" if one.ruleset and report.facts else ""
        parts.append(printed(partial(_rule, title), colour=colour, width=width))
        parts.append(render_check(one, dict(named), lang, colour=colour, width=width))
    return "".join(parts)


def _rule(title: str, console: Console) -> None:
    console.print()
    console.print(Rule(escape(title), characters="═"))


class _Printer:
    def __init__(self, console: Console, report: SideBySideReport, lang: Lang) -> None:
        self.console = console
        self.report = report
        self.lang = lang
        self.t = chooser(lang)
        self.marks = marks(lang)
        self.colon = self.t("：", ": ")

    def say(self, markup: str, indent: int = 0) -> None:
        self.console.print(Padding(wrapped(markup), (0, 0, 0, indent)))

    def section(self, title: str) -> None:
        self.console.print()
        self.say(f"[bold]{escape(title)}[/bold]")

    def print(self) -> None:
        self.heading()
        self.outcomes()
        if not self.report.facts:
            return
        found = differing(self.report)
        self.section(self.counted(words.DIFFERING.to(self.lang), sum(len(row.facts) for row in found)))
        self.say(f"[dim]{escape((words.DIFFERING_IS if found else words.NONE_DIFFERS).to(self.lang))}[/dim]", 1)
        self.rows(found)
        for section in agreeing(self.report, self.lang):
            self.section(self.counted(section.title, section.count))
            if section.only is None:
                self.rows(section.rows)
            else:
                self.listed([fact for row in section.rows for fact in row.facts])

    def counted(self, title: str, count: int) -> str:
        return self.t(f"{title}（{count} 项）", f"{title} ({count})")

    def heading(self) -> None:
        report, organization = self.report, self.report.organization
        name = organization.name or self.t("（未能读出组织名称）", "(name not readable)")
        unit = organization.jurisdiction_label or organization.jurisdiction or ""
        said = (f"[bold]{escape(name)}[/bold]", *(escape(one) for one in (organization.type_label, unit) if one))
        lines = [f"[bold]{words.TITLE.to(self.lang)}[/bold]", "  ".join(said)]
        if report.period.start and report.period.end:
            period = f"{self.t('统计期', 'Period')} {report.period.start} {self.t('至', 'to')} {report.period.end}"
            track = f"{self.t('评判口径', 'Track')}{self.colon}{TRACKS[report.track].to(self.lang)}"
            lines.append("  ".join((period, f"{self.t('基准日', 'As of')} {report.as_of}", track)))
        self.console.print(Panel(wrapped("\n".join(lines))))

    def outcomes(self) -> None:
        """Print what each rule set comes to, one under the other with the same columns."""
        table = Table(box=None, padding=(0, 1))
        heads = (
            self.t("规则", "Rules"),
            self.t("用途", "For"),
            self.t("结论", "Outcome"),
            self.t("达标条款", "Clauses met"),
            self.t("最多可达", "At most"),
        )
        for head in heads:
            table.add_column(head, overflow="fold")
        for side in self.report.sides:
            total = side.score.get("total")
            outcome = outcome_text(side.outcome, side.ruleset.purpose, self.lang)
            said = (side.ruleset.id + "@" + side.ruleset.version, PURPOSES[side.ruleset.purpose].to(self.lang), outcome)
            table.add_row(*(wrapped(escape(one)) for one in said), *self.shares(total))
        self.console.print(table)
        self.say(f"[dim]{words.NO_RANKING.to(self.lang)}[/dim]", 1)

    def shares(self, score: ScoreShape | None) -> tuple[str, str]:
        none = self.marks["not_applicable"]
        if score is None or score.percent is None:
            return none, none
        return f"{score.met}/{score.applicable} {score.percent}%", f"{score.percent_at_most}%"

    def rows(self, rows: list[Row]) -> None:
        for row in rows:
            answered = words.ANSWERED[row.facts[0].answered].to(self.lang)
            labels = joined([f"{escape(fact.label)} [dim]{fact.fact}[/dim]" for fact in row.facts], self.lang)
            self.say(f"{labels}{self.t(f'（{answered}）', f' ({answered})')}", 1)
            for side in row.sides:
                if side is not None:
                    self.say(f"[dim]{side.ruleset}{self.colon}[/dim]{self.side(side)}", 5)

    def side(self, side: SideUseShape) -> str:
        """Return the verdict of a rule set on a fact and the sub-checks behind it."""
        said = [self.use(use) for use in side.uses if use.decides]
        shown = [use.id for use in side.uses if not use.decides]
        parts = [" ".join(said)] if said else []
        if side.verdict is not None:
            parts.insert(0, self.verdict(side.verdict))
        if shown:
            parts.append(f"[dim]{words.SHOWN.to(self.lang)}{' '.join(shown)}[/dim]")
        return "  ".join(parts)

    def verdict(self, verdict: str) -> str:
        return f"[{COLOURS[verdict]}]{self.marks[verdict]} {VERDICTS[verdict].to(self.lang)}[/]"

    def use(self, use: UseShape) -> str:
        name = f"[bold]{use.id}{words.HANGS_MARK}[/]" if use.hangs else use.id
        said = f"{name}[{COLOURS[use.verdict]}]{self.marks[use.verdict]}[/]"
        return said if use.counts else f"[dim]({said})[/dim]"

    def listed(self, facts: list[FactShape]) -> None:
        """List facts by whether they are answered."""
        for answered, word in words.ANSWERED.items():
            labels = [escape(fact.label) for fact in facts if fact.answered == answered]
            if labels:
                self.say(f"[dim]{word.to(self.lang)}{self.colon}[/dim]{joined(labels, self.lang)}", 1)
