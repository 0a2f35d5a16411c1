"""Rule-set files looked through as a careful colleague would: every mistake and every doubt, of several files in one run."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from certify.documents.files import decode
from certify.documents.tree import Document
from certify.judging.advice import advice
from certify.language import Lang
from certify.problems import Problem, excerpt, place_order
from certify.reporting.rules.lint_report import LintedFileShape, LintReport, lint_report, linted_file
from certify.reporting.rules.start import SAMPLE_MARK
from certify.rules.files import FaultyCriteriaError, read_model
from certify.rules.folder_index import taken_ids, unknown_region
from certify.rules.load import (
    DIGESTS,
    altered_since_issue,
    available_rulesets,
    examine_ruleset,
    file_name,
    is_version,
    issued_digests,
)
from certify.rules.parts import Part
from certify.rules.ruleset_file import RuleSetFile
from certify.rules.succession_check import succession_problems
from certify.rules.vocabulary import Vocabulary, vocabulary
from certify.rules.wording_check import words_warnings
from certify.running.lint_folder import stray_files


def lint(paths: list[Path], home: Path, lang: Lang) -> LintReport:
    """Look through rule-set files, by default all of the criteria folder `home`, with its vocabulary and its record."""
    problems: list[Problem] = []
    words = _vocabulary(home, problems)
    issued = _issued(home, problems)
    chosen = paths or [path for path in sorted(home.glob("*/*.yaml")) if is_version(path.stem)]
    files = [_file(path, words, issued, home, problems) for path in chosen]
    if not paths:
        problems += stray_files(home)
        problems += _missing(issued or {}, home)
    return lint_report(files, sorted(problems, key=lambda problem: place_order(problem.where)), lang)


def _vocabulary(home: Path, problems: list[Problem]) -> Vocabulary | None:
    try:
        return vocabulary(home)
    except FaultyCriteriaError as error:
        problems += error.problems
        return None


def _issued(home: Path, problems: list[Problem]) -> Mapping[str, str] | None:
    try:
        return issued_digests(home)
    except FaultyCriteriaError as error:
        problems += error.problems
        return None


def _file(
    path: Path, words: Vocabulary | None, issued: Mapping[str, str] | None, home: Path, problems: list[Problem]
) -> LintedFileShape:
    if words is None:
        # What its conditions may speak of is not known.
        problems += read_model(path, RuleSetFile, file_name(path)).problems
        return linted_file(file_name(path), None, issued=False)
    examined = examine_ruleset(path, words)
    regions = unknown_region(examined.document, home)
    # A region that is not known is told once, whatever it is made of.
    problems += [problem for problem in examined.problems if not regions or problem.field != regions[0].field]
    problems += regions
    problems += words_warnings(examined.document)
    problems += taken_ids(examined.document, home)
    problems += _region(path, examined.document)
    rules = examined.rules
    if rules is None:
        return linted_file(file_name(path), None, issued=False)
    problems += succession_problems(examined.document, rules, home)
    problems += advice(examined.document, rules, words)
    altered = (
        None if issued is None else altered_since_issue(rules, examined.document.place(examined.document.root), home)
    )
    problems += [] if altered is None else [altered]
    sound = None if altered else rules
    return linted_file(file_name(path), sound, issued=sound is not None and sound.reference in (issued or {}))


def _region(path: Path, document: Document) -> list[Problem]:
    """Return that the region is still marked as the start of a rule set has it."""
    named = Part(document.root).of("region")
    if named.node is None:
        return []
    lines = decode(path.read_bytes(), document.name).text.split("\n")
    if SAMPLE_MARK not in "".join(lines[named.node.line - 1 : named.node.line]):
        return []
    return [
        Problem("warning", "region_left", document.place(named.node), named.at, {"found": excerpt(named.text or "")})
    ]


def _missing(issued: Mapping[str, str], home: Path) -> Iterator[Problem]:
    """Yield every rule set that is on record as issued and whose file is not there."""
    missing = issued.keys() - set(available_rulesets(home))
    if missing:
        lines = [line.split()[:1] for line in (home / DIGESTS).read_text(encoding="utf-8").splitlines()]
        for reference in sorted(missing):
            where = f"{DIGESTS}:{lines.index([reference]) + 1}:1"
            yield Problem("error", "issued_missing", where, params={"found": excerpt(reference)})
