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
from certify.forms.tree import tree_of
from certify.problems import Problem, excerpt
from certify.reading.cell_tables import CellTableReader, cell_text
from certify.reading.forms import LEDGER, ledger_field
from certify.reading.tables import Table
from certify.rules.load import UnknownRuleSetError, find_ruleset
from certify.rules.vocabulary import Vocabulary
from certify.workbooks.load import read_workbook


@dataclass(frozen=True, slots=True)
class FormReading:
    """A form as it was read: the digest of its file, its tree, its answers as written, and its cases where it has any."""

    digest: str
    document: Document
    answers: Answers
    ledger: Table | None


@cache
def reading_plan(vocabulary: Vocabulary) -> FormPlan:
    """Return a plan with every key that a form can have: which rule sets ask for them is no matter in reading."""
    return plan_form((), vocabulary, ledger_field())


def read_form(path: Path, vocabulary: Vocabulary, name: str) -> FormReading:
    """Read the form at `path`; its document has no root where it is no form or cannot be opened."""
    opened = read_workbook(path, name)
    if isinstance(opened, Problem):
        return _unread(name, opened)
    about = form_of(opened)
    if isinstance(about, Problem):
        return _unread(name, about)
    plan = reading_plan(vocabulary)
    found = collect(opened, plan)
    document = tree_of(found.answers, plan, name)
    problems = (*_other_rules(about, name), *found.problems, *document.problems)
    digest = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    ledger = _ledger(found.answers, plan, name)
    return FormReading(digest, type(document)(name, document.root, problems), found.answers, ledger)


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


def _ledger(answers: Answers, plan: FormPlan, name: str) -> Table | None:
    """Return the cases on the form's own sheet: none where there are no rows and nobody says that there are none."""
    rows = answers.rows.get(LEDGER, [])
    item = next(one for one in plan.items() if isinstance(one, Listing) and one.path == LEDGER)
    asked = answers.single.get(item.asked)
    given = asked is not None and asked.cell is not None and asked.cell.text.strip() in ("有", "是", "yes")
    if not rows and not given:
        return None
    columns = [column.name for column in item.columns if not rows or column.name in rows[0]]
    marks: dict[int, dict[str, Written]] = {next(iter(row.values())).mark.row: row for row in rows}

    def place(line: int, column: int) -> str:
        row = marks.get(line)
        return f"{name}:1:1" if row is None else f"{name}:{row[columns[column - 1]].mark.place}"

    lines: list[tuple[int, list[str]]] = [(0, columns)]
    lines += [(line, [cell_text(row[column].cell) for column in columns]) for line, row in marks.items()]
    return CellTableReader(name, ledger_field().fields, place).read(lines)
