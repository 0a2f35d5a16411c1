"""The verdict algebra, by enumeration."""

from collections.abc import Callable
from itertools import permutations, product

import pytest

from certify.judging.judge import outcome_of
from certify.judging.outcomes import (
    BOTH,
    EITHER_OF,
    MET,
    NEEDS_REVIEW,
    NOT_APPLICABLE,
    NOT_MET,
    SINGLE,
    VERDICTS,
    Verdict,
    greatest,
    least,
)

Combine = Callable[[list[Verdict]], Verdict]
Table = tuple[tuple[int, ...], ...]
ALL = list(Verdict)
ORDER = (Verdict.NOT_MET, Verdict.MISSING, Verdict.NEEDS_REVIEW, Verdict.MET)
SETS = range(1, 16)


@pytest.mark.parametrize("combine", [least, greatest])
def test_connectives_are_commutative_associative_and_idempotent(combine: Combine) -> None:
    for one, two, three in product(ALL, repeat=3):
        assert combine([one, two]) == combine([two, one])
        assert combine([combine([one, two]), three]) == combine([one, combine([two, three])])
        assert combine([one, one]) == one


@pytest.mark.parametrize("combine", [least, greatest])
def test_not_applicable_is_neutral(combine: Combine) -> None:
    for verdict in ALL:
        assert combine([verdict, Verdict.NOT_APPLICABLE]) == verdict
    assert combine([Verdict.NOT_APPLICABLE]) == Verdict.NOT_APPLICABLE
    assert combine([]) == Verdict.NOT_APPLICABLE


def test_a_clause_is_the_least_of_its_sub_checks() -> None:
    for verdicts in product(ALL, repeat=3):
        applicable = [verdict for verdict in verdicts if verdict is not Verdict.NOT_APPLICABLE]
        expected = min(applicable, key=ORDER.index) if applicable else Verdict.NOT_APPLICABLE
        assert least(list(verdicts)) == expected


@pytest.mark.parametrize("table", [BOTH, EITHER_OF])
def test_tables_of_sets_are_the_outcomes_of_all_pairs_of_members(table: Table) -> None:
    for first, second in product(SETS, repeat=2):
        pairs = {table[one][two] for one in SINGLE if first & one for two in SINGLE if second & two}
        assert table[first][second] == sum(pairs)
        assert table[first][second] == table[second][first]


def test_sets_grow_with_what_goes_into_them() -> None:
    for table in (BOTH, EITHER_OF):
        for first, second, other in product(SETS, repeat=3):
            if first & second == first:
                assert table[first][other] & table[second][other] == table[first][other]


def test_only_a_set_of_one_is_decided() -> None:
    decided = {NOT_MET: "not_met", NEEDS_REVIEW: "needs_review", MET: "met", NOT_APPLICABLE: "not_applicable"}
    for mask in SETS:
        assert VERDICTS[mask] == decided.get(mask, "missing")


def test_the_outcome_is_the_first_line_of_the_table_that_fits() -> None:
    for clauses in product(ALL, repeat=3):
        for order in permutations(clauses):
            declared = outcome_of(list(order), "declared", "recognition")
            verified = outcome_of(list(order), "verified", "recognition")
            if set(clauses) == {Verdict.NOT_APPLICABLE}:
                assert (declared, verified) == ("incomplete", "incomplete")
            elif Verdict.NOT_MET in clauses:
                assert (declared, verified) == ("not_ready", "not_recommendable")
            elif Verdict.MISSING in clauses:
                assert (declared, verified) == ("incomplete", "incomplete")
            elif Verdict.NEEDS_REVIEW in clauses:
                assert (declared, verified) == ("ready", "incomplete")
            else:
                assert (declared, verified) == ("ready", "recommendable")
            named = {"recommendable": "ready", "not_recommendable": "not_ready"}
            if set(clauses) == {Verdict.NOT_APPLICABLE}:
                assert outcome_of(list(order), "declared", "monitoring") == "not_applicable"
                assert outcome_of(list(order), "verified", "monitoring") == "not_applicable"
            else:
                assert outcome_of(list(order), "declared", "monitoring") == declared
                assert outcome_of(list(order), "verified", "monitoring") == named.get(verified, verified)
