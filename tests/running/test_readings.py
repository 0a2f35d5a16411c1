"""Readings chosen for a batch or a check: they decide, and every report says which they are and who chose them."""

from pathlib import Path
from typing import Any

import pytest

from tests.running.calling import Folder, clean, inside, tree
from tests.running.reviewing import grid
from tests.running.submissions import ready, review, text

CLOSED_ALL = {"A1-8.denominator": "closed_all"}
WITHDRAWN = {
    "cases__accepted": 14,
    "cases__withdrawn_other": 4,
    "reported__accepted": 14,
    "ledger__entries": 14,
    "archive__files_due": 14,
    "archive__files_archived": 14,
}
SAID = "成功率的计算口径：达成÷全部已结（含撤回、移送）（默认：达成÷（达成＋未达成）；由批次文件（第五批（示例））选用，结果与默认口径下的不能直接比较）"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a batch in which one organization's success rate hangs on the reading."""
    found = Folder(tmp_path / "batch", readings=CLOSED_ALL)
    found.recommendable("sound")
    found.recommendable("rate", "370103", **WITHDRAWN)
    return found


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.yaml"
    content = {"format": "certify-policy/1", "ruleset": "shandong-2024@1.0.0", "title": "口径通知"}
    content |= {"issued_by": "某省人社厅", "issued_on": "2025-01-02"}
    path.write_text(text({**content, "readings": CLOSED_ALL}), encoding="utf-8")
    return path


def chosen(report: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["key"], one["value"], one["by"]) for one in report["ruleset"]["readings_chosen"]]


def outcomes(folder: Folder) -> dict[str, str]:
    return {row["id"]: row["outcome"] for row in folder.report()["organizations"]}


def test_the_reading_that_a_batch_chooses_decides(folder: Folder) -> None:
    clean(folder.run())
    assert outcomes(folder) == {"sound": "recommendable", "rate": "not_recommendable"}
    folder.write()
    clean(folder.run())
    assert outcomes(folder) == {"sound": "recommendable", "rate": "recommendable"}
    assert chosen(folder.report()) == []


def test_every_report_of_a_batch_says_what_was_chosen_by_whom(folder: Folder) -> None:
    clean(folder.run("--word"))
    report = folder.report()
    assert report["ruleset"]["readings"]["A1-8.denominator"] == "closed_all"
    assert chosen(report) == [("A1-8.denominator", "closed_all", "批次文件（第五批（示例））")]
    pages = tree(folder.out)
    for name in ("index.html", "organizations/sound.html", "organizations/rate.html", "notices/rate.html"):
        assert SAID in pages[name].decode(), name
    about = {cell.text for sheet in grid(folder.out / "汇总表.xlsx").sheets for cell in sheet.cells.values()}
    assert SAID in about
    assert SAID in word_text(folder.out / "notices" / "rate.docx")


def word_text(path: Path) -> str:
    from docx import Document  # noqa: PLC0415 - only here

    document = Document(str(path))
    return "\n".join(line.text for section in document.sections for line in section.footer.paragraphs)


def test_nothing_is_said_where_nothing_was_chosen(folder: Folder) -> None:
    folder.write(readings={"A1-8.denominator": "decided"})
    clean(folder.run())
    assert all("选用" not in content.decode(errors="replace") for content in tree(folder.out).values())


def test_sensitivity_is_told_against_the_reading_in_force(folder: Folder) -> None:
    clean(folder.run())
    said = next(row["reading_sensitive"] for row in folder.report()["organizations"] if row["id"] == "rate")
    assert said == ["A1-8.a（达成÷（达成＋未达成）、（达成＋和解撤回）÷（达成＋未达成＋和解撤回））"]


def test_kept_results_are_not_those_of_another_reading(folder: Folder) -> None:
    clean(folder.run())
    first = tree(folder.out)
    folder.write()
    clean(folder.run())
    folder.write(readings=CLOSED_ALL)
    clean(folder.run())
    assert tree(folder.out) == first


