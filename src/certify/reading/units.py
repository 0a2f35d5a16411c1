"""Coverage units: the list of a batch, or the province's own."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from certify.facts import Record
from certify.language import Text
from certify.problems import Problem, excerpt
from certify.reading.forms import table_columns
from certify.reading.tables import Table, read_table
from certify.rules.home import criteria_home
from certify.spelling import normal

SHANDONG = "shandong"
# What stands in the place of a city where a county is directly under its province.
UNDER_PROVINCE = "省直辖县级行政区划"
_COLUMNS = ("id", "city", "name", "kind", "source", "as_of")
_HEAD = b"id,city,name,kind"
_BETWEEN = re.compile(r"[;、,\s]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A county, a development zone, or a city as the unit of its own bodies (which covers no county).

    `host_units` are the counties that a zone lies in, `same_area_as` the unit that is the same area under another name.
    """

    id: str
    city: str
    name: str
    kind: str
    source: str
    as_of: str
    host_units: tuple[str, ...] = ()
    same_area_as: str = ""

    @property
    def label(self) -> Text:
        """The unit with its city, since names of counties stand more than once."""
        full = self.name if self.city in (self.name, UNDER_PROVINCE) else f"{self.city}{self.name}"
        return Text(full, full)


def read_units(path: Path, name: str | None = None) -> tuple[Mapping[str, Unit], tuple[Problem, ...]]:
    """Read a list of units, by id; an id that stands twice, and a reference to no other unit, are problems."""
    table = read_table(path, table_columns("units"), name)
    problems = list(table.problems)
    units: dict[str, Unit] = {}
    lines: dict[str, int] = {}
    for line, row in table.rows:
        if not {"id", "city", "name", "kind"} <= row.keys():
            continue
        unit = _unit(row)
        if unit.id in units:
            problems.append(Problem("error", "unit_twice", table.place(line, 1), params={"found": unit.id}))
        units.setdefault(unit.id, unit)
        lines.setdefault(unit.id, line)
    problems += _wrong_references(units, lines, table)
    return {key: _sound(unit, units) for key, unit in units.items()}, tuple(problems)


def _unit(row: Record) -> Unit:
    hosts = (one for one in _BETWEEN.split(normal(str(row.get("host_units", "")))) if one)
    same = normal(str(row.get("same_area_as", "")))
    id_, city, name, kind, source, as_of = (str(row.get(key, "")) for key in _COLUMNS)
    return Unit(id_, city, name, kind, source, as_of, tuple(dict.fromkeys(hosts)), same)


def _wrong_references(units: Mapping[str, Unit], lines: Mapping[str, int], table: Table) -> Iterator[Problem]:
    """Yield the units named by others that are not in the list, and the circles of units that are the same area."""
    labels = {field.name: field.label for field in table_columns("units")}
    for unit in units.values():
        named = {"host_units": unit.host_units, "same_area_as": (unit.same_area_as,) if unit.same_area_as else ()}
        for column, ids in named.items():
            where = table.place(lines[unit.id], table.columns.get(column, 1))
            for id_ in ids:
                if id_ not in units or id_ == unit.id:
                    params = {"found": excerpt(id_), "label": labels[column]}
                    yield Problem("error", "unit_reference", where, params=params)
        if unit.same_area_as != unit.id and _in_circle(unit, units):
            where = table.place(lines[unit.id], table.columns["same_area_as"])
            yield Problem("error", "area_in_circle", where, params={"found": unit.id})


def _in_circle(unit: Unit, units: Mapping[str, Unit]) -> bool:
    return bool(unit.same_area_as) and any(one.same_area_as == unit.id for one in _led_to(unit, units))


def _led_to(unit: Unit, units: Mapping[str, Unit]) -> Iterator[Unit]:
    """Yield `unit` and those that `same_area_as` leads to from it, each once."""
    seen: set[str] = set()
    at: Unit | None = unit
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield at
        at = units.get(at.same_area_as)


def _sound(unit: Unit, units: Mapping[str, Unit]) -> Unit:
    """Return the unit with those of its references that lead to another unit of the list."""
    hosts = tuple(id_ for id_ in unit.host_units if id_ in units and id_ != unit.id)
    same = unit.same_area_as if unit.same_area_as in units and not _in_circle(unit, units) else ""
    return replace(unit, host_units=hosts, same_area_as=same)


def areas(units: Mapping[str, Unit]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of the units by area, in the list's order; the unit that the others of an area lead to is first."""
    found: dict[str, list[str]] = {}
    for unit in units.values():
        *_, last = _led_to(unit, units)
        found.setdefault(last.id, []).append(unit.id)
    return tuple(tuple(sorted(ids, key=first.__ne__)) for first, ids in found.items())


def region_file(region: str = SHANDONG) -> Path:
    """Return the file of a province's units."""
    return criteria_home() / "regions" / f"{region}.csv"


@cache
def default_units(region: str = SHANDONG) -> Mapping[str, Unit]:
    """Return the county-level units of a province and its cities: of Shandong 136 and 16."""
    units, _ = read_units(region_file(region))
    return units


@cache
def regions() -> tuple[str, ...]:
    """Return the names of the provinces that the criteria folder has units of, in their order."""
    listed = sorted((criteria_home() / "regions").glob("*.csv"))
    return tuple(path.stem for path in listed if _lists_units(path))


def _lists_units(path: Path) -> bool:
    with path.open("rb") as file:
        return file.readline().removeprefix(BOM_UTF8).startswith(_HEAD)


def every_unit() -> Mapping[str, Unit]:
    """Return the units of every province, by id."""
    return {id_: unit for region in regions() for id_, unit in default_units(region).items()}


def unit_of_any_region(id_: str) -> Unit | None:
    """Return the unit of that code in whichever province's list it stands; the lists are read one after another."""
    return next((units[id_] for region in regions() if id_ in (units := default_units(region))), None)
