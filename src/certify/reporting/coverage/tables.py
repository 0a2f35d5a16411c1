"""The tables of the coverage workbook: units, gaps with their candidates, cities, plans, clauses, organizations."""

from collections.abc import Iterator, Sequence

from certify.language import Lang, joined
from certify.reporting.batch.words import DECISIONS, TRACKS
from certify.reporting.coverage.page import failing_first
from certify.reporting.coverage.shapes import CandidateShape, CountOfUnits, UnitShape
from certify.reporting.coverage.words import DUE, KIND_OF_ONE, KINDS, LOOK_OF_CAUSE, PENDING, Shown, kinds_shown
from certify.reporting.table_sheet import Cell, Column, Group, Table
from certify.wording.terms import LEVELS, OUTCOME_NAMES


class Tables:
    """Makes the tables of one report."""

    def __init__(self, shown: Shown) -> None:
        """Take the report."""
        self.shown = shown
        self.report = shown.report
        self.lang: Lang = shown.lang
        self.say = shown.say

    def all(self) -> Iterator[Table]:
        """Yield the sheets that are tables."""
        yield self.units()
        yield self.gaps()
        yield self.cities()
        yield self.plans()
        yield self.clauses()
        yield self.tracked()
        yield self.deadlines()
        yield self.leads()
        yield self.problems()

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
        return Table(say("单位", "Units"), self._note(), _one(*columns), 3, map(self._unit, self.report.units))

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
        return Table(say("空白单位", "Gaps"), self._note(), (unit, candidate, repairs), 3, self._gaps())

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

    def cities(self) -> Table:
        """A row a city, with the number of its gaps by cause."""
        say = self.say
        causes = [cause for cause in LOOK_OF_CAUSE if any(city.causes.get(cause) for city in self.report.cities)]
        names = (
            say("总数", "All"),
            say("已覆盖", "Covered"),
            say("未覆盖", "Uncovered"),
            say("最多可到", "At most"),
            say("覆盖率（%）", "Covered (%)"),
            say("最多可到（%）", "At most (%)"),
        )
        looks = ("figure",) * 4 + ("percent",) * 2
        kinds = kinds_shown(self.report)
        counted = [
            Group(KINDS[kind].to(self.lang), tuple(map(Column, names, (8,) * len(names), looks))) for kind in kinds
        ]
        groups = (
            Group("", (Column(say("市", "City"), 12),)),
            *counted,
            Group(say("空白的原因", "Causes of its gaps"), tuple(Column(self.report.causes.get(cause, cause), 10, "figure") for cause in causes)),
            Group(say("最近一批", "Latest batch"), (Column(say("名额", "Quota"), 8, "figure"), Column(say("已用", "Used"), 8, "figure"))),
            Group("", (Column(say("要培育新组织的单位", "Units that need a new organization"), 44),)),
        )  # fmt: skip
        rows: Iterator[list[Cell]] = (
            [
                city.city,
                *(cell for kind in kinds for cell in count_cells(city.counties if kind == "county" else city.zones)),
                *(city.causes.get(cause, 0) for cause in causes),
                city.quota,
                city.quota_used,
                units_named(self.shown, city.cultivate),
            ]
            for city in self.report.cities
        )
        return Table(say("各市", "Cities"), self._note(), tuple(group for group in groups if group.columns), 1, rows)

    def plans(self) -> Table:
        """A row for every plan of every city."""
        say = self.say
        columns = (
            Column(say("市", "City"), 12),
            Column(say("补齐单位（个）", "Units covered"), 10, "figure"),
            Column(say("整改（项）", "To repair"), 10, "figure"),
            Column(say("补充、审核（项）", "To settle"), 10, "figure"),
            Column(say("已证明最少", "Proven least"), 10, "center"),
            Column(say("组织", "Organizations"), 60),
            Column(say("共用的整改（只算一次）", "Shared repairs (counted once)"), 40),
        )
        rows: Iterator[list[Cell]] = (
            [
                city.city,
                plan.units,
                plan.repairs,
                plan.open,
                yes(self.shown, plan.proven),
                self.lines([f"{self.shown.name_of(id_)} {id_}" for id_ in plan.candidates]),
                self.lines([self.shown.act(act) for act in plan.shared]),
            ]
            for city in self.report.cities
            for plan in city.plans
        )
        note = " ".join(filter(None, (self._note(), self.shown.sharing())))
        return Table(say("补齐方案", "Plans"), note, _one(*columns), 1, rows)

    def clauses(self) -> Table:
        """A row a clause, the one that fails most first."""
        say = self.say
        columns = (
            Column(say("条款", "Clause"), 10),
            Column(say("名称", "Title"), 34),
            Column(say("评判（家）", "Judged"), 10, "figure"),
            Column(say("不达标", "Not met"), 10, "figure"),
            Column(say("未定", "Open"), 10, "figure"),
            Column(say("自评达标", "Declared met"), 12, "figure"),
            Column(say("审核确认", "Confirmed met"), 12, "figure"),
        )
        rows: Iterator[list[Cell]] = (
            [one.id, one.title, one.judged, one.not_met, one.open, one.declared_met, one.confirmed_met]
            for one in sorted(self.report.clauses, key=lambda clause: (-clause.not_met, -clause.open))
        )
        note = say("最近一批的候选组织", "Candidates of the latest batch")
        return Table(say("条款", "Clauses"), note, _one(*columns), 2, rows)

    def tracked(self) -> Table:
        """A row for every organization of the register."""
        say = self.say
        columns = (
            Column(say("编号", "Id"), 14),
            Column(say("名称", "Name"), 32),
            Column(say("曾用名", "Former names"), 24),
            Column(say("单位编号", "Unit id"), 14),
            Column(say("单位", "Unit"), 18),
            Column(say("批次", "Batch"), 18),
            Column(say("认定日期", "Recognized on"), 12),
            Column(say("终止日期", "Ended on"), 12),
            Column(say("自评表", "Submission"), 20),
            Column(say("结论", "Outcome"), 11, "center"),
            Column(say("不达标（项）", "Failed"), 9, "figure"),
            Column(say("不达标子项", "Failed sub-checks"), 26),
            Column(say("未定（项）", "Open"), 9, "figure"),
            Column(say("未定子项", "Open sub-checks"), 26),
        )
        entries = [*failing_first(self.report.tracked), *(one for one in self.report.tracked if not one.submission)]
        rows: Iterator[list[Cell]] = (
            [
                one.id,
                one.name,
                joined(one.former_names, self.lang),
                one.unit,
                one.unit_label,
                one.batch,
                one.recognized_on,
                one.ended_on,
                one.submission,
                OUTCOME_NAMES[one.outcome].to(self.lang) if one.outcome in OUTCOME_NAMES else one.outcome,
                len(one.unmet),
                " ".join(one.unmet),
                len(one.open),
                " ".join(one.open),
            ]
            for one in entries
        )
        note = say("已认定组织对照新指标的差距，只供跟踪整改，不改变覆盖", "For tracking only: it changes no coverage")
        return Table(say("跟踪", "Register"), note, _one(*columns), 2, rows)

    def deadlines(self) -> Table:
        """A row a deadline."""
        say = self.say
        columns = (
            Column(say("批次", "Batch"), 40),
            Column(say("事项", "What"), 18),
            Column(say("截止日", "Due"), 12),
            Column(say("离基准日（天）", "Days from the day of the report"), 12, "figure"),
            Column(say("还没有办的", "Still to be done"), 30),
            Column(say("数量", "How many"), 10, "figure"),
            Column(say("逾期（家）", "Late"), 10, "figure"),
            Column(say("逾期的组织", "Late organizations"), 50),
        )
        rows: Iterator[list[Cell]] = (
            [
                self.shown.titles.get(one.batch, one.batch),
                DUE[one.what].to(self.lang),
                one.day,
                one.days,
                PENDING[one.what].to(self.lang),
                one.pending,
                len(one.late),
                self.lines([f"{self.shown.name_of(id_)} {id_}" for id_ in one.late]),
            ]
            for one in self.report.deadlines
        )
        return Table(say("期限", "Deadlines"), self._note(), _one(*columns), 2, rows)

    def leads(self) -> Table:
        """A row for every place of a lead."""
        say = self.say
        columns = (
            Column(say("线索", "Lead"), 8, "figure"),
            Column(say("种类", "Kind"), 16),
            Column(say("相同的内容", "What is the same"), 50),
            Column(say("组织", "Organization"), 30),
            Column(say("编号", "Id"), 14),
            Column(say("批次", "Batch"), 30),
            Column(say("文件", "File"), 24),
            Column(say("位置", "Place"), 24),
        )
        rows: Iterator[list[Cell]] = (
            [
                number,
                lead.kind,
                lead.text,
                place.name,
                place.organization,
                self.shown.titles.get(place.batch, place.batch),
                place.file,
                place.place,
            ]
            for number, lead in enumerate(self.report.leads, 1)
            for place in lead.places
        )
        note = say(
            "线索只说明两处内容相同，不是结论，供核查",
            "Two places have the same; no verdict, for a person to look into",
        )
        return Table(say("线索", "Leads"), note, _one(*columns), 1, rows)

    def problems(self) -> Table:
        """A row a problem of the input."""
        say = self.say
        columns = (
            Column(say("程度", "Level"), 10, "center"),
            Column(say("位置", "Place"), 34),
            Column(say("字段", "Field"), 24),
            Column(say("问题", "Problem"), 60),
            Column(say("怎么改", "What to do"), 50),
        )
        rows: Iterator[list[Cell]] = (
            [LEVELS[one.level].to(self.lang), one.where, one.field, one.message, one.fix]
            for one in self.report.problems
        )
        return Table(say("材料问题", "Problems"), self._note(), _one(*columns), 1, rows)

    def _note(self) -> str:
        return f"{self.say('截至', 'As of')} {self.report.as_of}"

    def kind(self, unit: UnitShape) -> str:
        """Return the kind of a unit."""
        return KIND_OF_ONE[unit.kind].to(self.lang) if unit.kind in KIND_OF_ONE else unit.kind

    def lines(self, parts: Sequence[str]) -> str:
        """Return parts as the lines of one cell."""
        return "\n".join(parts)


def units_named(shown: Shown, ids: Sequence[str]) -> str:
    """Return units by name and id, as a list."""
    return joined([f"{shown.label_of(id_)} {id_}" for id_ in ids], shown.lang)


def yes(shown: Shown, value: bool) -> str:  # noqa: FBT001 - a value to be said
    """Return yes or no in the language of the report."""
    return shown.say("是", "yes") if value else shown.say("否", "no")


def count_cells(count: CountOfUnits) -> tuple[Cell, ...]:
    """Return counted units as cells."""
    percents = (_percent(count.percent), _percent(count.percent_at_most))
    return count.total, count.covered, count.gap, count.at_most, *percents


def _percent(value: str | None) -> float | None:
    return None if value is None else float(value)


def _one(*columns: Column) -> tuple[Group, ...]:
    return (Group("", columns),)
