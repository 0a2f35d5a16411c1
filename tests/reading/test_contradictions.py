"""Figures that cannot all be true: each statement of submission.md 1 at its boundary and one beyond."""

from pathlib import Path
from typing import Any

import pytest

from certify.reading.submission import MAY_LIE_AHEAD
from certify.wording.problems import message
from tests.reading.conftest import MEDIATOR, WORDS, document, given, read_more, read_tree, wrong

PARTS = ("agreed", "failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending")
AT_MOST = [
    ("agreements.signed_by_both", "agreements.made"),
    ("agreements.signed_by_mediator", "agreements.made"),
    ("agreements.sealed", "agreements.made"),
    ("agreements.inspected", "agreements.made"),
    ("archive.files_archived", "archive.files_due"),
    ("feedback.answered", "feedback.received"),
    ("performance.performed", "performance.due"),
    ("confirmation_guidance.guided", "agreements.made"),
    ("confirmation_guidance.arbitration_review", "confirmation_guidance.guided"),
]
DATES = [path for path, field in WORDS.by_path.items() if field.type == "date" and not path.startswith("assessment.")]


def cases(accepted: int | None, **parts: int) -> str:
    figures = parts if accepted is None else {"accepted": accepted, **parts}
    return f"cases: {{{', '.join(f'{name}: {figure}' for name, figure in figures.items())}}}"


def all_parts(**parts: int) -> dict[str, int]:
    return dict.fromkeys(PARTS, 0) | parts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (cases(20, **all_parts(agreed=13, failed=7)), ""),
        (cases(20, **dict.fromkeys(PARTS, 3), carried_in=50), "cases_do_not_add_up"),
        (cases(18, **dict.fromkeys(PARTS, 3), carried_in=50), ""),
        (cases(21, **all_parts(agreed=13, failed=7)), "cases_do_not_add_up"),
        (cases(19, **all_parts(agreed=13, failed=7)), "cases_do_not_add_up"),
        (cases(0, **all_parts()), ""),
        (cases(0, **all_parts(pending=1)), "cases_do_not_add_up"),
        (cases(20, agreed=13, failed=7), ""),
        (cases(20, agreed=13, failed=6), ""),
        (cases(20, agreed=13, failed=8), "cases_exceed_accepted"),
        (cases(20, transferred=21), "cases_exceed_accepted"),
        (cases(20), ""),
        (cases(None, **dict.fromkeys(PARTS, 9)), ""),
    ],
)
def test_the_results_of_cases_add_up(tmp_path: Path, text: str, code: str) -> None:
    assert wrong(read_more(tmp_path, text)) == ([f"{code} cases.accepted"] if code else [])


def test_the_message_on_cases_names_fields_and_figures(tmp_path: Path) -> None:
    (exact,) = read_more(tmp_path, cases(21, **all_parts(agreed=13, failed=7))).problems
    assert message(exact, "zh").startswith(
        "受理 21 件，各项结果合计 20 件，不相等（达成协议 13、未达成协议 7、和解撤回 0"
    )
    (beyond,) = read_more(tmp_path, cases(20, agreed=13, pending=8)).problems
    assert message(beyond, "en") == "20 accepted but the results given add up to 21 (Agreed 13, Pending 8)"


@pytest.mark.parametrize(("smaller", "larger"), AT_MOST)
@pytest.mark.parametrize("beyond", [0, 1])
def test_a_part_is_never_more_than_its_whole(tmp_path: Path, smaller: str, larger: str, beyond: int) -> None:
    block, _, name = larger.partition(".")
    tree = document(smaller, 7 + beyond)
    tree.setdefault(block, {})[name] = 7
    reading = read_tree(tmp_path, tree)
    assert wrong(reading) == ([f"exceeds {smaller}"] if beyond else [])
    for problem in reading.problems:
        for lang, words in (("zh", "超过"), ("en", "exceeds")):
            said = message(problem, lang)  # type: ignore[arg-type]
            assert words in said
            assert WORDS.by_path[smaller].label.to(lang) in said  # type: ignore[arg-type]
            assert "8" in said
            assert "7" in said


@pytest.mark.parametrize(("smaller", "larger"), AT_MOST)
@pytest.mark.parametrize("which", [0, 1])
def test_a_part_without_its_whole_says_nothing(tmp_path: Path, smaller: str, larger: str, which: int) -> None:
    assert read_tree(tmp_path, document((smaller, larger)[which], 0)).problems == ()
    assert read_tree(tmp_path, document((smaller, larger)[which], 9)).problems == ()


