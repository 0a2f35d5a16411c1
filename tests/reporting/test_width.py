"""The text report in narrow and wide terminals: no line is longer than asked for, and nothing is lost."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from certify.language import Lang
from certify.reporting.text import render_text
from certify.reporting.wrapping import breaks
from certify.wording.terms import DECLARED_SHARE
from tests.reporting.asking import TIERS, Report, asked, checks, report, shaped
from tests.running.submissions import entry, ready


@pytest.fixture(scope="module", params=["zh", "en"])
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("width")
    content = ready("a", signage__emblem_displayed=False, feedback=None, agreements__made=9, cases__failed=1)
    content["cases"].update(accepted=10, agreed=8, failed=2)
    content["organization"]["name"] = "很长的名称" * 12 + "调解中心"
    reviewed = {"organization": "a", "entries": [entry("B1-1.a", note="说明" * 60)]}
    return report(folder, content, reviewed, request.param)


def written(judged: Report, width: int, *, colour: bool = False) -> str:
    return render_text(shaped(judged), TIERS, judged["lang"], colour=colour, width=width)


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_no_line_is_wider_than_asked_for(judged: Report, width: int) -> None:
    assert max(cell_len(line) for line in written(judged, width).splitlines()) <= width


@pytest.mark.parametrize("width", [60, 100, 200])
def test_whatever_the_width_everything_is_said(judged: Report, width: int) -> None:
    said = "".join(written(judged, width).replace("│", "").split())
    assert judged["organization"]["name"] in said
    for action in judged["actions"]:
        assert action["check"] in said
        assert "".join(checks(judged)[action["check"]]["title"].split()) in said
        assert "".join(checks(judged)[action["check"]]["reason"].split()) in said or action["act"] == "review"
    for clause in judged["criteria"]:
        assert clause["id"] in said


@pytest.mark.parametrize("width", [60, 100, 200])
def test_no_figure_and_no_word_is_cut_off(judged: Report, width: int) -> None:
    assert "…" not in written(judged, width)


def test_no_word_is_cut_off_in_english_at_80_columns(tmp_path: Path) -> None:
    said = render_text(shaped(report(tmp_path, ready("a"), lang="en")), TIERS, "en", width=80)
    # One label has the sign itself.
    assert "…" not in said.replace("…调解", "")


@pytest.mark.parametrize("width", [40, 60, 77, 100])
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(judged: Report, width: int) -> None:
    for line in written(judged, width).splitlines():
        said = line.strip("│ ")
        assert not said.startswith(tuple("，。；：、！）”》〕")), line
        assert not said.endswith(tuple("（“《〔")), line


@given(st.text("甲乙，。“”（）；a b1.…\u3000é🤝", max_size=80), st.integers(2, 40))
def test_breaks_lose_nothing_and_no_line_is_too_wide(said: str, width: int) -> None:
    places = [0, *breaks(said, width), len(said)]
    assert places == sorted(places)
    lines = [said[start:end] for start, end in pairwise(places)]
    assert "".join(lines) == said
    assert all(cell_len(line.rstrip()) <= width for line in lines)


@pytest.mark.parametrize(("track", "low"), [("declared", True), ("verified", False)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_low_share_of_a_self_assessment_is_explained(tmp_path: Path, lang: Lang, track: str, *, low: bool) -> None:
    reviewed = None if track == "declared" else {"organization": "a", "entries": []}
    said = "".join(asked(tmp_path, ready("a"), "text", reviewed, lang).split())
    assert ("".join(DECLARED_SHARE.to(lang).split()) in said) is low


def test_what_can_still_be_reached_stands_with_its_fraction(tmp_path: Path) -> None:
    said = asked(tmp_path, ready("a", signage__emblem_displayed=False), "text")
    assert "9/10 90.00%" in said
    assert "25/26 96.15%" in said


def test_the_figures_of_a_judgement_are_listed(tmp_path: Path) -> None:
    found = report(tmp_path, ready("a"))
    said = "".join(render_text(shaped(found), TIERS, "zh").split())
    open_ones = [check for check in checks(found).values() if check["declared"] == "needs_review"]
    assert any(check["shown"] for check in open_ones)
    for check in open_ones:
        for figure in check["shown"]:
            assert "".join(f"{figure['label']}：{figure['value']}".split()) in said


def test_a_result_that_hangs_on_a_reading_is_told_at_the_top(tmp_path: Path) -> None:
    figures = {"accepted": 40, "agreed": 24, "failed": 12, "withdrawn_settled": 3, "pending": 1}
    changes: dict[str, Any] = {f"cases__{name}": figure for name, figure in figures.items()}
    top = asked(tmp_path, ready("a", **changes), "text").partition("╰")[0]
    assert "A1-8.a" in top
    assert "口径" in top
    assert "A1-8.a" not in asked(tmp_path, ready("a"), "text").partition("╰")[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_question_is_asked_twice(tmp_path: Path, lang: str) -> None:
    content = {key: ready("a")[key] for key in ("organization", "assessment")}
    found = report(tmp_path, content, lang=lang)
    asked_for = [wanted["fact"] for check in checks(found).values() for wanted in check["wanted"]]
    assert len(asked_for) > len(set(asked_for))
    said = "".join(render_text(shaped(found), TIERS, found["lang"], width=200).split())
    for wanted in (wanted for check in checks(found).values() for wanted in check["wanted"]):
        assert said.count("".join(f"{wanted['question']}[{wanted['fact']}]".split())) == 1


@pytest.mark.parametrize("width", [60, 200])
def test_no_line_ends_in_blanks(judged: Report, width: int) -> None:
    for line in written(judged, width).splitlines():
        assert line == line.rstrip()


def test_colours_change_no_word(judged: Report) -> None:
    coloured = written(judged, 100, colour=True)
    assert "\x1b[" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured).split() == written(judged, 100).split()


def test_a_report_names_the_file_of_an_invalid_submission(tmp_path: Path) -> None:
    found = report(tmp_path, ready("a", cases__agreed=99))
    assert "submission.yaml:" in render_text(shaped(found), TIERS, "zh", width=60)
