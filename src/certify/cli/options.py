"""Options that commands share."""

from enum import StrEnum
from typing import Annotated

import typer


class Lang(StrEnum):
    """The language of everything that a user reads."""

    ZH = "zh"
    EN = "en"


DEFAULT_RULES = "shandong-2024"
LangOption = Annotated[Lang, typer.Option("--lang", envvar="CERTIFY_LANG", help="语言 / language: zh, en")]
