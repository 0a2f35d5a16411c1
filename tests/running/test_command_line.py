"""The command line: exit statuses of the contract, results on stdout, messages on stderr, never a traceback."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.running.calling import Called, certify, clean, inside
from tests.running.submissions import PERSONAL, a_check, entry, ready, review, text

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
COMMANDS = (
    "check",
    "batch",
    "explain",
    "schema",
    "rules",
    "rules list",
    "rules show",
    "rules lint",
    "rules new",
    "rules issue",
)
RULES = "shandong-2024"


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(text(ready("a")), encoding="utf-8")
    return path


def refused(called: Called) -> Called:
    """Return a call after checking that it was refused as a wrong call is."""
    clean(called)
    assert called.returncode == 2
    assert called.stdout == ""
    assert called.stderr.strip()
    return called


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope",),
        ("--nope",),
        ("check",),
        ("check", "--nope", "a.yaml"),
        ("check", "a.yaml", "b.yaml"),
        ("check", "nowhere.yaml"),
        ("check", "."),
        ("check", "a.yaml", "--rules"),
        ("check", "a.yaml", "--rules", "nope"),
        ("check", "a.yaml", "--rules", f"{RULES}@9.9.9"),
        ("check", "a.yaml", "--rules", ""),
        ("check", "a.yaml", "--rules", "../../etc"),
        ("check", "a.yaml", "--format", "pdf"),
        ("check", "a.yaml", "--lang", "xx"),
        ("check", "a.yaml", "--review", "nowhere.yaml"),
        ("check", "a.yaml", "--review", "."),
        ("batch",),
        ("batch", "nowhere"),
        ("batch", ".", "--lang", "xx"),
        ("batch", ".", "--nope"),
        ("explain",),
        ("explain", "Z9-9"),
        ("rules", "nope"),
        ("rules", "show", "nope"),
        ("schema", "nope"),
        ("schema",),
    ],
    ids=" ".join,
)
def test_a_wrong_call_is_answered_with_2(
    submission: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(submission.parent)
    refused(inside(*arguments))


def test_a_wrong_call_is_answered_the_same_by_the_program_itself(tmp_path: Path) -> None:
    refused(certify("check", "nowhere.yaml", cwd=tmp_path))
    assert "nowhere.yaml" in refused(certify("check", "nowhere.yaml", cwd=tmp_path, CERTIFY_LANG="en")).stderr


def test_an_unknown_rule_set_is_told_with_those_there_are(submission: Path) -> None:
    said = refused(inside("check", submission, "--rules", "shandong-2042")).stderr
    assert f"{RULES}@1.0.0" in said
    assert f"是否应为 {RULES}" in said


def test_without_arguments_the_commands_are_told() -> None:
    called = clean(certify())
    assert called.returncode == 2
    assert "check" in called.stdout + called.stderr


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_is_on_stdout_and_answered_with_0(command: str, option: str) -> None:
    called = clean(inside(*command.split(), option))
    assert called.returncode == 0
    assert called.stderr == ""
    assert called.stdout.startswith("Usage: ")


def test_the_version_is_on_stdout() -> None:
    called = clean(certify("--version"))
    assert called.returncode == 0
    assert called.stderr == ""
    assert called.stdout.startswith("certify ")


FAILING = ready("a", signage__emblem_displayed=False)
STATUSES = {
    "ready": (ready("a"), None, 0),
    "not_ready": (FAILING, None, 1),
    "incomplete": (ready("a", feedback=None), None, 3),
    "recommendable": (ready("a"), review("a"), 0),
    "not_recommendable": (FAILING, review("a", leave_out=("B1-1.c",)), 1),
    "invalid": (ready("a", cases__agreed=99), None, 4),
}


@pytest.mark.parametrize("outcome", STATUSES)
def test_the_exit_status_says_the_outcome(tmp_path: Path, outcome: str) -> None:
    content, reviewed, status = STATUSES[outcome]
    given = tmp_path / "a.yaml"
    options: list[str | Path] = []
    given.write_text(text(content), encoding="utf-8")
    if reviewed is not None:
        (tmp_path / "r.yaml").write_text(text(reviewed), encoding="utf-8")
        options = ["--review", tmp_path / "r.yaml"]
    called = clean(inside("check", given, "--format", "json", *options))
    assert (called.returncode, json.loads(called.stdout)["outcome"]) == (status, outcome)
    assert called.stderr == ""


def test_an_incomplete_review_is_answered_with_3(tmp_path: Path, submission: Path) -> None:
    (tmp_path / "r.yaml").write_text(text(review("a", leave_out=(a_check("judgement"),))), encoding="utf-8")
    assert clean(inside("check", submission, "--review", tmp_path / "r.yaml")).returncode == 3


def test_check_takes_up_no_review_by_itself(submission: Path) -> None:
    reviewed = {"organization": "a", "entries": [entry(a_check("evidence"), "not_met")]}
    submission.with_name("a.review.yaml").write_text(text(reviewed), encoding="utf-8")
    called = clean(inside("check", submission, "--format", "json"))
    assert json.loads(called.stdout)["track"] == "declared"
    assert called.returncode == 0


def test_a_wrong_review_is_an_input_error(submission: Path, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(text(review("another")), encoding="utf-8")
    assert clean(inside("check", submission, "--review", tmp_path / "r.yaml")).returncode == 4


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("r.json", "{"),
        ("r.JSON", "{"),
        ("r.md", "# "),
        ("r.html", "<!doctype html>"),
        ("r.htm", "<!doctype html>"),
        ("r.txt", "╭"),
        ("r", "╭"),
    ],
)
def test_the_ending_of_the_output_decides_the_format(submission: Path, tmp_path: Path, name: str, begins: str) -> None:
    called = clean(inside("check", submission, "-o", tmp_path / "new" / "folder" / name))
    assert (called.returncode, called.stdout, called.stderr) == (0, "", "")
    assert (tmp_path / "new" / "folder" / name).read_text(encoding="utf-8").lower().startswith(begins)


def test_the_format_asked_for_goes_before_the_ending(submission: Path, tmp_path: Path) -> None:
    clean(inside("check", submission, "--format", "json", "-o", tmp_path / "r.html"))
    assert json.loads((tmp_path / "r.html").read_text(encoding="utf-8"))["outcome"] == "ready"


def test_an_earlier_output_is_replaced_and_nothing_is_left_beside_it(submission: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for lang in ("zh", "en"):
        clean(inside("check", submission, "-o", out / "r.json", "--lang", lang))
    assert [path.name for path in out.iterdir()] == ["r.json"]
    assert json.loads((out / "r.json").read_text(encoding="utf-8"))["lang"] == "en"


@pytest.mark.parametrize("place", ["/proc/certify.json", "a folder", "a.yaml/r.json"])
def test_an_output_that_cannot_be_written_is_answered_with_2(submission: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "a folder").mkdir()
    refused(inside("check", submission, "-o", tmp_path / place))
    assert submission.read_text(encoding="utf-8") == text(ready("a"))


@NOT_ROOT
def test_an_output_that_may_not_be_written_is_answered_with_2(submission: Path, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    refused(inside("check", submission, "-o", tmp_path / "closed" / "r.json"))


@pytest.mark.parametrize(
    ("options", "setting", "lang"),
    [
        ((), None, "zh"),
        ((), "en", "en"),
        ((), "zh", "zh"),
        (("--lang", "zh"), "en", "zh"),
        (("--lang", "en"), "zh", "en"),
    ],
)
def test_the_option_goes_before_the_setting_of_the_language(
    submission: Path, options: tuple[str, ...], setting: str | None, lang: str
) -> None:
    changes: dict[str, Any] = {} if setting is None else {"CERTIFY_LANG": setting}
    called = clean(inside("check", submission, "--format", "json", *options, **changes))
    assert json.loads(called.stdout)["lang"] == lang


def test_a_wrong_setting_of_the_language_is_a_wrong_call(submission: Path) -> None:
    refused(inside("check", submission, CERTIFY_LANG="xx"))


@pytest.mark.parametrize("name", ["-", "new\nline.yaml", "\u202eyaml.a", "a" * 300 + ".yaml"])
def test_a_name_that_no_file_has_is_a_wrong_call(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    refused(inside("check", name))


@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_half_a_character_in_a_name_stops_no_report(tmp_path: Path, form: str) -> None:
    half = tmp_path / "half.json"
    half.write_text(text(ready("a", organization__name="@")).replace('"@"', '"\\ud800"'), encoding="utf-8")
    clean(inside("check", half, "--format", form, "-o", tmp_path / "r"))


def test_criteria_that_cannot_be_used_are_an_input_error(submission: Path, tmp_path: Path) -> None:
    called = clean(certify("check", submission, CERTIFY_CRITERIA=str(tmp_path)))
    assert called.returncode == 4
    assert "vocabulary.yaml:1:1" in called.stderr


def test_a_fault_of_the_program_is_told_without_anybody_s_data(
    submission: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(PERSONAL[0])

    monkeypatch.setattr("certify.running.one.judge", broken)
    called = inside("check", submission)
    assert called.returncode not in (0, 1, 2, 3, 4)
    assert "RuntimeError" in called.stderr
    assert PERSONAL[0] not in called.stderr
    assert "Traceback" not in called.stderr
