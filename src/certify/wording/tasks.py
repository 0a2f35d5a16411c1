"""The words of the ledger of duties: states, timings, and what its reports say."""

from collections.abc import Sequence

from certify.language import Lang, Text, joined

_T = Text

STATES = {
    "done": _T("已完成", "done"),
    "ongoing": _T("持续推进", "ongoing"),
    "in_progress": _T("推进中", "in progress"),
    "not_started": _T("未开始", "not started"),
    "no_report": _T("未填报", "no report"),
    "refused": _T("填报有误", "report is wrong"),
    "clashing": _T("填报矛盾", "reports clash"),
}
TIMINGS = {
    "none": _T("未定时限", "no deadline"),
    "ongoing": _T("持续推进", "ongoing"),
    "not_due": _T("未到期", "not due"),
    "warning": _T("临界", "between bounds"),
    "overdue": _T("逾期", "overdue"),
    "open": _T("待核实", "to be checked"),
    "in_time": _T("按时完成", "done in time"),
    "doubtful": _T("临界完成", "done between bounds"),
    "late": _T("逾期完成", "done late"),
    "unnamed": _T("原文未指明具体单位", "the text names nobody"),
    "extra": _T("不在应报之内", "not owed"),
}
# What is counted in every table, in the order of its columns.
COUNTED = {
    "items": _T("应报", "in all"),
    **{key: STATES[key] for key in ("done", "ongoing", "in_progress", "not_started", "no_report")},
    **{key: STATES[key] for key in ("refused", "clashing")},
    **{key: TIMINGS[key] for key in ("overdue", "warning", "late", "doubtful")},
    "without_evidence": _T("完成无佐证", "done, no evidence"),
    "unnamed": _T("未指明单位", "none named"),
    "extra": _T("另报", "besides"),
}
# Marks that a GBK console and a black-and-white print both show.
MARKS = {
    "done": "√",
    "ongoing": "◎",
    "in_progress": "○",
    "not_started": "－",
    "no_report": "？",
    "refused": "！",
    "clashing": "！",
    "overdue": "×",
    "open": "！",
    "warning": "！",
    "late": "！",
    "doubtful": "！",
}
# What each timing means, for the notes of a report.
EXPLAINED = {
    "none": _T("原文没有给出时限", "The text sets no deadline."),
    "ongoing": _T("原文写“持续推进”，任何时候都不算逾期", "The text says it never ends; it is never overdue."),
    "not_due": _T("还没有过较早的期限", "The earlier bound has not passed."),
    "warning": _T(
        "已过较早的期限，未过较晚的期限，还没有完成", "The earlier bound has passed, the later has not; not done."
    ),
    "overdue": _T(
        "已过较晚的期限，还没有完成（或者没有填报）", "The later bound has passed; not done, or not reported."
    ),
    "open": _T(
        "已过期限，填报有误或者前后矛盾，改正以前看不出是否完成",
        "A bound has passed; the report is wrong or contradicts itself, and until it is mended nobody can tell.",
    ),
    "in_time": _T("在较早的期限以内完成，当天算按时", "Done by the earlier bound, that day included."),
    "doubtful": _T("在两个期限之间完成", "Done between the two bounds."),
    "late": _T("在较晚的期限以后完成", "Done after the later bound."),
    "unnamed": _T(
        "原文只写“相关部门”一类统称：同级任何没有另外点名的单位填报了就算；没有填报的不记在哪一家名下，也不算逾期",
        "The text has only words such as 相关部门: any body of that level that it does not name besides counts; without one "
        "nobody is charged, and nothing is overdue.",
    ),
    "extra": _T(
        "原文在这一级没有点名的单位报来的，照列，不计入应报",
        "Reported by those that the text does not name at this level; shown, and counted apart.",
    ),
}
TITLE = _T("重点任务落实进度台账", "Ledger of key tasks")
OWN_LEVEL = _T("（本级）", "(own level)")
OWN = _T("本级", "own level")
WHOLE = _T("（整体）", "(as a whole)")
WHOLE_CITY = _T("（市里整体填报）", " (reported as a whole)")
SPEAKS_FOR = _T("含：", "for: ")
LATER_DONE = _T("基准日以后才填报", "reported after the as-of date")
LATER = _T("当时未填报", "not reported then")
TAKEN_BACK = _T("曾报已完成：", "said to be done before: ")
WRONG = _T("见：", "see: ")
ONLY_IN = _T("（只看{where}）", " (only {where})")
SEVERAL_CITIES = _T(" {count} 个市县", "{count} places")
SILENT_CITIES = _T("未交台账的市", "Cities that handed in nothing")
AS_OF_FROM = _T("基准日取自", "The as-of date is from")
UPDATED_LATER = _T("基准日以后更新的（条）", "Entries updated after the as-of date")
UNNAMED = _T("（原文未点名）", "(none named)")
HORIZON = _T("整体期限（不作为单项时限）", "Time of the whole (no deadline of a single task)")
NO_ITEM = _T(
    "原文点名的不是这一级的单位，这里没有应报的单位。",
    "The text names bodies of another level; nobody here owes a report.",
)
NOBODY = _T("原文没有写责任单位", "The text names no responsible body")
NO_EVIDENCE = _T("无佐证", "no evidence named")
NO_CLOCK = _T(
    "没有填报，也没有用 --as-of 给出日期，基准日取发文日期。",
    "Nothing was reported and --as-of was not given; the as-of date is that of the document.",
)
RULES = (
    _T(
        "“某年前”既可以指该年开始以前，也可以指该年年底以前：两个日期都保留，过了较早的是“临界”，过了较晚的才是“逾期”。",
        "“Before a year” may mean before it begins or by its end: both days are kept; after the earlier it is between "
        "bounds, after the later overdue.",
    ),
    _T(
        "责任单位只用原文写出的；原文没有写的不补。没有填报不等于没有做。",
        "Bodies are those that the text names, and none is added. Not reported does not mean not done.",
    ),
    _T(
        "同一单位同一任务填报几次的，以更新日期最晚的一次为准，以前的保留为经过；最晚一天前后矛盾的，改正以前不作结论。",
        "Of several entries of a body on a task the one updated last counts; the others stay as its history. Where those of "
        "the last day contradict each other, nothing is concluded.",
    ),
    _T(
        "市里整体填报的，只代替原文用“各级”“各市县”统称的单位，不代替单独点名的单位。",
        "A city that reports as a whole speaks for the bodies that the text names as a group (各级, 各市县), and for none that "
        "it names singly.",
    ),
    _T(
        "给了基准日的，以后更新的行只看完成日期：在基准日以前（含当天）完成的算完成，其余的当时没有填报。",
        "Of rows updated after a given as-of date only what was done by it counts; the rest was not reported then.",
    ),
)


def who(city: str, body: str, year: int | None, lang: Lang, *, among_cities: bool, reported: bool = False) -> str:
    """Return whose item it is, and of which year; where there are cities, that it is none of theirs is said too."""
    place = city or (OWN_LEVEL.to(lang) if among_cities else "")
    whole = WHOLE_CITY.to(lang) if city and reported and not body else ""
    named = f"{' · '.join(filter(None, (place, body)))}{whole}" or WHOLE.to(lang)
    return f"{named}{_of_year(year, lang)}"


def of_city(city: str, bodies: Sequence[str], year: int | None, lang: Lang) -> str:
    """Return the bodies of one city, or of the province, with the year that they are looked at for."""
    named = joined([body or WHOLE.to(lang) for body in bodies], lang)
    return f"{city or OWN_LEVEL.to(lang)}{'：' if lang == 'zh' else ': '}{named}{_of_year(year, lang)}"


def _of_year(year: int | None, lang: Lang) -> str:
    return "" if year is None else f" · {year}{'年度' if lang == 'zh' else ''}"
