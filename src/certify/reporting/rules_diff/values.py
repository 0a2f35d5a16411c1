"""The values of changed aspects in words, a line each."""

from collections.abc import Iterable, Mapping

from certify.language import Lang, Text, joined
from certify.reporting.rules_diff.conditions import ConditionWords, differing
from certify.reporting.rules_diff.shapes import ChangeShape
from certify.rules.changes import Change
from certify.rules.conditions import Condition
from certify.rules.ruleset import Flag, RuleSet
from certify.rules.vocabulary import TYPE_FACT, Vocabulary
from certify.wording import rules_diff as words
from certify.wording.filling import filled, worded
from certify.wording.purposes import PURPOSES
from certify.wording.terms import BODIES, KINDS

_TERMS: Mapping[str, Mapping[str, Text]] = {
    "kind": KINDS,
    "depends_on": BODIES,
    "purpose": {str(purpose): label for purpose, label in PURPOSES.items()},
}
_OTHER: Mapping[Lang, Lang] = {"zh": "en", "en": "zh"}


class ChangeWords:
    """Words the changes between two rule sets."""

    def __init__(self, before: RuleSet, after: RuleSet, vocabulary: Vocabulary, lang: Lang) -> None:
        """Take both rule sets and the words."""
        self.vocabulary = vocabulary
        self.lang: Lang = lang
        self.old = ConditionWords(before, vocabulary, lang)
        self.new = ConditionWords(after, vocabulary, lang)

    def changes(self, changes: Iterable[Change]) -> list[ChangeShape]:
        """Return changes in words."""
        return [self.change(change) for change in changes]

    def change(self, change: Change) -> ChangeShape:
        """Return one change in words."""
        before, after = self.both(change)
        label = self.label(change.aspect)
        if before == after:
            # Only the words of the other language differ: those are shown.
            other = ChangeWords(self.old.rules, self.new.rules, self.vocabulary, _OTHER[self.lang])
            before, after = other.both(change)
            label = filled(words.OTHER_LANGUAGE, {"aspect": label}, self.lang)
        return ChangeShape(aspect=change.aspect, label=label, weight=change.weight, before=before, after=after)

    def both(self, change: Change) -> tuple[list[str], list[str]]:
        """Return the lines before and after."""
        one, two = change.before, change.after
        if isinstance(one, Condition) or isinstance(two, Condition):
            old = one if isinstance(one, Condition) else None
            return differing(self.old, old, self.new, two if isinstance(two, Condition) else None)
        return self.lines(change.aspect, one, self.old), self.lines(change.aspect, two, self.new)

    def label(self, aspect: str) -> str:
        """Return the name of an aspect, with what it is one of."""
        base, _, of = aspect.partition(".")
        if aspect in words.ASPECTS or not of:
            return words.ASPECTS[aspect].to(self.lang)
        reading = self.new.readings.get(of) if base == "reading" else None
        return filled(
            words.ASPECT_OF, {"aspect": words.ASPECTS[base], "of": reading.title if reading else of}, self.lang
        )

    def lines(self, aspect: str, value: object, side: ConditionWords) -> list[str]:
        """Return the value of an aspect in one of the rule sets."""
        base, _, of = aspect.partition(".")
        match value:
            case None:
                return []
            case frozenset():
                types = self.vocabulary.by_path[TYPE_FACT].options
                named = [label.to(self.lang) for name, label in types.items() if name in value]
                return [joined(named, self.lang) or words.ALL_TYPES.to(self.lang)]
            case tuple() if base == "flags":
                return [self.flag(flag, side) for flag in value if isinstance(flag, Flag)]
            case tuple() if base == "shows":
                labels = [self.vocabulary.by_path[path].full_label.to(self.lang) for path in value]
                return [joined(labels, self.lang)] if labels else []
            case (str(name), Text() as label):
                return [filled(words.VALUE, {"value": name, "label": label}, self.lang)]
            case str() if base == "reading":
                return [side.readings[of].values[value].to(self.lang)]
            case str():
                return [self.name(base, value, side).to(self.lang)]
            case _:
                return [worded(value, self.lang)]

    def name(self, aspect: str, value: str, side: ConditionWords) -> Text:
        """Return what a code or an id stands for, or the words themselves."""
        rules = side.rules
        titles = {criterion.id: criterion.title for criterion in rules.criteria}
        terms = {**_TERMS, "tier": rules.tiers, "dimension": rules.dimensions, "criterion": titles}
        found = terms.get(aspect, {}).get(value)
        if aspect == "criterion" and found is not None:
            return Text(f"{value} {found.zh}", f"{value} {found.en}")
        return found or Text(value, value)

    def flag(self, flag: Flag, side: ConditionWords) -> str:
        """Return a remark with when it is shown."""
        return filled(words.FLAG, {"when": side.said(flag.when), "text": flag.text}, self.lang)
