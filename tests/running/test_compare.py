"""`certify compare`: planted changes between two runs are told for what they are, in every format."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from certify.rules.home import criteria_home
from certify.running.run_record import RUN_FILE
from tests.running.calling import Called, Folder, certify, clean, inside
from tests.running.submissions import PERSONAL, a_check, entry, ready, review, text
from tests.running.test_readings import WITHDRAWN
from tests.running.test_run_record import resealed

Report = dict[str, Any]
JUDGEMENT = a_check("judgement")


def refused(name: str) -> dict[str, Any]:
    found = review(name)
    return {**found, "entries": [*found["entries"], entry(JUDGEMENT, "not_met")]}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return two runs of one batch, between which one thing or two were changed in each submission."""
    home = tmp_path_factory.mktemp("compare")
    folder = Folder(home / "batch")
    names = ("same", "facts", "review", "both", "broken", "mended", "gone", "checks", "unread-review")
    for name in names:
        folder.submit(name, ready(name), review(name))
    folder.submit("mended", ready("mended", cases__agreed=11), review("mended"))
    folder.submit("checks", ready("checks", cases__agreed=3, cases__failed=7), review("checks"))
    clean(folder.run("-o", home / "one"))
    folder.submit("facts", ready("facts", cases__agreed=3, cases__failed=7), review("facts"))
    folder.submit("review", ready("review"), refused("review"))
    folder.submit("both", ready("both", cases__agreed=3, cases__failed=7), refused("both"))
    folder.submit("broken", ready("broken", cases__agreed=11), review("broken"))
    folder.submit("mended", ready("mended"), review("mended"))
    folder.submit("checks", ready("checks", cases__agreed=3, cases__failed=7), refused("checks"))
    folder.submit("unread-review", ready("unread-review"), review("another"))
    folder.submit("new", ready("new"))
    for path in folder.submissions.glob("gone.*"):
        path.unlink()
    clean(folder.run("-o", home / "two"))
    return home / "one", home / "two"


def compared(runs: tuple[Path, Path], *options: str) -> tuple[Called, Report]:
    called = clean(inside("compare", *runs, "--format", "json", *options))
    return called, json.loads(called.stdout)


def test_planted_changes_are_told_for_what_they_are(runs: tuple[Path, Path]) -> None:
    called, report = compared(runs)
    assert (called.returncode, called.stderr, report["report"]) == (0, "", "certify-compare/1")
    found = {one["id"]: (one["before"], one["after"], one["explanations"]) for one in report["organizations"]}
    assert found == {
        "facts": ("recommendable", "not_recommendable", [["submission"]]),
        "review": ("recommendable", "not_recommendable", [["review"]]),
        "both": ("recommendable", "not_recommendable", [["submission"], ["review"]]),
        "broken": ("recommendable", "invalid", [["unread"]]),
        "mended": ("invalid", "recommendable", [["unread"]]),
        "unread-review": ("recommendable", "invalid", [["review"]]),
        "checks": ("not_recommendable", "not_recommendable", []),
    }
    assert [one["id"] for one in report["only_before"]] == ["gone"]
    assert [one["id"] for one in report["only_after"]] == ["new"]


def test_counts_stand_on_top(runs: tuple[Path, Path]) -> None:
    summary = compared(runs)[1]["summary"]
    counts = {name: summary[name] for name in ("same", "outcome", "checks_only", "only_before", "only_after")}
    assert counts == {"same": 1, "outcome": 6, "checks_only": 1, "only_before": 1, "only_after": 1}
    assert summary["unexplained"] == 0
    factors = {one["factor"]: (one["alone"], one["together"]) for one in summary["factors"]}
    assert factors == {"rules": (0, 0), "submission": (2, 0), "review": (3, 0), "date": (0, 0), "unread": (2, 0)}
    moves = {(one["before"], one["after"]): one["count"] for one in summary["moves"]}
    assert moves == {
        ("recommendable", "not_recommendable"): 3,
        ("recommendable", "invalid"): 2,
        ("invalid", "recommendable"): 1,
    }


