"""The plan for a city is the one that a search through all choices finds, or says that it is not proven."""

import random
from collections.abc import Iterable
from itertools import combinations, product

import pytest

from certify.judging.repairs import Part, RepairSet
from certify.programme.candidate import Candidate
from certify.programme.coverage import UnitCoverage, coverage
from certify.programme.plan import EACH_UNIT, Act, CityPlan, Offer, Scopes, city_plans, plans
from certify.programme.standing import standings
from certify.reading.batch import Batch
from certify.rules.ruleset import Body, RuleSet
from tests.programme.making import (
    CITY,
    ELSEWHERE,
    OTHER_CITY,
    RULES,
    ZONE,
    A,
    B,
    C,
    batch,
    candidate,
    decision,
    failing,
    recommendation,
)

ACTS: tuple[tuple[Body, str], ...] = (
    ("court", "1.a"),
    ("court", "1.b"),
    ("arbitration", "2.a"),
    ("arbitration", "2.b"),
    ("hrss", "3.a"),
    ("training_body", "4.a"),
)
BY_CITY: Scopes = {"hrss": "city", "arbitration": "city", "court": "city"}
Cost = tuple[int, int]


def offered(
    unit: str, name: str, own: int = 0, acts: Iterable[tuple[Body, str]] = (), open_: int = 0, city: str = CITY
) -> Offer:
    others: dict[Body, tuple[str, ...]] = {}
    for body, check in acts:
        others[body] = (*others.get(body, ()), check)
    failed = Part(tuple(f"own.{number}" for number in range(own)), others)
    return Offer(unit, city, name, f"{name}.yaml", RepairSet(failed, Part(tuple(f"o.{n}" for n in range(open_)), {})))


def random_offers(chosen: random.Random, units: int = 4, cities: int = 2, most: int = 3) -> list[Offer]:
    found = []
    for unit in range(units):
        city = f"city {chosen.randrange(cities)}"
        for number in range(chosen.randint(1, most)):
            acts = chosen.sample(ACTS, chosen.randint(0, 4))
            name = f"{unit}.{number}"
            found.append(offered(f"unit {unit}", name, chosen.randint(0, 4), acts, chosen.randint(0, 3), city))
    chosen.shuffle(found)
    return found


def cost(chosen: Iterable[Offer], scopes: Scopes) -> Cost:
    """Return what a choice of offers costs, counted act by act."""
    done: set[object] = set()
    open_ = 0
    for one in chosen:
        done |= {(one.unit, check) for check in one.repairs.failed.own}
        for body, checks in one.repairs.failed.others.items():
            place = {"unit": one.unit, "city": one.city, "province": "province"}[scopes.get(body, "unit")]
            done |= {(place, body, check) for check in checks}
        open_ += len(one.repairs.open)
    return len(done), open_


def searched(offers: list[Offer], scopes: Scopes) -> list[Cost]:
    """Return the least cost for every number of units, over all choices."""
    by_unit: dict[str, list[Offer]] = {}
    for one in offers:
        by_unit.setdefault(one.unit, []).append(one)
    return [
        min(cost(choice, scopes) for units in combinations(by_unit.values(), count) for choice in product(*units))
        for count in range(1, len(by_unit) + 1)
    ]


EVERYWHERE: Scopes = {"court": "province", "arbitration": "city"}


@pytest.mark.parametrize("scopes", [EACH_UNIT, BY_CITY, EVERYWHERE])
@pytest.mark.parametrize("seed", range(12))
def test_the_plans_cost_what_a_search_through_all_choices_finds(seed: int, scopes: Scopes) -> None:
    chosen = random.Random(seed)
    for _ in range(40):
        offers = random_offers(chosen, units=chosen.randint(1, 5))
        steps = plans(offers, scopes)
        assert [step.cost for step in steps] == searched(offers, scopes)
        assert all(step.proven for step in steps)
        for count, step in enumerate(steps, 1):
            assert step.units == len({one.unit for one in step.offers}) == count
            assert cost(step.offers, scopes) == step.cost


@pytest.mark.parametrize("scopes", [EACH_UNIT, BY_CITY])
def test_the_plans_do_not_depend_on_the_order_of_the_offers(scopes: Scopes) -> None:
    chosen = random.Random(7)
    for _ in range(50):
        offers = random_offers(chosen)
        again = chosen.sample(offers, len(offers))
        assert plans(offers, scopes) == plans(again, scopes)


@pytest.mark.parametrize("seed", range(8))
def test_a_search_that_stops_short_says_so_and_bounds_what_it_may_have_missed(seed: int) -> None:
    chosen = random.Random(seed)
    unproven = 0
    for _ in range(40):
        offers = random_offers(chosen, cities=1)
        for step, least in zip(plans(offers, BY_CITY, most_sets=3), searched(offers, BY_CITY), strict=True):
            assert step.at_least <= least <= step.cost == cost(step.offers, BY_CITY)
            assert not step.proven or step.cost == least
            unproven += not step.proven
    assert unproven


