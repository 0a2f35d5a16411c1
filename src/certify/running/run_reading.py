"""The record of a run read back, strictly: it may have been altered, cut, or written by another version."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from certify.documents.files import read_bytes, shown_name
from certify.documents.json import parse_json
from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode
from certify.facts import Entry, Facts, Review
from certify.problems import Problem, excerpt, has_errors
from certify.programme.recorded import Recorded, RecordedRun, RecordedUnit
from certify.reading.submission import submission_form
from certify.rules.files import Shape
from certify.rules.load import UnknownRuleSetError, find_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import Vocabulary
from certify.running.run_record import FORMAT, RUN_FILE
from certify.running.run_shapes import EndLine, HeadLine, SubmissionLine, UnitLine
from certify.running.staging import MARK, is_report

# Beyond any batch: a bound on what is no record, not on one.
MOST_BYTES = 1024 * 1024 * 1024
_END = b'{"lines":'


Line = TypeVar("Line", bound=Shape)


class RunError(Exception):
    """A record that cannot be used; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems for the one who reports them."""
        super().__init__(problems[0].code)
        self.problems = problems


def is_run(folder: Path) -> bool:
    """Return whether a folder holds the reports of a batch, with its record or from before there were any."""
    try:
        return (folder / RUN_FILE).is_file() or ((folder / MARK).is_file() and is_report(folder))
    except OSError:
        # A name too long for any file.
        return False


def read_run(folder: Path) -> RecordedRun:
    """Read the record in a folder of reports; raise `RunError` where it cannot be used."""
    name = shown_name(str(folder / RUN_FILE))
    if not (folder / RUN_FILE).exists():
        raise RunError([Problem("error", "run_without_record", f"{name}:1:1")])
    raw = read_bytes(folder / RUN_FILE, name, MOST_BYTES)
    if isinstance(raw, Problem):
        raise RunError([raw])
    return _Reader(name).run(raw)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def run(self, raw: bytes) -> RecordedRun:
        *lines, end = raw.splitlines(keepends=True) or [b""]
        self.sealed(raw, lines, end)
        head = self.line(HeadLine, lines[0], 1)
        submissions, units = [], {}
        for number, line in enumerate(lines[1:], 2):
            if line.startswith(b'{"unit":'):
                unit = self.line(UnitLine, line, number)
                if unit is not None:
                    units[unit.unit] = _unit(unit)
            else:
                found = self.line(SubmissionLine, line, number)
                if found is not None:
                    submissions.append(_recorded(found, number, line))
        rules = None if head is None else self.rules(head)
        if head is None or rules is None or self.problems:
            raise RunError(self.problems)
        return RecordedRun(
            self.name,
            head.certify_version,
            head.batch,
            head.title,
            head.digest,
            rules,
            head.readings,
            tuple(submissions),
            units,
        )

    def sealed(self, raw: bytes, lines: list[bytes], end: bytes) -> None:
        """Refuse a record that is not what was written: nothing in it could be believed."""
        if not lines or not end.startswith(_END) or not end.endswith(b"\n"):
            raise RunError([self.fault("run_cut", raw.count(b"\n") + 1)])
        seal = self.line(EndLine, end, len(lines) + 1)
        if seal is None:
            raise RunError(self.problems)
        found = hashlib.sha256(memoryview(raw)[: len(raw) - len(end)]).hexdigest()
        if (seal.lines, seal.digest) != (len(lines), f"sha256:{found}"):
            raise RunError([self.fault("run_altered", len(lines) + 1, lines=seal.lines, found=len(lines))])

    def line(self, shape: type[Line], raw: bytes, number: int) -> Line | None:
        """Return a line in its shape; where it has another, a problem says what does not fit."""
        try:
            return shape.model_validate_json(raw)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            field = ".".join(map(str, first["loc"]))
            code = "run_other_format" if field == "run" else "run_line"
            self.problems.append(self.fault(code, number, field=field, part=field or "JSON", wanted=FORMAT))
            return None

    def rules(self, head: HeadLine) -> RuleSet | None:
        """Return the rule set of a run as it was then."""
        try:
            rules = find_ruleset(head.ruleset)
        except UnknownRuleSetError as error:
            params = {"found": error.wanted, "accepted": tuple(error.available), "suggestion": error.suggestion}
            self.problems.append(self.fault("unknown_ruleset", 1, field="ruleset", **params))
            return None
        if rules.digest != head.ruleset_digest:
            params = {"ruleset": head.ruleset, "recorded": head.ruleset_digest, "found": rules.digest}
            self.problems.append(self.fault("run_rules_changed", 1, field="ruleset_digest", **params))
        accepted = {reading.key: tuple(reading.values) for reading in rules.readings}
        for key in {**accepted, **head.readings}:
            if head.readings.get(key) not in accepted.get(key, ()):
                found = excerpt(f"{key}={head.readings.get(key, '')}")
                self.problems.append(self.fault("run_reading", 1, field="readings", found=found))
        return rules

    def fault(self, code: str, line: int, field: str = "", **params: object) -> Problem:
        return Problem("error", code, f"{self.name}:{line}:1", field, params)


def _unit(line: UnitLine) -> RecordedUnit:
    said = line.covered
    if said is None:
        return RecordedUnit(line.unit, line.name, None, ())
    return RecordedUnit(line.unit, line.name, (said.before, said.if_recognized, said.after), tuple(said.recommended))


def _recorded(line: SubmissionLine, number: int, text: bytes) -> Recorded:
    return Recorded(
        line.file,
        line.id,
        line.name,
        line.unit,
        line.outcome,
        line.fault,
        line.submission,
        line.review,
        line.ledger,
        dict(line.verdicts),
        None if line.entries is None else tuple(line.entries),
        number,
        text,
    )


def facts_of(one: Recorded, run: RecordedRun, words: Vocabulary) -> Facts:
    """Return the facts of a recorded submission; raise `RunError` where they are none of the vocabulary's."""
    root, problems = parse_json(one.text.decode(), run.name)
    node = root.entries["facts"][1] if isinstance(root, MappingNode) and "facts" in root.entries else root
    facts, sink = submission_form(words).read(Document(run.name, None if node is None else nested(node), ()))
    found = [replace(problem, where=_in_line(problem.where, one.line)) for problem in (*problems, *sink.problems)]
    if has_errors(found):
        raise RunError([problem for problem in found if problem.level == "error"])
    return facts


