"""Review workbooks there and back: what is to be reviewed, what a reviewer enters, what stands in the files after it."""

import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from certify.cli import review
from certify.reading.review import read_review
from certify.reporting.review import workbook as review_workbook
from certify.rules.load import find_ruleset
from tests.running.calling import Folder, inside, tree
from tests.running.reviewing import ENTRY, HEAD_ROW, Filled, Formula, Sheets, form, grid, take
from tests.running.submissions import PERSONAL, a_check, entry, ready, text

SAMPLE = Path(__file__).parents[2] / "submissions" / "shandong-2025-5-sample"
RULES = find_ruleset("shandong-2024")
AUTO, JUDGED, EVIDENCE = a_check("auto"), a_check("judgement"), a_check("evidence")
PENDING = {"结论": "待核"}


@pytest.fixture
def batch(tmp_path: Path) -> Folder:
    """Two organizations without a review and one with an entry."""
    found = Folder(tmp_path / "batch")
    found.submit("org-1")
    found.submit("org-2", ready("org-2", "370103"))
    found.submit("org-3", ready("org-3", "370104"), {"organization": "org-3", "entries": [entry(JUDGED, note="看过")]})
    return found


def entries(batch: Folder, name: str) -> list[tuple[str, str, str, str]]:
    found, problems = read_review(batch.submissions / f"{name}.review.yaml", RULES, name)
    assert problems == ()
    assert found is not None
    return [(one.check, one.outcome, one.reviewer, one.note) for one in found.entries]


def test_what_waits_for_a_person_is_listed(batch: Folder) -> None:
    filled = form(batch)
    waiting = {check.id for check in RULES.checks() if check.kind != "auto"}
    assert {check for one, check in filled.rows if one == "org-1"} == waiting
    assert {check for one, check in filled.rows if one == "org-3"} == waiting - {JUDGED}
    assert set(filled.column("结论").values()) == {None}


def test_all_lists_every_sub_check_with_the_entry_that_stands(batch: Folder) -> None:
    filled = form(batch, "--all")
    assert len(filled.rows) == 3 * len(list(RULES.checks()))
    assert {key for key, said in filled.column("结论").items() if said} == {("org-3", JUDGED)}
    row = filled.rows["org-3", JUDGED]
    said = [filled.main[row, filled.heads[head]] for head in ("结论", "审核人", "审核日期", "说明")]
    assert said == ["符合", "评查员甲", "2025-10-20", "看过"]


def test_one_organization_and_one_workbook_an_organization(batch: Folder) -> None:
    assert {one for one, _ in form(batch, "--organization", "org-2", name="one.xlsx").rows} == {"org-2"}
    folder = batch.home / "parts"
    assert inside("review", "form", batch.home, "--split", folder).returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == ["org-1.xlsx", "org-2.xlsx", "org-3.xlsx"]
    assert inside("review", "form", batch.home, "--split", folder).returncode == 2
    cities = batch.home / "cities"
    assert inside("review", "form", batch.home, "--split", cities, "--by", "city").returncode == 0
    assert [path.name for path in cities.iterdir()] == ["济南市.xlsx"]
    called = inside("review", "form", batch.home, "--organization", "org-9", "-o", batch.home / "x.xlsx")
    assert (called.returncode, "org-9" in called.stderr) == (2, True)


@pytest.mark.parametrize("name", ["form.xls", "submissions/form.xlsx", "batch.yaml"])
def test_a_form_is_not_written_where_it_would_do_harm(batch: Folder, name: str) -> None:
    before = tree(batch.home)
    assert inside("review", "form", batch.home, "-o", batch.home / name).returncode == 2
    assert tree(batch.home) == before


def test_a_form_is_never_written_over(batch: Folder) -> None:
    form(batch)
    assert inside("review", "form", batch.home, "-o", batch.home / "form.xlsx").returncode == 2


