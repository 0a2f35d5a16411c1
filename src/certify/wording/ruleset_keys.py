"""What the keys of a rule-set file are, for whoever writes one: a title, and what to write there and when."""

from collections.abc import Mapping

from certify.language import Text

_T = Text
Words = tuple[Text, Text]

_ZH = (_T("中文", "Chinese"), _T("中文，用全角标点", "In Chinese, with full-width punctuation"))
_EN = (_T("英文", "English"), _T("英文，意思与中文相同", "In English, saying the same"))
_CLAUSE = (
    _T("出处", "Where it stands"),
    _T("条款在文件里的位置，如：附件 二（一）1", "Where the clause stands in the source, for example 附件 二（一）1"),
)
_WORDS_OF_SOURCE = (
    _T("条文", "The words"),
    _T("条文原话，逐字照抄，不改一个字、一个标点", "The words of the source, to the letter"),
)
_REMEDY = (
    _T("整改办法", "Remedy"),
    _T(
        "达不到的怎样整改；只提真实可行的办法，不得倒签、补造",
        "What to do where it is not met: what can honestly be done, nothing backdated or made up",
    ),
)
_DEPENDS = (_T("取决于谁", "Whom it hangs on"), _T("整改由谁才能办成", "Who alone can bring it about"))

# By the model that reads the key (`ruleset_file`); the model itself stands under "".
KEYS: Mapping[str, Mapping[str, Words]] = {
    "Words": {
        "": (_T("两种语言的文字", "Words in both languages"), _T("例：{zh: 门牌照片, en: photo of the sign}", "Example: {zh: 门牌照片, en: photo of the sign}")),
        "zh": _ZH,
        "en": _EN,
    },
    "RuleSetFile": {
        "": (_T("规则文件", "Rule-set file"), _T("一份文件的一个版本化为规则。写法见 docs/writing-rules.md，写完用 certify rules lint 检查", "One version of the rules of one document. See docs/writing-rules.md; check it with certify rules lint")),
        "format": (_T("格式", "Format"), _T("固定写 certify-ruleset/1", "Always certify-ruleset/1")),
        "id": (_T("规则编号", "Id"), _T("与所在文件夹同名，如 example-2025", "The same as the name of its folder, for example example-2025")),
        "version": (_T("版本", "Version"), _T("与文件名相同，如 1.0.0。发布后不再改动，要改另立版本", "The same as the name of the file, for example 1.0.0. Not changed once issued: a change is a new version")),
        "title": (_T("名称", "Title"), _T("报告里显示的规则名称", "What reports call the rule set")),
        "purpose": (_T("用途", "Purpose"), _T("文件规定了评查、认定的写 recognition；没有规定的写 monitoring，报告里就不会出现“可推荐”", "recognition where the source describes one; else monitoring, and no report will ever say recommendable")),
        "region": (_T("单位名单", "Region"), _T("criteria/regions 里名单文件的名称（不带 .csv），见 docs/regions.md", "The name of the list of units in criteria/regions, without .csv; see docs/regions.md")),
        "effective": (_T("适用日期", "When it applies"), _T("例：{since: 2024-08-20}", "Example: {since: 2024-08-20}")),
        "source": (_T("来源文件", "Source"), _T("规则所依据的文件", "The document that the rules are taken from")),
        "tiers": (_T("指标等级", "Tiers"), _T("条款分几级，如 {base: {zh: 基础指标, en: Base}}；每级至少要有一个条款", "The tiers of clauses, for example {base: {zh: 基础指标, en: Base}}; each with a clause at least")),
        "dimensions": (_T("指标类别", "Dimensions"), _T("条款分几类，如 {support: {zh: 基础保障, en: Support}}", "The subjects of clauses, for example {support: {zh: 基础保障, en: Support}}")),
        "readings": (_T("口径", "Readings"), _T("条文没有说清、有不止一种理解的地方，每处一个口径；条件里用 reading 引用", "One for each point that the source leaves open; conditions refer to them by reading")),
        "criteria": (_T("条款", "Criteria"), _T("每项要求一条，再分成子项", "One for each requirement, split into sub-checks")),
        "type_rules": (_T("按类型的规定", "Rules by type"), _T("条款以外、只对某些类型的组织提出的规定", "What the source asks of some types outside the criteria")),
        "succeeds": (_T("承接的版本", "Succeeds"), _T("第二个版本起写：承接哪个版本，编号有什么变动；见 docs/versions.md", "From the second version on: which one it follows and which ids changed; see docs/versions.md")),
        "retired": (_T("停用的编号", "Retired"), _T("不再适用的条款、子项，留着供查", "Criteria and sub-checks that no longer stand, kept to be looked up")),
    },
    "SourceFile": {
        "": (_T("来源文件", "Source"), _T("规则所依据的文件", "The document that the rules are taken from")),
        "number": (_T("文号", "Number"), _T("如：某人社〔2025〕1号", "For example 某人社〔2025〕1号")),
        "title": (_T("文件名称", "Title"), _T("全称，不加书名号", "In full, without 《》")),
        "issued_by": (_T("印发机关", "Issued by"), _T("照文件写", "As the document has it")),
        "issued_on": (_T("印发日期", "Issued on"), _T("如 2024-08-20", "For example 2024-08-20")),
    },
    "EffectiveFile": {
        "": (_T("适用日期", "When it applies"), _T("例：{since: 2024-08-20}", "Example: {since: 2024-08-20}")),
        "since": (_T("生效日期", "Since"), _T("如 2024-08-20", "For example 2024-08-20")),
        "until": (_T("失效日期", "Until"), _T("没有规定的不写", "Leave it out where none is laid down")),
    },
    "ReadingFile": {
        "": (_T("口径", "Reading"), _T("一处可以有不同理解的地方，列出各种取值", "A point that can be read in more than one way, with its values")),
        "title": (_T("名称", "Title"), _T("说清是哪一处", "Which point it is")),
        "default": (_T("默认取值", "Default"), _T("values 里的一个；没有另行选定的按它评判", "One of values; in force where nothing else is chosen")),
        "compared": (_T("逐一比较", "Compared"), _T("写 true，报告会列出每种取值下的结论；只用于最要紧的口径", "With true, reports show the verdict under every value; for the weightiest readings only")),
        "values": (_T("取值", "Values"), _T("每个取值和它的意思，如 {all: {zh: 都要, en: all}, any: {zh: 任一即可, en: any}}", "Each value with what it means")),
        "not_computed": (_T("算不出的取值", "Not computed"), _T("说得通、但填报内容算不出来的取值，写明为什么", "Values that make sense and cannot be computed from what is answered, with the reason")),
    },
    "CriterionFile": {
        "": (_T("条款", "Criterion"), _T("文件里的一项要求", "One requirement of the source")),
        "id": (_T("条款编号", "Id"), _T("英文字母开头，如 EX-1；全文件不重复，发布后不改", "A letter first, for example EX-1; unique, and never changed once issued")),
        "tier": (_T("等级", "Tier"), _T("tiers 里的一个键", "A key of tiers")),
        "dimension": (_T("类别", "Dimension"), _T("dimensions 里的一个键", "A key of dimensions")),
        "title": (_T("名称", "Title"), _T("几个字说清是什么要求", "The requirement in a few words")),
        "clause": _CLAUSE,
        "text": _WORDS_OF_SOURCE,
        "scope": (_T("适用类型", "Scope"), _T("只对某些类型的组织提出的，列出类型；对全部类型适用的不写", "The types it is asked of; left out where it is asked of all")),
        "note": (_T("说明", "Note"), _T("怎样理解条文，有需要时写", "How the words are read, where that needs saying")),
        "checks": (_T("子项", "Sub-checks"), _T("把条文拆成一个个能判断的点，每点一个", "The words split into points that can be judged, one each")),
    },
    "CheckFile": {
        "": (_T("子项", "Sub-check"), _T("一个能单独判断的点", "One point that can be judged by itself")),
        "id": (_T("子项编号", "Id"), _T("条款编号加 .a、.b……，如 EX-1.a", "The id of the clause with .a, .b …, for example EX-1.a")),
        "kind": (_T("判断方式", "Kind"), _T("由数据定、凭佐证还是由人判断", "Decided by data, by evidence, or by a person")),
        "title": (_T("名称", "Title"), _T("几个字说清看什么", "What is looked at, in a few words")),
        "quote": (_T("引文", "Quote"), _T("条文（text）里与这一点对应的原话", "The fragment of the clause's text that it stands for")),
        "advisory": (_T("只作提示的理由", "Why it is advisory"), _T("原文是“可”“鼓励”“探索”“有条件的”“逐步”的，写明理由；照常评判、显示，不影响任何结论", "Where the source says 可, 鼓励, 探索, 有条件的, 逐步: the reason. It is judged and shown, and fails nobody")),
        "guard": (_T("前提", "Guard"), _T("条文自带的前提，如“年度受理案件的”；不成立就不适用。组织类型用条款的 scope", "A premise of the text itself; where it does not hold the sub-check does not apply. For types use scope")),
        "not_applicable_because": (_T("不适用的原因", "Why not applicable"), _T("有前提（guard）或者规则可能不适用的，必须写", "Needed with a guard, or where the rule itself can be not applicable")),
        "rule": (_T("规则", "Rule"), _T("达标的条件，写法见 docs/conditions.md；judgement 不写", "When it is met, see docs/conditions.md; a judgement has none")),
        "shows": (_T("一并显示", "Shown with it"), _T("列在旁边供人参考、不参与判断的事实", "Facts that stand beside it and decide nothing")),
        "flags": (_T("提示", "Remarks"), _T("某种情况下显示的一句话，不影响结论", "A sentence shown where a condition holds; it decides nothing")),
        "evidence": (_T("佐证", "Evidence"), _T("要准备的材料，至少一样", "What to have ready, one thing at least")),
        "review": (_T("怎样审核", "How to review"), _T("审核人看什么、确认什么；evidence、judgement 都要写", "What a reviewer looks at and confirms; needed for evidence and judgement")),
        "remedy": _REMEDY,
        "depends_on": _DEPENDS,
    },
    "FlagFile": {
        "": (_T("提示", "Remark"), _T("某种情况下显示的一句话，不影响结论", "A sentence shown where a condition holds; it decides nothing")),
        "when": (_T("什么情况", "When"), _T("条件，写法见 docs/conditions.md", "A condition, see docs/conditions.md")),
        "text": (_T("显示的话", "Text"), _T("一句话", "A sentence")),
    },
    "TypeRuleFile": {
        "": (_T("按类型的规定", "Rule by type"), _T("条款以外、只对某些类型的组织提出的规定", "What the source asks of some types outside the criteria")),
        "id": (_T("编号", "Id"), _T("英文字母开头，全文件不重复", "A letter first, unique in the file")),
        "title": (_T("名称", "Title"), _T("几个字说清是什么规定", "The rule in a few words")),
        "clause": _CLAUSE,
        "text": _WORDS_OF_SOURCE,
        "scope": (_T("适用类型", "Scope"), _T("对哪些类型的组织提出", "The types it is asked of")),
        "advisory": (_T("只作提示", "Advisory"), _T("写 true 的不作要求", "With true it is no requirement")),
        "rule": (_T("规则", "Rule"), _T("符合规定的条件，写法见 docs/conditions.md", "When it is fulfilled, see docs/conditions.md")),
        "remedy": _REMEDY,
        "depends_on": _DEPENDS,
    },
    "SuccessionFile": {
        "": (_T("承接的版本", "Succession"), _T("承接哪个版本，编号有什么变动", "Which version it follows and which ids changed")),
        "ruleset": (_T("前一版本", "Earlier version"), _T("如 example-2025@1.0.0", "For example example-2025@1.0.0")),
        "migration": (_T("编号变动", "Migration"), _T("两版里不是同一子项的，逐条写明", "What is not the same sub-check in both, one by one")),
    },
    "MoveFile": {
        "": (_T("一处变动", "Move"), _T("一个拆成几个、几个并成一个、新设（from 为空）或者停用（to 为空）", "One split, several merged, new (empty from) or retired (empty to)")),
        "from": (_T("原编号", "From"), _T("前一版本的子项编号；新设的写 []", "Ids of the earlier version; [] where it is new")),
        "to": (_T("新编号", "To"), _T("本版本的子项编号；停用的写 []", "Ids of this version; [] where it is retired")),
        "because": (_T("原因", "Because"), _T("为什么变", "Why it changed")),
    },
    "RetiredFile": {
        "": (_T("停用的编号", "Retired id"), _T("不再适用的条款或者子项，留着供查", "A criterion or sub-check that no longer stands, kept to be looked up")),
        "id": (_T("编号", "Id"), _T("原来的编号，不再另作他用", "Its id, which nothing else takes")),
        "title": (_T("名称", "Title"), _T("照前一版本", "As the earlier version has it")),
        "clause": _CLAUSE,
        "text": _WORDS_OF_SOURCE,
        "until": (_T("用到哪个版本", "Until"), _T("最后一个有它的版本，如 1.0.0", "The last version that had it, for example 1.0.0")),
        "because": (_T("原因", "Because"), _T("为什么停用", "Why it was retired")),
        "replaced_by": (_T("由谁代替", "Replaced by"), _T("本版本的编号；没有的写 []", "Ids of this version; [] where there are none")),
    },
}  # fmt: skip

