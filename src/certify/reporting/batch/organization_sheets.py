"""The sheets of a batch's organizations: by clauses, by figures, and why each stands where it stands."""

from collections.abc import Iterator, Sequence

from certify.language import Lang, joined
from certify.reporting.batch.matrix import tiers_of
from certify.reporting.batch.shapes import BatchReport, OrganizationRow, RateShape
from certify.reporting.batch.words import DECISIONS, NOTHING, TRACKS, Say, said
from certify.reporting.shapes import ScoreShape
from certify.reporting.table_sheet import Cell, Column, Group, Table
from certify.reporting.templating import chooser
from certify.rules.ruleset import RuleSet
from certify.wording.terms import OUTCOME_NAMES, TOTAL, VERDICTS, marks

_COUNTED = ("met", "needs_review", "missing", "not_met", "not_applicable")
_CLAUSE_WIDTH = {"zh": 4.7, "en": 8.0}


def clauses_table(report: BatchReport, rules: RuleSet, lang: Lang) -> Table:
    """Return the organizations by clauses, each verdict as its mark with the word below."""
    say = chooser(lang)
    words = verdict_words(lang)
    outcomes, decisions = said(OUTCOME_NAMES, lang), said(DECISIONS, lang)
    chosen = chosen_word(report, say)
    clauses = [criterion.id for criterion in rules.criteria]
    groups = (
        Group(
            "",
            (
                Column(say("序号", "No."), 4.5, "center"),
                Column(say("组织名称", "Organization"), 23),
                Column(say("市", "City"), 6.5),
                Column(say("单位", "Unit"), 7.5),
                Column(say("结论", "Outcome"), 8.5, "center"),
                Column(chosen, 7.5, "center"),
                Column(say("单位内排序", "Rank in unit"), 4.5, "center"),
                Column(say("省级决定", "Decision"), 7, "center"),
                *(Column(label.to(lang), 5.5, "center") for label in rules.tiers.values()),
                Column(say("成功率", "Success rate"), 7.5, "center"),
            ),
        ),
        *(
            Group(f"{tier} · {group.label}", tuple(Column(one.id, _CLAUSE_WIDTH[lang]) for one in group.criteria))
            for tier, dimensions in tiers_of(rules, lang)
            for group in dimensions
        ),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for number, one in enumerate(report.organizations, 1):
            yield [
                number,
                one.name,
                one.city,
                unit_name(one, say),
                outcomes[one.outcome],
                chosen if one.recommended else "",
                one.rank,
                decisions[one.decision] if one.decision else "",
                *(_fraction(one.score.get(tier)) for tier in rules.tiers),
                _rate(one.rate),
                *[words[one.clauses[clause]] for clause in clauses],
            ]

    legend = say("　", "  ").join(words[verdict].replace("\n", " ") for verdict in _COUNTED)
    note = say(
        f"图例：{legend}（经审核的按审核结论，未审核的按自评）", f"Marks: {legend} (as reviewed, else as declared)"
    )
    looks: dict[Cell, str] = {word: verdict for verdict, word in words.items()}
    return Table(say("组织", "Organizations"), note, groups, 2, rows(), lines=2 if lang == "zh" else 3, looks=looks)


def scores_table(report: BatchReport, rules: RuleSet, lang: Lang) -> Table:
    """Return every figure of every organization as a number."""
    say, verdicts = chooser(lang), said(VERDICTS, lang)
    tiers = {**{tier: label.to(lang) for tier, label in rules.tiers.items()}, "total": TOTAL.to(lang)}
    counted = (
        *(Column(verdicts[verdict], 5.5, "figure") for verdict in _COUNTED),
        Column(say("适用", "applicable"), 5.5, "figure"),
        Column(say("达标%", "met %"), 7, "percent"),
        Column(say("最多可达%", "at most %"), 7, "percent"),
    )
    groups = (
        Group("", (*_who(say), Column(say("审核/自评", "Track"), 6, "center"), Column(say("结论", "Outcome"), 9))),
        *(Group(label, counted) for label in tiers.values()),
        Group(
            say("调解成功率", "Success rate"),
            (
                Column(say("分数", "Fraction"), 9, "center"),
                Column(say("分子（件）", "Of"), 6, "figure"),
                Column(say("分母（件）", "Among"), 6, "figure"),
                Column("%", 7, "percent"),
            ),
        ),
    )
    tracks, outcomes = said(TRACKS, lang), said(OUTCOME_NAMES, lang)

    def rows() -> Iterator[Sequence[Cell]]:
        for one in report.organizations:
            rate = one.rate
            yield [
                one.id,
                one.name,
                tracks[one.track],
                outcomes[one.outcome],
                *[figure for tier in tiers for figure in _figures(one.score.get(tier))],
                _plain_fraction(rate),
                rate.of,
                rate.among,
                percent(rate.percent),
            ]

    note = say("条数与百分比；百分比截到两位小数，不进位", "Clauses counted; shares are cut to two decimals")
    return Table(say("得分", "Figures"), note, groups, 2, rows(), lines=2)


def reasons_table(report: BatchReport, lang: Lang) -> Table:
    """Return how each organization stands in the batch, why, and what is open."""
    say, signs = chooser(lang), marks(lang)
    yes, no = say("是", "yes"), say("否", "no")
    columns = (
        *_who(say),
        Column(say("市", "City"), 6.5),
        Column(say("单位", "Unit"), 8),
        Column(say("能否列入", "Eligible"), 5, "center"),
        Column(chosen_word(report, say), 7.5, "center"),
        Column(say("逾期", "Late"), 5, "center"),
        Column(say("重复", "Duplicate"), 5, "center"),
        Column(say("理由", "Reasons"), 34),
        Column(say("不达标子项", "Not met"), 13),
        Column(say("未填、待审核子项", "Open"), 22),
        Column(say("与自评不同的条款", "Other than declared"), 28),
        Column(say("口径敏感项", "Sensitive to readings"), 22),
        Column(say("提醒数", "Warnings"), 5, "figure"),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for one in report.organizations:
            held = (one.eligible, one.recommended, one.late, one.duplicate)
            yield [
                one.id,
                one.name,
                one.city,
                unit_name(one, say),
                *(yes if holds else no for holds in held),
                "\n".join(f"{reason.rule} {reason.text}" for reason in one.reasons),
                joined(one.unmet, lang),
                joined(one.open, lang),
                joined([f"{clause} {signs[was]}→{signs[now]}" for clause, was, now in changed(one)], lang),
                "\n".join(one.reading_sensitive),
                len(one.problems),
            ]

    note = say("理由前的编号是批次规则", "Reasons begin with the number of the batch rule")
    return Table(say("理由", "Reasons"), note, (Group("", columns),), 2, rows())


def files_table(report: BatchReport, lang: Lang) -> Table:
    """Return what each organization is, and the files that it sent and that were written for it."""
    say = chooser(lang)
    kinds = kinds_of_units(say)
    columns = (
        *_who(say),
        Column(say("组织类型", "Type"), 18),
        Column(say("单位代码", "Unit code"), 9),
        Column(say("单位", "Unit"), 12),
        Column(say("单位类别", "Kind of unit"), 9, "center"),
        Column(say("自评表文件", "File"), 30),
        Column(say("评判报告", "Page"), 34),
        Column(say("整改通知", "Notice"), 34),
    )

    def rows() -> Iterator[Sequence[Cell]]:
        for one in report.organizations:
            who = [one.id, one.name, one.type_label, one.jurisdiction, one.unit, kinds[one.unit_kind]]
            yield [*who, one.file, one.page, one.notice]

    note = say("文件名对应批次文件夹和报告文件夹", "Names of files in the folders of the batch and of its reports")
    return Table(say("文件", "Files"), note, (Group("", columns),), 2, rows())


def verdict_words(lang: Lang) -> dict[str, str]:
    """Return the verdicts as a cell says them: the mark of the page, and the word below it."""
    signs = marks(lang)
    return {verdict: f"{signs[verdict]}\n{word.to(lang)}" for verdict, word in VERDICTS.items()}


def changed(one: OrganizationRow) -> Iterator[tuple[str, str, str]]:
    """Yield the clauses whose verdict is not that of the self-assessment: clause, verdict then, verdict now."""
    for clause, now in one.clauses.items():
        was = one.declared[clause]
        if was != now:
            yield clause, was, now


def chosen_word(report: BatchReport, say: Say) -> str:
    """Return what it is called here that an organization is recommended: by the city, or only by the program."""
    return say("建议推荐", "Suggested") if report.suggested else say("推荐", "Recommended")


def kinds_of_units(say: Say) -> dict[str, str]:
    """Return the words for the kinds of units."""
    return {"county": say("县", "county"), "zone": say("开发区", "zone"), "city": say("市本级", "city level")}


def unit_name(one: OrganizationRow, say: Say) -> str:
    """Return the unit of an organization; a city's own bodies have none below it."""
    return say("市本级", "city level") if one.unit_kind == "city" else one.unit


def percent(share: str | None) -> float | None:
    """Return a share as a number."""
    return None if share is None else float(share)


def _who(say: Say) -> tuple[Column, Column]:
    return Column(say("编号", "Id"), 12), Column(say("组织名称", "Organization"), 24)


def _figures(score: ScoreShape | None) -> list[Cell]:
    if score is None:
        return [None] * (len(_COUNTED) + 3)
    counts = [score.met, score.needs_review, score.missing, score.not_met, score.not_applicable, score.applicable]
    return [*counts, percent(score.percent), percent(score.percent_at_most)]


def _fraction(score: ScoreShape | None) -> str:
    return NOTHING if score is None else f"{score.met}/{score.applicable}"


def _plain_fraction(rate: RateShape) -> str:
    return NOTHING if rate.of is None or rate.among is None else f"{rate.of}/{rate.among}"


def _rate(rate: RateShape) -> str:
    """Return the success rate as its fraction and its share below."""
    share = f"\n{rate.percent}%" if rate.percent is not None else ""
    return _plain_fraction(rate) + share
