"""Starts of rule sets: without mistakes, their cases pass, nothing is written over, and what is issued is not changed."""

import json
from pathlib import Path

import pytest

from certify.reporting.rules.start import EXAMPLES
from certify.rules.load import DIGESTS, find_ruleset, issued_digests
from tests.rules.calling import Caller
from tests.rules.conftest import HOME


class Criteria(Caller):
    """Calls `certify rules` in its criteria folder."""

    @property
    def folder(self) -> Path:
        return self.criteria

    def rules(self, *arguments: str) -> tuple[int, str, str]:
        self.monkeypatch.chdir(self.folder)
        return self.call("rules", *arguments)

    def path(self, name: str, version: str = "1.0.0") -> Path:
        return self.folder / name / f"{version}.yaml"


@pytest.fixture
def criteria(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Criteria:
    return Criteria(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize("like", [None, "shandong-2024", "chongqing-2023"])
def test_a_start_has_no_mistake_and_its_cases_pass(criteria: Criteria, like: str | None) -> None:
    status, said, _ = criteria.rules("new", "example-2025", *([] if like is None else ["--like", like]))
    assert status == 0
    assert "certify rules issue example-2025@1.0.0" in said
    assert "certify rules test example-2025@1.0.0" in said
    status, said, _ = criteria.rules("lint", "example-2025", "--format", "json")
    assert status == 0
    # Every sample is one to replace, and nothing else is doubtful.
    codes = [problem["code"] for problem in json.loads(said)["problems"]]
    assert set(codes) == {"sample_left", "region_left"}
    assert len(codes) > EXAMPLES
    assert criteria.rules("test", "example-2025")[0] == 0
    rules = find_ruleset("example-2025", criteria.folder)
    assert {check.kind for check in rules.checks()} == {"auto", "evidence", "judgement"}
    if like is not None:
        model = find_ruleset(like)
        assert (rules.purpose, rules.region) == (model.purpose, model.region)
        assert rules.dimensions.items() <= model.dimensions.items()


def test_a_next_version_succeeds_the_one_before_and_keeps_its_comments(criteria: Criteria) -> None:
    assert criteria.rules("new", "shandong-2024", "--like", "shandong-2024")[0] == 0
    text = criteria.path("shandong-2024", "1.1.0").read_text(encoding="utf-8")
    before = (HOME / "shandong-2024" / "1.0.0.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../ruleset.schema.json\n")
    assert before.replace("\nversion: 1.0.0\n", "\nversion: 1.1.0\n").rstrip() in text
    assert criteria.rules("lint")[0] == 0
    first, second = (find_ruleset(f"shandong-2024@{version}", criteria.folder) for version in ("1.0.0", "1.1.0"))
    assert second.succeeds is not None
    assert second.succeeds.ruleset == first.reference
    assert [check.id for check in first.checks()] == [check.id for check in second.checks()]
    assert criteria.rules("new", "shandong-2024", "--like", "shandong-2024@1.1.0")[0] == 0
    third = find_ruleset("shandong-2024@1.2.0", criteria.folder)
    assert third.succeeds is not None
    assert third.succeeds.ruleset == second.reference


def test_nothing_is_written_over(criteria: Criteria, tmp_path: Path) -> None:
    assert criteria.rules("new", "shandong-2024")[0] == 2
    target = tmp_path / "example-2025" / "1.0.0.yaml"
    assert criteria.rules("new", "example-2025", "-o", str(target))[0] == 0
    cases = target.parent / "cases" / "EX.yaml"
    assert cases.is_file()
    target.unlink()
    cases.write_text("x", encoding="utf-8")
    status, _, said = criteria.rules("new", "example-2025", "-o", str(target))
    assert (status, str(cases) in said, target.exists()) == (2, True, False)
    assert cases.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize(
    "arguments",
    [("Example",), ("2025",), ("../x",), ("x", "-o", "x.json"), ("x", "--like", "nowhere"), ("regions",), ("duties",)],
)
def test_what_cannot_be_written_is_refused(criteria: Criteria, arguments: tuple[str, ...]) -> None:
    before = sorted(criteria.folder.rglob("*"))
    status, _, said = criteria.rules("new", *arguments)
    assert status == 2
    assert said.startswith("certify: ")
    assert sorted(criteria.folder.rglob("*")) == before


def test_a_version_is_issued_once_and_only_when_it_is_sound_and_shown(criteria: Criteria) -> None:
    criteria.rules("new", "example-2025")
    path, cases = criteria.path("example-2025"), criteria.folder / "example-2025" / "cases" / "EX.yaml"
    record = (criteria.folder / DIGESTS).read_text(encoding="utf-8")
    start, shown = path.read_text(encoding="utf-8"), cases.read_text(encoding="utf-8")
    for left in (start.replace("示例", "练习").replace("# 练习", "# 示例"), start.replace("# 示例", "# 练习")):
        path.write_text(left, encoding="utf-8")
        assert criteria.rules("issue", "example-2025@1.0.0")[0] == 4
    assert (criteria.folder / DIGESTS).read_text(encoding="utf-8") == record
    path.write_text(start.replace("示例", "练习"), encoding="utf-8")
    assert criteria.rules("issue", "example-2025@1.0.0")[0] == 0
    (criteria.folder / DIGESTS).write_text(record, encoding="utf-8")
    sound = start.replace("示例", "练习")
    path.write_text(sound.replace("kind: auto", "kind: x", 1), encoding="utf-8")
    assert criteria.rules("issue", "example-2025@1.0.0")[0] == 4
    path.write_text(sound.replace("region: shandong", "region: nowhere"), encoding="utf-8")
    assert criteria.rules("issue", "example-2025@1.0.0")[0] == 4
    path.write_text(sound, encoding="utf-8")
    cases.write_text(shown.replace("expect: not_met", "expect: met", 1), encoding="utf-8")
    assert criteria.rules("issue", "example-2025@1.0.0")[0] == 1
    assert (criteria.folder / DIGESTS).read_text(encoding="utf-8") == record
    cases.write_text(shown, encoding="utf-8")
    assert criteria.rules("issue", "example-2025@1.0.0")[0] == 0
    digest = issued_digests(criteria.folder)["example-2025@1.0.0"]
    assert (criteria.folder / DIGESTS).read_text(encoding="utf-8") == f"{record}example-2025@1.0.0 {digest}\n"
    assert criteria.rules("issue", "example-2025@1.0.0")[0] == 2
    path.write_text(sound.replace("at_least: 1", "at_least: 2"), encoding="utf-8")
    status, said, _ = criteria.rules("lint")
    assert status == 4
    assert "example-2025@1.1.0" in said


def test_two_starts_share_no_id(criteria: Criteria) -> None:
    for name in ("example-2025", "example-2026"):
        assert criteria.rules("new", name)[0] == 0
    status, said, _ = criteria.rules("lint")
    assert status == 0
    text = criteria.path("example-2026").read_text(encoding="utf-8")
    criteria.path("example-2026").write_text(text.replace("EXAMPLE-2026-3.b", "EXAMPLE-2025-3.b"), encoding="utf-8")
    status, said, _ = criteria.rules("lint")
    assert status == 4
    assert "example-2025/1.0.0.yaml:" in said.partition("“EXAMPLE-2025-3.b”已经由规则 example-2025 使用")[2]