def test_no_person_is_named(batch: Folder) -> None:
    noted = {"organization": "org-4", "entries": [entry(JUDGED, note=f"已见{PERSONAL[0]}，电话13812345678")]}
    batch.submit("org-4", ready("org-4"), noted)
    said = str(form(batch, "--all").sheets)
    assert not [one for one in (*PERSONAL, "13812345678") if one in said]


def test_an_entry_that_was_masked_is_not_taken_for_a_new_one(batch: Folder) -> None:
    noted = {"organization": "org-4", "entries": [entry(JUDGED, note=f"已见{PERSONAL[0]}", evidence=["一、二", "三"])]}
    batch.submit("org-4", ready("org-4"), noted)
    before = tree(batch.submissions)
    called = take(batch, form(batch, "--all").save(batch.home / "same.xlsx"))
    assert called.returncode == 0, called.stderr
    assert tree(batch.submissions) == before


def test_the_same_content_gives_the_same_bytes(batch: Folder) -> None:
    form(batch, "--all")
    form(batch, "--all", name="again.xlsx")
    assert (batch.home / "form.xlsx").read_bytes() == (batch.home / "again.xlsx").read_bytes()


def test_what_cannot_be_read_is_listed_apart(batch: Folder) -> None:
    batch.submit("bad", ready("org-8", cases__agreed="x"))
    batch.submit("worse", ready("org-9"), {"organization": "org-9", "entries": [entry("B9-9.x")]})
    called = inside("review", "form", batch.home, "-o", batch.home / "form.xlsx")
    assert called.returncode == 4
    filled = Filled(batch.home / "form.xlsx")
    assert {one for one, _ in filled.rows} == {"org-1", "org-2", "org-3"}
    said = set(filled.sheets["未列入"].values())
    assert {"bad.yaml", "worse.yaml", "org-8", "org-9"} <= said


def test_conclusions_go_into_the_files_and_make_the_batch(batch: Folder) -> None:
    filled = form(batch)
    filled.enter_all()
    book = filled.save(batch.home / "filled.xlsx")
    dry = take(batch, book, dry_run=True)
    assert dry.returncode == 0
    assert not (batch.submissions / "org-1.review.yaml").exists()
    called = take(batch, book)
    assert called.returncode == 0, called.stderr
    assert "org-1" in called.stdout
    assert "org-1.review.yaml" in called.stdout
    assert len(entries(batch, "org-1")) == len(filled.rows) // 3 + 1
    assert batch.run().returncode == 0
    assert {row["outcome"] for row in batch.report()["organizations"]} == {"recommendable"}
    checked = inside("check", batch.submissions / "org-1.yaml", "--review", batch.submissions / "org-1.review.yaml")
    assert checked.returncode == 0


def test_importing_twice_changes_nothing(batch: Folder) -> None:
    filled = form(batch)
    filled.enter_all(说明="看过\n照片", 审核材料="E1、门牌照片；E2")
    book = filled.save(batch.home / "filled.xlsx")
    assert take(batch, book).returncode == 0
    before = tree(batch.submissions)
    assert take(batch, book).returncode == 0
    assert take(batch, form(batch, "--all", name="all.xlsx").save(batch.home / "all2.xlsx")).returncode == 0
    assert tree(batch.submissions) == before


def test_what_stands_is_kept_to_the_byte(batch: Folder) -> None:
    path = batch.submissions / "org-1.review.yaml"
    old = f"# 第一轮\norganization: org-1\nentries:\n  - {{check: {EVIDENCE}, outcome: not_met, reviewer: 乙, on: 2025-10-01}} # 缺\n"
    path.write_text(old, encoding="utf-8")
    filled = form(batch, "--all")
    filled.enter("org-1", EVIDENCE, 说明="已补")
    assert take(batch, filled.save(batch.home / "filled.xlsx")).returncode == 0
    assert path.read_text(encoding="utf-8").startswith(old)
    assert [one[1] for one in entries(batch, "org-1")] == ["not_met", "met"]


