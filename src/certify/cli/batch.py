"""`certify batch`: every submission of a batch, judged, ranked and reported."""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from certify.cli.output import UsageError, complain, prepare_streams
from certify.language import Lang, Text
from certify.problems import Problem
from certify.reading.batch import Batch, batch_path, read_batch
from certify.reporting.batch.shapes import BatchReport, CountShape, InvalidRow
from certify.reporting.common_shapes import chosen_lines
from certify.reporting.monitoring.shapes import MonitoringReport
from certify.reporting.word.documents import WordDocuments
from certify.reporting.word.template import WordError
from certify.running.batch_run import Options, run_batch
from certify.running.pool import WorkersError
from certify.running.staging import ForeignFolderError, UnwritableError
from certify.wording import problems as words
from certify.wording.purposes import outcome_names

REPORTS = Path("reports")
NO_WORD = Text(
    "这一批次所用的标准只用于工作监测，没有 Word 文书；请去掉 --word、--templates",
    "the rule set of this batch is for monitoring and has no Word documents; leave out --word and --templates",
)
# How many files in the way are named.
_MOST_NAMED = 5
_UNSAFE = re.compile(r"[^\w.-]+")


def run(
    path: Path,
    output: Path | None,
    workers: int | None,
    templates: Path | None,
    *,
    pages: bool,
    keep: bool,
    workbook: bool,
    word: bool,
    lang: Lang,
) -> int:
    """Run a batch, say on standard output what came of it, and return the exit status."""
    prepare_streams()
    try:
        file = _batch_file(path, lang)
        batch, problems = read_batch(file)
        if batch is None:
            _list(problems, lang)
            return 4
        folder = output or REPORTS / (_UNSAFE.sub("_", batch.id).strip(".") or "batch")
        documents = _documents(batch, templates, lang) if word or templates is not None else None
        options = Options(lang, workers or os.cpu_count() or 1, pages, keep, workbook, documents)
        with Progress(lang) as progress:
            report = run_batch(batch, file, folder, problems, options, progress.show)
    except (UsageError, WordError, OSError, ForeignFolderError, UnwritableError) as error:
        complain(complaint(error, lang))
        return 2
    told = summary(report, folder, lang) if isinstance(report, BatchReport) else monitored(report, folder, lang)
    sys.stdout.write(told)
    faulty = bool(report.invalid) or any(problem.level == "error" for problem in report.problems)
    return 4 if faulty else 0


def complaint(error: Exception, lang: Lang) -> str:
    """Return what is said where reports cannot be made, or cannot be written."""
    match error:
        case ForeignFolderError():
            return _in_the_way(error, lang)
        case WordError():
            return error.told(lang)
        case WorkersError():
            return (
                f"工作进程无法启动（{error}），没有写出报告；可减少进程数（--workers）再试"
                if lang == "zh"
                else f"worker processes cannot start ({error}); nothing was written; try fewer of them (--workers)"
            )
        case UnwritableError():
            return f"无法写入报告：{error}" if lang == "zh" else f"cannot write the reports: {error}"
        case OSError():
            return (
                f"系统出错，没有写出报告：{error}"
                if lang == "zh"
                else f"the system failed, nothing was written: {error}"
            )
        case _:
            return str(error)


def _in_the_way(error: ForeignFolderError, lang: Lang) -> str:
    """Return why the reports cannot take their place, with the files of somebody that are there."""
    named, count = error.files[:_MOST_NAMED], len(error.files)
    if lang == "zh":
        rest = f" 等 {count} 个" if count > len(named) else ""
        said = f"：{'、'.join(named)}{rest}" if named else ""
        return f"输出文件夹 {error} 里有不是报告写出的文件{said}；没有写入。请移走这些文件，或者换一个文件夹（-o）"
    rest = f" and others, {count} in all" if count > len(named) else ""
    said = f" ({', '.join(named)}{rest})" if named else ""
    return (
        f"the output folder {error} holds other files{said}, which no report wrote; nothing was written. "
        "Move them away, or name another folder (-o)"
    )


def _batch_file(path: Path, lang: Lang) -> Path:
    file = batch_path(path)
    if not file.is_file():
        raise UsageError(f"找不到批次文件：{file}" if lang == "zh" else f"no such batch file: {file}")
    return file


def _documents(batch: Batch, templates: Path | None, lang: Lang) -> WordDocuments:
    if batch.rules.purpose == "monitoring":
        raise UsageError(NO_WORD.to(lang))
    return WordDocuments.load(templates, lang)


