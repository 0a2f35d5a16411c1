"""`certify register`: the organizations recognized, by dated events that are added and never rewritten."""

import csv
import io
import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from certify.cli.output import UsageError, complain, deliver_bytes, prepare_streams
from certify.cli.targets import must_exist
from certify.language import Lang, joined
from certify.problems import Problem, has_errors
from certify.programme.register import Entry, Register, register_of
from certify.reading.batch import batch_path
from certify.reading.register import read_events
from certify.reading.units import Unit, every_unit, read_units
from certify.reading.values import UnreadableError, read_date
from certify.running.register_run import RegisterFileError, appended, decided_rows
from certify.wording import problems as words

_SHOWN: Mapping[Lang, tuple[str, ...]] = {
    "zh": ("组织编号", "组织名称", "单位代码", "单位", "认定批次", "认定日期", "终止日期", "曾用名", "并入"),
    "en": ("id", "name", "unit", "unit name", "batch", "recognized on", "ended on", "former names", "merged into"),
}


def show(file: Path, as_of: str | None, units: Path | None, lang: Lang) -> int:
    """Print the register as it stands on a day, and return the exit status."""
    prepare_streams()
    try:
        known = _units(units, lang)
        register, problems = _register(file, known, lang)
        day = day_of(as_of, lang) if as_of else max(register.days(), default=date.min)
    except UsageError as error:
        complain(str(error))
        return 2
    _list(problems, lang)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_SHOWN[lang])
    for entry in register.at(day).values():
        writer.writerow(_row(entry, known, lang))
    sys.stdout.write(out.getvalue())
    return 4 if problems else 0


def check(file: Path, units: Path | None, lang: Lang) -> int:
    """Tell everything that is wrong with a register, and return the exit status."""
    prepare_streams()
    try:
        register, problems = _register(file, _units(units, lang), lang)
    except UsageError as error:
        complain(str(error))
        return 2
    _list(problems, lang)
    days = register.days()
    entries = register.at(days[-1]).values() if days else ()
    holding = sum(entry.holds for entry in entries)
    sys.stdout.write(
        f"{len(register.events)} 条记录，{len(entries)} 家组织，{holding} 家认定有效；问题 {len(problems)} 处\n"
        if lang == "zh"
        else f"{len(register.events)} events, {len(entries)} organizations, {holding} in force; {len(problems)} problems\n"
    )
    return 4 if problems else 0


def add(file: Path, row: Mapping[str, str], units: Path | None, lang: Lang) -> int:
    """Add one event at the end of a register, where it can be, and return the exit status."""
    prepare_streams()
    try:
        _no_folder(file, lang)
        _append(file, [row], _units(units, lang), lang)
    except UsageError as error:
        complain(str(error))
        return 2
    except RegisterFileError as error:
        _list(error.problems, lang)
        return 4
    return 0


def take(batch: Path, file: Path, workers: int | None, lang: Lang) -> int:
    """Add the recognitions that a batch's decisions record and the register does not hold yet."""
    prepare_streams()
    try:
        _no_folder(file, lang)
        must_exist(batch_path(batch), lang)
        rows, problems, units = decided_rows(batch, file, workers or os.cpu_count() or 1)
        _list(problems, lang)
        if rows:
            _append(file, rows, units, lang)
        else:
            sys.stdout.write("没有需要登记的认定决定\n" if lang == "zh" else "no recognition to enter\n")
    except UsageError as error:
        complain(str(error))
        return 2
    except RegisterFileError as error:
        _list(error.problems, lang)
        return 4
    return 4 if has_errors(list(problems)) else 0


def _no_folder(file: Path, lang: Lang) -> None:
    if file.exists() and not file.is_file():
        raise UsageError(f"{file} 不是文件" if lang == "zh" else f"{file} is no file")


def _append(file: Path, rows: Sequence[Mapping[str, str]], units: Collection[str], lang: Lang) -> None:
    deliver_bytes(appended(file, rows, units), file, lang)
    for row in rows:
        sys.stdout.write(joined([value for value in row.values() if value], lang) + "\n")


def _register(file: Path, units: Collection[str], lang: Lang) -> tuple[Register, list[Problem]]:
    must_exist(file, lang)
    events, problems = read_events(file, units)
    register, faults = register_of(events)
    return register, [*problems, *faults]


def _units(listed: Path | None, lang: Lang) -> Mapping[str, Unit]:
    if listed is None:
        return every_unit()
    must_exist(listed, lang)
    return read_units(listed)[0]


def day_of(text: str, lang: Lang) -> date:
    """Return a day that somebody asks for."""
    try:
        return read_date(text)
    except UnreadableError as error:
        said = f"{text} 不是日期，请写成 2025-10-31" if lang == "zh" else f"{text} is no date; write it as 2025-10-31"
        raise UsageError(said) from error


def _row(entry: Entry, units: Mapping[str, Unit], lang: Lang) -> list[str]:
    unit = units.get(entry.unit)
    return [
        entry.id,
        entry.name,
        entry.unit,
        unit.label.to(lang) if unit else "",
        entry.batch,
        entry.recognized_on.isoformat(),
        entry.ended_on.isoformat() if entry.ended_on else "",
        joined(list(entry.former_names), lang),
        entry.into,
    ]


def _list(problems: Iterable[Problem], lang: Lang) -> None:
    for problem in problems:
        sys.stderr.write(words.line(problem, lang))
