"""What the library makes of a cell, as a kind and a text."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.workbooks.values import CONVERTERS


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (13.0, ("number", "13")),
        (13, ("number", "13")),
        (-0.0, ("number", "0")),
        (0.65, ("number", "0.65")),
        (12345678.25, ("number", "12345678.25")),
        (1e-7, ("number", "0.0000001")),
        (-1.5e-9, ("number", "-0.0000000015")),
        (13812345678.0, ("number", "13812345678")),
        (999999999999999.0, ("number", "999999999999999")),
        (1e15, ("digits", "1000000000000000")),
        (3.7010219900101120e17, ("digits", "370102199001011200")),
        (0.1 + 0.2, ("number", "0.3")),
        (float("inf"), ("error", "#NUM!")),
        (float("nan"), ("error", "#NUM!")),
        (True, ("bool", "true")),
        (date(2024, 8, 20), ("date", "2024-08-20")),
        (datetime(2024, 8, 20), ("date", "2024-08-20")),  # noqa: DTZ001 - moments in cells have no zone
        (datetime(2024, 8, 20, 10, 29, 59, 999_999), ("date", "2024-08-20 10:30:00")),  # noqa: DTZ001
        (time(10, 30), ("text", "10:30:00")),
        (timedelta(hours=36, minutes=5), ("text", "36:05:00")),
        ("a\r\nb\rc", ("text", "a\nb\nc")),
    ],
)
def test_a_value(value: object, found: tuple[str, str]) -> None:
    assert CONVERTERS[type(value)](value) == found


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_without_exponent_to_the_digits_of_a_cell(number: float) -> None:
    kind, text = CONVERTERS[float](number)
    assert kind in ("number", "digits")
    assert set(text) <= set("-0123456789.")
    assert float(text) == (number if kind == "digits" else float(f"{number:.15g}"))