def test_coverage_says_which_batch_used_which_reading(folder: Folder, tmp_path: Path) -> None:
    clean(inside("coverage", folder.home, "-o", tmp_path / "coverage", "--workers", "1"))
    pages = tree(tmp_path / "coverage")
    assert SAID in pages["index.html"].decode()
    assert "达成÷全部已结（含撤回、移送）" in pages["coverage.md"].decode()
    assert '"A1-8.denominator"' in pages["coverage.json"].decode()


def test_a_review_workbook_asks_by_the_readings_in_force(folder: Folder) -> None:
    path = folder.home / "form.xlsx"
    folder.write(readings={"B2-2.sharing": "exclusive"})
    folder.submit("shared", ready("shared", "370104", premises__reception="designated_shared"), review("shared"))
    clean(inside("review", "form", folder.home, "-o", path, "--all"))
    cells = {cell.text for sheet in grid(path).sheets for cell in sheet.cells.values()}
    assert any("须为专用" in cell for cell in cells)


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
@pytest.mark.parametrize("command", ["check", "what-if"])
def test_a_check_goes_by_a_policy_and_says_so(folder: Folder, policy: Path, command: str, form: str) -> None:
    file = folder.submissions / "rate.yaml"
    options = ["--nearest"] if command == "what-if" else []
    plain = clean(inside(command, file, "--format", form, *options))
    under = clean(inside(command, file, "--rules", policy, "--format", form, *options))
    assert (plain.returncode, under.returncode) == (0, 1)
    assert "口径通知" in under.stdout
    assert "口径通知" not in plain.stdout


def test_a_faulty_policy_is_an_input_that_is_wrong(folder: Folder, policy: Path) -> None:
    policy.write_text(text({"format": "certify-policy/1", "readings": {"x": "y"}}), encoding="utf-8")
    called = clean(inside("check", folder.submissions / "sound.yaml", "--rules", policy, "--format", "json"))
    assert called.returncode == 4
    assert '"where": "policy.yaml:1:1"' in called.stdout
    missing = clean(inside("check", folder.submissions / "sound.yaml", "--rules", policy.with_name("no.yaml")))
    assert missing.returncode == 2


def test_a_policy_is_never_written_over(folder: Folder, tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_text("{}", encoding="utf-8")
    called = clean(inside("check", folder.submissions / "sound.yaml", "--rules", path, "-o", path, "--format", "json"))
    assert called.returncode == 2
    assert path.read_text(encoding="utf-8") == "{}"


def test_there_is_a_schema_of_policies() -> None:
    called = clean(inside("schema", "policy"))
    assert called.returncode == 0
    assert '"certify-policy/1"' in called.stdout


def test_the_terminal_says_it_below_the_title(folder: Folder) -> None:
    assert clean(folder.run()).stdout.splitlines()[1] == f"选用口径：{SAID}"


def test_a_returned_form_says_by_which_readings_it_was_judged(folder: Folder, policy: Path, tmp_path: Path) -> None:
    path = tmp_path / "returned.xlsx"
    clean(inside("check", folder.submissions / "rate.yaml", "--rules", policy, "-o", path))
    assert any("口径通知" in cell.text for sheet in grid(path).sheets for cell in sheet.cells.values())


def test_rule_sets_side_by_side_may_be_under_a_policy(folder: Folder, policy: Path) -> None:
    file = folder.submissions / "rate.yaml"
    called = clean(inside("check", file, "--rules", f"{policy},chongqing-2023", "--format", "text"))
    assert "口径通知" in called.stdout
    policy.write_text("{}", encoding="utf-8")
    called = clean(inside("check", file, "--rules", f"{policy},chongqing-2023"))
    assert called.returncode == 4
    assert "policy.yaml:1:1" in called.stdout + called.stderr
