"""What the reading of one tree has found: problems, each at its place, within the bound of a file."""

from collections.abc import Iterable
from datetime import date

from certify.documents.bounds import MOST_PROBLEMS, note
from certify.documents.tree import Document, Node, Scalar
from certify.problems import Problem, excerpt
from certify.reading.field_values import told
from certify.reading.values import UnreadableError
from certify.rules.vocabulary import Field
from certify.spelling import nearest

LONGEST_PATH = 120


class Sink:
    """What one reading has found: its problems, and every date with its place."""

    def __init__(self, document: Document) -> None:
        """Begin with nothing found."""
        self.document = document
        self.problems: list[Problem] = []
        self.dates: list[tuple[date, Field, str, Scalar]] = []

    def fault(self, node: Node | None, path: str, code: str, **params: object) -> None:
        """Note an error at `node`, within the bound of a file."""
        where = self.document.place(node)
        note(self.problems, Problem("error", code, where, excerpt(path, LONGEST_PATH), params))

    def refuse(self, node: Node, path: str, field: Field, text: str, error: UnreadableError) -> None:
        """Note that the text at `node` is no value of the field; what may help is looked up while there is room."""
        params = told(field, text, error) if len(self.problems) < MOST_PROBLEMS else {}
        self.fault(node, path, error.code, **params)

    def warn(self, node: Node | None, path: str, code: str, **params: object) -> None:
        """Note a warning at `node`, within the same bound."""
        if len(self.problems) < MOST_PROBLEMS:
            where = self.document.place(node)
            self.problems.append(Problem("warning", code, where, excerpt(path, LONGEST_PATH), params))

    def nearest(self, found: str, accepted: Iterable[str]) -> str:
        """Return the accepted word nearest to `found`, while there is still somebody to tell it to."""
        return nearest(found, accepted) if len(self.problems) < MOST_PROBLEMS else ""
