"""Statements that are no criterion: read from a file, with every mistake named, and truly no criterion."""

from collections import Counter
from pathlib import Path

import pytest

from certify.rules.files import FaultyCriteriaError
from certify.rules.left_out import FILE, left_out
from certify.rules.load import available_rulesets, find_ruleset
from tests.rules.conftest import altered, copied, told


def test_every_source_has_statements_that_are_left_out() -> None:
    counted = Counter(one.source for one in left_out())
    assert counted == {
        "shandong-2024": 12,
        "hainan-2023": 11,
        "chongqing-2023": 9,
        "sichuan-2023": 15,
        "henan-2023": 13,
    }


def test_no_statement_is_listed_twice() -> None:
    quotes = [(one.source, one.clause, one.quote) for one in left_out()]
    assert len(set(quotes)) == len(quotes)


@pytest.mark.parametrize("reference", available_rulesets())
def test_what_is_left_out_is_no_whole_criterion(reference: str) -> None:
    rules = find_ruleset(reference)
    texts = {criterion.text for criterion in rules.criteria}
    own = {one.quote for one in left_out() if one.source == rules.id}
    # Of these the words are a criterion, and what is left out is a figure that the text does not give.
    assert own & texts <= {"调解员参加过人社、工会、工商联、企联等部门组织的有关培训，且培训合格"}


def test_every_mistake_is_told(tmp_path: Path) -> None:
    home = copied(tmp_path)
    text, places = altered(
        (home / FILE).read_text(encoding="utf-8"),
        ("source: shandong-2024", "source: §shandong-2023"),
        ("source: hainan-2023", "source: §hainan"),
    )
    (home / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(FaultyCriteriaError) as caught:
        left_out(home)
    assert told(caught.value) == [f"not_listed {place}" for place in places]
