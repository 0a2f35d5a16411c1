"""What a run keeps of each submission and unit, to be compared with those of another run."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from certify.rules.ruleset import RuleSet

INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Recorded:
    """One submission of a run: `outcome` is `invalid` where it could not be judged, and `fault` then says whose it is.

    `submission` and `review` are digests of what was read, `verdicts` those of the sub-checks on the track judged.
    `entries` are what its review decides: sub-check, outcome, day. `line` and `text` are where it stands in the record, and
    what.
    """

    file: str
    id: str
    name: str
    unit: str
    outcome: str
    fault: str
    submission: str
    review: str
    ledger: bool
    verdicts: dict[str, str] = field(repr=False)
    entries: tuple[tuple[str, str, date], ...] | None = field(repr=False)
    line: int
    text: bytes = field(repr=False)

    @property
    def judged(self) -> bool:
        """Whether it could be judged."""
        return self.outcome != INVALID


@dataclass(frozen=True, slots=True)
class RecordedUnit:
    """One unit of a run, and who is recommended in it.

    `covered` is whether it is so before the batch, if all recommended are recognized, and by the decisions; none where
    nobody is recognized under the rules.
    """

    id: str
    name: str
    covered: tuple[bool, bool, bool] | None
    recommended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordedRun:
    """A run: `name` is how its record is told, `rules` and `readings` are those that were in force.

    `ids` says which clauses and sub-checks of the rules go by another id in the verdicts and entries.
    """

    name: str
    certify_version: str
    batch: str
    title: str
    digest: str
    rules: RuleSet
    readings: Mapping[str, str]
    submissions: tuple[Recorded, ...]
    units: Mapping[str, RecordedUnit]
    ids: Mapping[str, str] = field(default_factory=dict)

    def by(self, ids: Mapping[str, str]) -> "RecordedRun":
        """Return the same run with verdicts and entries by other ids, where `ids` says so."""
        return replace(self, submissions=tuple(_by(one, ids) for one in self.submissions), ids=ids)


def _by(one: Recorded, ids: Mapping[str, str]) -> Recorded:
    entries = one.entries
    if entries is not None:
        entries = tuple((ids.get(check, check), outcome, on) for check, outcome, on in entries)
    return replace(
        one, verdicts={ids.get(check, check): verdict for check, verdict in one.verdicts.items()}, entries=entries
    )


Pair: TypeAlias = tuple[Recorded | None, Recorded | None]


def pairs(before: Iterable[Recorded], after: Iterable[Recorded]) -> list[Pair]:
    """Return which submissions of two runs are of one organization, in the order of ids and files.

    They are found by the id. Of an id that stands in several files of a run, and of a file whose id could not be read,
    those of the same file name belong together.
    """
    left, right = list(before), list(after)
    single = _single(left) & _single(right)
    found: list[Pair] = [*_matched(left, right, single)]
    rest = [one for one in left if one.id not in single]
    others = {one.file: one for one in right if one.id not in single}
    for one in rest:
        other = others.get(one.file)
        if other is None or (one.id and other.id and one.id != other.id):
            found.append((one, None))
        else:
            found.append((one, others.pop(one.file)))
    found += [(None, other) for other in others.values()]
    return sorted(found, key=_order)


def _single(run: list[Recorded]) -> set[str]:
    counted = Counter(one.id for one in run)
    return {name for name, count in counted.items() if name and count == 1}


def _matched(left: list[Recorded], right: list[Recorded], single: set[str]) -> Iterator[Pair]:
    by_id = {one.id: one for one in right}
    yield from ((one, by_id[one.id]) for one in left if one.id in single)


def _order(pair: Pair) -> tuple[str, str]:
    shown = pair[1] or pair[0]
    assert shown is not None
    return shown.id or (pair[0].id if pair[0] else ""), shown.file
