"""The words for problems of inputs: a message (what is wrong, what was found) and a fix (what is accepted)."""

from collections.abc import Mapping

from certify.language import Lang, Text
from certify.problems import Problem, in_cell
from certify.wording.filling import filled

_T = Text


def _fix_of(problem: Problem) -> Text:
    """Return the template of the fix: what is required asks for a choice where there are some, a cell for words of forms."""
    if problem.code in FIXES_IN_CELLS and in_cell(problem.where):
        return FIXES_IN_CELLS[problem.code]
    if problem.code == "required" and problem.params.get("accepted"):
        return REQUIRED_CHOICE
    if problem.code == "required" and "[" in problem.field:
        return REQUIRED_IN_LIST
    return PROBLEMS[problem.code][1]


def message(problem: Problem, lang: Lang) -> str:
    """Return what is wrong and what was found."""
    return filled(PROBLEMS[problem.code][0], _with_parts(problem, lang), lang)


def _params(problem: Problem) -> dict[str, object]:
    """Return what fills a template: words for what a file is, and in cells choices by their labels alone."""
    params = dict(problem.params)
    if problem.code in _WORDS:
        name, words = _WORDS[problem.code]
        params[name] = words.get(str(params.get(name)), params.get(name))
    if in_cell(problem.where):
        for name, value in params.items():
            if isinstance(value, Mapping):
                params[name] = [label if isinstance(label, Text) else key for key, label in value.items()]
    return params


def _suggestion(problem: Problem, lang: Lang) -> str:
    """Return the word that was meant, in a cell by its label; empty where there is none."""
    word = str(problem.params.get("suggestion") or "")
    accepted = problem.params.get("accepted")
    label = accepted.get(word) if isinstance(accepted, Mapping) and in_cell(problem.where) else None
    return label.to(lang) if isinstance(label, Text) else word


def _with_parts(problem: Problem, lang: Lang) -> dict[str, object]:
    """Spread the labels and figures of a contradiction over placeholders of their own."""
    params = _params(problem)
    labels, figures = params.pop("labels", None), params.pop("figures", None)
    if not isinstance(labels, tuple) or not isinstance(figures, tuple):
        return params
    params |= {f"label{n}": label for n, label in enumerate(labels)}
    params |= {f"figure{n}": figure for n, figure in enumerate(figures)}
    pairs = zip(labels[1:], figures[1:], strict=False)
    params["parts"] = [f"{label.to(lang)} {figure}" for label, figure in pairs]
    params["total"] = figures[-1]
    return params


def line(problem: Problem, lang: Lang) -> str:
    """Return a problem on one line: its place, what is wrong, how to mend it."""
    mended = fix(problem, lang)
    tail = (f"（{mended}）" if lang == "zh" else f" ({mended})") if mended else ""
    return f"{problem.where}: {message(problem, lang)}{tail}\n"


def fix(problem: Problem, lang: Lang) -> str:
    """Return how to mend it, the nearest accepted word first where there is one."""
    suggestion = _suggestion(problem, lang)
    said = filled(_fix_of(problem), _params(problem), lang)
    if not suggestion:
        return said
    hint = f"是否应为“{suggestion}”？" if lang == "zh" else f"Did you mean “{suggestion}”? "
    return (hint + said).strip()


_SHORTEN = _T("请把文件控制在正常大小；确有需要请联系管理人员", "Keep the file to a normal size")
_SAVE_AGAIN = _T(
    "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”", "Open it in Excel or WPS and save it as .xlsx"
)
_SMALLER_BOOK = _T("请只保留填写的内容，另存为新的 .xlsx", "Keep only what was filled in, and save that as a new .xlsx")
_PLAIN_YAML = _T("请直接写出内容，不用这类写法", "Write the content out plainly")
_QUOTE = _T("含冒号、引号等符号的文字请用双引号括起来", "Put text with colons, quotes and the like in double quotes")
_COUNT = _T(
    "请填 0 或正整数，如 13；没有就填 0，不知道就留空",
    "Give 0 or a whole number such as 13; 0 for none, empty for not known",
)
_DATE = _T("请写成 2025-08-20 的形式", "Write it as 2025-08-20")
_FIGURES = _T("请核对这几项数字后改正", "Check these figures and correct them")
_RULES = _T("请修改规则文件", "Correct the rule-set file")

REQUIRED_CHOICE = _T("可填：{accepted}", "Accepted: {accepted}")
REQUIRED_IN_LIST = _T("请补填；整条不用的，删除该条", "Fill it in, or delete the whole entry")

# What a file is instead of text, and why none can be opened, in words; in English most reasons are as systems say them.
_WORDS: dict[str, tuple[str, dict[str, Text]]] = {
    "not_text": ("kind", {
        "zip": _T("压缩包或 .xlsx 工作簿", "a zip archive or .xlsx workbook"),
        "ole": _T("旧版 Office 文件，如 .xls、.doc", "a file of an old Office such as .xls or .doc"),
        "pdf": _T("PDF 文件", "a PDF"),
        "image": _T("图片", "a picture"),
        "gzip": _T("压缩包（gzip）", "an archive (gzip)"),
        "binary": _T("二进制文件", "a binary file"),
    }),
    "file_unreadable": ("reason", {
        "folder": _T("这是文件夹", "it is a folder"),
        "not a regular file": _T("不是普通文件", "it is not a regular file"),
        "dangling link": _T("是链接，指向的文件不存在", "it is a link to a file that does not exist"),
        "no such file": _T("文件不存在", "it does not exist"),
        "No such file or directory": _T("文件不存在", "it does not exist"),
        "Permission denied": _T("没有读取权限", "permission denied"),
        "Operation not permitted": _T("系统不允许读取", "operation not permitted"),
        "Is a directory": _T("这是文件夹", "it is a folder"),
        "Not a directory": _T("路径中有一段不是文件夹", "a part of the path is not a folder"),
        "Too many levels of symbolic links": _T("链接绕成了圈", "its links lead in a circle"),
        "File name too long": _T("文件名过长", "file name too long"),
        "Input/output error": _T("磁盘读取出错", "input/output error"),
        "Too many open files": _T("同时打开的文件过多", "too many open files"),
    }),
}  # fmt: skip

