"""A sheet taken apart at once is the sheet gone through event by event."""

import random
from typing import Any

import pytest

from certify.workbooks import child, xlsx_plain, xlsx_sheet
from certify.workbooks.extent import Box, Extent
from tests.workbooks.making import inline, one_sheet, row, sheet, value
from tests.workbooks.test_odd import XLSX
from tests.workbooks.test_refused import REFUSED

SMALL = [one for one in (*XLSX, *REFUSED) if isinstance(one.values[0], bytes) and len(one.values[0]) < 20_000]


def both_ways(content: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    at_once = child.answer(content)
    monkeypatch.setattr(xlsx_sheet, "count_plain", lambda *_: None)
    by_events = child.answer(content)
    monkeypatch.undo()
    return at_once, by_events


def random_cell(rng: random.Random, place: str) -> str:
    return rng.choice(
        (
            value(place, rng.randint(-5, 5)),
            value(place, "a &amp; b", "str"),
            value(place, 1, "b", 2),
            value(place, "", "str"),
            inline(place, "甲"),
            f'<c r="{place}" s="3"/>',
            f'<c r="{place}"><f>1+1</f></c>',
            f'<c r="{place}" t="str"><f>""</f><v></v></c>',
            f'<c r="{place}"><f t="shared" si="0"/><v>3</v></c>',
            f'<c r="{place}"><f t="shared" si="0"/></c>',
        )
    )


@pytest.mark.parametrize("content", [one.values[0] for one in SMALL], ids=[str(one.id) for one in SMALL])
def test_both_ways_give_the_same_for_odd_files(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once, by_events = both_ways(content, monkeypatch)
    assert at_once == by_events


@pytest.mark.parametrize("seed", range(50))
def test_both_ways_give_the_same_for_any_plain_sheet(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)
    rows = [
        row(n, *(random_cell(rng, f"{letter}{n}") for letter in "ABCDE" if rng.random() < 0.8))
        for n in range(1, 9)
        if rng.random() < 0.8
    ]
    at_once, by_events = both_ways(one_sheet(*rows), monkeypatch)
    assert at_once == by_events


def test_what_programs_write_is_plain() -> None:
    content = sheet(
        row(1, value("A1", 1), '<c r="B1" s="1"/>', inline("C1", "a")) + row(3, value("B3", 0, "s"))
    ).encode()
    box = Box("a", Extent())
    assert xlsx_plain.count_plain(content, box) == (1, {})
    assert (box.cells, box.first_row, box.last_row, box.first_column, box.last_column) == (3, 1, 3, 1, 3)
