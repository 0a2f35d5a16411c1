"""Commands run in this process, on criteria of their own."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from certify.cli import app
from certify.rules import load
from certify.rules.vocabulary import vocabulary
from tests.rules.conftest import copied


class Caller:
    """Calls commands in a folder that holds a copy of the criteria as `criteria`."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.criteria = copied(folder)
        self.monkeypatch = monkeypatch
        self.capsys = capsys
        monkeypatch.setenv("CERTIFY_CRITERIA", str(self.criteria))
        monkeypatch.chdir(folder)

    def call(self, *arguments: str) -> tuple[int, str, str]:
        """Return the exit status of a command, what it prints, and its messages."""
        self.monkeypatch.setattr(sys, "argv", ["certify", *arguments])
        with _nothing_kept():
            status = app._run()
        said = self.capsys.readouterr()
        return status, said.out, said.err


@contextmanager
def _nothing_kept() -> Iterator[None]:
    """Let a command read its criteria afresh, and keep nothing of them for others."""
    kept = (load._kept, load._checks_of, vocabulary)
    for cached in kept:
        cached.cache_clear()
    try:
        yield
    finally:
        for cached in kept:
            cached.cache_clear()
