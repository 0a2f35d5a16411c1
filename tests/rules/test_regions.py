"""The lists of units that are shipped: how many, of which city, from where; and the names that have changed."""

import re
from collections import Counter

import pytest

from certify.reading.places import PROVINCES, default_aliases, read_aliases
from certify.reading.units import UNDER_PROVINCE, default_units, read_units, region_file
from certify.rules.home import criteria_home

# Region: prefix of the codes, counties, cities, counties that are districts, cities and counties by their names' end.
REGIONS = {
    "shandong": ("37", 136, 16, {"区": 58, "市": 26, "县": 52}),
    "hainan": ("46", 26, 3, {"区": 10, "市": 6, "县": 10}),
    "chongqing": ("50", 38, 1, {"区": 26, "县": 12}),
    "sichuan": ("51", 183, 21, {"区": 55, "市": 19, "县": 109}),
    "henan": ("41", 157, 17, {"区": 54, "市": 21, "县": 82}),
}
CITIES = {
    "shandong": "济南12 青岛10 淄博8 枣庄6 东营5 烟台11 潍坊12 济宁11 泰安6 威海4 日照4 临沂12 德州11 聊城8 滨州7 菏泽9",
    "hainan": f"海口4 三亚4 三沙2 儋州1 {UNDER_PROVINCE}15",
    "chongqing": "重庆38",
    "sichuan": "成都20 自贡6 攀枝花5 泸州7 德阳6 绵阳9 广元7 遂宁5 内江5 乐山11 南充9 眉山6 宜宾10 广安6 达州7 雅安8 "
    "巴中5 资阳3 阿坝藏族羌族自治州13 甘孜藏族自治州18 凉山彝族自治州17",
    "henan": "郑州12 开封9 洛阳14 平顶山10 安阳9 鹤壁5 新乡12 焦作10 濮阳6 许昌6 漯河5 三门峡6 南阳13 商丘9 信阳10 "
    f"周口10 驻马店10 {UNDER_PROVINCE}1",
}
# Codes of statistics and of former lists that stand for no county.
NO_COUNTIES = {"460321", "460322", "460323", "460400", "500100", "500200", "469000", "419000"}


def test_every_region_is_tested() -> None:
    files = {
        path.stem
        for path in (criteria_home() / "regions").glob("*.csv")
        if path.read_text(encoding="utf-8").startswith("id,city,name,kind")
    }
    assert files == set(REGIONS)
    assert {prefix for prefix, *_ in REGIONS.values()} == PROVINCES.keys()


@pytest.mark.parametrize("region", REGIONS)
def test_how_many_there_are(region: str) -> None:
    prefix, counties, cities, ends = REGIONS[region]
    units, problems = read_units(region_file(region))
    assert problems == ()
    assert units == default_units(region)
    assert Counter(unit.kind for unit in units.values()) == {"county": counties, "city": cities}
    assert Counter(unit.name[-1] for unit in units.values() if unit.kind == "county") == ends
    assert all(re.fullmatch(prefix + r"\d{4}", id_) for id_ in units)
    assert all(unit.source and unit.as_of == "2024-12-31" for unit in units.values())


@pytest.mark.parametrize("region", REGIONS)
def test_how_many_there_are_in_a_city(region: str) -> None:
    units = default_units(region)
    counted = Counter(unit.city.removesuffix("市") for unit in units.values() if unit.kind == "county")
    assert " ".join(sorted(f"{city}{number}" for city, number in counted.items())) == " ".join(
        sorted(CITIES[region].split())
    )
    named = {unit.name for unit in units.values() if unit.kind == "city"}
    # 儋州市 is a city and its only county in one.
    assert {unit.city for unit in units.values()} == named | (
        {UNDER_PROVINCE} & {one.city for one in units.values()}
    ) | ({"儋州市"} if region == "hainan" else set())


@pytest.mark.parametrize("region", REGIONS)
def test_a_county_lies_under_its_city_by_its_code(region: str) -> None:
    units = default_units(region)
    for unit in units.values():
        above = "500000" if region == "chongqing" else f"{unit.id[:4]}00"
        if unit.city == UNDER_PROVINCE:
            assert unit.id[2:4] == "90"
        elif unit.kind == "county" and unit.id != "460400":
            assert units[above].name == unit.city
        else:
            assert unit.name == unit.city


def test_what_is_no_county_is_not_there() -> None:
    ids = {unit.id for region in REGIONS for unit in default_units(region).values()}
    assert ids & NO_COUNTIES == {"460400"}
    assert all(not name.endswith(("开发区", "新区")) for region in REGIONS for name in names(region))


def names(region: str) -> set[str]:
    return {unit.name for unit in default_units(region).values()}


@pytest.mark.parametrize("region", REGIONS)
def test_no_two_units_are_named_alike_within_a_city(region: str) -> None:
    labels = Counter(unit.label.zh for unit in default_units(region).values())
    assert max(labels.values()) == 1
    twice = {name for name, count in Counter(unit.name for unit in default_units(region).values()).items() if count > 1}
    assert twice == ({"市中区"} if region in ("shandong", "sichuan") else set())


def test_every_former_name_leads_to_a_present_unit() -> None:
    aliases, problems = read_aliases(criteria_home() / "regions" / "aliases.csv")
    assert problems == ()
    assert aliases == default_aliases()
    units = {unit.id: unit for region in REGIONS for unit in default_units(region).values()}
    for alias in aliases:
        assert alias.id in units, alias
        assert alias.source, alias
        assert alias.city, alias
        assert re.fullmatch(r"(20\d\d(-\d\d(-\d\d)?)?)?", alias.until), alias
        assert re.fullmatch(r"(\d{6})?", alias.code), alias
        assert alias.code not in units, alias
        assert alias.code[:2] in ("", alias.id[:2]), alias
        assert alias.code or alias.name != units[alias.id].name, alias
    assert len({(one.name, one.city, one.id) for one in aliases}) == len(aliases)
    assert Counter(one.id[:2] for one in aliases) == {"37": 25, "51": 11, "41": 7, "50": 3, "46": 1}
    assert sum(not one.until for one in aliases) == 2
