"""Write the province to a folder: `python submissions/province_sample DIR [--seed N]`."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, repeat
from pathlib import Path

from submissions.province_sample.answers import Round
from submissions.province_sample.entries import Dealer, Entry
from submissions.province_sample.files import Calendar, write_batch, write_entries
from submissions.province_sample.history import History, plain_list, register_at
from submissions.province_sample.leads import Lead, chance, leads_table, plant
from submissions.province_sample.organizations import Founder, Organization
from submissions.province_sample.places import Place, places, units_table
from submissions.province_sample.readme import README
from submissions.province_sample.texts import write

from certify.programme.register import Entry as Registered
from certify.programme.register import covering

SEED = 20241231
TRACKED = 40
FOURTH = Calendar(
    Round("shandong-2024-4-sample", date(2024, 1, 1), date(2024, 10, 31)),
    "第四批省级标准化劳动人事争议调解组织评查认定（示例）",
    *(date(2024, 8, 20), date(2024, 11, 30), date(2024, 12, 31), date(2024, 12, 24)),
)
FIFTH = Calendar(
    Round("shandong-2025-5-sample", date(2025, 1, 1), date(2025, 10, 31)),
    "第五批省级标准化劳动人事争议调解组织评查认定（示例）",
    *(date(2025, 1, 1), date(2025, 10, 31), date(2025, 11, 30), date(2025, 11, 20)),
)
# How many units have which story, in the order of dealing; units that came before in vain come first.
IN_FOURTH = (
    *(("recognized", 24), ("beside_word", 1), ("same_twice", 1), ("overridden", 1), ("not_recognized", 3), ("near", 6)),
    *(("far", 3), ("open", 3), ("twice", 1), ("not_recommended", 1), ("other_period", 1), ("unreadable", 2)),
    *(("review_unreadable", 1), ("no_candidate", 2)),
)
IN_FIFTH = (
    *(("near", 2), ("not_recognized", 1), ("recognized", 9), ("awaiting", 7), ("overridden", 1), ("same_twice", 1)),
    *(("open", 4), ("far", 3), ("not_recommended", 2), ("unreadable", 3), ("review_unreadable", 1), ("twice", 1)),
    *(("other_period", 1), ("no_candidate", 2), ("near", 3), ("not_recognized", 1), ("beside_word", 1)),
)
LAST = "awaiting"


class Province:
    """The whole sample of one seed, written to a folder."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Take where to write, and the seed."""
        self.folder = folder
        self.seed = seed
        self.places = places()
        self.founder = Founder(chance(seed, "organizations"))
        self.history = History(self.places, self.founder, chance(seed, "history"))
        self.leads: dict[str, list[Lead]] = {}

    def write(self) -> None:
        """Write everything."""
        write(self.folder / "units.csv", units_table(self.places))
        write(self.folder / "register.csv", self.history.table())
        register = register_at(self.folder / "register.csv", self.places)
        first = register.at(FOURTH.opens_on)
        fourth, quota = self._fourth(self._open(first, ()))
        self._batch("batch-4", FOURTH, fourth, quota, plain_list(first, ()))
        second = register.at(FIFTH.opens_on)
        new = [one for one in fourth if one.decision == "recognized"]
        fifth = self._fifth(fourth, self._open(second, new), second, new)
        self._batch("batch-5", FIFTH, fifth, (), plain_list(second, [*map(_recognized, new)]))
        write(self.folder / "leads.csv", leads_table(self.leads))
        write(self.folder / "README.md", README.format(seed=self.seed))

    def _open(self, entries: Mapping[str, Registered], new: Sequence[Entry]) -> list[Place]:
        """Return the units that have no recognized organization and might recommend one."""
        covered = {*covering(entries), *(one.organization.place.id for one in new)}
        return [one for one in self.places.values() if one.kind != "city" and not one.same and one.id not in covered]

    def _fourth(self, units: list[Place]) -> tuple[list[Entry], list[str]]:
        """Return what is handed in to batch 4, and the units that have a quota in it."""
        rng = chance(self.seed, "batch 4")
        silent, _ = self.history.silent
        rng.shuffle(units)
        ready = [one for one in units if one.id not in silent]
        stories = list(chain.from_iterable(repeat(name, count) for name, count in IN_FOURTH))
        dealer = Dealer(self.founder, rng, 50)
        entries = [entry for place, name in zip(ready, stories, strict=False) for entry in dealer.deal(place, name, ())]
        without = ready[len(stories) :][:2]
        entries += [entry for place in without for entry in dealer.deal(place, "not_recommended", ())]
        # A city's own body counts for no county.
        entries.append(Entry(self.founder.found(self.places["370100"], "S", "arbitration_center")))
        return entries, [one.id for one in ready[: len(stories)]]

    def _fifth(
        self, fourth: Sequence[Entry], units: list[Place], register: Mapping[str, Registered], new: Sequence[Entry]
    ) -> list[Entry]:
        """Return what is handed in to batch 5: those who came in vain, new ones, and recognized ones to be tracked."""
        rng = chance(self.seed, "batch 5")
        _, silent = self.history.silent
        before: dict[str, list[Organization]] = {}
        for one in fourth:
            listed = before.setdefault(one.organization.place.id, [])
            if one.organization not in listed:
                listed.append(one.organization)
        rng.shuffle(units)
        units.sort(key=lambda place: place.id not in before)
        stories = chain((name for name, count in IN_FIFTH for _ in range(count)), repeat(LAST))
        dealer = Dealer(self.founder, rng, 60)
        entries: list[Entry] = []
        for place, name in zip((one for one in units if one.id not in silent), stories, strict=False):
            entries += dealer.deal(place, name, before.get(place.id, ()))
        holders = [self.history.as_of(one) for one in register.values() if one.holds]
        holders += [one.organization for one in new]
        tracked = [dealer.tracked(one) for one in rng.sample(holders, TRACKED)]
        beside = Entry(self.founder.found(holders[0].place, "S"))
        return [*_with_late_ones(entries), *tracked, beside]

    def _batch(self, name: str, calendar: Calendar, entries: list[Entry], quota: Sequence[str], register: str) -> None:
        rng = chance(self.seed, "acts", name)
        planted, self.leads[name] = plant(entries, calendar.round, self.seed, rng)
        write(self.folder / name / "register.csv", register)
        write_batch(self.folder / name, planted, calendar, quota, rng)
        write_entries(self.folder / name, planted, calendar, self.seed)


def _with_late_ones(entries: list[Entry]) -> list[Entry]:
    """Let one recognition and one recommendation come after their days."""
    late = [
        next(place for place, one in enumerate(entries) if one.plain and one.recommended and one.decision == act)
        for act in ("recognized", "")
    ]
    return [replace(one, review="late") if place in late else one for place, one in enumerate(entries)]


def _recognized(entry: Entry) -> tuple[str, ...]:
    """Return the row of the register for an organization that batch 4 recognized."""
    one = entry.organization
    return one.id, one.name, one.place.id, "第四批（示例）", FOURTH.decided_on.isoformat(), "recognized"


def main() -> None:
    """Write the province to the folder named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="an empty or new folder")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same bytes")
    given = parser.parse_args()
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty")
    Province(given.folder, given.seed).write()


if __name__ == "__main__":
    main()
