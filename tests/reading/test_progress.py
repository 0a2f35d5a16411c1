"""Progress files: the same entries from YAML, CSV and workbooks, and every mistake told at its place."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from certify.problems import Problem
from certify.reading.progress import Progress, read_progress
from certify.reading.progress_check import Checked, Checker
from certify.reading.progress_places import places_of
from certify.rules.duty_load import body_names, find_duties
from tests.documents.conftest import worded

HAINAN = find_duties("hainan-2023")
HENAN = find_duties("henan-2023")
HEADS = ["任务编号", "市", "填报单位", "年度", "进展状态", "完成日期", "进展情况", "佐证材料", "更新日期"]
ROW = ["HI-D-2.2", "海口市", "司法局", "", "已完成", "2025-08-15", "示例", "甲批复；乙照片", "2025-08-20"]


def checked(path: Path, document_id: str = "hainan-2023") -> tuple[Checked, list[Problem]]:
    document = find_duties(document_id)
    file = read_progress(path, path.name, document)
    found = Checker(document, body_names(), places_of(document)).check(file)
    problems = [*file.problems, *found.problems]
    worded(problems)
    return found, problems


def read(path: Path, document_id: str = "hainan-2023") -> tuple[list[Progress], list[Problem]]:
    found, problems = checked(path, document_id)
    return list(found.entries), problems


def csv_of(folder: Path, *rows: Sequence[str], heads: Sequence[str] = HEADS, name: str = "台账.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(",".join(row) for row in (heads, *rows)), encoding="utf-8")
    return path


def changed(**changes: str) -> list[str]:
    names = dict(
        zip(("task", "city", "body", "year", "status", "done_on", "note", "evidence", "updated_on"), ROW, strict=True)
    )
    return list((names | changes).values())


def codes(problems: Sequence[Problem]) -> list[str]:
    return [f"{problem.code} {problem.where.partition(':')[2]}" for problem in problems]


YAML = """\
tasks: hainan-2023
city: 海口市
updated_on: 2025-08-20
entries:
  - {task: HI-D-2.2, body: 司法局, status: 已完成, done_on: 2025年8月15日, note: 示例, evidence: [甲批复, 乙照片]}
