"""Every slip of the pen with its name and its place."""

import pytest

from tests.documents.conftest import parsed, told, yaml_told

YAML = [
    # Tabs
    ("a:\n\tb: 1\n", "yaml_tab 2:1"),
    ("a:\n  b: 1\n\tc: 2\n", "yaml_tab 3:1"),
    ("\ta: 1\n", "yaml_tab 1:1"),
    ("a: 1\n\t\n", "yaml_tab 2:1"),
    # Brackets
    ("a: [1,, 2]\n", "yaml_open_bracket 1:7"),
    ("a: [\n- b\n]\n", "yaml_open_bracket 2:1"),
    # Colons
    ("a: b: c\n", "yaml_colon 1:5"),
    ("a: 时间：10: 30\n", "yaml_colon 1:9"),
    ("a: 1\n  b: 2\n", "yaml_colon 2:4"),
    ("a:1\nb: 2\n", "yaml_close_colon 1:2"),
    ("a\nb: 1\n", "yaml_colon 2:2"),
    ("a: 1\nb\n", "yaml_no_colon 2:2"),
    ("a: 1\nb\nc: 2\n", "yaml_no_colon 3:1"),
    ("a:\n  - x\nb：2\n", "yaml_wide_colon 3:2"),
    ("a: 1\nb：2\nc: 3\n", "yaml_wide_colon 2:2"),
    ("a: 1\nb：2\n", "yaml_wide_colon 2:2"),
    ("a：1\nb: 2\n", "yaml_wide_colon 1:2"),
    ("a:\n  受理：1\n  b: 2\n", "yaml_wide_colon 2:5"),
    # Marks and spaces of Chinese input
    ("a: {zh: 甲， en: b}\n", "yaml_wide_mark 1:10"),
    ("a: ｛zh: 甲, en: b｝\n", "yaml_wide_mark 1:4"),
    ("a:\n－ b: 1\n  c: 2\n", "yaml_wide_mark 2:1"),
    ("a:\n  - b: 1\n  -b: 2\n", "yaml_close_dash 3:3"),
    ("a:\n  b: 1\n\u3000\u3000c: 2\n  d: 3\n", "yaml_wide_space 3:1"),
    ("a:\n  b: 1\n \u00a0c: 2\n  d: 3\n", "yaml_wide_space 3:2"),
    # Indentation
    ("a:\n  b: 1\n c: 2\n", "yaml_indent 3:2"),
    ("a: 1\n- b\n", "yaml_indent 2:1"),
    ("- a\nb: 1\n", "yaml_indent 2:1"),
    ("a: |\n  x\n y\n", "yaml_indent 3:2"),
    # Marks that nothing begins with
    ("a: @x\n", "yaml_character 1:4"),
    ("a: `x\n", "yaml_character 1:4"),
    ("a: %x\n", "yaml_character 1:4"),
    ("a: &\n", "yaml_anchor 1:4"),
    ("a: *\n", "yaml_anchor 1:4"),
    ("%YAML 3.0\n---\na: 1\n", "yaml_directive 1:1"),
]
WHERE_IT_OPENS = [
    ('a: "x\nb: 1\nc: 2\n', "yaml_open_quote 1:4"),
    ("a: 'x\nb: 1\nc: 2\n", "yaml_open_quote 1:4"),
    ("a: [1, 2\nb: 3\nc: 2\n", "yaml_open_bracket 1:4"),
    ("a: {b: 1\nc: 2\n", "yaml_open_bracket 1:4"),
]
JSON = [
    ("{'a': 1}", "json_key 1:2"),
    ("{\"a\": 'b'}", "json_syntax 1:7"),
    ("{a: 1}", "json_key 1:2"),
    ('{"a": 1,}', "json_key 1:9"),
    ('{"a": 1,\n\n}', "json_key 3:1"),
    ("{,}", "json_key 1:2"),
    ("[1,]", "json_syntax 1:4"),
    ('{\n "a": [1,\n  2,\n ]\n}', "json_syntax 4:2"),
    ("[1 2]", "json_syntax 1:4"),
    ('{"a" 1}', "json_syntax 1:6"),
    ('{"a": 1 "b": 2}', "json_syntax 1:9"),
    ("// c\n{}", "json_syntax 1:1"),
    ('{"a": 1 /* c */}', "json_syntax 1:9"),
    ("# c\n{}", "json_syntax 1:1"),
    ("NaN", "json_syntax 1:1"),
    ('{"a": NaN}', "json_syntax 1:7"),
    ('{"a": -Infinity}', "json_syntax 1:7"),
    ('{"a": True}', "json_syntax 1:7"),
    ('{"a": nullx}', "json_syntax 1:11"),
    ('{"a": 01}', "json_syntax 1:8"),
    ('{"a": +1}', "json_syntax 1:7"),
    ('{"a": .5}', "json_syntax 1:7"),
    ('{"a": 1.}', "json_syntax 1:8"),
    ('{"a": 0x1F}', "json_syntax 1:8"),
    ('{"a":：1}', "json_syntax 1:6"),
    ('{"a"：1}', "json_syntax 1:5"),
    ("{“a”: 1}", "json_key 1:2"),
    ('{"a":\u00a01}', "json_syntax 1:6"),
    ('{"a": 1} x', "json_trailing 1:10"),
    ('{"a": 1}\n{"b": 2}', "json_trailing 2:1"),
    ("[]]", "json_trailing 1:3"),
    ("[", "json_syntax 1:2"),
    ("[1", "json_syntax 1:3"),
    ('{"a": 1', "json_syntax 1:8"),
    ('{"a":', "json_syntax 1:6"),
    ('{"a"', "json_syntax 1:5"),
    ('{"a": "x', "json_string 1:7"),
    ('{"a": "x\ny"}', "json_string 1:9"),
    ('{"a": "x\ty"}', "json_string 1:9"),
    ('{"a": "\\q"}', "json_string 1:8"),
    ('{"中": "文", "b": x}', "json_syntax 1:17"),
]


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(("text", "wrong"), YAML)
def test_a_syntax_error_of_yaml(text: str, wrong: str, *, pure: bool) -> None:
    assert yaml_told(text, pure=pure) == [wrong]


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(("text", "wrong"), WHERE_IT_OPENS)
def test_what_is_left_open_is_named(text: str, wrong: str, *, pure: bool) -> None:
    assert [one.partition(" ")[0] for one in yaml_told(text, pure=pure)] == [wrong.partition(" ")[0]]


@pytest.mark.parametrize(("text", "wrong"), WHERE_IT_OPENS)
def test_what_is_left_open_is_told_where_it_opens(text: str, wrong: str) -> None:
    assert yaml_told(text, pure=False) == [wrong]


@pytest.mark.parametrize("text", ["a: 'it's'\n", 'a: "he said "hi""\n', "a: 'x' y\n", "a: {b: 1}}\n", "a: ]\n"])
def test_quotes_and_brackets_in_the_wrong_place_are_no_matter_of_indentation(text: str) -> None:
    assert not yaml_told(text, pure=False)[0].startswith("yaml_indent")


@pytest.mark.parametrize(("text", "wrong"), JSON)
def test_a_syntax_error_of_json(text: str, wrong: str) -> None:
    document = parsed(text, "f.json")
    assert document.root is None
    assert told(document.problems) == [wrong]


def test_a_file_with_bare_returns_has_its_places_too() -> None:
    assert told(parsed("a: 1\rb: 2\rc: d: e\r").problems) == ["yaml_colon 3:5"]
