"""The record of a run: every verdict comes out of it again, nobody can be read in it, and it is read back strictly."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.documents.json import parse_json
from certify.documents.tree import Document
from certify.facts import Facts, Record
from certify.judging.attribution import Grounds, verdicts_of
from certify.judging.evaluate import same_text
from certify.reading.submission import submission_form
from certify.rules.vocabulary import vocabulary
from certify.running.run_reading import RunError, facts_of, nested, read_run, review_of
from certify.running.run_record import RUN_FILE, compared_texts, reduced
from tests.judging.strategies import facts
from tests.running.calling import Folder, clean, inside
from tests.running.submissions import PERSONAL, RULES, ready, review

ROW = "示例材料13800138000"
COMPARED = compared_texts(RULES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a batch that was judged: reviewed, failing, open, faulty and refused ones in it."""
    made = Folder(tmp_path_factory.mktemp("record") / "batch")
    made.recommendable("org-1")
    made.submit("failing", ready("failing", cases__agreed=3, cases__failed=7))
    made.submit("open", ready("open", feedback=None, signage__sign_text=ROW), review("open"))
    made.submit("broken", ready("broken", cases__agreed=11))
    made.submit("refused", ready("refused"), review("another"))
    clean(made.run())
    return made


def again(found: Facts) -> Facts:
    """Return facts as they come back from the record."""
    root, problems = parse_json(json.dumps(reduced(found, vocabulary(), COMPARED), ensure_ascii=False), "run.jsonl")
    assert (problems, root is None) == ([], False)
    assert root is not None
    read, sink = submission_form(vocabulary()).read(Document("run.jsonl", nested(root), ()))
    assert [problem for problem in sink.problems if problem.level == "error"] == []
    return read


@given(facts())
def test_every_verdict_comes_out_of_reduced_facts_as_of_the_facts_themselves(found: Record) -> None:
    readings = RULES.default_readings()
    assert verdicts_of(Grounds(RULES, readings, again(found), None)) == verdicts_of(
        Grounds(RULES, readings, found, None)
    )


@given(facts())
def test_reduced_facts_are_reduced_once_only(found: Record) -> None:
    once = again(found)
    values = {name: value for name, value in once.items() if isinstance(value, bool | int) or hasattr(value, "year")}
    assert values == {name: found[name] for name in values}
    assert once.keys() == {name for name in found if name.startswith(("assessment.period", "assessment.as_of"))} | {
        name for name in found if not name.startswith(("assessment", "evidence"))
    }


@given(st.text(max_size=12), st.text(max_size=12))
def test_texts_are_the_same_in_the_record_where_they_are_the_same_to_a_rule(one: str, two: str) -> None:
    kept = reduced({"signage.sign_text": one, "organization.name": two}, vocabulary(), COMPARED)
    assert (kept["signage.sign_text"] == kept["organization.name"]) == same_text(one, two)


def test_nothing_of_a_text_can_be_guessed_from_a_record() -> None:
    every = vocabulary().by_path.values()
    for path, field in ((field.path, field) for field in every if field.type in ("text", "doc")):
        if vocabulary().records_above(path):
            continue
        for one, two in (("88880000", "88880001"), ("张三", "李四"), ("电话0531-6600123", "电话0531-6600124")):
            kept = [reduced({path: text}, vocabulary(), COMPARED) for text in (one, two)]
            assert kept[0] == kept[1], field.path


def test_only_compared_texts_are_told_apart() -> None:
    assert {"signage.sign_text", "organization.name"} == COMPARED
    found = reduced({"signage.sign_text": "甲", "organization.name": "乙"}, vocabulary(), COMPARED)
    assert (found["organization.name"], found["signage.sign_text"]) == ("text-1", "text-2")


def test_what_was_judged_comes_out_of_its_record_again(folder: Folder) -> None:
    run = read_run(folder.out)
    rows = folder.rows()
    assert {one.file for one in run.submissions} == {*rows, *(row["file"] for row in folder.report()["invalid"])}
    for one in run.submissions:
        if one.judged:
            found = verdicts_of(Grounds(run.rules, run.readings, facts_of(one, run, vocabulary()), review_of(one, run)))
            assert (found.outcome, found.checks) == (one.outcome, one.verdicts)
            assert (found.outcome, found.clauses) == (rows[one.file]["outcome"], rows[one.file]["clauses"])
    faults = {one.file: one.fault for one in run.submissions if not one.judged}
    assert faults == {"broken.yaml": "submission", "refused.yaml": "review"}


def test_nobody_is_named_in_a_record(folder: Folder) -> None:
    content = (folder.out / RUN_FILE).read_text(encoding="utf-8")
    for word in (*PERSONAL, "13800138000", "评查员甲", "制度汇编", "鲁证"):
        assert word not in content
    assert '"certificate.number":"given"' in content


def test_an_unchanged_second_run_writes_the_same_record(folder: Folder) -> None:
    before = (folder.out / RUN_FILE).read_bytes()
    clean(folder.run())
    assert (folder.out / RUN_FILE).read_bytes() == before
    clean(folder.run("--no-cache", "--workers", "2"))
    assert (folder.out / RUN_FILE).read_bytes() == before


