"""The report of `certify rules lint`, `certify-lint/1`, and its text: a problem on a line, as editors take it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from certify import __version__
from certify.language import Lang, Text
from certify.problems import Level, Problem, place_order
from certify.rules.ruleset import RuleSet
from certify.wording import problems as words
from certify.wording.terms import LEVELS

_COUNT = Text("{errors} 个错误，{warnings} 个提醒", "errors: {errors}, warnings: {warnings}")
_SOUND = Text("没有错误", "no mistakes")
_ISSUED = Text("已发布", "issued")
_IN_WORK = Text("尚未发布", "not issued yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class LintedFileShape:
    """One file that was looked through; id, version and digest are absent where it has mistakes."""

    file: str
    id: str | None
    version: str | None
    digest: str | None
    issued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LintProblemShape:
    """One mistake or one doubt, with its place; line and column count from 1."""

    level: Level
    code: str
    file: str
    line: int
    column: int
    field: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LintReport:
    """What was looked through and what was found, in the order of the places."""

    report: Literal["certify-lint/1"] = "certify-lint/1"
    certify_version: str
    lang: Lang
    files: list[LintedFileShape]
    errors: int
    warnings: int
    problems: list[LintProblemShape]


def linted_file(name: str, rules: RuleSet | None, *, issued: bool) -> LintedFileShape:
    """Return one file that was looked through; `rules` is what it holds where it has no mistakes."""
    if rules is None:
        return LintedFileShape(file=name, id=None, version=None, digest=None, issued=issued)
    return LintedFileShape(file=name, id=rules.id, version=rules.version, digest=rules.digest, issued=issued)


def lint_report(files: list[LintedFileShape], problems: Iterable[Problem], lang: Lang) -> LintReport:
    """Return the report on files."""
    shapes = [_problem(problem, lang) for problem in problems]
    errors = sum(shape.level == "error" for shape in shapes)
    return LintReport(
        certify_version=__version__,
        lang=lang,
        files=files,
        errors=errors,
        warnings=len(shapes) - errors,
        problems=shapes,
    )


def _problem(problem: Problem, lang: Lang) -> LintProblemShape:
    file, _, _, line, column = place_order(problem.where)
    return LintProblemShape(
        level=problem.level,
        code=problem.code,
        file=file,
        line=line,
        column=column,
        field=problem.field,
        message=words.message(problem, lang),
        fix=words.fix(problem, lang),
    )


def render_text(report: LintReport) -> str:
    """Return the report as text: problems by place, then the files without mistakes, then how many there are."""
    return "".join(f"{line}\n" for line in _lines(report, report.lang))


def _lines(report: LintReport, lang: Lang) -> Iterator[str]:
    t = Text("：", ": ").to(lang)
    for problem in report.problems:
        fix = Text(f"（{problem.fix}）", f" ({problem.fix})").to(lang) if problem.fix else ""
        level = LEVELS[problem.level].to(lang)
        yield f"{problem.file}:{problem.line}:{problem.column}: {level}{t}{problem.message}{fix}"
    for file in report.files:
        if file.digest is not None:
            state = (_ISSUED if file.issued else _IN_WORK).to(lang)
            yield f"{file.file}: {_SOUND.to(lang)} {file.digest}" + Text(f"（{state}）", f" ({state})").to(lang)
    yield _COUNT.to(lang).format(errors=report.errors, warnings=report.warnings)
