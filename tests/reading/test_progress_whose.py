"""Whose an entry is: places and bodies under every name, several in one cell, of another level, in merged cells."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from certify.reading.progress import read_progress
from certify.reading.progress_check import Checked
from certify.reading.progress_places import places_of
from certify.rules.duty_load import find_duties
from certify.workbooks.bounds import MOST_ROWS
from tests.reading.test_progress import changed, checked, codes, csv_of

Found = list[tuple[str, str, str]]


def whose(found: Checked) -> Found:
    """Return of every entry the city, the body, and the body that it answers for."""
    return [(one.whose.city, one.whose.body, one.whose.under) for one in found.entries]


def row(task: str, city: str, body: str, **more: str) -> list[str]:
    return changed(task=task, city=city, body=f'"{body}"', **more)


HRSS, JUSTICE, ANY = "各市县人力资源社会保障部门", "司法行政部门", "各市县相关部门"
CELLS: list[tuple[str, str, str, Found, list[str]]] = [
    # Several bodies in one cell are an entry each; 企联/企协 is one.
    ("HI-D-2.2", "海口市", f"{HRSS}、{JUSTICE}", [("海口市", HRSS, HRSS), ("海口市", JUSTICE, JUSTICE)], []),
    ("HI-D-2.2", "海口市", "人社局/司法局", [("海口市", HRSS, HRSS), ("海口市", JUSTICE, JUSTICE)], []),
    ("HI-D-2.2", "海口市", "人社局；市人社局，海口市人社局", [("海口市", HRSS, HRSS)], []),
    ("HI-D-1.1", "海口市", "企联/企协", [("海口市", "企业联合会", "企业联合会")], []),
    # A word of another level, or another place, is another body.
    ("HI-D-2.2", "海口市", "区人社局", [("海口市", "区人社局", "")], ["progress_other_body"]),
    ("HI-D-2.2", "海口市", "省人社厅", [("海口市", "省人社厅", "")], ["progress_other_body"]),
    ("HI-D-2.2", "海口市", "海口市美兰区人社局", [("海口市", "海口市美兰区人社局", "")], ["progress_other_body"]),
    ("HI-D-3.4", "", "市人社局", [("", "市人社局", "")], ["progress_other_body"]),
    ("HI-D-3.4", "省直", "人社厅", [("", "各级人力资源社会保障部门", "各级人力资源社会保障部门")], []),
    ("HI-D-3.4", "白沙", "白沙县人社局", [("白沙黎族自治县", "各级人力资源社会保障部门", "各级人力资源社会保障部门")], []),
    # Words that name nobody are met by any body there that is not named besides.
    ("HI-D-2.3", "海口市", "人社局、住建局", [("海口市", "人社局", ANY), ("海口市", "住建局", ANY)], []),
    ("HI-D-2.3", "", "省财政厅", [("", "省财政厅", "其他省级相关单位")], []),
    ("HI-D-2.3", "", "省司法厅", [("", "省司法厅", "省司法厅")], []),
    ("HI-D-2.1", "海口市", "住建局", [("海口市", "住建局", "行业主管部门")], []),
    ("HI-D-2.1", "海口市", "区住建局", [("海口市", "区住建局", "")], ["progress_other_body"]),
    ("HI-D-2.1", "海口市", "龙华区住建局", [("海口市", "龙华区住建局", "")], ["progress_other_body"]),
    ("HI-D-2.1", "海口市", "海南省住建厅", [("海口市", "海南省住建厅", "")], ["progress_other_body"]),
    # The place itself.
    ("HI-D-2.2", "海口", "海口市人民政府", [("海口市", "", "")], []),
]  # fmt: skip


@pytest.mark.parametrize(("task", "city", "body", "who", "told"), CELLS)
def test_whose_a_row_is(task: str, city: str, body: str, who: Found, told: list[str], tmp_path: Path) -> None:
    found, problems = checked(csv_of(tmp_path, row(task, city, body)))
    assert whose(found) == who
    assert [problem.code for problem in problems] == told


OTHERS = [
    ("chongqing-2023", "CQ-D-02", "渝中区", "区人社局", ("渝中区", "区人社局", "")),
    ("chongqing-2023", "CQ-D-02", "", "市人力社保局", ("", "市人社局", "市人社局")),
    ("chongqing-2023", "CQ-D-01", "渝中区", "市人社局", ("渝中区", "市人社局", "")),
    ("chongqing-2023", "CQ-D-36", "石柱", "石柱县委政法委", ("石柱土家族自治县", "党委政法委", "党委政法委")),
    ("sichuan-2023", "SC-D-2", "成都市", "工会", ("成都市", "总工会", "总工会")),
    ("sichuan-2023", "SC-D-2", "成都市", "市工商联", ("成都市", "市工商联", "企业代表组织")),
    ("sichuan-2023", "SC-D-2", "凉山", "州企业联合会", ("凉山彝族自治州", "州企业联合会", "企业代表组织")),
    ("shandong-2024", "SD-D-06", "济南市", "人社局", ("济南市", "人社局", "人社局")),
]


@pytest.mark.parametrize(("document", "task", "city", "body", "who"), OTHERS)
def test_whose_a_row_is_in_other_documents(
    document: str, task: str, city: str, body: str, who: tuple[str, str, str], tmp_path: Path
) -> None:
    assert whose(checked(csv_of(tmp_path, row(task, city, body)), document)[0]) == [who]


PLACES = [
    ("海口", "海口市"), ("海南省三亚市", "三亚市"), ("琼中", "琼中黎族苗族自治县"), ("保亭县", "保亭黎族苗族自治县"),
    ("海口市人民政府", "海口市"), ("海口市本级", "海口市"), ("460200", "三亚市"),
    ("本级", ""), ("省本级", ""), ("省直", ""), ("海南省", ""), ("海南", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "city"), PLACES)
def test_the_names_of_places(text: str, city: str) -> None:
    place = places_of(find_duties("hainan-2023")).find(text)
    assert (place.known, place.city) == (True, city)


def test_the_places_of_a_province() -> None:
    assert len(places_of(find_duties("shandong-2024")).names) == 16
    assert len(places_of(find_duties("chongqing-2023")).names) == 38
    unknown = places_of(find_duties("hainan-2023")).find("五指山县")
    assert (unknown.known, unknown.suggestions) == (False, ("五指山市",))


def test_the_words_of_the_text_in_the_column_of_bodies_are_not_who_reports(tmp_path: Path) -> None:
    owners = {task: find_duties("hainan-2023").by_id[task].owners[0] for task in ("HI-D-2.2", "HI-D-1.1")}
    found, _ = checked(csv_of(tmp_path, *(row(task, "海口市", text) for task, text in owners.items())))
    assert whose(found) == [("海口市", "", "")] * 2


MERGED: list[tuple[Sequence[str], Sequence[str], Found, list[str]]] = [
    (("海口市", "人社局"), ("", "司法局"), [("海口市", HRSS, HRSS)], ["progress_merged 3:2"]),
    (("海口市", "人社局"), ("", ""), [("海口市", HRSS, HRSS)], ["progress_merged 3:2"]),
    (("海口市", "人社局"), ("海口市", ""), [("海口市", HRSS, HRSS), ("海口市", "", "")], ["progress_body_merged 3:3"]),
    (("海口市", "人社局"), ("三亚市", ""), [("海口市", HRSS, HRSS), ("三亚市", "", "")], []),
    (("海口市", "人社局"), ("", "省司法厅"), [("海口市", HRSS, HRSS), ("", "省司法厅", "")], []),
    (("本级", "司法厅"), ("", "省司法厅"), [("", "司法厅", ""), ("", "省司法厅", "")], []),
]


@pytest.mark.parametrize(("first", "second", "who", "told"), MERGED)
def test_cells_that_were_merged(
    first: Sequence[str], second: Sequence[str], who: Found, told: list[str], tmp_path: Path
) -> None:
    found, problems = checked(csv_of(tmp_path, row("HI-D-2.2", *first), row("HI-D-2.2", *second)))
    assert (whose(found), codes(problems)) == (who, told)
    # What is left out is that of the city above it.
    assert all(one.whose.city == "海口市" for one in found.refused)


def test_a_merged_city_goes_down_over_every_row(tmp_path: Path) -> None:
    rows = [row("HI-D-2.2", "海口市", "人社局"), row("HI-D-3.4", "", "人社局"), row("HI-D-4.1", "", "财政局")]
    found, problems = checked(csv_of(tmp_path, *rows))
    assert [problem.code for problem in problems] == ["progress_merged", "progress_merged"]
    assert [(one.whose.city, one.whose.duty) for one in found.refused] == [
        ("海口市", "HI-D-3.4"),
        ("海口市", "HI-D-4.1"),
    ]


def test_a_merged_task_of_a_workbook_is_told_as_such(tmp_path: Path) -> None:
    book = Workbook(str(tmp_path / "a.xlsx"))
    page = book.add_worksheet("进度")
    page.write_row(0, 0, ["任务编号", "市", "填报单位", "进展状态", "更新日期"])
    page.write_row(1, 1, ["海口市", "人社局", "推进中", "2025-01-01"])
    page.write_row(2, 1, ["海口市", "司法局", "推进中", "2025-01-01"])
    page.merge_range(1, 0, 2, 0, "HI-D-2.2")
    book.close()
    found, problems = checked(tmp_path / "a.xlsx")
    assert [(one.code, one.where) for one in problems] == [("progress_no_task", "a.xlsx:进度!A3")]
    assert len(found.entries) == 1


REFUSED = [
    (row("HI-D-2.2", "海口市", "司法局", status="基本完成"), [("海口市", JUSTICE, None)]),
    (row("HI-D-2.2", "海口市", "司法局", done_on=""), [("海口市", JUSTICE, None)]),
    (row("HI-D-2.2", "海口市", "司法局、人社局", done_on="2025-02-30"), [("海口市", JUSTICE, None), ("海口市", HRSS, None)]),
    (row("HI-D-9.9", "海口市", "司法局"), []),
    (row("HI-D-2.2", "某市", "司法局"), []),
    (row("HI-D-2.2", "", ""), []),
    (row("HI-D-2.2", "海口市", "", status=""), [("海口市", "", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "who"), REFUSED)
def test_whose_a_row_is_that_is_left_out(
    cells: list[str], who: list[tuple[str, str, int | None]], tmp_path: Path
) -> None:
    found, problems = checked(csv_of(tmp_path, cells))
    assert (found.entries, bool(problems)) == ((), True)
    assert [(one.whose.city, one.whose.body, one.whose.year) for one in found.refused] == who
    assert {one.where for one in found.refused} <= {"台账.csv:2:1"}


YEARS = [
    ("", "", ["progress_no_year"]),
    ("", "每年12月20日前将重点任务完成情况报省人力资源社会保障厅", ["progress_year_missing"]),
    ("2025", "每年12月20日前将重点任务完成情况报省人力资源社会保障厅", []),
]


@pytest.mark.parametrize(("year", "text", "told"), YEARS)
def test_a_yearly_task_that_is_done_wants_its_year(year: str, text: str, told: list[str], tmp_path: Path) -> None:
    heads = ["任务编号", "填报单位", "年度", "进展状态", "完成日期", "更新日期", "任务内容"]
    cells = ["HA-D-24", "省总工会", year, "已完成", "2025-12-19", "2025-12-19", text]
    found, problems = checked(csv_of(tmp_path, cells, heads=heads), "henan-2023")
    assert [problem.code for problem in problems] == told
    assert bool(found.entries) is (told != ["progress_year_missing"])


def test_a_file_on_another_list_and_a_table_with_a_doubled_column_count_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "tasks: henan-2023\ncity: 海口市\nupdated_on: 2025-01-01\nentries: [{task: HI-D-2.2, status: 推进中}]\n",
        encoding="utf-8",
    )
    doubled = csv_of(tmp_path, [*changed(), "司法局"], heads=["任务编号", "市", "填报单位", "年度", "进展状态", "完成日期", "进展情况", "佐证材料", "更新日期", "部门"])  # fmt: skip
    for path, code in ((tmp_path / "a.yaml", "progress_other_tasks"), (doubled, "column_twice")):
        found, problems = checked(path)
        assert (found.entries, found.refused, [problem.code for problem in problems]) == ((), (), [code])


def test_a_table_that_is_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "任务编号,市,进展状态,更新日期\n" + "HI-D-2.2,海口市,推进中,2025-01-01\n" * (MOST_ROWS + 1), encoding="utf-8"
    )
    file = read_progress(path, "a.csv", find_duties("hainan-2023"))
    assert (file.rows, [problem.code for problem in file.problems]) == ((), ["progress_too_long"])
