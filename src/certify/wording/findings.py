"""The words for findings: why a sub-check has its verdict."""

from collections.abc import Sequence

from certify.judging.explain import Finding
from certify.language import Lang, Text
from certify.masking import Mask
from certify.rules.vocabulary import Field
from certify.wording.filling import filled, value_text

_T = Text
_NUMBERS = Mask()


def sentence(finding: Finding, lang: Lang, mask: Mask = _NUMBERS) -> str:
    """Return a finding in words; `mask` takes out what the values that it cites say of persons."""
    params = dict(finding.params)
    # Fields are what the words are made from, and none of them.
    field: Field | None = params.pop("field", None)
    if field is not None:
        params["value"] = value_text(field, params["value"], lang, mask)
    if "other_field" in params:
        params["other_value"] = value_text(params.pop("other_field"), params["other_value"], lang, mask)
    params["unit"] = field.unit if field is not None and field.unit else _T("", "")
    if field is not None and "operand" in params:
        params["operand"] = _operand(field, params["operand"])
    if "lacking" in params and field is not None:
        params["lacking"] = [field.options.get(name, name) for name in params["lacking"]]
    if "inner" in params:
        params["inner"] = sentences(params["inner"], lang, mask)
    if "among_labels" in params:
        params |= {name: _sum(params[name], lang) for name in ("of_labels", "among_labels")}
    if "labels" in params:
        params["labels"] = _sum(params["labels"], lang)
    return filled(_wording(finding), params, lang)


def _wording(finding: Finding) -> Text:
    """Return the template of a finding: English has another one where there is one record."""
    counted, text = OF_ONE.get(finding.code, ("", FINDINGS[finding.code]))
    return text if not counted or finding.params[counted] == 1 else FINDINGS[finding.code]


def _sum(labels: Sequence[Text], lang: Lang) -> str:
    """Return figures that are added up: as a term in Chinese, in English as one that can stand in a fraction."""
    if lang == "zh":
        return "＋".join(label.zh for label in labels)
    said = " + ".join(label.en.lower() for label in labels)
    return f"({said})" if len(labels) > 1 else said


def _operand(field: Field, operand: object) -> object:
    """Return what was asked for with choices by their labels."""
    if isinstance(operand, str):
        return field.options.get(operand, operand)
    if isinstance(operand, tuple):
        return [field.options.get(name, name) for name in operand]
    return operand


def sentences(findings: Sequence[Finding], lang: Lang, mask: Mask = _NUMBERS) -> str:
    """Return findings as one passage."""
    said = list(dict.fromkeys(sentence(finding, lang, mask) for finding in findings))
    return ("；" if lang == "zh" else "; ").join(said)


