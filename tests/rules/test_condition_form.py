"""Conditions of one form come to the same whatever is answered; what means something else has another form."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.facts import Facts
from certify.judging.evaluate import Readings, compile_condition
from certify.rules.condition_form import condition_form
from certify.rules.conditions import (
    AllOf,
    AnyOf,
    ByReading,
    Choose,
    Condition,
    Each,
    FactValue,
    Fixed,
    Ratio,
    Some,
    SumOf,
)
from certify.rules.conditions import Test as FactTest

READINGS = Readings.make({"r": "x"})
NAMES = ("a", "b", "c")
LEAVES = st.one_of(
    st.builds(FactTest, st.sampled_from(NAMES), st.just("is"), st.booleans()),
    st.builds(Fixed, st.sampled_from(["met", "not_met", "needs_review", "not_applicable"])),
)


def larger(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, parts),
        st.builds(AnyOf, parts),
        st.builds(lambda when, then, other: Choose(((when, then),), other), inner, inner, inner),
        st.builds(lambda one, two: ByReading("r", {"x": one, "y": two}), inner, inner),
    )


CONDITIONS = st.recursive(LEAVES, larger, max_leaves=8)


def turned(condition: Condition, draw: st.DataObject) -> Condition:
    """Return the same with parts in another order, some twice, some in brackets of their own."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            inner = draw.draw(st.permutations([turned(part, draw) for part in parts]))
            kind = type(condition)
            if draw.draw(st.booleans()):
                inner = [*inner, inner[0]]
            if draw.draw(st.booleans()):
                return kind((kind(tuple(inner[:1])), *inner[1:]))
            return kind(tuple(inner))
        case Choose(branches, otherwise):
            return Choose(tuple((turned(when, draw), turned(then, draw)) for when, then in branches), otherwise)
        case ByReading(key, cases):
            return ByReading(key, {value: turned(case, draw) for value, case in reversed(list(cases.items()))})
        case _:
            return condition


@given(CONDITIONS, st.data())
def test_the_order_of_parts_does_not_matter(condition: Condition, draw: st.DataObject) -> None:
    assert condition_form(condition) == condition_form(turned(condition, draw))


@given(CONDITIONS, CONDITIONS, st.data())
def test_conditions_of_one_form_have_the_same_outcomes(one: Condition, two: Condition, draw: st.DataObject) -> None:
    other = draw.draw(st.sampled_from([two, turned(one, draw)]))
    if condition_form(one) != condition_form(other):
        return
    answers = st.dictionaries(st.sampled_from(NAMES), st.booleans())
    facts: Facts = draw.draw(answers)
    first, second = (compile_condition(condition, READINGS)(facts, facts) for condition in (one, other))
    assert first == second


YES, NO = FactTest("a", "is", operand=True), FactTest("a", "is", operand=False)
UNLIKE: list[tuple[Condition | None, Condition | None]] = [
    (YES, NO),
    (YES, None),
    (YES, FactTest("b", "is", operand=True)),
    (FactTest("a", "at_least", 1), FactTest("a", "more_than", 1)),
    (FactTest("a", "at_least", 1), FactTest("a", "is", operand=True)),
    (FactTest("a", "at_least", FactValue("b")), FactTest("a", "at_least", SumOf(("b",)))),
    (FactTest("a", "at_least", SumOf(("b", "b"))), FactTest("a", "at_least", SumOf(("b",)))),
    (FactTest("a", "one_of", ("x", "y")), FactTest("a", "one_of", ("x",))),
    (AllOf((YES, NO)), AnyOf((YES, NO))),
    (Some("l", None, YES), Each("l", None, YES)),
    (Some("l", NO, YES), Some("l", YES, NO)),
    (Choose(((YES, NO),), NO), Choose(((NO, YES),), NO)),
    (
        Choose(((YES, Fixed("met")), (NO, Fixed("not_met"))), YES),
        Choose(((NO, Fixed("not_met")), (YES, Fixed("met"))), YES),
    ),
    (Fixed("met"), Fixed("needs_review")),
    (ByReading("r", {"x": YES, "y": NO}), ByReading("r", {"x": NO, "y": YES})),
    (ByReading("r", {"x": YES}), ByReading("s", {"x": YES})),
    (ByReading("r", {"x": YES}), YES),
]
RATIO = Ratio(("a",), ("a", "b"), 65, "needs_review")


@pytest.mark.parametrize(("one", "two"), UNLIKE)
def test_what_means_something_else_has_another_form(one: Condition | None, two: Condition | None) -> None:
    assert condition_form(one) != condition_form(two)


@pytest.mark.parametrize(
    "other",
    [
        replace(RATIO, at_least_percent=66),
        replace(RATIO, when_none="met"),
        replace(RATIO, of=("b",)),
        replace(RATIO, among=("a",)),
        replace(RATIO, of=("a", "a")),
    ],
)
def test_every_part_of_a_ratio_counts(other: Ratio) -> None:
    assert condition_form(RATIO) != condition_form(other)
    assert condition_form(RATIO) == condition_form(replace(RATIO, among=("b", "a")))


def test_members_of_a_choice_and_terms_of_a_sum_have_no_order() -> None:
    assert condition_form(FactTest("a", "one_of", ("x", "y"))) == condition_form(FactTest("a", "one_of", ("y", "x")))
    assert condition_form(FactTest("a", "at_least", SumOf(("b", "c")))) == condition_form(
        FactTest("a", "at_least", SumOf(("c", "b")))
    )
