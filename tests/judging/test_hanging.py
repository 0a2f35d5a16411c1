"""What a verdict hangs on: what it waits for, and what would make another one of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from certify.judging.hanging import hangs_on
from certify.judging.judge import judge
from certify.reading.submission import read_submission
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary
from tests.running.submissions import ready

RULES = find_ruleset("shandong-2024")
EMPLOYED = "mediators.employment"
TRAINED = "mediators.trainings.organizer"


def hanging(folder: Path, check: str, **changes: Any) -> set[str]:
    """Return the facts of a sub-check that its verdict hangs on, for a submission with changes."""
    path = folder / "s.json"
    path.write_text(json.dumps(ready(**changes)), encoding="utf-8")
    submission = read_submission(path, vocabulary(), (), {}).submission
    assert submission is not None
    judgement = judge(submission, RULES)
    (result,) = (one for one in judgement.checks() if one.check.id == check)
    fields = [vocabulary().by_path[name] for name in result.check.facts]
    return {field.path for field in fields if hangs_on(result, field, submission.facts, judgement.readings)}


@pytest.mark.parametrize(
    ("check", "changes", "expected"),
    [
        # Met, failed, and failed though another answer to one of its facts would not help.
        ("A1-1.a", {}, {"mediators", "mediators.active", EMPLOYED}),
        ("A1-1.a", {"mediators__0__employment": "part_time"}, {"mediators", EMPLOYED}),
        ("A1-1.a", {"mediators": []}, {"mediators"}),
        ("A1-1.a", {"mediators": None}, {"mediators"}),
        # One that waits hangs on what it waits for, and on nothing else.
        ("A1-5.a", {"mediators__1__trainings": None}, {"mediators.trainings"}),
        # A share, in a rule that begins with whether there was any case.
        ("A1-8.a", {}, {"cases.accepted", "cases.agreed", "cases.failed"}),
        ("A1-8.a", {"cases__agreed": None, "reported": {}, "agreements": {}, "performance": {}}, {"cases.agreed"}),
        # What only a person decides hangs on no fact.
        ("A1-1.c", {}, set()),
        # One that applies only where there are agreements hangs on whether there are.
        ("A2-4.a", {}, {"agreements.made", "agreements.signed_by_both"}),
    ],
)
def test_what_a_verdict_hangs_on(tmp_path: Path, check: str, changes: dict[str, Any], expected: set[str]) -> None:
    assert hanging(tmp_path, check, **changes) == expected
