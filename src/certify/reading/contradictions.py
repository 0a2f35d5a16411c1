"""Figures that cannot all be true: each such statement makes a submission invalid, or earns a warning.

The statements are those of the specification of submissions (section 1), and the like for the facts that other rule
sets add; each is checked where its figures are given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from certify.facts import Facts, records
from certify.problems import Level

PARTS = ("agreed", "failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending")
AT_MOST = (
    ("agreements.signed_by_both", "agreements.made"),
    ("agreements.signed_by_mediator", "agreements.made"),
    ("agreements.sealed", "agreements.made"),
    ("agreements.inspected", "agreements.made"),
    ("archive.files_archived", "archive.files_due"),
    ("confirmation_guidance.guided", "agreements.made"),
    ("confirmation_guidance.arbitration_review", "confirmation_guidance.guided"),
    ("feedback.answered", "feedback.received"),
    ("performance.performed", "performance.due"),
)
IN_ORDER = (
    ("assessment.period.start", "assessment.period.end"),
    ("assessment.period.end", "assessment.as_of"),
)
FLOWS = ("online_flow.arbitration_review.completed", "online_flow.judicial_confirmation.completed")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One statement that does not hold: the fields in it (the first is where to look) and the figures."""

    level: Level
    code: str
    fields: tuple[str, ...]
    figures: tuple[str, ...]


def contradictions(facts: Facts) -> Iterator[Contradiction]:
    """Yield every contradiction in the facts, errors and warnings, in the order of the specification."""
    yield from _cases(facts)
    for smaller, larger in AT_MOST:
        yield from _exceeds(facts, smaller, larger)
    for earlier, later in IN_ORDER:
        one, two = facts.get(earlier), facts.get(later)
        if isinstance(one, date) and isinstance(two, date) and one > two:
            yield Contradiction("error", "dates_out_of_order", (earlier, later), (one.isoformat(), two.isoformat()))
    yield from _mediators(facts)
    yield from _doubtful(facts)


def _number(facts: Facts, name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _cases(facts: Facts) -> Iterator[Contradiction]:
    accepted = _number(facts, "cases.accepted")
    if accepted is None:
        return
    given = {f"cases.{part}": _number(facts, f"cases.{part}") for part in PARTS}
    figures = {name: value for name, value in given.items() if value is not None}
    total = sum(figures.values())
    names = ("cases.accepted", *figures)
    numbers = (str(accepted), *(str(value) for value in figures.values()), str(total))
    if len(figures) == len(PARTS) and total != accepted:
        yield Contradiction("error", "cases_do_not_add_up", names, numbers)
    elif total > accepted:
        yield Contradiction("error", "cases_exceed_accepted", names, numbers)


def _exceeds(facts: Facts, smaller: str, larger: str) -> Iterator[Contradiction]:
    one, two = _number(facts, smaller), _number(facts, larger)
    if one is not None and two is not None and one > two:
        yield Contradiction("error", "exceeds", (smaller, larger), (str(one), str(two)))


def _mediators(facts: Facts) -> Iterator[Contradiction]:
    first: dict[object, int] = {}
    for index, record in enumerate(records(facts, "mediators")):
        name = record.get("id")
        if name is not None and name in first:
            fields = (f"mediators[{index}].id", f"mediators[{first[name]}].id")
            yield Contradiction("error", "mediator_twice", fields, (str(first[name] + 1), str(index + 1)))
        first.setdefault(name, index)
        left, as_of = record.get("left_on"), facts.get("assessment.as_of")
        if record.get("active") is True and isinstance(left, date) and isinstance(as_of, date) and left <= as_of:
            fields = (f"mediators[{index}].left_on", f"mediators[{index}].active")
            yield Contradiction("error", "active_and_left", fields, (left.isoformat(),))


def _doubtful(facts: Facts) -> Iterator[Contradiction]:
    made, agreed = _number(facts, "agreements.made"), _number(facts, "cases.agreed")
    if made is not None and agreed is not None and made != agreed:
        yield Contradiction("warning", "differs", ("agreements.made", "cases.agreed"), (str(made), str(agreed)))
    for name in FLOWS:
        completed = _number(facts, name)
        if completed is not None and made is not None and completed > made:
            yield Contradiction("warning", "more_than", (name, "agreements.made"), (str(completed), str(made)))
