"""How much every change of a rule set weighs, and what two rule sets are found to differ in."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from certify.rules.difference import CheckDifference, Difference, difference
from tests.rules.versions import (
    BECAUSE,
    Change,
    Content,
    Criteria,
    check,
    copied,
    criterion,
    move,
    retired,
    with_check,
    with_default,
    with_threshold,
    without,
)

HELD = {"fact": "signage.emblem_displayed", "is": True}
ISSUED = "关于开展基层劳动人事争议调解组织建设提升行动的通知"


def compared(
    folder: Path, *changes: Change, before: Sequence[Change] = (), moves: Iterable[Content] = ()
) -> Difference:
    criteria = Criteria(folder / "criteria")
    first = criteria.put(*before)
    second = criteria.put(*changes, version="1.1.0", succeeds=first, moves=moves)
    return difference(criteria.find(first), criteria.find(second), criteria.find)


def told(found: Difference) -> list[tuple[str, str, str]]:
    """Return every change as the part, the aspect and the weight."""
    listed = [("", change.aspect, str(change.weight)) for change in found.head]
    for reading in found.readings:
        key = (reading.after or reading.before).key  # type: ignore[union-attr]
        listed += [(key, change.aspect, change.weight) for change in reading.changes]
        if reading.before is None or reading.after is None:
            listed.append((key, "new" if reading.before is None else "retired", str(reading.weight)))
    for one in found.criteria:
        name = (one.pair.after or one.pair.before).id  # type: ignore[union-attr]
        listed += [(name, change.aspect, change.weight) for change in one.pair.changes]
        for sub in one.checks:
            listed += of_check(sub)
    for rule in found.type_rules:
        key = (rule.after or rule.before).id  # type: ignore[union-attr]
        listed += [(key, change.aspect, change.weight) for change in rule.changes]
    return listed


def of_check(sub: CheckDifference) -> list[tuple[str, str, str]]:
    if sub.step.kind != "same":
        return [(" ".join(sub.step.after or sub.step.before), sub.step.kind, str(sub.weight))]
    return [(sub.after[0].id, change.aspect, change.weight) for change in sub.changes]


def with_criterion(name: str, **fields: Any) -> Change:
    return lambda content: criterion(content, name).update(fields)


def with_reading(key: str, **fields: Any) -> Change:
    return lambda content: content["readings"][key].update(fields)


def with_rule(name: str, **fields: Any) -> Change:
    return lambda content: next(one for one in content["type_rules"] if one["id"] == name).update(fields)


def with_head(**fields: Any) -> Change:
    return lambda content: content.update(fields)


def text(content: Content, name: str, field: str) -> Any:
    return check(content, name)[field]


def reordered(content: Content) -> None:
    """Turn round the parts of a conjunction and of alternatives, and the reading's cases."""
    check(content, "B2-1.a")["rule"]["any_of"].reverse()
    cases = check(content, "B1-2.a")["rule"]["cases"]
    cases["required"]["all_of"].reverse()
    check(content, "B1-2.a")["rule"]["cases"] = dict(reversed(cases.items()))


def another_case(content: Content) -> None:
    """Change what a value asks for that is not the default."""
    check(content, "B2-4.a")["rule"]["cases"]["required"]["where"]["is"] = "allowance"


def english(name: str, field: str) -> Change:
    def change(content: Content) -> None:
        check(content, name)[field]["en"] += " indeed"

    return change


def punctuated(name: str, field: str) -> Change:
    def change(content: Content) -> None:
        check(content, name)[field]["zh"] = check(content, name)[field]["zh"].replace("，", "、 ")

    return change


