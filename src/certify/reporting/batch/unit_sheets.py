"""The sheets of a batch's units: which are covered, how far each city is, and every gap with its candidates."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from certify.judging.outcomes import OPEN
from certify.language import Lang, joined
from certify.reporting.batch.organization_sheets import chosen_word, kinds_of_units
from certify.reporting.batch.shapes import BatchReport, CountShape, OrganizationRow, UnitRow
from certify.reporting.batch.words import DECISIONS, said
from certify.reporting.table_sheet import Cell, Column, Group, Table
from certify.reporting.templating import chooser
from certify.wording.terms import OUTCOME_NAMES

# How many columns tell of a candidate.
_ABOUT_CANDIDATE = 9


def units_table(report: BatchReport, lang: Lang) -> Table:
    """Return every unit of the list with its coverage at the three points in time."""
    say = chooser(lang)
    columns = (
        Column(say("代码", "Code"), 10),
        Column(say("市", "City"), 10),
        Column(say("单位", "Unit"), 16),
        Column(say("类别", "Kind"), 9, "center"),
        Column(say("批次前已覆盖", "Covered before"), 10, "center"),
        Column(say("推荐的都获认定后", "If all recommended are recognized"), 12, "center"),
        Column(say("按已有决定", "By decisions"), 10, "center"),
        Column(say("候选组织", "Candidates"), 40),
        Column(say("空白原因", "Why it is a gap"), 34),
    )
    kinds, yes, no = kinds_of_units(say), say("是", "yes"), say("否", "no")

    def rows() -> Iterator[Sequence[Cell]]:
        for unit in report.units:
            covered = (unit.covered_before, unit.covered_if_recognized, unit.covered_after)
            # A city is on the list for its own bodies: it is no unit to be covered.
            points = ["—"] * 3 if unit.kind == "city" else [yes if holds else no for holds in covered]
            listed = joined(unit.candidates, lang)
            yield [unit.id, unit.city, unit.name, kinds[unit.kind], *points, listed, unit.gap_cause_text]

    note = say("市本级不计入覆盖", "Cities themselves are not units to be covered")
    return Table(say("单位覆盖", "Units"), note, (Group("", columns),), 3, rows())


def cities_table(report: BatchReport, lang: Lang) -> Table:
    """Return the coverage of every city and of the province, counties and zones apart."""
    say = chooser(lang)
    points = (
        Column(say("总数", "All"), 8, "figure"),
        Column(say("批次前已覆盖", "Covered before"), 10, "figure"),
        Column(say("推荐的都获认定后", "If all recommended are recognized"), 12, "figure"),
        Column(say("按已有决定", "By decisions"), 10, "figure"),
    )
    groups = (
        Group("", (Column(say("市", "City"), 14),)),
        Group(say("县（市、区）", "Counties"), points),
        Group(say("市辖开发区", "Zones"), points),
        Group(
            say("组织", "Organizations"),
            (Column(say("已评判", "Judged"), 9, "figure"), Column(chosen_word(report, say), 9, "figure")),
        ),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for city in report.cities:
            yield [city.city, *_points(city.counties), *_points(city.zones), city.organizations, city.recommended]
        judged, chosen = len(report.organizations), sum(one.recommended for one in report.organizations)
        coverage = report.coverage
        yield [say("全部", "All"), *_points(coverage.counties), *_points(coverage.zones), judged, chosen]

    listed = report.coverage.zones_listed
    note = (
        "" if listed else say("单位名单中没有开发区，开发区覆盖情况未计入", "No zones are listed, so none are included")
    )
    return Table(say("各市覆盖", "Cities"), note, groups, 1, rows())


def gaps_table(report: BatchReport, lang: Lang) -> Table:
    """Return every uncovered unit, a row for each of its candidates, or one where it has none."""
    say = chooser(lang)
    groups = (
        Group(
            say("空白单位", "Uncovered unit"),
            (
                Column(say("代码", "Code"), 9),
                Column(say("市", "City"), 8),
                Column(say("单位", "Unit"), 12),
                Column(say("类别", "Kind"), 8, "center"),
                Column(say("空白原因", "Why"), 22),
                Column(say("有误的材料", "Invalid files"), 20),
            ),
        ),
        Group(
            say("候选组织", "Candidate"),
            (
                Column(say("编号", "Id"), 12),
                Column(say("组织名称", "Organization"), 24),
                Column(say("结论", "Outcome"), 10, "center"),
                Column(say("单位内排序", "Rank"), 7, "center"),
                Column(say("能否列入", "Eligible"), 6, "center"),
                Column(chosen_word(report, say), 6, "center"),
                Column(say("省级决定", "Decision"), 9, "center"),
                Column(say("不达标条款", "Clauses not met"), 18),
                Column(say("未填、待审核条款", "Clauses open"), 18),
            ),
        ),
    )
    note = say("按已有决定仍未覆盖的单位；一家候选组织一行", "Units not covered by decisions; a row for each candidate")
    return Table(say("空白单位", "Gaps"), note, groups, 3, _gaps(report, lang))


def _gaps(report: BatchReport, lang: Lang) -> Iterator[Sequence[Cell]]:
    say = chooser(lang)
    kinds = kinds_of_units(say)
    rows: dict[tuple[str, str], list[OrganizationRow]] = defaultdict(list)
    for one in report.organizations:
        rows[one.jurisdiction, one.id].append(one)
    unreadable: dict[str, list[str]] = defaultdict(list)
    for invalid in report.invalid:
        unreadable[invalid.jurisdiction].append(invalid.file)
    for unit in report.units:
        if unit.gap_cause is None:
            continue
        about = [unit.id, unit.city, unit.name, kinds[unit.kind], unit.gap_cause_text, "\n".join(unreadable[unit.id])]
        candidates = [_candidate(one, lang) for one in _candidates(unit, rows)]
        for candidate in candidates or [[""] * _ABOUT_CANDIDATE]:
            yield [*about, *candidate]


def _candidates(unit: UnitRow, rows: dict[tuple[str, str], list[OrganizationRow]]) -> list[OrganizationRow]:
    return [one for name in dict.fromkeys(unit.candidates) for one in rows[unit.id, name]]


def _candidate(one: OrganizationRow, lang: Lang) -> list[Cell]:
    say = chooser(lang)
    return [
        one.id,
        one.name,
        OUTCOME_NAMES[one.outcome].to(lang),
        one.rank,
        say("是", "yes") if one.eligible else say("否", "no"),
        say("是", "yes") if one.recommended else say("否", "no"),
        said(DECISIONS, lang).get(one.decision or "", ""),
        joined([clause for clause, verdict in one.clauses.items() if verdict == "not_met"], lang),
        joined([clause for clause, verdict in one.clauses.items() if verdict in OPEN], lang),
    ]


def _points(count: CountShape) -> list[Cell]:
    return [count.total, count.covered_before, count.covered_if_recognized, count.covered_after]
