"""Rule-set files to rule sets: found by id and version, checked whole, refused with every mistake named."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from certify.documents.tree import Document
from certify.problems import Problem, excerpt, place_order
from certify.rules.build import build_ruleset
from certify.rules.content_check import ContentCheck
from certify.rules.files import FaultyCriteriaError, digest_of, read_model
from certify.rules.home import criteria_home
from certify.rules.ruleset import RuleSet
from certify.rules.ruleset_file import RuleSetFile
from certify.rules.vocabulary import Vocabulary, vocabulary
from certify.spelling import nearest

DIGESTS = "digests.txt"
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_DIGEST_LINE = re.compile(r"\S+\s+sha256:[0-9a-f]+")


class UnknownRuleSetError(Exception):
    """No rule set of that id or version; `suggestion` is the nearest one, `available` lists all."""

    def __init__(self, wanted: str, available: list[str]) -> None:
        """Keep what was asked for and what there is."""
        super().__init__(wanted)
        self.wanted = wanted
        self.available = available
        self.suggestion = nearest(wanted, [*available, *(name.partition("@")[0] for name in available)])


def available_rulesets(home: Path | None = None) -> list[str]:
    """Return `id@version` of every rule set in the criteria folder, ids in order, versions oldest first."""
    folder = home or criteria_home()
    found = [
        (path.parent.name, tuple(int(part) for part in path.stem.split(".")), path.stem)
        for path in folder.glob("*/*.yaml")
        if is_version(path.stem)
    ]
    return [f"{name}@{version}" for name, _, version in sorted(found)]


def find_ruleset(reference: str, home: Path | None = None) -> RuleSet:
    """Return the rule set `ID` (its newest issued version, or where none is issued the newest) or `ID@VERSION`.

    A draft that lies in the folder judges nobody who does not name it. Raises `UnknownRuleSetError`, or `FaultyCriteriaError` where its file has mistakes or was altered after issue.
    """
    folder = home or criteria_home()
    return _kept(folder, full_reference(reference, folder))


def full_reference(reference: str, home: Path | None = None) -> str:
    """Return `id@version` of the rule set that a reference names, as `find_ruleset` finds it, without reading it."""
    folder = home or criteria_home()
    available = available_rulesets(folder)
    name, _, version = reference.partition("@")
    matching = [
        entry for entry in available if entry.partition("@")[0] == name and version in ("", entry.partition("@")[2])
    ]
    if not matching:
        raise UnknownRuleSetError(reference, available)
    issued = issued_digests(folder)
    return next((entry for entry in reversed(matching) if entry in issued), matching[-1])


@cache
def _kept(folder: Path, reference: str) -> RuleSet:
    name, _, version = reference.partition("@")
    path = folder / name / f"{version}.yaml"
    rules = read_ruleset(path, vocabulary(folder))
    altered = altered_since_issue(rules, f"{file_name(path)}:1:1", folder)
    if altered is not None:
        raise FaultyCriteriaError([altered])
    return rules


def altered_since_issue(rules: RuleSet, where: str, home: Path | None = None) -> Problem | None:
    """Return that a rule set is not the one that was issued under its version, with the version to make instead."""
    issued = issued_digests(home).get(rules.reference)
    if issued in (None, rules.digest):
        return None
    params = {"issued": issued, "found": rules.digest, "next": next_version(rules.id, home)}
    return Problem("error", "ruleset_altered", where, params=params)


def next_version(name: str, home: Path | None) -> str:
    """Return the version after the newest one of a rule set, issued or in work."""
    known = {*available_rulesets(home), *issued_digests(home)}
    versions = [version for found, _, version in (entry.partition("@") for entry in known) if found == name]
    newest = max([int(part) for part in version.split(".")] for version in versions if is_version(version))
    major, minor, *_ = [*newest, 0]
    return f"{name}@{major}.{minor + 1}.0"


def is_check_of_any_ruleset(id_: str, home: Path | None = None) -> bool:
    """Return whether some rule set of the criteria folder has that sub-check; one with mistakes has none."""
    return any(id_ in _checks_of(home or criteria_home(), reference) for reference in available_rulesets(home))


@cache
def _checks_of(folder: Path, reference: str) -> frozenset[str]:
    try:
        return frozenset(check.id for check in _kept(folder, reference).checks())
    except FaultyCriteriaError:
        return frozenset()


def issued_digests(home: Path | None = None) -> dict[str, str]:
    """Return the kept digest of all that is issued, a rule set by `id@version`; raise `FaultyCriteriaError`."""
    path = (home or criteria_home()) / DIGESTS
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        parts = line.split()
        if not parts or line.startswith("#"):
            continue
        if not _DIGEST_LINE.fullmatch(line.strip()) or parts[0] in found:
            problems.append(Problem("error", "digest_line", f"{DIGESTS}:{number}:1", params={"found": excerpt(line)}))
        else:
            found[parts[0]] = parts[1]
    if problems:
        raise FaultyCriteriaError(problems)
    return found


def file_name(path: Path) -> str:
    """Return what the file of a rule set is called in messages."""
    return "/".join(part for part in (path.parent.name, path.name) if part)


@dataclass(frozen=True, slots=True)
class Examined:
    """A rule-set file as it was read: its document, every mistake in the order of the file, and else the rule set."""

    document: Document
    rules: RuleSet | None
    problems: list[Problem]


def examine_ruleset(path: Path, words: Vocabulary) -> Examined:
    """Read one rule-set file with every mistake, of its keys and types and of what it says, in one run."""
    read = read_model(path, RuleSetFile, file_name(path))
    check = ContentCheck(read.document, words)
    problems = [*read.problems, *check.run()]
    if is_version(path.stem):
        problems += check.misplaced(path.parent.name, path.stem)
    problems.sort(key=lambda problem: place_order(problem.where))
    if read.model is None or problems:
        return Examined(read.document, None, problems)
    return Examined(read.document, build_ruleset(read.model, check.conditions, digest_of(read.content)), [])


def is_version(name: str) -> bool:
    """Return whether a file of that name, without its ending, is a version of a rule set."""
    return _VERSION.fullmatch(name) is not None


def read_ruleset(path: Path, words: Vocabulary) -> RuleSet:
    """Read one rule-set file; raise `FaultyCriteriaError` with every mistake, each with file, line and column."""
    examined = examine_ruleset(path, words)
    if examined.rules is None:
        raise FaultyCriteriaError(examined.problems)
    return examined.rules
