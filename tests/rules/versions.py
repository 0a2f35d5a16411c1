"""Versions of a rule set in a criteria folder of their own: the kept one taken apart, changed, and written again."""

import json
import shutil
from collections.abc import Callable, Iterable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from certify.documents.load import load_document
from certify.rules.files import plain
from certify.rules.home import criteria_home
from certify.rules.load import read_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary

Content = dict[str, Any]
Change = Callable[[Content], None]
RULES = "shandong-2024"
BECAUSE = {"zh": "示例", "en": "sample"}


def kept() -> Content:
    """Return the content of the kept rule set, to be changed."""
    return deepcopy(_kept())


@cache
def _kept() -> Content:
    _, document = load_document(criteria_home() / RULES / "1.0.0.yaml", "kept")
    content = plain(document.root)
    assert isinstance(content, dict)
    return content


class Criteria:
    """A criteria folder with versions of one rule set; nothing in it is issued."""

    def __init__(self, folder: Path) -> None:
        """Put in the vocabulary and the lists of units."""
        self.home = folder
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(criteria_home() / "vocabulary.yaml", folder)
        shutil.copytree(criteria_home() / "regions", folder / "regions")

    def put(self, *changes: Change, version: str = "1.0.0", succeeds: str = "", moves: Iterable[Content] = ()) -> str:
        """Write the kept rule set with changes as a version, and return its reference."""
        content = kept() | {"version": version}
        for change in changes:
            change(content)
        if succeeds:
            content["succeeds"] = {"ruleset": succeeds, "migration": list(moves)}
        path = self.home / RULES / f"{version}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        return f"{RULES}@{version}"

    def find(self, reference: str) -> RuleSet:
        """Return a version."""
        name, _, version = reference.partition("@")
        return read_ruleset(self.home / name / f"{version}.yaml", vocabulary())


def move(before: str, after: str) -> Content:
    """Return an entry of a migration map, ids with blanks between."""
    return {"from": before.split(), "to": after.split(), "because": BECAUSE}


def criterion(content: Content, name: str) -> Content:
    """Return a criterion."""
    return next(one for one in content["criteria"] if one["id"] == name)


def check(content: Content, name: str) -> Content:
    """Return a sub-check."""
    return next(one for one in criterion(content, name.partition(".")[0])["checks"] if one["id"] == name)


def with_check(name: str, **fields: Any) -> Change:
    """Change fields of a sub-check; none leaves one out."""

    def change(content: Content) -> None:
        found = check(content, name)
        for field, value in fields.items():
            if value is None:
                found.pop(field, None)
            else:
                found[field] = value

    return change


def without(*names: str) -> Change:
    """Take out sub-checks."""

    def change(content: Content) -> None:
        for name in names:
            criterion(content, name.partition(".")[0])["checks"].remove(check(content, name))

    return change


def copied(source: str, name: str, **fields: Any) -> Change:
    """Put in a sub-check like another, after it, with other fields."""

    def change(content: Content) -> None:
        listed = criterion(content, source.partition(".")[0])["checks"]
        found = check(content, source)
        listed.insert(listed.index(found) + 1, {**deepcopy(found), "id": name, **fields})

    return change


def retired(name: str, until: str = "1.0.0", replaced_by: str = "") -> Change:
    """Keep a criterion or a sub-check as retired."""
    entry = {
        "id": name,
        "title": BECAUSE,
        "clause": "附件",
        "text": "示例",
        "until": until,
        "because": BECAUSE,
        "replaced_by": replaced_by.split(),
    }
    return lambda content: content.setdefault("retired", []).append(entry)


def with_default(key: str, value: str) -> Change:
    """Make another value of a reading the default."""
    return lambda content: content["readings"][key].update(default=value)


def with_threshold(percent: int) -> Change:
    """Ask for another success rate, however it is counted."""

    def change(content: Content) -> None:
        for case in check(content, "A1-8.a")["rule"]["cases"].values():
            case["at_least_percent"] = percent

    return change
