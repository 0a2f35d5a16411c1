"""Coverage units: the province's own list, and the list of a batch."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from certify.reading.units import default_units, read_units, regions, unit_of_any_region
from tests.documents.conftest import told

DATA = Path(__file__).parents[3] / "shared" / "domain" / "data" / "shandong-counties.csv"
HEAD = "id,city,name,kind,source,as_of\n"


def test_the_province_has_136_counties_and_16_cities() -> None:
    units = default_units()
    assert Counter(unit.kind for unit in units.values()) == {"county": 136, "city": 16}
    assert all(key == unit.id and len(key) == 6 and key.startswith("37") for key, unit in units.items())
    cities = {unit.name for unit in units.values() if unit.kind == "city"}
    assert {unit.city for unit in units.values()} == cities
    assert all(unit.source and unit.as_of for unit in units.values())


@pytest.mark.skipif(not DATA.exists(), reason="the domain's data lie beside the repository only where it is developed")
def test_the_counties_are_those_of_the_domain_data() -> None:
    with DATA.open(encoding="utf-8-sig", newline="") as file:
        rows = [tuple(row[key] for key in ("code", "city", "county")) for row in csv.DictReader(file)]
    assert sorted(rows) == sorted(
        (one.id, one.city, one.name) for one in default_units().values() if one.kind == "county"
    )


def test_a_county_is_named_with_its_city() -> None:
    units = default_units().values()
    assert len({unit.label.zh for unit in units}) == len(units)
    assert len({unit.name for unit in units}) < len(units)
    assert [unit.label.zh for unit in units if unit.id in ("370103", "370100")] == ["济南市", "济南市市中区"]


@pytest.mark.parametrize(
    ("rows", "wrong", "ids"),
    [
        ("1,甲市,乙县,county,来源,2024-12-31\n2,甲市,丙区,开发区,,\n3,甲市,甲市,市本级,,\n", [], ["1", "2", "3"]),
        ("1,甲市,乙县,county,,\n1,甲市,丙县,county,,\n", ["unit_twice 3:1"], ["1"]),
        ("1,甲市,乙县,region,,\n2,甲市,丙县,county,,x\n", ["unknown_choice 2:4", "not_a_date 3:6"], []),
        (",甲市,乙县,county,,\n", ["required 2:1"], []),
    ],
)
def test_a_list_of_units(tmp_path: Path, rows: str, wrong: list[str], ids: list[str]) -> None:
    path = tmp_path / "u.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    units, problems = read_units(path)
    assert told(problems) == wrong
    assert list(units) == ids


def test_a_unit_is_found_in_whichever_region_it_lies() -> None:
    assert {"shandong", "chongqing"} <= set(regions())
    assert "aliases" not in regions()
    for region in regions():
        for id_, unit in default_units(region).items():
            assert unit_of_any_region(id_) == unit
    assert unit_of_any_region("999999") is None
