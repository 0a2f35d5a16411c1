"""The words of comparisons of two runs: the factors, what they explain, and what differs."""

from collections.abc import Mapping, Sequence

from certify.language import Lang, Text, joined
from certify.wording.filling import filled

_T = Text

TITLE = _T("两次评判的比较", "Two runs compared")
FACTORS: Mapping[str, Text] = {
    "rules": _T("规则", "the rules"),
    "submission": _T("材料", "the submission"),
    "review": _T("审核", "the review"),
    "date": _T("日期", "the date"),
    "unread": _T(
        "自评表有误，不能判断是材料还是日期", "errors in the self-assessment: submission or date, nobody can say which"
    ),
}
SAME = _T("结论和子项都相同", "Outcome and sub-checks the same")
UNREAD_TWICE = _T("两次都没有评判", "Judged in neither")
DEPARTURE = _T("{title}：{value}（默认：{default}）", "{title}: {value} (default: {default})")
NOT_DEFAULT = _T("不是默认的口径", "Readings other than the default")
FACTORS_MEAN = _T(
    "规则：标准、版本、口径；材料：自评表所填事实；审核：审核人的认定；日期：统计期和基准日。",
    "The rules: rule set, version, readings. The submission: the facts it states. The review: what reviewers decided. "
    "The date: period and as-of date.",
)
ALONE = _T("只换{factors}就足以说明", "{factors} alone explains it")
EACH = _T("{factors}各自单独都足以说明", "each alone explains it: {factors}")
TOGETHER = _T("只有{groups}，才能说明", "only together: {groups}")
ALSO = _T("{groups}也能说明", "also together: {groups}")
IN_GROUP = _T("{factors}合在一起", "{factors}")
UNEXPLAINED = _T("以上各项都不能说明", "none of these explains it")
SAME_OUTCOME = _T("结论相同，下列子项不同", "the outcome is the same, these sub-checks differ")
TIED = _T(
    "案件台账的数字按统计期计算，换一个统计期会是多少无从得知，因此材料和日期不能分开。",
    "Figures of a case ledger are counted in the period; what they would be in another is not recorded, so the submission "
    "and the date cannot be told apart.",
)
UNREAD = _T(
    "{run}没有评判（{whose}），不能再细分。",
    "Not judged in the {run} ({whose}); it cannot be split further.",
)
UNREAD_SAME = _T(
    "{run}没有评判（{whose}），而材料、审核和规则都没有变：原因在批次的单位名单等表格或者程序。",
    "Not judged in the {run} ({whose}), though submission, review and rules are the same: the cause is a table of the "
    "batch, such as its units, or the program.",
)
RUNS: Mapping[str, Text] = {"before": _T("前一次", "first run"), "after": _T("后一次", "second run")}
FAULTS: Mapping[str, Text] = {
    "submission": _T("自评表有误", "errors in the submission"),
    "review": _T("审核文件有误", "errors in the review"),
    "program": _T("程序没有评判成", "the program failed"),
}
NOT_REPRODUCED = _T(
    "按记录重新评判，与当时的结论不同：当时的程序版本判法不同。不能归因。",
    "Judged again from its record it comes out otherwise than then: that version of the program judged differently. "
    "Nothing can be said of the cause.",
)
ABSENT = _T("规则中没有", "not in the rules")
NO_ENTRY = _T("没有认定", "no entry")
UNLISTED = _T("没有列出", "not listed")
COVERED = _T(
    "依次为：推荐的都获认定后是否覆盖、按已有决定是否覆盖，括号内为推荐的组织。",
    "Covered if all recommended are recognized / covered by decisions, and in brackets the organizations recommended.",
)
GIVEN = _T("已填", "given")
OTHER_TEXT = _T("已填，内容不同", "given, other words")
OTHER_WORDS = _T("其他 {count} 项", "{count} others")
NONE = _T("无", "none")
RECORDS = _T("{count} 条", "{count} entries")
IN_RECORD = _T("{list}第 {number} 条·", "{list} {number} · ")


def explanation(sets: Sequence[Sequence[str]], lang: Lang) -> str:
    """Return what the smallest sets of factors that explain a verdict say."""
    if not sets:
        return UNEXPLAINED.to(lang)
    if [*map(list, sets)] == [["unread"]]:
        return FACTORS["unread"].to(lang)
    alone = [one[0] for one in sets if len(one) == 1]
    together = [one for one in sets if len(one) > 1]
    said = []
    if alone:
        said.append(filled(EACH if len(alone) > 1 else ALONE, {"factors": _factors(alone, lang)}, lang))
    if together:
        groups = [filled(IN_GROUP, {"factors": _factors(one, lang, " and ")}, lang) for one in together]
        either = ("，或者" if lang == "zh" else ", or ").join(groups)
        said.append(filled(ALSO if alone else TOGETHER, {"groups": either}, lang))
    return ("；" if lang == "zh" else "; ").join(said)


def _factors(factors: Sequence[str], lang: Lang, between: str = ", ") -> str:
    names = [FACTORS[factor].to(lang) for factor in factors]
    return joined(names, lang) if lang == "zh" else between.join(names)
