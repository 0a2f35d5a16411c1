"""Text to values: what each type of the vocabulary takes, and by which problem it refuses the rest."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.reading.conftest import document, given, read, read_tree, value_at, wrong

INT, DECIMAL, DATE, BOOL, DOC = (
    "cases.carried_in",
    "funding.amount_cny",
    "roster.updated_on",
    "postings.duties",
    "signage.sign_text",
)
UNTIL = "mediators.certificate.valid_until"
D = Decimal
TAKEN = [
    *((INT, text, 13) for text in ("13", "１３", "13.0", "13.00", " 13 ", "13件", "13 件", "１３件", "0013", "13.0件")),
    (INT, "0", 0),
    (INT, "1,234", 1234),
    (INT, "1，234", 1234),
    (INT, "9" * 15, 999_999_999_999_999),
    (INT, "0" * 30 + "7", 7),
    (DECIMAL, "50000.00", D("50000.00")),
    (DECIMAL, "0", D(0)),
    (DECIMAL, "0.10", D("0.10")),
    (DECIMAL, "12,000.50", D("12000.50")),
    (DECIMAL, "１２０００．５", D("12000.5")),
    (DECIMAL, "12000元", D(12000)),
    (DECIMAL, "12000 元", D(12000)),
    (DECIMAL, "5万元", D(50000)),
    (DECIMAL, "5万", D(50000)),
    (DECIMAL, "1.5 万元", D(15000)),
    ("mediators.trainings.hours", "24.5学时", D("24.5")),
    *(
        (DATE, text, date(2024, 8, 20))
        for text in (
            "2024-08-20T10:00:00",
            "2024-08-20 09:30",
            "2024-8-20 9:30:05",
            "2024/8/20T23:59:59.5Z",
            "2024年8月20日 9：30",
        )
    ),
    *(
        (DATE, text, date(2024, 8, 20))
        for text in ("2024-08-20", "2024-8-20", "2024/8/20", "2024.8.20", "2024年8月20日", "2024年08月20日")
    ),
    *(
        (DATE, text, date(2024, 8, 20))
        for text in (
            "20240820",
            "２０２４－０８－２０",
            "2024 年 8 月 20 日",
            "2024-08-20T00:00:00",
            "2024-08-20 00:00",
        )
    ),
    (DATE, "2024-02-29", date(2024, 2, 29)),
    (DATE, "1900-01-01", date(1900, 1, 1)),
    (UNTIL, "2999-12-31", date(2999, 12, 31)),
    *((BOOL, text, True) for text in ("true", "True", "TRUE", "是", "有", "√", "yes", " true ")),
    *((BOOL, text, False) for text in ("false", "False", "FALSE", "否", "无", "×", "no", "没有")),
    (DOC, "调解制度（2024年版）", "调解制度（2024年版）"),
    (DOC, " 鲁人社函〔2024〕98号 ", "鲁人社函〔2024〕98号"),
    *((DOC, text, False) for text in ("false", "无", "没有", "否")),
    (DOC, "无障碍调解规则", "无障碍调解规则"),
    *((DOC, text, False) for text in ("none", "暂无")),
    ("organization.township", " 某街道 ", "某街道"),
    ("organization.township", "１ 2", "１ 2"),
    ("organization.township", "true", "true"),
]
REFUSED = [
    *((INT, text, "negative") for text in ("-1", "－1", "负1", "-1.5")),
    *((INT, text, "fraction") for text in ("1.5", "13.5件", "0.1")),
    *((INT, text, "percent_for_count") for text in ("65%", "65％", "65‰", "1.5%")),
    *(
        (INT, text, "not_a_count")
        for text in ("十三", "1e3", "约13", "13人", "1,23", "1 000", "0x10", "+5", "1/2", "x")
    ),
    *((INT, text, "not_a_count") for text in ("NaN", "inf", "true", "1_000", "件")),
    *((INT, text, "number_too_large") for text in ("9" * 16, "9" * 5000, "1" + "0" * 15)),
    *((DECIMAL, text, "negative_amount") for text in ("-1", "-0.5", "-5万元")),
    *((DECIMAL, text, "not_a_decimal") for text in ("五万", "1e3", "￥5", "5千元", "万元", "1.2.3", "1,2")),
    (DECIMAL, "65%", "percent_for_count"),
    *(
        (path, text, "not_a_count" if path == INT else "not_a_decimal")
        for path in (INT, DECIMAL)
        for text in ("13²", "13②")
    ),
    *((path, text, "placeholder") for path in (DOC, "organization.township") for text in ("/", "-", "——", "、")),
    (DECIMAL, "9" * 30, "number_too_large"),
    ("mediators.trainings.hours", "3万", "not_a_decimal"),
    *(
        (DATE, text, "not_a_date")
        for text in ("2024", "2024-08", "8/20/2024", "20-8-2024", "昨天", "45524", "2024-8/20")
    ),
    *(
        (DATE, text, "not_a_date")
        for text in ("24-08-20", "2024-08-20T25:00", "2024-08-20 10", "2024-08-2010:00", "true", "2024年8月")
    ),
    *((DATE, text, "no_such_date") for text in ("2024-02-30", "2023-02-29", "2024-13-01", "2024-0-1", "20241301")),
    *((DATE, text, "no_such_date") for text in ("1899-12-31", "3000-01-01", "0000-01-01", "2024年2月30日")),
    *((BOOL, text, "not_yes_no") for text in ("1", "0", "y", "n", "on", "off", "2", "不是", "对")),
    *((DOC, text, "doc_without_name") for text in ("true", "True", "TRUE")),
    *((DOC, text, "not_a_document") for text in ("0", "N/A", "不适用")),
]
DOUBTFUL = [
    ("platforms.uses", "13次（件）", "the field's own unit has brackets, which compatibility form turns into others"),
    (DECIMAL, "5 万 元", "a blank within the unit"),
]


def short(value: object) -> str:
    return str(value)[:24]


@pytest.mark.parametrize(("path", "text", "value"), TAKEN, ids=short)
def test_a_text_becomes_its_value(tmp_path: Path, path: str, text: str, value: object) -> None:
    reading = read_tree(tmp_path, document(path, text))
    assert reading.problems == ()
    assert reading.submission is not None
    found = value_at(reading.submission.facts, path)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("path", "text", "code"), REFUSED, ids=short)
def test_a_text_is_refused_by_its_problem(tmp_path: Path, path: str, text: str, code: str) -> None:
    reading = read_tree(tmp_path, document(path, text))
    assert reading.submission is None
    assert [problem.code for problem in reading.problems] == [code]


@pytest.mark.parametrize(("path", "text", "reason"), DOUBTFUL, ids=short)
def test_every_unit_may_stand_behind_its_figure(tmp_path: Path, path: str, text: str, reason: str) -> None:
    assert read_tree(tmp_path, document(path, text)).problems == (), reason


@pytest.mark.parametrize(
    ("path", "written"),
    [(INT, "13"), (INT, "13.0"), (DECIMAL, "12000.50"), (BOOL, "true"), (DOC, "false"), (DATE, "2024-08-20")],
)
def test_yaml_without_quotes_with_them_and_json_say_the_same(tmp_path: Path, path: str, written: str) -> None:
    block, _, name = path.partition(".")
    plain = read(tmp_path, json.dumps(document())[:-1] + f', {block}: {{"{name}": {written}}}}}')
    quoted = read_tree(tmp_path, document(path, written))
    assert given(plain) == given(quoted)


@pytest.mark.parametrize("name", ["s.yaml", "s.json"])
def test_a_bare_yes_or_no_is_no_text(tmp_path: Path, name: str) -> None:
    for value in (True, False):
        reading = read(tmp_path, json.dumps(document("organization.township", value)), name)
        assert wrong(reading) == ["yes_no_for_text organization.township"]
    assert read(tmp_path, json.dumps(document("organization.township", "true")), name).problems == ()


def test_ids_that_look_like_numbers_stay_text(tmp_path: Path) -> None:
    text = """organization: {id: 0012345, name: 12e3, type: township, jurisdiction: 010101, township: 1.10}
assessment: {period: {start: 2025-01-01, end: 2025-10-31}, as_of: 2025-10-31, batch: 1e999999, ruleset: 0x1F}
"""
    submission = read(tmp_path, text).submission
    assert submission is not None
    facts = submission.facts
    assert (submission.id, submission.organization, submission.jurisdiction) == ("0012345", "12e3", "010101")
    assert (facts["organization.township"], facts["assessment.batch"]) == ("1.10", "1e999999")
    assert facts["assessment.ruleset"] == "0x1F"


def test_identifiers_are_compared_in_compatibility_form(tmp_path: Path) -> None:
    tree = document("organization.id", " ３７０１ ")
    tree["organization"]["jurisdiction"] = "３７０１０２"
    submission = read_tree(tmp_path, tree).submission
    assert submission is not None
    assert (submission.id, submission.jurisdiction) == ("3701", "370102")
