"""Which fields a Word template asks for, and which of them there are not: found by reading it, before it is filled."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from jinja2 import nodes

# What stands for a value of which nothing is known: a figure of a loop, the outcome of a filter.
_ANY: object = object()
_LOOP = {"loop": _ANY}
# What the environment itself offers.
_OFFERED = MappingProxyType(dict.fromkeys(("range", "namespace"), _ANY))


def unknown_fields(template: nodes.Template, sample: Mapping[str, object]) -> list[str]:
    """Return the fields, written as the template writes them, that `sample` does not have; each once, in order."""
    found = _unknown(template, dict(_OFFERED) | dict(sample))
    return list(dict.fromkeys(found))


def _unknown(node: nodes.Node, scope: dict[str, object]) -> Iterator[str]:
    match node:
        case nodes.For():
            yield from _in_loop(node, scope)
        case nodes.Assign():
            yield from _unknown(node.node, scope)
            scope |= _bound(node.target, _value(node.node, scope))
        case nodes.Name():
            if node.ctx != "load":
                scope[node.name] = _ANY
            elif node.name not in scope:
                yield node.name
        case nodes.Getattr() | nodes.Getitem():
            below = list(_unknown(node.node, scope))
            yield from below
            if not below and _value(node, scope) is None:
                yield _written(node)
        case _:
            for part in node.iter_child_nodes():
                yield from _unknown(part, scope)


def _in_loop(node: nodes.For, scope: dict[str, object]) -> Iterator[str]:
    yield from _unknown(node.iter, scope)
    inner = scope | _LOOP | _bound(node.target, _item(_value(node.iter, scope)))
    for part in (*node.body, *filter(None, [node.test])):
        yield from _unknown(part, inner)
    for part in node.else_:
        yield from _unknown(part, scope)


def _bound(target: nodes.Node, value: object) -> dict[str, object]:
    """Return the names that a target binds; of what is taken apart nothing is known."""
    if isinstance(target, nodes.Name):
        return {target.name: value}
    return {name.name: _ANY for name in target.find_all(nodes.Name)}


def _value(node: nodes.Node, scope: Mapping[str, object]) -> object:
    """Return what a node stands for in the sample: none where the sample does not have it."""
    match node:
        case nodes.Name():
            return scope.get(node.name)
        case nodes.Getattr():
            return _part(_value(node.node, scope), node.attr)
        case nodes.Getitem(arg=nodes.Const(value=name)):
            return _part(_value(node.node, scope), name)
        case _:
            return _ANY


def _part(value: object, name: object) -> object:
    return value.get(name) if isinstance(value, Mapping) else _ANY


def _item(value: object) -> object:
    return value[0] if isinstance(value, Sequence) and not isinstance(value, str) and value else _ANY


def _written(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=name)):
            return f"{_written(node.node)}[{name!r}]"
        case _:
            return "…"
