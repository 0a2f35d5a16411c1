"""Facts assumed for the sake of argument, put in place of those that a submission gives: `path=value`.

A value is read as it is in a submission, and what results is checked for contradictions like one. It has no file and
cannot be handed in.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode
from certify.facts import Facts, Record, Submission, Value, records
from certify.problems import Problem, excerpt, has_errors
from certify.reading.contradictions import Contradiction, contradictions
from certify.reading.fact_paths import FactPaths, PathError, Target
from certify.reading.form import Form
from certify.reading.formats import is_workbook
from certify.reading.ledger import file_below, ledger_figures, read_ledger
from certify.reading.submission import MAY_LIE_AHEAD
from certify.reading.tables import Table
from certify.reading.values import says_none
from certify.reading.workbook import read_form
from certify.rules.vocabulary import Field, Vocabulary

OPTION = "--set"
# What says who is judged, over which period and by which rules, and what is only pointed to: no fact to be assumed.
FIXED = (
    "organization.id",
    "organization.jurisdiction",
    "assessment.period",
    "assessment.ruleset",
    "assessment.batch",
    "ledger.file",
    "evidence",
)
_BETWEEN = re.compile(r"[、,，;；]")
_POSITIONS = re.compile(r"\[\d+\]")
_EMPTY_LIST = "[]"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One fact with its value before and as assumed, none where unanswered.

    `computed` is whether the value before was counted from the case ledger, whose rows the assumption passes over.
    """

    path: str
    field: Field
    before: Value | None
    after: Value | None
    computed: bool


@dataclass(frozen=True, slots=True)
class Assumed:
    """What came of the assumptions: the facts under them where there is no error, and every problem."""

    submission: Submission | None
    assumptions: tuple[Assumption, ...]
    problems: tuple[Problem, ...]


def assume(
    submission: Submission, written: Sequence[str], vocabulary: Vocabulary, computed: Collection[str] = ()
) -> Assumed:
    """Put assumptions (`path=value`) in place of a submission's facts; `computed` are those that a ledger gave."""
    assumer = _Assumer(submission.facts, vocabulary, computed)
    for number, one in enumerate(written, 1):
        assumer.take(f"{OPTION} {number}", one)
    if not has_errors(assumer.problems):
        assumer.check(submission.facts)
    problems = tuple(assumer.problems)
    if has_errors(assumer.problems):
        return Assumed(None, tuple(assumer.assumptions), problems)
    assumed = {one.path for one in assumer.assumptions}
    declared = {path: value for path, value in submission.declared.items() if path not in assumed}
    found = replace(submission, facts=assumer.facts, declared=declared)
    return Assumed(found, tuple(assumer.assumptions), problems)


def computed_facts(path: Path, submission: Submission, vocabulary: Vocabulary) -> frozenset[str]:
    """Return which facts of the submission at `path` were counted from its case ledger."""
    table = _ledger(path, submission, vocabulary)
    return frozenset() if table is None else frozenset(ledger_figures(table, submission.period)[0])


def _ledger(path: Path, submission: Submission, vocabulary: Vocabulary) -> Table | None:
    name = submission.facts.get("ledger.file")
    if isinstance(name, str):
        file = file_below(path.parent, name)
        return None if file is None else read_ledger(file, name, submission.as_of)
    return read_form(path, vocabulary, submission.name).ledger if is_workbook(path) else None


class _Mark:
    """The place of a value that stands in no file."""

    line = 0
    column = 0


_HERE = _Mark()


