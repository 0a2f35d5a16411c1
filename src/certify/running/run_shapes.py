"""The shapes of the lines of a run's record, `certify-run/1`."""

from datetime import date
from typing import Literal, TypeAlias

from pydantic import JsonValue

from certify.judging.judge import Outcome
from certify.rules.files import Shape


class HeadLine(Shape):
    """The first line: which batch was judged, and by which rules under which readings."""

    run: Literal["certify-run/1"]
    certify_version: str
    batch: str
    title: str
    digest: str
    ruleset: str
    ruleset_digest: str
    readings: dict[str, str]


Verdict: TypeAlias = Literal["met", "not_met", "missing", "needs_review", "not_applicable"]


class SubmissionLine(Shape):
    """A submission; `facts` are typed by the vocabulary, and read only where they are wanted."""

    file: str
    id: str
    name: str
    unit: str
    outcome: Outcome | Literal["invalid"]
    fault: Literal["", "submission", "review", "program"]
    submission: str
    review: str
    ledger: bool
    verdicts: dict[str, Verdict]
    entries: list[tuple[str, Literal["met", "not_met"], date]] | None
    facts: dict[str, JsonValue]


class CoveredLine(Shape):
    """Whether a unit is covered: before the batch, if all `recommended` are recognized, by the decisions."""

    before: bool
    if_recognized: bool
    after: bool
    recommended: list[str]


class UnitLine(Shape):
    """A unit of the batch's list; where nobody is recognized under the rules, none is covered or not."""

    unit: str
    name: str
    covered: CoveredLine | None


class EndLine(Shape):
    """The seal: how many lines stand above it, and their digest."""

    lines: int
    digest: str
