"""What no document may hold: constructs that expand or retype, more than one document, more than the bounds."""

import json
from pathlib import Path

import pytest

from certify.documents.files import MOST_BYTES
from certify.documents.json import parse_json
from certify.documents.load import load_document
from certify.documents.yaml import DEEPEST, LONGEST_SCALAR, MOST_NODES, parse_yaml
from tests.documents.conftest import content, parsed, told, yaml_told

REFUSED = [
    ("a: &x 1\nb: 2\n", "yaml_anchor 1:4"),
    ("a: &x [1]\n", "yaml_anchor 1:4"),
    ("&x a: 1\n", "yaml_anchor 1:1"),
    ("a: 1\nb: *a\n", "yaml_anchor 2:4"),
    ("*a : 1\n", "yaml_anchor 1:1"),
    ("a:\n  <<: {b: 1}\n", "yaml_anchor 2:3"),
    ("a: !!str 1\n", "yaml_tag 1:4"),
    ("a: ! x\n", "yaml_tag 1:4"),
    ("a: !own x\n", "yaml_tag 1:4"),
    ("a: !<tag:x> y\n", "yaml_tag 1:4"),
    ("a: !!python/object/apply:os.system [ls]\n", "yaml_tag 1:4"),
    ("!!map {a: 1}\n", "yaml_tag 1:1"),
    ("a: 1\n---\nb: 2\n", "yaml_second_document 2:1"),
    ("---\na: 1\n---\nb: 2\n", "yaml_second_document 3:1"),
    ("a: 1\n---\n", "yaml_second_document 2:1"),
    ("? [a]\n: b\n", "yaml_key_not_text 1:3"),
    ("a: {[b]: c}\n", "yaml_key_not_text 1:5"),
    ("{a: b}: c\n", "yaml_key_not_text 1:1"),
]


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(("text", "wrong"), REFUSED)
def test_a_construct_that_is_refused(text: str, wrong: str, *, pure: bool) -> None:
    assert yaml_told(text, pure=pure) == [wrong]


def test_a_quoted_merge_key_is_a_name_like_any() -> None:
    assert content(parsed("'<<': x\n").root) == {"<<": "x"}


@pytest.mark.parametrize("directive", ["%YAML 1.1", "%YAML 1.2", "%TAG ! tag:x,2000:"])
def test_a_directive_is_refused(directive: str) -> None:
    assert yaml_told(f"{directive}\n---\na: 1\n", pure=False) == ["yaml_directive 1:1"]


@pytest.mark.parametrize(
    ("text", "wrong", "pure"),
    [
        ("%YAML 1.1\n---\na: 1\n", "yaml_directive 1:1", True),
        ("%FOO bar\n---\na: 1\n", "yaml_directive 1:1", True),
        ("%FOO bar\n---\na: 1\n", "yaml_directive 1:1", False),
        ("a: 1\n...\nb: 2\n", "yaml_second_document 3:1", False),
    ],
)
def test_both_parsers_refuse_alike(text: str, wrong: str, *, pure: bool) -> None:
    assert yaml_told(text, pure=pure) == [wrong]


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(
    ("opening", "closing", "column"),
    [("[", "]", DEEPEST + 1), ("{a: ", "}", 4 * DEEPEST + 1), ("- ", "", 2 * DEEPEST + 1)],
)
def test_nesting_is_bounded(opening: str, closing: str, column: int, *, pure: bool) -> None:
    assert yaml_told(opening * DEEPEST + "x" + closing * DEEPEST, pure=pure) == []
    deeper = opening * (DEEPEST + 1) + "x" + closing * (DEEPEST + 1)
    assert yaml_told(deeper, pure=pure) == [f"too_deep 1:{column}"]


def test_nesting_of_json_is_bounded() -> None:
    assert parsed("[" * DEEPEST + "]" * DEEPEST, "f.json").problems == ()
    deep = DEEPEST + 1
    assert told(parsed("[" * deep + "]" * deep, "f.json").problems) == [f"too_deep 1:{deep}"]


def test_yaml_and_json_may_nest_equally_deep() -> None:
    text = "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)
    assert told(parsed(text, "f.json").problems) == told(parsed(text, "f.yaml").problems)


@pytest.fixture
def few_nodes(monkeypatch: pytest.MonkeyPatch) -> int:
    """Lower the bound on nodes, so that it is quickly reached."""
    for module in ("yaml", "json"):
        monkeypatch.setattr(f"certify.documents.{module}.MOST_NODES", 100)
    return 100


@pytest.mark.parametrize("name", ["f.yaml", "f.json"])
def test_the_number_of_nodes_is_bounded(name: str, few_nodes: int) -> None:
    fits = "[" + ",".join("1" for _ in range(few_nodes - 1)) + "]"
    assert parsed(fits, name).problems == ()
    assert told(parsed(fits[:-1] + ",1]", name).problems) == [f"too_many_nodes 1:{2 * few_nodes}"]


def test_yaml_and_json_count_nodes_alike(few_nodes: int) -> None:
    text = json.dumps({f"k{number}": "" for number in range(few_nodes // 2 + 1)})
    assert told(parsed(text, "f.json").problems) == told(parsed(text, "f.yaml").problems)


def test_the_bounds_are_those_of_the_design() -> None:
    assert (DEEPEST, MOST_NODES, LONGEST_SCALAR, MOST_BYTES) == (24, 100_000, 20_000, 2 * 1024 * 1024)


LONG = "x" * (LONGEST_SCALAR + 1)
NINES = "9" * (LONGEST_SCALAR + 1)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        pytest.param(f"a: {LONG}\n", "f.yaml", "1:4", id="plain"),
        pytest.param(f'a: "{LONG}"\n', "f.yaml", "1:4", id="quoted"),
        pytest.param(f"a: |-\n  {LONG}\n", "f.yaml", "1:4", id="block"),
        pytest.param(f"? {LONG}\n: a\n", "f.yaml", "1:3", id="key"),
        pytest.param(f'{{"a": "{LONG}"}}', "f.json", "1:7", id="json"),
        pytest.param(f'{{"{LONG}": 1}}', "f.json", "1:2", id="json-key"),
        pytest.param(
            NINES,
            "f.json",
            "1:1",
            id="json-number",
        ),
    ],
)
def test_the_length_of_a_text_is_bounded(text: str, name: str, place: str) -> None:
    fits = text.replace(LONG, LONG[1:]).replace(NINES, NINES[1:])
    assert parsed(fits, name).problems == ()
    assert told(parsed(text, name).problems) == [f"scalar_too_long {place}"]


def test_a_file_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.yaml"):
        raw, document = load_document(path, "shown.yaml")
        assert (raw, document.root) == (b"", None)
        assert told(document.problems) == ["file_unreadable 1:1"]


def test_places_are_told_under_the_name_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: *b\n", encoding="utf-8")
    assert [load_document(path, name)[1].problems[0].where for name in (None, "folder/x.yaml")] == [
        "x.yaml:1:4",
        "folder/x.yaml:1:4",
    ]


def test_the_ending_of_the_name_decides_the_format() -> None:
    assert told(parsed("a: 1\n", "f.json").problems) == ["json_syntax 1:1"]
    assert content(parsed("a: 1\n", "f.YML").root) == {"a": "1"}
    assert parse_json("[]", "f")[1] == parse_yaml("[]", "f")[1] == []
