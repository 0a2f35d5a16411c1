"""The province's page in a browser: filters, drill-down, deep links, print; and that it needs nothing but itself."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select

from certify.reporting.coverage.page import render_coverage
from tests.browser import browser_test, chromium, complaints
from tests.reporting.test_coverage_formats import candidate, coverage, gap, repairs, sample

__all__ = ["chromium"]
REPORT = sample()
GAPS = [unit.id for unit in REPORT.units if not unit.covered]
OWN = "371299"
ODD = "x' onclick=alert(1) <b>"


@pytest.fixture(scope="module")
def page() -> str:
    return render_coverage(REPORT, "zh")


@pytest.fixture(scope="module")
def file(page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coverage") / "index.html"
    path.write_text(page, encoding="utf-8")
    return path


def test_the_page_needs_no_other_file(page: str) -> None:
    assert not re.search(r"<(?:link|img|iframe|object|embed)\b|\bsrc=|url\(|@import", page)
    links = re.findall(r'href="?([^"> ]+)', page)
    assert links
    assert all(link.startswith("#") for link in links)
    [script] = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page


def test_links_within_the_page_lead_somewhere_and_ids_stand_once(page: str) -> None:
    ids = re.findall(r'\bid="?([^"> ]+)', page)
    assert len(ids) == len(set(ids))
    inside = {link for link in re.findall(r'href="#([^"]+)"', page) if "=" not in link}
    assert inside <= set(ids)
    assert {f"unit-{unit.id}" for unit in REPORT.units} <= set(ids)


def test_three_thousand_units_make_a_page_that_opens() -> None:
    units = [
        replace(unit, id=f"{number}-{unit.id}", city=f"市{number % 60}", candidates=unit.candidates)
        for number in range(160)
        for unit in REPORT.units
    ]
    large = coverage(units)
    text = render_coverage(large, "zh")
    assert len(units) > 3000
    assert len(text) < 2500 * len(units)


@pytest.fixture
def opened(chromium: Chrome, file: Path) -> Iterator[Chrome]:
    """Open the page afresh, and expect that the browser had nothing to complain of."""
    visit(chromium, file)
    complaints(chromium)
    yield chromium
    assert complaints(chromium) == []


def visit(browser: Chrome, file: Path, view: str = "") -> None:
    browser.get("about:blank")
    browser.get(file.as_uri() + view)


def one(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def listed(browser: Chrome) -> list[str]:
    """Return the ids of the uncovered units that the table shows."""
    rows = browser.find_elements(By.CSS_SELECTOR, ".gaps tbody tr")
    return [row.find_element(By.CSS_SELECTOR, "th code").text for row in rows if row.is_displayed()]


def lit(browser: Chrome) -> int:
    """Return how many tiles are not dimmed."""
    return len(browser.find_elements(By.CSS_SELECTOR, ".t[data-u]:not(.dim)"))


def tile(browser: Chrome, unit: str) -> WebElement:
    return one(browser, f'.t[href="#unit-{unit}"]')


def press(browser: Chrome, element: WebElement) -> None:
    """Click what may lie under the filters that stay in sight."""
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def view_of(browser: Chrome) -> str:
    return browser.current_url.partition("#")[2]


def with_cause(cause: str) -> list[str]:
    return [unit.id for unit in REPORT.units if unit.cause == cause]


@browser_test
@pytest.mark.browser
def test_filters_by_cause_city_and_kind(opened: Chrome) -> None:
    assert sorted(listed(opened)) == sorted(GAPS)
    assert lit(opened) == len(REPORT.units)
    Select(one(opened, "[name=cause]")).select_by_value("candidate_near")
    assert sorted(listed(opened)) == sorted(with_cause("candidate_near"))
    assert lit(opened) == len(with_cause("candidate_near"))
    assert view_of(opened) == "cause=candidate_near"
    Select(one(opened, "[name=city]")).select_by_value("威海市")
    assert listed(opened) == ["zone:3710-y"]
    Select(one(opened, "[name=kind]")).select_by_value("county")
    assert listed(opened) == []
    assert one(opened, "#none").is_displayed()
    assert one(opened, "#shown").text == f"符合 0 / {len(REPORT.units)} 个单位，其中空白 0 个"
    press(opened, one(opened, "#none button"))
    assert sorted(listed(opened)) == sorted(GAPS)
    assert view_of(opened) == ""
    Select(one(opened, "[name=cause]")).select_by_value("on")
    assert lit(opened) == len(REPORT.units) - len(GAPS)
    assert listed(opened) == []


@browser_test
@pytest.mark.browser
def test_the_legend_filters_and_takes_back(opened: Chrome) -> None:
    entry = one(opened, '.legend a[href="#cause=fault"]')
    press(opened, entry)
    faults = [*with_cause("unreadable"), *with_cause("review_unreadable"), *with_cause("candidate_barred")]
    assert sorted(listed(opened)) == sorted(faults)
    assert entry.get_attribute("aria-current") == "true"
    assert Select(one(opened, "[name=cause]")).first_selected_option.get_attribute("value") == "fault"
    press(opened, one(opened, '.city h3 a[href^="#city="]'))
    assert lit(opened) <= len(faults)
    press(opened, one(opened, '.legend a[href="#cause=lost"]'))
    press(opened, one(opened, '.legend a[href="#cause=lost"]'))
    assert "cause" not in view_of(opened)


@browser_test
@pytest.mark.browser
def test_a_search_finds_units_and_organizations(opened: Chrome) -> None:
    search = one(opened, "[name=q]")
    near = with_cause("candidate_near")[0]
    for words, found in (
        (near, [near]),
        (f"{near}-s1", [near]),
        ("示例州", ["990101"]),
        ("济南市 商会 370110", ["370110"]),
        ("zone:3710", ["zone:3710-y"]),
        ("没有这个名称", []),
    ):
        search.clear()
        search.send_keys(words)
        assert listed(opened) == found, words
    search.clear()
    search.send_keys("370103-R1")
    assert lit(opened) == 1


@browser_test
@pytest.mark.browser
def test_a_tile_opens_the_panel_by_click_and_by_key(opened: Chrome) -> None:
    unit = with_cause("candidate_near")[0]
    panel = one(opened, "#panel")
    assert not panel.is_displayed()
    press(opened, tile(opened, unit))
    assert panel.is_displayed()
    for said in (
        unit,
        f"{unit}-S1",
        "候选组织差一两条",
        "2024-12-31",
        "本组织可以办 1",
        "需要人民法院 1",
        "B2-5.b",
        "互联互通",
    ):
        assert said in panel.text
    assert view_of(opened) == f"unit-{unit}"
    assert tile(opened, unit).get_attribute("aria-current") == "true"
    ActionChains(opened).send_keys(Keys.ESCAPE).perform()
    assert not panel.is_displayed()
    assert view_of(opened) == ""
    assert opened.switch_to.active_element == tile(opened, unit)
    opened.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    assert opened.switch_to.active_element != tile(opened, unit)
    opened.switch_to.active_element.send_keys(Keys.ENTER)
    assert panel.is_displayed()
    first = panel.find_element(By.CSS_SELECTOR, "h4").text
    panel.find_element(By.CSS_SELECTOR, "[data-step='1']").click()
    assert panel.find_element(By.CSS_SELECTOR, "h4").text != first
    panel.find_element(By.CSS_SELECTOR, ".close").click()
    assert not panel.is_displayed()


@browser_test
@pytest.mark.browser
def test_rows_cities_and_the_register_lead_to_the_unit(opened: Chrome) -> None:
    panel = one(opened, "#panel")
    for selector, unit in (
        (".gaps tbody th a", None),
        (".plans a", with_cause("candidate_near")[0]),
        (".register td a", "370101"),
        (".due td a", "370107"),
    ):
        link = one(opened, selector)
        wanted = unit or str(link.get_attribute("href")).partition("#unit-")[2]
        press(opened, link)
        assert panel.is_displayed()
        assert wanted in panel.find_element(By.CSS_SELECTOR, "h4").text
        ActionChains(opened).send_keys(Keys.ESCAPE).perform()


@browser_test
@pytest.mark.browser
def test_deep_links_open_a_unit_an_organization_or_a_view(opened: Chrome, file: Path) -> None:
    panel = "#panel"
    visit(opened, file, "#unit-370105")
    assert "370105" in one(opened, panel).text
    visit(opened, file, "#org-370103-R1")
    assert "370103-R1" in one(opened, "#panel .orgs .on").text
    visit(opened, file, "#unit-zone:3710-y")
    assert "zone:3710-y" in one(opened, panel).text
    visit(opened, file, "#cause=candidate_far&city=%E6%B5%8E%E5%8D%97%E5%B8%82")
    assert listed(opened) == with_cause("candidate_far")
    assert not one(opened, panel).is_displayed()
    press(opened, one(opened, ".gaps tbody tr:not([hidden]) th a"))
    assert one(opened, panel).is_displayed()
    opened.back()
    assert not one(opened, panel).is_displayed()
    assert listed(opened) == with_cause("candidate_far")
    visit(opened, file, "#%E0%A4%A")
    assert not one(opened, panel).is_displayed()


@browser_test
@pytest.mark.browser
def test_hostile_ids_and_names_are_text(chromium: Chrome, tmp_path: Path) -> None:
    wild = replace(
        gap(OWN, "威海市", "candidate_near"),
        id=ODD,
        name=ODD,
        candidates=[replace(candidate(ODD, "candidate_near", repairs(("B1-1.a",))), name=ODD)],
    )
    path = tmp_path / "index.html"
    path.write_text(render_coverage(coverage([*REPORT.units, wild]), "zh"), encoding="utf-8")
    visit(chromium, path)
    complaints(chromium)
    press(chromium, one(chromium, f'.t[data-u="{len(REPORT.units)}"]'))
    assert ODD in one(chromium, "#panel").text
    assert chromium.find_elements(By.CSS_SELECTOR, "[onclick]") == []
    assert complaints(chromium) == []


def printed(browser: Chrome) -> tuple[int, str]:
    """Print the page to PDF; return how many pages it has, and of which size."""
    given: dict[str, Any] = {"preferCSSPageSize": True, "printBackground": True}
    answer = browser.execute_cdp_cmd("Page.printToPDF", given)
    pdf = base64.b64decode(answer["data"])
    [box, *_] = re.findall(rb"/MediaBox \[([\d. ]+)\]", pdf)
    return len(re.findall(rb"/Type /Page\b(?!s)", pdf)), box.decode()


@browser_test
@pytest.mark.browser
def test_a_print_has_few_pages_of_a4_and_what_is_open(opened: Chrome) -> None:
    pages, box = printed(opened)
    _, _, width, height = map(float, box.split())
    assert (round(width), round(height)) == (842, 595)
    assert 2 <= pages <= 8
    assert not one(opened, "#units details").get_attribute("open")
    one(opened, "#units details > summary").click()
    for details in opened.find_elements(By.CSS_SELECTOR, "#units details"):
        opened.execute_script("arguments[0].open = true", details)
    assert printed(opened)[0] > pages


@browser_test
@pytest.mark.browser
def test_a_print_shows_neither_filters_nor_closed_units_but_the_conditions(opened: Chrome) -> None:
    Select(one(opened, "[name=cause]")).select_by_value("candidate_near")
    opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not one(opened, "#filters").is_displayed()
        assert not one(opened, "#units").is_displayed()
        assert "候选组织差一两条" in one(opened, "#view").text
        assert one(opened, ".chart").is_displayed()
    finally:
        opened.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


@browser_test
@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 800, 1280])
def test_nothing_runs_out_of_the_page(opened: Chrome, width: int) -> None:
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 400}
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        assert opened.execute_script("return document.documentElement.scrollWidth") <= width
        press(opened, tile(opened, "370107"))
        assert one(opened, "#panel").rect["width"] <= width
    finally:
        opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@browser_test
@pytest.mark.browser
def test_without_scripts_units_open_in_place(chromium: Chrome, file: Path) -> None:
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        visit(chromium, file)
        assert not one(chromium, "#filters").is_displayed()
        assert len(listed(chromium)) == len(GAPS)
        details = one(chromium, "#units details")
        assert not details.find_element(By.CSS_SELECTOR, ".unit").is_displayed()
        press(chromium, details.find_element(By.CSS_SELECTOR, "summary"))
        assert details.find_element(By.CSS_SELECTOR, ".unit").is_displayed()
        press(chromium, tile(chromium, "370110"))
        assert chromium.find_element(By.ID, "unit-370110").is_displayed()
    finally:
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
