"""The facts in which two submissions differ, one by one, in words; of texts only that they differ."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from certify.facts import Facts, Value
from certify.language import Lang, joined
from certify.reporting.compare.shapes import FactChangeShape
from certify.rules.vocabulary import Field, Vocabulary
from certify.wording import compare as words
from certify.wording.filling import filled, value_text

_POSITION = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that differs: its path with the positions of records, its label, and both values, none where unanswered."""

    path: str
    label: str
    field: Field
    before: Value | None
    after: Value | None


def fact_changes(
    before: Facts, after: Facts, vocabulary: Vocabulary, deciding: Collection[str], lang: Lang
) -> list[FactChangeShape]:
    """Return every fact that differs, those first on which a sub-check in question rests (`deciding`: their paths)."""
    found = [
        FactChangeShape(
            fact=one.path,
            label=one.label,
            before=_worded(one.field, one.before, None, lang),
            after=_worded(one.field, one.after, one.before, lang),
            decides=_POSITION.sub("", one.path) in deciding,
        )
        for one in differences(before, after, vocabulary, lang)
    ]
    return sorted(found, key=lambda one: not one.decides)


def differences(
    before: Facts, after: Facts, vocabulary: Vocabulary, lang: Lang, above: str = "", at: str = "", label: str = ""
) -> Iterator[Difference]:
    """Yield the facts that differ in the order of the vocabulary; records of lists of one length are compared in pairs.

    `above` is the path of the list that the facts stand in, `at` and `label` those of their record.
    """
    order = {path: number for number, path in enumerate(vocabulary.by_path)}
    names = sorted({**before, **after}, key=lambda name: order[above + name])
    for name in names:
        one, two = before.get(name), after.get(name)
        if one == two and type(one) is type(two):
            continue
        field = vocabulary.by_path[above + name]
        said = label + field.full_label.to(lang)
        if isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
            for index, (first, second) in enumerate(zip(one, two, strict=True)):
                inner = filled(words.IN_RECORD, {"list": said, "number": index + 1}, lang)
                path = f"{at}{name}[{index}]."
                yield from differences(first, second, vocabulary, lang, f"{field.path}.", path, inner)
        else:
            yield Difference(at + name, said, field, one, two)


def _worded(field: Field, value: Value | None, before: Value | None, lang: Lang) -> str:
    """Return a value in words; `before` is the one that it replaces."""
    if isinstance(value, list):
        return filled(words.RECORDS, {"count": len(value)}, lang)
    if field.type in ("record", "text", "doc") and value is not None:
        if value is False:
            return words.NONE.to(lang)
        return (words.GIVEN if not before or before is True else words.OTHER_TEXT).to(lang)
    if field.type == "set" and isinstance(value, tuple):
        own = [field.options[one].to(lang) for one in value if one in field.options]
        others = len(value) - len(own)
        return joined([*own, *([filled(words.OTHER_WORDS, {"count": others}, lang)] if others else [])], lang) or (
            words.NONE.to(lang)
        )
    return value_text(field, value, lang)
