"""`certify tasks` as a user calls it: what it prints, what it writes, and how it ends."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from certify.rules.home import criteria_home
from tests.running.calling import clean, inside, read

SAMPLE = Path(__file__).parents[2] / "submissions" / "tasks_sample"
FILES = tuple(SAMPLE / name for name in ("haikou.csv", "sanya.yaml", "union.yaml", "justice.csv"))
DAY = ("--as-of", "2026-01-15")
REPORT = ("tasks", "report", "--tasks", "hainan-2023")


def test_the_documents_are_listed_with_their_counts() -> None:
    called = clean(inside("tasks", "list"))
    for name, count in (("shandong-2024", 12), ("chongqing-2023", 43), ("hainan-2023", 20), ("henan-2023", 25)):
        assert any(line.startswith(name) and f"：{count} 项" in line for line in called.stdout.splitlines())


@pytest.mark.parametrize(("name", "words"), [
    ("HI-D-2.2", ("二（二）2", "2025年前 [2024-12-31 / 2025-12-31]", "各市县人力资源社会保障部门、司法行政部门")),
    ("ha-d-24", ("每年12月20日前", "12月20日当天算按时")),
    ("SD-D-06", ("原文没有写责任单位", "未定时限", "2024年8月至2025年底")),
    ("chongqing-2023", ("17.落实工作责任", "CQ-D-43")),
])  # fmt: skip
def test_a_document_or_a_task_is_shown(name: str, words: tuple[str, ...]) -> None:
    called = clean(inside("tasks", "show", name))
    assert called.returncode == 0
    assert all(word in called.stdout for word in words)


def test_a_report_is_written_in_the_format_of_its_name(tmp_path: Path) -> None:
    for ending in ("txt", "json", "md", "html", "xlsx"):
        called = clean(inside(*REPORT, *FILES, *DAY, "-o", tmp_path / f"r.{ending}"))
        assert (called.returncode, called.stdout, called.stderr) == (0, "", "")
    report = read(tmp_path / "r.json")
    assert report["report"] == "certify-tasks/1"
    assert (report["as_of"], report["as_of_from"]) == ("2026-01-15", "given")


def test_the_day_is_the_latest_in_the_files_and_no_file_is_a_report_too() -> None:
    report = json.loads(inside(*REPORT, *FILES, "--format", "json").stdout)
    assert (report["as_of"], report["as_of_from"]) == ("2026-01-12", "files")
    called = clean(inside(*REPORT))
    assert called.returncode == 0
    assert "应报 61 项" in called.stdout


def test_cities_and_bodies_can_be_asked_for() -> None:
    only: tuple[str | Path, ...] = (*REPORT, *FILES, *DAY, "--format", "json")
    report = json.loads(inside(*only, "--city", "三亚", "--body", "法院").stdout)
    assert (report["cities"], [group["names"] for group in report["by_city"]]) == (["三亚市"], [["三亚市"]])
    assert [group["names"] for group in report["by_body"]] == [["人民法院"]]
    silent = json.loads(inside(*only, "--city", "文昌市").stdout)
    assert silent["counts"]["no_report"] == silent["counts"]["items"] > 0


WRONG = [
    (("tasks", "show", "HI-D-9.9"), "HI-D-"),
    (("tasks", "report", "--tasks", "hainan-2022"), "hainan-2023"),
    ((*REPORT, "nothing.csv"), "nothing.csv"),
    ((*REPORT, "--as-of", "soon"), "soon"),
    ((*REPORT, "--as-of", ""), "2025-10-31"),
    ((*REPORT, "--city", ""), "海口市"),
    ((*REPORT, "--city", "五指山县"), "五指山市"),
    (("tasks", "show", "CQ-D-044"), "CQ-D-04"),
    (("tasks", "form", "--tasks", "hainan-2023", "--year", "2025", "-o", "f.csv"), "2025"),
    (("tasks", "form", "--tasks", "henan-2023", "--year", "2022", "-o", "f.csv"), "2023"),
    (("tasks", "form", "--tasks", "hainan-2023", "--city", "五指山县", "-o", "f.csv"), "五指山市"),
    (("tasks", "form", "--tasks", "hainan-2023", "--body", "总工汇", "-o", "f.csv"), "总工会"),
    ((*REPORT, "--city", "三亞市"), "三亚市"),
    ((*REPORT, "--body", "公安局"), "总工会"),
    ((*REPORT, "--format", "xlsx"), "-o"),
    ((*REPORT, "-o", "r.csv"), ".csv"),
    (("tasks", "form", "--tasks", "hainan-2023", "-o", "f.docx"), "f.docx"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "word"), WRONG)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_call_is_refused(arguments: tuple[str, ...], word: str, lang: str) -> None:
    called = clean(inside(*arguments, "--lang", lang))
    assert (called.returncode, called.stdout) == (2, "")
    assert word in called.stderr


def test_a_file_with_mistakes_is_reported_with_the_rest_and_ends_in_4(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(
        "任务编号,市,填报单位,进展状态,完成日期,更新日期\n"
        "HI-D-9.9,海口市,人社局,推进中,,2025-06-01\n"
        "HI-D-2.2,海口市,人社局,已完成,2025-09-01,2025-08-01\n"
        "HI-D-1.2,海口市,人社局,推进中,,2025-06-01\n",
        encoding="utf-8",
    )
    called = clean(inside(*REPORT, path, *FILES, *DAY, "-o", tmp_path / "r.json"))
    assert called.returncode == 4
    assert "台账.csv:2:1" in called.stderr
    assert "台账.csv:3:5" in called.stderr
    report = read(tmp_path / "r.json")
    assert [one["where"] for one in report["problems"] if one["level"] == "error"] == ["台账.csv:2:1", "台账.csv:3:5"]
    assert {file["file"]: file["entries"] for file in report["files"]}["台账.csv"] == 1


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "t.csv").write_text(
            "任务编号,市,进展状态,更新日期\nHI-D-9.9,海口市,推进中,2025-06-01\n", encoding="utf-8"
        )
    called = inside(*REPORT, tmp_path / "甲" / "t.csv", tmp_path / "乙" / "t.csv")
    assert "甲/t.csv:2:1" in called.stderr
    assert "乙/t.csv:2:1" in called.stderr


def test_a_blank_ledger_is_written_and_never_over_another(tmp_path: Path) -> None:
    for name in ("f.xlsx", "f.csv"):
        asked = (
            "tasks",
            "form",
            "--tasks",
            "henan-2023",
            "--year",
            "2025",
            "--body",
            "省总工会",
            "-o",
            tmp_path / name,
        )
        assert clean(inside(*asked)).returncode == 0
        before = (tmp_path / name).read_bytes()
        again = clean(inside(*asked))
        assert (again.returncode, (tmp_path / name).read_bytes()) == (2, before)
        empty = clean(inside("tasks", "report", tmp_path / name, "--tasks", "henan-2023", "--as-of", "2026-01-01"))
        assert (empty.returncode, empty.stderr) == (0, "")


@pytest.mark.parametrize("name", ["tasks-report", "duties", "progress"])
def test_there_is_a_schema(name: str) -> None:
    assert json.loads(clean(inside("schema", name)).stdout)["type"] == "object"


def test_a_document_added_in_a_folder_works_in_every_command(tmp_path: Path) -> None:
    home = tmp_path / "criteria"
    shutil.copytree(criteria_home(), home)
    text = (home / "duties" / "hainan-2023.yaml").read_text(encoding="utf-8")
    new = text.replace("id: hainan-2023", "id: new-2030").replace("HI-D-", "NEW-").replace("area: 海南省", "area: 某省")
    (home / "duties" / "new-2030.yaml").write_text(new.replace("region: hainan", "region: none"), encoding="utf-8")
    setting = {"CERTIFY_CRITERIA": str(home)}
    assert "new-2030" in inside("tasks", "list", **setting).stdout
    assert "2025年前" in inside("tasks", "show", "NEW-2.2", **setting).stdout
    form = tmp_path / "f.csv"
    assert inside("tasks", "form", "--tasks", "new-2030", "--city", "某市", "-o", form, **setting).returncode == 0
    called = clean(inside("tasks", "report", form, "--tasks", "new-2030", "--as-of", "2026-01-01", **setting))
    assert (called.returncode, called.stderr) == (0, "")
    assert "应报 61 项，已完成 0 项，逾期 13 项" in called.stdout


def test_a_faulty_document_is_told_with_the_place(tmp_path: Path) -> None:
    home = tmp_path / "criteria"
    shutil.copytree(criteria_home(), home)
    path = home / "duties" / "hainan-2023.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("    clause:", "    claus:", 1), encoding="utf-8")
    called = clean(inside("tasks", "report", "--tasks", "hainan-2023", CERTIFY_CRITERIA=str(home)))
    assert (called.returncode, called.stdout) == (4, "")
    assert "duties/hainan-2023.yaml:" in called.stderr


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sample")
    (tmp_path / "sample" / "~$haikou.xlsx").write_bytes(b"lock")
    together = clean(inside("tasks", "report", tmp_path / "sample", "--tasks", "hainan-2023", "--format", "json"))
    one_by_one = clean(
        inside(
            "tasks",
            "report",
            *sorted(SAMPLE / file.name for file in FILES),
            "--tasks",
            "hainan-2023",
            "--format",
            "json",
        )
    )
    assert together.stdout == one_by_one.stdout
    assert together.returncode == one_by_one.returncode == 0


def made(*arguments: str | Path) -> Any:
    return json.loads(inside(*arguments, "--format", "json").stdout)


def test_the_day_comes_from_a_row_that_counts_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    heads = "任务编号,市,填报单位,进展状态,完成日期,更新日期\n"
    good = "HI-D-2.2,海口市,人社局,推进中,,2025-01-05\n"
    path.write_text(heads + good + "HI-D-9.9,海口市,人社局,推进中,,2062-12-05\n", encoding="utf-8")
    report = made(*REPORT, path)
    assert (report["as_of"], report["as_of_from"], report["as_of_where"]) == ("2025-01-05", "files", "台账.csv:2:1")
    path.write_text(heads + good + "HI-D-3.4,海口市,人社局,推进中,,2042-12-05\n", encoding="utf-8")
    report = made(*REPORT, path)
    (far,) = report["problems"]
    assert (far["level"], far["where"], "2042-12-05" in far["message"]) == ("warning", "台账.csv:3:1", True)
    assert "基准日取自：台账.csv:3:1" in inside(*REPORT, path).stdout


def test_rows_updated_after_the_day_are_no_error_and_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(
        "任务编号,市,填报单位,进展状态,完成日期,更新日期\n"
        "HI-D-2.2,海口市,人社局,已完成,2024-12-30,2025-01-12\n"
        "HI-D-3.4,海口市,人社局,已完成,2025-01-02,2025-01-12\n",
        encoding="utf-8",
    )
    called = clean(inside(*REPORT, path, "--as-of", "2024-12-31", "--city", "海口市"))
    assert (called.returncode, called.stderr) == (0, "")
    assert "基准日以后更新的（条）：2" in called.stdout
    assert "基准日以后才填报" in called.stdout
    assert "当时未填报：海口市：各级人力资源社会保障部门" in called.stdout


def test_cities_that_handed_in_nothing_are_named_and_charged_on_demand() -> None:
    plain, all_cities = made(*REPORT, *FILES, *DAY), made(*REPORT, *FILES, *DAY, "--all-cities")
    assert len(plain["silent_cities"]) == len(all_cities["silent_cities"]) == 17
    assert [len(one["by_city"]) for one in (plain, all_cities)] == [3, 20]
    assert made("tasks", "report", "--tasks", "henan-2023")["silent_cities"] == []


@pytest.mark.parametrize(("city", "cities"), [("本级", [""]), ("海南省", [""]), ("三亚市人民政府", ["三亚市"])])
def test_a_city_is_asked_for_as_it_is_written_in_files(city: str, cities: list[str]) -> None:
    report = made(*REPORT, *FILES, *DAY, "--city", city)
    assert [name for group in report["by_city"] for name in group["names"]] == cities


BODIES = [
    ("总工会", "总工会", {"", "海口市", "三亚市"}),
    ("省总工会", "省总工会（只看本级）", {""}),
    ("三亚市总工会", "三亚市总工会（只看三亚市）", {"三亚市"}),
    ("市总工会", "市总工会（只看 9 个市县）", {"海口市", "三亚市"}),
]


@pytest.mark.parametrize(("body", "read_as", "cities"), BODIES)
def test_a_word_before_a_body_leaves_those_of_its_level(body: str, read_as: str, cities: set[str]) -> None:
    report = made(*REPORT, *FILES, *DAY, "--body", body)
    assert report["bodies"] == [read_as]
    assert {name for group in report["by_city"] for name in group["names"]} == cities
    assert {name for group in report["by_body"] for name in group["names"]} <= {"总工会", "省总工会"}


def test_a_body_asked_for_keeps_what_its_city_reports_as_a_whole() -> None:
    called = inside(*REPORT, *FILES, *DAY, "--body", "司法局", "--city", "三亚")
    assert "三亚市（市里整体填报）" in called.stdout


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sample")
    twice = made(*REPORT, tmp_path / "sample", tmp_path / "sample" / "haikou.csv", *DAY)
    assert twice["problems"] == []
    assert len(twice["files"]) == 4


def test_a_faulty_document_does_not_hide_the_others(tmp_path: Path) -> None:
    home = tmp_path / "criteria"
    shutil.copytree(criteria_home(), home)
    path = home / "duties" / "hainan-2023.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("    clause:", "    claus:", 1), encoding="utf-8")
    listed = clean(inside("tasks", "list", CERTIFY_CRITERIA=str(home)))
    assert listed.returncode == 4
    assert "chongqing-2023" in listed.stdout
    assert "duties/hainan-2023.yaml:" in listed.stderr
    assert inside("tasks", "show", "CQ-D-01", CERTIFY_CRITERIA=str(home)).returncode == 0


def test_a_blank_ledger_always_has_the_yearly_rows(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    assert inside("tasks", "form", "--tasks", "henan-2023", "--city", "本级", "-o", path).returncode == 0
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [(row["任务编号"], row["年度"]) for row in rows].count(("HA-D-24", "")) == 2
    assert {row["市"] for row in rows} == {"河南省"}
