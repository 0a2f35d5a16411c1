"""What a review workbook is made of beyond its cells: dropdown, filter, held panes, nothing locked, the hidden sheet."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from certify.language import Lang
from certify.reporting.review.rows import CheckRow, EntryRow, ReviewedOrganization, ReviewPlan, UnreadSubmission
from certify.reporting.review.workbook import render_review
from certify.rules.load import find_ruleset

RULES = find_ruleset("shandong-2024")
ENTRY = EntryRow("not_met", "评查员甲", "2025-10-20", "=HYPERLINK(1)", "E1")
ROWS = (
    CheckRow("B1-1.a", "needs_review", "组织名称：=1+1", "E1 照片 a.jpg", None),
    CheckRow("B1-1.b", "met", "\x01" + "长" * 40_000, "", ENTRY),
)
ONE = ReviewedOrganization("a.yaml", "0012", "示例调解委员会", "济南市", "济南市历下区", "sha256:1", ROWS)
PLAN = ReviewPlan("b-1", "第五批", RULES, (ONE,), (UnreadSubmission("x.yaml", "", "", 3, "submission"),))


def parts(plan: ReviewPlan, lang: Lang) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(render_review(plan, lang))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize(("lang", "choices"), [("zh", "符合,不符合,待核"), ("en", "met,not met,to be checked")])
def test_the_sheet_is_made_to_filter_and_fill(lang: Lang, choices: str) -> None:
    found = parts(PLAN, lang)
    sheet = found["xl/worksheets/sheet1.xml"]
    assert '<autoFilter ref="A3:R5"/>' in sheet
    assert re.search(r'<pane xSplit="4" ySplit="3"[^>]*state="frozen"', sheet)
    assert f'<formula1>"{choices}"</formula1>' in sheet
    assert 'type="date"' in sheet
    assert "sheetProtection" not in sheet
    assert "<f>" not in sheet


def test_the_hidden_sheet_says_what_the_workbook_was_made_from() -> None:
    found = parts(PLAN, "zh")
    assert 'name="_certify" sheetId="4" state="veryHidden"' in found["xl/workbook.xml"]
    texts = found["xl/sharedStrings.xml"]
    for said in ("certify-review/1", "b-1", RULES.reference, RULES.digest, "sha256:1"):
        assert f">{said}</t>" in texts


def test_ids_are_text_and_what_looks_like_a_formula_too() -> None:
    texts = parts(PLAN, "zh")["xl/sharedStrings.xml"]
    assert ">0012</t>" in texts
    assert ">=HYPERLINK(1)</t>" in texts
    assert "\x01" not in texts


def test_without_a_row_there_is_still_a_workbook() -> None:
    found = parts(replace(PLAN, organizations=(), unread=()), "zh")
    assert '<autoFilter ref="A3:R4"/>' in found["xl/worksheets/sheet1.xml"]
    assert len([name for name in found if name.startswith("xl/worksheets/sheet")]) == 3
