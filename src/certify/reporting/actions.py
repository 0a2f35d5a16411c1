"""What is to be done about a judgement, in the order in which it matters."""

from collections.abc import Iterator, Mapping
from typing import Literal

from certify.judging.judge import CheckResult, Judgement
from certify.judging.outcomes import OPEN, Verdict
from certify.reporting.shapes import ActionShape

_ACTS: Mapping[Verdict, Literal["repair", "answer", "review"]] = {
    Verdict.NOT_MET: "repair",
    Verdict.MISSING: "answer",
    Verdict.NEEDS_REVIEW: "review",
}


def actions(judgement: Judgement) -> Iterator[ActionShape]:
    """Yield what is to be done: repairs first, then what is open, last what cannot change its clause any more."""
    ordered: list[tuple[int, CheckResult, bool]] = []
    for clause in judgement.clauses:
        failed = clause.on(judgement.track) is Verdict.NOT_MET
        for result in (one for one in clause.checks if one.check.advisory is None):
            verdict = result.on(judgement.track)
            if verdict is Verdict.NOT_MET:
                ordered.append((0, result, True))
            elif verdict in OPEN:
                waits = 1 if verdict is Verdict.MISSING else 2
                ordered.append((waits + 2 if failed else waits, result, not failed))
    for _, result, decides in sorted(ordered, key=lambda entry: entry[0]):
        verdict = result.on(judgement.track)
        only_reviewer = verdict is Verdict.NEEDS_REVIEW and (
            judgement.track == "verified" or result.check.kind == "judgement"
        )
        who: Literal["organization", "reviewer"] = "reviewer" if only_reviewer else "organization"
        yield ActionShape(check=result.check.id, act=_ACTS[verdict], who=who, decides=decides)
