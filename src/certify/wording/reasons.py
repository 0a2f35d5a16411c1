"""The words for a candidate's standing in a batch, and for why a unit is still a gap."""

from certify.language import Lang, Text
from certify.programme.standing import Reason
from certify.wording.filling import filled

_T = Text


def reason_text(reason: Reason, lang: Lang) -> str:
    """Return a reason in words."""
    return filled(REASONS[reason.code], reason.params, lang)


REASONS: dict[str, Text] = {
    "city_level": _T("市级组织不属于任何县（市、区）、开发区，不占县级单位名额", "A city-level organization belongs to no county or zone"),
    "unit_covered": _T("{unit}在批次开始日 {on} 已有认定组织", "{unit} had a recognized organization on the opening date {on}"),
    "unit_without_quota": _T("{unit}没有分配到本批次名额", "{unit} has no quota in this batch"),
    "already_recognized": _T("该组织已在认定名录中", "The organization is in the register already"),
    "submitted_twice": _T("同一组织重复提交，内容相同，以 {first} 为准", "Submitted twice with the same content; {first} counts"),
    "submitted_twice_differently": _T("同一组织提交了 {count} 份，内容不同，须先确定以哪份为准", "Submitted {count} times with different content; settle which one counts"),
    "other_period": _T("统计期 {found} 与批次规定的 {wanted} 不一致", "The period {found} is not the batch's {wanted}"),
    "other_rules": _T("自评依据 {found}，批次依据 {wanted}", "Assessed under {found}, the batch is under {wanted}"),
    "late": _T("自评或审核晚于推荐截止日 {deadline}（标注，不剔除）", "Assessed or reviewed after {deadline} (flagged, not dropped)"),
    "other_batch": _T("自评表写的批次是 {found}，不是本批次（标注，不影响推荐）", "The submission names another batch, {found} (flagged only)"),
    "other_as_of": _T("自评基准日 {found}，批次基准日 {wanted}", "As of {found}; the batch is as of {wanted}"),
    "not_reviewed": _T("没有审核文件，尚未评查", "There is no review file; not reviewed yet"),
    "incomplete": _T("尚有未填或待审核的条款", "Some clause is open"),
    "not_recommendable": _T("有条款不达标", "Some clause is not met"),
    "city_quota_used": _T("{city}的名额已用完", "The quota of {city} is used up"),
    "city_without_quota": _T("{city}本批次没有名额", "{city} has no quota in this batch"),
    "beyond_most": _T("同一单位最多推荐 {most} 家，排名在后", "At most {most} a unit; ranked behind"),
    "recommended_late": _T("推荐日期 {on} 晚于截止日 {deadline}（标注，不剔除）", "Recommended on {on}, after {deadline} (flagged, not dropped)"),
    "overridden": _T("未达标仍推荐，理由：{reason}（{by}）", "Recommended all the same: {reason} ({by})"),
    "override_missing": _T("未达标却列入推荐名单，没有写明理由", "Recommended without being recommendable, and no reason is given"),
    "decided_late": _T("认定日期 {on} 晚于截止日 {deadline}（标注）", "Decided on {on}, after {deadline} (flagged)"),
}  # fmt: skip
CAUSES: dict[str, Text] = {
    "no_candidate": _T("没有组织申报", "no candidate"),
    "unreadable": _T("申报材料有误，无法评判", "the submission could not be read"),
    "candidate_open": _T("候选组织尚有未填或待审核事项", "a candidate is open"),
    "candidate_near": _T("候选组织差一两条", "a candidate is near (one or two clauses)"),
    "candidate_far": _T("候选组织差距较大", "the candidates are far"),
    "candidate_barred": _T("候选组织不能列入本批次", "the candidates cannot be put forward in this batch"),
    "not_recommended": _T(
        "有可推荐的组织，但市里没有推荐", "a candidate is recommendable, but the city did not recommend it"
    ),
    "awaiting_recognition": _T("已推荐，等待认定", "recommended, awaiting recognition"),
    "not_recognized": _T("推荐组织未获认定", "not recognized"),
    "recognition_ended": _T("原有认定已终止", "the recognition has ended"),
}
