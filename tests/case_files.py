"""Case files: what each sub-check says of given facts, written by people who know the rules (docs/cases.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from certify.documents.load import load_document
from certify.documents.tree import Document, MappingNode, Node, Scalar, SequenceNode
from certify.facts import Record, Submission
from certify.reading.contradictions import contradictions
from certify.reading.submission import submission_form
from certify.rules.files import plain
from certify.rules.vocabulary import vocabulary

FOLDER = Path(__file__).parents[1] / "criteria"
HEADER = """
organization: {id: case, name: 示例镇劳动人事争议调解中心, type: township, jurisdiction: "370102"}
assessment: {period: {start: 2025-01-01, end: 2025-10-31}, as_of: 2025-10-31}
"""


@dataclass(frozen=True)
class Case:
    """One case: the facts, the declared verdict, and what else it pins down."""

    check: str
    name: str
    submission: Submission
    expect: str
    verified: str | None
    readings: Mapping[str, str]
    under: Mapping[str, str]
    where: str


def cases(ruleset: str) -> Iterator[Case]:
    """Yield every case of a rule set's folder."""
    for path in sorted((FOLDER / ruleset / "cases").glob("*.yaml")):
        _, document = load_document(path)
        assert not document.problems, document.problems
        assert isinstance(document.root, MappingNode)
        for check, (_, listed) in document.root.entries.items():
            assert isinstance(listed, SequenceNode), f"{document.place(listed)}: a list of cases is expected"
            found = [_case(check, node, document) for node in listed.items]
            assert len({case.name for case in found}) == len(found), f"{check}: two cases of one name"
            yield from found


def _case(check: str, node: Node, document: Document) -> Case:
    where = document.place(node)
    assert isinstance(node, MappingNode), where
    known = {"name", "facts", "expect", "verified", "readings", "under"}
    assert set(node.entries) <= known, f"{where}: unknown {set(node.entries) - known}"
    name = node.entries["name"][1]
    assert isinstance(name, Scalar), where
    return Case(
        check,
        name.text,
        Submission("case.yaml", "", facts_of(node.entries["facts"][1], document), {}),
        str(plain(node.entries["expect"][1])),
        str(plain(node.entries["verified"][1])) if "verified" in node.entries else None,
        _words(node, "readings"),
        _words(node, "under"),
        where,
    )


def _words(node: MappingNode, key: str) -> dict[str, str]:
    below = node.entries[key][1] if key in node.entries else None
    if below is None:
        return {}
    assert isinstance(below, MappingNode)
    return {name: value.text for name, (_, value) in below.entries.items() if isinstance(value, Scalar)}


def facts_of(node: Node, document: Document) -> Record:
    """Read facts as a submission's are read, with a header of their own where they give none."""
    form = submission_form(vocabulary())
    from certify.documents.yaml import parse_yaml  # noqa: PLC0415 - beside its only use

    header, _ = parse_yaml(HEADER, "header")
    facts, _ = form.read(Document("header", header, ()))
    if isinstance(node, Scalar) and node.is_null:
        return facts
    given, sink = form.read(Document(document.name, node, ()))
    wrong = [problem for problem in sink.problems if problem.code != "required" or problem.field.count("[")]
    assert not wrong, wrong
    facts |= given
    doubtful = [found for found in contradictions(facts) if found.level == "error"]
    assert not doubtful, doubtful
    return facts
