"""Whether kept results have the shape of what they stand for: anything can stand in a file."""

from collections.abc import Callable, Mapping
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

Test: TypeAlias = Callable[[object], bool]


def has_shape(content: object, shape: type) -> bool:
    """Return whether content of a JSON file has the fields of a dataclass, each of its type, and no others."""
    tests = _tests(shape)
    return (
        isinstance(content, dict)
        and content.keys() == tests.keys()
        and all(test(content[name]) for name, test in tests.items())
    )


def is_of(content: object, kind: object) -> bool:
    """Return whether content of a JSON file is of a type made of lists, dicts by text, and plain values."""
    return _test(kind)(content)


@cache
def _tests(shape: type) -> Mapping[str, Test]:
    return {name: _test(kind) for name, kind in get_type_hints(shape).items()}


@cache
def _test(kind: Any) -> Test:  # noqa: ANN401 - an annotation
    origin, parts = get_origin(kind), get_args(kind)
    if origin is list:
        each = _test(parts[0])
        return lambda found: isinstance(found, list) and all(map(each, found))
    if origin is dict:
        value = _test(parts[1])
        return lambda found: isinstance(found, dict) and all(map(value, found.values()))
    if origin in (Union, UnionType):
        either = [_test(part) for part in parts]
        return lambda found: any(test(found) for test in either)
    if origin is Literal:
        return lambda found: isinstance(found, str) and found in parts
    # A yes is a number to Python.
    return lambda found: type(found) is kind
