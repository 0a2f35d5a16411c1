"""What the programme needs to know of one judged submission, in plain values that can be stored and sent."""

from dataclasses import dataclass, replace
from sys import intern
from typing import Literal, TypeAlias

Fault: TypeAlias = Literal["submission", "review", "program"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One judged submission.

    `declared` and `verified` are the clauses' verdicts on the two tracks, in the order of the rule set. `of`, `among`
    and `surplus` are the success rate's figures (`surplus` = 100*of - required percent*among). `unmet` and `open` are
    sub-checks on the track judged. Dates are ISO text. `problems` are the warnings, in words. `content` and
    `reviewed` are the digests of the submission and of its review.
    """

    file: str
    key: str
    id: str
    name: str
    type: str
    jurisdiction: str
    period_start: str
    period_end: str
    as_of: str
    ruleset: str
    batch: str
    leader_role: str
    full_time: int | None
    part_time: int | None
    cases: dict[str, int | None]
    track: str
    outcome: str
    declared: list[str]
    verified: list[str]
    of: int | None
    among: int | None
    surplus: int | None
    unmet: list[str]
    open: list[str]
    open_judgements: int
    not_applicable: list[list[str]]
    sensitive: list[str]
    last_review_on: str
    problems: list[dict[str, str]]
    page: str
    notice: str
    content: str = ""
    reviewed: str = ""

    def interned(self) -> "Candidate":
        """Return the same with one copy of every word that many candidates share: thousands of them are held."""
        return replace(
            self,
            jurisdiction=intern(self.jurisdiction),
            declared=[intern(verdict) for verdict in self.declared],
            verified=[intern(verdict) for verdict in self.verified],
            unmet=[intern(check) for check in self.unmet],
            open=[intern(check) for check in self.open],
            cases={intern(name): figure for name, figure in self.cases.items()},
        )

    def clauses(self) -> list[str]:
        """Return the clauses' verdicts on the track judged."""
        return self.declared if self.track == "declared" else self.verified


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One submission that could not be judged, with what could be read of it and every problem in words.

    `fault` says who has to mend it: the organization its submission, the reviewer the review, or the program failed.
    """

    file: str
    key: str
    id: str
    name: str
    jurisdiction: str
    problems: list[dict[str, str]]
    notice: str = ""
    fault: Fault = "submission"
