"""The report of `certify rules test` for a terminal."""

from rich.console import Console

from certify.language import Lang, Text, joined
from certify.reporting.rules.case_report import CasesReport, DifferenceShape, FailedCaseShape, RuleSetCasesShape
from certify.reporting.rules.teller import Teller
from certify.reporting.terminal import WIDTH, printed
from certify.wording.terms import TRACKS, VERDICTS, marks

_REASON = Text("程序的理由", "The engine's reason")
_WHERE = Text("位置", "Place")


def render_text(report: CasesReport, lang: Lang, *, colour: bool = False, width: int = WIDTH) -> str:
    """Return the report as text for a terminal of `width` columns, with colours where asked for."""
    return printed(lambda console: _print(report, console, lang), colour=colour, width=width)


def _print(report: CasesReport, console: Console, lang: Lang) -> None:
    teller = Teller(console, lang)
    for number, rules in enumerate(report.rulesets):
        if number:
            teller.gap()
        _ruleset(rules, teller)


def _ruleset(rules: RuleSetCasesShape, teller: Teller) -> None:
    mark, t = marks(teller.lang), teller.t
    teller.head(f"{rules.id}@{rules.version}  {rules.title}")
    for problem in rules.problems:
        fix = t(f"（{problem.fix}）", f" ({problem.fix})") if problem.fix else ""
        teller.say(f"{problem.where}{teller.colon}{problem.message}{fix}", 2)
    if rules.problems:
        count = len(rules.problems)
        teller.say(
            t(
                f"判例文件有 {count} 处错误，有错的判例没有核对",
                f"The case files hold {count} mistakes; those cases were not run",
            ),
            2,
        )
    good = rules.passed == rules.cases
    teller.say(
        f"{mark['met' if good else 'not_met']} "
        + t(f"判例 {rules.cases} 个，对上 {rules.passed} 个", f"{rules.passed} of {rules.cases} cases pass"),
        2,
    )
    for case in rules.failed:
        _failed(case, teller)
    if rules.lacking:
        teller.say(
            f"{mark['not_met']} " + t("这些子项有结论还没有判例", "Sub-checks with an outcome that no case shows"), 2
        )
        for one in rules.lacking:
            said = joined([VERDICTS[name].to(teller.lang) for name in one.outcomes], teller.lang)
            teller.say(f"{one.check} {one.title}{teller.colon}{said}", 4)
    elif rules.cases:
        teller.say(
            f"{mark['met']} " + t("每个子项可能的每一种结论都有判例", "Every outcome of every sub-check has a case"), 2
        )


def _failed(case: FailedCaseShape, teller: Teller) -> None:
    teller.markup("")
    teller.head(f"{case.check} {case.title}{teller.colon}{case.name}", 4)
    teller.told(_WHERE, case.where, 6)
    for one in case.differences:
        teller.say(_difference(one, teller), 6)
    teller.told(_REASON, case.reason, 6)


def _difference(one: DifferenceShape, teller: Teller) -> str:
    of = TRACKS[one.of].to(teller.lang) if one.of in TRACKS else teller.t(f"口径 {one.of}", f"reading {one.of}")
    expected, found = (f"{VERDICTS[name].to(teller.lang)} {name}" for name in (one.expected, one.found))
    return teller.t(
        f"{of}：判例写的是“{expected}”，程序得出“{found}”", f"{of}: the case says “{expected}”, the engine “{found}”"
    )
