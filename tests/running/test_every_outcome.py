"""Every outcome that a judgement can have goes through every command on batches: tables of outcomes leave none out."""

import json
from pathlib import Path
from typing import get_args

import pytest

from certify.judging.judge import Outcome
from certify.programme.impact import _CLASSES
from certify.programme.standing import _OUTCOME_ORDER
from certify.running.run_shapes import SubmissionLine
from certify.wording.purposes import outcome_names
from tests.running.calling import Folder, clean, inside
from tests.running.test_monitoring import batch, submission

OUTCOMES = get_args(Outcome)
RULES = "henan-2023@1.0.0"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_table_has_every_outcome(outcome: Outcome) -> None:
    assert outcome in _CLASSES
    assert outcome in _OUTCOME_ORDER
    assert any(outcome in outcome_names(purpose) for purpose in ("recognition", "monitoring"))
    line = {
        "file": "",
        "id": "",
        "name": "",
        "unit": "",
        "outcome": outcome,
        "fault": "",
        "submission": "",
        "review": "",
    }
    rest = {"ledger": False, "verdicts": {}, "entries": None, "facts": {}}
    assert SubmissionLine.model_validate({**line, **rest}).outcome == outcome


@pytest.fixture(scope="module")
def henan(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a batch with organizations that nothing binds, and others."""
    folder = batch(tmp_path_factory.mktemp("henan") / "batch", RULES)
    for kind in ("township", "village", "union_center", "public_institution"):
        one = submission(kind, "410102")
        one["organization"]["type"] = kind
        folder.submit(kind, one)
    assert clean(folder.run()).returncode == 0
    assert "not_applicable" in {row["outcome"] for row in folder.report()["organizations"]}
    return folder


@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_every_command_takes_every_outcome(henan: Folder, form: str) -> None:
    commands = (
        ("sensitivity", henan.home, "--workers", "1"),
        ("rules", "impact", RULES, RULES, "--batch", henan.home, "--workers", "1"),
        ("compare", henan.out, henan.out),
    )
    for command in commands:
        called = clean(inside(*command, "--format", form))
        assert (called.returncode, called.stderr) == (0, ""), command
    report = json.loads(inside("compare", henan.out, henan.out, "--format", "json").stdout)
    assert report["summary"]["same"] == len(henan.report()["organizations"])


def test_an_outcome_without_requirements_is_compared(henan: Folder, tmp_path: Path) -> None:
    other = Folder(tmp_path / "other", ruleset=RULES)
    (other.home / "batch.yaml").write_bytes((henan.home / "batch.yaml").read_bytes())
    for file in henan.submissions.glob("*.yaml"):
        content = file.read_text(encoding="utf-8").replace("type: public_institution", "type: township")
        (other.submissions / file.name).write_text(content, encoding="utf-8")
    clean(other.run())
    called = clean(inside("compare", henan.out, other.out, "--format", "text"))
    assert called.returncode == 0, called.stderr