def test_the_cheapest_candidate_of_each_unit_need_not_make_the_cheapest_plan() -> None:
    court = [ACTS[0], ACTS[1]]
    offers = [offered(unit, f"{unit} alone", own=1) for unit in "abc"]
    offers += [offered(unit, f"{unit} shared", acts=court) for unit in "abc"]
    apart, together = plans(offers), plans(offers, BY_CITY)
    assert [step.cost[0] for step in apart] == [1, 2, 3]
    assert [step.cost[0] for step in together] == [1, 2, 2]
    assert together[-1].shared == (Act(CITY, "court", "1.a"), Act(CITY, "court", "1.b"))
    assert [one.organization for one in together[-1].offers] == ["a shared", "b shared", "c shared"]


def test_one_act_serves_no_unit_of_another_city() -> None:
    offers = [offered("a", "a", acts=[ACTS[0]]), offered("b", "b", acts=[ACTS[0]], city=OTHER_CITY)]
    assert plans(offers, BY_CITY)[-1].cost == (2, 0)
    assert plans(offers, EVERYWHERE)[-1].cost == (1, 0)


def test_a_whole_province_is_planned_in_good_time() -> None:
    chosen = random.Random(1)
    offers = []
    for unit in range(170):
        for number in range(6):
            acts = chosen.sample(ACTS, chosen.randint(0, 6))
            city = f"city {unit % 16}"
            offers.append(offered(f"{unit:03}", f"{unit}.{number}", chosen.randint(0, 9), acts, 3, city))
    for scopes in (EACH_UNIT, BY_CITY):
        steps = plans(offers, scopes)
        assert len(steps) == 170
        assert steps[-1].proven


def rules_of(_: object) -> RuleSet:
    return RULES


def planned(found: Batch, candidates: Iterable[Candidate], scopes: Scopes = EACH_UNIT) -> dict[str, CityPlan]:
    gaps: list[UnitCoverage] = coverage(found, standings(found, candidates), ())
    return {plan.city: plan for plan in city_plans(gaps, rules_of, scopes)}


def test_a_city_s_plan_takes_the_candidate_with_the_fewest_repairs_in_each_unit() -> None:
    first, second, third = (check.id for check in list(RULES.checks())[:3])
    found = planned(
        batch(),
        [
            failing("a1", 2, A, unmet=[first, second]),
            failing("a2", 1, A, unmet=[third]),
            failing("b", 2, B, unmet=[first, second], open=[third]),
            candidate("z", ZONE),
            failing("e", 1, ELSEWHERE, unmet=[first]),
        ],
    )
    plan = found[CITY]
    assert [step.cost for step in plan.steps] == [(1, 0), (3, 1)]
    assert [one.organization for one in plan.steps[-1].offers] == ["a2", "b"]
    assert (plan.waiting, plan.blocked, plan.cultivate) == ((ZONE,), (), (C,))
    assert [one.organization for one in found[OTHER_CITY].steps[-1].offers] == ["e"]


def test_units_that_no_repair_helps_stand_apart() -> None:
    acts = {"decisions": (decision("b", recognized=False),), "recommendations": (recommendation("a"),)}
    found = planned(
        batch(**acts), [candidate("a", A), candidate("b", B), candidate("c", C, period_start="2024-01-01")]
    )[CITY]
    assert (found.steps, found.waiting, found.blocked, found.cultivate) == ((), (A,), (B, C), (ZONE,))


def test_what_hangs_on_the_court_counts_once_for_a_city_only_where_it_is_said_to_serve_it() -> None:
    court = [check.id for check in RULES.checks() if check.depends_on == "court"]
    candidates = [failing(name, 1, unit, unmet=court) for name, unit in (("a", A), ("b", B), ("c", C))]
    assert planned(batch(), candidates)[CITY].steps[-1].cost == (3 * len(court), 0)
    shared = planned(batch(), candidates, BY_CITY)[CITY].steps[-1]
    assert shared.cost == (len(court), 0)
    assert {act.check for act in shared.shared} == set(court)


def test_a_candidate_that_nobody_reviewed_has_its_evidence_still_to_be_confirmed() -> None:
    waiting = ["needs_review"] * len(RULES.criteria)
    found = planned(batch(), [candidate("a", A, track="declared", outcome="ready", verified=waiting)])[CITY]
    (one,) = found.steps[-1].offers
    assert not one.reviewed
    assert set(one.repairs.open.checks) == {check.id for check in RULES.checks() if check.kind == "evidence"}
