"""Which facts the sub-checks of several rule sets read, and what they come to there for one submission."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from certify.facts import Facts
from certify.judging.derived import derive
from certify.judging.hanging import hangs_on
from certify.judging.judge import Judgement
from certify.judging.outcomes import Verdict, least
from certify.language import Text
from certify.rules.conditions import Condition, Span, facts_of, spans_of
from certify.rules.ruleset import Check, TypeRule
from certify.rules.vocabulary import DERIVED, TYPE_FACT, Field, Vocabulary

Answered: TypeAlias = Literal["yes", "partly", "no"]
_COMPUTED = f"{DERIVED}."
_SPANS: Mapping[Span, tuple[str, ...]] = {
    "period": ("assessment.period.start", "assessment.period.end"),
    "year": ("assessment.as_of",),
}


@dataclass(frozen=True, slots=True)
class Use:
    """A sub-check or a rule by type that reads a fact.

    `decides` is whether its verdict can follow from the fact, which is else only shown beside it; `counts` whether that
    verdict enters the outcome, which those of advisory sub-checks and of rules by type do not. `hangs` is whether the
    declared verdict hangs on the fact: it waits for it, or would be another one by another answer. It is looked for only
    where several rule sets decide by the fact.
    """

    id: str
    title: Text
    verdict: Verdict
    decides: bool
    counts: bool
    hangs: bool = False


@dataclass(frozen=True, slots=True)
class FactUses:
    """A fact with those that read it, by rule set in the order of the judgements."""

    path: str
    answered: Answered
    uses: tuple[tuple[Use, ...], ...]

    @property
    def verdicts(self) -> tuple[Verdict | None, ...]:
        """What the sub-checks that hang on the fact come to together, by rule set; advisory ones only where no other decides.

        Not applicable where those that would hang on it do not apply, none where nothing hangs on it.
        """
        return tuple(_together(uses) for uses in self.uses)

    @property
    def differs(self) -> bool:
        """Whether rule sets that decide by the fact come to different verdicts."""
        return len({verdict for verdict in self.verdicts if verdict is not None}) > 1


def facts_deciding(rule: Check | TypeRule) -> tuple[str, ...]:
    """Return the paths of all facts that a verdict can follow from, each once.

    The type is one where the rule is for some types only, and so are the dates at the top that a date is compared with.
    """
    conditions = (rule.premise, rule.rule) if isinstance(rule, Check) else (rule.rule,)
    scope = (TYPE_FACT,) if rule.scope else ()
    return tuple(dict.fromkeys((*scope, *(path for one in conditions for path in _read(one)))))


def _read(condition: Condition | None) -> tuple[str, ...]:
    return (*facts_of(condition), *(path for span in spans_of(condition) for path in _SPANS[span]))


def facts_in_use(judgements: Sequence[Judgement], vocabulary: Vocabulary) -> tuple[FactUses, ...]:
    """Return every fact that one of the rule sets reads, in the order of the vocabulary.

    The judgements are all of the same submission. Figures computed from facts are left out.
    """
    sides = [_Side(judgement) for judgement in judgements]
    facts = judgements[0].submission.facts
    found = []
    for path, field in vocabulary.by_path.items():
        compared = sum(side.decides(path) for side in sides) > 1
        uses = tuple(tuple(side.of(field, compared=compared)) for side in sides)
        if any(uses):
            found.append(FactUses(path, _answered(facts, path, vocabulary), uses))
    return tuple(found)


def _together(uses: tuple[Use, ...]) -> Verdict | None:
    deciding = [use for use in uses if use.decides]
    counted = [use for use in deciding if use.counts] or deciding
    hanging = [use.verdict for use in counted if use.hangs]
    if hanging:
        return least(hanging)
    return Verdict.NOT_APPLICABLE if Verdict.NOT_APPLICABLE in [use.verdict for use in counted] else None


class _Side:
    """One judgement, with what reads each fact."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        self.results = {result.check.id: result for result in judgement.checks()}
        self.facts = {**judgement.submission.facts, **derive(judgement.submission.facts)}
        self.uses = _uses(judgement)

    def decides(self, path: str) -> bool:
        """Return whether a fact can decide anything."""
        return any(use.decides for use in self.uses.get(path, ()))

    def of(self, field: Field, *, compared: bool) -> Iterator[Use]:
        """Yield what reads a fact; where it is compared with other rule sets, with what hangs on it."""
        for use in self.uses.get(field.path, ()):
            yield replace(use, hangs=True) if compared and use.decides and self.hangs(use, field) else use

    def hangs(self, use: Use, field: Field) -> bool:
        result = self.results.get(use.id)
        return result is not None and hangs_on(result, field, self.facts, self.judgement.readings)


def _uses(judgement: Judgement) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for path, use in (*_of_checks(judgement), *_of_types(judgement)):
        found.setdefault(path, []).append(use)
    return found


def _of_checks(judgement: Judgement) -> Iterator[tuple[str, Use]]:
    for result in judgement.checks():
        check, verdict = result.check, result.on(judgement.track)
        deciding = _lowest(facts_deciding(check))
        flagged = (path for flag in check.flags for path in facts_of(flag.when))
        counts = check.advisory is None
        for path in dict.fromkeys((*deciding, *_lowest((*check.shows, *flagged)))):
            if not path.startswith(_COMPUTED):
                yield path, Use(check.id, check.title, verdict, path in deciding, counts)


def _of_types(judgement: Judgement) -> Iterator[tuple[str, Use]]:
    for rule, verdict in judgement.type_results:
        if verdict is Verdict.NOT_APPLICABLE:
            # A rule for another type asks nothing of this organization.
            continue
        for path in _lowest(facts_deciding(rule)):
            yield path, Use(rule.id, rule.title, verdict, decides=True, counts=False)


def _lowest(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths without the lists and records that others of them lie in."""
    return tuple(path for path in paths if not any(other.startswith(f"{path}.") for other in paths))


def _answered(facts: Facts, path: str, vocabulary: Vocabulary) -> Answered:
    lists: list[str] = []
    above = vocabulary.records_above(path)
    while above:
        lists.insert(0, above)
        above = vocabulary.records_above(above)
    given = list(_given(facts, "", (*lists, path)))
    if all(given):
        return "yes"
    return "partly" if any(given) else "no"


def _given(record: Facts, scope: str, steps: tuple[str, ...]) -> Iterator[bool]:
    """Yield for every record that a fact may stand in whether it does; `steps` are the lists on the way and the fact."""
    name = steps[0].removeprefix(scope)
    value = record.get(name)
    if len(steps) == 1 or not isinstance(value, list):
        yield _is_given(record, name)
        return
    for entry in value:
        yield from _given(entry, f"{steps[0]}.", steps[1:])


def _is_given(record: Facts, name: str) -> bool:
    """Return whether a fact is answered: itself, by what lies below it, or by a record above it that there is none of."""
    if name in record or any(other.startswith(f"{name}.") for other in record):
        return True
    steps = name.split(".")
    return any(record.get(".".join(steps[:length])) is False for length in range(1, len(steps)))
