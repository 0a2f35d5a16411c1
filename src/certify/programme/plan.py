"""The plan that covers most units with the fewest repairs: one candidate a unit, acts that serve several counted once.

Whom an act of a body serves is a matter of scope: by default each unit has its own court, arbitration institution and
bureau, so that nothing is shared. Where one act serves a whole city (or the province), the units hang together, and the
cheapest candidate of each need not make the cheapest plan.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil
from typing import Literal, Protocol, TypeAlias

from certify.judging.repairs import Cost, RepairSet, repairs, stored_states
from certify.programme.candidate import Candidate
from certify.programme.coverage import Cause
from certify.programme.standing import Standing
from certify.reading.units import Unit
from certify.rules.ruleset import Body, RuleSet

Scope: TypeAlias = Literal["unit", "city", "province"]
Scopes: TypeAlias = Mapping[Body, Scope]
# A body that is not named belongs to the unit (docs/decisions.md).
EACH_UNIT: Scopes = {}
# Above so many different sets of shared acts in one group of units the search stops short of all of them.
MOST_SETS = 20_000
_NOTHING: Cost = (0, 0)


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """One act of a body that puts a sub-check right wherever it serves: in a unit, a city or the province."""

    place: str
    body: Body
    check: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What it takes to make one candidate of a unit recommendable."""

    unit: str
    city: str
    organization: str
    file: str
    repairs: RepairSet
    reviewed: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """The cheapest plan that covers a number of units, one offer for each.

    `shared` are the acts that serve several of the units and are counted once. `cost` is failed sub-checks to put right,
    then open ones to settle; `at_least` bounds it from below, and equals it where the plan is proven cheapest.
    """

    offers: tuple[Offer, ...]
    shared: tuple[Act, ...]
    cost: Cost
    at_least: Cost

    @property
    def units(self) -> int:
        """How many units it covers."""
        return len(self.offers)

    @property
    def proven(self) -> bool:
        """Whether no plan for as many units is cheaper."""
        return self.cost == self.at_least


class Gap(Protocol):
    """A unit that may be uncovered, as reports on coverage hold it."""

    @property
    def unit(self) -> Unit:
        """The unit."""

    @property
    def candidates(self) -> tuple[Standing, ...]:
        """Its candidates."""

    @property
    def cause(self) -> Cause | None:
        """Why it is a gap; none where it is covered or does not count."""


@dataclass(frozen=True, slots=True)
class CityPlan:
    """What a city can do about its gaps.

    `steps` are the cheapest plans for 1, 2, … of the units that have a candidate who can be put forward. Apart from them
    stand the units that wait for the province's decision, those whose every candidate is kept out or cannot be read, and
    those where a new organization has to be cultivated.
    """

    city: str
    steps: tuple[Step, ...]
    waiting: tuple[str, ...]
    blocked: tuple[str, ...]
    cultivate: tuple[str, ...]


def city_plans(gaps: Iterable[Gap], rules_of: Callable[[Gap], RuleSet], scopes: Scopes = EACH_UNIT) -> list[CityPlan]:
    """Return the plan of every city with gaps, in the order in which the cities come.

    `rules_of` names the rules by which the candidates of a unit were judged; it is asked only where there are some.
    """
    by_city: dict[str, list[Gap]] = {}
    for gap in gaps:
        if gap.cause is not None:
            by_city.setdefault(gap.unit.city, []).append(gap)
    return [_city_plan(city, listed, rules_of, scopes) for city, listed in by_city.items()]


def _city_plan(city: str, gaps: list[Gap], rules_of: Callable[[Gap], RuleSet], scopes: Scopes) -> CityPlan:
    offers: list[Offer] = []
    apart: dict[str, list[str]] = {"waiting": [], "blocked": [], "cultivate": []}
    for gap in gaps:
        if gap.cause == "awaiting_recognition":
            apart["waiting"].append(gap.unit.id)
            continue
        usable = [one.candidate for one in gap.candidates if one.eligible and one.decision is None]
        if usable:
            rules = rules_of(gap)
            offers += [offer(gap.unit, candidate, rules) for candidate in usable]
        else:
            nobody = gap.cause in ("no_candidate", "recognition_ended")
            apart["cultivate" if nobody else "blocked"].append(gap.unit.id)
    return CityPlan(city, plans(offers, scopes), *(tuple(listed) for listed in apart.values()))


