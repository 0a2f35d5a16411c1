"""The province's view to the public coverage report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from certify import __version__
from certify.language import Lang, Text
from certify.masking import without_numbers
from certify.problems import Problem
from certify.programme.coverage import Cause
from certify.programme.leads import Lead
from certify.programme.plan import Scopes, city_plans, offer
from certify.programme.province import BatchView, Holder, Province, UnitView
from certify.programme.register import Entry
from certify.programme.standing import Standing
from certify.reading.units import Unit
from certify.reporting.common_shapes import problem_shape, ruleset_shape
from certify.reporting.coverage.parts import count_of, plan_shapes, repairs_shape
from certify.reporting.coverage.shapes import (
    BatchOfCoverage,
    CandidateShape,
    CityShape,
    ClauseShape,
    CoverageReport,
    DeadlineShape,
    HolderShape,
    IntervalShape,
    LeadShape,
    PlaceOfLead,
    PointShape,
    TrackedShape,
    UnitShape,
)
from certify.reporting.shapes import ProblemShape
from certify.rules.ruleset import Body, RuleSet
from certify.rules.vocabulary import Vocabulary
from certify.wording.reasons import CAUSES, LEADS, reason_text

BEGINNING = Text("起点", "beginning")
TODAY = Text("基准日", "as of")
NOT_MET = "not_met"
OPEN = ("missing", "needs_review")


class CoverageReporter:
    """Makes the coverage report in one language; a public one leaves out what reviewers and cities wrote."""

    def __init__(
        self,
        view: Province,
        vocabulary: Vocabulary,
        lang: Lang,
        *,
        public: bool = False,
        city_wide: Sequence[Body] = (),
    ) -> None:
        """Take the province's view and the words, and the bodies of which one act serves a whole city."""
        self.view = view
        self.lang: Lang = lang
        self.public = public
        self.city_wide = tuple(dict.fromkeys(city_wide))
        self.types = vocabulary.by_path["organization.type"].options
        self.batches = {one.batch.id: one for one in view.batches}
        self.latest = dict(_latest(view.batches))
        self.labels = {one.unit.id: one.unit.label for one in view.units}

    def report(self, units: Mapping[str, Unit], leads: Iterable[Lead], problems: Sequence[Problem]) -> CoverageReport:
        """Return the report; every county and zone of the list stands in it once."""
        view = self.view
        shapes = [self.unit(one) for one in view.units]
        kinds = {kind: [one for one in shapes if one.kind == kind] for kind in ("county", "zone")}
        return CoverageReport(
            certify_version=__version__,
            lang=self.lang,
            as_of=view.as_of.isoformat(),
            public=self.public,
            register=self.register(),
            batches=[self.batch(one) for one in view.batches],
            counties=count_of(kinds["county"]),
            zones=count_of(kinds["zone"]),
            zones_listed=any(unit.kind == "zone" for unit in units.values()),
            interval=self.interval(),
            points=list(self.points()),
            city_wide=list(self.city_wide),
            cities=list(self.cities(shapes)),
            units=shapes,
            causes={cause: CAUSES[cause].to(self.lang) for cause in CAUSES},
            deadlines=list(self.deadlines()),
            clauses=list(self.clauses()),
            tracked=[self.tracked(entry) for entry in view.entries.values()],
            leads=[] if self.public else [self.lead(one) for one in leads],
            problems=[] if self.public else [self.problem(one) for one in problems],
        )

    def register(self) -> dict[str, int]:
        """Return how many organizations the register holds, and of how many the recognition is in force."""
        entries = self.view.entries.values()
        return {"organizations": len(entries), "in_force": sum(entry.holds for entry in entries)}

    def batch(self, view: BatchView) -> BatchOfCoverage:
        """Return a batch with its figures on the day."""
        batch, decided = view.batch, Counter(one.recognized for one in view.batch.decisions)
        return BatchOfCoverage(
            id=batch.id,
            title=batch.title,
            ruleset=batch.rules.reference,
            ruleset_digest=batch.rules.digest,
            readings_chosen=ruleset_shape(batch.rules, self.lang).readings_chosen,
            opens_on=batch.opens_on.isoformat(),
            recommend_by=batch.recommend_by.isoformat(),
            recognize_by=batch.recognize_by.isoformat(),
            files=len(view.standings) + len(view.unreadable),
            candidates=len({one.candidate.id for one in view.standings}),
            unreadable=len(view.unreadable),
            recommended=sum(one.put_forward for one in view.standings),
            suggested=batch.recommendations is None,
            recognized=decided[True],
            not_recognized=decided[False],
            late=sum(one.late for one in view.standings) if batch.recommend_by < self.view.as_of else 0,
        )

    def unit(self, one: UnitView) -> UnitShape:
        """Return one unit, its candidates in order."""
        holders = [self.holder(holder) for holder in one.holders]
        return UnitShape(
            id=one.unit.id,
            city=one.unit.city,
            name=one.unit.name,
            kind=one.unit.kind,
            also=list(one.also),
            covered=one.covered,
            may_be_covered=one.covered or one.may_come,
            only_by_holders_below_indicators=bool(holders) and all(one.meets_indicators is False for one in holders),
            holders=holders,
            history=list(one.history),
            cause=one.cause,
            cause_text=CAUSES[one.cause].to(self.lang) if one.cause else "",
            batch=one.batch,
            candidates=[self.candidate(one, standing) for standing in one.candidates],
        )

    def holder(self, holder: Holder) -> HolderShape:
        """Return a recognized organization, with what its latest self-assessment shows of it."""
        latest = self.latest.get(holder.id)
        return HolderShape(
            id=holder.id,
            name=without_numbers(holder.name),
            since=holder.since.isoformat(),
            batch=holder.batch,
            registered=holder.registered,
            meets_indicators=None if latest is None else latest.candidate.clauses().count(NOT_MET) == 0,
        )

    def candidate(self, view: UnitView, standing: Standing) -> CandidateShape:
        """Return a candidate with what would make it recommendable."""
        candidate = standing.candidate
        rules = self.batches[view.batch].batch.rules
        return CandidateShape(
            organization=candidate.id,
            name=without_numbers(candidate.name),
            type=candidate.type,
            type_label=self.types[candidate.type].to(self.lang),
            batch=view.batch,
            file=candidate.file,
            track=candidate.track,
            outcome=candidate.outcome,
            eligible=standing.eligible,
            recommended=standing.put_forward,
            decision=standing.decision,
            rank=standing.rank,
            reasons=[] if self.public else [reason_text(reason, self.lang) for reason in standing.reasons],
            repairs=repairs_shape(offer(view.unit, candidate, rules).repairs),
        )

    def interval(self) -> IntervalShape:
        """Return what the units that may still be covered hang on."""
        waiting = [one for one in self.view.units if one.may_come]
        causes: Counter[Cause | None] = Counter(one.cause for one in waiting)
        first = [one.candidates[0].candidate for one in waiting if one.candidates and one.cause == "candidate_open"]
        return IntervalShape(
            units=len(waiting),
            decisions=causes["awaiting_recognition"] + causes["not_recommended"],
            open_items=sum(len(one.open) for one in first),
            unreadable=causes["unreadable"] + causes["review_unreadable"],
        )

    def points(self) -> Iterator[PointShape]:
        """Yield the history: what was covered on each of its days, gained and lost since the one before."""
        for at, point in enumerate(self.view.points):
            covered = [one.unit for one in self.view.units if one.history[at]]
            changed = [one for one in self.view.units if at and one.history[at] != one.history[at - 1]]
            label = self.batches[point.batch].batch.title if point.batch else (TODAY if at else BEGINNING).to(self.lang)
            yield PointShape(
                day=point.day.isoformat(),
                batch=point.batch,
                label=label,
                counties=sum(unit.kind == "county" for unit in covered),
                zones=sum(unit.kind == "zone" for unit in covered),
                gained=[one.unit.id for one in changed if one.history[at]],
                lost=[one.unit.id for one in changed if not one.history[at]],
            )

    def cities(self, shapes: Sequence[UnitShape]) -> Iterator[CityShape]:
        """Yield the cities in the order of the list."""
        scopes: Scopes = dict.fromkeys(self.city_wide, "city")
        plans = {plan.city: plan for plan in city_plans(self.view.units, self._rules_of, scopes)}
        last = self.view.batches[-1] if self.view.batches else None
        for city in dict.fromkeys(one.city for one in shapes):
            own = [one for one in shapes if one.city == city]
            plan = plans.get(city)
            quota, used = self.quota(last, city)
            yield CityShape(
                city=city,
                counties=count_of([one for one in own if one.kind == "county"]),
                zones=count_of([one for one in own if one.kind == "zone"]),
                causes=dict(Counter(one.cause for one in own if one.cause)),
                quota=quota,
                quota_used=used,
                cultivate=list(plan.cultivate) if plan else [],
                plans=list(plan_shapes(plan)) if plan else [],
            )

    def quota(self, view: BatchView | None, city: str) -> tuple[int | None, int | None]:
        """Return in how many units a city may recommend in the latest batch, and in how many it has; none without quota."""
        if view is None:
            return None, None
        batch = view.batch
        units = {one.candidate.jurisdiction for one in view.standings if one.put_forward}
        used = sum(batch.units[unit].city == city for unit in units)
        if batch.quota_cities is not None:
            return batch.quota_cities.get(city, 0), used
        if batch.quota_units is not None:
            return sum(batch.units[unit].city == city for unit in batch.quota_units if unit in batch.units), used
        return None, None

    def deadlines(self) -> Iterator[DeadlineShape]:
        """Yield what is due in each batch, with what is still to be done and what came late."""
        for view in self.view.batches:
            batch = view.batch
            gaps = [one for one in view.units.values() if one.cause is not None]
            over = batch.recommend_by < self.view.as_of
            late = [one.candidate.id for one in view.standings if one.late and over]
            waiting = sum(one.put_forward and one.decision is None for one in view.standings)
            unrecommended = sum(not any(each.put_forward for each in one.candidates) for one in gaps)
            decided = [one.organization for one in batch.decisions if one.on > batch.recognize_by]
            for what, day, pending, after in (
                ("recommend", batch.recommend_by, unrecommended, late),
                ("recognize", batch.recognize_by, waiting, decided),
            ):
                yield DeadlineShape(
                    batch=batch.id,
                    what="recommend" if what == "recommend" else "recognize",
                    day=day.isoformat(),
                    days=(day - self.view.as_of).days,
                    pending=pending,
                    late=after,
                )

    def clauses(self) -> Iterator[ClauseShape]:
        """Yield how each clause fares in the latest batch, on the track each candidate was judged on."""
        if not self.view.batches:
            return
        latest = self.view.batches[-1]
        judged = [one.candidate for one in latest.standings]
        for at, criterion in enumerate(latest.batch.rules.criteria):
            verdicts = [one.clauses()[at] for one in judged]
            yield ClauseShape(
                id=criterion.id,
                title=criterion.title.to(self.lang),
                judged=sum(verdict != "not_applicable" for verdict in verdicts),
                not_met=verdicts.count(NOT_MET),
                open=sum(verdict in OPEN for verdict in verdicts),
                declared_met=sum(one.declared[at] == "met" for one in judged),
                confirmed_met=sum(one.track == "verified" and one.verified[at] == "met" for one in judged),
            )

    def tracked(self, entry: Entry) -> TrackedShape:
        """Return an organization of the register with its latest self-assessment, where there is one."""
        latest = self.latest.get(entry.id)
        candidate = latest.candidate if latest else None
        label = self.labels.get(entry.unit)
        return TrackedShape(
            id=entry.id,
            name=without_numbers(entry.name),
            former_names=[without_numbers(name) for name in entry.former_names],
            unit=entry.unit,
            unit_label=label.to(self.lang) if label else entry.unit,
            batch=entry.batch,
            recognized_on=entry.recognized_on.isoformat(),
            ended_on=entry.ended_on.isoformat() if entry.ended_on else None,
            submission=candidate.file if candidate else "",
            outcome=candidate.outcome if candidate else "",
            unmet=candidate.unmet if candidate else [],
            open=candidate.open if candidate else [],
        )

    def lead(self, lead: Lead) -> LeadShape:
        """Return a lead in words; what is the same is told by its places alone."""
        return LeadShape(
            kind=lead.kind,
            text=LEADS[lead.kind].to(self.lang),
            places=[
                PlaceOfLead(
                    batch=source.batch,
                    file=source.file,
                    organization=source.organization,
                    name=without_numbers(source.name),
                    place=place,
                )
                for source, place in lead.places
            ],
        )

    def problem(self, problem: Problem) -> ProblemShape:
        """Return a problem in words."""
        return problem_shape(problem, self.lang)

    def _rules_of(self, gap: object) -> RuleSet:
        assert isinstance(gap, UnitView)
        return self.batches[gap.batch].batch.rules


def _latest(batches: Sequence[BatchView]) -> Iterator[tuple[str, Standing]]:
    """Yield every organization with its standing, that of the latest batch last, so that it counts."""
    for view in batches:
        for standing in reversed(view.standings):
            yield standing.candidate.id, standing
