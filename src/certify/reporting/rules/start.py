"""The commented start of a rule set and its cases, for somebody to go on from; it has no mistakes and its cases pass."""

import json
from collections.abc import Mapping
from itertools import cycle, islice

from certify.language import Text
from certify.reporting.templating import environment
from certify.rules.ruleset import RuleSet
from certify.rules.ruleset_file import DEFAULT_REGION

# The clauses that a start shows, one of each kind.
EXAMPLES = 3
# Stands behind the region of a start, for somebody to take away once the region is right.
SAMPLE_MARK = "# 示例"
_TIERS = {"base": Text("示例等级", "Sample tier")}
_DIMENSIONS = {"work": Text("示例类别", "Sample subject")}


def start_text(name: str, like: RuleSet | None) -> str:
    """Return the start of the rule set `name`.

    The ids of its clauses begin with that name, so that two starts in one folder share none. Its purpose, its region and the lists of tiers and dimensions are those of the rule set `like`.
    """
    tiers, dimensions = (like.tiers, like.dimensions) if like else (_TIERS, _DIMENSIONS)
    return _rendered(
        "start",
        id=name,
        ids=name.upper(),
        mark=SAMPLE_MARK,
        purpose=like.purpose if like else "monitoring",
        region=like.region if like else DEFAULT_REGION,
        tiers=_listed(tiers),
        dimensions=_listed(dimensions),
        used=list(islice(zip(cycle(tiers), cycle(dimensions), strict=True), EXAMPLES)),
    )


def start_cases(name: str) -> str:
    """Return the cases of the start of the rule set `name`."""
    return _rendered("start_cases", id=name, ids=name.upper())


def _rendered(template: str, **context: object) -> str:
    return environment(autoescape=False).get_template(f"rules/{template}.yaml.j2").render(context)


def _listed(words: Mapping[str, Text]) -> list[tuple[str, str, bool]]:
    """Return keys with their words as YAML, and whether an example uses them; the others are put into comments."""
    return [
        (key, f"{{zh: {_quoted(text.zh)}, en: {_quoted(text.en)}}}", number < EXAMPLES)
        for number, (key, text) in enumerate(words.items())
    ]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
