"""Workbooks as LibreOffice saves them, in each of the three kinds: the same cells as in the original."""

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from certify.workbooks.load import read_workbook
from tests.workbooks.conftest import told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]
CELLS = [
    "B3 number 13",
    "C3 number 0.65",
    "D3 text 00123",
    "B4 date 2024-08-20",
    "C4 date 2024-08-20 10:30:00",
    "B5 text 甲\n乙",
    "C5 number 2",
    "D5 error #DIV/0!",
    "B7 text 合并",
    "F7 text 是",
]


def original(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("2 制度机制")
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    page.write_number(2, 1, 13)
    page.write_number(2, 2, 0.65)
    page.write_string(2, 3, "00123")
    page.write_datetime(3, 1, datetime(2024, 8, 20), day)  # noqa: DTZ001 - moments in cells have no zone
    page.write_datetime(3, 2, datetime(2024, 8, 20, 10, 30), moment)  # noqa: DTZ001
    page.write_string(4, 1, "甲\n乙")
    page.write_formula(4, 2, "=1+1", None, 2)
    page.write_formula(4, 3, "=1/0", None, "#DIV/0!")
    page.merge_range(6, 1, 8, 3, "合并")
    page.write_string(6, 5, "是")
    page.data_validation(6, 5, 6, 5, {"validate": "list", "source": ["是", "否"]})
    page.set_column(0, 16_383, 12, book.add_format({"bg_color": "#FFFFEE"}))
    book.add_worksheet("隐藏").hide()
    book.close()


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_again(tmp_path: Path, ending: str) -> None:
    original(tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path / "out"), "a.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    found = read_workbook(tmp_path / "out" / f"a.{ending}", "f")
    assert told(found) == {"2 制度机制": CELLS, "隐藏": []}


def test_the_original(tmp_path: Path) -> None:
    original(tmp_path / "a.xlsx")
    assert told(read_workbook(tmp_path / "a.xlsx", "f")) == {"2 制度机制": CELLS, "隐藏": []}
