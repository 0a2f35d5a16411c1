"""JSON to the positioned tree: the standard library scans the strings, this module keeps the places."""

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined] # in the library since 2.6, not in its stubs
from typing import NamedTuple

from certify.documents.bounds import note
from certify.documents.files import stray_character
from certify.documents.tree import MappingNode, Node, Scalar, SequenceNode
from certify.documents.yaml import DEEPEST, LONGEST_SCALAR, MOST_NODES
from certify.problems import Problem, shown_key

_SPACE = re.compile(r"[ \t\r\n]*")
_LITERAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")


class _Mark(NamedTuple):
    line: int
    column: int


class _JsonError(Exception):
    def __init__(self, code: str, at: int, **params: object) -> None:
        self.code = code
        self.at = at
        self.params = params


class _Reader:
    """One pass over the text; `at` is the next character."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.at = 0
        self.nodes = 0
        self.duplicates: list[Problem] = []
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.line = 1

    def mark(self, at: int) -> _Mark:
        """Return the place of a character; the places asked for only move forward, errors apart."""
        while self.line < len(self.starts) and self.starts[self.line] <= at:
            self.line += 1
        while self.starts[self.line - 1] > at:
            self.line -= 1
        return _Mark(self.line - 1, at - self.starts[self.line - 1])

    def skip(self) -> str:
        """Pass over white space and return the next character, empty at the end."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def document(self) -> Node:
        """Read the one value that a JSON text holds."""
        node = self.value(0)
        if self.skip():
            raise _JsonError("json_trailing", self.at)
        return node

    def value(self, depth: int) -> Node:
        """Read the value that begins here."""
        character = self.skip()
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _JsonError("too_many_nodes", self.at, most=MOST_NODES)
        if depth >= DEEPEST and character in "{[":
            raise _JsonError("too_deep", self.at, most=DEEPEST)
        if character == "{":
            return self.mapping(depth)
        if character == "[":
            return self.sequence(depth)
        if character == '"':
            return self.string()
        match = _LITERAL.match(self.text, self.at)
        if match is None:
            raise _JsonError("json_syntax", self.at)
        if len(match[0]) > LONGEST_SCALAR:
            raise _JsonError("scalar_too_long", self.at, most=LONGEST_SCALAR)
        mark = self.mark(self.at)
        self.at = match.end()
        return Scalar(match[0], mark, plain=True)

    def string(self) -> Scalar:
        """Read a quoted string."""
        start = self.at
        mark = self.mark(start)
        try:
            text, self.at = scanstring(self.text, start + 1, True)  # noqa: FBT003 - positional in the library
        except JSONDecodeError as error:
            raise _JsonError("json_string", error.pos) from error
        if len(text) > LONGEST_SCALAR:
            raise _JsonError("scalar_too_long", start, most=LONGEST_SCALAR)
        stray = stray_character(text)
        if stray:
            raise _JsonError("control_character", start, found=stray)
        return Scalar(text, mark, plain=False)

    def mapping(self, depth: int) -> MappingNode:
        """Read an object; a key that stands twice is a problem, and the first one counts."""
        node = MappingNode(self.mark(self.at))
        self.at += 1
        if self.skip() == "}":
            self.at += 1
            return node
        while True:
            if self.skip() != '"':
                raise _JsonError("json_key", self.at)
            key = self.string()
            self.nodes += 1
            if self.skip() != ":":
                raise _JsonError("json_syntax", self.at)
            self.at += 1
            value = self.value(depth + 1)
            first = node.entries.setdefault(key.text, (key, value))
            if first[0] is not key:
                where = f"{self.name}:{key.line}:{key.column}"
                params = {"key": shown_key(key.text), "line": first[0].line}
                note(self.duplicates, Problem("error", "duplicate_key", where, params=params))
            if self.end("}"):
                return node

    def sequence(self, depth: int) -> SequenceNode:
        """Read an array."""
        node = SequenceNode(self.mark(self.at))
        self.at += 1
        if self.skip() == "]":
            self.at += 1
            return node
        while True:
            node.items.append(self.value(depth + 1))
            if self.end("]"):
                return node

    def end(self, closing: str) -> bool:
        """Pass over a comma or the closing bracket, and return whether it was the bracket."""
        character = self.skip()
        if character not in (",", closing) or not character:
            raise _JsonError("json_syntax", self.at)
        self.at += 1
        return character == closing


def parse_json(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Parse one JSON text within the bounds of the YAML reader, with the place of the first syntax error."""
    reader = _Reader(text, name)
    try:
        return reader.document(), reader.duplicates
    except _JsonError as error:
        mark = reader.mark(min(error.at, len(text)))
        where = f"{name}:{mark.line + 1}:{mark.column + 1}"
        return None, [Problem("error", error.code, where, params=error.params)]
