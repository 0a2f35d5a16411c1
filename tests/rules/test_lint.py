"""Lint: every mistake and every doubt of several files in one run, each in its place, and nothing that crashes it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.documents.load import load_document
from certify.reporting.rules.lint_report import LintReport
from certify.rules.files import digest_of, plain
from certify.rules.load import DIGESTS
from certify.running.lint import lint
from certify.wording.problem_words import PROBLEMS
from tests.rules.conftest import HOME, RULES_TEXT, WORDS_TEXT, altered, copied
from tests.rules.mutating import PLACES, SOUND, SOUND_FILE, VALUES, mutated

SAMPLE = Path("sample-2025") / "1.0.0.yaml"
TEXT = """format: certify-ruleset/1
id: sample-2025
version: 1.0.0
title: {zh: 练习标准, en: Sample}
purpose: monitoring
region: shandong
effective: {since: 2025-01-01}
source: {number: 练习1号, title: 练习通知, issued_by: 练习厅, issued_on: 2025-01-01}
tiers: {base: {zh: 基础, en: Base}}
dimensions: {place: {zh: 场所, en: Place}}
readings:
  X-1.list:
    title: {zh: 列名设备, en: Equipment listed}
    default: all
    values: {all: {zh: 都要, en: all of it}, any: {zh: 有一样即可, en: any of it}}
criteria:
  - id: X-1
    tier: base
    dimension: place
    title: {zh: 场所设备, en: Premises}
    clause: 一（一）
    text: 有固定场所，配备电脑和打印机，名称规范，统计期内受理案件的悬挂标识
    scope: [township, village]
    checks:
      - id: X-1.a
        kind: auto
        title: {zh: 设备, en: Equipment}
        quote: 配备电脑和打印机
        rule:
          reading: X-1.list
          cases:
            all: {all_of: [{fact: equipment.computers, at_least: 1}, {fact: equipment.printers, at_least: 1}]}
            any: {any_of: [{fact: equipment.computers, at_least: 1}, {fact: equipment.printers, at_least: 1}]}
        shows: [equipment.computers, equipment.printers]
        evidence: [{zh: 照片, en: photo}]
        remedy: {zh: 配备电脑、打印机。, en: Get a computer and a printer.}
        depends_on: organization
      - id: X-1.b
        kind: evidence
        title: {zh: 悬挂标识, en: Emblem}
        quote: 统计期内受理案件的悬挂标识
        guard: {fact: cases.accepted, at_least: 1}
        not_applicable_because: {zh: 没有受理案件, en: no case was accepted}
        rule: {fact: signage.emblem_displayed, is: true}
        flags: [{when: {fact: signage.name_compliant, is: false}, text: {zh: 名称, en: name}}]
        evidence: [{zh: 照片, en: photo}]
        review: {zh: 看照片。, en: Look at the photo.}
        remedy: {zh: 悬挂标识。, en: Put up the emblem.}
        depends_on: organization
      - id: X-1.c
        kind: judgement
        title: {zh: 名称规范, en: Name}
        quote: 名称规范
        evidence: [{zh: 照片, en: photo}]
        review: {zh: 看照片。, en: Look at the photo.}
        remedy: {zh: 规范名称。, en: Correct the name.}
        depends_on: hrss
"""
EMBLEM = "rule: {fact: signage.emblem_displayed, is: true}"
ACCEPTED = "guard: {fact: cases.accepted, at_least: 1}"
BECAUSE = "not_applicable_because: {zh: 没有受理案件, en: no case was accepted}"
FLAG = "when: {fact: signage.name_compliant, is: false}"
SHOWN = "shows: [equipment.computers, equipment.printers]"
A = "{zh: 甲, en: a}"
TYPE_RULE = f"""type_rules:
  - {{id: §A1-1, title: {A}, clause: 甲, text: 甲, scope: [village], {EMBLEM}, remedy: {A}, depends_on: hrss}}
