"""The heads of a table as people write them: below a title, over two lines, with a unit or a note behind."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest
from typing import TypeAlias

from certify.language import Text
from certify.rules.vocabulary import Field
from certify.spelling import folded

Line: TypeAlias = tuple[int, list[str]]

# A row with so many known heads holds the heads; it stands among so many first rows.
LEAST_HEADS = 2
MOST_ABOVE_HEADS = 10
TEN_THOUSANDS = Text("万元", "10,000 CNY")
# Columns that many tables have and that are never read. Their names say nothing of persons.
NOT_NEEDED = frozenset(
    folded(word)
    for word in (
        *("序号", "编次", "备注", "说明", "经办人", "承办人", "承办调解员", "调解员", "主办调解员", "受理人", "登记人"),
        *("用人单位", "被申请人", "申请人数", "涉案人数", "人数", "身份证号", "身份证号码", "案件来源"),
        *("申请日期", "申请时间", "调解日期", "调解时间", "调解请求", "申请事项", "请求事项", "争议焦点"),
        *("调解协议金额", "协议金额", "调解金额", "履行情况", "是否履行", "回访情况", "回访日期", "归档号", "卷宗号"),
    )
)
_MARKS = "*※:、,."
_BEHIND = r"(?:\(({0})\)|\[({0})\]|【({0})】|[/:,、](?:单位:?)?({0}))"
_AMOUNT = re.compile(r"(.+?)" + _BEHIND.format(r"(?:单位:?)?(?:人民币)?万?元"))
_NOTE = re.compile(
    r"(.+?)"
    + _BEHIND.format(
        r"必填|选填|必填项|选填项|是/否|是或否|有/无|有或无|填是或否|打勾|√|√/×|年月日|年/月/日|年-月-日|yyyy[-/.]mm[-/.]dd|格式:[^()]*"
    )
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """The heads of a table, the line that the first of them stand in, and the rows that follow."""

    line: int
    heads: list[str]
    rows: Iterator[Line]


def find_heads(lines: Iterator[Line], words: Mapping[str, Field]) -> HeadLine:
    """Find the heads below empty rows and a title; where no row looks like heads, the first that is not empty is it.

    Heads over two lines, as merged cells leave them, are put together.
    """
    above: list[Line] = []
    for line in lines:
        above.append(line)
        if _known(line[1], words) >= LEAST_HEADS:
            return _two_lines(above, lines, words)
        if len(above) == MOST_ABOVE_HEADS:
            break
    first = next((at for at, (_, cells) in enumerate(above) if any(cell.strip() for cell in cells)), 0)
    rest = chain(above[first:], lines)
    number, heads = next(rest, (1, []))
    return HeadLine(number, heads, rest)


def column_of(head: str, words: Mapping[str, Field]) -> Field | None:
    """Return the column that a head names, also with a mark, a note or a unit: amounts may stand in ten thousands."""
    word = folded(head)
    if word in words:
        return words[word]
    word = word.strip(_MARKS)
    note = _NOTE.fullmatch(word)
    if note is not None:
        word = note[1].strip(_MARKS)
    amount = _AMOUNT.fullmatch(word)
    if amount is None:
        return words.get(word)
    field = words.get(amount[1])
    if field is None or field.type != "decimal":
        return None
    return replace(field, unit=TEN_THOUSANDS) if "万" in word else field


def _known(cells: list[str], words: Mapping[str, Field]) -> int:
    return sum(column_of(cell, words) is not None for cell in cells)


def _two_lines(above: list[Line], lines: Iterator[Line], words: Mapping[str, Field]) -> HeadLine:
    """Return the heads whose last line so far is that of known heads, with the line above or below where they go on."""
    number, heads = above[-1]
    if len(above) > 1 and _goes_on_above(above[-2][1], heads, words):
        return HeadLine(above[-2][0], _joined(above[-2][1], heads, words), lines)
    below = list(islice(lines, 1))
    if below and _goes_on_below(heads, below[0][1], words):
        return HeadLine(number, _joined(heads, below[0][1], words), lines)
    return HeadLine(number, heads, chain(below, lines))


def _goes_on_above(upper: list[str], lower: list[str], words: Mapping[str, Field]) -> bool:
    """Return whether a head stands above a gap in the line below it."""
    pairs = zip_longest(upper, lower, fillvalue="")
    return any(not below.strip() and column_of(above, words) is not None for above, below in pairs)


def _goes_on_below(upper: list[str], lower: list[str], words: Mapping[str, Field]) -> bool:
    """Return whether a line below the heads holds heads as well: nothing under what a row must have, a known head elsewhere."""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        field = column_of(above, words)
        if field is not None and field.required and below.strip():
            return False
    return any(
        below.strip() and head != above and column_of(head, words) is not None
        for above, below, head in zip_longest(upper, lower, _joined(upper, lower, words), fillvalue="")
    )


def _joined(upper: list[str], lower: list[str], words: Mapping[str, Field]) -> list[str]:
    """Return heads over two lines as one: a head above several columns belongs to each of them."""
    heads: list[str] = []
    group = ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        group = above if above.strip() else group
        if not below.strip():
            heads.append(above)
            continue
        said = (f"{group}{below}", f"{below}{group}", below, above)
        heads.append(next((head for head in said if column_of(head, words) is not None), below))
    return heads
