"""What the tests of documents share: a tree as one list, problems as codes and places, every one of them worded."""

from collections.abc import Iterable, Iterator

from certify.documents.load import parse_document
from certify.documents.tree import Document, MappingNode, Node, Scalar
from certify.documents.yaml import parse_yaml
from certify.problems import Problem
from certify.wording.problems import fix, message


def worded(problems: Iterable[Problem]) -> list[str]:
    """Render every problem in both languages; none may lack words or leave a placeholder unfilled."""
    said: list[str] = []
    for problem in problems:
        zh, en = message(problem, "zh"), message(problem, "en")
        assert zh.strip(), problem
        assert en.strip(), problem
        assert zh != en, problem
        said += [zh, en, fix(problem, "zh"), fix(problem, "en")]
    return said


def told(problems: Iterable[Problem]) -> list[str]:
    """Return each problem as `code line:column`, once it has been put into words."""
    kept = list(problems)
    worded(kept)
    return [f"{problem.code} {problem.where.partition(':')[2]}" for problem in kept]


def flat(node: Node | None) -> list[str]:
    """Return a tree as a list of `line:column text`, quoted scalars with quotes, collections as { and [."""
    return list(_flat(node))


def _flat(node: Node | None) -> Iterator[str]:
    if node is None:
        return
    place = f"{node.line}:{node.column}"
    if isinstance(node, Scalar):
        yield f"{place} {node.text if node.plain else repr(node.text)}"
    elif isinstance(node, MappingNode):
        yield f"{place} {{"
        for key, value in node.entries.values():
            yield from _flat(key)
            yield from _flat(value)
    else:
        yield f"{place} ["
        for item in node.items:
            yield from _flat(item)


def content(node: Node | None) -> object:
    """Return a tree as plain values: text, None where there is no value, dicts and lists."""
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return None
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, MappingNode):
        return {key: content(value) for key, (_, value) in node.entries.items()}
    return [content(item) for item in node.items]


def parsed(text: str | bytes, name: str = "f.yaml") -> Document:
    """Parse the content of a file of that name."""
    return parse_document(text if isinstance(text, bytes) else text.encode(), name)


def yaml_told(text: str, *, pure: bool) -> list[str]:
    """Return what one of the two YAML parsers finds wrong."""
    root, problems = parse_yaml(text, "f.yaml", pure=pure)
    assert root is None or not problems or {problem.code for problem in problems} == {"duplicate_key"}
    return told(problems)