criteria:
"""
# Changes, and the mistake or doubt that they alone give rise to.
DOUBTS: list[tuple[str, ...]] = [
    ("words_blank", "{zh: 名称规范, en: Name}", '{zh: §"", en: Name}'),
    ("words_blank", "{zh: 名称规范, en: Name}", '{zh: 名称规范, en: §" "}'),
    ("words_blank", "clause: 一（一）", 'clause: §" "'),
    ("words_not_english", "en: Equipment listed", "en: §列名设备"),
    ("words_not_chinese", "zh: 列名设备", "zh: §Equipment"),
    ("words_half_width", "zh: 配备电脑、打印机。", 'zh: §"配备电脑,打印机。"'),
    ("until_before_since", "{since: 2025-01-01}", "{since: 2025-01-01, until: §2024-12-31}"),
    ("since_before_issue", "{since: 2025-01-01}", "{since: §2024-12-31}"),
    ("listed_unused", "tiers: {", "tiers: {extra: §{zh: 其他, en: Other}, "),
    ("listed_unused", "dimensions: {", "dimensions: {extra: §{zh: 其他, en: Other}, "),
    (
        "unused_reading",
        "readings:\n",
        "readings:\n  x: §{title: {zh: 甲, en: a}, default: a, values: {a: {zh: 甲, en: a}, b: {zh: 乙, en: b}}}\n",
    ),
    (
        "nothing_to_compare",
        "readings:\n",
        "readings:\n  x: {title: {zh: 甲, en: a}, default: a, compared: §true, values: {a: {zh: 甲, en: a}}}\n",
    ),
    ("scope_repeated", "scope: [township, village]", "scope: [township, village, §township]"),
    ("review_missing", "- id: X-1.b", "- §id: X-1.b", "        review: {zh: 看照片。, en: Look at the photo.}\n", ""),
    ("explained_for_nothing", f"{ACCEPTED}\n        {BECAUSE}", BECAUSE.replace("{", "§{")),
    (
        "unexplained_not_applicable",
        "- id: X-1.b",
        "- §id: X-1.b",
        f"{ACCEPTED}\n        {BECAUSE}\n        {EMBLEM}",
        "rule: {choose: [{when: {fact: signage.emblem_displayed, is: true}, then: met}, {otherwise: not_applicable}]}",
    ),
    ("guard_of_type", ACCEPTED, "guard: §{fact: organization.type, is: township}"),
    ("shown_twice", SHOWN, "shows: [equipment.computers, §equipment.computers]"),
    ("checks_out_of_order", "- id: X-1.b", "- id: X-1.z", "- id: X-1.c", "- id: §X-1.c"),
    ("rule_settled", EMBLEM, "rule: §{fact: equipment.computers, at_least: 0}"),
    ("rule_settled", EMBLEM, "rule: §met"),
    (
        "rule_settled",
        EMBLEM,
        "rule: §{all_of: [{fact: signage.emblem_displayed, is: true}, {fact: signage.emblem_displayed, is: false}]}",
    ),
    ("always_holds", FLAG, "when: §met"),
    ("always_holds", ACCEPTED, "guard: §{fact: cases.accepted, at_least: 0}"),
    ("never_holds", FLAG, "when: §{any_of: [not_met]}"),
    (
        "never_holds",
        ACCEPTED,
        "guard: §{all_of: [{fact: organization.type, is: chamber}, {fact: cases.accepted, at_least: 1}]}",
    ),
    ("rule_settled", EMBLEM, "rule: §{fact: equipment.computers, more_than: -1}"),
    ("sample_left", "zh: 配备电脑、打印机。", "zh: §示例：配备电脑。"),
    ("region_left", "region: shandong", "region: §shandong  # 示例：核对以后删去这条说明"),
    ("region_unknown", "region: shandong", "region: §山东"),
    ("region_unknown", "region: shandong", "region: §aliases"),
    (
        "id_taken",
        "criteria:\n",
        TYPE_RULE,
    ),
    ("region_unknown", "region: shandong", "region: §shandongg"),
    (
        "retired_until",
        "criteria:\n",
        f"retired: [{{id: X-9, title: {A}, clause: 甲, text: 甲, until: §0.9.0, because: {A}}}]\ncriteria:\n",
    ),
]
# Mistakes that do not touch each other, of either stage.
MISTAKES: list[tuple[str, str, str]] = [
    ("criteria_unknown", "purpose: monitoring", "§purpos: monitoring"),
    ("criteria_type", "effective: {since: 2025-01-01}", "effective: {since: §2025-1-1}"),
    ("criteria_missing", "title: {zh: 悬挂标识, en: Emblem}", "title: §{zh: 悬挂标识}"),
    ("reading_default", "    title: {zh: 列名设备", "    §title: {zh: 列名设备"),
    ("not_listed", "dimension: place", "dimension: §plaice"),
    ("not_listed", "scope: [township, village]", "scope: [township, §city]"),
    ("condition_no_fact", "{all_of: [{fact: equipment.computers,", "{all_of: [{fact: §equipment.computer,"),
    ("quote_not_in_clause", "quote: 配备电脑和打印机", "quote: §配备电视"),
    ("criteria_type", "kind: evidence", "kind: §evidense"),
    ("condition_operator", "{fact: cases.accepted, at_least: 1}", "§{fact: cases.accepted, atleast: 1}"),
    (
        "condition_operator_type",
        "{fact: signage.name_compliant, is: false}",
        "{fact: signage.name_compliant, given: §true}",
    ),
    ("check_id", "- id: X-1.c", "- id: §Y-1.c"),
    ("criteria_unknown", "        depends_on: hrss\n", "        §depend_on: hrss\n"),
]
# The default of a reading is wrong only where the values are: both places in one change.
PAIRED = {"reading_default": ("default: all", "default: none")}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the criteria and add the sample."""
    folder = copied(tmp_path_factory.mktemp("lint"))
    (folder / SAMPLE).parent.mkdir()
    return folder


