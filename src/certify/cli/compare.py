"""`certify compare`: what differs between two runs of a batch, and what alone explains it."""

import sys
from pathlib import Path

from certify.cli.output import UsageError, complain, deliver, prepare_streams
from certify.cli.rendering import Pages, rendered
from certify.cli.targets import plain_format_of, spare
from certify.language import Lang, Text
from certify.reporting.compare.shapes import CompareReport
from certify.running.compare import compare
from certify.running.run_reading import RunError, is_run
from certify.running.run_record import RUN_FILE
from certify.running.staging import MARK
from certify.wording import problems as words

_NO_RUN = Text(
    "{folder} 不是评判结果：请给出 certify batch 写出的报告文件夹（里面有 batch.json 和 run.jsonl）",
    "{folder} is no run: name a folder of reports that certify batch wrote (it holds batch.json and run.jsonl)",
)


def run(before: Path, after: Path, form: str | None, output: Path | None, lang: Lang) -> int:
    """Compare the runs in two folders of reports, deliver the report, and return the exit status."""
    prepare_streams()
    try:
        chosen = plain_format_of(form, output, lang)
        for folder in (before, after):
            _must_be_run(folder, lang)
        spare(output, [folder / name for folder in (before, after) for name in (MARK, RUN_FILE)], lang)
        report = compare(before, after, lang)
        deliver(rendered(report, chosen, lang, output, _pages), output, lang, for_machines=chosen != "text")
    except UsageError as error:
        complain(str(error))
        return 2
    except RunError as error:
        for problem in error.problems:
            sys.stderr.write(words.line(problem, lang))
        return 4
    return 4 if report.problems else 0


def _must_be_run(folder: Path, lang: Lang) -> None:
    if not is_run(folder):
        raise UsageError(_NO_RUN.to(lang).format(folder=folder))


def _pages() -> Pages[CompareReport]:
    from certify.reporting.compare import pages  # noqa: PLC0415 - templates take time to load

    return pages
