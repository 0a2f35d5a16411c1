"""Measure coverage and gaps over many organizations and units, as a ratio to judging the organizations.

    python -m benchmarks.coverage [--count N] [--units M]

Judging is measured on some of the organizations and scaled; coverage on all of them.
"""

import argparse
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.generate import write_batch
from certify.programme.candidate import Candidate
from certify.programme.province import JudgedBatch, province
from certify.programme.register import Register
from certify.reading.batch import Batch, read_batch
from certify.reading.batch_folder import submission_files
from certify.reading.units import Unit
from certify.reporting.coverage.page import render_coverage
from certify.reporting.coverage.report import CoverageReporter
from certify.reporting.shapes import to_json
from certify.rules.vocabulary import vocabulary
from certify.running.batch_run import Options, tasks_of
from certify.running.work import Wanted, Worker

JUDGED = 400
KILOBYTES = 1024


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="organizations")
    parser.add_argument("--units", type=int, default=3_000, help="units")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        batch, judged, seconds = judge(Path(folder) / "batch")
    candidates, units = spread(judged, options.count, options.units)
    judging = seconds / len(judged) * options.count
    before = memory()
    begun = time.process_time()
    whole = replace(batch, units=units)
    view = province([JudgedBatch(whole, candidates, ())], Register(()), units, batch.as_of)
    report = CoverageReporter(view, vocabulary(), "zh").report(units, [], [])
    counted = time.process_time() - begun
    begun = time.process_time()
    size = len(to_json(report)) + len(render_coverage(report, "zh").encode())
    written = time.process_time() - begun
    print("| what | seconds of CPU | ratio to judging | goal |\n| --- | --- | --- | --- |")
    print(f"| judging {options.count} organizations (from {len(judged)}) | {judging:.1f} | 1 | |")
    print(
        f"| coverage, gaps, repairs and plans, {options.units} units | {counted:.1f} | {counted / judging:.2f} | ≤ 0.5 |"
    )
    print(f"| JSON and page, {size / 1e6:.1f} MB | {written:.1f} | {written / judging:.2f} | |")
    print(f"\nmemory: {before} MB with the judged organizations, {memory()} MB at most")


def judge(folder: Path) -> tuple[Batch, list[Candidate], float]:
    """Judge some organizations in this process; return the batch, what came of them, and the CPU time."""
    write_batch(folder, JUDGED)
    batch, _ = read_batch(folder / "batch.yaml")
    assert batch is not None
    files, _ = submission_files(batch, folder / "batch.yaml", folder / "out")
    worker = Worker(batch, "zh", Wanted())
    tasks = list(tasks_of(batch, files, Options("zh", 1, pages=False, keep=False)))
    worker.do(tasks[0])
    begun = time.process_time()
    outcomes = [worker.do(task).outcome for task in tasks]
    return batch, [one for one in outcomes if isinstance(one, Candidate)], time.process_time() - begun


def spread(judged: list[Candidate], count: int, units: int) -> tuple[tuple[Candidate, ...], dict[str, Unit]]:
    """Return as many organizations as asked for, copies of those judged, over so many units of 20 cities."""
    named = {f"u{n:05d}": Unit(f"u{n:05d}", f"{n % 20}市", f"{n}县", "county", "示例", "") for n in range(units)}
    ids = list(named)
    found = []
    for number in range(count):
        one = judged[number % len(judged)]
        found.append(replace(one, id=f"o{number}", file=f"{number}.yaml", jurisdiction=ids[number % units]).interned())
    return tuple(found), named


def memory() -> int:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KILOBYTES


if __name__ == "__main__":
    main()
