"""The field's standard terms for verdicts, outcomes, kinds, bodies and tracks."""

from collections.abc import Mapping

from certify.language import Lang, Text

_T = Text

VERDICTS = {
    "met": _T("达标", "met"),
    "not_met": _T("不达标", "not met"),
    "missing": _T("未填", "not answered"),
    "needs_review": _T("待审核", "for review"),
    "not_applicable": _T("不适用", "not applicable"),
}
# Marks that a GBK console and a black-and-white print both show; in Chinese all are as wide as a character.
MARKS = {"met": "√", "not_met": "×", "missing": "？", "needs_review": "○", "not_applicable": "－"}
_ENGLISH_MARKS = {**MARKS, "missing": "?", "not_applicable": "–"}
OUTCOMES = {
    "ready": _T("自评可以提交：没有不达标和未填的条款", "Ready: no clause is failed or unanswered"),
    "not_ready": _T("自评尚不达标", "Not ready: some clause is not met"),
    "incomplete": _T("尚不能下结论：有条款未填或待审核", "Incomplete: some clause is open"),
    "recommendable": _T("符合推荐条件", "Recommendable: every applicable clause is met"),
    "not_recommendable": _T("不符合推荐条件", "Not recommendable: some clause is not met"),
    "invalid": _T("材料有错误，没有评判", "Invalid: the input has errors and was not judged"),
}
OUTCOME_NAMES = {
    "ready": _T("可提交", "ready"),
    "not_ready": _T("尚不达标", "not ready"),
    "incomplete": _T("待补待审", "incomplete"),
    "recommendable": _T("可推荐", "recommendable"),
    "not_recommendable": _T("不可推荐", "not recommendable"),
    "invalid": _T("材料有误", "invalid"),
}
KINDS = {
    "auto": _T("数据判定", "decided by data"),
    "evidence": _T("凭佐证", "by evidence"),
    "judgement": _T("人工判断", "a person decides"),
}
BODIES = {
    "organization": _T("本组织", "the organization"),
    "hrss": _T("人社部门", "the human resources bureau"),
    "arbitration": _T("仲裁机构", "the arbitration institution"),
    "court": _T("人民法院", "the court"),
    "local_government": _T("乡镇（街道）或主管单位", "the local government or parent body"),
    "training_body": _T("培训组织部门", "the body that organizes training"),
}
TRACKS = {
    "declared": _T("自评（按填报）", "declared (self-assessment)"),
    "verified": _T("审核（经审核人员确认）", "verified (confirmed by reviewers)"),
}
LEVELS = {"error": _T("错误", "error"), "warning": _T("提醒", "warning")}
TOTAL = _T("合计", "in all")
# Why a share of the declared track is low.
DECLARED_SHARE = _T(
    "自评中，须由人判断的子项一律待审核，所在条款不计为达标，达标比例因此偏低，并不表示做得不好；请看“最多可达”。",
    "In a self-assessment every sub-check that a person must judge stays “for review” and its clause is not counted as "
    "met. That keeps the share low and says nothing against the organization; see “at most”.",
)


def marks(lang: Lang) -> Mapping[str, str]:
    """Return the marks of the verdicts: English takes none of full width."""
    return MARKS if lang == "zh" else _ENGLISH_MARKS
