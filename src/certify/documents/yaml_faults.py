"""What is wrong where the YAML parser gives up, told as the slip of the hand that it most likely was."""

import re
from collections.abc import Callable, Iterator

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from certify.documents.bounds import bounded
from certify.documents.tree import Mark
from certify.problems import Problem

# How often a text is parsed again with its slips mended: each time the parser comes as far as the next one.
MOST_MENDS = 8

_LINE_END = re.compile("\r\n|\r|\n")
# A field name and its colon, nothing before it but indentation: a full-width one, or one with no space behind.
_COLON = re.compile(r"[\s-]*(?:[A-Za-z_]\w*|[\u4e00-\u9fff（）()]+)(：|:(?=[^\s/:]))")
# A line that opens a block of text: what is indented below it is no field.
_BLOCK = re.compile(r"( *)(?:.*(?::|-) +)?[|>][-+0-9]*[ \t]*(?:#.*)?$")
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
    """Return every colon that is written wrong as far as the parser came, and the error that is there without them.

    `again` parses a text in which they are mended. A colon is a fault only in the place of a field name, so that they
    are looked for only where the parser has given up.
    """
    lines = _LINE_END.split(text)
    slips: dict[int, tuple[int, str]] = {}
    fault: YAMLError | None = error
    for _ in range(MOST_MENDS):
        found = {} if fault is None else dict(_colons(lines[: _place(fault, lines)[0]]))
        if not found:
            break
        slips |= found
        for number, (column, _) in found.items():
            line = lines[number - 1]
            lines[number - 1] = f"{line[: column - 1]}: {line[column:]}"
        fault = again("\n".join(lines))
    problems = [Problem("error", code, f"{name}:{line}:{column}") for line, (column, code) in sorted(slips.items())]
    if fault is not None:
        code, line, column = _named(fault, lines)
        # The mended line is longer by the space behind its colon.
        shift = 1 if line in slips and column > slips[line][0] else 0
        problems.append(Problem("error", code, f"{name}:{line}:{column - shift}"))
    return bounded(problems)


def _colons(lines: list[str]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yield each line whose field name has a wrong colon, with the colon's column and the problem's code."""
    block = -1
    for number, line in enumerate(lines, 1):
        indentation = len(line) - len(line.lstrip())
        if block >= 0 and (not line.strip() or indentation > block):
            continue
        opens = _BLOCK.match(line)
        block = -1 if opens is None else len(opens[1])
        match = _COLON.match(line)
        if match is not None:
            yield number, (match.end(1), "yaml_wide_colon" if match[1] == "：" else "yaml_close_colon")


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
    if code == "yaml_indent" and written[column - 1 : column] in ("]", "}"):
        return "yaml_open_bracket", line, column
    if code == "yaml_indent" and written[: column - 1].rstrip().endswith(("'", '"')):
        return "yaml_after_quote", line, column
    return code, line, column


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
