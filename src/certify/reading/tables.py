"""Tables to typed rows: heads by name or label, values by their column's type, every problem placed."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from certify.documents.files import read_bytes, stray_character
from certify.facts import Record, Value
from certify.problems import Level, Problem, excerpt
from certify.reading.form import MOST_PROBLEMS, converter, folded, shown
from certify.reading.values import UnreadableError, read_presence, read_tick
from certify.rules.vocabulary import Field
from certify.spelling import nearest

_OTHER_SEPARATORS = (";", "\t", "；", "|")
MOST_BYTES = 32 * 1024 * 1024
# A row with so many known heads holds the heads; it stands among so many first rows.
LEAST_HEADS = 2
MOST_ABOVE_HEADS = 10
Place: TypeAlias = Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table that could be read, each with the line it begins in, and every problem.

    `columns` leads from the names of the columns found to their numbers, `place` from a line and a column to their
    place in words.
    """

    name: str
    columns: Mapping[str, int]
    rows: tuple[tuple[int, Record], ...]
    problems: tuple[Problem, ...]
    place: Place


def no_table(name: str, problem: Problem) -> Table:
    """Return what stands for a table that cannot be read."""
    return Table(name, {}, (), (problem,), text_place(name))


def text_place(name: str) -> Place:
    """Return how places in a text file are told."""
    return lambda line, column: f"{name}:{line}:{column}"


def read_table(path: Path, columns: tuple[Field, ...], name: str | None = None) -> Table:
    """Read a CSV table in UTF-8 (with or without byte order mark) or GB18030."""
    shown_name = path.name if name is None else name
    raw = read_bytes(path, shown_name, MOST_BYTES)
    if isinstance(raw, Problem):
        return no_table(shown_name, raw)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        params = {"kind": "UTF-16"}
        return no_table(shown_name, Problem("error", "wrong_encoding", f"{shown_name}:1:1", params=params))
    text = _decoded(raw)
    if text is None:
        return no_table(shown_name, Problem("error", "not_text", f"{shown_name}:1:1", params={"kind": "binary"}))
    stray = stray_character(text)
    if stray:
        return no_table(shown_name, Problem("error", "control_character", f"{shown_name}:1:1", params={"found": stray}))
    return TableReader(shown_name, columns, text_place(shown_name)).read(_csv_rows(text))


class CsvError(Exception):
    """A text is no CSV table from `line` on."""

    def __init__(self, line: int, code: str) -> None:
        """Take the line, from 1, that the row begins in, and the problem's code."""
        super().__init__(code)
        self.line = line
        self.code = code


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV text with the lines they begin in; raise `CsvError` where it goes wrong."""
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        begins = lines.line_num + 1
        try:
            cells = next(lines, None)
        except csv.Error as error:
            raise CsvError(begins, "csv_cell_too_long" if "field limit" in str(error) else "csv_syntax") from error
        if cells is None:
            return
        yield begins, cells


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


class TableReader:
    """Reads the rows of one table, heads first."""

    def __init__(self, name: str, columns: tuple[Field, ...], place: Place) -> None:
        """Take the table's name, the columns it may have, and how its places are told."""
        self.name = name
        self.columns = columns
        self.place = place
        self.problems: list[Problem] = []
        self.head_line = 1
        self.width = 0
        self.words = {
            folded(word): field
            for field in columns
            for word in (*field.aliases, field.label.en, field.label.zh, field.name)
        }

    def read(self, lines: Iterable[tuple[int, list[str]]]) -> Table:
        """Read rows of cells, each with its line: the heads, wherever a title above them leaves them, then the rows."""
        rows: list[tuple[int, Record]] = []
        found: dict[int, Field] = {}
        try:
            remaining = self.from_heads(iter(lines))
            self.head_line, cells = next(remaining, (1, []))
            found = self.heads(cells)
            self.width = len(cells) if found else 0
            readers = [(index, field, _cell_reader(field)) for index, field in found.items()]
            for line, cells in remaining:
                if any(cell.strip() for cell in cells):
                    before = len(self.problems)
                    self.spare(cells, line)
                    row = self.row(cells, line, readers)
                    # A row with an error is left out whole: half of it could say the opposite of what was meant.
                    if len(self.problems) == before:
                        rows.append((line, row))
        except CsvError as error:
            self.fault(error.line, 1, error.code)
        columns = {field.name: index + 1 for index, field in found.items()}
        return Table(self.name, columns, tuple(rows), tuple(self.problems), self.place)

    def from_heads(self, lines: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
        """Pass over what stands above the heads: empty rows and a title; where no row looks like heads, over nothing."""
        above: list[tuple[int, list[str]]] = []
        for line, cells in lines:
            above.append((line, cells))
            if sum(folded(cell) in self.words for cell in cells) >= LEAST_HEADS:
                above = above[-1:]
                break
            if len(above) == MOST_ABOVE_HEADS:
                break
        first = next((at for at, (_, cells) in enumerate(above) if any(cell.strip() for cell in cells)), 0)
        return chain(above[first:], lines)

    def heads(self, cells: list[str]) -> dict[int, Field]:
        """Match the heads of the columns; an unknown one is a warning, a doubled or an absent required one an error."""
        found: dict[int, Field] = {}
        if len(cells) == 1 and any(mark in cells[0] for mark in _OTHER_SEPARATORS):
            self.fault(self.head_line, 1, "csv_separator")
            return found
        for index, cell in enumerate(cells):
            field = self.words.get(folded(cell))
            if field is None:
                near = nearest(cell, [column.name for column in self.columns])
                if cell.strip():
                    self.fault(
                        self.head_line, index + 1, "unknown_column", "warning", found=excerpt(cell), suggestion=near
                    )
            elif field in found.values():
                self.fault(self.head_line, index + 1, "column_twice", label=field.label)
            else:
                found[index] = field
        for field in self.columns:
            if field.required and field not in found.values():
                self.fault(self.head_line, 1, "column_missing", label=field.label, name=field.name)
        return found

    def spare(self, cells: list[str], line: int) -> None:
        """Note filled cells beyond the heads: an unquoted comma has shifted the row."""
        if self.width and any(cell.strip() for cell in cells[self.width :]):
            self.fault(line, self.width + 1, "too_many_cells")

    def row(self, cells: list[str], line: int, readers: list[tuple[int, Field, Callable[[str], Value]]]) -> Record:
        """Read the cells of one row."""
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
        """Note a problem at a cell; beyond the most that anybody reads, that there are more."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(level, code, self.place(line, column), params=params))
        elif self.problems[-1].code != "more_problems":
            params = {"most": MOST_PROBLEMS}
            self.problems.append(Problem("error", "more_problems", self.place(line, column), params=params))
