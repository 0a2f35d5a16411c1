"""Acts on record against the batch: which unit a recognition covers, and which acts cannot be as they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from certify.problems import Problem
from certify.programme.candidate import Unreadable
from certify.programme.standing import RECOMMENDABLE, Standing
from certify.reading.acts import Decision
from certify.reading.batch import Batch


def units_of_acts(
    batch: Batch, standings: Iterable[Standing], unreadable: Iterable[Unreadable]
) -> tuple[Mapping[str, str], tuple[Decision, ...]]:
    """Return the one unit that each recognition of the province covers, by organization, and acts with no clear unit.

    The register says where an organization is recognized, else its files, where they all name the same unit: one act
    never covers two units.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for standing in standings:
        named[standing.candidate.id].add(standing.candidate.jurisdiction)
    for one in unreadable:
        if one.id and one.jurisdiction in batch.units:
            named[one.id].add(one.jurisdiction)
    registered = {entry.id: entry.jurisdiction for entry in batch.register if not entry.ended}
    found: dict[str, str] = {}
    unclear = []
    for decision in batch.decisions:
        units = named[decision.organization]
        if not decision.recognized or not units:
            continue
        if decision.organization in registered:
            found[decision.organization] = registered[decision.organization]
        elif len(units) == 1:
            found[decision.organization] = next(iter(units))
        else:
            unclear.append(decision)
    return found, tuple(unclear)


def problems_of_acts(
    batch: Batch, standings: Sequence[Standing], unreadable: Sequence[Unreadable]
) -> Iterator[Problem]:
    """Yield what is wrong with the acts: of organizations not in the batch, barred, too many, too few, no reason."""
    known = {one.candidate.id for one in standings} | {one.id for one in unreadable}
    for decision in batch.decisions:
        if decision.organization not in known:
            params = {"found": decision.organization}
            yield Problem("error", "organization_not_in_batch", decision.where, params=params)
    yield from _unclear(batch, standings, unreadable)
    if batch.recommendations is not None:
        yield from _recommendations(batch, standings, known)
        yield from _numbers(batch, standings)
        yield from _over_quota(batch, standings)


def _unclear(batch: Batch, standings: Sequence[Standing], unreadable: Sequence[Unreadable]) -> Iterator[Problem]:
    """Yield the recognitions of organizations whose files name different units."""
    _, unclear = units_of_acts(batch, standings, unreadable)
    for decision in unclear:
        files = [(one.candidate.id, one.candidate.jurisdiction) for one in standings]
        files += [(one.id, one.jurisdiction) for one in unreadable if one.jurisdiction in batch.units]
        units = [unit for unit in batch.units if (decision.organization, unit) in files]
        params = {"found": decision.organization, "units": [batch.units[unit].label for unit in units]}
        yield Problem("error", "recognized_in_which_unit", decision.where, params=params)


def _recommendations(batch: Batch, standings: Sequence[Standing], known: set[str]) -> Iterator[Problem]:
    outcomes = {one.candidate.id: one.candidate.outcome for one in standings}
    eligible = {one.candidate.id for one in standings if one.eligible}
    for entry in batch.recommendations or ():
        params = {"found": entry.organization}
        if entry.organization not in known:
            yield Problem("error", "organization_not_in_batch", entry.where, params=params)
        elif entry.organization not in eligible:
            yield Problem("error", "recommended_barred", entry.where, params=params)
        elif outcomes.get(entry.organization) != RECOMMENDABLE and not entry.override:
            yield Problem("error", "override_needed", entry.where, params=params)


def _numbers(batch: Batch, standings: Sequence[Standing]) -> Iterator[Problem]:
    """Yield the units with more recommendations than allowed, or with some but fewer than wanted."""
    counted = Counter(one.candidate.jurisdiction for one in standings if one.put_forward)
    units = {one.candidate.id: one.candidate.jurisdiction for one in standings if one.put_forward}
    rows = {units.get(entry.organization): entry.where for entry in reversed(batch.recommendations or ())}
    for unit, count in sorted(counted.items()):
        params = {"found": batch.units[unit].label, "count": count}
        if count > batch.most:
            yield Problem("error", "too_many_recommended", rows[unit], params={**params, "most": batch.most})
        elif count < batch.fewest:
            yield Problem("warning", "too_few_recommended", rows[unit], params={**params, "fewest": batch.fewest})


def _over_quota(batch: Batch, standings: Sequence[Standing]) -> Iterator[Problem]:
    if batch.quota_cities is None:
        return
    units = {one.candidate.jurisdiction for one in standings if one.put_forward}
    cities = Counter(batch.units[unit].city for unit in units)
    for city, count in sorted(cities.items()):
        most = batch.quota_cities.get(city, 0)
        if count > most:
            params = {"found": city, "count": count, "most": most}
            where = batch.recommendations[0].where if batch.recommendations else ""
            yield Problem("error", "over_city_quota", where, params=params)
