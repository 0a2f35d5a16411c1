"""Documents as text: YAML as people write it, JSON, and tables."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

Content: TypeAlias = dict[str, Any]

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff“”〔〕（）《》][\w\u4e00-\u9fff“”〔〕（）《》@.-]*")
_TAKEN = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_WIDTH = 116


def to_yaml(content: Content, remark: str) -> str:
    """Return a document as YAML, one block a heading, with a remark at its top."""
    blocks = ["\n".join(_entry(key, value, "")) for key, value in content.items()]
    return f"# {remark}\n" + "\n".join(blocks) + "\n"


def to_json(content: Content) -> str:
    """Return a document as JSON."""
    return json.dumps(content, ensure_ascii=False, indent=2, default=date.isoformat) + "\n"


def to_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV with its heads."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return stream.getvalue()


def write(path: Path, text: str | bytes) -> None:
    """Write a file, the same bytes on every system."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def _entry(key: str, value: object, indent: str) -> Iterator[str]:
    flat = f"{indent}{key}: {_flow(value)}"
    if not isinstance(value, dict | list) or not value or (len(flat) <= _WIDTH and _is_flat(value)):
        yield flat
    elif isinstance(value, dict):
        yield f"{indent}{key}:"
        for name, item in value.items():
            yield from _entry(name, item, indent + "  ")
    else:
        yield f"{indent}{key}:"
        for item in value:
            yield from _item(item, indent + "  ")


def _item(value: object, indent: str) -> Iterator[str]:
    flat = f"{indent}- {_flow(value)}"
    if not isinstance(value, dict) or (len(flat) <= _WIDTH and _is_flat(value)):
        yield flat
        return
    lead = f"{indent}- "
    for name, item in value.items():
        for line in _entry(name, item, indent + "  "):
            yield lead + line[len(lead) :]
            lead = indent + "  "


def _is_flat(value: object) -> bool:
    """Return whether a value reads well on one line: nothing in it holds records."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not any(isinstance(part, dict) for part in parts)


def _flow(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.lower() not in _TAKEN
    return text if plain else json.dumps(text, ensure_ascii=False)
