"""What makes an outcome another one: the smallest sets found at once are those that trying all of them finds."""

from hypothesis import given
from hypothesis import strategies as st

from certify.judging.attribution import minimal
from certify.programme.causes import CLASSES, Class, smallest
from certify.wording.causes import sets_said

PARTS = st.lists(st.tuples(st.sampled_from(CLASSES), st.sampled_from(CLASSES)), max_size=7)


def worst(classes: list[Class]) -> Class:
    return max(classes, key=CLASSES.index, default="fulfilled")


@given(PARTS)
def test_the_smallest_sets_are_those_that_trying_all_finds(parts: list[tuple[Class, Class]]) -> None:
    before, after = (worst([pair[side] for pair in parts]) for side in (0, 1))

    def leads(chosen: tuple[int, ...]) -> bool:
        return worst([pair[place in chosen] for place, pair in enumerate(parts)]) == after

    changed = [place for place, (old, new) in enumerate(parts) if old != new]
    wanted = [] if before == after else minimal(changed, leads)
    assert sorted(smallest(parts)) == sorted(wanted)


def test_what_must_come_together_is_said_once() -> None:
    assert sets_said([["A"]], "zh") == "A"
    assert sets_said([["A", "B"]], "zh") == "A、B合在一起"
    assert sets_said([["A"], ["B"]], "zh") == "A、B各自单独都足以"
    assert sets_said([["A", "B"], ["A", "C"]], "zh") == "A，再加上B、C中的任何一项"
    assert sets_said([["A", "B"], ["A", "C"]], "en") == "A with any one of B, C"
