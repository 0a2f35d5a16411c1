"""A sub-check is decided only where every possible answer to its unanswered facts gives the same outcome.

Checked against brute force: what is unanswered is answered in every way that matters, and the outcomes are compared.
"""

import random
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from certify.facts import Record
from certify.judging.judge import judge
from certify.judging.outcomes import Verdict
from certify.rules.load import find_ruleset
from certify.rules.ruleset import Check
from certify.rules.vocabulary import vocabulary
from tests.judging.strategies import AS_OF, DAYS, HEADER, submission

RULES = find_ruleset("shandong-2024")
# Answers at and around every value at which an outcome can turn.
ANSWERS: dict[str, tuple[Any, ...]] = {
    "bool": (True, False),
    "int": (0, 1, 2, 5, 40),
    "decimal": (Decimal(0), Decimal(1)),
    "date": DAYS,
    "doc": (False, "文件", HEADER["organization.name"]),
    "text": ("文字",),
}
MOST = 4000


def simple_facts(check: Check) -> list[str]:
    """Return the facts of a sub-check that have one value, the header's apart."""
    known = vocabulary().by_path
    guarded = [path for path in check.facts if path not in HEADER and path not in check.shows]
    return [path for path in guarded if known[path].type in ANSWERS and not vocabulary().records_above(path)]


def must_be_given(check: Check) -> list[str]:
    """Return the dates of which a rule asks only that they are there: no answer to them can be wrong."""
    return [path for path in simple_facts(check) if path.endswith(("adopted_on", "roster.updated_on"))]


CHECKS = [check for check in RULES.checks() if check.rule is not None and simple_facts(check)]


def declared(check: Check, found: Record) -> Verdict:
    judgement = judge(submission(found), RULES)
    return next(result.declared for result in judgement.checks() if result.check.id == check.id)


def completions(check: Check, found: Record) -> list[Record]:
    names = [name for name in simple_facts(check) if name not in found]
    choices = [ANSWERS[vocabulary().by_path[name].type] for name in names]
    everything = list(product(*choices))
    chosen = everything if len(everything) <= MOST else random.Random(1).sample(everything, MOST)
    return [{**found, **dict(zip(names, answers, strict=True))} for answers in chosen]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_decided_exactly_where_every_answer_agrees(check: Check) -> None:
    rng = random.Random(check.id)
    names = simple_facts(check)
    for _ in range(25):
        given = {*rng.sample(names, rng.randint(0, len(names))), *must_be_given(check)}
        partial: Record = dict(HEADER) | {
            "mediators": [],
            "incentives": [{"kind": "allowance", "paid_cny": Decimal(1)}],
        }
        for name in sorted(given):
            partial[name] = rng.choice(ANSWERS[vocabulary().by_path[name].type])
        if len(names) - len(given) > 4:
            continue
        verdict = declared(check, partial)
        outcomes = {declared(check, complete) for complete in completions(check, partial)}
        if len(outcomes) == 1:
            assert verdict in outcomes, (check.id, partial)
        else:
            assert verdict is Verdict.MISSING, (check.id, partial, outcomes)


def test_the_examples_of_the_specification() -> None:
    rate = next(check for check in RULES.checks() if check.rule and "cases.pending" in check.shows)
    assert declared(rate, {**HEADER, "cases.accepted": 20, "cases.agreed": 13, "cases.failed": 7}) is Verdict.MET
    certificates = next(check for check in RULES.checks() if "mediators.certificate.valid_until" in check.facts)
    full_time = {"id": "M1", "employment": "full_time", "active": True}
    valid = {
        "certificate": True,
        "certificate.number": "1",
        "certificate.issued_on": AS_OF,
        "certificate.valid_until": AS_OF,
    }
    expired = {**valid, "certificate.valid_until": DAYS[0]}
    one_open: Any = {**HEADER, "mediators": [{**full_time, **valid}, {**full_time, "id": "M2"}]}
    assert declared(certificates, one_open) is Verdict.MISSING
    one_expired: Any = {**HEADER, "mediators": [{**full_time, **expired}, {**full_time, "id": "M2"}]}
    assert declared(certificates, one_expired) is Verdict.NOT_MET
