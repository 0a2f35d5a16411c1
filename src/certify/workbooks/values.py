"""What the library makes of a cell, as a kind and a text."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from certify.workbooks.grid import Kind

Found = tuple[Kind, str]
_MOST_DIGITS = 15
_BEYOND = 10.0**_MOST_DIGITS


def _text(value: str) -> Found:
    return "text", value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value


def _number(value: float) -> Found:
    if -_BEYOND < value < _BEYOND and value == int(value):
        return "number", str(int(value))
    if not isfinite(value):
        return "error", "#NUM!"
    if abs(value) >= _BEYOND:
        return "digits", f"{Decimal(repr(value)).to_integral_value():f}"
    # A result such as 0.1+0.2 is shown, and meant, with the digits that a cell can hold.
    return "number", f"{Decimal(f'{value:.{_MOST_DIGITS}g}').normalize():f}"


def _bool(value: bool) -> Found:  # noqa: FBT001 - the value is the whole argument
    return "bool", "true" if value else "false"


def _date(value: date) -> Found:
    return "date", value.isoformat()


def _datetime(value: datetime) -> Found:
    # A moment is a fraction of a day, which is seldom exact.
    near = (value + timedelta(microseconds=500_000)).replace(microsecond=0, tzinfo=None)
    return "date", near.date().isoformat() if near.time() == time.min else near.isoformat(" ")


def _time(value: time) -> Found:
    return "text", value.replace(microsecond=0).isoformat()


def _duration(value: timedelta) -> Found:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return "text", f"{hours}:{minutes:02}:{seconds:02}"


CONVERTERS: dict[type, Callable[..., Found]] = {
    str: _text,
    float: _number,
    int: _number,
    bool: _bool,
    datetime: _datetime,
    date: _date,
    time: _time,
    timedelta: _duration,
}
