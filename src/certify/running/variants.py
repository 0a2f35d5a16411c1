"""A batch judged under several rules or readings at once: every file is read once, and nothing is written."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeAlias

from certify.facts import Entry, Review
from certify.judging.judge import Judgement, judge
from certify.judging.outcomes import Verdict
from certify.language import Lang
from certify.programme.candidate import Unreadable
from certify.programme.conclusion import Conclusion, Conclusions, Outcome
from certify.programme.coverage import coverage
from certify.programme.standing import standings
from certify.reading.batch import Batch
from certify.reading.batch_folder import submission_files
from certify.rules.ruleset import RuleSet
from certify.running.answering import Lost, answer
from certify.running.batch_run import AccountingError, Options, tasks_of
from certify.running.intake import Intake, Task, take_in
from certify.running.pool import run
from certify.running.summary import Summary
from certify.running.work import settle


@dataclass(frozen=True, slots=True)
class Variant:
    """Rules to judge a batch by in place of those that it pins, and readings in place of those in force under them.

    `carried` says for which sub-checks of these rules a reviewer's entry on one of the batch's rules counts, by its id;
    one that is not named there counts for the sub-check of the same id. What the rules do not have is dropped.
    """

    rules: RuleSet
    readings: Mapping[str, str] = attribute(default_factory=dict)
    carried: Mapping[str, Sequence[str]] = attribute(default_factory=dict)


# What came of one submission: an outcome a variant, in their order, or that it cannot be judged at all.
Judged: TypeAlias = tuple[Outcome, ...] | Unreadable


def judge_variants(
    batch: Batch,
    batch_file: Path,
    variants: Sequence[Variant],
    lang: Lang,
    workers: int,
    progress: Callable[[int, int], None],
) -> Conclusions:
    """Judge every submission of a batch under each variant; `progress(done, all)` is called as it goes.

    Raises `WorkersError` where no worker process can be started, and `AccountingError` where a file was lost.
    """
    files, unread = submission_files(batch, batch_file, batch.folder / ".no-reports")
    tasks = tasks_of(batch, files, Options(lang, workers, pages=False, keep=False))
    summary = Summary(batch, lang)
    found: dict[str, Judged] = {}
    with closing(run(tasks, serve, (batch, tuple(variants), lang), min(workers, max(1, len(files))))) as answers:
        for task, done in answers:
            found[task.file] = summary.lost(task, done.reason) if isinstance(done, Lost) else _interned(done)
            progress(len(found), len(files))
    if len(found) != len(files):
        raise AccountingError(f"{len(files)} submission files in, {len(found)} out")
    unreadable = tuple(one for _, one in sorted(found.items()) if isinstance(one, Unreadable))
    each = tuple(_conclusion(batch, found, index, unreadable) for index in range(len(variants)))
    return Conclusions(each, unreadable, tuple(unread))


def _conclusion(
    batch: Batch, found: Mapping[str, Judged], index: int, unreadable: tuple[Unreadable, ...]
) -> Conclusion:
    outcomes = {file: one[index] for file, one in sorted(found.items()) if not isinstance(one, Unreadable)}
    places = standings(batch, (one.candidate for one in outcomes.values()), unreadable)
    return Conclusion(outcomes, tuple(places), tuple(coverage(batch, places, unreadable)))


def _interned(judged: Judged) -> Judged:
    """Return the same with one copy of every outcome that is equal under several variants."""
    if isinstance(judged, Unreadable):
        return judged
    kept = {id(one): replace(one, candidate=one.candidate.interned()) for one in judged}
    return tuple(kept[id(one)] for one in judged)


def serve(connection: Connection, batch: Batch, variants: tuple[Variant, ...], lang: Lang) -> None:
    """Answer tasks."""
    judging = _Judging(batch, variants, lang)
    settle()
    answer(connection, judging.do)


class _Judging:
    """Judges the submissions of one batch under every variant, one after another."""

    def __init__(self, batch: Batch, variants: tuple[Variant, ...], lang: Lang) -> None:
        self.batch = batch
        self.summary = Summary(batch, lang)
        self.variants = [(variant, _checks(variant.rules)) for variant in variants]
        self.checks = _checks(batch.rules)

    def do(self, task: Task) -> Judged:
        """Judge one submission."""
        taken = take_in(task, self.batch, self.checks)
        if taken.fault is not None:
            return self.summary.unread(taken)
        found: list[Outcome] = []
        first: Mapping[str, Verdict] = {}
        for variant, checks in self.variants:
            judgement = self.judge(taken, variant, checks)
            first = first or {result.check.id: result.declared for result in judgement.checks()}
            problems = (*taken.problems, *self.summary.remarks(judgement))
            outcome = Outcome(
                self.summary.candidate(task, judgement, problems),
                tuple(result.on(judgement.track) for result in judgement.checks()),
                tuple(lapsed(taken.review, variant, checks)),
                tuple(_again(judgement, first)),
            )
            # Equal ones are sent and held once.
            found.append(next((one for one in found if one == outcome), outcome))
        return tuple(found)

    def judge(self, taken: Intake, variant: Variant, checks: Collection[str]) -> Judgement:
        """Judge a submission under one variant."""
        assert taken.reading.submission is not None
        review = carried(taken.review, variant, checks)
        return judge(taken.reading.submission, variant.rules, review, variant.readings)


def _again(judgement: Judgement, first: Mapping[str, Verdict]) -> Iterator[str]:
    for result in judgement.checks():
        counts = result.entry is not None and result.declared is not Verdict.NOT_APPLICABLE
        if counts and first.get(result.check.id, result.declared) is not result.declared:
            yield result.check.id


def _checks(rules: RuleSet) -> frozenset[str]:
    return frozenset(check.id for check in rules.checks())


def carried(review: Review | None, variant: Variant, checks: Collection[str]) -> Review | None:
    """Return a review with its entries at the sub-checks of a variant's rules, whose ids are `checks`."""
    if review is None:
        return None
    entries = (replace(entry, check=check) for entry in review.entries for check in _counting(entry, variant, checks))
    return replace(review, entries=tuple(entries))


def lapsed(review: Review | None, variant: Variant, checks: Collection[str]) -> Iterator[str]:
    """Yield the sub-checks on which a review has an entry that counts for none of a variant's, each once."""
    entries = {} if review is None else review.latest()
    yield from (name for name, entry in entries.items() if not _counting(entry, variant, checks))


def _counting(entry: Entry, variant: Variant, checks: Collection[str]) -> list[str]:
    """Return the sub-checks of a variant's rules for which an entry counts."""
    return [check for check in variant.carried.get(entry.check, (entry.check,)) if check in checks]
