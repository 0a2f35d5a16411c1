"""What a text means among the units: codes, names, former names; what is only near is never taken for a unit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.language import Lang
from certify.reading.places import Alias, Match, default_aliases, match_place, place_problem, read_aliases
from certify.reading.units import UNDER_PROVINCE, Unit, areas, default_units, read_units
from certify.spelling import folded
from certify.wording.problems import fix, message
from tests.documents.conftest import told

REGIONS = ("shandong", "hainan", "chongqing", "sichuan", "henan")
UNITS = default_units()
ALIASES = default_aliases()
COUNTIES = [unit for unit in UNITS.values() if unit.kind == "county"]
SAMPLE = Path(__file__).parents[2] / "submissions" / "shandong-zones-sample.csv"
HEAD = "id,city,name,kind,host_units,same_area_as\n"


def find(text: str, city: str | None = None) -> Match:
    return match_place(text, UNITS, ALIASES, city)


def spellings(unit: Unit) -> Iterator[str]:
    city, short = unit.city, unit.city.removesuffix("市")
    for inner in (city, short):
        yield from (f"{inner}{unit.name}", f"山东省{inner}{unit.name}", f"山东{inner}{unit.name}")
        yield from (f"{unit.name}（{inner}）", f"{unit.name}({inner})", f"{inner}（{unit.name}）")
    yield from (f"山东省 {city} {unit.name}", f"{city}-{unit.name}", f"{city}/{unit.name}", f"　{city}{unit.name}\n")


@pytest.mark.parametrize("unit", COUNTIES, ids=lambda unit: unit.id)
def test_every_county_is_found_in_every_spelling(unit: Unit) -> None:
    for text in spellings(unit):
        assert find(text) == Match(unit.id, "name"), text
    wide = unit.id.translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert find(unit.id) == find(f" {wide} ") == Match(unit.id, "code")
    assert find(unit.name, unit.city).id == find(unit.name, unit.city.removesuffix("市")).id == unit.id
    if unit.name != "市中区":
        assert find(unit.name) == find(f"山东省{unit.name}") == Match(unit.id, "name")


@pytest.mark.parametrize("region", REGIONS)
def test_every_unit_of_every_region_is_found_by_its_label(region: str) -> None:
    units = default_units(region)
    for unit in units.values():
        assert match_place(unit.label.zh, units, ALIASES).id == unit.id
        assert match_place(unit.id, units, ALIASES).id == unit.id


@pytest.mark.parametrize("text", ["市中区", "山东省市中区", " 市 中 区 "])
def test_a_name_that_stands_twice_asks_for_the_city(text: str) -> None:
    assert find(text) == Match(via="name", choices=("370103", "370402"))
    assert find(text, "枣庄市").id == find(text, "山东省枣庄").id == "370402"
    assert find(text, "青岛市") == Match(suggestions=("370103", "370402", "370811"))


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("济南市中区", "370103"),
        ("济南市市中区", "370103"),
        ("枣庄市中区", "370402"),
        ("市中区（枣庄市）", "370402"),
        ("济南市", "370100"),
        ("山东省济南市", "370100"),
    ],
)
def test_a_name_with_its_city(text: str, id_: str) -> None:
    assert find(text) == Match(id_, "name")


@pytest.mark.parametrize(
    ("text", "city", "id_", "name", "until"),
    [
        ("章丘市", None, "370114", "章丘市", "2016"),
        ("济南市章丘市", None, "370114", "章丘市", "2016"),
        ("370181", None, "370114", "章丘市", "2016"),
        ("陵县", None, "371403", "陵县", "2014"),
        ("德州市陵县", None, "371403", "陵县", "2014"),
        ("山东省德州市陵县", None, "371403", "陵县", "2014"),
        ("苍山县", None, "371324", "苍山县", "2014"),
        ("莱芜市莱城区", None, "370116", "莱城区", "2019"),
        ("莱芜市钢城区", None, "370117", "钢城区", "2019"),
        ("钢城区", "莱芜市", "370117", "钢城区", "2019"),
        ("莱城区", "济南市", "370116", "莱城区", "2019"),
        ("市中区", "济宁市", "370811", "市中区", "2013"),
        ("济宁市市中区", None, "370811", "市中区", "2013"),
        ("四方区", None, "370203", "四方区", "2012"),
        ("370903", None, "370911", "岱岳区", "2007"),
        ("青岛西海岸新区", None, "370211", "青岛西海岸新区", ""),
        ("山东省青岛市西海岸新区", None, "370211", "西海岸新区", ""),
    ],
)
def test_a_former_or_unofficial_name(text: str, city: str | None, id_: str, name: str, until: str) -> None:
    match = find(text, city)
    assert (match.id, match.via) == (id_, "alias")
    assert match.alias is not None
    assert (match.alias.name, match.alias.until) == (name, until)


@pytest.mark.parametrize("text", ["莱芜市", "371200"])
def test_what_was_divided_asks_which_part(text: str) -> None:
    match = find(text)
    assert (match.id, match.choices, match.offered) == ("", ("370116", "370117"), ("370116", "370117"))


def test_a_present_name_goes_before_a_former_one() -> None:
    assert find("钢城区") == Match("370117", "name")
    assert find("岱岳区") == Match("370911", "name")


@pytest.mark.parametrize("alias", [one for one in ALIASES if one.id.startswith("37")], ids=lambda one: one.name)
def test_every_former_name_leads_to_its_unit(alias: Alias) -> None:
    parts = {one.id for one in ALIASES if (one.name, one.city) == (alias.name, alias.city)}
    match = find(alias.name, alias.city)
    assert set(match.choices or (match.id,)) == parts
    if alias.code:
        assert alias.id in find(alias.code).offered


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("历下", "370102"),
        ("济南市历下区人力资源和社会保障局", "370102"),
        ("济南市市中区人社局", "370103"),
        ("兰陵县人社局", "371324"),
        ("章丘市人社局", "370114"),
        ("黄岛", "370211"),
        ("济南", "370100"),
        ("台儿庄县", "370405"),
    ],
)
def test_what_is_near_is_suggested(text: str, first: str) -> None:
    match = find(text)
    assert (match.id, match.choices, match.via) == ("", (), "")
    assert match.suggestions[0] == first


def test_a_short_name_is_not_taken_for_a_longer_one() -> None:
    without = match_place("陵县", UNITS)
    assert without.id == ""
    assert find("陵县").id == "371403"
    assert find("兰陵县").id == "371324"


@pytest.mark.parametrize("text", ["", " ", "370199", "3701", "370102000000", "河南省", "省", "x" * 61, "历下区" * 21])
def test_what_is_near_nothing(text: str) -> None:
    assert find(text) == Match()


def test_a_city_that_contradicts_is_never_overruled() -> None:
    assert find("济南市市中区", "枣庄市") == find("370103", "枣庄市") == Match(suggestions=("370103",))
    assert find("历下区", "") == find("历下区", " ") == find("历下区")


def test_another_province_is_not_taken_for_this_one() -> None:
    sichuan = default_units("sichuan")
    assert match_place("内江市中区", sichuan, ALIASES).id == "511002"
    assert match_place("山东省市中区", sichuan, ALIASES).id == ""
    assert match_place("章丘市", sichuan, ALIASES).alias is None
    assert match_place("会理县", sichuan, ALIASES).id == "513402"
    assert find("会理县").id == ""


def test_counties_under_a_province_have_no_city() -> None:
    units = default_units("hainan")
    assert units["469001"].city == UNDER_PROVINCE
    assert units["469001"].label.zh == "五指山市"
    assert match_place("海南省五指山市", units).id == match_place("五指山市", units).id == "469001"
    assert match_place("济源市", default_units("henan")).id == "419001"


def test_a_zone_of_the_list_goes_before_the_other_name_of_its_area() -> None:
    units, problems = read_units(SAMPLE)
    assert problems == ()
    assert match_place("青岛西海岸新区", units, ALIASES).id == "zone:3702-qingdao-xihaian"
    assert match_place("ZONE:3701-jinan-gaoxin", units, ALIASES).id == "zone:3701-jinan-gaoxin"
    assert match_place("山东省济南高新技术产业开发区", units).id == "zone:3701-jinan-gaoxin"
    assert "zone:3701-jinan-gaoxin" in match_place("济南高新区", units).suggestions


PIECES = st.lists(
    st.sampled_from(
        [
            "山东",
            "省",
            "济南",
            "枣庄",
            "济宁",
            "市",
            "中",
            "区",
            "县",
            "陵",
            "兰",
            "章丘",
            "历下",
            "(",
            ")",
            "37",
            "01",
            "03",
            "81",
            "莱芜",
            "钢城",
            "高新",
            "-",
            "x",
        ]
    ),
    max_size=7,
).map("".join)


def known_words() -> set[str]:
    rows = [(one.id, one.city, one.name) for one in UNITS.values()]
    rows += [(one.code, one.city, one.name) for one in ALIASES if one.id in UNITS]
    words = set()
    for code, city, name in rows:
        cities = ["", *(p + c for p in ("", "山东", "山东省") for c in (city, city.removesuffix("市")))]
        words |= {code, name, "山东" + name, "山东省" + name, *(c + name for c in cities)}
        words |= {f"{name}({c})" for c in cities} | {f"{c}({name})" for c in cities}
    return words - {""}


KNOWN = known_words()


@given(st.one_of(PIECES, st.text(max_size=12)))
def test_nothing_but_a_code_a_name_or_an_alias_is_ever_taken(text: str) -> None:
    match = find(text)
    word = "".join(character for character in folded(text) if character not in "-/·,>|")
    assert bool(match.id or match.choices) == (word in KNOWN)
    assert set(match.offered) <= UNITS.keys()
    assert not (match.id and (match.choices or match.suggestions))
    assert len(match.suggestions) <= 3


@pytest.mark.parametrize(
    ("text", "code", "zh", "fixed"),
    [
        ("历下区", "unknown_unit", "“历下区”不在单位名单里", "370102"),
        ("章丘市", "unit_renamed", "“章丘市”已于2016年变更，现为“济南市章丘区”", "370114"),
        ("西海岸新区", "unit_other_name", "“西海岸新区”不是单位名单里的名称，指的是“青岛市黄岛区”", "370211"),
        ("市中区", "unit_in_which_city", "“市中区”不止指一个单位：济南市市中区、枣庄市市中区", "370103 / 370402"),
        ("莱芜市", "unit_in_which_city", "“莱芜市”不止指一个单位：济南市莱芜区、济南市钢城区", "370116 / 370117"),
        ("370199", "unknown_unit", "“370199”不在单位名单里", ""),
    ],
)
def test_what_a_person_is_told(text: str, code: str, zh: str, fixed: str) -> None:
    problem = place_problem(text, find(text), UNITS, "warning", "a.yaml:3:1", "organization.jurisdiction")
    assert (problem.code, problem.level, problem.where) == (code, "warning", "a.yaml:3:1")
    assert problem.params["suggestion"] == fixed
    assert zh in message(problem, "zh")
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        assert text in message(problem, lang)
        assert fixed in fix(problem, lang)


def test_a_list_of_aliases_with_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,city,code,id,until,source\n旧县,,,1,2014,某文件\n新县,,,,,\n", encoding="utf-8")
    aliases, problems = read_aliases(path)
    assert aliases == (Alias("旧县", "", "", "1", "2014", "某文件"),)
    assert told(problems) == ["required 3:4"]


@pytest.mark.parametrize(
    ("rows", "wrong", "hosts", "same"),
    [
        ("z,甲市,丙区,zone,1;2、1,1\n", [], ("1", "2"), "1"),
        ("z,甲市,丙区,zone,１；2,\n", [], ("1", "2"), ""),
        ("z,甲市,丙区,zone,—,无\n", [], (), ""),
        ("z,甲市,丙区,zone,1;9,8\n", ["unit_reference 4:5", "unit_reference 4:6"], ("1",), ""),
        ("z,甲市,丙区,zone,z,z\n", ["unit_reference 4:5", "unit_reference 4:6"], (), ""),
        ("z,甲市,丙区,zone,,y\ny,甲市,丁区,zone,,z\n", ["area_in_circle 4:6", "area_in_circle 5:6"], (), ""),
        (
            "z,甲市,丙区,zone,,y\ny,甲市,丁区,zone,,x\nx,甲市,戊区,zone,,y\n",
            ["area_in_circle 5:6", "area_in_circle 6:6"],
            (),
            "y",
        ),
    ],
)
def test_references_of_a_list_of_units(
    tmp_path: Path, rows: str, wrong: list[str], hosts: tuple[str, ...], same: str
) -> None:
    path = tmp_path / "u.csv"
    path.write_text(HEAD + "1,甲市,乙县,county,,\n2,甲市,己县,county,,\n" + rows, encoding="utf-8")
    units, problems = read_units(path)
    assert told(problems) == wrong
    assert (units["z"].host_units, units["z"].same_area_as) == (hosts, same)
    for problem in problems:
        assert message(problem, "zh")
        assert message(problem, "en")


def test_units_of_the_same_area_stand_together() -> None:
    def unit(id_: str, same: str = "") -> Unit:
        return Unit(id_, "甲市", id_, "county", "", "", (), same)

    units = {one.id: one for one in (unit("z", "y"), unit("a"), unit("y", "b"), unit("b"), unit("x", "b"))}
    assert areas(units) == (("b", "z", "y", "x"), ("a",))
    assert areas({}) == ()
    assert {id_ for ids in areas(UNITS) for id_ in ids} == set(UNITS)
    circle = {one.id: one for one in (unit("a", "b"), unit("b", "a"))}
    assert sorted(id_ for ids in areas(circle) for id_ in ids) == ["a", "b"]


def test_the_sample_of_zones_is_one_line_an_area() -> None:
    units, _ = read_units(SAMPLE)
    zones = [unit for unit in units.values() if unit.kind == "zone"]
    assert len(zones) == 16
    assert all(zone.source.startswith("示例") and not zone.id.isdigit() for zone in zones)
    assert len(areas(units)) == len(units) - 1
    assert ("370211", "zone:3702-qingdao-xihaian") in areas(units)
    assert {key: units[key] for key in UNITS} == UNITS
