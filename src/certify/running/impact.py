"""What other rules would change in a batch: its submissions read once and judged by both, and nothing written."""

from collections.abc import Callable
from pathlib import Path

from certify.language import Lang
from certify.programme.causes import Deciding
from certify.programme.impact import impact
from certify.reading.batch import Batch
from certify.reporting.impact.report import ImpactReporter
from certify.reporting.impact.shapes import BatchImpactShape
from certify.rules.difference import Difference, difference
from certify.rules.load import find_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary
from certify.running.variants import Variant, judge_variants


def batch_impact(
    batch: Batch,
    batch_file: Path,
    found: Difference,
    lang: Lang,
    workers: int,
    progress: Callable[[int, int], None],
) -> BatchImpactShape:
    """Judge a batch by both rule sets of a comparison; `progress(done, all)` is called as it goes.

    The readings that the batch chooses hold under both, as far as they have them. Raises `WorkersError` where no worker
    process can be started, and `AccountingError` where a file was lost.
    """
    before, after = (_variant(batch, rules) for rules in (found.before, found.after))
    concluded = judge_variants(batch, batch_file, (before, after), lang, workers, progress)
    # Under the readings that the batch chooses, which may be no change where the default is another.
    compared = difference(before.rules, after.rules, find_ruleset)
    deciding = Deciding(before.rules, after.rules, [check.step for check in compared.checks()])
    reporter = ImpactReporter(compared, vocabulary(), lang)
    one, two = concluded.each
    return reporter.batch(batch, impact(one, two, deciding), concluded)


def _variant(batch: Batch, rules: RuleSet) -> Variant:
    values = {reading.key: reading.values for reading in rules.readings}
    # Where the rules were asked for with a policy, its readings are what is asked about.
    chosen = {one.key: one for one in (*batch.rules.chosen, *rules.chosen) if one.value in values.get(one.key, {})}
    under = rules.under(chosen.values())
    kept = difference(batch.rules, under, find_ruleset).carried()
    return Variant(
        under, carried={check.id: (kept[check.id],) if check.id in kept else () for check in batch.rules.checks()}
    )
