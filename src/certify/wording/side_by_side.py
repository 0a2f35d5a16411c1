"""What the side-by-side report says."""

from certify.language import Text

TITLE = Text("几套规则并列评判", "Judged by several rule sets side by side")
OUTCOMES = Text("各套规则的结论", "Outcome by rule set")
# What outcomes under different rules are not.
NO_RANKING = Text(
    "各套规则的要求和用途不同，结论、比例不能互相换算，也不能用来比较地区之间的好坏。",
    "The rule sets ask for different things for different ends: outcomes and shares do not convert into one another and "
    "rank no region.",
)
DIFFERING = Text("同一事实，结论不同", "The same fact, different verdicts")
DIFFERING_IS = Text(
    "每套规则中，换一种回答结论就会变的子项（粗体，终端上带 * 号）合在一起，取其中最差的结论来比较；仅作提示的子项和按类型的要求写在括号里，不影响结论。",
    "Compared is the worst verdict of the sub-checks of each rule set that another answer would change (in bold, in a terminal with *). "
    "Advisory ones and rules by type stand in brackets and enter no outcome.",
)
# What shows where there is no bold type.
HANGS_MARK = "*"
SHARED = Text("几套规则都要的其他事实", "Other facts that several rule sets want")
ONLY = Text("只有 {ruleset} 要的事实", "Facts that only {ruleset} wants")
NONE_DIFFERS = Text(
    "没有：几套规则都用的事实，结论都一致。", "None: where rule sets share a fact, their verdicts agree."
)
SHOWN = Text("只作参考：", "for information: ")
NOT_WANTED = Text("不涉及", "not wanted")
FULL_REPORTS = Text("各套规则的完整报告", "The full report of each rule set")
ANSWERED = {
    "yes": Text("已填", "answered"),
    "partly": Text("部分已填", "partly answered"),
    "no": Text("未填", "not answered"),
}
