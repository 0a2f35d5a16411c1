"""Every mistake in what a version says of the one before it, each in its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from certify.documents.load import load_document
from certify.rules.load import examine_ruleset
from certify.rules.succession_check import succession_problems
from certify.rules.vocabulary import vocabulary
from tests.documents.conftest import worded
from tests.rules.versions import RULES, Change, Content, Criteria, check, copied, criterion, move, retired, without

FIRST = f"{RULES}@1.0.0"
RENAMED = (copied("B1-1.c", "B1-1.d"), without("B1-1.c"))


def told(criteria: Criteria, version: str = "1.1.0") -> list[tuple[str, str]]:
    """Return each problem of a version as its code and the path of its place, once it has been put into words."""
    path = criteria.home / RULES / f"{version}.yaml"
    _, document = load_document(path, path.name)
    rules = examine_ruleset(path, vocabulary()).rules
    assert rules is not None
    problems = succession_problems(document, rules, criteria.home)
    worded(problems)
    for problem in problems:
        node = document.find(problem.field)
        assert problem.where == document.place(node)
    return [(problem.code, problem.field) for problem in problems]


def with_retired(**fields: Any) -> Change:
    """Change the last entry of what is retired."""
    return lambda content: content["retired"][-1].update(fields)


def without_clause(name: str) -> Change:
    return lambda content: content["criteria"].remove(criterion(content, name))


CLEAN: list[tuple[Sequence[Change], Sequence[Content]]] = [
    ((), []),
    (RENAMED, [move("B1-1.c", "B1-1.d")]),
    ((copied("B1-1.c", "B1-1.d"),), [move("B1-1.c", "B1-1.c B1-1.d")]),
    ((copied("B1-1.c", "B1-1.d"),), [move("", "B1-1.d")]),
    ((without("B1-1.c"),), [move("B1-1.b B1-1.c", "B1-1.b")]),
    ((without("B2-4.b"), retired("B2-4.b")), [move("B2-4.b", "")]),
    ((without("B2-4.b"), retired("B2-4.b", FIRST, "B2-4.a")), [move("B2-4.b", "")]),
    ((without_clause("A2-3"), retired("A2-3")), [move("A2-3.a A2-3.b A2-3.c A2-3.d", "")]),
    ((*RENAMED, retired("B1-1.c", replaced_by="B1-1.d")), [move("B1-1.c", "B1-1.d")]),
]
FAULTS: list[tuple[Sequence[Change], Sequence[Content], list[tuple[str, str]]]] = [
    (RENAMED, [], [("migration_unaccounted", "succeeds.migration"), ("migration_not_said_new", "criteria[0].checks[2].id")]),
    ((without("B2-4.b"),), [move("B2-4.b", "")], [("retired_missing", "succeeds.migration[0]")]),
    ((copied("B1-1.c", "B1-1.d"),), [], [("migration_not_said_new", "criteria[0].checks[3].id")]),
    (RENAMED, [move("B1-1.x", "B1-1.d")], [("migration_unknown_id", "succeeds.migration[0].from[0]"), ("migration_unaccounted", "succeeds.migration")]),
    (RENAMED, [move("B1-1.c", "B1-1.x")], [("migration_unknown_id", "succeeds.migration[0].to[0]"), ("migration_not_said_new", "criteria[0].checks[2].id")]),
    ((), [move("B1-1.b", "B1-1.c"), move("B1-1.c", "B1-1.b")], [("migration_id_again", "succeeds.migration[0].to[0]"), ("migration_id_again", "succeeds.migration[1].to[0]")]),
    ((), [move("", "")], [("migration_mixed", "succeeds.migration[0]")]),
    (RENAMED, [move("B1-1.b B1-1.c", "B1-1.b B1-1.d")], [("migration_mixed", "succeeds.migration[0]")]),
    (
        (copied("B1-1.c", "B1-1.d"),),
        [move("B1-1.c", "B1-1.c B1-1.d"), move("B1-1.b B1-1.c", "B1-1.b")],
        [("migration_twice", "succeeds.migration[0].from[0]"), ("migration_twice", "succeeds.migration[1].from[1]")],
    ),
    (
        (),
        [move("B1-1.c", "B1-1.b B1-1.c"), move("B1-1.b", "B1-1.b")],
        [("migration_twice", "succeeds.migration[0].to[0]"), ("migration_twice", "succeeds.migration[1].to[0]")],
    ),
    # Its id is taken by another, so that nothing is said of the earlier one.
    ((without("B1-1.c"),), [move("B1-1.c", "B1-1.b")], [("migration_unaccounted", "succeeds.migration")]),
    # It went elsewhere, so that the one that stands now comes from nowhere.
    ((copied("B1-1.c", "B1-1.d"),), [move("B1-1.c", "B1-1.d")], [("migration_not_said_new", "criteria[0].checks[2].id")]),
    ((retired("B2-4.b"),), [], [("retired_in_use", "criteria[7].checks[1].id")]),
    ((retired("B2-4"),), [], [("retired_in_use", "criteria[7].id")]),
    ((without("B2-4.b"), retired("B2-4.b", "0.9.0")), [move("B2-4.b", "")], [("retired_until", "retired[0].until")]),
    ((without("B2-4.b"), retired("B2-4.b", "1.1.0")), [move("B2-4.b", "")], [("retired_until", "retired[0].until")]),
    ((retired("B2-4.x"),), [], [("retired_until", "retired[0].until")]),
    ((without("B2-4.b"), retired("B2-4.b", replaced_by="B2-4.x")), [move("B2-4.b", "")], [("migration_unknown_id", "retired[0].replaced_by[0]")]),
    (
        (without("B2-4.b"), retired("B2-4.b"), retired("B2-4.b")),
        [move("B2-4.b", "")],
        [("duplicate_id", "retired[0].id"), ("duplicate_id", "retired[1].id")],
    ),
]  # fmt: skip


@pytest.fixture
def criteria(tmp_path: Path) -> Criteria:
    made = Criteria(tmp_path / "criteria")
    made.put()
    return made


@pytest.mark.parametrize(("changes", "moves"), CLEAN)
def test_what_is_said_in_full_is_no_mistake(
    criteria: Criteria, changes: Sequence[Change], moves: Sequence[Content]
) -> None:
    criteria.put(*changes, version="1.1.0", succeeds=FIRST, moves=moves)
    assert told(criteria) == []


@pytest.mark.parametrize(("changes", "moves", "wanted"), FAULTS)
def test_mistakes(
    criteria: Criteria, changes: Sequence[Change], moves: Sequence[Content], wanted: list[tuple[str, str]]
) -> None:
    criteria.put(*changes, version="1.1.0", succeeds=FIRST, moves=moves)
    assert told(criteria) == wanted


@pytest.mark.parametrize(
    ("succeeds", "code"),
    [
        (f"{RULES}@0.9.0", "succession_unknown"),
        ("shandong-2042@1.0.0", "succession_unknown"),
        (f"{RULES}@1.1.0", "succession_order"),
        (f"{RULES}@1.2.0", "succession_order"),
    ],
)
def test_an_earlier_version_that_is_none(criteria: Criteria, succeeds: str, code: str) -> None:
    criteria.put(version="1.2.0")
    criteria.put(version="1.1.0", succeeds=succeeds)
    assert told(criteria) == [(code, "succeeds.ruleset")]


def test_an_earlier_version_with_mistakes(criteria: Criteria) -> None:
    def change(content: Content) -> None:
        check(content, "B1-1.c")["kind"] = "proof"

    criteria.put(change, version="1.0.5")
    criteria.put(version="1.1.0", succeeds=f"{RULES}@1.0.5")
    assert told(criteria) == [("succession_faulty", "succeeds.ruleset")]


def test_versions_that_succeed_each_other_in_a_circle_end(criteria: Criteria) -> None:
    criteria.put(version="1.2.0", succeeds=f"{RULES}@1.1.0")
    criteria.put(version="1.1.0", succeeds=f"{RULES}@1.2.0")
    assert told(criteria) == [("succession_order", "succeeds.ruleset")]


def test_what_was_retired_stays_retired_and_is_never_used_again(criteria: Criteria) -> None:
    second = criteria.put(
        without("B2-4.b"), retired("B2-4.b"), version="1.1.0", succeeds=FIRST, moves=[move("B2-4.b", "")]
    )
    criteria.put(without("B2-4.b"), retired("B2-4.b"), version="1.2.0", succeeds=second)
    assert told(criteria, "1.2.0") == []
    criteria.put(without("B2-4.b"), version="1.3.0", succeeds=second)
    assert told(criteria, "1.3.0") == [("retired_not_kept", "retired")]
    criteria.put(version="1.4.0", succeeds=second, moves=[move("", "B2-4.b")])
    assert told(criteria, "1.4.0") == [("retired_not_kept", "retired"), ("retired_in_use", "criteria[7].checks[1].id")]
    criteria.put(with_retired_back, version="1.5.0", succeeds=second, moves=[move("", "B2-4.b")])
    assert told(criteria, "1.5.0") == [("retired_in_use", "criteria[7].checks[1].id")]


def with_retired_back(content: Content) -> None:
    retired("B2-4.b")(content)


def test_the_first_version_has_nothing_to_retire(criteria: Criteria) -> None:
    criteria.put(retired("B2-4.x"), version="1.1.0")
    assert told(criteria) == [("retired_until", "retired[0].until")]
