"""What the rule sets of a criteria folder have in common: their ids, which no two may share, and their regions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from certify.documents.load import parse_document
from certify.documents.tree import Document
from certify.language import Text
from certify.problems import Problem, excerpt
from certify.rules.load import file_name, is_version
from certify.rules.meant import meant
from certify.rules.parts import Part

REGIONS = "regions"


@dataclass(frozen=True, slots=True)
class _Indexed:
    """One rule-set file, with mistakes or without: its id, region and title, and the place of each id in it."""

    id: str
    region: str
    title: Text
    places: Mapping[str, str]


def taken_ids(document: Document, home: Path) -> list[Problem]:
    """Return every id of a rule-set file that a rule set of another id in the folder uses too, with its place there."""
    own = Part(document.root).of("id").text
    taken = {id_: other for other in _files(home) if other.id != own for id_ in other.places}
    found: list[Problem] = []
    for part in _ids(Part(document.root)):
        other = taken.get(part.text or "")
        if other is not None and part.text is not None and other.places[part.text].partition(":")[0] != document.name:
            params = {"found": excerpt(part.text), "ruleset": excerpt(other.id), "place": other.places[part.text]}
            found.append(Problem("error", "id_taken", document.place(part.node), part.at, params))
    return found


def unknown_region(document: Document, home: Path) -> list[Problem]:
    """Return that the folder holds no list of the units of the region that a file names, if so."""
    named = Part(document.root).of("region")
    titles = {indexed.region: indexed.title for indexed in _files(home)}
    accepted = {
        path.stem: titles.get(path.stem) for path in sorted((home / REGIONS).glob("*.csv")) if _lists_units(path)
    }
    if named.text is None or named.text in accepted:
        return []
    near = meant(named.text, {region: title or Text(region, region) for region, title in accepted.items()})
    params = {"found": excerpt(named.text), "suggestion": near, "accepted": accepted}
    return [Problem("error", "region_unknown", document.place(named.node), named.at, params)]


def _lists_units(path: Path) -> bool:
    """Return whether a table of the folder of regions lists units, as its head says; others map names or tiles."""
    head = path.read_text(encoding="utf-8-sig", errors="replace").partition("\n")[0]
    return {"id", "kind"} <= {name.strip() for name in head.split(",")}


def _files(home: Path) -> Iterator[_Indexed]:
    for path in sorted(home.glob("*/*.yaml")):
        if is_version(path.stem):
            yield _indexed(path.read_bytes(), file_name(path))


# By content: a file that was changed is read again.
@lru_cache(maxsize=64)
def _indexed(raw: bytes, name: str) -> _Indexed:
    document = parse_document(raw, name)
    root = Part(document.root)
    title = root.of("title")
    places = {part.text: document.place(part.node) for part in _ids(root) if part.text is not None}
    return _Indexed(
        root.of("id").text or "",
        root.of("region").text or "",
        Text(title.of("zh").text or "", title.of("en").text or ""),
        places,
    )


def _ids(root: Part) -> Iterator[Part]:
    """Yield the ids of criteria, sub-checks, rules by type and what is retired."""
    criteria = root.of("criteria").items()
    checks = chain.from_iterable(criterion.of("checks").items() for criterion in criteria)
    for part in (*criteria, *checks, *root.of("type_rules").items(), *root.of("retired").items()):
        yield part.of("id")
