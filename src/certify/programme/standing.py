"""Where each candidate of a batch stands: the batch rules BR-1 to BR-7, each reason named."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from fractions import Fraction

from certify.programme.candidate import Candidate, Unreadable
from certify.reading.acts import Recommendation
from certify.reading.batch import Batch

RECOMMENDABLE = "recommendable"
# In which order outcomes stand within a unit: what can be recommended first.
_OUTCOME_ORDER: Mapping[str, int] = {
    "recommendable": 0,
    "ready": 1,
    "incomplete": 2,
    "not_ready": 3,
    "not_recommendable": 3,
    "not_applicable": 4,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a candidate stands where it stands: the batch rule, the code of the wording, and what fills it."""

    rule: str
    code: str
    params: Mapping[str, object] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate's place: what keeps it out of the batch, its rank in its unit, whether it is recommended.

    `recommended` is what the city has recorded, or the program suggests; `decision` stands at the file that counts.
    """

    candidate: Candidate
    bars: tuple[Reason, ...]
    remarks: tuple[Reason, ...]
    recommended: bool
    rank: int | None
    late: bool
    duplicate: bool
    decision: str | None

    @property
    def eligible(self) -> bool:
        """Whether it may be put forward at all."""
        return not self.bars

    @property
    def put_forward(self) -> bool:
        """Whether it is recommended and may be: a recommendation of one that is barred is an error, not a step."""
        return self.recommended and self.eligible

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Everything that is said of its place, what keeps it out first."""
        return (*self.bars, *self.remarks)


def covered_before(batch: Batch) -> dict[str, tuple[str, ...]]:
    """Return the units that had a recognized organization on the opening date, with the organizations' ids."""
    found: dict[str, list[str]] = defaultdict(list)
    for entry in batch.register:
        if not entry.ended and entry.recognized_on <= batch.opens_on:
            found[entry.jurisdiction].append(entry.id)
    return {unit: tuple(ids) for unit, ids in found.items()}


def in_register(batch: Batch) -> set[str]:
    """Return the organizations whose recognition is in force."""
    return {entry.id for entry in batch.register if not entry.ended}


def bars_of(
    batch: Batch, covered: Collection[str], recognized: Collection[str], organization: str, jurisdiction: str
) -> list[Reason]:
    """Return what keeps an organization out of the batch whatever it hands in; nothing where its unit is not known."""
    found: list[Reason] = []
    unit = batch.units.get(jurisdiction)
    if unit is None:
        return found
    if unit.kind == "city":
        found.append(Reason("BR-1", "city_level", {"unit": unit.label}))
    elif jurisdiction in covered:
        found.append(Reason("BR-1", "unit_covered", {"unit": unit.label, "on": batch.opens_on.isoformat()}))
    if batch.quota_units is not None and jurisdiction not in batch.quota_units:
        found.append(Reason("BR-3", "unit_without_quota", {"unit": unit.label}))
    if organization in recognized:
        found.append(Reason("BR-4", "already_recognized"))
    return found


def standings(batch: Batch, candidates: Iterable[Candidate], unreadable: Iterable[Unreadable] = ()) -> list[Standing]:
    """Return the standing of every candidate, in the order of their files.

    Of an organization with an unreadable file besides (`unreadable`), nobody knows which one counts.
    """
    ordered = sorted(candidates, key=lambda candidate: candidate.file)
    rules = BatchRules(batch, ordered, unreadable)
    barred = {candidate.file: rules.barred(candidate) for candidate in ordered}
    eligible = [candidate for candidate in ordered if not barred[candidate.file]]
    ranks = _ranks(eligible)
    recorded = None if batch.recommendations is None else {entry.organization: entry for entry in batch.recommendations}
    if recorded is None:
        chosen, passed = _suggested(batch, eligible, ranks)
    else:
        # An organization counts once, however many files it sent.
        chosen, passed = {rules.first[name] for name in recorded if name in rules.first}, {}
    few = _too_few(batch, eligible, chosen)
    found = []
    for candidate in ordered:
        remarks = rules.remarks(candidate)
        if candidate.file in passed:
            remarks.append(passed[candidate.file])
        # A recommendation stands at the one file that counts, like a decision.
        counts = rules.first[candidate.id] == candidate.file
        record = recorded.get(candidate.id) if recorded and counts else None
        if record is not None:
            remarks += _recorded(batch, candidate, record)
        if candidate.file in chosen and candidate.jurisdiction in few:
            params = {"count": few[candidate.jurisdiction], "fewest": batch.fewest}
            remarks.append(Reason("BR-2", "below_fewest", params))
        found.append(
            Standing(
                candidate=candidate,
                bars=tuple(barred[candidate.file]),
                remarks=tuple(remarks),
                recommended=candidate.file in chosen,
                rank=ranks.get(candidate.file),
                late=rules.late(candidate) or (record is not None and record.on > batch.recommend_by),
                duplicate=rules.count[candidate.id] > 1 or candidate.id in rules.unreadable,
                decision=rules.decision(candidate),
            )
        )
    return found


