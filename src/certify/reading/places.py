"""What a text means among the units of a list: a code, a name, a former name; what is only near is never taken for it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from certify.problems import Level, Problem, excerpt
from certify.reading.forms import table_columns
from certify.reading.tables import read_table
from certify.reading.units import UNDER_PROVINCE, Unit
from certify.rules.home import criteria_home
from certify.spelling import folded

ALIASES = Path("regions") / "aliases.csv"
PROVINCES = {"37": "山东省", "41": "河南省", "46": "海南省", "50": "重庆市", "51": "四川省"}
MOST_SUGGESTIONS = 3
# A longer text is no name of a unit; looking for what is near it would only take time.
LONGEST_NAME = 60
_CLOSE = 0.6
_NEAR_FORMS = 12
# What people put between province, city and county.
_BETWEEN = str.maketrans("", "", "-/·,>|")
Via: TypeAlias = Literal["code", "name", "alias", ""]


@dataclass(frozen=True, slots=True)
class Alias:
    """A former name or code of the unit `id`, or an unofficial name where `until` is empty.

    `city` is the city it stood under, `code` the former code where it was another, `until` the year of the change.
    """

    name: str
    city: str
    code: str
    id: str
    until: str
    source: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a text means: one unit (`id`), or several to choose from, or none with those that are near.

    `alias` is the former or unofficial name that led to the unit.
    """

    id: str = ""
    via: Via = ""
    choices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    alias: Alias | None = None

    @property
    def offered(self) -> tuple[str, ...]:
        """The ids that a person is shown, however they were found."""
        return (self.id,) if self.id else self.choices or self.suggestions


@dataclass(frozen=True, slots=True)
class _Hit:
    """A unit that a text may mean; `cities` are the words by which its city may be named."""

    id: str
    cities: frozenset[str]
    alias: Alias | None = None


_Index: TypeAlias = dict[str, dict[str, _Hit]]


def read_aliases(path: Path, name: str | None = None) -> tuple[tuple[Alias, ...], tuple[Problem, ...]]:
    """Read a list of former and unofficial names."""
    table = read_table(path, table_columns("aliases"), name)
    keys = ("name", "city", "code", "id", "until", "source")
    found = (Alias(*(str(row.get(key, "")) for key in keys)) for _, row in table.rows if {"name", "id"} <= row.keys())
    return tuple(found), table.problems


@cache
def default_aliases() -> tuple[Alias, ...]:
    """Return the former and unofficial names that the criteria folder holds, of all its regions."""
    aliases, _ = read_aliases(criteria_home() / ALIASES)
    return aliases


@cache
def aliases_digest() -> str:
    """Return the digest of those names, on which messages depend."""
    return hashlib.sha256((criteria_home() / ALIASES).read_bytes()).hexdigest()


def match_place(text: str, units: Mapping[str, Unit], aliases: Iterable[Alias] = (), city: str | None = None) -> Match:
    """Return what `text` means: by code, else by exact name, else by alias; `city` leaves those of one city.

    Where a stage finds more than one, a person has to choose. What contradicts the city, and what is only near, is
    suggested and never taken.
    """
    word = _word(text)
    if not word:
        return Match()
    elsewhere: dict[str, None] = {}
    indexes = _indexes(tuple(units.values()), tuple(one for one in aliases if one.id in units))
    for via, index in indexes:
        hits = index.get(word, {}).values()
        kept = [hit for hit in hits if city is None or not _word(city) or _word(city) in hit.cities]
        if kept:
            ids = tuple(hit.id for hit in kept)
            return Match(ids[0] if len(ids) == 1 else "", via, ids if len(ids) > 1 else (), alias=kept[0].alias)
        elsewhere |= dict.fromkeys(hit.id for hit in hits)
    if elsewhere:
        return Match(suggestions=tuple(elsewhere)[:MOST_SUGGESTIONS])
    names_of_units, former_names = (index for _, index in indexes[2:])
    return Match(suggestions=_near(word, {**former_names, **names_of_units}))


