"""The words of what-if reports. The mark stands on everything that rests on assumed facts."""

from certify.language import Text

_T = Text

MARK = _T("假设测算", "what-if, assumed facts")
NO_RESULT = _T(
    "本页按假设的情况测算，不是评判结果，不能提交，不能进入批次。",
    "This is worked out from assumed facts. It is no result, cannot be handed in and enters no batch.",
)
NEAREST = _T("最近的达标途径", "The nearest way to having every clause met")
REMAINING = _T("假设以后还差什么", "What is still lacking under the assumptions")
EVERYTHING = _T(
    "下列各项全部解决，适用条款才全部达标；没有更少的办法。",
    "All of these are needed for every applicable clause to be met; nothing less will do.",
)
NOTHING_LACKING = _T("没有：适用条款已全部达标。", "Nothing: every applicable clause is met.")
FAILED = _T("须整改", "To put right")
ANSWER = _T("须补填", "To answer")
REVIEW = _T("须审核人确认", "For a reviewer to confirm")
OWN = _T("本组织自己能办", "the organization itself")
OWN_PAPERS = _T("材料由本组织备齐", "papers from the organization itself")
UNJUDGED = _T("假设有错误或者自相矛盾，没有测算", "The assumptions are wrong or contradict; nothing was worked out")
HANGS_ON = _T("有赖于{body}", "hangs on {body}")
FROM_LEDGER = _T("原为台账算出的数字", "was counted from the ledger")
NO_CHANGE = _T("没有子项因此改变。", "No sub-check changes.")
ENTRIES = _T("{count} 条", "{count} entries")
SOME = _T("有", "given")
NONE = _T("无", "none")
