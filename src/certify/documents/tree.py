"""The positioned tree that every document becomes: scalars stay text, nothing is interpreted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias, final

from certify.problems import Problem

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})


class Mark(Protocol):
    """A place as the parsers give it: line and column from 0."""

    @property
    def line(self) -> int:
        """Line, from 0."""

    @property
    def column(self) -> int:
        """Column, from 0."""


class _Placed:
    """Anything that stands at a mark; lines and columns count from 1."""

    __slots__ = ("mark",)

    mark: Mark

    @property
    def line(self) -> int:
        """The line it stands in, from 1."""
        return self.mark.line + 1

    @property
    def column(self) -> int:
        """The column it begins at, from 1."""
        return self.mark.column + 1


@final
class Scalar(_Placed):
    """A scalar's text as written; `plain` tells `null` from `"null"`."""

    __slots__ = ("plain", "text")

    def __init__(self, text: str, mark: Mark, plain: bool) -> None:  # noqa: FBT001 - made a million times
        """Make a scalar standing at `mark`."""
        self.text = text
        self.mark = mark
        self.plain = plain

    @property
    def is_null(self) -> bool:
        """Whether the scalar says that there is no value: an unquoted null, or blank text."""
        return not self.text or self.text.isspace() or (self.plain and self.text in NULLS)


@final
class MappingNode(_Placed):
    """A mapping: `entries` leads from each key to the key's scalar and the value's node."""

    __slots__ = ("entries",)

    def __init__(self, mark: Mark) -> None:
        """Make an empty mapping standing at `mark`."""
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.mark = mark


@final
class SequenceNode(_Placed):
    """A sequence of nodes."""

    __slots__ = ("items",)

    def __init__(self, mark: Mark) -> None:
        """Make an empty sequence standing at `mark`."""
        self.items: list[Node] = []
        self.mark = mark


Node: TypeAlias = Scalar | MappingNode | SequenceNode


@dataclass(frozen=True, slots=True)
class Document:
    """A file's tree (`None` where it could not be read), its problems, and the name that places refer to."""

    name: str
    root: Node | None
    problems: tuple[Problem, ...]

    def place(self, node: Node | None) -> str:
        """Return `name:line:column` of `node`, or the file's first character where there is no node."""
        return f"{self.name}:1:1" if node is None else f"{self.name}:{node.line}:{node.column}"

    def find(self, path: str) -> Node | None:
        """Return the node at a path like `mediators[2].certificate.number`, or the nearest one above it."""
        node = self.root
        steps = path.replace("[", ".[").split(".")
        while steps:
            below, length = _below(node, steps)
            if below is None:
                break
            node = below
            steps = steps[length:]
        return node


def paths_of(node: Node | None, above: str = "") -> Iterator[str]:
    """Yield the path of every value that is not null, without the positions of list items: `mediators.certificate`."""
    match node:
        case MappingNode():
            for key, (_, below) in node.entries.items():
                path = f"{above}.{key}" if above else key
                if not (isinstance(below, Scalar) and below.is_null):
                    yield path
                yield from paths_of(below, path)
        case SequenceNode():
            for item in node.items:
                yield from paths_of(item, above)
        case _:
            return


def texts_of(node: Node | None) -> list[tuple[int, Scalar]]:
    """Return the scalars of a sequence with their positions in it."""
    items = node.items if isinstance(node, SequenceNode) else []
    return [(position, item) for position, item in enumerate(items) if isinstance(item, Scalar)]


def _below(node: Node | None, steps: list[str]) -> tuple[Node | None, int]:
    """Return the node that the first of `steps` lead to, and how many they are: a key can hold dots itself."""
    for length in range(1, len(steps) + 1):
        found = _step(node, ".".join(steps[:length]))
        if found is not None:
            return found, length
    return None, 0


def _step(node: Node | None, step: str) -> Node | None:
    if isinstance(node, MappingNode):
        entry = node.entries.get(step)
        return None if entry is None else entry[1]
    if isinstance(node, SequenceNode) and step[1:-1].isdecimal():
        index = int(step[1:-1])
        return node.items[index] if index < len(node.items) else None
    return None
