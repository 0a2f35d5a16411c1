"""Measure certify: every figure is a ratio within one run, since machines differ and are noisy.

    python -m benchmarks.run [--count N] [--rounds R] [--skip-large]

Prints a table; docs/performance.md holds a run of it with the machine and the versions.
"""

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.generate import write_batch
from certify.documents.load import parse_document
from certify.documents.yaml import parser_in_use
from certify.reading.submission import read_submission
from certify.reading.units import default_units
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary

KILOBYTE = 1024
Row = tuple[str, str, str, str]


def main() -> None:
    """Run every measurement and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="submissions of the batch")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the short measurements")
    parser.add_argument("--skip-large", action="store_true", help="leave out the batch of four times the size")
    options = parser.parse_args()
    print(
        f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    )
    print(f"YAML parser: {parser_in_use()}; " + ", ".join(f"{name} {version(name)}" for name in PACKAGES))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        rows = [
            *reading(home, options.rounds),
            *batches(home, options.count, options.rounds, large=not options.skip_large),
        ]
        rows.append(starting(options.rounds))
    print("\n| what | measured | ratio | goal |\n| --- | --- | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


PACKAGES = ("ruamel.yaml", "ruamel.yaml.clib", "pydantic", "typer", "jinja2")


def processor_seconds(work: Callable[[], object]) -> float:
    """Return the CPU time of this process that `work` takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def reading(home: Path, rounds: int) -> list[Row]:
    """Compare the strict reader with the safe loader, and the typed reading with the strict reader."""
    files = write_batch(home / "read", 200)
    contents = [path.read_bytes() for path in files]
    checks, units = frozenset(check.id for check in find_ruleset("shandong-2024").checks()), default_units()

    def strict() -> None:
        for content in contents:
            parse_document(content, "x.yaml")

    def safe() -> None:
        for content in contents:
            YAML(typ="safe").load(content)

    def typed() -> None:
        for path in files:
            read_submission(path, vocabulary(), checks, units)

    pairs = [(processor_seconds(strict), processor_seconds(safe), processor_seconds(typed)) for _ in range(rounds + 1)][
        1:
    ]
    strict_to_safe = statistics.median(one / two for one, two, _ in pairs)
    typed_to_strict = statistics.median(three / one for one, _, three in pairs)
    each = statistics.median(one for one, _, _ in pairs) / len(files) * 1000
    size = sum(len(content) for content in contents) / len(contents) / KILOBYTE
    return [
        (f"strict reader / YAML(typ='safe'), {size:.1f} KB each", f"{each:.2f} ms", f"{strict_to_safe:.2f}", "≤ 0.25"),
        ("typed reading with all checks / strict reader", "", f"{typed_to_strict:.2f}", "–"),
    ]


def run(*arguments: str) -> tuple[float, float, int]:
    """Run Python on `arguments` and return CPU seconds, wall seconds, and the largest process's memory in KB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL) as process:
        process.wait()
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, after.ru_maxrss


def batch(folder: Path, output: Path, workers: int, *more: str) -> tuple[float, float, int]:
    """Run `certify batch` without the organizations' own pages, and without the workbook, which is measured apart."""
    where = (str(folder), "-o", str(output), "--workers", str(workers), "--no-pages")
    return run("-m", "certify", "batch", *where, *(more or ("--no-workbook",)))


def batches(home: Path, count: int, rounds: int, *, large: bool) -> list[Row]:
    """Compare whole batches with reading alone, with themselves on two workers, and with a second run."""
    folder, output = home / "batch", home / "reports"
    write_batch(folder, count)
    ratios, walls, seconds = [], [], []
    for _ in range(max(1, rounds // 2)):
        alone, _, _ = run("-m", "benchmarks.read_only", str(folder / "submissions"))
        one, wall, _ = batch(folder, output, 1, "--no-workbook", "--no-cache")
        _, shared, _ = batch(folder, output, 2, "--no-workbook", "--no-cache")
        ratios.append(one / alone)
        walls.append(shared / wall)
        seconds.append(one)
    shutil.rmtree(output)
    first, _, _ = batch(folder, output, 1)
    again, _, _ = batch(folder, output, 1)
    rows = [
        (
            f"batch of {count}, one worker / reading its files (CPU)",
            f"{statistics.median(seconds):.1f} s",
            f"{statistics.median(ratios):.2f}",
            "≤ 1.5",
        ),
        ("two workers / one (wall)", "", f"{statistics.median(walls):.2f}", "≤ 0.6"),
        ("the same batch again / the first time (CPU)", f"{again:.2f} s", f"{again / first:.2f}", "≤ 0.3"),
    ]
    with_workbook, _, _ = batch(folder, output, 1, "--workbook", "--no-cache")
    share = with_workbook / statistics.median(seconds)
    rows.append(("the batch with its workbook / without (CPU)", f"{with_workbook:.1f} s", f"{share:.2f}", "–"))
    if large:
        rows.append(memory(home, folder, count))
    return rows


def memory(home: Path, folder: Path, count: int) -> Row:
    """Return how the memory of the largest process grows from a batch to one four times its size."""
    write_batch(home / "large", 4 * count)
    small = peak(folder, home / "small-reports")
    big = peak(home / "large", home / "large-reports")
    growth = (big - small) / (3 * count)
    return (
        f"peak memory, {count} and {4 * count}",
        f"{small / KILOBYTE:.0f} and {big / KILOBYTE:.0f} MB",
        f"{growth:.1f} KB a submission",
        "≤ 20 KB",
    )


def peak(folder: Path, output: Path) -> int:
    """Return the memory in KB of the largest process of a batch, asked of a process of its own."""
    code = "import sys; from benchmarks.run import batch; from pathlib import Path; print(batch(Path(sys.argv[1]), Path(sys.argv[2]), 2)[2])"
    found = subprocess.run([sys.executable, "-c", code, str(folder), str(output)], capture_output=True, check=True)
    return int(found.stdout)


def starting(rounds: int) -> Row:
    """Compare `certify --help` with an empty Python (wall)."""
    pairs = [(run("-m", "certify", "--help")[1], run("-c", "pass")[1]) for _ in range(2 * rounds + 1)][1:]
    ratio = statistics.median(one / two for one, two in pairs)
    return (
        "certify --help / python -c pass (wall)",
        f"{statistics.median(one for one, _ in pairs) * 1000:.0f} ms",
        f"{ratio:.1f}",
        "≤ 8",
    )


if __name__ == "__main__":
    main()
