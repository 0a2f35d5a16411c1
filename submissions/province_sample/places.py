"""The units of the province: counties and cities from the program's own list, and a sample list of zones."""

from collections.abc import Iterator
from dataclasses import dataclass

from submissions.province_sample.texts import to_csv

from certify.reading.units import default_units

SOURCE = "示例名单（非省厅公布），所在县（市、区）未核实"
AS_OF = "2024-08-20"
# The cities in the order of their codes; 3712 was given up in 2019.
DISSOLVED = 12
SLUGS = (
    *("jinan", "qingdao", "zibo", "zaozhuang", "dongying", "yantai", "weifang", "jining"),
    *("taian", "weihai", "rizhao", "linyi", "dezhou", "liaocheng", "binzhou", "heze"),
)
# Local name, name, host counties, and the county that is the same area. Which zones count is for the province to say.
ZONES = (
    ("3701-jinan-gaoxin", "济南高新技术产业开发区", "370112", ""),
    ("3702-qingdao-xihaian", "青岛西海岸新区", "370211", "370211"),
    ("3702-qingdao-gaoxin", "青岛高新技术产业开发区", "370214", ""),
    ("3703-zibo-gaoxin", "淄博高新技术产业开发区", "370303", ""),
    ("3704-zaozhuang-gaoxin", "枣庄高新技术产业开发区", "370403", ""),
    ("3705-dongying-jingkai", "东营经济技术开发区", "370502", ""),
    ("3705-dongying-gang", "东营港经济开发区", "370503", ""),
    ("3706-yantai-jingkai", "烟台经济技术开发区", "370611", ""),
    ("3706-yantai-gaoxin", "烟台高新技术产业开发区", "370613", ""),
    ("3707-weifang-binhai", "潍坊滨海经济技术开发区", "370703", ""),
    ("3708-jining-gaoxin", "济宁高新技术产业开发区", "370811", ""),
    ("3709-taian-gaoxin", "泰安高新技术产业开发区", "370911", ""),
    ("3710-weihai-huoju", "威海火炬高技术产业开发区", "371002", ""),
    ("3710-weihai-jingkai", "威海经济技术开发区", "371002", ""),
    ("3711-rizhao-jingkai", "日照经济技术开发区", "371102", ""),
    ("3713-linyi-gaoxin", "临沂高新技术产业开发区", "371311", ""),
    ("3714-dezhou-tianqu", "德州天衢新区", "371402", ""),
    ("3715-liaocheng-jingkai", "聊城经济技术开发区", "371502", ""),
    ("3716-binzhou-jingkai", "滨州经济技术开发区", "371602", ""),
    ("3717-heze-jingkai", "菏泽经济技术开发区", "371702", ""),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A county, a zone or a city; `same` is the county that is the same area as a zone."""

    id: str
    city: str
    name: str
    kind: str
    source: str
    as_of: str
    host: str = ""
    same: str = ""

    @property
    def stem(self) -> str:
        """What the ids of its organizations begin with."""
        return self.id.replace("zone:", "z")

    @property
    def folder(self) -> str:
        """The folder of its city."""
        number = int(self.id.removeprefix("zone:")[2:4])
        return SLUGS[number - 1 - (number > DISSOLVED)]

    @property
    def short(self) -> str:
        """Its name as organizations carry it."""
        return self.name.replace("高新技术产业开发区", "高新区").replace("高技术产业开发区", "高新区")


def places() -> dict[str, Place]:
    """Return every unit by its id: cities, counties, zones."""
    found = {one.id: Place(one.id, one.city, one.name, one.kind, one.source, one.as_of) for one in _listed()}
    cities = {one.id[:4]: one.city for one in found.values()}
    for local, name, host, same in ZONES:
        zone = Place(f"zone:{local}", cities[local[:4]], name, "zone", SOURCE, AS_OF, host, same)
        found[zone.id] = zone
    return found


def _listed() -> Iterator[Place]:
    for one in default_units().values():
        yield Place(one.id, one.city, one.name, one.kind, one.source, one.as_of)


def units_table(units: dict[str, Place]) -> str:
    """Return the list of units."""
    rows = [(one.id, one.city, one.name, one.kind, one.source, one.as_of, one.host, one.same) for one in units.values()]
    return to_csv(("id", "city", "name", "kind", "source", "as_of", "host_units", "same_area_as"), rows)
