"""The parts of the coverage page that repeat for every unit or organization, put together as strings.

A template would take far longer over thousands of units; every text is escaped here.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from certify.language import joined
from certify.reporting.batch.words import NOTHING
from certify.reporting.coverage.shapes import (
    CandidateShape,
    HolderShape,
    RepairsShape,
    TrackedShape,
    UnitShape,
)
from certify.reporting.coverage.tiles import Chart, link
from certify.reporting.coverage.words import KIND_OF_ONE, OWN, Shown, grouped, others
from certify.reporting.pages import TONES
from certify.reporting.templating import native
from certify.wording.terms import OUTCOME_NAMES

# So many clauses of a repair set stand in a row of the table; the details have all of them.
CLAUSES_SHOWN = 5


class Rows:
    """Writes the rows of units and organizations."""

    def __init__(self, shown: Shown, chart: Chart) -> None:
        """Take the report and the chart, whose anchors and numbers the rows share."""
        self.shown = shown
        self.say = shown.say
        self.anchors = chart.anchors
        self.numbers = chart.numbers
        # An id can stand on a page but once: that of an organization stands at its first place.
        self.anchored: set[str] = set()

    def own(self, text: str) -> str:
        """Return text escaped, with its Chinese marked where the page is in another language."""
        return str(native(text, self.shown.lang))

    def icon(self, unit: UnitShape) -> str:
        """Return the tile of a unit in small, for a line of text."""
        return f'<i class="m {self.shown.look(unit).key}" aria-hidden=true>{self.shown.mark(unit)}</i>'

    def to_unit(self, unit: UnitShape, text: str) -> str:
        """Return a link to the details of a unit."""
        return f'<a href="{link(self.anchors[unit.id])}">{self.own(text)}</a>'

    def unit_links(self, ids: Sequence[str]) -> str:
        """Return links to units by their ids, as a list in a sentence."""
        links = [
            self.to_unit(self.shown.units[id_], self.shown.label_of(id_)) if id_ in self.shown.units else escape(id_)
            for id_ in ids
        ]
        return joined(links, self.shown.lang)

    def organization_link(self, id_: str, *, unit: bool = False) -> str:
        """Return an organization by its name, as a link to the unit that tells of it."""
        found = self.shown.organizations.get(id_)
        if found is None or found.unit not in self.shown.units:
            return self.own(self.shown.name_of(id_))
        place = self.shown.units[found.unit]
        where = f" <small>{self.own(self.shown.label(place))}</small>" if unit else ""
        return f"{self.to_unit(place, found.name or id_)}{where}"

    # The gap table

    def gaps(self) -> str:
        """Return a row for every uncovered unit, the nearest first."""
        return "\n".join(map(self.gap, self.shown.gaps()))

    def gap(self, unit: UnitShape) -> str:
        """Return the row of an uncovered unit: why, through whom, and what that would take."""
        nearest = self.shown.nearest(unit)
        shape = " class=zone" if unit.kind == "zone" else ""
        lost = f"<br><span class=chip>{self.say('失去覆盖', 'coverage lost')}</span>" if self.shown.lost(unit) else ""
        return (
            f"<tr data-u={self.numbers[unit.id]}{shape}><th scope=row>{self.to_unit(unit, unit.name)}"
            f"<small>{self.own(unit.city)}{self.say(' · 开发区', ' · zone') if unit.kind == 'zone' else ''} "
            f"<code>{escape(unit.id)}</code></small><td>{self.icon(unit)} {self.own(unit.cause_text)}{lost}"
            + (self._nearest(unit, nearest) if nearest else f"<td class=soft colspan=4>{self._nobody(unit)}")
        )

    def _nobody(self, unit: UnitShape) -> str:
        if unit.cause in ("unreadable", "review_unreadable"):
            return self.say("材料改正以前不能评判", "cannot be judged before the files are corrected")
        return self.say("需要培育新的组织", "a new organization has to be cultivated")

    def _nearest(self, unit: UnitShape, one: CandidateShape) -> str:
        more = len(unit.candidates) - 1
        rest = self.say(f"另有 {more} 家", f"{more} more")
        told = "".join(f" · {self.own(said)}" for said in self.shown.standing(one)[1:])
        repairs = one.repairs
        return (
            f"<td>{self.own(one.name)}<small>{self.outcome(one.outcome)} · {self.own(one.type_label)}{told}{f' · {rest}' if more else ''}</small>"
            f"<td>{self._brief({OWN: repairs.failed.get(OWN, [])}, named=False)}"
            f"<td>{self._brief(others(repairs.failed), named=True)}"
            f"<td class=num>{repairs.total_open or '0'}"
        )

    def _brief(self, parts: Mapping[str, Sequence[str]], *, named: bool) -> str:
        """Return repairs for a cell: how many, by body where `named`, and the first of them."""
        lines = []
        for body, checks in parts.items():
            if not checks:
                continue
            words = list(grouped(checks))
            first = " ".join(self._check(clause, word) for clause, word in words[:CLAUSES_SHOWN])
            rest = " …" if len(words) > CLAUSES_SHOWN else ""
            head = f"{self.own(self.shown.body(body))} " if named else ""
            lines.append(f"<p>{head}<strong>{len(checks)}</strong> <span class=ids>{first}{rest}</span></p>")
        return "".join(lines) or NOTHING

    def _check(self, clause: str, word: str) -> str:
        title = self.shown.clauses.get(clause, "")
        return (
            f'<span class=id title="{escape(title)}">{escape(word)}</span>'
            if title
            else f"<span class=id>{escape(word)}</span>"
        )

    def outcome(self, outcome: str) -> str:
        """Return an outcome with the look of the verdict it comes from."""
        name = OUTCOME_NAMES[outcome].to(self.shown.lang) if outcome in OUTCOME_NAMES else escape(outcome)
        return f'<span class="v quiet tone-{TONES.get(outcome, "not_met")}">{name}</span>'

    # Details of units

    def cities(self) -> str:
        """Return all units by city, each with its details to open."""
        found = []
        units = sorted(self.shown.report.units, key=lambda unit: self.numbers[unit.id])
        order = {city.city: place for place, city in enumerate(self.shown.report.cities)}
        units.sort(key=lambda unit: order.get(unit.city, len(order)))
        for city, within in groupby(units, key=lambda unit: unit.city):
            listed = sorted(within, key=lambda unit: (unit.kind != "county", unit.id))
            rows = "\n".join(map(self.unit, listed))
            found.append(f'<div class=group data-city="{escape(city)}"><h3>{self.own(city)}</h3>\n{rows}</div>')
        return "\n".join(found)

    def unit(self, unit: UnitShape) -> str:
        """Return a unit with its details; what filters ask for stands in its data."""
        shown, anchor = self.shown, self.anchors[unit.id]
        look = shown.look(unit)
        states = [look.key, "on" if unit.covered else "gap", unit.cause or "", unit.kind]
        states += ["gained"] if shown.gained(unit) and look.key != "gained" else []
        states += ["lost"] if shown.lost(unit) else []
        return (
            f'<details data-u={self.numbers[unit.id]} data-s="{escape(" ".join(filter(None, states)))}">'
            f"<summary>{self.icon(unit)} <b>{self.own(unit.name)}</b> <code>{escape(unit.id)}</code> "
            f"<span class=soft>{self.own(shown.state(unit))}</span></summary>"
            f'<div class=unit id="{escape(anchor)}" tabindex=-1>{"".join(self._details(unit))}</div></details>'
        )

    def _details(self, unit: UnitShape) -> Iterator[str]:
        shown, say = self.shown, self.say
        kind = KIND_OF_ONE[unit.kind].to(shown.lang) if unit.kind in KIND_OF_ONE else unit.kind
        yield f"<h4>{self.own(unit.name)} <small>{self.own(unit.city)} · {escape(kind)} · <code>{escape(unit.id)}</code></small></h4>"
        if unit.also:
            yield f"<p>{say('同一区域的其他名称：', 'Other names of the same area: ')}{self.own(joined(unit.also, shown.lang))}</p>"
        word = say("已覆盖", "Covered") if unit.covered else say("未覆盖", "Not covered")
        told = (
            ""
            if unit.covered and shown.look(unit).key == "covered"
            else f"{say('：', ': ')}{self.own(shown.state(unit))}"
        )
        yield f"<p class=state>{self.icon(unit)} <strong>{word}</strong>{told}</p>"
        if not unit.covered and unit.may_be_covered:
            yield f"<p class=soft>{say('计入“最多可到”：在途事项办成以后可能覆盖。', 'Counted in “at most”: what is on its way may cover it.')}</p>"
        yield self._history(unit)
        if unit.holders:
            yield f"<h5>{say('认定组织', 'Recognized organizations')} {len(unit.holders)}</h5><ul class=orgs>"
            yield from (f"<li{self._anchor(one.id)}>{self.holder(one)}" for one in unit.holders)
            yield "</ul>"
        if unit.candidates:
            title = self.shown.titles.get(unit.batch, unit.batch)
            yield (
                f"<h5>{say('候选组织', 'Candidates')} {len(unit.candidates)}</h5>"
                f"<p class=soft>{self.own(title)}</p><ul class=orgs>"
            )
            yield from (f"<li{self._anchor(one.organization)}>{self.candidate(one)}" for one in unit.candidates)
            yield "</ul>"
        elif not unit.covered:
            yield f"<p>{self._nobody(unit)}</p>"

    def _anchor(self, organization: str) -> str:
        """Return the id of an organization's entry, at its first place only, and where it can be one."""
        if organization in self.anchored or not organization or any(sign.isspace() for sign in organization):
            return ""
        self.anchored.add(organization)
        return f' id="org-{escape(organization)}"'

    def _history(self, unit: UnitShape) -> str:
        say = self.say
        words = (say("未覆盖", "not covered"), say("已覆盖", "covered"))
        steps = [
            f"<li class={'on' if held else 'off'}><i aria-hidden=true>{'√' if held else ''}</i> <time>{point.day}</time> "
            f"{words[held]}"
            for point, held in zip(self.shown.report.points, unit.history, strict=False)
        ]
        return f"<ol class=steps>{''.join(steps)}</ol>" if steps else ""

    def holder(self, one: HolderShape) -> str:
        """Return a recognized organization."""
        say = self.say
        parts = [
            say(f"{one.since} 认定", f"recognized on {one.since}"),
            self.own(self.shown.titles.get(one.batch, one.batch)),
            say("在名录中", "in the register")
            if one.registered
            else say("认定决定，尚未进名录", "decided, not in the register yet"),
            f"<strong>{self.shown.meets(one.meets_indicators)}</strong>"
            if one.meets_indicators is False
            else self.shown.meets(one.meets_indicators),
        ]
        name = self.own(one.name) if one.name else say("（名称未知）", "(name not known)")
        return f"<b>{name}</b> <code>{escape(one.id)}</code><p>{' · '.join(filter(None, parts))}</p>"

    def candidate(self, one: CandidateShape) -> str:
        """Return a candidate with its standing and what would make it recommendable."""
        standing = "".join(f" · {self.own(said)}" for said in self.shown.standing(one)[1:])
        reasons = "".join(f"<li>{self.own(reason)}" for reason in one.reasons)
        return (
            f"<b>{self.own(one.name)}</b> <code>{escape(one.organization)}</code>"
            f"<p>{self.own(one.type_label)} · <code>{escape(one.file)}</code></p><p>{self.outcome(one.outcome)}{standing}</p>"
            f"{f'<ul class=why>{reasons}</ul>' if reasons else ''}{self.repair_set(one.repairs)}"
        )

    def repair_set(self, repairs: RepairsShape) -> str:
        """Return what is to be repaired and settled, by the body it depends on."""
        say = self.say
        if not repairs.total_failed and not repairs.total_open:
            return f"<p class=soft>{say('没有需要整改、补充的子项', 'Nothing to repair or settle')}</p>"
        parts = "".join(
            self._part(head, tone, listed, total)
            for head, tone, listed, total in (
                (say("要整改", "To repair"), "not_met", repairs.failed, repairs.total_failed),
                (say("要补充、审核", "To settle"), "missing", repairs.open, repairs.total_open),
            )
            if total
        )
        return f"<dl class=repairs>{parts}</dl>"

    def _part(self, head: str, tone: str, listed: Mapping[str, Sequence[str]], total: int) -> str:
        bodies = []
        for body, checks in listed.items():
            whom = (
                self.say("本组织可以办", "its own")
                if body == OWN
                else self.say(f"需要{self.shown.body(body)}", f"hangs on {self.shown.body(body)}")
            )
            words = "".join(
                f"<li>{self._check(clause, word)} {self._title(clause)}" for clause, word in grouped(checks)
            )
            bodies.append(f"<dd><strong>{whom} {len(checks)}</strong><ul>{words}</ul></dd>")
        return f"<div><dt class=tone-{tone}>{head} {total}</dt>{''.join(bodies)}</div>"

    def _title(self, clause: str) -> str:
        return self.own(self.shown.clauses.get(clause, ""))

    # Organizations of the register

    def tracked(self, entries: Sequence[TrackedShape]) -> str:
        """Return a row for every organization of the register that is tracked by its self-assessment."""
        return "\n".join(map(self.followed, entries))

    def followed(self, one: TrackedShape) -> str:
        """Return the row of an organization: who it is, since when, and how far it is from today's indicators."""
        say = self.say
        former = (
            f"<small>{say('曾用名：', 'formerly ')}{self.own(joined(one.former_names, self.shown.lang))}</small>"
            if one.former_names
            else ""
        )
        ended = f"<br>{say('终止', 'ended')} {one.ended_on}" if one.ended_on else ""
        number = self._number(one)
        return (
            f'<tr{number} data-id="{escape(one.id)}"><th scope=row>{self.own(one.name)}{former}<small><code>{escape(one.id)}</code></small>'
            f"<td>{self._place(one)}<td>{self.own(one.batch)}<br><span class=nowrap>{one.recognized_on}</span>{ended}"
            f"<td>{self.outcome(one.outcome) if one.outcome else NOTHING}<small><code>{escape(one.submission)}</code></small>"
            f"<td>{self._counted(one.unmet)}<td>{self._counted(one.open)}"
        )

    def unheard(self, entries: Sequence[TrackedShape]) -> str:
        """Return the organizations without a self-assessment, as lines: there is nothing else to tell of them."""
        return "\n".join(map(self._line, entries))

    def _number(self, one: TrackedShape) -> str:
        unit = self.shown.units.get(one.unit)
        return f" data-u={self.numbers[unit.id]}" if unit else ""

    def _line(self, one: TrackedShape) -> str:
        number = self._number(one)
        told = [self._place(one), self.own(one.batch), one.recognized_on]
        if one.ended_on:
            told.append(f"{self.say('终止', 'ended')} {one.ended_on}")
        told_line = self.say("，", ", ").join(filter(None, told))
        return f"<li{number}>{self.own(one.name)} <code>{escape(one.id)}</code> <small>{told_line}</small>"

    def _place(self, one: TrackedShape) -> str:
        unit = self.shown.units.get(one.unit)
        return self.to_unit(unit, one.unit_label) if unit else self.own(one.unit_label)

    def _counted(self, checks: Sequence[str]) -> str:
        if not checks:
            return "0"
        words = " ".join(self._check(clause, word) for clause, word in grouped(checks))
        return f"<strong>{len(checks)}</strong> <span class=ids>{words}</span>"
