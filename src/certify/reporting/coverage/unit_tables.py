"""The tables of units: all of them, and the uncovered ones with their candidates."""

from collections.abc import Iterator

from certify.language import joined
from certify.reporting.batch.words import DECISIONS, TRACKS
from certify.reporting.coverage.shapes import CandidateShape, UnitShape
from certify.reporting.coverage.table_parts import TableMaker, one_group, yes
from certify.reporting.table_sheet import Cell, Column, Group, Table
from certify.wording.terms import OUTCOME_NAMES


class UnitTables(TableMaker):
    """Makes the tables with a row a unit, or a row a candidate."""

    def units(self) -> Table:
        """A row a unit."""
        say = self.say
        columns = (
            Column(say("编号", "Id"), 16),
            Column(say("市", "City"), 10),
            Column(say("单位", "Unit"), 20),
            Column(say("类别", "Kind"), 12),
            Column(say("同一区域的其他编号", "Other ids"), 14),
            Column(say("已覆盖", "Covered"), 8, "center"),
            Column(say("可能覆盖", "May be covered"), 9, "center"),
            Column(say("情形或原因", "State or cause"), 24),
            Column(say("只由未达新指标的组织覆盖", "Only below the new indicators"), 12, "center"),
            Column(say("认定组织", "Recognized organizations"), 46),
            *(Column(f"{point.day}\n{say('覆盖', 'covered')}", 11, "center") for point in self.report.points),
        )
        return Table(say("单位", "Units"), self.note(), one_group(*columns), 3, map(self._unit, self.report.units))

    def _unit(self, unit: UnitShape) -> list[Cell]:
        holders = [
            " ".join(
                filter(
                    None,
                    (
                        one.name,
                        one.id,
                        one.since,
                        self.shown.titles.get(one.batch, one.batch),
                        self.say("在名录中", "in the register")
                        if one.registered
                        else self.say("未进名录", "not in it yet"),
                        self.shown.meets(one.meets_indicators),
                    ),
                )
            )
            for one in unit.holders
        ]
        return [
            unit.id,
            unit.city,
            unit.name,
            self.kind(unit),
            joined(unit.also, self.lang),
            yes(self.shown, unit.covered),
            yes(self.shown, unit.may_be_covered),
            self.shown.state(unit),
            yes(self.shown, unit.only_by_holders_below_indicators),
            self.lines(holders),
            *(yes(self.shown, held) for held in unit.history),
        ]

    def gaps(self) -> Table:
        """A row for every candidate of an uncovered unit, the nearest units and candidates first."""
        say = self.say
        unit = Group(
            say("空白单位", "Uncovered unit"),
            (
                Column(say("编号", "Id"), 16),
                Column(say("市", "City"), 10),
                Column(say("单位", "Unit"), 18),
                Column(say("类别", "Kind"), 11),
                Column(say("原因", "Cause"), 22),
            ),
        )
        candidate = Group(
            say("候选组织", "Candidate"),
            (
                Column(say("编号", "Id"), 14),
                Column(say("名称", "Name"), 28),
                Column(say("类型", "Type"), 18),
                Column(say("批次", "Batch"), 20),
                Column(say("文件", "File"), 20),
                Column(say("审核", "Track"), 8, "center"),
                Column(say("结论", "Outcome"), 11, "center"),
                Column(say("可以列入", "Eligible"), 8, "center"),
                Column(say("推荐", "Recommended"), 8, "center"),
                Column(say("决定", "Decision"), 10, "center"),
                Column(say("单位内排序", "Rank"), 8, "figure"),
                Column(say("原因说明", "Reasons"), 30),
            ),
        )
        repairs = Group(
            say("要整改、补充的", "Repairs"),
            (
                Column(say("要整改（项）", "To repair"), 8, "figure"),
                Column(say("本组织可办", "Its own"), 8, "figure"),
                Column(say("取决于别的部门", "Hanging on others"), 8, "figure"),
                Column(say("要整改的子项", "Sub-checks to repair"), 30),
                Column(say("要补充、审核（项）", "To settle"), 8, "figure"),
                Column(say("要补充、审核的子项", "Sub-checks to settle"), 40),
            ),
        )
        return Table(say("空白单位", "Gaps"), self.note(), (unit, candidate, repairs), 3, self._gaps())

    def _gaps(self) -> Iterator[list[Cell]]:
        for unit in self.shown.gaps():
            about: list[Cell] = [unit.id, unit.city, unit.name, self.kind(unit), self.shown.state(unit)]
            if not unit.candidates:
                yield [*about, *[None] * 18]
            for one in unit.candidates:
                yield [*about, *self._candidate(one)]

    def _candidate(self, one: CandidateShape) -> list[Cell]:
        repairs = one.repairs
        return [
            one.organization,
            one.name,
            one.type_label,
            self.shown.titles.get(one.batch, one.batch),
            one.file,
            TRACKS[one.track].to(self.lang) if one.track in TRACKS else one.track,
            OUTCOME_NAMES[one.outcome].to(self.lang) if one.outcome in OUTCOME_NAMES else one.outcome,
            yes(self.shown, one.eligible),
            yes(self.shown, one.recommended),
            DECISIONS[one.decision].to(self.lang) if one.decision in DECISIONS else one.decision,
            one.rank,
            self.lines(one.reasons),
            repairs.total_failed,
            repairs.own_failed,
            repairs.others_failed,
            self._parts(repairs.failed),
            repairs.total_open,
            self._parts(repairs.open),
        ]

    def _parts(self, parts: dict[str, list[str]]) -> str:
        colon = self.say("：", ": ")
        return self.lines(
            [f"{self.shown.body(body)} {len(checks)}{colon}{' '.join(checks)}" for body, checks in parts.items()]
        )
