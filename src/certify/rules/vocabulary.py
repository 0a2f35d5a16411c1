"""The fact vocabulary: every field of a submission with its type, unit, words, choices and duties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from pydantic import Field as Attribute

from certify.documents.tree import Document
from certify.language import Text
from certify.problems import Problem, place_order
from certify.rules.files import FaultyCriteriaError, Shape, Words, digest_of, read_model, sound_part
from certify.rules.home import criteria_home

FieldType = Literal[
    "text", "bool", "int", "decimal", "date", "enum", "doc", "set", "record", "records", "counts", "texts"
]
# The choices of `evidence.covers` are the sub-checks of whichever rule set is asked for.
SUBCHECKS = "subcheck"
DERIVED = "derived"
# What every submission states, and the scope of rules speaks of.
TYPE_FACT = "organization.type"


class FieldFile(Shape):
    """A field as the vocabulary file writes it."""

    type: FieldType
    label: Words
    question: Words | None = None
    help: Words | None = None
    unit: Words | None = None
    example: str | int | bool | None = None
    required: bool = False
    personal: bool = False
    none_allowed: bool = False
    open: bool = False
    only_where_wanted: bool = False
    choices: str | None = None
    shape: str | None = None
    fields: dict[str, "FieldFile"] | None = None
    also: list[str] = Attribute(default_factory=list)
    sheet: Words | None = None


class ChoiceFile(Words):
    """A choice with its labels, other words that people write for it, and words that may also mean another choice."""

    also: list[str] = Attribute(default_factory=list)
    unclear: list[str] = Attribute(default_factory=list)


class VocabularyFile(Shape):
    """The vocabulary file."""

    format: Literal["certify-vocabulary/1"]
    choices: dict[str, dict[str, ChoiceFile]] = Attribute(default_factory=dict)
    shapes: dict[str, dict[str, FieldFile]] = Attribute(default_factory=dict)
    fields: dict[str, FieldFile]
    derived: dict[str, FieldFile] = Attribute(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One field; `path` is its dotted name from the top, through lists as well (`mediators.certificate.number`).

    `full_label` says within its block which one is meant: the labels of the records it lies in, then its own. `also`
    leads from other words for a choice to its key, `unclear` from a word to all that it may mean, `aliases` are other
    heads of a column. A field is `masked` where
    what is written in it by mistake may be a person's: messages then say where, and not what. `sheet` is what its sheet
    of a form is called, by default its label. A field that is `only_where_wanted` is asked for in the forms of the rule
    sets that want it, and in no others.
    """

    name: str
    path: str
    type: FieldType
    label: Text
    full_label: Text
    question: Text | None
    help: Text | None
    unit: Text | None
    example: str
    required: bool
    personal: bool
    none_allowed: bool
    open: bool
    choices: str
    options: Mapping[str, Text]
    fields: tuple["Field", ...]
    also: Mapping[str, str]
    unclear: Mapping[str, tuple[str, ...]]
    aliases: tuple[str, ...]
    masked: bool
    sheet: Text
    only_where_wanted: bool

    def walk(self) -> Iterator["Field"]:
        """Yield this field and every field below it."""
        yield self
        for below in self.fields:
            yield from below.walk()


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All fields in the order of the form; `by_path` finds one, `digest` names the content.

    `derived` are facts computed from others, shown beside a sub-check and never asked for.
    """

    fields: tuple[Field, ...]
    derived: tuple[Field, ...]
    by_path: Mapping[str, Field]
    digest: str

    def records_above(self, path: str) -> str:
        """Return the path of the innermost list that `path` lies in, empty where it lies in none."""
        above = path.rpartition(".")[0]
        while above and above != DERIVED:
            if self.by_path[above].type == "records":
                return above
            above = above.rpartition(".")[0]
        return ""


def read_vocabulary(path: Path) -> Vocabulary:
    """Read a vocabulary file; raise `FaultyCriteriaError` with every mistake."""
    read = read_model(path, VocabularyFile, path.name)
    file = read.model or sound_part(read.content, VocabularyFile)
    if file is None:
        raise FaultyCriteriaError(read.problems)
    builder = _Builder(read.document, file)
    fields = tuple(builder.field(name, "", entry, f"fields.{name}") for name, entry in file.fields.items())
    derived = tuple(builder.field(name, DERIVED, entry, f"derived.{name}") for name, entry in file.derived.items())
    problems = [*read.problems, *builder.problems]
    if problems:
        raise FaultyCriteriaError(sorted(problems, key=lambda problem: place_order(problem.where)))
    by_path = {field.path: field for top in (*fields, *derived) for field in top.walk()}
    return Vocabulary(fields, derived, MappingProxyType(by_path), digest_of(read.content))


@cache
def vocabulary(home: Path | None = None) -> Vocabulary:
    """Return the vocabulary of the criteria folder, read once."""
    return read_vocabulary((home or criteria_home()) / "vocabulary.yaml")


class _Builder:
    def __init__(self, document: Document, file: VocabularyFile) -> None:
        self.document = document
        self.file = file
        self.problems: list[Problem] = []

    def field(
        self, name: str, above: str, entry: FieldFile, at: str, group: Text | None = None, *, wanted: bool = False
    ) -> Field:
        if not name.isidentifier():
            # Dots lead from a field to those below it.
            self.fault("vocabulary_name", at)
        path = f"{above}.{name}" if above else name
        only_where_wanted = wanted or entry.only_where_wanted
        label = entry.label.text
        full = label if group is None else Text(f"{group.zh}·{label.zh}", f"{group.en} · {label.en}")
        return Field(
            name,
            path,
            entry.type,
            label,
            full,
            entry.question.text if entry.question else None,
            entry.help.text if entry.help else None,
            entry.unit.text if entry.unit else None,
            "" if entry.example is None else str(entry.example),
            entry.required,
            entry.personal,
            entry.none_allowed,
            entry.open,
            entry.choices or "",
            self.options(entry, at),
            self.below(entry, path, at, full if above else None, wanted=only_where_wanted),
            self.also(entry),
            self.unclear(entry),
            tuple(entry.also),
            entry.personal or self.among_personal(at),
            entry.sheet.text if entry.sheet else label,
            only_where_wanted,
        )

    def options(self, entry: FieldFile, at: str) -> Mapping[str, Text]:
        if (entry.choices is not None) != (entry.type in ("enum", "set")):
            self.fault("vocabulary_choices", at)
            return {}
        if entry.choices is None or (entry.choices == SUBCHECKS and entry.open):
            return {}
        listed = self.file.choices.get(entry.choices)
        if listed is None:
            self.fault("vocabulary_no_choices", f"{at}.choices")
            return {}
        return MappingProxyType({key: words.text for key, words in listed.items()})

    def also(self, entry: FieldFile) -> Mapping[str, str]:
        listed = self.file.choices.get(entry.choices or "", {})
        return {word: key for key, choice in listed.items() for word in choice.also}

    def among_personal(self, at: str) -> bool:
        """Return whether a field lies in a list that holds personal fields."""
        steps = at.split(".")
        if steps[0] == "fields" and len(steps) > 2:  # noqa: PLR2004 - fields.<block>.fields.…
            top = self.file.fields.get(steps[1])
            fields = top.fields if top is not None and top.type == "records" else None
            return any(entry.personal for entry in (fields or {}).values())
        return False

    def unclear(self, entry: FieldFile) -> Mapping[str, tuple[str, ...]]:
        """Return what each word may mean that stands with more than one choice."""
        found: dict[str, tuple[str, ...]] = {}
        for key, choice in self.file.choices.get(entry.choices or "", {}).items():
            for word in choice.unclear:
                found[word] = (*found.get(word, ()), key)
        return found

    def below(self, entry: FieldFile, path: str, at: str, group: Text | None, *, wanted: bool) -> tuple[Field, ...]:
        is_group = entry.type in ("record", "records")
        if is_group != (entry.fields is not None or entry.shape is not None):
            self.fault("vocabulary_fields", at)
            return ()
        if not is_group:
            return ()
        entries, where = entry.fields, f"{at}.fields"
        if entry.shape is not None:
            entries, where = self.file.shapes.get(entry.shape), f"shapes.{entry.shape}"
        if entries is None:
            self.fault("vocabulary_no_shape", f"{at}.shape")
            return ()
        return tuple(
            self.field(name, path, below, f"{where}.{name}", group, wanted=wanted) for name, below in entries.items()
        )

    def fault(self, code: str, at: str) -> None:
        self.problems.append(Problem("error", code, self.document.place(self.document.find(at)), at))
