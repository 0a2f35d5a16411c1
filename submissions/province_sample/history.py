"""The register before and between the batches: 132 organizations of three batches, and what became of them since."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from submissions.province_sample.organizations import Founder, Organization
from submissions.province_sample.places import Place
from submissions.province_sample.texts import to_csv

from certify.programme.register import Entry, Register, register_of
from certify.reading.register import read_events

ALL, IN_JINING, JINING, JINING_COVERED = 132, 9, "济宁市", 7
COUNTIES, ZONES, MOST = 80, 3, 3
# Batches: name, day, and how many organizations it has (the last the rest).
BATCHES = (
    ("第一批（示例）", date(2022, 5, 20), 30),
    ("第二批（示例）", date(2023, 1, 10), 50),
    ("第三批（示例）", date(2023, 11, 20), 52),
)
HEADS = ("id", "event", "on", "name", "jurisdiction", "batch", "into", "by", "note")
BY = "示例认定机关（虚构）"


class History:
    """Draws up the register of one seed."""

    def __init__(self, places: Mapping[str, Place], founder: Founder, rng: Random) -> None:
        """Take the units, who makes organizations, and the source of chance."""
        self.places = places
        self.founder = founder
        self.rng = rng
        self.organizations: dict[str, Organization] = {}
        self.by_place: dict[str, list[Organization]] = defaultdict(list)
        self.rows: list[tuple[str, ...]] = []
        self._recognize()
        self._afterwards()

    def table(self) -> str:
        """Return the events in the order of their days."""
        return to_csv(HEADS, sorted(self.rows, key=lambda row: (row[2], row[0])))

    def as_of(self, entry: Entry) -> Organization:
        """Return an organization as the register knows it."""
        return replace(self.organizations[entry.id], name=entry.name, place=self.places[entry.unit])

    def _seats(self) -> list[Place]:
        """Return the unit of every organization of the register: most counties of some, few zones, Jining nine."""
        chosen: list[Place] = []
        jining: list[Place] = []
        for place in self.places.values():
            if place.kind == "county":
                (jining if place.city == JINING else chosen).append(place)
        zones = [one for one in self.places.values() if one.kind == "zone" and not one.same and one.city != JINING]
        home = self.rng.sample(jining, JINING_COVERED)
        rest = self.rng.sample(chosen, COUNTIES - JINING_COVERED)
        seats = [*home, *self.rng.sample(home, IN_JINING - JINING_COVERED), *self.rng.sample(zones, ZONES), *rest]
        more = self.rng.sample([one for one in rest for _ in range(MOST - 1)], ALL - len(seats))
        return [*seats, *more]

    def _recognize(self) -> None:
        seats = self._seats()
        self.rng.shuffle(seats)
        for batch, on, count in BATCHES:
            for place in sorted(seats[:count], key=lambda one: one.id):
                found = self.founder.found(place, "R")
                self.organizations[found.id] = found
                self.by_place[place.id].append(found)
                self._event(found, "recognized", on, name=found.name, jurisdiction=place.id, batch=batch)
            seats = seats[count:]

    def _afterwards(self) -> None:
        """Let organizations be renamed, move, merge, end and come back."""
        crowded = [listed for listed in self.by_place.values() if len(listed) > 1]
        alone = [
            listed[0]
            for unit, listed in self.by_place.items()
            if len(listed) == 1 and self.places[unit].kind == "county" and self.places[unit].city != JINING
        ]
        self.rng.shuffle(crowded)
        self.rng.shuffle(alone)
        for listed, on in zip(crowded, (date(2024, 2, 6), date(2024, 4, 9), date(2025, 4, 2)), strict=False):
            name, _ = self.founder.name(listed[0].place, listed[0].type)
            self._event(listed[0], "renamed", on, name=name, note="示例：机构调整后更名")
        self._move(crowded[3][0], date(2024, 5, 13))
        self._event(crowded[4][0], "merged", date(2024, 6, 28), into=crowded[4][1].id, note="示例：同县两家合并")
        near = [listed for listed in crowded[7:] if listed[0].place.city == alone[0].place.city]
        into = (near or crowded[5:])[0][0]
        self._event(alone[0], "merged", date(2025, 5, 20), into=into.id, note="示例：并入外县组织")
        self._event(crowded[6][0], "ended", date(2024, 7, 15), note="示例：主动申请终止")
        ends = (date(2024, 3, 29), date(2024, 12, 10), date(2025, 6, 30), date(2024, 7, 10))
        for one, day in zip(alone[1:5], ends, strict=True):
            self._event(one, "ended", day, note="示例：复核不合格，认定终止")
        self._event(alone[4], "restored", date(2024, 11, 18), note="示例：整改后恢复")
        self.silent = {alone[4].place.id, alone[1].place.id}, {alone[2].place.id}

    def _move(self, moving: Organization, on: date) -> None:
        """Let an organization move to a county without one, in its own city where there is such a county."""
        empty = [one for one in self.places.values() if one.kind == "county" and one.id not in self.by_place]
        near = [one for one in empty if one.city == moving.place.city]
        goal = (near or empty)[0]
        self.by_place[goal.id] = [moving]
        self._event(moving, "moved", on, jurisdiction=goal.id, note="示例：办公地点迁移")

    def _event(self, organization: Organization, event: str, on: date, **words: str) -> None:
        row = {"id": organization.id, "event": event, "on": on.isoformat(), "by": BY, "note": "示例", **words}
        self.rows.append(tuple(row.get(head, "") for head in HEADS))


def register_at(path: Path, places: Mapping[str, Place]) -> Register:
    """Return the register that a table of events makes; a faulty one is a fault of this script."""
    events, faults = read_events(path, places)
    register, impossible = register_of(events)
    assert not (*faults, *impossible), (*faults, *impossible)
    return register


def plain_list(entries: Mapping[str, Entry], later: Sequence[tuple[str, ...]]) -> str:
    """Return the plain list of recognized organizations that a batch names, with those recognized since."""
    rows = [
        (one.id, one.name, one.unit, one.batch, one.recognized_on.isoformat(), "recognized" if one.holds else "ended")
        for one in entries.values()
    ]
    return to_csv(("id", "name", "jurisdiction", "batch", "recognized_on", "status"), sorted([*rows, *later]))
