"""The judgements of one submission by several rule sets to the public side-by-side report."""

from collections.abc import Sequence

from certify.judging.judge import Judgement
from certify.judging.uses import FactUses, Use, facts_in_use
from certify.language import Lang, Text
from certify.reporting.common_shapes import ruleset_shape
from certify.reporting.shapes import CheckReport
from certify.reporting.side_by_side.shapes import FactShape, SideBySideReport, SideShape, SideUseShape, UseShape
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import Vocabulary


def side_by_side_report(
    rulesets: Sequence[RuleSet],
    reports: Sequence[CheckReport],
    judgements: Sequence[Judgement],
    vocabulary: Vocabulary,
    lang: Lang,
) -> SideBySideReport:
    """Return the report; there are no judgements where an input has errors, and then perhaps no rule set either."""
    first = reports[0]
    uses = facts_in_use(judgements, vocabulary) if judgements else ()
    return SideBySideReport(
        certify_version=first.certify_version,
        lang=lang,
        file=first.file,
        digest=first.digest,
        review_file=first.review_file,
        review_digest=first.review_digest,
        organization=first.organization,
        period=first.period,
        as_of=first.as_of,
        track=first.track,
        sides=[
            SideShape(ruleset=report.ruleset or ruleset_shape(rules, lang), outcome=report.outcome, score=report.score)
            for rules, report in zip(rulesets, reports, strict=False)
        ],
        facts=[_fact(found, rulesets, vocabulary, lang) for found in uses],
        problems=[one for one in first.problems if all(one in report.problems for report in reports)],
        reports=list(reports),
    )


def _fact(found: FactUses, rulesets: Sequence[RuleSet], vocabulary: Vocabulary, lang: Lang) -> FactShape:
    sides = zip(rulesets, found.verdicts, found.uses, strict=True)
    return FactShape(
        fact=found.path,
        label=_label(found.path, vocabulary).to(lang),
        answered=found.answered,
        differs=found.differs,
        sides=[
            SideUseShape(ruleset=rules.id, verdict=verdict, uses=[_use(use, lang) for use in uses])
            for rules, verdict, uses in sides
            if uses
        ],
    )


def _label(path: str, vocabulary: Vocabulary) -> Text:
    """Return what a fact is called: with the list before it that it stands in."""
    field = vocabulary.by_path[path]
    above = vocabulary.records_above(path)
    listed = vocabulary.by_path[above].label if above else None
    if listed is None or field.full_label.zh.startswith(f"{listed.zh}·"):
        return field.full_label
    return Text(f"{listed.zh}·{field.full_label.zh}", f"{listed.en}: {field.full_label.en}")


def _use(use: Use, lang: Lang) -> UseShape:
    return UseShape(
        id=use.id,
        title=use.title.to(lang),
        verdict=use.verdict,
        decides=use.decides,
        counts=use.counts,
        hangs=use.hangs,
    )
