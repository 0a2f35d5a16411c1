"""The what-if report for a terminal, as Markdown and as one self-contained web page; every part bears the mark."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel

from certify.language import Lang, Text, joined
from certify.reporting.pages import TONES, markdown, web
from certify.reporting.shapes import ProblemShape, ScoreShape
from certify.reporting.templating import chooser
from certify.reporting.terminal import COLOURS, WIDTH, printed
from certify.reporting.what_if.shapes import RepairSetShape, RepairShape, WhatIfReport
from certify.reporting.wrapping import wrapped
from certify.rules.ruleset import Purpose
from certify.wording import what_if as words
from certify.wording.filling import filled
from certify.wording.purposes import outcome_text
from certify.wording.readings import CHOSEN
from certify.wording.terms import LEVELS, OUTCOMES, TOTAL, TRACKS, VERDICTS, marks

_SORTS: Mapping[str, Text] = {"not_met": words.FAILED, "missing": words.ANSWER, "needs_review": words.REVIEW}


@dataclass(frozen=True, slots=True)
class Sort:
    """Repairs of one sort by who can bring them about, each group with its heading."""

    verdict: str
    label: str
    groups: list[tuple[str, list[RepairShape]]]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(len(listed) for _, listed in self.groups)


def sorts_of(found: RepairSetShape, lang: Lang) -> list[Sort]:
    """Return a set of repairs as reports show it: failed, to answer, for a reviewer; each by whom it hangs on."""
    return [
        Sort(verdict, label.to(lang), groups)
        for verdict, label in _SORTS.items()
        if (groups := list(_groups(found, verdict, lang)))
    ]


def _groups(found: RepairSetShape, verdict: str, lang: Lang) -> Iterator[tuple[str, list[RepairShape]]]:
    part = found.failed if verdict == "not_met" else found.open
    for listed in (part.own, *part.others.values()):
        chosen = [one for one in listed if one.verdict == verdict]
        if chosen:
            yield _whom(chosen[0], lang), chosen


def _whom(one: RepairShape, lang: Lang) -> str:
    if one.depends_on == "organization":
        return (words.OWN_PAPERS if one.verdict == "needs_review" else words.OWN).to(lang)
    return filled(words.HANGS_ON, {"body": one.depends_on_label}, lang)


def render_text(
    report: WhatIfReport, tiers: Mapping[str, Text], lang: Lang, *, colour: bool = False, width: int = WIDTH
) -> str:
    """Return the report as text for a terminal of `width` columns, with colours where asked for."""
    return printed(lambda console: _Printer(console, report, tiers, lang).print(), colour=colour, width=width)


def render_markdown(report: WhatIfReport, tiers: Mapping[str, Text], lang: Lang) -> str:
    """Return the report as Markdown."""
    return markdown().get_template("what_if.md.j2").render(_context(report, tiers, lang))


def render_html(report: WhatIfReport, tiers: Mapping[str, Text], lang: Lang) -> str:
    """Return the report as one web page that needs no other file."""
    return web().get_template("what_if.html.j2").render(_context(report, tiers, lang))


def _context(report: WhatIfReport, tiers: Mapping[str, Text], lang: Lang) -> dict[str, object]:
    return {
        "report": report,
        "t": chooser(lang),
        "lang": lang,
        "marks": marks(lang),
        "verdicts": {key: text.to(lang) for key, text in VERDICTS.items()},
        "asked": _asked(report),
        "now": outcome_text(report.before.outcome, _purpose(report), lang),
        "assumed": _assumed(report, lang),
        "track": TRACKS[report.track].to(lang),
        "tones": {**dict.fromkeys(OUTCOMES, "not_met"), **TONES},
        "scores": list(_scores(report, tiers, lang)),
        "sets": list(_sets(report, lang)),
        "levels": {key: text.to(lang) for key, text in LEVELS.items()},
        "words": {name: text.to(lang) for name, text in vars(words).items() if isinstance(text, Text)},
    }


def _asked(report: WhatIfReport) -> bool:
    """Return whether anything was to be assumed: where not, the report shows the submission as it is."""
    return bool(report.assumptions) or report.after.outcome != report.before.outcome


def _assumed(report: WhatIfReport, lang: Lang) -> str:
    """Return the outcome under the assumptions in words; a submission with errors is told as everywhere."""
    contradicts = report.after.outcome == "invalid" and report.before.outcome != "invalid"
    return words.UNJUDGED.to(lang) if contradicts else outcome_text(report.after.outcome, _purpose(report), lang)


def _purpose(report: WhatIfReport) -> Purpose:
    return report.ruleset.purpose if report.ruleset else "recognition"


def _scores(
    report: WhatIfReport, tiers: Mapping[str, Text], lang: Lang
) -> Iterator[tuple[str, ScoreShape, ScoreShape | None]]:
    for tier, score in report.before.score.items():
        yield tiers.get(tier, TOTAL).to(lang), score, report.after.score.get(tier)


def _sets(report: WhatIfReport, lang: Lang) -> Iterator[tuple[str, list[list[Sort]]]]:
    """Yield the headings of the sets of repairs, each with what is below it."""
    if report.nearest is not None:
        yield words.NEAREST.to(lang), [sorts_of(one, lang) for one in report.nearest]
    if report.assumptions and report.remaining:
        yield words.REMAINING.to(lang), [sorts_of(one, lang) for one in report.remaining]


class _Printer:
    def __init__(self, console: Console, report: WhatIfReport, tiers: Mapping[str, Text], lang: Lang) -> None:
        self.console = console
        self.report = report
        self.tiers = tiers
        self.lang = lang
        self.marks = marks(lang)
        self.t = chooser(lang)
        self.colon = self.t("：", ": ")

    def say(self, markup: str, indent: int = 0) -> None:
        self.console.print(Padding(wrapped(markup), (0, 0, 0, indent)))

    def section(self, title: str) -> None:
        self.console.print()
        mark = self.t(f"【{self.report.mark}】", f"({self.report.mark}) ")
        self.say(f"[bold]{escape(mark + title)}[/bold]")

    def print(self) -> None:
        self.heading()
        self.problems("error")
        self.assumptions()
        self.verdicts()
        self.changes()
        for title, sets in _sets(self.report, self.lang):
            self.section(title)
            for sorts in sets:
                self.repairs(sorts)
        self.problems("warning")
        self.console.print()
        self.say(f"[dim]{escape(self.report.mark)}{self.colon}{escape(words.NO_RESULT.to(self.lang))}[/dim]")

    def heading(self) -> None:
        report = self.report
        organization = report.organization
        name = organization.name or self.t("（未能读出组织名称）", "(name not readable)")
        track = f"{self.t('评判口径', 'Track')}{self.colon}{TRACKS[report.track].to(self.lang)}"
        unit = organization.jurisdiction_label or organization.jurisdiction or ""
        days = []
        if report.period.start and report.period.end:
            days.append(f"{self.t('统计期', 'Period')} {report.period.start} {self.t('至', 'to')} {report.period.end}")
        if report.as_of:
            days.append(f"{self.t('基准日', 'As of')} {report.as_of}")
        lines = [
            f"[bold reverse] {escape(report.mark)} [/]  {escape(words.NO_RESULT.to(self.lang))}",
            f"[bold]{escape(name)}[/bold]  {escape(unit)}",
            "  ".join((*days, track)),
        ]
        if report.ruleset:
            lines.append(
                f"{self.t('依据', 'Rules')} {escape(report.ruleset.source)} {report.ruleset.id}@{report.ruleset.version}"
            )
            label = CHOSEN.to(self.lang)
            lines += [f"{label}{self.colon}{escape(one.text)}" for one in report.ruleset.readings_chosen]
        self.console.print(Panel(wrapped("\n".join(lines)), border_style="magenta"))

    def assumptions(self) -> None:
        if not self.report.assumptions:
            return
        self.section(self.t("假设的事实", "Assumed facts"))
        for one in self.report.assumptions:
            aside = f" [yellow]{escape(words.FROM_LEDGER.to(self.lang))}[/]" if one.computed else ""
            self.say(
                f"{escape(one.label)} [dim]{escape(one.fact)}[/dim]{self.colon}"
                f"{escape(one.before)} → [bold]{escape(one.after)}[/bold]{aside}",
                1,
            )

    def verdicts(self) -> None:
        report = self.report
        self.section(self.t("结论", "Outcome"))
        self.say(
            f"{self.t('现在', 'Now')}{self.colon}{outcome_text(report.before.outcome, _purpose(report), self.lang)}", 1
        )
        if not _asked(report):
            return
        self.say(f"[bold]{self.t('假设后', 'Assumed')}{self.colon}{_assumed(report, self.lang)}[/bold]", 1)
        for label, one, two in _scores(report, self.tiers, self.lang):
            if two is not None:
                self.say(f"{escape(label)}{self.colon}{self.share(one)} → {self.share(two)}", 3)

    def share(self, score: ScoreShape) -> str:
        if score.percent is None:
            return self.marks["not_applicable"]
        return self.t(
            f"达标 {score.met}/{score.applicable} {score.percent}%（最多 {score.percent_at_most}%）",
            f"met {score.met}/{score.applicable} {score.percent}% (at most {score.percent_at_most}%)",
        )

    def mark(self, verdict: str) -> str:
        return f"[{COLOURS[verdict]}]{self.marks[verdict]}{VERDICTS[verdict].to(self.lang)}[/]"

    def changes(self) -> None:
        report = self.report
        if not report.assumptions or report.after.outcome == "invalid":
            return
        self.section(self.t("改变的子项", "Sub-checks that change"))
        if not report.checks:
            self.say(words.NO_CHANGE.to(self.lang), 1)
        for one in report.checks:
            self.say(f"{one.id} {escape(one.title)}{self.colon}{self.mark(one.before)} → {self.mark(one.after)}", 1)
            self.say(f"[dim]{escape(one.reason_after)}[/dim]", 5)
        clauses = [f"{one.id} {self.mark(one.before)} → {self.mark(one.after)}" for one in report.clauses]
        if clauses:
            self.say(f"{self.t('条款', 'Clauses')}{self.colon}{joined(clauses, self.lang)}", 1)

    def repairs(self, sorts: list[Sort]) -> None:
        """Print one set; what only a reviewer can settle is told by its ids."""
        self.say((words.EVERYTHING if sorts else words.NOTHING_LACKING).to(self.lang), 1)
        for sort in sorts:
            self.say(
                f"{self.mark(sort.verdict)} {escape(sort.label)}{self.t(f'（{sort.count} 项）', f' ({sort.count})')}", 1
            )
            for whom, listed in sort.groups:
                if sort.verdict == "needs_review":
                    self.say(f"{escape(whom)}{self.colon}{self.names(listed)}", 4)
                    continue
                self.say(f"{escape(whom)}{self.t(f'（{len(listed)} 项）', f' ({len(listed)})')}", 4)
                for one in listed:
                    self.say(f"{one.check} {escape(one.title)}{self.colon}[dim]{escape(one.remedy)}[/dim]", 6)

    def names(self, listed: Iterable[RepairShape]) -> str:
        return " ".join(one.check for one in listed)

    def problems(self, level: str) -> None:
        chosen: list[ProblemShape] = [one for one in self.report.problems if one.level == level]
        if not chosen:
            return
        self.section(f"{LEVELS[level].to(self.lang)} {len(chosen)}")
        colour = "red" if level == "error" else "yellow"
        for one in chosen:
            self.say(f"[{colour}]{escape(one.where)}[/] {escape(one.field)}", 1)
            self.say(f"[dim]{escape(one.message)}[/dim]", 5)
            if one.fix:
                self.say(f"[dim]{self.t('怎么改', 'Mend')}{self.colon}{escape(one.fix)}[/dim]", 5)
