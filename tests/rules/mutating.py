"""Changes to a sound rule set: anything in it deleted, renamed or replaced."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from certify.documents.load import load_document
from certify.rules.files import plain
from tests.rules.conftest import HOME


def steps_of(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the steps to everything in a tree."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in below:
        yield (*above, key)
        yield from steps_of(part, (*above, key))


def mutated(content: Any, steps: tuple[Any, ...], how: str, value: Any) -> Any:
    """Return a copy of a tree with one thing deleted, renamed or replaced."""
    copy = json.loads(json.dumps(content, ensure_ascii=False))
    holder = copy
    for step in steps[:-1]:
        holder = holder[step]
    last = steps[-1]
    if how == "delete":
        del holder[last]
    elif how == "rename" and isinstance(holder, dict):
        holder[f"{last}{value}"] = holder.pop(last)
    else:
        holder[last] = value
    return copy


SOUND_FILE = Path("hainan-2023") / "1.0.0.yaml"
SOUND = plain(load_document(HOME / SOUND_FILE)[1].root)
PLACES = list(steps_of(SOUND))
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 99), st.just([]), st.just({}), st.just([[]]), st.text(max_size=4),
    st.sampled_from(["met", "township", "mediators", "cases.accepted", {"fact": "x"}, {"all_of": []}, {"some": "mediators"}]),
)  # fmt: skip
