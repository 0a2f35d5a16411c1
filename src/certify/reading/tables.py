"""Tables to typed rows: heads by name or label, values by their column's type, every problem placed."""

import contextlib
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, islice, zip_longest
from pathlib import Path
from typing import TypeAlias, cast

from certify.documents.bounds import MOST_PROBLEMS, note
from certify.documents.files import line_of, read_bytes, shown_name, stray_character
from certify.facts import Record, Value
from certify.language import Text
from certify.problems import Level, Problem, excerpt
from certify.reading.columns import ColumnReader, Refused
from certify.reading.field_values import converter, told
from certify.reading.heads import NOT_NEEDED, column_of, find_heads
from certify.reading.values import NothingSaidError, read_presence, read_tick, says_nothing
from certify.rules.vocabulary import Field
from certify.spelling import folded, nearest

_OTHER_SEPARATORS = (";", "\t", "；", "|")
MOST_BYTES = 32 * 1024 * 1024
# So many rows are read at a time.
ROWS_AT_ONCE = 2048
Place: TypeAlias = Callable[[int, int], str]


def on_one_sheet(line: int) -> tuple[str, int]:
    """Return where a line of a table stands that is on no sheet, or on one alone."""
    return "", line


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table that could be read, column by column, and every problem.

    `columns` leads from the names of the columns found to their numbers, `values` to their values, one a row: None where
    nothing is said. `lines` are the lines that the rows begin in; `place` leads from a line and a column to their place
    in words, `stands` to the sheet of a workbook, where there are several, and the row in it.
    """

    name: str
    columns: Mapping[str, int]
    lines: Sequence[int]
    values: Mapping[str, Sequence[Value | None]]
    problems: tuple[Problem, ...]
    place: Place
    stands: Callable[[int], tuple[str, int]] = on_one_sheet

    @property
    def rows(self) -> tuple[tuple[int, Record], ...]:
        """The rows as records, each with its line; what is not said is absent."""
        names = list(self.values)
        return tuple(
            (line, {name: value for name, value in zip(names, row, strict=True) if value is not None})
            for line, *row in zip(self.lines, *self.values.values(), strict=True)
        )


def no_table(name: str, problem: Problem) -> Table:
    """Return what stands for a table that cannot be read."""
    return Table(name, {}, (), {}, (problem,), text_place(name))


def text_place(name: str) -> Place:
    """Return how places in a text file are told."""
    return lambda line, column: f"{name}:{line}:{column}"


def read_table(path: Path, columns: tuple[Field, ...], name: str | None = None) -> Table:
    """Read a CSV table in UTF-8 (with or without byte order mark) or GB18030."""
    shown = shown_name(path) if name is None else name
    raw = read_bytes(path, shown, MOST_BYTES)
    if isinstance(raw, Problem):
        return no_table(shown, raw)
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return no_table(shown, Problem("error", "wrong_encoding", f"{shown}:1:1", params={"kind": "UTF-16"}))
    text = _decoded(raw)
    if text is None:
        return no_table(shown, Problem("error", "table_not_text", f"{shown}:1:1"))
    stray = stray_character(text)
    if stray:
        where = text_place(shown)(*_stray_cell(text))
        return no_table(shown, Problem("error", "control_character", where, params={"found": stray}))
    return TableReader(shown, columns, text_place(shown)).read(_csv_rows(text))


class CsvError(Exception):
    """A text is no CSV table from `line` on."""

    def __init__(self, line: int, code: str) -> None:
        """Take the line, from 1, that the row begins in, and the problem's code."""
        super().__init__(code)
        self.line = line
        self.code = code


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV text with the lines they begin in; raise `CsvError` where it goes wrong.

    As long as every row is one line, which can be seen of many rows at once, they need not be looked at one by one.
    """
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    with contextlib.suppress(csv.Error):
        while rows := list(islice(lines, ROWS_AT_ONCE)):
            if lines.line_num + 1 - begins != len(rows):
                break
            yield from enumerate(rows, begins)
            begins += len(rows)
        else:
            return
    yield from islice(_csv_rows_one_by_one(text), begins - 1, None)


def _csv_rows_one_by_one(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV text, any of which may go on over several lines."""
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


def _stray_cell(text: str) -> tuple[int, int]:
    """Return the line and the column of the first cell with a character that no text should hold."""
    with contextlib.suppress(CsvError):
        for line, cells in _csv_rows(text):
            for index, cell in enumerate(cells):
                if stray_character(cell):
                    return line, index + 1
    return line_of(text), 1


def _decoded(raw: bytes) -> str | None:
    if b"\x00" in raw:
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def cell_reader(field: Field) -> Callable[[str], Value]:
    """Return what reads one cell of a column."""
    if field.personal:
        return read_presence
    if field.type == "bool":
        return read_tick
    convert = converter(field)
    return _may_say_nothing(convert) if field.type == "text" and not field.required else convert


def _may_say_nothing(convert: Callable[[str], Value]) -> Callable[[str], Value]:
    """Return what reads a text that may be absent, where 无 or a stroke is as good as an empty cell."""

    def read(text: str) -> Value:
        if says_nothing(text):
            raise NothingSaidError
        return convert(text)

    return read


