"""What is said differently by what a rule set is for: where its source describes no recognition, nothing speaks of it."""

from collections.abc import Mapping

from certify.language import Lang, Text
from certify.rules.ruleset import Purpose
from certify.wording.terms import OUTCOME_NAMES, OUTCOMES

_T = Text
PURPOSES: Mapping[Purpose, Text] = {
    "recognition": _T("评查认定", "recognition"),
    "monitoring": _T("工作监测", "monitoring"),
}
_MONITORED = {
    "ready": _T("没有发现未落实的要求", "No requirement is found unfulfilled or unanswered"),
    "not_ready": _T("有要求尚未落实", "Some requirement is not fulfilled"),
    "incomplete": _T("尚不能下结论：有要求未填或待审核", "Incomplete: some requirement is open"),
    "not_applicable": _T(
        "没有对这类组织的硬性要求，只有提示事项", "Nothing binds organizations of this type: there is advice only"
    ),
}
_MONITORED_NAMES = {
    "ready": _T("无未落实", "nothing lacking"),
    "not_ready": _T("有未落实", "something lacking"),
    "incomplete": _T("待补待审", "incomplete"),
    "not_applicable": _T("只有提示项", "advice only"),
}
_STATEMENTS: Mapping[Purpose, Mapping[str, Text]] = {
    "recognition": {
        "invalid": _T(
            "材料有错误，没有评判；本页不是认定，认定由省级主管部门作出。",
            "Nothing was judged. This is no recognition, which is an act of the province.",
        ),
        "declared": _T(
            "本结论由填报数据得出，不是认定；认定由省级主管部门作出。",
            "This follows from what was declared. It is no recognition, which is an act of the province.",
        ),
        "verified": _T(
            "本结论由填报数据和审核记录得出，只供推荐参考；是否认定由省级主管部门决定。",
            "This follows from what was declared and from the reviewers’ entries. Recognition is an act of the province.",
        ),
    },
    "monitoring": {
        "invalid": _T("材料有错误，没有评判。", "Nothing was judged."),
        "declared": _T(
            "本结论由填报数据得出，只用于了解文件要求的落实情况；文件没有规定评比，不作为评比结果使用。",
            "This follows from what was declared and only shows how far the document is carried out. The document "
            "provides for no ranking or award, and this is none.",
        ),
        "verified": _T(
            "本结论由填报数据和审核记录得出，只用于了解文件要求的落实情况；文件没有规定评比，不作为评比结果使用。",
            "This follows from what was declared and from the reviewers’ entries and only shows how far the document "
            "is carried out. The document provides for no ranking or award, and this is none.",
        ),
    },
}
ADVICE = _T("仅作提示，不影响结论", "advice only; decides nothing")
ADVISED = _T("提示事项", "Advice")
ADVISORY = _T("提示", "advice")


def outcome_text(outcome: str, purpose: Purpose, lang: Lang) -> str:
    """Return an outcome as a sentence."""
    found = _MONITORED.get(outcome) if purpose == "monitoring" else None
    return (found or OUTCOMES[outcome]).to(lang)


def outcome_names(purpose: Purpose) -> Mapping[str, Text]:
    """Return the outcomes as short names: under a rule set for monitoring, those that it has."""
    if purpose == "monitoring":
        return {**_MONITORED_NAMES, "invalid": OUTCOME_NAMES["invalid"]}
    return OUTCOME_NAMES


def statement(outcome: str, track: str, purpose: Purpose, lang: Lang) -> str:
    """Return what a report is and is not."""
    return _STATEMENTS[purpose]["invalid" if outcome == "invalid" else track].to(lang)
