"""The page of a rule set in a browser: on a phone, on paper, with nothing but itself."""

import base64
import re
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.browser import browser_test, chromium, complaints
from tests.running.calling import clean, inside

__all__ = ["chromium"]
PDF = b"%PDF"


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rules") / "rules.html"
    called = clean(inside("rules", "show", "shandong-2024", "-o", path, "--lang", request.param))
    assert (called.returncode, called.stdout) == (0, "")
    return path


def test_the_page_needs_no_other_file(page: Path) -> None:
    said = page.read_text(encoding="utf-8")
    assert not re.search(r"<(?:link|img|iframe|object|embed|script)\b|\bsrc=|url\(|@import", said)
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]+)"', said))


def test_links_lead_somewhere_and_ids_stand_once(page: Path) -> None:
    said = page.read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]+)"', said)
    assert len(ids) == len(set(ids)) > 100
    assert set(re.findall(r'href="#([^"]+)"', said)) <= set(ids)


@pytest.mark.browser
@browser_test
@pytest.mark.parametrize("width", [390, 800, 1440])
def test_the_page_is_as_wide_as_the_window(chromium: Chrome, page: Path, width: int) -> None:
    chromium.set_window_size(width, 900)
    chromium.get(page.as_uri())
    assert chromium.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert complaints(chromium) == []


@pytest.mark.browser
@browser_test
def test_the_page_prints(chromium: Chrome, page: Path) -> None:
    chromium.get(page.as_uri())
    assert base64.b64decode(chromium.print_page()).startswith(PDF)