WEIGHTS: list[tuple[Change, list[tuple[str, str, str]]]] = [
    # Nothing that anybody could notice
    (lambda _: None, []),
    (reordered, []),
    # Substantive
    (with_check("B1-1.c", rule={**HELD, "is": False}), [("B1-1.c", "rule", "substantive")]),
    (another_case, [("B2-4.a", "rule", "substantive")]),
    (with_threshold(66), [("A1-8.a", "rule", "substantive")]),
    (with_check("B1-1.c", kind="auto"), [("B1-1.c", "kind", "substantive")]),
    (with_check("B1-1.c", kind="judgement", rule=None), [("B1-1.c", "kind", "substantive"), ("B1-1.c", "rule", "substantive")]),
    (with_check("A1-8.a", guard={"fact": "cases.accepted", "at_least": 2}), [("A1-8.a", "premise", "substantive")]),
    (with_check("B1-1.c", advisory=BECAUSE), [("B1-1.c", "advisory", "substantive")]),
    (with_criterion("B1-4", scope=["township"]), [("B1-4.a", "scope", "substantive"), ("B1-4.b", "scope", "substantive")]),
    (with_criterion("B1-1", tier="advanced"), [("B1-1", "tier", "substantive")]),
    (with_default("B2-4.per_case", "required"), [("B2-4.per_case", "default", "substantive"), ("B2-4.a", "reading.B2-4.per_case", "substantive")]),
    (lambda content: content["readings"]["A1-1.certificate_scope"]["values"].update(few=BECAUSE), [("A1-1.certificate_scope", "value.few", "substantive")]),
    (lambda content: content["readings"].update(more={"title": BECAUSE, "default": "a", "values": {"a": BECAUSE}}), [("more", "new", "clarifying")]),
    (lambda content: content["readings"].pop("A1-2.kinds"), [("A1-2.kinds", "retired", "clarifying")]),
    (with_head(purpose="monitoring"), [("", "purpose", "substantive")]),
    (with_rule("SD-T-TOWN-1", scope=["township", "arbitration_center"]), [("SD-T-TOWN-1", "scope", "substantive")]),
    # Clarifying
    (with_check("B1-1.c", review=BECAUSE), [("B1-1.c", "review", "clarifying")]),
    (with_check("B1-1.c", evidence=[BECAUSE]), [("B1-1.c", "evidence", "clarifying")]),
    (with_check("B1-1.c", shows=["organization.name"]), [("B1-1.c", "shows", "clarifying")]),
    (with_check("B1-1.c", flags=[{"when": HELD, "text": BECAUSE}]), [("B1-1.c", "flags", "clarifying")]),
    (with_check("B1-1.c", depends_on="hrss"), [("B1-1.c", "depends_on", "clarifying")]),
    (with_check("B1-1.c", quote="悬挂劳动人事争议调解标识"), [("B1-1.c", "quote", "clarifying")]),
    (with_check("A1-8.a", not_applicable_because=BECAUSE), [("A1-8.a", "not_applicable_because", "clarifying")]),
    (with_criterion("B1-1", clause="附件 二（一）1②"), [("B1-1", "clause", "clarifying")]),
    (with_criterion("B1-1", text="调解组织名称规范、按规定悬挂劳动人事争议调解标识标牌"), [("B1-1", "text", "clarifying")]),
    (with_criterion("B1-1", note=BECAUSE), [("B1-1", "note", "clarifying")]),
    (with_criterion("B1-1", dimension="B2"), [("B1-1", "dimension", "clarifying")]),
    (with_reading("A1-8.denominator", compared=False), [("A1-8.denominator", "compared", "clarifying")]),
    (lambda content: content["readings"]["period"]["not_computed"].clear(), [("period", "not_computed.previous_full_year", "clarifying")]),
    (lambda content: content["readings"]["B2-4.per_case"]["values"].update(example=BECAUSE), [("B2-4.per_case", "value.example", "clarifying")]),
    (with_head(effective={"since": "2024-08-20", "until": "2026-12-31"}), [("", "effective_until", "clarifying")]),
    (lambda content: content["source"].update(number="甲"), [("", "source.number", "clarifying")]),
    # Editorial
    (with_check("B1-1.c", title=BECAUSE), [("B1-1.c", "title", "editorial")]),
    (with_check("B1-1.c", remedy=BECAUSE), [("B1-1.c", "remedy", "editorial")]),
    (english("B1-1.c", "review"), [("B1-1.c", "review", "editorial")]),
    (punctuated("B1-1.c", "review"), [("B1-1.c", "review", "editorial")]),
    (with_criterion("B1-1", text="调解组织名称规范，按规定悬挂劳动人事争议调解标识"), [("B1-1", "text", "editorial")]),
    (with_criterion("B1-1", title=BECAUSE), [("B1-1", "title", "editorial")]),
    (with_reading("B2-4.per_case", title=BECAUSE), [("B2-4.per_case", "title", "editorial")]),
    (with_head(title=BECAUSE), [("", "title", "editorial")]),
    (lambda content: content["tiers"].update(base=BECAUSE), [("", "tiers.base", "editorial")]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "wanted"), WEIGHTS)
