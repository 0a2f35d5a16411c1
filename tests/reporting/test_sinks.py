"""Text that users give goes through every report as text: it breaks nothing, runs nothing and hides nothing."""

import csv
import io
import json
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.reporting.asking import asked
from tests.running.calling import Folder, clean, inside
from tests.running.submissions import Content, entry, ready, review

TEXTS = {
    "rich markup": "[/red] [bold]粗[/bold] [link=http://x]y[/link] [",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;</title>\"'",
    "template": "{{ 7 * 7 }}{% for x in y %}{# #}<%# %>${x}{0}{name}%s%(x)s",
    "formula": "=cmd|'/c calc'!A0",
    "formula after a sign": "+1+1",
    "formula with at": "@SUM(A1)",
    "minus": "-2+3",
    "table": "a | b || c \\| d",
    "markdown": "# h\\n- l * _e_ **s** `c` ~~d~~ [t](javascript:alert(1)) ![i](x) <b>",
    "lines": "第一行\n第二行\r\n第三行\ttab",
    "right to left": "\u202e倒\u202c\u200f右\u2066\u2069",
    "emoji": "🤝👩🏽‍⚖️🇨🇳 e\u0301 ﷽",
    "wide and odd": "ｆｕｌｌ\u3000\u00a0\u200b\ufeff\u0378",
    "very long": "很长" * 2000,
    "one long word": "x" * 4000,
    "quotes": "名'\"“”‘’`´",
}


def tainted(said: str) -> Content:
    """Return a submission with a text wherever a user may write one."""
    content = ready(
        "a",
        organization__name=said,
        organization__township=said,
        organization__id=f"a{said[:30]}",
        signage__sign_text=f"{said}。",
        funding__document=said,
        online__office_system=said,
        links__court__system=said,
        platforms__0__name=said,
        outreach__0__audience=said,
        evidence=[{"id": said, "kind": "photo", "ref": said, "covers": ["B1-1.a"]}],
        emergency__response_document=said,
    )
    content["rules_in_force"]["archives"].update(document=said, page=said)
    return content


def notes(said: str) -> Content:
    """Return a review with a text wherever a reviewer may write one."""
    both = {"reviewer": said, "note": said, "evidence": [said]}
    return {
        "organization": f"a{said[:30]}",
        "entries": [entry("B1-1.a", "not_met", **both), entry("B1-1.c", "met", **both), entry("A1-8.a", "met", **both)],
    }


class Page(HTMLParser):
    """What a browser makes of a page: its text, its elements, and where text would run."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.elements: list[str] = []
        self.running: list[str] = []
        self.inside = ""
        self.scripts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Places where a long word may be broken depend on the word.
        if tag not in ("wbr", "br"):
            self.elements.append(tag)
        self.inside = tag if tag in ("script", "style") else self.inside
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.running.append(f"{tag} {name}={value}")

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        (self.scripts if self.inside == "script" else self.words).append(data)

    @property
    def text(self) -> str:
        return squeezed("".join(self.words))


def squeezed(said: str) -> str:
    return "".join(said.split())


@pytest.fixture(params=TEXTS, scope="module")
def said(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
@pytest.mark.parametrize("track", ["declared", "verified"])
def test_no_text_stops_a_report_and_every_one_arrives(tmp_path: Path, said: str, form: str, track: str) -> None:
    reviewed = notes(said) if track == "verified" else None
    written = asked(tmp_path, tainted(said), form, reviewed)
    if form == "html":
        arrived = Page(written).text
    elif form == "json":
        arrived = squeezed(json.loads(written)["organization"]["name"])
    elif form == "md":
        arrived = squeezed(written.replace("\\", "").replace("<!-- -->", ""))
    else:
        arrived = squeezed(written.replace("│", ""))
    assert squeezed(said).replace("\\", "")[:500] in arrived.replace("\\", "")


@pytest.mark.parametrize("track", ["declared", "verified"])
def test_no_text_becomes_an_element_of_a_page(tmp_path: Path, said: str, track: str) -> None:
    found, plain = (
        Page(asked(tmp_path, tainted(text), "html", notes(text) if track == "verified" else None))
        for text in (said, "平常的文字")
    )
    assert found.elements == plain.elements
    assert found.running == plain.running


def test_no_text_breaks_a_table_of_markdown(tmp_path: Path, said: str) -> None:
    written = asked(tmp_path, tainted(said), "md", notes(said))
    for block in written.split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        widths = {line.replace("\\|", "").count("|") for line in rows}
        assert len(widths) <= 1, rows
    assert "<script>" not in written
    assert "](javascript:" not in written.replace("\\]", "")


@pytest.mark.parametrize(
    "said",
    [
        "http://a.example/b",
        "见https://a.example。",
        "ftp://a.example",
        "www.a.example",
        "WWW.a.example",
        "甲 a@b.example",
    ],
)
def test_no_address_becomes_a_link_of_markdown(tmp_path: Path, said: str) -> None:
    written = asked(tmp_path, tainted(said), "md", notes(said))
    assert said not in written
    # What GitHub's Markdown takes for an address by itself, escaped or not.
    assert not re.search(r"://|www\\?\.|\w@", re.sub(r"`[^`]*`", "", written), re.IGNORECASE)
    assert squeezed(said) in squeezed(written.replace("\\", "").replace("<!-- -->", ""))


def test_no_text_is_taken_for_markup_of_the_terminal(tmp_path: Path, said: str) -> None:
    assert "\x1b" not in asked(tmp_path, tainted(said), "text", notes(said))


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a judged batch in which every text stands in a recommended, a failing and an invalid submission."""
    folder = Folder(tmp_path_factory.mktemp("sinks"), title=TEXTS["html"], id=TEXTS["html"], per_unit={"max": 99})
    for number, text in enumerate(TEXTS.values()):
        sound = ready(f"org-{number}", organization__name=text, signage__sign_text=text)
        folder.submit(f"sound-{number}", sound, review(f"org-{number}", note=text, reviewer=text))
        falling_short = tainted(text)
        falling_short["organization"]["id"] = f"short-{number}"
        folder.submit(f"short-{number}", falling_short, notes(text) | {"organization": f"short-{number}"})
        folder.submit(f"invalid-{number}", tainted(text) | {"cases": {"accepted": text, text[:50]: text}})
    assert clean(folder.run()).returncode == 4
    return folder


