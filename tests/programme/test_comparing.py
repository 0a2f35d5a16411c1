"""Two runs side by side: who is whose counterpart, and what explains that an input was judged in one of them only."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from certify.facts import Record
from certify.judging.attribution import Grounds, verdicts_of
from certify.programme.comparing import compared
from certify.programme.recorded import Recorded, RecordedRun, pairs
from certify.rules.ruleset import RuleSet
from tests.programme.making import RULES

FACTS: Record = {
    "organization.type": "township",
    "assessment.period.start": date(2025, 1, 1),
    "assessment.period.end": date(2025, 10, 31),
    "assessment.as_of": date(2025, 10, 31),
}
OTHER_RULES = replace(RULES, digest="sha256:other")


def recorded(file: str, id_: str = "", **changes: Any) -> Recorded:
    plain = Recorded(
        file=file,
        id=id_ or file,
        name="",
        unit="370102",
        outcome="ready",
        fault="",
        submission="sha256:1",
        review="",
        ledger=False,
        verdicts={},
        entries=None,
        line=2,
        text=b"",
    )
    return replace(plain, **changes)


def invalid(file: str, fault: str, **changes: Any) -> Recorded:
    return recorded(file, outcome="invalid", fault=fault, **changes)


def run(*submissions: Recorded, rules: RuleSet = RULES) -> RecordedRun:
    return RecordedRun("run.jsonl", "0", "batch", "", "", rules, RULES.default_readings(), submissions, {})


def files(before: list[Recorded], after: list[Recorded]) -> list[tuple[str, str]]:
    return [(one.file if one else "", two.file if two else "") for one, two in pairs(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([recorded("a"), recorded("b")], [recorded("b"), recorded("a")], [("a", "a"), ("b", "b")]),
        # By the id, whatever the file is called.
        ([recorded("old", "x")], [recorded("new", "x")], [("old", "new")]),
        # The same file of another organization is another submission.
        ([recorded("a", "x")], [recorded("a", "y")], [("a", ""), ("", "a")]),
        # Of an id in several files those of one name.
        ([recorded("a", "x"), recorded("b", "x")], [recorded("b", "x")], [("a", ""), ("b", "b")]),
        ([recorded("a", "x")], [recorded("b", "x"), recorded("c", "x")], [("a", ""), ("", "b"), ("", "c")]),
        # Where the id could not be read, the name of the file says whose it is.
        ([replace(recorded("a"), id="")], [recorded("a", "x")], [("a", "a")]),
        ([recorded("a", "x")], [replace(recorded("a"), id="")], [("a", "a")]),
        ([], [recorded("a")], [("", "a")]),
        ([], [], []),
    ],
)
def test_counterparts(before: list[Recorded], after: list[Recorded], found: list[tuple[str, str]]) -> None:
    assert sorted(files(before, after)) == sorted(found)


def refuse(_one: Recorded, _run: RecordedRun) -> Grounds:
    raise AssertionError


@pytest.mark.parametrize(
    ("before", "after", "rules", "sets"),
    [
        (invalid("a", "submission"), recorded("a", submission="sha256:2"), RULES, (("unread",),)),
        (recorded("a"), invalid("a", "submission", submission="sha256:2"), RULES, (("unread",),)),
        (recorded("a", review="sha256:1"), invalid("a", "review", review="sha256:2"), RULES, (("review",),)),
        (recorded("a"), invalid("a", "review", review="sha256:2", submission="sha256:2"), RULES, (("review",),)),
        # The same files, refused under other rules.
        (recorded("a"), invalid("a", "submission"), OTHER_RULES, (("rules",),)),
        (recorded("a"), invalid("a", "submission"), RULES, ()),
        (recorded("a"), invalid("a", "program", submission="sha256:2"), OTHER_RULES, ()),
    ],
)
def test_an_input_that_was_judged_once_only_is_explained_by_what_was_wrong_with_it(
    before: Recorded, after: Recorded, rules: RuleSet, sets: tuple[tuple[str, ...], ...]
) -> None:
    (found,) = compared(run(before), run(after, rules=rules), refuse).explained
    assert (found.outcome, found.attribution, found.moved) == (sets, None, True)


def test_what_is_the_same_is_counted_and_not_judged_again() -> None:
    both = invalid("b", "submission")
    found = compared(run(recorded("a"), both, recorded("c")), run(recorded("a"), both, recorded("d")), refuse)
    assert (found.same, found.unread, found.explained) == (1, 1, ())
    assert [one.file for one in found.only_before] == ["c"]
    assert [one.file for one in found.only_after] == ["d"]


def judged(facts: Record, **changes: Any) -> Recorded:
    found = verdicts_of(Grounds(RULES, RULES.default_readings(), facts, None))
    return recorded("a", outcome=found.outcome, verdicts=dict(found.checks), **changes)


FAILING: Record = {**FACTS, "equipment.computers": 0}
LATER: Record = {**FAILING, "assessment.period.end": date(2025, 9, 30)}


def test_a_record_that_does_not_come_out_again_is_not_explained() -> None:
    one, two = judged(FACTS), judged(FAILING)
    facts = {id(one): FACTS, id(two): FACTS}
    (found,) = compared(
        run(one), run(two), lambda which, of: Grounds(of.rules, of.readings, facts[id(which)], None)
    ).explained
    assert (found.reproduced, found.outcome, found.grounds) == (False, (), None)


@pytest.mark.parametrize(
    ("ledger", "second", "sets"),
    [
        (False, LATER, (("submission",),)),
        (True, LATER, (("submission", "date"),)),
        # In the same period its figures stay comparable.
        (True, FAILING, (("submission",),)),
    ],
)
def test_figures_of_a_ledger_tie_the_submission_to_its_period(
    *, ledger: bool, second: Record, sets: tuple[tuple[str, ...], ...]
) -> None:
    one, two = judged(FACTS, ledger=ledger), judged(second)
    facts = {id(one): FACTS, id(two): second}
    (found,) = compared(
        run(one), run(two), lambda which, of: Grounds(of.rules, of.readings, facts[id(which)], None)
    ).explained
    assert found.outcome == sets
    assert found.tied is (len(sets[0]) > 1)
