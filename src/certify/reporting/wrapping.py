"""Text for the terminal, broken as Chinese is: anywhere between its characters, but before no closing mark."""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, JustifyMethod, OverflowMethod
from rich.containers import Lines
from rich.text import Text

_CLOSING = "，。；：、！？）”’》〉〕】…％%,.;:!?)]}"
_OPENING = "（“‘《〈〔【([{"
# What stands together: opening marks, a Latin word or one other character, closing marks; then blanks.
_PIECE = re.compile(
    rf"(?:[{re.escape(_OPENING)}]*(?:[!-~–·’]+|[^\s])[{re.escape(_CLOSING)}]*|\s)[ \u3000]*",
)


class Wrapped(Text):
    """Text that keeps closing marks with the word before them and opening marks with the word after."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        """Return the lines; one that is aligned, or not to be wrapped, is left to the library."""
        if no_wrap or justify not in (None, "default", "left"):
            return super().wrap(console, width, justify=justify, overflow=overflow, tab_size=tab_size, no_wrap=no_wrap)
        lines = Lines()
        for line in self.split(allow_blank=True):
            line.expand_tabs(tab_size)
            lines.extend(line.divide(list(breaks(line.plain, width))))
        for line in lines:
            line.rstrip()
        return lines


def wrapped(markup: str) -> Wrapped:
    """Return text with markup that is broken as Chinese is."""
    made = Wrapped(overflow="fold")
    made.append_text(Text.from_markup(markup, emoji=False))
    return made


def breaks(text: str, width: int) -> Iterator[int]:
    """Yield where the lines after the first begin, none of them wider than `width`."""
    start, used = 0, 0
    for piece in _PIECE.finditer(text):
        needed = cell_len(piece[0].rstrip())
        if used + needed > width and used:
            yield piece.start()
            start, used = piece.start(), 0
        if needed > width:
            for place in _folds(text, start, piece.start() + len(piece[0].rstrip()), width):
                start = place
                yield place
            used = cell_len(text[start : piece.end()])
        else:
            used += cell_len(piece[0])


def _folds(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """Yield where a piece that is wider than a line is broken."""
    used = 0
    for place in range(start, end):
        size = cell_len(text[place])
        if used + size > width:
            yield place
            used = 0
        used += size
