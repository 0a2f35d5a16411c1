"""One form for several rule sets: each thing asked once, every clause in its words, and the answers read back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from certify.forms.plan import Choices, Clause, FormPlan, Listing, Question, plan_form
from certify.language import Lang
from certify.reading.forms import ledger_field
from certify.reading.submission import SubmissionReading, read_submission
from certify.reporting.form.workbook import render_form
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary

from .making import form_of, random_submission

TWO = ("shandong-2024", "chongqing-2023")
FIVE = (*TWO, "hainan-2023", "sichuan-2023", "henan-2023")
LONGEST_TAB = 31


@pytest.fixture(scope="module", params=[TWO, FIVE], ids=["two", "five"])
def plan(request: pytest.FixtureRequest) -> FormPlan:
    return plan_form(tuple(find_ruleset(id_) for id_ in request.param), vocabulary(), ledger_field())


def asked(plan: FormPlan) -> Iterator[str]:
    """Yield the path of every fact that a form has a place for, through the columns of its lists."""
    for item in plan.items():
        match item:
            case Question(field) | Choices(field):
                yield field.path
            case Listing(field, columns, parent, parent_id):
                yield field.path
                yield from (
                    column.field.path
                    for column in columns
                    if not (parent and column.name == parent_id) and not column.answers
                )


def test_every_clause_of_every_rule_set_stands_in_it_on_its_own_sheet(plan: FormPlan) -> None:
    clauses = [item for item in plan.items() if isinstance(item, Clause)]
    expected = [
        (rules.id, one.id)
        for rules in plan.rulesets
        for key in rules.dimensions
        for one in rules.criteria
        if one.dimension == key
    ]
    assert [(item.rules.id, item.criterion.id) for item in clauses] == expected
    for sheet in plan.sheets:
        for item in sheet.items:
            if isinstance(item, Clause):
                assert item.rules.id in sheet.title.zh
                assert item.rules.id in sheet.title.en


def asked_under(plan: FormPlan) -> dict[str, str]:
    """Return the clause that each fact and each short list is asked under."""
    found = {}
    for sheet in plan.sheets:
        at = ""
        for item in sheet.items:
            if isinstance(item, Clause):
                at = item.criterion.id
            elif at:
                found[item.field.path] = at
    return found


def test_a_clause_says_under_which_others_it_is_asked_for(plan: FormPlan) -> None:
    places_of = asked_under(plan)
    for item in plan.items():
        if isinstance(item, Clause):
            under = {criterion.id for criterion in item.under}
            read = {path for check in item.criterion.checks for path in check.facts}
            stands = {
                at for path, at in places_of.items() if any(one == path or one.startswith(f"{path}.") for one in read)
            }
            places = stands - {item.criterion.id, ""}
            assert under <= places
            if item.asks:
                own = {criterion.id for criterion in item.rules.criteria}
                assert under == places - own
            else:
                assert under == places


def test_no_clause_that_data_decide_is_said_to_need_nothing(plan: FormPlan) -> None:
    for item in plan.items():
        if isinstance(item, Clause) and any(check.rule is not None for check in item.criterion.checks):
            identity = {
                path
                for check in item.criterion.checks
                for path in check.facts
                if path.startswith(("organization.", "assessment."))
            }
            assert item.asks or item.elsewhere or item.under or identity


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tabs_are_short_and_all_different(plan: FormPlan, lang: Lang) -> None:
    names = [sheet.name.to(lang) for sheet in plan.sheets]
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= LONGEST_TAB


def test_the_words_of_every_clause_stand_in_the_workbook(plan: FormPlan, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(render_form(plan, "zh"))
    book = CalamineWorkbook.from_path(path)
    said = "\n".join(
        str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    )
    for rules in plan.rulesets:
        assert rules.reference in said
        for criterion in rules.criteria:
            assert criterion.text in said
            assert criterion.id in said


def read(path: Path, plan: FormPlan) -> SubmissionReading:
    checks = {check.id for rules in plan.rulesets for check in rules.checks()}
    return read_submission(path, vocabulary(), checks, {})


def test_what_is_filled_in_is_what_is_read(plan: FormPlan, tmp_path: Path) -> None:
    source = tmp_path / "twin.json"
    source.write_text(random_submission(1), encoding="utf-8")
    one, two = read(source, plan), read(form_of(source, tmp_path / "twin.xlsx", "zh", plan), plan)
    assert one.submission is not None
    assert two.submission is not None
    places = set(asked(plan))
    for path, value in one.submission.facts.items():
        if path in places and not isinstance(value, list):
            assert two.submission.facts[path] == value
