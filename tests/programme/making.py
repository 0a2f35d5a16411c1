"""Candidates, batches and their tables for tests, each with the one thing changed that a test is about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from certify.programme.candidate import Candidate, Unreadable
from certify.programme.standing import Standing, standings
from certify.reading.acts import Decision, Recommendation, Registered
from certify.reading.batch import Batch
from certify.reading.units import Unit
from certify.rules.load import find_ruleset

RULES = find_ruleset("shandong-2024")
CLAUSES = len(RULES.criteria)
OPENING = date(2025, 1, 1)
DEADLINE = date(2025, 10, 31)
DECIDE_BY = date(2025, 11, 30)

CITY = "济南市"
OTHER_CITY = "青岛市"
# Three counties and a zone of one city, a county of another, and the cities themselves.
A, B, C, ZONE, ELSEWHERE, OWN = "370102", "370103", "370104", "3701Z1", "370202", "370100"
UNITS = {
    unit.id: unit
    for unit in (
        Unit(OWN, CITY, CITY, "city", "", ""),
        Unit("370200", OTHER_CITY, OTHER_CITY, "city", "", ""),
        Unit(A, CITY, "历下区", "county", "", ""),
        Unit(B, CITY, "市中区", "county", "", ""),
        Unit(C, CITY, "槐荫区", "county", "", ""),
        Unit(ZONE, CITY, "示例开发区", "zone", "", ""),
        Unit(ELSEWHERE, OTHER_CITY, "市南区", "county", "", ""),
    )
}


def batch(**changes: Any) -> Batch:
    """Return a batch in which nothing is decided, recommended or registered yet."""
    plain = Batch(
        id="batch-5",
        title="第五批（示例）",
        rules=RULES,
        period=(date(2025, 1, 1), DEADLINE),
        as_of=DEADLINE,
        opens_on=OPENING,
        recommend_by=DEADLINE,
        recognize_by=DECIDE_BY,
        fewest=1,
        most=2,
        quota_units=None,
        quota_cities=None,
        units=UNITS,
        register=(),
        decisions=(),
        recommendations=None,
        folder=Path("batch"),
        submissions=Path("batch/submissions"),
        digest="sha256:0",
    )
    return replace(plain, **changes)


def candidate(name: str = "a", jurisdiction: str = A, /, **changes: Any) -> Candidate:
    """Return a reviewed, recommendable candidate named `name`, whose success rate is 8 of 10."""
    verdicts = changes.pop("clauses", ["met"] * CLAUSES)
    plain = Candidate(
        file=f"{name}.yaml",
        key=f"key of {name}",
        id=name,
        name=f"示例{name}调解中心",
        type="township",
        jurisdiction=jurisdiction,
        period_start="2025-01-01",
        period_end="2025-10-31",
        as_of="2025-10-31",
        ruleset="shandong-2024@1.0.0",
        batch="batch-5",
        leader_role="other",
        full_time=1,
        part_time=2,
        cases=dict.fromkeys(("accepted", "agreed", "failed", "withdrawn_settled", "pending"), 1),
        track="verified",
        outcome="recommendable",
        declared=list(verdicts),
        verified=list(verdicts),
        of=8,
        among=10,
        surplus=150,
        unmet=[],
        open=[],
        open_judgements=0,
        not_applicable=[],
        sensitive=[],
        last_review_on="2025-10-20",
        problems=[],
        page="",
        notice="",
        content=f"content of {name}",
    )
    return replace(plain, **changes)


def failing(name: str, count: int, jurisdiction: str = A, /, **changes: Any) -> Candidate:
    """Return a candidate that fails `count` clauses."""
    verdicts = ["not_met"] * count + ["met"] * (CLAUSES - count)
    return candidate(name, jurisdiction, clauses=verdicts, outcome="not_recommendable", **changes)


def incomplete(name: str, jurisdiction: str = A, /, **changes: Any) -> Candidate:
    """Return a candidate with one clause still for review and none failed."""
    verdicts = ["needs_review"] + ["met"] * (CLAUSES - 1)
    return candidate(name, jurisdiction, clauses=verdicts, outcome="incomplete", **changes)


def rate(of: int, among: int) -> dict[str, int]:
    """Return the figures of a success rate against the 65 percent of the clause."""
    return {"of": of, "among": among, "surplus": 100 * of - 65 * among}


def registered(name: str, jurisdiction: str = A, on: date = OPENING, *, ended: bool = False) -> Registered:
    """Return a row of the register."""
    return Registered(name, f"示例{name}", jurisdiction, "batch-4", on, ended)


def decision(name: str, *, recognized: bool = True, on: date = DECIDE_BY) -> Decision:
    """Return a decision of the province."""
    return Decision(name, recognized, on, "省厅", "", "decisions.csv:2:1")


def recommendation(name: str, on: date = DEADLINE, override: str = "") -> Recommendation:
    """Return a recommendation that the city has recorded."""
    return Recommendation(name, on, "市局", override, "recommendations.csv:2:1")


def unreadable(name: str = "broken", jurisdiction: str = A) -> Unreadable:
    """Return a submission that could not be judged."""
    return Unreadable(f"{name}.yaml", f"key of {name}", name, "", jurisdiction, [])


def stand(found: Batch, candidates: Iterable[Candidate]) -> dict[str, Standing]:
    """Return the standings by file without its ending."""
    return {one.candidate.file.removesuffix(".yaml"): one for one in standings(found, candidates)}


def alone(found: Batch, one: Candidate) -> Standing:
    """Return the standing of a candidate that is the only one of its batch."""
    return standings(found, [one])[0]


def codes(standing: Standing) -> list[tuple[str, str]]:
    """Return the batch rule and the code of each reason."""
    return [(reason.rule, reason.code) for reason in standing.reasons]
