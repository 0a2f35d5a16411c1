"""`certify rules issue`: a version goes on record with its digest, and is not changed from then on."""

import sys

from certify.cli.chosen_rules import chosen_rulesets
from certify.cli.output import UsageError, complain, deliver_bytes, prepare_streams
from certify.cli.rules_test import case_status
from certify.language import Lang, Text
from certify.reading.cases import read_cases
from certify.reporting.rules.case_report import cases_report
from certify.reporting.rules.case_text import render_text as cases_text
from certify.reporting.rules.lint_report import render_text as lint_text
from certify.rules.home import criteria_home
from certify.rules.load import DIGESTS, available_rulesets, issued_digests
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary
from certify.running.lint import lint

_ALREADY = Text("{name} 已经发布过，没有再记", "{name} is issued already; nothing was recorded")
_NOT_SOUND = Text("{name} 有错误，没有发布", "{name} has mistakes and was not issued")
_SAMPLES = Text("{name} 里还有初稿的示例，没有发布", "{name} still holds samples of the start and was not issued")
_NOT_SHOWN = Text("{name} 的判例没有全部对上，没有发布", "the cases of {name} do not all pass; it was not issued")
_ISSUED = Text(
    "已发布 {name}，记入 {path}：\n  {digest}\n这个版本从此不再改动；要改，先写下一版：certify rules new {id} --like {id}\n",
    "{name} is issued and on record in {path}:\n  {digest}\n"
    "It is not changed from now on; for a change start the next version: certify rules new {id} --like {id}\n",
)

# What a start is doubted for until it is somebody's own.
_OF_A_START = ("sample_left", "region_left")


def run(reference: str, lang: Lang) -> int:
    """Put a version on record; return 0, 1 where a case fails or is lacking, 2 where it is there, or 4 for a mistake or a sample left."""
    prepare_streams()
    try:
        (rules,) = chosen_rulesets([_in_work(reference)], lang)
        _not_yet(rules, lang)
        status = _sound(rules, lang) or _shown(rules, lang)
        if status == 0:
            _record(rules, lang)
    except UsageError as error:
        complain(str(error))
        return 2
    return status


def _in_work(reference: str) -> str:
    """Return the newest version of a rule set named by its id alone: what is to be issued is a draft."""
    versions = [name for name in available_rulesets() if name.partition("@")[0] == reference]
    return versions[-1] if versions else reference


def _not_yet(rules: RuleSet, lang: Lang) -> None:
    if rules.reference in issued_digests():
        raise UsageError(_ALREADY.to(lang).format(name=rules.reference))


def _sound(rules: RuleSet, lang: Lang) -> int:
    home = criteria_home()
    report = lint([home / rules.id / f"{rules.version}.yaml"], home, lang)
    left = any(problem.code in _OF_A_START for problem in report.problems)
    if not report.errors and not left:
        return 0
    sys.stdout.write(lint_text(report))
    complain((_NOT_SOUND if report.errors else _SAMPLES).to(lang).format(name=rules.reference))
    return 4


def _shown(rules: RuleSet, lang: Lang) -> int:
    report = cases_report([(rules, read_cases(rules))], (), vocabulary(), lang)
    status = case_status(report)
    if status:
        sys.stdout.write(cases_text(report, lang))
        complain(_NOT_SHOWN.to(lang).format(name=rules.reference))
    return status


def _record(rules: RuleSet, lang: Lang) -> None:
    path = criteria_home() / DIGESTS
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    ending = "" if not before or before.endswith("\n") else "\n"
    deliver_bytes(f"{before}{ending}{rules.reference} {rules.digest}\n".encode(), path, lang)
    words = {"name": rules.reference, "id": rules.id, "path": path, "digest": rules.digest}
    sys.stdout.write(_ISSUED.to(lang).format(**words))