def _last_filled(cells: Sequence[str]) -> int:
    """Return the column of the last cell that is filled, 0 where none is."""
    return max((column for column, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _some_at_once(lines: Iterator[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    """Yield rows some at a time, also those before the place where a text goes wrong."""
    rows: list[tuple[int, list[str]]] = []
    try:
        for line in lines:
            rows.append(line)
            if len(rows) == ROWS_AT_ONCE:
                yield rows
                rows = []
    except CsvError:
        yield rows
        raise
    yield rows


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
        self.readers: dict[int, ColumnReader] = {}
        self.lines: list[int] = []
        self.values: dict[str, list[Value | None]] = {}
        self.words = {
            folded(word): field
            for field in columns
            for word in (*field.aliases, field.label.en, field.label.zh, field.name)
        }

    def read(self, lines: Iterable[tuple[int, list[str]]]) -> Table:
        """Read rows of cells, each with its line: the heads, wherever a title above them leaves them, then the rows."""
        found: dict[int, Field] = {}
        try:
            head = find_heads(iter(lines), self.words)
            self.head_line = head.line
            found = self.heads(head.heads)
            self.width = _last_filled(head.heads) if found else 0
            self.readers = {index: ColumnReader(field, self.reader(field)) for index, field in found.items()}
            self.values = {field.name: [] for field in found.values()}
            for rows in _some_at_once(head.rows):
                self.take([(line, cells) for line, cells in rows if "".join(cells).strip()])
        except CsvError as error:
            self.fault(error.line, 1, error.code)
        columns = {field.name: index + 1 for index, field in found.items()}
        return Table(self.name, columns, self.lines, self.values, tuple(self.problems), self.place)

    def take(self, rows: list[tuple[int, list[str]]]) -> None:
        """Read some rows, none of them empty; one with an error is left out whole: half of it could mislead."""
        faults: list[tuple[int, int, Refused | None]] = [
            (at, -beyond, None) for at, (_, cells) in enumerate(rows) if (beyond := self.beyond(cells))
        ]
        columns = list(zip_longest(*(cells for _, cells in rows), fillvalue=""))
        blank = ("",) * len(rows)
        taken = []
        for index, reader in self.readers.items():
            read = reader.read(columns[index] if index < len(columns) else blank)
            if reader.refuses:
                faults += [(at, index, value) for at, value in enumerate(read) if isinstance(value, Refused)]
            taken.append((self.values[reader.field.name], read))
        left_out = {at for at, _, _ in faults}
        sound = [at not in left_out for at in range(len(rows))]
        self.lines += compress((line for line, _ in rows), sound)
        for column, read in taken:
            # Nothing that was refused is left in rows that are sound.
            column.extend(cast("list[Value | None]", list(compress(read, sound)) if left_out else read))
        for at, index, refused in sorted(faults, key=lambda fault: fault[:2]):
            self.refuse(rows[at][0], index, refused)

    def beyond(self, cells: list[str]) -> int:
        """Return the column of the first cell filled beyond the heads, 0 where there is none: a comma may have shifted the row."""
        if not 0 < self.width < len(cells):
            return 0
        return next((at for at, cell in enumerate(cells[self.width :], self.width + 1) if cell.strip()), 0)

    def refuse(self, line: int, index: int, refused: Refused | None) -> None:
        """Note why a row is left out, a cell beyond the heads by its column below 0; what may help is looked up while there is room."""
        if refused is None:
            self.fault(line, -index, "too_many_cells")
            return
        field, error = self.readers[index].field, refused.error
        if error is None:
            self.fault(line, index + 1, "required", label=field.label)
        else:
            full = len(self.problems) > MOST_PROBLEMS
            self.fault(line, index + 1, error.code, **({} if full else told(field, refused.cell, error)))

    def heads(self, cells: list[str]) -> dict[int, Field]:
        """Match the heads of the columns; an unknown one is a warning, a doubled or an absent required one an error."""
        found: dict[int, Field] = {}
        if len(cells) == 1 and any(mark in cells[0] for mark in _OTHER_SEPARATORS):
            self.fault(self.head_line, 1, "csv_separator")
            return found
        for index, cell in enumerate(cells):
            field = column_of(cell, self.words)
            if field is None:
                if cell.strip() and len(self.problems) <= MOST_PROBLEMS:
                    self.unknown(cell, index + 1)
            elif any(field.name == other.name for other in found.values()):
                self.fault(self.head_line, index + 1, "column_twice", label=field.label)
            else:
                found[index] = field
        for field in self.columns:
            if field.required and all(field.name != other.name for other in found.values()):
                self.fault(self.head_line, 1, "column_missing", label=field.label, name=field.name)
        return found

    def unknown(self, cell: str, column: int) -> None:
        """Note an unknown head; where columns are personal it may be a row of persons, and only its number is told."""
        personal = any(field.personal for field in self.columns) and folded(cell) not in NOT_NEEDED
        found = Text(f"第 {column} 列", f"column {column}") if personal else excerpt(cell)
        near = nearest(cell, [word for field in self.columns for word in (field.name, field.label.zh)])
        self.fault(self.head_line, column, "unknown_column", "warning", found=found, suggestion=near)

    def reader(self, field: Field) -> Callable[[str], Value]:
        """Return what reads a cell of a column."""
        return cell_reader(field)

    def fault(self, line: int, column: int, code: str, level: Level = "error", /, **params: object) -> None:
        """Note a problem at a cell, within the bound of a file."""
        note(self.problems, Problem(level, code, self.place(line, column), params=params))
