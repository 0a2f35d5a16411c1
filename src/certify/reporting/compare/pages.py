"""The comparison of two runs for a terminal, as Markdown and as one self-contained web page."""

from collections.abc import Iterable
from typing import TypeVar

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel

from certify.language import Lang, Text
from certify.reporting.compare.shapes import (
    CompareReport,
    EntryChangeShape,
    FactChangeShape,
    OnlyShape,
    OrganizationChangeShape,
    UnitStateShape,
    VerdictChangeShape,
)
from certify.reporting.pages import markdown, web
from certify.reporting.templating import chooser
from certify.reporting.terminal import COLOURS, WIDTH, printed
from certify.reporting.wrapping import wrapped
from certify.wording import compare as words
from certify.wording.filling import yes_no
from certify.wording.terms import LEVELS, VERDICTS, marks

Change = TypeVar("Change", FactChangeShape, EntryChangeShape)


def render_text(report: CompareReport, lang: Lang, *, colour: bool = False, width: int = WIDTH) -> str:
    """Return the report as text for a terminal of `width` columns, with colours where asked for."""
    return printed(lambda console: _Printer(console, report, lang).print(), colour=colour, width=width)


def render_markdown(report: CompareReport, lang: Lang) -> str:
    """Return the report as Markdown."""
    return markdown().get_template("compare.md.j2").render(_context(report, lang))


def render_html(report: CompareReport, lang: Lang) -> str:
    """Return the report as one web page that needs no other file."""
    return web().get_template("compare.html.j2").render(_context(report, lang))


def _context(report: CompareReport, lang: Lang) -> dict[str, object]:
    return {
        "report": report,
        "t": chooser(lang),
        "lang": lang,
        "marks": marks(lang),
        "verdicts": {key: text.to(lang) for key, text in VERDICTS.items()},
        "levels": {key: text.to(lang) for key, text in LEVELS.items()},
        "words": {name: text.to(lang) for name, text in vars(words).items() if isinstance(text, Text)},
        "moved": _moved(report),
        "others": [one for one in report.organizations if one.before == one.after],
        "deciding": _deciding,
        "telling": _telling,
        "covered": lambda state: _covered(state, lang),
    }


def _moved(report: CompareReport) -> list[OrganizationChangeShape]:
    return [one for one in report.organizations if one.before != one.after]


def _deciding(listed: Iterable[Change]) -> list[Change]:
    """Return the facts, or entries, on which a sub-check rests whose verdict differs."""
    return [one for one in listed if one.decides]


def _telling(one: OrganizationChangeShape) -> list[VerdictChangeShape]:
    """Return the clauses that say more than their one sub-check that differs says already."""
    below: dict[str, list[VerdictChangeShape]] = {}
    for check in one.checks:
        below.setdefault(check.id.rpartition(".")[0], []).append(check)

    def repeats(clause: VerdictChangeShape) -> bool:
        said = [(check.before, check.after, check.explanation) for check in below.get(clause.id, ())]
        return said == [(clause.before, clause.after, clause.explanation)]

    return [clause for clause in one.clauses if not repeats(clause)]


def _covered(state: UnitStateShape | None, lang: Lang) -> str:
    """Return the state of a unit: covered if all recommended are recognized, by decisions, and who is recommended."""
    if state is None:
        return words.UNLISTED.to(lang)
    said = [yes_no(covered).to(lang) for covered in (state.covered_if_recognized, state.covered_after)]
    recommended = ("、" if lang == "zh" else ", ").join(state.recommended)
    return f"{said[0]} / {said[1]}" + (
        f"（{recommended}）" if recommended and lang == "zh" else f" ({recommended})" if recommended else ""
    )


