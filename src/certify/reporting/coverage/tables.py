"""The tables of the coverage workbook: those of units, then cities, plans, clauses, organizations and leads."""

from collections.abc import Iterator

from certify.language import joined
from certify.reporting.coverage.page import failing_first
from certify.reporting.coverage.table_parts import count_cells, one_group, units_named, yes
from certify.reporting.coverage.unit_tables import UnitTables
from certify.reporting.coverage.words import DUE, KINDS, LOOK_OF_CAUSE, PENDING, kinds_shown
from certify.reporting.table_sheet import Cell, Column, Group, Table
from certify.wording.terms import LEVELS, OUTCOME_NAMES


class Tables(UnitTables):
    """Makes the tables of one report."""

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
        return Table(say("各市", "Cities"), self.note(), tuple(group for group in groups if group.columns), 1, rows)

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
        note = " ".join(filter(None, (self.note(), self.shown.sharing())))
        return Table(say("补齐方案", "Plans"), note, one_group(*columns), 1, rows)

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
        return Table(say("条款", "Clauses"), note, one_group(*columns), 2, rows)

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
        return Table(say("跟踪", "Register"), note, one_group(*columns), 2, rows)

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
        return Table(say("期限", "Deadlines"), self.note(), one_group(*columns), 2, rows)

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
        return Table(say("线索", "Leads"), note, one_group(*columns), 1, rows)

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
        return Table(say("材料问题", "Problems"), self.note(), one_group(*columns), 1, rows)
