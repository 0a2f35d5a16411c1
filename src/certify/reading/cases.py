"""Case files: what each sub-check says of given facts, written by people who know the rules (docs/cases.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from certify.documents.load import load_document
from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode
from certify.documents.yaml import parse_yaml
from certify.documents.yaml_text import yaml_text
from certify.facts import Record, Submission
from certify.problems import Problem, excerpt, has_errors
from certify.reading.sink import Sink
from certify.reading.submission import note_contradictions, note_late_dates, submission_form
from certify.rules.conditions import Decision, readings_of
from certify.rules.home import criteria_home
from certify.rules.ruleset import Check, RuleSet
from certify.rules.vocabulary import Vocabulary, vocabulary
from certify.spelling import nearest

FOLDER = "cases"
EXPECTED = (*get_args(Decision), "missing")
# What the facts of a case say of these where it says nothing else.
HEADER = """
organization: {id: case, name: 示例镇劳动人事争议调解中心, type: township, jurisdiction: case}
assessment: {period: {start: 2025-01-01, end: 2025-10-31}, as_of: 2025-10-31}
"""
_KEYS = ("name", "facts", "expect", "verified", "readings", "under")
_REQUIRED = ("name", "facts", "expect")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the facts, the declared verdict on its sub-check, and what else it pins down.

    `written` are the facts as YAML without the header, empty where none are given. `verified` is empty where the case does not say it; `readings`
    are those that are not the default, `under` the declared verdicts by value of the compared readings.
    """

    check: str
    name: str
    submission: Submission
    written: str
    expect: str
    verified: str
    readings: Mapping[str, str]
    under: Mapping[str, str]
    where: str


@dataclass(frozen=True, slots=True)
class CaseReading:
    """The cases of a rule set in the order of their files, and everything that is wrong with the files."""

    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]


def read_cases(rules: RuleSet, home: Path | None = None) -> CaseReading:
    """Read the case files that lie with a rule set, those without a mistake and the mistakes of the others."""
    folder = home or criteria_home()
    reader = _Reader(rules, vocabulary(folder))
    for path in sorted((folder / rules.id / FOLDER).glob("*.yaml")):
        _, document = load_document(path, f"{rules.id}/{FOLDER}/{path.name}")
        reader.read(document)
    return CaseReading(tuple(reader.cases), tuple(reader.problems))


def compared_values(rules: RuleSet, check: Check) -> tuple[str, ...]:
    """Return the values under which a sub-check is compared: those of every compared reading that it depends on."""
    used = {*readings_of(check.guard), *readings_of(check.rule)}
    return tuple(value for one in rules.readings if one.compared and one.key in used for value in one.values)


def case_facts(node: Node | None, words: Vocabulary, sink: Sink) -> Record:
    """Read the facts of a case as a submission's are read, over the header; note in `sink` what is wrong with them."""
    facts = dict(_header(words))
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return facts
    given, found = submission_form(words).read(Document(sink.document.name, node, ()))
    facts |= given
    note_late_dates(facts, found)
    note_contradictions(facts, found, words)
    for problem in found.problems:
        # The header says what a submission has to say at its top.
        absent = problem.code == "required" and "[" not in problem.field
        if problem.level == "error" and not absent:
            sink.problems.append(problem)
    return facts


