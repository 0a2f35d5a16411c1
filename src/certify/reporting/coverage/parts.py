"""Parts of the coverage report that stand alone: counts of units, sets of repairs, plans."""

from collections.abc import Iterator, Mapping, Sequence

from certify.judging.repairs import RepairSet
from certify.judging.score import percentage
from certify.programme.plan import CityPlan
from certify.reporting.coverage.shapes import CountOfUnits, PlanShape, RepairsShape, UnitShape
from certify.rules.ruleset import Body


def count_of(units: Sequence[UnitShape]) -> CountOfUnits:
    """Count units: covered, not covered, and covered at most."""
    total, covered = len(units), sum(one.covered for one in units)
    at_most = sum(one.may_be_covered for one in units)
    return CountOfUnits(
        total=total,
        covered=covered,
        gap=total - covered,
        at_most=at_most,
        percent=percentage(covered, total),
        percent_at_most=percentage(at_most, total),
    )


def repairs_shape(found: RepairSet) -> RepairsShape:
    """Return what is to be repaired and settled, by the body it depends on."""
    return RepairsShape(
        failed=_by_body(found.failed.own, found.failed.others),
        open=_by_body(found.open.own, found.open.others),
        own_failed=len(found.failed.own),
        others_failed=len(found.failed) - len(found.failed.own),
        total_failed=len(found.failed),
        total_open=len(found.open),
    )


def _by_body(own: Sequence[str], others: Mapping[Body, Sequence[str]]) -> dict[str, list[str]]:
    found = {"organization": list(own)} if own else {}
    return found | {str(body): list(checks) for body, checks in others.items()}


def plan_shapes(plan: CityPlan) -> Iterator[PlanShape]:
    """Yield the plans of a city, by how many units they cover."""
    for step in plan.steps:
        failed, open_ = step.cost
        yield PlanShape(
            units=step.units,
            repairs=failed,
            open=open_,
            candidates=[one.organization for one in step.offers],
            shared=[f"{act.place}:{act.body}:{act.check}" for act in step.shared],
            proven=step.proven,
        )
