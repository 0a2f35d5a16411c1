"""Templates filled with data: labels in the language asked for, lists joined as that language joins them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from certify.language import Lang, Text, joined
from certify.masking import Mask
from certify.rules.vocabulary import Field

_NUMBERS = Mask()
_IRREGULAR = {"people": "person"}


def filled(template: Text, params: Mapping[str, object], lang: Lang) -> str:
    """Fill the placeholders of a template."""
    return template.to(lang).format_map({name: worded(value, lang) for name, value in params.items()})


def worded(value: object, lang: Lang) -> str:
    """Return any parameter in words."""
    match value:
        case Text():
            return value.to(lang)
        case bool():
            return yes_no(value).to(lang)
        case Mapping():
            return joined([_choice(str(key), label, lang) for key, label in value.items()], lang)
        case list() | tuple():
            return joined([worded(item, lang) for item in value], lang)
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case None:
            return ""
        case _:
            return str(value)


def _choice(key: str, label: object, lang: Lang) -> str:
    if not isinstance(label, Text):
        return key
    return f"{key}（{label.zh}）" if lang == "zh" else f"{key} ({label.en})"


def yes_no(value: bool) -> Text:  # noqa: FBT001 - the value is the whole argument
    """Return yes or no."""
    return Text("是", "yes") if value else Text("否", "no")


def value_text(field: Field, value: object, lang: Lang, mask: Mask = _NUMBERS) -> str:
    """Return a fact's value as a person reads it: with its unit, choices by label, personal ones not at all.

    `mask` takes out what a free text says of persons.
    """
    if value is None:
        return "未填" if lang == "zh" else "not given"
    if field.personal:
        return "已填" if lang == "zh" else "given"
    if field.type == "doc" and value is False:
        return "无" if lang == "zh" else "none"
    if field.type == "enum":
        return field.options[str(value)].to(lang) if value in field.options else mask(str(value))
    if field.type == "set" and isinstance(value, tuple):
        names = [field.options[name].to(lang) if name in field.options else mask(name) for name in value]
        return joined(names, lang) or ("无" if lang == "zh" else "none")
    unit = _unit(field.unit, value, lang) if field.unit and not isinstance(value, bool) else ""
    text = mask(value) if isinstance(value, str) else worded(value, lang)
    return f"{text}{unit}" if lang == "zh" or not unit else f"{text} {unit}"


def _unit(unit: Text, value: object, lang: Lang) -> str:
    """Return the unit of a value: English has a word of its own for one."""
    if lang == "zh" or value != 1:
        return unit.to(lang)
    if unit.en in _IRREGULAR:
        return _IRREGULAR[unit.en]
    return f"{unit.en[:-3]}y" if unit.en.endswith("ies") else unit.en.removesuffix("s")
