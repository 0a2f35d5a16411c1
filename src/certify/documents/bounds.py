"""How many problems of one file are told: as many as anybody reads, then that there are more."""

from collections.abc import Iterable

from certify.problems import Problem

MOST_PROBLEMS = 500


def note(problems: list[Problem], problem: Problem) -> None:
    """Add a problem to those of a file; beyond the most, say once that there are more."""
    if len(problems) < MOST_PROBLEMS:
        problems.append(problem)
    elif problems[-1].code != "more_problems":
        problems.append(Problem("error", "more_problems", problem.where, params={"most": MOST_PROBLEMS}))


def bounded(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems within the bound; those beyond it are not even looked for."""
    kept: list[Problem] = []
    for problem in problems:
        note(kept, problem)
        if len(kept) > MOST_PROBLEMS:
            break
    return kept
