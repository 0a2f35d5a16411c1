"""Whether a submission fits the rules that it is judged by; where not it is judged all the same, with a warning."""

from collections.abc import Iterator

from certify.problems import Problem
from certify.reading.submission import SubmissionReading
from certify.reading.units import default_units, unit_of_any_region
from certify.rules.ruleset import RuleSet


def misfits(reading: SubmissionReading, rules: RuleSet, *, regions: bool) -> Iterator[Problem]:
    """Yield what does not fit: a day outside the rules' own, and (with `regions`) a unit of another province."""
    as_of = str(reading.header.get("assessment.as_of", ""))
    until = rules.effective_until
    if as_of and (as_of < rules.effective_from or (until is not None and as_of > until)):
        days: dict[str, object] = {
            "found": as_of,
            "rules": rules.reference,
            "since": rules.effective_from,
            "until": until or "",
        }
        code = "before_effective" if as_of < rules.effective_from else "after_effective"
        yield Problem("warning", code, reading.place("assessment.as_of"), "assessment.as_of", days)
    unit = str(reading.header.get("organization.jurisdiction", ""))
    known = unit_of_any_region(unit) if regions and unit not in default_units(rules.region) else None
    if known is not None:
        place = reading.place("organization.jurisdiction")
        params: dict[str, object] = {"found": known.label, "rules": rules.reference}
        yield Problem("warning", "other_region", place, "organization.jurisdiction", params)
