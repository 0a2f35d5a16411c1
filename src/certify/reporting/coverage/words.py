"""What the pages of a coverage report share: how a unit looks and is named, its nearest candidate, repairs in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from certify.language import Lang, Text, joined
from certify.reading.units import UNDER_PROVINCE
from certify.reporting.batch.words import DECISIONS, TRACKS, Say
from certify.reporting.coverage.shapes import CandidateShape, CoverageReport, PointShape, RepairsShape, UnitShape
from certify.reporting.templating import chooser
from certify.wording.terms import BODIES, OUTCOME_NAMES

OWN = "organization"


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is drawn: a mark that reads without colour, and its name; the fill is the stylesheet's.

    Where `counted`, the number of sub-checks that the nearest candidate fails stands in the mark's place.
    """

    key: str
    mark: str
    name: Text
    covered: bool = False
    counted: bool = False


LOOKS: Mapping[str, Look] = {
    look.key: look
    for look in (
        Look("covered", "√", Text("已覆盖", "covered"), covered=True),
        Look("gained", "+", Text("新增覆盖", "newly covered"), covered=True),
        Look(
            "below",
            "√",
            Text("只由未达新指标的组织覆盖", "only by organizations below the new indicators"),
            covered=True,
        ),
        Look("awaiting", "…", Text("已推荐，等待认定", "recommended, awaiting recognition")),
        Look("unput", "↑", Text("有可推荐的组织，市里没有推荐", "recommendable, not recommended by the city")),
        Look("open", "○", Text("候选组织有未填、待审核事项", "a candidate has open items")),
        Look("near", "1", Text("候选组织差一两条", "a candidate is one or two clauses away"), counted=True),
        Look("far", "9", Text("候选组织差距较大", "the candidates are far"), counted=True),
        Look("fault", "!", Text("不能列入，或材料、审核文件有误", "barred, or files with errors")),
        Look("refused", "×", Text("推荐组织未获认定", "not recognized")),
        Look("ended", "−", Text("原有认定已终止", "the recognition has ended")),
        Look("none", "", Text("没有组织申报", "no candidate")),
    )
}
# The look of an uncovered unit, the causes in the order of how near the unit is to being covered.
LOOK_OF_CAUSE: Mapping[str, str] = {
    "awaiting_recognition": "awaiting",
    "not_recommended": "unput",
    "candidate_open": "open",
    "review_unreadable": "fault",
    "unreadable": "fault",
    "candidate_near": "near",
    "candidate_far": "far",
    "candidate_barred": "fault",
    "not_recognized": "refused",
    "recognition_ended": "ended",
    "no_candidate": "none",
}
_CAUSE_ORDER = list(LOOK_OF_CAUSE)
LOST = Text("失去覆盖", "coverage lost")
KINDS: Mapping[str, Text] = {
    "county": Text("县（市、区）", "counties"),
    "zone": Text("市辖开发区", "zones"),
}
KIND_OF_ONE: Mapping[str, Text] = {"county": Text("县（市、区）", "county"), "zone": Text("市辖开发区", "zone")}
DUE: Mapping[str, Text] = {
    "recommend": Text("市级推荐", "recommendation by cities"),
    "recognize": Text("省级认定", "recognition by the province"),
}
PENDING: Mapping[str, Text] = {
    "recommend": Text("还没有推荐的空白单位（个）", "uncovered units without a recommendation"),
    "recognize": Text("已推荐、还没有认定决定的（家）", "recommended, not decided on"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """An organization of the report: its name and the unit whose details tell of it."""

    name: str
    unit: str


class Shown:
    """A coverage report with what its pages look up in it."""

    def __init__(self, report: CoverageReport, lang: Lang) -> None:
        """Take the report and the language of the page."""
        self.report = report
        self.lang: Lang = lang
        self.say: Say = chooser(lang)
        # A unit that is the same area under several ids is found by each of them.
        self.units = {id_: unit for unit in report.units for id_ in (*unit.also, unit.id)}
        self.clauses = {clause.id: clause.title for clause in report.clauses}
        self.titles = {batch.id: batch.title for batch in report.batches}

    @cached_property
    def base(self) -> int | None:
        """The point of the history that gains and losses are told from: the last one before the latest batch's own."""
        latest = self.report.batches[-1].id if self.report.batches else ""
        before = [at for at, point in enumerate(self.report.points[:-1]) if point.batch != latest]
        return before[-1] if before else None

    @property
    def base_point(self) -> PointShape | None:
        """That point, where there is one."""
        return None if self.base is None else self.report.points[self.base]

    @cached_property
    def organizations(self) -> dict[str, Named]:
        """Every organization of the units by its id; the first place counts."""
        found: dict[str, Named] = {}
        for unit in self.report.units:
            for holder in unit.holders:
                found.setdefault(holder.id, Named(holder.name, unit.id))
            for one in unit.candidates:
                found.setdefault(one.organization, Named(one.name, unit.id))
        for entry in self.report.tracked:
            found.setdefault(entry.id, Named(entry.name, entry.unit if entry.unit in self.units else ""))
        return found

    def gained(self, unit: UnitShape) -> bool:
        """Whether it is covered and was not at the base."""
        return self.base is not None and unit.covered and not unit.history[self.base]

    def lost(self, unit: UnitShape) -> bool:
        """Whether it was covered at the base and is not now."""
        return self.base is not None and not unit.covered and unit.history[self.base]

    def look(self, unit: UnitShape) -> Look:
        """Return how a unit is drawn."""
        if not unit.covered:
            return LOOKS[LOOK_OF_CAUSE.get(unit.cause or "", "none")]
        if unit.only_by_holders_below_indicators:
            return LOOKS["below"]
        return LOOKS["gained" if self.gained(unit) else "covered"]

    def mark(self, unit: UnitShape) -> str:
        """Return the mark of a unit."""
        look = self.look(unit)
        if look.key == "below" and self.gained(unit):
            return LOOKS["gained"].mark
        nearest = self.nearest(unit)
        return str(nearest.repairs.total_failed) if look.counted and nearest else look.mark

    def state(self, unit: UnitShape) -> str:
        """Return the state of a unit in words."""
        if not unit.covered:
            cause = unit.cause_text or self.look(unit).name.to(self.lang)
            lost = self.say("；比上批失去覆盖", "; coverage lost since the batch before") if self.lost(unit) else ""
            return f"{cause}{lost}"
        said = [self.look(unit).name.to(self.lang)]
        if self.look(unit).key == "below" and self.gained(unit):
            said.append(LOOKS["gained"].name.to(self.lang))
        return self.say("，", ", ").join(said)

    def label(self, unit: UnitShape) -> str:
        """Return a unit's name with its city: names of counties stand more than once."""
        # Zones mostly bear their city's name.
        alone = unit.city in (unit.name, UNDER_PROVINCE) or (
            unit.kind == "zone" and unit.name.startswith(unit.city.removesuffix("市"))
        )
        return unit.name if alone else f"{unit.city}{unit.name}"

    def label_of(self, id_: str) -> str:
        """Return the name of a unit by its id."""
        return self.label(self.units[id_]) if id_ in self.units else id_

    def name_of(self, organization: str) -> str:
        """Return the name of an organization by its id, or the id where it is not known by name."""
        found = self.organizations.get(organization)
        return found.name if found and found.name else organization

    def nearest(self, unit: UnitShape) -> CandidateShape | None:
        """Return the candidate through whom a unit would be covered first."""
        return min(unit.candidates, key=_distance, default=None)

    def gaps(self) -> list[UnitShape]:
        """Return the uncovered units, the nearest first."""
        return sorted((unit for unit in self.report.units if not unit.covered), key=self._nearness)

    def _nearness(self, unit: UnitShape) -> tuple[int, int, int]:
        nearest = self.nearest(unit)
        order = _CAUSE_ORDER.index(unit.cause) if unit.cause in _CAUSE_ORDER else len(_CAUSE_ORDER)
        repairs = nearest.repairs if nearest else None
        return order, repairs.total_failed if repairs else 0, repairs.total_open if repairs else 0

    def body(self, body: str) -> str:
        """Return the name of a body that repairs depend on."""
        return BODIES[body].to(self.lang) if body in BODIES else body

    def repairs(self, repairs: RepairsShape) -> str:
        """Return repairs in one line: how many, on whom they hang, and how much is open."""
        say, parts = self.say, []
        if repairs.total_failed:
            bodies = joined([f"{self.body(body)} {len(checks)}" for body, checks in repairs.failed.items()], self.lang)
            parts.append(
                say(f"整改 {repairs.total_failed} 项（{bodies}）", f"{repairs.total_failed} to repair ({bodies})")
            )
        if repairs.total_open:
            parts.append(say(f"补充或审核 {repairs.total_open} 项", f"{repairs.total_open} to settle"))
        return say("，", ", ").join(parts) or say("没有需要整改、补充的", "nothing to repair or settle")

    def standing(self, one: CandidateShape) -> list[str]:
        """Return how a candidate stands: outcome, track, and what was done about it."""
        say = self.say
        outcome = OUTCOME_NAMES[one.outcome].to(self.lang) if one.outcome in OUTCOME_NAMES else one.outcome
        said = [outcome, TRACKS[one.track].to(self.lang) if one.track in TRACKS else one.track]
        if not one.eligible:
            said.append(say("不能列入", "barred"))
        if one.recommended:
            said.append(say("已推荐", "recommended"))
        if one.decision:
            said.append(DECISIONS[one.decision].to(self.lang) if one.decision in DECISIONS else one.decision)
        if one.rank is not None:
            said.append(say(f"单位内第 {one.rank}", f"rank {one.rank}"))
        return said

    def meets(self, meets: bool | None) -> str:  # noqa: FBT001 - the value of the report, as it is
        """Return whether a recognized organization has been seen to meet today's indicators."""
        if meets is None:
            return self.say("未按新指标自评", "not assessed against the new indicators")
        return self.say("未见不达标的新指标", "fails none of the new indicators") if meets else self.say("尚未达到新指标", "below the new indicators")  # fmt: skip

    def sharing(self) -> str:
        """Return which bodies' acts are counted once for a whole city; empty where none's are."""
        bodies = joined([self.body(one) for one in self.report.city_wide], self.lang)
        if not bodies:
            return ""
        return self.say(f"方案按下列机构的一次整改惠及全市计算：{bodies}。", f"One act serves a whole city: {bodies}.")

    def act(self, shared: str) -> str:
        """Return a shared repair (`place:body:check`) in words."""
        place, _, rest = shared.partition(":")
        body, _, check = rest.partition(":")
        where = self.say(f"（{place}）", f" ({place})") if place else ""
        return f"{self.body(body)} {check}{where}"


def _distance(one: CandidateShape) -> tuple[bool, bool, bool, int, int]:
    refused = one.decision == "not_recognized"
    return refused, not one.recommended, not one.eligible, one.repairs.total_failed, one.repairs.total_open


def clause_of(check: str) -> str:
    """Return the clause that a sub-check belongs to."""
    return check.rpartition(".")[0] or check


def grouped(checks: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield sub-checks by clause: the clause, and its sub-checks as one word."""
    for clause, found in groupby(checks, key=clause_of):
        first, *rest = found
        yield clause, "/".join([first, *[check.removeprefix(f"{clause}.") for check in rest]])


def words_of(checks: Sequence[str]) -> str:
    """Return sub-checks in one line, those of a clause as one word."""
    return " ".join(word for _, word in grouped(checks))


def others(parts: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return what hangs on other bodies than the organization."""
    return {body: checks for body, checks in parts.items() if body != OWN}


def kinds_shown(report: CoverageReport) -> list[str]:
    """Return the kinds of units that are counted: zones only where the list has some."""
    return ["county", "zone"] if report.zones_listed else ["county"]
