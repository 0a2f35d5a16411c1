"""The public shape of coverage reports, `certify-coverage/1`. Names are kept; what is new is added."""

from dataclasses import dataclass
from typing import Literal

from certify.reporting.shapes import ChosenReadingShape, ProblemShape


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOfCoverage:
    """A batch as it stands on the day."""

    id: str
    title: str
    ruleset: str
    ruleset_digest: str
    readings_chosen: list[ChosenReadingShape]
    opens_on: str
    recommend_by: str
    recognize_by: str
    files: int
    candidates: int
    unreadable: int
    recommended: int
    suggested: bool
    recognized: int
    not_recognized: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderShape:
    """A recognized organization that covers a unit."""

    id: str
    name: str
    since: str
    batch: str
    registered: bool
    # Whether it has been seen to meet today's indicators: none where it has not handed in anything.
    meets_indicators: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairsShape:
    """What would make a candidate recommendable: sub-checks to repair and to settle, by whom each depends on."""

    failed: dict[str, list[str]]
    open: dict[str, list[str]]
    own_failed: int
    others_failed: int
    total_failed: int
    total_open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateShape:
    """A candidate of an uncovered unit, the nearest first."""

    organization: str
    name: str
    type: str
    type_label: str
    batch: str
    file: str
    track: str
    outcome: str
    eligible: bool
    recommended: bool
    decision: str | None
    rank: int | None
    reasons: list[str]
    repairs: RepairsShape


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitShape:
    """One coverage unit on the day; `also` are other ids of the same area, `history` says for each point whether covered."""

    id: str
    city: str
    name: str
    kind: str
    also: list[str]
    covered: bool
    may_be_covered: bool
    only_by_holders_below_indicators: bool
    holders: list[HolderShape]
    history: list[bool]
    cause: str | None
    cause_text: str
    batch: str
    candidates: list[CandidateShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOfUnits:
    """Units of one kind: `covered + gap == total`, and at most `at_most` are covered by what is on its way."""

    total: int
    covered: int
    gap: int
    at_most: int
    percent: str | None
    percent_at_most: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalShape:
    """What lies between the units covered and those that may be: decisions to take, items to settle."""

    units: int
    decisions: int
    open_items: int
    unreadable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PointShape:
    """A day of the history: units covered, gained and lost since the point before."""

    day: str
    batch: str
    label: str
    counties: int
    zones: int
    gained: list[str]
    lost: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShape:
    """The cheapest plan that covers `units` more units of a city; `proven` is false where a better one may exist."""

    units: int
    repairs: int
    open: int
    candidates: list[str]
    shared: list[str]
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CityShape:
    """One city: coverage, causes of its gaps, what it may still recommend, and the plans to close gaps."""

    city: str
    counties: CountOfUnits
    zones: CountOfUnits
    causes: dict[str, int]
    quota: int | None
    quota_used: int | None
    cultivate: list[str]
    plans: list[PlanShape]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineShape:
    """A day by which something is due, and what is still to be done for it; `days` is negative where it has passed."""

    batch: str
    what: Literal["recommend", "recognize"]
    day: str
    days: int
    pending: int
    late: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseShape:
    """How a clause fares among the candidates of the latest batch."""

    id: str
    title: str
    judged: int
    not_met: int
    open: int
    declared_met: int
    confirmed_met: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedShape:
    """An organization of the register, tracked against today's indicators (提质增效)."""

    id: str
    name: str
    former_names: list[str]
    unit: str
    unit_label: str
    batch: str
    recognized_on: str
    ended_on: str | None
    submission: str
    outcome: str
    unmet: list[str]
    open: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOfLead:
    """Where one side of a lead stands."""

    batch: str
    file: str
    organization: str
    name: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadShape:
    """Something for a person to look into: what is the same in two places. Never a verdict."""

    kind: str
    text: str
    places: list[PlaceOfLead]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReport:
    """The report of `certify coverage`; `city_wide` are the bodies of which plans count one act for a whole city."""

    report: Literal["certify-coverage/1"] = "certify-coverage/1"
    certify_version: str
    lang: str
    as_of: str
    public: bool
    register: dict[str, int]
    batches: list[BatchOfCoverage]
    counties: CountOfUnits
    zones: CountOfUnits
    zones_listed: bool
    interval: IntervalShape
    points: list[PointShape]
    city_wide: list[str]
    cities: list[CityShape]
    units: list[UnitShape]
    causes: dict[str, str]
    deadlines: list[DeadlineShape]
    clauses: list[ClauseShape]
    tracked: list[TrackedShape]
    leads: list[LeadShape]
    problems: list[ProblemShape]