class _Reader:
    def __init__(self, rules: RuleSet, words: Vocabulary) -> None:
        self.words = words
        self.checks = {check.id: check for check in rules.checks()}
        self.readings = {reading.key: reading.values for reading in rules.readings}
        self.compared = {name: compared_values(rules, check) for name, check in self.checks.items()}
        self.names: dict[tuple[str, str], str] = {}
        self.cases: list[Case] = []
        self.problems: list[Problem] = []

    def read(self, document: Document) -> None:
        """Read one file: sub-checks, each with its list of cases."""
        sink = Sink(document)
        root = document.root
        if isinstance(root, MappingNode):
            for check, (key, listed) in root.entries.items():
                self.check(check, key, listed, sink)
        elif root is not None:
            sink.fault(root, "", "expected_mapping")
        self.problems += (*document.problems, *sink.problems)

    def check(self, check: str, key: Scalar, listed: Node, sink: Sink) -> None:
        """Read the cases of one sub-check."""
        if check not in self.checks:
            sink.fault(key, "", "unknown_check", found=excerpt(check), suggestion=nearest(check, self.checks))
            return
        if not isinstance(listed, SequenceNode):
            sink.fault(listed, check, "expected_list", label=check)
            return
        for index, node in enumerate(listed.items):
            path = f"{check}[{index}]"
            if isinstance(node, MappingNode):
                self.case(check, node, path, sink)
            else:
                sink.fault(node, path, "expected_mapping")

    def case(self, check: str, node: MappingNode, path: str, sink: Sink) -> None:
        """Read one case and keep it where nothing is wrong with it."""
        before = len(sink.problems)
        for key, (scalar, _) in node.entries.items():
            if key not in _KEYS:
                sink.fault(scalar, path, "unknown_field", found=excerpt(key), suggestion=nearest(key, _KEYS))
        for key in _REQUIRED:
            if key not in node.entries:
                sink.fault(node, f"{path}.{key}", "required", label=key)
        below = {key: node.entries[key][1] if key in node.entries else None for key in _KEYS}
        where = sink.document.place(node)
        name = _text(below["name"], f"{path}.name", sink)
        first = self.names.setdefault((check, name), where)
        if name and first != where:
            sink.fault(below["name"], f"{path}.name", "case_named_twice", found=excerpt(name), first=first)
        case = Case(
            check,
            name,
            Submission(sink.document.name, "", case_facts(below["facts"], self.words, sink), {}),
            _written(below["facts"]),
            _one_of(below["expect"], EXPECTED, f"{path}.expect", sink),
            _one_of(below["verified"], EXPECTED, f"{path}.verified", sink),
            dict(self.chosen(below["readings"], f"{path}.readings", sink)),
            dict(self.under(check, below["under"], f"{path}.under", sink)),
            where,
        )
        if not has_errors(sink.problems[before:]):
            self.cases.append(case)

    def chosen(self, node: Node | None, path: str, sink: Sink) -> Iterator[tuple[str, str]]:
        """Yield the readings that a case asks for."""
        for key, (scalar, value) in _entries(node, path, sink):
            if key not in self.readings:
                near = nearest(key, self.readings)
                sink.fault(scalar, path, "condition_no_reading", found=excerpt(key), suggestion=near)
            else:
                yield key, _one_of(value, tuple(self.readings[key]), f"{path}.{key}", sink)

    def under(self, check: str, node: Node | None, path: str, sink: Sink) -> Iterator[tuple[str, str]]:
        """Yield the verdicts under each value that the sub-check is compared under: all of them, or none."""
        if node is None:
            return
        entries = _entries(node, path, sink)
        wanted = self.compared[check]
        if {key for key, _ in entries} != set(wanted):
            sink.fault(node, path, "case_under", found=", ".join(key for key, _ in entries), wanted=", ".join(wanted))
        for key, (_, value) in entries:
            yield key, _one_of(value, EXPECTED, f"{path}.{key}", sink)


@cache
def _header(words: Vocabulary) -> Record:
    root, _ = parse_yaml(HEADER, FOLDER)
    facts, _ = submission_form(words).read(Document(FOLDER, root, ()))
    return facts


def _written(node: Node | None) -> str:
    """Return facts as YAML, empty where there are none."""
    empty = node is None or (isinstance(node, Scalar) and node.is_null)
    return "" if node is None or empty or (isinstance(node, MappingNode) and not node.entries) else yaml_text(node)


def _entries(node: Node | None, path: str, sink: Sink) -> list[tuple[str, tuple[Scalar, Node]]]:
    if node is None:
        return []
    if isinstance(node, MappingNode):
        return list(node.entries.items())
    sink.fault(node, path, "expected_mapping")
    return []


def _text(node: Node | None, path: str, sink: Sink) -> str:
    if isinstance(node, Scalar) and not node.is_null:
        return node.text
    if node is not None:
        sink.fault(node, path, "required", label=path.rpartition(".")[2])
    return ""


def _one_of(node: Node | None, accepted: tuple[str, ...], path: str, sink: Sink) -> str:
    if node is None:
        return ""
    found = node.text if isinstance(node, Scalar) else ""
    if found in accepted:
        return found
    sink.fault(node, path, "not_listed", found=excerpt(found), suggestion=nearest(found, accepted), accepted=accepted)
    return ""
