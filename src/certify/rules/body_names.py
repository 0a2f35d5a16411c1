"""Which body a name means: 市人力资源和社会保障局 and 人社部门 are one kind, whatever the text calls it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from certify.rules.duties import Body, BodyNames
from certify.spelling import folded

_BETWEEN_BODIES = re.compile(r"[、，,;；\n]+")
# Parts two bodies, and stands within the name of one (企联/企协).
_STROKE = re.compile(r"[/／]")


@dataclass(frozen=True, slots=True)
class Here:
    """Where a body stands: how its province and its city are written, the longest first; `city` is empty at the province."""

    province: tuple[str, ...]
    city: tuple[str, ...]

    @property
    def level(self) -> str:
        """The last character of the place's name, which tells what it is: 省, 市, 州, 区, 县."""
        return (self.city or self.province)[0][-1:]

    def rests(self, words: str) -> Iterator[str]:
        """Yield what is left of folded words without the names of the place before them."""
        yield words
        for province in ("", *map(folded, self.province)):
            if not words.startswith(province):
                continue
            after = words.removeprefix(province)
            if province and not self.city:
                yield after
            for city in map(folded, self.city):
                if after.startswith(city):
                    yield after.removeprefix(city)


def kind_of(name: str, names: BodyNames, here: Here | None = None) -> str:
    """Return the kind of a body, empty where its name is none of the usual ones.

    Before a usual name may stand a word such as 省 or 各级, and the names of the place, which must agree with where it
    stands: the bureau of a county is not that of its city. Without `here` it is a name in a text.
    """
    word = folded(name)
    for length in range(len(word), 0, -1):
        kind = names.kinds.get(word[-length:])
        if kind is not None and _may_stand_before(word[:-length], names, here):
            return kind
    return ""


def _may_stand_before(words: str, names: BodyNames, here: Here | None) -> bool:
    if here is None:
        return not words or words in names.every or words in names.levels
    rests = set(here.rests(words))
    return any(not rest or rest in names.every or here.level in names.levels.get(rest, ()) for rest in rests)


def is_of_another_level(name: str, names: BodyNames, here: Here) -> bool:
    """Return whether a name begins with the word of another level than the place's: 省, or 区 in a city."""
    begins = [{word for word in names.levels if rest.startswith(word)} for rest in here.rests(folded(name)) if rest]
    return all(words and not any(here.level in names.levels[word] for word in words) for words in begins)


def kinds_in(body: Body, names: BodyNames) -> frozenset[str]:
    """Return the kinds of bodies that a name of a text takes in."""
    kind = kind_of(body.name, names)
    return names.several.get(folded(body.name), frozenset({kind} if kind else ()))


def bodies_in(cell: str, names: BodyNames) -> list[str]:
    """Return the bodies that a cell names, each once and in their order: 人社局、司法局 are two, 企联/企协 is one."""
    found: list[str] = []
    for part in _BETWEEN_BODIES.split(cell):
        listed = [part] if kind_of(part, names) else _STROKE.split(part)
        found += [one.strip() for one in listed if one.strip()]
    return list(dict.fromkeys(found))


def is_named_for(body: Body, city: str) -> bool:
    """Return whether a body that the text names stands in a city, or at the province where `city` is empty."""
    return body.level is None or (body.level == "local") == bool(city)
