"""The workbook that goes back to an organization: its own answers, with what is wrong or unmet marked in them."""

from collections.abc import Sequence

from certify.forms.answers import Answers
from certify.forms.plan import plan_form
from certify.language import Lang
from certify.problems import Problem
from certify.reading.forms import ledger_field
from certify.reading.prefill import answers_of
from certify.reporting.form.returned import render_returned
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary
from certify.running.one import DEFAULT_RULES, Checked


class NothingReadError(Exception):
    """A file that no answers could be read from: a form returned for it would be blank; holds what is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Take the problems of the file."""
        super().__init__(*(problem.code for problem in problems))
        self.problems = problems


def returned_form(sides: Sequence[Checked], lang: Lang) -> bytes:
    """Return the form to send back; what was read from YAML or JSON becomes a form as well.

    `sides` are what came of the same submission by one or more rule sets. Raises `NothingReadError` where nothing could
    be read.
    """
    reading = sides[0].reading
    if not reading.has_answers:
        raise NothingReadError(reading.problems)
    rulesets = tuple(side.rules for side in sides if side.rules) or (find_ruleset(DEFAULT_RULES),)
    plan = plan_form(rulesets, vocabulary(), ledger_field(), reading.given)
    answers = reading.answers
    if answers == Answers() and reading.document is not None:
        answers = answers_of(reading.document, plan, lang)
    judged = [(side.report, side.rules) for side in sides]
    return render_returned(judged, plan, answers, lang, reading.unread)
