"""Names of files as reports tell them: seen, on one line, and leading back to the file."""

import os
from pathlib import Path

import pytest

from certify.documents.files import on_disk, shown_name


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"a.yaml", "a.yaml"),
        ("自评 表　1.yaml".encode(), "自评 表　1.yaml"),
        (b"a\xff.yaml", r"a\xff.yaml"),
        ("表".encode()[:2] + b".yaml", r"\xe8\xa1.yaml"),
        (b"a\nb.yaml", r"a\u000ab.yaml"),
        (b"a\x1b[31m", r"a\u001b[31m"),
        ("a\u202eb\u2028".encode(), r"a\u202eb\u2028"),
        ("a\U000e0001".encode(), r"a\U000e0001"),
        (rb"a\xff", r"a\\xff"),
    ],
)
def test_a_name_is_shown_on_one_line_and_without_loss(raw: bytes, shown: str) -> None:
    name = os.fsdecode(raw)
    assert shown_name(name) == shown_name(Path("folder") / name) == shown
    shown.encode()


@pytest.mark.parametrize("name", ["l.csv", "台账.csv", "a b"])
def test_a_name_in_a_file_is_the_name_on_disk(name: str) -> None:
    assert os.fsencode(on_disk(name)) == name.encode()
