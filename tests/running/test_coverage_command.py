"""`certify coverage`: every unit once, the same totals everywhere, the same bytes twice, and the day asked for."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from .calling import clean, inside

SAMPLE = Path(__file__).parents[2] / "submissions" / "shandong-2025-5-sample"


def coverage(out: Path, *more: str) -> dict[str, Any]:
    called = clean(inside("coverage", SAMPLE, "-o", out, "--workers", "1", *more))
    # Two files of the sample are faulty on purpose.
    assert called.returncode == 4
    report: dict[str, Any] = json.loads((out / "coverage.json").read_bytes())
    return report


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return coverage(tmp_path_factory.mktemp("coverage") / "out")


def test_every_county_and_zone_stands_once_and_is_covered_or_a_gap(report: dict[str, Any]) -> None:
    ids = [unit["id"] for unit in report["units"]]
    assert len(ids) == len(set(ids))
    for kind, counted in (("county", report["counties"]), ("zone", report["zones"])):
        own = [unit for unit in report["units"] if unit["kind"] == kind]
        assert counted["total"] == len(own)
        assert counted["covered"] == sum(unit["covered"] for unit in own)
        assert counted["covered"] + counted["gap"] == counted["total"]
        assert counted["covered"] <= counted["at_most"] <= counted["total"]
    assert report["counties"]["total"] == 136


def test_a_unit_has_holders_or_exactly_one_cause(report: dict[str, Any]) -> None:
    for unit in report["units"]:
        assert unit["covered"] == bool(unit["holders"])
        assert unit["covered"] == (unit["cause"] is None)
        assert unit["cause"] is None or unit["cause"] in report["causes"]
        assert unit["history"][-1] == unit["covered"]


def test_cities_add_up_to_the_province(report: dict[str, Any]) -> None:
    for kind in ("counties", "zones"):
        for figure in ("total", "covered", "gap", "at_most"):
            assert sum(city[kind][figure] for city in report["cities"]) == report[kind][figure]


def test_the_history_moves_by_what_was_gained_and_lost(report: dict[str, Any]) -> None:
    for before, after in zip(report["points"], report["points"][1:], strict=False):
        moved = len(after["gained"]) - len(after["lost"])
        assert after["counties"] + after["zones"] == before["counties"] + before["zones"] + moved


def test_a_table_row_a_unit(report: dict[str, Any], tmp_path: Path) -> None:
    coverage(tmp_path / "out")
    text = (tmp_path / "out" / "coverage.csv").read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == len(report["units"])


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        coverage(tmp_path / name)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_acts_after_the_day_do_not_exist_yet(tmp_path: Path, report: dict[str, Any]) -> None:
    early = coverage(tmp_path / "out", "--as-of", "2025-11-01")
    assert early["as_of"] == "2025-11-01"
    assert early["batches"][0]["recognized"] == 0
    assert early["counties"]["covered"] < report["counties"]["covered"]


def test_before_any_batch_has_opened_only_the_register_counts(tmp_path: Path) -> None:
    out = tmp_path / "out"
    called = clean(inside("coverage", SAMPLE, "-o", out, "--workers", "1", "--as-of", "2024-12-31"))
    assert called.returncode == 0
    early = json.loads((out / "coverage.json").read_bytes())
    assert early["batches"] == []
    assert {unit["cause"] for unit in early["units"]} <= {None, "no_candidate", "recognition_ended"}


def test_a_public_report_has_no_reasons_and_no_leads(tmp_path: Path) -> None:
    public = coverage(tmp_path / "out", "--public")
    assert public["public"]
    assert public["leads"] == []
    assert public["problems"] == []
    assert all(one["reasons"] == [] for unit in public["units"] for one in unit["candidates"])


@pytest.mark.parametrize(
    "wrong",
    [
        ("--as-of", "gestern"),
        ("--register", "nowhere.csv"),
        ("--units", "nowhere.csv"),
        ("--city-wide", "organization"),
    ],
)
def test_a_wrong_call_is_answered_with_2(tmp_path: Path, wrong: tuple[str, str]) -> None:
    called = clean(inside("coverage", SAMPLE, "-o", tmp_path / "out", *wrong))
    assert called.returncode == 2
    assert not (tmp_path / "out").exists()


def test_bodies_that_serve_a_whole_city_are_named_in_the_report(tmp_path: Path, report: dict[str, Any]) -> None:
    assert report["city_wide"] == []
    named = coverage(tmp_path / "out", "--city-wide", "court", "--city-wide", "court", "--city-wide", "hrss")
    assert named["city_wide"] == ["court", "hrss"]
    assert named["units"] == report["units"]


def test_a_folder_of_somebody_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert clean(inside("coverage", SAMPLE, "-o", tmp_path, "--workers", "1")).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
