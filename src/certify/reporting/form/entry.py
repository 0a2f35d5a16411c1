"""What a cell of a form takes, and the hints beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from certify.language import Lang, Text, joined
from certify.rules.vocabulary import Field

# presence asks whether there is such a thing, the others are the types of fields
EntryKind = Literal["presence", "bool", "text", "doc", "enum", "set", "int", "decimal", "date"]

YES = Text("是", "yes")
NO = Text("否", "no")
SOME = Text("有", "yes")
NONE = Text("无", "none")

_HINTS: Mapping[EntryKind, Text] = {
    "presence": Text("选“有”或“无”", "Choose yes or none"),
    "bool": Text("选“是”或“否”", "Choose yes or no"),
    "text": Text("文字", "Text"),
    "doc": Text("有的写名称或文号，没有的写“无”", "Its title or number; if there is none, enter “none”"),
    "enum": Text("从下拉中选", "Choose from the list"),
    "set": Text("可写多个，用顿号隔开", "Several may be given, with commas between"),
    "int": Text("只填整数，没有填 0", "A whole number; 0 means none"),
    "decimal": Text("只填数字，没有填 0", "A number; 0 means none"),
    "date": Text("日期 2024-08-20", "A date: 2024-08-20"),
}
_UNIT = Text("单位：{unit}", "Unit: {unit}")
_EXAMPLE = Text("例：{example}", "Example: {example}")
REQUIRED = Text("必填", "Required")
PERSONAL = Text("只看有没有填，不会印出", "Only whether it is filled counts; never printed")
# What the help says to those who write files by hand is no concern of a form.
_FILE_TALK = re.compile(
    r"（[^（）]*YAML[^（）]*）|; in YAML[^();]*|\s?\([^()]*YAML[^()]*\)|[^。.；;（(]*\bYAML\b[^。.]*[。.]"
)
_LOOKS: Mapping[EntryKind, tuple[str, ...]] = {
    "presence": ("center",),
    "bool": ("center",),
    "text": ("text",),
    "doc": ("text",),
    "enum": (),
    "set": ("text",),
    "int": ("figure",),
    "decimal": ("figure",),
    "date": ("date",),
}


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What one cell of a form takes; `label` and `hint` are shown where the cell is chosen."""

    kind: EntryKind
    label: str
    hint: str
    choices: tuple[str, ...] = ()
    required: bool = False

    @property
    def looks(self) -> tuple[str, ...]:
        """The looks that belong to what is written there."""
        return _LOOKS[self.kind]


def entry_of(field: Field, lang: Lang, kind: EntryKind | None = None, *, asks: bool = False) -> Entry:
    """Return what a cell for `field` takes; `asks` is whether the hint repeats the question."""
    kind = kind or _kind(field)
    question = field.question.to(lang) if asks and field.question else ""
    hint = _sentences([question, hints(field, kind, lang)], lang)
    return Entry(kind, field.label.to(lang), hint, dropdown(field, kind, lang), field.required)


def _kind(field: Field) -> EntryKind:
    match field.type:
        case "record" | "records" | "counts" | "texts":
            raise ValueError(f"{field.path} is not answered in one cell")
        case kind:
            return kind


def dropdown(field: Field, kind: EntryKind, lang: Lang) -> tuple[str, ...]:
    """Return the words to choose from in a cell, none where anything may be written."""
    if kind == "presence":
        return (SOME.to(lang), NONE.to(lang))
    if kind == "bool":
        return (YES.to(lang), NO.to(lang))
    return tuple(label.to(lang) for label in field.options.values()) if kind == "enum" else ()


def type_hint(kind: EntryKind, lang: Lang) -> str:
    """Return how answers of a kind are written, in a few words."""
    return _HINTS[kind].to(lang)


def hints(field: Field, kind: EntryKind, lang: Lang) -> str:
    """Return what stands beside an answer: unit, help, example, and how to write it where nothing of these says so."""
    help_ = for_forms(field.help, lang)
    said = f"{field.question.zh if field.question else ''}{field.help.zh if field.help else ''}"
    needed = (kind == "doc" and "无" not in said) or (kind in ("date", "set") and not field.example)
    parts = [
        _UNIT.to(lang).format(unit=field.unit.to(lang)) if field.unit else "",
        help_,
        type_hint(kind, lang) if needed else "",
        _EXAMPLE.to(lang).format(example=field.example) if field.example and kind != "enum" else "",
    ]
    return _sentences(parts, lang)


def for_forms(text: Text | None, lang: Lang) -> str:
    """Return a help text without what it says about files written by hand."""
    return _FILE_TALK.sub("", text.to(lang)).strip() if text else ""


def _sentences(parts: list[str], lang: Lang) -> str:
    ends = "。？！" if lang == "zh" else ".?!"
    stop = "。" if lang == "zh" else ". "
    space = "" if lang == "zh" else " "
    filled = [part for part in parts if part]
    text = "".join(part + (space if part.endswith(tuple(ends)) else stop) for part in filled[:-1])
    return text + (filled[-1] if filled else "")


def words(*parts: str, lang: Lang) -> str:
    """Return the filled parts as a list."""
    return joined([part for part in parts if part], lang)
