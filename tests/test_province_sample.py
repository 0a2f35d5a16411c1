"""The sample province is true to scale, the same for the same seed, and shows every outcome and cause."""

import csv
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from submissions.province_sample.command import SEED
from submissions.province_sample.organizations import KINDS

from certify.programme.candidate import Candidate, Unreadable
from certify.programme.coverage import Cause
from certify.programme.province import JudgedBatch, Province, province
from certify.programme.register import register_of
from certify.reading.batch import read_batch
from certify.reading.batch_folder import submission_files
from certify.reading.register import read_events
from certify.reading.units import read_units
from certify.running.batch_run import Options, tasks_of
from certify.running.work import Wanted, Worker
from tests.running.calling import inside, tree

HOME = Path(__file__).parents[1]
SCRIPT = HOME / "submissions" / "province_sample"
BATCHES = ("batch-4", "batch-5")
OUTCOMES = {"recommendable", "not_recommendable", "incomplete", "ready", "not_ready"}
LEADS = {"certificate", "full_time_mediator", "evidence", "studio", "figures", "case_number", "two_ids"}
pytestmark = pytest.mark.slow


def written(folder: Path, *arguments: str, **settings: str) -> Path:
    command = [sys.executable, str(SCRIPT), str(folder), *arguments]
    subprocess.run(command, cwd=folder.parent, check=True, env={**os.environ, **settings})
    return folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("sample") / "province")


