"""Measure the reading of forms in workbooks: against the library alone, and as a batch beside the same batch in YAML.

python -m benchmarks.workbooks [--count N] [--rounds R]
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import python_calamine

from benchmarks.generate import write_batch
from certify.documents.load import load_document
from certify.forms.plan import plan_form
from certify.reading.forms import ledger_field
from certify.reading.prefill import answers_of
from certify.reading.submission import read_submission
from certify.reading.units import default_units
from certify.reporting.form.workbook import render_form
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary
from certify.workbooks.load import read_workbook

KILOBYTES = 1024
DIFFERENT = 50


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="workbooks of the batch")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of the short measurements")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        texts, forms = home / "yaml", home / "forms"
        write_batch(texts, options.count)
        write_forms(texts, forms)
        one = min((forms / "submissions").glob("*.xlsx"))
        print("| what | measured | ratio | goal |\n| --- | --- | --- | --- |")
        reading(one, options.rounds)
        batches(texts, forms, home / "out", options.count)


def write_forms(texts: Path, forms: Path) -> None:
    """Write the batch in `texts` once more as workbooks; a form takes long to write, so that some are the same but for their ids."""
    plan = plan_form((find_ruleset("shandong-2024"),), vocabulary(), ledger_field())
    (forms / "submissions").mkdir(parents=True)
    (forms / "batch.yaml").write_bytes((texts / "batch.yaml").read_bytes())
    sources = sorted(path for path in (texts / "submissions").glob("*.yaml") if ".review" not in path.name)
    rendered = [render_form(plan, "zh", answers_of(load_document(path)[1], plan, "zh")) for path in sources[:DIFFERENT]]
    for number, source in enumerate(sources):
        (forms / "submissions" / f"{source.stem}.xlsx").write_bytes(rendered[number % len(rendered)])


def reading(path: Path, rounds: int) -> None:
    """Compare the guarded reading of a form, and the whole of it to facts, with the library reading the same file."""

    def library() -> None:
        opened = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in opened.sheet_names:
            opened.get_sheet_by_name(name).to_python(skip_empty_area=False)

    def facts() -> None:
        read_submission(path, vocabulary(), frozenset(), default_units())

    read_workbook(path, path.name)
    facts()
    alone, door, whole = (median(work, rounds) for work in (library, lambda: read_workbook(path, path.name), facts))
    size = path.stat().st_size // KILOBYTES
    print(f"| the library alone, a form of {size} KB (wall) | {alone * 1000:.1f} ms | 1 | |")
    print(f"| guarded reading of it / the library | {door * 1000:.1f} ms | {door / alone:.2f} | ≤ 3 |")
    print(f"| to facts with all checks / the library | {whole * 1000:.1f} ms | {whole / alone:.2f} | |")


def median(work: Callable[[], object], rounds: int) -> float:
    """Return the median wall time of some work, in seconds."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        for _ in range(10):
            work()
        times.append((time.perf_counter() - begun) / 10)
    return statistics.median(times)


def batches(texts: Path, forms: Path, output: Path, count: int) -> None:
    """Compare batches with two workers, of workbooks and of YAML."""
    for name, folder in (("YAML", texts), ("workbooks", forms)):
        begun = time.perf_counter()
        command = ["-m", "certify", "batch", str(folder), "-o", str(output / name), "--workers", "2", "--no-pages"]
        options = ["--no-cache", "--no-workbook"]
        subprocess.run([sys.executable, *command, *options], stdout=subprocess.DEVNULL, check=False)
        wall = time.perf_counter() - begun
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // KILOBYTES
        print(f"| batch of {count}, {name}, two workers | {count / wall:.0f} a second, {most} MB at most | | |")


if __name__ == "__main__":
    main()
