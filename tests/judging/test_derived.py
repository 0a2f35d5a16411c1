"""Facts computed from others."""

from datetime import date
from typing import Any

import pytest

from certify.facts import Record
from certify.judging.derived import derive
from certify.judging.judge import judge
from certify.reporting.check_report import CheckReporter
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary
from tests.judging.strategies import HEADER, submission

OLD, NEW = date(2024, 10, 31), date(2024, 11, 1)


def mediator(day: date | None = None, profession: str = "", **more: Any) -> Record:
    record: Record = {"id": "M", "employment": "part_time", "active": True, **more}
    if day:
        record["appointed_on"] = day
    if profession:
        record["profession"] = profession
    return record


TEAM = [
    mediator(OLD, "lawyer"),
    mediator(NEW, "judge"),
    mediator(OLD, "judge"),
    mediator(OLD, "lawyer", active=False),
    mediator(OLD, "lawyer", employment="full_time"),
]


def shown(mediators: list[Record], lang: Any) -> dict[str, str]:
    reporter = CheckReporter(vocabulary(), lang, lambda _: None)
    report = reporter.report(judge(submission({**HEADER, "mediators": mediators}), find_ruleset("shandong-2024")), ())
    figures = [figure for one in report.criteria for check in one.checks for figure in check.shown]
    return {figure.fact.partition(".")[2]: figure.value for figure in figures}


@pytest.mark.parametrize(
    ("mediators", "share"),
    [(TEAM, "2/3"), ([mediator(NEW)], "0/1"), ([], "0/0"), ([*TEAM, mediator()], None)],
)
def test_the_share_in_post_for_a_year_is_a_fraction(mediators: list[Record], share: str | None) -> None:
    assert derive({**HEADER, "mediators": mediators}).get("derived.share_over_12_months") == share


def test_the_persons_of_each_profession_are_counted() -> None:
    assert shown(TEAM, "zh")["part_time_professions"] == "律师1名、法官（在职）2名"
    assert shown(TEAM, "en")["part_time_professions"] == "Lawyer: 1, Judge (serving): 2"
    assert shown([mediator(OLD)], "zh")["part_time_professions"] == "无"


def test_the_share_is_shown_beside_the_counts() -> None:
    found = shown(TEAM, "zh")
    assert found["part_time_in_post"] == "3名"
    assert found["part_time_over_12_months"] == "2名"
    assert found["share_over_12_months"] == "2/3"
