"""The heads and words of a ledger as bureaus write them: aliases, marks, units, two lines; what is unclear is refused."""

from decimal import Decimal
from pathlib import Path

import pytest

from certify.facts import Value
from certify.reading.forms import ledger_field
from certify.reading.heads import NOT_NEEDED, column_of
from certify.reading.ledger import read_ledger
from certify.reading.tables import Table
from certify.spelling import folded
from certify.wording.problems import fix, message
from tests.reading.conftest import given, read_more, wrong

COLUMNS = ledger_field().fields
WORDS = {folded(word): field for field in COLUMNS for word in (*field.aliases, field.label.zh, field.name)}
ROW = "1,2025-01-01,2025-01-02,"


def table(folder: Path, text: str, encoding: str = "utf-8") -> Table:
    path = folder / "l.csv"
    path.write_text(text, encoding=encoding)
    return read_ledger(path, "l.csv", None)


def only(read: Table, column: str) -> Value | None:
    assert not read.problems, read.problems
    (value,) = read.values[column]
    return value


def test_no_head_means_two_columns() -> None:
    spelt = [folded(word) for field in COLUMNS for word in {*field.aliases, field.label.zh, field.name}]
    assert len(spelt) == len(set(spelt))
    assert not NOT_NEEDED & set(spelt)


def test_no_word_means_two_outcomes_unless_it_is_refused() -> None:
    for field in COLUMNS:
        assert not {folded(word) for word in field.also} & {folded(word) for word in field.unclear}
        assert all(len(keys) > 1 for keys in field.unclear.values())


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("案件编号", "case_number"),
        (" 案 号 ", "case_number"),
        ("*案号", "case_number"),
        ("案号：", "case_number"),
        ("案号（必填）", "case_number"),
        ("受理\n日期", "accepted_on"),
        ("收案时间", "accepted_on"),
        ("受理日期（年/月/日）", "accepted_on"),
        ("受理日期(格式：2025-01-01)", "accepted_on"),
        ("结案年月日", "closed_on"),
        ("争议类别", "cause"),
        ("涉案标的额", "amount_cny"),
        ("涉案金额（元）", "amount_cny"),
        ("涉案金额（单位：元）", "amount_cny"),
        ("标的额/元", "amount_cny"),
        ("调解结案方式", "outcome"),
        ("委派（委托）单位", "commissioned_by"),
        ("调解书编号", "agreement_no"),
        ("双方当事人签字", "signed_by_both"),
        ("双方签名盖章（是/否）", "signed_by_both"),
        ("调解员签章", "signed_by_mediator"),
        ("是否加盖公章【必填】", "sealed"),
        ("是否发放履行告知书", "notice_issued"),
        ("存档时间", "archived_on"),
        ("录入日期", "updated_on"),
        ("申请人姓名", "party_identity"),
        ("手机号码", "party_contact"),
    ],
)
def test_heads_as_bureaus_write_them(head: str, column: str) -> None:
    field = column_of(head, WORDS)
    assert field is not None
    assert (field.name, field.unit is None or field.unit.zh) == (column, field.unit is None or "元")


@pytest.mark.parametrize(
    "head", ["序号", "涉案金额（美元）", "受理日期（仲裁）", "案号（元）", "是否归档", "案件来源", "()"]
)
def test_other_heads_are_no_column(head: str) -> None:
    assert column_of(head, WORDS) is None


@pytest.mark.parametrize(
    "head", ["涉案金额（万元）", "涉案金额(单位:万元)", "标的额/万元", "涉案金额【万元】", "金额（人民币万元）"]
)
@pytest.mark.parametrize(
    ("cell", "amount"),
    [("3.5", "35000"), ("3.5万", "35000"), ("3.5万元", "35000"), ("35000元", "35000"), ("0", "0"), ("1", "10000")],
)
def test_amounts_in_ten_thousands(tmp_path: Path, head: str, cell: str, amount: str) -> None:
    read = table(tmp_path, f"案号,受理日期,处理结果,{head}\n1,2025-01-01,未结,{cell}\n")
    assert only(read, "amount_cny") == Decimal(amount)


@pytest.mark.parametrize("cell", ["-3", "很多", "3%"])
def test_what_is_no_amount_is_none_in_ten_thousands(tmp_path: Path, cell: str) -> None:
    read = table(tmp_path, f"案号,受理日期,处理结果,涉案金额（万元）\n1,2025-01-01,未结,{cell}\n")
    assert [problem.where for problem in read.problems] == ["l.csv:2:4"]


