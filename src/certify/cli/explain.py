"""`certify explain`: what a criterion, a sub-check, a rule by type, a reading or a fact is and asks for."""

import sys
from collections.abc import Sequence
from pathlib import Path

from certify.cli.output import UsageError, coloured, columns, complain, deliver, prepare_streams
from certify.cli.rule_references import rulesets_of
from certify.cli.targets import plain_format_of
from certify.language import Lang, Text, joined
from certify.problems import Problem, has_errors
from certify.reporting.rules.shapes import ExplainReport
from certify.reporting.shapes import to_json
from certify.rules.ruleset import RuleSet
from certify.running.explaining import Explained
from certify.running.explaining import explain as find
from certify.spelling import normal
from certify.wording import problems as words

_NOTHING = Text("{where}没有 {name}。{hint}", "{where} no {name}{hint}")
_ALL = Text("各套规则里都", "there is")
_IS_RULESET = Text(
    "{ruleset} 是一套规则，请用 certify rules show {ruleset} 查看。",
    "; {ruleset} is a rule set: see `certify rules show {ruleset}`",
)
_NEAR = Text("是否应为 {near}？", "; did you mean {near}?")
_ELSEWHERE = Text("它在 {reference} 里，请去掉 --rules。", "; {reference} has it, without --rules")


def run(name: str, reference: str | None, form: str | None, output: Path | None, lang: Lang) -> int:
    """Explain everything that has the id `name`, which may be qualified (`RULESET:ID`); return the exit status."""
    prepare_streams()
    qualified, _, plain = normal(name).rpartition(":")
    try:
        chosen = plain_format_of(form, output, lang)
        within = qualified or reference
        given, wrong = rulesets_of(within, lang) if within else ((), ())
        if has_errors(list(wrong)):
            _tell(wrong, lang)
            return 4
        found = find(plain, given, lang)
        _tell((*wrong, *found.faulty), lang)
        if not (found.report.found or found.report.listed):
            complain(_nothing(plain, given, found, lang))
            return 4 if found.faulty else 2
        text = render(found.report, chosen, lang, output)
        deliver(text, output, lang, for_machines=chosen != "text")
    except UsageError as error:
        complain(str(error))
        return 2
    return 0


def render(report: ExplainReport, form: str, lang: Lang, output: Path | None) -> str:
    """Return the report in one of the formats."""
    if form == "json":
        return to_json(report).decode() + "\n"
    if form == "text":
        from certify.reporting.rules.text import explain_text  # noqa: PLC0415

        return explain_text(report, lang, colour=output is None and coloured(), width=columns(output))
    from certify.reporting.rules import pages  # noqa: PLC0415 - templates take time to load

    return pages.explain_markdown(report, lang) if form == "md" else pages.explain_html(report, lang)


def _tell(problems: Sequence[Problem], lang: Lang) -> None:
    for problem in problems:
        sys.stderr.write(words.line(problem, lang))


def _nothing(name: str, given: tuple[RuleSet, ...], found: Explained, lang: Lang) -> str:
    hint = ""
    if found.ruleset:
        hint = _IS_RULESET.to(lang).format(ruleset=found.ruleset)
    elif found.elsewhere:
        hint = _ELSEWHERE.to(lang).format(reference=found.elsewhere)
    elif found.nearest:
        hint = _NEAR.to(lang).format(near=found.nearest)
    listed = joined([rules.reference for rules in given], lang)
    has = Text(f"{listed} ", f"{listed} has").to(lang) if given else _ALL.to(lang)
    return _NOTHING.to(lang).format(where=has, name=name, hint=hint)
