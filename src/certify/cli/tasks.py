"""`certify tasks`: the duties of the documents, a blank ledger of them, and the report on what was filled in."""

import sys
from collections.abc import Sequence
from pathlib import Path

from certify.cli.output import UsageError, coloured, columns, complain, deliver, deliver_bytes, prepare_streams
from certify.cli.register import day_of
from certify.cli.targets import WORKBOOK, format_of, may_be_written, must_exist, spare
from certify.language import Lang, joined
from certify.problems import has_errors
from certify.reading.progress import progress_files
from certify.reading.progress_check import first_year
from certify.reporting.shapes import to_json
from certify.reporting.tasks.shapes import TasksReport
from certify.rules.duties import DutyDocument
from certify.rules.duty_load import UnknownDutiesError, available_duties, find_duties, find_duty, sound_duties
from certify.wording import problems as words

FORM = Path("进度台账.xlsx")
CSV = ".csv"


def list_documents(lang: Lang) -> int:
    """Print every document with the number of its tasks; one that cannot be read does not hide the others."""
    from certify.reporting.tasks.listing import list_text  # noqa: PLC0415 - templates take time to load

    prepare_streams()
    documents, faults = sound_duties()
    sys.stdout.write(list_text(documents, lang))
    for problem in faults:
        sys.stderr.write(words.line(problem, lang))
    return 4 if faults else 0


def show(name: str, lang: Lang) -> int:
    """Print a document or one task in its own words, and return the exit status."""
    from certify.reporting.tasks.listing import document_text, duty_text  # noqa: PLC0415 - as above

    prepare_streams()
    try:
        if name in available_duties():
            sys.stdout.write(document_text(find_duties(name), lang))
        else:
            sys.stdout.write(duty_text(*find_duty(name), lang))
    except UnknownDutiesError as error:
        complain(_unknown(error, lang))
        return 2
    return 0


def form(name: str, output: Path | None, city: str | None, body: str | None, year: int | None, lang: Lang) -> int:
    """Write a blank ledger, and return the exit status."""
    from certify.reporting.tasks.form import Filled, render_form_csv, render_form_workbook  # noqa: PLC0415 - as above
    from certify.running.tasks_asked import NobodyAskedForError, form_names  # noqa: PLC0415 - as above

    prepare_streams()
    target = output or FORM
    try:
        document = _document(name, lang)
        _may_be_form(target, lang)
        _has_year(document, year, lang)
        named_city, named_body = form_names(document, city, body)
        render = render_form_csv if target.suffix.lower() == CSV else render_form_workbook
        deliver_bytes(render(document, lang, Filled(named_city, named_body, year)), target, lang)
    except UsageError as error:
        complain(str(error))
        return 2
    except NobodyAskedForError as error:
        complain(_nobody(error.wanted, error.suggestion, error.known, lang))
        return 2
    sys.stdout.write(f"{target}\n")
    return 0


def report(
    name: str,
    given: Sequence[Path],
    as_of: str | None,
    cities: Sequence[str],
    bodies: Sequence[str],
    *,
    all_cities: bool,
    form: str | None,
    output: Path | None,
    lang: Lang,
) -> int:
    """Put the progress files of files and folders together, deliver the report, and return the exit status: 4 where a file has an error."""
    from certify.running.tasks_asked import NobodyAskedForError  # noqa: PLC0415 - as above
    from certify.running.tasks_run import Wanted, run_tasks  # noqa: PLC0415 - as above

    prepare_streams()
    try:
        document = _document(name, lang)
        if output is not None:
            may_be_written(output, lang)
        chosen = _format(form, output, lang)
        files = progress_files(given)
        for file in files:
            must_exist(file, lang)
        spare(output, files, lang)
        day = day_of(as_of, lang) if as_of is not None else None
        wanted = Wanted(day, tuple(cities), tuple(bodies), all_cities)
        made, problems = run_tasks(document, files, wanted, lang)
        _deliver(made, chosen, output, lang)
    except UsageError as error:
        complain(str(error))
        return 2
    except NobodyAskedForError as error:
        complain(_nobody(error.wanted, error.suggestion, error.known, lang))
        return 2
    for problem in problems:
        if problem.level == "error":
            sys.stderr.write(words.line(problem, lang))
    return 4 if has_errors(list(problems)) else 0