def test_a_kept_result_whose_record_was_altered_is_made_anew(folder: Folder) -> None:
    clean(folder.run())
    path = folder.out / RUN_FILE
    before = path.read_bytes()
    path.write_bytes(before.replace(b'"computers":2', b'"computers":9').replace(b"recommendable", b"not_ready"))
    clean(folder.run())
    assert path.read_bytes() == before


def resealed(lines: list[bytes]) -> bytes:
    content = b"".join(lines)
    seal = {"lines": len(lines), "digest": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    return content + json.dumps(seal, separators=(",", ":")).encode() + b"\n"


def changed(line: bytes, **fields: Any) -> bytes:
    return json.dumps({**json.loads(line), **fields}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def told(folder: Folder, tmp_path: Path, content: bytes) -> list[str]:
    """Return what is wrong with a record of that content, in words."""
    (tmp_path / "run").mkdir(exist_ok=True)
    (tmp_path / "run" / RUN_FILE).write_bytes(content)
    called = clean(inside("compare", folder.out, tmp_path / "run"))
    assert called.returncode == 4
    assert called.stdout == ""
    return called.stderr.splitlines()


@pytest.mark.parametrize("cut", [0, 1, 700, -1, -200])
def test_a_record_that_was_cut_is_refused(folder: Folder, tmp_path: Path, cut: int) -> None:
    (line,) = told(folder, tmp_path, (folder.out / RUN_FILE).read_bytes()[:cut])
    assert "不完整" in line


def test_a_record_that_was_altered_is_refused(folder: Folder, tmp_path: Path) -> None:
    content = (folder.out / RUN_FILE).read_bytes()
    (line,) = told(folder, tmp_path, content.replace(b'"met"', b'"not_met"', 1))
    assert "被改动" in line
    (line,) = told(folder, tmp_path, b"".join(content.splitlines(keepends=True)[1:]))
    assert "被改动" in line


CHANGES: list[tuple[int, dict[str, Any], str]] = [
    (0, {"run": "certify-run/2"}, "certify-run/1"),
    (0, {"batch": 5}, "batch"),
    (0, {"ruleset": "nowhere-2024@1.0.0"}, "nowhere-2024"),
    (0, {"ruleset_digest": "sha256:0"}, "与现有的不同"),
    (0, {"readings": {}}, "口径"),
    (1, {"outcome": "fine"}, "outcome"),
    (1, {"verdicts": {"X": "perhaps"}}, "verdicts.X"),
    (1, {"entries": [["X", "met", "yesterday"]]}, "entries.0.2"),
    (1, {"more": 1}, "more"),
    (1, {"ledger": "no"}, "ledger"),
    (-1, {"covered": {"before": True, "if_recognized": True, "after": 1, "recommended": []}}, "covered.after"),
]


@pytest.mark.parametrize(("number", "fields", "said"), CHANGES)
def test_a_line_that_is_not_of_the_format_is_told_with_its_place(
    folder: Folder, tmp_path: Path, number: int, fields: dict[str, Any], said: str
) -> None:
    lines = (folder.out / RUN_FILE).read_bytes().splitlines(keepends=True)[:-1]
    lines[number] = changed(lines[number], **fields)
    shown = told(folder, tmp_path, resealed(lines))
    place = f"{RUN_FILE}:{number % len(lines) + 1}:1"
    assert any(place in line and said in line for line in shown), shown


@pytest.mark.parametrize("facts", [{"nothing.such": 1}, {"equipment.computers": "many"}, {"equipment": 3}, {}])
def test_facts_that_are_none_of_the_vocabulary_are_told_with_their_place(
    folder: Folder, tmp_path: Path, facts: dict[str, Any]
) -> None:
    lines = (folder.out / RUN_FILE).read_bytes().splitlines(keepends=True)[:-1]
    number = next(n for n, line in enumerate(lines) if b'"file":"failing.yaml"' in line)
    kept = json.loads(lines[number])["facts"]
    lines[number] = changed(lines[number], facts={**kept, **facts} if facts else {}, outcome="ready")
    shown = told(folder, tmp_path, resealed(lines))
    assert all(f"{RUN_FILE}:{number + 1}:" in line for line in shown)


def test_all_that_is_wrong_is_told_at_once(folder: Folder, tmp_path: Path) -> None:
    lines = (folder.out / RUN_FILE).read_bytes().splitlines(keepends=True)[:-1]
    lines[1], lines[2] = changed(lines[1], outcome="fine"), changed(lines[2], fault=7)
    assert len(told(folder, tmp_path, resealed(lines))) == 2


def test_a_record_of_something_else_is_refused(folder: Folder, tmp_path: Path) -> None:
    for content in (b"\xff\xfe", b"[]\n", b'null\n{"lines":1}\n', resealed([b"[1]\n"]), resealed([])):
        assert told(folder, tmp_path, content)


def test_a_record_is_read_without_its_batch(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / RUN_FILE).write_bytes((folder.out / RUN_FILE).read_bytes())
    assert len(read_run(tmp_path).submissions) == 5
    with pytest.raises(RunError):
        read_run(tmp_path / "nowhere")
