"""Batch files: what they define, every problem in its place, and the files of the submissions."""

from datetime import date
from pathlib import Path

import pytest

from certify.reading.batch import batch_path, read_batch
from certify.reading.batch_folder import lone_reviews, submission_files
from certify.reading.units import default_units
from tests.documents.conftest import told
from tests.reading.conftest import BATCH, read_a_batch


def test_a_batch_holds_what_its_file_says(tmp_path: Path) -> None:
    batch, problems = read_a_batch(tmp_path)
    assert problems == ()
    assert batch is not None
    assert (batch.id, batch.title, batch.rules.reference) == ("b-5", "第五批", "shandong-2024@1.0.0")
    assert batch.period == (date(2025, 1, 1), date(2025, 10, 31))
    assert (batch.opens_on, batch.recommend_by) == (date(2025, 1, 1), date(2025, 10, 31))
    assert (batch.fewest, batch.most) == (1, 2)
    assert (batch.quota_units, batch.quota_cities, batch.recommendations) == (None, None, None)
    assert (batch.register, batch.decisions) == ((), ())
    assert len(batch.units) == 136 + 16
    assert batch.digest.startswith("sha256:")


@pytest.mark.parametrize("name", [*BATCH, "period.start"])
def test_every_required_field_is_missed(tmp_path: Path, name: str) -> None:
    fields = {"period": "{end: 2025-10-31}"} if "." in name else {name: ""}
    batch, problems = read_a_batch(tmp_path, **fields)
    assert batch is None
    expected = ["period.start", "period.end"] if name == "period" else [name]
    assert [(problem.code, problem.field) for problem in problems] == [("required", field) for field in expected]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ruleset": "shandong-2024@9.9.9"}, ["unknown_ruleset 3:10"]),
        ({"ruleset": "shangdong-2024"}, ["unknown_ruleset 3:10"]),
        ({"period": "{start: 2025-11-01, end: 2025-10-31}"}, ["dates_out_of_order 4:17"]),
        ({"as_of": "2025-10-30"}, ["dates_out_of_order 4:34"]),
        ({"opens_on": "2025-11-01"}, ["dates_out_of_order 6:11"]),
        ({"recognize_by": "2025-10-30"}, ["dates_out_of_order 7:15"]),
        ({"as_of": "x"}, ["not_a_date 5:8"]),
        ({"recommend_by": "2025-11-31"}, ["no_such_date 7:15"]),
        ({"title": "[a]"}, ["expected_value 2:8"]),
        ({"titel": "x"}, ["unknown_field 9:1"]),
        ({"per_unit": "{min: 3, max: 2}"}, ["per_unit_order 9:11"]),
        ({"per_unit": "{min: 3}"}, ["per_unit_order 9:11"]),
        ({"per_unit": "{min: -1, max: 1.5}"}, ["negative 9:17", "fraction 9:26"]),
        ({"per_unit": "2"}, ["expected_mapping 9:11"]),
        ({"quota": "{units: ['370102', '999999']}"}, ["unit_not_listed 9:27"]),
        ({"quota": "{units: 370102}"}, ["expected_list 9:16"]),
        ({"quota": "{cities: {济南: 1}}"}, ["city_not_listed 9:22"]),
        ({"quota": "{cities: {济南市: 一}}"}, ["not_a_count 9:23"]),
        ({"quota": "{cities: [济南市]}"}, ["expected_mapping 9:17"]),
        ({"quota": "{citys: {}}"}, ["unknown_field 9:9"]),
        ({"units": "no.csv"}, ["file_not_there 9:8"]),
        ({"submissions": "no"}, ["file_not_there 9:14"]),
        ({"id": "''", "as_of": "x", "per_unit": "{max: 0}"}, ["required 1:5", "not_a_date 5:8", "per_unit_order 9:11"]),
    ],
)
def test_what_is_wrong_with_a_batch_file_is_told_in_its_place(
    tmp_path: Path, fields: dict[str, str], wrong: list[str]
) -> None:
    batch, problems = read_a_batch(tmp_path, **fields)
    assert told(problems) == wrong
    assert batch is None