def test_an_older_workbook_does_not_undo_a_later_entry(batch: Folder) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED)
    first = filled.save(batch.home / "first.xlsx")
    filled.enter("org-1", JUDGED, 结论="不符合", 说明="复查")
    second = filled.save(batch.home / "second.xlsx")
    assert take(batch, first).returncode == 0
    assert take(batch, second).returncode == 0
    called = take(batch, first)
    assert (called.returncode, "没有再写入" in called.stderr) == (0, True)
    assert [one[1] for one in entries(batch, "org-1")] == ["met", "not_met"]


def test_what_is_open_writes_nothing(batch: Folder) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED, PENDING)
    filled.enter("org-1", EVIDENCE, {"审核人": "甲", "审核日期": "2025-10-20"})
    filled.enter("org-2", EVIDENCE, {"说明": "再看"})
    before = tree(batch.submissions)
    called = take(batch, filled.save(batch.home / "filled.xlsx"))
    assert called.returncode == 0
    assert tree(batch.submissions) == before
    assert "没有选结论" in called.stderr


def named(called: Any) -> list[str]:
    """Return the cells that problems name."""
    return [line.split(":")[1].partition("!")[2] for line in called.stderr.splitlines() if "!" in line]


@pytest.mark.parametrize(
    ("changes", "head", "said"),
    [
        ({"审核人": None}, "审核人", "必须填写"),
        ({"审核人": "/"}, "审核人", "必须填写"),
        ({"审核日期": None}, "审核日期", "必须填写"),
        ({"审核日期": "昨天"}, "审核日期", "不是日期"),
        ({"审核日期": "2025-02-30"}, "审核日期", "没有这一天"),
        ({"结论": "差不多"}, "结论", "不在可选范围内"),
        ({"子项": "B1-1"}, "子项", "是条款"),
        ({"子项": "B9-1.a"}, "子项", "没有编号"),
        ({"子项": None}, "子项", "必须填写"),
        ({"子项": AUTO}, "说明", "必须写明理由"),
        ({"组织编号": "org-77"}, "组织编号", "没有组织"),
        ({"组织编号": None}, "组织编号", "必须填写"),
        ({"审核人": Formula("=A1&B1")}, "审核人", "公式"),
    ],
)
def test_errors_are_told_by_cell_and_nothing_is_written(
    batch: Folder, changes: dict[str, Any], head: str, said: str
) -> None:
    filled = form(batch)
    filled.enter("org-2", EVIDENCE)
    row = filled.enter("org-1", JUDGED, **changes)
    column = filled.heads[head]
    before = tree(batch.submissions)
    called = take(batch, filled.save(batch.home / "filled.xlsx"))
    assert called.returncode == 4
    assert said in called.stderr
    assert named(called) == [f"{chr(ord('A') + column - 1)}{row}"]
    assert tree(batch.submissions) == before


def test_all_errors_are_told_in_one_run(batch: Folder) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED, 审核人=None, 审核日期=None)
    filled.enter("org-2", JUDGED, 组织编号="org-5")
    filled.enter("org-2", EVIDENCE, 结论="x")
    called = take(batch, filled.save(batch.home / "filled.xlsx"))
    assert len(named(called)) == 4
    english = take(batch, batch.home / "filled.xlsx", lang="en")
    assert "no review file was written" in english.stderr


def test_different_conclusions_on_one_sub_check_are_an_error_that_names_both(batch: Folder) -> None:
    filled = form(batch)
    one = filled.enter("org-1", JUDGED)
    two = filled.enter("org-1", EVIDENCE, 子项=JUDGED, 结论="不符合")
    called = take(batch, filled.save(batch.home / "filled.xlsx"))
    assert called.returncode == 4
    column = chr(ord("A") + filled.heads["结论"] - 1)
    assert all(f"!{column}{row}" in called.stderr for row in (one, two))


def test_two_workbooks_are_compared(batch: Folder) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED)
    one = filled.save(batch.home / "one.xlsx")
    filled.enter("org-1", JUDGED, 结论="不符合")
    two = filled.save(batch.home / "two.xlsx")
    assert take(batch, one, two).returncode == 4
    assert take(batch, one, one).returncode == 0


