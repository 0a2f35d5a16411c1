"""Parts of reports that are the same in all of them: the rules that were applied, scores, problems in words."""

from collections.abc import Sequence

from certify.judging.outcomes import Verdict
from certify.judging.score import scores
from certify.language import Lang
from certify.problems import Problem
from certify.reporting.shapes import (
    CheckReport,
    CheckShape,
    ChosenReadingShape,
    ProblemShape,
    RuleSetShape,
    ScoreShape,
)
from certify.reporting.templating import chooser
from certify.rules.ruleset import ChosenReading, Purpose, RuleSet
from certify.wording import problems as words
from certify.wording.readings import CHOSEN, chosen_text


def ruleset_shape(rules: RuleSet, lang: Lang) -> RuleSetShape:
    """Return which rules were applied."""
    return RuleSetShape(
        id=rules.id,
        version=rules.version,
        digest=rules.digest,
        title=rules.title.to(lang),
        purpose=rules.purpose,
        source=rules.source.number,
        effective_since=rules.effective_from,
        readings=rules.readings_in_force(),
        readings_chosen=[chosen_shape(rules, one, lang) for one in rules.departures()],
    )


def chosen_shape(rules: RuleSet, chosen: ChosenReading, lang: Lang) -> ChosenReadingShape:
    """Return a reading that was chosen in place of its default."""
    reading = next(one for one in rules.readings if one.key == chosen.key)
    value, default = reading.values[chosen.value], reading.values[reading.default]
    return ChosenReadingShape(
        key=chosen.key,
        title=reading.title.to(lang),
        value=chosen.value,
        label=value.to(lang),
        default=reading.default,
        default_label=default.to(lang),
        by=chosen.by.to(lang),
        text=chosen_text(reading.title, value, default, chosen.by, lang),
    )


def chosen_line(rules: RuleSetShape, lang: Lang) -> str:
    """Return on one line which readings were chosen in place of the default, empty where none was."""
    return chooser(lang)("；", "; ").join(one.text for one in rules.readings_chosen)


def chosen_lines(rules: RuleSetShape, lang: Lang) -> list[str]:
    """Return a line for each reading that was chosen in place of the default."""
    return [f"{CHOSEN.to(lang)}{chooser(lang)('：', ': ')}{one.text}" for one in rules.readings_chosen]


def score_shapes(rules: RuleSet, verdicts: Sequence[str]) -> dict[str, ScoreShape]:
    """Return the scores by tier and in all; `verdicts` are in the order of the clauses."""
    return {
        tier: ScoreShape(
            met=score.met,
            needs_review=score.needs_review,
            missing=score.missing,
            not_met=score.not_met,
            not_applicable=score.not_applicable,
            applicable=score.applicable,
            percent=score.percent,
            percent_at_most=score.percent_at_most,
        )
        for tier, score in scores(rules, verdicts).items()
    }


def problem_shape(problem: Problem, lang: Lang) -> ProblemShape:
    """Return a problem in words."""
    return ProblemShape(
        level=problem.level,
        where=problem.where,
        field=problem.field,
        message=words.message(problem, lang),
        fix=words.fix(problem, lang),
    )


def purpose_of(report: CheckReport) -> Purpose:
    """Return what the rules of a report are for; those that could not be found are taken for recognition."""
    return report.ruleset.purpose if report.ruleset else "recognition"


def is_advice(report: CheckReport, check: CheckShape) -> bool:
    """Return whether a sub-check is advisory and there is something to say of it."""
    verdict = check.declared if report.track == "declared" else check.verified
    return bool(check.advisory) and verdict not in (Verdict.MET, Verdict.NOT_APPLICABLE)
