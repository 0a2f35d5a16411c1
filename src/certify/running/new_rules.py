"""A new rule set, or the next version of one: what is written, and where."""

from collections.abc import Mapping
from pathlib import Path

from certify.documents.load import load_document
from certify.reading.cases import FOLDER
from certify.reporting.rules.start import start_cases, start_text
from certify.rules.load import next_version
from certify.rules.next_version import next_version_text
from certify.rules.ruleset import RuleSet

FIRST = "1.0.0"
_CASES = "EX.yaml"


def new_version(rules: RuleSet, home: Path, target: Path | None) -> Mapping[Path, str]:
    """Return the start of the version after `rules` by the path it is written to."""
    reference = next_version(rules.id, home)
    version = reference.partition("@")[2]
    path = home / rules.id / f"{rules.version}.yaml"
    raw, document = load_document(path)
    return {target or path.with_name(f"{version}.yaml"): next_version_text(raw.decode(), document, rules, version)}


def new_ruleset(name: str, like: RuleSet | None, home: Path, target: Path | None) -> Mapping[Path, str]:
    """Return the commented start of a rule set and the cases beside it, by the paths they are written to."""
    path = target or home / name / f"{FIRST}.yaml"
    return {path: start_text(name, like), path.parent / FOLDER / _CASES: start_cases(name)}
