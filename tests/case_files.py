"""Facts as case files write them, for tests that need no case."""

from certify.documents.tree import Document, Node
from certify.facts import Record
from certify.reading.cases import case_facts
from certify.reading.sink import Sink
from certify.rules.vocabulary import vocabulary


def facts_of(node: Node | None, document: Document) -> Record:
    """Return facts over the header of cases; none of them may be wrong."""
    sink = Sink(document)
    facts = case_facts(node, vocabulary(), sink)
    assert not sink.problems, sink.problems
    return facts