def test_each_sub_check_has_its_own_explanation_and_what_differs_stands_below(runs: tuple[Path, Path]) -> None:
    (both,) = [one for one in compared(runs)[1]["organizations"] if one["id"] == "both"]
    checks = {one["id"]: (one["before"], one["after"], one["explanations"]) for one in both["checks"]}
    assert checks.pop(JUDGEMENT) == ("met", "not_met", [["review"]])
    assert {found: sets for found, (_, _, sets) in checks.items()} == {key: [["submission"]] for key in checks}
    assert checks
    assert {sets for one in both["clauses"] for (sets,) in one["explanations"]} == {"submission", "review"}
    facts = {one["fact"]: (one["before"], one["after"], one["decides"]) for one in both["facts"]}
    assert facts == {"cases.agreed": ("8件", "3件", True), "cases.failed": ("2件", "7件", True)}
    (said,) = both["entries"]
    assert (said["check"], said["before"], said["after"], said["decides"]) == (JUDGEMENT, "met", "not_met", True)


def test_a_run_compared_with_itself_differs_in_nothing(runs: tuple[Path, Path]) -> None:
    called, report = compared((runs[0], runs[0]))
    assert called.returncode == 0
    assert [report[name] for name in ("organizations", "only_before", "only_after", "units", "readings")] == [[]] * 5
    assert (report["summary"]["same"], report["summary"]["unread"]) == (8, 1)