FINDINGS: dict[str, Text] = {
    "unanswered": _T("“{label}”没有填写", "“{label}” is not answered"),
    "not_stated": _T("“{label}”没有载明", "“{label}” is not stated"),
    "is_given": _T("“{label}”：{value}", "“{label}”: {value}"),
    "doc_is_none": _T("“{label}”填的是“无”", "“{label}”: there is none"),
    "is_holds": _T("“{label}”：{value}", "“{label}”: {value}"),
    "is_fails": _T("“{label}”填的是“{value}”，要求为“{operand}”", "“{label}” is “{value}”, “{operand}” is required"),
    "one_of_holds": _T("“{label}”：{value}", "“{label}”: {value}"),
    "one_of_fails": _T("“{label}”填的是“{value}”，要求为：{operand}", "“{label}” is “{value}”; one of these is required: {operand}"),
    "figure": _T("“{label}”{value}", "“{label}” {value}"),
    "at_least_holds": _T("“{label}”{value}，要求至少{operand}{unit}", "“{label}” {value}, at least {operand} required"),
    "at_least_fails": _T("“{label}”{value}，要求至少{operand}{unit}，还差{short}{unit}", "“{label}” {value}, at least {operand} required: {short} short"),
    "more_than_holds": _T("“{label}”{value}", "“{label}” {value}"),
    "more_than_fails": _T("“{label}”{value}，要求大于{operand}{unit}", "“{label}” {value}, more than {operand} required"),
    "count_at_least_holds": _T("“{label}”：{value}", "“{label}”: {value}"),
    "count_at_least_fails": _T("“{label}”{count}项，要求至少{operand}项", "“{label}” has {count}, at least {operand} required"),
    "includes_holds": _T("“{label}”：{value}", "“{label}”: {value}"),
    "includes_fails": _T("“{label}”缺少：{lacking}", "“{label}” lacks: {lacking}"),
    "within_holds": _T("“{label}”{value}，在统计期内", "“{label}” {value} lies in the period"),
    "within_fails": _T("“{label}”{value}，不在统计期内", "“{label}” {value} lies outside the period"),
    "in_year_holds": _T("“{label}”{value}，在基准日所在年度内", "“{label}” {value} lies in the calendar year of the as-of date"),
    "in_year_fails": _T("“{label}”{value}，不在基准日所在年度内", "“{label}” {value} lies outside the calendar year of the as-of date"),
    "agrees": _T("“{label}”{value}，与“{other}”{other_value}一致", "“{label}” {value} agrees with “{other}” {other_value}"),
    "not_before": _T("“{label}”{value}，不早于“{other}”{other_value}", "“{label}” {value} is not before “{other}” {other_value}"),
    "before": _T("“{label}”{value}，早于“{other}”{other_value}", "“{label}” {value} is before “{other}” {other_value}"),
    "figures_differ": _T("“{label}”{value}，应与“{other}”{other_value}一致，相差{difference}", "“{label}” {value} should equal “{other}” {other_value}: {difference} apart"),
    "figures_apart": _T("“{label}”{value}，“{other}”{other_value}", "“{label}” {value}, “{other}” {other_value}"),
    "texts_differ": _T("“{label}”是“{value}”，与“{other}”“{other_value}”不一致", "“{label}” is “{value}” and differs from “{other}” “{other_value}”"),
    "below_sum": _T("“{label}”{value}，少于{labels}合计{total}，相差{difference}", "“{label}” {value} is less than {total}, which is {labels}: {difference} apart"),
    "reaches_sum": _T("“{label}”{value}，不少于{labels}合计{total}", "“{label}” {value} is not less than {total}, which is {labels}"),
    "none_listed": _T("“{label}”没有一条记录；要求至少1条：{requirement}", "“{label}” has no record; at least one is required of which {requirement}"),
    "none_picked": _T("“{label}”共{total}条，没有一条符合；要求至少1条：{requirement}", "“{label}” has {total} records and none fits; at least one is required of which {requirement}"),
    "none_satisfies": _T("“{label}”共{total}条，没有一条符合；要求至少1条：{requirement}", "“{label}” has {total} records and none fits; at least one is required of which {requirement}"),
    "none_fits": _T("“{label}”共{total}条，没有一条符合", "“{label}”: none of {total} fits"),
    "none_fits_that": _T("“{label}”共{total}条，没有一条符合：{requirement}", "“{label}”: none of {total} with {requirement}"),
    "some_fit_that": _T("“{label}”有{count}条符合：{requirement}", "“{label}”: {count} with {requirement}"),
    "some_picked": _T("“{label}”有{picked}条符合", "“{label}”: {picked} fit"),
    "some_satisfy": _T("“{label}”有{count}条符合", "“{label}”: {count} fit"),
    "all_satisfy": _T("“{label}”应查的{picked}条全部符合", "“{label}”: all {picked} that count fit"),
    "of_records": _T("“{label}”第{positions}条：{inner}", "“{label}” no. {positions}: {inner}"),
    "share_reached": _T("{of}÷{among}＝{percent}%，达到{at_least}%（分子：{of_labels}；分母：{among_labels}）", "{of}/{among} = {percent}%, {at_least}% reached ({of_labels} / {among_labels})"),
    "share_short": _T("{of}÷{among}＝{percent}%，要求{at_least}%：{among}件中至少{needed}件，现为{of}件，差{short}件（分子：{of_labels}；分母：{among_labels}）", "{of}/{among} = {percent}%, {at_least}% required: {needed} of {among} needed, {of} found, {short} short ({of_labels} / {among_labels})"),
    "share_of_none": _T("受理了案件，但{among_labels}为0件，比率无从计算", "Cases were accepted but {among_labels} is 0: there is no rate"),
}  # fmt: skip
# What English says where the figure named is one.
OF_ONE: dict[str, tuple[str, Text]] = {
    code: (figure, _T(FINDINGS[code].zh, en))
    for code, figure, en in (
        ("none_picked", "total", "“{label}” has one record, which does not fit; at least one is required of which {requirement}"),
        ("none_satisfies", "total", "“{label}” has one record, which does not fit; at least one is required of which {requirement}"),
        ("some_picked", "picked", "“{label}”: one fits"),
        ("some_satisfy", "count", "“{label}”: one fits"),
        ("all_satisfy", "picked", "“{label}”: the only one that counts fits"),
    )
}  # fmt: skip
