"""What a file may be made of: UTF-8 text without control characters; anything else is named and placed."""

import pytest

from tests.documents.conftest import content, parsed, told

BOM = b"\xef\xbb\xbf"
ZH = "a: 1\nb: 示例镇\n"


@pytest.mark.parametrize("raw", [b"a: x\n", BOM + b"a: x\n", b"a: x\r\n", b"a: x"])
def test_utf_8_is_read_with_or_without_its_mark(raw: bytes) -> None:
    document = parsed(raw)
    assert content(document.root) == {"a": "x"}
    assert document.place(document.find("a")) == "f.yaml:1:4"


def test_json_with_a_mark_is_read() -> None:
    assert content(parsed(BOM + b'{"a": "x"}', "f.json").root) == {"a": "x"}


@pytest.mark.parametrize(
    ("raw", "wrong", "kind"),
    [
        (ZH.encode("gbk"), "wrong_encoding 2:5", "GBK / GB18030"),
        (ZH.encode("gb18030"), "wrong_encoding 2:5", "GBK / GB18030"),
        (ZH.encode("utf-16"), "wrong_encoding 1:1", "UTF-16"),
        (b"\xfe\xff" + ZH.encode("utf-16-be"), "wrong_encoding 1:1", "UTF-16"),
        (b"a: 1\n\xff\xfe\x00", "not_text 2:1", "binary"),
        (b"a: \xed\xa0\x80", "not_text 1:4", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_text 1:1", "image"),
        (b"\xff\xd8\xff\xe0", "not_text 1:1", "image"),
        (b"GIF89a", "not_text 1:1", "image"),
        (b"PK\x03\x04\x14\x00", "not_text 1:1", "zip"),
        (b"%PDF-1.7\n%\xe2\xe3", "not_text 1:1", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "not_text 1:1", "ole"),
        (b"\x1f\x8b\x08", "not_text 1:1", "gzip"),
    ],
)
@pytest.mark.parametrize("name", ["f.yaml", "f.json"])
def test_what_is_no_utf_8_text_is_named(raw: bytes, wrong: str, kind: str, name: str) -> None:
    document = parsed(raw, name)
    assert document.root is None
    assert told(document.problems) == [wrong]
    assert document.problems[0].params["kind"] == kind


@pytest.mark.parametrize("raw", [b"", b" ", b"\n\n", b" \t\r\n", BOM, BOM + b"\n", "\u3000\u2028\n".encode()])
@pytest.mark.parametrize("name", ["f.yaml", "f.json"])
def test_an_empty_file_is_named(raw: bytes, name: str) -> None:
    assert told(parsed(raw, name).problems) == ["file_empty 1:1"]


@pytest.mark.parametrize("text", ["# 只有注释\n", "# a\n\n  # b", "---\n", "---\n# c\n...\n"])
def test_a_file_of_comments_or_marks_alone_holds_no_content(text: str) -> None:
    assert content(parsed(text).root) is None


@pytest.mark.parametrize("text", ["# 只有注释\n", "# a\n\n  # b"])
def test_a_file_of_comments_alone_is_told_to_be_empty(text: str) -> None:
    assert told(parsed(text).problems) == ["file_empty 1:1"]


@pytest.mark.parametrize(
    ("text", "wrong", "found"),
    [
        ("a: \x00\n", "control_character 1:4", "U+0000"),
        ("a\x00b", "control_character 1:2", "U+0000"),
        ("a: 1\n中文\x1b[31m\n", "control_character 2:3", "U+001B"),
        ("a: \x7f\n", "control_character 1:4", "U+007F"),
        ("\x0c", "control_character 1:1", "U+000C"),
        ("a: 😀\x0b", "control_character 1:5", "U+000B"),
        ("a: \uffff\n", "control_character 1:4", "U+FFFF"),
        ("a: 1\n\ufffe", "control_character 2:1", "U+FFFE"),
    ],
)
@pytest.mark.parametrize("name", ["f.yaml", "f.json"])
def test_a_control_character_is_named_and_placed(text: str, wrong: str, found: str, name: str) -> None:
    document = parsed(text, name)
    assert told(document.problems) == [wrong]
    assert document.problems[0].params["found"] == found


def test_utf_16_without_its_mark_shows_as_control_characters() -> None:
    assert told(parsed("a: 1".encode("utf-16-le")).problems) == ["control_character 1:2"]


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029"])
def test_an_odd_line_break_is_a_space_and_moves_no_line(odd: str) -> None:
    yaml, json = parsed(f"a: x{odd}y\nb: z\n"), parsed(f'{{"a": "x{odd}y",\n"b": "z"}}', "f.json")
    assert content(yaml.root) == content(json.root) == {"a": "x y", "b": "z"}
    assert yaml.place(yaml.find("b")) == "f.yaml:2:4"


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        pytest.param(BOM + b"a: 1\n\xff", "not_text 2:1", id="after-the-mark"),
        pytest.param("a: 示例".encode() + b"\xff\n", "not_text 1:6", id="after-chinese"),
    ],
)
def test_a_bad_byte_is_placed_by_characters(raw: bytes, wrong: str) -> None:
    assert told(parsed(raw).problems) == [wrong]


@pytest.mark.parametrize("name", ["f.yaml", "f.json"])
def test_a_control_character_beyond_ascii_is_named_and_placed(name: str) -> None:
    text = '{"a": 1,\n"b": "\x9b31m"}'
    assert told(parsed(text, name).problems) == ["control_character 2:7"]


@pytest.mark.parametrize(
    ("text", "name", "place", "found"),
    [
        ('{"a": "\\ud800"}', "f.json", "1:7", "U+D800"),
        ('{"a": "\\u0000"}', "f.json", "1:7", "U+0000"),
        ('{"a": "x\\u001b[31m"}', "f.json", "1:7", "U+001B"),
        ('{"\\u0007": 1}', "f.json", "1:2", "U+0007"),
        ('a: "\\0"\n', "f.yaml", "1:4", "U+0000"),
        ('a: "\\e[31m"\n', "f.yaml", "1:4", "U+001B"),
        ('"\\a": 1\n', "f.yaml", "1:1", "U+0007"),
    ],
)
def test_an_escape_brings_no_control_character_in(text: str, name: str, place: str, found: str) -> None:
    document = parsed(text, name)
    assert told(document.problems) == [f"control_character {place}"]
    assert document.problems[0].params["found"] == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"a": "\\t\\n\\r\\u4e2d\\ud83d\\ude00\\u3000"}', "f.json"),
        ('a: "\\t\\n\\r\\u4e2d\\U0001f600\\u3000"\n', "f.yaml"),
    ],
)
def test_an_escape_brings_in_any_other_character(text: str, name: str) -> None:
    assert content(parsed(text, name).root) == {"a": "\t\n\r中😀\u3000"}


@pytest.mark.parametrize(("text", "name"), [('{"a": "\\u009b31m"}', "f.json"), ('a: "\\x9b31m"\n', "f.yaml")])
def test_an_escape_brings_no_control_character_beyond_ascii_in(text: str, name: str) -> None:
    assert parsed(text, name).problems
