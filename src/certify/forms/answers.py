"""What was written into a form, by the keys of its plan: single answers, and the rows of lists."""

from dataclasses import dataclass, field

from certify.workbooks.grid import Cell, CellMark


@dataclass(frozen=True, slots=True)
class Written:
    """A cell of a form that wants an answer, filled or not (then `cell` is none), with its place."""

    cell: Cell | None
    mark: CellMark


@dataclass(slots=True)
class Answers:
    """Every cell that wants an answer: single ones by key, lists by path as rows of cells by column name.

    `heads` are the places of the lists' heads.
    """

    single: dict[str, Written] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Written]]] = field(default_factory=dict)
    heads: dict[str, CellMark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a form for an answer: a key, or a column in a row (from 0) of a list."""

    key: str
    row: int = -1
    column: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark at a place of a form: what is wrong there, in words; `fault` where it must be put right."""

    slot: Slot
    text: str
    fault: bool = True
