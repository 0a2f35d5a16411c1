"""Entries added to the text of a review file: what stands in it stays to the byte, in the style it is written in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from certify.documents.files import decode
from certify.documents.load import parse_document
from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode

_ENTRIES = "entries"
_NAME = "review.yaml"
_BYTE_ORDER_MARK = "\ufeff"
_LAST_OF_FOUR = 0xFFFF
# Where nothing stands yet, entries begin like those of the sample.
_INDENT = 2
# Sub-checks, outcomes and days need no quotation marks.
_PLAIN = ("check", "outcome", "on")
# Neither a space that Chinese text holds nor anything that is seen needs an escape.
_SEEN = "\u3000"
NewEntry: TypeAlias = Mapping[str, str | list[str]]
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


class NotAppendableError(Exception):
    """A text that entries cannot be added to without touching what stands in it."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the next entry goes: at a character of the text, with the dash in `column`, or in brackets where that is none.

    `filled` says whether entries stand before it, `braced` whether the last of them is in braces, `quoted` whether its
    names are in quotation marks.
    """

    at: int
    column: int | None
    filled: bool
    braced: bool
    quoted: bool


def new_text(organization: str, entries: Sequence[NewEntry]) -> bytes:
    """Return the text of a review file with these entries."""
    place = _Place(0, _INDENT, filled=False, braced=True, quoted=False)
    text = f"organization: {_quoted(organization)}\n{_ENTRIES}:\n" + _lines(place, entries, "\n")
    return _checked(text.encode(), {"organization": organization, _ENTRIES: []}, entries)


def added_text(raw: bytes, entries: Sequence[NewEntry]) -> bytes:
    """Return the text of a review file with entries added behind those that stand in it.

    Raises `NotAppendableError` where that cannot be done by putting in text at one place, or where the result would not
    read as what stood there and then the new entries.
    """
    source = decode(raw, _NAME)
    document = parse_document(raw, _NAME)
    before = _plain(document.root)
    if source.problem is not None or document.problems or not isinstance(before, dict):
        raise NotAppendableError
    text = raw.decode("utf-8")
    shift = len(_BYTE_ORDER_MARK) if text.startswith(_BYTE_ORDER_MARK) else 0
    try:
        # Only one of the parsers takes tabs between words; as blanks they take the same room.
        plain = source.text.replace("\t", " ")
        place = _place(list(YAML(typ="safe", pure=True).parse(plain)), plain)
    except YAMLError as error:
        raise NotAppendableError from error
    at = place.at + shift
    ending = "\r\n" if "\r\n" in text else "\n"
    if place.column is None:
        new = _in_brackets(place, entries, ending)
    else:
        # The last line may lack its end.
        begins = "" if not text[:at] or text[:at].endswith(("\n", "\r")) else ending
        new = begins + _lines(place, entries, ending)
    return _checked((text[:at] + new + text[at:]).encode(), before, entries)


def _place(events: Sequence[Event], text: str) -> _Place:
    """Return where the entries of a text end; the parser in Python tells places by characters."""
    start = _start(events)
    first = events[start]
    assert isinstance(first, SequenceStartEvent)
    depth, last, inner = 0, None, None
    for event in events[start:]:
        if depth == 1 and isinstance(event, MappingStartEvent):
            inner = event
        if isinstance(event, SequenceStartEvent | MappingStartEvent):
            depth += 1
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            depth -= 1
        if depth == 1 and event is not first:
            last = event
        elif depth == 0:
            break
    braced = inner is None or bool(inner.flow_style)
    quoted = inner is not None and text[inner.end_mark.index :].lstrip()[:1] == '"'
    if first.flow_style:
        at = first.end_mark.index if last is None else last.end_mark.index
        return _Place(at, None, last is not None, braced=True, quoted=quoted or text.lstrip()[:1] == "{")
    # What follows begins at the mark: the end of the text, or a line of its own.
    at = text.rfind("\n", 0, event.start_mark.index) + 1 if event.start_mark.index < len(text) else len(text)
    return _Place(at, first.start_mark.column, last is not None, braced, quoted and braced)


def _start(events: Sequence[Event]) -> int:
    """Return the number of the event that the list of entries begins with."""
    depth = 0
    for at, event in enumerate(events):
        if depth == 1 and isinstance(event, SequenceStartEvent):
            name = events[at - 1]
            if isinstance(name, ScalarEvent) and name.value == _ENTRIES:
                return at
        if isinstance(event, SequenceStartEvent | MappingStartEvent):
            depth += 1
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            depth -= 1
    raise NotAppendableError


def _lines(place: _Place, entries: Sequence[NewEntry], ending: str) -> str:
    """Return entries as items of a list, a line each or a line for each of their fields."""
    indent = " " * (place.column or 0)
    lines = []
    for entry in entries:
        if place.braced:
            lines.append(f"{indent}- {_braced(entry, quoted=place.quoted)}")
        else:
            fields = [f"{name}: {_value(name, value)}" for name, value in entry.items()]
            lines += [f"{indent}- {fields[0]}", *(f"{indent}  {field}" for field in fields[1:])]
    return "".join(f"{line}{ending}" for line in lines)


def _in_brackets(place: _Place, entries: Sequence[NewEntry], ending: str) -> str:
    """Return entries for within brackets, behind what stands there."""
    items = f",{ending}{' ' * _INDENT}".join(_braced(entry, quoted=place.quoted) for entry in entries)
    return f"{',' if place.filled else ''}{ending}{' ' * _INDENT}{items}"


def _braced(entry: NewEntry, *, quoted: bool) -> str:
    fields = (
        f"{_quoted(name) if quoted else name}: {_value(name, value, quoted=quoted)}" for name, value in entry.items()
    )
    return f"{{{', '.join(fields)}}}"


def _value(name: str, value: str | list[str], *, quoted: bool = False) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_quoted, value))}]"
    return value if name in _PLAIN and not quoted else _quoted(value)


def _quoted(text: str) -> str:
    """Return text in double quotation marks, as YAML and JSON both take it."""
    marked = json.dumps(text, ensure_ascii=False)
    if marked.isprintable():
        return marked
    return "".join(one if one.isprintable() or one == _SEEN else _escape(ord(one)) for one in marked)


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code <= _LAST_OF_FOUR else f"\\U{code:08x}"


def _checked(raw: bytes, before: dict[str, Plain], entries: Sequence[NewEntry]) -> bytes:
    """Return the text once it reads as what stood there and then the new entries."""
    document: Document = parse_document(raw, _NAME)
    old = before[_ENTRIES]
    if document.problems or not isinstance(old, list):
        raise NotAppendableError
    wanted = before | {_ENTRIES: [*old, *map(dict, entries)]}
    if _plain(document.root) != wanted:
        raise NotAppendableError
    return raw


def _plain(node: Node | None) -> Plain:
    """Return a tree as its texts; line ends at the end of a text say nothing."""
    match node:
        case MappingNode():
            return {name: _plain(value) for name, (_, value) in node.entries.items()}
        case SequenceNode():
            return [_plain(item) for item in node.items]
        case Scalar():
            return node.text.rstrip("\n")
        case _:
            return ""
