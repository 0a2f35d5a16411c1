"""`certify rules list` and `certify rules show`: which rule sets there are, and one of them as a whole."""

from pathlib import Path

from certify.cli.output import UsageError, coloured, columns, complain, deliver, prepare_streams
from certify.cli.rule_references import unknown_rules
from certify.cli.targets import plain_format_of
from certify.language import Lang
from certify.reporting.rules.report import list_report
from certify.reporting.rules.shapes import RulesReport
from certify.reporting.rules.text import list_text, rules_text
from certify.reporting.shapes import to_json
from certify.rules.load import UnknownRuleSetError, available_rulesets, find_ruleset
from certify.running.explaining import reporter


def list_rules(form: str | None, lang: Lang) -> int:
    """Print every version of every rule set."""
    prepare_streams()
    report = list_report([reporter(find_ruleset(reference), lang) for reference in available_rulesets()], lang)
    if form == "json":
        deliver(to_json(report).decode() + "\n", None, lang, for_machines=True)
    else:
        deliver(list_text(report, lang, colour=coloured(), width=columns(None)), None, lang, for_machines=False)
    return 0


def show_rules(reference: str, form: str | None, output: Path | None, lang: Lang) -> int:
    """Deliver one rule set as a whole: as text its overview, in the other formats everything."""
    prepare_streams()
    try:
        chosen = plain_format_of(form, output, lang)
        report = reporter(find_ruleset(reference), lang).report()
        deliver(render(report, chosen, lang, output), output, lang, for_machines=chosen != "text")
    except UnknownRuleSetError as error:
        complain(unknown_rules(error, lang))
        return 2
    except UsageError as error:
        complain(str(error))
        return 2
    return 0


def render(report: RulesReport, form: str, lang: Lang, output: Path | None) -> str:
    """Return a rule set in one of the formats."""
    if form == "json":
        return to_json(report).decode() + "\n"
    if form == "text":
        return rules_text(report, lang, colour=output is None and coloured(), width=columns(output))
    from certify.reporting.rules import pages  # noqa: PLC0415 - templates take time to load

    return pages.rules_markdown(report, lang) if form == "md" else pages.rules_html(report, lang)