def test_units_that_recommend_otherwise_are_listed(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.recommendable("org-1")
    clean(folder.run("-o", tmp_path / "one"))
    folder.submit("org-1", ready("org-1", cases__agreed=3, cases__failed=7), review("org-1"))
    clean(folder.run("-o", tmp_path / "two"))
    (unit,) = compared((tmp_path / "one", tmp_path / "two"))[1]["units"]
    assert unit["id"] == "370102"
    assert (unit["before"]["recommended"], unit["after"]["recommended"]) == (["org-1"], [])
    assert (unit["before"]["covered_if_recognized"], unit["after"]["covered_if_recognized"]) == (True, False)


def test_texts_are_told_to_differ_and_not_what_they_say(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("org-1")
    clean(folder.run("-o", tmp_path / "one"))
    other = ready(
        "org-1", signage__sign_text="别的名称", mediators__0__active=False, mediators__0__left_on="2025-05-01"
    )
    other["mediators"][1]["name"] = "白嫂子"
    folder.submit("org-1", other)
    clean(folder.run("-o", tmp_path / "two"))
    for form in ("json", "text", "md", "html"):
        said = clean(inside("compare", tmp_path / "one", tmp_path / "two", "--format", form)).stdout
        assert [word for word in (*PERSONAL, "别的名称", "白嫂子") if word in said] == []
        assert not re.search("text-[0-9a-f]{20}", said)
    report = compared((tmp_path / "one", tmp_path / "two"))[1]
    facts = {one["fact"]: (one["before"], one["after"]) for one in report["organizations"][0]["facts"]}
    assert facts["signage.sign_text"] == ("已填", "已填，内容不同")
    assert facts["mediators[0].active"] == ("是", "否")
    assert facts["mediators[0].left_on"] == ("未填", "2025-05-01")
    assert not [name for name in facts if "name" in name]


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_says_it_in_the_language_asked_for_and_the_same_twice(
    runs: tuple[Path, Path], tmp_path: Path, form: str, lang: str
) -> None:
    output = tmp_path / f"report.{ {'text': 'txt'}.get(form, form) }"
    assert clean(inside("compare", *runs, "-o", output, "--lang", lang)).returncode == 0
    written = output.read_bytes()
    assert clean(inside("compare", *runs, "-o", output, "--lang", lang)).returncode == 0
    assert output.read_bytes() == written
    said = "".join(written.decode().split()).replace("\\", "")
    wanted = "材料、审核各自单独都足以说明" if lang == "zh" else "eachaloneexplainsit:thesubmission,thereview"
    assert wanted in said
    if lang == "en" and form != "json":
        for word in ("结论", "材料", "审核"):
            assert word not in said


def other_rules(home: Path) -> Path:
    """Copy the criteria and put a second version beside the first, under which one more computer is wanted."""
    shutil.copytree(criteria_home(), home)
    path = home / "shandong-2024" / "1.0.0.yaml"
    content = path.read_text(encoding="utf-8")
    changed = content.replace("version: 1.0.0", "version: 9.0.0", 1).replace(
        "{fact: equipment.computers, at_least: 1}", "{fact: equipment.computers, at_least: 2}"
    )
    assert "9.0.0" in changed
    path.with_name("9.0.0.yaml").write_text(changed, encoding="utf-8")
    return home


def test_other_rules_and_another_submission_only_together(tmp_path: Path) -> None:
    home = str(other_rules(tmp_path / "criteria"))
    folder = Folder(tmp_path / "batch")
    folder.submit("org-1", ready("org-1", assessment__ruleset=None))
    folder.submit("org-2", ready("org-2", assessment__ruleset=None, equipment__computers=1))
    clean(folder.call("-o", tmp_path / "one", CERTIFY_CRITERIA=home))
    folder.write(ruleset="shandong-2024@9.0.0")
    folder.submit("org-1", ready("org-1", assessment__ruleset=None, equipment__computers=1))
    clean(folder.call("-o", tmp_path / "two", CERTIFY_CRITERIA=home))
    called = clean(certify("compare", tmp_path / "one", tmp_path / "two", "--format", "json", CERTIFY_CRITERIA=home))
    found = {one["id"]: one["explanations"] for one in json.loads(called.stdout)["organizations"]}
    assert found == {"org-1": [["rules", "submission"]], "org-2": [["rules"]]}
    text_ = clean(certify("compare", tmp_path / "one", tmp_path / "two", CERTIFY_CRITERIA=home)).stdout
    assert "只有规则、材料合在一起，才能说明" in text_
    # Where that version is not there, or is another one by now, nothing is made of it.
    gone = clean(certify("compare", tmp_path / "one", tmp_path / "two"))
    assert (gone.returncode, gone.stdout) == (4, "")
    assert f"{RUN_FILE}:1:1" in gone.stderr
    assert "shandong-2024@9.0.0" in gone.stderr
    altered = Path(home) / "shandong-2024" / "9.0.0.yaml"
    altered.write_text(altered.read_text(encoding="utf-8").replace("at_least: 2}", "at_least: 3}"), encoding="utf-8")
    changed = clean(certify("compare", tmp_path / "one", tmp_path / "two", CERTIFY_CRITERIA=home))
    assert (changed.returncode, changed.stdout) == (4, "")
    assert "与现有的不同" in changed.stderr


def test_a_reading_is_of_the_rules_and_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.recommendable("org-1", "370102", **WITHDRAWN)
    clean(folder.run("-o", tmp_path / "one"))
    folder.write(readings={"A1-8.denominator": "closed_all"})
    clean(folder.run("-o", tmp_path / "two"))
    report = compared((tmp_path / "one", tmp_path / "two"))[1]
    assert [one["explanations"] for one in report["organizations"]] == [[["rules"]]]
    (reading,) = report["readings"]
    assert reading["key"] == "A1-8.denominator"
    assert reading["before"] != reading["after"]


def test_where_rules_are_for_monitoring_nothing_is_said_of_acts(tmp_path: Path) -> None:
    header = {"period": {"start": "2025-01-01", "end": "2025-10-31"}, "as_of": "2025-10-31"}
    unit = {"id": "a", "name": "示例调解中心", "type": "township", "jurisdiction": "500103"}
    (tmp_path / "batch" / "submissions").mkdir(parents=True)
    content = {"id": "m-1", "title": "工作监测（示例）", "ruleset": "chongqing-2023@1.0.0", **header}
    (tmp_path / "batch" / "batch.yaml").write_text(text(content), encoding="utf-8")
    folder = Folder(tmp_path / "batch")
    mediators = [{"id": "M1", "employment": "part_time", "active": True}]
    folder.submit("a", {"organization": unit, "assessment": header})
    folder.submit("b", {"organization": {**unit, "id": "b"}, "assessment": header})
    clean(folder.run("-o", tmp_path / "one"))
    folder.submit("a", {"organization": unit, "assessment": header, "mediators": mediators})
    (folder.submissions / "b.yaml").unlink()
    clean(folder.run("-o", tmp_path / "two"))
    for lang in ("zh", "en"):
        for form in ("text", "md", "html", "json"):
            called = clean(inside("compare", tmp_path / "one", tmp_path / "two", "--format", form, "--lang", lang))
            assert called.returncode == 0
            assert not re.search("推荐|recommend", called.stdout)
    report = compared((tmp_path / "one", tmp_path / "two"))[1]
    assert [(one["id"], one["unit_label"]) for one in report["organizations"]] == [("a", "重庆市渝中区")]
    assert report["units"] == []


def test_what_is_no_run_is_a_usage_error_that_says_what_it_must_be(runs: tuple[Path, Path], tmp_path: Path) -> None:
    # The batch file itself may be called so.
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "batch.json").write_text('{"id": "batch-5"}', encoding="utf-8")
    (tmp_path / "coverage").mkdir()
    (tmp_path / "coverage" / "coverage.json").write_text("{}", encoding="utf-8")
    others = ("nowhere", "coverage", "input", "x" * 300)
    for folder in (tmp_path, *(tmp_path / name for name in others), runs[0] / RUN_FILE):
        for pair in ((folder, runs[1]), (runs[0], folder)):
            called = clean(inside("compare", *pair))
            assert (called.returncode, called.stdout) == (2, "")
            assert "run.jsonl" in called.stderr


def test_a_run_from_before_there_were_records_is_to_be_made_again(runs: tuple[Path, Path], tmp_path: Path) -> None:
    shutil.copytree(runs[0], tmp_path / "old")
    (tmp_path / "old" / RUN_FILE).unlink()
    called = clean(inside("compare", tmp_path / "old", runs[1]))
    assert (called.returncode, called.stdout) == (4, "")
    assert "certify batch" in called.stderr


@pytest.mark.parametrize("name", [RUN_FILE, "batch.json"])
def test_a_report_is_not_written_over_a_run(runs: tuple[Path, Path], name: str) -> None:
    before = (runs[0] / name).read_bytes()
    called = clean(inside("compare", *runs, "-o", runs[0] / name))
    assert called.returncode == 2
    assert (runs[0] / name).read_bytes() == before
    assert clean(inside("compare", *runs, "-o", runs[0] / "x.xlsx")).returncode == 2


def test_the_schema_takes_the_report(runs: tuple[Path, Path]) -> None:
    schema = json.loads(clean(inside("schema", "compare-report")).stdout)
    report = compared(runs)[1]
    assert set(schema["required"]) <= set(report) == set(schema["properties"])


def test_text_of_a_submission_means_nothing_to_a_page(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    title = "<script>x</script>[a](b)|`c`"
    folder.submit("org-1", ready("org-1", organization__name=title))
    clean(folder.run("-o", tmp_path / "one"))
    (folder.submissions / "org-1.yaml").write_text(
        text(ready("org-1", organization__name=title, cases__agreed=3, cases__failed=7)), encoding="utf-8"
    )
    clean(folder.run("-o", tmp_path / "two"))
    page = clean(inside("compare", tmp_path / "one", tmp_path / "two", "--format", "html")).stdout
    assert "<script>" not in page
    plain = clean(inside("compare", tmp_path / "one", tmp_path / "two", "--format", "md")).stdout
    assert "<script>" not in plain.replace("\\<script\\>", "")


def test_what_does_not_come_out_of_its_record_again_is_told_and_not_explained(
    runs: tuple[Path, Path], tmp_path: Path
) -> None:
    lines = (runs[1] / RUN_FILE).read_bytes().splitlines(keepends=True)[:-1]
    number = next(number for number, line in enumerate(lines) if b'"file":"same.yaml"' in line)
    lines[number] = lines[number].replace(b'"outcome":"recommendable"', b'"outcome":"not_recommendable"')
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / RUN_FILE).write_bytes(resealed(lines))
    called, report = compared((runs[0], tmp_path / "run"))
    assert called.returncode == 4
    (problem,) = report["problems"]
    assert problem["where"].endswith(f"{RUN_FILE}:{number + 1}:1")
    (same,) = [one for one in report["organizations"] if one["id"] == "same"]
    assert (same["explanations"], same["explanation"], same["clauses"]) == ([], "", [])
    assert "不能归因" in same["note"]
    assert len(report["organizations"]) == 8