"""


def test_every_kind_of_file_gives_the_same_entry(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(YAML, encoding="utf-8")
    book = Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("进度")
    page.write(0, 0, "海口市台账（示例）")
    for column, (head, cell) in enumerate(zip(HEADS, ROW, strict=True)):
        page.write_string(1, column, head)
        page.write_string(2, column, cell)
    page.write_datetime(2, 8, date(2025, 8, 20), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    found = {}
    for path in (tmp_path / "a.yaml", tmp_path / "a.xlsx", csv_of(tmp_path, ROW)):
        entries, problems = read(path)
        assert problems == []
        (one,) = entries
        found[path.suffix] = (
            one.whose.duty,
            one.whose.city,
            one.whose.body,
            one.status,
            one.done_on,
            one.updated_on,
            one.note,
            one.evidence,
        )
    assert set(found.values()) == {
        (
            "HI-D-2.2",
            "海口市",
            "司法行政部门",
            "done",
            date(2025, 8, 15),
            date(2025, 8, 20),
            "示例",
            ("甲批复", "乙照片"),
        )
    }


def test_heads_and_labels_as_people_write_them(tmp_path: Path) -> None:
    heads = ["编号", "市县", "部门", "状态", "完成时间", "工作进展", "佐证资料", "填报时间"]
    row = ["hi-d-2.2", "海口", "市司法局", "已办结", "2025.8.15", "示例", "甲", "20250820"]
    (one,), problems = read(csv_of(tmp_path, row, heads=heads))
    assert problems == []
    assert (one.whose.duty, one.whose.city, one.whose.body, one.status) == (
        "HI-D-2.2",
        "海口市",
        "司法行政部门",
        "done",
    )


FAULTS = [
    ({"task": "HI-D-22"}, ["progress_unknown_task 2:1"]),
    ({"status": ""}, ["required 2:5"]),
    ({"updated_on": ""}, ["required 2:9"]),
    ({"status": "办好了"}, ["unknown_choice 2:5"]),
    ({"status": "基本完成"}, ["unclear_choice 2:5"]),
    ({"city": "", "body": ""}, ["progress_nobody 2:1"]),
    ({"done_on": ""}, ["progress_done_without_day 2:5"]),
    ({"status": "推进中"}, ["progress_day_not_done 2:6"]),
    ({"done_on": "2025-08-21"}, ["dates_out_of_order 2:6"]),
    ({"done_on": "2025-02-30"}, ["no_such_date 2:6"]),
    ({"city": "海囗市"}, ["progress_unknown_city 2:2"]),
    ({"city": "美兰区"}, ["progress_unknown_city 2:2"]),
    ({"task": "HA-D-01"}, ["progress_other_task 2:1"]),
    ({"year": "两千年"}, ["not_a_count 2:4"]),
    ({"task": "HI-D-22", "status": "", "city": "", "body": ""}, ["progress_unknown_task 2:1", "required 2:5", "progress_nobody 2:1"]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "told"), FAULTS)
def test_a_row_with_a_mistake_is_left_out_and_told(changes: dict[str, str], told: list[str], tmp_path: Path) -> None:
    good = changed(task="HI-D-3.4", body="人社局")
    entries, problems = read(csv_of(tmp_path, changed(**changes), good))
    assert codes(problems) == told
    assert {problem.level for problem in problems} == {"error"}
    assert [one.whose.duty for one in entries] == ["HI-D-3.4"]


WARNINGS = [
    ({"body": "公安局"}, ["progress_other_body 2:3"], ("海口市", "公安局")),
    ({"body": "美兰区司法局"}, ["progress_other_body 2:3"], ("海口市", "美兰区司法局")),
    ({"body": "海口市"}, [], ("海口市", "")),
    ({"city": "海南省", "body": "司法厅"}, [], ("", "司法厅")),
    ({"task": "HI-D-1.3", "body": "市中级人民法院"}, [], ("海口市", "市中级人民法院")),
]


@pytest.mark.parametrize(("changes", "told", "who"), WARNINGS)
def test_an_unexpected_body_or_city_is_a_warning_and_counted(
    changes: dict[str, str], told: list[str], who: tuple[str, str], tmp_path: Path
) -> None:
    (one,), problems = read(csv_of(tmp_path, changed(**changes)))
    assert codes(problems) == told
    assert {problem.level for problem in problems} <= {"warning"}
    assert (one.whose.city, one.whose.body) == who


def test_a_near_task_and_a_near_city_are_suggested(tmp_path: Path) -> None:
    _, (task, city) = read(csv_of(tmp_path, changed(task="HI-D-2-2"), changed(city="五指山县")))
    assert task.params["suggestion"] == "HI-D-2.2"
    assert city.params["suggestion"] == "五指山市"


def test_rows_that_say_nothing_are_passed_over(tmp_path: Path) -> None:
    empty = changed(status="", done_on="", note="无", evidence="/", updated_on="")
    assert read(csv_of(tmp_path, empty, empty)) == ([], [])


def test_a_missing_column_is_told_once(tmp_path: Path) -> None:
    path = csv_of(
        tmp_path, ["HI-D-2.2", "海口市", "2025-08-20"], ["HI-D-3.4", "海口市", ""], heads=["编号", "市", "更新日期"]
    )
    entries, problems = read(path)
    assert (entries, codes(problems)) == ([], ["column_missing 1:1"])


def test_words_of_another_task_are_told_since_rows_may_have_shifted(tmp_path: Path) -> None:
    heads = [*HEADS, "任务内容"]
    own = find_duties("hainan-2023").by_id["HI-D-2.2"].text
    for text, told in ((own, []), (own[:20] + "…", []), ("推行典型案例发布制度。", ["progress_other_text 2:10"])):
        assert codes(read(csv_of(tmp_path, [*ROW, f'"{text}"'], heads=heads))[1]) == told


YEARS = [
    ("2025", "2025-12-19", []),
    ("2022", "2025-12-19", ["progress_year 2:4"]),
    ("2026", "2025-12-19", ["progress_year 2:4"]),
    ("2025", "2024-12-19", ["progress_before_year 2:6"]),
]


@pytest.mark.parametrize(("year", "done_on", "told"), YEARS)
def test_the_year_of_a_yearly_task(year: str, done_on: str, told: list[str], tmp_path: Path) -> None:
    row = changed(task="HA-D-24", city="", body="省总工会", year=year, done_on=done_on, updated_on="2025-12-20")
    entries, problems = read(csv_of(tmp_path, row), "henan-2023")
    assert codes(problems) == told
    assert [one.whose.year for one in entries] == ([] if told and told[0].startswith("progress_year") else [2025])


def test_a_year_on_another_task_parts_no_entries(tmp_path: Path) -> None:
    (one,), _ = read(csv_of(tmp_path, changed(year="2024")))
    assert one.whose.year is None


YAML_FAULTS = [
    ("tasks: hainan-2023", "tasks: henan-2023", ["progress_other_tasks 1:8"]),
    ("status: 已完成", "stat: 已完成", ["unknown_field 5:40"]),
    ("status: 已完成", "status: 完了", ["unknown_choice 5:48"]),
    ("task: HI-D-2.2, ", "", ["required 5:5"]),
    ("entries:", "entry:", ["unknown_field 4:1", "required 1:1"]),
    ("done_on: 2025年8月15日", "done_on: 2027-01-01", ["dates_out_of_order 5:62"]),
]


@pytest.mark.parametrize(("old", "new", "told"), YAML_FAULTS)
def test_mistakes_of_a_yaml_file(old: str, new: str, told: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert old in YAML
    path.write_text(YAML.replace(old, new), encoding="utf-8")
    _, problems = read(path)
    assert sorted(code.split()[0] for code in codes(problems)) == sorted(code.split()[0] for code in told)
    assert {code.split()[1].split(":")[0] for code in codes(problems)} == {
        code.split()[1].split(":")[0] for code in told
    }


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"PK", "progress_format"),
        ("a.yaml", b"", "file_empty"),
        ("a.csv", b"\x00\x01", "table_not_text"),
        ("a.xlsx", b"no workbook", "workbook_other_kind"),
        ("a.yaml", b"tasks: &a b", "yaml_anchor"),
    ],
)
def test_files_that_are_none(name: str, content: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    entries, problems = read(tmp_path / name)
    assert entries == []
    assert code in {problem.code for problem in problems}
