"""What pydantic finds wrong with a criteria file, as problems: each in its place, with what is accepted there."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode
from certify.language import Text
from certify.problems import Problem, excerpt
from certify.spelling import nearest

Steps: TypeAlias = tuple[str | int, ...]
UNKNOWN = "extra_forbidden"
# To YAML it belongs to the key, with what is written behind it.
WIDE_COLON = "："
_CODES = {"missing": "criteria_missing", UNKNOWN: "criteria_unknown"}
_TEXT = Text("文字（数字、true、false、null 要加引号）", "text (a number, true, false or null in quotes)")
_KEYS = Text("下一层的键和值", "keys with values below")
_WANTED: Mapping[str, Text] = {
    "string_type": _TEXT,
    "bool_type": Text("true 或者 false，不加引号", "true or false, without quotes"),
    "int_type": Text("整数，不加引号", "a whole number, without quotes"),
    "list_type": Text("列表，每项以“- ”开头，或者写在方括号里", "a list, each item with “- ”, or in brackets"),
    "too_short": Text("至少一项", "at least one"),
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "value_error": Text("日历上有的一天，如 2024-08-20", "a day of the calendar, for example 2024-08-20"),
}
_PATTERNS: Mapping[str, Text] = {
    r"^\d{4}-\d{2}-\d{2}$": Text("日期，如 2024-08-20", "a date, for example 2024-08-20"),
    r"^\d{2}-\d{2}$": Text("月和日，如 12-20", "month and day, for example 12-20"),
    r"^\d+\.\d+\.\d+$": Text("版本号，如 1.0.0", "a version, for example 1.0.0"),
    r"^[A-Za-z][A-Za-z0-9._-]*@\d+\.\d+\.\d+$": Text(
        "编号@版本，如 example-2025@1.0.0", "id@version, for example example-2025@1.0.0"
    ),
    r"^([A-Za-z][A-Za-z0-9._-]*@)?\d+\.\d+\.\d+$": Text("版本号，如 1.0.0", "a version, for example 1.0.0"),
    r"^[A-Za-z][A-Za-z0-9._-]*$": Text(
        "编号：以英文字母开头，只用字母、数字和 . _ -", "an id: a letter, then letters, digits and . _ - only"
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that pydantic finds wrong: the steps that lead to it, its kind, and what was expected."""

    steps: Steps
    kind: str
    context: Mapping[str, object]

    @classmethod
    def make(cls, found: Mapping[str, Any], content: object) -> "Fault":
        """Take what pydantic tells of an error in `content`; it also steps into the branches of a union, which are no place."""
        steps, kind = tuple(found["loc"]), found["type"]
        return cls(steps if kind == "missing" else _leading(content, steps), kind, found.get("ctx") or {})

    @property
    def code(self) -> str:
        """The code of the problem that it is."""
        return _CODES.get(self.kind, "criteria_type")

    @property
    def last(self) -> str:
        """The last step, which is a key where the fault is one of keys."""
        return str(self.steps[-1]) if self.steps else ""

    def path(self, most: int | None = None) -> str:
        """Return the path that the steps lead along, or as many of them as `most` says."""
        path = ""
        for step in self.steps[:most]:
            path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
        return path

    def above(self, document: Document) -> MappingNode:
        """Return the mapping that holds the key of an unknown or a missing one."""
        node = _at(document.root, self.steps[:-1])
        assert isinstance(node, MappingNode)
        return node


def misspelt(fault: Fault, document: Document, model: type[BaseModel]) -> str:
    """Return the key that an unknown one was meant for: the nearest of those that do not stand beside it."""
    if fault.kind != UNKNOWN:
        return ""
    name = fault.last.partition(WIDE_COLON)[0].strip()
    return nearest(name, [key for key in _keys(model, fault) if key not in fault.above(document).entries])


def fault_problem(fault: Fault, document: Document, model: type[BaseModel]) -> Problem:
    """Return a fault as a problem in its place: an unknown key by itself, anything else by its value."""
    code, path = fault.code, fault.path()
    if code == "criteria_unknown":
        accepted = _keys(model, fault)
        near = misspelt(fault, document, model) or nearest(fault.last, accepted)
        params: dict[str, object] = {"found": excerpt(fault.last), "suggestion": near, "accepted": tuple(accepted)}
        return Problem("error", code, document.place(fault.above(document).entries[fault.last][0]), path, params)
    if code == "criteria_missing":
        return Problem("error", code, document.place(fault.above(document)), path, {"wanted": fault.last})
    node = _at(document.root, fault.steps)
    found, wanted = found_text(node), _wanted(fault)
    near = nearest(found, wanted) if isinstance(found, str) and isinstance(wanted, tuple) else ""
    return Problem("error", code, document.place(node), path, {"found": found, "wanted": wanted, "suggestion": near})


def _leading(content: Any, steps: Steps) -> Steps:  # noqa: ANN401 - plain content of any shape
    """Return as many of the steps as lead somewhere in plain content."""
    for number, step in enumerate(steps):
        there = step in content if isinstance(content, dict) else isinstance(content, list) and isinstance(step, int)
        if not there:
            return steps[:number]
        content = content[step]
    return steps


def _at(node: Node | None, steps: Steps) -> Node | None:
    """Return what the steps lead to."""
    for step in steps:
        if isinstance(node, MappingNode):
            node = node.entries[str(step)][1]
        elif isinstance(node, SequenceNode):
            node = node.items[int(step)]
    return node


def found_text(node: Node | None) -> str | Text:
    """Return what stands at a node: its text, or that it is a list or a group."""
    match node:
        case Scalar():
            return excerpt(node.text)
        case MappingNode():
            return Text("一组键和值", "keys with values")
        case SequenceNode(items=[]):
            return Text("空的列表", "an empty list")
        case _:
            return Text("一个列表", "a list")


def _wanted(fault: Fault) -> object:
    expected = fault.context.get("expected")
    if isinstance(expected, str):
        return tuple(part.strip("' ") for part in expected.replace(" or ", ", ").split(", "))
    pattern = fault.context.get("pattern")
    return _PATTERNS.get(str(pattern), pattern) if pattern else _WANTED.get(fault.kind, fault.kind)


def _keys(model: type[BaseModel], fault: Fault) -> list[str]:
    """Return the keys that are accepted where an unknown one stands."""
    kind: object = model
    for step in fault.steps[:-1]:
        kind = _below(kind, step)
    holder = _bare(kind)
    return list(_fields(holder)) if isinstance(holder, type) and issubclass(holder, BaseModel) else []


def _below(kind: object, step: str | int) -> object:
    """Return the type of what lies below one step: the field of a model, the items of a list, the values of a mapping."""
    holder = _bare(kind)
    if isinstance(holder, type) and issubclass(holder, BaseModel):
        return _fields(holder)[str(step)]
    return get_args(holder)[-1]


def _fields(model: type[BaseModel]) -> dict[str, object]:
    """Return the types of a model's fields by the keys that stand in files."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _bare(kind: object) -> object:
    """Return a type without what is annotated to it and without None beside it."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = next(part for part in get_args(kind) if part is not type(None))
    return kind
