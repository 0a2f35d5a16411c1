"""Kept results that were altered, mixed up or outlived: a run never trusts them more than the submissions."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from certify.rules.home import criteria_home
from certify.running.cache import SEAL, _seal
from tests.running.calling import Folder, clean, read, tree
from tests.running.submissions import ready

KEPT = ".kept.json"


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Folder(tmp_path_factory.mktemp("once"))
    folder.submit("a", ready("a", signage__emblem_displayed=False))
    assert clean(folder.run()).returncode == 0
    return folder.home


@pytest.fixture
def folder(run_once: Path, tmp_path: Path) -> Folder:
    return Folder(Path(shutil.copytree(run_once, tmp_path / "batch")))


def spoil(folder: Folder, spoiling: Callable[[dict[str, Any]], None]) -> None:
    """Change every kept result."""
    content = read(folder.out / KEPT)
    for kept in content.values():
        spoiling(kept)
    (folder.out / KEPT).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def without(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda kept: kept["outcome"].pop(name)


def with_value(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda kept: kept["outcome"].update({name: value})


@pytest.mark.parametrize(
    "spoiling",
    [
        pytest.param(dict.clear, id="empty"),
        pytest.param(without("id"), id="a field less"),
        pytest.param(with_value("more", 1), id="a field more"),
        pytest.param(with_value("file", "b.yaml"), id="another file"),
        pytest.param(lambda kept: kept.update(looked_at=[["photos/x.jpg", "there"]]), id="another file beside it"),
        pytest.param(lambda kept: kept.update(digests={"../batch.yaml": "0"}), id="a page outside"),
        pytest.param(lambda kept: kept.update(digests=[]), id="digests in a list"),
        pytest.param(with_value("declared", []), id="no clauses"),
        pytest.param(with_value("outcome", "excellent"), id="no such outcome"),
        pytest.param(with_value("jurisdiction", "999999"), id="no such unit"),
        pytest.param(with_value("cases", None), id="no cases"),
    ],
)
def test_a_kept_result_of_the_wrong_shape_is_made_anew(folder: Folder, spoiling: Callable[[Any], None]) -> None:
    before = tree(folder.out)
    spoil(folder, spoiling)
    assert clean(folder.run()).returncode == 0
    assert tree(folder.out) == before


def forge(folder: Folder, forging: Callable[[dict[str, Any]], None]) -> None:
    """Change every kept result, and seal it as the program does."""
    content = read(folder.out / KEPT)
    for kept in content.values():
        forging(kept)
        kept.pop(SEAL, None)
        kept[SEAL] = _seal(kept)
    (folder.out / KEPT).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def forged_page(name: str) -> Callable[[dict[str, Any]], None]:
    """Let a result name another file as one of its pages, with the digest of its content."""
    digest = hashlib.sha256(b"precious").hexdigest()

    def forging(kept: dict[str, Any]) -> None:
        kept["digests"][name] = digest
        kept["outcome"]["notice"] = name

    return forging


@pytest.mark.parametrize(
    "name",
    ["../victim.txt", "notices/../../victim.txt", "victim.txt", "index.html", "notices/other.html", "/victim.txt", ""],
)
def test_a_page_that_is_none_of_the_submission_s_own_is_never_touched(folder: Folder, name: str) -> None:
    before = tree(folder.out)
    victim = folder.home / "victim.txt"
    victim.write_bytes(b"precious")
    forge(folder, forged_page(name))
    assert clean(folder.run()).returncode == 0
    assert victim.read_bytes() == b"precious"
    assert tree(folder.out) == before


@pytest.mark.parametrize(
    "forging",
    [
        pytest.param(with_value("unmet", "x"), id="text for a list"),
        pytest.param(with_value("unmet", [1]), id="a list of numbers"),
        pytest.param(with_value("cases", {"accepted": "1"}), id="text for a number"),
        pytest.param(with_value("cases", []), id="a list for figures"),
        pytest.param(with_value("of", bool(1)), id="yes for a number"),
        pytest.param(with_value("name", None), id="nothing for a name"),
        pytest.param(with_value("problems", [{"level": 1}]), id="a problem without words"),
        pytest.param(with_value("not_applicable", [["a", 1]]), id="a clause with a number"),
        pytest.param(with_value("key", "0"), id="another key"),
        pytest.param(with_value("more", 1), id="a field more"),
        pytest.param(without("id"), id="a field less"),
        pytest.param(lambda kept: kept.update(kind=["candidate"]), id="a kind that is none"),
        pytest.param(lambda kept: kept.update(looked_at=[["a"]]), id="half a pair"),
        pytest.param(lambda kept: kept.update(looked_at=[["\0", "there"]]), id="no name of a file"),
        pytest.param(lambda kept: kept.update(digests={"notices/a.html": 1}), id="a number for a digest"),
    ],
)
def test_a_kept_result_with_its_seal_and_the_wrong_types_is_made_anew(
    folder: Folder, forging: Callable[[dict[str, Any]], None]
) -> None:
    before = tree(folder.out)
    forge(folder, forging)
    assert clean(folder.run()).returncode == 0
    assert tree(folder.out) == before


def test_a_kept_result_sealed_anew_is_one_all_the_same(folder: Folder) -> None:
    page = (folder.out / "organizations" / "a.html").stat().st_ino
    forge(folder, lambda _: None)
    clean(folder.run())
    assert (folder.out / "organizations" / "a.html").stat().st_ino == page


@pytest.mark.parametrize("content", ["1", "null", "[]", '"x"'])
def test_an_entry_that_is_no_mapping_is_made_anew(folder: Folder, content: str) -> None:
    before = tree(folder.out)
    keys = read(folder.out / KEPT)
    (folder.out / KEPT).write_text("{" + ",".join(f'"{key}":{content}' for key in keys) + "}", encoding="utf-8")
    assert clean(folder.run()).returncode == 0
    assert tree(folder.out) == before


@pytest.mark.skipif(os.name == "nt", reason="pipes are no files there")
def test_a_pipe_in_the_place_of_the_kept_results_never_hangs(folder: Folder) -> None:
    (folder.out / KEPT).unlink()
    os.mkfifo(folder.out / KEPT)
    # What could hang is done in a process that can be given up.
    assert clean(folder.call(timeout=30)).returncode == 0
    assert (folder.out / KEPT).is_file()


def test_kept_results_nested_without_end_are_made_anew(folder: Folder) -> None:
    before = tree(folder.out)
    (folder.out / KEPT).write_text("[" * 100_000, encoding="utf-8")
    assert clean(folder.run()).returncode == 0
    assert tree(folder.out) == before


def test_a_verdict_edited_in_the_kept_results_is_not_believed(folder: Folder) -> None:
    spoil(folder, with_value("declared", ["met"] * 26))
    spoil(folder, with_value("outcome", "ready"))
    clean(folder.run())
    assert folder.rows()["a.yaml"]["outcome"] == "not_ready"


def test_every_organization_has_its_own_page_where_names_become_the_same(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a_b", ready("first"))
    clean(folder.run())
    # In the order of names it comes before the other, so that it takes the name of the other's page.
    folder.submit("a b", ready("second"))
    clean(folder.run())
    pages = {row["page"]: row["name"] for row in folder.rows().values()}
    assert len(pages) == 2
    for page, name in pages.items():
        assert name in (folder.out / page).read_text(encoding="utf-8")


def test_pages_are_named_alike_with_and_without_kept_results(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    gone = folder.submit("a b", ready("first"))
    folder.submit("a_b", ready("second"))
    clean(folder.run())
    gone.unlink()
    clean(folder.run())
    kept = folder.rows()["a_b.yaml"]["page"]
    clean(folder.run("--no-cache"))
    assert kept == folder.rows()["a_b.yaml"]["page"]


def test_pages_of_names_that_become_the_same_are_numbered(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    for name in ("a b", "a_b", "A_B", "甲/乙", "甲__乙", "…", "。"):
        folder.submit(name, ready(f"编号{name}1"))
    clean(folder.run())
    pages = [row["page"] for row in folder.rows().values()]
    assert len({page.casefold() for page in pages}) == 7
    for row in folder.rows().values():
        assert row["name"] in (folder.out / row["page"]).read_text(encoding="utf-8")


def test_a_change_in_the_default_list_of_units_is_noticed(tmp_path: Path) -> None:
    criteria = shutil.copytree(criteria_home(), tmp_path / "criteria")
    listed = criteria / "regions" / "shandong.csv"
    folder = Folder(tmp_path / "batch")
    folder.submit("a")
    assert clean(folder.call(CERTIFY_CRITERIA=str(criteria))).returncode == 0
    lines = listed.read_text(encoding="utf-8").splitlines(keepends=True)
    listed.write_text("".join(line for line in lines if not line.startswith("370102,")), encoding="utf-8")
    assert clean(folder.call(CERTIFY_CRITERIA=str(criteria))).returncode == 4
    assert [row["file"] for row in folder.report()["invalid"]] == ["a.yaml"]
