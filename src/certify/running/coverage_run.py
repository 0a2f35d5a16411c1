"""Coverage over a register and any number of batches: every batch judged, then the province's view on a day."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from certify.judging.traces import Trace
from certify.language import Lang
from certify.problems import Problem
from certify.programme.candidate import Candidate, Unreadable
from certify.programme.leads import Lead, Source, leads
from certify.programme.province import JudgedBatch, Province, latest_day, province
from certify.programme.register import Register, register_of
from certify.reading.acts import Registered
from certify.reading.batch import Batch
from certify.reading.batch_folder import submission_files
from certify.reading.register import Event, read_events
from certify.reading.units import Unit
from certify.reporting.coverage.page import render_coverage
from certify.reporting.coverage.report import CoverageReporter
from certify.reporting.coverage.shapes import CoverageReport
from certify.reporting.coverage.text import render_coverage_csv, render_coverage_markdown
from certify.reporting.coverage.workbook import render_coverage_workbook
from certify.reporting.shapes import to_json
from certify.rules.ruleset import Body
from certify.rules.vocabulary import vocabulary
from certify.running.batch_run import AccountingError, Options, judged, tasks_of
from certify.running.staging import COVERAGE, staged, writing
from certify.running.work import Wanted

Traced: TypeAlias = tuple[Source, tuple[Trace, ...]]


@dataclass(frozen=True, slots=True)
class CoverageInput:
    """Everything that a coverage report is made from."""

    batches: tuple[tuple[Batch, Path], ...]
    register: Register
    units: Mapping[str, Unit]
    as_of: date


def coverage_input(
    batches: Sequence[tuple[Batch, Path]], register: Path | None, units: Mapping[str, Unit] | None, as_of: date | None
) -> tuple[CoverageInput, list[Problem]]:
    """Put the input together: by default the latest batch's register and units, and the latest day in the input."""
    ordered = sorted(batches, key=lambda one: (one[0].opens_on, one[0].id))
    listed = units if units is not None else ordered[-1][0].units
    if register is not None:
        events, problems = read_events(register, listed)
    else:
        events, problems = list(_events(ordered[-1][0].register)), []
    found, faults = register_of(events)
    day = as_of or latest_day([batch for batch, _ in ordered], found)
    return CoverageInput(tuple(ordered), found, listed, day), [*problems, *faults]


def _events(listed: Sequence[Registered]) -> list[Event]:
    """Return a batch's plain register as events."""
    found = []
    for one in listed:
        row = (one.id, one.recognized_on, one.name, one.jurisdiction, one.batch, "", "register")
        found.append(Event("recognized", *row))
        if one.ended:
            found.append(Event("ended", one.id, one.ended_on or one.recognized_on, "", "", "", "", "register"))
    return found


def run_coverage(
    given: CoverageInput, lang: Lang, workers: int, progress: Callable[[int, int], None]
) -> tuple[Province, list[Lead], list[Problem]]:
    """Judge every batch and return the province's view, leads across organizations, and folders that were not read."""
    batches: list[JudgedBatch] = []
    traced: list[Traced] = []
    problems: list[Problem] = []
    # The key only has to be the same for all batches of this report, and none that a list of numbers was hashed with.
    key = hashlib.sha256("\n".join(batch.digest for batch, _ in given.batches).encode()).digest()
    for batch, path in given.batches:
        one, found, unread = judge_batch(batch, path, lang, workers, progress, key)
        batches.append(one)
        traced += found
        problems += unread
    view = province(batches, given.register, given.units, given.as_of)
    names = {entry.id: (entry.name, *entry.former_names) for entry in view.entries.values()}
    # What was handed in after the day is not there yet.
    there = {(one.batch.id, place.candidate.file) for one in view.batches for place in one.standings}
    known = [(source, found) for source, found in traced if (source.batch, source.file) in there]
    return view, leads(known, names), problems


def write_coverage(
    view: Province,
    found: Sequence[Lead],
    given: CoverageInput,
    problems: Sequence[Problem],
    output: Path,
    lang: Lang,
    *,
    public: bool,
    city_wide: Sequence[Body] = (),
) -> CoverageReport:
    """Write the reports to `output`, whole or not at all, and return what they say."""
    reporter = CoverageReporter(view, vocabulary(), lang, public=public, city_wide=city_wide)
    report = reporter.report(given.units, found, problems)
    with staged(output, COVERAGE) as staging, writing():
        for name, content in (
            ("index.html", render_coverage(report, lang).encode()),
            ("coverage.md", render_coverage_markdown(report, lang).encode()),
            ("coverage.csv", render_coverage_csv(report, lang)),
            ("coverage.xlsx", render_coverage_workbook(report, lang)),
            (COVERAGE.mark, to_json(report, indent=1)),
        ):
            (staging / name).write_bytes(content)
    return report


def judge_batch(
    batch: Batch, path: Path, lang: Lang, workers: int, progress: Callable[[int, int], None], key: bytes = b""
) -> tuple[JudgedBatch, list[Traced], list[Problem]]:
    """Judge every submission of a batch and keep what the programme needs of each; with a `key`, its traces too."""
    files, unread = submission_files(batch, path, Path())
    candidates: list[Candidate] = []
    unreadable: list[Unreadable] = []
    traced: list[Traced] = []
    options = Options(lang, workers, pages=False, keep=False)
    answers = judged(batch, tasks_of(batch, files, options), options, Wanted(key=key), len(files))
    for number, (_, done) in enumerate(answers, 1):
        outcome = done.outcome
        if isinstance(outcome, Candidate):
            candidates.append(outcome.interned())
            traced.append((Source(batch.id, outcome.file, outcome.id, outcome.name), done.traces))
        else:
            unreadable.append(outcome)
        progress(number, len(files))
    if len(candidates) + len(unreadable) != len(files):
        raise AccountingError(f"{len(files)} submission files in, {len(candidates) + len(unreadable)} out")
    judged_batch = JudgedBatch(batch, tuple(candidates), tuple(sorted(unreadable, key=lambda one: one.file)))
    return judged_batch, sorted(traced, key=lambda one: one[0].file), unread
