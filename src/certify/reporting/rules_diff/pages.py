"""The comparison of two rule sets for a terminal, as Markdown and as one self-contained web page."""

from collections.abc import Sequence
from itertools import zip_longest

from markupsafe import Markup
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from certify.language import Lang, Text, joined
from certify.reporting.pages import markdown, web
from certify.reporting.rules_diff.marking import marked
from certify.reporting.rules_diff.shapes import (
    ChangeShape,
    CheckChangeShape,
    CriterionChangeShape,
    PartChangeShape,
    RulesDiffReport,
    SubCheckShape,
)
from certify.reporting.templating import chooser, short
from certify.reporting.terminal import WIDTH, printed
from certify.reporting.wrapping import wrapped
from certify.rules.changes import Weight
from certify.wording import rules_diff as words

_COLOURS: dict[Weight, str] = {"substantive": "red", "clarifying": "cyan", "editorial": "dim"}


def render_text(report: RulesDiffReport, lang: Lang, *, colour: bool = False, width: int = WIDTH) -> str:
    """Return the report as text for a terminal of `width` columns, with colours where asked for."""
    return printed(lambda console: _Printer(console, report, lang).print(), colour=colour, width=width)


def render_markdown(report: RulesDiffReport, lang: Lang) -> str:
    """Return the report as Markdown."""
    return markdown().get_template("rules_diff.md.j2").render(_context(report, lang))


def render_html(report: RulesDiffReport, lang: Lang) -> str:
    """Return the report as one web page that needs no other file."""
    return web().get_template("rules_diff.html.j2").render(_context(report, lang))


def step_name(one: CheckChangeShape, lang: Lang) -> str:
    """Return what became of sub-checks, in a word."""
    renumbered = one.kind == "same" and one.before[0].id != one.after[0].id
    return (words.RENUMBERED if renumbered else words.STEPS[one.kind]).to(lang)


def path_of(one: CheckChangeShape) -> str:
    """Return the ids on both sides."""
    before, after = (_ids(side) for side in (one.before, one.after))
    if before == after or not before:
        return after
    return f"{before} → {after}" if after else before


def criterion_path(one: CriterionChangeShape) -> str:
    """Return the ids of a criterion on both sides."""
    if one.before == one.after or not one.before:
        return one.after
    return f"{one.before} → {one.after}" if one.after else one.before


def _ids(side: Sequence[SubCheckShape]) -> str:
    return " ".join(check.id for check in side)


def title_of(one: CheckChangeShape) -> str:
    """Return the title of what stands now, or stood last."""
    return " / ".join(dict.fromkeys(check.title for check in one.after or one.before))


def _context(report: RulesDiffReport, lang: Lang) -> dict[str, object]:
    return {
        "report": report,
        "t": chooser(lang),
        "lang": lang,
        "weights": {key: text.to(lang) for key, text in words.WEIGHTS.items()},
        "meanings": {key: text.to(lang) for key, text in words.WEIGHT_MEANINGS.items()},
        "part_names": {key: text.to(lang) for key, text in words.PARTS.items()},
        "steps": {key: text.to(lang) for key, text in words.STEPS.items()},
        "words": {name: text.to(lang) for name, text in vars(words).items() if isinstance(text, Text)},
        "tones": {"substantive": "not_met", "clarifying": "needs_review", "editorial": "not_applicable"},
        "step_name": lambda one: step_name(one, lang),
        "path_of": path_of,
        "title_of": title_of,
        "criterion_path": criterion_path,
        "pairs": lambda change: _pairs(change, lang),
    }


def _pairs(change: ChangeShape, lang: Lang) -> list[tuple[Markup, Markup]]:
    """Return the lines of a change side by side, with what differs marked."""
    return [marked(one, two, lang) for one, two in zip_longest(change.before, change.after, fillvalue="")]


