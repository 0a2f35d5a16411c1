"""`certify review`: the workbook for reviewers, and what they filled in back into review files."""

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from certify.cli.output import UsageError, complain, prepare_streams
from certify.documents.files import shown_name
from certify.language import Lang
from certify.problems import Problem, has_errors
from certify.reading.batch import Batch, batch_path, read_batch
from certify.reading.review_workbook import read_review_workbook
from certify.reporting.review.rows import ReviewedOrganization, ReviewPlan, UnreadSubmission
from certify.reporting.review.workbook import MOST_ROWS_A_BOOK, render_review
from certify.reporting.writing import write_whole
from certify.running.review_import import Addition, ChangedMeanwhileError, Import, plan_import, write_additions
from certify.running.review_survey import Surveyed, Wanted, survey
from certify.spelling import normal
from certify.wording import problems as words

FORM = Path("审核表.xlsx")
By = Literal["organization", "city"]
_UNSAFE = re.compile(r"[^\w.-]+")
_MOST_NAMED = 5


def run_form(
    path: Path,
    output: Path | None,
    organizations: Sequence[str],
    split: Path | None,
    by: By | None,
    *,
    every: bool,
    lang: Lang,
) -> int:
    """Write the workbooks of a review and return the exit status."""
    prepare_streams()
    try:
        file, batch, problems = _batch(path, lang)
        if batch is None:
            return 4
        target = _target(output, split, by, lang)
        _spare(target, batch, lang, folder=split is not None)
        found, unread_folders = _survey(batch, file, Wanted(lang, rows=True, every=every))
        chosen = _chosen(found, organizations, lang)
        plan = _plan(batch, chosen)
        books = [(target, plan)] if split is None else _parts(plan, split, by or "organization", lang)
        _fits(books, lang)
        for name, part in books:
            _write(name, render_review(part, lang), lang)
    except UsageError as error:
        complain(str(error))
        return 2
    _list([*problems, *unread_folders], lang)
    _say_unread(plan.unread, lang)
    _say_written(target, plan, len(books), lang)
    faulty = plan.unread or has_errors([*problems, *unread_folders])
    return 4 if faulty else 0


def run_import(workbooks: Sequence[Path], path: Path, lang: Lang, *, dry_run: bool) -> int:
    """Take over what reviewers filled in and return the exit status."""
    prepare_streams()
    try:
        _there_are(workbooks, lang)
        file, batch, problems = _batch(path, lang)
        if batch is None:
            return 4
        books = [read_review_workbook(one, shown_name(one), batch.rules) for one in dict.fromkeys(workbooks)]
        found, unread_folders = _survey(batch, file, Wanted(lang, rows=False))
        result = plan_import(batch, books, found)
        _list([*problems, *unread_folders, *result.told.problems], lang)
        if result.told.errors:
            complain("有错误，没有写入任何审核文件" if lang == "zh" else "there are errors; no review file was written")
            return 4
        _take_over(result, lang, dry_run=dry_run)
    except UsageError as error:
        complain(str(error))
        return 2
    return 4 if has_errors([*problems, *unread_folders]) else 0


def _target(output: Path | None, split: Path | None, by: By | None, lang: Lang) -> Path:
    if split is not None and output is not None:
        raise UsageError("-o 和 --split 只能用一个" if lang == "zh" else "-o and --split exclude each other")
    if split is None and by is not None:
        raise UsageError("--by 要与 --split 文件夹同用" if lang == "zh" else "--by wants --split DIR beside it")
    return split or output or FORM


def _there_are(workbooks: Iterable[Path], lang: Lang) -> None:
    for workbook in workbooks:
        if not workbook.is_file():
            raise UsageError(f"文件不存在：{workbook}" if lang == "zh" else f"no such file: {workbook}")


def _survey(batch: Batch, file: Path, wanted: Wanted) -> tuple[list[Surveyed], list[Problem]]:
    """Look at every submission of the batch."""
    try:
        return survey(batch, file, wanted)
    except OSError as error:
        raise UsageError(
            f"系统出错，没有读完自评表：{error}"
            if wanted.lang == "zh"
            else f"the system failed while the submissions were read: {error}"
        ) from error


def _batch(path: Path, lang: Lang) -> tuple[Path, Batch | None, tuple[Problem, ...]]:
    """Read the batch; where it has errors of its own, tell them."""
    file = batch_path(path)
    if not file.is_file():
        raise UsageError(f"找不到批次文件：{file}" if lang == "zh" else f"no such batch file: {file}")
    batch, problems = read_batch(file)
    if batch is None:
        _list(problems, lang)
    return file, batch, problems


def _spare(target: Path, batch: Batch, lang: Lang, *, folder: bool) -> None:
    """Refuse a place where something would be written over, or the workbook taken for a submission."""
    if not folder and target.suffix.lower() != ".xlsx":
        raise UsageError(
            f"审核表写成 .xlsx，不能写成 {target.name}" if lang == "zh" else f"reviews are .xlsx, not {target.name}"
        )
    here = target.resolve() if folder else target.resolve().parent
    if here.is_relative_to(batch.submissions.resolve()):
        raise UsageError(
            f"{target} 在自评表的文件夹里，会被当成自评表；请写到别处（-o）"
            if lang == "zh"
            else f"{target} lies among the submissions and would be taken for one; write it elsewhere (-o)"
        )
    if not folder and target.exists():
        raise UsageError(_there(str(target), lang))


def _there(names: str, lang: Lang) -> str:
    return (
        f"{names} 已经存在，没有覆盖：里面可能有填好的结论；请换一个名字（-o）"
        if lang == "zh"
        else f"{names} exists and may be filled in; it was not written over; name another one (-o)"
    )


