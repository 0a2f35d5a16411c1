"""Fictitious organizations of all fourteen types, with names that could be and 示例 in each."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from submissions.province_sample.places import Place

LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
PLACES = (
    *("青山", "和平", "文昌", "河西", "新城", "城关", "东阳", "云门", "锦绣", "长山", "南湖", "凤凰", "石桥", "柳林"),
    *("清泉", "明德", "兴隆", "永安", "太平", "双泉", "龙泉", "金岭", "临湖", "望岳", "大桥", "建设", "红旗", "光明"),
    *(
        "团结",
        "胜利",
        "古城",
        "北关",
        "西集",
        "杨庄",
        "张桥",
        "李楼",
        "沙河",
        "白塔",
        "高桥",
        "平原路",
        "迎宾",
        "工业路",
    ),
)
TRADES = (
    *("纺织", "机械", "食品", "建材", "轮胎", "物流", "化工", "电子", "家具", "水产", "服装", "医药", "造纸", "汽配"),
    *("蔬菜", "石材", "皮革", "快递", "餐饮", "钢材", "玻璃", "农机", "包装", "家政", "外卖配送", "建筑劳务"),
)
BRANDS = ("鲁阳", "泰和", "海瑞", "恒兴", "金穗", "华岳", "德润", "同创", "正源", "宏远", "瑞丰", "齐鑫")
COMPANY = ("hrss_staff", "union_delegate", "enterprise_representative", "legal_worker")
OUTSIDE = ("legal_worker", "volunteer", "union_delegate", "labor_relations_coordinator")
TOWN = ("hrss_staff", "labor_relations_coordinator", "labor_inspection_assistant", "legal_worker", "volunteer")
COURT = ("arbitration_staff", "part_time_arbitrator", "union_delegate", "acfic_delegate", "legal_aid")
CHAMBER = ("chamber_staff", "legal_worker", "volunteer", "enterprise_representative")


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of organization: how it is called, how often it comes, who leads it, who mediates, what it has to do."""

    name: str
    share: int
    leader: str
    sources: tuple[str, ...]
    cases: tuple[int, int]
    funds: tuple[str, ...]
    zone_share: int = 0


KINDS = {
    "township": Kind(
        "{place}{town}劳动人事争议调解中心", 9, "township_deputy_in_charge", TOWN, (14, 60), ("fiscal", "union")
    ),
    "one_stop_center": Kind(
        "{place}“一站式”矛盾纠纷调解中心劳动争议调解室", 3, "other", TOWN, (30, 90), ("fiscal",), 1
    ),
    "arbitration_center": Kind(
        "劳动人事争议仲裁院{place}调解中心", 3, "arbitration_court_leader", COURT, (60, 180), ("fiscal",), 1
    ),
    "joint_mediation_center": Kind("{place}劳动人事争议联合调解中心", 2, "other", COURT, (40, 120), ("fiscal",), 2),
    "chamber": Kind("{trade}商会劳动争议调解委员会", 2, "chamber_leader", CHAMBER, (8, 30), ("chamber",), 1),
    "industry": Kind("{trade}行业劳动争议调解委员会", 2, "chamber_leader", CHAMBER, (8, 36), ("chamber", "union"), 1),
    "regional": Kind("{place}商圈劳动人事争议调解中心", 1, "other", OUTSIDE, (10, 40), ("fiscal", "union"), 1),
    "enterprise_committee": Kind(
        "{brand}{trade}有限公司劳动争议调解委员会", 3, "other", COMPANY, (6, 18), ("employer",), 2
    ),
    "enterprise_alliance": Kind(
        "{place}产业园企业劳动争议调解联盟", 1, "other", COMPANY, (10, 40), ("employer", "union"), 2
    ),
    "public_institution": Kind("{place}医院人事争议调解委员会", 1, "other", OUTSIDE, (5, 12), ("employer",)),
    "social_org": Kind("{place}劳动关系事务所劳动争议调解中心", 1, "other", OUTSIDE, (10, 36), ("purchased_service",)),
    "people_mediation": Kind("{place}劳动争议人民调解委员会", 2, "other", OUTSIDE, (15, 60), ("fiscal",)),
    "union_center": Kind("{place}工会劳动争议调解中心", 2, "other", OUTSIDE, (12, 50), ("union",), 1),
    "village": Kind("{place}社区劳动争议调解站", 1, "other", TOWN, (5, 14), ("fiscal",)),
}


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization; its `number` gives its mediators their names and certificates."""

    number: int
    id: str
    name: str
    type: str
    place: Place
    township: str
    established: date

    @property
    def kind(self) -> Kind:
        """What goes with its type."""
        return KINDS[self.type]


class Founder:
    """Makes organizations, no two of one name, dealing out the types so that all of them come."""

    def __init__(self, rng: Random) -> None:
        """Take the source of chance."""
        self.rng = rng
        self.names: set[str] = set()
        self.count = 0
        self.decks: dict[bool, list[str]] = {True: [], False: []}

    def found(self, place: Place, letter: str, kind: str = "") -> Organization:
        """Return a new organization of a unit; `letter` says in its id what it is: R recognized, S submitting."""
        self.count += 1
        chosen = kind or self._kind(zone=place.kind == "zone")
        name, township = self.name(place, chosen)
        day = date(2012, 1, 9) + timedelta(days=self.rng.randrange(3650))
        return Organization(self.count, f"{place.stem}-{letter}{self.count:03d}", name, chosen, place, township, day)

    def name(self, place: Place, kind: str) -> tuple[str, str]:
        """Return a name that nobody has yet, with the township in it."""
        town = "街道" if place.name.endswith("区") else "镇"
        while True:
            parts = {"place": self.rng.choice(PLACES), "trade": self.rng.choice(TRADES), "town": town}
            name = f"{place.short}示例" + KINDS[kind].name.format(brand=self.rng.choice(BRANDS), **parts)
            if name not in self.names:
                self.names.add(name)
                return name, f"示例{parts['place']}{town}"

    def _kind(self, *, zone: bool) -> str:
        deck = self.decks[zone]
        if not deck:
            deck += [name for name, kind in KINDS.items() for _ in range(kind.zone_share if zone else kind.share)]
            self.rng.shuffle(deck)
        return deck.pop()


def often(rng: Random, percent: int) -> bool:
    """Return whether something happens that happens so often."""
    return rng.randrange(100) < percent


def letters(number: int) -> str:
    """Return the placeholder for a person's name: 示例 and letters, another for every number."""
    base, word = len(LETTERS), ""
    while True:
        number, digit = divmod(number, base)
        word = LETTERS[digit] + word
        if not number:
            return f"示例{word}"
