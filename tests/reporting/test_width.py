"""The text report in narrow and wide terminals: no line is longer than asked for, and nothing is lost."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from certify.reporting.text import render_text
from tests.reporting.asking import TIERS, Report, checks, report, shaped
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
    assert "…" not in render_text(shaped(report(tmp_path, ready("a"), lang="en")), TIERS, "en", width=80)


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