def test_a_batch_of_such_texts_is_whole(batch: Folder) -> None:
    found = batch.report()
    assert len(found["organizations"]) == 2 * len(TEXTS)
    assert len(found["invalid"]) == len(TEXTS)
    assert sum(row["recommended"] for row in found["organizations"]) == len(TEXTS)


def test_no_page_of_a_batch_runs_what_a_user_wrote(batch: Folder) -> None:
    pages = [*batch.out.rglob("*.html")]
    assert len(pages) > 3 * len(TEXTS)
    for path in pages:
        page = Page(path.read_text(encoding="utf-8"))
        assert "img" not in page.elements
        assert not page.running
        assert not any("alert(1)" in script for script in page.scripts)


def test_no_cell_of_the_table_is_a_formula_and_no_row_is_torn(batch: Folder) -> None:
    raw = (batch.out / "推荐汇总表.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    assert len(rows) == 1 + len(TEXTS)
    assert {len(row) for row in rows} == {15}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    names = {row[3].removeprefix("'") for row in rows[1:]}
    assert {squeezed(name) for name in names} == {squeezed(text) for text in TEXTS.values()}


def test_no_cell_of_the_table_is_taken_for_a_date(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.recommendable("a")
    clean(folder.run())
    rows = list(csv.reader(io.StringIO((folder.out / "推荐汇总表.csv").read_text(encoding="utf-8-sig"), newline="")))
    parts = [cell.split("/") for cell in rows[1]]
    assert not [cell for cell in parts if len(cell) in (2, 3) and all(part.isdigit() for part in cell)]


@pytest.mark.parametrize(
    "said",
    ["\x1b[2J\x1b[31m", "a\x00b", "\x07", "\x7f", "\x9b31m"],
    ids=["escape", "nul", "bell", "delete", "C1"],
)
@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_no_control_character_reaches_a_terminal(tmp_path: Path, name: str, said: str) -> None:
    # They stand escaped in the file, so that its own text holds none.
    submission = tmp_path / name
    submission.write_text(json.dumps(ready("a", organization__name=f"名{said}称")), encoding="utf-8")
    called = clean(inside("check", submission))
    assert not [sign for sign in called.stdout if unicodedata.category(sign) == "Cc" and sign != "\n"]


@pytest.mark.parametrize("said", ["a:o:b", ":smile:", "8:100:30"])
def test_words_between_colons_stay_words(tmp_path: Path, said: str) -> None:
    assert said in asked(tmp_path, ready("a", organization__name=said), "text")


@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_an_invalid_submission_with_a_review_is_told_of_in_every_format(tmp_path: Path, form: str) -> None:
    assert asked(tmp_path, ready("a", cases__agreed=99), form, review("a"))
