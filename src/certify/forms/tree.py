"""The answers of a form to the positioned tree that every submission is read from: as the YAML of the same content."""

import re
from dataclasses import dataclass

from certify.documents.bounds import note
from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode
from certify.forms.answers import Answers, Written
from certify.forms.plan import Choices, Column, FormPlan, Listing, Question
from certify.language import Text
from certify.masking import MASKED
from certify.problems import Problem, excerpt
from certify.rules.vocabulary import Field
from certify.spelling import folded
from certify.workbooks.grid import Cell, CellMark, Kind

_BETWEEN = re.compile(r"[、,，;；\n]")
_YES = frozenset({"是", "有", "√", "✓", "✔", "yes", "true", "1"})
_NO = frozenset({"否", "无", "没有", "×", "✗", "✘", "no", "none", "false", "0"})


@dataclass(frozen=True, slots=True)
class FormMark:
    """A cell's place as a mark of the tree: line and column from 0."""

    cell: CellMark

    @property
    def line(self) -> int:
        """Line, from 0."""
        return self.cell.row - 1

    @property
    def column(self) -> int:
        """Column, from 0."""
        return self.cell.column - 1


class FormDocument(Document):
    """The tree of a workbook: its places are sheets and cells."""

    __slots__ = ()

    def place(self, node: Node | None) -> str:
        """Return `file:sheet!cell` of `node`, or the file's beginning where it stands in no cell."""
        if node is None or not isinstance(node.mark, FormMark):
            return f"{self.name}:1:1"
        return f"{self.name}:{node.mark.cell.place}"


def cell_fault(kind: Kind, field: Field) -> str:
    """Return why a cell of that kind cannot be read as the field, empty where it can.

    Of a personal field only presence is read, so that what was lost of it does no harm.
    """
    match kind:
        case "error":
            return "cell_error"
        case "stale":
            return "cell_stale"
        case "digits":
            return "" if field.personal else "cell_lost_digits"
        case "date" if field.type in ("text", "doc", "set") and not field.personal:
            return "cell_date_for_text"
        case _:
            return ""


def says(cell: Cell) -> bool | None:
    """Return whether a cell says yes or no, none where it says neither."""
    word = folded(cell.text)
    return word in _YES if word in _YES or word in _NO else None


def tree_of(answers: Answers, plan: FormPlan, name: str) -> FormDocument:
    """Return the tree of the answers, with the problems of cells that cannot be what they should."""
    builder = _Builder(answers, plan, name)
    root = builder.root()
    return FormDocument(name, root, tuple(builder.problems))


