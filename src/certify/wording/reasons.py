"""The words for a candidate's standing in a batch, and for why a unit is still a gap."""

from certify.language import Lang, Text
from certify.masking import without_numbers
from certify.programme.standing import Reason
from certify.rules.ruleset import Check
from certify.wording.filling import filled

_T = Text
# What people wrote; everything else that fills a reason is a name of a file, a date or a figure.
_FREE = ("reason", "by")


def reason_text(reason: Reason, lang: Lang) -> str:
    """Return a reason in words."""
    params = dict(reason.params)
    params |= {name: without_numbers(str(params[name])) for name in _FREE if name in params}
    return filled(REASONS[reason.code], params, lang)


OUT_OF_SCOPE = _T("不涉及这类组织", "does not concern organizations of this type")


def why_not_applicable(check: Check, type_: str) -> Text | None:
    """Return why a sub-check that is not applicable to an organization of a type is so."""
    return OUT_OF_SCOPE if check.scope and type_ not in check.scope else check.not_applicable_because


REASONS: dict[str, Text] = {
    "city_level": _T("市级组织不属于任何县（市、区）、开发区，不占县级单位名额", "A city-level organization belongs to no county or zone"),
    "unit_covered": _T("{unit}在批次开始日 {on} 已有认定组织", "{unit} had a recognized organization on the opening date {on}"),
    "unit_without_quota": _T("{unit}没有分配到本批次名额", "{unit} has no quota in this batch"),
    "already_recognized": _T("该组织已在认定名录中", "The organization is in the register already"),
    "submitted_twice": _T("同一组织重复提交，内容相同，以 {first} 为准", "Submitted twice with the same content; {first} counts"),
    "submitted_twice_differently": _T("同一组织提交了 {count} 份，内容不同，须先确定以哪份为准", "Submitted {count} times with different content; settle which one counts"),
    "submitted_unreadable_too": _T("本组织另有一份材料无法读取（{file}），须由人确定以哪份为准", "Another file of the organization could not be read ({file}); a person settles which one counts"),
    "other_period": _T("统计期 {found} 与批次规定的 {wanted} 不一致", "The period {found} is not the batch's {wanted}"),
    "other_rules": _T("自评依据 {found}，批次依据 {wanted}", "Assessed under {found}, the batch is under {wanted}"),
    "late": _T("自评或审核晚于推荐截止日 {deadline}（标注，不剔除）", "Assessed or reviewed after {deadline} (flagged, not dropped)"),
    "other_batch": _T("自评表写的批次是 {found}，不是本批次（标注，不影响推荐）", "The submission names another batch, {found} (flagged only)"),
    "other_as_of": _T("自评基准日 {found}，批次基准日 {wanted}", "As of {found}; the batch is as of {wanted}"),
    "not_reviewed": _T("没有审核文件，尚未审核", "There is no review file; not reviewed yet"),
    "incomplete": _T("尚有未填或待审核的条款", "Some clause is open"),
    "not_recommendable": _T("有条款不达标", "Some clause is not met"),
    "city_quota_used": _T("{city}的名额已用完", "The quota of {city} is used up"),
    "city_without_quota": _T("{city}本批次没有名额", "{city} has no quota in this batch"),
    "beyond_most": _T("同一单位最多推荐 {most} 家，排名在后", "At most {most} a unit; ranked behind"),
    "below_fewest": _T("本单位只推荐 {count} 家，少于批次规定的至少 {fewest} 家（标注）", "The unit recommends {count}, fewer than the batch's least of {fewest} (flagged)"),
    "recommended_late": _T("推荐日期 {on} 晚于截止日 {deadline}（标注，不剔除）", "Recommended on {on}, after {deadline} (flagged, not dropped)"),
    "overridden": _T("未达标仍推荐，理由：{reason}（{by}）", "Recommended all the same: {reason} ({by})"),
    "override_missing": _T("未达标却列入推荐名单，没有写明理由", "Recommended without being recommendable, and no reason is given"),
    "decided_late": _T("认定日期 {on} 晚于截止日 {deadline}（标注）", "Decided on {on}, after {deadline} (flagged)"),
}  # fmt: skip
CAUSES: dict[str, Text] = {
    "no_candidate": _T("没有组织申报", "no candidate"),
    "unreadable": _T("申报材料有误，无法评判", "the submission could not be read"),
    "review_unreadable": _T("审核文件有误，由审核人改正", "the review file has errors; the reviewer corrects it"),
    "candidate_open": _T("候选组织尚有未填或待审核事项", "a candidate is open"),
    "candidate_near": _T("候选组织差一两条", "a candidate is near (one or two clauses)"),
    "candidate_far": _T("候选组织差距较大", "the candidates are far"),
    "candidate_barred": _T("候选组织不能列入本批次", "the candidates cannot be put forward in this batch"),
    "not_recommended": _T(
        "有可推荐的组织，但市里没有推荐", "a candidate is recommendable, but the city did not recommend it"
    ),
    "awaiting_recognition": _T("已推荐，等待认定", "recommended, awaiting recognition"),
    "not_recognized": _T("推荐组织未获认定", "not recognized"),
    "recognition_ended": _T("原有认定已终止或迁出", "the recognition has ended, or the organization has moved away"),
}
FAULTS: dict[str, Text] = {
    "submission": _T("申报材料有误，退回组织改正", "the submission has errors; the organization corrects it"),
    "review": _T("审核文件有误，由审核人改正", "the review file has errors; the reviewer corrects it"),
    "program": _T(
        "程序没能评判这份文件，请报告给维护者", "the program failed at this file; please report it to the maintainers"
    ),
}
# What is the same in two places; each is for a person to look into.
LEADS: dict[str, Text] = {
    "certificate": _T("同一证书编号", "the same certificate number"),
    "full_time_mediator": _T("同名的专职调解员", "a full-time mediator of the same name"),
    "case_number": _T("同一案号", "the same case number"),
    "evidence": _T("同一佐证材料（文件指纹相同）", "the same evidence file (equal digests)"),
    "organization_name": _T("同一名称，不同编号", "the same organization under different ids"),
    "two_names": _T("同一编号，不同名称，名录里没有更名记录", "the same id under different names, with no renaming in the register"),
    "figures": _T("办案数字完全相同", "equal figures of cases throughout"),
    "studio": _T("同名的调解工作室", "a mediation studio of the same name"),
}  # fmt: skip
