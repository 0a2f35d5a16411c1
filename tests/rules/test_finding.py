"""Rule sets by id and version, in whichever criteria folder; issued ones are not altered."""

from pathlib import Path

import pytest

from certify.rules.home import VARIABLE, criteria_home
from certify.rules.load import DIGESTS, UnknownRuleSetError, available_rulesets, find_ruleset, issued_digests
from certify.rules.vocabulary import vocabulary
from tests.rules.conftest import RULES_FILE, RULES_TEXT, copied, found_told


def draft(home: Path, version: str) -> Path:
    """Put another version of the rule set into a criteria folder."""
    path = (home / RULES_FILE).with_stem(version)
    path.write_text(RULES_TEXT.replace("\nversion: 1.0.0", f"\nversion: {version}"), encoding="utf-8")
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Copy the criteria and add versions of which the newest is not the last by spelling."""
    folder = copied(tmp_path)
    for version in ("1.2.0", "1.10.0"):
        draft(folder, version)
    (folder / "shandong-2024" / "draft.yaml").write_text("x", encoding="utf-8")
    return folder


def test_a_draft_judges_nobody_who_does_not_name_it(home: Path) -> None:
    assert find_ruleset("shandong-2024", home).version == "1.0.0"
    digests = home / DIGESTS
    for version, taken in (("1.2.0", "1.2.0"), ("1.10.0", "1.10.0")):
        digest = find_ruleset(f"shandong-2024@{version}", home).digest
        with digests.open("a", encoding="utf-8") as file:
            file.write(f"shandong-2024@{version} {digest}\n")
        draft(home, "1.11.0")
        assert find_ruleset("shandong-2024", home).version == taken


def test_versions_are_in_order_of_number(home: Path) -> None:
    listed = [name for name in available_rulesets(home) if name.startswith("shandong-2024@")]
    assert listed == [f"shandong-2024@{version}" for version in ("1.0.0", "1.2.0", "1.10.0")]


@pytest.mark.parametrize(
    ("reference", "version"),
    [("shandong-2024", "1.0.0"), ("shandong-2024@1.2.0", "1.2.0"), ("shandong-2024@1.0.0", "1.0.0")],
)
def test_a_rule_set_is_found_by_id_or_by_id_and_version(home: Path, reference: str, version: str) -> None:
    rules = find_ruleset(reference, home)
    assert (rules.id, rules.version, rules.reference) == ("shandong-2024", version, f"shandong-2024@{version}")
    assert find_ruleset(reference, home) is rules


@pytest.mark.parametrize(
    ("reference", "suggestion"),
    [
        ("shangdong-2024", "shandong-2024"),
        ("shandong-2024@1.0", "shandong-2024@1."),
        ("shandong-2024@2.0.0", "shandong-2024@"),
        ("../shandong-2024", "shandong-2024"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_an_unknown_rule_set_is_told_with_what_there_is(home: Path, reference: str, suggestion: str) -> None:
    with pytest.raises(UnknownRuleSetError) as caught:
        find_ruleset(reference, home)
    assert caught.value.wanted == reference
    assert caught.value.available == available_rulesets(home)
    assert caught.value.suggestion.startswith(suggestion)


def test_the_environment_names_another_folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(home))
    assert criteria_home() == home
    assert find_ruleset("shandong-2024@1.10.0").version == "1.10.0"
    monkeypatch.delenv(VARIABLE)
    assert criteria_home() != home


def test_an_issued_rule_set_is_not_altered(tmp_path: Path) -> None:
    home = copied(tmp_path)
    digest = find_ruleset("shandong-2024@1.0.0", home).digest
    (home / DIGESTS).write_text(f"# kept\n\nshandong-2024@1.0.0 {digest}\n", encoding="utf-8")
    assert issued_digests(home) == {"shandong-2024@1.0.0": digest}
    other = tmp_path / "other"
    for name, change, wrong in (
        ("same", ("", ""), []),
        ("comment", ("purpose: recognition", "purpose: recognition  # x"), []),
        ("quotes", ("purpose: recognition", 'purpose: "recognition"'), []),
        ("words", ("Name and emblem", "Names and emblem"), ["ruleset_altered 1:1"]),
        ("rule", ("at_least_percent: 65", "at_least_percent: 64"), ["ruleset_altered 1:1"]),
    ):
        folder = other / name
        folder.mkdir(parents=True)
        changed = copied(folder)
        (changed / DIGESTS).write_text((home / DIGESTS).read_text(encoding="utf-8"), encoding="utf-8")
        (changed / RULES_FILE).write_text(RULES_TEXT.replace(*change, 1) if change[0] else RULES_TEXT, encoding="utf-8")
        assert found_told(changed) == wrong, name


def test_a_version_that_is_not_issued_is_not_compared(home: Path) -> None:
    (home / DIGESTS).write_text("shandong-2024@1.0.0 sha256:0\n", encoding="utf-8")
    assert found_told(home, "shandong-2024@1.2.0") == []
    assert found_told(home, "shandong-2024@1.0.0") == ["ruleset_altered 1:1"]


def test_a_faulty_rule_set_in_another_folder_is_told(tmp_path: Path) -> None:
    home = copied(tmp_path)
    (home / RULES_FILE).write_text(RULES_TEXT.replace("signage.sign_text", "signage.sign"), encoding="utf-8")
    assert [one.partition(" ")[0] for one in found_told(home)] == ["condition_no_fact"]


def test_a_rule_set_asks_the_vocabulary_of_its_own_folder(tmp_path: Path) -> None:
    home = copied(tmp_path)
    path = home / "vocabulary.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("      emblem_displayed:", "      emblem:"), encoding="utf-8"
    )
    assert [one.partition(" ")[0] for one in found_told(home)] == ["condition_no_fact"]
    assert vocabulary(home) is not vocabulary()


@pytest.mark.parametrize("content", ["", "# x\n", "[]\n", "x\n", "{}\n", "a: [\n", "\x00"])
def test_a_file_that_is_no_rule_set_is_told(tmp_path: Path, content: str) -> None:
    home = copied(tmp_path)
    (home / RULES_FILE).write_text(content, encoding="utf-8")
    assert found_told(home)
