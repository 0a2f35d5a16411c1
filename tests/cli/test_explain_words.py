"""`certify explain` of what rule sets ask about: facts and readings, not only clauses."""

import pytest

from tests.running.calling import clean, inside


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("cases.agreed", ["cases.agreed", "13", "A1-8.a", "A1-7.c"]),
        ("mediators.employment", ["full_time", "part_time", "A1-1.a", "CQ-STAFF-1.a", "mediators"]),
        ("mediators.certificate", ["mediators.certificate.number", "A1-1.d", "SD-T-TOWN-2"]),
        ("A1-8.denominator", ["decided", "closed_all", "settled_withdrawal_counts", "A1-8.a"]),
        ("period", ["batch_declared", "previous_full_year"]),
        ("shandong-2024:cases.accepted", ["cases.accepted", "A1-8.a"]),
    ],
)
def test_a_fact_or_a_reading_is_explained(name: str, told: list[str], lang: str) -> None:
    called = clean(inside("explain", name, "--lang", lang))
    assert (called.returncode, called.stderr) == (0, "")
    for word in told:
        assert word in called.stdout


def test_a_fact_is_told_with_label_question_help_and_unit() -> None:
    called = inside("explain", "cases.agreed", "--rules", "shandong-2024")
    said = [line for line in clean(called).stdout.splitlines() if "：" in line]
    assert [line.strip().partition("：")[0] for line in said] == ["问题", "填法", "单位", "示例", "用于"]
    assert clean(called).stdout.startswith("cases.agreed 达成协议\n")


def test_a_misspelt_fact_is_told_with_the_nearest_name() -> None:
    called = clean(inside("explain", "cases.agred"))
    assert called.returncode == 2
    assert "cases.agreed" in called.stderr
