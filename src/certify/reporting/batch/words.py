"""Words and marks that the parts of the batch page share."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from certify.language import Lang, Text

NOTHING = "—"
TRACKS = {"declared": Text("自评", "declared"), "verified": Text("审核", "verified")}
DECISIONS = {"recognized": Text("已认定", "recognized"), "not_recognized": Text("未获认定", "not recognized")}
# The verdicts' classes in the matrix, and the looks of outcomes and of gaps.
CLASSES = {"met": "", "not_met": "n", "missing": "m", "needs_review": "r", "not_applicable": "x"}

Say: TypeAlias = Callable[[str, str], str]


def said(terms: Mapping[str, Text], lang: Lang) -> dict[str, str]:
    """Return terms in the language."""
    return {key: term.to(lang) for key, term in terms.items()}