def test_weights(tmp_path: Path, change: Change, wanted: list[tuple[str, str, str]]) -> None:
    found = compared(tmp_path, change)
    assert told(found) == wanted
    weights = [weight for _, _, weight in wanted]
    assert found.weight == next((name for name in ("substantive", "clarifying", "editorial") if name in weights), None)


def test_a_figure_is_no_punctuation(tmp_path: Path) -> None:
    def before(content: Content) -> None:
        check(content, "B1-1.c")["review"] = {"zh": "不低于1.5，比1-2", "en": "x"}

    def after(content: Content) -> None:
        check(content, "B1-1.c")["review"] = {"zh": "不低于15，比12", "en": "x"}

    assert told(compared(tmp_path, after, before=[before])) == [("B1-1.c", "review", "clarifying")]


def test_an_advisory_sub_check_made_required_and_its_reason_reworded(tmp_path: Path) -> None:
    advisory = with_check("B1-1.c", advisory=BECAUSE)
    assert told(compared(tmp_path / "one", before=[advisory])) == [("B1-1.c", "advisory", "substantive")]
    other = with_check("B1-1.c", advisory={"zh": "另一原因", "en": "another"})
    assert told(compared(tmp_path / "two", other, before=[advisory])) == [("B1-1.c", "advisory", "clarifying")]


def test_what_became_of_sub_checks(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        without("B2-4.b"),
        retired("B2-4.b"),
        copied("B1-1.c", "B1-1.d"),
        without("B1-1.c"),
        copied("B2-1.a", "B2-1.b"),
        copied("A2-8.b", "A2-8.c"),
        without("B2-2.e"),
        moves=[
            move("B2-4.b", ""),
            move("B1-1.c", "B1-1.d"),
            move("B2-1.a", "B2-1.a B2-1.b"),
            move("", "A2-8.c"),
            move("B2-2.d B2-2.e", "B2-2.d"),
        ],
    )
    assert told(found) == [
        ("B1-1.d", "id", "editorial"),
        ("B2-1.a B2-1.b", "split", "substantive"),
        ("B2-2.d", "merged", "substantive"),
        ("B2-4.b", "retired", "substantive"),
        ("A2-8.c", "new", "substantive"),
    ]
    carried = found.carried()
    assert carried["B1-1.c"] == "B1-1.d"
    assert not {"B2-4.b", "B2-1.a", "B2-2.d", "B2-2.e"} & carried.keys()
    assert len(carried) == 71 - 4


def test_only_what_is_the_same_in_substance_is_carried(tmp_path: Path) -> None:
    found = compared(tmp_path, with_threshold(80), with_check("B1-1.c", review=BECAUSE, remedy=BECAUSE))
    assert "A1-8.a" not in found.carried()
    assert found.carried()["B1-1.c"] == "B1-1.c"


def renamed_clause(content: Content) -> None:
    clause = criterion(content, "A2-8")
    clause["id"] = "A2-9"
    for one in clause["checks"]:
        one["id"] = one["id"].replace("A2-8", "A2-9")


def test_a_criterion_that_was_renumbered_with_its_sub_checks_is_the_same(tmp_path: Path) -> None:
    moves = [move("A2-8.a", "A2-9.a"), move("A2-8.b", "A2-9.b")]
    found = compared(tmp_path, renamed_clause, moves=moves)
    assert told(found) == [("A2-9", "id", "editorial"), ("A2-9.a", "id", "editorial"), ("A2-9.b", "id", "editorial")]


def test_a_sub_check_that_moved_to_another_criterion_can_fail_another_one(tmp_path: Path) -> None:
    def moved(content: Content) -> None:
        one = check(content, "A2-8.b")
        criterion(content, "A2-8")["checks"].remove(one)
        there = criterion(content, "A2-7")
        there["text"] += one["quote"]
        there["checks"].append({**one, "id": "A2-7.b"})

    found = compared(tmp_path, moved, moves=[move("A2-8.b", "A2-7.b")])
    assert told(found) == [
        ("A2-7", "text", "clarifying"),
        ("A2-7.b", "criterion", "substantive"),
        ("A2-7.b", "id", "editorial"),
    ]
