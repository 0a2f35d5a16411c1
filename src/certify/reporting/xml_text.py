"""Text as XML can hold it: workbooks and Word documents both are XML."""

import re

REPLACEMENT = "\ufffd"
# Control characters but for tab and line ends, halves of surrogate pairs, and two that are no characters.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Return text with a mark in place of every character that no XML document can hold."""
    return text if text.isprintable() else _IMPOSSIBLE.sub(REPLACEMENT, text)
