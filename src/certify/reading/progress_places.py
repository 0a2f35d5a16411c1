"""The places that progress files come from: the cities of a province, under every name that they go by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from certify.reading.places import default_aliases, match_place
from certify.reading.units import UNDER_PROVINCE, Unit, read_units
from certify.rules.body_names import Here
from certify.rules.duties import DutyDocument
from certify.rules.home import criteria_home
from certify.spelling import folded

REGIONS = "regions"
# 白沙黎族自治县 is called 白沙县 and 白沙 for short.
_AUTONOMOUS = re.compile(r"(?P<short>.{2,}?)(?:.{1,3}族)+自治(?P<ending>[县州])")
# One character at the end of a name (市, 区, 县) is often left out, where two are left.
_SHORTEST = 2
# Who speaks for a place: its government.
_GOVERNMENT = re.compile(r"(?:人民政府|政府|本级)$")
# How the province itself is written where the city stands, alone or behind its last character (省本级, 市直).
_OWN_LEVEL = ("本级", "直", "级", "直单位", "直部门", "级部门", "级单位")


@dataclass(frozen=True, slots=True)
class Place:
    """What a text means: a city, or the province where `city` is empty; or nothing known, with what is near."""

    known: bool
    city: str = ""
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Places:
    """The places of a document's province; in a city under the state, its counties.

    `within` are the names of all its units, those inside the places too.
    """

    area: str
    units: Mapping[str, Unit]
    within: tuple[str, ...]
    _found: dict[str, Place] = field(default_factory=dict)
    _here: dict[str, Here] = field(default_factory=dict)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the places, in order; empty where the province is none that is known."""
        return tuple(dict.fromkeys(unit.name for unit in self.units.values()))

    @cached_property
    def _by_form(self) -> Mapping[str, str]:
        """The places by everything that they are called for short; what two are called names none."""
        found: dict[str, set[str]] = {}
        for name in self.names:
            for form in forms_of(name):
                found.setdefault(folded(form), set()).add(name)
        return {form: next(iter(named)) for form, named in found.items() if len(named) == 1}

    @cached_property
    def _within(self) -> tuple[str, ...]:
        return tuple(map(folded, self.within))

    @cached_property
    def _own(self) -> frozenset[str]:
        last = self.area[-1:]
        own = (self.area, *(f"{before}{word}" for word in _OWN_LEVEL for before in (last, self.area)), "本级")
        return frozenset(map(folded, (*own, *(form for form in forms_of(self.area)))))

    def find(self, text: str) -> Place:
        """Return which place a text means; in a province without a list every name is one."""
        if text not in self._found:
            self._found[text] = self._find(text)
        return self._found[text]

    def _find(self, text: str) -> Place:
        short = self.named(text)
        if short is not None:
            return Place(known=True, city=short)
        if not self.units:
            return Place(known=True, city=text)
        match = match_place(_plain(text), self.units, default_aliases())
        if match.id:
            return Place(known=True, city=self.units[match.id].name)
        return Place(known=False, suggestions=tuple(self.units[id_].name for id_ in match.offered))

    def named(self, text: str) -> str | None:
        """Return the place that a text is the name of, empty for the province; none where it is no name, or needs more looking."""
        word, plain = folded(text), _plain(text)
        return "" if not word or {word, plain} & self._own else self._by_form.get(plain)

    def here(self, city: str) -> Here:
        """Return where the bodies of a city stand, or those of the province where it is empty."""
        if city not in self._here:
            self._here[city] = Here(tuple(forms_of(self.area)), tuple(forms_of(city)) if city else ())
        return self._here[city]

    def is_elsewhere(self, body: str, city: str) -> bool:
        """Return whether the name of a body begins with another place than its own: a county, or the province."""
        word, here = folded(body), self.here(city)
        rests = set(here.rests(word))
        if city and rests == {word} and word.startswith(tuple(map(folded, here.province))):
            return True
        own = (folded(city), folded(self.area))
        return any(rest.startswith(place) for rest in rests for place in self._within if place not in own)


def _plain(text: str) -> str:
    """Return a text as places are compared, without who speaks for one."""
    word = folded(text)
    return _GOVERNMENT.sub("", word) or word


def forms_of(name: str) -> Iterator[str]:
    """Yield what a place is called: its name, then what it is for short."""
    yield name
    found = _AUTONOMOUS.fullmatch(name)
    if found is not None:
        yield from (found["short"] + found["ending"], found["short"])
    elif len(name) > _SHORTEST:
        yield name[:-1]


@cache
def places_of(document: DutyDocument, home: Path | None = None) -> Places:
    """Return the places of a document's province."""
    path = (home or criteria_home()) / REGIONS / f"{document.region}.csv"
    units = read_units(path)[0] if path.is_file() else {}
    directly = (document.area, UNDER_PROVINCE)
    kept = {
        id_: unit
        for id_, unit in units.items()
        if unit.name != document.area and (unit.kind == "city" or unit.city in (*directly, unit.name))
    }
    return Places(document.area, kept, tuple(dict.fromkeys(unit.name for unit in units.values())))
