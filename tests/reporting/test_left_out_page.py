"""The page of what is no criterion, as it is committed. `CERTIFY_REWRITE=1` writes it anew."""

from pathlib import Path

from certify.reporting.left_out_page import left_out_page
from certify.rules.left_out import left_out
from certify.rules.load import available_rulesets, find_ruleset
from tests.reporting.test_golden import compare

PAGE = Path(__file__).parents[2] / "docs" / "left-out.md"


def test_the_committed_page_is_the_one_generated() -> None:
    ids = dict.fromkeys(reference.partition("@")[0] for reference in available_rulesets())
    compare(PAGE, left_out_page(left_out(), [find_ruleset(name) for name in ids]))


def test_every_statement_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for statement in left_out():
        assert statement.quote in page
        assert statement.why.zh in page
        assert statement.why.en in page
