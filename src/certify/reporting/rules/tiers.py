"""The clauses of a rule set as reports show them: tier by tier, and dimension by dimension."""

from certify.reporting.rules.shapes import CriterionShape, RulesReport

Dimensions = list[tuple[str, list[CriterionShape]]]


def by_tier(report: RulesReport) -> list[tuple[str, Dimensions]]:
    """Return the clauses of each tier by dimension, each as its label, in the order in which these are declared."""
    held: dict[tuple[str, str], list[CriterionShape]] = {}
    for one in report.criteria:
        held.setdefault((one.tier, one.dimension), []).append(one)
    found = []
    for tier in report.tiers:
        keys = [(dimension, (tier.key, dimension.key)) for dimension in report.dimensions]
        dimensions = [(dimension.label, held[key]) for dimension, key in keys if key in held]
        if dimensions:
            found.append((tier.label, dimensions))
    return found
