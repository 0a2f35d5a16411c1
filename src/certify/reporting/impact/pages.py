"""What other rules would change in batches, for a terminal, as Markdown and as one self-contained web page."""

from collections.abc import Callable, Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from certify.language import Lang, Text, joined
from certify.programme.impact import TURNS, Turn
from certify.reporting.impact.shapes import (
    BatchImpactShape,
    CauseShape,
    LapsedShape,
    OrganizationImpactShape,
    RulesImpactReport,
    UnitImpactShape,
)
from certify.reporting.pages import markdown, web
from certify.reporting.templating import chooser, short
from certify.reporting.terminal import WIDTH, printed
from certify.reporting.wrapping import wrapped
from certify.wording import rules_impact as words
from certify.wording.filling import filled, yes_no
from certify.wording.purposes import outcome_names
from certify.wording.rules_diff import STEPS
from certify.wording.terms import VERDICTS

_TONES = {"gained": "met", "lost": "not_met", "opened": "needs_review", "placed": "not_applicable"}
_COLOURS = {"gained": "green", "lost": "red", "opened": "cyan", "placed": "dim"}


class ImpactWords:
    """Words what stands in an impact report."""

    def __init__(self, report: RulesImpactReport, lang: Lang) -> None:
        """Take the report and the language."""
        self.report = report
        self.lang: Lang = lang
        self.t: Callable[[str, str], str] = chooser(lang)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns that there can be: under rules for monitoring nobody is put forward."""
        return TURNS if self.acts else tuple(turn for turn in TURNS if turn != "placed")

    @property
    def acts(self) -> bool:
        """Whether anybody can be put forward under either rule set."""
        return "recognition" in (self.report.before.purpose, self.report.after.purpose)

    def outcomes(self, one: OrganizationImpactShape) -> str:
        """Return the outcomes before and after."""
        old = outcome_names(self.report.before.purpose)[one.outcome_before].to(self.lang)
        new = outcome_names(self.report.after.purpose)[one.outcome_after].to(self.lang)
        said = old if old == new else f"{old} → {new}"
        if one.put_forward_before == one.put_forward_after:
            return said
        return (
            f"{said}{self.t('，', ', ')}{self.change(words.RECOMMENDED, one.put_forward_before, one.put_forward_after)}"
        )

    def change(self, label: Text, before: bool, after: bool) -> str:  # noqa: FBT001 - both are what is told
        """Return a yes or no before and after."""
        return f"{label.to(self.lang)}{self.t('：', ': ')}{self.arrow(yes_no(before), yes_no(after))}"

    def arrow(self, before: Text, after: Text) -> str:
        """Return words before and after, once where they are the same."""
        return before.to(self.lang) if before == after else f"{before.to(self.lang)} → {after.to(self.lang)}"

    def lead(self, one: OrganizationImpactShape) -> str:
        """Return how the causes of a turn hold."""
        if one.turn == "placed":
            return (words.ONE if one.causes else words.OTHERS).to(self.lang)
        if not one.causes:
            return words.NONE_APPLIES.to(self.lang)
        return filled(words.DOES_IT, {"causes": one.explanation}, self.lang)

    def cause(self, cause: CauseShape) -> str:
        """Return sub-checks that come to something else, with their verdicts and what was changed in them."""
        changed = [change.label for change in cause.changes] or (
            [] if cause.kind == "same" else [STEPS[cause.kind].to(self.lang)]
        )
        aside = self.t(f"（{joined(changed, 'zh')}）", f" ({joined(changed, 'en')})") if changed else ""
        was, now = self.states(cause.before, cause.was), self.states(cause.after, cause.now)
        return f"{cause.id} {cause.title}{aside}{self.t('：', ': ')}{was} → {now}"

    def states(self, ids: Sequence[str], states: Sequence[str]) -> str:
        """Return verdicts in words, with the ids where there are several."""
        names = [(words.ADVICE if state == "advice" else VERDICTS[state]).to(self.lang) for state in states]
        if len(ids) > 1:
            names = [f"{check} {name}" for check, name in zip(ids, names, strict=True)]
        return joined(names, self.lang) or words.NOT_THERE.to(self.lang)

    def unit(self, one: UnitImpactShape) -> tuple[str, str]:
        """Return the coverage of a unit and whom it recommends, before and after."""
        covered = self.arrow(yes_no(one.covered_before), yes_no(one.covered_after))
        old, new = (
            joined(ids, self.lang) or words.NO_ONE.to(self.lang)
            for ids in (one.put_forward_before, one.put_forward_after)
        )
        return covered, self.arrow(Text(old, old), Text(new, new))

    def lapsed(self, one: LapsedShape) -> str:
        """Return a sub-check on which entries do not count, with the submissions that have one."""
        params = {"check": one.check, "title": one.title, "count": len(one.files), "files": one.files}
        return filled(words.LAPSED_CHECK, params, self.lang)

    def remarks(self, batch: BatchImpactShape) -> Iterator[str]:
        """Yield what has to be known of a batch: the rules it pins, entries that do not count, what is left out."""
        sides = (
            (self.report.before_name, batch.lapsed_before, batch.readings_before),
            (self.report.after_name, batch.lapsed_after, batch.readings_after),
        )
        for side, lapsed, readings in sides:
            if lapsed:
                checks = self.t("；", "; ").join(map(self.lapsed, lapsed))
                yield filled(words.LAPSED, {"rules": side, "checks": checks}, self.lang)
            yield from (filled(words.CHOSEN, {"rules": side, "reading": one.text}, self.lang) for one in readings)
        yield filled(words.PINNED, {"rules": batch.ruleset}, self.lang)
        if batch.unreadable:
            yield filled(words.UNREADABLE, {"count": len(batch.unreadable), "files": batch.unreadable}, self.lang)
        yield from (f"{problem.where}{self.t('：', ': ')}{problem.message}" for problem in batch.problems)


def by_turn(batch: BatchImpactShape) -> list[tuple[Turn, list[list[OrganizationImpactShape]]]]:
    """Return the organizations of a batch by what becomes of them, those together whom the same causes bring to the same."""
    found: dict[Turn, dict[str, list[OrganizationImpactShape]]] = {}
    for one in batch.organizations:
        steps = (one.outcome_before, one.outcome_after, one.put_forward_before, one.put_forward_after)
        alike = repr((steps, one.explanations, one.causes))
        found.setdefault(one.turn, {}).setdefault(alike, []).append(one)
    return [(turn, list(groups.values())) for turn, groups in found.items()]


def render_text(report: RulesImpactReport, lang: Lang, *, colour: bool = False, width: int = WIDTH) -> str:
    """Return the report as text for a terminal of `width` columns, with colours where asked for."""
    return printed(lambda console: _Printer(console, report, lang).print(), colour=colour, width=width)


def render_markdown(report: RulesImpactReport, lang: Lang) -> str:
    """Return the report as Markdown."""
    return markdown().get_template("rules_impact.md.j2").render(_context(report, lang))


def render_html(report: RulesImpactReport, lang: Lang) -> str:
    """Return the report as one web page that needs no other file."""
    return web().get_template("rules_impact.html.j2").render(_context(report, lang))


def _context(report: RulesImpactReport, lang: Lang) -> dict[str, object]:
    said = ImpactWords(report, lang)
    return {
        "report": report,
        "t": chooser(lang),
        "lang": lang,
        "said": said,
        "by_turn": by_turn,
        "turns": {turn: words.TURNS[turn].to(lang) for turn in said.turns},
        "turn_names": {turn: words.TURN_NAMES[turn].to(lang) for turn in said.turns},
        "tones": _TONES,
        "words": {name: text.to(lang) for name, text in vars(words).items() if isinstance(text, Text)},
    }


class _Printer:
    def __init__(self, console: Console, report: RulesImpactReport, lang: Lang) -> None:
        self.console = console
        self.report = report
        self.lang: Lang = lang
        self.t = chooser(lang)
        self.colon = self.t("：", ": ")
        self.said = ImpactWords(report, lang)

    def say(self, markup: str, indent: int = 0) -> None:
        self.console.print(Padding(wrapped(markup), (0, 0, 0, indent)))

    def print(self) -> None:
        report = self.report
        self.say(f"[bold]{words.TITLE.to(self.lang)}[/bold]")
        for label, name, side in (
            (self.t("前", "before"), report.before_name, report.before),
            (self.t("后", "after"), report.after_name, report.after),
        ):
            self.say(f"{label} {escape(name)} {escape(side.title)} [dim]{short(side.digest)}[/dim]", 1)
        self.say(report.relation_label, 1)
        self.say(words.NO_RESULT.to(self.lang), 1)
        for batch in report.batches:
            self.batch(batch)

    def batch(self, batch: BatchImpactShape) -> None:
        self.console.print()
        self.say(f"[bold]{escape(batch.title)}[/bold]")
        for turn in self.said.turns:
            self.say(f"[{_COLOURS[turn]}]{words.TURNS[turn].to(self.lang)}[/]{self.colon}{batch.turns[turn]}", 1)
        self.say(f"{words.SHIFTED.to(self.lang)}{self.colon}{batch.shifted}", 1)
        self.say(f"{self.t('评判', 'judged')}{self.colon}{batch.judged}", 1)
        for remark in self.said.remarks(batch):
            self.say(f"[dim]{escape(remark)}[/dim]", 1)
        for turn, listed in by_turn(batch):
            self.organizations(turn, listed)
        if self.said.acts:
            self.units(batch.units)

    def organizations(self, turn: Turn, groups: Sequence[Sequence[OrganizationImpactShape]]) -> None:
        self.console.print()
        count = sum(map(len, groups))
        self.say(f"[{_COLOURS[turn]}]{words.TURNS[turn].to(self.lang)}[/]{self.t(f'（{count} 家）', f' ({count})')}", 1)
        for group in groups:
            for one in group:
                self.say(f"{escape(one.name)} [dim]{escape(one.id)}[/dim] {escape(one.unit)}", 2)
            first = group[0]
            self.say(f"{self.said.outcomes(first)}{self.t('。', '. ')}[dim]{escape(self.said.lead(first))}[/dim]", 5)
            for cause in first.causes:
                self.say(escape(self.said.cause(cause)), 7)

    def units(self, units: Sequence[UnitImpactShape]) -> None:
        self.console.print()
        self.say(f"[bold]{self.t('单位', 'Units')}[/bold]", 1)
        if not units:
            self.say(words.UNCHANGED_UNITS.to(self.lang), 2)
        for one in units:
            covered, recommended = self.said.unit(one)
            told = f"{words.IF_RECOGNIZED.to(self.lang)} {covered}{self.t('；', '; ')}{words.RECOMMENDED.to(self.lang)} {recommended}"
            self.say(f"{escape(one.name)}{self.colon}{escape(told)}", 2)