def _chosen(found: list[Surveyed], organizations: Sequence[str], lang: Lang) -> list[Surveyed]:
    """Return the submissions of the organizations asked for, all where none is named."""
    wanted = [normal(one) for one in organizations]
    unknown = [one for one in wanted if not any(submission.id == one for submission in found)]
    if unknown:
        said = "、".join(unknown) if lang == "zh" else ", ".join(unknown)
        raise UsageError(f"本批次没有组织：{said}" if lang == "zh" else f"not in this batch: {said}")
    return [one for one in found if not wanted or one.id in wanted]


def _plan(batch: Batch, found: Iterable[Surveyed]) -> ReviewPlan:
    listed = list(found)
    organizations = tuple(one.organization for one in listed if one.organization is not None)
    unread = tuple(one.unread for one in listed if one.unread is not None)
    return ReviewPlan(batch.id, batch.title, batch.rules, organizations, unread)


def _parts(plan: ReviewPlan, folder: Path, by: By, lang: Lang) -> list[tuple[Path, ReviewPlan]]:
    """Return the workbooks to write, one an organization or a city; those without a row have none."""
    groups: dict[str, list[ReviewedOrganization]] = {}
    for one in plan.organizations:
        # An organization with two submissions has a workbook for both.
        key = one.id if by == "organization" else one.city
        groups.setdefault(_UNSAFE.sub("_", key).strip("._") or "_", []).append(one)
    books = [
        (folder / f"{name}.xlsx", replace(plan, organizations=tuple(group), unread=()))
        for name, group in groups.items()
        if any(one.rows for one in group)
    ]
    there = [target.name for target, _ in books if target.exists()]
    if there:
        raise UsageError(_there(f"{folder}: {', '.join(there[:_MOST_NAMED])}", lang))
    return books


def _fits(books: Iterable[tuple[Path, ReviewPlan]], lang: Lang) -> None:
    """Refuse a workbook that could not be read again."""
    for target, plan in books:
        if plan.rows > MOST_ROWS_A_BOOK:
            raise UsageError(
                f"{target} 有 {plan.rows} 行，一个工作簿最多 {MOST_ROWS_A_BOOK} 行；请用 --split 文件夹 --by city 每市一个，或者 --split 文件夹 每家一个"
                if lang == "zh"
                else f"{target} would have {plan.rows} rows; a workbook takes {MOST_ROWS_A_BOOK}; use --split DIR --by city for one a "
                "city, or --split DIR for one an organization"
            )


def _write(target: Path, content: bytes, lang: Lang) -> None:
    try:
        write_whole(target, content)
    except OSError as error:
        raise UsageError(
            f"无法写入 {target}：{error.strerror}" if lang == "zh" else f"cannot write {target}: {error.strerror}"
        ) from error


def _list(problems: Iterable[Problem], lang: Lang) -> None:
    for problem in problems:
        sys.stderr.write(words.line(problem, lang))


def _say_unread(unread: Sequence[UnreadSubmission], lang: Lang) -> None:
    for one in unread:
        sys.stderr.write(
            f"× {one.file}：有 {one.errors} 处错误，未列入\n"
            if lang == "zh"
            else f"× {one.file}: not listed; {one.errors} errors\n"
        )


def _say_written(target: Path, plan: ReviewPlan, books: int, lang: Lang) -> None:
    count = len(plan.organizations)
    sys.stdout.write(
        f"{target}：{books} 个工作簿，组织 {count} 家，{plan.rows} 行，未列入 {len(plan.unread)} 份\n"
        if lang == "zh"
        else f"{target}: {books} workbooks, {count} organizations, {plan.rows} rows, {len(plan.unread)} not listed\n"
    )


def _take_over(result: Import, lang: Lang, *, dry_run: bool) -> None:
    """Write what is new, telling every file, and what was not taken."""
    written = 0
    try:
        for one in result.additions if dry_run else write_additions(result.additions):
            sys.stdout.write(_added(one, lang, dry_run=dry_run))
            written += one.entries
    except ChangedMeanwhileError as error:
        raise UsageError(
            f"{error} 在导入期间被别人改过，从这里起没有写入；请再导入一次"
            if lang == "zh"
            else f"{error} was changed by somebody else meanwhile; nothing was written from there on; import again"
        ) from error
    except OSError as error:
        raise UsageError(
            f"无法写入 {error.filename}：{error.strerror}；请解决后再导入一次"
            if lang == "zh"
            else f"cannot write {error.filename}: {error.strerror}; mend that and import again"
        ) from error
    sys.stdout.write(_summary(result, written, lang, dry_run=dry_run))


def _added(one: Addition, lang: Lang, *, dry_run: bool) -> str:
    if lang == "zh":
        return f"{one.organization} {one.name}：{'将' if dry_run else ''}写入 {one.entries} 条 → {one.shown}\n"
    return f"{one.organization} {one.name}: {one.entries} entries {'would go' if dry_run else 'added'} to {one.shown}\n"


def _summary(result: Import, written: int, lang: Lang, *, dry_run: bool) -> str:
    files = len(result.additions)
    if lang == "zh":
        return (
            f"{'将写入' if dry_run else '写入'} {files} 个审核文件，共 {written} 条；已有相同记录 {result.known} 条，"
            f"待核 {result.pending} 行，没有结论 {result.blank} 行\n"
        )
    return (
        f"{written} entries {'would be' if dry_run else ''} added to {files} review files; {result.known} stand already, "
        f"{result.pending} rows to be checked, {result.blank} rows without a conclusion\n"
    ).replace("  ", " ")