@pytest.mark.parametrize(
    ("start", "end", "as_of", "problems"),
    [
        ("2025-01-01", "2025-10-31", "2025-10-31", []),
        ("2025-10-31", "2025-10-31", "2025-10-31", []),
        ("2025-10-31", "2025-10-30", "2025-10-31", ["dates_out_of_order assessment.period.start"]),
        ("2025-01-01", "2025-11-01", "2025-10-31", ["dates_out_of_order assessment.period.end"]),
        ("2024-01-01", "2024-12-31", "2025-10-31", []),
    ],
)
def test_the_period_begins_before_it_ends_before_the_as_of_date(
    tmp_path: Path, start: str, end: str, as_of: str, problems: list[str]
) -> None:
    tree = document("assessment.period", {"start": start, "end": end})
    tree["assessment"]["as_of"] = as_of
    reading = read_tree(tmp_path, tree)
    assert wrong(reading) == problems
    for problem in reading.problems:
        assert all(day in message(problem, "zh") for day in sorted((start, end, as_of))[1:])


def dated(path: str, day: str) -> dict[str, Any]:
    tree = document(path, day)
    for mediator in tree.get("mediators", []):
        mediator["active"] = False
    return tree


@pytest.mark.parametrize("path", DATES)
def test_no_date_is_later_than_the_as_of_date_but_an_expiry(tmp_path: Path, path: str) -> None:
    assert read_tree(tmp_path, dated(path, "2025-10-31")).problems == ()
    reading = read_tree(tmp_path, dated(path, "2025-11-01"))
    ahead = path == "mediators.certificate.valid_until"
    assert [problem.code for problem in reading.problems] == ([] if ahead else ["later_than_as_of"])
    for problem in reading.problems:
        assert problem.field.replace("[0]", "") == path
        assert all(day in message(problem, "en") for day in ("2025-11-01", "2025-10-31"))


def test_only_an_expiry_may_lie_ahead() -> None:
    assert MAY_LIE_AHEAD == "mediators.certificate.valid_until"
    assert len(DATES) > 15


def test_without_an_as_of_date_no_date_is_compared(tmp_path: Path) -> None:
    tree = document("roster.updated_on", "2031-01-01")
    tree["assessment"]["as_of"] = "x"
    assert wrong(read_tree(tmp_path, tree)) == ["not_a_date assessment.as_of"]


@pytest.mark.parametrize(
    ("left_on", "active", "codes"),
    [
        ("2025-10-30", "true", ["active_and_left"]),
        ("2025-10-31", "true", ["active_and_left"]),
        ("2025-11-01", "true", ["later_than_as_of"]),
        ("2025-10-31", "false", []),
        ("''", "true", []),
    ],
)
def test_who_is_active_has_not_left(tmp_path: Path, left_on: str, active: str, codes: list[str]) -> None:
    text = f"mediators: [{{id: a, employment: full_time, active: {active}, left_on: {left_on}}}]"
    reading = read_more(tmp_path, text)
    assert [problem.code for problem in reading.problems] == codes
    assert all(left_on in message(problem, "zh") for problem in reading.problems)


def test_ids_of_mediators_are_unique(tmp_path: Path) -> None:
    other = MEDIATOR.replace("id: a", "id: b")
    reading = read_more(tmp_path, f"mediators:\n- {{{MEDIATOR}}}\n- {{{other}}}\n- {{{MEDIATOR}}}\n- {{{MEDIATOR}}}\n")
    assert wrong(reading) == ["mediator_twice mediators[2].id", "mediator_twice mediators[3].id"]
    assert message(reading.problems[0], "zh") == "第 1 名和第 3 名调解员用了同一个编号"
    assert [problem.where for problem in reading.problems] == ["s.yaml:6:8", "s.yaml:7:8"]


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("agreements: {made: 13}\ncases: {agreed: 13}", []),
        ("agreements: {made: 12}\ncases: {agreed: 13}", ["differs agreements.made"]),
        ("agreements: {made: 14}\ncases: {agreed: 13}", ["differs agreements.made"]),
        ("agreements: {made: 14}", []),
        ("agreements: {made: 3}\nonline_flow: {arbitration_review: {completed: 3}}", []),
        (
            "agreements: {made: 3}\nonline_flow: {arbitration_review: {completed: 4}, judicial_confirmation: {completed: 5}}",
            [
                "more_than online_flow.arbitration_review.completed",
                "more_than online_flow.judicial_confirmation.completed",
            ],
        ),
        ("online_flow: {arbitration_review: {completed: 4}}", []),
    ],
)
def test_what_is_only_doubtful_is_a_warning(tmp_path: Path, text: str, warnings: list[str]) -> None:
    reading = read_more(tmp_path, text)
    assert wrong(reading) == warnings
    assert {problem.level for problem in reading.problems} <= {"warning"}
    assert given(reading)
