"""A submission under a rule set: every sub-check, clause and the outcome, on the declared and the verified track."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from certify.facts import Entry, Facts, Review, Submission
from certify.judging.evaluate import Evaluate, Readings, compile_condition
from certify.judging.outcomes import MET, NEEDS_REVIEW, NOT_APPLICABLE, NOT_MET, VERDICTS, Mask, Verdict, least
from certify.rules.conditions import readings_of
from certify.rules.ruleset import Check, Criterion, Purpose, Reading, RuleSet, TypeRule
from certify.rules.vocabulary import TYPE_FACT

Track: TypeAlias = Literal["declared", "verified"]
Outcome: TypeAlias = Literal["ready", "recommendable", "incomplete", "not_ready", "not_recommendable", "not_applicable"]


class CheckResult(NamedTuple):
    """The verdicts on one sub-check.

    `readings` holds its declared verdict under each value of each compared reading that it depends on.
    `entry` is the reviewer's entry that counts.
    """

    check: Check
    declared: Verdict
    verified: Verdict
    readings: tuple[tuple[str, str, Verdict], ...]
    entry: Entry | None

    def on(self, track: Track) -> Verdict:
        """Return the verdict on a track."""
        return self.declared if track == "declared" else self.verified

    @property
    def sensitive(self) -> tuple[str, ...]:
        """The readings under which the verdict would differ."""
        return tuple(value for _, value, verdict in self.readings if verdict is not self.declared)


class ClauseResult(NamedTuple):
    """The verdicts on one clause and on its sub-checks; advisory ones do not enter it beside others."""

    criterion: Criterion
    declared: Verdict
    verified: Verdict
    checks: tuple[CheckResult, ...]

    def on(self, track: Track) -> Verdict:
        """Return the verdict on a track."""
        return self.declared if track == "declared" else self.verified


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the engine concludes about one submission. `track` is the one that was asked for."""

    rules: RuleSet
    readings: Readings
    submission: Submission
    review: Review | None
    track: Track
    clauses: tuple[ClauseResult, ...]
    type_results: tuple[tuple[TypeRule, Verdict], ...]

    @property
    def outcome(self) -> Outcome:
        """The outcome on the track asked for."""
        deciding = [clause.on(self.track) for clause in self.clauses if not clause.criterion.advisory]
        return outcome_of(deciding, self.track, self.rules.purpose)

    def checks(self) -> Iterator[CheckResult]:
        """Yield the result of every sub-check in order."""
        for clause in self.clauses:
            yield from clause.checks

    def deciding(self) -> Iterator[CheckResult]:
        """Yield the result of every sub-check that is not merely advisory."""
        return (result for result in self.checks() if result.check.advisory is None)

    def ineffective_entries(self) -> list[Entry]:
        """Return the reviewer's entries that have no effect, because their sub-check is not applicable."""
        return [
            result.entry
            for result in self.checks()
            if result.entry is not None and result.declared is Verdict.NOT_APPLICABLE
        ]


def outcome_of(clauses: list[Verdict], track: Track, purpose: Purpose) -> Outcome:
    """Return the outcome that the deciding clauses' verdicts amount to on a track.

    Where the rules are for monitoring there is nothing to recommend for: their outcomes have the names of the declared
    track on both, and where nothing of them binds the organization, that is the outcome.
    """
    if all(verdict is Verdict.NOT_APPLICABLE for verdict in clauses):
        # Where nothing applies nothing is shown, least of all that an organization may be put forward.
        return "not_applicable" if purpose == "monitoring" else "incomplete"
    recommends = track == "verified" and purpose == "recognition"
    if Verdict.NOT_MET in clauses:
        return "not_recommendable" if recommends else "not_ready"
    if Verdict.MISSING in clauses or (track == "verified" and Verdict.NEEDS_REVIEW in clauses):
        return "incomplete"
    return "recommendable" if recommends else "ready"


