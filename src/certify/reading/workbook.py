"""A workbook to the tree of a submission and the table of its cases, with what its cells make impossible."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from certify.documents.tree import Document
from certify.forms.answers import Answers, Written
from certify.forms.collect import Form, collect, form_of
from certify.forms.plan import FormPlan, Listing, plan_form
from certify.forms.tree import says, tree_of
from certify.problems import Problem, excerpt
from certify.reading.cell_tables import CellTableReader, cell_text
from certify.reading.forms import LEDGER, ledger_field
from certify.reading.tables import Table
from certify.rules.load import UnknownRuleSetError, available_rulesets, find_ruleset
from certify.rules.vocabulary import Vocabulary
from certify.workbooks.grid import Cell, CellMark
from certify.workbooks.load import read_workbook


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form as it was read: the digest of its file, its tree, its answers as written, its cases where it has any.

    `unread` are cells that belong to no question.
    """

    digest: str
    document: Document
    answers: Answers
    ledger: Table | None
    unread: tuple[tuple[CellMark, Cell], ...] = ()


@cache
def reading_plan(vocabulary: Vocabulary) -> FormPlan:
    """Return a plan with every key that a form can have: which rule sets ask for them is no matter in reading."""
    return plan_form((), vocabulary, ledger_field())


@cache
def _drawn_plan(references: tuple[str, ...], vocabulary: Vocabulary) -> FormPlan:
    """Return the plan of a form for these rule sets, those of their newest version where theirs is not there."""
    known = [reference for name in references if (reference := _nearest_version(name))]
    rulesets = tuple(find_ruleset(reference) for reference in known)
    return plan_form(rulesets, vocabulary, ledger_field()) if rulesets else reading_plan(vocabulary)


def _nearest_version(reference: str) -> str:
    available = available_rulesets()
    name = reference.partition("@")[0]
    same = [one for one in available if one.partition("@")[0] == name]
    return reference if reference in available else same[-1] if same else ""


def read_form(path: Path, vocabulary: Vocabulary, name: str) -> FormReading:
    """Read the form at `path`; its document has no root where it is no form or cannot be opened."""
    opened = read_workbook(path, name)
    if isinstance(opened, Problem):
        return _unread(name, opened)
    about = form_of(opened)
    if isinstance(about, Problem):
        return _unread(name, about)
    plan = reading_plan(vocabulary)
    found = collect(opened, plan, _drawn_plan(about.rulesets, vocabulary))
    document = tree_of(found.answers, plan, name)
    ledger, faults = _ledger(found.answers, plan, name)
    problems = (*_other_rules(about, name), *found.problems, *document.problems, *faults)
    digest = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    whole = type(document)(name, document.root, problems)
    return FormReading(digest, whole, found.answers, ledger, tuple(found.unread))


def _unread(name: str, problem: Problem) -> FormReading:
    return FormReading("", Document(name, None, (problem,)), Answers(), None)


def _other_rules(about: Form, name: str) -> Iterator[Problem]:
    """Yield a warning for each rule set that the form was made for and that is not there in the same words."""
    for reference, digest in zip(about.rulesets, about.digests, strict=False):
        try:
            same = find_ruleset(reference).digest == digest
        except UnknownRuleSetError:
            same = False
        if not same:
            yield Problem("warning", "form_other_rules", f"{name}:1:1", params={"found": excerpt(reference)})


def _ledger(answers: Answers, plan: FormPlan, name: str) -> tuple[Table | None, list[Problem]]:
    """Return the cases on the form's own sheet: none where nobody says that there is a ledger; with what contradicts."""
    item = next(one for one in plan.items() if isinstance(one, Listing) and one.path == LEDGER)
    asked, rows = answers.single.get(item.asked), answers.rows.get(LEDGER, [])
    if rows:
        # Another sheet with the same heads is a copy, which has been told.
        sheet = next(iter(rows[0].values())).mark.sheet
        rows = [row for row in rows if next(iter(row.values())).mark.sheet == sheet]
    given = bool(rows)
    if asked is not None and asked.cell is not None:
        where, label = f"{name}:{asked.mark.place}", item.field.label
        said = says(asked.cell)
        if said is None:
            params = {"label": label, "found": excerpt(asked.cell.text)}
            return None, [Problem("error", "not_yes_no", where, params=params)]
        if rows and not said:
            return None, [Problem("error", "none_but_listed", where, params={"label": label})]
        given = said
    return (_cases(rows, item, name) if given else None), []


def _cases(rows: list[dict[str, Written]], item: Listing, name: str) -> Table:
    columns = [one.name for one in item.columns if not rows or any(one.name in row for row in rows)]
    marks: dict[int, dict[str, Written]] = {next(iter(row.values())).mark.row: row for row in rows}

    def place(line: int, column: int) -> str:
        written = marks.get(line, {}).get(columns[column - 1])
        return f"{name}:1:1" if written is None else f"{name}:{written.mark.place}"

    lines: list[tuple[int, list[str]]] = [(0, columns)]
    for line, row in marks.items():
        lines.append((line, [cell_text(row[one].cell if one in row else None) for one in columns]))
    return CellTableReader(name, ledger_field().fields, place).read(lines)
