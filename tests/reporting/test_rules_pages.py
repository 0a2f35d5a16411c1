"""The documentation page of every rule set is what the program makes of its data; `CERTIFY_REWRITE=1` writes them anew."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from certify.cli.chosen_rules import newest_rulesets
from certify.reporting.rules.pages import list_markdown
from certify.reporting.rules.report import list_report
from certify.reporting.rules.tiers import by_tier
from certify.rules.load import find_ruleset
from certify.running.explaining import reporter
from tests.reporting.test_golden import compare
from tests.running.calling import clean, inside

FOLDER = Path(__file__).parents[2] / "docs" / "rules"
INDEX = FOLDER / "README.md"
NAMES = [reference.partition("@")[0] for reference in newest_rulesets()]
TABLE = re.compile(r"(?:^\|.*\n)+", re.MULTILINE)
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
LINK = re.compile(r"\]\(#([^)]+)\)")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_made_of_its_rule_set(name: str) -> None:
    called = clean(inside("rules", "show", name, "--format", "md"))
    assert called.stderr == ""
    compare(FOLDER / f"{name}.md", called.stdout)


def test_the_index_has_every_rule_set() -> None:
    report = list_report([reporter(find_ruleset(name), "zh") for name in NAMES], "zh")
    table = re.sub(r"`([a-z0-9-]+)@([0-9.]+)`", r"[`\1@\2`](\1.md)", list_markdown(report, "zh"))
    index = TABLE.sub(lambda _: table, INDEX.read_text(encoding="utf-8"), count=1)
    compare(INDEX, index)


def test_there_is_no_page_of_something_else() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {*NAMES, "README"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_link_within_a_page_leads_somewhere(name: str, lang: str) -> None:
    page = clean(inside("rules", "show", name, "--format", "md", "--lang", lang)).stdout
    anchors = ANCHOR.findall(page)
    assert len(anchors) == len(set(anchors))
    assert {*LINK.findall(page)} <= {*anchors}
    assert len(anchors) > 10


@pytest.mark.parametrize("name", NAMES)
def test_a_page_holds_every_sub_check_with_its_words_and_cases(name: str) -> None:
    rules = find_ruleset(name)
    page = clean(inside("rules", "show", name, "--format", "md")).stdout
    for check in rules.checks():
        part = page.partition(f'<a id="{check.id.lower()}"></a>')[2].partition("<a id=")[0]
        for said in (check.quote, check.remedy.zh, "<summary>判例"):
            assert "".join(said.split()) in "".join(part.replace("\\", "").split()), check.id


@pytest.mark.parametrize("name", NAMES)
def test_a_page_follows_the_declared_order_of_tiers_and_dimensions(name: str) -> None:
    rules = find_ruleset(name)
    turned = replace(rules, criteria=tuple(reversed(rules.criteria)))
    tiers, dimensions = ([text.zh for text in labels.values()] for labels in (rules.tiers, rules.dimensions))
    shown = by_tier(reporter(turned, "zh").report())
    places = [(tiers.index(tier), dimensions.index(one)) for tier, below in shown for one, _ in below]
    assert places == sorted(places)
    assert sum(len(criteria) for _, below in shown for _, criteria in below) == len(rules.criteria)


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_of_a_list_stands_on_a_line_of_its_own(name: str) -> None:
    page = clean(inside("rules", "show", name, "--format", "md")).stdout
    prose = re.sub(r"```yaml.*?```", "", page, flags=re.DOTALL)
    assert not re.findall(r"^.*\S {2,}- .*$", prose, re.MULTILINE)
    assert not re.findall(r"^ *- .*\n\n *- ", prose, re.MULTILINE)
