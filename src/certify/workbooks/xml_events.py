"""XML of strangers, as events: no DTD, no entities, no encoding but UTF-8, nothing that is not well formed."""

import re
from collections.abc import Callable
from xml.parsers import expat

from certify.workbooks.unreadable import UnreadableError, damaged

StartHandler = Callable[[str, dict[str, str]], None]
_DECLARATION = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:<\?xml\s+version=["']1\.0["'](?:\s+encoding=["'](?i:utf-8)["'])?(?:\s+standalone=["']\w+["'])?\s*\?>)?\s*<\w"""
)
_UTF8 = ("utf-8", "utf8", "us-ascii", "ascii")


def new_parser() -> expat.XMLParserType:
    """Return a parser that refuses what makes XML dangerous."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.EntityDeclHandler = _refuse_entity
    parser.ExternalEntityRefHandler = _refuse_reference
    parser.XmlDeclHandler = _refuse_encoding
    return parser


def parse(parser: expat.XMLParserType, content: bytes) -> None:
    """Parse a part whole."""
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the parser's own signature
    except expat.ExpatError:
        raise damaged("xml") from None


def is_plain(content: bytes) -> bool:
    """Return whether a part can hold no DTD, entity, comment or CDATA section, and is in UTF-8 by its own word."""
    return b"<!" not in content and _DECLARATION.match(content) is not None


def check(content: bytes) -> None:
    """Refuse a part that is dangerous; whether a plain one is sound, the library finds out."""
    if not is_plain(content):
        parse(new_parser(), content)


def each_element(content: bytes, start: StartHandler) -> None:
    """Parse a part, calling `start` with the local name of every element and its attributes."""
    parser = new_parser()
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    parse(parser, content)


def _refuse_dtd(*_: object) -> None:
    raise UnreadableError("workbook_dtd")


def _refuse_entity(*_: object) -> None:
    raise UnreadableError("workbook_dtd")


def _refuse_reference(*_: object) -> int:
    raise UnreadableError("workbook_dtd")


def _refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _UTF8:
        raise damaged("encoding")
