"""What is wrong with case files: everything in one reading, each at its place, in words."""

from pathlib import Path

import pytest

from certify.facts import records
from certify.reading.cases import Case, read_cases
from certify.rules.load import find_ruleset
from tests.documents.conftest import told
from tests.rules.conftest import altered, copied

NAME = "shandong-2024"
GOOD = """\
A1-8.a:
  - name: 一
    facts: {cases: {accepted: 20, agreed: 13, failed: 7}}
    expect: met
    under: {decided: met, closed_all: missing, accepted: met, settled_withdrawal_counts: missing}
B2-2.b:
  - {name: 二, facts: null, expect: missing, verified: missing, readings: {B2-2.sharing: exclusive}}
  - name: 三
    facts:  # why
      premises:
        reception: none
    expect: not_met
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("cases"))


@pytest.fixture
def home(shared: Path) -> Path:
    """Return a criteria folder in which a rule set has no cases."""
    for path in (shared / NAME / "cases").iterdir():
        path.unlink()
    return shared


def read(home: Path, text: str, name: str = "A.yaml") -> tuple[tuple[Case, ...], list[str]]:
    """Read the cases of the rule set with that file among them, and what is wrong as `code line:column`."""
    (home / NAME / "cases" / name).write_text(text, encoding="utf-8")
    found = read_cases(find_ruleset(NAME, home), home)
    return found.cases, told(found.problems)


def test_cases_are_read_with_their_facts_as_read_and_as_written(home: Path) -> None:
    (one, two, three), wrong = read(home, GOOD)
    assert wrong == []
    assert (one.check, one.name, one.expect, one.verified) == ("A1-8.a", "一", "met", "")
    assert one.submission.facts["cases.agreed"] == 13
    assert one.submission.type == "township"
    assert one.written == "cases: {accepted: 20, agreed: 13, failed: 7}\n"
    assert one.under["closed_all"] == "missing"
    assert one.where == f"{NAME}/cases/A.yaml:2:5"
    assert (two.written, two.verified, two.readings) == ("", "missing", {"B2-2.sharing": "exclusive"})
    assert three.written == "premises: {reception: none}\n"


def test_facts_stand_over_those_of_the_header(home: Path) -> None:
    text = "A1-1.a:\n  - {name: x, expect: met, facts: {assessment: {as_of: 2025-11-30}, mediators: []}}\n"
    (case,), wrong = read(home, text)
    assert wrong == []
    assert case.submission.as_of.isoformat() == "2025-11-30"
    assert case.submission.period[0].isoformat() == "2025-01-01"
    assert records(case.submission.facts, "mediators") == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("A1-8.a:", "§A1-8.b:", "unknown_check"),
        ("B2-2.b:", "§B2-2.zz:", "unknown_check"),
        ("name: 一", "§nam: 一", "unknown_field"),
        ("name: 三", "name: §二", "case_named_twice"),
        ("expect: met", "expect: §mett", "not_listed"),
        ("expect: met", "expect: §[met]", "not_listed"),
        ("verified: missing", "verified: §open", "not_listed"),
        ("B2-2.sharing:", "§B2-2.share:", "condition_no_reading"),
        ("exclusive", "§exclude", "not_listed"),
        ("agreed: 13", "§agred: 13", "unknown_field"),
        ("agreed: 13", "agreed: §dozens", "not_a_count"),
        ("{accepted: 20, agreed: 13", "{accepted: §20, agreed: 14", "cases_exceed_accepted"),
        ("reception: none", "reception: §garage", "unknown_choice"),
        ("closed_all: missing, ", "", "case_under"),
        ("{B2-2.sharing: exclusive}", "§exclusive", "expected_mapping"),
        ("  - {name: 二", "  - §x\n  - {name: 二", "expected_mapping"),
    ],
)
def test_a_mistake_is_told_at_its_place(home: Path, old: str, new: str, code: str) -> None:
    text, places = altered(GOOD, (old, new))
    cases, wrong = read(home, text)
    assert wrong[0].partition(" ")[0] == code
    assert not places or wrong[0].partition(" ")[2] == places[0]
    assert 1 <= len(cases) <= 3


def test_everything_is_told_at_once_and_the_other_cases_are_read(home: Path) -> None:
    text, _ = altered(GOOD, ("A1-8.a:", "A1-8.x:"), ("expect: missing", "expect: x"), ("exclusive", "y"))
    cases, wrong = read(home, text)
    assert [one.partition(" ")[0] for one in wrong] == ["unknown_check", "not_listed", "not_listed"]
    assert [case.name for case in cases] == ["三"]


@pytest.mark.parametrize("missing", ["name", "facts", "expect"])
def test_what_a_case_must_say(home: Path, missing: str) -> None:
    parts = {"name": "name: x", "facts": "facts: {}", "expect": "expect: missing"}
    del parts[missing]
    cases, wrong = read(home, "A1-1.a:\n  - {" + ", ".join(parts.values()) + "}\n")
    assert [one.partition(" ")[0] for one in wrong] == ["required"]
    assert cases == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- x\n", "expected_mapping"),
        ("A1-1.a: x\n", "expected_list"),
        ("", "file_empty"),
        ("A1-1.a: [\n", "yaml_syntax"),
        ("A1-1.a:\n  - {name: x, expect: met, facts: x}\n", "expected_mapping"),
        ("A1-1.a:\n  - {name: x, expect: met, facts: {mediators: [{id: M1}]}}\n", "required"),
        ("A1-1.a:\n  - {name: x, expect: met, facts: {roster: {updated_on: 2025-11-01}}}\n", "later_than_as_of"),
    ],
)
def test_other_content_is_told(home: Path, text: str, code: str) -> None:
    cases, wrong = read(home, text)
    assert cases == ()
    assert code in {one.partition(" ")[0] for one in wrong} or (code == "yaml_syntax" and wrong)


def test_two_files_may_not_use_a_name_twice(home: Path) -> None:
    read(home, GOOD)
    cases, wrong = read(home, GOOD, "B.yaml")
    assert len(cases) == 3
    assert [one.partition(" ")[0] for one in wrong] == ["case_named_twice"] * 3
