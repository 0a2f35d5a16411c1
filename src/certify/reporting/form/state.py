"""What the sheets of one form share while they are written: the answers and notes, and where everything came to stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from certify.forms.answers import Answers, Note, Slot, Written
from certify.language import Lang
from certify.reporting.form.answer import LONGEST_MESSAGE
from certify.reporting.form.entry import Entry
from certify.reporting.workbook_style import Book, Styles
from certify.workbooks.grid import CellMark, column_letters


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the form for an answer, and what is asked there."""

    mark: CellMark
    label: str

    @property
    def link(self) -> str:
        """The address of the cell for a link within the workbook."""
        return f"internal:'{self.mark.sheet}'!{column_letters(self.mark.column)}{self.mark.row}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions a sheet holds and how many are open now; `formula` counts those in the workbook."""

    questions: int
    unanswered: int
    formula: str


@dataclass(slots=True)
class Form:
    """What the sheets of one form share.

    `tabs` leads from a list to its sheet, `clauses` from a field to the sub-checks it serves, `places` from a slot to
    its cell, `sources` from the name of a range to the choices that are written there, `identifiers` from a column of a
    list to the cells that it takes.
    """

    book: Book
    lang: Lang
    styles: Styles
    answers: Answers
    notes: Mapping[Slot, list[Note]]
    tabs: Mapping[str, str]
    clauses: Mapping[str, tuple[str, ...]]
    places: dict[Slot, Place] = field(default_factory=dict)
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)

    def single(self, key: str) -> Written | None:
        """Return what was written for a key."""
        return self.answers.single.get(key)

    def source(self, name: str, entry: Entry) -> str | None:
        """Return the name of a range with the choices of an entry where they cannot stand in the cell itself."""
        if len(",".join(entry.choices)) <= LONGEST_MESSAGE and not any(set(',"') & set(one) for one in entry.choices):
            return None
        range_name = "choices_" + name.replace(".", "_")
        self.sources[range_name] = entry.choices
        return range_name
