"""A criteria file to a validated model, with every mistake placed by file, line and column."""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from certify.documents.load import load_document
from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode
from certify.language import Text
from certify.problems import Problem
from certify.rules.model_faults import WIDE_COLON, Fault, Steps, fault_problem, misspelt

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


@dataclass(frozen=True, slots=True)
class ReadModel(Generic[Model]):
    """A criteria file as read: its document, its plain content, and every mistake of its keys and types.

    `model` is absent where there is one. A misspelt key is told once, and stands in the document and the content as the
    one that was meant, so that what lies below it can be looked at too.
    """

    document: Document
    content: object
    model: Model | None
    problems: list[Problem]


def read_model(path: Path, model: type[Model], name: str) -> ReadModel[Model]:
    """Read the file at `path` as `model`, with every mistake of its keys and types."""
    _, document = load_document(path, name)
    problems = list(document.problems)
    if document.root is None:
        return ReadModel(document, None, None, problems)
    while True:
        content = plain(document.root)
        valid, faults = _validated(content, model)
        wrong = [(fault, meant) for fault in faults if (meant := misspelt(fault, document, model))]
        if not wrong:
            problems += [fault_problem(fault, document, model) for fault in faults]
            return ReadModel(document, content, None if problems else valid, problems)
        problems += [fault_problem(fault, document, model) for fault, _ in wrong]
        for fault, meant in wrong:
            _rename(document, fault, meant)


def load_model(path: Path, model: type[Model], name: str) -> tuple[Document, object, Model]:
    """Read the file at `path` as `model`; raise `FaultyCriteriaError` with every mistake."""
    read = read_model(path, model, name)
    if read.model is None:
        raise FaultyCriteriaError(read.problems)
    return read.document, read.content, read.model


def sound_part(content: object, model: type[Model]) -> Model | None:
    """Return what is left of a file's content where everything that is wrong with its keys and types is taken out.

    Nothing is left where what is wrong concerns the file as a whole.
    """
    while True:
        valid, faults = _validated(content, model)
        if valid is not None:
            return valid
        # What lacks something cannot be used itself; items of lists are taken out from the end.
        places = {fault.steps[:-1] if fault.kind == "missing" else fault.steps for fault in faults}
        if () in places:
            return None
        within = {steps for steps in places if any(steps[:length] in places for length in range(1, len(steps)))}
        for steps in sorted(places - within, key=lambda steps: [str(step).rjust(9) for step in steps], reverse=True):
            _take_out(content, steps)


def _take_out(content: Any, steps: Steps) -> None:  # noqa: ANN401 - plain content of any shape
    for step in steps[:-1]:
        content = content[step]
    del content[steps[-1]]


def _validated(content: object, model: type[Model]) -> tuple[Model | None, list[Fault]]:
    try:
        return model.model_validate(content), []
    except ValidationError as error:
        faults = [Fault.make(dict(found), content) for found in error.errors(include_url=False)]
        # Each branch of a union tells of the same value; the first is enough.
        return None, list({(fault.steps, fault.code): fault for fault in reversed(faults)}.values())[::-1]


def _rename(document: Document, fault: Fault, meant: str) -> None:
    above = fault.above(document)
    if meant not in above.entries:
        key, value = above.entries.pop(fault.last)
        _, colon, behind = key.text.partition(WIDE_COLON)
        above.entries[meant] = (key, Scalar(behind.strip(), key.mark, plain=True) if colon else value)
