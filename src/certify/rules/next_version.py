"""A rule-set file to the start of its next version: the same text, of another version, that succeeds the one before."""

from certify.documents.tree import Document, MappingNode
from certify.rules.ruleset import RuleSet


def next_version_text(text: str, document: Document, rules: RuleSet, version: str) -> str:
    """Return the text of `document`, which is the file of `rules`, as the start of `version`; comments are kept."""
    root = document.root
    assert isinstance(root, MappingNode)
    lines = text.splitlines()
    lines[root.entries["version"][1].line - 1] = f"version: {version}"
    if "succeeds" in root.entries:
        start = root.entries["succeeds"][0].line - 1
        ends = [key.line - 1 for key, _ in root.entries.values() if key.line - 1 > start]
        del lines[start : min(ends, default=len(lines))]
    head = [] if any(line.startswith(_FOR_EDITORS) for line in lines) else [SCHEMA_LINE]
    return "\n".join([*head, *lines]).rstrip() + _SUCCESSION.format(earlier=rules.reference)


_FOR_EDITORS = "# yaml-language-server:"
# Editors take the schema of rule-set files from this line.
SCHEMA_LINE = f"{_FOR_EDITORS} $schema=../ruleset.schema.json"
_SUCCESSION = """

# 本版承接的版本。编号没有变动的，migration 写 []；有变动的逐条写明，见 docs/versions.md。
succeeds:
  ruleset: {earlier}
  migration: []
"""
