"""Every quotation of the criteria: what a rule set, or the list of what is left out, says that its source says."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from certify.rules.left_out import left_out
from certify.rules.load import available_rulesets, find_ruleset
from certify.rules.ruleset import RuleSet

KEPT = Path(__file__).parent / "quotations.txt"
SOURCES = Path(__file__).parents[3] / "shared" / "domain" / "sources"
SOURCE_OF = {
    "shandong-2024": "shandong-2024-98.txt",
    "hainan-2023": "hainan-2023-101.txt",
    "chongqing-2023": "chongqing-2023-553.txt",
    "sichuan-2023": "sichuan-2023.txt",
    "henan-2023": "henan-2023-89.txt",
}


def tight(text: str) -> str:
    """Remove the white space, and nothing else."""
    return "".join(text.split())


def of_rules(rules: RuleSet) -> Iterator[str]:
    """Yield what a rule set quotes: its source's title, the clauses, the fragments of them, the rules by type."""
    yield rules.source.title
    for criterion in rules.criteria:
        yield criterion.text
        yield from (check.quote for check in criterion.checks)
    yield from (rule.text for rule in rules.type_rules)


def quotations() -> list[tuple[str, str]]:
    """Return every quotation with the id of the rule set of its source, each once, in order."""
    found = [(rules.id, text) for rules in map(find_ruleset, available_rulesets()) for text in of_rules(rules)]
    return sorted(set(found) | {(one.source, one.quote) for one in left_out()})


def kept_line(source: str, text: str) -> str:
    """Return the line that is kept of a quotation that was compared with its source."""
    return f"{source} sha256:{hashlib.sha256(json.dumps([source, tight(text)]).encode()).hexdigest()}"
