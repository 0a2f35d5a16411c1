"""What the template of a document may do, and how much: others write them, so that none can hang or fill the machine.

A template shows fields, asks whether there are any, and goes through lists. What makes much of little is left out: texts
repeated or padded, powers, lists put together, templates within templates.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, Template, nodes, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

# A document of the province's largest batch has a tenth of that.
MOST_OUTPUT = 50_000_000
MOST_STEPS = 1_000_000
LONGEST_TEXT = 200_000
LONGEST_RANGE = 1_000
LARGEST_NUMBER = 10**15
_FILTERS = (
    *("length", "count", "default", "d", "first", "last", "list", "reverse", "sort", "unique", "sum", "min", "max"),
    *("select", "reject", "selectattr", "rejectattr", "map"),
    *("upper", "lower", "title", "capitalize", "trim", "escape", "e", "safe", "int", "float", "abs"),
)
_METHODS = frozenset(
    (
        *("strip", "lstrip", "rstrip", "lower", "upper", "title", "capitalize", "startswith", "endswith", "split"),
        *("removeprefix", "removesuffix", "find", "isdigit", "items", "keys", "values", "get", "index"),
    )
)
_PLAIN = (str, int, float, bool, bytes, list, tuple, dict, range)
_SCALARS = (str, int, float, Undefined)
_FORBIDDEN: Mapping[type[nodes.Node], str] = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.AssignBlock: "set … endset",
    nodes.Block: "block",
    nodes.Extends: "extends",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Pow: "**",
}


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """The environment of one template: it reaches nothing but its fields and does a bounded amount of work."""

    intercepted_binops = frozenset(("+", "*", "%", "**"))

    def __init__(self, finalize: Callable[[object], object]) -> None:
        """Take what makes of a value what is shown."""
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            finalize=lambda value: finalize(scalar(value)),
            optimized=False,
        )
        self.steps = 0
        known = self.filters
        own = {"join": _join, "replace": _replace, "_counted": _counted, "_scalar": scalar, "_short": _short}
        self.filters = {name: known[name] for name in _FILTERS} | {"string": scalar} | own
        self.globals = {"range": _range, "namespace": self.globals["namespace"]}

    def bounded(self, source: str) -> nodes.Template:
        """Return the tree of a template whose loops are counted and whose joined texts are measured.

        Raises `SecurityError` where it does what no document needs.
        """
        tree = self.parse(source)
        for kind, written in _FORBIDDEN.items():
            if tree.find(kind) is not None:
                raise SecurityError(f"{written} is not offered here")
        for written_out in tree.find_all((nodes.List, nodes.Tuple, nodes.Dict)):
            if getattr(written_out, "ctx", "load") == "load":
                _constant(written_out)
        for concat in list(tree.find_all(nodes.Concat)):
            concat.nodes = [_filter(self, node, "_scalar") for node in concat.nodes]
        for loop in list(tree.find_all(nodes.For)):
            if loop.recursive:
                raise SecurityError("recursive loops are not offered here")
            loop.iter = _filter(self, loop.iter, "_counted")
        for assign in list(tree.find_all(nodes.Assign)):
            assign.node = _filter(self, assign.node, "_short")
        return tree

    def rendered(self, template: Template, values: Mapping[str, object]) -> str:
        """Return a template filled in; raises `SecurityError` where that is too much."""
        self.steps, size, parts = 0, 0, []
        for part in template.generate(values):
            size += len(part)
            if size > MOST_OUTPUT:
                raise SecurityError(f"more than {MOST_OUTPUT} characters")
            parts.append(part)
        return "".join(parts)

    def step(self) -> None:
        """Count one step of a loop, or one call."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise SecurityError(f"more than {MOST_STEPS} steps")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - as in jinja2
        """Return whether a template may use an attribute: of plain values a few methods alone."""
        return super().is_safe_attribute(obj, attr, value) and (not isinstance(obj, _PLAIN) or attr in _METHODS)

    def wrap_str_format(self, value: Any) -> None:  # noqa: ANN401 - as in jinja2
        """Offer no `format` of texts, which pads them to any width."""

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as in jinja2
        """Count every call."""
        self.step()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as in jinja2
        """Let figures be reckoned with and texts be joined, within bounds."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or (operator in "*%" and not numbers):
            raise SecurityError(f"{operator} is for figures only")
        found = super().call_binop(context, operator, left, right)
        if numbers and abs(found) > LARGEST_NUMBER:
            raise SecurityError("a figure is too large")
        return _short(found)


def scalar(value: object) -> object:
    """Return a text or figure as it is; a list or the like shows nothing that anybody could read."""
    if value is not None and not isinstance(value, _SCALARS):
        raise SecurityError(f"a {type(value).__name__} cannot be shown; name one of its fields")
    return value


def _short(value: object) -> object:
    if isinstance(value, str | list | tuple) and len(value) > LONGEST_TEXT:
        raise SecurityError(f"a text or list of more than {LONGEST_TEXT}")
    return value


def _range(*bounds: int) -> range:
    found = range(*bounds)
    if len(found) > LONGEST_RANGE:
        raise SecurityError(f"a range of more than {LONGEST_RANGE}")
    return found


@pass_environment
def _counted(environment: BoundedEnvironment, items: Iterable[object]) -> Iterator[object]:
    """Yield what a loop goes through."""
    for item in items:
        environment.step()
        yield item


def _join(items: Iterable[object], between: str = "", attribute: str | None = None) -> object:
    texts = [item.get(attribute, "") if attribute and isinstance(item, Mapping) else item for item in items]
    found = [str(scalar(text)) for text in texts]
    if sum(map(len, found)) + len(found) * len(str(between)) > LONGEST_TEXT:
        raise SecurityError(f"a text of more than {LONGEST_TEXT}")
    return str(between).join(found)


def _replace(text: object, old: str, new: str) -> object:
    found = str(scalar(text))
    if len(found) + found.count(str(old)) * len(str(new)) > LONGEST_TEXT:
        raise SecurityError(f"a text of more than {LONGEST_TEXT}")
    return found.replace(str(old), str(new))


def _filter(environment: BoundedEnvironment, node: nodes.Node, name: str) -> nodes.Filter:
    found = nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
    found.set_environment(environment)
    return found


def _constant(node: nodes.Node) -> None:
    """Let lists that are written out hold plain words: lists of lists grow with every line."""
    for below in node.iter_child_nodes():
        if isinstance(below, nodes.Pair):
            _constant(below)
        elif not isinstance(below, nodes.Const):
            raise SecurityError("a list that is written out may hold plain texts and figures only")
