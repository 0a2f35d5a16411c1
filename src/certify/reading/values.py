"""Text to a value, by the type that the vocabulary gives the field and by nothing else.

Every reader takes text without surrounding white space and raises `UnreadableError` with a problem's code.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from certify.spelling import normal

MOST_DIGITS = 15
EARLIEST_YEAR = 1900
LATEST_YEAR = 2999

_TICKS = frozenset({"√", "✓", "✔"})
_YES = _TICKS | {"true", "yes", "是", "有"}
_NO = frozenset({"false", "no", "否", "无", "没有", "×", "✗", "✘"})
# What people write for "there is none" where a document is asked for.
_NO_DOCUMENT = _NO | {"none", "暂无"}
_NO_ANSWER = frozenset({"n/a", "na", "不适用"})
# What says that there is none of whatever is asked for.
WORDS_FOR_NONE = _NO_DOCUMENT | _NO_ANSWER
# What says that there is a document without naming it.
_SOME_DOCUMENT = _YES | {"1", "y", "已有"}
# A cell crossed out: strokes, dashes and dots alone.
_CROSSED_OUT = re.compile(r"[-/\\|–—―_.·~…]+")
_AMOUNT_FAULTS = {"negative": "negative_amount", "percent_for_count": "percent_for_count"}
_INTEGER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0*)?")
_DECIMAL = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BEFORE_UNIT = re.compile(r"\s+(?=\D)")
_TIME_OF_DAY = re.compile(r"[Tt\s]\s*(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?[Zz]?$")


class UnreadableError(Exception):
    """Text that is no value of the type; `code` names the problem, `params` what may help.

    `suggest` finds the word that was meant, which takes time: it is called only for a problem that is told.
    """

    def __init__(self, code: str, suggest: Callable[[], str] | None = None, **params: object) -> None:
        """Keep the code for the wording."""
        super().__init__(code)
        self.code = code
        self.suggest = suggest
        self.params = params

    def told(self) -> dict[str, object]:
        """Return what a message says, with the word that was meant."""
        return self.params if self.suggest is None else {**self.params, "suggestion": self.suggest()}


class NothingSaidError(UnreadableError):
    """Text that stands in a cell and leaves it as good as empty."""

    def __init__(self) -> None:
        """Take it for an empty cell."""
        super().__init__("required")


def read_text(text: str) -> str:
    """Return text as it stands, trimmed; a dash or a stroke says nothing and is refused."""
    word = text.strip()
    # Nearly every text begins with a letter or a digit.
    if not word[:1].isalnum() and not any(character.isalnum() for character in word):
        raise UnreadableError("placeholder")
    return word


@lru_cache(maxsize=4096)
def read_bool(text: str) -> bool:
    """Read yes or no in the usual spellings."""
    word = normal(text).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise UnreadableError("not_yes_no")


def read_presence(text: str) -> bool:
    """Read only that something stands there: what it is stays unread."""
    if says_nothing(text):
        raise NothingSaidError
    return True


@lru_cache(maxsize=4096)
def read_tick(text: str) -> bool:
    """Read yes or no in a table, where 1 and 0 say so too."""
    word = normal(text)
    return read_bool({"1": "yes", "0": "no"}.get(word, word))


def read_doc(text: str) -> str | bool:
    """Read a document field: its name, or False where the text says that there is none."""
    word = normal(text).casefold()
    if word in _NO_DOCUMENT:
        return False
    if word == "true":
        raise UnreadableError("doc_without_name")
    if word == "0" or word in _NO_ANSWER:
        raise UnreadableError("not_a_document")
    if word in _TICKS:
        # It says as much as 有 does, and is kept like it.
        return word
    return read_text(text)


@lru_cache(maxsize=4096)
def names_no_document(text: str) -> bool:
    """Return whether the text of a document only says that there is one."""
    return normal(text).casefold() in _SOME_DOCUMENT


@lru_cache(maxsize=4096)
def says_none(text: str) -> bool:
    """Return whether text that should be the thing itself says that there is none."""
    return normal(text).casefold() in WORDS_FOR_NONE


def says_nothing(text: str) -> bool:
    """Return whether a cell that may stay empty is as good as empty: it says that there is none, or is crossed out."""
    return says_none(text) or _CROSSED_OUT.fullmatch(normal(text)) is not None


def read_int(unit: str) -> Callable[[str], int]:
    """Return a reader of whole numbers from 0 that lets the unit stand behind the figure (132件)."""

    @lru_cache(maxsize=4096)
    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
            return int(text)
        word = _without_unit(_figure(text), unit)
        match = _INTEGER.fullmatch(word)
        if match is None:
            raise UnreadableError(_number_fault(word))
        digits = match[1].replace(",", "")
        if len(digits.lstrip("0")) > MOST_DIGITS:
            raise UnreadableError("number_too_large")
        return int(digits)

    return read


def read_decimal(unit: str) -> Callable[[str], Decimal]:
    """Return a reader of exact decimals from 0 that lets the unit stand behind; for 元 also 万元.

    In a column of 万元 a bare figure is one of ten thousands, and one with 元 behind it is not.
    """
    unit, in_ten_thousands = ("元", True) if unit == "万元" else (unit, False)

    @lru_cache(maxsize=4096)
    def read(text: str) -> Decimal:
        word = _figure(text)
        factor = 1
        if unit == "元" and (word.endswith(("万元", "万")) or (in_ten_thousands and not word.endswith("元"))):
            factor = 10_000
        if factor > 1:
            word = word.removesuffix("元").removesuffix("万").strip()
        word = _without_unit(word, unit)
        match = _DECIMAL.fullmatch(word)
        if match is None:
            fault = _number_fault(word)
            raise UnreadableError(_AMOUNT_FAULTS.get(fault, "not_a_decimal"))
        figure = match[1].replace(",", "") + (match[2] or "")
        if len(figure) > MOST_DIGITS + 1:
            raise UnreadableError("number_too_large")
        return Decimal(figure) * factor

    return read


@lru_cache(maxsize=4096)
def read_date(text: str) -> date:
    """Read a date in ISO form or one of 2024-8-20, 2024/8/20, 2024.8.20, 2024年8月20日, 20240820.

    Where a time of the day follows, the day is all that counts.
    """
    word = _TIME_OF_DAY.sub("", normal(text))
    match = _DATE.fullmatch(word.replace(" ", "")) or _COMPACT_DATE.fullmatch(word)
    if match is None:
        raise UnreadableError("not_a_date")
    year, month, day = (int(part) for part in match.groups() if part is not None)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise UnreadableError("no_such_date")
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableError("no_such_date") from None


def _figure(text: str) -> str:
    """Return the text of a number; raised and enclosed figures (10², ③) are no digits of it."""
    if not text.isascii() and any(unicodedata.category(character) == "No" for character in text):
        return ""
    return _BEFORE_UNIT.sub("", normal(text))


def _without_unit(word: str, unit: str) -> str:
    plain = normal(unit)
    return word[: -len(plain)] if plain and word.endswith(plain) else word


def _number_fault(word: str) -> str:
    if word.endswith(("%", "‰")):
        return "percent_for_count"
    if word.startswith(("-", "−", "负")):
        return "negative"
    return "fraction" if _DECIMAL.fullmatch(word) else "not_a_count"
