"""What the sources say and no rule set can honestly ask for, with the reason."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field as Attribute

from certify.language import Text
from certify.problems import Problem
from certify.rules.files import FaultyCriteriaError, Shape, Words, load_model
from certify.rules.home import criteria_home
from certify.rules.load import available_rulesets
from certify.spelling import nearest

FILE = "left-out.yaml"


class StatementFile(Shape):
    """One statement."""

    source: str
    clause: str
    quote: str
    why: Words


class LeftOutFile(Shape):
    """The file of the statements left out."""

    format: Literal["certify-left-out/1"]
    statements: Annotated[list[StatementFile], Attribute(min_length=1)]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A statement of the source of the rule set `source` that is no criterion; `why` is the reason."""

    source: str
    clause: str
    quote: str
    why: Text


@cache
def left_out(home: Path | None = None) -> tuple[LeftOut, ...]:
    """Return the statements left out, in the order of the file; raise `FaultyCriteriaError` with every mistake."""
    folder = home or criteria_home()
    document, _, file = load_model(folder / FILE, LeftOutFile, FILE)
    known = tuple(dict.fromkeys(reference.partition("@")[0] for reference in available_rulesets(folder)))
    problems = []
    for index, entry in enumerate(file.statements):
        if entry.source not in known:
            at = f"statements[{index}].source"
            params = {"found": entry.source, "suggestion": nearest(entry.source, known), "accepted": known}
            problems.append(Problem("error", "not_listed", document.place(document.find(at)), at, params))
    if problems:
        raise FaultyCriteriaError(problems)
    return tuple(LeftOut(entry.source, entry.clause, entry.quote, entry.why.text) for entry in file.statements)
