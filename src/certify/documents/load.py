"""A YAML or JSON file to its document; the ending of the name decides which."""

from pathlib import Path

from certify.documents.files import MOST_BYTES, SourceText, decode, read_bytes, shown_name
from certify.documents.json import parse_json
from certify.documents.tree import Document
from certify.documents.yaml import parse_yaml
from certify.problems import Problem


def load_document(path: Path, name: str | None = None, most: int = MOST_BYTES) -> tuple[bytes, Document]:
    """Read the file at `path`; its places are told as `name`, by default the file's own name."""
    shown = shown_name(path) if name is None else name
    raw = read_bytes(path, shown, most)
    if isinstance(raw, Problem):
        return b"", Document(shown, None, (raw,))
    return raw, parse_document(raw, shown)


def parse_document(raw: bytes, name: str) -> Document:
    """Parse the bytes of a YAML or JSON file."""
    source: SourceText = decode(raw, name)
    if source.problem is not None:
        return Document(name, None, (source.problem,))
    parse = parse_json if name.lower().endswith(".json") else parse_yaml
    root, problems = parse(source.text, name)
    if root is None and not problems:
        # Comments alone are no content.
        problems = [Problem("error", "file_empty", f"{name}:1:1")]
    return Document(name, root, tuple(problems))
