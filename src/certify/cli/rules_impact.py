"""`certify rules impact`: what other rules would change in batches; nothing is written but the report."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from certify.cli.batch import Progress, complaint
from certify.cli.output import UsageError, complain, deliver, prepare_streams
from certify.cli.rendering import Pages, rendered
from certify.cli.rules_diff import chosen_rules, drafts, named
from certify.cli.targets import must_exist, plain_format_of, spare
from certify.language import Lang, Text
from certify.problems import Problem, has_errors
from certify.reading.batch import Batch, batch_path, read_batch
from certify.reporting.impact.report import ImpactReporter
from certify.reporting.impact.shapes import RulesImpactReport
from certify.rules.difference import difference
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary
from certify.running.impact import batch_impact
from certify.wording import problems as words

_TWICE = Text(
    "批次 {batch} 给出了两次：每个批次只能测算一次",
    "{batch} is named twice: each batch is counted once",
)


def run(
    before: str,
    after: str,
    batches: Sequence[Path],
    workers: int | None,
    form: str | None,
    output: Path | None,
    lang: Lang,
) -> int:
    """Judge the batches by both rule sets, deliver the report, and return the exit status."""
    prepare_streams()
    try:
        chosen = plain_format_of(form, output, lang)
        files = [batch_path(path) for path in batches]
        for file in files:
            must_exist(file, lang)
        _each_once(files, lang)
        spare(output, (*drafts(before, after), *files), lang)
        old, new = chosen_rules(before, lang), chosen_rules(after, lang)
        found = difference(old, new, find_ruleset)
        read, problems = _read(files, lang)
        if len(read) < len(files):
            return 4
        shapes = []
        with Progress(lang) as progress:
            for batch, file in read:
                shapes.append(batch_impact(batch, file, found, lang, workers or os.cpu_count() or 1, progress.show))
        report = ImpactReporter(found, vocabulary(), lang).report(shapes, named(before, old, after, new))
        deliver(rendered(report, chosen, lang, output, _pages), output, lang, for_machines=chosen != "text")
    except (UsageError, OSError) as error:
        complain(complaint(error, lang))
        return 2
    return 4 if has_errors(problems) or any(shape.unreadable or shape.problems for shape in shapes) else 0


def _each_once(files: Sequence[Path], lang: Lang) -> None:
    for number, file in enumerate(files):
        if any(file.samefile(other) for other in files[:number]):
            raise UsageError(_TWICE.to(lang).format(batch=file))


def _read(files: Sequence[Path], lang: Lang) -> tuple[list[tuple[Batch, Path]], list[Problem]]:
    """Read the batch files and tell what is wrong with them; one that cannot be read as one is left out."""
    found: list[tuple[Batch, Path]] = []
    problems: list[Problem] = []
    for file in files:
        batch, faults = read_batch(file)
        problems += faults
        if batch is not None:
            # Entries are carried along the maps of its own rules as well.
            chosen_rules(batch.rules.reference, lang)
            found.append((batch, file))
    for problem in problems:
        if problem.level == "error":
            sys.stderr.write(words.line(problem, lang))
    return found, problems


def _pages() -> Pages[RulesImpactReport]:
    from certify.reporting.impact import pages  # noqa: PLC0415 - templates take time to load

    return pages
