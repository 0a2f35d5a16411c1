"""The matrix of organizations by clauses.

Its rows are put together here as strings, every text escaped; a template would take far longer. Optional end tags and
quotes are left out of them, and a clause that is met has no class: that halves the page of a large batch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from certify.language import Lang, joined
from certify.reporting.batch.shapes import BatchReport, OrganizationRow, RateShape
from certify.reporting.batch.words import CLASSES, DECISIONS, NOTHING, TRACKS, said
from certify.reporting.shapes import ScoreShape
from certify.reporting.templating import chooser, native
from certify.rules.ruleset import Criterion, RuleSet
from certify.wording.terms import OUTCOME_NAMES, marks

WARNINGS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column before those of the clauses: its name for sorting, its head, its width in pixels (0: what is left)."""

    key: str
    label: str
    width: int


@dataclass(frozen=True, slots=True)
class Group:
    """Clauses that stand beside each other under one head."""

    label: str
    criteria: tuple[Criterion, ...]


def columns(report: BatchReport, rules: RuleSet, lang: Lang) -> list[Column]:
    """Return the columns before those of the clauses."""
    say = chooser(lang)
    wide = lang == "en"
    return [
        Column("name", say("组织", "Organization"), 0),
        Column("unit", say("所属单位", "Unit"), 84),
        Column("outcome", say("结论", "Outcome"), 112 if wide else 76),
        Column("rank", say("单位内排序", "Rank in unit"), 44),
        Column(
            "rec", say("建议推荐", "Suggested") if report.suggested else say("推荐", "Recommended"), 104 if wide else 64
        ),
        *(Column(f"tier-{tier}", label.to(lang), 66 if wide else 48) for tier, label in rules.tiers.items()),
        Column("rate", say("调解成功率", "Success rate"), 66),
        Column("flags", say("标记", "Flags"), 76 if wide else 66),
    ]


def tiers_of(rules: RuleSet, lang: Lang) -> Iterator[tuple[str, list[Group]]]:
    """Yield every tier with its clauses by dimension."""
    for tier, within in groupby(rules.criteria, key=lambda criterion: criterion.tier):
        found = groupby(within, key=lambda criterion: criterion.dimension)
        groups = [Group(f"{name} {rules.dimensions[name].to(lang)}", tuple(criteria)) for name, criteria in found]
        yield rules.tiers[tier].to(lang), groups


