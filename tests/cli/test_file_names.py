"""Files whose names no text can hold, and a system that takes names for ASCII: every report is written all the same."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running.calling import environment
from tests.running.submissions import ready, text

FORMS = ["text", "json", "md", "html"]
LEDGER = "case_number,accepted_on,closed_on,outcome\n1,2025-01-01,2025-01-02,agreed\n"


def check(folder: Path, *arguments: bytes | str, **changes: str) -> tuple[int, str]:
    """Call `check` in a process of its own, with names as bytes."""
    called = subprocess.run(
        [sys.executable, "-m", "certify", "check", *arguments],
        cwd=folder,
        capture_output=True,
        env=environment(**changes),
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in called.stderr
    return called.returncode, called.stdout.decode(errors="replace")


def put(folder: Path, name: bytes, content: str) -> bytes:
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(content, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("the system takes no such names")
    return name


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("content", [text(ready("a")), "x: [", text(ready("a", cases__agreed=99))])
def test_a_name_that_is_no_text_is_shown_by_its_bytes(tmp_path: Path, form: str, content: str) -> None:
    status, said = check(tmp_path, put(tmp_path, b"a\xff.yaml", content), "--format", form)
    assert status == (0 if content == text(ready("a")) else 4)
    # JSON and Markdown double a backslash; a text report of no problem names no file.
    assert r"a\xff.yaml" in said.replace("\\\\", "\\") or (form, status) == ("text", 0)
    if form == "json":
        assert {one["where"].partition(":")[0] for one in json.loads(said)["problems"]} <= {r"a\xff.yaml"}


def test_the_names_of_review_units_and_ledger_are_shown_by_their_bytes_too(tmp_path: Path) -> None:
    put(tmp_path, b"r\xff.yaml", "organization: a\nentries: [{}]\n")
    put(tmp_path, b"u\xff.csv", "id,city\n")
    file = put(tmp_path, b"a.yaml", text(ready("a")))
    status, said = check(tmp_path, file, "--review", b"r\xff.yaml", "--units", b"u\xff.csv", "--format", "json")
    assert status == 4
    report = json.loads(said)
    places = {one["where"].partition(":")[0] for one in report["problems"]}
    assert {r"r\xff.yaml", r"u\xff.csv"} <= places


def test_a_file_of_another_kind_is_told_by_its_bytes(tmp_path: Path) -> None:
    status, said = check(tmp_path, put(tmp_path, b"a\xff.doc", "x"), "--format", "json")
    assert status == 4
    assert json.loads(said)["problems"][0]["where"].startswith(r"a\xff.doc:")


@pytest.mark.parametrize("form", FORMS)
def test_a_chinese_name_is_itself_where_the_system_knows_ascii_alone(tmp_path: Path, form: str) -> None:
    put(tmp_path, "台账.csv".encode(), LEDGER)
    file = put(tmp_path, "自评.yaml".encode(), text(ready("a", ledger__file="台账.csv")))
    status, said = check(tmp_path, file, "--format", form, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert status in (0, 1, 3, 4)
    assert status != 4 or "台账" not in said
    if form != "text":
        assert "自评.yaml" in said
