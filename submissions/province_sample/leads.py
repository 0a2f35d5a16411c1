"""Leads for those who look for copies: what should belong to one organization, planted in two."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from random import Random

from submissions.province_sample.answers import Round, answers
from submissions.province_sample.entries import Entry
from submissions.province_sample.gaps import GAPS, get, pick
from submissions.province_sample.texts import Content, to_csv

COPIED = ("cases", "archive", "reported", "agreements", "performance", "commissioned", "negotiation", "ledger.entries")
SHARED = {
    "certificate": "mediators.-1.certificate.number",
    "full_time_mediator": "mediators.0.name",
    "evidence": "evidence.0.sha256",
    "studio": "brand_studios.0.name",
}


@dataclass(frozen=True, slots=True)
class Lead:
    """What was planted in which two organizations."""

    kind: str
    first: str
    second: str
    what: str


def chance(seed: int, *words: object) -> Random:
    """Return a source of chance of its own for what the words name."""
    digest = hashlib.sha256(" ".join(map(str, (seed, *words))).encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))  # noqa: S311 - a sample, not a secret


def plant(entries: list[Entry], batch: Round, seed: int, rng: Random) -> tuple[list[Entry], list[Lead]]:
    """Plant every kind of lead once in a batch and say where."""
    files = Counter(one.organization.id for one in entries)
    plain = [
        place
        for place, one in enumerate(entries)
        if one.plain and one.review == "full" and files[one.organization.id] == 1
    ]
    rng.shuffle(plain)
    changed = list(entries)
    leads = []
    for kind, path in SHARED.items():
        first, second = plain.pop(), plain.pop()
        what = get(_content(entries[first], batch, seed), path)
        changed[second] = replace(entries[second], puts={path: what})
        leads.append(_lead(kind, entries[first], entries[second], str(what)))
    first, second = plain.pop(), plain.pop()
    content = _content(entries[first], batch, seed)
    changed[second] = replace(entries[second], puts={path: get(content, path) for path in COPIED})
    leads.append(_lead("figures", entries[first], entries[second], "全部办案数字"))
    first, second = [place for place, one in enumerate(entries) if one.ledger][:2]
    number = f"示例劳调〔{batch.year}〕共-001"
    for place in (first, second):
        changed[place] = replace(entries[place], shared_case=number)
    leads.append(_lead("case_number", entries[first], entries[second], number))
    twin = _twin(entries[plain.pop()], rng)
    leads.append(Lead("two_ids", twin.organization.id.removesuffix("b"), twin.organization.id, twin.organization.name))
    return [*changed, twin], leads


def _twin(entry: Entry, rng: Random) -> Entry:
    """Return the entry of an organization that hands in once more under another id."""
    organization = replace(entry.organization, id=f"{entry.organization.id}b")
    return Entry(organization, pick(GAPS, 1, rng), review="none")


def _content(entry: Entry, batch: Round, seed: int) -> Content:
    return answers(entry.organization, batch, entry.mode, chance(seed, batch.id, entry.organization.id))


def _lead(kind: str, first: Entry, second: Entry, what: str) -> Lead:
    return Lead(kind, first.organization.id, second.organization.id, what)


def leads_table(leads: dict[str, list[Lead]]) -> str:
    """Return the leads of all batches as a table."""
    rows = [(batch, one.kind, one.first, one.second, one.what) for batch, listed in leads.items() for one in listed]
    return to_csv(("batch", "kind", "first", "second", "what"), rows)
