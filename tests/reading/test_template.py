"""The blank submission in the repository asks what the vocabulary holds, in its order, and marks what is not for all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from certify.rules.files import plain
from certify.rules.vocabulary import vocabulary
from tests.documents.conftest import parsed

TEMPLATE = Path(__file__).parents[2] / "submissions" / "template.yaml"


def paths(tree: dict[str, Any], above: str = "") -> Iterator[str]:
    for key, value in tree.items():
        yield above + key
        below = value[0] if isinstance(value, list) else value
        if isinstance(below, dict):
            yield from paths(below, f"{above}{key}.")


def test_it_has_every_field_in_order_and_no_other() -> None:
    tree: Any = plain(parsed(TEMPLATE.read_bytes()).root)
    assert list(paths(tree)) == [field.path for top in vocabulary().fields for field in top.walk()]


def test_what_only_other_provinces_ask_is_marked() -> None:
    marked = TEMPLATE.read_text(encoding="utf-8").count("【其他省份】") - 1
    fields = [field for top in vocabulary().fields for field in top.walk() if field.only_where_wanted]
    above = {field.path for field in fields}
    assert marked == sum(field.path.rpartition(".")[0] not in above for field in fields)
