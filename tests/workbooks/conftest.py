"""Reading bytes as a file, and telling what came of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from certify.problems import Problem
from certify.workbooks.grid import Workbook
from certify.workbooks.load import read_workbook

Told = dict[str, list[str]] | str
Tell = Callable[[bytes], Told]


def told(found: Workbook | Problem) -> Told:
    """Return the cells of each sheet as `A1 number 13`, or the problem as `code place`."""
    if isinstance(found, Problem):
        return f"{found.code} {found.where.partition(':')[2]}"
    return {
        sheet.name: [
            f"{chr(64 + column) if column <= 26 else column}{row} {cell.kind} {cell.text}"
            for (row, column), cell in sorted(sheet.cells.items())
        ]
        for sheet in found.sheets
    }


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    def read(content: bytes) -> Told:
        path = tmp_path / "f.xlsx"
        path.write_bytes(content)
        return told(read_workbook(path, "f"))

    return read