class _Assumer:
    """Takes assumptions one after the other."""

    def __init__(self, facts: Facts, vocabulary: Vocabulary, computed: Collection[str]) -> None:
        self.facts: Record = deepcopy(dict(facts))
        self.vocabulary = vocabulary
        self.computed = computed
        self.paths = FactPaths(vocabulary, self.facts)
        self.assumptions: list[Assumption] = []
        self.problems: list[Problem] = []

    def take(self, where: str, written: str) -> None:
        """Take one assumption as it was written."""
        path, equals, text = written.replace("＝", "=", 0 if "=" in written else 1).partition("=")
        try:
            if not equals:
                raise PathError("assume_form", found=excerpt(written))  # noqa: TRY301 - told like every other
            for target in self.paths.targets(path):
                self.put(where, target, text.strip())
        except PathError as error:
            self.fault(error.code, where, excerpt(path), error.params)

    def fault(self, code: str, where: str, path: str, params: dict[str, object]) -> None:
        self.problems.append(Problem("error", code, where, path, params))

    def put(self, where: str, target: Target, text: str) -> None:
        """Put a value in its place, where it can be read as one."""
        path, name, field = target.path, target.name, target.chain[-1]
        if _plain(path).startswith(FIXED):
            raise PathError("assume_fixed", label=field.full_label)
        if any(one.path == path for one in self.assumptions):
            raise PathError("assume_twice", label=field.full_label)
        read, problems = _read(target, text)
        # Only the one field is given, so that whatever else its block requires is not there.
        told = [one for one in problems if one.field.startswith(name)]
        self.problems += [replace(one, where=where, field=path) for one in told]
        if has_errors(told):
            return
        before, after = target.holder.get(name), read.get(name)
        _replace(target, read)
        self.assumptions.append(Assumption(path, field, before, after, path in self.computed))

    def check(self, given: Facts) -> None:
        """Note what contradicts: new entries that lack something, dates that lie ahead, figures that do not fit."""
        for path, (field, entry) in self.paths.added.items():
            for name, lacking in _required(field.fields):
                if name not in entry:
                    self.fault("required", OPTION, f"{path}.{name}", {"label": lacking.full_label})
        self.problems += _later_than_as_of(self.facts, self.vocabulary)
        known = {_said(one) for one in contradictions(given)}
        self.problems += [self.contradiction(one) for one in contradictions(self.facts) if _said(one) not in known]

    def contradiction(self, found: Contradiction) -> Problem:
        labels = tuple(self.vocabulary.by_path[_plain(name)].label for name in found.fields)
        return Problem(found.level, found.code, OPTION, found.fields[0], {"labels": labels, "figures": found.figures})


def _said(found: Contradiction) -> tuple[object, ...]:
    return found.level, found.code, found.fields, found.figures


def _plain(path: str) -> str:
    return _POSITIONS.sub("", path)


def _read(target: Target, text: str) -> tuple[Record, list[Problem]]:
    """Read the text of a value with the reader of its field, in the records that it lies in."""
    node = _node(target.chain[-1], text)
    for field in reversed(target.chain):
        above = MappingNode(_HERE)
        above.entries[field.name] = (Scalar(field.name, _HERE, plain=True), node)
        node = above
    facts, sink = Form(target.chain[:1]).read(Document("", node, ()))
    return facts, sink.problems


def _node(field: Field, text: str) -> Node:
    """Return the text of a value as a document would hold it: several choices as a list, none of them as an empty one."""
    if field.type not in ("set", "records") or not text:
        return Scalar(text, _HERE, plain=True)
    listed = SequenceNode(_HERE)
    if text == _EMPTY_LIST or says_none(text):
        return listed
    if field.type == "records":
        return Scalar(text, _HERE, plain=True)
    listed.items = [Scalar(part.strip(), _HERE, plain=True) for part in _BETWEEN.split(text.strip("[]"))]
    return listed


def _replace(target: Target, read: Record) -> None:
    """Put what was read in place of the fact and of everything below it."""
    holder, name = target.holder, target.name
    for known in [key for key in holder if key == name or key.startswith(f"{name}.")]:
        del holder[known]
    holder.update(read)
    for length, field in enumerate(target.chain[:-1], 1):
        above = ".".join(one.name for one in target.chain[:length])
        # A record of which nothing is left is unanswered, like its facts.
        if field.none_allowed and not any(key.startswith(f"{above}.") for key in holder):
            holder.pop(above, None)


def _required(fields: Iterable[Field], prefix: str = "") -> Iterator[tuple[str, Field]]:
    for field in fields:
        if field.type == "record":
            yield from _required(field.fields, f"{prefix}{field.name}.")
        elif field.required:
            yield prefix + field.name, field


def _later_than_as_of(facts: Record, vocabulary: Vocabulary) -> Iterator[Problem]:
    as_of = facts["assessment.as_of"]
    assert isinstance(as_of, date)
    for path, field, day in _dates(vocabulary.fields, facts, ""):
        if day > as_of and field.path not in (MAY_LIE_AHEAD, "assessment.period.end"):
            params = {"label": field.label, "found": day.isoformat(), "as_of": as_of.isoformat()}
            yield Problem("error", "later_than_as_of", OPTION, path, params)


def _dates(fields: Iterable[Field], holder: Record, at: str, prefix: str = "") -> Iterator[tuple[str, Field, date]]:
    """Yield every date of a record and of the records in it, with its path."""
    for field in fields:
        name = prefix + field.name
        if field.type == "record":
            yield from _dates(field.fields, holder, at, f"{name}.")
        elif field.type == "records":
            for index, entry in enumerate(records(holder, name)):
                yield from _dates(field.fields, entry, f"{at}{name}[{index}].")
        else:
            day = holder.get(name)
            if field.type == "date" and isinstance(day, date):
                yield at + name, field, day