def review_of(one: Recorded, run: RecordedRun) -> Review | None:
    """Return what the review of a recorded submission decides, none where it was judged without one."""
    if one.entries is None:
        return None
    where = f"{run.name}:{one.line}:1"
    return Review("", "", tuple(Entry(check, outcome, "", on, "", (), where) for check, outcome, on in one.entries))


def nested(node: Node) -> Node:
    """Return a tree in which the dots in names have become levels: facts as a submission has them."""
    if isinstance(node, SequenceNode):
        listed = SequenceNode(node.mark)
        listed.items = [nested(item) for item in node.items]
        return listed
    if not isinstance(node, MappingNode):
        return node
    made = MappingNode(node.mark)
    for name, (key, value) in node.entries.items():
        *groups, last = name.split(".")
        block = made
        for group in groups:
            block = _below(block, group, key)
        if last not in block.entries or not _says_given(value):
            block.entries[last] = (key, nested(value))
    return made


def _below(block: MappingNode, name: str, key: Scalar) -> MappingNode:
    """Return the block of that name; where something else stands in its place that stays, to be refused."""
    found = block.entries.get(name)
    if found is not None and isinstance(found[1], MappingNode):
        return found[1]
    made = MappingNode(key.mark)
    if found is None or _says_given(found[1]):
        block.entries[name] = (key, made)
    return made


def _says_given(node: Node) -> bool:
    """Return whether a node says of a record that it is given, which its parts say too."""
    return isinstance(node, Scalar) and node.plain and node.text == "true"


def _in_line(where: str, line: int) -> str:
    """Return a place in one line as a place in the file."""
    name, _, column = where.rsplit(":", 2)
    return f"{name}:{line}:{column}"
