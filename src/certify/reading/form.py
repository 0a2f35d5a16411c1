"""A tree read against a form of fields: typed facts out, every problem placed.

Submissions, review files and batch files are all read here; only their fields differ.
"""

import re
from collections.abc import Callable, Iterator

from certify.documents.tree import BOOLEANS, NULLS, Document, MappingNode, Node, Scalar, SequenceNode
from certify.facts import Record, Value
from certify.masking import MASKED
from certify.problems import Problem, excerpt
from certify.reading.field_values import choice, converter, open_choice, shown
from certify.reading.sink import Sink
from certify.reading.values import (
    UnreadableError,
    names_no_document,
    read_bool,
    read_int,
    read_text,
    says_none,
)
from certify.rules.vocabulary import Field
from certify.spelling import folded, normal

# What an unknown field is called is shown only where it looks like a name of fields: anything can stand in its place.
_LIKE_A_FIELD = re.compile(r"(?:[A-Za-z_][A-Za-z0-9_.-]{0,29})?")


Reader = Callable[[Node, Record, str, str, Sink], None]


class Form:
    """The compiled reader of a list of fields. Reading never stops at a problem."""

    def __init__(self, fields: tuple[Field, ...]) -> None:
        """Compile the readers of `fields`, one a field."""
        self._root = _RecordReader(fields, "")

    def read(self, document: Document) -> tuple[Record, Sink]:
        """Return the facts that could be read, by flat name, and what was found wrong."""
        sink = Sink(document)
        facts: Record = {}
        root = document.root
        if isinstance(root, MappingNode):
            self._root.read_entries(root, facts, "", sink)
        elif root is not None:
            sink.fault(root, "", "expected_mapping")
        return facts, sink


class _RecordReader:
    """Reads one mapping; nested records lie flat in the facts, their names joined by dots."""

    def __init__(self, fields: tuple[Field, ...], prefix: str, *, none_allowed: bool = False) -> None:
        self.prefix = prefix
        self.readers: dict[str, tuple[Reader, str]] = {
            field.name: (_reader(field, prefix + field.name, none_allowed), prefix + field.name) for field in fields
        }
        self.labels = {folded(label): field.name for field in fields for label in (field.label.zh, field.label.en)}
        self.required = tuple(_required(fields, prefix))

    def read_entries(self, node: MappingNode, facts: Record, place: str, sink: Sink) -> None:
        """Read every entry of `node` and note what is required and absent; `place` is the path above."""
        before = len(sink.problems)
        self.read(node, facts, place, sink)
        for name, field in self.required:
            if name not in facts and not _reported(sink.problems, before, place + name):
                at = sink.document.find(place + name) or node
                params = {"label": field.label, "accepted": field.options}
                sink.fault(at, place + name, "required", **params)

    def read(self, node: MappingNode, facts: Record, place: str, sink: Sink) -> None:
        """Read every entry of `node`."""
        readers = self.readers
        for name, (key, value) in node.entries.items():
            found = readers.get(name)
            if found is None:
                meant = self.labels.get(folded(name))
                near = meant or sink.nearest(name, readers)
                said = excerpt(name) if meant or _LIKE_A_FIELD.fullmatch(name) else MASKED
                sink.fault(key, place + self.prefix + said, "unknown_field", found=said, suggestion=near)
                continue
            found[0](value, facts, found[1], place, sink)


def _reported(problems: list[Problem], since: int, path: str) -> bool:
    return any(problem.field == path for problem in problems[since:])


def _required(fields: tuple[Field, ...], prefix: str) -> Iterator[tuple[str, Field]]:
    """Yield what must be answered in a record: its required leaves and those of the records in it."""
    for field in fields:
        if field.type == "record":
            yield from _required(field.fields, f"{prefix}{field.name}.")
        elif field.required:
            yield prefix + field.name, field


def _reader(field: Field, name: str, none_allowed: bool) -> Reader:  # noqa: FBT001 - of the record that it lies in
    match field.type:
        case "record":
            return _record(field, name)
        case "records":
            return _records(field)
        case "set":
            return _set(field)
        case "counts":
            return _by_name(field, "number", read_int(field.unit.zh if field.unit else ""))
        case "texts":
            return _by_name(field, "text", read_text)
        case _:
            return _leaf(field, within_none_allowed=none_allowed)


def _is_empty(node: Node) -> bool:
    """Return whether a node says nothing: blank text, null, or an empty mapping. An empty list is an answer."""
    if type(node) is Scalar:
        return node.is_null
    return type(node) is MappingNode and not node.entries


