"""`certify form`: the self-assessment as a workbook to fill in, blank or filled from an earlier one."""

import re
import sys
from collections import Counter
from pathlib import Path

from certify.cli.output import UsageError, complain, deliver_bytes, prepare_streams
from certify.cli.rule_references import rulesets_of
from certify.forms.answers import Answers, Written
from certify.forms.plan import FormPlan, plan_form
from certify.language import Lang, joined
from certify.problems import Problem, has_errors
from certify.reading.forms import ledger_field, table_columns
from certify.reading.prefill import NOWHERE, answers_of
from certify.reading.submission import SubmissionReading, read_submission
from certify.reading.tables import Table, read_table
from certify.reporting.form.workbook import render_form
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary
from certify.wording import problems as words
from certify.workbooks.grid import Cell

FORM = Path("自评表.xlsx")
FORMS = Path("forms")
_UNSAFE = re.compile(r"[^\w.-]+")
# What a list of organizations may say that their forms are filled with; a list of units gives the jurisdiction alone.
OF_ORGANIZATIONS = ("id", "name", "type", "jurisdiction", "township")


def run(rules: str, output: Path | None, prefill: Path | None, listed: Path | None, lang: Lang) -> int:
    """Write the form, or one for each entry of a list, and return the exit status."""
    prepare_streams()
    try:
        wanted, faults = rulesets_of(rules, lang)
        if has_errors(list(faults)):
            _list(faults, lang)
            return 4
        if listed is not None:
            return _several(plan_form(wanted, vocabulary(), ledger_field()), listed, output or FORMS, lang)
        target = output or FORM
        _spare(target, prefill, lang)
        earlier = _earlier(prefill, wanted)
        plan = plan_form(wanted, vocabulary(), ledger_field(), earlier.given if earlier else ())
        problems = earlier.problems if earlier else ()
        if earlier and not earlier.has_answers:
            _list(problems, lang)
            return 4
        answers = _answers(earlier, plan, lang) if earlier else Answers()
        unread = earlier.unread if earlier else ()
        content = render_form(plan, lang, _with_rules(answers, plan), unread=unread)
        deliver_bytes(content, target, lang)
    except UsageError as error:
        complain(str(error))
        return 2
    _list(problems, lang)
    sys.stdout.write(f"{target}\n")
    return 0


def _spare(target: Path, prefill: Path | None, lang: Lang) -> None:
    if target.suffix.lower() != ".xlsx":
        raise UsageError(
            f"表格写成 .xlsx，不能写成 {target.name}" if lang == "zh" else f"forms are .xlsx, not {target.name}"
        )
    if prefill is not None and not prefill.is_file():
        raise UsageError(f"文件不存在：{prefill}" if lang == "zh" else f"no such file: {prefill}")
    if target.exists():
        raise UsageError(
            f"{target} 已经存在，没有覆盖：里面可能有填好的内容；请换一个文件名（-o）"
            if lang == "zh"
            else f"{target} exists and may be filled in; it was not written over; name another file (-o)"
        )


def _earlier(path: Path | None, rulesets: tuple[RuleSet, ...]) -> SubmissionReading | None:
    """Return what was read of an earlier submission."""
    if path is None:
        return None
    checks = frozenset(check.id for rules in rulesets for check in rules.checks())
    return read_submission(path, vocabulary(), checks, {})


def _answers(reading: SubmissionReading, plan: FormPlan, lang: Lang) -> Answers:
    """Return what an earlier submission says; what is wrong with it is left to be mended in the new form."""
    if reading.answers != Answers():
        return reading.answers
    assert reading.document is not None
    return answers_of(reading.document, plan, lang)


def _with_rules(answers: Answers, plan: FormPlan) -> Answers:
    """Let a form say which rules it is for, where it is for one and nothing else is said."""
    if len(plan.rulesets) == 1:
        cell = Cell("text", plan.rulesets[0].id)
        answers.single.setdefault("assessment.ruleset", Written(cell, NOWHERE))
        if answers.single["assessment.ruleset"].cell is None:
            answers.single["assessment.ruleset"] = Written(cell, NOWHERE)
    return answers


def _several(plan: FormPlan, listed: Path, folder: Path, lang: Lang) -> int:
    """Write one form for each unit or organization of a list, named by its code."""
    if not listed.is_file():
        raise UsageError(f"文件不存在：{listed}" if lang == "zh" else f"no such file: {listed}")
    table = read_table(listed, table_columns("blank_forms"))
    if has_errors(list(table.problems)):
        _list(table.problems, lang)
        return 4
    targets = [(folder / f"{_UNSAFE.sub('_', str(row['id'])).strip('._')}.xlsx", row) for _, row in table.rows]
    # AB.xlsx and ab.xlsx are one file on most machines.
    counts = Counter(target.name.casefold() for target, _ in targets)
    twice = sorted({target.name for target, _ in targets if counts[target.name.casefold()] > 1})
    there = sorted(target.name for target, _ in targets if target.exists())
    if twice or there:
        said = joined((twice or there)[:5], lang)
        raise UsageError(
            (f"编号重复：{said}" if twice else f"{folder} 里已经有 {said}，没有覆盖")
            if lang == "zh"
            else (f"codes stand twice: {said}" if twice else f"{folder} already holds {said}; nothing was written over")
        )
    for target, row in targets:
        answers = Answers()
        for key, value in _given(table, row).items():
            answers.single[f"organization.{key}"] = Written(Cell("text", value), NOWHERE)
        deliver_bytes(render_form(plan, lang, _with_rules(answers, plan)), target, lang)
    _list(table.problems, lang)
    sys.stdout.write(f"{folder}: {len(targets)}\n")
    return 0


def _given(table: Table, row: object) -> dict[str, str]:
    assert isinstance(row, dict)
    if "city" in table.columns and "kind" in table.columns:
        return {"jurisdiction": str(row["id"])}
    return {name: str(row[name]) for name in OF_ORGANIZATIONS if name in row}


def _list(problems: tuple[Problem, ...], lang: Lang) -> None:
    for problem in problems:
        sys.stderr.write(f"{problem.where}: {words.message(problem, lang)}\n")
