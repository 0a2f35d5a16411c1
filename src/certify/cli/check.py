"""`certify check`: one submission, judged and explained."""

import sys
from collections.abc import Sequence
from pathlib import Path

from certify.cli.output import WIDEST, UsageError, coloured, columns, complain, deliver, deliver_bytes, prepare_streams
from certify.cli.rule_references import policy_files, rulesets_of, several, unknown_rules
from certify.cli.targets import format_of, may_be_written, must_exist, spare
from certify.language import Lang, Text
from certify.reporting.shapes import CheckReport, to_json
from certify.rules.load import UnknownRuleSetError
from certify.rules.ruleset import RuleSet
from certify.running.one import Checked, check_submission
from certify.wording import problems as words

_NO_WORKBOOK = Text(
    "文件里读不出任何回答，没有写 {output}", "no answers could be read from the file; {output} was not written"
)
EXITS = {
    "ready": 0,
    "recommendable": 0,
    "not_ready": 1,
    "not_recommendable": 1,
    "not_applicable": 0,
    "incomplete": 3,
    "invalid": 4,
}
# An input that is wrong outweighs a failed clause, and that what is still open.
_WORST_LAST = (0, 3, 1, 4)


def run(
    file: Path,
    rules: str | None,
    review: Path | None,
    units: Path | None,
    form: str | None,
    output: Path | None,
    lang: Lang,
) -> int:
    """Judge `file`, deliver the report, and return the exit status."""
    prepare_streams()
    try:
        if output is not None:
            may_be_written(output, lang)
        inputs = (file, review, units, *policy_files(rules))
        for given in inputs:
            if given is not None:
                must_exist(given, lang)
        chosen = format_of(form, output, lang)
        spare(output, inputs, lang)
        if rules is not None and several(rules):
            return _side_by_side(file, rules, review, units, chosen, output, lang)
        checked = _checked(file, rules, review, lang, units)
        spare(output, checked.beside(file), lang)
        _deliver(checked, chosen, output, lang)
    except UsageError as error:
        complain(str(error))
        return 2
    return EXITS[checked.report.outcome]


def _checked(file: Path, wanted: str | None, review: Path | None, lang: Lang, listed: Path | None) -> Checked:
    try:
        return check_submission(file, wanted, review, lang, listed)
    except UnknownRuleSetError as error:
        raise UsageError(unknown_rules(error, lang)) from error


def _side_by_side(
    file: Path,
    wanted: str,
    review: Path | None,
    listed: Path | None,
    form: str,
    output: Path | None,
    lang: Lang,
) -> int:
    """Judge by several rule sets, deliver the comparison, and return the worst of the exit statuses."""
    from certify.cli.side_by_side import render  # noqa: PLC0415 - several rule sets are rare
    from certify.running.side_by_side import check_side_by_side  # noqa: PLC0415

    found = check_side_by_side(file, *rulesets_of(wanted, lang), review, lang, listed)
    spare(output, found.sides[0].beside(file), lang)
    if form == "xlsx":
        _return(found.sides, output, lang)
    else:
        text = render(found, form, lang, colour=output is None and coloured(), width=columns(output))
        deliver(text, output, lang, for_machines=form != "text")
    return max((EXITS[side.report.outcome] for side in found.sides), key=_WORST_LAST.index)


def _return(sides: Sequence[Checked], output: Path | None, lang: Lang) -> None:
    """Write the form that goes back to the organization, or say why there is none."""
    from certify.running.returning import (  # noqa: PLC0415 - workbooks are written rarely
        NothingReadError,
        returned_form,
    )

    assert output is not None
    try:
        deliver_bytes(returned_form(sides, lang), output, lang)
    except NothingReadError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem.where}: {words.message(problem, lang)}\n")
        complain(_NO_WORKBOOK.to(lang).format(output=output))


def _deliver(checked: Checked, form: str, output: Path | None, lang: Lang) -> None:
    report, rules = checked.report, checked.rules
    if form == "xlsx":
        _return((checked,), output, lang)
        return
    text = render(report, rules, form, lang, colour=output is None and coloured(), width=columns(output))
    deliver(text, output, lang, for_machines=form != "text")


def render(
    report: CheckReport, rules: RuleSet | None, form: str, lang: Lang, *, colour: bool = False, width: int = WIDEST
) -> str:
    """Return a report in one of the formats."""
    tiers = dict(rules.tiers) if rules else {}
    match form:
        case "json":
            return to_json(report).decode() + "\n"
        case "md":
            from certify.reporting.pages import render_markdown  # noqa: PLC0415

            return render_markdown(report, tiers, lang)
        case "html":
            from certify.reporting.pages import render_html  # noqa: PLC0415

            return render_html(report, tiers, lang)
        case _:
            from certify.reporting.text import render_text  # noqa: PLC0415

            return render_text(report, tiers, lang, colour=colour, width=width)
