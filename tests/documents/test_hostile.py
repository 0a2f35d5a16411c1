"""Files made to hang, fill or crash a reader: one problem each, no exception, little memory."""

import tracemalloc
from pathlib import Path

import pytest

from certify.documents.files import MOST_BYTES
from certify.documents.load import load_document
from certify.documents.tree import Document
from tests.documents.conftest import parsed, told, yaml_told

MEGABYTE = 1024 * 1024
MERGES = "".join(f"a{n + 1}: &a{n + 1} {{<<: [{','.join([f'*a{n}'] * 9)}], k{n}: 1}}\n" for n in range(9))
BOMB = f"a0: &a0 {{k: 1}}\n{MERGES}"
LAUGHS = "a0: &a0 [lol]\n" + "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9))


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param(BOMB, "yaml_anchor 1:5", id="merge-keys"),
        pytest.param(BOMB.replace("&a0 ", ""), "yaml_anchor 2:5", id="merge-keys-further-down"),
        pytest.param(LAUGHS, "yaml_anchor 1:5", id="billion-laughs"),
        pytest.param("a: &a [*a]\n", "yaml_anchor 1:4", id="itself"),
        pytest.param("[" * 30_000, "too_deep 1:25", id="brackets"),
        pytest.param('{"a":' * 30_000, "too_deep 1:121", id="braces"),
        pytest.param("{? " * 30_000, "yaml_key_not_text 1:4", id="keys-in-keys"),
        pytest.param("- " * 30_000, "too_deep 1:49", id="dashes"),
    ],
)
def test_a_hostile_yaml_text_is_one_problem(text: str, wrong: str, *, pure: bool) -> None:
    assert yaml_told(text, pure=pure) == [wrong]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param("[" * 30_000, "too_deep", id="brackets"),
        pytest.param('{"a":' * 30_000, "too_deep", id="braces"),
        pytest.param('{"a":[' * 30_000, "too_deep", id="both"),
        pytest.param('{"' * 30_000, "json_syntax", id="open-keys"),
        pytest.param('"' + "\\" * 30_001, "json_string", id="backslashes"),
        pytest.param("-" * 30_000, "json_syntax", id="minus-signs"),
        pytest.param("1" + "e" * 30_000, "json_trailing", id="exponents"),
    ],
)
def test_a_hostile_json_text_is_one_problem(text: str, wrong: str) -> None:
    assert [one.partition(" ")[0] for one in told(parsed(text, "f.json").problems)] == [wrong]


@pytest.mark.parametrize("name", ["f.yaml", "f.json"])
def test_deep_nesting_takes_no_memory(name: str) -> None:
    text = "[" * 30_000
    tracemalloc.start()
    try:
        parsed(text, name)
        assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 3 * MEGABYTE, 100 * MEGABYTE])
@pytest.mark.parametrize("name", ["f.yaml", "f.json"])
def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, name: str, size: int) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(size)
    tracemalloc.start()
    try:
        raw, document = load_document(path)
        assert tracemalloc.get_traced_memory()[1] < MOST_BYTES + MEGABYTE
    finally:
        tracemalloc.stop()
    assert raw == b""
    assert told(document.problems) == ["file_too_large 1:1"]


def test_a_file_as_large_as_may_be_is_read(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    line = "# " + "x" * 997 + "\n"
    path.write_text("a: 1\n" + line * ((MOST_BYTES - 5) // len(line)), encoding="utf-8")
    raw, document = load_document(path)
    assert MOST_BYTES - len(line) < len(raw) <= MOST_BYTES
    assert document.problems == ()


@pytest.mark.parametrize(
    ("name", "line"), [("f.yaml", "- - - -\n"), ("f.yaml", "a: b\n"), ("f.yaml", "? \n"), ("f.json", "[],")]
)
def test_a_file_full_of_small_things_ends(name: str, line: str) -> None:
    assert isinstance(parsed(line * 20_000, name), Document)
