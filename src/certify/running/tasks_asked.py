"""What a report on duties is asked for: cities and bodies, read as they are in progress files."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from certify.language import Lang, joined
from certify.problems import excerpt
from certify.programme.duties import Item
from certify.reading.progress_places import Places, places_of
from certify.rules.body_names import is_named_for, kind_of, kinds_in
from certify.rules.duties import Body, BodyNames, DutyDocument
from certify.rules.duty_load import body_names
from certify.spelling import folded, nearest
from certify.wording import tasks as words


class NobodyAskedForError(Exception):
    """A city or body that is asked for and is nowhere: neither in the text, nor in the files, nor in the province."""

    def __init__(self, wanted: str, known: Iterable[str], suggestion: str = "") -> None:
        """Take what was asked for, and what there is."""
        super().__init__(wanted)
        self.wanted = wanted
        self.known = tuple(dict.fromkeys(excerpt(name) for name in known if name))
        self.suggestion = suggestion or nearest(wanted, self.known)


def asked_cities(cities: Sequence[str], places: Places) -> tuple[str, ...]:
    """Return the cities asked for, an empty name for the province; raise `NobodyAskedForError` where one is unknown."""
    found = []
    for city in cities:
        place = places.find(city)
        if not city.strip() or not place.known:
            raise NobodyAskedForError(city, (places.area, *places.names), " / ".join(place.suggestions))
        found.append(place.city)
    return tuple(dict.fromkeys(found))


def form_names(document: DutyDocument, city: str | None, body: str | None) -> tuple[str, str]:
    """Return the city and the body that a blank ledger is for, as they are written in it; raise `NobodyAskedForError`."""
    bodies = Bodies(document, body_names(), places_of(document))
    if body is not None and not bodies.is_known(body):
        raise NobodyAskedForError(body, (one.name for duty in document.duties for one in duty.bodies))
    named = "" if city is None else asked_cities((city,), bodies.places)[0] or document.area
    return named, body or ""


def city_words(cities: Iterable[str], lang: Lang) -> tuple[str, ...]:
    """Return cities as they are called in a report."""
    return tuple(city or words.OWN.to(lang) for city in cities)


@dataclass(frozen=True, slots=True)
class Bodies:
    """Tells which items are those of a body asked for; a word such as 省 or a city before its name leaves only those there."""

    document: DutyDocument
    names: BodyNames
    places: Places

    def key(self, item: Item) -> str:
        """Return what items are put together by: the kind of their body where it is known, else its name."""
        return kind_of(item.body, self.names, self.places.here(item.city)) or self._plain_key(item.body)

    def _plain_key(self, body: str) -> str:
        return kind_of(body, self.names) or folded(body)

    def keep(self, items: Sequence[Item], wanted: Sequence[str]) -> tuple[Item, ...]:
        """Return the items of the bodies asked for, and those of cities that speak for one; all where none is asked for.

        Raises `NobodyAskedForError`.
        """
        if not wanted:
            return tuple(items)
        kept = {name: {at for at, item in enumerate(items) if self.is_asked_for(item, name)} for name in wanted}
        for name, found in kept.items():
            if not found:
                raise NobodyAskedForError(name, (item.body for item in items))
        every = set().union(*kept.values())
        return tuple(item for at, item in enumerate(items) if at in every)

    def is_asked_for(self, item: Item, wanted: str) -> bool:
        """Return whether an item is that of a body asked for, or of a city that speaks for it."""
        own = (item.body,) if item.body else item.speaks_for
        return any(self._means(wanted, body, item.city) for body in own)

    def _means(self, wanted: str, body: str, city: str) -> bool:
        named = [one for duty in self.document.duties for one in duty.bodies if folded(one.name) == folded(wanted)]
        if named and not any(is_named_for(one, city) for one in named):
            return False
        kind = kind_of(wanted, self.names, self.places.here(city))
        kinds = kinds_in(Body(body, None), self.names) | {kind_of(body, self.names, self.places.here(city))}
        return folded(wanted) == folded(body) or (bool(kind) and kind in kinds)

    def read_as(self, wanted: str, lang: Lang) -> str:
        """Return a body asked for with where it is looked for: everywhere, at the province, in one city or in several."""
        there = [city for city in ("", *self.places.names) if kind_of(wanted, self.names, self.places.here(city))]
        if not there or len(there) == len(self.places.names) + 1:
            return wanted
        where = (
            city_words(there, lang) if len(there) == 1 else (words.SEVERAL_CITIES.to(lang).format(count=len(there)),)
        )
        return f"{wanted}{words.ONLY_IN.to(lang).format(where=joined(list(where), lang))}"

    def is_known(self, wanted: str) -> bool:
        """Return whether a body is one that the text names, or of a kind that it names, somewhere."""
        named: Collection[Body] = [body for duty in self.document.duties for body in duty.bodies]
        kinds = {kind_of(wanted, self.names, self.places.here(city)) for city in ("", *self.places.names)} - {""}
        return any(folded(body.name) == folded(wanted) or kinds & kinds_in(body, self.names) for body in named)
