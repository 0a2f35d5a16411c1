"""Measure the case ledger: reading, figures, warnings and cases together, against `csv.DictReader` over the same file.

    python -m benchmarks.ledger [--rows N] [--rounds R]

Each measurement runs in a process of its own, so that nothing is warm; what it takes to import is left out.
"""

import argparse
import csv
import gc
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from certify.reading.ledger import ledger_figures, read_ledger
from certify.reading.ledger_cases import ledger_cases
from certify.reading.ledger_warnings import ledger_warnings

KILOBYTE = 1024
Row = tuple[str, str, str, str]
HEADS = [
    *("案号", "受理日期", "结案日期", "案由", "涉案金额", "处理结果", "委派委托单位", "协议书编号"),
    *("双方签名盖章", "调解员签名", "加盖组织印章", "发放履行告知书", "归档日期", "登记更新日期"),
    *("当事人身份", "当事人联系方式"),
]
CAUSES = ("工资", "经济补偿", "社会保险", "工伤待遇", "加班费", "劳动合同解除", "确认劳动关系", "福利待遇")
OUTCOMES = ("达成协议",) * 6 + ("未达成协议",) * 2 + ("和解撤回", "其他撤回", "移送", "未结")
PERIOD = date(2025, 1, 1), date(2025, 10, 31)


def main() -> None:
    """Run every measurement and print the table; or, told `--alone`, one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000, help="rows of the large ledger")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each measurement")
    parser.add_argument("--alone", nargs=2, metavar=("WORK", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        work, file = options.alone
        print(json.dumps(measure(WORKS[work], Path(file))))
        return
    with tempfile.TemporaryDirectory() as folder:
        rows = table(Path(folder), options.rows, options.rounds)
    print("| what | measured | ratio | goal |\n| --- | --- | --- | --- |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def dictionaries(path: Path) -> int:
    """Read a CSV table as the library does, each row a dictionary of texts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return len(list(csv.DictReader(file)))


def ledger(path: Path) -> int:
    """Do all that is done with a ledger: read it, compute its figures, look for what is odd, find the cases."""
    read = read_ledger(path, path.name, PERIOD[1])
    figures, _ = ledger_figures(read, PERIOD)
    assert not list(ledger_warnings(read, PERIOD))
    assert ledger_cases(read, PERIOD).figures
    assert not read.problems, read.problems[:3]
    assert figures["ledger.entries"]
    return len(read.lines)


WORKS: dict[str, Callable[[Path], int]] = {"dictionaries": dictionaries, "ledger": ledger}


def measure(work: Callable[[Path], int], path: Path) -> list[float]:
    """Return CPU seconds, wall seconds and the memory in MB that `work` takes, and that of its largest child."""
    gc.collect()
    before = most_memory("self")
    begun, cpu = time.perf_counter(), time.process_time()
    work(path)
    taken = time.process_time() - cpu, time.perf_counter() - begun
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return [*taken, most_memory("self") - before, max(map(most_memory, children), default=0.0)]


def most_memory(process: str) -> float:
    """Return the most memory that a process had, in MB, as Linux tells it: what it was before its program began aside."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / KILOBYTE


def alone(work: str, path: Path) -> list[float]:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.ledger", "--alone", work, str(path)]
    found = subprocess.run(command, capture_output=True, check=True, text=True)
    return [float(figure) for figure in json.loads(found.stdout)]


def table(home: Path, count: int, rounds: int) -> list[Row]:
    """Return a row for each measurement."""
    large, small, book = home / "large.csv", home / "small.csv", home / "large.xlsx"
    write_csv(large, count)
    write_csv(small, count // 10)
    write_workbook(book, count)
    # In turns, so that a busy machine disturbs both alike.
    pairs = [(alone("ledger", large), alone("dictionaries", large)) for _ in range(rounds)]
    ratio = statistics.median(one[0] / two[0] for one, two in pairs)
    cpu = statistics.median(one[0] for one, _ in pairs)
    memory, theirs = (statistics.median(pair[which][2] for pair in pairs) for which in (0, 1))
    few = statistics.median(alone("ledger", small)[0] for _ in range(rounds))
    own_cpu, wall, grown, child = alone("ledger", book)
    size = large.stat().st_size / KILOBYTE / KILOBYTE
    return [
        (
            f"ledger of {count} rows, {size:.1f} MB: all of it / csv.DictReader (CPU)",
            f"{cpu:.2f} s",
            f"{ratio:.2f}",
            "≤ 2.5",
        ),
        ("its memory / that of csv.DictReader", f"{memory:.0f} MB", f"{memory / theirs:.2f}", "–"),
        (f"ledger of {count // 10} rows (CPU)", f"{few * 1000:.0f} ms", "", "≤ 1 s"),
        (
            f"the {count} rows as .xlsx (wall; CPU of the process that types them)",
            f"{wall:.1f} s; {own_cpu:.1f} s",
            "",
            "–",
        ),
        ("its memory, and that of the process that opens it", f"{grown:.0f} and {child:.0f} MB", "", "–"),
    ]


def cases(count: int, seed: int = 20251031) -> Iterator[list[str]]:
    """Yield the rows of a ledger; the same seed gives the same rows."""
    rng = random.Random(seed)
    days = (PERIOD[1] - PERIOD[0]).days
    for number in range(1, count + 1):
        accepted = PERIOD[0] + timedelta(days * number // count)
        closed = min(accepted + timedelta(rng.randint(1, 15)), PERIOD[1])
        outcome = rng.choice(OUTCOMES)
        agreed, pending = outcome == "达成协议", outcome == "未结"
        yield [
            f"鲁济历下劳人调字〔2025〕第{number}号",
            accepted.isoformat(),
            "" if pending else closed.isoformat(),
            rng.choice(CAUSES),
            str(rng.randint(5, 900) * 100),
            outcome,
            rng.choice(("无", "无", "无", "仲裁机构", "人民法院")),
            f"调协〔2025〕{number}号" if agreed else "",
            *("是" if agreed else "" for _ in range(4)),
            "" if pending else closed.isoformat(),
            closed.isoformat(),
            f"示例当事人{number}",
            f"1380000{number % 10_000:04d}",
        ]


def write_csv(path: Path, count: int) -> None:
    """Write a ledger as a bureau's spreadsheet saves it: UTF-8 with byte order mark."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADS, *cases(count)])


def write_workbook(path: Path, count: int) -> None:
    """Write the same ledger as a workbook of text cells."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("受理案件台账")
        for at, row in enumerate([HEADS, *cases(count)]):
            sheet.write_row(at, 0, row)


if __name__ == "__main__":
    main()
