"""What became of every sub-check: the maps of versions, composed over several and read backwards."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.language import Text
from certify.rules.migration import Step, StepKind, composed, migration
from tests.rules.versions import Content, Criteria, copied, kept, move, retired, without

SAID = Text("示例", "sample")


def step(kind: StepKind, before: str, after: str) -> Step:
    return Step(kind, tuple(before.split()), tuple(after.split()))


def same(*names: str) -> list[Step]:
    return [step("same", name, name) for name in names]


COMPOSED: list[tuple[str, list[Step], list[Step], set[tuple[StepKind, str, str]]]] = [
    ("kept twice", same("a"), same("a"), {("same", "a", "a")}),
    ("renamed twice", [step("same", "a", "b")], [step("same", "b", "c")], {("same", "a", "c")}),
    ("split after a renaming", [step("same", "a", "b")], [step("split", "b", "c d")], {("split", "a", "c d")}),
    ("split again", [step("split", "a", "b c")], [step("split", "b", "d e"), *same("c")], {("split", "a", "c d e")}),
    ("merged again", [step("merged", "a b", "c"), *same("d")], [step("merged", "c d", "e")], {("merged", "a b d", "e")}),
    (
        "split and merged with others",
        [step("split", "a", "b c"), *same("d")],
        [*same("b"), step("merged", "c d", "e")],
        {("regrouped", "a d", "b e")},
    ),
    ("split, and a part of it retired", [step("split", "a", "b c")], [*same("b"), step("retired", "c", "")], {("regrouped", "a", "b")}),
    ("merged with what was new", [*same("a"), step("new", "", "b")], [step("merged", "a b", "c")], {("regrouped", "a", "c")}),
    ("split and merged again", [step("split", "a", "b c")], [step("merged", "b c", "d")], {("regrouped", "a", "d")}),
    ("retired later", same("a"), [step("retired", "a", "")], {("retired", "a", "")}),
    ("split and retired", [step("split", "a", "b c")], [step("retired", "b", ""), step("retired", "c", "")], {("retired", "a", "")}),
    ("new and split", [step("new", "", "a")], [step("split", "a", "b c")], {("new", "", "b c")}),
    ("new and gone again", [step("new", "", "a"), *same("b")], [step("retired", "a", ""), *same("b")], {("same", "b", "b")}),
    ("new later", same("a"), [*same("a"), step("new", "", "b")], {("same", "a", "a"), ("new", "", "b")}),
    ("retired, then an id like it", [step("retired", "a", ""), *same("b")], [*same("b"), step("new", "", "a")],
     {("retired", "a", ""), ("same", "b", "b"), ("new", "", "a")}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "wanted"), [case[1:] for case in COMPOSED], ids=[case[0] for case in COMPOSED]
)
def test_steps_after_each_other(first: list[Step], second: list[Step], wanted: set[tuple[StepKind, str, str]]) -> None:
    found = {(one.kind, " ".join(sorted(one.before)), " ".join(sorted(one.after))) for one in composed(first, second)}
    assert found == wanted


def any_steps(sources: list[str], draw: st.DataObject, start: str) -> list[Step]:
    """Return some map that accounts for every one of `sources`."""
    left, made, number = list(draw.draw(st.permutations(sources))), list[Step](), 0
    while left:
        kind = draw.draw(st.sampled_from(["same", "split", "merged", "retired"]))
        count = min(len(left), 2 if kind == "merged" else 1)
        before, left = left[:count], left[count:]
        width = {"same": 1, "split": 2, "merged": 1, "retired": 0}[kind]
        after = [f"{start}{number + n}" for n in range(width)]
        number += width
        named: StepKind = "same" if kind == "merged" and count == 1 else kind  # type: ignore[assignment]
        made.append(Step(named, tuple(before), tuple(after)))
    return [*made, *(Step("new", (), (f"{start}n{n}",)) for n in range(draw.draw(st.integers(0, 2))))]


def sides(steps: Iterable[Step]) -> tuple[list[str], list[str]]:
    found = list(steps)
    return sorted(name for one in found for name in one.before), sorted(name for one in found for name in one.after)


@given(st.data())
def test_every_id_of_either_end_stands_in_exactly_one_step(draw: st.DataObject) -> None:
    first = any_steps(["a0", "a1", "a2", "a3", "a4"], draw, "b")
    second = any_steps(sides(first)[1], draw, "c")
    assert sides(composed(first, second)) == (sides(first)[0], sides(second)[1])


@given(st.data())
def test_three_versions_compose_in_either_order(draw: st.DataObject) -> None:
    first = any_steps(["a0", "a1", "a2", "a3"], draw, "b")
    second = any_steps(sides(first)[1], draw, "c")
    third = any_steps(sides(second)[1], draw, "d")

    def plain(steps: list[Step]) -> set[tuple[frozenset[str], frozenset[str]]]:
        # New parts come one by one or together; that says nothing.
        return {(frozenset(one.before), frozenset(one.after)) for one in steps if one.before}

    assert plain(composed(composed(first, second), third)) == plain(composed(first, composed(second, third)))


def test_along_three_versions_and_back(tmp_path: Path) -> None:
    criteria = Criteria(tmp_path / "criteria")
    first = criteria.put()
    second = criteria.put(
        copied("B1-1.c", "B1-1.d"), without("B1-1.c"), version="1.1.0", succeeds=first, moves=[move("B1-1.c", "B1-1.d")]
    )
    third = criteria.put(
        copied("B1-1.c", "B1-1.e"),
        copied("B1-1.c", "B1-1.f"),
        without("B1-1.c", "B2-4.b"),
        retired("B2-4.b", "1.1.0"),
        version="1.2.0",
        succeeds=second,
        moves=[move("B1-1.d", "B1-1.e B1-1.f"), move("B2-4.b", "")],
    )
    old, new = criteria.find(first), criteria.find(third)
    found = migration(old, new, criteria.find)
    changed = [(one.kind, one.before, one.after, len(one.because)) for one in found.steps if one.kind != "same"]
    assert found.relation == "succession"
    assert changed == [("split", ("B1-1.c",), ("B1-1.e", "B1-1.f"), 2), ("retired", ("B2-4.b",), (), 1)]
    back = migration(new, old, criteria.find)
    assert back.relation == "succession"
    assert {(one.kind, one.after, one.before) for one in back.steps if one.kind != "same"} == {
        ("merged", ("B1-1.c",), ("B1-1.e", "B1-1.f")),
        ("new", ("B2-4.b",), ()),
    }
    same = {name for one in found.steps if one.kind == "same" for name in one.before}
    assert same == {one.id for one in old.checks()} - {"B1-1.c", "B2-4.b"}


def test_without_succession_only_equal_ids_are_the_same(tmp_path: Path) -> None:
    criteria = Criteria(tmp_path / "criteria")
    first, second = criteria.put(), criteria.put(copied("B1-1.c", "B1-1.d"), without("B1-1.c"), version="1.1.0")
    found = migration(criteria.find(first), criteria.find(second), criteria.find)
    assert found.relation == "ids"
    assert [(one.kind, one.before, one.after) for one in found.steps if one.kind != "same"] == [
        ("new", (), ("B1-1.d",)),
        ("retired", ("B1-1.c",), ()),
    ]


def test_across_provinces_nothing_is_the_same(tmp_path: Path) -> None:
    criteria = Criteria(tmp_path / "criteria")

    def elsewhere(content: Content) -> None:
        content["region"] = "henan"

    first, second = criteria.put(), criteria.put(elsewhere, version="1.1.0")
    found = migration(criteria.find(first), criteria.find(second), criteria.find)
    assert found.relation == "none"
    assert {one.kind for one in found.steps} == {"new", "retired"}
    assert len(found.steps) == 2 * sum(len(one["checks"]) for one in kept()["criteria"])
