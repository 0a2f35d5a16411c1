"""The tile chart of a province: every unit a tile, every city a block in its rough position, no boundaries.

Positions are data (`criteria/regions/*-tiles.csv`); cities without one flow beside each other.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import quote

from certify.judging.score import percentage
from certify.reporting.coverage.shapes import CityShape, UnitShape
from certify.reporting.coverage.words import KIND_OF_ONE, Shown
from certify.reporting.templating import native
from certify.rules.home import criteria_home

# A chart wider or higher than this would be no chart.
MOST = 24
_PLAIN = re.compile(r"[\w.:-]+")
_ENDS = ("区", "县", "市")
_SHORTEST, _LONGEST = 2, 3
# The rest of a zone's name says only what kind of zone it is.
_ZONE = re.compile("(高新|经济|综合保税|保税|火炬|新区).*")
_ZONE_WORDS = {"经济": "经开", "综合保税": "综保"}
# So many empty cells in one piece hold the legend.
_LEGEND_ROWS, _LEGEND_COLUMNS = 1, 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands on the chart, counted from one, and how many rows and columns it takes."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def style(self) -> str:
        """The place as a style of a grid."""
        return f"grid-area:{self.row}/{self.column}/span {self.rows}/span {self.columns}"


def places(cities: Sequence[str], home: Path | None = None) -> dict[str, Place]:
    """Return the positions of cities from the file that knows most of them; empty where none knows any."""
    found: dict[str, Place] = {}
    for known in _positions((home or criteria_home()) / "regions"):
        here = {city: known[city] for city in cities if city in known}
        if len(here) > len(found):
            found = here
    # Two cities on one cell would hide each other: the later one flows.
    taken: dict[tuple[int, int], str] = {}
    for city, place in found.items():
        taken.setdefault((place.row, place.column), city)
    return {city: place for city, place in found.items() if taken[place.row, place.column] == city}


@cache
def _positions(folder: Path) -> tuple[Mapping[str, Place], ...]:
    return tuple(_read(path) for path in sorted(folder.glob("*-tiles.csv")))


def _read(path: Path) -> dict[str, Place]:
    """Return the positions of one file; a row that gives none is passed over, and its city flows."""
    found: dict[str, Place] = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8-sig", errors="replace").splitlines()):
        city, at = row.get("city") or "", [row.get(name) or "" for name in ("row", "column")]
        if city and all(one.isdecimal() and 0 < int(one) <= MOST for one in at):
            found[city] = Place(int(at[0]), int(at[1]))
    return found


def corner(taken: Sequence[Place]) -> Place | None:
    """Return the largest empty piece of the chart, where it is large enough to hold the legend."""
    cells = {(place.row, place.column) for place in taken}
    rows, columns = max((row for row, _ in cells), default=0), max((column for _, column in cells), default=0)
    best: Place | None = None
    for place in _pieces(rows, columns):
        area = [
            (row, column)
            for row in range(place.row, place.row + place.rows)
            for column in range(place.column, place.column + place.columns)
        ]
        larger = best is None or len(area) > best.rows * best.columns
        if larger and cells.isdisjoint(area):
            best = place
    return best


def _pieces(rows: int, columns: int) -> Iterator[Place]:
    """Yield the pieces of a chart that a legend could stand on, those farther down and right first."""
    for row in range(rows, 0, -1):
        for column in range(columns, 0, -1):
            for height in range(_LEGEND_ROWS, rows - row + 2):
                for width in range(_LEGEND_COLUMNS, columns - column + 2):
                    yield Place(row, column, height, width)


def anchors(units: Sequence[UnitShape]) -> dict[str, str]:
    """Return the anchor of every unit: its id where that can be one, else its place in the list."""
    return {
        unit.id: f"unit-{unit.id}" if _PLAIN.fullmatch(unit.id) else f"unit-{number}"
        for number, unit in enumerate(units)
    }


def link(anchor: str) -> str:
    """Return the address of an anchor within the page, for an attribute."""
    return f"#{quote(anchor, safe=':.-_')}"


def short_name(unit: UnitShape) -> str:
    """Return a unit's name as it fits on a tile."""
    name = unit.name
    city = unit.city.removesuffix("市")
    if unit.kind == "zone":
        name = name.removeprefix(unit.city).removeprefix(city) or name
        kind = _ZONE.search(name)
        if kind:
            name = name[: kind.start()] or _ZONE_WORDS.get(kind[1], kind[1])
        name = name if len(name) >= _SHORTEST else unit.name
    elif len(name) > _SHORTEST and name.endswith(_ENDS):
        name = name[:-1]
    return name[:_LONGEST]


