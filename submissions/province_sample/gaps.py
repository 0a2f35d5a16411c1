"""What organizations lack: each gap changes answers so that sub-checks of one clause fail, or stay open."""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from submissions.province_sample.texts import Content


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap: the sub-checks that it fails or leaves open, how often it is met with, and what it changes.

    `puts` sets answers by their paths, `lowers` takes one from a figure, `drops` leaves an answer out, `every` sets an
    answer of every mediator.
    """

    checks: tuple[str, ...]
    weight: int
    puts: Mapping[str, object] = field(default_factory=dict)
    lowers: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    every: Mapping[str, object] = field(default_factory=dict)

    @property
    def clause(self) -> str:
        """The clause that it fails."""
        return self.checks[0].split(".")[0]


NO_COURT = {"links.court": {"enabled": False}}
NO_FLOW = {"online_flow.judicial_confirmation": {"enabled": False}}
NO_STUDY = {"rules_in_force.professional_study.document": False}
EXPIRED = {
    "mediators.-1.certificate.issued_on": date(2019, 7, 1),
    "mediators.-1.certificate.valid_until": date(2024, 6, 30),
}
NOTHING = {"document": False, "used": 0}
# Links with the court, the online flow and the studios fail most often.
GAPS = {
    "court_link": Gap(("B2-5.b",), 14, NO_COURT),
    "arbitration_link": Gap(("B2-5.a",), 5, {"links.arbitration": {"enabled": False}}),
    "online_flow": Gap(("B2-6.b",), 17, NO_FLOW),
    "no_studio": Gap(("A1-6.a",), 17, {"brand_studios": []}),
    "no_court_cases": Gap(("A2-6.c",), 8, {"commissioned.court_cases": 0}),
    "not_on_platform": Gap(("A2-6.b",), 4, every={"on_court_platform": False}),
    "expired": Gap(("A1-1.d",), 5, EXPIRED),
    "no_certificate": Gap(("A1-1.d",), 2, {"mediators.-1.certificate": False}),
    "no_full_time": Gap(("A1-1.a",), 2, every={"employment": "part_time"}),
    "low_rate": Gap(("A1-8.a",), 8),
    "untrained": Gap(("A1-5.a", "A1-5.b"), 4, {"mediators.-1.trainings": []}),
    "not_archived": Gap(("A1-7.a",), 5, lowers=("archive.files_archived",)),
    "misreported": Gap(("A1-7.c",), 3, lowers=("reported.agreed",)),
    "not_sealed": Gap(("A2-4.c",), 4, lowers=("agreements.sealed",)),
    "not_signed": Gap(("A2-4.a",), 2, lowers=("agreements.signed_by_both",)),
    "notices": Gap(("A2-5.b",), 4, lowers=("performance.notices_issued",)),
    "no_letters": Gap(("A2-5.c",), 3, {"linkage.suggestion_letter": NOTHING}),
    "ledger_behind": Gap(("A2-3.c",), 5, lowers=("ledger.entries",)),
    "ledger_columns": Gap(("A2-3.d",), 3, {"ledger.columns": ["party_identity", "case_number", "cause", "outcome"]}),
    "no_incentive": Gap(("B2-4.a",), 5, {"incentives": []}),
    "not_paid": Gap(("B2-4.b",), 3, {"incentives.0.paid_cny": 0}),
    "no_study": Gap(("B1-3.j",), 4, NO_STUDY),
    "no_reports": Gap(("B1-4.b",), 3, {"emergency.reporting_document": False}),
    "no_copier": Gap(("B2-2.e",), 1, {"equipment.copiers": 0}),
    "no_online": Gap(("B2-3.b",), 3, {"online.channels": []}),
    "no_professionals": Gap(("A1-2.a",), 4, every={"profession": "other"}),
    "not_answered": Gap(("A2-8.b",), 2, lowers=("feedback.answered",)),
    "no_prevention": Gap(("A2-1.b",), 3, {"outreach.-1.kind": "publicity"}),
    "no_platform": Gap(("A2-7.a",), 4, {"platforms": []}),
    "no_emblem": Gap(("B1-1.c",), 1, {"signage.emblem_displayed": False}),
    "not_posted": Gap(("B1-2.c",), 1, {"postings.conduct_code": False}),
    "no_funds": Gap(("B2-1.a",), 1, {"funding": {"amount_cny": 0, "sources": [], "document": False}}),
    "no_partners": Gap(("A2-2.b",), 2, {"negotiation.employers_assisted": 0}),
}
# What leaves a submission open: nothing failed, something unanswered or for a person to decide.
OPENINGS = {
    "no_validity": Gap(("A1-1.d",), 4, drops=("mediators.-1.certificate.valid_until",)),
    "not_passed": Gap(("A1-5.b",), 3, drops=("mediators.-1.trainings.0.passed",)),
    "copiers": Gap(("B2-2.e",), 2, drops=("equipment.copiers",)),
    "reported": Gap(("A1-7.c",), 3, drops=("reported.agreed",)),
    "answered": Gap(("A2-8.b",), 2, drops=("feedback.answered",)),
    "court": Gap(("B2-5.b",), 3, drops=("links.court.system",)),
    "commissioned": Gap(("A2-6.c",), 3, drops=("commissioned.court_cases",)),
    "sealed": Gap(("A2-4.c",), 2, drops=("agreements.sealed",)),
}
ALL = {**GAPS, **OPENINGS}


def pick(table: Mapping[str, Gap], count: int, rng: Random, without: Iterable[str] = ()) -> tuple[str, ...]:
    """Return so many gaps, each of another clause, the frequent ones more often."""
    chosen: list[str] = []
    clauses = set(without)
    while len(chosen) < count:
        left = [name for name, gap in table.items() if gap.clause not in clauses]
        name = rng.choices(left, [table[one].weight for one in left])[0]
        chosen.append(name)
        clauses.add(table[name].clause)
    return tuple(chosen)


def open_up(content: Content, names: Iterable[str]) -> None:
    """Change answers as the gaps say."""
    for name in names:
        gap = ALL[name]
        for path, value in gap.puts.items():
            put(content, path, value)
        for path in gap.lowers:
            change(content, path, lambda figure: figure - 1)
        for path in gap.drops:
            holder, key = _holder(content, path)
            del holder[key]
        for key, value in gap.every.items():
            for mediator in content["mediators"]:
                mediator[key] = value


def put(content: Content, path: str, value: object) -> None:
    """Set the answer that a path leads to."""
    change(content, path, lambda _: deepcopy(value))


def get(content: Content, path: str) -> object:
    """Return the answer that a path leads to."""
    holder, key = _holder(content, path)
    found: object = holder[key]
    return found


def change(content: Content, path: str, how: Callable[[Any], object]) -> None:
    """Change the answer that a path leads to."""
    holder, key = _holder(content, path)
    holder[key] = how(holder[key])


def _holder(content: Content, path: str) -> tuple[Any, Any]:
    holder: Any = content
    *steps, last = (int(step) if step.lstrip("-").isdigit() else step for step in path.split("."))
    for step in steps:
        holder = holder[step]
    return holder, last


def spoil(content: Content, fault: str) -> None:
    """Put in what makes a submission one that cannot be judged."""
    match fault:
        case "sum":
            change(content, "cases.accepted", lambda figure: figure + 3)
        case "signed":
            change(content, "agreements.signed_by_both", lambda figure: figure + 2)
        case "field":
            content["brand_studio"] = content.pop("brand_studios")
        case "future":
            change(content, "assessment.as_of", lambda day: day - timedelta(days=400))
        case "period":
            start, end = content["assessment"]["period"].values()
            period = {"start": start.replace(year=start.year - 1), "end": end.replace(year=end.year - 1)}
            content["assessment"]["period"] = period