def _format(form: str | None, output: Path | None, lang: Lang) -> str:
    """Return the format asked for; a workbook needs the name of a file."""
    book = output is not None and output.suffix.lower() == WORKBOOK
    if form is not None and (form == "xlsx") != book:
        raise UsageError(
            "工作簿要用 -o 写出 .xlsx 文件名，如 -o 进度.xlsx；别的格式不写成 .xlsx"
            if lang == "zh"
            else "a workbook is written to an .xlsx file named with -o, and no other format is"
        )
    return format_of(form, output, lang)


def _deliver(made: TasksReport, chosen: str, output: Path | None, lang: Lang) -> None:
    if chosen == "xlsx":
        from certify.reporting.tasks.workbook import render_tasks_workbook  # noqa: PLC0415 - as above

        assert output is not None
        deliver_bytes(render_tasks_workbook(made, lang), output, lang)
    else:
        deliver(_render(made, chosen, output, lang), output, lang, for_machines=chosen != "text")


def _render(made: TasksReport, chosen: str, output: Path | None, lang: Lang) -> str:
    if chosen == "json":
        return to_json(made).decode() + "\n"
    from certify.reporting.tasks import pages  # noqa: PLC0415 - as above
    from certify.reporting.tasks.text import render_text  # noqa: PLC0415 - as above

    match chosen:
        case "md":
            return pages.render_markdown(made, lang)
        case "html":
            return pages.render_html(made, lang)
        case _:
            colour = output is None and coloured()
            return render_text(made, lang, colour=colour, width=columns(output))


def _document(name: str, lang: Lang) -> DutyDocument:
    try:
        return find_duties(name)
    except UnknownDutiesError as error:
        raise UsageError(_unknown(error, lang)) from error


def _unknown(error: UnknownDutiesError, lang: Lang) -> str:
    listed = joined(error.available, lang)
    if lang == "zh":
        near = f"是否应为 {error.suggestion}？" if error.suggestion else ""
        return f"没有任务清单或任务 {error.wanted}。{near}现有清单：{listed}"
    near = f"; did you mean {error.suggestion}?" if error.suggestion else ""
    return f"no tasks {error.wanted}{near}; available: {listed}"


def _nobody(wanted: str, suggestion: str, known: Sequence[str], lang: Lang) -> str:
    listed = joined(list(known), lang)
    if lang == "zh":
        return f"没有“{wanted}”。{f'是否应为“{suggestion}”？' if suggestion else ''}可用：{listed}"
    return f"there is no “{wanted}”{f'; did you mean “{suggestion}”?' if suggestion else ''}; accepted: {listed}"


def _has_year(document: DutyDocument, year: int | None, lang: Lang) -> None:
    """Refuse a year for which nothing is wanted."""
    firsts = [first_year(duty, document) for duty in document.duties if duty.yearly is not None]
    if year is None or (firsts and year >= min(firsts)):
        return
    if lang == "zh":
        why = f"从 {min(firsts)} 年起才有每年一次的任务" if firsts else "没有每年一次的任务"
        raise UsageError(f"{document.id} {why}，不能用 --year {year}")
    why = f"wants nothing before {min(firsts)}" if firsts else "wants nothing every year"
    raise UsageError(f"{document.id} {why}: --year {year} cannot be given")


def _may_be_form(target: Path, lang: Lang) -> None:
    """Refuse to write a blank ledger over anything, or as another kind of file."""
    if target.suffix.lower() not in (WORKBOOK, CSV):
        raise UsageError(
            f"空白台账写成 .xlsx 或 .csv，不能写成 {target.name}"
            if lang == "zh"
            else f"blank ledgers are .xlsx or .csv, not {target.name}"
        )
    if target.exists():
        raise UsageError(
            f"{target} 已经存在，没有覆盖：里面可能有填好的内容；请换一个文件名（-o）"
            if lang == "zh"
            else f"{target} exists and may be filled in; it was not written over; name another file (-o)"
        )