def _leaf(field: Field, *, within_none_allowed: bool) -> Reader:
    convert = converter(field)
    is_date, is_text, is_doc = field.type == "date", field.type == "text", field.type == "doc"

    def read(node: Node, facts: Record, name: str, place: str, sink: Sink) -> None:
        if type(node) is not Scalar:
            if not _is_empty(node):
                sink.fault(node, place + name, "expected_value", label=field.label)
            return
        text = node.text
        if not text or text.isspace() or (node.plain and text in NULLS):
            return
        if is_text and node.plain and text in BOOLEANS:
            sink.fault(node, place + name, "yes_no_for_text", **shown(field, text))
            return
        if is_text and within_none_allowed and says_none(text):
            # 无 as a number would count as a number: that there is none is said of the whole record.
            sink.fault(node, place + name, "none_for_part", label=field.label)
            return
        try:
            value = convert(text)
        except UnreadableError as error:
            sink.refuse(node, place + name, field, text, error)
            return
        facts[name] = value
        if is_date:
            sink.dates.append((value, field, place + name, node))  # type: ignore[arg-type]
        elif is_doc and names_no_document(text):
            sink.warn(node, place + name, "doc_without_name", label=field.label)

    return read


def _set(field: Field) -> Reader:
    choose = open_choice(field) if field.open else choice(field)
    order = {choice: number for number, choice in enumerate(field.options)}

    def read(node: Node, facts: Record, name: str, place: str, sink: Sink) -> None:
        if _is_empty(node):
            return
        if type(node) is not SequenceNode:
            sink.fault(node, place + name, "expected_list", label=field.label)
            return
        values: dict[str, None] = {}
        for index, item in enumerate(node.items):
            path = f"{place}{name}[{index}]"
            if type(item) is not Scalar:
                sink.fault(item, path, "expected_value", label=field.label)
            elif _is_empty(item):
                sink.fault(item, path, "empty_entry", label=field.label)
            else:
                try:
                    values[choose(item.text)] = None
                except UnreadableError as error:
                    sink.refuse(item, path, field, item.text, error)
        # A set has no order: that of its choices makes equal answers equal facts.
        facts[name] = tuple(sorted(values, key=lambda value: order.get(value, len(order))))

    return read


def _record(field: Field, name: str) -> Reader:
    inner = _RecordReader(field.fields, name + ".", none_allowed=field.none_allowed)

    def read(node: Node, facts: Record, name: str, place: str, sink: Sink) -> None:
        if type(node) is MappingNode:
            before = len(facts)
            inner.read(node, facts, place, sink)
            if field.none_allowed and len(facts) > before:
                facts[name] = True
            return
        if type(node) is Scalar:
            if node.is_null:
                return
            if field.none_allowed and _says_none(node):
                facts[name] = False
                return
        code = "expected_mapping_or_none" if field.none_allowed else "expected_mapping"
        sink.fault(node, place + name, code, label=field.label)

    return read


def _says_none(node: Scalar) -> bool:
    try:
        return not read_bool(node.text)
    except UnreadableError:
        return False


def _records(field: Field) -> Reader:
    inner = _RecordReader(field.fields, "")

    def read(node: Node, facts: Record, name: str, place: str, sink: Sink) -> None:
        if _is_empty(node):
            return
        if type(node) is not SequenceNode:
            sink.fault(node, place + name, "expected_list", label=field.label)
            return
        found: list[Record] = []
        for index, item in enumerate(node.items):
            path = f"{place}{name}[{index}]"
            if type(item) is MappingNode:
                record: Record = {}
                inner.read_entries(item, record, path + ".", sink)
                found.append(record)
            else:
                sink.fault(item, path, "empty_entry" if _is_empty(item) else "expected_mapping", label=field.label)
                # It keeps its place, so that those behind it are told at theirs.
                found.append({})
        facts[name] = found

    return read


def _by_name(field: Field, kept_as: str, convert: Callable[[str], Value]) -> Reader:
    """Return a reader of a mapping from names to values of one type, kept as records of a name and a value."""

    def read(node: Node, facts: Record, name: str, place: str, sink: Sink) -> None:
        if _is_empty(node):
            return
        if type(node) is not MappingNode:
            sink.fault(node, place + name, "expected_mapping", label=field.label)
            return
        found: list[Record] = []
        for key, (_, value) in node.entries.items():
            path = f"{place}{name}.{key}"
            if type(value) is not Scalar or value.is_null:
                code = "empty_entry" if _is_empty(value) else "expected_value"
                sink.fault(value, path, code, label=field.label)
                continue
            try:
                found.append({"name": normal(key), kept_as: convert(value.text)})
            except UnreadableError as error:
                sink.refuse(value, path, field, value.text, error)
        facts[name] = found

    return read