def _list(problems: tuple[Problem, ...], lang: Lang) -> None:
    for problem in problems:
        sys.stderr.write(words.line(problem, lang))


def summary(report: BatchReport, folder: Path, lang: Lang) -> str:
    """Return what came of a batch, for the terminal."""
    chinese = lang == "zh"
    counties, zones = report.coverage.counties, report.coverage.zones
    recommended = sum(row.recommended for row in report.organizations)
    label = "推荐" if not report.suggested else "建议推荐"
    lines = [
        report.batch.title,
        *chosen_lines(report.ruleset, lang),
        f"自评表 {report.files} 份：评判 {len(report.organizations)} 份，材料有误 {len(report.invalid)} 份；{label} {recommended} 家"
        if chinese
        else f"{report.files} submissions: {len(report.organizations)} judged, {len(report.invalid)} invalid; "
        f"{recommended} {'suggested' if report.suggested else 'recommended'}",
        _covered("县（市、区）" if chinese else "counties", counties, lang),
        _covered("开发区" if chinese else "zones", zones, lang)
        if report.coverage.zones_listed
        else ("开发区：单位名单中没有开发区，覆盖情况未计入" if chinese else "zones: none listed, so not included"),
    ]
    return "".join(f"{line}\n" for line in (*lines, *_ending(report, folder, lang)))


def monitored(report: MonitoringReport, folder: Path, lang: Lang) -> str:
    """Return what came of a batch under a rule set for monitoring, for the terminal."""
    counted = [row for row in report.organizations if row.counts]
    outcomes = Counter(row.outcome for row in counted)
    names = {key: word.to(lang) for key, word in outcome_names("monitoring").items() if key in outcomes}
    said = ("，" if lang == "zh" else ", ").join(f"{name} {outcomes[key]}" for key, name in names.items())
    judged, invalid = len(report.organizations), len(report.invalid)
    line = (
        f"自评表 {report.files} 份：评判 {judged} 份，材料有误 {invalid} 份；计入 {len(counted)} 家"
        if lang == "zh"
        else f"{report.files} submissions: {judged} judged, {invalid} invalid; {len(counted)} counted"
    )
    line += f"{'：' if lang == 'zh' else ': '}{said}" if said else ""
    chosen = chosen_lines(report.ruleset, lang)
    return "".join(f"{line}\n" for line in (report.batch.title, *chosen, line, *_ending(report, folder, lang)))


def _ending(report: BatchReport | MonitoringReport, folder: Path, lang: Lang) -> Iterator[str]:
    """Yield what was not judged, the problems of the batch, and where the reports are."""
    colon = "：" if lang == "zh" else ": "
    yield from (_invalid(row, lang) for row in report.invalid if row.problems)
    yield from (f"! {problem.where}{colon}{problem.message}" for problem in report.problems)
    yield f"{'报告' if lang == 'zh' else 'reports'}{colon}{folder / 'index.html'}"


def _invalid(row: InvalidRow, lang: Lang) -> str:
    """Return a submission that was not judged with its first error, and whose it is where not the organization's."""
    first = next((problem for problem in row.problems if problem.level == "error"), row.problems[0])
    colon = "：" if lang == "zh" else ": "
    whose = "" if row.fault == "submission" else f"{row.fault_text}{colon}"
    return f"× {row.file}{colon}{whose}{first.message}"


def _covered(name: str, count: CountShape, lang: Lang) -> str:
    if lang == "zh":
        return (
            f"{name}：共 {count.total} 个，批次前已覆盖 {count.covered_before} 个，"
            f"推荐的都获认定后 {count.covered_if_recognized} 个，按已有决定 {count.covered_after} 个"
        )
    return (
        f"{name}: {count.total}, covered before {count.covered_before}, "
        f"if the recommended are recognized {count.covered_if_recognized}, by decisions {count.covered_after}"
    )


class Progress:
    """A progress bar on standard error where that is a terminal, and nothing elsewhere."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.bar: object | None = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
            from rich.progress import Progress  # noqa: PLC0415

            self.progress = Progress(console=Console(stderr=True), transient=True)
            self.progress.start()
            self.task = self.progress.add_task("评判" if self.lang == "zh" else "judging", total=None)
            self.bar = self.progress
        return self

    def show(self, done: int, total: int) -> None:
        """Show how many of all are done."""
        if self.bar is not None:
            self.progress.update(self.task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.progress.stop()
