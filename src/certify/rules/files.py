"""A criteria file to a validated model, with every mistake placed by file, line and column."""

import hashlib
import json
import re
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from certify.documents.load import load_document
from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode
from certify.language import Text
from certify.problems import Problem, excerpt
from certify.spelling import nearest

_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")
_BOOLEANS = {"true": True, "false": False}

Model = TypeVar("Model", bound=BaseModel)


class Shape(BaseModel):
    """The base of every model of a criteria file: strict, frozen, no unknown key."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Words(Shape):
    """One wording in both languages."""

    zh: str
    en: str

    @property
    def text(self) -> Text:
        """The wording as the rest of the program passes it around."""
        return Text(self.zh, self.en)


class FaultyCriteriaError(Exception):
    """A criteria file that cannot be used; `problems` holds every mistake found in it."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems for the one who reports them."""
        super().__init__(f"{len(problems)} problems, first: {problems[0].code} at {problems[0].where}")
        self.problems = problems


def plain(node: Node | None) -> object:
    """Return a tree as plain values, unquoted scalars by YAML's core rules: null, booleans, integers, else text."""
    match node:
        case Scalar():
            if not node.plain:
                return node.text
            if node.is_null:
                return None
            if node.text in _BOOLEANS:
                return _BOOLEANS[node.text]
            return int(node.text) if _INTEGER.fullmatch(node.text) else node.text
        case MappingNode():
            return {key: plain(value) for key, (_, value) in node.entries.items()}
        case SequenceNode():
            return [plain(item) for item in node.items]
        case None:
            return None


def digest_of(value: object) -> str:
    """Return the digest of plain content in canonical form; layout and comments of the file do not enter."""
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def load_model(path: Path, model: type[Model], name: str) -> tuple[Document, object, Model]:
    """Read the file at `path` as `model`; raise `FaultyCriteriaError` with every mistake."""
    _, document = load_document(path, name)
    if document.problems or document.root is None:
        raise FaultyCriteriaError(list(document.problems) or [Problem("error", "file_empty", f"{name}:1:1")])
    content = plain(document.root)
    try:
        return document, content, model.model_validate(content)
    except ValidationError as error:
        raise FaultyCriteriaError([_problem(document, fault, model) for fault in error.errors()]) from None


def _problem(document: Document, fault: object, model: type[BaseModel]) -> Problem:
    assert isinstance(fault, dict)
    steps: tuple[object, ...] = fault["loc"]
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    kind = fault["type"]
    code = {"missing": "criteria_missing", "extra_forbidden": "criteria_unknown"}.get(kind, "criteria_type")
    node = document.find(path)
    if code == "criteria_unknown":
        node = _key_node(document, path) or node
        last = str(steps[-1])
        near = nearest(last, sorted(_names(model)))
        return Problem("error", code, document.place(node), path, {"found": excerpt(last), "suggestion": near})
    found = excerpt(node.text) if isinstance(node, Scalar) else ""
    if code == "criteria_missing":
        return Problem("error", code, document.place(node), path, {"wanted": str(steps[-1])})
    return Problem("error", code, document.place(node), path, {"found": found, "wanted": _wanted(fault)})


def _wanted(fault: dict[str, object]) -> str:
    context = fault.get("ctx")
    expected = context.get("expected") if isinstance(context, dict) else None
    return str(expected) if expected else str(fault["type"]).removesuffix("_type")


def _key_node(document: Document, path: str) -> Scalar | None:
    above, _, last = path.rpartition(".")
    node = document.find(above) if above else document.root
    entry = node.entries.get(last) if isinstance(node, MappingNode) else None
    return None if entry is None else entry[0]


def _names(model: type[BaseModel]) -> set[str]:
    """Collect the field names of a model and of every model that it holds."""
    schema = model.model_json_schema()
    names = set(schema.get("properties", {}))
    for definition in schema.get("$defs", {}).values():
        names |= set(definition.get("properties", {}))
    return names