class _Builder:
    def __init__(self, answers: Answers, plan: FormPlan, name: str) -> None:
        self.answers = answers
        self.plan = plan
        self.name = name
        self.problems: list[Problem] = []

    def root(self) -> MappingNode | None:
        entries: dict[str, Node] = {}
        for item in self.plan.items():
            match item:
                case Question():
                    written = self.answers.single.get(item.key)
                    if written is not None:
                        entries[item.key] = self.scalar(item.field, item.key, written)
                case Choices():
                    chosen = self.choices(item)
                    if chosen is not None:
                        entries[item.field.path] = chosen
                # The cases of a ledger are a list of their own, and no part of the record of the same name.
                case Listing() if not item.parent and self.plan.vocabulary.by_path.get(item.path) is item.field:
                    self.orphans(item)
                    listed = self.listing(item)
                    if listed is not None:
                        entries[item.path] = listed
        first = next(iter(entries.values()), None)
        if first is None:
            return None
        root = MappingNode(first.mark)
        for path, node in entries.items():
            _put(root, path, node)
        return root

    def scalar(self, field: Field, path: str, written: Written) -> Scalar:
        """Return the text of a cell, blank where it is empty or cannot be what the field asks for."""
        cell, mark = written.cell, FormMark(written.mark)
        if cell is None:
            return Scalar("", mark, plain=False)
        code = cell_fault(cell.kind, field)
        if code:
            found = cell.text if cell.kind == "error" else ""
            self.fault(code, written, path, label=field.label, found=found)
            return Scalar("", mark, plain=False)
        # A cell that says TRUE is no text, like a bare true in YAML.
        return Scalar(cell.text.strip(), mark, plain=cell.kind == "bool")

    def choices(self, item: Choices) -> SequenceNode | None:
        """Return the choices that are ticked; none where nothing is said about any of them."""
        rows = [(choice, self.answers.single.get(item.key(choice))) for choice in item.field.options]
        ticked = [(choice, one) for choice, one in rows if one is not None and self.tick(one, item.field)]
        said = any(one is not None and one.cell is not None for _, one in rows)
        nothing = self.answers.single.get(item.key(""))
        other = self.answers.single.get(item.other) if item.other else None
        items: list[Node] = [Scalar(choice, FormMark(one.mark), plain=False) for choice, one in ticked]
        if other is not None and other.cell is not None:
            items += self.several(item.field, item.field.path, other)
            said = True
        if nothing is not None and nothing.cell is not None and self.tick(nothing, item.field):
            if items:
                self.fault("none_and_some", nothing, item.field.path, label=item.field.label)
            said = True
        marked = next((one for _, one in rows if one is not None), nothing or other)
        if not said or marked is None:
            return None
        node = SequenceNode(FormMark(marked.mark))
        node.items += items
        return node

    def listing(self, item: Listing) -> SequenceNode | None:
        """Return the rows of a list, an empty list where it is said that there is nothing to list."""
        rows = self.answers.rows.get(item.path, [])
        asked = self.answers.single.get(item.asked)
        if not self.agree(asked, bool(rows), item.path, item.field):
            return None
        mark = asked.mark if asked is not None else next(iter(rows[0].values())).mark
        node = SequenceNode(FormMark(mark))
        node.items += [self.record(item, row, f"{item.path}[{index}]") for index, row in enumerate(rows)]
        return node

    def agree(self, asked: Written | None, listed: bool, path: str, field: Field) -> bool:  # noqa: FBT001 - what is asked
        """Return whether there is a list, and tell where the answer to "is there any" and the rows contradict."""
        if asked is None or asked.cell is None:
            return listed
        answer = self.yes_no(asked, path, field.label, masked=field.masked)
        if answer is None:
            return False
        if answer != listed and (listed or answer):
            self.fault("none_but_listed" if listed else "some_but_not_listed", asked, path, label=field.label)
        return True

    def record(self, item: Listing, row: dict[str, Written], path: str) -> MappingNode:
        """Return one row of a list, with the records and lists within it."""
        node = MappingNode(FormMark(next(iter(row.values())).mark))
        for column in item.columns:
            written = row.get(column.name)
            if written is None:
                continue
            if not column.answers:
                _put(node, column.name, self.value(column, f"{path}.{column.name}", written))
            elif column.field.type == "records":
                below = self.below(column, row, written, path)
                if below is not None:
                    _put(node, column.field.name, below)
        for column in item.columns:
            if column.answers and column.field.type == "record" and column.name in row:
                self.whole(node, column, row, path)
        return node

    def value(self, column: Column, path: str, written: Written) -> Node:
        """Return the value of a column; several in one cell stand apart by commas, and 无 says that there are none."""
        if column.field.type != "set":
            return self.scalar(column.field, path, written)
        node = SequenceNode(FormMark(written.mark))
        if written.cell is not None and folded(written.cell.text) in _NO:
            return node
        node.items += self.several(column.field, path, written)
        return node if node.items else Scalar("", FormMark(written.mark), plain=False)

    def several(self, field: Field, path: str, written: Written) -> list[Node]:
        """Return the names that stand in one cell."""
        scalar = self.scalar(field, path, written)
        return [Scalar(part.strip(), scalar.mark, plain=False) for part in _BETWEEN.split(scalar.text) if part.strip()]

    def whole(self, node: MappingNode, column: Column, row: dict[str, Written], path: str) -> None:
        """Let "there is none" stand for a whole record; it contradicts anything written of the record."""
        written = row[column.name]
        if written.cell is None:
            return
        path = f"{path}.{column.field.name}"
        answer = self.yes_no(written, path, column.label, masked=column.field.masked)
        given = [one for name, one in row.items() if name.startswith(f"{column.field.name}.") and one.cell is not None]
        if answer is False:
            if given:
                self.fault("none_but_listed", written, path, label=column.field.label)
            key = Scalar(column.field.name, FormMark(written.mark), plain=True)
            node.entries[column.field.name] = (key, Scalar("false", FormMark(written.mark), plain=True))

    def below(self, column: Column, row: dict[str, Written], asked: Written, path: str) -> SequenceNode | None:
        """Return the rows of a list within a list that name this row."""
        inner = next(one for one in self.plan.items() if isinstance(one, Listing) and one.path == column.field.path)
        rows = [one for one in self.answers.rows.get(inner.path, []) if _names(one, inner, row)]
        above = f"{path}.{column.field.name}"
        if not self.agree(asked, bool(rows), above, column.field):
            return None
        node = SequenceNode(FormMark(asked.mark))
        own = Listing(inner.field, inner.columns[1:])
        node.items += [self.record(own, one, f"{above}[{index}]") for index, one in enumerate(rows)]
        return node

    def orphans(self, item: Listing) -> None:
        """Tell of rows of a list within this one that name none of its rows."""
        for inner in self.plan.items():
            if isinstance(inner, Listing) and inner.parent == item.path:
                for row in self.answers.rows.get(inner.path, []):
                    # Where the column itself is gone, that has been told.
                    if inner.parent_id in row and not any(
                        _names(row, inner, parent) for parent in self.answers.rows.get(item.path, [])
                    ):
                        self.orphan(item, inner, row[inner.parent_id])

    def orphan(self, item: Listing, inner: Listing, named: Written) -> None:
        label = inner.columns[0].label
        if named.cell is None:
            self.fault("required", named, inner.path, label=label)
        else:
            # Somebody may have written a name in the place of the local id.
            found = MASKED if inner.columns[0].field.masked else excerpt(named.cell.text)
            self.fault("row_of_nothing", named, inner.path, found=found, label=label, list=item.field.label)

    def tick(self, written: Written, field: Field) -> bool:
        return written.cell is not None and self.yes_no(written, field.path, field.label) is True

    def yes_no(self, written: Written, path: str, label: Text, *, masked: bool = False) -> bool | None:
        """Return what a cell says, none where it says neither."""
        assert written.cell is not None
        said = says(written.cell)
        if said is not None:
            return said
        codes = {"error": "cell_error", "stale": "cell_stale"}
        code = codes.get(written.cell.kind, "not_yes_no")
        found = MASKED if masked else excerpt(written.cell.text)
        self.fault(code, written, path, label=label, found=found)
        return None

    def fault(self, code: str, written: Written, path: str, **params: object) -> None:
        note(self.problems, Problem("error", code, f"{self.name}:{written.mark.place}", path, params))


def _names(row: dict[str, Written], inner: Listing, parent: dict[str, Written]) -> bool:
    """Return whether a row of a list within a list names a row of the list above."""
    one, two = row.get(inner.parent_id), parent.get(inner.parent_id)
    if one is None or two is None or one.cell is None or two.cell is None:
        return False
    return folded(one.cell.text) == folded(two.cell.text)


def _put(node: MappingNode, path: str, value: Node) -> None:
    """Put a value at a dotted path, with the mappings that lead to it."""
    for step in path.split(".")[:-1]:
        found = node.entries.get(step)
        below = found[1] if found is not None else MappingNode(value.mark)
        assert isinstance(below, MappingNode)
        node.entries.setdefault(step, (Scalar(step, value.mark, plain=True), below))
        node = below
    last = path.rpartition(".")[2]
    node.entries[last] = (Scalar(last, value.mark, plain=True), value)
