"""What alone explains that two judgements differ: on planted changes, and against all subsets counted by hand."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.documents.load import parse_document
from certify.facts import Entry, Facts, Record, Review
from certify.judging.attribution import DATES, FACTORS, Factor, Grounds, Sets, attribution, minimal, mixed, verdicts_of
from certify.reading.submission import submission_form
from certify.rules.home import criteria_home
from certify.rules.load import read_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary
from tests.judging import strategies
from tests.running.submissions import RULES, a_check, ready, review, text

COMPUTERS = "{fact: equipment.computers, at_least: 1}"
LATER: Record = {"assessment.as_of": date(2025, 11, 30)}


def facts(**changes: Any) -> Facts:
    found, sink = submission_form(vocabulary()).read(parse_document(text(ready(**changes)).encode(), "a.yaml"))
    assert sink.problems == []
    return found


def altered(folder: Path, rule: str, instead_of: str = COMPUTERS) -> RuleSet:
    content = (criteria_home() / RULES.id / f"{RULES.version}.yaml").read_text(encoding="utf-8")
    assert instead_of in content
    (folder / "altered.yaml").write_text(content.replace(instead_of, rule), encoding="utf-8")
    return read_ruleset(folder / "altered.yaml", vocabulary())


def reviewed(*later: tuple[str, str]) -> Review:
    """Return a review in which everything is met, but for what is said of sub-checks later."""
    said = [*((one["check"], one["outcome"]) for one in review()["entries"]), *later]
    return Review("", "", tuple(Entry(check, outcome, "", date(2025, 10, 20), "", (), "") for check, outcome in said))


def grounds(of: Facts, rules: RuleSet = RULES, by: Review | None = None) -> Grounds:
    return Grounds(rules, rules.default_readings(), of, by)


def explained(first: Grounds, second: Grounds, *, tied: bool = False) -> Sets:
    assert verdicts_of(first).outcome != verdicts_of(second).outcome
    return attribution(first, second, tied=tied).outcome


def test_the_submission_alone() -> None:
    assert explained(grounds(facts()), grounds(facts(equipment__computers=0))) == (("submission",),)


def test_the_rules_alone(tmp_path: Path) -> None:
    rules = altered(tmp_path, "{fact: equipment.computers, at_least: 3}")
    assert explained(grounds(facts()), grounds(facts(), rules)) == (("rules",),)


def test_a_reading_is_of_the_rules() -> None:
    reading = next(one for one in RULES.readings if one.compared and len(one.values) > 1)
    other = next(value for value in reading.values if value != reading.default)
    first = grounds(facts())
    second = replace(first, readings={**first.readings, reading.key: other})
    found = attribution(first, second, tied=False)
    assert found.changed == ("rules",)


def test_the_review_alone() -> None:
    refused = reviewed((a_check("judgement"), "not_met"))
    assert explained(grounds(facts(), by=reviewed()), grounds(facts(), by=refused)) == (("review",),)


def test_that_there_is_a_review_at_all() -> None:
    assert explained(grounds(facts()), grounds(facts(), by=reviewed())) == (("review",),)


def test_the_date_alone() -> None:
    period = {"assessment.period.start": date(2026, 1, 1), "assessment.period.end": date(2026, 10, 31)}
    assert explained(grounds(facts()), grounds({**facts(), **period})) == (("date",),)


def test_each_of_two_alone(tmp_path: Path) -> None:
    rules = altered(tmp_path, "{fact: equipment.computers, at_least: 3}")
    assert explained(grounds(facts()), grounds(facts(equipment__computers=0), rules)) == (("rules",), ("submission",))


def test_two_only_together(tmp_path: Path) -> None:
    rules = altered(tmp_path, "{fact: equipment.computers, at_least: 2}")
    found = attribution(grounds(facts()), grounds(facts(equipment__computers=1), rules), tied=False)
    assert found.outcome == (("rules", "submission"),)
    (check,) = found.checks
    assert (check.before, check.after, check.sets) == ("met", "not_met", (("rules", "submission"),))
    assert [clause.sets for clause in found.clauses] in ([], [(("rules", "submission"),)])


def test_three_only_together(tmp_path: Path) -> None:
    either = "{any_of: [{fact: equipment.computers, at_least: 2}, {fact: roster.updated_on, at_least: {fact: assessment.as_of}}]}"
    rules = altered(tmp_path, either)
    first = facts(roster__updated_on="2025-10-31")
    second = {**facts(roster__updated_on="2025-10-31", equipment__computers=1), **LATER}
    assert explained(grounds(first), grounds(second, rules)) == (("rules", "submission", "date"),)


def test_a_change_of_the_rules_against_one_of_the_review(tmp_path: Path) -> None:
    rules = altered(tmp_path, "at_least_percent: 90", "at_least_percent: 65")
    refused = reviewed((a_check("judgement"), "not_met"))
    found = attribution(grounds(facts(), by=reviewed()), grounds(facts(), rules, refused), tied=False)
    assert found.outcome == (("rules",), ("review",))
    assert {change.sets for change in found.checks} == {(("rules",),), (("review",),)}


def test_a_sub_check_that_only_one_of_the_rules_has(tmp_path: Path) -> None:
    gone = a_check("auto")
    rules = altered(tmp_path, f"id: {gone}z\n", f"id: {gone}\n")
    found = attribution(grounds(facts()), grounds(facts(), rules), tied=False)
    changes = {change.id: (change.before, change.after) for change in found.checks}
    assert set(changes) == {gone, f"{gone}z"}
    assert changes[gone][1] is None
    assert changes[f"{gone}z"][0] is None
    assert found.outcome == ()


def test_what_did_not_change_is_left_out_and_nothing_explains_what_is_the_same() -> None:
    found = attribution(grounds(facts()), grounds({**facts(), **LATER}), tied=False)
    assert found.changed == ("date",)
    assert (found.outcome, found.clauses, found.checks) == ((), (), ())


def test_submission_and_date_are_switched_together_where_they_are_tied() -> None:
    first, second = grounds(facts()), grounds({**facts(equipment__computers=0), **LATER})
    assert explained(first, second) == (("submission",),)
    assert explained(first, second, tied=True) == (("submission", "date"),)
    # One that did not change is tied to nothing.
    assert explained(first, grounds(facts(equipment__computers=0)), tied=True) == (("submission",),)


def test_a_mixture_takes_each_factor_whole() -> None:
    first, second = grounds(facts()), grounds({**facts(equipment__computers=0), **LATER}, by=reviewed())
    found = mixed(first, second, frozenset({"date", "review"}))
    assert {name: found.facts[name] for name in DATES} == {name: second.facts[name] for name in DATES}
    assert found.facts["equipment.computers"] == first.facts["equipment.computers"]
    assert (found.review, found.rules) == (second.review, first.rules)
    assert mixed(first, second, frozenset(FACTORS)) == second
    assert mixed(first, second, frozenset()) == first


Groups = list[tuple[Factor, ...]]


@st.composite
def functions(draw: st.DrawFn) -> tuple[Groups, Mapping[tuple[tuple[Factor, ...], ...], bool]]:
    groups: Groups = [(factor,) for factor in FACTORS[: draw(st.integers(0, 4))]]
    return groups, {chosen: bool(chosen) and draw(st.booleans()) for chosen in subsets(groups)}


def subsets(groups: Groups) -> list[tuple[tuple[Factor, ...], ...]]:
    return list(chain.from_iterable(combinations(groups, count) for count in range(len(groups) + 1)))


@given(functions())
def test_minimal_sets_are_all_that_explain_and_hold_no_other(
    case: tuple[Groups, Mapping[tuple[tuple[Factor, ...], ...], bool]],
) -> None:
    groups, explains = case
    asked: Callable[[tuple[tuple[Factor, ...], ...]], bool] = explains.__getitem__
    wanted = [
        chosen
        for chosen in subsets(groups)
        if explains[chosen] and not any(explains[other] for other in subsets(groups) if set(other) < set(chosen))
    ]
    assert sorted(minimal(groups, asked)) == sorted(wanted)


@settings(max_examples=25)
@given(strategies.facts(), strategies.facts(), st.sampled_from([None, reviewed()]), st.sampled_from([{}, LATER]))
def test_every_explanation_leads_to_what_came_out_and_nothing_less_does(
    one: Record, two: Record, by: Review | None, days: Record
) -> None:
    first = grounds(one)
    second = grounds({**two, **days}, by=by)
    found = attribution(first, second, tied=False)
    results = {
        chosen: verdicts_of(mixed(first, second, frozenset(chosen)))
        for count in range(len(found.changed) + 1)
        for chosen in combinations(found.changed, count)
    }
    for change in found.checks:
        leading = {chosen for chosen, came in results.items() if came.checks.get(change.id) == change.after}
        assert change.before == results[()].checks.get(change.id)
        assert set(change.sets) == {
            chosen for chosen in leading if not any(set(other) < set(chosen) for other in leading)
        }
    assert {change.id for change in found.checks} == {
        name for name in found.after.checks if found.after.checks[name] != found.before.checks[name]
    }


@pytest.mark.parametrize(("outcomes", "changed"), [(("not_met",), ("review",)), (("not_met", "met"), ())])
def test_of_a_review_only_the_last_entry_on_a_sub_check_counts(
    outcomes: tuple[str, ...], changed: tuple[Factor, ...]
) -> None:
    later = reviewed(*((a_check("judgement"), outcome) for outcome in outcomes))
    assert attribution(grounds(facts(), by=reviewed()), grounds(facts(), by=later), tied=False).changed == changed
