"""The index page of a batch: what stands on it, and that a reviewer can work with it in a browser."""

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from certify.language import Text
from certify.reporting.batch.page import ROWS_LISTED, render_index
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.shapes import adapter
from certify.rules.load import find_ruleset
from certify.wording.terms import MARKS

from .browser import browser_test, chromium, complaints

__all__ = ["chromium"]

RULES = find_ruleset("shandong-2024")
HOSTILE = "<script>alert('x')</script>&amp;\"劳动争议调解中心"
BATCH = """
id: trial-1
title: 试验批次<b>
ruleset: shandong-2024@1.0.0
period: {start: 2025-01-01, end: 2025-10-31}
as_of: 2025-10-31
opens_on: 2025-01-01
recommend_by: 2025-10-31
recognize_by: 2025-11-30
register: register.csv
"""
REGISTER = "id,name,jurisdiction,batch,recognized_on,status\nold-1,某中心,370203,1,2022-05-01,\n"
# Name, type, unit, cases agreed and failed: of the four one fails the success rate, one is barred, one is hostile.
ORGANIZATIONS = {
    "lixia": ("历下区示例镇劳动人事争议调解中心", "township", "370102", 40, 60),
    "shinan": ("市南区示例商会劳动争议调解委员会", "chamber", "370202", 80, 20),
    "shinan-2": (HOSTILE, "township", "370202", 70, 10),
    "jinan": ("济南市劳动人事争议仲裁院调解中心", "arbitration_center", "370100", 90, 10),
}
SUBMISSION = """
organization: {{id: org-{stem}, name: '{name}', type: {type}, jurisdiction: "{unit}"}}
assessment: {{period: {{start: 2025-01-01, end: 2025-10-31}}, as_of: 2025-10-31}}
cases: {{accepted: {accepted}, agreed: {agreed}, failed: {failed}, withdrawn_settled: 0, withdrawn_other: 0,
  transferred: 0, pending: 0}}
agreements: {{made: {made}, signed_by_both: 1}}
"""
BROKEN = (
    "organization: {id: org-broken, name: 破损<i>示例, type: township, jurisdiction: '370103', leader: x}\nsignage: 1\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the program on a small batch and return the folder of its reports."""
    batch = tmp_path_factory.mktemp("batch")
    (batch / "batch.yaml").write_text(BATCH, encoding="utf-8")
    (batch / "register.csv").write_text(REGISTER, encoding="utf-8")
    submissions = batch / "submissions"
    submissions.mkdir()
    for stem, (name, kind, unit, agreed, failed) in ORGANIZATIONS.items():
        content = SUBMISSION.format(
            stem=stem,
            name=name.replace("'", "''"),
            type=kind,
            unit=unit,
            accepted=agreed + failed,
            agreed=agreed,
            failed=failed,
            made=agreed if stem != "shinan" else agreed - 1,
        )
        (submissions / f"{stem}.yaml").write_text(content, encoding="utf-8")
    (submissions / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    command = [sys.executable, "-m", "certify", "batch", str(batch), "-o", str(batch / "out"), "--workers", "1"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 4, done.stderr.decode()
    return batch / "out"


@pytest.fixture(scope="module")
def report(folder: Path) -> BatchReport:
    """Return the report as it was written beside the page."""
    found: BatchReport = adapter(BatchReport).validate_json((folder / "batch.json").read_bytes())
    return found


@pytest.fixture(scope="module")
def page(folder: Path) -> str:
    """Return the page as it was written."""
    return (folder / "index.html").read_text(encoding="utf-8")


class Reader(HTMLParser):
    """Reads a page as a browser does: its words, links and scripts, and the cells of the organizations' rows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.loads: list[str] = []
        self.scripts: list[str] = []
        self.rows: list[list[str]] = []
        self.place = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.place = tag if tag in ("script", "style") else ""
        self.links += [given["href"] or ""] if tag == "a" else []
        self.loads += [tag] if "src" in given or tag == "link" else []
        if tag in ("tbody", "thead"):
            self.rows.append([])
        if tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.place = ""
        if tag == "table":
            self.rows.append([])

    def handle_data(self, data: str) -> None:
        if self.place == "script":
            self.scripts.append(data)
        elif not self.place:
            self.text += data
            if self.rows and self.rows[-1]:
                self.rows[-1][-1] += data


def test_every_organization_stands_with_its_verdicts_and_links(page: str, report: BatchReport) -> None:
    found = Reader(page)
    for row in report.organizations:
        cells = next(cells for cells in found.rows if cells and cells[0].startswith(f"{row.name}{row.id}"))
        marks = [cell.strip() for cell in cells[-1 - len(row.clauses) : -1]]
        assert marks == [MARKS[verdict] for verdict in row.clauses.values()]
        assert row.file in cells[-1]
        assert {row.page, row.notice} <= set(found.links)
        assert all(reason.text in cells[-1] for reason in row.reasons)
        assert all(problem.message in cells[-1] for problem in row.problems)
    assert len(report.organizations) == len(ORGANIZATIONS)


def test_every_open_or_failed_sub_check_stands_in_the_details(page: str, report: BatchReport) -> None:
    found = Reader(page)
    for row in report.organizations:
        details = next(cells[-1] for cells in found.rows if cells and cells[0].startswith(f"{row.name}{row.id}"))
        words = [word.split("/") for word in re.findall(r"[\w./-]+", details, re.ASCII)]
        told = {
            stem[: stem.rfind(".") + 1] + rest if rest != stem else stem
            for stem, *more in words
            for rest in (stem, *more)
        }
        assert {*row.unmet, *row.open} <= told


def test_every_invalid_file_stands_with_all_its_problems(page: str, report: BatchReport) -> None:
    text = Reader(page).text
    assert [row.file for row in report.invalid] == ["broken.yaml"]
    for row in report.invalid:
        assert row.file in text
        assert row.name in text
        assert all(problem.message in text and problem.fix in text for problem in row.problems)


def test_every_uncovered_unit_stands_with_its_cause(page: str, report: BatchReport) -> None:
    rows = Reader(page).rows
    gaps = [unit for unit in report.units if unit.gap_cause]
    assert len(gaps) == report.coverage.counties.total - 1
    listed = next(
        cells
        for cells in rows
        if cells and any(gaps[0].gap_cause_text in cell for cell in cells) and gaps[-1].name in "".join(cells)
    )
    told = list(zip(listed[::3], listed[1::3], strict=True))
    assert [(f"{unit.name} {unit.city} {unit.id}", unit.gap_cause_text) for unit in gaps] == told


def test_that_zones_are_not_included_is_said(page: str, report: BatchReport) -> None:
    assert not report.coverage.zones_listed
    assert "未包括市辖开发区" in Reader(page).text


def test_hostile_names_are_text(page: str) -> None:
    found = Reader(page)
    assert HOSTILE in found.text
    assert "破损<i>示例" in found.text
    assert "试验批次<b>" in found.text
    assert len(found.scripts) == 1
    assert page.lower().count("<script") == page.lower().count("</script") == 1


def test_a_hostile_rule_set_cannot_end_the_script(report: BatchReport) -> None:
    title = Text("</script><script>alert(1)//", "x")
    first = RULES.criteria[0]
    checks = tuple(replace(check, title=title) for check in first.checks)
    rules = replace(RULES, criteria=(replace(first, title=title, checks=checks), *RULES.criteria[1:]))
    assert render_index(report, rules, "zh").lower().count("</script") == 1


def test_the_page_needs_no_other_file(page: str) -> None:
    found = Reader(page)
    assert found.loads == []
    assert not [link for link in found.links if ":" in link]
    assert "url(" not in page
    assert "@import" not in page


def test_only_the_script_of_the_page_may_run(page: str) -> None:
    [script] = Reader(page).scripts
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page


def test_links_within_the_page_lead_somewhere(page: str) -> None:
    ids = {*re.findall(r'\bid="?([\w-]+)', page)}
    inside = [link[1:] for link in Reader(page).links if link.startswith("#") and "=" not in link]
    assert inside
    assert set(inside) <= ids


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_renderings_are_equal(report: BatchReport, page: str, lang: str) -> None:
    once, again = (render_index(report, RULES, "zh" if lang == "zh" else "en") for _ in range(2))
    assert once == again
    assert (once == page) == (lang == "zh")


def test_an_empty_batch_has_a_page(report: BatchReport) -> None:
    empty = replace(report, organizations=[], invalid=[], files=0, problems=[])
    assert "没有评判任何自评表" in Reader(render_index(empty, RULES, "zh")).text


def test_two_thousand_organizations_make_a_page_that_opens(report: BatchReport) -> None:
    first = report.organizations[0]
    row = replace(first, open=first.open[:20], clauses=dict.fromkeys(first.clauses, "met"))
    rows = [replace(row, file=f"org-{number:05d}.yaml", id=f"org-{number:05d}") for number in range(2000)]
    large = render_index(replace(report, organizations=rows, files=2000), RULES, "zh")
    assert len(large.encode()) < 1200 * 2000
    assert all(f"org-{number:05d}" in large for number in (0, ROWS_LISTED, 1999))


@pytest.fixture
def opened(chromium: Chrome, folder: Path) -> Iterator[Chrome]:
    """Open the page afresh, and expect that the browser had nothing to complain of."""
    visit(chromium, folder)
    complaints(chromium)
    yield chromium
    assert complaints(chromium) == []


def visit(browser: Chrome, folder: Path, view: str = "") -> None:
    browser.get("about:blank")
    browser.get((folder / "index.html").as_uri() + view)


def shown(browser: Chrome) -> list[str]:
    """Return the files of the organizations that are shown, in their order."""
    bodies = browser.find_elements(By.CSS_SELECTOR, "#organizations > tbody")
    return [str(file_of(body)) for body in bodies if body.is_displayed()]


def file_of(body: WebElement) -> str | None:
    return body.find_element(By.CSS_SELECTOR, ".d code").get_attribute("textContent")


def one(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def row(browser: Chrome, file: str) -> WebElement:
    bodies = browser.find_elements(By.CSS_SELECTOR, "#organizations > tbody")
    return next(body for body in bodies if file_of(body) == file)


def press(browser: Chrome, element: WebElement) -> None:
    """Click what may lie under the heads that stay in sight."""
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def view_of(browser: Chrome) -> str:
    return browser.current_url.partition("#")[2]


ALL = ["jinan.yaml", "lixia.yaml", "shinan-2.yaml", "shinan.yaml"]


@browser_test
@pytest.mark.browser
def test_filters_find_and_count(opened: Chrome) -> None:
    assert shown(opened) == ALL
    Select(one(opened, "[name=city]")).select_by_value("青岛市")
    assert shown(opened) == ["shinan-2.yaml", "shinan.yaml"]
    assert one(opened, "#shown").text == "显示 2 / 4 家"
    Select(one(opened, "[name=type]")).select_by_value("chamber")
    assert shown(opened) == ["shinan.yaml"]
    Select(one(opened, "[name=city]")).select_by_value("济南市")
    assert shown(opened) == []
    assert one(opened, "#none").is_displayed()
    one(opened, "#none button").click()
    assert shown(opened) == ALL
    one(opened, "[name=flag]").click()
    assert shown(opened) == ["jinan.yaml", "shinan.yaml"]
    one(opened, "[name=rec]").click()
    assert shown(opened) == []


@browser_test
@pytest.mark.browser
def test_a_search_finds_name_id_unit_and_file(opened: Chrome) -> None:
    search = one(opened, "[name=q]")
    for words, files in (
        ("仲裁院", ["jinan.yaml"]),
        ("ORG-LIXIA", ["lixia.yaml"]),
        ("370202", ["shinan-2.yaml", "shinan.yaml"]),
        ("市南区 商会", ["shinan.yaml"]),
        ("shinan-2.yaml", ["shinan-2.yaml"]),
        ("<script>", ["shinan-2.yaml"]),
    ):
        search.clear()
        search.send_keys(words)
        assert shown(opened) == files, words


@browser_test
@pytest.mark.browser
def test_the_head_of_a_clause_filters_by_what_failed_then_by_what_is_open(opened: Chrome, report: BatchReport) -> None:
    clause = next(id_ for row in report.organizations for id_, verdict in row.clauses.items() if verdict == "not_met")
    verdicts = {row.file: row.clauses[clause] for row in report.organizations}
    head = one(opened, f'[data-clause="{clause}"] button')
    head.click()
    assert shown(opened) == [file for file, verdict in verdicts.items() if verdict == "not_met"]
    assert view_of(opened) == f"clause={clause}"
    head.send_keys(Keys.ENTER)
    assert shown(opened) == [file for file, verdict in verdicts.items() if verdict in ("missing", "needs_review")]
    assert view_of(opened) == f"clause={clause}&is=mr"
    head.click()
    assert shown(opened) == ALL
    assert clause in one(opened, "#said").text


@browser_test
@pytest.mark.browser
def test_an_organization_opens_by_click_and_by_key_and_leads_to_its_page(opened: Chrome, folder: Path) -> None:
    body = row(opened, "lixia.yaml")
    details = body.find_element(By.CSS_SELECTOR, ".d")
    assert not details.is_displayed()
    body.find_element(By.CSS_SELECTOR, "td:nth-child(4)").click()
    assert details.is_displayed()
    assert "成功率" in details.text
    assert view_of(opened) == "open=lixia.yaml"
    twist = body.find_element(By.CSS_SELECTOR, ".tw")
    assert twist.get_attribute("aria-expanded") == "true"
    twist.send_keys(Keys.ESCAPE)
    assert not details.is_displayed()
    twist.send_keys(Keys.ENTER)
    assert details.is_displayed()
    twist.send_keys(Keys.ARROW_DOWN)
    assert opened.switch_to.active_element.find_element(By.XPATH, "ancestor::tbody") == row(opened, "shinan-2.yaml")
    press(opened, details.find_element(By.CSS_SELECTOR, ".go a"))
    assert opened.current_url == (folder / "organizations" / "lixia.html").as_uri()
    assert "历下区示例镇" in opened.title
    opened.back()
    assert row(opened, "lixia.yaml").find_element(By.CSS_SELECTOR, ".d").is_displayed()
    press(opened, row(opened, "lixia.yaml").find_element(By.CSS_SELECTOR, "small a"))
    assert "整改通知" in opened.title


@browser_test
@pytest.mark.browser
def test_a_view_can_be_passed_on_and_reset(opened: Chrome, folder: Path) -> None:
    Select(one(opened, "[name=city]")).select_by_value("青岛市")
    one(opened, "[name=q]").send_keys("示例商会")
    view = view_of(opened)
    visit(opened, folder, f"#{view}")
    assert shown(opened) == ["shinan.yaml"]
    assert one(opened, "[name=q]").get_attribute("value") == "示例商会"
    assert Select(one(opened, "[name=city]")).first_selected_option.get_attribute("value") == "青岛市"
    opened.execute_script("location.hash = 'type=township&open=lixia.yaml'")
    assert shown(opened) == ["lixia.yaml", "shinan-2.yaml"]
    assert row(opened, "lixia.yaml").find_element(By.CSS_SELECTOR, ".d").is_displayed()
    one(opened, "#filters [type=reset]").click()
    assert shown(opened) == ALL
    assert view_of(opened) == ""
    assert not row(opened, "lixia.yaml").find_element(By.CSS_SELECTOR, ".d").is_displayed()


@browser_test
@pytest.mark.browser
def test_columns_sort_both_ways(opened: Chrome) -> None:
    head = one(opened, "[data-sort=rate] button")
    best = ["jinan.yaml", "shinan-2.yaml", "shinan.yaml", "lixia.yaml"]
    for order, stated in ((best, "descending"), (best[::-1], "ascending"), (ALL, None)):
        head.click()
        assert shown(opened) == order
        assert one(opened, "[data-sort=rate]").get_attribute("aria-sort") == stated


@browser_test
@pytest.mark.browser
def test_gaps_are_filtered_by_city_and_cause_and_lead_to_candidates(opened: Chrome, report: BatchReport) -> None:
    Select(one(opened, "[name=gcity]")).select_by_value("青岛市")
    cause = next(unit.gap_cause for unit in report.units if unit.id == "370202")
    Select(one(opened, "[name=gcause]")).select_by_value(str(cause))
    rows = [found for found in opened.find_elements(By.CSS_SELECTOR, ".gaps tbody tr") if found.is_displayed()]
    assert [found.find_element(By.CSS_SELECTOR, "b").text for found in rows] == ["市南区"]
    one(opened, "[name=city] option[value='济南市']").click()
    candidate = rows[0].find_element(By.CSS_SELECTOR, "a")
    name = candidate.text
    press(opened, candidate)
    [found] = [body for body in opened.find_elements(By.CSS_SELECTOR, "tbody.open") if body.is_displayed()]
    assert name in found.text
    assert "gcity" in view_of(opened)


@browser_test
@pytest.mark.browser
def test_without_scripts_everything_is_there_to_read(chromium: Chrome, folder: Path) -> None:
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        visit(chromium, folder)
        assert shown(chromium) == ALL
        assert all(found.is_displayed() for found in chromium.find_elements(By.CSS_SELECTOR, ".d"))
        assert not one(chromium, "#filters").is_displayed()
    finally:
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
