"""What is handed in to a batch and what is done with it: stories of units, dealt out by chance."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle
from random import Random

from submissions.province_sample.answers import BELOW, EDGES
from submissions.province_sample.gaps import GAPS, OPENINGS, pick
from submissions.province_sample.organizations import Founder, Organization, often
from submissions.province_sample.places import Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One file handed in: what it lacks, what its figures are like, how it was reviewed, which acts followed.

    `fault` makes it unreadable or barred; `puts` are answers taken from somebody else.
    """

    organization: Organization
    gaps: tuple[str, ...] = ()
    mode: str = "good"
    review: str = "full"
    fault: str = ""
    recommended: bool = False
    override: bool = False
    decision: str = ""
    suffix: str = ""
    ledger: bool = False
    shared_case: str = ""
    puts: Mapping[str, object] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether nothing is wrong with it."""
        return not (self.gaps or self.fault or self.ledger or self.suffix or self.mode != "good" or self.puts)


@dataclass(frozen=True, slots=True)
class Story:
    """What becomes of a unit: its candidate, what a second one may be, whether the first is recommended, the act."""

    first: str
    second: tuple[str, ...] = ()
    recommended: bool = False
    decision: str = ""


STORIES = {
    "recognized": Story("good", ("good", "near", "near", "far", "open"), recommended=True, decision="recognized"),
    "beside_word": Story("good", ("word",), recommended=True, decision="recognized"),
    "same_twice": Story("same", recommended=True, decision="recognized"),
    "overridden": Story("override", ("far",), recommended=True, decision="recognized"),
    "awaiting": Story("good", ("good", "near", "near", "far", "open"), recommended=True),
    "not_recognized": Story("good", ("near", "far"), recommended=True, decision="not_recognized"),
    "near": Story("near", ("far", "far", "near")),
    "far": Story("far", ("far",)),
    "open": Story("open", ("near", "far", "open")),
    "not_recommended": Story("good", ("near",)),
    "other_period": Story("period"),
    "twice": Story("twice"),
    "unreadable": Story("unreadable"),
    "review_unreadable": Story("review"),
    "no_candidate": Story(""),
}
UNREADABLE = ("sum", "syntax", "signed", "future", "field")


class Dealer:
    """Deals stories out to units and makes the entries that tell them."""

    def __init__(self, founder: Founder, rng: Random, second: int) -> None:
        """Take who makes organizations, the source of chance, and in how many of 100 units there is a second candidate."""
        self.founder = founder
        self.rng = rng
        self.second = second
        self.dealt = 0
        self.faults = cycle(UNREADABLE)
        self.kinds: dict[str, Callable[[Organization], Iterator[Entry]]] = {
            "good": self._good,
            "near": self._near,
            "far": self._far,
            "open": self._open,
            "override": self._override,
            "period": lambda one: iter([Entry(one, fault="period")]),
            "twice": self._twice,
            "same": lambda one: iter([Entry(one), Entry(one, review="none", suffix="-chongbao")]),
            "word": lambda one: iter([Entry(one, fault="word")]),
            "unreadable": lambda one: iter([Entry(one, fault=next(self.faults))]),
            "review": lambda one: iter([Entry(one, review="faulty")]),
        }

    def deal(self, place: Place, name: str, earlier: Sequence[Organization]) -> Iterator[Entry]:
        """Yield the entries of a unit; those who came before come again first."""
        story = STORIES[name]
        if not story.first:
            return
        comers = [*earlier, *(self.founder.found(place, "S") for _ in range(2 - len(earlier)))]
        for entry in self.kinds[story.first](comers[0]):
            yield entry if entry.suffix else replace(entry, recommended=story.recommended, decision=story.decision)
        if story.second and (story.second == ("word",) or often(self.rng, self.second)):
            kind = self.rng.choice(story.second)
            recommended = story.recommended and kind == "good" and often(self.rng, 60)
            decided = story.decision if recommended else ""
            for entry in self.kinds[kind](comers[1]):
                yield replace(entry, recommended=recommended, decision=decided)

    def tracked(self, organization: Organization) -> Entry:
        """Return the self-assessment of a recognized organization that measures itself by the new indicators."""
        count = self.rng.choice((0, 0, 0, 1, 1, 2, 2, 3, 4, 6))
        return self._with(organization, count, self.rng.choice(("none", "none", "full")))

    def _good(self, organization: Organization) -> Iterator[Entry]:
        self.dealt += 1
        modes = {3: "exact", 7: "withdrawn", 11: "waiting", 15: "none"}
        yield Entry(organization, mode=modes.get(self.dealt % 17, "good"), ledger=self.dealt % 8 == 1)

    def _near(self, organization: Organization) -> Iterator[Entry]:
        if often(self.rng, 12):
            yield Entry(organization, review="refused")
        else:
            yield self._with(organization, self.rng.choice((1, 1, 2)), self.rng.choice(("full", "full", "none")))

    def _far(self, organization: Organization) -> Iterator[Entry]:
        yield self._with(organization, self.rng.randint(3, 8), self.rng.choice(("full", "none")))

    def _override(self, organization: Organization) -> Iterator[Entry]:
        yield replace(self._with(organization, 1, "full"), override=True)

    def _open(self, organization: Organization) -> Iterator[Entry]:
        self.dealt += 1
        match self.dealt % 5:
            case 0:
                yield Entry(organization, review="base")
            case 1:
                yield Entry(organization, mode="pending")
            case 2:
                yield Entry(organization, review="none")
            case 3:
                yield Entry(organization, pick(OPENINGS, 2, self.rng))
            case _:
                yield Entry(organization, pick(OPENINGS, 1, self.rng), review=self.rng.choice(("none", "empty")))

    def _twice(self, organization: Organization) -> Iterator[Entry]:
        """Yield two files of one organization that differ: nobody knows which one counts."""
        yield Entry(organization, pick(OPENINGS, 1, self.rng), review="none")
        yield Entry(organization, suffix="-gengxin")

    def _with(self, organization: Organization, count: int, review: str) -> Entry:
        gaps = pick(GAPS, count, self.rng)
        mode = self.rng.choice(BELOW) if "low_rate" in gaps else self.rng.choice(("good", "good", "good", *EDGES[:1]))
        return Entry(organization, gaps, mode, review)
