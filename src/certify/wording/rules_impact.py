"""The words of reports on what other rules would change in batches."""

from collections.abc import Mapping

from certify.language import Text
from certify.programme.impact import Turn

_T = Text
TITLE = _T("规则修改的影响测算", "What other rules would change")
NO_RESULT = _T(
    "本报告只作测算：没有改动任何评判结果，各批次仍按各自规定的规则评判。",
    "This is worked out for information. No result is changed: every batch is judged by the rules that it pins.",
)
TURNS: Mapping[Turn, Text] = {
    "gained": _T("由未达标变为达标", "gain (come to fulfil everything)"),
    "lost": _T("变为不达标", "lose (come to fail)"),
    "opened": _T("变为待补待审", "become open"),
    "placed": _T("结论不变，是否推荐有变", "outcome the same, recommended or not differs"),
}
TURN_NAMES: Mapping[Turn, Text] = {
    "gained": _T("变为达标", "gain"),
    "lost": _T("变为不达标", "lose"),
    "opened": _T("变为待定", "become open"),
    "placed": _T("结论不变、推荐有变", "same outcome, placed otherwise"),
}
ADVICE = _T("仅作提示", "advice only")
NOT_THERE = _T("没有此项", "not there")
DOES_IT = _T("改变结论的是：{causes}", "What does it: {causes}")
ONE = _T("结论不同的子项：", "Sub-checks that come to something else:")
NONE_APPLIES = _T("没有一项条款适用，不能下结论", "no clause applies, so that nothing can be concluded")
OTHERS = _T("名次受其他组织变化的影响", "its place changes with that of others")
SHIFTED = _T("结论不变、只有子项变化", "outcome the same, only sub-checks differ")
UNCHANGED_UNITS = _T("各单位的覆盖和推荐都没有变化。", "No unit's coverage or recommendation changes.")
NOBODY = _T("没有组织的结论改变。", "No organization's outcome changes.")
LAPSED = _T(
    "按 {rules} 评判时，下列审核记录不计入（子项有实质修改，或者不再是同一子项），须重新审核：{checks}",
    "Under {rules} these reviewers’ entries do not count, since their sub-checks changed in substance or are no longer "
    "the same; they need a new review: {checks}",
)
LAPSED_CHECK = _T("{check} {title}（{count} 份：{files}）", "{check} {title} ({count}: {files})")
CHOSEN = _T(
    "按 {rules} 评判时，沿用选用的口径：{reading}",
    "Under {rules} a chosen reading holds: {reading}",
)
PINNED = _T("本批次规定按 {rules} 评判", "the batch pins {rules}")
UNREADABLE = _T(
    "不能评判的自评表 {count} 份，没有计入：{files}", "{count} submissions that cannot be judged are left out: {files}"
)
IF_RECOGNIZED = _T("推荐的都获认定后覆盖", "covered if the recommended are recognized")
RECOMMENDED = _T("推荐", "recommended")
NO_ONE = _T("无", "nobody")
