"""A workbook to the answers written into it: rows are found by their hidden keys, wherever they have moved."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from certify.documents.bounds import note
from certify.forms.answers import Answers, Written
from certify.forms.plan import Choices, Column, FormPlan, Listing, Question
from certify.language import Text
from certify.problems import Level, Problem, excerpt
from certify.spelling import folded
from certify.workbooks.grid import Cell, CellMark, Sheet, Workbook

FORMAT = "certify-form/1"
ABOUT = "_certify"
# What the first cell of a sheet says of it: rows with keys, or nothing that is read.
KEYED = "#columns"
UNREAD = "#unread"
ANSWER = "answer"
# The key of a row that holds words alone, in the one column behind it.
BAND = "#band"
# The marks stand in the first row and column; some may have been put in before.
MOST_ROWS_ABOVE = 20
MOST_COLUMNS_BEFORE = 5
# From the column of keys: to the first head of a list; from that of answers: to the last column that the form fills.
TO_HEADS = 2
TO_LAST = 2
_KEY = re.compile(r"[a-z][a-z0-9_.]*(\[\]|\?|\+|=[a-z0-9_]*)?")
_TAB = re.compile(r"\d+ .*")
# A head may bear a mark, and a note or a unit behind it.
_NOTE = re.compile(r"[*＊]?(.*?)[:：]?(?:[（(][^（()）]*[)）])?[:：*＊]?")


@dataclass(frozen=True, slots=True)
class Form:
    """What a workbook says of itself: the rule sets that it asks for, with their digests."""

    lang: str
    rulesets: tuple[str, ...]
    digests: tuple[str, ...]


@dataclass(slots=True)
class Collected:
    """The answers of a workbook, what was wrong with its structure, and cells that were not read."""

    answers: Answers = field(default_factory=Answers)
    problems: list[Problem] = field(default_factory=list)
    unread: list[tuple[CellMark, Cell]] = field(default_factory=list)


def form_of(workbook: Workbook) -> Form | Problem:
    """Return what a workbook says of itself, or the problem of one that is no form."""
    sheet = workbook.sheet(ABOUT)
    where = f"{workbook.name}:1:1"
    if sheet is None:
        return Problem("error", "form_not_ours", where)
    said = {cell.text: sheet.text(row, 2) for (row, column), cell in sheet.cells.items() if column == 1}
    if said.get("format") != FORMAT:
        params = {"found": excerpt(said.get("format", "")), "accepted": (FORMAT,)}
        return Problem("error", "form_unknown_format", where, params=params)
    return Form(said.get("lang", "zh"), tuple(said.get("rulesets", "").split()), tuple(said.get("digests", "").split()))


def collect(workbook: Workbook, plan: FormPlan, drawn: FormPlan | None = None) -> Collected:
    """Return the answers that stand in a workbook at the keys of `plan`.

    `drawn` is the plan that the workbook was drawn up by, `plan` itself where none is given: of its keys it is told
    where they are gone.
    """
    collector = _Collector(workbook, plan, drawn or plan)
    for sheet in workbook.sheets:
        collector.sheet(sheet)
    collector.missing()
    return collector.found


class _Collector:
    def __init__(self, workbook: Workbook, plan: FormPlan, drawn: FormPlan) -> None:
        self.workbook = workbook
        self.found = Collected()
        self.lists = {item.heads: item for item in plan.items() if isinstance(item, Listing)}
        self.labels = dict(_keys(plan))
        self.drawn_labels = dict(_keys(drawn))
        self.drawn_lists = {item.path: item for item in drawn.items() if isinstance(item, Listing)}

    def sheet(self, sheet: Sheet) -> None:
        """Read a sheet that bears keys; one that says nothing of itself is told of, with what stands in it."""
        corner = _corner(sheet)
        if corner is None:
            if sheet.name != ABOUT and sheet.cells and not _is_unread(sheet):
                # One that bears the name of a form's sheet is one, and has lost its keys.
                level: Level = "error" if _TAB.fullmatch(sheet.name) else "warning"
                self.problem("sheet_not_read", CellMark(sheet.name, 1, 1), level, found=excerpt(sheet.name))
                self.keep(sheet, sheet.cells)
            return
        row, column = corner
        answers = [at for (line, at), cell in sheet.cells.items() if line == row and cell.text == ANSWER]
        if len(answers) != 1:
            self.problem("form_no_answer_column", CellMark(sheet.name, row, column))
            self.keep(sheet, sheet.cells)
            return
        _SheetReader(self, sheet, column, answers[0]).read(row)

    def missing(self) -> None:
        """Tell which questions of the form are no longer in the workbook, sheets that are gone included."""
        absent = [label for key, label in self.drawn_labels.items() if key not in self.found.answers.single]
        absent += [one.field.sheet for path, one in self.drawn_lists.items() if path not in self.found.answers.rows]
        if absent:
            params = {"found": list(dict.fromkeys(absent)), "count": len(absent)}
            where = f"{self.workbook.name}:1:1"
            self.found.problems.insert(0, Problem("warning", "form_rows_missing", where, params=params))

    def problem(self, code: str, mark: CellMark, level: Level = "error", /, **params: object) -> None:
        note(self.found.problems, Problem(level, code, f"{self.workbook.name}:{mark.place}", params=params))

    def keep(self, sheet: Sheet, cells: Mapping[tuple[int, int], Cell]) -> None:
        """Keep cells that are not read, so that what stands in them can be given back."""
        self.found.unread += [(CellMark(sheet.name, *at), cell) for at, cell in sorted(cells.items())]


class _SheetReader:
    """Reads the rows of one sheet: keys stand in the column `key`, single answers in the column `answer`."""

    def __init__(self, collector: _Collector, sheet: Sheet, key: int, answer: int) -> None:
        self.collector = collector
        self.sheet = sheet
        self.key = key
        self.answer = answer
        self.listing: _Rows | None = None

    def read(self, after: int) -> None:
        """Read the rows below the marks; above the first key stands the sheet's title."""
        begun = False
        for row, cells in _rows(self.sheet, after):
            key = cells[self.key].text.strip() if self.key in cells else ""
            begun = begun or bool(key)
            if not begun:
                continue
            if key in self.collector.lists:
                self.begin(row, cells, self.collector.lists[key])
            elif key.startswith("#"):
                self.listing = None
                self.stray(row, [at for at in cells if key == BAND and at > self.key + 1], cells, "warning")
            elif key in self.collector.labels or (_KEY.fullmatch(key) and self.listing is None):
                self.listing = None
                self.single(row, key, cells)
            else:
                self.unkeyed(row, cells)

    def single(self, row: int, key: str, cells: dict[int, Cell]) -> None:
        """Take the answer of a row; what stands beside the form's own columns is told."""
        mark, cell, answers = (
            CellMark(self.sheet.name, row, self.answer),
            cells.get(self.answer),
            self.collector.found.answers,
        )
        if key not in self.collector.labels:
            if cell is not None:
                self.collector.problem("form_unknown_key", mark, "warning", found=excerpt(key))
                self.collector.found.unread.append((mark, cell))
        elif key in answers.single:
            first = answers.single[key].mark.place
            self.collector.problem("form_key_twice", mark, label=self.collector.labels[key], first=first)
            if cell is not None:
                self.collector.found.unread.append((mark, cell))
        else:
            answers.single[key] = Written(cell, mark)
        self.stray(row, [at for at in cells if at > self.answer + TO_LAST], cells, "warning")

    def unkeyed(self, row: int, cells: dict[int, Cell]) -> None:
        """Take a row without a key as one of the list above it; where there is none, what stands in it is told."""
        if self.listing is not None:
            self.listing.add(row, cells)
            strange = [at for at in cells if at not in self.listing.columns and at != self.key + 1]
            self.stray(row, strange, cells, "error")
        else:
            self.stray(row, [at for at in cells if at == self.answer], cells, "error")
            self.stray(row, [at for at in cells if at != self.answer], cells, "warning")

    def stray(self, row: int, columns: list[int], cells: dict[int, Cell], level: Level) -> None:
        """Tell of cells that belong to no question."""
        for at in columns:
            mark = CellMark(self.sheet.name, row, at)
            self.collector.problem("stray_answer", mark, level)
            self.collector.found.unread.append((mark, cells[at]))

    def begin(self, row: int, cells: dict[int, Cell], listing: Listing) -> None:
        """Match the heads of a list to its columns; heads that stand once more are those of a copied sheet."""
        answers, mark = self.collector.found.answers, CellMark(self.sheet.name, row, self.key)
        if listing.path in answers.rows:
            before = answers.heads[listing.path].place
            self.collector.problem("form_key_twice", mark, label=listing.field.sheet, first=before)
        answers.heads.setdefault(listing.path, mark)
        words = {folded(word): one for one in listing.columns for word in (one.label.zh, one.label.en, one.name)}
        columns: dict[int, Column] = {}
        for at, cell in cells.items():
            column = _column_of(cell.text, words)
            if at >= self.key + TO_HEADS and column is not None and column not in columns.values():
                columns[at] = column
        named = {column.name for column in columns.values()}
        drawn = self.collector.drawn_lists.get(listing.path, listing)
        for column in drawn.columns:
            if column.name not in named:
                first = CellMark(self.sheet.name, row, self.key + TO_HEADS)
                self.collector.problem("form_column_missing", first, label=column.label)
        self.listing = _Rows(self.sheet.name, columns, answers.rows.setdefault(listing.path, []))


