"""Issued rule sets are immutable: every one is in the kept list, with the digest it has."""

from pathlib import Path

import pytest

from certify.rules.files import FaultyCriteriaError
from certify.rules.load import available_rulesets, find_ruleset, issued_digests, read_ruleset
from certify.rules.vocabulary import vocabulary

ISSUED = {
    "shandong-2024@1.0.0": "sha256:9fc85f337779f02a4d2f74d03463f2712f7696c65f67ee0d934d5822b9d9ffec",
    "hainan-2023@1.0.0": "sha256:62ccbdf824105e1f2bba7784acd4ce71915ae88cb56427d6400679e1841f7a32",
    "chongqing-2023@1.0.0": "sha256:a0ac2f99b5303c2ef1240977a7a8957e7f1f91f9c3ab18f197c820bbbd1113d4",
    "sichuan-2023@1.0.0": "sha256:ee3bbc4ad9968f0172413968ca2da8ef28c5b4d831093a7b038ef2c57cd4e13c",
    "henan-2023@1.0.0": "sha256:b05bc1088a302bf24b212b7c9338b5357d0da38d7681cd9060de881f83192c81",
}


def test_every_rule_set_is_in_the_kept_list_with_its_digest() -> None:
    assert issued_digests() == {reference: find_ruleset(reference).digest for reference in available_rulesets()}


def test_the_kept_list_itself_has_not_been_rewritten() -> None:
    kept = issued_digests()
    assert {reference: kept.get(reference) for reference in ISSUED} == ISSUED


def test_layout_and_comments_do_not_enter_the_digest(tmp_path: Path) -> None:
    from certify.rules.home import criteria_home  # noqa: PLC0415 - beside its only use

    text = (criteria_home() / "shandong-2024" / "1.0.0.yaml").read_text(encoding="utf-8")
    copy = tmp_path / "shandong-2024" / "1.0.0.yaml"
    copy.parent.mkdir()
    copy.write_text("# 另一条注释\n" + text.replace("id: A1-8\n", "id:   A1-8\n"), encoding="utf-8")
    assert read_ruleset(copy, vocabulary()).digest == find_ruleset("shandong-2024").digest


def test_an_altered_rule_set_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil  # noqa: PLC0415 - beside its only use

    from certify.rules.home import criteria_home  # noqa: PLC0415 - beside its only use

    home = tmp_path / "criteria"
    shutil.copytree(criteria_home(), home)
    path = home / "shandong-2024" / "1.0.0.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("at_least_percent: 65", "at_least_percent: 60"), encoding="utf-8"
    )
    monkeypatch.setenv("CERTIFY_CRITERIA", str(home))
    with pytest.raises(FaultyCriteriaError) as caught:
        find_ruleset("shandong-2024")
    assert [problem.code for problem in caught.value.problems] == ["ruleset_altered"]
