"""Options that commands share."""

from enum import StrEnum
from typing import Annotated

import typer


class Lang(StrEnum):
    """The language of everything that a user reads."""

    ZH = "zh"
    EN = "en"


class PlainFormat(StrEnum):
    """The format of a report that is never a workbook."""

    TEXT = "text"
    JSON = "json"
    MD = "md"
    HTML = "html"


class ShortFormat(StrEnum):
    """The format of a report that is read in a terminal or by a program."""

    TEXT = "text"
    JSON = "json"


DEFAULT_RULES = "shandong-2024"
LangOption = Annotated[Lang, typer.Option("--lang", envvar="CERTIFY_LANG", help="语言 / language: zh, en")]


def together(references: list[str] | None) -> str | None:
    """Return rule sets that were named with one option or with several as one list."""
    return ",".join(references) if references else None
