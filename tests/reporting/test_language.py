"""English reports speak English: Chinese stands in them only as data and in quotations, marked as Chinese in pages."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.reporting.asking import asked
from tests.reporting.test_sinks import squeezed
from tests.running.calling import Folder, certify, clean
from tests.running.submissions import RULES, Content, entry, ready, review

# Chinese punctuation, and Latin signs as wide as Chinese characters.
WIDE = re.compile("[\u3000-\u303f\uff00-\uffef]")
CHINESE = re.compile("[\u3400-\u9fff](?:[^A-Za-z<>]*[\u3400-\u9fff])?")
FIGURES: dict[str, Any] = {
    "cases__accepted": 40,
    "cases__agreed": 24,
    "cases__failed": 12,
    "cases__withdrawn_settled": 3,
    "cases__pending": 1,
}
FALLING_SHORT = ready(
    "a",
    signage__emblem_displayed=False,
    feedback=None,
    outreach=[],
    **FIGURES,
)
SUBMISSIONS: dict[str, tuple[Content, Content | None]] = {
    "ready": (ready("a"), None),
    "falling short": (FALLING_SHORT, None),
    "reviewed": (FALLING_SHORT, {"organization": "a", "entries": [entry("B1-1.a", "not_met", note="名称不符")]}),
    "empty": ({key: ready("a")[key] for key in ("organization", "assessment")}, None),
    "none of a type": (ready("a", incentives=[{"kind": "per_case_subsidy", "document": False}], mediators=[]), None),
    "invalid": (ready("a", cases__agreed=99, postings__procedure="大概", x=1), None),
}


def quoted() -> Iterator[str]:
    """Yield what the rules quote of their source."""
    yield RULES.source.number
    for criterion in RULES.criteria:
        yield from (criterion.clause, criterion.text)
        yield from (check.quote for check in criterion.checks)
    for rule in RULES.type_rules:
        yield from (rule.clause, rule.text)


def wide(said: str) -> list[str]:
    """Return the wide signs that are neither quoted nor within Chinese, each with what stands around it."""
    left = squeezed(re.sub("[│\\\\]", "", said))
    for one in sorted(map(squeezed, quoted()), key=len, reverse=True):
        left = left.replace(one, "")
    left = CHINESE.sub("", left)
    return [left[max(0, found.start() - 20) : found.end() + 20] for found in WIDE.finditer(left)]


class Words(HTMLParser):
    """The text of a page by whether it is marked as Chinese."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.plain: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "wbr", "input", "col"):
            self.open.append((tag, dict(attrs).get("lang") == "zh-CN"))

    def handle_endtag(self, tag: str) -> None:
        # Some end tags are left out of the pages.
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _ in self.open}
        if not inside & {"script", "style", "title", "code"} and not any(chinese for _, chinese in self.open):
            self.plain.append(data)


def unmarked(page: str) -> list[str]:
    return re.findall("[^>]{,20}[\u3400-\u9fff]+", "\n".join(Words(page).plain))


@pytest.mark.parametrize("name", SUBMISSIONS)
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_no_chinese_punctuation_in_english_reports(tmp_path: Path, name: str, form: str) -> None:
    content, reviewed = SUBMISSIONS[name]
    written = asked(tmp_path, content, form, reviewed, "en")
    if form == "html":
        written = re.sub("<style>.*?</style>|<script>.*?</script>", "", written, flags=re.DOTALL)
        written = re.sub("<[^>]*>", "", written)
    assert wide(written) == []


def values(found: object) -> Iterator[str]:
    """Yield every text of a report."""
    if isinstance(found, dict):
        for one in found.values():
            yield from values(one)
    elif isinstance(found, list):
        for one in found:
            yield from values(one)
    elif isinstance(found, str):
        yield found


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_no_chinese_punctuation_in_english_json(tmp_path: Path, name: str) -> None:
    content, reviewed = SUBMISSIONS[name]
    for said in values(json.loads(asked(tmp_path, content, "json", reviewed, "en"))):
        assert wide(said) == []


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a batch with everything that its pages can tell of, judged in English."""
    folder = Folder(
        tmp_path_factory.mktemp("english"),
        title="第五批",
        recommendations="recommendations.csv",
        decisions="decisions.csv",
    )
    folder.recommendable("a")
    folder.submit("b", FALLING_SHORT | {"organization": ready("b")["organization"]}, review("b"))
    folder.submit("c", ready("c", "370103", cases__agreed=99))
    folder.submit("d", ready("d", "370104", cases__accepted=0, cases__agreed=0, cases__failed=0))
    folder.table("recommendations", "organization,on,by,override", "a,2025-10-20,市局,", "b,2025-11-20,市局,仅此一家")
    folder.table("decisions", "organization,decision,on,by", "a,recognized,2025-11-20,省厅")
    assert clean(folder.run("--lang", "en")).returncode == 4, "one of them is invalid"
    assert folder.out.is_dir()
    return folder


def test_no_chinese_punctuation_in_english_files_of_a_batch(batch: Folder) -> None:
    assert wide((batch.out / "推荐汇总表.csv").read_text(encoding="utf-8-sig")) == []
    for said in values(batch.report()):
        assert wide(said) == []
    for path in (batch.out / "index.html", *(batch.out / "organizations").iterdir()):
        words = re.sub(
            "<style>.*?</style>|<script>.*?</script>|<[^>]*>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        assert wide(words) == [], path.name


def test_chinese_is_marked_in_english_pages(batch: Folder) -> None:
    for path in (batch.out / "index.html", *(batch.out / "organizations").iterdir()):
        assert unmarked(path.read_text(encoding="utf-8")) == [], path.name


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_chinese_is_marked_in_english_check_pages(tmp_path: Path, name: str) -> None:
    content, reviewed = SUBMISSIONS[name]
    assert unmarked(asked(tmp_path, content, "html", reviewed, "en")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "nowhere.yaml"),
        ("check", "--rules", "shandong-2023", "a.yaml"),
        ("check", "--nosuch", "a.yaml"),
        ("check",),
        ("nosuch",),
        ("explain", "A9-9"),
        ("rules", "show", "x"),
        ("rules", "lint", "a.yaml"),
        ("batch", "a.yaml"),
        ("batch", "nowhere"),
    ],
    ids=" ".join,
)
def test_messages_of_the_command_line_are_english(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.yaml").write_text('{"x": 1}', encoding="utf-8")
    called = clean(certify(*arguments, cwd=tmp_path, CERTIFY_LANG="en"))
    assert called.returncode
    assert not WIDE.search(CHINESE.sub("", called.stdout + called.stderr))
