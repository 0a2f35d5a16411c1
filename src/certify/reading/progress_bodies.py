"""Whose an entry of a progress file is: which body of the text the one that reports answers for."""

from dataclasses import dataclass, field

from certify.reading.progress import Whose
from certify.reading.progress_places import Places
from certify.rules.body_names import is_named_for, is_of_another_level, kind_of, kinds_in
from certify.rules.duties import Body, BodyNames, Duty
from certify.spelling import folded


@dataclass(frozen=True)
class BodyReader:
    """Reads the names of bodies, each once for a duty and a city."""

    names: BodyNames
    places: Places
    _whose: dict[tuple[str, str, str], tuple[Whose, bool]] = field(default_factory=dict)

    def whose(self, body: str, duty: Duty, city: str) -> tuple[Whose, bool]:
        """Return whose an entry of a body is, and whether the text names it, if for another level."""
        key = (duty.id, city, body)
        if key not in self._whose:
            self._whose[key] = self._read(body, duty, city)
        return self._whose[key]

    def _read(self, given: str, duty: Duty, city: str) -> tuple[Whose, bool]:
        if not given or self.places.named(given) == city:
            # The city, or the province, speaks for itself.
            return Whose(duty.id, city, "", "", "", None), True
        here = self.places.here(city)
        kind = kind_of(given, self.names, here)
        there = [body for body in duty.bodies if is_named_for(body, city)]
        for body in there:
            if folded(body.name) == folded(given) or (kind and kind_of(body.name, self.names) == kind):
                return Whose(duty.id, city, body.name, body.name, body.name, None), True
        known = any(self._is(body, given, kind) for body in duty.bodies)
        under = next((body.name for body in there if kind and kind in kinds_in(body, self.names)), "")
        stands_here = bool(kind) or not (
            is_of_another_level(given, self.names, here) or self.places.is_elsewhere(given, city)
        )
        if not under and stands_here:
            under = next((body.name for body in there if body.collective), "")
        if not duty.bodies and stands_here:
            # Where the text names nobody whoever reports answers for the duty.
            under = given
        return Whose(duty.id, city, given, kind or folded(given), under, None), known or bool(under)

    def _is(self, body: Body, given: str, kind: str) -> bool:
        return folded(body.name) == folded(given) or (bool(kind) and kind in kinds_in(body, self.names))
