"""`certify rules test`: the cases of rule sets against what the program concludes."""

from collections.abc import Sequence
from pathlib import Path

from certify.cli.chosen_rules import chosen_rulesets
from certify.cli.output import UsageError, coloured, columns, complain, deliver, prepare_streams
from certify.cli.targets import in_json
from certify.language import Lang, Text
from certify.reading.cases import read_cases
from certify.reporting.rules.case_report import CasesReport, cases_report
from certify.reporting.rules.case_text import render_text
from certify.reporting.shapes import to_json
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary
from certify.spelling import nearest

_NO_CHECK = Text("没有条款或子项 {name}。{hint}", "there is no criterion or sub-check {name}{hint}")


def run(references: Sequence[str], check: str | None, form: str | None, output: Path | None, lang: Lang) -> int:
    """Run the cases, deliver the report, and return 0, 1 where a case fails or is lacking, or 4 where a file is wrong."""
    prepare_streams()
    try:
        json = in_json(form, output, lang)
        rulesets = chosen_rulesets(references, lang)
        checks: tuple[str, ...] = ()
        if check is not None:
            checks = _checks(check, rulesets, lang)
            rulesets = [rules for rules in rulesets if any(one.id in checks for one in rules.checks())]
        report = cases_report(((rules, read_cases(rules)) for rules in rulesets), checks, vocabulary(), lang)
        if json:
            deliver(to_json(report).decode() + "\n", output, lang, for_machines=True)
        else:
            text = render_text(report, lang, colour=output is None and coloured(), width=columns(output))
            deliver(text, output, lang, for_machines=False)
    except UsageError as error:
        complain(str(error))
        return 2
    return case_status(report)


def _checks(name: str, rulesets: Sequence[RuleSet], lang: Lang) -> tuple[str, ...]:
    """Return the sub-checks meant by the id of one, or of a criterion."""
    held = [
        (criterion.id, check.id) for rules in rulesets for criterion in rules.criteria for check in criterion.checks
    ]
    found = tuple(check for criterion, check in held if name in (criterion, check))
    if found:
        return found
    near = nearest(name, dict.fromkeys(one for pair in held for one in pair))
    hint = Text(f"是否应为 {near}？", f"; did you mean {near}?").to(lang) if near else ""
    raise UsageError(_NO_CHECK.to(lang).format(name=name, hint=hint))


def case_status(report: CasesReport) -> int:
    """Return 4 where a case file is wrong, 1 where a case fails or is lacking, else 0."""
    if any(rules.problems for rules in report.rulesets):
        return 4
    return 1 if any(rules.failed or rules.lacking for rules in report.rulesets) else 0