class Matrix:
    """Writes the rows of the matrix; whatever repeats is made once."""

    def __init__(self, report: BatchReport, rules: RuleSet, lang: Lang) -> None:
        """Take the batch, its rules and the language."""
        self.report = report
        self.lang: Lang = lang
        self.tiers = tuple(rules.tiers)
        self.clauses = [criterion.id for criterion in rules.criteria]
        self.holders = {check.id: criterion.id for criterion in rules.criteria for check in criterion.checks}
        self.marks = marks(lang)
        self.cells = {
            verdict: f"<td class={name}>{self.marks[verdict]}" if name else f"<td>{self.marks[verdict]}"
            for verdict, name in CLASSES.items()
        }
        self.outcomes = said(OUTCOME_NAMES, lang)
        self.tracks = said(TRACKS, lang)
        self.decisions = said(DECISIONS, lang)
        say = chooser(lang)
        self.say = say
        self.notice = say("整改通知", "Notice")
        self.recommended = say("建议", "suggested") if report.suggested else say("推荐", "recommended")
        self.city_level = say("市本级", "city level")

    def rows(self, before: int) -> str:
        """Return the bodies of all organizations, each with its row and the row of its details."""
        width = before + len(self.clauses)
        organizations = enumerate(self.report.organizations, 1)
        return "".join(f"{self.row(number, one)}{self.details(one, width)}\n" for number, one in organizations)

    def row(self, number: int, one: OrganizationRow) -> str:
        """Return the row of one organization; its data are type, outcome, track and unit for the filters."""
        scores = "".join(f"<td>{_fraction(one.score.get(tier))}" for tier in self.tiers)
        clauses = one.clauses
        return (
            f'<tbody id=r{number} data-k="{one.type} {one.outcome} {one.track} {escape(one.jurisdiction)}">'
            f"<tr><th scope=row>{self.links(one)}"
            f"<td>{self.own(one.city)}<br>{self.city_level if one.unit_kind == 'city' else self.own(one.unit)}"
            f"<td><b>{self.outcomes[one.outcome]}</b><br>{self.tracks[one.track]}"
            f"<td>{one.rank or NOTHING}<td>{self.acts(one)}{scores}<td>{_rate(one.rate)}<td>{self.flags(one)}"
            + "".join([self.cells[clauses[clause]] for clause in self.clauses])
        )

    def links(self, one: OrganizationRow) -> str:
        """Return the name with the links to the organization's page and notice, and its id."""
        name = self.own(one.name)
        if one.page:
            name = f'<a href="{escape(one.page)}">{name}</a>'
        notice = f' · <a href="{escape(one.notice)}">{self.notice}</a>' if one.notice else ""
        return f"{name}<small>{escape(one.id)}{notice}</small>"

    def own(self, text: str) -> str:
        """Return text escaped, with its Chinese marked where the page is in another language."""
        return escape(text) if self.lang == "zh" else str(native(text, self.lang))

    def acts(self, one: OrganizationRow) -> str:
        """Return whether it is recommended and what was decided."""
        said = [f"<b>{self.recommended}</b>"] if one.recommended else []
        if one.decision is not None:
            said.append(self.decisions[one.decision])
        return "<br>".join(said)

    def flags(self, one: OrganizationRow) -> str:
        """Return what stands out about a submission; the reasons stand in its details."""
        say = self.say
        found = (
            (not one.eligible, say("不能列入", "barred")),
            (one.duplicate, say("重复", "duplicate")),
            (one.late, say("逾期", "late")),
            (bool(one.reading_sensitive), say("口径敏感", "readings")),
            (bool(one.problems), say(f"提醒{len(one.problems)}", f"warnings {len(one.problems)}")),
        )
        return "".join([f"<i>{word}</i>" for holds, word in found if holds])

    def details(self, one: OrganizationRow, width: int) -> str:
        """Return the row that opens under an organization: reasons, open points, warnings."""
        parts = [f"<tr class=d><td colspan={width}><div><p>{escape(one.type_label)} · <code>{escape(one.file)}</code>"]
        if one.reasons:
            items = "".join([f"<li>{self.own(reason.text)} · {escape(reason.rule)}" for reason in one.reasons])
            parts.append(f"<ul>{items}</ul>")
        parts += self.checks("u", self.say("不达标子项", "Not met"), one.unmet)
        parts += self.checks("o", self.say("未填、待审核子项", "Unanswered or for review"), one.open)
        parts += self.changed(one)
        parts += self.sensitive(one)
        parts += self.warnings(one)
        return "".join(parts)

    def checks(self, name: str, label: str, checks: Sequence[str]) -> Iterator[str]:
        """Yield a line of sub-checks, those of one clause as one word: the first id, then what differs."""
        if not checks:
            return
        words = []
        for clause, found in groupby(checks, key=self.holders.__getitem__):
            first, *rest = found
            words.append("/".join([first, *[check.removeprefix(f"{clause}.") for check in rest]]))
        yield f"<p class={name}><b>{label}</b> {' '.join(words)}"

    def changed(self, one: OrganizationRow) -> Iterator[str]:
        """Yield where the review overturned what was declared, or confirmed what was declared as failed."""
        if one.declared == one.clauses:
            return
        found = [
            f"{clause} {self.marks[one.declared[clause]]}→{self.marks[verdict]}"
            for clause, verdict in one.clauses.items()
            if verdict != (was := one.declared[clause]) and "not_met" in (verdict, was)
        ]
        if found:
            label = self.say("审核与自评不同", "Review against self-assessment")
            yield f"<p><b>{label}</b> {joined(found, self.lang)}"

    def sensitive(self, one: OrganizationRow) -> Iterator[str]:
        """Yield the sub-checks whose verdict hangs on a reading, with the readings in words."""
        if one.reading_sensitive:
            label = self.say("口径敏感：按以下口径结论不同", "Verdict differs under other readings")
            yield f"<p><b>{label}</b> {self.own(self.say('；', '; ').join(one.reading_sensitive))}"

    def warnings(self, one: OrganizationRow) -> Iterator[str]:
        """Yield the warnings, the first few with their places."""
        if not one.problems:
            return
        yield f"<p><b>{self.say('提醒', 'Warnings')} {len(one.problems)}</b><ul>"
        for problem in one.problems[:WARNINGS_SHOWN]:
            place = problem.where.removeprefix(f"{one.file}:")
            fix = f" <span>{self.own(problem.fix)}</span>" if problem.fix else ""
            yield f"<li><code>{escape(place)}</code> {self.own(problem.message)}{fix}"
        if len(one.problems) > WARNINGS_SHOWN:
            yield f"<li>{self.say('其余见评判报告', 'the others stand in the report')}"
        yield "</ul>"


def _fraction(score: ScoreShape | None) -> str:
    return NOTHING if score is None else f"{score.met}/{score.applicable}"


def _rate(rate: RateShape) -> str:
    """Return the success rate as its fraction and its share."""
    if rate.of is None or rate.among is None:
        return NOTHING
    share = f"<br>{rate.percent}%" if rate.percent is not None else ""
    return f"{rate.of}/{rate.among}{share}"