class _Printer:
    def __init__(self, console: Console, report: RulesDiffReport, lang: Lang) -> None:
        self.console = console
        self.report = report
        self.lang: Lang = lang
        self.t = chooser(lang)
        self.colon = self.t("：", ": ")
        self.gone, self.come = self.t("－", "-"), self.t("＋", "+")

    def say(self, markup: str, indent: int = 0) -> None:
        self.console.print(Padding(wrapped(markup), (0, 0, 0, indent)))

    def section(self, title: str) -> None:
        self.console.print()
        self.say(f"[bold]{escape(title)}[/bold]")

    def print(self) -> None:
        report = self.report
        self.heading()
        if report.weight is None:
            self.section(words.NO_DIFFERENCE.to(self.lang))
            return
        if report.head:
            self.section(self.t("规则的基本情况", "The rule set as a whole"))
            self.changes(report.head, 2)
        self.parts(self.t("口径", "Readings"), report.readings)
        for criterion in report.criteria:
            self.criterion(criterion)
        self.parts(self.t("按组织类型的要求", "By type of organization"), report.type_rules)

    def heading(self) -> None:
        report = self.report
        self.say(f"[bold]{self.t('规则对照', 'Rule sets compared')}[/bold]")
        for name, side in ((self.t("前", "before"), report.before), (self.t("后", "after"), report.after)):
            shown = report.before_name if side is report.before else report.after_name
            self.say(f"{name} {escape(shown)} {escape(side.title)} [dim]{short(side.digest)}[/dim]", 1)
        self.say(escape(report.relation_label), 1)
        counts = report.counts
        for weight, label in words.WEIGHTS.items():
            meaning = words.WEIGHT_MEANINGS[weight].to(self.lang)
            listed = [(words.PARTS[part].to(self.lang), found[weight]) for part, found in counts.parts.items()]
            count = joined([f"{part} {number}" for part, number in listed if number], self.lang) or "0"
            self.say(f"[{_COLOURS[weight]}]{label.to(self.lang)}[/]{self.aside(meaning)}{self.colon}{count}", 1)
        self.say(f"{self.t('没有改动的子项', 'Sub-checks unchanged')}{self.colon}{counts.unchanged}", 1)

    def mark(self, weight: Weight) -> str:
        label = words.WEIGHTS[weight].to(self.lang)
        return f"[{_COLOURS[weight]}]{escape(self.t(f'【{label}】', f'[{label}]'))}[/]"

    def aside(self, text: str) -> str:
        return self.t(f"（{text}）", f" ({text})")

    def parts(self, title: str, parts: Sequence[PartChangeShape]) -> None:
        if parts:
            self.section(title)
        for part in parts:
            kind = "" if part.kind == "same" else f" {words.STEPS[part.kind].to(self.lang)}"
            self.say(f"{self.mark(part.weight)}{kind} {escape(part.id)} {escape(part.title)}", 2)
            self.changes(part.changes, 6)

    def criterion(self, one: CriterionChangeShape) -> None:
        kind = "" if one.kind == "same" else self.aside(words.STEPS[one.kind].to(self.lang))
        self.section(f"{criterion_path(one)} {one.title}{kind}")
        self.changes(one.changes, 2)
        for check in one.checks:
            head = f"{self.mark(check.weight)} {step_name(check, self.lang)} {path_of(check)}"
            self.say(f"{head} {escape(title_of(check))}", 2)
            for reason in check.because:
                self.say(f"[dim]{words.REASON.to(self.lang)}{self.colon}{escape(reason)}[/dim]", 6)
            if check.kind != "same":
                self.sub_checks(self.gone, check.before)
                self.sub_checks(self.come, check.after)
            self.changes(check.changes, 6)

    def sub_checks(self, sign: str, checks: Sequence[SubCheckShape]) -> None:
        for check in checks:
            self.say(f"{sign} {check.id} {escape(check.title)}{self.t('：', ': ')}“{escape(check.quote)}”", 6)
            for line in check.asks:
                self.say(f"[dim]{escape(line)}[/dim]", 9)

    def changes(self, changes: Sequence[ChangeShape], indent: int) -> None:
        for change in changes:
            self.say(f"{self.mark(change.weight)} {escape(change.label)}", indent)
            for sign, lines in ((self.gone, change.before), (self.come, change.after)):
                for line in lines or [words.NOTHING.to(self.lang)]:
                    self.say(f"{sign} {escape(line)}", indent + 3)
