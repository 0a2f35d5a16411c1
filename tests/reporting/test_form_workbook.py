"""The form as a workbook: what a reader of it finds, what a clerk may choose, and what it never does."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from certify.forms.answers import Answers, Note, Slot, Written
from certify.forms.collect import Collected, collect
from certify.forms.plan import Choices, Clause, FormPlan, Listing, Question, plan_form
from certify.language import Lang
from certify.reading.forms import form_fields
from certify.reporting.form.entry import for_forms
from certify.reporting.form.return_sheet import ReturnLine, ReturnSummary
from certify.reporting.form.workbook import render_form
from certify.reporting.workbook_style import row_height, text_lines
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary
from certify.workbooks.grid import Cell, CellMark, Sheet, Workbook

MARK = CellMark("", 0, 0)
Grid = dict[str, list[list[Any]]]
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


@pytest.fixture(scope="module")
def plan() -> FormPlan:
    ledger = form_fields("ledger_form").by_path["ledger"]
    return plan_form((find_ruleset("shandong-2024"),), vocabulary(), ledger)


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> Lang:
    chosen: Lang = request.param
    return chosen


@pytest.fixture(scope="module")
def blank(plan: FormPlan, lang: Lang) -> bytes:
    return render_form(plan, lang)


def written(text: str, kind: Any = "text") -> Written:
    return Written(Cell(kind, text), MARK)


def some_answers() -> Answers:
    answers = Answers()
    answers.single = {
        "organization.id": written("007"),
        "organization.jurisdiction": written("370102", "number"),
        "assessment.period.start": written("2025-01-01", "date"),
        "assessment.period.end": written("2025年10月底"),
        "signage.sign_text": written("=1+1"),
        "postings.procedure": written("true", "bool"),
        "emergency.response_document": written("false", "bool"),
        "equipment.computers": written("3", "number"),
        "funding.amount_cny": written("=cmd|' /C calc'!A0"),
        "funding.sources=fiscal": written("是"),
        "incentives?": written("无"),
        "outreach?": written("有"),
        "roster.updated_on": written("0001-01-01", "date"),
        "ledger.columns+": written("https://example.org"),
    }
    answers.rows = {
        "outreach": [
            {"date": written("2025-03-01", "date"), "people": written("120", "number")},
            {"date": written("{=1}"), "audience": written("职工、企业")},
        ],
        "mediators": [{"id": written(f"T{n:02}"), "certificate?": written("有")} for n in range(70)],
    }
    return answers


def grid_of(content: bytes) -> Grid:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def collected(content: bytes, plan: FormPlan) -> Collected:
    sheets = []
    for name, rows in grid_of(content).items():
        cells = {
            (row, column): Cell("text", str(value))
            for row, line in enumerate(rows, 1)
            for column, value in enumerate(line, 1)
            if value != ""
        }
        sheets.append(Sheet(name, cells))
    return collect(Workbook("form.xlsx", tuple(sheets)), plan)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def sheet_xml(content: bytes, name: str) -> str:
    number = list(grid_of(content)).index(name) + 1
    return parts(content)[f"xl/worksheets/sheet{number}.xml"]


def place(content: bytes, plan: FormPlan, key: str) -> CellMark:
    return collected(content, plan).answers.single[key].mark


def test_same_content_is_same_bytes(plan: FormPlan, lang: Lang) -> None:
    notes = [Note(Slot("organization.id"), "x")]
    one = render_form(plan, lang, some_answers(), notes)
    assert one == render_form(plan, lang, some_answers(), notes)


def test_every_question_has_its_cell_and_nothing_else_is_taken_for_one(blank: bytes, plan: FormPlan) -> None:
    found = collected(blank, plan)
    assert found.problems == []
    assert all(one.cell is None for one in found.answers.single.values())
    assert all(rows == [] for rows in found.answers.rows.values())


def test_every_leaf_of_the_vocabulary_is_asked_for(blank: bytes, plan: FormPlan) -> None:
    found = collected(blank, plan)
    keys = {re.split(r"[=+?]", key)[0] for key in found.answers.single}
    heads = {column.field.path for item in plan.items() if isinstance(item, Listing) for column in item.columns}
    leaves = {field for top in vocabulary().fields for field in top.walk() if field.type not in ("record", "records")}
    asked = keys | heads
    # What only other rule sets want stands in their forms.
    assert {field.path for field in leaves} - asked == {field.path for field in leaves if field.only_where_wanted}


def test_says_which_form_it_is(blank: bytes, plan: FormPlan, lang: Lang) -> None:
    grid = grid_of(blank)
    rules = plan.rulesets[0]
    assert list(grid)[-1] == "_certify"
    assert grid["_certify"] == [
        ["format", "certify-form/1"],
        ["lang", lang],
        ["rulesets", rules.reference],
        ["digests", rules.digest],
        ["vocabulary", plan.vocabulary.digest],
    ]
    assert '<sheet name="_certify" sheetId' in parts(blank)["xl/workbook.xml"]
    assert 'state="veryHidden"' in parts(blank)["xl/workbook.xml"]


def test_keys_and_marks_are_hidden(blank: bytes, plan: FormPlan, lang: Lang) -> None:
    for sheet in plan.sheets:
        xml = sheet_xml(blank, sheet.name.to(lang))
        assert re.search(r'<col min="1" max="1" [^>]*hidden="1"', xml)
        assert re.search(r'<row r="1" [^>]*hidden="1"', xml)


def test_prefilled_answers_come_back_as_they_were(plan: FormPlan, lang: Lang) -> None:
    found = collected(render_form(plan, lang, some_answers()), plan)
    yes, none = ("是", "无") if lang == "zh" else ("yes", "none")
    back = {key: one.cell.text for key, one in found.answers.single.items() if one.cell is not None}
    assert found.problems == []
    assert back == {
        "organization.id": "007",
        "organization.jurisdiction": "370102",
        "assessment.period.start": "2025-01-01",
        "assessment.period.end": "2025年10月底",
        "signage.sign_text": "=1+1",
        "postings.procedure": yes,
        "emergency.response_document": none,
        "equipment.computers": "3.0",
        "funding.amount_cny": "=cmd|' /C calc'!A0",
        "funding.sources=fiscal": "是",
        "incentives?": "无",
        "outreach?": "有",
        "roster.updated_on": "0001-01-01",
        "ledger.columns+": "https://example.org",
    }
    outreach = [
        {name: one.cell.text for name, one in row.items() if one.cell} for row in found.answers.rows["outreach"]
    ]
    assert outreach == [
        {"date": "2025-03-01", "people": "120.0"},
        {"date": "{=1}", "audience": "职工、企业"},
    ]
    assert len(found.answers.rows["mediators"]) == 70


def test_no_formula_comes_from_an_answer(plan: FormPlan) -> None:
    def formulas(content: bytes) -> list[str]:
        return [formula for xml in parts(content).values() for formula in re.findall(r"<f>(.*?)</f>", xml)]

    filled = render_form(plan, "zh", some_answers())
    assert formulas(filled)
    assert not any("1+1" in one or "cmd" in one for one in formulas(filled))
    assert "example.org" not in "".join(xml for name, xml in parts(filled).items() if name.endswith(".rels"))


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "_x0041_", "长" * 40000])
def test_any_text_can_stand_in_an_answer(plan: FormPlan, text: str) -> None:
    answers = Answers({"organization.name": written(text)})
    grid = grid_of(render_form(plan, "zh", answers))
    name = next(row[3] for row in grid["1 基本信息"] if row[0] == "organization.name")
    assert len(name) == min(len(text), 32767)


def test_dropdowns_offer_every_choice(blank: bytes, plan: FormPlan, lang: Lang) -> None:
    ranges = dict(re.findall(r'<definedName name="(choices_\w+)">_lists!\$(\w)\$1:', parts(blank)["xl/workbook.xml"]))
    lists = grid_of(blank).get("_lists", [])
    offered = []
    for xml in parts(blank).values():
        for formula in re.findall(r'<dataValidation type="list".*?<formula1>(.*?)</formula1>', xml):
            if formula in ranges:
                column = ord(ranges[formula]) - ord("A")
                offered.append(tuple(row[column] for row in lists if row[column] != ""))
            else:
                offered.append(tuple(formula.strip('"').replace("&amp;", "&").split(",")))
    fields = [item.field for item in plan.items() if isinstance(item, Question)]
    fields += [column.field for item in plan.items() if isinstance(item, Listing) for column in item.columns]
    for field in fields:
        if field.type == "enum":
            assert tuple(label.to(lang) for label in field.options.values()) in offered
    assert (("是", "否") if lang == "zh" else ("yes", "no")) in offered


def test_checks_warn_and_never_refuse(blank: bytes) -> None:
    rules = [rule for xml in parts(blank).values() for rule in re.findall(r"<dataValidation [^>]*>", xml)]
    kinds = {kind for rule in rules for kind in re.findall(r' type="(\w+)"', rule)}
    assert kinds == {"list", "whole", "decimal", "date"}
    assert all('errorStyle="warning"' in rule for rule in rules)
    assert all(len(text) <= 255 for rule in rules for text in re.findall(r'prompt="([^"]*)"', rule))


def test_trainings_choose_among_the_mediators(blank: bytes, lang: Lang) -> None:
    book = parts(blank)["xl/workbook.xml"]
    tab = "6 调解员名册" if lang == "zh" else "6 Roster of mediators"
    assert re.search(rf"<definedName name=\"rows_mediators_id\">'{tab}'!\$C\$6:\$C\$65<", book)


def test_questions_are_locked_and_lists_are_not(blank: bytes, plan: FormPlan, lang: Lang) -> None:
    for sheet in plan.sheets:
        is_list = len(sheet.items) == 1 and isinstance(sheet.items[0], Listing)
        assert ("<sheetProtection" in sheet_xml(blank, sheet.name.to(lang))) != is_list


def test_clauses_stand_in_their_own_words(blank: bytes, plan: FormPlan) -> None:
    said = "\n".join(str(cell) for rows in grid_of(blank).values() for row in rows for cell in row)
    clauses = [item for item in plan.items() if isinstance(item, Clause)]
    assert len(clauses) == 26
    assert all(item.criterion.text in said and item.criterion.clause in said for item in clauses)


def test_a_clause_that_asks_nothing_says_so() -> None:
    rules = find_ruleset("shandong-2024")
    bare = replace(rules.criteria[0], checks=tuple(check for check in rules.criteria[0].checks if not check.facts))
    plan = plan_form((replace(rules, criteria=(bare,)),), vocabulary(), form_fields("ledger_form").by_path["ledger"])
    assert any("不需填写" in str(row[1]) for row in grid_of(render_form(plan, "zh"))["2 制度机制"])


def test_notes_mark_and_explain_their_cells(plan: FormPlan) -> None:
    notes = [
        Note(Slot("assessment.period.end"), "不是日期"),
        Note(Slot("assessment.period.end"), "请写成 2025-10-31"),
        Note(Slot("mediators", 2, "employment"), "没有填专兼职"),
        Note(Slot("funding.amount_cny"), "请核对", fault=False),
        Note(Slot("feedback.channels"), "没有填渠道"),
        Note(Slot("outreach"), "没有填活动"),
        Note(Slot("mediators.trainings"), "没有培训"),
        Note(Slot("nowhere"), "没有这一格"),
    ]
    content = render_form(plan, "zh", some_answers(), notes)
    said = {}
    for name, xml in parts(content).items():
        if name.startswith("xl/comments"):
            for cell, body in re.findall(r'<comment ref="(\w+)".*?<text>(.*?)</text>', xml, re.DOTALL):
                said[cell] = re.sub("<[^>]*>", "", body)
    wanted = {
        place(content, plan, "assessment.period.end"): "不是日期\n请写成 2025-10-31",
        place(content, plan, "funding.amount_cny"): "请核对",
        place(content, plan, "feedback.channels=phone"): "没有填渠道",
        place(content, plan, "outreach?"): "没有填活动",
        CellMark("6 调解员名册", 8, 4): "没有填专兼职",
        CellMark("7 调解员培训", 5, 3): "没有培训",
    }
    assert said == {mark.place.partition("!")[2]: text for mark, text in wanted.items()}


def test_a_returned_form_leads_to_each_cell(plan: FormPlan, lang: Lang) -> None:
    lines = (
        ReturnLine(Slot("equipment.printers"), "B2-2", "=1+1", "填 1", "本组织"),
        ReturnLine(Slot("mediators", 0, "active"), "A1-1", "没有填", "选是或否", "本组织"),
        ReturnLine(None, "B2-5", "没有互联互通", "开通账号", "仲裁机构"),
    )
    content = render_form(plan, lang, some_answers(), (), ReturnSummary("退回", "请改好后交回", lines))
    first = next(iter(grid_of(content).values()))
    printers = place(content, plan, "equipment.printers").place
    assert [row[3:] for row in first[3:]] == [[one.clause, one.what, one.fix, one.who] for one in lines]
    assert str(first[3][2]).startswith(printers)
    links = re.findall(r'<hyperlink ref="(\w+)" location="([^"]*)"', parts(content)["xl/worksheets/sheet1.xml"])
    tab = plan.sheets[5].name.to(lang)
    sheet, _, cell = printers.partition("!")
    assert links == [("C4", f"'{sheet}'!{cell}"), ("C5", f"'{tab}'!E6")]
    assert collected(content, plan).problems == []


def test_nothing_is_said_about_files_written_by_hand(blank: bytes) -> None:
    assert not any("YAML" in xml or "JSON" in xml for xml in parts(blank).values())


@pytest.mark.parametrize("path", ["funding.sources", "signage.sign_text", "mediators.certificate"])
def test_help_keeps_what_it_says_to_clerks(path: str) -> None:
    field = vocabulary().by_path[path]
    for lang in ("zh", "en"):
        said = for_forms(field.help, lang)
        assert said
        assert not re.search(r"[(（]\s*[)）]|  ", said)


def test_english_has_no_full_width_punctuation_of_ours(plan: FormPlan) -> None:
    grid = grid_of(render_form(plan, "en"))
    allowed = "\n".join(
        item.criterion.text + item.criterion.clause for item in plan.items() if isinstance(item, Clause)
    )
    allowed += "".join(rules.source.number for rules in plan.rulesets)
    allowed += "".join(field.example + field.path for top in vocabulary().fields for field in top.walk())
    strange = {
        character
        for rows in grid.values()
        for row in rows
        for cell in row
        for character in str(cell)
        if character in "，。；：！？（）、" and character not in allowed
    }
    assert not strange


def test_choices_of_a_set_count_as_one_question(plan: FormPlan) -> None:
    guide = grid_of(render_form(plan, "zh"))["填写说明"]
    questions = {row[2]: row[3] for row in guide if isinstance(row[3], float)}
    for sheet in plan.sheets:
        asked = sum(
            isinstance(item, Question | Choices) or (isinstance(item, Listing) and bool(item.asked))
            for item in sheet.items
        )
        if asked:
            assert questions[sheet.name.zh] == asked


def test_heights_follow_the_width_of_chinese() -> None:
    assert text_lines("一二三四五", 11) == 1
    assert text_lines("一二三四五六", 11) == 2
    assert text_lines("a\nb", 10) == 2
    assert row_height(("长" * 5000, 10)) == 409


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_counts_are_what_a_spreadsheet_program_finds(plan: FormPlan, lang: Lang, tmp_path: Path) -> None:
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    content = render_form(plan, lang, some_answers())
    saved = _saved(content, "xlsx", tmp_path)
    assert grid_of(saved.read_bytes()) == grid_of(content)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_keys_outlive_saving_by_another_program(plan: FormPlan, kind: str, tmp_path: Path) -> None:
    content = render_form(plan, "zh", some_answers())
    before, after = grid_of(content), grid_of(_saved(content, kind, tmp_path).read_bytes())
    assert after["_certify"] == before["_certify"]
    assert {name: [row[0] for row in rows if row[0]] for name, rows in after.items()} == {
        name: [row[0] for row in rows if row[0]] for name, rows in before.items()
    }


def _saved(content: bytes, kind: str, folder: Path) -> Path:
    source = folder / "form.xlsx"
    source.write_bytes(content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder / "saved"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "saved" / f"form.{kind}"
