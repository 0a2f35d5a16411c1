"""Whatever is quoted stands in its source, to the letter.

Beside the sources the quotations are compared with them, and the kept list with the quotations (`CERTIFY_REWRITE=1`
writes it anew). Elsewhere each quotation must be one that was compared.
"""

import os

import pytest

from certify.rules.load import available_rulesets, find_ruleset
from certify.rules.ruleset import RuleSet
from tests.rules.quotations import KEPT, SOURCE_OF, SOURCES, kept_line, quotations, tight

REWRITE = os.environ.get("CERTIFY_REWRITE") == "1"
QUOTED = quotations()
ALL = [find_ruleset(reference) for reference in available_rulesets()]
# Criteria, sub-checks, and the advisory ones among these.
COUNTS = {
    "shandong-2024@1.0.0": (26, 71, 0),
    "hainan-2023@1.0.0": (9, 13, 4),
    "chongqing-2023@1.0.0": (9, 15, 10),
    "sichuan-2023@1.0.0": (6, 14, 10),
    "henan-2023@1.0.0": (8, 15, 15),
}
needs_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the sources lie beside the repository only in development"
)


def source_of(name: str) -> str:
    return tight((SOURCES / SOURCE_OF[name]).read_text(encoding="utf-8"))


@needs_sources
@pytest.mark.parametrize("name", SOURCE_OF)
def test_every_quotation_stands_in_its_source(name: str) -> None:
    source = source_of(name)
    assert [text for of, text in QUOTED if of == name and tight(text) not in source] == []


@needs_sources
@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.reference)
def test_the_source_is_named_as_it_names_itself(rules: RuleSet) -> None:
    source = source_of(rules.id)
    year, month, day = (str(int(part)) for part in rules.source.issued_on.split("-"))
    assert f"{year}年{month}月{day}日" in source
    # One document bears no number, and says so.
    assert (rules.source.number in source) != ("原文缺文号" in rules.source.number)
    assert ("原文缺文号" in rules.source.number) == (rules.id == "sichuan-2023")


def test_the_kept_list_is_complete_and_current() -> None:
    lines = "".join(f"{kept_line(of, text)}\n" for of, text in QUOTED)
    if REWRITE and SOURCES.is_dir():
        KEPT.write_text(lines, encoding="utf-8", newline="\n")
    kept = KEPT.read_text(encoding="utf-8").splitlines()
    assert [text for of, text in QUOTED if kept_line(of, text) not in kept] == []
    assert len(kept) == len(QUOTED)


def test_a_word_more_or_less_is_another_quotation() -> None:
    of, text = QUOTED[0]
    assert kept_line(of, text) == kept_line(of, " ".join(text))
    assert kept_line(of, text) != kept_line(of, text[:-1])
    assert kept_line(of, text) != kept_line("elsewhere", text)


@pytest.mark.parametrize("rules", ALL, ids=lambda rules: rules.reference)
def test_a_rule_set_has_as_many_parts_as_were_counted(rules: RuleSet) -> None:
    checks = list(rules.checks())
    advisory = [check for check in checks if check.advisory is not None]
    assert (len(rules.criteria), len(checks), len(advisory)) == COUNTS[rules.reference]
    assert all(check.quote in criterion.text for criterion in rules.criteria for check in criterion.checks)
