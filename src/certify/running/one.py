"""One submission: read, judged by the rules that it or the caller names, and reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from certify.documents.files import on_disk, shown_name
from certify.facts import Review
from certify.judging.judge import Judgement, judge
from certify.language import Lang
from certify.problems import Problem, excerpt, has_errors
from certify.reading.formats import is_readable, unreadable_format
from certify.reading.review import read_review
from certify.reading.submission import SubmissionReading, read_submission
from certify.reading.units import Unit, default_units, read_units
from certify.reporting.check_report import CheckReporter
from certify.reporting.shapes import CheckReport
from certify.rules.load import UnknownRuleSetError, find_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary

DEFAULT_RULES = "shandong-2024"


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of one submission; `rules` is none where it names some that do not exist."""

    report: CheckReport
    rules: RuleSet | None
    reading: SubmissionReading
    judgement: Judgement | None

    def beside(self, file: Path) -> list[Path]:
        """Return the files that the submission names: its ledger and its evidence, whether they are there or not."""
        return [file.parent / on_disk(name) for name, _ in self.reading.looked_at]


def check_submission(
    file: Path, wanted: str | None, review: Path | None, lang: Lang, listed: Path | None = None
) -> Checked:
    """Judge the submission at `file`; `listed` is a list of units of its own.

    Raises `UnknownRuleSetError` where `wanted` names no rule set; where the submission does, that is its problem.
    """
    units, faults_of_units = (default_units(), ()) if listed is None else read_units(listed)
    reporter = CheckReporter(vocabulary(), lang, lambda id_: units[id_].label if id_ in units else None)
    reviewed = None if review is None else shown_name(review)
    rules, reading, unknown = _reading(file, wanted, units)
    problems = (*faults_of_units, *reading.problems, *unknown)
    entries = None
    if review is not None and rules is not None:
        entries, faults = _review(review, rules, reading)
        problems += faults
    if rules is None or reading.submission is None or has_errors(list(problems)):
        report = reporter.invalid(reading.name, reading.digest, rules, reading.header, reviewed, problems)
        return Checked(report, rules, reading, None)
    judgement = judge(reading.submission, rules, entries)
    problems += tuple(
        Problem("warning", "review_without_effect", entry.where, params={"check": entry.check})
        for entry in judgement.ineffective_entries()
    )
    return Checked(reporter.report(judgement, problems), rules, reading, judgement)


def _reading(
    file: Path, wanted: str | None, units: Mapping[str, Unit]
) -> tuple[RuleSet | None, SubmissionReading, tuple[Problem, ...]]:
    """Return the rules to judge by and the reading by them; a rule set named in the file that is unknown is a problem."""
    rules = find_ruleset(DEFAULT_RULES if wanted is None else wanted)
    reading = _read(file, rules, units)
    written = reading.header.get("assessment.ruleset")
    if wanted is not None or written is None:
        return rules, reading, ()
    try:
        named = find_ruleset(str(written))
    except UnknownRuleSetError as error:
        return None, reading, (unknown_ruleset(reading, error),)
    return named, reading if named is rules else _read(file, named, units), ()


def _read(file: Path, rules: RuleSet, units: Mapping[str, Unit]) -> SubmissionReading:
    if not is_readable(file):
        name = shown_name(file)
        return SubmissionReading(name, "", None, {}, (unreadable_format(name),))
    return read_submission(file, vocabulary(), {one.id for one in rules.checks()}, units)


def _review(review: Path, rules: RuleSet, reading: SubmissionReading) -> tuple[Review | None, tuple[Problem, ...]]:
    organization = reading.header.get("organization.id")
    return read_review(review, rules, None if organization is None else str(organization))


def unknown_ruleset(reading: SubmissionReading, error: UnknownRuleSetError) -> Problem:
    """Return the problem of a submission that names a rule set which does not exist."""
    params = {"found": excerpt(error.wanted), "suggestion": error.suggestion, "accepted": tuple(error.available)}
    return Problem("error", "unknown_ruleset", reading.place("assessment.ruleset"), "assessment.ruleset", params)
