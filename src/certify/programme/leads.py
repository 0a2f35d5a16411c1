"""Leads across organizations: what stands in two places and should stand in one. For a person to look into, no verdict."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from certify.judging.traces import Trace, TraceKind

LeadKind: TypeAlias = TraceKind | Literal["two_names"]
# In the order in which they weigh.
ORDER: tuple[LeadKind, ...] = (
    "certificate",
    "full_time_mediator",
    "case_number",
    "evidence",
    "organization_name",
    "two_names",
    "figures",
    "studio",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where traces come from: one file of a batch."""

    batch: str
    file: str
    organization: str
    name: str


@dataclass(frozen=True, slots=True)
class Lead:
    """The same thing in two organizations or more, with the place in each."""

    kind: LeadKind
    places: tuple[tuple[Source, str], ...]


def leads(traced: Iterable[tuple[Source, Iterable[Trace]]], renamed: Mapping[str, Iterable[str]]) -> list[Lead]:
    """Return every lead, weighty ones first.

    `renamed` are the names that the register knows of an organization, by its id: a name that changed there is none.
    """
    places: dict[tuple[TraceKind, bytes], list[tuple[Source, str]]] = defaultdict(list)
    sources: list[Source] = []
    for source, found in traced:
        sources.append(source)
        for trace in found:
            places[trace.kind, trace.mark].append((source, trace.place))
    listed = [Lead(kind, tuple(where)) for (kind, _), where in places.items() if _is_odd(kind, where)]
    listed += _two_names(sources, renamed)
    return sorted(listed, key=_order)


def _is_odd(kind: TraceKind, places: list[tuple[Source, str]]) -> bool:
    """Return whether things stand in more than one organization; figures count within one batch only."""
    if len({source.organization for source, _ in places}) < 2:  # noqa: PLR2004 - two organizations
        return False
    if kind != "figures":
        return True
    return any(
        one.batch == two.batch and one.organization != two.organization for one, _ in places for two, _ in places
    )


def _two_names(sources: Iterable[Source], renamed: Mapping[str, Iterable[str]]) -> Iterator[Lead]:
    """Yield the organizations that bear different names in different files, which the register does not explain."""
    by_id: dict[str, dict[str, Source]] = defaultdict(dict)
    for source in sources:
        by_id[source.organization].setdefault(source.name, source)
    for organization, named in by_id.items():
        unexplained = [name for name in named if name not in set(renamed.get(organization, ()))]
        if len(named) > 1 and unexplained:
            yield Lead("two_names", tuple((source, "organization.name") for source in named.values()))


def _order(lead: Lead) -> tuple[int, list[tuple[str, str, str]]]:
    return ORDER.index(lead.kind), [(source.batch, source.file, place) for source, place in lead.places]
