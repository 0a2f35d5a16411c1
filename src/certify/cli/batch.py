"""`certify batch`: every submission of a batch, judged, ranked and reported."""

import os
import re
import sys
from pathlib import Path
from typing import Self

from certify.cli.output import UsageError, complain, prepare_streams
from certify.language import Lang
from certify.problems import Problem
from certify.reading.batch import batch_path, read_batch
from certify.reporting.batch.shapes import BatchReport, CountShape, InvalidRow
from certify.reporting.word.documents import WordDocuments
from certify.reporting.word.template import WordError
from certify.running.batch_run import Options, run_batch
from certify.running.pool import WorkersError
from certify.running.staging import ForeignFolderError, UnwritableError
from certify.wording import problems as words

REPORTS = Path("reports")
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
        documents = WordDocuments.load(templates, lang) if word or templates is not None else None
        options = Options(lang, workers or os.cpu_count() or 1, pages, keep, workbook, documents)
        with Progress(lang) as progress:
            report = run_batch(batch, file, folder, problems, options, progress.show)
    except (UsageError, WordError, OSError, ForeignFolderError, UnwritableError) as error:
        complain(complaint(error, lang))
        return 2
    sys.stdout.write(summary(report, folder, lang))
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
        f"自评表 {report.files} 份：评判 {len(report.organizations)} 份，材料有误 {len(report.invalid)} 份；{label} {recommended} 家"
        if chinese
        else f"{report.files} submissions: {len(report.organizations)} judged, {len(report.invalid)} invalid; "
        f"{recommended} {'suggested' if report.suggested else 'recommended'}",
        _covered("县（市、区）" if chinese else "counties", counties, lang),
        _covered("开发区" if chinese else "zones", zones, lang)
        if report.coverage.zones_listed
        else ("开发区：单位名单中没有开发区，覆盖情况未计入" if chinese else "zones: none listed, so not included"),
    ]
    lines += [_invalid(row, lang) for row in report.invalid if row.problems]
    colon = "：" if chinese else ": "
    lines += [f"! {problem.where}{colon}{problem.message}" for problem in report.problems]
    lines.append(f"{'报告' if chinese else 'reports'}{colon}{folder / 'index.html'}")
    return "".join(f"{line}\n" for line in lines)


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