class Chart:
    """Writes the blocks of the chart; every text in them is escaped."""

    def __init__(self, shown: Shown) -> None:
        """Take the report."""
        self.shown = shown
        self.anchors = anchors(shown.report.units)
        self.numbers = {unit.id: number for number, unit in enumerate(shown.report.units)}
        self.by_city: dict[str, list[UnitShape]] = {}
        for unit in shown.report.units:
            self.by_city.setdefault(unit.city, []).append(unit)
        self.places = places([city.city for city in shown.report.cities])

    @property
    def legend(self) -> Place | None:
        """Where the legend stands on the chart, if there is room."""
        return corner(list(self.places.values())) if self.places else None

    @property
    def columns(self) -> int:
        """How many columns the chart has."""
        return max((place.column for place in self.places.values()), default=0)

    def placed(self) -> str:
        """Return the blocks that have a position, in the order of the chart."""
        cities = sorted((city for city in self.shown.report.cities if city.city in self.places), key=self._reading)
        return "\n".join(self.block(city, self.places[city.city].style) for city in cities)

    def flowing(self) -> str:
        """Return the blocks without a position, in the order of the list."""
        return "\n".join(self.block(city) for city in self.shown.report.cities if city.city not in self.places)

    def _reading(self, city: CityShape) -> tuple[int, int]:
        place = self.places[city.city]
        return place.row, place.column

    def block(self, city: CityShape, style: str = "") -> str:
        """Return the block of a city: its name, its figures, its units in the order of their codes, zones last."""
        say = self.shown.say
        units = sorted(self.by_city.get(city.city, ()), key=lambda unit: (unit.kind != "county", unit.id))
        counties, zones = city.counties, city.zones
        figures = f"<b>{counties.covered}</b>/{counties.total}" if counties.total else ""
        if zones.total:
            figures += f' <i class=zf title="{say("市辖开发区", "zones")}"><b>{zones.covered}</b>/{zones.total}</i>'
        total, covered = counties.total + zones.total, counties.covered + zones.covered
        share = percentage(covered, total) or "0"
        more = percentage(counties.at_most + zones.at_most - covered, total) or "0"
        return (
            f"<section class=city{f' style={chr(34)}{style}{chr(34)}' if style else ''}>"
            f'<h3><a href="#city={quote(city.city)}">{native(city.city, self.shown.lang)}</a> <span>{figures}</span></h3>'
            f'<p class=bar aria-hidden=true><i class=done style="width:{share}%"></i>'
            f'<i class=open style="width:{more}%"></i></p>'
            f"<p class=ts>{''.join(map(self.tile, units))}</p></section>"
        )

    def tile(self, unit: UnitShape) -> str:
        """Return the tile of a unit: a link to its details that says in words what it shows."""
        shown = self.shown
        look, mark = shown.look(unit), shown.mark(unit)
        shape = (" z" if unit.kind == "zone" else "") + (" lost" if shown.lost(unit) else "")
        name, nearest = short_name(unit), shown.nearest(unit)
        small = " class=s3" if len(name) == _LONGEST else ""
        colon = shown.say("：", ": ")
        kind = KIND_OF_ONE[unit.kind].to(shown.lang) if unit.kind in KIND_OF_ONE else unit.kind
        told = f"{shown.label(unit)}{shown.say('，', ', ')}{kind}{colon}{shown.state(unit)}"
        if nearest:
            told += (
                f"{shown.say('。最近的候选组织：', '. Nearest: ')}{nearest.name}{colon}{shown.repairs(nearest.repairs)}"
            )
        told = escape(told)
        return (
            f'<a class="t {look.key}{shape}" data-u={self.numbers[unit.id]} href="{link(self.anchors[unit.id])}" '
            f'title="{told}" aria-label="{told}"><b>{mark}</b><span{small}>{native(name, shown.lang)}</span></a>'
        )
