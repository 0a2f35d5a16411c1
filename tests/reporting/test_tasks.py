"""Reports on duties: the same totals in every format, text as text, nobody's numbers; and the blank ledger reads back."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from certify.language import Lang
from certify.reading.progress import read_progress, says_something
from certify.reading.progress_check import Checked, Checker
from certify.reading.progress_places import places_of
from certify.reporting.shapes import to_json
from certify.reporting.tasks import pages
from certify.reporting.tasks.form import Filled, form_rows, render_form_csv, render_form_workbook
from certify.reporting.tasks.shapes import TasksReport
from certify.reporting.tasks.text import render_text
from certify.reporting.tasks.workbook import render_tasks_workbook
from certify.rules.duty_load import available_duties, body_names, find_duties
from certify.running.tasks_run import Wanted, run_tasks
from certify.wording import tasks as words
from certify.workbooks.load import read_workbook
from tests.reporting.test_sinks import TEXTS

SAMPLE = Path(__file__).parents[2] / "submissions" / "tasks_sample"
FILES = tuple(SAMPLE / name for name in ("haikou.csv", "sanya.yaml", "union.yaml", "justice.csv"))
HAINAN = find_duties("hainan-2023")
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
STATES = ("done", "ongoing", "in_progress", "not_started", "no_report", "refused", "clashing")


def sample(lang: Lang = "zh", as_of: str = "2026-01-15") -> TasksReport:
    report, problems = run_tasks(HAINAN, FILES, Wanted(date.fromisoformat(as_of)), lang)
    assert problems == ()
    return report


def cells(content: bytes, path: Path, sheet: str) -> list[list[str]]:
    path.write_bytes(content)
    book: Any = read_workbook(path, path.name)
    (page,) = [one for one in book.sheets if one.name == sheet]
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in page.cells.items():
        rows.setdefault(row, {})[column] = cell.text
    return [[row.get(column, "") for column in range(1, max(row) + 1)] for _, row in sorted(rows.items())]


def test_counts_add_up() -> None:
    report = sample()
    for counts in (report.counts, *(task.counts for task in report.tasks), *(one.counts for one in report.by_city)):
        assert sum(getattr(counts, state) for state in STATES) == counts.items
    for groups in (report.by_city, report.by_body, report.tasks):
        for key in words.COUNTED:
            assert sum(getattr(one.counts, key) for one in groups) == getattr(report.counts, key), key
    assert len(report.late) == sum(
        getattr(report.counts, key) for key in ("overdue", "open", "warning", "late", "doubtful")
    )
    assert sum(one.entries for one in report.files) == 20


def test_what_the_sample_shows() -> None:
    report = sample()
    assert Counter(one.timing for one in report.late) == {"overdue": 10, "late": 1, "doubtful": 3}
    (late,) = [one for one in report.late if one.timing == "late"]
    assert (late.task, late.city, late.done_on, late.days_late) == ("HI-D-3.4", "三亚市", "2026-01-10", 10)
    assert report.counts.without_evidence == 1
    assert [group.names for group in report.by_city] == [[""], ["海口市"], ["三亚市"]]
    before = sample(as_of="2026-01-12")
    assert {one.days_late for one in before.late if one.timing == "overdue"} == {12}


def test_every_format_has_the_same_figures(tmp_path: Path) -> None:
    report = sample()
    figures = [str(getattr(report.counts, key)) for key in words.COUNTED]
    data = json.loads(to_json(report))
    assert [str(data["counts"][key]) for key in words.COUNTED] == figures
    markdown = pages.render_markdown(report, "zh")
    assert markdown.count("| **合计** | " + " | ".join(f"**{figure}**" for figure in figures) + " |") == 3
    page = pages.render_html(report, "zh")
    whole = "".join(f'<td class="num">{figure}</td>' for figure in figures)
    assert page.count(f'<tr class="total"><th scope="row">合计</th>{whole}</tr>') == 3
    for sheet in ("按任务", "按市", "按单位"):
        assert cells(render_tasks_workbook(report, "zh"), tmp_path / f"{sheet}.xlsx", sheet)[-1] == ["合计", *figures]
    ledger = cells(render_tasks_workbook(report, "zh"), tmp_path / "r.xlsx", "台账")
    assert len(ledger) == 3 + report.counts.items + report.counts.unnamed + report.counts.extra
    assert len(cells(render_tasks_workbook(report, "zh"), tmp_path / "r.xlsx", "逾期和临界")) == 3 + len(report.late)
    assert pages.outcome(report, "zh") in render_text(report, "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", available_duties())
def test_every_document_can_be_reported_on_with_no_file(name: str, lang: Lang) -> None:
    document = find_duties(name)
    report, problems = run_tasks(document, (), Wanted(), lang)
    assert (problems, report.as_of, report.as_of_from) == ((), document.source.issued_on, "document")
    assert report.counts.no_report == report.counts.items > 0
    for text in (render_text(report, lang), pages.render_markdown(report, lang), pages.render_html(report, lang)):
        assert all(duty.id in text for duty in document.duties)
        assert words.NO_CLOCK.to(lang).split()[0] in text
        assert "{{" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_input_gives_the_same_bytes(lang: Lang) -> None:
    assert render_tasks_workbook(sample(lang), lang) == render_tasks_workbook(sample(lang), lang)
    assert render_form_workbook(HAINAN, lang, Filled()) == render_form_workbook(HAINAN, lang, Filled())
    assert pages.render_html(sample(lang), lang) == pages.render_html(sample(lang), lang)


def test_the_page_needs_no_other_file() -> None:
    page = pages.render_html(sample(), "zh")
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))


PERSONS = "联系人电话 13800138000，身份证 370102199001011234"


def written(folder: Path, said: str) -> Path:
    path = folder / "台账.csv"
    out = io.StringIO()
    heads = [
        "任务编号",
        "市",
        "填报单位",
        "进展状态",
        "完成日期",
        "进展情况",
        "存在问题",
        "下一步打算",
        "佐证材料",
        "更新日期",
        "联系电话",
    ]
    csv.writer(out).writerows(
        [
            heads,
            ["HI-D-2.2", "海口市", said, "已完成", "2025-08-15", said, said, said, said, "2025-08-20", "13800138000"],
        ]
    )
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    return path


def everything(path: Path, folder: Path) -> str:
    report, _ = run_tasks(HAINAN, [path], Wanted(), "zh")
    book = folder / "r.xlsx"
    book.write_bytes(render_tasks_workbook(report, "zh"))
    with zipfile.ZipFile(book) as parts:
        sheets = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    made = (render_text(report, "zh"), pages.render_markdown(report, "zh"), pages.render_html(report, "zh"))
    return "".join((*made, to_json(report).decode(), sheets))


def test_no_number_of_a_person_is_in_any_format(tmp_path: Path) -> None:
    said = everything(written(tmp_path, PERSONS), tmp_path)
    assert "13800138000" not in said
    assert "370102199001011234" not in said


@pytest.mark.parametrize("name", sorted(set(TEXTS) - {"very long", "one long word"}))
def test_text_that_users_give_is_text_in_every_format(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, TEXTS[name])
    report, _ = run_tasks(HAINAN, [path], Wanted(), "zh")
    page = pages.render_html(report, "zh")
    assert "<script" not in page
    assert "<img" not in page
    render_text(report, "zh", colour=True)
    content = render_tasks_workbook(report, "zh")
    assert not any(b"<f>" in part for part in parts_of(content))
    markdown = pages.render_markdown(report, "zh")
    rows = [line for line in markdown.splitlines() if line.startswith("| 海口市")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) in (5, 7, 2 + len(words.COUNTED)) for row in rows)


def parts_of(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return [parts.read(name) for name in parts.namelist()]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", available_duties())
def test_a_blank_ledger_reads_back_without_a_word(name: str, lang: Lang, tmp_path: Path) -> None:
    document = find_duties(name)
    filled = Filled(year=2025)
    rows = form_rows(document, filled)
    assert [row["task"] for row in rows if "year" not in row] == [duty.id for duty in document.duties]
    for ending, content in (
        (".xlsx", render_form_workbook(document, lang, filled)),
        (".csv", render_form_csv(document, lang, filled)),
    ):
        path = tmp_path / f"blank{ending}"
        path.write_bytes(content)
        file = read_progress(path, path.name, document)
        assert file.problems == ()
        assert [row.record["task"] for row in file.rows] == [row["task"] for row in rows]
        assert not any(says_something(row) for row in file.rows)
        assert Checker(document, body_names(), places_of(document)).check(file) == Checked((), (), ())


def test_a_ledger_that_was_filled_in_is_read(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(render_form_csv(HAINAN, "zh", Filled("海口市", "人社局")).decode("utf-8-sig"))))
    heads = rows[0]
    filled = {"进展状态": "已完成", "完成日期": "2024-06-01", "更新日期": "2024-06-30", "佐证材料": "甲；乙"}
    for head, cell in filled.items():
        rows[2][heads.index(head)] = cell
    path = tmp_path / "filled.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    report, problems = run_tasks(HAINAN, [path], Wanted(), "zh")
    assert problems == ()
    (item,) = [item for task in report.tasks for item in task.items if item.entry]
    assert (item.city, item.body, item.status) == ("海口市", "各级人力资源社会保障部门", "done")
    assert item.entry is not None
    assert item.entry.evidence == ["甲", "乙"]


def test_a_blank_ledger_offers_its_choices_and_prints_on_a_page_wide() -> None:
    sheet = next(
        part for part in parts_of(render_form_workbook(HAINAN, "zh", Filled())) if b"<sheetData>" in part
    ).decode()
    assert "未开始,推进中,持续推进,已完成" in sheet
    assert 'fitToHeight="0"' in sheet
    assert 'orientation="landscape"' in sheet


def test_what_nobody_reported_is_told_city_by_city() -> None:
    page = pages.render_html(sample(), "zh")
    assert '<span class="item-note">三亚市：总工会、工商联、企业联合会</span>' in page
    assert '<span class="soft nowrap">10 天</span>' in page
    assert "原文未指明具体单位" in page


def test_a_row_that_is_wrong_and_rows_that_clash_lead_to_their_places(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(
        "任务编号,市,填报单位,进展状态,完成日期,更新日期\n"
        "HI-D-3.4,海口市,人社局,基本完成,,2025-06-05\n"
        "HI-D-2.2,海口市,司法局,已完成,2024-12-01,2025-06-05\n"
        "HI-D-2.2,海口市,司法局,推进中,,2025-06-05\n",
        encoding="utf-8",
    )
    report, problems = run_tasks(HAINAN, [path], Wanted(date(2026, 1, 15)), "zh")
    assert len(problems) == 2
    assert (report.counts.refused, report.counts.clashing, report.counts.open) == (1, 1, 2)
    assert [(one.task, one.wrong) for one in report.late if one.timing == "open"] == [
        ("HI-D-2.2", ["台账.csv:3:1", "台账.csv:4:1"]),
        ("HI-D-3.4", ["台账.csv:2:1"]),
    ]
    assert report.files[0].entries == 0
    for text in (pages.render_html(report, "zh"), pages.render_markdown(report, "zh"), render_text(report, "zh")):
        assert all(word in text for word in ("填报有误", "填报矛盾", "台账.csv:2:1"))


@pytest.mark.parametrize("name", available_duties())
def test_a_blank_ledger_can_be_read_on_paper(name: str) -> None:
    sheet = next(
        part for part in parts_of(render_form_workbook(find_duties(name), "zh", Filled())) if b"<sheetData>" in part
    ).decode()
    widths = [float(width) for width in re.findall(r'<col [^>]*width="([\d.]+)"', sheet)]
    assert sum(widths) < 175
    heights = [float(height) for height in re.findall(r'<row r="(?:[4-9]|\d\d+)"[^>]* ht="([\d.]+)"', sheet)]
    assert max(heights) < 409
