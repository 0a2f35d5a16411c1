"""A sheet of an .xlsx in the plain form that programs write, taken apart at once rather than event by event.

Where anything else stands among the cells this does not apply, and the events are gone through one by one.
"""

import re

from certify.workbooks import xml_events
from certify.workbooks.bounds import MOST_COLUMNS, MOST_ROWS
from certify.workbooks.extent import Box
from certify.workbooks.grid import Cell, column_letters

_FORMULA = rb"(?:<f(?: [^<>]*+)?+(?<!/)>[^<]*+</f>|<f [^<>]*+(?<=/)>)"
# A number, a text or a yes-or-no, typed or computed, or a formula without a result; no error.
_PLAIN = re.compile(
    rb'<c r="([A-Z]{1,2}+)([1-9][0-9]{0,4}+)"(?: s="[0-9]{1,9}+")?+(?: t="(s|str|b|n|inlineStr)")?+>'
    rb"(?:" + _FORMULA + rb"?+<v>[^<\s][^<]*+</v>|" + _FORMULA + rb"(<v></v>|<v/>|)"
    rb"|<is><t(?: [^<>]*+)?+>[^<]*+</t></is>)</c>"
)
_PIECES = 5
# Rows and, between the filled cells, empty ones with a style: a form has several for every filled one.
_BLANKS = rb'(?:<c r="[A-Z]{1,3}+[0-9]{1,7}+"(?: s="[0-9]{1,9}+")?+ ?/>)++'
_ROW = re.compile(rb'<row r="([1-9][0-9]{0,6}+)"(?: [^<>]*+)?+>|</row>|\s++|' + _BLANKS)
_COLUMNS = {column_letters(n).encode(): n for n in range(1, MOST_COLUMNS + 1)}
_START, _END = b"<sheetData>", b"</sheetData>"


def count_plain(content: bytes, box: Box) -> tuple[int, dict[tuple[int, int], Cell]] | None:
    """Count the cells of a plain sheet into `box`; none for any other sheet.

    Return how many show shared texts, and the formulas without a result.
    """
    head, begun, rest = content.partition(_START)
    body, ended, tail = rest.partition(_END)
    if not (begun and ended and xml_events.is_plain(content)) or any(b"sheetData" in one for one in (head, body, tail)):
        return None
    pieces = _PLAIN.split(body)
    between = _ROW.split(b"".join(pieces[::_PIECES]))
    if any(between[::2]) or body.count(b"<row ") != body.count(b"</row>") or not tail.rstrip().endswith(b">"):
        return None
    letters, digits, kinds, results = (pieces[n::_PIECES] for n in range(1, _PIECES))
    if not _boxed(letters, digits, between[1::2], box):
        return None
    return kinds.count(b"s"), _stale(letters, digits, kinds, results)


def _stale(
    letters: list[bytes], digits: list[bytes], kinds: list[bytes | None], results: list[bytes | None]
) -> dict[tuple[int, int], Cell]:
    """Return the formulas without a result; an empty text is one."""
    return {
        (int(digits[n]), _COLUMNS[letters[n]]): Cell("stale", "")
        for n, result in enumerate(results)
        if result is not None and not (result and kinds[n] == b"str")
    }


def _boxed(letters: list[bytes], digits: list[bytes], rows: list[bytes | None], box: Box) -> bool:
    """Count the cells; return whether each lies within the bounds, in a row of its number, and none stands twice."""
    if not letters:
        return True
    named = set(digits)
    columns = {_COLUMNS.get(one, 0) for one in set(letters)}
    numbers = {int(one) for one in named}
    if not min(columns) or max(numbers) > MOST_ROWS or not named <= set(rows):
        return False
    if len(set(zip(letters, digits, strict=True))) < len(letters):
        return False
    box.add_block((min(numbers), max(numbers)), (min(columns), max(columns)))
    box.cells = len(letters)
    return True
