"""What a reason says: requirements where one failed or was met, of a mere condition the figure alone."""

from datetime import date

import pytest

from certify.facts import Record
from certify.judging.deciding import deciding_findings
from certify.judging.evaluate import Readings
from certify.judging.explain import Explainer
from certify.judging.judge import judge
from certify.rules.conditions import Choose, Condition, FactValue, Fixed, Some
from certify.rules.conditions import Test as Compare
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary
from certify.wording.findings import sentences
from tests.judging.strategies import HEADER, submission

RULES = find_ruleset("shandong-2024")


def reason(check: str, found: Record, **readings: str) -> tuple[str, str]:
    """Return the declared verdict on a sub-check and what is found for it."""
    facts = HEADER | found
    judgement = judge(submission(facts), RULES, readings=readings)
    result = next(result for result in judgement.checks() if result.check.id == check)
    explainer = Explainer(vocabulary(), facts, judgement.readings)
    return result.declared, sentences(deciding_findings(result, explainer), "zh")


@pytest.mark.parametrize(
    ("check", "found", "verdict", "said"),
    [
        ("A2-3.c", {"ledger.electronic": True, "cases.accepted": 0}, "met", "“是否电子台账”：是；“受理”0件"),
        (
            "A2-2.c",
            {"negotiation.cases_guided": 0, "cases.accepted": 40},
            "not_met",
            "“引导协商”0件，要求至少1件，还差1件；“受理”40件",
        ),
        (
            "A2-2.c",
            {"negotiation.cases_guided": 0, "cases.accepted": 0},
            "needs_review",
            "“引导协商”0件；“受理”0件",
        ),
        ("A2-2.c", {"negotiation.cases_guided": 2, "cases.accepted": 40}, "met", "“引导协商”2件，要求至少1件"),
        ("A2-4.a", {"agreements.made": 0, "cases.agreed": 24}, "needs_review", "“制作份数”0份；“达成协议”24件"),
        ("A2-5.b", {"agreements.made": 0, "cases.agreed": 24}, "needs_review", "“制作份数”0份；“达成协议”24件"),
        (
            "A1-7.a",
            {"cases.accepted": 9, "archive.files_archived": 5, "archive.files_due": 7},
            "not_met",
            "“已归档”5件，应与“应归档”7件一致，相差2",
        ),
    ],
)
def test_a_condition_is_told_by_its_figure_and_a_requirement_in_full(
    check: str, found: Record, verdict: str, said: str
) -> None:
    assert reason(check, found) == (verdict, said)


@pytest.mark.parametrize(("corrections", "verdict"), [(0, "met"), (2, "not_met")])
def test_what_must_not_occur_is_not_said_to_be_required(corrections: int, verdict: str) -> None:
    reported = {"reported.accepted": 9, "reported.agreed": 5, "reported.corrections": corrections}
    found: Record = {"cases.accepted": 9, "cases.agreed": 5, **reported}
    declared, said = reason("A1-7.c", found, **{"A1-7.correction": "not_allowed"})
    assert declared == verdict
    assert said.endswith(f"“更正次数”{corrections}次")


def test_conditions_of_every_kind_can_be_told_without_a_requirement() -> None:
    whens: list[Condition] = [
        Compare("cases.accepted", "equals", FactValue("reported.accepted")),
        Compare("premises.reception", "is", "dedicated"),
        Compare("funding.amount_cny", "more_than", 0),
        Compare("feedback.channels", "count_at_least", 1),
        Some("platforms", None, Compare("platforms.uses", "at_least", 1)),
        Some("outreach", None, None),
    ]
    choice = Choose(tuple((when, Fixed("met")) for when in whens), Fixed("needs_review"))
    found: Record = {
        "cases.accepted": 2,
        "reported.accepted": 3,
        "premises.reception": "none",
        "funding.amount_cny": 0,
        "feedback.channels": (),
        "platforms": [{"kind": "court", "uses": 0}],
        "outreach": [],
    }
    said = sentences(Explainer(vocabulary(), HEADER | found, Readings(())).explain(choice), "zh")
    assert "要求" not in said
    assert "应" not in said
    assert said.count("；") == len(whens) - 1


def test_a_later_branch_about_the_same_list_says_what_each_of_them_looked_for() -> None:
    trainings: list[Record] = [{"kind": "on_the_job", "date": date(2024, 12, 31)}]
    mediators: list[Record] = [{"id": "M1", "active": True, "trainings": trainings}]
    facts: Record = HEADER | {"mediators": mediators}
    rules = find_ruleset("sichuan-2023")
    rule = next(check.rule for check in rules.checks() if check.id == "SC-TRAIN-2.a")
    assert rule is not None
    readings = Readings.make(rules.default_readings())
    said = sentences(Explainer(vocabulary(), facts, readings).explain(rule), "zh")
    assert said == (
        "“调解员”共1条，没有一条符合：“培训·培训类型”为岗位培训，“培训·培训日期”在基准日所在年度内；"
        "“调解员”有1条符合：“培训·培训类型”为岗位培训"
    )
