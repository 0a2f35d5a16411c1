"""The rule set that a file names, and the readings that it chooses by name."""

import re
from collections.abc import Mapping

from certify.documents.tree import MappingNode, Node
from certify.facts import Facts, records
from certify.masking import MASKED
from certify.problems import excerpt
from certify.reading.field_values import spellings
from certify.reading.sink import Sink
from certify.rules.load import UnknownRuleSetError, find_ruleset
from certify.rules.ruleset import Reading, RuleSet
from certify.spelling import folded, normal

_LIKE_A_KEY = re.compile(r"[A-Za-z0-9_.-]{1,40}")
RULESET, READINGS = "ruleset", "readings"


def named_ruleset(facts: Facts, sink: Sink) -> RuleSet | None:
    """Return the rule set that a file names; one that does not exist is an error, one without its version a warning."""
    wanted = facts.get(RULESET)
    if wanted is None:
        return None
    node = sink.document.find(RULESET)
    try:
        found = find_ruleset(str(wanted))
    except UnknownRuleSetError as error:
        params = {"suggestion": error.suggestion, "accepted": tuple(error.available)}
        sink.fault(node, RULESET, "unknown_ruleset", found=error.wanted, **params)
        return None
    if "@" not in str(wanted):
        sink.warn(node, RULESET, "ruleset_unpinned", found=found.reference)
    return found


def chosen_values(facts: Facts, sink: Sink, rules: RuleSet) -> Mapping[str, str]:
    """Return the values that a file chooses, by the key of the reading; each that cannot be chosen is an error."""
    known = {reading.key: reading for reading in rules.readings}
    keys = _key_nodes(sink)
    found: dict[str, str] = {}
    for record in records(facts, READINGS):
        name, text = str(record["name"]), str(record["text"])
        reading = known.get(name)
        if reading is None:
            accepted = {key: one.title for key, one in known.items()}
            params = {"rules": rules.reference, "accepted": accepted, "suggestion": sink.nearest(name, known)}
            sink.fault(keys.get(name), READINGS, "unknown_reading", found=_shown(name, known), **params)
            continue
        value = _value(reading, text, sink)
        if value is not None:
            found[name] = value
    return found


def _shown(name: str, known: Mapping[str, Reading]) -> str:
    """Return a key as it may be shown: words that are neither a key nor the title of one may be anybody's."""
    titles = {text for one in known.values() for text in (one.title.zh, one.title.en)}
    return excerpt(name) if _LIKE_A_KEY.fullmatch(name) or name in titles else MASKED


def _key_nodes(sink: Sink) -> Mapping[str, Node]:
    node = sink.document.find(READINGS)
    return {normal(name): key for name, (key, _) in node.entries.items()} if isinstance(node, MappingNode) else {}


def _value(reading: Reading, text: str, sink: Sink) -> str | None:
    """Return the value of a reading that is meant by its name or its words, or note why there is none."""
    value = spellings(reading.values).get(folded(text))
    if value is not None:
        return value
    path = f"{READINGS}.{reading.key}"
    node = sink.document.find(path)
    params = {"label": reading.title, "found": excerpt(text), "accepted": reading.values}
    why = spellings(reading.not_computed).get(folded(text))
    if why is not None:
        sink.fault(node, path, "reading_not_computed", reason=reading.not_computed[why], **params)
    else:
        near = sink.nearest(text, reading.values)
        sink.fault(node, path, "unknown_reading_value", suggestion=near, **params)
    return None
