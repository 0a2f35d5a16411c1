"""The words of comparisons of two rule sets."""

from collections.abc import Mapping

from certify.language import Text
from certify.rules.changes import Weight
from certify.rules.migration import Relation, StepKind

_T = Text
WEIGHTS: Mapping[Weight, Text] = {
    "substantive": _T("实质修改", "substantive"),
    "clarifying": _T("说明性修改", "clarifying"),
    "editorial": _T("文字修改", "editorial"),
}
WEIGHT_MEANINGS: Mapping[Weight, Text] = {
    "substantive": _T("结论可能因此不同", "a verdict can differ by it"),
    "clarifying": _T(
        "结论不变，依据、材料或审核要点有变动", "no verdict differs; sources, papers or what a reviewer looks at do"
    ),
    "editorial": _T("只改标题、文字、标点或英文", "titles, wording, punctuation or the English only"),
}
STEPS: Mapping[StepKind, Text] = {
    "same": _T("沿用", "kept"),
    "split": _T("拆分", "split"),
    "merged": _T("合并", "merged"),
    "regrouped": _T("重组", "regrouped"),
    "new": _T("新增", "new"),
    "retired": _T("停用", "retired"),
}
RENUMBERED = _T("改号", "renumbered")
RELATIONS: Mapping[Relation, Text] = {
    "succession": _T("按各版写明的对应关系逐项对照", "matched by the migration maps of the versions"),
    "ids": _T(
        "两套规则之间没有承接关系，只把编号相同的当作同一项",
        "neither succeeds the other; equal ids are taken for the same",
    ),
    "none": _T(
        "两套规则属于不同省份，没有相同的项", "they belong to different provinces; nothing is taken for the same"
    ),
}
NOTHING = _T("无", "none")
ALL_TYPES = _T("各类组织", "every type of organization")
NO_DIFFERENCE = _T("两套规则没有差别。", "The rule sets do not differ.")
SAME_WORDS = _T("（写法的结构不同，文字相同）", "(built otherwise, worded alike)")
UNDER_READING = _T("“{title}”取“{value}”时：{said}", "with “{title}” as “{value}”: {said}")
FLAG = _T("{when}时提示：{text}", "where {when}: {text}")
REASON = _T("原因", "Reason")
LINE = _T("{label}：{said}", "{label}: {said}")
VALUE = _T("{value}（{label}）", "{value} ({label})")
OTHER_LANGUAGE = _T("{aspect}（只改英文）", "{aspect} (the Chinese only)")
IDENTICAL = _T(
    "两边是同一套规则，内容完全相同（摘要一致）", "both are the same rule set, word for word (equal digests)"
)
SAME_VERSION = _T(
    "两边写的是同一个版本号，内容不同；编号相同的当作同一项",
    "both bear the same version and differ; equal ids are taken for the same",
)
PARTS: Mapping[str, Text] = {
    "head": _T("基本情况（项）", "the rule set as a whole (aspects)"),
    "readings": _T("口径", "readings"),
    "criteria": _T("条款（不计子项）", "criteria (apart from their sub-checks)"),
    "checks": _T("子项", "sub-checks"),
    "type_rules": _T("按组织类型的要求", "requirements by type of organization"),
}
ASPECT_OF = _T("{aspect}（{of}）", "{aspect} ({of})")
# The aspects of parts; what stands after the dot in an aspect is named by the part itself.
ASPECTS: Mapping[str, Text] = {
    "id": _T("编号", "id"),
    "title": _T("标题", "title"),
    "purpose": _T("用途", "purpose"),
    "region": _T("地区", "region"),
    "source.number": _T("依据文件的文号", "number of the source"),
    "source.title": _T("依据文件的标题", "title of the source"),
    "source.issued_by": _T("依据文件的发文机关", "issuer of the source"),
    "source.issued_on": _T("依据文件的发文日期", "date of the source"),
    "effective_from": _T("施行日期", "in force from"),
    "effective_until": _T("终止日期", "in force until"),
    "tiers": _T("指标层级名称", "name of a tier"),
    "dimensions": _T("维度名称", "name of a dimension"),
    "tier": _T("指标层级", "tier"),
    "dimension": _T("维度", "dimension"),
    "criterion": _T("所在条款", "criterion"),
    "clause": _T("出处", "place in the source"),
    "text": _T("条文", "words of the clause"),
    "note": _T("说明", "note"),
    "kind": _T("评判方式", "how it is decided"),
    "scope": _T("适用类型", "types concerned"),
    "premise": _T("适用前提", "applies where"),
    "rule": _T("达标要求", "met where"),
    "reading": _T("所用口径的取值", "value of the reading it uses"),
    "advisory": _T("仅作提示", "advice only"),
    "binding": _T("有约束力", "binding"),
    "not_applicable_because": _T("不适用的原因", "reason why not applicable"),
    "quote": _T("对应原文", "quoted words"),
    "shows": _T("一并显示的事实", "facts shown"),
    "flags": _T("提示", "flags"),
    "evidence": _T("佐证材料", "evidence"),
    "review": _T("审核看什么", "what a reviewer looks at"),
    "depends_on": _T("由谁办", "whom it hangs on"),
    "remedy": _T("整改措施", "remedy"),
    "default": _T("默认值", "default"),
    "value": _T("取值", "value"),
    "compared": _T("逐一列出各口径的结果", "judged under every value"),
    "not_computed": _T("不能计算的口径", "value that is not computed"),
}
