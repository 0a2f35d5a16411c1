"""What a report is written to: its format by the ending of its name, and what must never be written over."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from certify.cli.output import UsageError
from certify.documents.load import load_document
from certify.documents.tree import MappingNode
from certify.language import Lang
from certify.reading.batch import BATCH_FILE, SUBMISSIONS
from certify.reading.formats import ENDINGS

# The endings of what is read beside reports, and what stands at the top of a submission or a review.
INPUTS = (".yaml", ".yml", ".csv", ".xls", ".ods")
WORKBOOK = ".xlsx"
PLAIN_ENDINGS = (".txt", ".json", ".md", ".html")
HEADS = {"assessment", "entries"}
FORMATS = {
    ".txt": "text",
    "": "text",
    ".json": "json",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
}


def must_exist(file: Path, lang: Lang) -> None:
    """Refuse a name that is no file's."""
    if _is(Path.is_dir, file):
        raise UsageError(
            f"{file} 是文件夹；批量评判请用 certify batch" if lang == "zh" else f"{file} is a folder; see certify batch"
        )
    if not _is(Path.is_file, file):
        raise UsageError(f"文件不存在：{file}" if lang == "zh" else f"no such file: {file}")


def format_of(
    form: str | None, output: Path | None, lang: Lang, endings: Sequence[str] = (*PLAIN_ENDINGS, WORKBOOK)
) -> str:
    """Return the format asked for, else the one that the ending of the output's name says."""
    book = output is not None and output.suffix.lower() == WORKBOOK
    if form is not None and (form == "xlsx") != book:
        raise UsageError(
            "退回整改表写成 .xlsx 文件：请用 -o 写出文件名，如 -o 退回.xlsx；别的格式不写成 .xlsx"
            if lang == "zh"
            else "a returned form is written to an .xlsx file named with -o, and no other report is"
        )
    if form is not None or output is None:
        return form or "text"
    found = FORMATS.get(output.suffix.lower())
    if found is None:
        raise UsageError(
            f"不知道 {output.name} 要写成什么格式：请用 {' '.join(endings)}，或者加 --format"
            if lang == "zh"
            else f"{output.name} does not say its format: use {' '.join(endings)}, or add --format"
        )
    return found


def plain_format_of(form: str | None, output: Path | None, lang: Lang) -> str:
    """Return the format of a report that is never a workbook; refuse an output that it cannot be written to."""
    if output is not None:
        if output.suffix.lower() == WORKBOOK:
            raise UsageError(
                "这种报告不写成工作簿；请用 .txt .json .md .html"
                if lang == "zh"
                else "this report is not written as a workbook; use .txt .json .md .html"
            )
        may_be_written(output, lang)
    return format_of(form, output, lang, PLAIN_ENDINGS)


def in_json(form: str | None, output: Path | None, lang: Lang) -> bool:
    """Return whether a report that is either text or JSON is to be JSON; refuse an output that it cannot be written to."""
    found = plain_format_of(form, output, lang)
    if found not in ("text", "json"):
        raise UsageError(
            "这种报告只写成文本或 JSON；请用 .txt .json"
            if lang == "zh"
            else "this report is text or JSON only; use .txt .json"
        )
    return found == "json"


def may_be_written(output: Path, lang: Lang) -> None:
    """Refuse a folder, and a file that holds what is read and never a report."""
    if _is(Path.is_dir, output):
        raise UsageError(
            f"{output} 是文件夹；请写出文件名，如 {output / 'report.html'}"
            if lang == "zh"
            else f"{output} is a folder; name a file, for example {output / 'report.html'}"
        )
    if output.suffix.lower() in INPUTS:
        raise UsageError(
            f"报告不写成 {output.suffix} 文件：自评表、审核文件和台账用这类文件名；请用 .txt .json .md .html .xlsx"
            if lang == "zh"
            else f"no report is written to a {output.suffix} file, as submissions, reviews and ledgers are; "
            "use .txt .json .md .html .xlsx"
        )
    if output.suffix.lower() == WORKBOOK and output.exists():
        raise UsageError(
            f"{output} 已经存在，没有覆盖：里面可能有填好的内容；请换一个文件名（-o）"
            if lang == "zh"
            else f"{output} exists and may be filled in; it was not written over; name another file (-o)"
        )
    if output.suffix.lower() in ENDINGS and _is_among_submissions(output):
        raise UsageError(
            f"{output} 在一个批次的自评表文件夹里，评判时会被当成自评表；请写到别处，或者写成 .html .md .txt"
            if lang == "zh"
            else f"{output} lies among the submissions of a batch, which would take it for one; write it elsewhere, or as "
            ".html .md .txt"
        )
    if output.suffix.lower() == ".json" and _is(Path.is_file, output) and _is_input(output):
        raise UsageError(
            f"{output} 是一份自评表或审核文件，不能用报告覆盖它"
            if lang == "zh"
            else f"{output} is a submission or a review; it is not written over"
        )


def _is_among_submissions(output: Path) -> bool:
    """Return whether a batch would read a file of that name as a submission."""
    for home in output.resolve().parents:
        if _is(Path.is_file, home / BATCH_FILE):
            below = home / SUBMISSIONS
            return not below.is_dir() or below in output.resolve().parents
    return False


def _is_input(file: Path) -> bool:
    """Return whether a JSON file reads as a submission or a review, by the names that stand at its top."""
    root = load_document(file)[1].root
    return isinstance(root, MappingNode) and "report" not in root.entries and not root.entries.keys().isdisjoint(HEADS)


def spare(output: Path | None, inputs: Iterable[Path | None], lang: Lang) -> None:
    """Refuse to write a report over one of the files that it is made from."""
    if output is not None and any(one is not None and one.resolve() == output.resolve() for one in inputs):
        raise UsageError(
            f"{output} 是输入文件，不能用报告覆盖它"
            if lang == "zh"
            else f"{output} is an input; it is not written over"
        )


def _is(kind: Callable[[Path], bool], file: Path) -> bool:
    """Ask the system about a file; a name that it does not take names none."""
    try:
        return kind(file)
    except OSError:
        return False
