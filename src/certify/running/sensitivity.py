"""A batch under every alternative reading, one at a time, against the readings in force. Nothing is written."""

from collections.abc import Callable, Sequence
from pathlib import Path

from certify.language import Lang
from certify.problems import Problem
from certify.reading.batch import Batch
from certify.reporting.sensitivity.report import Alternatives, SensitivityReporter
from certify.reporting.sensitivity.shapes import SensitivityReport
from certify.rules.ruleset import RuleSet
from certify.running.variants import Variant, judge_variants


def sensitivity(
    batch: Batch,
    batch_file: Path,
    problems: Sequence[Problem],
    lang: Lang,
    workers: int,
    progress: Callable[[int, int], None],
) -> SensitivityReport:
    """Return how the results of a batch hang on the readings of its rules; `problems` are those of the batch file.

    Raises `WorkersError` where no worker process can be started, and `AccountingError` where a file was lost.
    """
    chosen = alternatives(batch.rules)
    variants = [Variant(batch.rules), *(Variant(batch.rules, {key: value}) for key, value in chosen)]
    found = judge_variants(batch, batch_file, variants, lang, workers, progress)
    in_force, *others = found.each
    by_value = dict(zip(chosen, others, strict=True))
    reporter = SensitivityReporter(batch, lang)
    return reporter.report(Alternatives(in_force, by_value), found.unreadable, (*problems, *found.problems))


def alternatives(rules: RuleSet) -> list[tuple[str, str]]:
    """Return the key of every reading with each value that is not in force."""
    in_force = rules.readings_in_force()
    return [
        (reading.key, value) for reading in rules.readings for value in reading.values if value != in_force[reading.key]
    ]
