"""Whatever a submission, a review or a batch file holds, reading it ends with problems in words, never otherwise."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.judging.judge import judge
from certify.reading.review import read_review
from tests.documents.conftest import worded
from tests.reading.conftest import RULES, full, read_a_batch, read_tree

ODD: list[Any] = [
    None,
    "",
    " ",
    "x",
    True,
    0,
    -1,
    1.5,
    "1e400",
    [],
    {},
    [None],
    [[]],
    [{}],
    {"": 1},
    "\u0000",
    "9" * 50,
]
ODD += ["2025-10-31", "2025-11-01", "是", "无", "a.pdf", "../a.pdf", "B1-1.a", "met", "13812345678", "a[0]", "{found}"]
NAMES = ["[0]", "a[b]", "x.y", "", "名称", "13812345678"]
REVIEW = {
    "organization": "01",
    "entries": [
        {"check": "A1-8.a", "outcome": "met", "reviewer": "甲", "on": "2025-10-01", "note": "x", "evidence": ["E"]}
    ],
}
QUOTA = {"units": ["370102"], "cities": {"济南市": 1}}
MANY = settings(max_examples=60, deadline=None, derandomize=True)


def changed(value: Any, rng: random.Random, rate: float) -> Any:
    """Return a tree with keys left out or renamed and values replaced, each with a chance of `rate`."""
    if isinstance(value, dict):
        kept = {key: below for key, below in value.items() if rng.random() > rate}
        renamed = {rng.choice(NAMES) if rng.random() < rate / 2 else key: below for key, below in kept.items()}
        return {key: odd_or(below, rng, rate) for key, below in renamed.items()}
    if isinstance(value, list):
        items = [odd_or(item, rng, rate) for item in value] * (2 if rng.random() < rate else 1)
        return [rng.choice(ODD), *items] if rng.random() < rate else items
    return value


def odd_or(value: Any, rng: random.Random, rate: float) -> Any:
    return rng.choice(ODD) if rng.random() < rate else changed(value, rng, rate)


RANDOM = st.randoms(use_true_random=False)
RATES = st.sampled_from([0.005, 0.05, 0.2])


@MANY
@given(RANDOM, RATES)
def test_any_submission_is_read_and_judged_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rng: random.Random, rate: float
) -> None:
    reading = read_tree(tmp_path_factory.mktemp("any"), changed(full(), rng, rate))
    assert (reading.submission is None) == any(problem.level == "error" for problem in reading.problems)
    if reading.submission is not None:
        assert judge(reading.submission, RULES).clauses


@MANY
@given(RANDOM, RATES)
def test_any_review_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rng: random.Random, rate: float
) -> None:
    path: Path = tmp_path_factory.mktemp("any") / "s.review.yaml"
    path.write_text(json.dumps(changed(REVIEW, rng, rate)), encoding="utf-8")
    found, problems = read_review(path, RULES, "01")
    worded(problems)
    assert (found is None) == any(problem.level == "error" for problem in problems)


@MANY
@given(RANDOM, RATES)
def test_any_batch_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, rng: random.Random, rate: float
) -> None:
    fields = changed({"per_unit": {"min": 1, "max": 2}, "quota": QUOTA, "register": "r.csv"}, rng, rate)
    texts = {name: json.dumps(value) for name, value in fields.items() if name.isidentifier()}
    batch, problems = read_a_batch(tmp_path_factory.mktemp("any"), {"r.csv": "id\n"}, **texts)
    worded(problems)
    assert batch is not None or problems
