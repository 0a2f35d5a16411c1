"""What a word may stand for that is no id: the ids that begin with it, and those whose title or label holds it."""

from collections.abc import Iterable, Iterator, Sequence

from certify.language import Lang, Text
from certify.reporting.rules.duties import duty_title
from certify.reporting.rules.shapes import ListedShape
from certify.rules.duties import DutyDocument
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import Vocabulary
from certify.spelling import folded

# A single character stands in too many titles.
SHORTEST = 2


def listed(
    name: str, rulesets: Iterable[RuleSet], vocabulary: Vocabulary, duties: Sequence[DutyDocument], lang: Lang
) -> list[ListedShape]:
    """Return the ids that a name begins; where it begins none, those whose title or label in either language holds it."""
    asked = folded(name)
    if not asked:
        return []
    entries = [*_of_rulesets(rulesets), *_of_facts(vocabulary), *_of_duties(duties)]
    found = [one for one in entries if folded(one[0]).startswith(asked)]
    if not found and len(asked) >= SHORTEST:
        found = [one for one in (*entries, *_of_choices(vocabulary)) if _holds(one[1], asked)]
    return [ListedShape(id=id_, label=label.to(lang), where=where) for id_, label, where in found]


def _holds(label: Text, asked: str) -> bool:
    return asked in folded(label.zh) or asked in folded(label.en)


def _of_rulesets(rulesets: Iterable[RuleSet]) -> Iterator[tuple[str, Text, str]]:
    for rules in rulesets:
        for criterion in rules.criteria:
            yield criterion.id, criterion.title, rules.reference
            yield from ((check.id, check.title, rules.reference) for check in criterion.checks)
        yield from ((rule.id, rule.title, rules.reference) for rule in rules.type_rules)
        yield from ((reading.key, reading.title, rules.reference) for reading in rules.readings)
        yield from ((entry.id, entry.title, rules.reference) for entry in rules.retired)


def _of_facts(vocabulary: Vocabulary) -> Iterator[tuple[str, Text, str]]:
    yield from ((path, field.full_label, "") for path, field in vocabulary.by_path.items())


def _of_choices(vocabulary: Vocabulary) -> Iterator[tuple[str, Text, str]]:
    """Yield the facts again, with each of their choices."""
    for path, field in vocabulary.by_path.items():
        label = field.full_label
        for choice in field.options.values():
            yield path, Text(f"{label.zh}：{choice.zh}", f"{label.en}: {choice.en}"), ""


def _of_duties(duties: Iterable[DutyDocument]) -> Iterator[tuple[str, Text, str]]:
    for document in duties:
        for duty in document.duties:
            title = duty_title(duty)
            yield duty.id, Text(title, title), document.id