def offer(unit: Unit, candidate: Candidate, rules: RuleSet) -> Offer:
    """Return what it takes to make a candidate recommendable, from what is kept of its judgement."""
    states = stored_states(rules, candidate.track, candidate.unmet, candidate.open, candidate.verified)
    reviewed = candidate.track == "verified"
    return Offer(unit.id, unit.city, candidate.id, candidate.file, repairs(states), reviewed)


def plans(offers: Iterable[Offer], scopes: Scopes = EACH_UNIT, most_sets: int = MOST_SETS) -> tuple[Step, ...]:
    """Return for every number of units, from 1 to all that have an offer, the cheapest plan.

    Exact as long as no group of units that share acts has more than `most_sets` different sets of them; beyond that the
    plan is the best one found, and `at_least` says how much cheaper one could be. Equal plans are told apart by the ids of
    units and organizations, so that the result does not depend on the order of the offers.
    """
    options = _options(offers, scopes)
    frontier = [_Partial(_NOTHING, _NOTHING, ())]
    for group in _groups(options):
        frontier = _together(frontier, _group_frontier(group, most_sets))
    return tuple(_step(partial) for partial in frontier[1:])


@dataclass(frozen=True, slots=True)
class _Option:
    """An offer with its cost apart from shared acts."""

    offer: Offer
    own: Cost
    shared: frozenset[Act]

    @property
    def order(self) -> tuple[Cost, str, str]:
        return self.own, self.offer.organization, self.offer.file


@dataclass(frozen=True, slots=True)
class _Partial:
    """A plan for some of the units, and a bound for plans of as many."""

    cost: Cost
    at_least: Cost
    options: tuple[_Option, ...]

    @property
    def order(self) -> tuple[Cost, list[tuple[str, str, str]]]:
        named = sorted((one.offer.unit, one.offer.organization, one.offer.file) for one in self.options)
        return self.cost, named


def _options(offers: Iterable[Offer], scopes: Scopes) -> list[_Option]:
    """Return the options; an act that serves but one of the units is a cost of its own."""
    ordered = sorted(offers, key=lambda one: (one.unit, one.organization, one.file))
    acts = [frozenset(_acts(one, scopes)) for one in ordered]
    served: dict[Act, set[str]] = {}
    for one, wanted in zip(ordered, acts, strict=True):
        for act in wanted:
            served.setdefault(act, set()).add(one.unit)
    found = []
    for one, wanted in zip(ordered, acts, strict=True):
        shared = frozenset(act for act in wanted if len(served[act]) > 1)
        failed, open_ = one.repairs.cost
        found.append(_Option(one, (failed - len(shared), open_), shared))
    return found


def _acts(one: Offer, scopes: Scopes) -> Iterator[Act]:
    """Yield the acts of bodies that serve more than the unit; what is open is settled for each organization apart."""
    for body, checks in one.repairs.failed.others.items():
        scope = scopes.get(body, "unit")
        if scope != "unit":
            for check in checks:
                yield Act(one.city if scope == "city" else "", body, check)


def _groups(options: Sequence[_Option]) -> list[list[_Option]]:
    """Return the options in groups whose units share no act with those of another; units that share none come first."""
    leader: dict[object, object] = {}

    def root(key: object) -> object:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    for option in options:
        for act in option.shared:
            leader[root(act)] = root(option.offer.unit)
    sharing = {option.offer.unit for option in options if option.shared}
    groups: dict[object, list[_Option]] = {None: []}
    for option in options:
        key = root(option.offer.unit) if option.offer.unit in sharing else None
        groups.setdefault(key, []).append(option)
    return [listed for listed in groups.values() if listed]