def test_days_outside_the_batch_are_warnings(batch: Folder) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED, 审核日期="2025-11-05")
    filled.enter("org-1", EVIDENCE, 审核日期="2015/10/20")
    called = take(batch, filled.save(batch.home / "filled.xlsx"))
    assert called.returncode == 0
    assert "晚于推荐截止日" in called.stderr
    assert "早于批次开始日" in called.stderr
    assert len(entries(batch, "org-1")) == 2


def test_a_sub_check_that_is_not_applicable_is_a_warning(batch: Folder) -> None:
    none: dict[str, Any] = {f"cases__{part}": 0 for part in ("accepted", "agreed", "failed")}
    batch.submit("org-5", ready("org-5", **none, agreements=None, archive=None))
    filled = form(batch, "--all")
    filled.enter("org-5", "A1-8.a", 说明="查台账")
    called = take(batch, filled.save(batch.home / "filled.xlsx"))
    assert called.returncode == 0, called.stderr
    assert "不适用" in called.stderr


def test_a_submission_that_has_changed_is_told(batch: Folder) -> None:
    filled = form(batch)
    filled.enter_all()
    batch.submit("org-1", ready("org-1", cases__carried_in=1))
    (batch.submissions / "org-2.yaml").write_text("organization: {id: org-2\n", encoding="utf-8")
    called = take(batch, filled.save(batch.home / "filled.xlsx"))
    assert called.returncode == 0, called.stderr
    assert called.stderr.count("改过") == 1
    assert called.stderr.count("不能评判") == 1
    assert (batch.submissions / "org-2.review.yaml").exists()


def test_a_workbook_of_another_batch_is_refused(batch: Folder, tmp_path: Path) -> None:
    other = Folder(tmp_path / "other", id="batch-6")
    other.submit("org-1")
    filled = form(other)
    filled.enter("org-1", JUDGED)
    called = take(batch, filled.save(tmp_path / "filled.xlsx"))
    assert (called.returncode, "batch-6" in called.stderr) == (4, True)


def test_an_organization_with_two_submissions_needs_its_file(batch: Folder) -> None:
    batch.submit("again", ready("org-1", cases__carried_in=1))
    filled = form(batch, "--organization", "org-1")
    files = filled.column("自评表文件")
    assert len(files) * 2 == len({row for row, _ in filled.main if row > HEAD_ROW})
    row = filled.enter("org-1", JUDGED)
    called = take(batch, filled.save(batch.home / "filled.xlsx"))
    assert called.returncode == 0
    name = filled.main.pop((row, filled.heads["自评表文件"]))
    assert (batch.submissions / name).with_suffix(".review.yaml").exists()
    called = take(batch, filled.save(batch.home / "unnamed.xlsx"))
    assert (called.returncode, "again.yaml" in called.stderr) == (4, True)


def test_a_review_file_with_errors_is_not_touched(batch: Folder) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED)
    path = batch.submissions / "org-1.review.yaml"
    path.write_text(text({"organization": "org-1", "entries": [entry("B9-9.x")]}), encoding="utf-8")
    before = path.read_bytes()
    called = take(batch, filled.save(batch.home / "filled.xlsx"))
    assert (called.returncode, "B9-9.x" in called.stderr) == (4, True)
    assert path.read_bytes() == before


def test_a_review_file_in_json_grows_too(batch: Folder) -> None:
    filled = form(batch)
    filled.enter("org-3", EVIDENCE)
    assert take(batch, filled.save(batch.home / "filled.xlsx")).returncode == 0
    assert [one[0] for one in entries(batch, "org-3")] == [JUDGED, EVIDENCE]


def _heads(old: str, new: str) -> Any:
    def change(sheets: Sheets) -> None:
        main = next(iter(sheets.values()))
        main[next(at for at, said in main.items() if at[0] == HEAD_ROW and said == old)] = new

    return change