# Fixes where the problem stands in a cell of a workbook: who fills in a form knows no YAML.
FIXES_IN_CELLS: dict[str, Text] = {
    "not_yes_no": _T("请填“是”或“否”，不知道就留空", "Give yes or no, or leave it empty"),
    "doc_without_name": _T("请填文件名称或文号；没有的填“无”", "Give its title or number, or none where there is none"),
    "placeholder": _T("请填写内容；没有的填“无”，不知道就留空", "Write what it is; none where there is none, or leave it empty"),
    "yes_no_for_text": _T("请填写内容，不知道就留空；没有证书的在“有无证书”一列填“无”", "Write what it is or leave it empty; for no certificate say none in its own column"),
    "none_for_part": _T("没有的在“有无……”一列填“无”，这一格留空", "Say that there is none in the column that asks for it, and leave this cell empty"),
    "expected_mapping_or_none": _T("请逐项填写，没有的填“无”", "Fill in its parts, or say none"),
    "too_many_cells": _T("请移到对应的列，或者删除", "Move it to the column it belongs to, or delete it"),
}  # fmt: skip

PROBLEMS: dict[str, tuple[Text, Text]] = {
    # Files
    "file_unreadable": (_T("文件打不开（{reason}）", "The file cannot be opened ({reason})"), _T("请检查路径和权限", "Check path and permissions")),
    "file_too_large": (_T("文件超过 {most} MB，没有读取", "The file is larger than {most} MB and was not read"), _SHORTEN),
    "file_empty": (_T("文件是空的", "The file is empty"), _T("请填写内容后再提交", "Fill it in")),
    "not_text": (_T("这不是文本文件（看起来是：{kind}）", "This is not a text file (looks like: {kind})"), _T("请提交 UTF-8 编码的 YAML 或 JSON 文件", "Give a YAML or JSON file in UTF-8")),
    "table_not_text": (_T("这个表格不是文本文件（含有二进制内容），没有读取", "This table is not a text file (it holds binary content) and was not read"), _T("请用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”", "Open it in Excel or WPS and save it as “CSV UTF-8 (comma delimited)”")),
    "wrong_encoding": (_T("文件不是 UTF-8 编码（看起来是 {kind}）", "The file is not in UTF-8 (looks like {kind})"), _T("请用记事本“另存为”，编码选 UTF-8", "Save it again with the encoding UTF-8")),
    "control_character": (_T("文件里有不可见的控制字符 {found}", "The file holds a control character {found}"), _T("请删除该字符", "Delete the character")),
    "format_unknown": (_T("不认识的文件类型：{found}", "Unknown kind of file: {found}"), _T("可用：.yaml .yml .json .xlsx .xls .ods", "Accepted: .yaml .yml .json .xlsx .xls .ods")),
    # Workbooks
    "workbook_other_kind": (_T("这不是工作簿（看起来是：{kind}）", "This is not a workbook (looks like: {kind})"), _SAVE_AGAIN),
    "workbook_old_format": (_T("这是 Excel 95 或更早的工作簿", "This is a workbook of Excel 95 or older"), _SAVE_AGAIN),
    "workbook_damaged": (_T("工作簿已损坏（{reason}）", "The workbook is damaged ({reason})"), _T("请用 Excel 或 WPS 打开原文件，另存为 .xlsx 后重新提交", "Open the original in Excel or WPS and save it again as .xlsx")),
    "workbook_encrypted": (_T("工作簿设了打开密码", "The workbook is protected by a password"), _T("请取消密码后另存为 .xlsx", "Remove the password and save it again as .xlsx")),
    "workbook_macros": (_T("工作簿含有宏，没有读取", "The workbook holds macros and was not read"), _T("请另存为不含宏的 .xlsx", "Save it as .xlsx, without macros")),
    "workbook_dtd": (_T("工作簿内部含有 DTD 或实体定义，没有读取", "The workbook's XML holds a DTD or entities and was not read"), _SAVE_AGAIN),
    "workbook_too_large": (_T("工作簿解压后超过 {most} MB，没有读取", "The workbook unpacks to more than {most} MB and was not read"), _SMALLER_BOOK),
    "workbook_inflates": (_T("工作簿内部的文件解压后膨胀 {most} 倍以上，没有读取", "A part of the workbook unpacks to more than {most} times its size; it was not read"), _SAVE_AGAIN),
    "workbook_too_many_members": (_T("工作簿内部的文件超过 {most} 个，没有读取", "The workbook has more than {most} parts and was not read"), _SMALLER_BOOK),
    "workbook_too_many_sheets": (_T("工作表超过 {most} 张，没有读取", "The workbook has more than {most} sheets and was not read"), _SMALLER_BOOK),
    "workbook_too_many_cells": (_T("单元格超过 {most} 个，或者分布过散，没有读取", "The workbook has more than {most} cells, or they lie too far apart; it was not read"), _SMALLER_BOOK),
    "workbook_far_cell": (_T("这个单元格超出范围（最多 {rows} 行、到 {columns} 列），没有读取", "This cell lies too far out (at most {rows} rows, up to column {columns}); the workbook was not read"), _T("请删除填写范围以外的内容后保存", "Delete what lies outside the form and save it")),
    "workbook_too_much_text": (_T("文字总量超过 {most} MB，没有读取", "The workbook shows more than {most} MB of text and was not read"), _SMALLER_BOOK),
    "workbook_too_slow": (_T("工作簿读取超过 {most} 秒，已中止", "Reading the workbook took longer than {most} s and was stopped"), _SMALLER_BOOK),
    "workbook_crashed": (_T("读取这份工作簿时程序中止，其他文件不受影响", "The program stopped at this workbook; other files are not affected"), _SAVE_AGAIN),
    # YAML and JSON
    "yaml_anchor": (_T("使用了 YAML 的锚点、别名或合并键", "The file uses a YAML anchor, alias or merge key"), _PLAIN_YAML),
    "yaml_tag": (_T("使用了 YAML 标签（!）", "The file uses a YAML tag (!)"), _T("以 ! 开头的文字请用双引号括起来", "Put text that begins with ! in double quotes")),
    "yaml_directive": (_T("文件开头有 YAML 指令（%）", "The file begins with a YAML directive (%)"), _T("请删除以 % 开头的行", "Delete the lines that begin with %")),
    "yaml_second_document": (_T("一个文件里有两份内容（---）", "The file holds more than one document (---)"), _T("一个文件只写一家组织", "One organization a file")),
    "yaml_key_not_text": (_T("字段名不是文字", "A field name is not text"), _T("字段名请照样表填写", "Write field names as in the sample")),
    "too_many_nodes": (_T("内容超过 {most} 项，没有读取", "The file has more than {most} items and was not read"), _SHORTEN),
    "too_deep": (_T("嵌套超过 {most} 层，没有读取", "The file is nested deeper than {most} levels and was not read"), _T("请照样表的层次填写", "Keep to the levels of the sample")),
    "scalar_too_long": (_T("一项内容超过 {most} 个字，没有读取", "One item is longer than {most} characters"), _T("请缩短，或者填写文件名称", "Shorten it, or name a document")),
    "duplicate_key": (_T("字段“{key}”写了两次（第一次在第 {line} 行）", "The field “{key}” stands twice (first in line {line})"), _T("请保留正确的一处，删除另一处", "Keep the right one and delete the other")),
    "yaml_tab": (_T("缩进用了制表符（Tab）", "The line is indented with a tab"), _T("缩进请用空格", "Indent with spaces")),
    "yaml_character": (_T("这一行以不能开头的符号起头", "Text begins with a character that it cannot begin with"), _QUOTE),
    "yaml_open_quote": (_T("引号没有配对", "A quotation mark is not closed"), _T("请补上另一半引号", "Close the quotation mark")),
    "yaml_open_bracket": (_T("方括号或花括号没有配对，或者中间缺逗号", "A bracket is not closed, or a comma is missing"), _T("请补上括号或逗号", "Add the bracket or comma")),
    "yaml_colon": (_T("冒号的位置不对，或者缩进没有对齐", "A colon stands where none can, or the indentation is off"), _T("同一层的字段左边对齐；含冒号的文字用双引号括起来", "Align fields of one level; put text with a colon in double quotes")),
    "yaml_no_colon": (_T("字段名后面缺冒号", "A field name has no colon after it"), _T("写成“字段名: 内容”，用英文冒号加空格", "Write “name: value”, a colon and a space")),
    "yaml_wide_colon": (_T("这里用了中文冒号“：”", "A full-width colon “：” stands here"), _T("请改成英文冒号加一个空格", "Use a plain colon and a space")),
    "yaml_close_colon": (_T("冒号后面没有空格", "There is no space after the colon"), _T("请在冒号后面加一个空格", "Put a space after the colon")),
    "yaml_indent": (_T("缩进没有对齐", "The indentation is off"), _T("同一层的字段左边对齐，下一层多两个空格", "Align fields of one level; indent the next by two spaces")),
    "yaml_after_quote": (_T("引号结束以后还有文字", "There is text after the closing quotation mark"), _T("整段文字用一对双引号括起来，里面的引号改用“”", "Put the whole text in one pair of quotation marks, with others inside it")),
    "yaml_syntax": (_T("这里不合 YAML 的写法", "This is not valid YAML"), _T("请对照样表检查这一行和上一行", "Compare this line and the one above with the sample")),
    "json_syntax": (_T("这里不合 JSON 的写法", "This is not valid JSON"), _T("请检查逗号、冒号、引号和括号", "Check commas, colons, quotes and brackets")),
    "json_key": (_T("字段名没有用双引号括起来，或者多了一个逗号", "A field name is not in double quotes, or there is a comma too many"), _T("字段名用双引号括起来；最后一项后面不加逗号", "Put names in double quotes; no comma after the last item")),
    "json_string": (_T("引号里的文字没有结束，或者有不能直接写的字符", "A string is not closed or holds a character that must be escaped"), _T("请补上引号；换行写成 \\n", "Close the string; write line breaks as \\n")),
    "json_trailing": (_T("JSON 内容结束后还有多余文字", "There is text after the end of the JSON value"), _T("请删除多余部分", "Delete it")),
    # Fields
    "unknown_field": (_T("没有“{found}”这个字段", "There is no field “{found}”"), _T("请对照样表改正字段名，或者删除", "Correct the name or delete the field")),
    "required": (_T("“{label}”必须填写", "“{label}” is required"), _T("请补填", "Fill it in")),
    "no_register": (_T("没有已认定组织名录（register），或者名录是空的：各单位都按批次前未覆盖处理", "There is no register, or it is empty: every unit counts as uncovered before the batch"), _T("有名录的请在批次文件里写上", "Name the register in the batch file")),
    "register_without": (_T("名录没有“{name}”列，不能登记", "The register has no column “{name}”"), _T("请在表头补上这一列（事项 event、日期 on、并入组织 into 等）", "Add that column to its heads (event, on, into …)")),
    "register_wants": (_T("这一行没有填“{label}”", "This row lacks “{label}”"), _T("认定要有名称、单位和日期，更名要有新名称，迁移要有新单位，合并要有并入的组织", "A recognition needs name, unit and date; a renaming the new name; a move the new unit; a merger the organization merged into")),
    "register_unknown": (_T("组织“{found}”还没有认定的记录，不能有后来的变更", "“{found}” has not been recognized, so nothing can change about it"), _T("请核对编号和日期；认定的记录要在前", "Check id and date; its recognition comes first")),
    "register_ended": (_T("组织“{found}”的认定在这之前已经终止", "The recognition of “{found}” had ended before"), _T("请核对日期；重新有效的先记“恢复”", "Check the dates; enter a restoration first if it holds again")),
    "register_not_ended": (_T("组织“{found}”的认定并没有终止，不用恢复", "The recognition of “{found}” has not ended, so it cannot be restored"), _T("请核对编号和日期", "Check id and date")),
    "register_into_unknown": (_T("组织“{found}”并入的组织当天不在有效的名录里", "The organization that “{found}” was merged into is not in the register on that day"), _T("请填写并入组织的编号，它的认定要在前", "Give the id of that organization; its recognition comes first")),
    "registered_twice": (_T("组织“{found}”在名录里出现了两次", "“{found}” stands twice in the register"), _T("请核对；一家组织只属于一个单位", "Check it; an organization belongs to one unit")),
    "expected_value": (_T("“{label}”只填一个值，这里却是一组", "“{label}” takes one value, not a group"), _T("请改为一个值", "Give one value")),
    "expected_list": (_T("“{label}”要填成列表", "“{label}” takes a list"), _T("每项一行、以“- ”开头，没有就写 []", "One item a line beginning with “- ”, or [] for none")),
    "expected_mapping": (_T("这里要填成“字段名: 内容”的形式", "Fields are expected here (“name: value”)"), _T("请对照样表填写", "Compare with the sample")),
    "expected_mapping_or_none": (_T("“{label}”要逐项填写，没有就写 false", "“{label}” takes fields, or false for none"), _T("请对照样表填写，没有就写 false", "Compare with the sample, or write false")),
    "empty_entry": (_T("“{label}”列表里有一项是空的", "“{label}” has an empty item"), _T("请填写或者删除这一项", "Fill it in or delete it")),
    "unknown_choice": (_T("“{label}”填了“{found}”，不在可选范围内", "“{label}” is “{found}”, which is not a choice"), _T("可填：{accepted}", "Accepted: {accepted}")),
    "unclear_choice": (_T("“{label}”填了“{word}”，可以有不同的意思，程序不能替人选定", "“{label}” is “{word}”, which can mean different things; the program does not choose"), _T("请写明是哪一种：{accepted}", "Say which one: {accepted}")),
    "not_yes_no": (_T("“{label}”填了“{found}”，应填是或否", "“{label}” is “{found}”; yes or no is wanted"), _T("请填 true（是）或 false（否），不知道就留空", "Give true or false, or leave it empty")),
    "doc_without_name": (_T("“{label}”只写了“有”，没有写是哪份文件", "“{label}” says that there is one but not which"), _T("请填文件名称或文号；没有就填 false", "Give its title or number, or false for none")),
    "not_a_document": (_T("“{label}”填了“{found}”，不是文件名称，也没有说没有", "“{label}” is “{found}”, which neither names a document nor says that there is none"), _T("没有的填“无”；有的填文件名称或文号", "Say none where there is none; else give its title or number")),
    "not_a_count": (_T("“{label}”填了“{found}”，不是数字", "“{label}” is “{found}”, which is not a number"), _COUNT),
    "percent_for_count": (_T("“{label}”填了百分比“{found}”，这里要填数量", "“{label}” is the percentage “{found}”; a count is wanted"), _T("请填数量，比率由程序计算", "Give the count; rates are computed")),
    "negative": (_T("“{label}”填了负数“{found}”", "“{label}” is negative: “{found}”"), _COUNT),
    "fraction": (_T("“{label}”填了小数“{found}”，应为整数", "“{label}” is “{found}”; a whole number is wanted"), _COUNT),
    "number_too_large": (_T("“{label}”填的数字太大", "“{label}” is too large a number"), _T("请核对位数", "Check the number of digits")),
    "not_a_decimal": (_T("“{label}”填了“{found}”，不是金额或数量", "“{label}” is “{found}”, which is not a number"), _T("请填数字，如 12000 或 12000.50", "Give a number such as 12000 or 12000.50")),
    "not_a_date": (_T("“{label}”填了“{found}”，不是日期", "“{label}” is “{found}”, which is not a date"), _DATE),
    "no_such_date": (_T("“{label}”填了“{found}”，没有这一天", "“{label}” is “{found}”, which is no day"), _DATE),
    "later_than_as_of": (_T("“{label}”是 {found}，晚于基准日 {as_of}", "“{label}” is {found}, later than the as-of date {as_of}"), _T("请核对日期；基准日以后的事不计入", "Check the date; nothing after the as-of date counts")),
    "placeholder": (_T("“{label}”填的不是内容（如 / 或 -）", "“{label}” holds a mark such as / or -, which says nothing"), _T("请填写内容；没有的填 false（文件）或留空", "Write what it is; false for no document, or leave it empty")),
    "yes_no_for_text": (_T("“{label}”要填文字，这里写的是 {found}", "“{label}” takes text; {found} stands here"), _T("请填写内容，不知道就留空；没有证书的写 certificate: false", "Write what it is or leave it empty; for no certificate write certificate: false")),
    "none_for_part": (_T("“{label}”写的是“没有”", "“{label}” says that there is none"), _T("没有的整项写 false（在表格里填“无”），如 certificate: false；不知道就留空", "For none write false for the whole (in a workbook 无), for example certificate: false; leave it empty where it is not known")),
    "negative_amount": (_T("“{label}”填了负数“{found}”", "“{label}” is negative: “{found}”"), _T("请填 0 或正数", "Give 0 or more")),
    "more_problems": (_T("问题超过 {most} 处，其余没有列出", "There are more than {most} problems; the others are not listed"), _T("请先改正上面的问题再检查", "Mend these first and check again")),
    # Figures that contradict each other
    "dates_out_of_order": (_T("“{label0}”{figure0} 晚于“{label1}”{figure1}", "“{label0}” {figure0} is later than “{label1}” {figure1}"), _T("请核对日期先后", "Check the order of the dates")),
    "cases_do_not_add_up": (_T("受理 {figure0} 件，各项结果合计 {total} 件，不相等（{parts}）", "{figure0} accepted but the results add up to {total} ({parts})"), _FIGURES),
    "cases_exceed_accepted": (_T("受理 {figure0} 件，已填的各项结果合计 {total} 件，超过受理数（{parts}）", "{figure0} accepted but the results given add up to {total} ({parts})"), _FIGURES),
    "exceeds": (_T("“{label0}”{figure0} 超过“{label1}”{figure1}", "“{label0}” {figure0} exceeds “{label1}” {figure1}"), _FIGURES),
    "mediator_twice": (_T("第 {figure0} 名和第 {figure1} 名调解员用了同一个编号", "Mediators {figure0} and {figure1} have the same id"), _T("每名调解员用不同的编号", "Give each mediator an id of its own")),
    "active_and_left": (_T("填了在岗，又填了离岗日期 {figure0}", "Active, and left on {figure0}"), _T("在岗的删除离岗日期；已离岗的把“是否在岗”改为否", "Delete the date, or set active to false")),
    "differs": (_T("“{label0}”{figure0} 与“{label1}”{figure1} 不一致", "“{label0}” {figure0} differs from “{label1}” {figure1}"), _T("如确实不同可不改，审核时会核对", "Leave it if true; a reviewer will look")),
    "more_than": (_T("“{label0}”{figure0} 多于“{label1}”{figure1}", "“{label0}” {figure0} is more than “{label1}” {figure1}"), _T("如确实如此可不改，审核时会核对", "Leave it if true; a reviewer will look")),
    # References
    "unknown_check": (_T("没有编号为“{found}”的子项", "There is no sub-check “{found}”"), _T("子项编号可用 certify rules show 查看", "certify rules show lists the sub-checks")),
    "evidence_not_there": (_T("佐证材料文件不在自评表所在的文件夹里", "The evidence file is not in the submission's folder"), _T("请放入文件，或者改正路径", "Add the file or correct its path")),
    "evidence_twice": (_T("佐证材料编号“{found}”用了两次", "The evidence id “{found}” is used twice"), _T("每份材料用不同的编号", "Give each piece an id of its own")),
    "unknown_unit": (_T("所属单位“{found}”不在单位名单里", "The jurisdiction “{found}” is not in the list of units"), _T("请填县（市、区）6 位代码或名单里的开发区编号", "Give a county's six-digit code or a zone's id from the list")),
    "unknown_ruleset": (_T("没有指标版本“{found}”", "There is no rule set “{found}”"), _T("现有：{accepted}", "Available: {accepted}")),
    # Reviews
    "review_of_another": (_T("审核文件写的组织编号是“{found}”，自评表是“{wanted}”", "The review is of “{found}”, the submission of “{wanted}”"), _T("请核对是否放错了文件", "Check whether the file is misplaced")),
    "review_of_clause": (_T("“{found}”是条款，审核要逐个子项填写", "“{found}” is a clause; reviews are by sub-check"), _T("请改成子项编号，如 {found}.a", "Name a sub-check such as {found}.a")),
    "review_note_needed": (_T("子项 {found} 由数据自动判定，审核改判必须写明理由", "{found} is decided by data; a reviewer's entry needs a note"), _T("请填写 note", "Add a note")),
    "review_after_deadline": (_T("审核日期 {found} 晚于推荐截止日 {deadline}（子项 {checks}）", "Reviewed on {found}, later than {deadline} ({checks})"), _T("请核对日期；仍按这些记录判定", "Check the date; the entries count all the same")),
    "review_without_effect": (_T("子项 {check} 不适用，审核记录不起作用", "{check} is not applicable; the entry has no effect"), _T("无需处理，或删除该记录", "Nothing to do, or delete the entry")),
    "review_without_submission": (_T("审核文件没有对应的自评表", "The review file has no submission"), _T("请核对文件名：自评表名加 .review.yaml", "Name it like the submission, ending in .review.yaml")),
    # Review workbooks
    "review_book_not_ours": (_T("这个工作簿不是 certify review form 生成的审核表（没有隐藏的 _certify 工作表）", "This workbook was not made by certify review form (it has no hidden sheet _certify)"), _T("请重新生成审核表，把填好的行粘贴进去", "Make the workbook anew and paste the filled rows into it")),
    "review_book_format": (_T("审核表的格式“{found}”本版本不认识", "The format “{found}” of this review workbook is unknown to this version"), _T("请用 certify review form 重新生成审核表，把填好的行粘贴进去", "Make the workbook anew with certify review form and paste the filled rows into it")),
    "review_book_no_rows": (_T("工作簿里没有审核表：找不到有“组织编号、子项、结论”等表头的工作表", "No sheet of the workbook has the heads of a review (organization id, sub-check, conclusion …)"), _T("请把表头恢复原样", "Restore the heads of the columns")),
    "review_book_other_batch": (_T("审核表是为批次“{found}”制作的，现在的批次是“{wanted}”", "The workbook was made for the batch “{found}”; this is “{wanted}”"), _T("请核对批次，或者用现在的批次重新生成审核表", "Check the batch, or make the workbook anew from it")),
    "review_book_other_rules": (_T("审核表是按规则 {found} 制作的，批次现在的规则是 {wanted}，或者规则内容已变", "The workbook was made for the rules {found}; the batch has {wanted} now, or their words have changed"), _T("请核对所审子项的含义有没有变", "Check whether the sub-checks still mean the same")),
    "review_sheet_not_read": (_T("工作表“{found}”不是审核表，没有读取", "The sheet “{found}” is no review and was not read"), _T("有结论要导入的，请粘贴到审核表里", "Paste what is to be read into the review")),
    "review_row_no_outcome": (_T("填了说明或审核材料，没有选结论，这一行没有写入", "There is a note or evidence but no conclusion; the row was not taken"), _T("请选符合或不符合；还不能定的选待核", "Choose a conclusion; “to be checked” while it is open")),
    "review_row_note_needed": (_T("子项 {found} 由数据自动判定，审核改判必须写明理由", "{found} is decided by data; a conclusion on it needs a note"), _T("请在“说明”列写明理由", "Give the reason in the column Note")),
    "review_row_contradicts": (_T("组织“{found}”子项 {check} 的结论与 {first} 不同", "The conclusion on {check} of “{found}” differs from that at {first}"), _T("请核对，只保留一个结论", "Check them and keep one")),
    "review_row_which_file": (_T("本批次有 {count} 份自评表的组织编号是“{found}”，看不出审核的是哪一份", "{count} submissions of the batch are of “{found}”; which one is meant cannot be told"), _T("请在“自评表文件”列写明，可填：{accepted}", "Name it in the column File; accepted: {accepted}")),
    "review_row_late": (_T("审核日期 {found} 晚于推荐截止日 {deadline}（共 {count} 行）", "Reviewed on {found}, later than {deadline} ({count} rows)"), _T("请核对日期；仍照写入", "Check the date; the rows are taken all the same")),
    "review_row_early": (_T("审核日期 {found} 早于批次开始日 {opening}（共 {count} 行）", "Reviewed on {found}, before the batch opened on {opening} ({count} rows)"), _T("请核对年份；仍照写入", "Check the year; the rows are taken all the same")),
    "review_row_superseded": (_T("组织“{found}”子项 {check} 的同一条记录以前写过，后来已有别的结论，没有再写入", "The same entry on {check} of “{found}” was made before, and another one after it; it was not taken again"), _T("确要恢复的，请改写日期或说明后再导入", "To restore it, change its date or note and import again")),
    "review_submission_changed": (_T("组织“{found}”的自评表（{file}）在审核表生成以后改过", "The submission of “{found}” ({file}) has changed since the workbook was made"), _T("请核对结论是否仍然适用；仍照写入", "Check whether the conclusions still hold; they are taken all the same")),
    "review_submission_invalid": (_T("组织“{found}”的自评表（{file}）现在有错误，不能评判", "The submission of “{found}” ({file}) has errors now and cannot be judged"), _T("结论照写入，自评表改正后生效", "The conclusions are taken and count once it is corrected")),
    "review_not_appended": (_T("审核文件 {found} 的写法不能安全地追加记录，没有改动", "Entries cannot be added safely to the review file {found} as it is written; it was left alone"), _T("请把 entries 整理成每条一行、以“- ”开头，放在文件最后", "Put its entries one a line, beginning with “- ”, at its end")),
    # Assumptions
    "assume_form": (_T("假设“{found}”的写法不对", "“{found}” is no assumption"), _T("写成 --set 事实=值，如 --set cases.agreed=70", "Write --set fact=value, for example --set cases.agreed=70")),
    "assume_unknown": (_T("没有“{found}”这个事实", "There is no fact “{found}”"), _T("事实名称可用 certify explain 查看", "certify explain shows the facts")),
    "assume_which_entry": (_T("“{label}”有若干条，没有写明是哪一条", "“{label}” is a list; which entry is not said"), _T("写成 {name}[0]（从 0 起）、{name}[编号]、{name}[*]（每一条）或 {name}[+]（新增一条）", "Write {name}[0] (from 0), {name}[id], {name}[*] for every one or {name}[+] for a new one")),
    "assume_whole_entry": (_T("“{found}”是整条记录，不能假设成一个值", "“{found}” is a whole entry, which takes no value"), _T("请写到其中的一项，如 mediators[0].active=否", "Name one of its facts, for example mediators[0].active=no")),
    "assume_not_a_list": (_T("“{label}”只有一项，不用方括号", "“{label}” is no list and takes no brackets"), _T("请去掉方括号", "Leave the brackets out")),
    "assume_no_entry": (_T("“{label}”有 {count} 条，其中没有“{found}”", "“{label}” has {count} entries; “{found}” is none of them"), _T("序号从 0 起，也可以写编号；新增一条写 [+]", "Positions begin with 0, an id does too; [+] adds one")),
    "assume_ambiguous": (_T("“{found}”既是一条的序号，又是另一条的编号", "“{found}” is the position of one entry and the id of another"), _T("按序号写 [#{found}]，按编号写 [@{found}]", "Write [#{found}] for the position, [@{found}] for the id")),
    "assume_fixed": (_T("“{label}”不能假设", "“{label}” cannot be assumed"), _T("评判谁、按哪一统计期和哪套规则、依据哪份材料，由自评表决定；换规则请用 --rules", "Whom, which period and which papers are judged stands in the submission; for other rules use --rules")),
    "assume_twice": (_T("“{label}”假设了两次", "“{label}” is assumed twice"), _T("请保留一个", "Keep one")),
    # Tables
    "csv_syntax": (_T("CSV 引号没有配对，从这里起读不下去", "A quotation mark of the CSV is not closed; reading ended here"), _T("请用表格软件打开后重新保存为 CSV", "Open and save it again as CSV")),
    "too_many_cells": (_T("这一行比表头多出内容", "The row has more cells than there are heads"), _T("含逗号的内容请用双引号括起来", "Put cells with a comma in double quotes")),
    "csv_separator": (_T("各列不是用英文逗号分隔的", "The columns are not separated by commas"), _T("请用表格软件另存为“CSV UTF-8（逗号分隔）”", "Save it as CSV, comma separated, UTF-8")),
    "csv_cell_too_long": (_T("有一格内容过长，从这里起没有读取", "A cell is too long; reading ended here"), _T("请检查这一行的引号和内容", "Check quotes and content of this row")),
    "unknown_column": (_T("“{found}”不是要用的列，没有读取", "“{found}” is no column that is used; it was not read"), _T("不影响其他列；如果写错了列名，请改正", "The other columns are not affected; correct its head if it is misspelt")),
    "column_twice": (_T("“{label}”列出现了两次", "The column “{label}” stands twice"), _T("请保留一列", "Keep one")),
    "column_missing": (_T("缺少“{label}”列（{name}）", "The column “{label}” ({name}) is missing"), _T("请补上该列", "Add the column")),
    "sheet_column_missing": (_T("这张工作表缺少“{label}”列（{name}），别的工作表有", "This sheet lacks the column “{label}” ({name}), which another one has"), _T("各张工作表的列要一致，请补上该列", "The sheets must have the same columns; add it")),
    # Forms in workbooks
    "form_not_ours": (_T("这个工作簿不是 certify form 生成的自评表（没有隐藏的 _certify 工作表）", "This workbook is no form made by certify form (it has no hidden sheet _certify)"), _T("请用 certify form 生成空白表，把内容填进去；不要把工作表另行复制到新文件", "Make a blank form with certify form and fill it in; do not copy its sheets into another file")),
    "form_unknown_format": (_T("自评表的格式“{found}”本版本不认识", "The form's format “{found}” is unknown to this version"), _T("请升级 certify，或者用 certify form --prefill 转成现在的表", "Upgrade certify, or make a present form with certify form --prefill")),
    "form_other_rules": (_T("这份表是按规则 {found} 制作的，现在没有内容相同的这一版", "The form was made for the rules {found}, which are not here in the same words"), _T("各项已按现在的问题读取；请用 certify form --prefill 换成新表后核对", "It was read by today's questions; move it to a new form with certify form --prefill and check it")),
    "form_rows_missing": (_T("表里找不到 {count} 个问题的行，按没有回答处理：{found}", "The form lacks the rows of {count} questions, which count as unanswered: {found}"), _T("如果删除了行、列或工作表，请用 certify form --prefill 换成新表补填", "If rows, columns or sheets were deleted, make a new form with certify form --prefill")),
    "form_unknown_key": (_T("“{found}”不是现在的问题，这一行没有读取", "“{found}” is no question of today's form; the row was not read"), _T("是旧表的，请用 certify form --prefill 换成新表", "If the form is an old one, make a new one with certify form --prefill")),
    "form_no_answer_column": (_T("这张表找不到“填写”列的标记，没有读取", "The mark of the answers' column is gone from this sheet, which was not read"), _T("请恢复第一行（隐藏），或者用 certify form 另做一份空白表，把内容抄过去", "Restore its hidden first row, or make a blank form with certify form and copy the answers")),
    "form_key_twice": (_T("“{label}”在表里出现了两次（另一处 {first}）", "“{label}” stands twice in the form (also at {first})"), _T("请删除复制出来的行或工作表", "Delete the copied row or sheet")),
    "form_column_missing": (_T("这张表的表头缺少“{label}”列", "The head of the column “{label}” is missing"), _T("请把表头恢复原样", "Restore the heads of the columns")),
    "sheet_not_read": (_T("工作表“{found}”不是自评表或台账的一部分，没有读取", "The sheet “{found}” is no part of the form or the ledger and was not read"), _T("内容需要的，请填到自评表或台账里", "Move what is needed into the form or the ledger")),
    "stray_answer": (_T("这一格不在任何问题的填写位置，内容没有读取", "This cell belongs to no question; what stands in it was not read"), _T("请移到对应的行、列，或者删除", "Move it to the row and column it belongs to, or delete it")),
    "cell_error": (_T("“{label}”这一格是错误值 {found}", "“{label}” holds an error, {found}"), _T("请直接填写内容，不用公式", "Write the value itself, no formula")),
    "cell_stale": (_T("“{label}”这一格是公式，文件里没有保存计算结果", "“{label}” holds a formula whose result was not saved"), _T("请直接填写结果；或者用 Excel、WPS 打开后保存一次", "Write the result itself, or open and save the file once in Excel or WPS")),
    "cell_lost_digits": (_T("“{label}”填成了超过 15 位的数字，表格软件已把末尾几位改成 0", "“{label}” was typed as a number of more than 15 digits, and the last ones are lost"), _T("请先把单元格设为“文本”格式，再重新填写", "Format the cell as text, then type it again")),
    "cell_date_for_text": (_T("“{label}”被表格软件变成了日期，原来填的内容已看不出来", "“{label}” was turned into a date; what was typed cannot be known"), _T("请先把单元格设为“文本”格式，再重新填写", "Format the cell as text, then type it again")),
    "none_and_some": (_T("“{label}”选了“以上都没有”，又选了别的项", "“{label}”: none of these is marked, and others are too"), _T("请保留一种", "Keep one of the two")),
    "none_but_listed": (_T("“{label}”填了“无”，下面却有内容", "“{label}” says none, yet something is listed"), _T("有内容的请改为“有”，没有的请清空下面的内容", "Say that there is some, or clear what is listed")),
    "some_but_not_listed": (_T("“{label}”填了“有”，下面一行也没有填", "“{label}” says that there is some, yet nothing is listed"), _T("请逐条填写；没有的改为“无”；不清楚的留空", "List each; say none if there is none; leave it empty if not known")),
    "row_of_nothing": (_T("“{list}”里没有“{found}”这个{label}", "No entry of “{list}” has the {label} “{found}”"), _T("请照名册填写", "Write it as it stands in that list")),
    "ledger_twice": (_T("本表填了案件台账，又写了台账文件“{found}”", "The form holds a case ledger and names a file “{found}” as well"), _T("请只保留一种", "Keep one of the two")),
    # The case ledger
    "ledger_not_there": (_T("台账文件“{found}”不存在，或者不在自评表所在的文件夹里", "The ledger “{found}” does not exist or lies outside the submission's folder"), _T("请把台账放在自评表所在的文件夹里，路径从该文件夹算起", "Put it into the submission's folder; paths start there")),
    "case_twice": (_T("案号与第 {first} 行重复", "The case number stands in row {first} already"), _T("请核对案号", "Check the case number")),
    "case_twice_on_sheets": (_T("案号与工作表“{sheet}”第 {first} 行重复", "The case number stands on the sheet “{sheet}” already, in row {first}"), _T("请核对案号", "Check the case number")),
    "closed_before_accepted": (_T("结案日期 {found} 早于受理日期 {accepted}", "Closed on {found}, before it was accepted on {accepted}"), _T("请核对日期", "Check the dates")),
    "pending_but_closed": (_T("处理结果是未结，却填了结案日期", "The case is pending and has a closing date"), _T("请改正处理结果，或者删除结案日期", "Correct the outcome or delete the date")),
    "closed_without_date": (_T("案件已结，没有填结案日期", "The case is closed without a closing date"), _T("请补填结案日期", "Fill in the date")),
    "ledger_gap": (_T("案号“{series}”从 {first} 到 {last} 之间缺 {count} 个号：{missing}", "Of the case numbers “{series}” from {first} to {last}, {count} are missing: {missing}"), _T("请核对是否漏登；作废或者另有原因的不用改", "Check whether a case was left out; leave it where a number was cancelled")),
    "ledger_agreed_without_number": (_T("处理结果是达成协议，没有填协议书编号的有 {count} 件：{cases}", "{count} agreed without an agreement number: {cases}"), _T("有协议书的请补填编号；口头协议等确无编号的不用改", "Fill in the number where there is an agreement in writing")),
    "ledger_number_not_agreed": (_T("填了协议书编号，处理结果却不是达成协议的有 {count} 件：{cases}", "{count} with an agreement number whose outcome is not agreed: {cases}"), _T("请核对处理结果和协议书编号", "Check the outcome and the number")),
    "ledger_unsigned": (_T("有协议书编号，“{label}”填“否”的有 {count} 件：{cases}", "{count} with an agreement number where “{label}” is no: {cases}"), _T("请核对协议书", "Check the agreements")),
    "ledger_outside_period": (_T("受理日期不在统计期（{start} 至 {end}）内、也不是上期转入的有 {count} 件，没有计入：{cases}", "{count} accepted outside the period ({start} to {end}) and not carried in; not counted: {cases}"), _T("请核对受理日期；台账跨几个年度的不用改", "Check the dates; leave it where the ledger covers several years")),
    # Batches
    "file_not_there": (_T("批次文件里写的“{found}”不存在", "“{found}”, named in the batch file, does not exist"), _T("路径从批次文件所在文件夹算起", "Paths start at the batch file's folder")),
    "folder_not_read": (_T("文件夹“{found}”没有读取（{reason}）", "The folder “{found}” was not read ({reason})"), _T("请检查权限；链接请换成真实的文件夹", "Check its permissions; put a real folder in place of a link")),
    "over_city_quota": (_T("“{found}”推荐了 {count} 个单位，名额 {most} 个", "“{found}” has recommended in {count} units; its quota is {most}"), _T("请按名额删减", "Remove some")),
    "recommended_twice": (_T("组织“{found}”在推荐名单里出现了两次", "“{found}” stands twice in the recommendations"), _T("请保留一行", "Keep one row")),
    "unit_reference": (_T("“{label}”里的“{found}”不在单位名单里，或者就是该单位本身", "“{found}” in “{label}” is not in the list of units, or is the unit itself"), _T("请填名单里其他单位的代码", "Give the id of another unit of the list")),
    "area_in_circle": (_T("单位“{found}”的“同一区域”绕回了它自己", "The units of the same area lead from “{found}” back to itself"), _T("请只在其中一个单位上填写", "Let all but one of them name that one")),
    "unit_renamed": (_T("“{found}”已于{until}年变更，现为“{unit}”", "“{found}” was changed in {until}; it is now “{unit}”"), _T("请填现代码", "Give the present code")),
    "unit_other_name": (_T("“{found}”不是单位名单里的名称，指的是“{unit}”", "“{found}” is no name of the list of units; it stands for “{unit}”"), _T("请填代码", "Give the code")),
    "unit_in_which_city": (_T("“{found}”不止指一个单位：{units}", "“{found}” may be any of: {units}"), _T("请写明所属市，或者直接填代码", "Name the city, or give the code")),
    "unit_twice": (_T("单位代码“{found}”出现了两次", "The unit id “{found}” stands twice"), _T("请保留一行", "Keep one row")),
    "unit_not_listed": (_T("单位“{found}”不在单位名单里", "The unit “{found}” is not in the list of units"), _T("请核对代码", "Check the id")),
    "city_not_listed": (_T("单位名单里没有“{found}”", "The list of units has no city “{found}”"), _T("请核对名称，如“济南市”", "Check the name, for example 济南市")),
    "organization_not_in_batch": (_T("本批次没有组织“{found}”", "The batch has no organization “{found}”"), _T("请核对组织编号", "Check the id")),
    "decided_twice": (_T("组织“{found}”有两条决定", "There are two decisions on “{found}”"), _T("请保留有效的一条", "Keep the one in force")),
    "too_many_recommended": (_T("单位“{found}”推荐了 {count} 家，最多 {most} 家", "“{found}” has {count} recommendations; at most {most}"), _T("请按名额删减", "Remove some")),
    "too_few_recommended": (_T("单位“{found}”只推荐了 {count} 家，批次规定至少 {fewest} 家", "“{found}” has {count} recommendations; the batch wants at least {fewest}"), _T("请补充推荐；确无合适组织的，可不改", "Recommend more; leave it where no other organization fits")),
    "recognized_in_which_unit": (_T("组织“{found}”已认定，它的材料却写了不同的所属单位（{units}），没有计入任何一个单位", "“{found}” is recognized, but its files name different units ({units}); it is counted for none"), _T("请确定认定的是哪个单位：改正或撤下另一份材料，或者在名录里写明", "Settle which unit it is: correct or withdraw the other file, or enter it in the register")),
    "submission_in_document": (_T("“{found}”不是自评表的格式，没有读取", "“{found}” is no form of a submission and was not read"), _T("如果是自评表，请改用填报表格（.yaml .json）提交；不是的，请移出这个文件夹", "If it is a submission, give it as a form (.yaml .json); if not, move it out of this folder")),
    "recommended_barred": (_T("组织“{found}”不能列入本批次，却在推荐名单里", "“{found}” cannot be put forward in this batch and is recommended all the same"), _T("原因见报告；请删除该行，或者更正批次文件", "The report says why; delete the row or correct the batch file")),
    "override_needed": (_T("组织“{found}”未达到推荐条件，推荐须写明理由", "“{found}” is not recommendable; a reason is needed to recommend it"), _T("请在 override 列写明理由，或者删除该行", "Give a reason in the column override, or delete the row")),
    "per_unit_order": (_T("每个单位推荐家数：至少 {least} 多于至多 {most}", "Recommendations a unit: at least {least} is more than at most {most}"), _FIGURES),
    "no_submissions": (_T("文件夹里没有自评表", "The folder holds no submission"), _T("请放入 .yaml、.yml 或 .json 文件", "Add .yaml, .yml or .json files")),
    "judging_failed": (_T("读取这份文件时程序中止（{reason}），其他文件不受影响", "The program stopped at this file ({reason}); the others were judged"), _T("请检查文件是否损坏，并把它连同版本号报告给维护者", "Check the file, and report it with the version")),
    # Criteria
    "criteria_missing": (_T("缺少必需的内容", "Something required is missing here"), _T("需要：{wanted}", "Wanted: {wanted}")),
    "criteria_unknown": (_T("不认识的字段“{found}”", "Unknown field “{found}”"), _RULES),
    "criteria_type": (_T("内容“{found}”类型不对", "“{found}” is of the wrong type"), _T("需要：{wanted}", "Wanted: {wanted}")),
    "vocabulary_choices": (_T("只有 enum、set 要写 choices，也必须写", "choices goes with enum and set, and must stand there"), _RULES),
    "vocabulary_no_choices": (_T("没有这个选项表", "There is no such list of choices"), _RULES),
    "vocabulary_fields": (_T("只有 record、records 要写 fields 或 shape，也必须写", "fields or shape goes with record and records, and must stand there"), _RULES),
    "vocabulary_no_shape": (_T("没有这个字段组", "There is no such shape"), _RULES),
    "condition_form": (_T("不认识的条件写法：{found}", "Unknown form of condition: {found}"), _T("可用：fact、all_of、any_of、some、each、choose、ratio、reading", "Accepted: fact, all_of, any_of, some, each, choose, ratio, reading")),
    "condition_operator": (_T("一个条件要有且只有一个比较方式，这里是：{found}", "A condition takes exactly one operator; here: {found}"), _RULES),
    "condition_operator_type": (_T("“{operator}”不能用于 {type} 类型的事实", "“{operator}” does not fit a fact of type {type}"), _RULES),
    "condition_operand": (_T("比较的值不对", "The operand is of the wrong kind"), _T("需要：{wanted}", "Wanted: {wanted}")),
    "condition_types_differ": (_T("不能比较 {one} 和 {other}", "{one} and {other} cannot be compared"), _RULES),
    "condition_not_a_list": (_T("“{found}”不是列表", "“{found}” is not a list"), _RULES),
    "condition_where_optional": (_T("where 只能用必填事实，“{found}”不是", "where takes required facts only; “{found}” is not"), _T("请改用 satisfies", "Use satisfies")),
    "condition_choose": (_T("choose 由若干 when/then 和最后一个 otherwise 组成", "choose takes entries of when and then, and a last otherwise"), _RULES),
    "condition_no_reading": (_T("没有口径“{found}”", "There is no reading “{found}”"), _RULES),
    "condition_reading_cases": (_T("口径的取值是 {wanted}，这里写的是 {found}", "The reading has {wanted}; here stand {found}"), _RULES),
    "condition_no_fact": (_T("词汇表里没有事实“{found}”", "The vocabulary has no fact “{found}”"), _RULES),
    "condition_scope": (_T("“{found}”在列表“{list}”里，要放在 some 或 each 中", "“{found}” lies in the list “{list}” and needs some or each"), _RULES),
    "condition_no_choice": (_T("“{found}”不是可选项", "“{found}” is not a choice"), _T("可用：{accepted}", "Accepted: {accepted}")),
    "condition_extra": (_T("多余的内容“{found}”", "“{found}” does not belong here"), _T("可用：{accepted}", "Accepted: {accepted}")),
    "reading_default": (_T("默认口径“{found}”不在取值里", "The default “{found}” is not among the values"), _T("可用：{accepted}", "Accepted: {accepted}")),
    "clause_without_check": (_T("条款 {found} 没有子项", "Clause {found} has no sub-check"), _RULES),
    "check_id": (_T("子项编号“{found}”应写成 {wanted}", "The sub-check “{found}” should be named {wanted}"), _RULES),
    "quote_not_in_clause": (_T("引文“{found}”不是条文里的原话", "“{found}” is no fragment of the clause"), _T("请照条文逐字摘录", "Quote the clause to the letter")),
    "rule_and_kind": (_T("{found}：judgement 不写 rule，其他类型必须写", "{found}: a judgement has no rule, every other kind has one"), _RULES),
    "not_applicable_unexplained": (_T("{found}：有 guard 就要写 not_applicable_because", "{found}: a guard needs not_applicable_because"), _RULES),
    "duplicate_id": (_T("编号“{found}”用了两次", "The id “{found}” is used twice"), _RULES),
    "not_listed": (_T("“{found}”没有在上文列出", "“{found}” is not listed"), _T("可用：{accepted}", "Accepted: {accepted}")),
    "ruleset_altered": (_T("规则文件发布后被改动（发布时 {issued}，现在 {found}）", "The rule set was altered after issue (issued {issued}, found {found})"), _T("请恢复原文件；要改口径须另立版本", "Restore the file; a change needs a new version")),
    "ruleset_misplaced": (_T("文件名与其中的编号、版本（{found}）不符", "The file's name does not match its id and version ({found})"), _RULES),
}  # fmt: skip
