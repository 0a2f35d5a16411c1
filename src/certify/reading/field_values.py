"""Text to the value of a field, by the type that the vocabulary gives it, and what is said where it is none."""

from collections.abc import Callable, Mapping
from functools import partial

from certify.facts import Value
from certify.masking import MASKED
from certify.problems import excerpt
from certify.reading.values import (
    UnreadableError,
    read_bool,
    read_date,
    read_decimal,
    read_doc,
    read_int,
    read_text,
)
from certify.rules.vocabulary import Field
from certify.spelling import folded, nearest, normal


def converter(field: Field) -> Callable[[str], Value]:
    """Return what reads the text of one value of the field."""
    unit = field.unit.zh if field.unit else ""
    match field.type:
        case "text":
            return read_text
        case "bool":
            return read_bool
        case "doc":
            return read_doc
        case "int":
            return read_int(unit)
        case "decimal":
            return read_decimal(unit)
        case "date":
            return read_date
        case "enum":
            return choice(field)
        case _:
            raise AssertionError(field.type)


def choice(field: Field) -> Callable[[str], str]:
    """Return a reader of one of the field's choices, by its key or by its label in either language."""
    words = spellings(field.options) | {folded(alias): key for alias, key in field.also.items()}
    unclear = {folded(word): (word, keys) for word, keys in field.unclear.items()}

    def read(text: str) -> str:
        found = words.get(text) or words.get(folded(text))
        if found is None:
            word, keys = unclear.get(folded(text), ("", ()))
            if keys:
                # The word is one of the vocabulary's own: it can be told where the cell could not.
                accepted = {key: field.options[key] for key in keys}
                raise UnreadableError("unclear_choice", word=word, accepted=accepted)
            raise UnreadableError("unknown_choice", partial(meant, text), accepted=field.options)
        return found

    def meant(text: str) -> str:
        return words.get(nearest(normal(text), words), "")

    return read


def open_choice(field: Field) -> Callable[[str], str]:
    """Return a reader of any text, one of the field's choices by its key."""
    words = spellings(field.options)

    def read(text: str) -> str:
        value = read_text(text)
        return words.get(folded(value), value) if words else value

    return read


def spellings(options: Mapping[str, object]) -> dict[str, str]:
    """Return what may stand for each choice: its key and its labels, folded."""
    words: dict[str, str] = {}
    for key, label in options.items():
        for word in (key, getattr(label, "zh", key), getattr(label, "en", key)):
            words.setdefault(folded(str(word)), key)
    return words


def shown(field: Field, text: str) -> dict[str, object]:
    """Return what a message may show of a value: its label, and the value itself unless it is personal."""
    return {"label": field.label, "found": MASKED if field.masked else excerpt(text), "unit": field.unit}


def told(field: Field, text: str, error: UnreadableError) -> dict[str, object]:
    """Return what a message says of text that is no value of the field."""
    return {**shown(field, text), **error.told()}
