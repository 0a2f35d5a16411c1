"""The check report for a terminal."""

from collections.abc import Callable
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table

from certify.language import Lang, Text
from certify.reporting.common_shapes import is_advice, purpose_of
from certify.reporting.shapes import ActionShape, CheckReport, CheckShape, CriterionShape, ScoreShape
from certify.reporting.terminal import COLOURS, WIDTH, printed
from certify.reporting.wrapping import wrapped
from certify.wording.purposes import ADVICE, ADVISED, ADVISORY, outcome_text, statement
from certify.wording.readings import CHOSEN
from certify.wording.terms import DECLARED_SHARE, KINDS, LEVELS, TOTAL, TRACKS, VERDICTS, marks

# So many cases are named of each figure of a ledger.
MOST_CASES = 8
_OUTCOME_COLOURS = {"ready": "green", "recommendable": "green", "incomplete": "yellow"}


def render_text(
    report: CheckReport, tiers: dict[str, Text], lang: Lang, *, colour: bool = False, width: int = WIDTH
) -> str:
    """Return the report as text for a terminal of `width` columns, with colours where asked for."""
    return printed(lambda console: _Printer(console, report, tiers, lang).print(), colour=colour, width=width)


class _Printer:
    def __init__(self, console: Console, report: CheckReport, tiers: dict[str, Text], lang: Lang) -> None:
        self.console = console
        self.report = report
        self.tiers = tiers
        self.lang = lang
        self.purpose = purpose_of(report)
        self.marks = marks(lang)
        self.colon = self.t("：", ": ")
        self.gap = self.t("　", "  ")
        self.checks = {check.id: (criterion, check) for criterion in report.criteria for check in criterion.checks}
        # The sub-check that a fact was asked for first, so that no question is asked twice.
        self.asked: dict[str, str] = {}

    def t(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def aside(self, text: str) -> str:
        return self.t(f"（{text}）", f" ({text})")

    def say(self, markup: str, indent: int = 0) -> None:
        self.console.print(Padding(wrapped(markup), (0, 0, 0, indent)))

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
        self.advice()
        self.overview()
        self.readings()
        self.types()
        self.discrepancies()
        self.ledger()
        self.problems("warning")
        self.footer()

    def heading(self) -> None:
        colour = _OUTCOME_COLOURS.get(self.report.outcome, "red")
        outcome = f"{self.t('结论', 'Outcome')}{self.colon}{outcome_text(self.report.outcome, self.purpose, self.lang)}"
        lines = [*self.about(), f"[bold {colour}]{outcome}[/]", *self.sensitive()]
        self.console.print(Panel(wrapped("\n".join(lines)), border_style=colour))

    def about(self) -> list[str]:
        """Return who was judged, over which period, by which rules."""
        report, organization = self.report, self.report.organization
        name = organization.name or self.t("（未能读出组织名称）", "(name not readable)")
        unit = organization.jurisdiction_label or organization.jurisdiction
        lines = [
            self.gap.join(
                [f"[bold]{escape(name)}[/bold]", *(escape(one) for one in (organization.type_label, unit) if one)]
            )
        ]
        as_of = report.as_of or self.t("（未能读出）", "(not readable)")
        if report.period.start and report.period.end:
            period = f"{report.period.start} {self.t('至', 'to')} {report.period.end}"
            track = f"{self.t('评判口径', 'Track')}{self.colon}{TRACKS[report.track].to(self.lang)}"
            parts = (f"{self.t('统计期', 'Period')} {period}", f"{self.t('基准日', 'As of')} {as_of}", track)
            lines.append(self.gap.join(parts))
        if report.ruleset:
            reference = self.aside(f"{report.ruleset.id}@{report.ruleset.version}")
            lines.append(f"{self.t('依据', 'Rules')} {escape(report.ruleset.source)}{reference}")
            lines += [
                f"[yellow]{CHOSEN.to(self.lang)}{self.colon}{escape(one.text)}[/]"
                for one in report.ruleset.readings_chosen
            ]
        return lines

    def sensitive(self) -> list[str]:
        """Return on which sub-checks the result hangs on a reading, where it does."""
        found = self.t("、", ", ").join(id_ for id_, (_, check) in self.checks.items() if check.reading_sensitive)
        if not found:
            return []
        return [
            self.t(
                f"[yellow]请留意：{found} 换用其他口径，结论会不同，见“不同口径下的结果”[/]",
                f"[yellow]Mind: under other readings the verdict on {found} differs, see “Under other readings”[/]",
            )
        ]

    def scores(self) -> None:
        table = Table(box=None, padding=(0, 1))
        table.add_column("", overflow="fold")
        for key in ("met", "not_met", "missing", "needs_review", "not_applicable"):
            # Heads of two words stand on two lines, so that fractions need not be broken.
            word = VERDICTS[key].to(self.lang).replace(" ", "\n")
            table.add_column(f"{self.marks[key]} {word}", justify="right", overflow="fold")
        for head in (self.t("达标比例", "Share met"), self.t("最多可达", "At most")):
            table.add_column(head, justify="right", overflow="fold")
        for tier, score in self.report.score.items():
            label = self.tiers.get(tier, TOTAL).to(self.lang)
            figures = (score.met, score.not_met, score.missing, score.needs_review, score.not_applicable)
            table.add_row(label, *(str(figure) for figure in figures), *self.shares(score))
        self.console.print(table)
        if self.report.track == "declared":
            self.say(f"[dim]{DECLARED_SHARE.to(self.lang)}[/dim]", indent=1)

    def shares(self, score: ScoreShape) -> tuple[str, str]:
        """Return the share that is met and the share that can still be reached, each with its fraction."""
        if score.percent is None:
            return self.marks["not_applicable"], self.marks["not_applicable"]
        most = score.applicable - score.not_met
        return (
            f"{score.met}/{score.applicable} {score.percent}%",
            f"{most}/{score.applicable} {score.percent_at_most}%",
        )

    def section(self, title: str) -> None:
        self.console.print()
        self.say(f"[bold]{title}[/bold]")

    def actions(self, act: str, title: str, show: Callable[[CriterionShape, CheckShape], None]) -> None:
        chosen = [action for action in self.report.actions if action.act == act]
        if not chosen:
            return
        self.section(self.t(f"{title}（{len(chosen)}项）", f"{title} ({len(chosen)})"))
        for action in chosen:
            show(*self.checks[action.check])
            self.in_vain(action)

    def repair(self, criterion: CriterionShape, check: CheckShape) -> None:
        self.item("not_met", check, self.aside(criterion.clause))
        self.lines(
            (self.t("条文", "Clause"), f"“{check.quote}”"),
            (self.t("原因", "Found"), check.reason),
            (self.t("整改", "To do"), check.remedy),
            (self.t("由谁办", "Who"), check.depends_on_label),
        )

    def answer(self, criterion: CriterionShape, check: CheckShape) -> None:
        self.item("missing", check, self.aside(criterion.clause))
        self.lines((self.t("缺少", "Lacking"), check.reason))
        label = self.t("要填", "Answer")
        before: dict[str, list[str]] = {}
        for wanted in check.wanted:
            first = self.asked.setdefault(wanted.fact, check.id)
            if first == check.id:
                self.lines((label, f"{wanted.question} [{wanted.fact}]"))
            else:
                before.setdefault(first, []).append(f"[{wanted.fact}]")
        for first, facts in before.items():
            self.lines((label, self.t(f"同 {first} ", f"as for {first} ") + " ".join(facts)))

    def review(self, _: CriterionShape, check: CheckShape) -> None:
        self.item("needs_review", check, f"{self.gap}{KINDS[check.kind].to(self.lang)}")
        said = check.reason if check.kind != "judgement" else ""
        figures = [f"{figure.label}{self.colon}{figure.value}" for figure in check.shown]
        self.lines(
            ("", said),
            (self.t("看什么", "Look at"), check.review),
            (self.t("参考情况", "Figures"), self.t("；", "; ").join(figures)),
            *((self.t("提示", "Note"), flag) for flag in check.flags),
        )

    def advice(self) -> None:
        """Say what is advised: advisory sub-checks that are not met or open, each with the reason why it decides nothing."""
        chosen = [check for _, check in self.checks.values() if is_advice(self.report, check)]
        if not chosen:
            return
        self.section(f"{ADVISED.to(self.lang)}{self.aside(ADVICE.to(self.lang))}")
        # Sub-checks of one clause mostly have one reason, which is told once.
        for because, found in groupby(chosen, key=lambda check: check.advisory):
            for check in found:
                self.item(self.on(check), check, "")
                self.lines(("", check.reason), (self.t("可以怎么办", "What may be done"), check.remedy))
            self.lines((self.t("为何只作提示", "Why advice only"), because))

    def in_vain(self, action: ActionShape) -> None:
        if not action.decides:
            said = self.t(
                "该条已有不达标的子项，单补这一项不改变结论",
                "Its clause has failed already; this alone changes nothing",
            )
            self.lines(("", said))

    def item(self, verdict: str, check: CheckShape, tail: str) -> None:
        self.say(f"{self.mark(verdict)} {check.id} {escape(check.title)}{escape(tail)}", indent=1)

    def mark(self, verdict: str, word: str = "") -> str:
        """Return the mark of a verdict in its colour, with its word where one is given."""
        return f"[{COLOURS[verdict]}]{self.marks[verdict]}{word}[/]"

    def lines(self, *pairs: tuple[str, str]) -> None:
        for label, text in pairs:
            if text:
                said = f"[dim]{label}{self.colon}[/dim]{escape(text)}" if label else f"[dim]{escape(text)}[/dim]"
                self.say(said, indent=5)

    def overview(self) -> None:
        self.section(self.t("逐条结果", "Clause by clause"))
        table = Table(box=None, padding=(0, 1), show_header=False)
        for _ in range(5):
            table.add_column(overflow="fold")
        for criterion in self.report.criteria:
            checks = " ".join(f"{check.id.rpartition('.')[2]}{self.mark(self.on(check))}" for check in criterion.checks)
            word = VERDICTS[criterion.verdict].to(self.lang)
            if criterion.advisory:
                word = f"[dim]{ADVISORY.to(self.lang)}{self.t('：', ': ')}{word}[/dim]"
            table.add_row(
                self.mark(criterion.verdict), criterion.id, wrapped(escape(criterion.title)), word, wrapped(checks)
            )
        self.console.print(table)

    def on(self, check: CheckShape) -> str:
        return check.declared if self.report.track == "declared" else check.verified

    def readings(self) -> None:
        if not self.report.readings_compared:
            return
        chosen = any(result.in_force and not result.default for result in self.report.readings_compared)
        self.section(
            self.t("不同口径下的结果（以选用的口径为准）", "Under other readings (the one chosen decides)")
            if chosen
            else self.t("不同口径下的结果（以默认口径为准）", "Under other readings (the default decides)")
        )
        for result in self.report.readings_compared:
            share = f"{result.of}/{result.among} = {result.percent}% " if result.percent else ""
            default = self.aside(self.t("默认", "default")) if result.default else ""
            default = self.aside(self.t("选用", "chosen")) if result.in_force and not result.default else default
            verdict = self.mark(result.verdict, f" {VERDICTS[result.verdict].to(self.lang)}")
            self.say(f"{result.check} {escape(result.label)}{default}{self.colon}{share}{verdict}", indent=3)

    def types(self) -> None:
        chosen = [rule for rule in self.report.type_conformance if rule.verdict != "not_applicable"]
        if not chosen:
            return
        count = len(self.report.criteria)
        self.section(
            self.t(f"按组织类型的要求（不计入 {count} 条）", f"Asked of this type (outside the {count} clauses)")
        )
        for rule in chosen:
            advisory = self.aside(self.t("提示性", "advisory")) if rule.advisory else ""
            self.say(f"{self.mark(rule.verdict)} {rule.id} {escape(rule.title)}{advisory}", indent=1)
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
            declared = f"{self.t('填报', 'declared')} {escape(found.declared)}"
            computed = f"{self.t('台账', 'ledger')} {escape(found.computed)}"
            self.say(f"{escape(found.label)}{self.colon}{declared}{self.t('，', ', ')}{computed}", indent=3)

    def ledger(self) -> None:
        """Say which cases stand behind the figures of the ledger: the first ones, the others stand in JSON and HTML."""
        ledger = self.report.ledger
        if ledger is None:
            return
        rows, counted = ledger.rows, ledger.in_period
        self.section(
            self.t(
                f"台账 {escape(ledger.file)}（共 {rows} 行，统计期内受理 {counted} 件）",
                f"Ledger {escape(ledger.file)} ({rows} rows, {counted} accepted in the period)",
            )
        )
        for figure in ledger.figures:
            if figure.value:
                cases = [
                    self.t(f"{case.case_number}（第 {case.row} 行）", f"{case.case_number} (row {case.row})")
                    for case in figure.cases[:MOST_CASES]
                ]
                more = self.t(" 等", ", …") if 0 < len(cases) < figure.value else ""
                said = self.t("、", ", ").join(cases) or self.t("没有列出", "not listed")
                self.lines((f"{figure.label} {figure.value}", f"{said}{more}"))

    def problems(self, level: str) -> None:
        chosen = [problem for problem in self.report.problems if problem.level == level]
        if not chosen:
            return
        self.section(f"{LEVELS[level].to(self.lang)}{self.aside(str(len(chosen)))}")
        colour = "red" if level == "error" else "yellow"
        for problem in chosen:
            self.say(f"[{colour}]{escape(problem.where)}[/] {escape(problem.field)}", indent=1)
            self.lines(("", problem.message), (self.t("怎么改", "Mend"), problem.fix))

    def footer(self) -> None:
        report = self.report
        if report.ruleset is None:
            return
        self.console.print()
        self.say(f"[dim]certify {report.certify_version}{self.gap}{report.ruleset.digest}[/dim]")
        self.say(f"[dim]{statement(report.outcome, report.track, self.purpose, self.lang)}[/dim]")
