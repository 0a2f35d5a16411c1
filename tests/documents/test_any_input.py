"""Whatever the input, there is a document; and what is written down as YAML or JSON is read back as it was."""

import json
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from certify.documents.json import parse_json
from certify.documents.load import parse_document
from certify.documents.tree import Document
from certify.documents.yaml import parse_yaml
from tests.documents.conftest import content, worded

NAMES = st.sampled_from(["f.yaml", "f.yml", "f.json", "f"])
# Nothing that the readers refuse or turn into a space: control characters, odd line breaks, the byte order mark.
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
TEXTS = st.text(CHARACTERS, max_size=20) | st.text("ab \n'\"\\:#-[]{}&*!|>%@`,?~中：", max_size=20)
# The library writes ":0" and "a?" without quotes between brackets, where its own parsers do not read them.
WITHOUT = TEXTS.map(lambda text: text.replace(":", "").replace("?", ""))
SCRIBBLE = st.text("ab:-?[]{}#&*!|>'\"%@`,\\ \n\t0~.<=\r中：", max_size=40)
LIKE_JSON = st.text('{}[]":,\\ \n0123.eE+-truefalsn/u', max_size=40)
# The same examples on every run; a longer search is made by raising the number.
FEW = settings(max_examples=80, deadline=None, derandomize=True)


def trees(texts: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    """Return nested lists and mappings of texts and nulls."""
    leaves: st.SearchStrategy[object] = st.none() | texts.filter(str.strip)
    return st.recursive(
        leaves,
        lambda below: st.lists(below, max_size=4) | st.dictionaries(texts, below, max_size=4),
        max_leaves=12,
    )


def dumped(tree: object, *, flow: bool) -> str:
    stream = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = flow
    yaml.allow_unicode = True
    yaml.dump(tree, stream)
    return stream.getvalue()


@FEW
@given(trees(TEXTS), st.booleans())
def test_yaml_in_blocks_is_read_back_by_either_parser(tree: object, pure: bool) -> None:  # noqa: FBT001
    root, problems = parse_yaml(dumped(tree, flow=False), "f.yaml", pure=pure)
    assert content(root) == tree
    assert problems == []


@FEW
@given(trees(WITHOUT), st.booleans())
def test_yaml_in_brackets_is_read_back_by_either_parser(tree: object, pure: bool) -> None:  # noqa: FBT001
    root, problems = parse_yaml(dumped(tree, flow=True), "f.yaml", pure=pure)
    assert content(root) == tree
    assert problems == []


@FEW
@given(trees(TEXTS), st.booleans(), st.sampled_from([None, 1]))
def test_json_is_read_back(tree: object, ascii_only: bool, indent: int | None) -> None:  # noqa: FBT001
    text = json.dumps(tree, ensure_ascii=ascii_only, indent=indent)
    root, problems = parse_json(text, "f.json")
    assert content(root) == tree
    assert problems == []


@FEW
@given(trees(TEXTS))
def test_json_is_yaml_too(tree: object) -> None:
    text = json.dumps(tree, ensure_ascii=False)
    assert content(parse_yaml(text, "f.yaml")[0]) == content(parse_json(text, "f.json")[0])


@FEW
@given(st.binary(max_size=60) | SCRIBBLE.map(str.encode) | TEXTS.map(lambda text: text.encode("gb18030")), NAMES)
def test_any_bytes_become_a_document(raw: bytes, name: str) -> None:
    document = parse_document(raw, name)
    assert isinstance(document, Document)
    worded(document.problems)


@FEW
@given(SCRIBBLE | TEXTS, st.booleans())
def test_any_text_is_yaml_or_has_a_problem(text: str, pure: bool) -> None:  # noqa: FBT001
    root, problems = parse_yaml(text, "f.yaml", pure=pure)
    placed(text, worded(problems), [problem.where for problem in problems])
    assert root is not None or problems or not text.strip() or "#" in text or "..." in text or "%" in text


@settings(FEW, max_examples=300)
@given(LIKE_JSON | SCRIBBLE | TEXTS)
def test_any_text_is_json_or_has_a_problem(text: str) -> None:
    root, problems = parse_json(text, "f.json")
    placed(text, worded(problems), [problem.where for problem in problems])
    assert (root is None) == any(problem.code != "duplicate_key" for problem in problems)


@settings(FEW, max_examples=300)
@given(LIKE_JSON)
def test_json_is_taken_where_the_standard_library_takes_it(text: str) -> None:
    try:
        json.loads(text, parse_constant=float.fromhex)
        taken = True
    except ValueError:
        taken = False
    assert (parse_json(text, "f.json")[0] is not None) == taken


def placed(text: str, said: list[str], places: list[str]) -> None:
    """Check that every place lies within the text or just behind it."""
    assert all(said[::2])
    for where in places:
        line, column = (int(part) for part in where.rsplit(":", 2)[1:])
        assert 1 <= line <= text.count("\n") + text.count("\r") + 1
        assert 1 <= column <= len(text) + 1
