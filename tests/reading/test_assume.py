"""Assumed facts: read by the vocabulary like a submission's, checked like one, told where they are wrong."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.facts import Record, Submission
from certify.reading.assume import Assumed, assume, computed_facts
from certify.reading.submission import read_submission
from certify.rules.vocabulary import vocabulary
from certify.wording.problems import fix, message
from tests.running.submissions import Content, ready, text

WORDS = vocabulary()


def submitted(folder: Path, content: Content | None = None) -> Submission:
    path = folder / "a.yaml"
    path.write_text(text(content or ready("a")), encoding="utf-8")
    found = read_submission(path, WORDS, (), {}).submission
    assert found is not None
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Submission:
    return submitted(tmp_path_factory.mktemp("plain"))


def assumed(plain: Submission, *written: str) -> Assumed:
    return assume(plain, written, WORDS)


def facts(plain: Submission, *written: str) -> Any:
    found = assumed(plain, *written)
    assert found.submission is not None, found.problems
    return found.submission.facts


def codes(found: Assumed) -> list[str]:
    assert (found.submission is None) == any(one.level == "error" for one in found.problems)
    return [one.code for one in found.problems]


@pytest.mark.parametrize(
    ("written", "fact", "value"),
    [
        ("signage.emblem_displayed=否", "signage.emblem_displayed", False),
        ("equipment.computers=３台", "equipment.computers", 3),
        ("equipment.computers＝4", "equipment.computers", 4),
        ("funding.document=无", "funding.document", False),
        ("online.office_system=新系统", "online.office_system", "新系统"),
        ("organization.type=乡镇（街道）调解组织", "organization.type", "township"),
        ("roster.updated_on=2025年6月1日", "roster.updated_on", date(2025, 6, 1)),
        ("feedback.channels=phone、window", "feedback.channels", ("phone", "window")),
        ("feedback.channels=[phone, window]", "feedback.channels", ("phone", "window")),
        ("feedback.channels=无", "feedback.channels", ()),
        ("outreach=无", "outreach", []),
        ("brand_studios=[]", "brand_studios", []),
        ("案件.达成协议=8", "cases.agreed", 8),
    ],
)
def test_a_value_is_read_by_the_type_of_its_field(plain: Submission, written: str, fact: str, value: object) -> None:
    if written.startswith("案件"):
        block = WORDS.by_path["cases"].label.zh
        written = f"{block}.{WORDS.by_path['cases.agreed'].label.zh}=8"
    assert facts(plain, written)[fact] == value


def test_what_is_left_empty_is_unanswered(plain: Submission) -> None:
    assert "equipment.computers" not in facts(plain, "equipment.computers=")
    assert "feedback.channels" not in facts(plain, "feedback.channels=")
    assert "outreach" not in facts(plain, "outreach=")
    assert codes(assumed(plain, "organization.name=")) == ["required"]


@pytest.mark.parametrize("entry", ["0", "M1", "#0", "@M1", "Ｍ1"])
def test_an_entry_of_a_list_is_named_by_its_position_or_its_id(plain: Submission, entry: str) -> None:
    first, second = facts(plain, f"mediators[{entry}].active=否")["mediators"]
    assert (first["active"], second["active"]) == (False, True)


def test_every_entry_can_be_meant_at_once_and_lists_lie_in_lists(plain: Submission) -> None:
    listed = facts(plain, "mediators[*].trainings[0].passed=否")["mediators"]
    assert [one["trainings"][0]["passed"] for one in listed] == [False, False]


def test_a_new_entry_holds_what_is_assumed_of_it_and_no_more(plain: Submission) -> None:
    new = ["mediators[+].id=T1", "mediators[+].employment=兼职", "mediators[+].active=是"]
    new += [one.replace("[+]", "[+2]").replace("T1", "T2") for one in new]
    listed = facts(plain, *new)["mediators"]
    assert listed[2:] == [{"id": name, "employment": "part_time", "active": True} for name in ("T1", "T2")]
    found = assumed(plain, "mediators[+].id=T1")
    assert codes(found) == ["required", "required"]
    assert {one.field for one in found.problems} == {"mediators[2].employment", "mediators[2].active"}


def test_a_record_that_can_be_none_is_taken_away_and_given_as_a_whole(plain: Submission) -> None:
    first = facts(plain, "mediators[0].certificate=无")["mediators"][0]
    assert {name: value for name, value in first.items() if name.startswith("certificate")} == {"certificate": False}
    again = facts(plain, "mediators[0].certificate=无", "mediators[0].certificate.number=新证1号")["mediators"][0]
    given_ = {name: value for name, value in again.items() if name.startswith("certificate")}
    assert given_ == {"certificate": True, "certificate.number": "新证1号"}
    names = ("number", "issued_on", "valid_until")
    empty = facts(plain, *(f"mediators[0].certificate.{name}=" for name in names))["mediators"][0]
    assert not any(name.startswith("certificate") for name in empty)


def test_the_submission_itself_stays_as_it_is(plain: Submission) -> None:
    before = deepcopy(dict(plain.facts))
    assumed(plain, "mediators[0].active=否", "mediators[+].id=T1", "outreach=无", "cases.agreed=1")
    assert plain.facts == before


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("case.agreed=7", "assume_unknown", "cases.agreed"),
        ("agreed=7", "assume_unknown", "cases.agreed"),
        ("cases.agred=7", "assume_unknown", "cases.agreed"),
        ("cases.agreed", "assume_form", "--set"),
        ("=7", "assume_form", "--set"),
        ("cases..agreed=7", "assume_form", "--set"),
        ("mediators[0.active=否", "assume_form", "--set"),
        ("mediators.active=否", "assume_which_entry", "mediators[0]"),
        ("mediators[0]=无", "assume_whole_entry", "mediators[0].active"),
        ("cases[0].agreed=7", "assume_not_a_list", ""),
        ("mediators[7].active=否", "assume_no_entry", ""),
        ("mediators[X].active=否", "assume_no_entry", ""),
        ("cases=7", "expected_mapping", ""),
        ("mediators=7", "expected_list", ""),
        ("cases.agreed=65%", "percent_for_count", ""),
        ("cases.agreed=-1", "negative", ""),
        ("signage.emblem_displayed=也许", "not_yes_no", ""),
        ("organization.type=townshp", "unknown_choice", "township"),
        ("organization.id=b", "assume_fixed", ""),
        ("assessment.period.start=2024-01-01", "assume_fixed", ""),
        ("assessment.ruleset=other", "assume_fixed", "--rules"),
        ("ledger.file=other.csv", "assume_fixed", ""),
        ("roster.updated_on=2026-01-01", "later_than_as_of", ""),
        ("assessment.as_of=2025-09-30", "dates_out_of_order", ""),
    ],
)
def test_what_cannot_be_assumed_is_told_with_what_may_help(
    plain: Submission, written: str, code: str, hint: str
) -> None:
    found = assumed(plain, written)
    assert code in codes(found)
    told = next(one for one in found.problems if one.code == code)
    assert told.where.startswith("--set")
    assert hint in message(told, "zh") + fix(told, "zh")
    assert message(told, "en")


def test_figures_that_contradict_are_told_with_the_figures(plain: Submission) -> None:
    found = assumed(plain, "cases.agreed=70")
    assert codes(found) == ["cases_do_not_add_up", "differs"]
    said = message(found.problems[0], "zh")
    assert "10 件" in said
    assert "72 件" in said
    assert facts(plain, "cases.agreed=70", "cases.accepted=72")["cases.agreed"] == 70


def test_one_fact_is_assumed_once(plain: Submission) -> None:
    assert codes(assumed(plain, "cases.carried_in=1", "cases.carried_in=2")) == ["assume_twice"]


def test_a_number_that_is_one_entry_s_position_and_another_s_id_is_not_guessed_at(tmp_path: Path) -> None:
    numbered = submitted(tmp_path, ready("a", mediators__0__id="1", mediators__1__id="0"))
    assert codes(assumed(numbered, "mediators[1].active=否")) == ["assume_ambiguous"]
    assert facts(numbered, "mediators[#1].active=否")["mediators"][1]["active"] is False
    assert facts(numbered, "mediators[@1].active=否")["mediators"][0]["active"] is False


def test_a_figure_counted_from_the_ledger_can_be_assumed_and_is_known_as_one(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_text(
        "case_number,accepted_on,closed_on,outcome\n1,2025-01-01,2025-01-02,agreed\n2,2025-01-01,2025-01-02,failed\n",
        encoding="utf-8",
    )
    given_ = submitted(tmp_path, ready("a", ledger__file="l.csv", archive__files_archived=0))
    computed = computed_facts(tmp_path / "a.yaml", given_, WORDS)
    assert "cases.agreed" in computed
    found = assume(given_, ["cases.agreed=2", "cases.failed=0", "equipment.computers=9"], WORDS, computed)
    assert [one.computed for one in found.assumptions] == [True, True, False]
    assert found.submission is not None
    assert found.submission.facts["cases.agreed"] == 2
    assert "cases.agreed" not in found.submission.declared


def test_a_personal_value_that_cannot_be_read_is_not_repeated(plain: Submission) -> None:
    found = assumed(plain, "mediators[0].appointed_on=孔乙己")
    assert "孔乙己" not in message(found.problems[0], "zh")


PATHS = st.lists(
    st.sampled_from([*WORDS.by_path, "mediators[0]", "[", "]", ".", "*", "+", "mediators[+]", "active", "1"]),
    min_size=1,
    max_size=4,
).map("".join)
WRITTEN = st.one_of(
    st.text(max_size=40),
    st.builds("{}={}".format, PATHS, st.text(max_size=12)),
    st.builds(
        "{}={}".format, st.sampled_from(sorted(WORDS.by_path)), st.sampled_from(["", "无", "1", "是", "[]", "a、b"])
    ),
)


@settings(deadline=None, max_examples=400)
@given(st.lists(WRITTEN, min_size=1, max_size=3))
def test_whatever_is_written_is_taken_or_told(plain: Submission, written: list[str]) -> None:
    found = assumed(plain, *written)
    assert found.submission is not None or codes(found)
    for problem in found.problems:
        assert message(problem, "zh")
        assert fix(problem, "en") is not None


def test_assuming_what_is_given_already_changes_nothing(plain: Submission) -> None:
    for path, field in WORDS.by_path.items():
        value = plain.facts.get(path)
        if value is None or field.type in ("records", "record") or path.startswith(("assessment", "organization")):
            continue
        written = json.dumps(value) if isinstance(value, bool) else str(value)
        if isinstance(value, tuple):
            written = "、".join(value)
        found: Record = facts(plain, f"{path}={'无' if value is False and field.type == 'doc' else written}")
        assert found == plain.facts, path
