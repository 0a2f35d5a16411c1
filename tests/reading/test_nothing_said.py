"""What says that there is nothing counts as nothing: in a ledger, in a certificate, as the name of a document."""

from pathlib import Path

import pytest

from certify.reading.forms import table_columns
from certify.reading.tables import read_table
from certify.wording.problems import fix, message
from tests.reading.conftest import MEDIATOR, given, placed, read_more, wrong
from tests.reading.test_ledger import SIGNED, ledger

NONE = [
    "无",
    "否",
    "没有",
    "暂无",
    "不适用",
    "N/A",
    "none",
    "No",
    " 无 ",
    "×",
    "/",
    "-",
    "—",
    "——",
    "／",
    "－",
    "--",
    "…",
]
HEAD = "case_number,accepted_on,closed_on,outcome,party_identity,party_contact,cause,agreement_no\n"


@pytest.mark.parametrize("word", NONE)
def test_no_agreement_is_made_where_the_ledger_says_none(tmp_path: Path, word: str) -> None:
    rows = f"1,2025-01-01,2025-02-01,failed,{word},,,\n2,2025-01-02,2025-02-01,agreed,x2,是,是,是\n"
    facts = given(ledger(tmp_path, SIGNED + rows))
    assert (facts["agreements.made"], facts["agreements.sealed"]) == (1, 1)


@pytest.mark.parametrize("word", NONE)
def test_nothing_stands_in_a_column_that_says_none(tmp_path: Path, word: str) -> None:
    facts = given(ledger(tmp_path, f"{HEAD}1,2025-01-01,2025-02-01,failed,{word},{word},{word},{word}\n"))
    assert facts["ledger.columns"] == ("case_number", "outcome")


def test_a_mark_of_yes_is_presence_and_no_agreement_number(tmp_path: Path) -> None:
    facts = given(ledger(tmp_path, f"{HEAD}1,2025-01-01,2025-02-01,failed,√,有,,\n"))
    assert facts["ledger.columns"] == ("party_identity", "party_contact", "case_number", "outcome")
    reading = ledger(tmp_path, f"{HEAD}1,2025-01-01,2025-02-01,agreed,,,,√\n")
    assert placed(reading) == ["placeholder 2:8"]


@pytest.mark.parametrize("word", ["/", "-", "—"])
def test_a_required_cell_that_is_crossed_out_is_an_error(tmp_path: Path, word: str) -> None:
    assert placed(ledger(tmp_path, f"{HEAD}{word},2025-01-01,2025-02-01,failed,,,,\n")) == ["placeholder 2:1"]


def test_no_reason_is_given_where_a_table_says_none(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("organization,on,by,override\na,2025-10-20,市局,无\n", encoding="utf-8")
    ((_, row),) = read_table(path, table_columns("recommendations")).rows
    assert "override" not in row


@pytest.mark.parametrize("word", ["无", "否", "没有", "暂无", "不适用", "n/a", "'No'", "'false'"])
def test_no_certificate_is_not_one_whose_number_is_none(tmp_path: Path, word: str) -> None:
    reading = read_more(tmp_path, f"mediators: [{{{MEDIATOR}, certificate: {{number: {word}}}}}]\n")
    assert wrong(reading) == ["none_for_part mediators[0].certificate.number"]


def test_a_name_of_somebody_else_may_be_none(tmp_path: Path) -> None:
    assert wrong(read_more(tmp_path, f"mediators: [{{{MEDIATOR}, name: 无}}]\n")) == []


@pytest.mark.parametrize("word", ["有", "是", "yes", "Y", "'1'", "已有", "１", "√", "✓"])
def test_a_document_that_is_only_said_to_be_there_is_kept_with_a_warning(tmp_path: Path, word: str) -> None:
    reading = read_more(tmp_path, f"funding: {{document: {word}}}\n")
    assert [(one.level, one.code) for one in reading.problems] == [("warning", "doc_without_name")]
    assert given(reading)["funding.document"] == word.strip("'")


@pytest.mark.parametrize(
    ("word", "code"), [("true", "doc_without_name"), ("'0'", "not_a_document"), ("不适用", "not_a_document")]
)
def test_a_document_without_any_word_for_it_is_refused(tmp_path: Path, word: str, code: str) -> None:
    reading = read_more(tmp_path, f"funding: {{document: {word}}}\n")
    assert [(one.level, one.code) for one in reading.problems] == [("error", code)]


def test_a_nought_for_a_document_is_named_with_what_to_write(tmp_path: Path) -> None:
    (problem,) = read_more(tmp_path, "funding: {document: 0}\n").problems
    assert "“0”" in message(problem, "zh")
    assert fix(problem, "zh").startswith("没有的填“无”")
