"""The words of sensitivity reports: what hangs on the readings."""

from certify.language import Text

_T = Text

TITLE = _T("口径影响测算", "What hangs on the readings")
WHAT = _T(
    "每次只换一个口径，其余按本批次执行的口径不变，全部材料各评判一遍。只供研究口径参考，不改变任何结论。",
    "One reading is changed at a time, the others stay as they are in force for this batch, and every submission is judged "
    "again. It is for weighing readings and changes no result.",
)
ON_RECORD = _T(
    "市级的推荐已有记录，换口径不改变记录：推荐和覆盖按记录计算，组织的结论按换用的口径计算。",
    "Recommendations are on record and no reading changes them: recommendations and coverage follow the record, outcomes "
    "follow the reading.",
)
CHANGING = _T("有影响的口径", "Readings that change something")
HANGING = _T("结论取决于口径的组织", "Organizations whose outcome hangs on a reading")
NOBODY = _T("没有一家组织的结论取决于口径。", "No organization's outcome hangs on a reading.")
SILENT = _T("没有影响的口径", "Readings that change nothing")
SILENT_IS = _T(
    "换用后，没有组织的结论改变，也没有单位的推荐和覆盖改变。",
    "No outcome is another under them, and no unit's recommendations or coverage.",
)
NEVER = _T("不能测算的口径", "Readings that cannot be computed")
AGAIN = _T("审核结论要重看的组织", "Organizations whose review would have to be made again")
MORE_AGAIN = _T("……其余见 --format html、md 或 json", "… the others stand in --format html, md and json")
AGAIN_IS = _T(
    "审核人已作结论，而换用口径后按填报数据的结果不同：现仍按审核结论计；若改用这一口径，应当重新审核。",
    "A reviewer's entry stands, and what was declared comes to another verdict under this reading. The entry counts here; "
    "under this reading it would have to be made again.",
)
SAME_OUTCOME = _T("结论不变", "same outcome")
NO_LONGER = _T("不再推荐", "no longer recommended")
NOW = _T("转为推荐", "recommended instead")
UNREAD = _T("材料有误、没有测算的", "Not judged, with errors")
COVERED = _T("推荐的都获认定后已覆盖", "covered if all are recognized")
UNCOVERED = _T("推荐的都获认定后仍未覆盖", "uncovered even if all are recognized")
NOBODY_THERE = _T("无", "nobody")
