"""One submission judged as it is and under assumed facts. Nothing of it is kept or written where a batch would read it."""

from collections.abc import Sequence
from pathlib import Path

from certify.judging.judge import judge
from certify.language import Lang, Text
from certify.reading.assume import assume, computed_facts
from certify.reporting.check_report import CheckReporter
from certify.reporting.what_if.report import WhatIfReporter
from certify.reporting.what_if.shapes import WhatIfReport
from certify.rules.vocabulary import vocabulary
from certify.running.one import Checked, check_submission


def what_if(
    file: Path,
    assumptions: Sequence[str],
    wanted: str | None,
    review: Path | None,
    lang: Lang,
    *,
    nearest: bool,
) -> tuple[WhatIfReport, Checked]:
    """Return the report on `file` under assumptions (`path=value`), and what came of it without them.

    `nearest` asks for the nearest way to a recommendation without the assumptions. Raises `UnknownRuleSetError` where
    `wanted` names no rule set.
    """
    checked = check_submission(file, wanted, review, lang)
    reporter = WhatIfReporter(CheckReporter(vocabulary(), lang, _no_label))
    before = checked.judgement
    if before is None:
        return reporter.invalid(checked.report), checked
    computed = computed_facts(file, before.submission, vocabulary()) if assumptions else ()
    assumed = assume(before.submission, assumptions, vocabulary(), computed)
    after = None if assumed.submission is None else judge(assumed.submission, before.rules, before.review)
    return reporter.report(checked.report, before, assumed, after, nearest=nearest), checked


def _no_label(_: str) -> Text | None:
    """Name no unit: the report takes over what the check report says of the organization."""
    return None