@pytest.mark.parametrize(
    ("old", "new"),
    [("结论", "Conclusion"), ("结论", "审核结论"), ("审核人", " 审核 人 "), ("子项", "check"), ("说明", "备注")],
)
def test_heads_by_other_names(batch: Folder, old: str, new: str) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED, 说明="看过")
    assert take(batch, filled.save(batch.home / "filled.xlsx", _heads(old, new))).returncode == 0
    assert entries(batch, "org-1") == [(JUDGED, "met", "评查员甲", "看过")]


@pytest.mark.parametrize("head", ["组织编号", "子项", "结论", "审核人", "审核日期"])
def test_a_head_that_is_gone_is_an_error(batch: Folder, head: str) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED)
    called = take(batch, filled.save(batch.home / "filled.xlsx", _heads(head, "某列")))
    assert (called.returncode, f"缺少“{head}”列" in called.stderr) == (4, True)


def _without_about(sheets: Sheets) -> None:
    del sheets["_certify"]


def test_a_workbook_without_its_hidden_sheet_is_told_what_to_do(batch: Folder) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED)
    called = take(batch, filled.save(batch.home / "filled.xlsx", _without_about))
    assert (called.returncode, "重新生成" in called.stderr) == (4, True)


def test_rows_in_another_order_and_pasted_below(batch: Folder) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED, 结论=" 不符合 ", 说明="缺", 组织编号="ｏｒｇ-1")

    def change(sheets: Sheets) -> None:
        main = next(iter(sheets.values()))
        row, last = filled.rows["ｏｒｇ-1", JUDGED], max(row for row, _ in main)
        for column in range(1, len(filled.heads) + 1):
            if (row, column) in main:
                main[last + 7, column] = main.pop((row, column))
        main[2, 30] = "旁注"
        main[5, 30] = "旁注"

    called = take(batch, filled.save(batch.home / "filled.xlsx", change))
    assert called.returncode == 0, called.stderr
    assert entries(batch, "org-1") == [(JUDGED, "not_met", "评查员甲", "缺")]


def test_rows_that_are_hidden_are_read(batch: Folder) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED)
    assert take(batch, filled.save(batch.home / "filled.xlsx", hidden=True)).returncode == 0
    assert len(entries(batch, "org-1")) == 1


def test_formulas_where_nothing_is_read_do_no_harm(batch: Folder) -> None:
    filled = form(batch)
    row = filled.enter("org-1", JUDGED)
    for head in ("组织名称", "填报内容", "条文"):
        filled.main[row, filled.heads[head]] = Formula("=A1&B1")
    assert take(batch, filled.save(batch.home / "filled.xlsx")).returncode == 0


def test_many_warnings_are_no_error(batch: Folder) -> None:
    filled = form(batch)
    filled.enter_all()
    for number in range(700):
        filled.main[4 + number, 30] = "旁注"
    called = take(batch, filled.save(batch.home / "filled.xlsx"))
    assert called.returncode == 0
    assert "问题超过" in called.stderr


