"""What an open sub-check asks for: everything that can still change its outcome, at once, and nothing else."""

import random
import re
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.facts import Facts, Record
from certify.judging.asking import wanted_facts
from certify.judging.evaluate import Readings
from certify.judging.explain import Explainer
from certify.judging.judge import judge
from certify.judging.outcomes import Verdict
from certify.rules.load import find_ruleset
from certify.rules.ruleset import Check
from certify.rules.vocabulary import Field, vocabulary
from tests.judging.strategies import AS_OF, HEADER, facts, submission, values
from tests.judging.test_properties import relaxed
from tests.judging.test_supervaluation import ANSWERS, CHECKS, declared, must_be_given, simple_facts

RULES = find_ruleset("shandong-2024")
BY_ID = {check.id: check for check in RULES.checks()}
READINGS = Readings.make(RULES.default_readings())
M1: Record = {"id": "M1", "employment": "full_time", "active": True}
M2: Record = {"id": "M2", "employment": "part_time", "active": True}
GONE: Record = {"id": "M3", "employment": "part_time", "active": False}
HRSS: Record = {"organizer": "hrss"}
CLOSED = ["cases.agreed", "cases.failed", "cases.withdrawn_settled", "cases.withdrawn_other", "cases.transferred"]


def asked(check: str, found: Facts, readings: Readings = READINGS) -> list[str]:
    return wanted_facts(BY_ID[check], {**HEADER, **found}, readings)


# (sub-check, facts, what is asked for)
TABLE: list[tuple[str, Record, list[str]]] = [
    # Behind an open guard: the rule too, where it is open.
    ("A1-8.a", {}, ["cases.accepted", "cases.agreed", "cases.failed"]),
    ("A1-8.a", {"cases.agreed": 13, "cases.failed": 7}, ["cases.accepted"]),
    ("A1-8.a", {"cases.accepted": 20, "cases.agreed": 13}, ["cases.failed"]),
    ("A2-8.b", {}, ["feedback.received", "feedback.answered"]),
    ("A1-7.b", {}, ["cases.accepted"]),
    ("A1-7.c", {}, ["cases.accepted", "reported.accepted", "reported.agreed", "cases.agreed"]),
    # Cases were accepted or none were: with nothing reported the rest decides nothing.
    ("A1-7.c", {"reported.accepted": 0}, ["cases.accepted"]),
    ("A1-7.a", {}, ["cases.accepted", "archive.files_archived", "archive.files_due", *CLOSED]),
    ("A1-7.a", {"cases.accepted": 9, "archive.files_archived": 5, "cases.agreed": 10}, ["archive.files_due"]),
    ("A1-7.a", {"cases.accepted": 9, "archive.files_archived": 5, "archive.files_due": 5}, CLOSED),
    # Behind an open branch.
    ("A2-4.a", {}, ["agreements.made", "agreements.signed_by_both", "cases.agreed"]),
    ("A2-4.a", {"cases.agreed": 0}, ["agreements.made", "agreements.signed_by_both"]),
    ("A2-4.a", {"agreements.made": 0}, ["cases.agreed"]),
    ("A2-4.a", {"agreements.made": 3}, ["agreements.signed_by_both"]),
    ("A2-2.c", {}, ["negotiation.cases_guided", "cases.accepted"]),
    (
        "A2-3.c",
        {},
        ["ledger.electronic", "cases.accepted", "ledger.entries", "ledger.last_entry_on", "ledger.last_case_event_on"],
    ),
    ("A2-3.c", {"ledger.electronic": True, "ledger.entries": 0}, ["cases.accepted"]),
    ("A2-3.c", {"ledger.electronic": False}, []),
    ("B2-4.b", {}, [*CLOSED, "incentives"]),
    ("B2-4.b", {"cases.agreed": 1, "incentives": [{"kind": "allowance"}]}, ["incentives[0].paid_cny"]),
    (
        "B2-4.b",
        {"incentives": [{"kind": "award"}, {"kind": "allowance"}]},
        [*CLOSED, "incentives[1].paid_cny"],
    ),
    # Of every record that counts and is open.
    ("A1-5.a", {"mediators": [M1, GONE, M2]}, ["mediators[0].trainings", "mediators[2].trainings"]),
    ("A1-5.a", {"mediators": [M1, {**M2, "trainings": []}]}, []),
    (
        "A1-5.b",
        {"mediators": [{**M1, "trainings": [HRSS, {"organizer": "other"}, HRSS]}, M2]},
        ["mediators[0].trainings[0].passed", "mediators[0].trainings[2].passed", "mediators[1].trainings"],
    ),
    ("A1-2.a", {"mediators": [M2, {**M2, "id": "M4"}]}, ["mediators[0].profession", "mediators[1].profession"]),
    ("A1-2.a", {"mediators": [M2, {**M2, "profession": "lawyer"}]}, []),
    ("A1-1.d", {}, ["mediators"]),
    # Who has said nothing of a certificate is not asked for what stands on it.
    (
        "A1-1.d",
        {"mediators": [M1, {**M2, "certificate": True, "certificate.number": "1"}]},
        ["mediators[0].certificate", "mediators[1].certificate.issued_on"],
    ),
]


