"""What the tests of rules share: a copy of the criteria with something altered, and what loading it finds wrong."""

import shutil
from pathlib import Path

from certify.rules.files import FaultyCriteriaError
from certify.rules.home import criteria_home
from certify.rules.load import find_ruleset, read_ruleset
from certify.rules.vocabulary import read_vocabulary, vocabulary
from tests.documents.conftest import worded

HOME = criteria_home()
RULES_FILE = Path("shandong-2024") / "1.0.0.yaml"
RULES_TEXT = (HOME / RULES_FILE).read_text(encoding="utf-8")
WORDS_TEXT = (HOME / "vocabulary.yaml").read_text(encoding="utf-8")
# Stands in altered text where the problem is expected.
HERE = "§"


def altered(text: str, *changes: tuple[str, str]) -> tuple[str, list[str]]:
    """Replace the first of each `old` by its `new`, and return the text with the places marked in it, in order."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    places = []
    while HERE in text:
        before, text = text.split(HERE, 1)[0], text.replace(HERE, "", 1)
        places.append(f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}")
    return text, places


def told(error: FaultyCriteriaError) -> list[str]:
    """Return each problem as `code line:column`, once it has been put into words."""
    worded(error.problems)
    return [f"{problem.code} {problem.where.rpartition('.yaml:')[2]}" for problem in error.problems]


def rules_told(folder: Path, text: str, file: Path = RULES_FILE) -> list[str]:
    """Return what is wrong with a rule-set file of that content."""
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    try:
        read_ruleset(path, vocabulary())
    except FaultyCriteriaError as error:
        return told(error)
    return []


def words_told(folder: Path, text: str) -> list[str]:
    """Return what is wrong with a vocabulary of that content."""
    path = folder / "vocabulary.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        read_vocabulary(path)
    except FaultyCriteriaError as error:
        return told(error)
    return []


def copied(folder: Path) -> Path:
    """Copy the criteria into `folder`."""
    return Path(shutil.copytree(HOME, folder / "criteria"))


def found_told(home: Path, reference: str = "shandong-2024") -> list[str]:
    """Return what is wrong with a rule set that is looked up in a criteria folder."""
    try:
        find_ruleset(reference, home)
    except FaultyCriteriaError as error:
        return told(error)
    return []