KINDS: Mapping[str, Text] = {
    "auto": _T("填报的数据直接得出结论，如件数、人数、日期", "What is answered decides: counts, persons, dates"),
    "evidence": _T("先按填报得出自评结论，再由审核人凭佐证确认", "What is answered gives the declared verdict; a reviewer confirms it by evidence"),
    "judgement": _T("没有规则，只由审核人判断，如“规范”“合理”", "No rule: a reviewer judges, as with 规范 or 合理"),
}  # fmt: skip
DECISIONS: Mapping[str, Text] = {
    "met": _T("固定为达标", "Always met"),
    "not_met": _T("固定为不达标", "Always not met"),
    "needs_review": _T("由审核人判断", "A reviewer judges"),
    "not_applicable": _T("不适用", "Not applicable"),
}
OPERATORS: Mapping[str, Text] = {
    "is": _T("等于：是否填 true、false；选项填选项的键", "Equals: true or false, or the key of a choice"),
    "one_of": _T("是其中之一，如 [a, b]", "Is one of, for example [a, b]"),
    "given": _T("true：有（文件、文字、日期、证书）；false：填了“无”", "true: there is one; false: the answer is that there is none"),
    "stated": _T("false：没有填写，而没有填写本身就是答案", "false: not stated, where that is an answer in itself"),
    "at_least": _T("不小于一个数，或者另一事实 {fact: …}，或者几项之和 {sum: […]}；日期只能与另一日期比", "At least a number, another fact {fact: …} or a sum {sum: […]}; a date only against another date"),
    "more_than": _T("大于一个数", "More than a number"),
    "equals": _T("等于另一事实：{fact: …}", "Equals another fact: {fact: …}"),
    "same_text_as": _T("与另一事实文字一致：{fact: …}；空格、全角半角不计", "The same text as another fact: {fact: …}, white space and width aside"),
    "includes": _T("多选里这些都有，如 [a, b]", "A set holds all of these, for example [a, b]"),
    "count_at_least": _T("多选里至少几项", "A set holds at least as many"),
    "within": _T("日期在统计期内（period），或者在基准日所在的年度内（year）", "A date within the period, or within the calendar year of the as-of date"),
}  # fmt: skip
SPANS: Mapping[str, Text] = {
    "period": _T("统计期内，首尾两天都算", "The assessment period, first and last day included"),
    "year": _T("基准日所在的年度", "The calendar year of the as-of date"),
}
# The forms of a condition by the key that each begins with, and the other keys of each.
FORMS: Mapping[str, Words] = {
    "fact": (_T("一项事实", "A fact"), _T("一项事实与一个值比较，如 {fact: equipment.computers, at_least: 1}", "A fact against a value, for example {fact: equipment.computers, at_least: 1}")),
    "all_of": (_T("全部满足", "All of"), _T("例：{all_of: [条件, 条件]}", "Example: {all_of: [condition, condition]}")),
    "any_of": (_T("任一满足", "Any of"), _T("例：{any_of: [条件, 条件]}", "Example: {any_of: [condition, condition]}")),
    "some": (_T("列表中至少一条", "Some"), _T("例：{some: mediators, where: {fact: mediators.active, is: true}}", "Example: {some: mediators, where: {fact: mediators.active, is: true}}")),
    "each": (_T("列表中每一条", "Each"), _T("每一条都满足，且至少有一条", "Every record, and one at least")),
    "choose": (_T("分情况", "Choose"), _T("依次看 when，取第一个成立的 then；都不成立取 otherwise", "The first when that holds gives its then; otherwise where none does")),
    "ratio": (_T("比率", "Ratio"), _T("of 之和占 among 之和的百分之几以上，整数比较", "The sum of `of` as a share of the sum of `among`, compared in whole numbers")),
    "reading": (_T("按口径", "By reading"), _T("readings 里的一个口径；cases 为它的每个取值各写一个条件", "A reading; cases holds a condition for each of its values")),
}  # fmt: skip
PARTS: Mapping[str, Text] = {
    "where": _T("先挑出哪些记录；只能用必填的事实", "Which records are picked; required facts only"),
    "satisfies": _T("挑出的记录要满足的条件", "What the picked records are to satisfy"),
    "when": _T("在什么情况下", "In which case"),
    "then": _T("这种情况下的结果", "The outcome in that case"),
    "otherwise": _T("其余情况的结果，放在最后", "The outcome in all other cases, at the end"),
    "of": _T("分子：几项件数之和", "The sum above the line"),
    "among": _T("分母：几项件数之和", "The sum below the line"),
    "at_least_percent": _T("百分之几以上，0 到 100 的整数", "The least share, 0 to 100"),
    "when_none": _T("分母为 0 时的结果", "The outcome where there is nothing below the line"),
    "cases": _T("每个取值一个条件", "A condition for each value"),
    "sum": _T("几项件数之和", "The sum of several counts"),
}  # fmt: skip
CONDITION: Words = (
    _T("条件", "Condition"),
    _T("写法见 docs/conditions.md", "See docs/conditions.md"),
)
FACT: Words = (
    _T("事实", "Fact"),
    _T("词汇表（vocabulary.yaml）里的一项", "An entry of the vocabulary (vocabulary.yaml)"),
)
