"""What is wrong where the YAML parser gives up, told as the slip of the hand that it most likely was."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from certify.documents.bounds import bounded
from certify.documents.tree import Mark
from certify.documents.yaml_slips import Slip, slips
from certify.problems import Problem, place_order

# How often a text is parsed again with its slips mended: each time the parser comes as far as the next one.
MOST_MENDS = 8

_LINE_END = re.compile("\r\n|\r|\n")
# Brackets, and quoted text, in which a bracket is a character like any other.
_BRACKETS = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[\[\]{}]""", re.DOTALL)
_SYNTAX = (
    ("\\t", "yaml_tab"),
    ("cannot start any token", "yaml_character"),
    ("unexpected end of stream", "yaml_open_quote"),
    ("flow", "yaml_open_bracket"),
    ("mapping values are not allowed", "yaml_colon"),
    ("expected ':'", "yaml_no_colon"),
    ("block", "yaml_indent"),
    ("indent", "yaml_indent"),
)


def syntax_problems(error: YAMLError, text: str, name: str, again: Callable[[str], YAMLError | None]) -> list[Problem]:
    """Return every slip as far as the parser came, and the error that is there without them.

    `again` parses a text in which they are mended. Colons, dashes and wide marks are text like any other where the
    parser takes them, so that they are looked for only where it has given up.
    """
    lines = _LINE_END.split(text)
    found: dict[int, list[Slip]] = {}
    fault: YAMLError | None = error
    for _ in range(MOST_MENDS):
        more = [] if fault is None else list(slips(lines[: _place(fault, lines)[0]]))
        if not more:
            break
        for slip in more:
            before = found.setdefault(slip.line, [])
            before.append(replace(slip, column=_written(slip.column, before)))
            lines[slip.line - 1] = slip.mended
        fault = again("\n".join(lines))
    problems = [
        Problem("error", one.code, f"{name}:{one.line}:{one.column}", params=one.params)
        for one in chain(*found.values())
    ]
    if fault is not None:
        code, line, column = _named(fault, lines)
        # How deep a line with such spaces was meant to be is not known.
        if not any(one.code == "yaml_wide_space" for number in (line - 1, line) for one in found.get(number, [])):
            problems.append(Problem("error", code, f"{name}:{line}:{_written(column, found.get(line, []))}"))
    return bounded(sorted(problems, key=lambda problem: place_order(problem.where)))


def _named(error: YAMLError, lines: list[str]) -> tuple[str, int, int]:
    """Return the code of an error and the line and column that it is told at."""
    line, column = _place(error, lines)
    ended = next((number for number in range(line - 1, 0, -1) if lines[number - 1].rstrip() == "..."), 0)
    if ended:
        return "yaml_second_document", ended + 1, 1
    written = lines[line - 1]
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "yaml_tab", line, column
    detail = f"{error.context or ''} {error.problem or ''}" if isinstance(error, MarkedYAMLError) else ""
    code = next((code for words, code in _SYNTAX if words in detail), "yaml_syntax")
    opened = _opened(error, code, lines)
    if opened is not None:
        return code, opened.line + 1, opened.column + 1
    if code == "yaml_syntax" and column > 1 and written[column - 2] in "&*":
        return "yaml_anchor", line, column - 1
    if code == "yaml_indent" and written[column - 1 : column] in ("]", "}"):
        return "yaml_open_bracket", line, column
    if code == "yaml_indent" and written[: column - 1].rstrip().endswith(("'", '"')):
        return "yaml_after_quote", line, column
    return code, line, column


def _written(column: int, mended: list[Slip]) -> int:
    """Return the column that a place of a line has in the line as it was written before it was mended."""
    return column - sum(one.added for one in mended if one.column < column)


def _place(error: YAMLError, lines: list[str]) -> tuple[int, int]:
    """Return the line and column where the parser gave up; behind the last text where that is the end of the file."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    if line > len(lines) or not any(lines[line - 1 :]):
        line = max((number for number, content in enumerate(lines, 1) if content.strip()), default=1)
        column = len(lines[line - 1]) + 1
    return line, column


def _opened(error: YAMLError, code: str, lines: list[str]) -> Mark | None:
    """Return where a quotation mark or a bracket that nothing closes stands: the parser goes on far beyond it."""
    mark: Mark | None = getattr(error, "context_mark", None)
    if mark is None or code == "yaml_open_quote":
        return mark
    if code != "yaml_open_bracket" or mark.line >= len(lines):
        return None
    depth = 0
    for found in _BRACKETS.finditer("\n".join([lines[mark.line][mark.column :], *lines[mark.line + 1 :]])):
        depth += (found[0] in "[{") - (found[0] in "]}")
        if depth <= 0:
            return None
    return mark if depth else None
