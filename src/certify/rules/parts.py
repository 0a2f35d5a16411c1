"""A document as its content is checked: walked by keys that need not be there, of types that need not be right."""

from collections.abc import Iterator
from dataclasses import dataclass

from certify.documents.tree import MappingNode, Node, Scalar, SequenceNode
from certify.rules.files import plain


@dataclass(frozen=True, slots=True)
class Part:
    """A value of a document with the path that leads to it; `node` is absent where nothing stands there."""

    node: Node | None
    at: str = ""

    def of(self, key: str) -> "Part":
        """Return what stands below a key."""
        entry = self.node.entries.get(key) if isinstance(self.node, MappingNode) else None
        return Part(None if entry is None else entry[1], f"{self.at}.{key}" if self.at else key)

    def items(self) -> list["Part"]:
        """Return the items of a list, none where it is no list."""
        items = self.node.items if isinstance(self.node, SequenceNode) else []
        return [Part(item, f"{self.at}[{index}]") for index, item in enumerate(items)]

    def entries(self) -> dict[str, "Part"]:
        """Return what stands below each key of a mapping, nothing where it is no mapping."""
        return {key: self.of(key) for key in self.node.entries} if isinstance(self.node, MappingNode) else {}

    def walk(self) -> Iterator["Part"]:
        """Yield this part and all below it, in the order of the file."""
        yield self
        for below in (*self.items(), *self.entries().values()):
            yield from below.walk()

    @property
    def given(self) -> bool:
        """Whether anything stands here; null is nothing."""
        return plain(self.node) is not None

    @property
    def is_list(self) -> bool:
        """Whether a list stands here."""
        return isinstance(self.node, SequenceNode)

    @property
    def is_mapping(self) -> bool:
        """Whether a mapping stands here."""
        return isinstance(self.node, MappingNode)

    @property
    def text(self) -> str | None:
        """The text that stands here, absent where something else does: `1` and `true` are no texts, `"1"` is."""
        value = plain(self.node) if isinstance(self.node, Scalar) else None
        return value if isinstance(value, str) else None

    @property
    def texts(self) -> list[str]:
        """The texts of a list, without what is none."""
        return [item.text for item in self.items() if item.text is not None]