def linted(home: Path, text: str) -> LintReport:
    """Return what is found in the sample with that text."""
    (home / SAMPLE).write_text(text, encoding="utf-8")
    return lint([home / SAMPLE], home, "zh")


def told(report: LintReport) -> list[str]:
    return [f"{problem.code} {problem.line}:{problem.column}" for problem in report.problems]


def test_the_rule_sets_of_the_repository_raise_no_doubt() -> None:
    report = lint([], HOME, "zh")
    assert told(report) == []
    assert len(report.files) >= 5
    assert all(file.digest for file in report.files)


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda doubt: doubt[0])
def test_a_doubt_is_told_in_its_place(home: Path, doubt: tuple[str, ...]) -> None:
    code, *changes = doubt
    assert told(linted(home, TEXT)) == []
    text, places = altered(TEXT, *zip(changes[::2], changes[1::2], strict=True))
    assert told(linted(home, text)) == [f"{code} {places[0]}"]


def test_every_doubt_is_shown_here() -> None:
    source = "\n".join(
        (Path(sys.modules["certify"].__file__ or "").parent / name).read_text(encoding="utf-8")
        for name in ("judging/advice.py", "judging/settled.py", "rules/wording_check.py")
    )
    codes = {code for code in PROBLEMS if f'"{code}"' in source}
    assert codes - {"scope_of_all"} <= {doubt[0] for doubt in DOUBTS}
    assert len(codes) > 15


def test_all_types_need_no_scope(home: Path) -> None:
    words = load_document(HOME / "vocabulary.yaml")[1].find("choices.organization_type")
    types = plain(words)
    assert isinstance(types, dict)
    text, places = altered(TEXT, ("scope: [township, village]", f"scope: §[{', '.join(types)}]"))
    assert told(linted(home, text)) == [f"scope_of_all {places[0]}"]