@pytest.mark.parametrize(("check", "found", "expected"), TABLE)
def test_what_is_asked_for(check: str, found: Record, expected: list[str]) -> None:
    assert asked(check, found) == expected


def test_under_a_reading_that_looks_at_more_fields_those_are_asked_for() -> None:
    strict = READINGS.but("A1-6.naming", "officially_named")
    studios: Record = {"brand_studios": [{"name": "工作室"}]}
    assert asked("A1-6.a", studios) == ["brand_studios[0].established_on"]
    assert asked("A1-6.a", studios, strict) == ["brand_studios[0].established_on", "brand_studios[0].named_by"]


@relaxed
@given(facts())
def test_something_is_asked_for_exactly_where_a_sub_check_is_missing(found: Record) -> None:
    for result in judge(submission(found), RULES).checks():
        assert bool(wanted_facts(result.check, found, READINGS)) == (result.declared is Verdict.MISSING), (
            result.check.id
        )


@relaxed
@given(facts(), st.data())
def test_one_round_of_answers_suffices(found: Record, data: st.DataObject) -> None:
    for result in judge(submission(found), RULES).checks():
        paths, answered = wanted_facts(result.check, found, READINGS), dict(found)
        # A list that is answered now may hold what could not be asked for before.
        if any(field.type == "records" for field in fields_of(paths)):
            continue
        for path in paths:
            answer(answered, path, data)
        after = next(one for one in judge(submission(answered), RULES).checks() if one.check.id == result.check.id)
        assert after.declared is not Verdict.MISSING, (result.check.id, paths)


def fields_of(paths: list[str]) -> list[Field]:
    return [vocabulary().by_path[re.sub(r"\[\d+\]", "", path)] for path in paths]


def answer(found: Any, path: str, data: st.DataObject) -> None:
    """Answer a fact, in copies of the records that it stands in."""
    (field,) = fields_of([path])
    here = found
    *lists, name = re.split(r"\[(\d+)\]\.", path)
    for head, index in zip(lists[::2], lists[1::2], strict=True):
        here[head] = [dict(record) for record in here[head]]
        here = here[head][int(index)]
    if field.type == "record":
        here |= {name: True, f"{name}.number": "1", f"{name}.issued_on": AS_OF}
    else:
        here[name] = data.draw(values(field))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_whatever_is_asked_for_can_change_the_outcome(check: Check) -> None:
    rng = random.Random(check.id)
    names = simple_facts(check)
    for _ in range(25):
        chosen = {*rng.sample(names, rng.randint(0, len(names))), *must_be_given(check)}
        partial: Record = dict(HEADER) | {
            "mediators": [],
            "incentives": [{"kind": "allowance", "paid_cny": 1}],
        }
        for name in sorted(chosen):
            partial[name] = rng.choice(ANSWERS[vocabulary().by_path[name].type])
        if len(names) - len(chosen) <= 3:
            for path in set(wanted_facts(check, partial, READINGS)) & {*names}:
                assert changes(check, partial, path), (check.id, partial, path)


def changes(check: Check, partial: Record, path: str) -> bool:
    """Return whether two answers to a fact lead to different outcomes under some answers to the others."""
    others = [name for name in simple_facts(check) if name not in partial and name != path]
    # Every figure that is known is where an outcome can turn, and so is one beside it or beyond them all.
    known = [figure for figure in partial.values() if type(figure) is int]
    figures = {*known, *(figure + 1 for figure in known), 3 * sum(known) + 1}

    def answers(name: str) -> set[Any]:
        kind = vocabulary().by_path[name].type
        beyond: dict[str, set[Any]] = {"int": {*figures}, "date": {date(2020, 1, 1), date(2030, 1, 1)}}
        return {*ANSWERS[kind], *beyond.get(kind, ())}

    for combined in product(*(answers(name) for name in others)):
        complete = {**partial, **dict(zip(others, combined, strict=True))}
        if len({declared(check, {**complete, path: value}) for value in answers(path)}) > 1:
            return True
    return False


def test_a_reason_says_of_a_certificate_that_is_unanswered_nothing_but_that() -> None:
    rule = BY_ID["A1-1.d"].rule
    assert rule is not None
    (finding,) = Explainer(vocabulary(), {**HEADER, "mediators": [M1, M2]}, READINGS).explain(rule)
    assert finding.params["positions"] == [1, 2]
    assert [one.params["field"].path for one in finding.params["inner"]] == ["mediators.certificate"]