def place_problem(text: str, match: Match, units: Mapping[str, Unit], level: Level, where: str, field: str) -> Problem:
    """Return what is wrong with `text` where a unit's code is wanted, and which unit it means or may mean."""
    params: dict[str, object] = {"found": excerpt(text), "suggestion": " / ".join(match.offered)}
    code = "unknown_unit"
    if match.choices:
        code = "unit_in_which_city"
        params["units"] = [units[id_].label for id_ in match.choices]
    elif match.alias is not None:
        code = "unit_renamed" if match.alias.until else "unit_other_name"
        params |= {"unit": units[match.id].label, "until": match.alias.until}
    return Problem(level, code, where, field, params)


_Row: TypeAlias = tuple[str, Unit, Alias | None]


@lru_cache(maxsize=16)
def _indexes(units: tuple[Unit, ...], aliases: tuple[Alias, ...]) -> tuple[tuple[Via, _Index], ...]:
    """Return the stages of matching in their order: present codes, former codes, names, former and other names."""
    by_id = {unit.id: unit for unit in units}
    rows: list[_Row] = [(unit.id, unit, None) for unit in units]
    former: list[_Row] = [(one.code, by_id[one.id], one) for one in aliases]
    return (
        ("code", _index(rows, _code)),
        ("alias", _index(former, _code)),
        ("name", _index(rows, _forms)),
        ("alias", _index(former, _forms)),
    )


def _index(rows: Iterable[_Row], words: Callable[[_Row], Iterable[str]]) -> _Index:
    """Return the units by the words that name them, each once a word."""
    index: _Index = {}
    for row in rows:
        _, unit, alias = row
        cities = frozenset(_cities(unit.city, unit.id))
        if alias is not None:
            cities |= frozenset(_cities(alias.city, unit.id))
        for word in words(row):
            index.setdefault(_word(word), {}).setdefault(unit.id, _Hit(unit.id, cities, alias))
    return index


def _code(row: _Row) -> tuple[str, ...]:
    return (row[0],) if row[0] else ()


def _forms(row: _Row) -> Iterator[str]:
    """Yield the ways in which a unit is written: alone, behind its city with or without 市, in front of it in brackets."""
    _, unit, alias = row
    name, city = (unit.name, unit.city) if alias is None else (alias.name, alias.city or unit.city)
    yield from (name, *(province + name for province in _provinces(unit.id)))
    if city in (name, UNDER_PROVINCE):
        return
    for city_named in _cities(city, unit.id):
        yield from (city_named + name, f"{name}({city_named})", f"{city_named}({name})")


def _cities(city: str, id_: str) -> Iterator[str]:
    """Yield the ways in which a city is written, from the id of a unit in it."""
    for named in dict.fromkeys((city, city.removesuffix("市"))):
        yield from (_word(named), *(_word(province + named) for province in _provinces(id_)))


def _provinces(id_: str) -> tuple[str, ...]:
    """Return the ways in which the province of a unit is written, where its id tells it."""
    province = PROVINCES.get(id_.removeprefix("zone:")[:2])
    return () if province is None else (province, province[:-1])


def _word(text: str) -> str:
    """Return text as names and codes are compared."""
    return folded(text).translate(_BETWEEN)


def _near(word: str, index: _Index) -> tuple[str, ...]:
    """Return the few units whose names stand in a text, begin with it or are like it; none for a number."""
    if word.isdigit() or len(word) > LONGEST_NAME:
        return ()
    longer = (form for form in index if form.startswith(word) and len(word) > 1)
    forms = [*_named_in(word, index), *sorted(longer, key=len)]
    if not forms:
        forms = get_close_matches(word, index, n=_NEAR_FORMS, cutoff=_CLOSE)
    return tuple(dict.fromkeys(id_ for form in forms for id_ in index[form]))[:MOST_SUGGESTIONS]


def _named_in(word: str, index: _Index) -> list[str]:
    """Return the names that stand in a text, the longest first, without those that are part of a longer one."""
    found: list[str] = []
    for form in sorted((form for form in index if form in word), key=len, reverse=True):
        if not any(form in longer for longer in found):
            found.append(form)
    return found