@pytest.mark.parametrize("per_unit", ["{min: 2}", "{min: 2, max: 2}", "{min: 0, max: 9}", "{}"])
def test_least_and_most_a_unit_may_be_equal(tmp_path: Path, per_unit: str) -> None:
    assert read_a_batch(tmp_path, per_unit=per_unit)[1] == ()


def test_a_unit_that_is_not_listed_is_told_in_its_place(tmp_path: Path) -> None:
    assert told(read_a_batch(tmp_path, quota="{units: ['370102', '370102', '9']}")[1]) == ["unit_not_listed 9:37"]


def test_a_city_without_a_figure_is_not_told_to_be_a_group(tmp_path: Path) -> None:
    assert [problem.code for problem in read_a_batch(tmp_path, quota="{cities: {济南市: }}")[1]] != ["expected_value"]


@pytest.mark.parametrize("text", ["# 只有注释\n", "---\n", "[]\n"])
def test_a_batch_file_without_content_is_no_batch(tmp_path: Path, text: str) -> None:
    path = tmp_path / "batch.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_batch(path)[0] is None


def test_a_batch_file_of_comments_alone_has_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "batch.yaml"
    path.write_text("# 只有注释\n", encoding="utf-8")
    assert read_batch(path)[1]


def test_submissions_are_found_in_order_reviews_and_hidden_files_apart(tmp_path: Path) -> None:
    names = [
        "b.yaml",
        "a.json",
        "a.review.yaml",
        "z/c.yml",
        "z/c.review.yaml",
        ".h/x.yaml",
        ".x.yaml",
        "n.txt",
        "w.XLSX",
    ]
    batch, _ = read_a_batch(
        tmp_path, {f"submissions/{name}": "x" for name in names} | {"submissions/q/d.review.yaml": ""}
    )
    assert batch is not None
    found = [
        path.relative_to(batch.submissions).as_posix()
        for path in submission_files(batch, tmp_path / "batch.yaml", tmp_path / "reports")[0]
    ]
    assert found == ["a.json", "b.yaml", "w.XLSX", "z/c.yml"]
    assert [path.name for path in lone_reviews(batch)] == ["d.review.yaml"]


def test_without_a_folder_of_submissions_they_stand_beside_the_batch_file(tmp_path: Path) -> None:
    batch, _ = read_a_batch(tmp_path, {"a.yaml": "x"})
    assert batch is not None
    assert [path.name for path in submission_files(batch, tmp_path / "batch.yaml", tmp_path / "reports")[0]] == [
        "a.yaml"
    ]
    assert batch_path(tmp_path) == batch_path(tmp_path / "batch.yaml") == tmp_path / "batch.yaml"


def test_reports_of_earlier_runs_are_no_submissions(tmp_path: Path) -> None:
    report = '{\n "report": "certify-batch/1",\n "certify_version": "0"}'
    files = {
        "a.yaml": "x",
        "old/batch.json": report,
        "old/organizations/page.json": "{}",
        "city/batch.json": '{"id": "b-5"}',
        "city/b.yaml": "x",
    }
    batch, _ = read_a_batch(tmp_path, files)
    assert batch is not None
    found = submission_files(batch, tmp_path / "batch.yaml", tmp_path / "new")[0]
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a.yaml", "city/b.yaml", "city/batch.json"]


def test_hidden_reviews_stand_alone_without_a_word(tmp_path: Path) -> None:
    names = ["._a.review.yaml", ".git/b.review.yaml", "c/._d.review.yaml", "old/e.review.yaml", "old/batch.json"]
    report = '{"report": "certify-batch/1"}'
    batch, _ = read_a_batch(tmp_path, dict.fromkeys(names, report))
    assert batch is not None
    assert list(lone_reviews(batch)) == []


def test_the_units_are_those_of_the_region_of_the_rules(tmp_path: Path) -> None:
    batch, _ = read_a_batch(tmp_path, ruleset="chongqing-2023")
    assert batch is not None
    assert batch.units == default_units("chongqing")


def test_a_region_without_units_needs_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certify.reading.batch.region_file", lambda region: tmp_path / f"{region}.csv")
    batch, problems = read_a_batch(tmp_path)
    assert batch is None
    assert [(problem.code, problem.params["found"]) for problem in problems] == [("region_without_units", "shandong")]
