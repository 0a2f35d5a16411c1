"""What typer says of a wrong call, in the user's language."""

import os
import re
import sys

from certify.language import Lang

_SAID = (
    (r"No such option: (\S+?)(?: \(Possible options: (.+)\))?$", "没有选项 {0}", "是否应为 {1}？"),
    (r"No such command '(.+?)'\.(?: Did you mean (.+)\?)?$", "没有命令 {0}", "是否应为 {1}？"),
    (r"Missing argument '(.+?)'\.?(.*)$", "缺少参数 {0}", ""),
    (r"Missing option '(.+?)'\.?(.*)$", "缺少选项 {0}", ""),
    (r"Missing command\.?(.*)$", "缺少命令", ""),
    (r"Invalid value for '(.+?)'.*? is not one of (.+?)\.?$", "{0} 的值不对", "可用：{1}"),
    (r"Invalid value for '(.+?)'(?:.*)$", "{0} 的值不对", ""),
    (r"Option '(.+?)' requires an argument\.?(.*)$", "选项 {0} 后面要写内容", ""),
    (r"Got unexpected extra argument.*? \(([^()]+)\)$", "多余的参数 {0}", ""),
)


def language() -> Lang:
    """Return the language that the call asks for, before its options could be read."""
    words = sys.argv[1:]
    for position, word in enumerate(words):
        if word == "--lang=en" or (word == "--lang" and words[position + 1 : position + 2] == ["en"]):
            return "en"
    return "en" if os.environ.get("CERTIFY_LANG") == "en" else "zh"


def said(message: str) -> str:
    """Return a message of typer's in the user's language."""
    if language() == "en":
        return message
    for pattern, what, hint in _SAID:
        match = re.match(pattern, message, re.DOTALL)
        if match is not None:
            parts = [part or "" for part in match.groups()]
            parts += [""] * (2 - len(parts))
            tail = hint.format(*parts) if parts[1] else ""
            return what.format(*parts) + (f"。{tail}" if tail else "")
    return message
