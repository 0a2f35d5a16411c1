"""YAML to the positioned tree, by parser events alone: no value is constructed and nothing can be expanded."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from certify.documents.bounds import note
from certify.documents.files import stray_character
from certify.documents.tree import MappingNode, Mark, Node, Scalar, SequenceNode
from certify.documents.yaml_faults import syntax_problems
from certify.problems import Problem, shown_key

DEEPEST = 24
MOST_NODES = 100_000
LONGEST_SCALAR = 20_000

# A line that begins with % before any content.
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*%")
# White space behind the first word of a line: one of the two parsers takes no tab there.
_SPACES = re.compile(r"(?<=\S)[ \t]*\t[ \t]*")
_PARSER_IN_PYTHON = "ruamel.yaml.parser"


class _RefusedError(Exception):
    """A construct that this reader does not take."""

    def __init__(self, code: str, mark: Mark, **params: object) -> None:
        self.code = code
        self.mark = mark
        self.params = params


def parser_in_use() -> str:
    """Return which YAML parser runs: the C one of ruamel.yaml.clib, or ruamel.yaml's own in Python."""
    return _parser().__module__


@cache
def _parser() -> type[Any]:
    """Return the class of the parser in use: making a `YAML` looks for plug-ins on disk, too dear for every file."""
    parser: type[Any] = YAML(typ="safe").Parser
    return parser


def parse_yaml(text: str, name: str, *, pure: bool = False) -> tuple[Node | None, list[Problem]]:
    """Parse one YAML document, refusing aliases, anchors, tags, directives and anything beyond the bounds.

    The first syntax error ends the reading; duplicate keys are all reported. `pure` forces the Python parser.
    """
    duplicates: list[Problem] = []
    if "\t" in text:
        text = _SPACES.sub(lambda found: " " * len(found[0]), text)
    directive = _DIRECTIVE.match(text)
    if directive is not None:
        line = text.count("\n", 0, directive.end()) + 1
        return None, [Problem("error", "yaml_directive", f"{name}:{line}:1")]
    try:
        events = _events(text, pure=pure)
        with _collector_paused():
            root = _build(events, name, duplicates)
    except _RefusedError as refused:
        where = f"{name}:{refused.mark.line + 1}:{refused.mark.column + 1}"
        return None, [Problem("error", refused.code, where, params=refused.params)]
    except YAMLError as error:
        return None, syntax_problems(error, text, name, partial(_error, pure=pure))
    return root, duplicates


def _error(text: str, *, pure: bool) -> YAMLError | None:
    """Return the syntax error of a text, none where it is read or refused for something else."""
    try:
        _build(_events(text, pure=pure), "", [])
    except YAMLError as error:
        return error
    except _RefusedError:
        return None
    return None


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the cyclic collector from walking a growing tree, which is bounded and has no cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _events(text: str, *, pure: bool) -> Iterator[Any]:
    """Return the parser's events; the C parser is asked directly, which halves the cost of an event."""
    if pure or parser_in_use() == _PARSER_IN_PYTHON:
        events: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
        return events
    return iter(_parser()(text).get_event, None)


def _build(  # noqa: C901, PLR0912 - one loop, a call less a node
    events: Iterator[Any], name: str, duplicates: list[Problem]
) -> Node | None:
    """Build the tree in one loop over the events; `stack` holds the open collections and their pending keys."""
    root: Node | None = None
    stack: list[tuple[MappingNode | SequenceNode | None, Scalar | None]] = []
    top: MappingNode | SequenceNode | None = None
    key: Scalar | None = None
    nodes = 0
    documents = 0
    for event in events:
        kind = type(event)
        node: Node
        if kind is ScalarEvent:
            text = event.value
            if event.anchor is not None or event.ctag is not None or len(text) > LONGEST_SCALAR:
                _refuse(event, len(text))
            plain = event.implicit[0]
            if event.style == '"' and not text.isprintable() and (stray := stray_character(text)):
                raise _RefusedError("control_character", event.start_mark, found=stray)
            # The parsers place an absent value differently; its key is where a person looks.
            mark = event.start_mark if text or not plain or key is None else key.mark
            node = Scalar(text, mark, plain)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.ctag is not None or len(stack) >= DEEPEST:
                _refuse(event)
            node = MappingNode(event.start_mark) if kind is MappingStartEvent else SequenceNode(event.start_mark)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            top, key = stack.pop()
            continue
        else:
            documents = _outside_document(event, documents)
            continue
        nodes += 1
        if type(top) is MappingNode:
            if key is None:
                key = _key(node, top, name, duplicates)
                continue
            top.entries.setdefault(key.text, (key, node))
            key = None
        elif type(top) is SequenceNode:
            top.items.append(node)
        else:
            root = node
        if type(node) is not Scalar:
            stack.append((top, key))
            top, key = node, None
        if nodes > MOST_NODES:
            raise _RefusedError("too_many_nodes", node.mark, most=MOST_NODES)
    return root


def _refuse(event: Any, length: int = 0) -> None:  # noqa: ANN401 - the parser's events are untyped
    mark = event.start_mark
    if event.anchor is not None:
        raise _RefusedError("yaml_anchor", mark)
    if event.ctag is not None:
        raise _RefusedError("yaml_tag", mark)
    if length:
        raise _RefusedError("scalar_too_long", mark, most=LONGEST_SCALAR)
    raise _RefusedError("too_deep", mark, most=DEEPEST)


def _outside_document(event: Any, documents: int) -> int:  # noqa: ANN401 - the parser's events are untyped
    """Refuse what may not stand around or instead of nodes, and return the number of documents begun."""
    kind = type(event)
    if kind is AliasEvent:
        raise _RefusedError("yaml_anchor", event.start_mark)
    if kind is not DocumentStartEvent:
        return documents
    if documents:
        raise _RefusedError("yaml_second_document", event.start_mark)
    return 1


def _key(node: Node, top: MappingNode, name: str, duplicates: list[Problem]) -> Scalar:
    if type(node) is not Scalar:
        raise _RefusedError("yaml_key_not_text", node.mark)
    if node.text in top.entries:
        params = {"key": shown_key(node.text), "line": top.entries[node.text][0].line}
        note(duplicates, Problem("error", "duplicate_key", f"{name}:{node.line}:{node.column}", params=params))
    elif node.plain and node.text == "<<":
        raise _RefusedError("yaml_anchor", node.mark)
    return node
