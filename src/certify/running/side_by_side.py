"""One submission judged by several rule sets: read once, with one review, and compared fact by fact."""

from dataclasses import dataclass
from pathlib import Path

from certify.documents.files import shown_name
from certify.facts import Review
from certify.language import Lang
from certify.problems import Problem
from certify.reporting.side_by_side.report import side_by_side_report
from certify.reporting.side_by_side.shapes import SideBySideReport
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary
from certify.running.one import Checked, Desk


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What came of one submission under each rule set, in their order."""

    report: SideBySideReport
    rulesets: tuple[RuleSet, ...]
    sides: tuple[Checked, ...]


def check_side_by_side(
    file: Path,
    rulesets: tuple[RuleSet, ...],
    problems: tuple[Problem, ...],
    review: Path | None,
    lang: Lang,
    listed: Path | None = None,
) -> SideBySide:
    """Judge the submission at `file` by each rule set; an entry of the review goes to the one that has its sub-check.

    `problems` are those of the policy files among what was asked for; where one of them is an error nothing is judged.
    `listed` is a list of units of its own.
    """
    desk = Desk(lang, listed)
    reading = desk.read(file, rulesets)
    entries: Review | None = None
    if review is not None and rulesets:
        entries, faults = desk.review(review, reading, rulesets)
        problems += faults
    reviewed = None if review is None else shown_name(review)
    sides = tuple(
        desk.conclude(reading, rules, entries, reviewed, problems, alone=False) for rules in rulesets or (None,)
    )
    reports = [side.report for side in sides]
    judgements = [side.judgement for side in sides if side.judgement is not None]
    report = side_by_side_report(rulesets, reports, judgements, vocabulary(), lang)
    return SideBySide(report, rulesets, sides)
