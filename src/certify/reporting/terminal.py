"""Text for a terminal: printed by rich onto a page of given width, so that it can be tested and redirected."""

import io
from collections.abc import Callable

from rich.console import Console

WIDTH = 100
# The colours of verdicts, by their names.
COLOURS = {"met": "green", "not_met": "red", "missing": "yellow", "needs_review": "cyan", "not_applicable": "dim"}


def printed(write: Callable[[Console], None], *, colour: bool, width: int) -> str:
    """Return what `write` prints for a terminal of `width` columns, with colours where asked for."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    write(console)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
