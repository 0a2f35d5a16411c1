"""A submission to the answers of a form: what an earlier one says, written as a clerk would."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from certify.documents.tree import BOOLEANS, Document, MappingNode, Node, Scalar, SequenceNode
from certify.facts import Value
from certify.forms.answers import Answers, Written
from certify.forms.plan import Choices, Column, FormPlan, Listing, Question
from certify.language import Lang
from certify.reading.field_values import converter, spellings
from certify.reading.values import UnreadableError, read_bool
from certify.rules.vocabulary import Field
from certify.spelling import folded
from certify.workbooks.grid import Cell, CellMark

NOWHERE = CellMark("", 0, 0)
YES = {"zh": "是", "en": "yes"}
NO = {"zh": "否", "en": "no"}
SOME = {"zh": "有", "en": "yes"}
NONE = {"zh": "无", "en": "none"}
BETWEEN = {"zh": "、", "en": ", "}


def answers_of(document: Document, plan: FormPlan, lang: Lang) -> Answers:
    """Return what a document says, by the keys of `plan`; what cannot be read stands there as it was written."""
    filler = _Filler(plan, lang)
    root = document.root
    if isinstance(root, MappingNode):
        for item in plan.items():
            filler.item(item, _at(root, item.field.path) if isinstance(item, Question | Choices | Listing) else None)
    return filler.answers


class _Filler:
    def __init__(self, plan: FormPlan, lang: Lang) -> None:
        self.plan = plan
        self.lang: Lang = lang
        self.answers = Answers()

    def item(self, item: object, node: Node | None) -> None:
        match item, node:
            case Question(), Scalar():
                self.single(item.key, cell_of(item.field, node, self.lang))
            case Choices(), SequenceNode():
                self.choices(item, node)
            case Listing(), SequenceNode() if not item.parent:
                self.listing(item, node)

    def single(self, key: str, cell: Cell | None) -> None:
        if cell is not None:
            self.answers.single[key] = Written(cell, NOWHERE)

    def choices(self, item: Choices, node: SequenceNode) -> None:
        others = []
        for one in node.items:
            if not isinstance(one, Scalar) or one.is_null:
                continue
            chosen = _key(item.field, one.text)
            if chosen in item.field.options:
                self.single(item.key(chosen), _text(YES[self.lang]))
            else:
                others.append(one.text)
        if others and item.other:
            self.single(item.other, _text(BETWEEN[self.lang].join(others)))
        if not node.items:
            self.single(item.key(""), _text(YES[self.lang]))

    def listing(self, item: Listing, node: SequenceNode) -> None:
        self.single(item.asked, _text((SOME if node.items else NONE)[self.lang]))
        rows = self.answers.rows.setdefault(item.path, [])
        for one in node.items:
            row: dict[str, Written] = {}
            if isinstance(one, MappingNode):
                for column in item.columns:
                    cell = self.column(column, one)
                    if cell is not None:
                        row[column.name] = Written(cell, NOWHERE)
                self.below(item, one, row)
            rows.append(row)

    def column(self, column: Column, record: MappingNode) -> Cell | None:
        """Return what stands in one column of a row."""
        if column.answers:
            return self.whether(_at(record, column.field.name))
        node = _at(record, column.name)
        if isinstance(node, SequenceNode):
            texts = [self.shown(column.field, one) for one in node.items if isinstance(one, Scalar)]
            return _text(BETWEEN[self.lang].join(texts) or NONE[self.lang])
        return cell_of(column.field, node, self.lang) if isinstance(node, Scalar) else None

    def whether(self, node: Node | None) -> Cell | None:
        """Return whether a record or list within a row is there: nothing where nothing is said."""
        match node:
            case MappingNode():
                return _text(SOME[self.lang])
            case SequenceNode():
                return _text((SOME if node.items else NONE)[self.lang])
            case Scalar() if not node.is_null and _says_none(node.text):
                return _text(NONE[self.lang])
            case _:
                return None

    def below(self, item: Listing, record: MappingNode, row: Mapping[str, Written]) -> None:
        """Write the lists within a row to their own, with the id that leads back to it."""
        for inner in self.plan.items():
            if not isinstance(inner, Listing) or inner.parent != item.path:
                continue
            listed = _at(record, inner.field.name)
            rows = self.answers.rows.setdefault(inner.path, [])
            for one in listed.items if isinstance(listed, SequenceNode) else ():
                found = {inner.parent_id: row[inner.parent_id]} if inner.parent_id in row else {}
                for column in inner.columns[1:]:
                    cell = self.column(column, one) if isinstance(one, MappingNode) else None
                    if cell is not None:
                        found[column.name] = Written(cell, NOWHERE)
                rows.append(found)

    def shown(self, field: Field, node: Scalar) -> str:
        cell = cell_of(field, node, self.lang)
        return "" if cell is None else cell.text


def cell_of(field: Field, node: Scalar, lang: Lang) -> Cell | None:
    """Return a scalar as it stands in a cell; one that is no value of the field, as it was written."""
    if node.is_null:
        return None
    if field.options or field.type == "set":
        option = field.options.get(_key(field, node.text))
        return _text(option.to(lang) if option is not None else node.text)
    if field.type == "text" and node.plain and node.text in BOOLEANS:
        # A bare true is no text, and must not become one.
        return Cell("bool", str(read_bool(node.text)).lower())
    try:
        value = converter(field)(node.text)
    except UnreadableError:
        return _text(node.text)
    return _text(NONE[lang]) if field.type == "doc" and value is False else value_cell(value, lang)


def value_cell(value: Value, lang: Lang) -> Cell:
    """Return a value as it stands in a cell."""
    match value:
        case bool():
            return _text((YES if value else NO)[lang])
        case int():
            return Cell("number", str(value))
        case Decimal():
            return Cell("number", f"{value:f}")
        case date():
            return Cell("date", value.isoformat())
        case _:
            return _text(str(value))


def _key(field: Field, text: str) -> str:
    """Return the choice that a text names by its key or one of its labels, or the text."""
    return spellings(field.options).get(folded(text), text)


def _says_none(text: str) -> bool:
    try:
        return not read_bool(text)
    except UnreadableError:
        return False


def _at(node: Node | None, path: str) -> Node | None:
    """Return the node at a dotted path, none where it is not there."""
    for step in path.split("."):
        if not isinstance(node, MappingNode) or step not in node.entries:
            return None
        node = node.entries[step][1]
    return node


def _text(text: str) -> Cell:
    return Cell("text", text)
