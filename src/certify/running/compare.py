"""Two folders of reports to the report on what differs between them, and why."""

from pathlib import Path

from certify.judging.attribution import Grounds
from certify.language import Lang
from certify.problems import Problem
from certify.programme.comparing import compared
from certify.programme.recorded import Recorded, RecordedRun
from certify.reporting.compare.report import CompareReporter
from certify.reporting.compare.shapes import CompareReport
from certify.rules.difference import difference
from certify.rules.files import FaultyCriteriaError
from certify.rules.load import UnknownRuleSetError, find_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary
from certify.running.run_reading import RunError, facts_of, read_run, review_of


def compare(before: Path, after: Path, lang: Lang) -> CompareReport:
    """Compare the runs in two folders of reports; raise `RunError` with everything that is wrong with either record."""
    runs: list[RecordedRun] = []
    problems: list[Problem] = []
    for folder in (before, after):
        try:
            runs.append(read_run(folder))
        except RunError as error:
            problems += error.problems
    if problems:
        raise RunError(problems)
    first, second = runs
    brought = first.by(_later_ids(first.rules, second.rules))
    return CompareReporter(compared(brought, second, _grounds), vocabulary(), lang).report()


def _grounds(one: Recorded, run: RecordedRun) -> Grounds:
    return Grounds(run.rules, run.readings, facts_of(one, run, vocabulary()), review_of(one, run), run.ids)


def _later_ids(before: RuleSet, after: RuleSet) -> dict[str, str]:
    """Return the ids that clauses and sub-checks bear in later rules, where they only changed their id.

    What is not the same as what bears its id later gets an id of its own, so that nothing is taken for another.
    """
    try:
        found = difference(before, after, find_ruleset)
    except (UnknownRuleSetError, FaultyCriteriaError):
        # A version between the two is kept no longer; then only equal ids are known to be the same.
        return {}
    pairs = [(step.before[0], step.after[0]) for step in (one.step for one in found.checks()) if step.kind == "same"]
    pairs += [(one.pair.before.id, one.pair.after.id) for one in found.criteria if one.pair.before and one.pair.after]
    kept = dict(pairs)
    taken = _ids(after)
    lost = {name: f"{name}@{before.version}" for name in _ids(before) if name in taken and name not in kept}
    return lost | {old: new for old, new in pairs if old != new}


def _ids(rules: RuleSet) -> list[str]:
    return [*(criterion.id for criterion in rules.criteria), *(check.id for check in rules.checks())]
