"""Slips of the hand in YAML that the parser gives up at far away: wrong colons, dashes, full-width marks and spaces."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute

_NAME = r"[A-Za-z_]\w*"
# A field name and its colon, nothing before it but indentation: a full-width one, or one with no space behind.
_COLON = re.compile(rf"[\s-]*(?:{_NAME}|[\u4e00-\u9fff（）()]+)(：|:(?=[^\s/:]))")
# The dash of an item that begins with a field name: a wide one, or one with no space behind.
_DASH = re.compile(rf"\s*(?:([－—–])\s*|(-)){_NAME}\s*[:：]")
# Spaces before a field name, among them one that YAML takes for text.
_INDENTATION = re.compile(rf"( *)[\u3000\u00a0][ \u3000\u00a0]*(?=(?:-\s*)?{_NAME}\s*[:：])")
# Within brackets, a wide comma before a field name; and a wide bracket where a value begins.
_COMMA = re.compile(rf"[{{\[].*?([，、；])(?=\s*{_NAME}\s*[:：])")
_BRACKET = re.compile(r"(?:^|[:,\[{-])\s*([｛【［])")
_BRACKETS = str.maketrans("｛｝【】［］", "{}[][]")
# A line that opens a block of text: what is indented below it is no field.
_BLOCK = re.compile(r"( *)(?:.*(?::|-) +)?[|>][-+0-9]*[ \t]*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its line and column from 1, the code of the problem that it is, what fills its words, the line mended and by how much longer."""

    line: int
    column: int
    code: str
    mended: str
    added: int
    params: Mapping[str, str] = attribute(default_factory=dict)


def slips(lines: list[str]) -> Iterator[Slip]:
    """Yield the first slip of each line that leads to where the parser gave up, which is the last line.

    Marks within brackets count in the last two lines only: elsewhere they were read as text.
    """
    block = -1
    for number, line in enumerate(lines, 1):
        indentation = len(line) - len(line.lstrip())
        if block >= 0 and (not line.strip() or indentation > block):
            continue
        opens = _BLOCK.match(line)
        block = -1 if opens is None else len(opens[1])
        slip = _of_field(number, line)
        if slip is None and number >= len(lines) - 1:
            slip = _within_brackets(number, line)
        if slip is not None:
            yield slip


def _of_field(number: int, line: str) -> Slip | None:
    spaces = _INDENTATION.match(line)
    if spaces is not None:
        mended = line.replace("\u00a0", " ", line.count("\u00a0", 0, spaces.end()))
        wide = line.count("\u3000", 0, spaces.end())
        return _slip(number, spaces.end(1), "yaml_wide_space", line, mended.replace("\u3000", "  ", wide))
    dash = _DASH.match(line)
    if dash is not None and dash[1]:
        rest = line[dash.end(1) :].lstrip()
        return _wide(number, dash.start(1), line, "-", f"{line[: dash.start(1)]}- {rest}")
    if dash is not None:
        return _slip(number, dash.start(2), "yaml_close_dash", line, f"{line[: dash.end(2)]} {line[dash.end(2) :]}")
    colon = _COLON.match(line)
    if colon is None:
        return None
    code = "yaml_wide_colon" if colon[1] == "：" else "yaml_close_colon"
    return _slip(number, colon.start(1), code, line, f"{line[: colon.start(1)]}: {line[colon.end(1) :]}")


def _within_brackets(number: int, line: str) -> Slip | None:
    comma = _COMMA.search(line)
    if comma is not None:
        return _wide(number, comma.start(1), line, ",", f"{line[: comma.start(1)]},{line[comma.end(1) :]}")
    bracket = _BRACKET.search(line)
    if bracket is not None:
        return _wide(number, bracket.start(1), line, bracket[1].translate(_BRACKETS), line.translate(_BRACKETS))
    return None


def _wide(number: int, at: int, line: str, wanted: str, mended: str) -> Slip:
    return _slip(number, at, "yaml_wide_mark", line, mended, found=line[at], wanted=wanted)


def _slip(number: int, at: int, code: str, line: str, mended: str, **params: str) -> Slip:
    return Slip(number, at + 1, code, mended, len(mended) - len(line), params)
