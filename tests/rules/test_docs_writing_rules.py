"""The page on writing rules: every block of YAML is put where it says, every command is run, and says what stands below."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from certify.rules.load import find_ruleset
from certify.wording import ruleset_keys as words
from tests.rules.calling import Caller

PAGE = Path(__file__).parents[2] / "docs" / "writing-rules.md"
_BLOCK = re.compile(r"(?:<!-- (?P<mark>[^\n]*) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```\n", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of the page: its kind (sh, yaml, text), what stands in the comment above it, its lines."""

    kind: str
    mark: str
    text: str


def blocks() -> Iterator[Block]:
    for found in _BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        yield Block(found["kind"], found["mark"] or "", found["text"])


class Reader:
    """Somebody who follows the page."""

    def __init__(self, caller: Caller, folder: Path) -> None:
        self.caller = caller
        self.folder = folder
        self.draft = folder / "draft"
        self.begun: set[str] = set()
        self.said = ""

    def follow(self, block: Block) -> None:
        match block.kind:
            case "sh":
                for line in block.text.splitlines():
                    self.run(line)
            case "yaml":
                self.put(block)
            case "text" if block.mark.startswith("try: "):
                self.wrong(block)
            case "text":
                for line in block.text.splitlines():
                    assert line in self.said
            case _:
                pytest.fail(f"nothing is known of {block.kind}")

    def run(self, line: str) -> None:
        words = line.split()
        if words[0] == "cp":
            shutil.copytree(self.folder / words[2], self.folder / words[3])
        elif words[0] == "export":
            name, _, value = words[1].partition("=")
            self.caller.monkeypatch.setenv(name, value)
        else:
            assert words[0] == "certify"
            status, self.said, complaint = self.caller.call(*words[1:])
            assert status == 0, (line, self.said, complaint)

    def put(self, block: Block) -> None:
        """Put a block into its file: before the line named, else at the end; the first one begins the file anew."""
        name, _, before = block.mark.partition(", before: ")
        path = self.draft / name
        text = path.read_text(encoding="utf-8") if before or name in self.begun else ""
        self.begun.add(name)
        if before:
            head, found, tail = text.partition(f"\n{before}")
            assert found
            path.write_text(f"{head}\n{block.text}{before}{tail}", encoding="utf-8")
        else:
            path.write_text(text + block.text, encoding="utf-8")

    def wrong(self, block: Block) -> None:
        """Make the mistakes that a block speaks of, and see that they are told as it says."""
        path = self.draft / "example-2025" / "1.0.0.yaml"
        sound = path.read_text(encoding="utf-8")
        text = sound
        for change in block.mark.removeprefix("try: ").split("; "):
            old, new = (part.strip('"') for part in change.split(" > "))
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")
        status, said, _ = self.caller.call("rules", "lint")
        assert (status, said.splitlines()[:2]) == (4, block.text.splitlines())
        path.write_text(sound, encoding="utf-8")


def test_the_page_can_be_followed_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reader = Reader(Caller(tmp_path, monkeypatch, capsys), tmp_path)
    for block in blocks():
        reader.follow(block)
    example = find_ruleset("example-2025@1.0.0", reader.draft)
    assert {check.kind for check in example.checks()} == {"auto", "evidence", "judgement"}
    assert any(check.advisory for check in example.checks())
    assert (tmp_path / "example.xlsx").is_file()
    practised = find_ruleset("chongqing-2023")
    quoted = {criterion.text for criterion in practised.criteria}
    assert {criterion.text for criterion in example.criteria} <= quoted


def test_every_block_is_of_a_kind_that_is_run() -> None:
    found = list(blocks())
    assert {block.kind for block in found} == {"sh", "yaml", "text"}
    assert all(block.mark for block in found if block.kind == "yaml")
    assert PAGE.read_text(encoding="utf-8").count("```") == 2 * len(found)


def test_the_page_on_conditions_names_every_form_operator_and_outcome() -> None:
    page = (PAGE.parent / "conditions.md").read_text(encoding="utf-8")
    for word in (*words.FORMS, *words.OPERATORS, *words.SPANS, *words.DECISIONS, *words.PARTS):
        assert re.search(rf"\b{word}\b", page), word
