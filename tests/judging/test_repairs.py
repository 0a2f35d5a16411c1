"""The smallest set of repairs is what a search through all sets finds, and there is no other."""

import random
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certify.facts import Entry, Review
from certify.judging.judge import Judgement, judge, outcome_of
from certify.judging.outcomes import OPEN, Verdict, least
from certify.judging.repairs import State, repairs, states_of, stored_states
from certify.rules.load import find_ruleset
from certify.rules.ruleset import Body
from tests.judging.strategies import AS_OF, facts, submission

RULES = find_ruleset("shandong-2024")
BODIES: tuple[Body, ...] = ("organization", "hrss", "arbitration", "court", "local_government", "training_body")
CHECKS = [check.id for check in RULES.checks()]
Clauses = list[list[State]]
relaxed = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def random_clauses(chosen: random.Random) -> Clauses:
    """Return clauses of a few sub-checks with any verdicts, at most eight of them not met."""
    clauses: Clauses = []
    left = 8
    for number in range(chosen.randint(1, 5)):
        states = []
        for letter in "abcd"[: chosen.randint(1, 4)]:
            verdict = chosen.choice(list(Verdict)) if left else Verdict.MET
            left -= verdict is Verdict.NOT_MET or verdict in OPEN
            states.append(State(f"{number}.{letter}", verdict, chosen.choice(BODIES)))
        clauses.append(states)
    return clauses


def recommendable(clauses: Clauses, repaired: frozenset[str]) -> bool:
    """Return whether the engine finds an organization recommendable once some sub-checks have come to be met."""
    verdicts = [least([Verdict.MET if one.check in repaired else one.verdict for one in clause]) for clause in clauses]
    # Where nothing applies nothing is left to repair, though nobody is recommendable by that.
    nothing_applies = set(verdicts) == {Verdict.NOT_APPLICABLE}
    return nothing_applies or outcome_of(verdicts, "verified", "recognition") == "recommendable"


def searched(clauses: Clauses) -> list[frozenset[str]]:
    """Return every set of repairs that suffices and of which no part does."""
    repairable = [one.check for clause in clauses for one in clause if one.verdict is Verdict.NOT_MET]
    repairable += [one.check for clause in clauses for one in clause if one.verdict in OPEN]
    found: list[frozenset[str]] = []
    for size in range(len(repairable) + 1):
        for chosen in map(frozenset, combinations(repairable, size)):
            if not any(smaller <= chosen for smaller in found) and recommendable(clauses, chosen):
                found.append(chosen)
    return found


@pytest.mark.parametrize("seed", range(30))
def test_the_set_is_the_one_that_a_search_through_all_sets_finds(seed: int) -> None:
    chosen = random.Random(seed)
    for _ in range(100):
        clauses = random_clauses(chosen)
        found = repairs(one for clause in clauses for one in clause)
        assert searched(clauses) == [frozenset((*found.failed.checks, *found.open.checks))]


def test_what_failed_is_apart_from_what_is_open_and_each_by_whom_it_hangs_on() -> None:
    found = repairs(
        [
            State("1.a", Verdict.NOT_MET, "organization"),
            State("1.b", Verdict.NOT_MET, "court"),
            State("1.c", Verdict.MISSING, "court"),
            State("2.a", Verdict.NEEDS_REVIEW, "organization"),
            State("2.b", Verdict.NOT_APPLICABLE, "court"),
            State("2.c", Verdict.MET, "court"),
            State("3.a", Verdict.NOT_MET, "court"),
        ]
    )
    assert (found.failed.own, found.failed.others) == (("1.a",), {"court": ("1.b", "3.a")})
    assert (found.open.own, found.open.others) == (("2.a",), {"court": ("1.c",)})
    assert found.cost == (3, 2)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    """Return the judgement of any submission, with any review or none."""
    found = submission(draw(facts()))
    if draw(st.booleans()):
        return judge(found, RULES)
    outcomes = draw(st.dictionaries(st.sampled_from(CHECKS), st.sampled_from(["met", "not_met"]), max_size=60))
    entries = tuple(Entry(check, outcome, "甲", AS_OF, "看过", (), "") for check, outcome in outcomes.items())
    return judge(found, RULES, Review("case.review.yaml", "", entries))


@relaxed
@given(judgements())
def test_what_is_kept_of_a_judgement_gives_the_same_set_as_the_judgement(found: Judgement) -> None:
    kept = stored_states(
        RULES,
        found.track,
        [one.check.id for one in found.checks() if one.on(found.track) is Verdict.NOT_MET],
        [one.check.id for one in found.checks() if one.on(found.track) in OPEN],
        [clause.verified.value for clause in found.clauses],
    )
    assert repairs(kept) == repairs(states_of(found))


@relaxed
@given(judgements())
def test_putting_the_set_right_makes_the_organization_recommendable_and_nothing_less_does(found: Judgement) -> None:
    wanted = repairs(states_of(found))
    clauses = [
        [State(one.check.id, one.verified, one.check.depends_on) for one in clause.checks] for clause in found.clauses
    ]
    everything = frozenset((*wanted.failed.checks, *wanted.open.checks))
    assert recommendable(clauses, everything)
    assert not any(recommendable(clauses, everything - {check}) for check in everything)
