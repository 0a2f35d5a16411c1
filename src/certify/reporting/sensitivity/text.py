"""The sensitivity report for a terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel

from certify.language import Lang, Text, joined
from certify.reporting.sensitivity.pages import Alternative, alternatives, asks_again, moved_text
from certify.reporting.sensitivity.shapes import MovedUnitShape, SensitivityReport, TotalsShape
from certify.reporting.templating import chooser
from certify.reporting.terminal import WIDTH, printed
from certify.reporting.wrapping import wrapped
from certify.wording import sensitivity as words
from certify.wording.readings import CHOSEN

# Names beyond these stand in the other forms of the report.
MOST_AGAIN = 5


def render_text(report: SensitivityReport, lang: Lang, *, colour: bool = False, width: int = WIDTH) -> str:
    """Return the report as text for a terminal of `width` columns, with colours where asked for."""
    return printed(lambda console: _Printer(console, report, lang).print(), colour=colour, width=width)


class _Printer:
    def __init__(self, console: Console, report: SensitivityReport, lang: Lang) -> None:
        self.console = console
        self.report = report
        self.lang = lang
        self.t = chooser(lang)
        self.colon = self.t("：", ": ")
        self.recommends = report.ruleset.purpose == "recognition"

    def say(self, markup: str, indent: int = 0) -> None:
        self.console.print(Padding(wrapped(markup), (0, 0, 0, indent)))

    def section(self, title: Text) -> None:
        self.console.print()
        self.say(f"[bold]{escape(title.to(self.lang))}[/bold]")

    def print(self) -> None:
        self.heading()
        self.problems()
        changing = alternatives(self.report, changing=True)
        if changing:
            self.section(words.CHANGING)
        for one in changing:
            self.alternative(one)
        self.hanging()
        self.silent()
        self.never()
        if asks_again(self.report):
            self.section(words.AGAIN)
            self.say(words.AGAIN_IS.to(self.lang), 1)

    def heading(self) -> None:
        report, rules = self.report, self.report.ruleset
        judged = self.t(f"评判 {report.judged} 份", f"{report.judged} judged")
        lines = [
            f"[bold]{escape(words.TITLE.to(self.lang))}[/bold]  {escape(report.batch.title)}",
            "  ".join((f"{rules.id}@{rules.version}", judged, *self.totals(report.totals))),
            *(f"[yellow]{CHOSEN.to(self.lang)}{self.colon}{escape(one.text)}[/]" for one in rules.readings_chosen),
            f"[dim]{escape(words.WHAT.to(self.lang))}[/dim]",
        ]
        if self.recommends and not report.batch.suggested:
            lines.append(f"[dim]{escape(words.ON_RECORD.to(self.lang))}[/dim]")
        self.console.print(Panel(wrapped("\n".join(lines))))
        if report.unreadable:
            named = joined(report.unreadable, self.lang)
            self.say(f"[yellow]{escape(words.UNREAD.to(self.lang))}{self.colon}{escape(named)}[/]")

    def totals(self, totals: TotalsShape) -> Iterator[str]:
        """Yield what a batch comes to, where its rules are for recognition."""
        if self.recommends:
            yield self.t(
                f"推荐 {totals.recommended} 家，都获认定后覆盖县（市、区）{totals.counties} 个、开发区 {totals.zones} 个",
                f"{totals.recommended} recommended; if all are recognized, {totals.counties} counties and "
                f"{totals.zones} zones are covered",
            )

    def problems(self) -> None:
        for one in self.report.problems:
            self.say(f"! {escape(one.where)}{self.colon}{escape(one.message)} [dim]{escape(one.fix)}[/dim]")

    def title(self, one: Alternative) -> str:
        key = f"[dim]{escape(one.reading.key)} = {escape(one.other.value)}[/dim]"
        change = f"{escape(one.reading.in_force_label)} → [bold]{escape(one.other.label)}[/bold]"
        return f"{escape(one.reading.title)}{self.colon}{change}  {key}"

    def alternative(self, one: Alternative) -> None:
        other = one.other
        self.console.print()
        self.say(self.title(one), 1)
        for move in other.moves:
            self.say(f"{move.before_label} → {move.after_label}{self.colon}[bold]{move.count}[/bold]", 3)
        for moved in other.organizations:
            about = f"{escape(moved.name)}  {escape(moved.unit_label)}  [dim]{escape(moved.file)}[/dim]"
            said = moved_text(moved, self.report, self.lang)
            self.say(f"{about}  {said}  {moved.explanation}", 5)
        self.units(other.units)
        for said in self.totals(other.totals):
            self.say(f"{self.t('换用后', 'Then')}{self.colon}{said}", 3)
        self.aside(one)

    def aside(self, one: Alternative) -> None:
        """Say what else differs and changes no outcome."""
        count = one.other.clauses_only
        if count:
            said = self.t(
                f"有 {count} 家个别条款的结果不同，结论不变", f"{count} with other clauses and the same outcome"
            )
            self.say(f"[dim]{said}[/dim]", 3)
        again = one.other.review_again
        if again:
            self.say(f"[yellow]{words.AGAIN.to(self.lang)}[/]{self.colon}{len(again)}", 3)
        for found in again[:MOST_AGAIN]:
            self.say(f"{escape(found.name)}  [dim]{escape(found.file)}[/dim]  {joined(found.checks, self.lang)}", 5)
        if len(again) > MOST_AGAIN:
            self.say(f"[dim]{words.MORE_AGAIN.to(self.lang)}[/dim]", 5)

    def units(self, units: Iterable[MovedUnitShape]) -> None:
        for unit in units:
            before, after = (
                joined(ids, self.lang) or words.NOBODY_THERE.to(self.lang)
                for ids in (unit.recommended_before, unit.recommended_after)
            )
            recommended = f"{self.t('推荐', 'recommended')} {escape(before)} → {escape(after)}"
            covered = ""
            if unit.covered_if_recognized_before != unit.covered_if_recognized_after:
                word = words.COVERED if unit.covered_if_recognized_after else words.UNCOVERED
                covered = self.t("，", ", ") + word.to(self.lang)
            self.say(f"{escape(unit.city)} {escape(unit.name)}{self.colon}{recommended}{covered}", 5)

    def hanging(self) -> None:
        self.section(words.HANGING)
        if not self.report.hanging:
            self.say(words.NOBODY.to(self.lang), 1)
        for one in self.report.hanging:
            name = f"{escape(one.name)}  {escape(one.unit_label)}  [dim]{escape(one.file)}[/dim]"
            self.say(f"{name}  {one.outcome_label}", 1)
            for on in one.on:
                self.say(f"{escape(on.title)} → {escape(on.label)}{self.colon}{on.after_label}", 5)

    def silent(self) -> None:
        found = alternatives(self.report, changing=False)
        if not found:
            return
        self.section(words.SILENT)
        self.say(f"[dim]{words.SILENT_IS.to(self.lang)}[/dim]", 1)
        for one in found:
            self.say(self.title(one), 1)
            self.aside(one)

    def never(self) -> None:
        found = [(reading, one) for reading in self.report.readings for one in reading.not_computed]
        if found:
            self.section(words.NEVER)
        for reading, one in found:
            self.say(f"{escape(reading.title)}  [dim]{escape(reading.key)} = {escape(one.value)}[/dim]", 1)
            self.say(f"[dim]{escape(one.reason)}[/dim]", 5)
