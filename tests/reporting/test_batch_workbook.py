"""The workbook of a batch holds every figure of batch.json, as text and numbers that nothing runs."""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from certify.language import Lang
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.batch.workbook import render_batch_workbook
from certify.reporting.shapes import adapter
from certify.reporting.table_sheet import LONGEST
from certify.wording.terms import OUTCOME_NAMES, VERDICTS
from tests.reporting.test_sinks import TEXTS
from tests.running.calling import Folder, clean
from tests.running.submissions import RULES, ready, review

SHEETS = ["组织", "得分", "理由", "单位覆盖", "各市覆盖", "空白单位", "差异", "材料有误", "提醒", "文件", "说明"]
Sheet = list[list[Any]]
# What the workbook says in words: a test of its own compares these.
CODES = {
    "type",
    "purpose",
    "unit_kind",
    "kind",
    "track",
    "outcome",
    "decision",
    "code",
    "level",
    "gap_cause",
    "fault",
    "lang",
}
VERDICTS_OF = {"clauses", "declared"}


@pytest.fixture(scope="module", params=["zh", "en"])
def batch(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = Folder(tmp_path_factory.mktemp("workbook"), units="units.csv", decisions="decisions.csv")
    units = (
        "370100,济南市,济南市,city",
        "370102,济南市,历下区,county",
        "370103,济南市,市中区,county",
        "37Z1,济南市,示例开发区,zone",
    )
    folder.table("units", "id,city,name,kind", *units)
    folder.table(
        "decisions", "organization,decision,on,by", "a,recognized,2025-11-20,省厅", "gone,recognized,2025-11-20,省厅"
    )
    folder.recommendable("a")
    folder.recommendable("city", "370100")
    folder.submit("failing", ready("failing", "37Z1", cases__agreed=6, cases__failed=4), review("failing"))
    folder.submit("open", ready("open", "370103", feedback=None, brand_studios=None))
    folder.submit("twice", ready("a", assessment__batch="other"))
    folder.submit("broken", ready("broken", "370103", cases__agreed=99))
    assert clean(folder.run("--lang", request.param)).returncode == 4
    return folder


def report_of(folder: Folder) -> BatchReport:
    found: BatchReport = adapter(BatchReport).validate_json((folder.out / "batch.json").read_bytes())
    return found


def rendered(report: BatchReport) -> bytes:
    lang: Lang = "zh" if report.lang == "zh" else "en"
    return render_batch_workbook(report, RULES, lang)


def sheets(content: bytes) -> dict[str, Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@pytest.fixture(scope="module")
def book(batch: Folder) -> dict[str, Sheet]:
    return sheets(rendered(report_of(batch)))


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in CODES | VERDICTS_OF:
                yield from leaves(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, name)
    else:
        yield name, value


def test_every_text_and_figure_of_the_json_is_there(batch: Folder, book: dict[str, Sheet]) -> None:
    cells = [cell for sheet in book.values() for row in sheet for cell in row]
    said = "\n".join(cell for cell in cells if isinstance(cell, str))
    numbers = {cell for cell in cells if isinstance(cell, float)}
    for name, value in leaves(batch.report()):
        if isinstance(value, bool) or value in (None, ""):
            continue
        if isinstance(value, str) and re.fullmatch(r"\d+\.\d\d", value):
            assert float(value) in numbers, (name, value)
        elif isinstance(value, int):
            assert value in numbers, (name, value)
        else:
            assert value in said, (name, value)


def test_the_figures_of_an_organization_stand_in_its_row(batch: Folder, book: dict[str, Sheet]) -> None:
    report = batch.report()
    lists = [list(book.values())[place] for place in range(3)]
    for number, one in enumerate(report["organizations"]):
        about, figures, reasons = (sheet[len(sheet) - len(report["organizations"]) + number] for sheet in lists)
        lang: Lang = report["lang"]
        assert about[1] == figures[1] == reasons[1] == one["name"]
        assert about[4] == OUTCOME_NAMES[one["outcome"]].to(lang)
        assert (about[6] or None) == one["rank"]
        words = [cell.split("\n")[1] for cell in about[-len(RULES.criteria) :]]
        assert words == [VERDICTS[verdict].to(lang) for verdict in one["clauses"].values()]
        keys = (
            "met",
            "needs_review",
            "missing",
            "not_met",
            "not_applicable",
            "applicable",
            "percent",
            "percent_at_most",
        )
        scores = [float(one["score"][tier][key]) for tier in ("base", "advanced", "total") for key in keys]
        assert figures[4:-4] == scores
        rate = one["rate"]
        assert figures[-4:] == [f"{rate['of']}/{rate['among']}", rate["of"], rate["among"], float(rate["percent"])]
        yes = "是" if lang == "zh" else "yes"
        held = [cell == yes for cell in reasons[4:8]]
        assert held == [one["eligible"], one["recommended"], one["late"], one["duplicate"]]
        assert [line.split(" ", 1)[0] for line in reasons[8].splitlines()] == [part["rule"] for part in one["reasons"]]


def test_the_declared_verdicts_can_be_told(batch: Folder, book: dict[str, Sheet]) -> None:
    report = batch.report()
    rows = list(book.values())[2][-len(report["organizations"]) :]
    for one, row in zip(report["organizations"], rows, strict=True):
        changed = [clause for clause, verdict in one["clauses"].items() if one["declared"][clause] != verdict]
        assert re.findall(r"\b[AB]\d-\d+", row[11]) == changed


def test_gaps_differences_and_errors_have_a_row_each(batch: Folder, book: dict[str, Sheet]) -> None:
    report, found = batch.report(), list(book.values())
    gaps = [unit for unit in report["units"] if unit["gap_cause"]]
    assert {row[0] for row in found[5][4:]} == {unit["id"] for unit in gaps}
    assert sum(len(one["problems"]) for one in report["invalid"]) == len(found[7]) - 3
    wanted = len(report["problems"]) + sum(len(one["problems"]) for one in report["organizations"])
    assert wanted == len(found[8]) - 3
    failed = [
        (one["id"], clause)
        for one in report["organizations"]
        for clause, now in one["clauses"].items()
        if now != (was := one["declared"][clause]) and "not_met" in (was, now)
    ]
    assert [(row[0], row[3]) for row in found[6][3:] if row[3]] == failed


def test_the_sheets_have_their_names_and_can_be_filtered(batch: Folder, book: dict[str, Sheet]) -> None:
    if batch.report()["lang"] == "zh":
        assert list(book) == SHEETS
    with zipfile.ZipFile(io.BytesIO(rendered(report_of(batch)))) as package:
        pages = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        book_xml = package.read("xl/workbook.xml").decode()
    assert len(pages) == len(SHEETS)
    for page in pages[:-1]:
        assert "<autoFilter" in page
        assert 'state="frozen"' in page
    for page in pages:
        assert 'orientation="landscape"' in page
        assert 'fitToHeight="0"' in page
        assert "<sheetProtection" not in page
    assert book_xml.count("Print_Titles") == len(SHEETS) - 1


@pytest.mark.parametrize("said", [*TEXTS.values(), "\x1b[31m\x00\ufffe\ud800", "_x0041_", "y" * (LONGEST + 9)])
def test_no_text_breaks_the_workbook_or_becomes_a_formula(batch: Folder, said: str) -> None:
    report = report_of(batch)
    one = replace(report.organizations[0], name=said, id=said, file=said)
    title = replace(report.batch, title=said)
    content = rendered(replace(report, organizations=[one], batch=title))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            assert b"<f>" not in package.read(name)
    arrived = next(iter(sheets(content).values()))[-1][1]
    assert arrived[:20].split() == re.sub("[\x00-\x08\x0e-\x1f\ufffe\ud800]", "\ufffd", said)[:20].split()
    assert len(arrived) <= LONGEST


def test_a_batch_of_nothing_has_a_workbook(batch: Folder) -> None:
    empty = replace(report_of(batch), organizations=[], units=[], cities=[], invalid=[], problems=[])
    assert len(sheets(rendered(empty))) == len(SHEETS)


RENDER = """
import hashlib, sys
from pathlib import Path
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.batch.workbook import render_batch_workbook
from certify.reporting.shapes import adapter
from tests.running.submissions import RULES
report = adapter(BatchReport).validate_json(Path(sys.argv[1]).read_bytes())
print(hashlib.sha256(render_batch_workbook(report, RULES, report.lang)).hexdigest())
"""


def test_the_same_report_is_the_same_bytes_in_every_process(batch: Folder) -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", RENDER, batch.out / "batch.json"],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/Los_Angeles"))
    }
    assert len(digests) == 1


def test_numbers_in_texts_stay_texts(batch: Folder) -> None:
    report = report_of(batch)
    one = replace(report.organizations[0], id="0012345", jurisdiction="370102")
    found = sheets(rendered(replace(report, organizations=[one])))
    assert list(found.values())[1][-1][0] == "0012345"
    assert json.dumps(list(found.values())[9][-1][3]) == '"370102"'
