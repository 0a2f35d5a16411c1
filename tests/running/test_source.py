"""What the program's own files must not hold: the names of criteria, which belong to the rule sets."""

import re
from pathlib import Path

import certify

HOME = Path(certify.__file__).parent
CRITERION = re.compile(r"\b[AB][12]-\d")
FILES = sorted(path for path in HOME.rglob("*") if path.suffix in (".py", ".j2", ".js", ".css"))
FORMS = sorted(path for path in HOME.rglob("*.yaml") if "criteria" not in path.relative_to(HOME).parts)


def naming(paths: list[Path]) -> dict[str, list[str]]:
    """Return the lines that name a criterion, by file."""
    found = {
        path.relative_to(HOME).as_posix(): [
            line.strip() for line in path.read_text(encoding="utf-8").splitlines() if CRITERION.search(line)
        ]
        for path in paths
    }
    return {name: lines for name, lines in found.items() if lines}


def test_no_criterion_is_named_in_the_program() -> None:
    assert naming(FILES) == {}


def test_no_criterion_is_named_in_a_form() -> None:
    assert naming(FORMS) == {}


def test_there_is_a_program_to_look_through() -> None:
    assert len(FILES) > 50
    assert FORMS
