"""The case ledger (submission.md 5): its figures in place of the declared ones, its errors by row and column."""

from datetime import date
from pathlib import Path

import pytest

from certify.reading.submission import SubmissionReading
from tests.reading.conftest import given, read_more

HEAD = "case_number,accepted_on,closed_on,outcome"
ROWS = """1,2025-01-01,2025-02-01,agreed
2,2025-10-31,2025-10-31,failed
3,2025-05-01,,pending
4,2024-12-31,2025-01-01,agreed
5,2024-12-01,,pending
6,2024-11-01,2024-12-31,failed
"""
SIGNED = "case_number,accepted_on,closed_on,outcome,agreement_no,signed_by_both,sealed,notice_issued\n"
WIDE = {name: f"cases.{name}" for name in ("accepted", "agreed", "failed", "pending", "carried_in", "transferred")}


def ledger(folder: Path, table: str, text: str = "ledger: {file: l.csv}\n") -> SubmissionReading:
    (folder / "l.csv").write_text(table, encoding="utf-8")
    return read_more(folder, text)


def test_cases_are_counted_by_the_day_of_acceptance(tmp_path: Path) -> None:
    facts = given(ledger(tmp_path, f"{HEAD}\n{ROWS}"))
    assert {name: facts[path] for name, path in WIDE.items()} == {
        "accepted": 3,
        "agreed": 1,
        "failed": 1,
        "pending": 1,
        "carried_in": 2,
        "transferred": 0,
    }
    assert (facts["archive.files_due"], facts["ledger.entries"], facts["ledger.electronic"]) == (2, 3, True)
    assert facts["ledger.last_case_event_on"] == date(2025, 10, 31)
    assert facts["ledger.columns"] == ("case_number", "outcome")


def test_agreements_are_counted_and_a_blank_leaves_a_figure_open(tmp_path: Path) -> None:
    rows = "1,2025-01-01,2025-02-01,agreed,x1,是,√,1\n2,2025-01-02,2025-02-01,agreed,x2,否,有,\n3,2025-01-03,2025-02-01,failed,,,,\n"
    facts = given(ledger(tmp_path, SIGNED + rows, "agreements: {sealed: 9}\nledger: {file: l.csv}\n"))
    assert (facts["agreements.made"], facts["agreements.signed_by_both"], facts["agreements.sealed"]) == (2, 1, 2)
    assert "performance.notices_issued" not in facts
    assert "agreements.signed_by_mediator" not in facts


def test_archives_commissions_and_updates_are_counted(tmp_path: Path) -> None:
    table = """案号,受理日期,结案日期,处理结果,委派委托单位,归档日期,登记更新日期,涉案金额
1,2025-01-01,2025-02-01,达成协议,仲裁机构,2025-03-01,2025-03-01,1万元
2,2025-01-02,2025-02-01,和解撤回,人民法院,,2025-10-30,
3,2025-01-03,,未结,无,2025-03-01,,
4,2024-01-03,2024-02-03,其他撤回,court,2024-03-01,2025-10-31,
"""
    facts = given(ledger(tmp_path, table))
    assert (facts["archive.files_due"], facts["archive.files_archived"]) == (2, 1)
    assert (facts["commissioned.arbitration_cases"], facts["commissioned.court_cases"]) == (1, 1)
    assert (facts["cases.withdrawn_settled"], facts["cases.withdrawn_other"]) == (1, 0)
    assert facts["ledger.last_entry_on"] == date(2025, 10, 30)
    assert facts["ledger.last_case_event_on"] == date(2025, 2, 1)
    assert facts["ledger.columns"] == ("case_number", "amount", "outcome")


def test_a_ledger_without_a_row_is_a_ledger(tmp_path: Path) -> None:
    facts = given(ledger(tmp_path, f"{HEAD},cause\n"))
    assert (facts["cases.accepted"], facts["ledger.entries"]) == (0, 0)
    assert "ledger.last_case_event_on" not in facts
    assert facts["ledger.columns"] == ("case_number", "cause", "outcome")


def test_a_declared_figure_that_differs_is_kept_apart(tmp_path: Path) -> None:
    text = "ledger: {file: l.csv, electronic: false}\ncases: {accepted: 9, agreed: 1}\n"
    submission = ledger(tmp_path, f"{HEAD}\n{ROWS}", text).submission
    assert submission is not None
    assert submission.facts["cases.accepted"] == 3
    assert submission.facts["ledger.electronic"] is False
    assert dict(submission.declared) == {"cases.accepted": 9}


