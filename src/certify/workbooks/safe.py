"""A workbook that may be given to the library, with what we know of it that the library does not tell."""

from dataclasses import dataclass, field

from certify.workbooks.grid import Cell


@dataclass(slots=True)
class SafeSheet:
    """A sheet: its name, its position in what the library reads (none: nothing to read), and cells known already."""

    name: str
    at: int | None
    known: dict[tuple[int, int], Cell] = field(default_factory=dict)


@dataclass(slots=True)
class SafeBook:
    """The bytes of a file for the library, and its sheets in their order."""

    content: bytes
    sheets: list[SafeSheet]