def _too_few(batch: Batch, eligible: list[Candidate], chosen: Collection[str]) -> dict[str, int]:
    """Return the units with a recommendation, but fewer than wanted, with how many they have."""
    counted = Counter(candidate.jurisdiction for candidate in eligible if candidate.file in chosen)
    return {unit: count for unit, count in counted.items() if count < batch.fewest}


class BatchRules:
    """The batch rules that look at one candidate at a time."""

    def __init__(self, batch: Batch, candidates: list[Candidate], unreadable: Iterable[Unreadable]) -> None:
        self.batch = batch
        self.unreadable: dict[str, str] = {}
        for one in sorted(unreadable, key=lambda one: one.file):
            if one.id:
                self.unreadable.setdefault(one.id, one.file)
        self.count = Counter(candidate.id for candidate in candidates)
        self.versions: dict[str, set[str]] = defaultdict(set)
        self.reviews: dict[str, set[str]] = defaultdict(set)
        self.first: dict[str, str] = {}
        # Of equal submissions the one that was reviewed counts, else the first.
        for candidate in sorted(candidates, key=lambda one: one.track == "declared"):
            self.versions[candidate.id].add(candidate.content)
            if candidate.reviewed:
                self.reviews[candidate.id].add(candidate.reviewed)
            self.first.setdefault(candidate.id, candidate.file)
        self.covered = covered_before(batch)
        self.recognized = in_register(batch)
        self.decided = {decision.organization: decision for decision in batch.decisions}

    def barred(self, candidate: Candidate) -> list[Reason]:
        """Return what keeps a candidate from being put forward at all."""
        found = bars_of(self.batch, self.covered, self.recognized, candidate.id, candidate.jurisdiction)
        return found + self.papers(candidate)

    def papers(self, candidate: Candidate) -> list[Reason]:
        """Return what is wrong with what an organization handed in: whether it counts here at all."""
        batch, found = self.batch, list[Reason]()
        if self.count[candidate.id] > 1:
            found += self._duplicate(candidate)
        if candidate.id in self.unreadable:
            found.append(Reason("BR-4", "submitted_unreadable_too", {"file": self.unreadable[candidate.id]}))
        period = (candidate.period_start, candidate.period_end)
        wanted = tuple(day.isoformat() for day in batch.period)
        if period != wanted:
            found.append(Reason("BR-6", "other_period", {"found": "–".join(period), "wanted": "–".join(wanted)}))
        if not _same_rules(candidate.ruleset, batch):
            params = {"found": candidate.ruleset, "wanted": batch.rules.reference}
            found.append(Reason("BR-6", "other_rules", params))
        return found

    def _duplicate(self, candidate: Candidate) -> list[Reason]:
        if len(self.versions[candidate.id]) > 1 or len(self.reviews[candidate.id]) > 1:
            return [Reason("BR-4", "submitted_twice_differently", {"count": self.count[candidate.id]})]
        if self.first[candidate.id] != candidate.file:
            return [Reason("BR-4", "submitted_twice", {"first": self.first[candidate.id]})]
        return []

    def late(self, candidate: Candidate) -> bool:
        """Return whether the self-assessment or its review is dated after the day for recommending."""
        deadline = self.batch.recommend_by.isoformat()
        return candidate.as_of > deadline or candidate.last_review_on > deadline

    def remarks(self, candidate: Candidate) -> list[Reason]:
        """Return what is flagged and keeps nobody out."""
        batch, found = self.batch, list[Reason]()
        if self.late(candidate):
            found.append(Reason("BR-5", "late", {"deadline": batch.recommend_by.isoformat()}))
        found += self.flags(candidate)
        if candidate.track != "declared" and candidate.outcome != RECOMMENDABLE:
            found.append(Reason("BR-6", candidate.outcome))
        decision = self.decided.get(candidate.id)
        if decision is not None and decision.on > batch.recognize_by:
            params = {"on": decision.on.isoformat(), "deadline": batch.recognize_by.isoformat()}
            found.append(Reason("BR-5", "decided_late", params))
        return found

    def flags(self, candidate: Candidate) -> Iterator[Reason]:
        """Yield what is flagged of a submission whatever the batch is for."""
        batch = self.batch
        if candidate.batch and candidate.batch != batch.id:
            yield Reason("BR-6", "other_batch", {"found": candidate.batch})
        if candidate.as_of != batch.as_of.isoformat():
            yield Reason("BR-6", "other_as_of", {"found": candidate.as_of, "wanted": batch.as_of.isoformat()})
        if candidate.track == "declared":
            yield Reason("BR-6", "not_reviewed")

    def decision(self, candidate: Candidate) -> str | None:
        """Return what the province decided on the candidate, where it has; one act stands at one file."""
        decision = self.decided.get(candidate.id)
        if decision is None or self.first[candidate.id] != candidate.file:
            return None
        return "recognized" if decision.recognized else "not_recognized"


