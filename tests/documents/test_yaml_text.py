"""Trees written as YAML read as the same trees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.documents.tree import MappingNode, Node, Scalar, SequenceNode
from certify.documents.yaml import parse_yaml
from certify.documents.yaml_text import WIDEST, yaml_text
from tests.documents.conftest import content


class _Nowhere:
    line = column = 0


MARK = _Nowhere()
WORDS = st.text("ab甲乙，：。 :,[]{}#'\"-\n&*!%@|>?0", max_size=30)


def scalar(text: str) -> Scalar:
    return Scalar(text, MARK, plain=False)


def mapping(entries: dict[str, Node]) -> MappingNode:
    made = MappingNode(MARK)
    made.entries = {key: (scalar(key), value) for key, value in entries.items()}
    return made


def sequence(items: list[Node]) -> SequenceNode:
    made = SequenceNode(MARK)
    made.items = items
    return made


def trees() -> st.SearchStrategy[Node]:
    return st.recursive(
        WORDS.map(scalar),
        lambda inner: (
            st.lists(inner, max_size=4).map(sequence)
            | st.dictionaries(WORDS.filter(bool), inner, max_size=4).map(mapping)
        ),
        max_leaves=12,
    )


def exactly(node: Node | None) -> object:
    """Return a tree as plain values; what is quoted is text even where it is blank."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, MappingNode):
        return {key: exactly(value) for key, (_, value) in node.entries.items()}
    return [exactly(item) for item in node.items] if isinstance(node, SequenceNode) else None


@given(trees())
def test_a_tree_is_read_again_as_it_was(tree: Node) -> None:
    root, problems = parse_yaml(yaml_text(tree), "f.yaml")
    assert problems == []
    assert exactly(root) == exactly(tree)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{}", "{}\n"),
        ("a: {b: 1}", "a: {b: 1}\n"),
        ("a:\n  b: 1\n  c: [x, y]\n", "a: {b: 1, c: [x, y]}\n"),
        ("a: # why\n  b: 2025-10-31\n", "a: {b: 2025-10-31}\n"),
        ("a: b, c\n", 'a: "b, c"\n'),
        ('a: "1"\nb:\n', 'a: "1"\nb: null\n'),
    ],
)
def test_layout_is_made_anew(text: str, wanted: str) -> None:
    root, _ = parse_yaml(text, "f.yaml")
    assert root is not None
    assert yaml_text(root) == wanted


def test_long_groups_are_broken_between_their_entries() -> None:
    facts = (
        "cases: {" + ", ".join(f"figure_{n}: {n}" for n in range(20)) + "}\nlist: [" + "{a: 1, b: 甲}, " * 12 + "]\n"
    )
    root, _ = parse_yaml(facts, "f.yaml")
    assert root is not None
    lines = yaml_text(root).splitlines()
    assert max(map(len, lines)) <= WIDEST
    assert lines[0] == "cases:"
    assert lines[1].startswith("  {figure_0: 0,")
    assert lines[-12:] == ["  - {a: 1, b: 甲}"] * 12
    again, _ = parse_yaml("\n".join(lines), "g.yaml")
    assert content(again) == content(root)
