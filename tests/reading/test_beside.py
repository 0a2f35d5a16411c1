"""What a submission refers to: evidence files, sub-checks, its jurisdiction."""

import os
from pathlib import Path

import pytest

from certify.reading.formats import is_readable, unreadable_format
from certify.reading.submission import read_submission, unit_in_text
from certify.reading.units import default_units
from tests.documents.conftest import told
from tests.reading.conftest import (
    CHECKS,
    RULES,
    WORDS,
    YAML_HEADER,
    document,
    placed,
    read,
    read_more,
    read_tree,
    wrong,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a submission's evidence in it and a file outside it."""
    inside = tmp_path / "inside"
    (inside / "照片").mkdir(parents=True)
    (inside / "照片" / "门牌.jpg").write_bytes(b"x")
    (inside / "folder.pdf").mkdir()
    (tmp_path / "outside.pdf").write_bytes(b"x")
    return inside


@pytest.mark.parametrize(
    ("reference", "warned"),
    [
        ("照片/门牌.jpg", False),
        ("./照片/门牌.jpg", False),
        ("照片/没有.jpg", True),
        ("照片/门牌.JPEG", True),
        ("folder.pdf", True),
        ("../outside.pdf", True),
        ("照片/../../outside.pdf", True),
        ("/etc/passwd.txt", True),
        ("x" * 300 + ".jpg", True),
        ("https://example.cn/a.html", False),
        ("档案室3号柜", False),
        ("鲁人社函〔2024〕98号", False),
        ("", False),
    ],
    ids=lambda value: str(value)[:20],
)
def test_an_evidence_file_that_is_not_there_is_a_warning(folder: Path, reference: str, *, warned: bool) -> None:
    reading = read_more(folder, f'evidence: [{{id: E1, ref: "{reference}"}}]')
    assert wrong(reading) == (["evidence_not_there evidence[0].ref"] if warned else [])
    assert reading.submission is not None


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_an_evidence_file_behind_a_link_out_of_the_folder_is_not_there(folder: Path) -> None:
    (folder / "link.pdf").symlink_to(folder.parent / "outside.pdf")
    assert wrong(read_more(folder, "evidence: [{id: E1, ref: link.pdf}]")) == ["evidence_not_there evidence[0].ref"]


def test_a_doubled_evidence_id_is_a_warning(tmp_path: Path) -> None:
    reading = read_more(tmp_path, "evidence: [{id: E1}, {id: E2}, {id: E1}]")
    assert placed(reading) == ["evidence_twice 3:37"]
    assert reading.submission is not None


@pytest.mark.parametrize(
    ("name", "suggestion"), [("B1-1.x", "B1-1."), ("B1-1", "B1-1."), ("b1-1.a", "B1-1.a"), ("A9-9.z", ""), ("无", "")]
)
def test_evidence_covers_known_sub_checks_only(tmp_path: Path, name: str, suggestion: str) -> None:
    reading = read_more(tmp_path, f"evidence: [{{id: E1, covers: [B1-1.a, {name}]}}]")
    assert placed(reading) == ["unknown_check 3:38"]
    assert str(reading.problems[0].params["suggestion"]).startswith(suggestion)
    assert reading.submission is None


def test_evidence_may_cover_every_sub_check(tmp_path: Path) -> None:
    covers = [check.id for check in RULES.checks()]
    tree = document("evidence.covers", covers)
    assert read_tree(tmp_path, tree).problems == ()


@pytest.mark.parametrize(
    ("jurisdiction", "units", "problems"),
    [
        ("370102", ("370102", "370103"), []),
        ("370199", ("370102", "370103"), ["unknown_unit organization.jurisdiction"]),
        ("历下区", ("370102",), ["unknown_unit organization.jurisdiction"]),
        ("济南市历下区", ("370102",), ["unknown_unit organization.jurisdiction"]),
        ("370199", (), []),
    ],
)
def test_an_unknown_jurisdiction_is_a_warning(
    tmp_path: Path, jurisdiction: str, units: tuple[str, ...], problems: list[str]
) -> None:
    reading = read(tmp_path, YAML_HEADER.replace("370102", jurisdiction), units=units)
    assert wrong(reading) == problems
    assert reading.submission is not None
    for problem in reading.problems:
        assert problem.params["suggestion"] == ("370102" if "历下区" in jurisdiction else "")


def test_a_name_that_two_units_have_suggests_both(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, YAML_HEADER.replace("370102", "市中区"), units=tuple(default_units())).problems
    assert problem.params["suggestion"] == "370103 / 370402"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("jurisdiction: 370102\n", "370102"),
        ('{"jurisdiction" : "370102",', "370102"),
        ("jurisdiction：'370102'\n", "370102"),
        ("jurisdiction: 370199\n", ""),
        ("jurisdiction: 3701021\n", ""),
        ("jurisdiction: 370102\njurisdiction: 370103\n", ""),
        ("x: 370102\n", ""),
        ("", ""),
    ],
)
def test_a_broken_file_may_still_name_its_jurisdiction(tmp_path: Path, text: str, unit: str) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(text, encoding="utf-8")
    assert unit_in_text(path, ("370102", "370103")) == unit
    assert unit_in_text(tmp_path / "no.yaml", ("370102",)) == ""


@pytest.mark.parametrize("name", ["a.yaml", "a.YML", "a.b.json"])
def test_a_submission_is_known_by_its_ending(name: str) -> None:
    assert is_readable(Path(name))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("a.txt", "format_unknown"),
        pytest.param("a", "format_unknown"),
        pytest.param("a.csv", "format_unknown"),
        pytest.param("a.xlsm", "format_unknown"),
    ],
)
def test_another_file_is_told_to_be_none(name: str, code: str) -> None:
    assert not is_readable(Path(name))
    assert told([unreadable_format(name)]) == [f"{code} 1:1"]


@pytest.mark.parametrize("ending", [".xlsx", ".XLS", ".ods"])
def test_a_workbook_is_readable(ending: str) -> None:
    assert is_readable(Path(f"a{ending}"))


def test_evidence_may_cover_sub_checks_of_another_rule_set(tmp_path: Path) -> None:
    assert wrong(read_more(tmp_path, "evidence: [{id: E1, covers: [B1-1.a, CQ-STAFF-1.a]}]")) == []


def test_a_unit_that_stands_elsewhere_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(YAML_HEADER.replace("370102", "500101"), encoding="utf-8")
    units = {"370102": default_units()["370102"]}
    assert [one.code for one in read_submission(path, WORDS, CHECKS, units).problems] == ["unknown_unit"]
    assert read_submission(path, WORDS, CHECKS, units, elsewhere={"500101"}.__contains__).problems == ()
    assert read_submission(path, WORDS, CHECKS, units, elsewhere={"500102"}.__contains__).problems != ()