def _same_rules(written: str, batch: Batch) -> bool:
    name, _, version = written.partition("@")
    return not written or (name == batch.rules.id and version in ("", batch.rules.version))


def _order(candidate: Candidate) -> tuple[int, int, int, Fraction, str, str]:
    """Return the place of a candidate in its unit: what can be recommended first, then BR-7."""
    margin = Fraction(candidate.surplus, candidate.among) if candidate.among and candidate.surplus is not None else None
    return (
        _OUTCOME_ORDER[candidate.outcome],
        candidate.open_judgements,
        1 if margin is None else 0,
        -margin if margin is not None else Fraction(0),
        candidate.id,
        candidate.file,
    )


def _ranks(eligible: list[Candidate]) -> dict[str, int]:
    by_unit: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in eligible:
        by_unit[candidate.jurisdiction].append(candidate)
    return {
        candidate.file: place
        for listed in by_unit.values()
        for place, candidate in enumerate(sorted(listed, key=_order), 1)
    }


def _suggested(batch: Batch, eligible: list[Candidate], ranks: Mapping[str, int]) -> tuple[set[str], dict[str, Reason]]:
    """Return the files that the engine suggests to recommend, and why recommendable ones are passed over."""
    fit = [candidate for candidate in eligible if candidate.outcome == RECOMMENDABLE]
    open_units = _units_in_quota(batch, fit)
    chosen: set[str] = set()
    passed: dict[str, Reason] = {}
    for candidate in fit:
        if candidate.jurisdiction not in open_units:
            city = batch.units[candidate.jurisdiction].city
            code = "city_quota_used" if (batch.quota_cities or {}).get(city) else "city_without_quota"
            passed[candidate.file] = Reason("BR-3", code, {"city": city})
        elif ranks[candidate.file] > batch.most:
            passed[candidate.file] = Reason("BR-2", "beyond_most", {"most": batch.most})
        else:
            chosen.add(candidate.file)
    return chosen, passed


def _units_in_quota(batch: Batch, fit: list[Candidate]) -> set[str]:
    """Return the units that may recommend: in each city as many as its quota, best candidates first."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(fit, key=_order):
        best.setdefault(candidate.jurisdiction, candidate)
    if batch.quota_cities is None:
        return set(best)
    left = dict(batch.quota_cities)
    found: set[str] = set()
    for unit, _ in sorted(best.items(), key=lambda pair: (*_order(pair[1])[:4], pair[0])):
        city = batch.units[unit].city
        if left.get(city, 0) > 0:
            left[city] -= 1
            found.add(unit)
    return found


def _recorded(batch: Batch, candidate: Candidate, record: Recommendation) -> list[Reason]:
    """Return what is to be said of a recommendation that the city has recorded."""
    found = []
    if record.on > batch.recommend_by:
        params = {"on": record.on.isoformat(), "deadline": batch.recommend_by.isoformat()}
        found.append(Reason("BR-5", "recommended_late", params))
    if candidate.outcome != RECOMMENDABLE:
        code = "overridden" if record.override else "override_missing"
        found.append(Reason("BR-6", code, {"reason": record.override, "by": record.by}))
    return found
