"""A workbook to the answers written into it: rows are found by their hidden keys, wherever they have moved."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from certify.forms.answers import Answers, Written
from certify.forms.plan import Choices, Column, FormPlan, Listing, Question
from certify.problems import Level, Problem, excerpt
from certify.spelling import folded
from certify.workbooks.grid import Cell, CellMark, Sheet, Workbook

FORMAT = "certify-form/1"
ABOUT = "_certify"
# What the first cell of a sheet says of it: rows with keys, or nothing that is read.
KEYED = "#columns"
UNREAD = "#unread"
ANSWER = "answer"
KEY_COLUMN = 1
FIRST_HEAD_COLUMN = 3
# The marks stand in the first row; some rows may have been put in above.
MOST_ROWS_ABOVE = 20


@dataclass(frozen=True, slots=True)
class Form:
    """What a workbook says of itself: the rule sets that it asks for, with their digests."""

    lang: str
    rulesets: tuple[str, ...]
    digests: tuple[str, ...]


@dataclass(slots=True)
class Collected:
    """The answers of a workbook, the sheets that were read, and what was wrong with its structure."""

    answers: Answers = field(default_factory=Answers)
    sheets: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def form_of(workbook: Workbook) -> Form | Problem:
    """Return what a workbook says of itself, or the problem of one that is no form."""
    sheet = workbook.sheet(ABOUT)
    where = f"{workbook.name}:1:1"
    if sheet is None:
        return Problem("error", "form_not_ours", where)
    said = {cell.text: _text(sheet, row, 2) for (row, column), cell in sheet.cells.items() if column == 1}
    if said.get("format") != FORMAT:
        params = {"found": excerpt(said.get("format", "")), "accepted": (FORMAT,)}
        return Problem("error", "form_unknown_format", where, params=params)
    return Form(said.get("lang", "zh"), tuple(said.get("rulesets", "").split()), tuple(said.get("digests", "").split()))


def collect(workbook: Workbook, plan: FormPlan) -> Collected:
    """Return the answers that stand in a workbook at the keys of `plan`."""
    collector = _Collector(workbook, plan)
    for sheet in workbook.sheets:
        collector.sheet(sheet)
    collector.missing()
    return collector.found


class _Collector:
    def __init__(self, workbook: Workbook, plan: FormPlan) -> None:
        self.workbook = workbook
        self.found = Collected()
        self.lists = {item.heads: item for item in plan.items() if isinstance(item, Listing)}
        self.keys = list(_keys(plan))
        self.known = frozenset(self.keys)

    def sheet(self, sheet: Sheet) -> None:
        """Read a sheet whose first cell says that it bears keys; one that says nothing is told of."""
        marks = next((row for row in range(1, MOST_ROWS_ABOVE) if _text(sheet, row, KEY_COLUMN)), 0)
        said = _text(sheet, marks, KEY_COLUMN)
        if said != KEYED:
            if said != UNREAD and sheet.name != ABOUT and sheet.cells:
                self.problem("sheet_not_read", CellMark(sheet.name, 1, 1), "warning", found=excerpt(sheet.name))
            return
        self.found.sheets.append(sheet.name)
        answer = next(
            (column for (row, column), cell in sheet.cells.items() if row == marks and cell.text == ANSWER), 0
        )
        rows = _rows(sheet, marks)
        listing: _Rows | None = None
        for row, cells in rows:
            key = cells[KEY_COLUMN].text.strip() if KEY_COLUMN in cells else ""
            if key in self.lists:
                listing = self.begin(sheet, row, cells, self.lists[key])
            elif key:
                listing = None
                self.answer(sheet, row, key, answer, cells.get(answer))
            elif listing is not None:
                listing.add(sheet, row, cells)
            elif answer in cells:
                self.problem("stray_answer", CellMark(sheet.name, row, answer))

    def answer(self, sheet: Sheet, row: int, key: str, column: int, cell: Cell | None) -> None:
        mark = CellMark(sheet.name, row, column)
        if key.startswith("#"):
            return
        if key not in self.known:
            if cell is not None:
                self.problem("form_unknown_key", mark, "warning", found=excerpt(key))
        elif key in self.found.answers.single:
            self.problem("form_key_twice", mark, found=excerpt(key), first=self.found.answers.single[key].mark.place)
        else:
            self.found.answers.single[key] = Written(cell, mark)

    def begin(self, sheet: Sheet, row: int, cells: dict[int, Cell], listing: Listing) -> "_Rows":
        """Match the heads of a list to its columns."""
        words = {folded(word): one for one in listing.columns for word in (one.label.zh, one.label.en, one.name)}
        columns: dict[int, Column] = {}
        for at, cell in cells.items():
            # A head may have its unit or a mark of what is required below its name.
            column = words.get(folded(cell.text.split("\n")[0]))
            if at >= FIRST_HEAD_COLUMN and column is not None and column not in columns.values():
                columns[at] = column
        for column in listing.columns:
            if column not in columns.values():
                self.problem("form_column_missing", CellMark(sheet.name, row, FIRST_HEAD_COLUMN), label=column.label)
        if listing.path in self.found.answers.rows:
            self.problem("form_key_twice", CellMark(sheet.name, row, KEY_COLUMN), found=listing.heads, first="")
        return _Rows(self, columns, self.found.answers.rows.setdefault(listing.path, []))

    def missing(self) -> None:
        """Tell which questions of the form are no longer in the workbook, sheets that are gone included."""
        absent = [key for key in self.keys if key not in self.found.answers.single]
        absent += [one.heads for one in self.lists.values() if one.path not in self.found.answers.rows]
        if absent:
            self.found.problems.insert(
                0,
                Problem("warning", "form_rows_missing", f"{self.workbook.name}:1:1", params={"found": tuple(absent)}),
            )

    def problem(self, code: str, mark: CellMark, level: Level = "error", /, **params: object) -> None:
        self.found.problems.append(Problem(level, code, f"{self.workbook.name}:{mark.place}", params=params))


class _Rows:
    """The rows of a list as they are met."""

    def __init__(self, collector: _Collector, columns: dict[int, Column], rows: list[dict[str, Written]]) -> None:
        self.collector = collector
        self.columns = columns
        self.rows = rows

    def add(self, sheet: Sheet, row: int, cells: dict[int, Cell]) -> None:
        if any(at in cells for at in self.columns):
            self.rows.append(
                {one.name: Written(cells.get(at), CellMark(sheet.name, row, at)) for at, one in self.columns.items()}
            )
        for at in cells:
            if at >= FIRST_HEAD_COLUMN and at not in self.columns:
                self.collector.problem("stray_answer", CellMark(sheet.name, row, at))


def _rows(sheet: Sheet, after: int) -> Iterator[tuple[int, dict[int, Cell]]]:
    """Yield the rows below `after` that hold anything but white space, with their cells by column."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sheet.cells.items():
        if row > after and (cell.text.strip() or cell.kind != "text"):
            rows.setdefault(row, {})[column] = cell
    yield from sorted(rows.items())


def _keys(plan: FormPlan) -> Iterator[str]:
    """Yield the key of every row of the form that takes a single answer."""
    for item in plan.items():
        match item:
            case Question():
                yield item.key
            case Choices():
                yield from (item.key(choice) for choice in (*item.field.options, ""))
                if item.other:
                    yield item.other
            case Listing() if item.asked:
                yield item.asked


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return "" if cell is None else cell.text.strip()
