"""From the rate back to the cases: which rows of a ledger stand behind its figures, and nothing of the parties."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from certify.reading.ledger_cases import MOST_CASES
from tests.reporting.asking import asked, report
from tests.running.calling import Folder, clean, inside, tree
from tests.running.submissions import Content, ready

HEADS = ["案号", "受理日期", "结案日期", "处理结果", "协议书编号", "双方签名盖章", "当事人身份", "当事人联系方式"]
WORDS = ("达成协议", "未达成协议", "和解撤回", "其他撤回", "移送", "未结")
OUTCOMES = ("agreed", "failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending")
# Two of these stand in the personal columns, the others where somebody put them by mistake.
PARTY, CONTACT, IN_NUMBER = "张机密", "13812345678", "370102199001011234"
MEDIATOR = "孔乙己"


def row(number: str, accepted: str, word: str) -> list[str]:
    closed = "" if word == "未结" else accepted
    agreement = f"协〔2025〕{number}" if word == "达成协议" else ""
    return [number, accepted, closed, word, agreement, "否" if agreement else "", PARTY, CONTACT]


def rows(each: int) -> Iterator[list[str]]:
    """Yield so many cases of every outcome in the period, and some before it."""
    for number in range(1, 6 * each + 1):
        yield row(f"调字〔2025〕第{number}号", "2025-05-01", WORDS[(number - 1) % 6])
    yield row("调字〔2024〕第7号", "2024-12-01", "未结")
    yield row("调字〔2023〕第7号", "2023-12-01", "未达成协议")


def with_ledger(folder: Path, lines: list[list[str]]) -> Content:
    """Write a ledger and return a submission that names it."""
    text = "\n".join(",".join(line) for line in [HEADS, *lines]) + "\n"
    (folder / "l.csv").write_text(text, encoding="utf-8")
    # What is declared of other things must not contradict the ledger.
    apart = dict.fromkeys(("agreements", "archive", "performance", "commissioned", "online_flow"))
    return ready("a") | apart | {"ledger": {"electronic": True, "file": "l.csv"}}


def test_every_figure_leads_to_its_cases(tmp_path: Path) -> None:
    found = report(tmp_path, with_ledger(tmp_path, list(rows(2))))
    ledger = found["ledger"]
    assert (ledger["file"], ledger["rows"], ledger["in_period"]) == ("l.csv", 14, 12)
    cases = {figure["fact"]: figure for figure in ledger["figures"]}
    assert list(cases) == [*(f"cases.{outcome}" for outcome in OUTCOMES), "cases.carried_in"]
    for at, outcome in enumerate(OUTCOMES):
        figure = cases[f"cases.{outcome}"]
        assert (figure["value"], figure["more"]) == (2, 0)
        assert figure["cases"] == [
            {"case_number": f"调字〔2025〕第{number}号", "row": number + 1} for number in (at + 1, at + 7)
        ]
    assert cases["cases.carried_in"]["cases"] == [{"case_number": "调字〔2024〕第7号", "row": 14}]


def test_the_cases_add_up_to_the_figures_judged(tmp_path: Path) -> None:
    found = report(tmp_path, with_ledger(tmp_path, list(rows(3))))
    figures = {figure["fact"]: figure["value"] for figure in found["ledger"]["figures"]}
    default = next(one for one in found["readings_compared"] if one["check"].startswith("A1-8") and one["default"])
    assert default["of"] == figures["cases.agreed"]
    assert default["among"] == figures["cases.agreed"] + figures["cases.failed"]
    declared = {one["field"]: one["computed"] for one in found["discrepancies"]}
    assert declared["cases.agreed"] == f"{figures['cases.agreed']}件"


def test_without_a_ledger_there_are_no_cases(tmp_path: Path) -> None:
    assert report(tmp_path, ready("a"))["ledger"] is None


def test_a_faulty_ledger_has_no_cases(tmp_path: Path) -> None:
    lines = [*rows(1), ["x", "2025-13-01", "", "未结", "", "", "", ""]]
    found = report(tmp_path, with_ledger(tmp_path, lines))
    assert (found["outcome"], found["ledger"]) == ("invalid", None)


def test_so_many_cases_are_named_and_the_others_counted(tmp_path: Path) -> None:
    """What keeps the rate down is named first."""
    days = [(date(2025, 1, 1) + timedelta(at % 300)).isoformat() for at in range(3000)]
    words = ["未达成协议" if at % 5 == 0 else "达成协议" for at in range(3000)]
    lines = [row(str(at), day, word) for at, (day, word) in enumerate(zip(days, words, strict=True))]
    content = with_ledger(tmp_path, lines)
    figures = {figure["fact"]: figure for figure in report(tmp_path, content)["ledger"]["figures"]}
    named = {fact: len(figure["cases"]) for fact, figure in figures.items()}
    assert sum(named.values()) == MOST_CASES
    assert (named["cases.failed"], figures["cases.failed"]["more"]) == (600, 0)
    assert (named["cases.agreed"], figures["cases.agreed"]["more"]) == (400, 2000)
    for form in ("html", "md", "text"):
        assert len(asked(tmp_path, content, form)) < 300_000
    assert "另有 2000 件没有列出" in asked(tmp_path, content, "html")


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_names_cases_and_discrepancies(tmp_path: Path, form: str, lang: str) -> None:
    content = with_ledger(tmp_path, list(rows(1)))
    said = re.sub(r"[\\\s]|</?bdi[^>]*>", "", asked(tmp_path, content, form, lang=lang))
    assert "调字〔2025〕第2号" in said
    assert "l.csv" in said
    unlike = {"zh": "填报与台账不一致", "en": "Declaredfiguresthattheledgercontradicts"}[lang]
    assert ("discrepancies" if form == "json" else unlike) in said


def test_a_web_page_folds_the_cases_away(tmp_path: Path) -> None:
    page = asked(tmp_path, with_ledger(tmp_path, list(rows(1))), "html")
    assert page.count('<details class="cases">') == 7
    assert 'href="#ledger"' in page
    assert '<section id="ledger">' in page


def test_a_case_number_means_nothing_to_markdown_or_a_page(tmp_path: Path) -> None:
    content = with_ledger(tmp_path, [row("<script>|*x*", "2025-05-01", "未结")])
    assert "<script>|" not in asked(tmp_path, content, "html")
    assert r"\<script\>\|\*x\*" in asked(tmp_path, content, "md")
    assert "[bold]x" in asked(tmp_path, with_ledger(tmp_path, [row("[bold]x", "2025-05-01", "未结")]), "text")


def spoiled() -> list[list[str]]:
    """Return rows in which persons stand, also in a case number."""
    numbers = (f"调字{CONTACT}号", f"调字{IN_NUMBER}号", f"{MEDIATOR}第1号", f"{MEDIATOR}第2号", f"{MEDIATOR}第4号")
    return [*rows(2), *(row(number, "2025-05-01", "达成协议") for number in numbers)]


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_of_persons_is_in_a_report(tmp_path: Path, form: str, lang: str) -> None:
    said = asked(tmp_path, with_ledger(tmp_path, spoiled()), form, lang=lang)
    assert [word for word in (PARTY, CONTACT, IN_NUMBER, MEDIATOR) if word in said] == []


def test_nothing_of_parties_is_in_a_batch(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a", with_ledger(tmp_path, spoiled()))
    folder.submit("b", with_ledger(tmp_path, [*spoiled(), [PARTY, CONTACT, PARTY, PARTY, "", PARTY, "", ""]]))
    for at in (tmp_path / "batch").rglob("a.*"):
        (at.parent / "l.csv").write_bytes((tmp_path / "l.csv").read_bytes())
    called = clean(folder.run())
    found = {**tree(folder.out), "said": (called.stdout + called.stderr).encode()}
    words = (PARTY, CONTACT, IN_NUMBER)
    assert {name for name, content in found.items() if any(word.encode() in content for word in words)} == set()


def test_a_ledger_in_a_workbook_leads_to_its_rows(tmp_path: Path) -> None:
    content = with_ledger(tmp_path, [])
    with xlsxwriter.Workbook(tmp_path / "l.xlsx") as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, ["某街道受理案件台账"])
        for at, line in enumerate([HEADS, *rows(1)], 2):
            sheet.write_row(at, 0, line)
    found = report(tmp_path, content | {"ledger": {"electronic": True, "file": "l.xlsx"}})
    figures = {figure["fact"]: figure["cases"] for figure in found["ledger"]["figures"]}
    assert figures["cases.failed"] == [{"case_number": "调字〔2025〕第2号", "row": 5}]
    warned = [one["where"] for one in found["problems"] if one["field"] == "ledger.file"]
    assert warned == ["l.xlsx:台账!F4", "l.xlsx:台账!B11"]


def test_the_schema_of_reports_has_the_ledger() -> None:
    assert '"LedgerShape"' in clean(inside("schema", "report")).stdout
