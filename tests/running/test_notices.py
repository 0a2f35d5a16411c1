"""The notices: each organization is told what is its own to mend, and what keeps it out of the batch whatever it mends."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.running.calling import Folder, clean, codes, tree
from tests.running.submissions import Content, entry, ready, review

A, B = "370102", "370103"
SHORT = {"signage__emblem_displayed": False, "feedback": None}
WRONG = {"cases__agreed": 11}
FULL_WIDTH = re.compile(r"[　-〿！-｠]")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "batch")


def notice(folder: Folder, name: str) -> str:
    """Return the source of a notice."""
    return (folder.out / "notices" / f"{name}.html").read_text(encoding="utf-8")


def words(page: str) -> str:
    """Return what a reader sees of a notice."""
    return unescape(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2]))


def wrong_review(name: str) -> Content:
    return {"organization": name, "entries": [entry("Z9-9.z")]}


def unit(folder: Folder, name: str) -> dict[str, object]:
    return next(one for one in folder.report()["units"] if one["id"] == name)


def test_a_wrong_review_sends_nothing_back_to_the_organization(folder: Folder) -> None:
    folder.submit("a", ready("a", A), wrong_review("a"))
    called = clean(folder.run())
    assert called.returncode == 4
    assert "审核文件有误，由审核人改正" in called.stdout
    row = folder.report()["invalid"][0]
    assert (row["notice"], row["fault"]) == ("", "review")
    assert row["fault_text"] == "审核文件有误，由审核人改正"
    page = (folder.out / "index.html").read_text(encoding="utf-8")
    listed = page.partition('<section id="problems"')[2].partition('<section id="matrix"')[0]
    assert listed.count("审核文件有误，由审核人改正") == 1
    assert not [name for name in tree(folder.out) if name.startswith("notices/")]
    assert unit(folder, A)["gap_cause"] == "review_unreadable"


def test_where_both_are_wrong_the_organization_is_told_of_its_own_errors_only(folder: Folder) -> None:
    folder.submit("a", ready("a", A, **WRONG), wrong_review("a"))
    clean(folder.run())
    row = folder.report()["invalid"][0]
    assert row["fault"] == "submission"
    assert any(problem["where"].startswith("a.review.yaml:") for problem in row["problems"])
    said = words(notice(folder, "a"))
    assert "Z9-9.z" not in said
    assert "没有编号" not in said
    assert unit(folder, A)["gap_cause"] == "unreadable"


def test_warnings_stand_apart_from_errors(folder: Folder) -> None:
    evidence = [{"id": "E1", "kind": "photo", "ref": "photos/door.jpg", "covers": []}]
    folder.submit("a", ready("a", A, evidence=evidence, **WRONG))
    clean(folder.run())
    errors, _, warnings = words(notice(folder, "a")).partition("另请核对")
    assert "不相等" in errors
    assert "佐证材料文件不在" not in errors
    assert "佐证材料文件不在" in warnings


def test_without_warnings_there_is_no_such_heading(folder: Folder) -> None:
    folder.submit("a", ready("a", A, signage__name_compliant="perhaps"))
    clean(folder.run())
    assert "另请核对" not in words(notice(folder, "a"))


def test_places_are_told_without_the_name_of_the_file_and_whole(folder: Folder) -> None:
    folder.submit("a", ready("a", A, **WRONG))
    clean(folder.run())
    page = notice(folder, "a")
    assert re.search(r'<span class="nowrap">\d+:\d+</span>', page)
    assert page.count("a.yaml") == 1
    assert "cases.<wbr>accepted" in page


@pytest.mark.parametrize("invalid", [False, True])
def test_an_organization_of_a_covered_unit_is_told_that_repairs_change_nothing_now(
    folder: Folder, *, invalid: bool
) -> None:
    folder.write(register="register.csv")
    folder.table("register", "id,name,jurisdiction,recognized_on", f"old,旧,{A},2024-01-01")
    for name, place in (("a", A), ("b", B)):
        folder.submit(name, ready(name, place, **SHORT, **(WRONG if invalid else {})))
    clean(folder.run())
    said = words(notice(folder, "a"))
    assert "不能列入本批次推荐" in said
    assert "历下区" in said
    assert "办结也不改变本批次的结果" in said
    assert "不能列入" not in words(notice(folder, "b"))


def test_what_can_still_be_settled_is_told_as_such(folder: Folder) -> None:
    folder.submit("a", ready("a", A, **SHORT))
    folder.submit("b", ready("a", A, cases__carried_in=1, **SHORT))
    clean(folder.run())
    said = words(notice(folder, "a"))
    assert "目前不能列入本批次推荐" in said
    assert "请先与评查单位解决这一问题" in said


@pytest.mark.parametrize("second", ["different", "unreadable"])
def test_kept_notices_follow_the_standing(folder: Folder, second: str) -> None:
    folder.submit("a", ready("a", A, **SHORT))
    clean(folder.run())
    plain = notice(folder, "a")
    assert "不能列入" not in plain
    changes = {"cases__carried_in": 1} if second == "different" else WRONG
    other = folder.submit("z", ready("a", A, **SHORT, **changes))
    clean(folder.run())
    assert "不能列入" in notice(folder, "a")
    clean(folder.run())
    kept = tree(folder.out)
    clean(folder.run("--no-cache", "-o", folder.home / "fresh"))
    fresh = tree(folder.home / "fresh")
    assert {name: content for name, content in kept.items() if name != ".kept.json"} == fresh
    other.unlink()
    clean(folder.run())
    assert notice(folder, "a") == plain


def test_words_put_in_by_hand_where_the_standing_is_told_do_not_stay(folder: Folder) -> None:
    folder.submit("a", ready("a", A, **SHORT))
    clean(folder.run())
    path, plain = folder.out / "notices" / "a.html", notice(folder, "a")
    path.write_text(plain.replace("<!-- standing -->", "<!-- standing --><b>已获推荐</b>"), encoding="utf-8")
    clean(folder.run())
    assert notice(folder, "a") == plain


def test_an_unreadable_second_file_bars_the_first(folder: Folder) -> None:
    folder.recommendable("a", A)
    folder.submit("z", ready("a", A, **WRONG))
    clean(folder.run())
    row = folder.rows()["a.yaml"]
    assert codes(row) == ["submitted_unreadable_too"]
    assert (row["eligible"], row["recommended"], row["rank"], row["duplicate"]) == (False, False, None, True)
    assert "本组织另有一份材料无法读取" in row["reasons"][0]["text"]


def test_who_is_barred_is_not_in_the_table_and_covers_nothing(folder: Folder) -> None:
    folder.write(recommendations="recommendations.csv")
    folder.table("recommendations", "organization,on,by,override", *(f"{name},2025-10-20,市局," for name in "ab"))
    folder.recommendable("a", A)
    folder.recommendable("b", B, assessment__period__end="2025-09-30")
    assert clean(folder.run()).returncode == 4
    table = (folder.out / "推荐汇总表.csv").read_text(encoding="utf-8-sig").splitlines()
    assert ["示例a劳动人事争议调解中心" in line for line in table[1:]] == [True]
    assert folder.report()["coverage"]["counties"]["covered_if_recognized"] == 1
    assert unit(folder, B)["gap_cause"] == "candidate_barred"


@pytest.mark.parametrize("changes", [SHORT, {**SHORT, **WRONG}], ids=["to put right", "sent back"])
def test_english_notices_are_english_and_mark_what_is_chinese(folder: Folder, changes: Content) -> None:
    folder.write(register="register.csv")
    folder.table("register", "id,name,jurisdiction,recognized_on", f"old,旧,{A},2024-01-01")
    folder.submit("a", ready("a", A, **changes))
    clean(folder.run("--lang", "en"))
    page = notice(folder, "a")
    body = page.partition("<body>")[2]
    rest = re.sub(r'<(\w+)[^>]* lang="zh-CN"[^>]*>.*?</\1>', "", body, flags=re.DOTALL)
    assert not re.search(r"[一-鿿]", rest)
    assert not FULL_WIDTH.search(rest)
    assert "Content-Security-Policy" in page


def test_columns_have_their_widths(folder: Folder) -> None:
    folder.submit("a", ready("a", A, **SHORT))
    clean(folder.run())
    page = notice(folder, "a")
    assert "table-layout: fixed" in page
    assert '<col class="who">' in page


def test_documents_among_the_submissions_are_named(folder: Folder) -> None:
    evidence = [{"id": "E1", "kind": "document", "ref": "应急预案.pdf", "covers": []}]
    folder.submit("a", ready("a", A, evidence=evidence))
    for name in ("自评表.docx", "应急预案.pdf", "~$自评表.docx", "说明.txt", "表.CSV", "photos/门牌.pdf", "B.PDF"):
        path = folder.submissions / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert clean(folder.run()).returncode == 0
    told = [(one["level"], one["where"]) for one in folder.report()["problems"] if "不是自评表" in one["message"]]
    assert told == [("warning", "B.PDF:1:1"), ("warning", "自评表.docx:1:1")]
    before = tree(folder.out)
    clean(folder.run())
    assert tree(folder.out) == before


def test_a_system_whose_file_names_are_ascii_gets_the_same_reports(folder: Folder) -> None:
    folder.submit("示例甲", ready("a", A, **SHORT), review("a"))
    folder.submit("示例乙", ready("b", B, **SHORT), wrong_review("b"))
    settings: dict[str, Any] = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for _ in range(2):
        called = clean(folder.call(**settings))
        assert called.returncode == 4
    fresh = folder.home / "fresh"
    clean(folder.run("--no-cache", "-o", fresh))
    kept = tree(folder.out)
    assert {name: content for name, content in kept.items() if name != ".kept.json"} == tree(fresh)
    assert "推荐汇总表.csv" in kept


def test_an_error_of_the_system_is_not_told_as_one_of_writing(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "secret")

    folder.submit("a")
    monkeypatch.setattr("certify.running.batch_run.run", failing)
    called = clean(folder.run("--lang", "en"))
    assert called.returncode == 2
    assert "cannot write" not in called.stderr
    called = clean(folder.run("--lang", "en", "-o", "/proc/certify/out"))
    assert "cannot write the reports" in called.stderr
    assert not folder.out.exists()