def _group_frontier(options: list[_Option], most_sets: int) -> list[_Partial]:
    """Return the cheapest plan of a group for every number of its units, from none.

    For every set of shared acts that some choice of options needs, the acts are taken as done: then each unit takes its
    cheapest option within the set, and the units are taken in the order of cost.
    """
    sets, complete = _sets(options, most_sets)
    units = len({option.offer.unit for option in options})
    best: list[_Partial | None] = [None] * (units + 1)
    for done in sets:
        for count, partial in enumerate(_within(options, done)):
            known = best[count]
            if known is None or (partial.cost <= known.cost and partial.order < known.order):
                best[count] = partial
    found = [partial for partial in best if partial is not None]
    if complete:
        return found
    bounds = _bounds(options)
    return [_Partial(one.cost, min(bounds[count], one.cost), one.options) for count, one in enumerate(found)]


def _sets(options: Sequence[_Option], most: int) -> tuple[list[frozenset[Act]], bool]:
    """Return the unions of the options' acts, few acts first, and whether they are all; that of all is always there."""
    single = list(dict.fromkeys(option.shared for option in options))
    everything = frozenset[Act]().union(*single)
    found: dict[frozenset[Act], None] = {frozenset(): None, everything: None}
    for added in sorted(single, key=lambda acts: (len(acts), sorted(acts))):
        for known in list(found):
            found[known | added] = None
            if len(found) > most:
                return list(found), False
    return list(found), True


def _within(options: Sequence[_Option], done: frozenset[Act]) -> Iterator[_Partial]:
    """Yield for every number of units the cheapest plan that needs no shared act but those done."""
    cheapest: dict[str, _Option] = {}
    for option in options:
        if option.shared <= done:
            known = cheapest.get(option.offer.unit)
            if known is None or option.order < known.order:
                cheapest[option.offer.unit] = option
    ordered = sorted(cheapest.values(), key=lambda one: (one.own, one.offer.unit))
    costs = accumulate((one.own for one in ordered), _sum, initial=_NOTHING)
    for count, cost in enumerate(costs):
        chosen = tuple(ordered[:count])
        needed = frozenset[Act]().union(*(one.shared for one in chosen))
        total = _sum(cost, (len(needed), 0))
        yield _Partial(total, total, chosen)


def _bounds(options: Sequence[_Option]) -> list[Cost]:
    """Return for every number of units a cost that no plan lies below.

    A shared act is divided evenly among the units that it serves: a plan pays at least its units' parts of it.
    """
    serves: dict[Act, set[str]] = {}
    for option in options:
        for act in option.shared:
            serves.setdefault(act, set()).add(option.offer.unit)
    failed: dict[str, Fraction] = {}
    open_: dict[str, int] = {}
    for option in options:
        unit = option.offer.unit
        parts = option.own[0] + sum((Fraction(1, len(serves[act])) for act in option.shared), Fraction(0))
        failed[unit] = min(failed.get(unit, parts), parts)
        open_[unit] = min(open_.get(unit, option.own[1]), option.own[1])
    least_failed = accumulate(sorted(failed.values()), initial=Fraction(0))
    least_open = accumulate(sorted(open_.values()), initial=0)
    return [(ceil(one), two) for one, two in zip(least_failed, least_open, strict=True)]


def _together(first: list[_Partial], second: list[_Partial]) -> list[_Partial]:
    """Return the cheapest plans over two groups that share no act."""
    found = []
    for count in range(len(first) + len(second) - 1):
        pairs = [
            (first[one], second[count - one])
            for one in range(max(0, count - len(second) + 1), min(count, len(first) - 1) + 1)
        ]
        merged = [
            _Partial(_sum(one.cost, two.cost), _sum(one.at_least, two.at_least), (*one.options, *two.options))
            for one, two in pairs
        ]
        cheapest = min(merged, key=lambda one: one.order)
        at_least = min(one.at_least for one in merged)
        found.append(_Partial(cheapest.cost, at_least, cheapest.options))
    return found


def _step(partial: _Partial) -> Step:
    options = sorted(partial.options, key=lambda one: one.offer.unit)
    counted: dict[Act, int] = {}
    for option in options:
        for act in option.shared:
            counted[act] = counted.get(act, 0) + 1
    shared = tuple(sorted(act for act, times in counted.items() if times > 1))
    return Step(tuple(one.offer for one in options), shared, partial.cost, partial.at_least)


def _sum(one: Cost, two: Cost) -> Cost:
    return one[0] + two[0], one[1] + two[1]
