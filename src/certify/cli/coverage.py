"""`certify coverage`: where the province stands on a day, over a register and any number of batches."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from certify.cli.batch import Progress, complaint
from certify.cli.output import UsageError, complain, prepare_streams
from certify.cli.register import day_of
from certify.cli.targets import must_exist
from certify.documents.files import shown_name
from certify.language import Lang, joined
from certify.problems import Problem, has_errors
from certify.reading.batch import Batch, batch_path, read_batch
from certify.reading.units import read_units
from certify.reporting.coverage.shapes import CountOfUnits, CoverageReport
from certify.rules.ruleset import Body
from certify.running.coverage_run import coverage_input, run_coverage, write_coverage
from certify.running.staging import ForeignFolderError, UnwritableError
from certify.wording import problems as words

REPORTS = Path("reports")


def run(
    paths: Sequence[Path],
    register: Path | None,
    units: Path | None,
    as_of: str | None,
    output: Path | None,
    workers: int | None,
    city_wide: Sequence[str],
    *,
    public: bool,
    lang: Lang,
) -> int:
    """Judge the batches, write the province's reports, and return the exit status."""
    prepare_streams()
    try:
        for given in (register, units):
            if given is not None:
                must_exist(given, lang)
        batches, problems = _batches(paths, lang)
        if len(batches) < len(paths):
            return 4
        listed, faults = read_units(units) if units is not None else (None, ())
        if listed is not None and not listed:
            _tell(faults, lang)
            return 4
        day = day_of(as_of, lang) if as_of else None
        given_input, found = coverage_input(batches, register, listed, day)
        folder = output or REPORTS / f"coverage-{given_input.as_of.isoformat()}"
        with Progress(lang) as progress:
            view, leads, unread = run_coverage(given_input, lang, workers or os.cpu_count() or 1, progress.show)
            everything = (*problems, *faults, *found, *unread)
            report = write_coverage(
                view,
                leads,
                given_input,
                everything,
                folder,
                lang,
                public=public,
                city_wide=cast("Sequence[Body]", city_wide),
            )
    except (UsageError, OSError, ForeignFolderError, UnwritableError) as error:
        complain(complaint(error, lang))
        return 2
    _tell([one for one in everything if one.level == "error"], lang)
    sys.stdout.write(summary(report, folder, lang))
    unreadable = any(batch.unreadable for batch in report.batches)
    return 4 if unreadable or has_errors(list(everything)) else 0


def _batches(paths: Sequence[Path], lang: Lang) -> tuple[list[tuple[Batch, Path]], list[Problem]]:
    """Read every batch file; those that cannot be read as one are told and left out."""
    found: list[tuple[Batch, Path]] = []
    problems: list[Problem] = []
    for path in paths:
        file = batch_path(path)
        must_exist(file, lang)
        batch, faults = read_batch(file)
        if batch is None:
            _tell(faults, lang)
        elif batch.rules.purpose == "monitoring":
            where = f"{shown_name(file)}:1:1"
            _tell([Problem("error", "batch_monitors", where, "ruleset", {"found": batch.rules.reference})], lang)
        else:
            found.append((batch, file))
            problems += faults
    ids = [batch.id for batch, _ in found]
    for id_ in ids:
        if ids.count(id_) > 1:
            named = joined([str(file) for batch, file in found if batch.id == id_], lang)
            raise UsageError(
                f"批次编号“{id_}”出现了两次：{named}" if lang == "zh" else f"the batch id “{id_}” stands twice: {named}"
            )
    return found, problems


def _tell(problems: Iterable[Problem], lang: Lang) -> None:
    for problem in problems:
        sys.stderr.write(words.line(problem, lang))


def summary(report: CoverageReport, folder: Path, lang: Lang) -> str:
    """Return what came of it, for the terminal."""
    chinese = lang == "zh"
    hangs = report.interval
    lines = [
        f"基准日 {report.as_of}" if chinese else f"as of {report.as_of}",
        _counted("县（市、区）" if chinese else "counties", report.counties, lang),
        _counted("开发区" if chinese else "zones", report.zones, lang)
        if report.zones_listed
        else ("开发区：单位名单中没有开发区，覆盖情况未计入" if chinese else "zones: none listed, so not included"),
        f"取决于 {hangs.decisions} 项推荐或认定、{hangs.open_items} 项待补充或待审核、{hangs.unreadable} 份要改正的材料"
        if chinese
        else f"hangs on {hangs.decisions} recommendations or decisions, {hangs.open_items} open items, "
        f"{hangs.unreadable} files to correct",
        f"{'报告' if chinese else 'reports'}{'：' if chinese else ': '}{folder / 'index.html'}",
    ]
    return "".join(f"{line}\n" for line in lines)


def _counted(name: str, count: CountOfUnits, lang: Lang) -> str:
    if lang == "zh":
        share = f"（{count.percent}%）" if count.percent else ""
        return f"{name}：共 {count.total} 个，已覆盖 {count.covered} 个{share}，最多可到 {count.at_most} 个"
    share = f" ({count.percent}%)" if count.percent else ""
    return f"{name}: {count.covered} of {count.total} covered{share}, at most {count.at_most}"
