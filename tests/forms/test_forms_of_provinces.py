"""A form asks what its rule sets want, each fact once, and is told of what has gone from it."""

from collections import Counter
from pathlib import Path

import pytest

from certify.forms.plan import Choices, FormPlan, Listing, Question, plan_form
from certify.reading.forms import ledger_field
from certify.reading.workbook import FormReading, read_form
from certify.reporting.form.workbook import render_form
from certify.rules.load import available_rulesets, find_ruleset
from certify.rules.vocabulary import Field, vocabulary

IDS = tuple(dict.fromkeys(reference.partition("@")[0] for reference in available_rulesets()))


def plan_of(*names: str) -> FormPlan:
    return plan_form(tuple(find_ruleset(name) for name in names), vocabulary(), ledger_field())


def asked(plan: FormPlan) -> list[Field]:
    singles = [item.field for item in plan.items() if isinstance(item, (Question, Choices))]
    lists = [item for item in plan.items() if isinstance(item, Listing)]
    # A list within a list says by its parent's number whose rows they are.
    return singles + [one.field for item in lists for one in item.columns if one.name != item.parent_id]


def read(plan: FormPlan, folder: Path) -> FormReading:
    path = folder / "f.xlsx"
    path.write_bytes(render_form(plan, "zh"))
    return read_form(path, vocabulary(), "f.xlsx")


def structure(reading: FormReading) -> list[str]:
    return [problem.code for problem in reading.document.problems if problem.code.startswith("form_")]


@pytest.mark.parametrize("name", IDS)
def test_a_form_asks_what_its_rule_set_wants_and_nothing_that_only_others_want(name: str) -> None:
    wanted = {path for check in find_ruleset(name).checks() for path in check.facts}
    found = {field.path for field in asked(plan_of(name))}
    leaves = {path for path in wanted if not vocabulary().by_path[path].fields and not path.startswith("derived.")}
    assert leaves <= found
    apart = {field.path for field in vocabulary().by_path.values() if field.only_where_wanted and not field.fields}
    assert found & apart == wanted & apart


def test_a_form_for_all_asks_everything_once() -> None:
    counted = Counter(field.path for field in asked(plan_of(*IDS)) if not field.path.startswith("ledger"))
    assert {path for path, count in counted.items() if count > 1} == set()
    everything = {field.path for top in vocabulary().fields for field in top.walk() if not field.fields}
    assert {path for path in everything if not path.startswith("ledger")} <= counted.keys()


@pytest.mark.parametrize("names", [*((name,) for name in IDS), IDS])
def test_a_form_that_nobody_has_spoilt_lacks_nothing(names: tuple[str, ...], tmp_path: Path) -> None:
    assert structure(read(plan_of(*names), tmp_path)) == []


def test_what_has_gone_from_a_form_is_told_of_its_own_rule_set(tmp_path: Path) -> None:
    rules = find_ruleset("hainan-2023")
    whole, shandong = plan_of("hainan-2023"), plan_of("shandong-2024")
    # The sheets of one form with the name of another: what only the other asks is gone.
    passed_off = FormPlan((rules,), whole.vocabulary, shandong.sheets)
    assert structure(read(passed_off, tmp_path)) == ["form_rows_missing"]
    swapped = FormPlan(shandong.rulesets, whole.vocabulary, whole.sheets)
    assert structure(read(swapped, tmp_path)) == ["form_rows_missing"]
