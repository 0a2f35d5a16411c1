"""A tree as YAML again: short groups on few lines, longer ones an entry a line; comments and layout are not kept."""

import json
import unicodedata

from certify.documents.tree import MappingNode, Node, Scalar, SequenceNode

WIDEST = 96
# Within a group on one line these marks end a scalar that is not quoted.
_FLOW_MARKS = frozenset(",[]{}\n\t")


def yaml_text(node: Node) -> str:
    """Return a tree as the lines of a YAML file, none of them broken for width but between entries."""
    if isinstance(node, MappingNode) and node.entries:
        return "".join(f"{line}\n" for line in _entries(node, WIDEST))
    return "".join(f"{line}\n" for line in _lines(node, WIDEST))


def _lines(node: Node, width: int) -> list[str]:
    """Return a tree as one line where that is narrow enough, a group of values as few lines, else an entry a line."""
    flow = _flow(node)
    if isinstance(node, Scalar) or _columns(flow) <= width:
        return [flow]
    if isinstance(node, SequenceNode):
        return _items(node, width)
    plain = all(isinstance(value, Scalar) for _, value in node.entries.values())
    return _packed(node, width) if plain else _entries(node, width)


def _packed(node: MappingNode, width: int) -> list[str]:
    """Return a group of values within braces, as many on a line as it holds."""
    lines = ["{"]
    for position, (key, value) in enumerate(node.entries.values()):
        part = f"{_scalar(key)}: {_flow(value)}{'}' if position == len(node.entries) - 1 else ','}"
        if position and _columns(f"{lines[-1]} {part}") > width:
            lines.append(f" {part}")
        else:
            lines[-1] += f" {part}" if position else part
    return lines


def _entries(node: MappingNode, width: int) -> list[str]:
    found: list[str] = []
    for key, value in node.entries.values():
        head = f"{_scalar(key)}:"
        flow = _flow(value)
        if isinstance(value, Scalar) or _columns(f"{head} {flow}") <= width:
            found.append(f"{head} {flow}")
        else:
            # A group that fits on the next line stays together; of a list every item gets a line.
            below = _items(value, width - 2) if isinstance(value, SequenceNode) else _lines(value, width - 2)
            found += [head, *(f"  {line}" for line in below)]
    return found


def _items(node: SequenceNode, width: int) -> list[str]:
    found: list[str] = []
    for item in node.items:
        first, *rest = _lines(item, width - 2)
        found += [f"- {first}", *(f"  {line}" for line in rest)]
    return found


def _flow(node: Node) -> str:
    match node:
        case Scalar():
            return _scalar(node)
        case MappingNode():
            return "{" + ", ".join(f"{_scalar(key)}: {_flow(value)}" for key, value in node.entries.values()) + "}"
        case SequenceNode():
            return "[" + ", ".join(_flow(item) for item in node.items) + "]"


def _scalar(node: Scalar) -> str:
    if node.plain and not node.text:
        return "null"
    return node.text if node.plain and not set(node.text) & _FLOW_MARKS else json.dumps(node.text, ensure_ascii=False)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
