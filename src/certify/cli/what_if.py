"""`certify what-if`: one submission under assumed facts, and the nearest way to a recommendation."""

from collections.abc import Sequence
from pathlib import Path

from certify.cli.check import EXITS
from certify.cli.output import UsageError, coloured, columns, complain, deliver, prepare_streams
from certify.cli.rule_references import unknown_rules
from certify.cli.targets import must_exist, plain_format_of, spare
from certify.language import Lang, Text
from certify.reporting.shapes import to_json
from certify.reporting.what_if.shapes import WhatIfReport
from certify.rules.load import UnknownRuleSetError
from certify.rules.ruleset import RuleSet
from certify.running.one import Checked
from certify.running.rule_choice import policy_file
from certify.running.what_if import what_if

_NOTHING_ASKED = Text(
    "没有假设：请用 --set 事实=值（如 --set cases.agreed=70），或者用 --nearest 看最近的达标途径",
    "nothing is assumed: use --set fact=value (for example --set cases.agreed=70), or --nearest",
)


def run(
    file: Path,
    assumptions: Sequence[str],
    rules: str | None,
    review: Path | None,
    form: str | None,
    output: Path | None,
    lang: Lang,
    *,
    nearest: bool,
) -> int:
    """Judge `file` under the assumptions, deliver the report, and return the exit status of the assumed outcome."""
    prepare_streams()
    if not assumptions and not nearest:
        complain(_NOTHING_ASKED.to(lang))
        return 2
    try:
        chosen = plain_format_of(form, output, lang)
        inputs = (file, review, policy_file(rules))
        for given in inputs:
            if given is not None:
                must_exist(given, lang)
        spare(output, inputs, lang)
        report, checked = _found(file, assumptions, rules, review, lang, nearest=nearest)
        spare(output, checked.beside(file), lang)
        text = render(report, checked.rules, chosen, lang, output)
        deliver(text, output, lang, for_machines=chosen != "text")
    except UsageError as error:
        complain(str(error))
        return 2
    return EXITS[report.after.outcome]


def _found(
    file: Path, assumptions: Sequence[str], rules: str | None, review: Path | None, lang: Lang, *, nearest: bool
) -> tuple[WhatIfReport, Checked]:
    try:
        return what_if(file, assumptions, rules, review, lang, nearest=nearest)
    except UnknownRuleSetError as error:
        raise UsageError(unknown_rules(error, lang)) from error


def render(report: WhatIfReport, rules: RuleSet | None, form: str, lang: Lang, output: Path | None) -> str:
    """Return a report in one of the formats."""
    tiers = dict(rules.tiers) if rules else {}
    if form == "json":
        return to_json(report).decode() + "\n"
    from certify.reporting.what_if import pages  # noqa: PLC0415 - templates take time to load

    match form:
        case "md":
            return pages.render_markdown(report, tiers, lang)
        case "html":
            return pages.render_html(report, tiers, lang)
        case _:
            colour = output is None and coloured()
            return pages.render_text(report, tiers, lang, colour=colour, width=columns(output))
