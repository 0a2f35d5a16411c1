"""Entries added to review files: what stands there stays to the byte, and the result reads as both together."""

from pathlib import Path

import pytest

from certify.documents.load import parse_document
from certify.reading.review import read_review
from certify.rules.load import find_ruleset
from certify.running.review_text import NewEntry, NotAppendableError, added_text, new_text

RULES = find_ruleset("shandong-2024")
NOTE = "一\n二\t三\u2028四\u3000# 五\U0001f600\ue000"
SEEN = ["门牌, 照片", "- E1", "[x]"]
NEW: tuple[NewEntry, ...] = (
    {"check": "B1-1.b", "outcome": "met", "reviewer": "甲", "on": "2025-10-20"},
    {
        "check": "A1-8.a",
        "outcome": "not_met",
        "reviewer": 'yes: "甲"\\',
        "on": "2025-10-21",
        "note": NOTE,
        "evidence": SEEN,
    },
)
OLD = "check: B1-1.a, outcome: met, reviewer: 乙, on: 2025-10-10"
FIELDS = ("check: B1-1.a", "outcome: met", "reviewer: 乙", "on: 2025-10-10")
JSON = '{"check": "B1-1.a", "outcome": "met", "reviewer": "乙", "on": "2025-10-10"}'


def block(indent: str, dash: str = "- ") -> str:
    inner = f"\n{indent}{' ' * len(dash)}"
    return f"{indent}{dash}{inner.join(FIELDS)}"


TEXTS = {
    "a line an entry": f"# 评查\norganization: '1'\n\nentries:\n  - {{{OLD}}}  # 看过\n",
    "comments behind": f"organization: '1'\nentries:\n  - {{{OLD}}}\n\n# 完\n",
    "no last line end": f"organization: '1'\nentries:\n  - {{{OLD}}}",
    "a line a field": f"organization: '1'\nentries:\n{block('  ')}\n",
    "no indentation": f"organization: '1'\nentries:\n{block('')}\n",
    "wide indentation": f"organization: '1'\nentries:\n{block('      ', '-   ')}\n",
    "entries first": f"entries:\n  - {{{OLD}}}\n# 编号\norganization: '1'\n",
    "entries of fields first": f"entries:\n{block('  ')}\n\norganization: '1'\n",
    "windows": f"\ufefforganization: '1'\r\nentries:\r\n  - {{{OLD}}}\r\n",
    "end of document": f"---\norganization: '1'\nentries:\n  - {{{OLD}}}\n...\n# 完\n",
    "tabs": f"organization: '1'\nentries:\n  - {{{OLD}}}\t# 看过\n",
    "a block text last": f"organization: '1'\nentries:\n{block('  ')}\n    note: |+\n      一\n      二\n\n\n",
    "nested lists": f"organization: '1'\nentries:\n{block('  ')}\n    evidence:\n      - E1\n      - E2\n",
    "brackets": f"organization: '1'\nentries: [{{{OLD}}}]\n",
    "brackets with a comma too many": f"organization: '1'\nentries: [ {{{OLD}}}, # 看过\n ]\n",
    "empty": "organization: '1'\nentries: []\n",
    "empty with a comment": "organization: '1'\nentries: [ # 还没有\n  ]\n",
    "json": f'{{"organization": "1", "entries": [\n {JSON}\n ]}}\n',
    "json, entries first": f'{{"entries": [{JSON}], "organization": "1"}}',
    "empty json": '{"organization": "1", "entries": []}',
}


def entries(folder: Path, raw: bytes) -> list[tuple[str, str, str, str, str, tuple[str, ...]]]:
    path = folder / "s.review.yaml"
    path.write_bytes(raw)
    found, problems = read_review(path, RULES, "1")
    assert problems == ()
    assert found is not None
    return [(one.check, one.outcome, one.reviewer, str(one.on), one.note, one.evidence) for one in found.entries]


@pytest.mark.parametrize("name", TEXTS)
def test_entries_are_added_and_nothing_else_changes(name: str, tmp_path: Path) -> None:
    before = TEXTS[name].encode()
    after = added_text(before, NEW)
    old, both = entries(tmp_path, before), entries(tmp_path, after)
    assert both[: len(old)] == old
    assert [one[0] for one in both[len(old) :]] == ["B1-1.b", "A1-8.a"]
    assert both[-1] == ("A1-8.a", "not_met", 'yes: "甲"\\', "2025-10-21", NOTE, tuple(SEEN))
    assert any(after.startswith(before[:at]) and after.endswith(before[at:]) for at in range(len(before) + 1))
    again = added_text(after, NEW[:1])
    assert len(entries(tmp_path, again)) == len(both) + 1


@pytest.mark.parametrize("name", [name for name in TEXTS if "windows" in name])
def test_line_ends_stay_those_of_the_file(name: str) -> None:
    after = added_text(TEXTS[name].encode(), NEW)
    assert after.count(b"\n") == after.count(b"\r\n")


def test_json_stays_json() -> None:
    for name in ("json", "json, entries first", "empty json"):
        document = parse_document(added_text(TEXTS[name].encode(), NEW), "x.json")
        assert document.problems == (), name


def test_a_new_file_reads_as_its_entries(tmp_path: Path) -> None:
    assert [one[0] for one in entries(tmp_path, new_text("1", NEW))] == ["B1-1.b", "A1-8.a"]
    assert new_text("00123", NEW[:1]).startswith(b'organization: "00123"\nentries:\n  - {check: B1-1.b, ')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "organization: '1'\n",
        "organization: '1'\nentries:\n",
        "organization: '1'\nentries: {}\n",
        "organization: '1'\nentries: [\n",
        "- a\n",
        "organization: &a '1'\nentries: []\n",
        "organization: '1'\nentries: []\n---\nx: 1\n",
    ],
)
def test_what_is_no_list_of_entries_is_refused(text: str) -> None:
    with pytest.raises(NotAppendableError):
        added_text(text.encode(), NEW)


@pytest.mark.parametrize("raw", ["organization: '1'\nentries: [] # 甲\n".encode("gb18030"), b"\xff\xfeo\x00"])
def test_other_encodings_are_refused(raw: bytes) -> None:
    with pytest.raises(NotAppendableError):
        added_text(raw, NEW)


def test_a_note_that_could_not_be_read_again_is_refused() -> None:
    with pytest.raises(NotAppendableError):
        new_text("1", ({**NEW[0], "note": "一\x01二"},))