@given(st.sets(st.sampled_from(range(len(MISTAKES))), min_size=1))
@settings(max_examples=30, deadline=None)
def test_as_many_mistakes_are_told_as_there_are(home: Path, chosen: set[int]) -> None:
    picked = [MISTAKES[number] for number in sorted(chosen)]
    changes = [(old, new) for _, old, new in picked] + [PAIRED[code] for code, *_ in picked if code in PAIRED]
    text, places = altered(TEXT, *changes)
    errors = [problem for problem in linted(home, text).problems if problem.level == "error"]
    found = [f"{problem.code} {problem.line}:{problem.column}" for problem in errors]
    assert sorted(one.partition(" ")[2] for one in found) == sorted(places)
    assert sorted(one.partition(" ")[0] for one in found) == sorted(code for code, *_ in picked)
    assert [(problem.line, problem.column) for problem in errors] == sorted(
        (problem.line, problem.column) for problem in errors
    )


@given(st.sampled_from(PLACES), st.sampled_from(["delete", "rename", "replace"]), VALUES)
@settings(max_examples=100, deadline=None)
def test_no_change_to_an_issued_rule_set_goes_untold(home: Path, steps: tuple[Any, ...], how: str, value: Any) -> None:
    changed = mutated(SOUND, steps, how, value)
    text = json.dumps(changed, ensure_ascii=False, indent=1)
    path = home / SOUND_FILE
    path.write_text(text, encoding="utf-8")
    (home / DIGESTS).write_text(f"hainan-2023@1.0.0 {digest_of(SOUND)}\n", encoding="utf-8")
    report = lint([path], home, "zh")
    lines = text.splitlines()
    for problem in report.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message
    assert bool(report.errors) == (digest_of(changed) != digest_of(SOUND))


WRONG = [[], {}, 7, True, None, [["x"]]]
# Where one of these may stand.
FREE = {"scope", "shows", "flags", "type_rules", "readings", "not_computed", "retired", "at_least", "cases", "guard"}


@given(st.sampled_from([steps for steps in PLACES if not FREE & set(steps)]), st.sampled_from(WRONG))
@settings(max_examples=50, deadline=None)
def test_what_is_of_no_right_type_is_told_where_it_stands(home: Path, steps: tuple[Any, ...], value: Any) -> None:
    if type(value) is type(_at(SOUND, steps)) or (value is None and steps[-1] in OPTIONAL):
        return
    text = json.dumps(mutated(SOUND, steps, "replace", value), ensure_ascii=False, indent=1)
    path = home / SOUND_FILE
    path.write_text(text, encoding="utf-8")
    (home / DIGESTS).write_text("", encoding="utf-8")
    first = _line(steps)
    lines = range(first, first + json.dumps(value, indent=1).count("\n") + 1)
    # A condition that is nothing is told with its sub-check, and one that is true with the word it should be.
    assert {problem.line for problem in lint([path], home, "zh").problems} & {*lines, _line(steps[:-1])}


OPTIONAL = {"note", "review", "advisory", "until"}


def _at(content: Any, steps: tuple[Any, ...]) -> Any:
    for step in steps:
        content = content[step]
    return content


def _line(steps: tuple[Any, ...]) -> int:
    """Return the line of a JSON text at which the value at some steps begins."""
    if not steps:
        return 1
    marked = json.dumps(mutated(SOUND, steps, "replace", "§"), ensure_ascii=False, indent=1)
    return marked[: marked.index('"§"')].count("\n") + 1


def _line_in(text: str, part: str) -> int:
    return text.partition(part)[0].count("\n") + 1


