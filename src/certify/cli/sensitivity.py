"""`certify sensitivity`: what in a batch hangs on how the rules are read."""

import os
import sys
from pathlib import Path

from certify.cli.batch import Progress, complaint
from certify.cli.output import UsageError, coloured, columns, complain, deliver, prepare_streams
from certify.cli.targets import must_exist, plain_format_of, spare
from certify.language import Lang
from certify.reading.batch import batch_path, read_batch
from certify.reporting.sensitivity.shapes import SensitivityReport
from certify.reporting.shapes import to_json
from certify.running.sensitivity import sensitivity
from certify.wording import problems as words


def run(path: Path, form: str | None, output: Path | None, workers: int | None, lang: Lang) -> int:
    """Judge a batch under every alternative reading, deliver the report, and return the exit status."""
    prepare_streams()
    file = batch_path(path)
    try:
        chosen = plain_format_of(form, output, lang)
        must_exist(file, lang)
        spare(output, [file], lang)
        batch, problems = read_batch(file)
        if batch is None:
            for problem in problems:
                sys.stderr.write(words.line(problem, lang))
            return 4
        with Progress(lang) as progress:
            report = sensitivity(batch, file, problems, lang, workers or os.cpu_count() or 1, progress.show)
        deliver(render(report, chosen, lang, output), output, lang, for_machines=chosen != "text")
    except (UsageError, OSError) as error:
        complain(complaint(error, lang))
        return 2
    return 4 if report.unreadable or any(problem.level == "error" for problem in report.problems) else 0


def render(report: SensitivityReport, form: str, lang: Lang, output: Path | None) -> str:
    """Return a report in one of the formats."""
    if form == "json":
        return to_json(report).decode() + "\n"
    from certify.reporting.sensitivity import pages, text  # noqa: PLC0415 - templates take time to load

    match form:
        case "md":
            return pages.render_markdown(report, lang)
        case "html":
            return pages.render_html(report, lang)
        case _:
            return text.render_text(report, lang, colour=output is None and coloured(), width=columns(output))
