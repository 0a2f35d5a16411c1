"""Colons written wrong, and the error that is there besides: both are told, and no text is taken for a field."""

import pytest

from tests.documents.conftest import yaml_told

BOTH = [
    ("a：1\nb: [1, 2\nc: 3\n", ["yaml_wide_colon 1:2", "yaml_open_bracket 2:4"]),
    ('a: 1\nb：2\nc: "x\n', ["yaml_wide_colon 2:2", "yaml_open_quote 3:4"]),
    ("a:1\nb: 2\nc: d: e\n", ["yaml_close_colon 1:2", "yaml_colon 3:5"]),
    ("a:x: y: z\n", ["yaml_close_colon 1:2", "yaml_colon 1:4"]),
    ("a：1\nb: 2\nc：3\nd: 4\n", ["yaml_wide_colon 1:2", "yaml_wide_colon 3:2"]),
    # Behind the place where the parser gave up, and that is no fault there.
    ("a: [1, 2\nb: 3\nc:4\n", ["yaml_open_bracket 1:4"]),
    # Within a block of text.
    ("a: |\n  注意：这里\n  时间:10点\nb: [\n", ["yaml_open_bracket 4:5"]),
    ("a:\n  - >-\n    注意：这里\n  - b: [x\n", ["yaml_open_bracket 4:8"]),
    ("a: |\n  注意：这里\nb：2\nc: 3\n", ["yaml_wide_colon 3:2"]),
    ("a:1\r\nb: 2\r\nc: d: e\r\n", ["yaml_close_colon 1:2", "yaml_colon 3:5"]),
]


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(("text", "wrong"), BOTH)
def test_a_wrong_colon_and_another_error_are_both_told(text: str, wrong: list[str], *, pure: bool) -> None:
    assert yaml_told(text, pure=pure) == wrong


def test_many_wrong_colons_are_told_within_the_bound() -> None:
    found = yaml_told("".join(f"a{number}：1\n" for number in range(700)) + "b: 1\n", pure=False)
    assert len(found) == 501
    assert found[-1].startswith("more_problems")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a: 'it's'\n", "yaml_after_quote 1:8"),
        ('a: "he said "hi""\n', "yaml_after_quote 1:14"),
        ("a: {b: 1}}\n", "yaml_open_bracket 1:10"),
        ("a: ]\n", "yaml_open_bracket 1:4"),
        ("a: [x, ']'\nb: 1\n", "yaml_open_bracket 1:4"),
    ],
)
@pytest.mark.parametrize("pure", [False, True])
def test_quotes_and_brackets_are_named(text: str, wrong: str, *, pure: bool) -> None:
    assert yaml_told(text, pure=pure) == [wrong]