def judge(
    submission: Submission, rules: RuleSet, review: Review | None = None, readings: Mapping[str, str] | None = None
) -> Judgement:
    """Judge a submission; with a review the verified track is asked for, else the declared one.

    `readings` replaces those in force by key: results under them are for comparison, never for recognition.
    """
    chosen = Readings.make({**rules.readings_in_force(), **(readings or {})})
    engine = _engine(rules, chosen)
    entries = review.latest() if review is not None else {}
    clauses = tuple(engine.clauses(submission.facts, entries))
    types = tuple(engine.type_rule(rule, submission.facts) for rule in rules.type_rules)
    track: Track = "declared" if review is None else "verified"
    return Judgement(rules, chosen, submission, review, track, clauses, types)


@cache
def _engine(rules: RuleSet, readings: Readings) -> "_Engine":
    return _Engine(rules, readings)


class _Engine:
    """The compiled conditions of a rule set under one choice of readings."""

    def __init__(self, rules: RuleSet, readings: Readings) -> None:
        compared = [reading for reading in rules.readings if reading.compared]
        self.criteria = [
            (
                criterion,
                [
                    (check, _compile_check(check, readings), _compile_others(check, readings, compared))
                    for check in criterion.checks
                ],
            )
            for criterion in rules.criteria
        ]
        self.types = {rule.id: compile_condition(rule.rule, readings) for rule in rules.type_rules}

    def clauses(self, facts: Facts, entries: Mapping[str, Entry]) -> Iterator[ClauseResult]:
        """Yield the result of every clause."""
        for criterion, checks in self.criteria:
            results = []
            for check, evaluate, others in checks:
                declared = VERDICTS[evaluate(facts, facts)]
                entry = entries.get(check.id)
                readings = (
                    tuple((key, value, VERDICTS[other(facts, facts)]) for key, value, other in others) if others else ()
                )
                results.append(CheckResult(check, declared, verified(check, declared, entry), readings, entry))
            deciding = results if criterion.advisory else [one for one in results if one.check.advisory is None]
            yield ClauseResult(
                criterion,
                least([result.declared for result in deciding]),
                least([result.verified for result in deciding]),
                tuple(results),
            )

    def type_rule(self, rule: TypeRule, facts: Facts) -> tuple[TypeRule, Verdict]:
        if facts[TYPE_FACT] not in rule.scope:
            return rule, Verdict.NOT_APPLICABLE
        return rule, VERDICTS[self.types[rule.id](facts, facts)]


def verified(check: Check, declared: Verdict, entry: Entry | None) -> Verdict:
    """Return the verified verdict: what a reviewer said counts wherever the sub-check applies."""
    if declared is Verdict.NOT_APPLICABLE:
        return declared
    if entry is not None:
        return Verdict(entry.outcome)
    if check.kind == "evidence" and declared is Verdict.MET:
        return Verdict.NEEDS_REVIEW
    return declared


def _compile_check(check: Check, readings: Readings) -> Evaluate:
    guard = None if check.guard is None else compile_condition(check.guard, readings)
    rule = None if check.rule is None else compile_condition(check.rule, readings)
    if guard is None:
        return rule or _person
    rule = rule or _person

    def evaluate(facts: Facts, record: Facts) -> Mask:
        applies = guard(facts, record)
        if applies == NOT_MET:
            return NOT_APPLICABLE
        mask = rule(facts, record)
        return mask if applies == MET else mask | NOT_APPLICABLE

    return evaluate


def _person(_facts: Facts, _record: Facts) -> Mask:
    return NEEDS_REVIEW


def _compile_others(check: Check, readings: Readings, compared: list[Reading]) -> tuple[tuple[str, str, Evaluate], ...]:
    used = {*readings_of(check.guard), *readings_of(check.rule)}
    return tuple(
        (reading.key, value, _compile_check(check, readings.but(reading.key, value)))
        for reading in compared
        if reading.key in used
        for value in reading.values
    )
