"""Why a workbook is not read, as the child tells it: a code, figures, and the cell where there is one."""

from collections.abc import Mapping


class UnreadableError(Exception):
    """A workbook is refused; `params` hold plain values only, since they travel as JSON."""

    def __init__(self, code: str, *, cell: tuple[str, int, int] | None = None, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.cell = cell
        self.params: Mapping[str, str | int] = params


def damaged(reason: str) -> UnreadableError:
    """Return that a file is broken; `reason` is a key of `certify.workbooks.words.REASONS`."""
    return UnreadableError("workbook_damaged", reason=reason)


def other_kind(kind: str) -> UnreadableError:
    """Return that a file is no workbook; `kind` is a key of `certify.workbooks.words.KINDS`."""
    return UnreadableError("workbook_other_kind", kind=kind)
