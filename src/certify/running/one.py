"""One submission: read, judged by the rules that it or the caller names, and reported."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from certify.documents.files import on_disk, shown_name
from certify.facts import Review
from certify.judging.judge import Judgement, judge
from certify.language import Lang, Text
from certify.problems import Problem, excerpt, has_errors
from certify.reading.formats import is_readable, unreadable_format
from certify.reading.review import read_review
from certify.reading.submission import SubmissionReading, read_submission
from certify.reading.units import Unit, default_units, read_units, unit_of_any_region
from certify.reporting.check_report import CheckReporter
from certify.reporting.shapes import CheckReport
from certify.rules.load import UnknownRuleSetError, find_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary
from certify.running.fitting import misfits
from certify.running.rule_choice import rules_and_readings

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


class Desk:
    """Where one submission is judged: the units that it may name, and the language of its reports."""

    def __init__(self, lang: Lang, listed: Path | None) -> None:
        """Take a list of units of its own, where there is one."""
        self.listed: Mapping[str, Unit] | None = None
        self.faults: tuple[Problem, ...] = ()
        if listed is not None:
            self.listed, self.faults = read_units(listed)
        self.reporter = CheckReporter(vocabulary(), lang, self.label)

    def label(self, id_: str) -> Text | None:
        """Return the name of a unit: of the list, or of any province where there is none."""
        unit = unit_of_any_region(id_) if self.listed is None else self.listed.get(id_)
        return None if unit is None else unit.label

    def units(self, rulesets: tuple[RuleSet, ...]) -> Mapping[str, Unit]:
        """Return the units that a jurisdiction may name by more than its code: those of the rule sets' regions."""
        if self.listed is not None:
            return self.listed
        return {id_: unit for rules in rulesets for id_, unit in default_units(rules.region).items()}

    def read(self, file: Path, rulesets: tuple[RuleSet, ...]) -> SubmissionReading:
        """Read a submission for the rule sets that it is to be judged by."""
        if not is_readable(file):
            name = shown_name(file)
            return SubmissionReading(name, "", None, {}, (unreadable_format(name),))
        checks = {check.id for rules in rulesets for check in rules.checks()}
        elsewhere = None if self.listed is not None else _stands_elsewhere
        return read_submission(file, vocabulary(), checks, self.units(rulesets), elsewhere=elsewhere)

    def review(
        self, file: Path, reading: SubmissionReading, rulesets: tuple[RuleSet, ...]
    ) -> tuple[Review | None, tuple[Problem, ...]]:
        """Read the review of a submission, with entries on the sub-checks of any of the rule sets."""
        organization = reading.header.get("organization.id")
        known = None if organization is None else str(organization)
        return read_review(file, rulesets[0], known, others=rulesets[1:])

    def conclude(
        self,
        reading: SubmissionReading,
        rules: RuleSet | None,
        review: Review | None,
        reviewed: str | None,
        problems: tuple[Problem, ...],
        *,
        alone: bool = True,
    ) -> Checked:
        """Judge what was read by one rule set; `problems` are those of all inputs, `reviewed` names the review file.

        Where it stands beside others (not `alone`), it is meant to be of another province.
        """
        found = (*self.faults, *reading.problems, *problems)
        if rules is None or reading.submission is None or has_errors(list(found)):
            report = self.reporter.invalid(reading.name, reading.digest, rules, reading.header, reviewed, found)
            return Checked(report, rules, reading, None)
        judgement = judge(reading.submission, rules, review)
        found += tuple(misfits(reading, rules, regions=alone and self.listed is None))
        found += tuple(
            Problem("warning", "review_without_effect", entry.where, params={"check": entry.check})
            for entry in judgement.ineffective_entries()
        )
        return Checked(self.reporter.report(judgement, found), rules, reading, judgement)


def check_submission(
    file: Path, wanted: str | None, review: Path | None, lang: Lang, listed: Path | None = None
) -> Checked:
    """Judge the submission at `file` by the rule set or the policy file `wanted`; `listed` is a list of units of its own.

    Raises `UnknownRuleSetError` where `wanted` names no rule set; where the submission does, that is its problem.
    """
    desk = Desk(lang, listed)
    rules, reading, problems = _reading(desk, file, wanted)
    entries = None
    if review is not None and rules is not None:
        entries, faults = desk.review(review, reading, (rules,))
        problems += faults
    return desk.conclude(reading, rules, entries, None if review is None else shown_name(review), problems)


def _reading(
    desk: Desk, file: Path, wanted: str | None
) -> tuple[RuleSet | None, SubmissionReading, tuple[Problem, ...]]:
    """Return the rules to judge by and the reading by them; a rule set named in the file that is unknown is a problem.

    So is what is wrong with a policy file in place of a rule set's id.
    """
    rules, problems = rules_and_readings(DEFAULT_RULES if wanted is None else wanted)
    reading = desk.read(file, () if rules is None else (rules,))
    written = reading.header.get("assessment.ruleset")
    if wanted is not None or written is None:
        return rules, reading, problems
    try:
        named = find_ruleset(str(written))
    except UnknownRuleSetError as error:
        return None, reading, (unknown_ruleset(reading, error),)
    return named, reading if named is rules else desk.read(file, (named,)), ()


def _stands_elsewhere(id_: str) -> bool:
    return unit_of_any_region(id_) is not None


def unknown_ruleset(reading: SubmissionReading, error: UnknownRuleSetError) -> Problem:
    """Return the problem of a submission that names a rule set which does not exist."""
    params = {"found": excerpt(error.wanted), "suggestion": error.suggestion, "accepted": tuple(error.available)}
    return Problem("error", "unknown_ruleset", reading.place("assessment.ruleset"), "assessment.ruleset", params)