def test_several_files_are_told_in_one_run_with_the_vocabulary_and_the_record(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    first, second = folder / "shandong-2024" / "1.0.0.yaml", folder / "hainan-2023" / "1.0.0.yaml"
    first.write_text(first.read_text(encoding="utf-8").replace("kind: judgement", "kind: x", 1), encoding="utf-8")
    second.write_text("a: [\n", encoding="utf-8")
    digests = "x\nnowhere-2020@1.0.0 sha256:0\n"
    (folder / DIGESTS).write_text(digests, encoding="utf-8")
    assert [(one.code, one.file) for one in lint([], folder, "zh").problems if one.level == "error"] == [
        ("digest_line", "digests.txt"),
        ("yaml_open_bracket", "hainan-2023/1.0.0.yaml"),
        ("criteria_type", "shandong-2024/1.0.0.yaml"),
    ]
    folder = Path(shutil.copytree(folder, tmp_path / "other"))
    (folder / DIGESTS).write_text(digests.partition("\n")[2], encoding="utf-8")
    (folder / "vocabulary.yaml").write_text(WORDS_TEXT.replace("choices: organization_type", "choices: x"), "utf-8")
    assert [
        (one.code, one.file, one.line) for one in lint([], folder, "en").problems if one.code != "yaml_open_bracket"
    ] == [
        ("issued_missing", "digests.txt", 1),
        ("criteria_type", "shandong-2024/1.0.0.yaml", _line_in(RULES_TEXT, "kind: judgement")),
        (
            "vocabulary_no_choices",
            "vocabulary.yaml",
            _line_in(WORDS_TEXT, "choices: organization_type"),
        ),
    ]


def test_an_altered_version_is_told_with_the_one_to_make(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / "shandong-2024" / "1.0.0.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("at_least_percent: 65", "at_least_percent: 60"), "utf-8")
    (problem,) = lint([path], folder, "zh").problems
    assert problem.code == "ruleset_altered"
    assert "shandong-2024@1.1.0" in problem.fix


def called(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CERTIFY_CRITERIA": str(folder), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "certify", "rules", "lint", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


def test_doubts_do_not_fail_and_mistakes_do(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / SAMPLE
    path.parent.mkdir()
    path.write_text(TEXT.replace("zh: 配备电脑、打印机。", 'zh: "配备电脑,打印机。"'), encoding="utf-8")
    doubtful = called(folder, str(path), "--format", "json")
    report = json.loads(doubtful.stdout)
    assert (doubtful.returncode, report["report"], report["errors"], report["warnings"]) == (0, "certify-lint/1", 0, 1)
    assert report["files"][0]["issued"] is False
    path.write_text(TEXT.replace("kind: auto", "kind: x"), encoding="utf-8")
    assert called(folder, str(path)).returncode == 4
    assert called(folder, str(path.parent)).returncode == 4
    assert called(folder, str(folder / "regions")).returncode == 2
    assert called(folder, str(tmp_path / "nowhere.yaml")).returncode == 2


def test_a_rule_set_is_linted_by_its_name(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for name in ("hainan-2023", "hainan-2023@1.0.0"):
        done = called(folder, name, "--format", "json")
        assert [file["file"] for file in json.loads(done.stdout)["files"]] == ["hainan-2023/1.0.0.yaml"]
    wrong = called(folder, "hainan-2024")
    assert (wrong.returncode, "hainan-2023" in wrong.stderr) == (2, True)


def test_a_folder_without_a_record_of_issue_is_no_fault_of_the_program(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / DIGESTS).unlink()
    done = called(folder, "--format", "json")
    assert (done.returncode, json.loads(done.stdout)["problems"]) == (0, [])


def test_files_that_nothing_reads_are_named(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "hainan-2023" / "old").mkdir()
    (folder / "draft-2025").mkdir()
    strays = [
        "hainan-2023/1.1.0.yml",
        "hainan-2023/1.0.0-副本.yaml",
        "hainan-2023/old/1.0.0.yaml",
        "draft-2025/初稿.yaml",
    ]
    for stray in strays:
        (folder / stray).write_text("x", encoding="utf-8")
    found = {(problem.code, problem.file) for problem in lint([], folder, "zh").problems}
    assert found == {("ruleset_no_version", "draft-2025"), *(("ruleset_stray", stray) for stray in strays)}


# A slip, and what its line says of it.
WIDE = [
    ("scope: [township, village]", "scope: [township，village]", "全角“，”"),
    ("scope: [township, village]", "scope: 【township, village】", "全角“【”"),
    ("{zh: 名称规范, en: Name}", "{zh： 名称规范, en: Name}", "全角“：”"),
    ("{zh: 名称规范, en: Name}", "{zh: 名称规范， en: Name}", "全角“，”"),
    ("purpose: monitoring", "purpose: （monitoring）", "全角“（”"),
    ("kind: judgement", "kind: “judgement”", "全角引号"),
    ("at_least: 1}\n        not", "at_least: ３}\n        not", "全角“３”"),
    ("since: 2025-01-01", "since: 2025－01－01", "全角“－”"),
    ("rule: {fact: signage", "rule: {fact：signage", "全角“：”"),
    ("      - id: X-1.c", "      － id: X-1.c", "全角“－”"),
    ("      - id: X-1.c", "      -id: X-1.c", "“-”后面没有空格"),
    ("        quote: 名称规范", "　　　　quote: 名称规范", "全角空格"),
    ("        quote: 名称规范", "\u00a0" * 8 + "quote: 名称规范", "不换行空格"),
    ("quote: 名称规范", "quote: “名称规范”", "引号"),
]
MEANT = [
    ("scope: [township, village]", "scope: [乡镇]", ["“township”", "village（村（社区）调解组织）"]),
    ("depends_on: hrss", "depends_on: 人社部门", ["“hrss”", "court（人民法院）"]),
    ("region: shandong", "region: 海南", ["“hainan”"]),
    ("purpose: monitoring", "purpose: 监测", ["“monitoring”"]),
    ("dimension: place", "dimension: 场所", ["“place”"]),
    (EMBLEM, "rule: {some: 调解员}", ["“mediators”"]),
    (EMBLEM, "rule: {fact: organization.type, is: 乡镇}", ["“township”", "不是可选的值"]),
    (EMBLEM, "rule: {fact: cases.accepted, at_least: 1, more_than: 0}", ["all_of"]),
    (EMBLEM, "rule: mett", ["“met”", "not_applicable"]),
    (EMBLEM, "rule: {all_of: []}", ["至少一项"]),
    (EMBLEM, "rule: {fact: signage.emblem_displayed, at_least: 1}", ["类型是“是否”"]),
    (
        EMBLEM,
        "rule: {ratio: {of: [cases.agreed], among: [cases.accepted]}, at_least_percent: 65.5, when_none: met}",
        ["“65.5”", "整数"],
    ),
    ("quote: 名称规范", "quote: *名称规范", ["双引号"]),
    ("criteria:\n", "---\ncriteria:\n", ["一套规则"]),
]


@pytest.mark.parametrize(
    "slip", [(old, new, [said]) for old, new, said in WIDE] + MEANT, ids=lambda slip: slip[1][-20:]
)
def test_a_slip_is_told_once_in_its_line_as_what_it_is(home: Path, slip: tuple[str, str, list[str]]) -> None:
    old, new, said = slip
    assert old in TEXT
    (problem,) = linted(home, TEXT.replace(old, new, 1)).problems
    assert problem.line == _line_in(TEXT, old)
    for words in said:
        assert words in f"{problem.message}（{problem.fix}）"


def test_no_clauses_are_a_mistake(home: Path) -> None:
    report = linted(home, TEXT.partition("criteria:")[0] + "criteria: []\n")
    assert [(problem.code, problem.line) for problem in report.problems] == [("criteria_type", 16)]


def test_nothing_is_suggested_that_was_not_meant(home: Path) -> None:
    for old, new in (("scope: [township, village]", "scope: [township，village]"), (EMBLEM, "rule: {none_of: []}")):
        (problem,) = linted(home, TEXT.replace(old, new, 1)).problems
        assert "是否应为" not in problem.fix
