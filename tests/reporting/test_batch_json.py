"""batch.json against the contract, the table of recommendations, and what the pages of a batch must say."""

import csv
import io
from typing import Any

import pytest

from tests.reporting.test_sinks import Page, squeezed
from tests.running.calling import BATCH, Folder, clean
from tests.running.submissions import RULES, ready, review

ORGANIZATION = {
    "id",
    "name",
    "jurisdiction",
    "outcome",
    "eligible",
    "recommended",
    "rank",
    "reasons",
    "score",
}
UNIT = {"id", "city", "name", "kind", "covered_before", "covered_after", "candidates", "gap_cause"}
COUNTS = {"total", "covered_before", "covered_if_recognized", "covered_after"}
HEADS = [
    "序号",
    "市",
    "县（市、区）/开发区",
    "组织名称",
    "类型",
    "负责人职务",
    "专职/兼职人数",
    "受理/达成/未达成/其他",
    "成功率",
    "基础达标",
    "提升达标",
    "不适用条款及原因",
    "待确认子项",
    "口径敏感项",
    "市级意见",
]
ZONES = ("370102,济南市,历下区,county", "370103,济南市,市中区,county", "3701Z1,济南市,示例开发区,zone")


@pytest.fixture(scope="module", params=["zh", "en"])
def batch(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a batch of two counties and a zone, judged."""
    folder = Folder(tmp_path_factory.mktemp("batch"), units="units.csv", recommendations="recommendations.csv")
    folder.table("units", "id,city,name,kind", "370100,济南市,济南市,city", *ZONES)
    folder.table("recommendations", "organization,on,by,override", "a,2025-10-20,市局,", "z,2025-10-20,市局,仅此一家")
    folder.recommendable("a", "370102")
    folder.recommendable("b", "370102", feedback__received=0, feedback__answered=0, cases__pending=0)
    folder.submit("z", ready("z", "3701Z1", signage__emblem_displayed=False), review("z", leave_out=("B1-1.c",)))
    folder.submit("broken", ready("broken", "370103", cases__agreed=99))
    assert clean(folder.run("--lang", request.param)).returncode == 4
    return folder


def test_the_names_of_the_contract_are_there(batch: Folder) -> None:
    found = batch.report()
    assert found["report"] == "certify-batch/1"
    assert found.keys() >= {"organizations", "units", "coverage", "invalid"}
    for row in found["organizations"]:
        assert row.keys() >= ORGANIZATION
        assert row["score"].keys() == {"base", "advanced", "total"}
        for reason in row["reasons"]:
            assert reason.keys() >= {"rule", "code", "text"}
            assert reason["text"]
    for unit in found["units"]:
        assert unit.keys() >= UNIT
    for row in found["invalid"]:
        assert row.keys() >= {"file", "problems"}
        assert row["problems"][0].keys() >= {"level", "where", "field", "message", "fix"}
    assert found["coverage"].keys() >= {"counties", "zones", "zones_listed"}
    assert found["coverage"]["counties"].keys() >= COUNTS


def test_the_batch_is_told_as_its_file_defines_it(batch: Folder) -> None:
    found = batch.report()["batch"]
    for name in ("id", "title", "period", "as_of", "opens_on", "recommend_by", "recognize_by"):
        assert found[name] == BATCH[name]
    assert found["per_unit"] == {"min": 1, "max": 2}
    assert batch.report()["ruleset"]["id"] == RULES.id


def test_counties_and_zones_are_counted_apart_and_the_city_is_no_unit_to_cover(batch: Folder) -> None:
    coverage = batch.report()["coverage"]
    assert coverage["zones_listed"] is True
    assert coverage["counties"]["total"] == 2
    assert coverage["zones"] == {"total": 1, "covered_before": 0, "covered_if_recognized": 1, "covered_after": 0}
    causes = {unit["id"]: unit["gap_cause"] for unit in batch.report()["units"]}
    assert causes == {
        "370100": None,
        "370102": "awaiting_recognition",
        "370103": "unreadable",
        "3701Z1": "awaiting_recognition",
    }


def test_candidates_of_a_unit_are_listed_by_rank(batch: Folder) -> None:
    units = {unit["id"]: unit["candidates"] for unit in batch.report()["units"]}
    assert units["370102"] == ["a", "b"]
    assert units["3701Z1"] == ["z"]


def test_clauses_of_a_row_are_those_of_the_rules(batch: Folder) -> None:
    for row in batch.report()["organizations"]:
        assert list(row["clauses"]) == [clause.id for clause in RULES.criteria]


def test_without_zones_in_the_list_the_report_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = Folder(tmp_path_factory.mktemp("counties"))
    folder.submit("a")
    called = clean(folder.run())
    coverage = folder.report()["coverage"]
    assert coverage["zones_listed"] is False
    assert coverage["zones"]["total"] == 0
    assert coverage["counties"]["total"] == 136
    assert "没有开发区" in called.stdout
    assert "开发区" in (folder.out / "index.html").read_text(encoding="utf-8")


def table(folder: Folder) -> list[list[str]]:
    raw = (folder.out / "推荐汇总表.csv").read_bytes()
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))


def test_the_table_holds_the_recommended_in_the_columns_of_the_programme(batch: Folder) -> None:
    heads, *rows = table(batch)
    chinese = batch.report()["lang"] == "zh"
    assert (heads == HEADS) is chinese
    assert [row[3] for row in rows] == ["示例a劳动人事争议调解中心", "示例z劳动人事争议调解中心"]
    assert [row[0] for row in rows] == ["1", "2"]
    assert [row[2] for row in rows] == ["历下区", "示例开发区"]
    cells = dict(zip(HEADS, rows[0], strict=True))
    assert cells["专职/兼职人数"].startswith("1/1")
    assert cells["受理/达成/未达成/其他"].startswith("10/8/2/0")
    assert cells["成功率"].startswith("8/10 80.00%")
    assert cells["基础达标"].startswith("10/10")
    assert cells["提升达标"].startswith("16/16")
    assert "仅此一家" not in cells["市级意见"]
    assert "仅此一家" in dict(zip(HEADS, rows[1], strict=True))["市级意见"]


def test_pages_name_their_organization_and_are_sound(batch: Folder) -> None:
    for row in batch.rows().values():
        for name in filter(None, (row["page"], row["notice"])):
            written = (batch.out / name).read_text(encoding="utf-8")
            assert squeezed(row["name"]) in Page(written).text
            assert written.lower().startswith("<!doctype html>")
            assert "http://" not in written
            assert "https://" not in written


def test_who_falls_short_and_nobody_else_gets_a_notice(batch: Folder) -> None:
    notices = {file: bool(row["notice"]) for file, row in batch.rows().items()}
    assert notices == {"a.yaml": False, "b.yaml": False, "z.yaml": True}
    notice = Page((batch.out / batch.rows()["z.yaml"]["notice"]).read_text(encoding="utf-8")).text
    assert "B1-1.c" in notice
    assert BATCH["title"] in notice


def test_the_index_names_every_organization_and_every_file_that_was_not_judged(batch: Folder) -> None:
    found: dict[str, Any] = batch.report()
    index = Page((batch.out / "index.html").read_text(encoding="utf-8")).text
    for row in found["organizations"]:
        assert squeezed(row["name"]) in index
    for row in found["invalid"]:
        assert row["file"] in index
