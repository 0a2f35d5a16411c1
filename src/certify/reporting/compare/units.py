"""The units that are covered otherwise in two runs, or that recommend others."""

from collections.abc import Iterator, Mapping

from certify.programme.recorded import RecordedUnit
from certify.reporting.compare.shapes import UnitChangeShape, UnitStateShape


def unit_changes(before: Mapping[str, RecordedUnit], after: Mapping[str, RecordedUnit]) -> Iterator[UnitChangeShape]:
    """Yield the units whose state differs, those included of which one of the runs says nothing."""
    for name in {**before, **after}:
        first, second = before.get(name), after.get(name)
        if _state(first) != _state(second):
            shown = second or first
            assert shown is not None
            yield UnitChangeShape(id=name, name=shown.name, before=_state(first), after=_state(second))


def _state(unit: RecordedUnit | None) -> UnitStateShape | None:
    if unit is None or unit.covered is None:
        return None
    before, if_recognized, after = unit.covered
    return UnitStateShape(
        covered_before=before,
        covered_if_recognized=if_recognized,
        covered_after=after,
        recommended=list(unit.recommended),
    )
