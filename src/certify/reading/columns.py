"""The cells of one column to values, column by column, since the same dates and words return thousands of times."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from certify.facts import Value
from certify.reading.values import WORDS_FOR_NONE, NothingSaidError, UnreadableError
from certify.rules.vocabulary import Field

# So many spellings of a column are kept with what they were read as.
MOST_KEPT = 16_384
# A text that begins with an ideograph that begins no word for "none", or is longer than any, says something.
_FIRST_IDEOGRAPH, _BEYOND_IDEOGRAPHS = "\u4e00", "\ua000"
_INITIALS = frozenset(word[0] for word in WORDS_FOR_NONE)
_LONGEST = max(map(len, WORDS_FOR_NONE))


@dataclass(frozen=True, slots=True)
class Refused:
    """What stands for a cell that is no value of its column: its text, trimmed, and why; no reason where it is blank."""

    cell: str
    error: UnreadableError | None


Read: TypeAlias = Value | Refused | None


class _Known(dict[str, Read]):
    """What the spellings of a column were read as."""

    __slots__ = ("convert", "refuses", "required")

    def __init__(self, field: Field, convert: Callable[[str], Value]) -> None:
        super().__init__()
        self.required = field.required
        self.convert = convert
        self.refuses = False

    def __missing__(self, cell: str) -> Read:
        read = self.read(cell.strip())
        if type(read) is Refused:
            self.refuses = True
        if len(self) < MOST_KEPT:
            self[cell] = read
        return read

    def read(self, cell: str) -> Read:
        if not cell:
            return Refused(cell, None) if self.required else None
        try:
            return self.convert(cell)
        except NothingSaidError:
            return None
        except UnreadableError as error:
            return Refused(cell, error)


class ColumnReader:
    """Reads one column of a table, some rows at a time: None for cells that say nothing."""

    def __init__(self, field: Field, convert: Callable[[str], Value]) -> None:
        """Take the column's field and what reads one of its cells."""
        self.field = field
        self.known = _Known(field, convert)

    @property
    def refuses(self) -> bool:
        """Whether any cell so far was refused."""
        return self.known.refuses

    def read(self, cells: Sequence[str]) -> list[Read]:
        """Return what the cells were read as, in their order."""
        if self.field.personal:
            return self.presence(cells)
        if self.field.type == "text":
            return self.texts(cells)
        return list(map(self.known.__getitem__, cells))

    # Of texts nearly every one is another: most are seen at a glance to be what they are, and none of these is kept.

    def texts(self, cells: Sequence[str]) -> list[Read]:
        """Return the texts of cells as they stand, trimmed."""
        known = self.known
        return [
            word
            if type(word := cell.strip()) is str
            and (
                (_FIRST_IDEOGRAPH <= word < _BEYOND_IDEOGRAPHS and word[0] not in _INITIALS)
                or (len(word) > _LONGEST and word[0].isalnum())
            )
            else known[word]
            for cell in cells
        ]

    def presence(self, cells: Sequence[str]) -> list[Read]:
        """Return which cells say something, of a column of which nothing else is read."""
        return [True if isinstance(read, str) else read for read in self.texts(cells)]