def test_a_figure_whose_column_is_not_there_stands_as_declared(tmp_path: Path) -> None:
    text = (
        "ledger: {file: l.csv}\nagreements: {made: 7}\narchive: {files_archived: 1}\ncommissioned: {court_cases: 4}\n"
    )
    facts = given(ledger(tmp_path, f"{HEAD}\n{ROWS}", text))
    assert [facts[name] for name in ("agreements.made", "archive.files_archived", "commissioned.court_cases")] == [
        7,
        1,
        4,
    ]


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        (",2025-01-01,,pending\n", ["required l.csv:2:1"]),
        ("1,,,pending\n", ["required l.csv:2:2"]),
        ("1,2025-01-01,,\n", ["required l.csv:2:4"]),
        ("1,2025-01-01,2025-01-02,x\n", ["unknown_choice l.csv:2:4"]),
        ("1,2025-02-30,,pending\n", ["no_such_date l.csv:2:2"]),
        ("1,2025-11-01,,pending\n", ["later_than_as_of l.csv:2:2"]),
        ("1,2025-01-02,2025-01-01,agreed\n", ["closed_before_accepted l.csv:2:3"]),
        ("1,2025-01-02,2025-01-02,agreed\n", []),
        ("1,2025-01-01,2025-01-02,pending\n", ["pending_but_closed l.csv:2:3"]),
        ("1,2025-01-01,,agreed\n", ["closed_without_date l.csv:2:3"]),
        ("1,2025-01-01,,pending\n\n1,2025-01-02,,pending\n", ["case_twice l.csv:4:1"]),
        ("1,2025-01-01,,未结\n,,,\n\n2,2025/1/2,2025年1月3日,达成协议\n", []),
    ],
)
def test_what_is_wrong_with_a_row_is_told_by_row_and_column(tmp_path: Path, rows: str, problems: list[str]) -> None:
    reading = ledger(tmp_path, f"{HEAD}\n{rows}")
    assert [f"{problem.code} {problem.where}" for problem in reading.problems] == problems
    assert (reading.submission is None) == bool(problems)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("sealed", "对", "not_yes_no"),
        ("notice_issued", "2", "not_yes_no"),
        ("amount_cny", "一万", "not_a_decimal"),
        ("commissioned_by", "police", "unknown_choice"),
        ("archived_on", "2025-11-01", "later_than_as_of"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told(tmp_path: Path, column: str, cell: str, code: str) -> None:
    reading = ledger(tmp_path, f"{HEAD},{column}\n1,2025-01-01,,pending,{cell}\n")
    assert [f"{problem.code} {problem.where}" for problem in reading.problems] == [f"{code} l.csv:2:5"]


@pytest.mark.parametrize("word", ["是", "有", "√", "yes", "true", "1", "否", "无", "×", "no", "false", "0"])
def test_yes_and_no_in_every_spelling_of_a_table(tmp_path: Path, word: str) -> None:
    facts = given(ledger(tmp_path, f"{SIGNED}1,2025-01-01,2025-01-02,agreed,x,{word},{word},{word}\n"))
    assert facts["agreements.sealed"] == int(word in ("是", "有", "√", "yes", "true", "1"))


@pytest.mark.parametrize(
    ("head", "problems"),
    [
        ("案号,受理日期,结案日期,处理结果", []),
        ("案件编号,立案时间,办结日期,结案方式,标的额,协议编号,当事人姓名,联系电话", []),
        ("case_number,accepted_on,outcome,案号", ["column_twice l.csv:1:4"]),
        ("case_number,accepted_on", ["column_missing l.csv:1:1"]),
        (f"{HEAD},承办人", ["unknown_column l.csv:1:5"]),
    ],
)
def test_the_heads_of_a_ledger(tmp_path: Path, head: str, problems: list[str]) -> None:
    reading = ledger(tmp_path, f"{head}\n")
    assert [f"{problem.code} {problem.where}" for problem in reading.problems] == problems
    assert (reading.submission is None) == any(problem.level == "error" for problem in reading.problems)


@pytest.mark.parametrize(
    ("written", "figure"),
    [("调解成功", "agreed"), ("调解不成", "failed"), ("和解后撤回", "withdrawn_settled"), ("移交", "transferred")],
)
def test_outcomes_are_known_by_the_usual_words(tmp_path: Path, written: str, figure: str) -> None:
    facts = given(ledger(tmp_path, f"{HEAD}\n1,2025-01-01,2025-01-02,{written}\n"))
    assert facts[f"cases.{figure}"] == 1


@pytest.mark.parametrize("name", ["no.csv", "../l.csv", "/etc/hostname", "sub", "a/../../l.csv", "link.csv"])
def test_a_ledger_that_is_not_in_the_folder_is_an_error(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "inside"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "l.csv").write_text(f"{HEAD}\n", encoding="utf-8")
    (folder / "link.csv").symlink_to(tmp_path / "l.csv")
    reading = read_more(folder, f"ledger: {{file: {name}}}\n")
    assert [f"{problem.code} {problem.where}" for problem in reading.problems] == ["ledger_not_there s.yaml:3:16"]


def test_of_personal_columns_only_presence_is_read(tmp_path: Path) -> None:
    table = f"{HEAD},party_identity,party_contact\n1,2025-01-01,,x,张机密,13812345678\n"
    reading = ledger(tmp_path, table)
    assert reading.problems
    assert "张机密" not in str(reading.problems)
    facts = given(ledger(tmp_path, table.replace(",x,", ",pending,")))
    assert facts["ledger.columns"] == ("party_identity", "party_contact", "case_number", "outcome")
    assert "张机密" not in str(facts)
    assert "13812345678" not in str(facts)


@pytest.mark.parametrize(
    ("declared", "problems"),
    [
        ("archive: {files_archived: 2}", []),
        ("archive: {files_archived: 3}", ["exceeds archive.files_archived"]),
        ("cases: {pending: 99}", []),
        ("archive: {files_due: 0, files_archived: 1}", []),
    ],
)
def test_identities_are_checked_on_the_figures_judged(tmp_path: Path, declared: str, problems: list[str]) -> None:
    reading = ledger(tmp_path, f"{HEAD}\n{ROWS}", f"ledger: {{file: l.csv}}\n{declared}\n")
    told = [problem for problem in reading.problems if problem.field != "ledger.file"]
    assert [f"{problem.code} {problem.field}" for problem in told] == problems
