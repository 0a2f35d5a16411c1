"""The path of a fact as a person writes it, led to the records of a submission that hold the fact.

Steps are parted by dots; an entry of a list is chosen in brackets: by its position from 0, by its id, `*` for every one,
`+` for a new one (`+2`, `+3` … for further ones). `#` says that a position is meant, `@` that an id is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as attribute

from certify.facts import Record, records
from certify.problems import excerpt
from certify.rules.vocabulary import Field, Vocabulary
from certify.spelling import folded, nearest, normal

_STEP = re.compile(r"([^.\[\]]+)(?:\[([^\[\]]+)\])?(?:\.|$)")
EVERY, NEW, POSITION, IDENTIFIER = "*", "+", "#", "@"


class PathError(Exception):
    """A path that leads to no fact; `code` names the problem, `params` what may help."""

    def __init__(self, code: str, **params: object) -> None:
        """Keep the code for the wording."""
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Target:
    """One place of a fact: the record that holds it, that record's path, and the fields from there to the fact."""

    holder: Record
    at: str
    chain: tuple[Field, ...]

    @property
    def name(self) -> str:
        """The name of the fact in its record."""
        return ".".join(field.name for field in self.chain)

    @property
    def path(self) -> str:
        """The path of the fact from the top."""
        return self.at + self.name


@dataclass(slots=True)
class FactPaths:
    """Leads paths to the facts of one submission; `added` are the new entries that they asked for, by their paths."""

    vocabulary: Vocabulary
    facts: Record
    added: dict[str, tuple[Field, Record]] = attribute(default_factory=dict)
    _new: dict[tuple[str, str], int] = attribute(default_factory=dict)

    def targets(self, path: str) -> list[Target]:
        """Return every place that a path names; raise `PathError` where it names none."""
        fields, chain = self.vocabulary.fields, list[Field]()
        places: list[tuple[Record, str]] = [(self.facts, "")]
        steps = list(_steps(path))
        for number, (name, selector) in enumerate(steps, 1):
            field = self._field(fields, name, path)
            chain.append(field)
            if selector is not None:
                places = [found for place in places for found in self._entries(place, chain, selector)]
                chain.clear()
            elif field.type == "records" and number < len(steps):
                raise PathError("assume_which_entry", label=field.label, name=field.name)
            fields = field.fields
        if not chain:
            raise PathError("assume_whole_entry", found=excerpt(path))
        return [Target(holder, at, tuple(chain)) for holder, at in places]

    def _field(self, fields: tuple[Field, ...], name: str, path: str) -> Field:
        word = folded(name)
        for field in fields:
            if word in (folded(field.name), folded(field.label.zh), folded(field.label.en)):
                return field
        written = ".".join(step for step, _ in _steps(path))
        raise PathError("assume_unknown", found=excerpt(path), suggestion=nearest(written, self.vocabulary.by_path))

    def _entries(self, place: tuple[Record, str], chain: list[Field], selector: str) -> Iterator[tuple[Record, str]]:
        """Yield the entries of a list that a selector chooses, each with the path that its facts begin with."""
        holder, at = place
        field, name = chain[-1], ".".join(one.name for one in chain)
        if field.type != "records":
            raise PathError("assume_not_a_list", label=field.label)
        listed = records(holder, name)
        if selector.startswith(NEW):
            index = self._added(holder, at + name, name, selector, field)
            yield records(holder, name)[index], f"{at}{name}[{index}]."
            return
        chosen = _chosen(listed, selector)
        if not chosen:
            raise PathError("assume_no_entry", label=field.label, found=excerpt(selector), count=len(listed))
        for index in chosen:
            yield listed[index], f"{at}{name}[{index}]."

    def _added(self, holder: Record, path: str, name: str, selector: str, field: Field) -> int:
        """Return the position of a new entry, made when it is first named."""
        known = self._new.get((path, selector))
        if known is not None:
            return known
        listed = records(holder, name)
        entry: Record = {}
        holder[name] = [*listed, entry]
        self._new[path, selector] = len(listed)
        self.added[f"{path}[{len(listed)}]"] = (field, entry)
        return len(listed)


def _steps(path: str) -> Iterator[tuple[str, str | None]]:
    """Yield the steps of a path with their selectors."""
    written, position = normal(path), 0
    while position < len(written):
        found = _STEP.match(written, position)
        if found is None:
            break
        yield found[1].strip(), None if found[2] is None else found[2].strip()
        position = found.end()
    if position < len(written) or not written or written.endswith("."):
        raise PathError("assume_form", found=excerpt(path))


def _chosen(listed: list[Record], selector: str) -> list[int]:
    """Return the positions of the entries that a selector chooses."""
    if selector == EVERY:
        return list(range(len(listed)))
    plain = selector.removeprefix(POSITION).removeprefix(IDENTIFIER).strip()
    by_place = [int(plain)] if plain.isascii() and plain.isdigit() and int(plain) < len(listed) else []
    by_id = [index for index, entry in enumerate(listed) if normal(str(entry.get("id", ""))) == plain]
    if selector.startswith(POSITION):
        return by_place
    if selector.startswith(IDENTIFIER):
        return by_id
    if by_place and by_id and by_place != by_id:
        raise PathError("assume_ambiguous", found=excerpt(plain))
    return by_id or by_place
