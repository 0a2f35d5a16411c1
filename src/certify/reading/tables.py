"""CSV tables to typed rows: heads by name or label, values by their column's type, every problem placed."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from certify.documents.files import read_bytes, stray_character
from certify.facts import Record, Value
from certify.problems import Level, Problem, excerpt
from certify.reading.form import MOST_PROBLEMS, converter, folded, shown
from certify.reading.values import UnreadableError, read_presence, read_tick
from certify.rules.vocabulary import Field
from certify.spelling import nearest

_OTHER_SEPARATORS = (";", "\t", "；", "|")
MOST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table that could be read, each with the line it stands in, and every problem."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, Record], ...]
    problems: tuple[Problem, ...]


def read_table(path: Path, columns: tuple[Field, ...], name: str | None = None) -> Table:
    """Read a CSV table in UTF-8 (with or without byte order mark) or GB18030."""
    shown_name = path.name if name is None else name
    raw = read_bytes(path, shown_name, MOST_BYTES)
    if isinstance(raw, Problem):
        return Table(shown_name, (), (), (raw,))
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        params = {"kind": "UTF-16"}
        return Table(shown_name, (), (), (Problem("error", "wrong_encoding", f"{shown_name}:1:1", params=params),))
    text = _decoded(raw)
    if text is None:
        problem = Problem("error", "not_text", f"{shown_name}:1:1", params={"kind": "binary"})
        return Table(shown_name, (), (), (problem,))
    stray = stray_character(text)
    if stray:
        params = {"found": stray}
        return Table(shown_name, (), (), (Problem("error", "control_character", f"{shown_name}:1:1", params=params),))
    return _Reader(shown_name, columns).read(text)


def _decoded(raw: bytes) -> str | None:
    if b"\x00" in raw:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _cell_reader(field: Field) -> Callable[[str], Value]:
    if field.personal:
        return read_presence
    return read_tick if field.type == "bool" else converter(field)


class _Reader:
    def __init__(self, name: str, columns: tuple[Field, ...]) -> None:
        self.name = name
        self.columns = columns
        self.problems: list[Problem] = []
        self.width = 0

    def read(self, text: str) -> Table:
        lines = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows: list[tuple[int, Record]] = []
        found: dict[int, Field] = {}
        try:
            heads = next(lines, [])
            found = self.heads(heads)
            self.width = len(heads) if found else 0
            readers = [(index, field, _cell_reader(field)) for index, field in found.items()]
            for cells in lines:
                if any(cell.strip() for cell in cells):
                    before = len(self.problems)
                    self.spare(cells, lines.line_num)
                    row = self.row(cells, lines.line_num, readers)
                    # A row with an error is left out whole: half of it could say the opposite of what was meant.
                    if len(self.problems) == before:
                        rows.append((lines.line_num, row))
        except csv.Error as error:
            code = "csv_cell_too_long" if "field limit" in str(error) else "csv_syntax"
            self.fault(max(1, lines.line_num), 1, code)
        return Table(self.name, tuple(field.name for field in found.values()), tuple(rows), tuple(self.problems))

    def heads(self, cells: list[str]) -> dict[int, Field]:
        """Match the heads of the columns; an unknown one is a warning, a doubled or an absent required one an error."""
        words = {
            folded(word): field
            for field in self.columns
            for word in (*field.aliases, field.label.en, field.label.zh, field.name)
        }
        found: dict[int, Field] = {}
        if len(cells) == 1 and any(mark in cells[0] for mark in _OTHER_SEPARATORS):
            self.fault(1, 1, "csv_separator")
            return found
        for index, cell in enumerate(cells):
            field = words.get(folded(cell))
            if field is None:
                near = nearest(cell, [column.name for column in self.columns])
                if cell.strip():
                    self.fault(1, index + 1, "unknown_column", "warning", found=excerpt(cell), suggestion=near)
            elif field in found.values():
                self.fault(1, index + 1, "column_twice", label=field.label)
            else:
                found[index] = field
        for field in self.columns:
            if field.required and field not in found.values():
                self.fault(1, 1, "column_missing", label=field.label, name=field.name)
        return found

    def spare(self, cells: list[str], line: int) -> None:
        """Note filled cells beyond the heads: an unquoted comma has shifted the row."""
        if self.width and any(cell.strip() for cell in cells[self.width :]):
            self.fault(line, self.width + 1, "too_many_cells")

    def row(self, cells: list[str], line: int, readers: list[tuple[int, Field, Callable[[str], Value]]]) -> Record:
        record: Record = {}
        for index, field, convert in readers:
            cell = cells[index].strip() if index < len(cells) else ""
            if not cell:
                if field.required:
                    self.fault(line, index + 1, "required", label=field.label)
                continue
            try:
                record[field.name] = convert(cell)
            except UnreadableError as error:
                self.fault(line, index + 1, error.code, **shown(field, cell), **error.params)
        return record

    def fault(self, line: int, column: int, code: str, level: Level = "error", /, **params: object) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(level, code, f"{self.name}:{line}:{column}", params=params))
        elif self.problems[-1].code != "more_problems":
            params = {"most": MOST_PROBLEMS}
            self.problems.append(Problem("error", "more_problems", f"{self.name}:{line}:{column}", params=params))
