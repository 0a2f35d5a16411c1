"""Coverage units: the list of a batch, or the province's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from certify.language import Text
from certify.problems import Problem
from certify.reading.forms import table_columns
from certify.reading.tables import read_table
from certify.rules.home import criteria_home

DEFAULT = Path("regions") / "shandong.csv"


@dataclass(frozen=True, slots=True)
class Unit:
    """A county, a development zone, or a city as the unit of its own bodies (which covers no county)."""

    id: str
    city: str
    name: str
    kind: str
    source: str
    as_of: str

    @property
    def label(self) -> Text:
        """The unit with its city, since names of counties stand more than once."""
        full = self.name if self.name == self.city else f"{self.city}{self.name}"
        return Text(full, full)


def read_units(path: Path, name: str | None = None) -> tuple[Mapping[str, Unit], tuple[Problem, ...]]:
    """Read a list of units, by id; an id that stands twice is a problem."""
    table = read_table(path, table_columns("units"), name)
    problems = list(table.problems)
    units: dict[str, Unit] = {}
    for line, row in table.rows:
        if not {"id", "city", "name", "kind"} <= row.keys():
            continue
        unit = Unit(*(str(row.get(key, "")) for key in ("id", "city", "name", "kind", "source", "as_of")))
        if unit.id in units:
            problems.append(Problem("error", "unit_twice", table.place(line, 1), params={"found": unit.id}))
        units.setdefault(unit.id, unit)
    return units, tuple(problems)


@cache
def default_units() -> Mapping[str, Unit]:
    """Return the 136 county-level units of Shandong and its 16 cities."""
    units, _ = read_units(criteria_home() / DEFAULT)
    return units