class _Printer:
    def __init__(self, console: Console, report: CompareReport, lang: Lang) -> None:
        self.console = console
        self.report = report
        self.lang = lang
        self.t = chooser(lang)
        self.colon = self.t("：", ": ")
        self.marks = marks(lang)

    def say(self, markup: str, indent: int = 0) -> None:
        self.console.print(Padding(wrapped(markup), (0, 0, 0, indent)))

    def section(self, title: str) -> None:
        self.console.print()
        self.say(f"[bold]{escape(title)}[/bold]")

    def print(self) -> None:
        report = self.report
        self.heading()
        self.problems()
        self.summary()
        moved = _moved(report)
        if moved:
            self.section(self.t("结论不同的组织", "Organizations whose outcome differs"))
        for one in moved:
            self.organization(one)
        others = [one for one in report.organizations if one.before == one.after]
        if others:
            self.section(self.t("结论相同、子项不同的组织", "Organizations of which only sub-checks differ"))
        for one in others:
            self.organization(one)
        self.only(self.t("只在前一次", "In the first run only"), report.only_before)
        self.only(self.t("只在后一次", "In the second run only"), report.only_after)
        self.units()

    def heading(self) -> None:
        lines = [f"[bold]{escape(words.TITLE.to(self.lang))}[/bold]"]
        for side, run in (("before", self.report.before), ("after", self.report.after)):
            lines.append(f"{words.RUNS[side].to(self.lang)}{self.colon}{escape(run.title)} {escape(run.batch)}")
            count = self.t(f"自评表 {run.submissions} 份", f"{run.submissions} submissions")
            lines.append(f"  [dim]{escape(run.record)}  {escape(run.ruleset)}  {count}[/dim]")
            lines += [f"  {words.NOT_DEFAULT.to(self.lang)}{self.colon}{escape(said)}" for said in run.departures]
        self.console.print(Panel(wrapped("\n".join(lines))))

    def problems(self) -> None:
        for one in self.report.problems:
            self.say(f"[red]{escape(one.where)}[/]{self.colon}{escape(one.message)} [dim]{escape(one.fix)}[/dim]")

    def summary(self) -> None:
        found = self.report.summary
        self.section(self.t("概要", "Summary"))
        counted = (
            (self.t("结论不同", "Another outcome"), found.outcome),
            (self.t("结论相同、子项不同", "The same outcome, other sub-checks"), found.checks_only),
            (words.SAME.to(self.lang), found.same),
            (words.UNREAD_TWICE.to(self.lang), found.unread),
            (self.t("只在前一次", "In the first run only"), found.only_before),
            (self.t("只在后一次", "In the second run only"), found.only_after),
        )
        self.say("  ".join(f"{label} {count}" for label, count in counted), 1)
        for move in found.moves:
            self.say(f"{move.before_label} → {move.after_label}{self.colon}{move.count}", 1)
        for reading in self.report.readings:
            before, after = (value or words.ABSENT.to(self.lang) for value in (reading.before, reading.after))
            self.say(
                f"{self.t('口径', 'Reading')} {escape(reading.title)}{self.colon}{escape(before)} → {escape(after)}", 1
            )
        if found.outcome:
            self.section(self.t("由什么引起", "What explains them"))
            for one in found.factors:
                self.say(
                    self.t(
                        f"{one.label}：单独足以说明 {one.alone} 家，与别的合在一起 {one.together} 家",
                        f"{one.label}: alone {one.alone}, with others {one.together}",
                    ),
                    1,
                )
            if found.unexplained:
                self.say(f"{words.UNEXPLAINED.to(self.lang)}{self.colon}{found.unexplained}", 1)
            self.say(f"[dim]{escape(words.FACTORS_MEAN.to(self.lang))}[/dim]", 1)

    def organization(self, one: OrganizationChangeShape) -> None:
        self.console.print()
        name = one.name or self.t("（未能读出组织名称）", "(name not readable)")
        self.say(f"[bold]{escape(name)}[/bold]  {escape(one.unit_label)}  [dim]{escape(one.after_file)}[/dim]", 1)
        if one.before != one.after:
            self.say(f"{one.before_label} → [bold]{one.after_label}[/bold]  {escape(one.explanation)}", 3)
        if one.note:
            self.say(f"[yellow]{escape(one.note)}[/]", 3)
        self.changes(self.t("条款", "clause"), _telling(one))
        self.changes(self.t("子项", "sub-check"), one.checks)
        self.facts(one)
        self.entries(_deciding(one.entries))

    def changes(self, kind: str, changes: Iterable[VerdictChangeShape]) -> None:
        for change in changes:
            title = f"{kind} {change.id} {escape(change.title)}"
            verdicts = f"{self.verdict(change.before)} → {self.verdict(change.after)}"
            self.say(f"{title}{self.colon}{verdicts}  [dim]{escape(change.explanation)}[/dim]", 3)

    def verdict(self, verdict: str | None) -> str:
        if verdict is None:
            return words.ABSENT.to(self.lang)
        return f"[{COLOURS[verdict]}]{self.marks[verdict]}{VERDICTS[verdict].to(self.lang)}[/]"

    def facts(self, one: OrganizationChangeShape) -> None:
        for fact in _deciding(one.facts):
            self.say(
                f"{self.t('材料', 'fact')} {escape(fact.label)}{self.colon}{escape(fact.before)} → {escape(fact.after)}",
                3,
            )
        rest = len(one.facts) - len(_deciding(one.facts))
        if rest:
            said = self.t(
                f"另有 {rest} 项事实不同，与这些子项无关",
                f"{rest} other facts differ that these sub-checks do not rest on",
            )
            self.say(f"[dim]{said}[/dim]", 3)

    def entries(self, entries: Iterable[EntryChangeShape]) -> None:
        for entry in entries:
            before, after = (
                self.entry(*side) for side in ((entry.before, entry.before_on), (entry.after, entry.after_on))
            )
            self.say(f"{self.t('审核', 'review')} {entry.check} {escape(entry.title)}{self.colon}{before} → {after}", 3)

    def entry(self, outcome: str | None, on: str | None) -> str:
        return words.NO_ENTRY.to(self.lang) if outcome is None else f"{self.verdict(outcome)} {on}"

    def only(self, title: str, listed: list[OnlyShape]) -> None:
        if listed:
            self.section(title)
        for one in listed:
            self.say(
                f"{escape(one.name or one.id)}  {escape(one.unit_label)}  {one.outcome_label}  [dim]{escape(one.file)}[/dim]",
                1,
            )

    def units(self) -> None:
        if self.report.units:
            self.section(self.t("覆盖或者推荐不同的单位", "Units covered or recommending otherwise"))
            self.say(f"[dim]{escape(words.COVERED.to(self.lang))}[/dim]", 1)
        for unit in self.report.units:
            before, after = (escape(_covered(state, self.lang)) for state in (unit.before, unit.after))
            self.say(f"{escape(unit.name)}{self.colon}{before} → {after}", 1)
