"""The check report for a terminal."""

import io
from collections.abc import Callable, Iterable

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table

from certify.language import Lang, Text
from certify.reporting.shapes import ActionShape, CheckReport, CheckShape, CriterionShape
from certify.wording.terms import KINDS, LEVELS, MARKS, OUTCOMES, TOTAL, TRACKS, VERDICTS

WIDTH = 100
_COLOURS = {"met": "green", "not_met": "red", "missing": "yellow", "needs_review": "cyan", "not_applicable": "dim"}
_OUTCOME_COLOURS = {"ready": "green", "recommendable": "green", "incomplete": "yellow"}


def render_text(
    report: CheckReport, tiers: dict[str, Text], lang: Lang, *, colour: bool = False, width: int = WIDTH
) -> str:
    """Return the report as text for a terminal of `width` columns, with colours where asked for."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    _Printer(console, report, tiers, lang).print()
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


class _Printer:
    def __init__(self, console: Console, report: CheckReport, tiers: dict[str, Text], lang: Lang) -> None:
        self.console = console
        self.report = report
        self.tiers = tiers
        self.lang = lang
        self.checks = {check.id: (criterion, check) for criterion in report.criteria for check in criterion.checks}

    def t(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def print(self) -> None:
        self.heading()
        if self.report.outcome == "invalid":
            self.problems("error")
            self.problems("warning")
            return
        self.scores()
        self.actions("repair", self.t("需要整改", "To put right"), self.repair)
        self.actions("answer", self.t("需要补填", "To answer"), self.answer)
        self.actions("review", self.t("等待审核确认", "For a reviewer to confirm"), self.review)
        self.overview()
        self.readings()
        self.types()
        self.discrepancies()
        self.problems("warning")
        self.footer()

    def heading(self) -> None:
        report, organization = self.report, self.report.organization
        unit = organization.jurisdiction_label or organization.jurisdiction or ""
        lines = [
            f"[bold]{escape(organization.name or self.t('（未能读出组织名称）', '(name not readable)'))}[/bold]"
            + (f"　{escape(organization.type_label)}" if organization.type_label else "")
            + (f"　{escape(unit)}" if unit else ""),
        ]
        as_of = report.as_of or self.t("（未能读出）", "(not readable)")
        if report.period.start and report.period.end:
            lines.append(
                f"{self.t('统计期', 'Period')} {report.period.start} {self.t('至', 'to')} {report.period.end}　"
                f"{self.t('基准日', 'As of')} {as_of}　{self.t('评判口径', 'Track')}：{TRACKS[report.track].to(self.lang)}"
            )
        if report.ruleset:
            lines.append(
                f"{self.t('依据', 'Rules')} {report.ruleset.source}（{report.ruleset.id}@{report.ruleset.version}）"
            )
        colour = _OUTCOME_COLOURS.get(report.outcome, "red")
        lines.append(f"[bold {colour}]{self.t('结论', 'Outcome')}：{OUTCOMES[report.outcome].to(self.lang)}[/]")
        self.console.print(Panel("\n".join(lines), border_style=colour))

    def scores(self) -> None:
        table = Table(box=None, padding=(0, 1))
        table.add_column("", overflow="fold")
        for key in ("met", "not_met", "missing", "needs_review", "not_applicable"):
            table.add_column(f"{MARKS[key]} {VERDICTS[key].to(self.lang)}", justify="right", overflow="fold")
        table.add_column(self.t("达标比例", "Share met"), justify="right", overflow="fold")
        table.add_column(self.t("最多可达", "At most"), justify="right", overflow="fold")
        for tier, score in self.report.score.items():
            label = self.tiers.get(tier, TOTAL).to(self.lang)
            figures = (score.met, score.not_met, score.missing, score.needs_review, score.not_applicable)
            share = f"{score.met}/{score.applicable} {score.percent}%" if score.percent else "－"
            most = f"{score.percent_at_most}%" if score.percent_at_most else "－"
            table.add_row(label, *(str(figure) for figure in figures), share, most)
        self.console.print(table)

    def section(self, title: str) -> None:
        self.console.print(f"\n[bold]{title}[/bold]")

    def actions(self, act: str, title: str, show: Callable[[ActionShape, CriterionShape, CheckShape], None]) -> None:
        chosen = [action for action in self.report.actions if action.act == act]
        if not chosen:
            return
        self.section(self.t(f"{title}（{len(chosen)}项）", f"{title} ({len(chosen)})"))
        for action in chosen:
            criterion, check = self.checks[action.check]
            show(action, criterion, check)

    def repair(self, action: ActionShape, criterion: CriterionShape, check: CheckShape) -> None:
        self.item("not_met", check, f"（{criterion.clause}）")
        self.lines(
            (self.t("条文", "Clause"), f"“{check.quote}”"),
            (self.t("原因", "Found"), check.reason),
            (self.t("整改", "To do"), check.remedy),
            (self.t("由谁办", "Who"), check.depends_on_label),
        )
        del action

    def answer(self, action: ActionShape, criterion: CriterionShape, check: CheckShape) -> None:
        self.item("missing", check, f"（{criterion.clause}）")
        self.lines((self.t("缺少", "Lacking"), check.reason))
        for wanted in check.wanted:
            self.lines((self.t("要填", "Answer"), f"{wanted.question} [{wanted.fact}]"))
        self.in_vain(action)

    def review(self, action: ActionShape, criterion: CriterionShape, check: CheckShape) -> None:
        del criterion
        self.item("needs_review", check, f"　{KINDS[check.kind].to(self.lang)}")
        said = check.reason if check.kind != "judgement" else ""
        self.lines(("", said), (self.t("看什么", "Look at"), check.review))
        for flag in check.flags:
            self.lines((self.t("提示", "Note"), flag))
        self.in_vain(action)

    def in_vain(self, action: ActionShape) -> None:
        if not action.decides:
            self.lines(
                (
                    "",
                    self.t(
                        "该条已有不达标的子项，单补这一项不改变结论",
                        "Its clause has failed already; this alone changes nothing",
                    ),
                )
            )

    def item(self, verdict: str, check: CheckShape, tail: str) -> None:
        self.console.print(f" [{_COLOURS[verdict]}]{MARKS[verdict]}[/] {check.id} {escape(check.title)}{escape(tail)}")

    def lines(self, *pairs: tuple[str, str]) -> None:
        for label, text in pairs:
            if text:
                said = f"[dim]{label}：[/dim]{escape(text)}" if label else f"[dim]{escape(text)}[/dim]"
                self.console.print(Padding(said, (0, 0, 0, 5)))

    def overview(self) -> None:
        self.section(self.t("逐条结果", "Clause by clause"))
        table = Table(box=None, padding=(0, 1), show_header=False)
        for _ in range(5):
            table.add_column(overflow="fold")
        for criterion in self.report.criteria:
            mark = f"[{_COLOURS[criterion.verdict]}]{MARKS[criterion.verdict]}[/]"
            checks = " ".join(
                f"{check.id.rpartition('.')[2]}[{_COLOURS[self.on(check)]}]{MARKS[self.on(check)]}[/]"
                for check in criterion.checks
            )
            table.add_row(
                mark, criterion.id, escape(criterion.title), VERDICTS[criterion.verdict].to(self.lang), checks
            )
        self.console.print(table)

    def on(self, check: CheckShape) -> str:
        return check.declared if self.report.track == "declared" else check.verified

    def readings(self) -> None:
        if not self.report.readings_compared:
            return
        self.section(self.t("不同口径下的结果（以默认口径为准）", "Under other readings (the default decides)"))
        for result in self.report.readings_compared:
            share = f"{result.of}/{result.among} = {result.percent}%" if result.percent else "－"
            default = self.t("（默认）", " (default)") if result.default else ""
            verdict = f"[{_COLOURS[result.verdict]}]{MARKS[result.verdict]} {VERDICTS[result.verdict].to(self.lang)}[/]"
            self.console.print(f"   {result.check} {escape(result.label)}{default}：{share} {verdict}")

    def types(self) -> None:
        chosen = [rule for rule in self.report.type_conformance if rule.verdict != "not_applicable"]
        if not chosen:
            return
        self.section(self.t("按组织类型的要求（不计入 26 条）", "Asked of this type (outside the clauses)"))
        for rule in chosen:
            advisory = self.t("（提示性）", " (advisory)") if rule.advisory else ""
            self.console.print(
                f" [{_COLOURS[rule.verdict]}]{MARKS[rule.verdict]}[/] {rule.id} {escape(rule.title)}{advisory}"
            )
            if rule.verdict != "met":
                self.lines(("", rule.reason), (self.t("整改", "To do"), rule.remedy))

    def discrepancies(self) -> None:
        if not self.report.discrepancies:
            return
        self.section(
            self.t(
                "填报与台账不一致（以台账为准）", "Declared figures that the ledger contradicts (the ledger is judged)"
            )
        )
        for found in self.report.discrepancies:
            declared, computed = self.t("填报", "declared"), self.t("台账", "ledger")
            self.console.print(
                f"   {escape(found.label)}：{declared} {escape(found.declared)}，{computed} {escape(found.computed)}"
            )

    def problems(self, level: str) -> None:
        chosen = [problem for problem in self.report.problems if problem.level == level]
        if not chosen:
            return
        self.section(f"{LEVELS[level].to(self.lang)}（{len(chosen)}）")
        colour = "red" if level == "error" else "yellow"
        for problem in chosen:
            self.console.print(f" [{colour}]{escape(problem.where)}[/] {escape(problem.field)}")
            self.lines(("", problem.message), (self.t("怎么改", "Mend"), problem.fix))

    def footer(self) -> None:
        report = self.report
        if report.ruleset is None:
            return
        self.console.print(f"\n[dim]certify {report.certify_version}　{report.ruleset.digest}[/dim]")
        if report.track == "declared":
            note = self.t(
                "本结果由填报数据得出，不是认定；认定由省级主管部门作出。",
                "This follows from what was declared; it is no recognition, which is an act of the province.",
            )
            self.console.print(f"[dim]{note}[/dim]")


def problem_lines(problems: Iterable[tuple[str, str, str]]) -> str:
    """Return problems as plain lines for standard error: place, message, fix."""
    return "".join(f"{where}: {message}" + (f"（{fix}）" if fix else "") + "\n" for where, message, fix in problems)