@pytest.fixture(scope="module")
def reports(sample: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for name in BATCHES:
        out = sample.parent / f"report-{name}"
        assert inside("batch", sample / name, "-o", out).returncode == 4
        found[name] = json.loads((out / "batch.json").read_text("utf-8"))
        sys.stdout.write(f"{name}: {figures(found[name])}\n")
    return found


def figures(report: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "submissions": len(report["organizations"]) + len(report["invalid"]),
        "outcomes": dict(Counter(one["outcome"] for one in report["organizations"])),
        "faults": dict(Counter(one["fault"] for one in report["invalid"])),
        "causes": dict(Counter(one["gap_cause"] for one in report["units"])),
        "coverage": report["coverage"],
    }


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged(folder: Path, staging: Path) -> JudgedBatch:
    batch, problems = read_batch(folder / "batch.yaml")
    assert batch is not None
    assert not problems
    files, _ = submission_files(batch, folder / "batch.yaml", staging)
    worker = Worker(batch, "zh", Wanted())
    options = Options("zh", 1, pages=False, keep=False)
    outcomes = [worker.do(task).outcome for task in tasks_of(batch, files, options)]
    candidates = tuple(one for one in outcomes if isinstance(one, Candidate))
    return JudgedBatch(batch, candidates, tuple(one for one in outcomes if isinstance(one, Unreadable)))


@pytest.fixture(scope="module")
def whole(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Province:
    units, unit_problems = read_units(sample / "units.csv")
    events, problems = read_events(sample / "register.csv", units)
    register, impossible = register_of(events)
    assert not (*unit_problems, *problems, *impossible)
    staging = tmp_path_factory.mktemp("judged")
    return province([judged(sample / name, staging) for name in BATCHES], register, units, date(2025, 12, 31))


def test_it_is_true_to_scale(sample: Path) -> None:
    units = Counter(row["kind"] for row in rows(sample / "units.csv"))
    assert units["county"] == 136
    assert units["city"] == 16
    assert units["zone"] == 20
    recognized = [row for row in rows(sample / "register.csv") if row["event"] == "recognized"]
    assert len({row["id"] for row in recognized}) == len(recognized) == 132
    assert sum(row["jurisdiction"].startswith("3708") for row in recognized) == 9
    counties = {row["jurisdiction"] for row in recognized if not row["jurisdiction"].startswith("zone")}
    assert 60 < len(counties) <= 132
    kinds = Counter(row["event"] for row in rows(sample / "register.csv"))
    assert kinds.keys() == {"recognized", "renamed", "moved", "merged", "ended", "restored"}


def test_everything_in_it_is_marked(sample: Path) -> None:
    assert "全部虚构" in (sample / "README.md").read_text("utf-8")
    assert all("示例" in row["name"] for row in rows(sample / "register.csv") if row["name"])
    for name in BATCHES:
        assert all("示例" in row["name"] for row in rows(sample / name / "register.csv"))
        for path in (sample / name / "submissions").rglob("*.yaml"):
            assert "示例" in path.read_text("utf-8").partition("\n")[0]


def test_the_same_seed_gives_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    again = written(tmp_path / "again", "--seed", str(SEED), PYTHONHASHSEED="7", PYTHONIOENCODING="ascii")
    assert tree(again) == tree(sample)
    other = written(tmp_path / "other", "--seed", "4")
    assert tree(other) != tree(sample)


def test_every_outcome_and_type_appears(reports: dict[str, dict[str, Any]]) -> None:
    total = 0
    for report in reports.values():
        assert {one["outcome"] for one in report["organizations"]} == OUTCOMES
        assert {one["type"] for one in report["organizations"]} == KINDS.keys()
        assert {one["fault"] for one in report["invalid"]} == {"submission", "review"}
        assert not [one for one in report["problems"] if one["level"] == "error"]
        total += figures(report)["submissions"]
    assert 170 <= total <= 190


def test_every_cause_of_a_gap_appears(reports: dict[str, dict[str, Any]]) -> None:
    causes = {name: {one["gap_cause"] for one in report["units"]} - {None} for name, report in reports.items()}
    every = set(get_args(Cause))
    assert causes["batch-5"] == every
    # The fourth batch is over: nobody waits for a decision.
    assert causes["batch-4"] == every - {"awaiting_recognition"}


def test_every_batch_rule_bars_or_flags_somebody(reports: dict[str, dict[str, Any]]) -> None:
    found = {
        reason["rule"] for report in reports.values() for one in report["organizations"] for reason in one["reasons"]
    }
    assert {"BR-1", "BR-3", "BR-4", "BR-5", "BR-6"} <= found


def test_who_failed_comes_again_and_does_better(sample: Path, reports: dict[str, dict[str, Any]]) -> None:
    first, second = ({one["id"]: one["outcome"] for one in reports[name]["organizations"]} for name in BATCHES)
    again = first.keys() & second.keys()
    better = [one for one in again if first[one] != "recommendable" and second[one] == "recommendable"]
    assert len(again) > 15
    assert len(better) > 4
    recognized = {row["id"] for row in rows(sample / "batch-5" / "register.csv") if row["status"] == "recognized"}
    assert sum(one in recognized for one in second) == 40


def test_leads_lead_to_two_organizations_each(sample: Path) -> None:
    leads = rows(sample / "leads.csv")
    for name in BATCHES:
        assert {row["kind"] for row in leads if row["batch"] == name} == LEADS
        texts = texts_of(sample / name)
        for row in (one for one in leads if one["batch"] == name and one["kind"] not in ("figures", "two_ids")):
            assert row["first"] != row["second"]
            assert {row["first"], row["second"]} <= {id_ for id_, text in texts.items() if row["what"] in text}, row


@cache
def texts_of(folder: Path) -> dict[str, str]:
    """Return everything that each organization handed in, by the beginning of the files' names."""
    found: dict[str, str] = {}
    for path in sorted((folder / "submissions").rglob("*")):
        if path.suffix in (".yaml", ".json", ".csv"):
            id_ = path.name.partition(".")[0].removesuffix("-台账")
            found[id_] = found.get(id_, "") + path.read_text("utf-8")
    return found


def test_the_province_moves_from_batch_to_batch(whole: Province) -> None:
    covered = [sum(states) for states in zip(*(one.history for one in whole.units), strict=True)]
    sys.stdout.write(f"covered: {dict(zip([str(point.day) for point in whole.points], covered, strict=True))}\n")
    assert [point.day for point in whole.points][:2] == [date(2024, 8, 20), date(2024, 12, 31)]
    assert covered == sorted(covered)
    assert covered[0] < covered[1] < covered[-1] < len(whole.units)
    lost = [one for one in whole.units if any(one.history) and not one.covered]
    assert lost
    assert any(one.cause == "recognition_ended" for one in lost)
    assert {entry.into for entry in whole.entries.values()} != {""}
    counties = [one for one in whole.units if one.unit.kind == "county"]
    assert len(counties) == 136
    assert sum(not one.history[0] for one in counties) >= 4
