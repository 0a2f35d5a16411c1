"""Every problem has words: in both languages, with placeholders that its data fill, and no words lie unused."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

import certify
from certify.language import Lang, Text
from certify.problems import Problem
from certify.reading.forms import form_fields
from certify.rules.vocabulary import vocabulary
from certify.wording.problem_words import PROBLEMS
from certify.wording.problems import fix, message

SOURCE = Path(certify.__file__).parent
CALLS = {"Problem", "fault", "_fault", "UnreadableError", "_JsonError", "_RefusedError", "Contradiction"}
LEVELS = {"error", "warning"}
# What a contradiction is filled with, from its labels and figures.
SPREAD = {"label0", "label1", "figure0", "figure1", "parts", "total"}


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def words_in(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def is_code(text: str) -> bool:
    return text.isidentifier() and text.islower() and text not in LEVELS


def codes_used() -> dict[str, str]:
    """Return every code in the source with where it stands: of calls that make problems, and of names called code."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "programme" in path.parts:
            continue  # Its codes are reasons, not problems.
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            texts: list[str] = []
            if isinstance(node, ast.Call) and name_of(node) in CALLS:
                texts = [
                    one.value for one in node.args[:4] if isinstance(one, ast.Constant) and isinstance(one.value, str)
                ]
                texts += [word for one in node.args[:4] if isinstance(one, ast.IfExp) for word in words_in(one)]
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("code", "fault"):
                value = node.value.orelse if isinstance(node.value, ast.IfExp) else node.value
                texts = [one.value for one in (value,) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            elif isinstance(node, ast.FunctionDef) and node.name.endswith("_fault"):
                returned = [
                    one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value is not None
                ]
                parts = [
                    part
                    for one in returned
                    for part in ((one.body, one.orelse) if isinstance(one, ast.IfExp) else (one,))
                ]
                texts = [one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            for text in texts:
                if is_code(text) and (text in PROBLEMS or "_" in text):
                    found.setdefault(text, path.relative_to(SOURCE).as_posix())
    return found


USED = codes_used()
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
# Where a name of a field stands among the arguments, it is no code.
FORMS = ("review_form", "batch_form", "tables", "ledger_form")
FIELDS = {field.name for words in (vocabulary(), *map(form_fields, FORMS)) for field in words.by_path.values()}


def placeholders(text: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in Formatter().parse(text) if name}


def test_the_source_was_searched() -> None:
    assert len(USED) > 60
    assert {
        "yaml_anchor",
        "json_key",
        "not_a_count",
        "cases_do_not_add_up",
        "condition_no_fact",
        "duplicate_id",
    } <= USED.keys()


@pytest.mark.parametrize("code", sorted(USED.keys() - FIELDS))
def test_a_code_in_use_has_words(code: str) -> None:
    assert code in PROBLEMS, USED[code]


def test_no_words_lie_unused() -> None:
    everything = "\n".join(
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if path.name != "problems.py" or "wording" not in path.parts
    )
    unused = {code for code in PROBLEMS if f'"{code}"' not in everything}
    # Nothing keeps a batch's tables within its folder yet.
    assert unused <= {"outside_folder"}


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_words_stand_in_both_languages_and_are_filled_with_what_a_problem_holds(code: str) -> None:
    said, mended = PROBLEMS[code]
    for text in (said, mended):
        assert text.zh.strip()
        assert text.en.strip()
        assert placeholders(text.zh) == placeholders(text.en)
    assert not placeholders(mended.zh) & SPREAD
    asked = placeholders(said.zh) | placeholders(mended.zh)
    params: dict[str, Any] = {name: Text("甲", "a") for name in asked - SPREAD}
    if asked & SPREAD:
        params |= {"labels": (Text("甲", "a"), Text("乙", "b")), "figures": ("1", "2")}
    problem = Problem("error", code, "f:1:1", params=params)
    for lang in LANGUAGES:
        assert "{" not in message(problem, lang) + fix(problem, lang)


@pytest.mark.parametrize(("lang", "start"), [("zh", "是否应为“cases”？"), ("en", "Did you mean “cases”? ")])
def test_a_near_word_comes_first_in_a_fix(lang: Lang, start: str) -> None:
    problem = Problem("error", "unknown_field", "f:1:1", params={"found": "case", "suggestion": "cases"})
    assert fix(problem, lang).startswith(start)
    assert not fix(Problem("error", "unknown_field", "f:1:1", params={"found": "x"}), lang).startswith(start[:4])


@pytest.mark.parametrize("found", ["{0}", "{label}", "%s", "}{", "[/red]", "<b>", "a\nb"])
def test_what_was_found_is_no_template(found: str) -> None:
    assert found in message(Problem("error", "unknown_field", "f:1:1", params={"found": found}), "zh")
