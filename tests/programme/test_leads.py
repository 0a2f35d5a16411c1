"""Leads: what stands in two organizations is told with both places, and nobody's number goes on."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from certify.facts import Submission
from certify.judging.traces import traces
from certify.programme.leads import Lead, Source, leads

KEY = b"key"


def submission(id_: str, **facts: Any) -> Submission:
    base: dict[str, Any] = {
        "organization.id": id_,
        "organization.name": f"示例{id_}",
        "assessment.as_of": date(2025, 10, 31),
    }
    return Submission(f"{id_}.yaml", f"sha256:{id_}", base | facts, {})


def found(*given: tuple[str, Submission], renamed: dict[str, list[str]] | None = None) -> list[Lead]:
    traced = [(Source(batch, one.name, one.id, one.organization), traces(one, KEY)) for batch, one in given]
    return leads(traced, renamed or {})


def mediator(**fields: Any) -> dict[str, Any]:
    return {"id": "T1", "employment": "full_time", "active": True} | fields


CASES = {
    "cases.accepted": 40,
    "cases.agreed": 30,
    "cases.failed": 8,
    "cases.withdrawn_settled": 0,
    "cases.withdrawn_other": 1,
    "cases.transferred": 0,
    "cases.pending": 1,
}
SAME: dict[str, dict[str, Any]] = {
    "certificate": {"mediators": [mediator(**{"certificate.number": "示例 1292"})]},
    "full_time_mediator": {"mediators": [mediator(name="示例甲")]},
    "evidence": {"evidence": [{"id": "E1", "sha256": "ab" * 32}]},
    "studio": {"brand_studios": [{"name": "示例金钥匙工作室"}]},
    "figures": CASES,
    "organization_name": {"organization.name": "同一名称"},
}


@pytest.mark.parametrize("kind", SAME)
def test_what_is_the_same_in_two_organizations_is_a_lead(kind: str) -> None:
    (lead,) = found(("b5", submission("A", **SAME[kind])), ("b5", submission("B", **SAME[kind])))
    assert lead.kind == kind
    assert [source.organization for source, _ in lead.places] == ["A", "B"]


@pytest.mark.parametrize("kind", SAME)
def test_the_same_in_one_organization_is_none(kind: str) -> None:
    assert not found(("b4", submission("A", **SAME[kind])), ("b5", submission("A", **SAME[kind])))


def test_spellings_do_not_hide_what_is_the_same() -> None:
    one = submission("A", mediators=[mediator(**{"certificate.number": "示例-００１"})])
    two = submission("B", mediators=[mediator(**{"certificate.number": " 示例-001 "})])
    assert [lead.kind for lead in found(("b5", one), ("b5", two))] == ["certificate"]


def test_a_part_time_mediator_may_serve_two_organizations() -> None:
    shared = {"mediators": [mediator(employment="part_time", name="示例甲")]}
    assert not found(("b5", submission("A", **shared)), ("b5", submission("B", **shared)))


def test_few_cases_are_alike_by_chance() -> None:
    few = CASES | {"cases.accepted": 9}
    assert not found(("b5", submission("A", **few)), ("b5", submission("B", **few)))


def test_figures_are_compared_within_a_batch() -> None:
    assert not found(("b4", submission("A", **CASES)), ("b5", submission("B", **CASES)))


def test_a_name_that_changed_is_a_lead_unless_the_register_knows_of_it() -> None:
    given = (("b4", submission("A")), ("b5", submission("A", **{"organization.name": "新名"})))
    assert [lead.kind for lead in found(*given)] == ["two_names"]
    assert not found(*given, renamed={"A": ["新名", "示例A"]})


def test_the_order_of_files_changes_nothing_in_the_leads() -> None:
    given = [("b5", submission(name, **SAME["studio"])) for name in "ABC"]
    listed = [
        [(lead.kind, sorted(place for _, place in lead.places)) for lead in found(*one)] for one in permutations(given)
    ]
    assert all(one == listed[0] for one in listed)


def test_traces_hold_nothing_of_what_they_stand_for() -> None:
    for trace in traces(submission("A", **SAME["certificate"], **CASES), KEY):
        assert b"1292" not in trace.mark
        assert "1292" not in trace.place


def test_another_key_gives_other_marks() -> None:
    one = submission("A", **SAME["certificate"])
    assert {trace.mark for trace in traces(one, KEY)}.isdisjoint(trace.mark for trace in traces(one, b"other"))
