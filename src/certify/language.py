"""Words that exist in Chinese and in English."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in both languages of the product."""

    zh: str
    en: str

    def to(self, lang: Lang) -> str:
        """Return the wording in `lang`."""
        return self.zh if lang == "zh" else self.en


def joined(parts: list[str], lang: Lang) -> str:
    """Join `parts` as a list is written in `lang`."""
    return ("、" if lang == "zh" else ", ").join(parts)