class _Rows:
    """The rows of a list as they are met."""

    def __init__(self, sheet: str, columns: dict[int, Column], rows: list[dict[str, Written]]) -> None:
        self.sheet = sheet
        self.columns = columns
        self.rows = rows

    def add(self, row: int, cells: dict[int, Cell]) -> None:
        """Add a row that fills any of the columns."""
        if any(at in cells for at in self.columns):
            self.rows.append(
                {one.name: Written(cells.get(at), CellMark(self.sheet, row, at)) for at, one in self.columns.items()}
            )


def _corner(sheet: Sheet) -> tuple[int, int] | None:
    """Return where a sheet says that it bears keys."""
    near = (at for at in sheet.cells if at[0] < MOST_ROWS_ABOVE and at[1] <= MOST_COLUMNS_BEFORE)
    return min((at for at in near if sheet.text(*at) == KEYED), default=None)


def _is_unread(sheet: Sheet) -> bool:
    near = (at for at in sheet.cells if at[0] < MOST_ROWS_ABOVE and at[1] <= MOST_COLUMNS_BEFORE)
    return any(sheet.text(*at) == UNREAD for at in near)


def _column_of(head: str, words: Mapping[str, Column]) -> Column | None:
    """Return the column that a head names: its first line, also with a mark, a unit or a note."""
    word = folded(head.split("\n", maxsplit=1)[0])
    bare = _NOTE.fullmatch(word)
    return words.get(word) or (words.get(bare[1]) if bare is not None else None)


def _rows(sheet: Sheet, after: int) -> Iterator[tuple[int, dict[int, Cell]]]:
    """Yield the rows below `after` that hold anything but white space, with their cells by column."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sheet.cells.items():
        if row > after and (cell.text.strip() or cell.kind != "text"):
            rows.setdefault(row, {})[column] = cell
    yield from sorted(rows.items())


def _keys(plan: FormPlan) -> Iterator[tuple[str, Text]]:
    """Yield the key of every row of the form that takes a single answer, with what it asks for."""
    for item in plan.items():
        match item:
            case Question():
                yield item.key, item.field.full_label
            case Choices():
                for choice in (*item.field.options, ""):
                    yield item.key(choice), item.field.full_label
                if item.other:
                    yield item.other, item.field.full_label
            case Listing() if item.asked:
                yield item.asked, item.field.label