@pytest.mark.parametrize(
    "heads",
    [
        "案号,受理日期,处理结果,当事人,,调解协议书,\n,,,姓名,联系电话,编号,双方签名",
        "某区台账\n案号,受理日期,处理结果,当事人,,调解协议书,\n,,,姓名,联系电话,编号,双方签名",
        "案号,日期,处理结果,当事人,,协议,\n,受理,,姓名,联系电话,编号,双方签名",
        "案号,案件信息,,当事人信息,,调解协议书,\n,受理日期,处理结果,当事人姓名,电话,编号,双方签名",
    ],
)
def test_heads_over_two_lines(tmp_path: Path, heads: str) -> None:
    read = table(tmp_path, f"{heads}\n1,2025-01-01,未结,张三,138,,\n")
    assert not read.problems
    assert set(read.columns) == {
        *("case_number", "accepted_on", "outcome", "party_identity", "party_contact"),
        *("agreement_no", "signed_by_both"),
    }
    assert list(read.lines) == [heads.count("\n") + 2]


@pytest.mark.parametrize("row", [",,,工资", "1,,未结,工资", ",2025-01-01,,案由"])
def test_a_row_that_lacks_something_is_no_second_line_of_heads(tmp_path: Path, row: str) -> None:
    read = table(tmp_path, f"案号,受理日期,处理结果,案由\n{row}\n")
    assert "required" in [problem.code for problem in read.problems]


def test_a_column_that_is_not_needed_is_told_calmly(tmp_path: Path) -> None:
    read = table(tmp_path, "序号,案号,受理日期,处理结果,备注,张机密\n")
    told = [(problem.level, problem.where, message(problem, "zh")) for problem in read.problems]
    assert told == [
        ("warning", "l.csv:1:1", "“序号”不是要用的列，没有读取"),
        ("warning", "l.csv:1:5", "“备注”不是要用的列，没有读取"),
        ("warning", "l.csv:1:6", "“第 6 列”不是要用的列，没有读取"),
    ]


@pytest.mark.parametrize(
    ("word", "figure"),
    [
        ("达成调解协议", "agreed"),
        ("调解成功", "agreed"),
        ("调解未成功", "failed"),
        ("和解撤诉", "withdrawn_settled"),
        ("按撤回处理", "withdrawn_other"),
        ("移送仲裁", "transferred"),
    ],
)
def test_outcomes_as_bureaus_write_them(tmp_path: Path, word: str, figure: str) -> None:
    assert only(table(tmp_path, f"案号,受理日期,结案日期,处理结果\n{ROW}{word}\n"), "outcome") == figure


@pytest.mark.parametrize(
    ("word", "both"),
    [
        ("撤回", ("和解撤回", "其他撤回")),
        ("撤诉", ("和解撤回", "其他撤回")),
        ("和解", ("达成协议", "和解撤回")),
        ("终止调解", ("未达成协议", "其他撤回")),
        ("转仲裁", ("未达成协议", "移送")),
        ("已结案", ("达成协议", "未达成协议")),
    ],
)
def test_an_outcome_that_can_mean_two_things_is_refused_with_both(
    tmp_path: Path, word: str, both: tuple[str, str]
) -> None:
    (problem,) = table(tmp_path, f"案号,受理日期,结案日期,处理结果\n{ROW}{word}\n").problems
    assert (problem.level, problem.where) == ("error", "l.csv:2:4")
    assert word in message(problem, "zh")
    assert all(label in fix(problem, "zh") for label in both)
    assert "can mean different things" in message(problem, "en")


@pytest.mark.parametrize("word", ["已签", "未签", "对", "Y", "2"])
def test_other_words_than_yes_and_no_are_told(tmp_path: Path, word: str) -> None:
    read = table(tmp_path, f"案号,受理日期,处理结果,双方签名\n1,2025-01-01,未结,{word}\n")
    (problem,) = read.problems
    assert (problem.code, problem.where) == ("not_yes_no", "l.csv:2:4")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = "案号,受理日期,处理结果\n鲁调〔2025〕1号,2025年1月1日,未结\n"
    assert only(table(tmp_path, text, encoding), "case_number") == "鲁调〔2025〕1号"


def test_the_figures_under_other_heads_are_the_same(tmp_path: Path) -> None:
    rows = "1,2025-01-01,2025-01-02,达成协议\n2,2025-01-02,,未结\n"
    found = []
    for heads in ("case_number,accepted_on,closed_on,outcome", "*受理编号,收案日,结案时间（年月日）,调处结果："):
        (tmp_path / "l.csv").write_text(f"{heads}\n{rows}", encoding="utf-8")
        reading = read_more(tmp_path, "ledger: {file: l.csv}\n")
        assert not wrong(reading)
        found.append(given(reading))
    assert found[0] == found[1]