def test_a_long_review_has_a_sheet_for_each_city(batch: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    batch.submit("org-4", ready("org-4", "370202"))
    monkeypatch.setattr(review_workbook, "MOST_ROWS_A_SHEET", 100)
    filled = form(batch)
    assert list(filled.sheets)[:3] == ["审核 济南市", "审核 济南市 2", "审核 青岛市"]
    for cells in list(filled.sheets.values())[:3]:
        filled.main = cells
        filled.enter_all()
    assert take(batch, filled.save(batch.home / "filled.xlsx")).returncode == 0
    assert len(entries(batch, "org-4")) == 49
    monkeypatch.setattr(review, "MOST_ROWS_A_BOOK", 100)
    called = inside("review", "form", batch.home, "-o", batch.home / "long.xlsx", "--all")
    assert (called.returncode, "--by city" in called.stderr) == (2, True)


@pytest.mark.parametrize(
    "day",
    [
        "2025-10-20",
        "2025/10/20",
        "2025.10.20",
        "2025年10月20日",
        "２０２５-10-20",
        "20251020",
        datetime(2025, 10, 20, 15, 30),  # noqa: DTZ001 - a cell's moment
        "2025-10-20 15:30",
    ],
)
def test_days_as_people_write_them(batch: Folder, day: object) -> None:
    filled = form(batch)
    filled.enter("org-1", JUDGED, 审核日期=day)
    assert take(batch, filled.save(batch.home / "filled.xlsx")).returncode == 0
    assert "on: 2025-10-20" in (batch.submissions / "org-1.review.yaml").read_text(encoding="utf-8")


def test_an_english_workbook(batch: Folder) -> None:
    called = inside("review", "form", batch.home, "-o", batch.home / "en.xlsx", "--lang", "en")
    assert called.returncode == 0
    names = [sheet.name for sheet in grid(batch.home / "en.xlsx").sheets]
    assert names[:2] == ["Review", "Guide"]
    filled = Filled(batch.home / "en.xlsx")
    row = next(row for (row, column), said in filled.main.items() if said == JUDGED and filled.main[row, 1] == "org-1")
    for head, value in {"Conclusion": "not met", "Reviewer": "Li", "Date": "2025-10-20", "Note": "no sign"}.items():
        filled.main[row, filled.heads[head]] = value
    assert take(batch, filled.save(batch.home / "filled.xlsx"), lang="en").returncode == 0
    assert entries(batch, "org-1") == [(JUDGED, "not_met", "Li", "no sign")]


@pytest.mark.parametrize("name", ["batch.yaml", "table.csv", "form.xlsx"])
def test_what_is_no_review_workbook(batch: Folder, name: str) -> None:
    path = batch.home / name
    if name.endswith("csv"):
        path.write_text("a,b\n", encoding="utf-8")
    if name.endswith("xlsx"):
        inside("form", "-o", path)
    assert take(batch, path).returncode == 4


def test_calls_that_cannot_be_carried_out(batch: Folder) -> None:
    assert take(batch, batch.home / "nothing.xlsx").returncode == 2
    assert inside("review", "import", batch.home / "x.xlsx").returncode == 2
    assert inside("review", "form", batch.home / "nothing").returncode == 2
    assert inside("review", "form", batch.home, "-o", "a.xlsx", "--split", "b").returncode == 2


def test_the_sample(tmp_path: Path) -> None:
    home = tmp_path / "batch"
    shutil.copytree(SAMPLE, home)
    batch = Folder(home)
    inside("review", "form", home, "-o", home / "form.xlsx")
    filled = Filled(home / "form.xlsx")
    filled.enter_all()
    assert take(batch, filled.save(home / "filled.xlsx")).returncode == 0
    again = inside("review", "form", home, "-o", home / "again.xlsx")
    assert again.returncode == 4
    assert Filled(home / "again.xlsx").rows == {}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_workbook_saved_by_libreoffice(batch: Folder, tmp_path: Path, ending: str) -> None:
    filled = form(batch, "--all")
    filled.enter_all(说明="看过\n照片", 审核材料="E1、E2")
    filled.save(tmp_path / "filled.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", ending]
    # The form as it was written, and as it was filled in.
    for source in (batch.home / "form.xlsx", tmp_path / "filled.xlsx"):
        subprocess.run([*command, "--outdir", tmp_path / "saved", source], check=True, capture_output=True, timeout=200)
    before = tree(batch.submissions)
    assert take(batch, tmp_path / "saved" / f"form.{ending}").returncode == 0
    assert tree(batch.submissions) == before
    called = take(batch, tmp_path / "saved" / f"filled.{ending}")
    assert called.returncode == 0, called.stderr
    after = tree(batch.submissions)
    assert len(entries(batch, "org-1")) == len(list(RULES.checks()))
    assert take(batch, tmp_path / "filled.xlsx").returncode == 0
    assert tree(batch.submissions) == after
    assert str(ENTRY["审核人"]) in (batch.submissions / "org-1.review.yaml").read_text(encoding="utf-8")
