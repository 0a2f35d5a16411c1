"""The tile chart: cities in their rough position, each unit a tile that says what it shows."""

import re
from dataclasses import replace
from html import unescape
from itertools import combinations
from pathlib import Path

import pytest

from certify.reading.units import default_units
from certify.reporting.coverage.tiles import Chart, Place, anchors, corner, places, short_name
from certify.reporting.coverage.words import LOOKS, Shown
from tests.reporting.test_coverage_formats import coverage, covered, sample

CITIES = sorted({unit.city for unit in default_units().values()})


def test_every_city_of_shandong_has_a_cell_of_its_own() -> None:
    found = places(CITIES)
    assert sorted(found) == CITIES
    assert len({(place.row, place.column) for place in found.values()}) == len(CITIES)


@pytest.mark.parametrize(
    ("west", "east"),
    [("聊城市", "济南市"), ("济南市", "淄博市"), ("淄博市", "潍坊市"), ("潍坊市", "青岛市"), ("东营市", "烟台市"),
     ("烟台市", "威海市"), ("菏泽市", "济宁市"), ("济宁市", "枣庄市"), ("临沂市", "日照市"), ("德州市", "滨州市")],
)  # fmt: skip
def test_east_is_on_the_right(west: str, east: str) -> None:
    assert places([west, east])[west].column < places([west, east])[east].column


@pytest.mark.parametrize(
    ("north", "south"),
    [("德州市", "济南市"), ("济南市", "泰安市"), ("泰安市", "济宁市"), ("青岛市", "日照市"), ("聊城市", "菏泽市"),
     ("潍坊市", "临沂市"), ("烟台市", "青岛市"), ("滨州市", "淄博市")],
)  # fmt: skip
def test_north_is_above(north: str, south: str) -> None:
    assert places([north, south])[north].row < places([north, south])[south].row


def test_the_legend_stands_on_no_city() -> None:
    taken = list(places(CITIES).values())
    found = corner(taken)
    assert found is not None
    assert all(not overlap(found, place) for place in taken)
    assert all(not overlap(one, other) for one, other in combinations(taken, 2))
    assert corner([Place(1, 1)]) is None


def overlap(one: Place, other: Place) -> bool:
    rows = one.row < other.row + other.rows and other.row < one.row + one.rows
    return rows and one.column < other.column + other.columns and other.column < one.column + one.columns


def test_cities_that_no_file_knows_flow(tmp_path: Path) -> None:
    assert places(["示例州"]) == {}
    (tmp_path / "regions").mkdir()
    table = "city,row,column\n甲市,1,1\n乙市,1,1\n丙市,x,1\n丁市,0,2\n戊市,999,1\n,1,2\n己市\n"
    (tmp_path / "regions" / "some-tiles.csv").write_text(table, encoding="utf-8")
    assert places(["甲市", "乙市", "丙市", "丁市", "戊市", "己市"], tmp_path) == {"甲市": Place(1, 1)}
    chart = Chart(Shown(sample(), "zh"))
    assert "示例州" in chart.flowing()
    assert "示例州" not in chart.placed()


def test_every_unit_has_one_tile_in_the_order_of_codes_and_zones_last() -> None:
    report = sample()
    chart = Chart(Shown(report, "zh"))
    tiles = re.findall(r'<a class="t ([^"]*)" data-u=(\d+)', chart.placed() + chart.flowing())
    numbers = [int(number) for _, number in tiles]
    assert sorted(numbers) == list(range(len(report.units)))
    jinan = [report.units[number] for number in numbers if report.units[number].city == "济南市"]
    assert jinan == sorted(jinan, key=lambda unit: (unit.kind == "zone", unit.id))
    assert {report.units[int(number)].kind for looks, number in tiles if " z" in looks} == {"zone"}


def test_a_tile_says_in_words_and_by_its_mark_what_it_shows() -> None:
    report = sample()
    shown = Shown(report, "zh")
    chart = Chart(shown)
    for unit in report.units:
        tile = unescape(chart.tile(unit))
        assert f'aria-label="{unit.city}{unit.name}' in tile
        assert unit.cause_text in tile
    assert {shown.look(unit).key for unit in report.units} == LOOKS.keys()
    marks = {shown.look(unit).key: shown.mark(unit) for unit in report.units if unit.kind == "county"}
    assert (marks["covered"], marks["gained"], marks["none"], marks["near"], marks["far"]) == ("√", "+", "", "2", "3")


def test_gained_and_lost_are_told_from_before_the_latest_batch() -> None:
    report = sample()
    shown = Shown(report, "zh")
    assert shown.base_point == report.points[0]
    assert [unit.id for unit in report.units if shown.gained(unit)] == ["370102", "371003", "zone:3701-x"]
    assert [unit.id for unit in report.units if shown.lost(unit)] == ["371002"]
    assert Shown(replace(report, points=report.points[:1]), "zh").base is None


@pytest.mark.parametrize(
    ("city", "name", "kind", "short"),
    [
        ("济南市", "历下区", "county", "历下"),
        ("日照市", "莒县", "county", "莒县"),
        ("聊城市", "东昌府区", "county", "东昌府"),
        ("淄博市", "淄博高新技术产业开发区", "zone", "高新"),
        ("烟台市", "烟台经济技术开发区", "zone", "经开"),
        ("德州市", "德州天衢新区", "zone", "天衢"),
        ("东营市", "东营港经济开发区", "zone", "东营港"),
        ("临沂市", "临沂综合保税区", "zone", "综保"),
    ],
)
def test_short_names(city: str, name: str, kind: str, short: str) -> None:
    assert short_name(replace(covered("1", city, ()), name=name, kind=kind)) == short


def test_ids_that_can_be_no_anchor_have_another() -> None:
    units = [replace(covered("1", "甲市", (True,) * 3), id=id_) for id_ in ('a" onclick=', "370102", "开发区-1", "x y")]
    assert list(anchors(units).values()) == ["unit-0", "unit-370102", "unit-开发区-1", "unit-3"]
    chart = Chart(Shown(coverage(units), "zh"))
    assert 'href="#unit-%E5%BC%80%E5%8F%91%E5%8C%BA-1"' in chart.tile(units[2])
