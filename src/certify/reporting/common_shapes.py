"""Parts of reports that are the same in all of them: the rules that were applied, scores, problems in words."""

from collections.abc import Sequence

from certify.judging.score import scores
from certify.language import Lang
from certify.problems import Problem
from certify.reporting.shapes import ProblemShape, RuleSetShape, ScoreShape
from certify.rules.ruleset import RuleSet
from certify.wording import problems as words


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
        readings=rules.default_readings(),
    )


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
